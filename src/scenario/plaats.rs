//! Kernen and locaties: where people live and where they go.

use crate::calendar::WeekHours;
use crate::time::Span;

#[derive(Clone, Debug)]
pub struct Kern {
    /// Names of groups that it belongs to.
    pub groep: Vec<String>,
    pub inwoners: f64,
    /// Travel time by car to each locatie that is named; the others are out of reach.
    pub reistijd: Vec<(String, Span)>,
}

#[derive(Clone, Debug)]
pub struct Locatie {
    pub open: WeekHours,
    /// Share of visitors who wait pleasantly and occupied.
    pub prettig_wachten: f64,
}
