//! What an option comes to beside the base, also when they were not played equally often.

use crate::stats::interval::{self, Estimate};

/// The base over all its replications and the paired difference over those that both have, so that levels differ by exactly
/// their differences. Numerators and denominators by replication.
///
/// Per shared replication the deviations of z = b − a + (n/N)·a add up, and those that only the base has add (N − n)/N²·Var a.
pub fn level(base: [&[f64]; 2], option: [&[f64]; 2], confidence: f64) -> Estimate {
    let (all, n) = (base[0].len(), base[0].len().min(option[0].len()));
    let (of_base, a) = interval::linearised(&base[0][..n], &base[1][..n]);
    let (of_option, b) = interval::linearised(&option[0][..n], &option[1][..n]);
    let value = interval::ratio(base[0], base[1], confidence).value + (of_option - of_base);
    let shared = n as f64 / all as f64;
    let z: Vec<f64> = a.iter().zip(&b).map(|(a, b)| b - a + shared * a).collect();
    let half = |values: &[f64]| {
        let Estimate { low, high, .. } = interval::mean(values, confidence);
        (high - low) / 2.0
    };
    let half = (half(&z).powi(2) + half(&a).powi(2) * shared * (1.0 - shared)).sqrt();
    Estimate { value, low: value - half, high: value + half, n: n as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_differ_by_the_paired_difference_however_often_each_was_played() {
        let (base, option) = ([7.0, 8.0, 6.0, 9.0, 11.0, 10.0], [7.5, 8.4, 6.7, 9.2]);
        let ones = [1.0; 6];
        let found = level([&base, &ones], [&option, &ones[..4]], 0.95);
        assert!((found.value - (8.5 + 0.45)).abs() < 1e-12, "{found:?}");
        // with as many of each it is the option's own mean and interval
        let same = level([&base[..4], &ones[..4]], [&option, &ones[..4]], 0.95);
        let own = interval::mean(&option, 0.95);
        assert!((same.value - own.value).abs() < 1e-12 && (same.low - own.low).abs() < 1e-12, "{same:?}");
        // what the base knows better, the option does too
        assert!(found.high - found.low < own.high - own.low);
    }
}
