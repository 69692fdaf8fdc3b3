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
    pub purpose: Purpose,
    /// How much worse it may become than in the base of a comparison; `None`: that is not asked.
    pub may_worsen: Option<Margin>,
}

/// What a norm is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Promised to customers, and met or not.
    Promise,
    /// Nobody was promised it: from when it holds is what matters.
    Condition,
    /// What others reach: how far from it one stands.
    Benchmark,
    /// Asks nothing: it is counted, or held against that of a base.
    Figure,
}

/// How far a figure may lie on the bad side of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Margin {
    /// In the measure of the target.
    Absolute(f64),
    /// Share of the other figure.
    OfValue(f64),
}

impl Norm {
    /// Whether it is met or not; a benchmark is neither.
    pub fn is_asked(&self) -> bool {
        matches!(self.purpose, Purpose::Promise | Purpose::Condition)
    }

    /// How much worse is not worse yet, where nobody says: our own assumption (A*).
    pub fn usual_margin(&self) -> Margin {
        match (&self.target, self.measure) {
            (Target::Within { .. }, _)
            | (_, Measure::Abandonment | Measure::FirstLine | Measure::CallBacks) => Margin::Absolute(0.005),
            (_, Measure::Mark) => Margin::Absolute(0.02),
            _ => Margin::OfValue(0.01),
        }
    }

    /// Whether less of what is attained is better.
    pub fn is_less_better(&self) -> bool {
        match self.target {
            Target::Within { .. } | Target::AtLeast(_) => false,
            Target::AtMost(_) => true,
        }
    }
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
    /// Contacts, those that were answered and started journeys: numbers, which no norm asks for.
    Offered,
    Served,
    Journeys,
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
