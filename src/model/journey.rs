//! Journeys: a graph of steps that customers walk.

use crate::id::{ChannelId, DeskId, IdVec, JourneyId, QueueId, SegmentId, StepId};
use crate::model::demand::Demand;
use crate::random::dist::Distribution;
use crate::random::stream::Purpose;
use crate::time::Span;

#[derive(Clone, Debug)]
pub struct Journey {
    pub name: String,
    pub demand: Demand,
    pub first: StepId,
    /// Number of steps of this journey that a customer may pass more than once.
    pub n_loop_steps: u32,
    /// Draw a customer's segment and village; entity: ordinal of the arrival.
    pub segment: Purpose,
    pub village: Purpose,
}

#[derive(Clone, Debug)]
pub struct Step {
    pub name: String,
    pub journey: JourneyId,
    pub kind: StepKind,
    /// Share that goes straight on.
    pub skip: f64,
    pub skip_draw: Purpose,
    pub route: Route,
    pub route_draw: Purpose,
    /// Place among the steps that can be passed more than once; `None`: passed once at most.
    pub loop_index: Option<u32>,
}

impl Step {
    /// Whether everybody who comes to this step makes a contact at once.
    #[inline(always)]
    pub fn is_contact_at_once(&self) -> bool {
        self.skip == 0.0 && matches!(self.kind, StepKind::Contact(_))
    }
}

#[derive(Clone, Debug)]
pub enum StepKind {
    Contact(Contact),
    Wait { duration: Duration, draw: Purpose, cause: Pause },
    End,
}

/// Whom or what a pause waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    Time,
    Customer,
    Partner,
}

/// Everything a contact needs, resolved.
#[derive(Clone, Debug)]
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
    /// Draws the pool where free people are chosen in proportion.
    pub assign_draw: Purpose,
    /// Draws when within the first hour someone comes who found the desk closed.
    pub reopen_draw: Purpose,
    /// The queue at each desk of the channel, by segment (whose priority may differ); empty for self-service.
    pub queues: Vec<DeskQueue>,
    /// The queue, where there is but one desk and one queue at it.
    pub only_queue: Option<QueueId>,
}

/// Where customers of a step wait at one desk.
#[derive(Clone, Debug)]
pub struct DeskQueue {
    pub desk: DeskId,
    pub queues: IdVec<SegmentId, QueueId>,
}

/// Trying again after giving up (or finding all lines taken).
#[derive(Clone, Debug)]
pub struct Retry {
    pub chance: f64,
    pub chance_draw: Purpose,
    pub after: Duration,
    pub after_draw: Purpose,
    /// The handling time is drawn once for all attempts.
    pub keeps_service: bool,
    /// The patience is drawn once for all attempts.
    pub keeps_patience: bool,
    /// Earlier waits count in the wait and against the patience.
    pub keeps_waited: bool,
}

/// A length to be drawn: in seconds, or in working days.
#[derive(Clone, Debug)]
pub struct Duration {
    pub length: Distribution,
    pub working_days: bool,
}

#[derive(Clone, Debug)]
pub enum Route {
    End,
    To(StepId),
    /// Cumulative shares (the last is 1) and where they lead.
    Branch(Vec<(f64, StepId)>),
}
