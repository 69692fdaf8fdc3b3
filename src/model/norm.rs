//! Norms: promises that are checked and never change a run.

use std::ops::Range;

use crate::id::{ChannelId, JourneyId, LocationId, SegmentId, TeamId, VillageId};
use crate::time::Span;

#[derive(Clone, Debug)]
pub struct Norm {
    pub name: String,
    pub measure: Measure,
    /// Which contacts or journeys, over all parts named together; `None` is all.
    pub channels: Option<Vec<ChannelId>>,
    pub teams: Option<Vec<TeamId>>,
    pub journeys: Option<Vec<JourneyId>>,
    pub segments: Option<Vec<SegmentId>>,
    pub villages: Option<Vec<VillageId>>,
    pub locations: Option<Vec<LocationId>>,
    pub target: Target,
    /// The simulated days on which it holds.
    pub days: Range<i64>,
    /// What was measured in reality, in the measure of the target: a share, a mark, a number, or seconds (working days) for a mean.
    pub measured: Option<f64>,
    /// Whether anybody promised it; if not, it is only counted.
    pub is_promised: bool,
    /// Nobody was promised it: from when it holds is what matters.
    pub is_condition: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Wait of a contact.
    Wait,
    /// Length of a journey.
    LeadTime,
    /// Share of contacts that give up.
    Abandonment,
    /// Working days from booking to the slot.
    Access,
    /// From a message to its answer.
    Response,
    /// Share of the contacts answered by a person that this person ended: not passed on, no call promised.
    FirstLine,
    /// Times a customer is passed on or promised a call, in a journey.
    HandOffs,
    /// Share of promised calls that came in time.
    CallBacks,
    /// Mean mark: of journeys, or of the contacts of a channel.
    Mark,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// At least `share` within `limit`.
    Within {
        limit: Limit,
        share: f64,
        over: Base,
    },
    /// A share, a mean mark, a mean number, or a mean in seconds (in working days for [`Measure::Access`]).
    AtMost(f64),
    AtLeast(f64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    Calendar(Span),
    WorkingDays(f64),
}

/// What a share within a wait is taken over; definitions in docs/theorie.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    Offered,
    Answered,
    WithoutQuickAbandoners,
    QuickAbandonersCount,
}
