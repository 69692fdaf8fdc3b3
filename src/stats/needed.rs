//! How many replications a question takes.

use super::interval::t_quantile;

/// So many at least before an interval means anything.
const LEAST: f64 = 2.0;
/// Beyond this nobody waits for it.
pub const MOST: u64 = 10_000_000;

/// The least number of replications at which half an interval of this confidence is at most `distance`, when single
/// replications spread by `deviation`; `None` above [`MOST`].
pub fn replications(deviation: f64, distance: f64, confidence: f64) -> Option<u64> {
    if !deviation.is_finite() || distance.is_nan() || distance == 0.0 {
        return None;
    }
    let p = 1.0 - (1.0 - confidence) / 2.0;
    let reaches = |n: u64| t_quantile(n as f64 - 1.0, p) * deviation <= distance.abs() * (n as f64).sqrt();
    let (mut low, mut high) = (LEAST as u64 - 1, LEAST as u64);
    while !reaches(high) {
        if high >= MOST {
            return None;
        }
        (low, high) = (high, (2 * high).min(MOST));
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if reaches(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_the_least_that_reaches_the_distance() {
        // sd 1 to within .2: 99 by t (97 by the normal distribution: 1.96² / .04 = 96.04)
        assert_eq!(replications(1.0, 0.2, 0.95), Some(99));
        for n in [2_u64, 7, 30, 1_000] {
            let half = t_quantile(n as f64 - 1.0, 0.975) / (n as f64).sqrt();
            assert_eq!(replications(1.0, half * 1.000_001, 0.95), Some(n));
        }
    }

    #[test]
    fn what_is_never_reached_has_no_number() {
        assert_eq!(replications(1.0, 0.0, 0.95), None);
        assert_eq!(replications(1.0, 1e-9, 0.95), None);
        assert_eq!(replications(f64::NAN, 1.0, 0.95), None);
        assert_eq!(replications(0.0, 1.0, 0.95), Some(2));
    }
}
