//! The month from which something holds to the end of the period, and in how many months it does at all.

use crate::stats::interval::{self, Estimate};

/// At least so many months must be left to hold in, or the end of the period is no proof.
pub const HOLDS: usize = 3;

/// By places among the months; `None` lies beyond the period.
#[derive(Clone, Debug, PartialEq)]
pub struct Since {
    /// Of each replication.
    pub values: Vec<Option<usize>>,
    /// Share of the replications in which it comes to hold for good.
    pub share: Estimate,
    pub median: Option<usize>,
    /// Bounds of the median; `Some(None)` lies beyond the period, `None`: too few replications for a bound.
    pub low: Option<Option<usize>>,
    pub high: Option<Option<usize>>,
}

impl Since {
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

/// How a norm is kept from some month on.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub since: Since,
    /// Months in which it is met, and months that can be judged: means over replications.
    pub met: Estimate,
    pub judged: f64,
}

impl Kept {
    /// `met`: by replication, whether it holds in each month (`None`: nothing to judge); from month `start` on.
    pub fn of(met: impl Iterator<Item = Vec<Option<bool>>>, start: usize, confidence: f64) -> Self {
        let mut firsts = Vec::new();
        let mut counts: Vec<(f64, f64)> = Vec::new();
        for months in met {
            let judged = judged(&months, start);
            firsts.push(for_good(&judged));
            counts.push((judged.iter().filter(|(_, holds)| *holds).count() as f64, judged.len() as f64));
        }
        let (met, judged): (Vec<f64>, Vec<f64>) = counts.into_iter().unzip();
        Self {
            since: Since::over(firsts, confidence),
            met: interval::mean(&met, confidence),
            judged: judged.iter().sum::<f64>() / judged.len() as f64,
        }
    }

    /// Whether it is met in every month of every replication.
    pub fn is_always(&self) -> bool {
        self.judged > 0.0 && self.met.value == self.judged
    }
}

/// Months with something to judge, from `start` on.
fn judged(met: &[Option<bool>], start: usize) -> Vec<(usize, bool)> {
    (start..met.len()).filter_map(|month| Some((month, met[month]?))).collect()
}

/// The first month from which it holds in every month that is left, [`HOLDS`] of them at least.
fn for_good(judged: &[(usize, bool)]) -> Option<usize> {
    let first = judged.iter().rposition(|(_, holds)| !holds).map_or(0, |last| last + 1);
    (judged.len() >= first + HOLDS).then(|| judged[first].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_must_hold_to_the_end() {
        let first = |text: &str, start: usize| for_good(&judged(&months(text), start));
        assert_eq!(first("++-++-+++", 0), Some(6));
        // three in a row are not for good
        assert_eq!(first("+++---+++", 0), Some(6));
        assert_eq!(first("++++++++-", 0), None);
        assert_eq!(first("-+.++", 0), Some(1));
        assert_eq!(first("+++++", 2), Some(2));
        // two months are no proof
        assert_eq!(first("-++-++", 0), None);
        assert_eq!(first("....", 0), None);
    }

    #[test]
    fn months_in_which_it_is_met_are_counted_by_hand() {
        // from the third month on: 3 of 4, 4 of 4 and 1 of 3
        let met = ["+++-++", "--++++", "---+.-"].map(months);
        let kept = Kept::of(met.into_iter(), 2, 0.95);
        assert_eq!(kept.since.values, [None, Some(2), None]);
        assert!((kept.met.value - 8.0 / 3.0).abs() < 1e-12);
        assert!((kept.judged - 11.0 / 3.0).abs() < 1e-12);
        assert!(kept.met.low < 8.0 / 3.0 && !kept.is_always());
        assert!(Kept::of([months("-+++")].into_iter(), 1, 0.95).is_always());
    }

    fn months(text: &str) -> Vec<Option<bool>> {
        text.chars().map(|c| (c != '.').then_some(c == '+')).collect()
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
