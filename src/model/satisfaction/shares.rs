//! Shares of high and low marks: analytic, from a mark and the spread between respondents.
//!
//! Respondents give whole marks: normal around the mark, rounded, so that 7.5 and more reads as 8, and less than 5.5 as
//! 5 or lower.

use super::parts::whole;
use super::{Judgement, POINT, Satisfaction};
use crate::stats::normal::Curve;

/// A share of 1, in the unit of [`Shares`].
pub const WHOLE: i64 = 1_000_000;

/// In whole millionths, so that sums are exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// Of respondents who give an 8 or more.
    pub high: i64,
    /// Of respondents who give a 5 or less.
    pub low: i64,
}

impl Satisfaction {
    /// As the way of measuring would see them.
    #[inline(always)]
    pub fn shares(&self, curve: &Curve, judgement: &Judgement) -> Shares {
        let point = f64::from(POINT);
        let mark = f64::from(self.reported(judgement)) / point;
        let spread = f64::from(judgement.spread) / point;
        Shares { high: above(curve, mark - 7.5, spread), low: above(curve, 5.5 - mark, spread) }
    }
}

/// Share of respondents for whom `distance`, which varies by `spread` between them, is above 0.
#[inline(always)]
fn above(curve: &Curve, distance: f64, spread: f64) -> i64 {
    let share =
        if spread > 0.0 { curve.cumulative(distance / spread) } else { f64::from(u8::from(distance >= 0.0)) };
    i64::from(whole(share * WHOLE as f64))
}
