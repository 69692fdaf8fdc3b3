//! Journeys: a graph of steps that customers walk.

use crate::id::{ChannelId, DeskId, IdVec, JourneyId, QueueId, SegmentId, StepId, TeamId, VillageId};
use crate::model::by_customer::ByCustomer;
use crate::model::demand::Demand;
use crate::model::intake::Intake;
use crate::random::dist::Distribution;
use crate::random::stream::Purpose;
use crate::time::Span;

#[derive(Clone, Debug, PartialEq)]
pub struct Journey {
    pub name: String,
    pub demand: Demand,
    pub first: StepId,
    /// Number of steps of this journey that a customer may pass more than once.
    pub n_loop_steps: u32,
    /// Draw a customer's segment and village; entity: ordinal of the arrival.
    pub segment: Purpose,
    pub village: Purpose,
    /// Among whom, and from where.
    pub segments: Intake<SegmentId>,
    pub villages: Intake<VillageId>,
    /// What a customer is told, promised and asks along the way; `None` where nothing depends on it.
    pub course: Option<Course>,
    /// The journey that this one is part of (asking where it is): nobody counts or judges it on its own.
    pub part_of: Option<JourneyId>,
}

/// The customer's side of a journey: what is promised, told and asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Draws what is told: entity of the customer, occurrence 0.
    pub draw: Purpose,
    /// Whether it holds a case: a step of work.
    pub is_case: bool,
    /// What was promised from the start, and what one expects when nothing was said.
    pub promise: Option<Duration>,
    /// Whether the promise is what nine out of ten take: still to be found out.
    pub promises_what_most_take: bool,
    pub expectation: Duration,
    /// Shares: told the promise, told how it stands, got a receipt.
    pub names_term: f64,
    pub tells_status: f64,
    pub receipt: f64,
    /// Share told beforehand that it takes longer.
    pub delay_notice: f64,
    /// Share whose journey has one owner: hand-offs are not felt.
    pub owned: f64,
    /// Share that gets personal attention: extra time, and how that treats them.
    pub personal: f64,
    pub personal_time: Span,
    pub personal_treatment: f64,
    /// Asking where it is.
    pub asks: Option<Asks>,
    /// Asking the same by a second channel.
    pub doubles: Option<Doubles>,
    /// Journeys that a refusal or a bad mark may start.
    pub objects: Option<(JourneyId, f64)>,
    pub complains: Option<Complains>,
}

/// Customers who ask where their case is.
#[derive(Clone, Debug, PartialEq)]
pub struct Asks {
    /// Chance for each week past the promise, and for each expected length in which nothing was heard.
    pub late: f64,
    pub silent: f64,
    /// Share of questions that knowing the status prevents.
    pub quietened: f64,
    /// Entity of the customer; occurrence: number of the moment to ask.
    pub draw: Purpose,
    /// The journey of one step in which they ask.
    pub journey: JourneyId,
}

/// Customers who ask the same by a second channel, at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubles {
    pub share: f64,
    /// Entity of the customer.
    pub draw: Purpose,
    /// The journey of one step in which they do.
    pub journey: JourneyId,
}

/// Customers who complain after a bad mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Complains {
    pub journey: JourneyId,
    /// Below this mark, in micro-points.
    pub below: i32,
    pub chance: f64,
    pub draw: Purpose,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub name: String,
    pub journey: JourneyId,
    /// The journey its contacts count for: its own, or the one that is part of.
    pub counts_for: JourneyId,
    pub kind: StepKind,
    /// Share that goes straight on.
    pub skip: f64,
    pub skip_draw: Purpose,
    /// Of those, the share in which this check would have found something.
    pub finds: f64,
    pub route: Route,
    pub route_draw: Purpose,
    /// Place among the counts of passes: 0 is that of all steps that are passed once at most.
    pub loop_place: u32,
    pub effects: Option<Box<Effects>>,
    /// Promised to be done so long after it begins.
    pub promise: Option<Duration>,
    /// The step of the scenario that this one belongs to: itself, or the one it was made for.
    pub origin: StepId,
}

impl Step {
    /// Whether everybody who comes to this step makes a contact of his own at once.
    pub fn is_contact_at_once(&self) -> bool {
        // what a team does by itself is special
        self.skip == 0.0 && matches!(&self.kind, StepKind::Contact(contact) if !contact.is_special)
    }
}

