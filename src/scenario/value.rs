//! Values as written: durations, shares, clock times, weekdays, volumes and distributions.

use crate::random::dist::Distribution;
use crate::time::Span;

/// A length of time as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Duur {
    /// Calendar time.
    Kalender(Span),
    /// Working days; fractions are of 24 hours.
    Werkdagen(f64),
}

/// A length that varies: drawn in seconds, or in working days.
#[derive(Clone, Debug, PartialEq)]
pub struct Spreiding {
    pub verdeling: Distribution,
    pub werkdagen: bool,
}
