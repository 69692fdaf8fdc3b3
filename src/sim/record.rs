//! What a run reports: flat records, to an observer that cannot influence it.

use crate::id::{ChannelId, DeskId, JourneyId, PoolId, SegmentId, StepId, TeamId, VillageId};
use crate::model::journey::Pause;
use crate::model::satisfaction::Judgement;
use crate::time::{Span, Time};

/// How a contact ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Served,
    /// Gave up after waiting.
    Abandoned,
    /// Hung up at once on finding a queue.
    Balked,
    /// Found all lines taken.
    Blocked,
    /// Sent away at closing time.
    ClosedOut,
    /// Nobody took up the message in time.
    Unanswered,
    /// Did not come to the appointment.
    NoShow,
    /// The agenda was full.
    AgendaFull,
    /// Left the line to be called back: it goes on elsewhere.
    TakesCall,
    /// Under way when the run ended.
    StillOpen,
}

/// What became of help that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// Done, or nothing followed from it.
    Done,
    /// The answer was wrong, incomplete or not understood, and the customer will come back for it.
    ComesBack,
    /// Passed on to a colleague who picked up.
    PassedOn,
    /// The customer will be called back.
    CallBack,
    /// Doing it oneself failed.
    Failed,
}

/// Parts of a wait with a cause of their own; the rest is that everybody who may help was busy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WaitCauses {
    /// The desk was closed.
    pub closed: Span,
    /// It was open, and nobody was there for it.
    pub nobody: Span,
    /// Somebody was there, but nobody who may help this customer.
    pub knowledge: Span,
    /// Since one who may help him took somebody who had come later.
    pub priority: Span,
}

impl WaitCauses {
    pub fn add(&mut self, other: &Self) {
        self.closed = self.closed + other.closed;
        self.nobody = self.nobody + other.nobody;
        self.knowledge = self.knowledge + other.knowledge;
        self.priority = self.priority + other.priority;
    }

    pub fn total(&self) -> Span {
        self.closed + self.nobody + self.knowledge + self.priority
    }
}

/// A contact that was answered and not passed on, by what it was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    pub journey: JourneyId,
    pub ordinal: u32,
    pub channel: ChannelId,
    pub desk: DeskId,
    pub segment: SegmentId,
    pub village: VillageId,
    pub hour: u8,
    pub counted: bool,
    pub ended: Time,
}

impl Answered {
    #[inline(always)]
    pub fn of(visit: &Visit) -> Self {
        Self {
            journey: visit.journey,
            ordinal: visit.ordinal,
            channel: visit.channel,
            desk: visit.desk,
            segment: visit.segment,
            village: visit.village,
            hour: visit.hour,
            counted: visit.counted,
            ended: visit.ended,
        }
    }
}

/// One contact: an attempt to be helped at a desk, from joining the queue to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    pub journey: JourneyId,
    pub step: StepId,
    pub channel: ChannelId,
    pub desk: DeskId,
    /// Who helped; none where nobody did.
    pub pool: Option<PoolId>,
    pub segment: SegmentId,
    pub village: VillageId,
    /// Ordinal of the customer within his journey's stream.
    pub ordinal: u32,
    /// How often this customer passed this step before.
    pub pass: u32,
    /// Tries at this contact before this one.
    pub attempt: u16,
    pub queued: Time,
    /// When it ended, or the end of the run where it is still open; help began `handling` before.
    pub ended: Time,
    /// Clock hour of `queued`.
    pub hour: u8,
    /// Whether `queued` lies in the counted days.
    pub counted: bool,
    /// Time in the queue, of earlier tries too where a retry remembers it.
    pub wait: Span,
    /// Time in the queue over all tries at this contact.
    pub wait_of_all_tries: Span,
    /// Of `wait`; `None`: no other cause than that everybody was busy.
    pub causes: Option<WaitCauses>,
    /// Time with a person (or with a self-service channel), so far where it was broken off or is still going on.
    pub handling: Span,
    pub ending: Ending,
    /// Of help that was given.
    pub after: After,
    /// Working days from booking to the slot.
    pub access_days: Option<u16>,
    /// Whether the customer will try again.
    pub retries: bool,
}

impl Visit {
    /// When help began; none where nobody helped. Help that was broken off counts as if it had been given in one go.
    pub fn helped(&self) -> Option<Time> {
        let is_helped = self.ending == Ending::Served || self.handling > Span::ZERO;
        is_helped.then_some(Time(self.ended.0 - self.handling.0))
    }
}

