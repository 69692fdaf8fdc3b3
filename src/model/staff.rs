//! Teams and pools: who works when, and whom they help first.

use crate::id::{ChannelId, IdVec, LocationId, QueueId, TeamId};
use crate::random::stream::Purpose;
use crate::time::Span;

#[derive(Clone, Debug)]
pub struct Team {
    pub name: String,
}

/// The people of one team at one location; interchangeable, so that only their number is rostered.
#[derive(Clone, Debug)]
pub struct Pool {
    pub team: TeamId,
    pub location: Option<LocationId>,
    pub shifts: Vec<Shift>,
    /// The most people present at once on any day, absence not counted.
    pub most: u32,
    /// Queues to help, most urgent level first: priority, then (where the team has an order) its order of channels.
    /// Within a level whoever has waited longest goes first; ties go to the queue named first.
    pub levels: Vec<Vec<QueueId>>,
    pub shift_end: ShiftEnd,
    /// Times every handling time.
    pub time_factor: f64,
    /// After-call work for each channel: the person stays busy, the customer does not.
    pub wrap_up: IdVec<ChannelId, Span>,
}

/// Work in hand when a shift ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftEnd {
    Finish,
    /// The customer goes back to the head of his queue; a colleague does what was left.
    HandOver,
}

#[derive(Clone, Debug)]
pub struct Shift {
    /// Draws who is absent; entity: day number × 65,536 + person.
    pub absence: Purpose,
    /// Monday first.
    pub weekdays: [bool; 7],
    /// Clock times, `from < to ≤ 24:00`.
    pub from: Span,
    pub to: Span,
    /// Fractions alternate by day.
    pub staff: f64,
    /// Chance that a person is there on a day.
    pub availability: f64,
    pub breaks: Option<Breaks>,
}

/// Person i goes in wave i mod waves; wave k starts at `from + k × length`.
#[derive(Clone, Debug)]
pub struct Breaks {
    pub from: Span,
    pub length: Span,
    /// At least 1.
    pub waves: u32,
}

impl Shift {
    /// People rostered on the day with this number: fractions alternate.
    pub fn rostered(&self, day_number: i64) -> u32 {
        // numbers of days before 1970 are negative
        let until = |day_number: i64| (day_number as f64 * self.staff).floor();
        (until(day_number + 1) - until(day_number)) as u32
    }
}