#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every step is a contact, and a pointer to it would cost every visit"
)]
pub enum StepKind {
    Contact(Contact),
    Wait {
        duration: Duration,
        draw: Purpose,
        cause: Pause,
    },
    /// Takes no time: the way on goes by the customer, `route` is not asked.
    Choose(ByCustomer<Route>),
    /// A message to the customer: takes no time. News of how it goes where the journey goes on; else it is the result.
    Tell {
        is_progress: bool,
    },
    End,
}

/// Whom or what a pause waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    Time,
    Customer,
    Partner,
}

/// What may follow from a step, for steps where anything may.
#[derive(Clone, Debug, PartialEq)]
pub struct Effects {
    /// Draws everything below, in the order of its fields.
    pub draw: Purpose,
    /// Decisions with cumulative shares; empty: no decision.
    pub outcomes: Vec<Decision>,
    /// Of refusals: told why, offered an alternative.
    pub explained: f64,
    pub alternative: f64,
    /// Of refusals: called beforehand by the team that decides, and how long that takes.
    pub called: f64,
    pub call: Span,
    /// Share of messages to the customer that he does not understand.
    pub unclear: f64,
    /// Journeys that follow, each with its mean number.
    pub leads_to: Vec<(JourneyId, f64)>,
}

/// One decision that a step may take.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub name: String,
    pub cumulative: f64,
    pub is_refusal: bool,
}

/// Everything a contact needs, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    pub channel: ChannelId,
    /// Handling time in seconds, before the factors of the pool that helps.
    pub service: Distribution,
    pub service_draw: Purpose,
    /// Added after the factors: identification and what else is fixed.
    pub fixed: Span,
    /// Share that hangs up at once when it must wait.
    pub balk: f64,
    pub balk_draw: Purpose,
    /// Seconds, before the factor of the segment; `Distribution::Never` is endless.
    pub patience: Distribution,
    pub patience_draw: Purpose,
    pub retry: Option<Retry>,
    /// Of tries: the handling time is drawn once for all attempts.
    pub keeps_service: bool,
    /// The patience is drawn once for all attempts.
    pub keeps_patience: bool,
    /// Earlier waits count in the wait and against the patience.
    pub keeps_waited: bool,
    /// Draws the pool where free people are chosen in proportion.
    pub assign_draw: Purpose,
    /// Draws when within the first hour someone comes who found the desk closed.
    pub reopen_draw: Purpose,
    /// The queue at each desk of the channel, by customer (whose priority may differ); empty for self-service.
    pub queues: Vec<DeskQueue>,
    /// The queue, where there is but one desk and one queue at it.
    pub only_queue: Option<QueueId>,
    /// Whether anything below asks to be looked at before a customer can join a line.
    pub is_special: bool,
    /// Searching against the usual time for it, in microseconds, where that of the journey goes before that of a team.
    pub search_change: Option<i64>,
    /// Whether it goes on where only what cannot wait does.
    pub goes_on: bool,
    /// Taken up in batches of this many.
    pub batch: u32,
    /// Draws what happens with an appointment, and whether a message is left lying.
    pub book_draw: Purpose,
    /// Draws how the customer takes it.
    pub mark_draw: Purpose,
    /// Whether customers may have slots that are kept free.
    pub is_urgent: IdVec<SegmentId, bool>,
    /// Places in `queues` within reach of each village, nearest first.
    pub nearest: IdVec<VillageId, Vec<usize>>,
    /// What may go wrong with an answer or be passed on; `None` where every contact is simply done.
    pub fate: Option<Box<Fate>>,
    /// Where some location of the channel is closed for good and customers mind.
    pub closed_down: Option<Box<ClosedDown>>,
    /// Being called back instead of waiting, where that is offered.
    pub offer: Option<Offer>,
    /// Being met by a host before joining the line, where somebody does that.
    pub reception: Option<Box<Reception>>,
    /// Whether this is such a call: then it is the contact itself, and no promise made in another.
    pub is_offered: bool,
    /// How the customer is treated, where it differs from the usual way of the team that helps; −1 ..= 1.
    pub treatment: Option<f64>,
    /// How well the channel fits, by segment, 0 ..= 1.
    pub fit: IdVec<SegmentId, f64>,
}