/// One journey, from its first step to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trip {
    pub journey: JourneyId,
    pub segment: SegmentId,
    pub village: VillageId,
    pub ordinal: u32,
    pub started: Time,
    pub ended: Time,
    /// Whether it started in the counted days.
    pub counted: bool,
    /// Contacts that were answered.
    pub contacts: u16,
    /// Times he was passed on or promised a call.
    pub hand_offs: u16,
    /// Contacts of his own initiative, after an answer or out of silence.
    pub repeats: u16,
    /// Time in queues.
    pub waited: Span,
    /// Time with a person or with a self-service channel.
    pub helped: Span,
    /// In steps that wait, where there were any. What is left of its length went by until the next try, until an
    /// appointment or until a desk opened.
    pub pauses: Option<Pauses>,
    /// The step it ended at.
    pub last: StepId,
    pub close: Close,
}

/// A call that was promised, once it came or the customer found out that it did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallBack {
    pub journey: JourneyId,
    /// Of the contact in which it was promised.
    pub channel: ChannelId,
    /// Who was to call.
    pub team: TeamId,
    pub segment: SegmentId,
    pub village: VillageId,
    pub promised: Time,
    /// Whether it was promised in the counted days.
    pub counted: bool,
    /// Whether it came in time.
    pub kept: bool,
}

/// Time of a journey in which nothing could be done for the customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pauses {
    pub time: Span,
    pub customer: Span,
    pub partner: Span,
    /// Until a batch was full; it is part of a wait in a line.
    pub batch: Span,
}

impl Pauses {
    pub fn add(&mut self, cause: Pause, length: Span) {
        let sum = match cause {
            Pause::Time => &mut self.time,
            Pause::Customer => &mut self.customer,
            Pause::Partner => &mut self.partner,
        };
        *sum = *sum + length;
    }
}

/// A customer who goes from one step of his journey to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    pub journey: JourneyId,
    pub ordinal: u32,
    /// Start of the journey.
    pub started: Time,
    pub from: StepId,
    pub to: StepId,
    /// How often he passed `to` before.
    pub pass: u32,
    pub at: Time,
}

/// Something on the way that no other record tells: for stories, not for figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incident {
    /// What the contact counts for.
    pub journey: JourneyId,
    pub ordinal: u32,
    pub at: Time,
    pub what: Happening,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// A slot or a place at a meeting is his, at that moment.
    Books {
        desk: DeskId,
        slot: Time,
    },
    /// Help is put aside for somebody else or until another day, after so much of it.
    PutAside {
        pool: PoolId,
        done: Span,
    },
    TakenUpAgain {
        pool: PoolId,
    },
    /// He had come to the wrong place first.
    WasAstray,
    /// The call that was promised came, or he found out that it did not.
    Called {
        kept: bool,
    },
    /// Another journey starts because of this one.
    Starts {
        journey: JourneyId,
        ordinal: u32,
    },
}

/// How a journey ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    Completed,
    /// A contact failed for good.
    GivenUp,
    /// Under way when the run ended.
    StillOpen,
}

/// One clock hour of one pool, in person-microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaffHour {
    pub pool: PoolId,
    /// Of the run, from 0.
    pub day: i64,
    /// 0 is Monday.
    pub weekday: u8,
    pub hour: u8,
    /// Helping or wrapping up.
    pub busy: i64,
    /// There: rostered and not absent, or finishing after the shift.
    pub present: i64,
    /// Rostered and not absent.
    pub rostered: i64,
}

/// Gets every record of a run, in the order in which they end.
pub trait Observer {
    /// Whether it asks for the marks of contacts and journeys that do not count as well.
    const ALL_MARKS: bool = true;

    fn visit(&mut self, visit: &Visit);
    /// In the same journey the customer comes for another contact, this long after the end of one that was answered.
    fn followed(&mut self, _answered: &Answered, _after: Span) {}
    /// A visit that was answered and of which it is known at once whether another follows: both of the above in one.
    fn answered(&mut self, visit: &Visit, is_followed: bool) {
        self.visit(visit);
        if is_followed {
            self.followed(&Answered::of(visit), Span::ZERO);
        }
    }
    fn trip(&mut self, trip: &Trip);
    fn call_back(&mut self, _call: &CallBack) {}
    /// A customer of this journey, who counts, skips a check that would have found something.
    fn missed(&mut self, _journey: JourneyId) {}
    /// Only hours of counted days.
    fn staff_hour(&mut self, hour: &StaffHour);
    /// Before what happens at the step; not the first step of a journey.
    fn passage(&mut self, _passage: &Passage) {}
    fn incident(&mut self, _incident: &Incident) {}
    /// Follows the visit of a contact that is judged.
    fn contact_marked(&mut self, _visit: &Visit, _judgement: &Judgement) {}
    /// Follows the trip of a journey that is judged.
    fn trip_marked(&mut self, _trip: &Trip, _judgement: &Judgement) {}
}
