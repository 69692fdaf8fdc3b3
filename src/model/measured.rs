//! Figures that were measured in reality: they are set beside what was played out and never change a run.

use jiff::civil::Date;

use crate::id::NormId;

#[derive(Clone, Debug)]
pub struct Measured {
    pub name: String,
    pub quantity: Quantity,
    pub part: Part,
    /// Counted for this figure; `None`: taken from what is always counted.
    pub counted: Option<Counted>,
    /// A share, seconds, working days or a number, by quantity; how many times as much, against other days.
    pub value: f64,
    /// The value is all that is known.
    pub bound: Option<Bound>,
    pub doubt: Doubt,
    /// How far the outcome may lie from the value, to either side, in the unit of the value.
    pub tolerance: f64,
    /// First and last day that it was measured, where that is known.
    pub period: Option<(Date, Date)>,
    /// Where it was found.
    pub source: Option<String>,
    /// The scenario was fitted to it.
    pub is_fitted: bool,
}

/// Counted as norms that nobody promised, on days of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub own: NormId,
    /// The days that it is held against.
    pub other: Option<NormId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    AtLeast,
    AtMost,
}

/// Names of the parts of the service that a figure is about, as they are written; nothing set is everything.
#[derive(Clone, Debug, Default)]
pub struct Part {
    pub channel: Option<String>,
    pub team: Option<String>,
    pub journey: Option<String>,
    pub segment: Option<String>,
    pub village: Option<String>,
    pub location: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Contacts, every try counted.
    Offered,
    Served,
    Journeys,
    Wait,
    /// Share within a time.
    Within,
    Abandoned,
    Blocked,
    HandlingTime,
    LeadTime,
    Occupancy,
    OneContact,
    Mark,
    /// In working days.
    Access,
    Response,
    FirstLine,
    HandOffs,
    CallBacks,
}

/// What is known of the chance in a measured figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Doubt {
    None,
    /// Half the width of its interval.
    Half(f64),
    /// Independent observations behind a share.
    Trials(u64),
    /// Respondents behind a mark, and the standard deviation between them in points.
    Respondents {
        n: u64,
        spread: f64,
    },
}
