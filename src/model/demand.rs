//! Demand: the rate at which journeys start, by day and within a day.

use std::sync::Arc;

use crate::random::stream::Purpose;
use crate::stats::gamma::Quantile;

/// Customer n of a stream arrives when the integral of the rate reaches the sum of n unit exponentials, so a change
/// of demand moves him in time and leaves the rest of him alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// Draws the unit exponential gaps; entity: ordinal of the arrival.
    pub gap: Purpose,
    /// For each stretch of days, ascending and without gaps; empty: nobody ever comes.
    pub rates: Vec<Rates>,
}

/// The rates of a stretch of days.
#[derive(Clone, Debug, PartialEq)]
pub struct Rates {
    /// The first day.
    pub from: i64,
    /// Multiplies the rates of each day (0: nothing arrives): volume, year, month, weekday.
    pub levels: Vec<f64>,
    /// Rates within a day by weekday, Monday first; stretches with the same share them.
    pub shapes: Arc<[Vec<Segment>; 7]>,
    pub day_factor: Option<DayFactor>,
}

/// A piece of a day in which the rate is constant; pieces of a day ascend and do not overlap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Microseconds since midnight, `from < to`.
    pub from: f64,
    pub to: f64,
    /// Arrivals per microsecond at level 1; above 0.
    pub rate: f64,
}

/// A random factor with mean 1 on the rate of each day: gamma distributed, by inversion, so that streams that share
/// the draw move together.
#[derive(Clone, Debug, PartialEq)]
pub struct DayFactor {
    /// Entity: day number.
    pub draw: Purpose,
    pub quantile: Quantile,
}
