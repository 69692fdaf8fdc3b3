//! How far the mark falls, how long it stays down and when it is back.

use std::ops::Range;

use jiff::civil::Date;

use crate::experiment::transition::since::HOLDS;
use crate::experiment::transition::{Series, Since, Turn, within};
use crate::stats::interval::{self, Estimate};

/// Points below what it was that count as down (A*).
pub const MARGIN: f64 = 0.1;

/// Over replications; each is compared with itself before.
#[derive(Clone, Debug)]
pub struct Dip {
    /// The mark before.
    pub baseline: Estimate,
    /// Most points below it in any month.
    pub depth: Estimate,
    /// Months from the first that is down to the recovery, or to the end of the period without one.
    pub length: Estimate,
    /// From which month it stays up, at least [`HOLDS`] months long.
    pub recovery: Since,
    /// Of each replication, in points and months.
    pub depths: Vec<f64>,
    pub lengths: Vec<f64>,
}

impl Dip {
    pub fn of(mark: &Series, months: &[(Date, Date)], turn: &Turn, confidence: f64) -> Self {
        let before = &turn.windows.before;
        // what is prepared may already bring it down
        let start = before.end;
        let falls: Vec<Fall> =
            mark.values().map(|values| fall(&against(&values, months, before)[start..], MARGIN)).collect();
        let depths: Vec<f64> = falls.iter().map(|fall| fall.depth).collect();
        let lengths: Vec<f64> = falls.iter().map(|fall| fall.length as f64).collect();
        let recovered = falls.iter().map(|fall| fall.recovered.map(|month| month + start)).collect();
        Self {
            baseline: within(&mark.pairs, before, confidence),
            depth: interval::mean(&depths, confidence),
            length: interval::mean(&lengths, confidence),
            recovery: Since::over(recovered, confidence),
            depths,
            lengths,
        }
    }
}

/// Each month less the same month of the window where that is a whole year, else less its mean.
fn against(values: &[f64], months: &[(Date, Date)], window: &Range<usize>) -> Vec<f64> {
    let known = window.clone().filter(|month| values[*month].is_finite());
    let sum: f64 = known.clone().map(|month| values[month]).sum();
    let mean = sum / known.count() as f64;
    let is_year = window.len() == 12;
    let base = |month: usize| {
        let same = window.clone().find(|other| months[*other].0.month() == months[month].0.month());
        same.filter(|_| is_year).map(|same| values[same]).filter(|value| value.is_finite()).unwrap_or(mean)
    };
    (0..values.len()).map(|month| values[month] - base(month)).collect()
}

/// Of one replication.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Fall {
    depth: f64,
    length: usize,
    recovered: Option<usize>,
}

/// Of differences with what was before; a month without one neither counts nor breaks off.
fn fall(differences: &[f64], margin: f64) -> Fall {
    let is_down = |difference: &f64| *difference < -margin;
    let depth = differences.iter().filter(|it| it.is_finite()).fold(0.0, |depth, it| f64::max(depth, -it));
    let Some(first) = differences.iter().position(is_down) else {
        return Fall { depth, length: 0, recovered: Some(0) };
    };
    let last = differences.iter().rposition(is_down).expect("one is down");
    let stays = differences.len() - last > HOLDS;
    Fall {
        depth,
        length: if stays { last + 1 } else { differences.len() } - first,
        recovered: stays.then_some(last + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn depth_length_and_recovery_are_those_of_the_hand() {
        let down = [-0.05, -0.2, -0.45, -0.08, -0.15, -0.1, 0.0, 0.02, -0.09];
        assert_eq!(fall(&down, 0.1), Fall { depth: 0.45, length: 4, recovered: Some(5) });
        // back for two months only
        let late = [0.0, -0.3, -0.3, 0.0, 0.0];
        assert_eq!(fall(&late, 0.1), Fall { depth: 0.3, length: 4, recovered: None });
        assert_eq!(fall(&[0.1, -0.05, 0.0], 0.1), Fall { depth: 0.05, length: 0, recovered: Some(0) });
        assert_eq!(fall(&[f64::NAN, -0.2, f64::NAN, 0.0, 0.0, 0.0], 0.1).recovered, Some(2));
    }

    #[test]
    fn a_month_is_held_against_the_same_month_of_the_year_before() {
        let month = |index: i32| {
            let first = date(2022, 1, 1).saturating_add(jiff::Span::new().months(index));
            (first, first.last_of_month())
        };
        let months: Vec<_> = (0..24).map(month).collect();
        let values: Vec<f64> = (0..24).map(|index| 7.0 + f64::from(index % 12) / 100.0).collect();
        assert!(against(&values, &months, &(0..12)).iter().all(|it| it.abs() < 1e-12));
        // half a year: against its mean, 7.025
        let difference = against(&values, &months, &(0..6))[11];
        assert!((difference - 0.085).abs() < 1e-12, "{difference}");
    }
}
