//! A ratio of two paired means with the interval of Fieller (1954), which knows when the denominator may be nothing.

use super::interval::{Estimate, t_quantile};

/// Mean of x over mean of y, one pair to a replication; `None` when the mean of y cannot be told from 0, or with fewer than
/// two pairs.
pub fn ratio(x: &[f64], y: &[f64], confidence: f64) -> Option<Estimate> {
    assert_eq!(x.len(), y.len(), "a pair per replication");
    let n = x.len() as f64;
    if x.len() < 2 {
        return None;
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / n;
    let (mean_x, mean_y) = (mean(x), mean(y));
    // (co)variances of the means
    let covariance = |a: &[f64], mean_a: f64, b: &[f64], mean_b: f64| {
        a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum::<f64>() / (n - 1.0) / n
    };
    let (xx, yy) = (covariance(x, mean_x, x, mean_x), covariance(y, mean_y, y, mean_y));
    let xy = covariance(x, mean_x, y, mean_y);
    let t2 = t_quantile(n - 1.0, 1.0 - (1.0 - confidence) / 2.0).powi(2);
    // θ lies in the interval where (x̄ − θȳ)² ≤ t²·(xx − 2θ·xy + θ²·yy)
    let a = mean_y * mean_y - t2 * yy;
    let b = mean_x * mean_y - t2 * xy;
    let c = mean_x * mean_x - t2 * xx;
    if a.is_nan() || a <= 0.0 {
        return None;
    }
    let root = (b * b - a * c).max(0.0).sqrt();
    Some(Estimate { value: mean_x / mean_y, low: (b - root) / a, high: (b + root) / a, n: x.len() as u64 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;
    use rand_distr::{Distribution, StandardNormal};

    #[test]
    fn a_denominator_without_doubt_gives_the_interval_of_the_mean() {
        let x = [2.0, 4.0, 6.0, 8.0];
        let found = ratio(&x, &[2.0; 4], 0.95).unwrap();
        let mean = crate::stats::interval::mean(&x, 0.95);
        for (one, other) in [(found.value, mean.value), (found.low, mean.low), (found.high, mean.high)] {
            assert!((one - other / 2.0).abs() < 1e-12);
        }
    }

    #[test]
    fn nothing_is_said_of_a_ratio_to_what_may_be_nothing() {
        assert_eq!(ratio(&[1.0, 1.0, 1.0], &[1.0, -1.0, 0.1], 0.95), None);
        assert_eq!(ratio(&[1.0], &[1.0], 0.95), None);
    }

    #[test]
    fn the_interval_covers_as_often_as_it_says() {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(5);
        let (trials, mut covered) = (6_000, 0_u32);
        for _ in 0..trials {
            let (x, y): (Vec<f64>, Vec<f64>) = (0..12)
                .map(|_| {
                    let mut normal = || -> f64 { StandardNormal.sample(&mut rng) };
                    let shared = normal();
                    (3.0 + shared + normal(), 2.0 + 0.5 * shared + 0.5 * normal())
                })
                .unzip();
            // where it says nothing its set is not an interval; there it counts as covered, as Fieller's set would mostly
            covered += u32::from(ratio(&x, &y, 0.9).is_none_or(|it| it.low <= 1.5 && 1.5 <= it.high));
        }
        let tolerance = 4.42 * (0.09 / f64::from(trials)).sqrt();
        assert!((f64::from(covered) / f64::from(trials) - 0.9).abs() < tolerance, "{covered}");
    }
}
