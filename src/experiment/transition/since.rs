//! The first month from which something holds, over replications.

use crate::stats::interval::{self, Estimate};

/// For so many months in a row it must hold.
pub const HOLDS: usize = 3;

/// By places among the months; `None` lies beyond the period.
#[derive(Clone, Debug, PartialEq)]
pub struct Since {
    /// Of each replication.
    pub values: Vec<Option<usize>>,
    /// Share of the replications in which it comes to hold.
    pub share: Estimate,
    pub median: Option<usize>,
    /// Bounds of the median; `Some(None)` lies beyond the period, `None`: too few replications for a bound.
    pub low: Option<Option<usize>>,
    pub high: Option<Option<usize>>,
}

impl Since {
    /// `met`: by replication, whether it holds in each month (`None`: nothing to judge); from month `start` on.
    pub fn of(met: impl Iterator<Item = Vec<Option<bool>>>, start: usize, confidence: f64) -> Self {
        Self::over(met.map(|months| first(&months, start)).collect(), confidence)
    }

    /// From the first month of each replication.
    pub fn over(values: Vec<Option<usize>>, confidence: f64) -> Self {
        let mut sorted = values.clone();
        sorted.sort_unstable_by_key(|value| value.unwrap_or(usize::MAX));
        let n = sorted.len();
        let reached = values.iter().flatten().count() as f64;
        let (low, high) = interval::quantile_ranks(n, 0.5, confidence);
        let at = |rank: usize| (1..=n).contains(&rank).then(|| sorted[rank - 1]);
        Self {
            share: interval::wilson(reached, n as f64, confidence),
            median: at(n.div_ceil(2)).flatten(),
            low: at(low),
            high: at(high),
            values,
        }
    }
}

/// The first month from `start` on with which [`HOLDS`] months begin in which it holds; a month with nothing to judge
/// neither counts nor breaks off.
pub fn first(met: &[Option<bool>], start: usize) -> Option<usize> {
    let judged: Vec<(usize, bool)> =
        (start..met.len()).filter_map(|month| Some((month, met[month]?))).collect();
    judged.windows(HOLDS).find(|window| window.iter().all(|(_, holds)| *holds)).map(|window| window[0].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_must_hold_three_months_in_a_row() {
        let met = |text: &str| -> Vec<Option<bool>> {
            text.chars().map(|c| (c != '.').then_some(c == '+')).collect()
        };
        assert_eq!(first(&met("++-++-+++"), 0), Some(6));
        assert_eq!(first(&met("+++---+++"), 1), Some(6));
        assert_eq!(first(&met("-+.++-"), 0), Some(1));
        assert_eq!(first(&met("-++-++"), 0), None);
    }

    #[test]
    fn what_never_holds_lies_after_all_others() {
        let values: Vec<Option<usize>> = (0..30).map(|n| (n < 20).then_some(n)).collect();
        let since = Since::over(values, 0.95);
        assert!((since.share.value - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(since.median, Some(14));
        // ranks 10 and 21 of 30
        assert_eq!((since.low, since.high), (Some(Some(9)), Some(None)));
    }
}