/// A host who meets those who come for a contact.
#[derive(Clone, Debug, PartialEq)]
pub struct Reception {
    /// Share that he meets.
    pub share: f64,
    pub draw: Purpose,
    /// His part, at each desk of the contact.
    pub step: StepId,
}

/// The offer to somebody who waits to be called back.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Share that is offered and accepts it.
    pub share: f64,
    /// When he has waited so long.
    pub after: Span,
    /// The call.
    pub step: StepId,
    pub draw: Purpose,
}

/// What customers do whose nearest location is closed for good.
#[derive(Clone, Debug, PartialEq)]
pub struct ClosedDown {
    pub draw: Purpose,
    /// Of which villages it was the nearest.
    pub was_nearest: IdVec<VillageId, bool>,
    /// Shares that go to another location, and that do it digitally; the others put it off.
    pub elsewhere: f64,
    pub digital: f64,
    /// The contact that is digital; those without one go to another location.
    pub digitally: ByCustomer<Option<StepId>>,
    /// For how long.
    pub put_off: Duration,
}

/// What may become of a contact beyond being done. Every number of one contact comes from one named draw, in the order
/// of [`Fate::draw`]'s use in the engine. Who comes to the wrong desk first stands beside the steps
/// ([`crate::model::Model::astray`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Fate {
    pub draw: Purpose,
    /// Where it differs from that of the team that helps.
    pub incomplete: Option<f64>,
    pub unclear: f64,
    pub first_line: Option<f64>,
    /// Share of those with a bad answer who come back, and when.
    pub comes_back: f64,
    pub comes_back_after: Duration,
    pub second_line: Option<SecondLine>,
    pub self_service: Option<SelfService>,
}

/// Who takes what the first line cannot finish, and the steps made for that.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondLine {
    pub team: TeamId,
    pub transfer: StepId,
    pub call_back: StepId,
    /// The most hand-offs of one contact.
    pub most: u32,
}

/// Doing it oneself, and what follows when that fails.
#[derive(Clone, Debug, PartialEq)]
pub struct SelfService {
    pub succeeds: IdVec<SegmentId, f64>,
    /// The step of the contact that follows on failure; `None`: the customer gives up.
    pub elsewhere: ByCustomer<Option<StepId>>,
    /// Share of those who fail who go there.
    pub moves_on: f64,
    /// Share whose form is filled in beforehand, and what that saves.
    pub filled_in: f64,
    pub time_saved: Span,
}

/// Where customers of a step wait at one desk.
#[derive(Clone, Debug, PartialEq)]
pub struct DeskQueue {
    pub desk: DeskId,
    pub queues: ByCustomer<QueueId>,
    /// Where those with an appointment wait, if there are any.
    pub booked: Option<ByCustomer<QueueId>>,
    /// Whether it takes customers of each village; `None`: of all.
    pub takes: Option<IdVec<VillageId, bool>>,
}

impl DeskQueue {
    pub fn takes(&self, village: VillageId) -> bool {
        self.takes.as_ref().is_none_or(|takes| takes[village])
    }
}

/// Trying again after giving up (or finding all lines taken).
#[derive(Clone, Debug, PartialEq)]
pub struct Retry {
    pub chance: f64,
    pub chance_draw: Purpose,
    pub after: Duration,
    pub after_draw: Purpose,
}

/// A length to be drawn: in seconds, or in working days.
#[derive(Clone, Debug, PartialEq)]
pub struct Duration {
    pub length: Distribution,
    pub working_days: bool,
}

impl Route {
    /// Where a uniform number leads; there is a way on.
    pub fn choose(&self, uniform: f64) -> StepId {
        match self {
            Self::End => unreachable!("a choice leads somewhere"),
            Self::To(step) => *step,
            Self::Branch(ways) => {
                let passed = ways.iter().take_while(|(edge, _)| *edge <= uniform).count();
                ways[passed.min(ways.len() - 1)].1
            }
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Route {
    End,
    To(StepId),
    /// Cumulative shares (the last is 1) and where they lead.
    Branch(Vec<(f64, StepId)>),
}
