//! Distributions of lengths, factors and patience, over the samplers of rand_distr.
//!
//! Kinds with a cheap inverse (uniform, triangular, Weibull, empirical) draw by inversion from one uniform,
//! so that on common random numbers a longer distribution gives every customer a longer draw. The others
//! keep that property under [`Distribution::scaled`].

use rand::{Rng, RngExt};
use rand_distr::{Distribution as _, Exp1, StandardNormal};
use statrs::function::gamma::gamma;

/// The 90th percentile of the standard normal distribution.
const NORMAL_P90: f64 = 1.281_551_565_544_600_4;

/// A distribution of non-negative lengths or factors, in the unit of its parameters.
///
/// Valid by construction: parameters are finite and non-negative, shapes positive.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    Fixed(f64),
    Exponential {
        mean: f64,
    },
    /// exp(mu + sigma·Z), Z standard normal.
    Lognormal {
        mu: f64,
        sigma: f64,
    },
    Gamma {
        shape: f64,
        scale: f64,
    },
    /// P(X > x) = exp(−(x/scale)^shape).
    Weibull {
        shape: f64,
        scale: f64,
    },
    /// `min <= mode <= max`.
    Triangular {
        min: f64,
        mode: f64,
        max: f64,
    },
    Uniform {
        min: f64,
        max: f64,
    },
    /// One of these values, each with the same chance; ascending, see [`Distribution::empirical`].
    Empirical {
        values: Box<[f64]>,
    },
    /// Part i when a uniform draw lies below `cumulative[i]` and not below an earlier one; the last is 1.
    Mixture {
        cumulative: Box<[f64]>,
        parts: Box<[Distribution]>,
    },
    /// Always +infinity: an endless patience.
    Never,
}

impl Distribution {
    /// Lognormal with this mean (≥ 0) and coefficient of variation (≥ 0); [`Self::Fixed`] when either is 0.
    pub fn lognormal_from_mean_cv(mean: f64, cv: f64) -> Self {
        assert_non_negative(mean);
        assert_non_negative(cv);
        if mean == 0.0 || cv == 0.0 {
            return Self::Fixed(mean);
        }
        let variance = (cv * cv).ln_1p();
        Self::Lognormal { mu: mean.ln() - variance / 2.0, sigma: variance.sqrt() }
    }

    /// Lognormal of which half lies below `median` and nine tenths below `p90`; 0 < median ≤ p90.
    pub fn lognormal_from_median_p90(median: f64, p90: f64) -> Self {
        assert!(0.0 < median && median <= p90 && p90.is_finite(), "0 < median {median} <= p90 {p90}");
        Self::Lognormal { mu: median.ln(), sigma: (p90 / median).ln() / NORMAL_P90 }
    }

    /// Gamma with this mean (≥ 0) and coefficient of variation (≥ 0); [`Self::Fixed`] when either is 0.
    pub fn gamma_from_mean_cv(mean: f64, cv: f64) -> Self {
        assert_non_negative(mean);
        assert_non_negative(cv);
        if mean == 0.0 || cv == 0.0 {
            return Self::Fixed(mean);
        }
        Self::Gamma { shape: 1.0 / (cv * cv), scale: mean * cv * cv }
    }

    /// Weibull with this mean (≥ 0) and shape (> 0); above shape 1 the hazard rises with time.
    pub fn weibull_from_mean_shape(mean: f64, shape: f64) -> Self {
        assert_non_negative(mean);
        assert!(shape > 0.0 && shape.is_finite(), "shape {shape} is positive");
        Self::Weibull { shape, scale: mean / gamma(1.0 + 1.0 / shape) }
    }

    /// One of `values` (≥ 0, at least one) at random. They are sorted, so their order does not matter.
    pub fn empirical(mut values: Vec<f64>) -> Self {
        assert!(!values.is_empty(), "an empirical distribution has values");
        values.iter().copied().for_each(assert_non_negative);
        values.sort_by(f64::total_cmp);
        Self::Empirical { values: values.into() }
    }

    /// A part drawn with probability proportional to its weight (≥ 0, one at least positive), then a draw
    /// from that part. Parts of weight 0 are left out.
    pub fn mixture(parts: Vec<(f64, Self)>) -> Self {
        parts.iter().for_each(|(weight, _)| assert_non_negative(*weight));
        let total: f64 = parts.iter().map(|(weight, _)| weight).sum();
        assert!(total > 0.0, "a mixture has a part with a positive weight");
        let mut sum = 0.0;
        let (mut cumulative, parts): (Vec<f64>, Vec<Self>) = parts
            .into_iter()
            .filter(|(weight, _)| *weight > 0.0)
            .map(|(weight, part)| {
                sum += weight;
                (sum / total, part)
            })
            .unzip();
        // the last edge is exactly 1, so that every uniform draw finds a part
        if let Some(last) = cumulative.last_mut() {
            *last = 1.0;
        }
        Self::Mixture { cumulative: cumulative.into(), parts: parts.into() }
    }

    /// One draw. [`Self::Fixed`] and [`Self::Never`] take nothing from `rng`.
    #[inline(always)]
    pub fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        match self {
            Self::Fixed(value) => *value,
            Self::Exponential { mean } => {
                let unit: f64 = Exp1.sample(rng);
                mean * unit
            }
            Self::Lognormal { mu, sigma } => {
                let normal: f64 = StandardNormal.sample(rng);
                (mu + sigma * normal).exp()
            }
            _ => self.sample_less_common(rng),
        }
    }

    #[inline(never)]
    fn sample_less_common<R: Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        match self {
            Self::Fixed(_) | Self::Exponential { .. } | Self::Lognormal { .. } => self.sample(rng),
            Self::Gamma { shape, scale } => {
                let unit = rand_distr::Gamma::new(*shape, 1.0).expect("a positive shape");
                scale * unit.sample(rng)
            }
            Self::Weibull { shape, scale } => {
                let uniform: f64 = rng.random();
                scale * (-(-uniform).ln_1p()).powf(1.0 / shape)
            }
            Self::Triangular { min, mode, max } => {
                let uniform: f64 = rng.random();
                let width = max - min;
                if uniform * width < mode - min {
                    min + (uniform * width * (mode - min)).sqrt()
                } else {
                    max - ((1.0 - uniform) * width * (max - mode)).sqrt()
                }
            }
            Self::Uniform { min, max } => {
                let uniform: f64 = rng.random();
                min + uniform * (max - min)
            }
            Self::Empirical { values } => {
                let uniform: f64 = rng.random();
                // uniform < 1, but its product with a length may round up to that length
                values[((uniform * values.len() as f64) as usize).min(values.len() - 1)]
            }
            Self::Mixture { cumulative, parts } => {
                let uniform: f64 = rng.random();
                parts[cumulative.partition_point(|&edge| edge <= uniform)].sample(rng)
            }
            Self::Never => f64::INFINITY,
        }
    }

    /// Expectation; infinite when a draw may be.
    pub fn mean(&self) -> f64 {
        match self {
            Self::Fixed(value) => *value,
            Self::Exponential { mean } => *mean,
            Self::Lognormal { mu, sigma } => (mu + sigma * sigma / 2.0).exp(),
            Self::Gamma { shape, scale } => shape * scale,
            Self::Weibull { shape, scale } => scale * gamma(1.0 + 1.0 / shape),
            Self::Triangular { min, mode, max } => (min + mode + max) / 3.0,
            Self::Uniform { min, max } => (min + max) / 2.0,
            Self::Empirical { values } => values.iter().sum::<f64>() / values.len() as f64,
            Self::Mixture { .. } => self.weighted(Self::mean),
            Self::Never => f64::INFINITY,
        }
    }

    /// Variance; infinite when a draw may be.
    pub fn variance(&self) -> f64 {
        match self {
            Self::Fixed(_) => 0.0,
            Self::Exponential { mean } => mean * mean,
            Self::Lognormal { mu, sigma } => {
                let square = sigma * sigma;
                square.exp_m1() * (2.0 * mu + square).exp()
            }
            Self::Gamma { shape, scale } => shape * scale * scale,
            Self::Weibull { shape, scale } => {
                let first = gamma(1.0 + 1.0 / shape);
                scale * scale * (gamma(1.0 + 2.0 / shape) - first * first)
            }
            Self::Triangular { min, mode, max } => {
                let (left, right) = (mode - min, max - mode);
                (left * left + left * right + right * right) / 18.0
            }
            Self::Uniform { min, max } => (max - min) * (max - min) / 12.0,
            Self::Empirical { values } => {
                let mean = self.mean();
                values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / values.len() as f64
            }
            Self::Mixture { .. } => {
                let mean = self.mean();
                if mean.is_infinite() {
                    return f64::INFINITY;
                }
                // within the parts plus between them
                self.weighted(|part| part.variance() + (part.mean() - mean) * (part.mean() - mean))
            }
            Self::Never => f64::INFINITY,
        }
    }

    /// The distribution of `factor` (≥ 0) times a draw; equal random words give exactly proportional draws
    /// up to rounding. [`Self::Never`] stays as it is.
    pub fn scaled(&self, factor: f64) -> Self {
        assert_non_negative(factor);
        match self {
            Self::Fixed(value) => Self::Fixed(value * factor),
            Self::Exponential { mean } => Self::Exponential { mean: mean * factor },
            Self::Lognormal { mu, sigma } => Self::Lognormal { mu: mu + factor.ln(), sigma: *sigma },
            Self::Gamma { shape, scale } => Self::Gamma { shape: *shape, scale: scale * factor },
            Self::Weibull { shape, scale } => Self::Weibull { shape: *shape, scale: scale * factor },
            Self::Triangular { min, mode, max } => {
                Self::Triangular { min: min * factor, mode: mode * factor, max: max * factor }
            }
            Self::Uniform { min, max } => Self::Uniform { min: min * factor, max: max * factor },
            Self::Empirical { values } => {
                Self::Empirical { values: values.iter().map(|value| value * factor).collect() }
            }
            Self::Mixture { cumulative, parts } => Self::Mixture {
                cumulative: cumulative.clone(),
                parts: parts.iter().map(|part| part.scaled(factor)).collect(),
            },
            Self::Never => Self::Never,
        }
    }

    /// Whether every draw is infinite.
    pub fn is_never(&self) -> bool {
        matches!(self, Self::Never)
    }

    /// Mean of `figure` over the parts of a mixture, by their chance; 0 for every other kind.
    fn weighted(&self, figure: impl Fn(&Self) -> f64) -> f64 {
        let Self::Mixture { cumulative, parts } = self else { return 0.0 };
        let mut below = 0.0;
        let mut sum = 0.0;
        for (edge, part) in cumulative.iter().zip(parts) {
            sum += (edge - below) * figure(part);
            below = *edge;
        }
        sum
    }
}

fn assert_non_negative(value: f64) {
    assert!(value >= 0.0 && value.is_finite(), "{value} is finite and not negative");
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;
    use statrs::distribution::{ContinuousCDF, StudentsT};

    const REPLICATIONS: usize = 200;
    const DRAWS: usize = 5_000;

    fn every_kind() -> Vec<Distribution> {
        vec![
            Distribution::Exponential { mean: 420.0 },
            Distribution::lognormal_from_mean_cv(285.0, 0.8),
            Distribution::lognormal_from_median_p90(200.0, 450.0),
            Distribution::gamma_from_mean_cv(1.0, 0.125),
            Distribution::gamma_from_mean_cv(60.0, 1.5),
            Distribution::weibull_from_mean_shape(420.0, 1.2),
            Distribution::weibull_from_mean_shape(420.0, 0.8),
            Distribution::Triangular { min: 60.0, mode: 90.0, max: 300.0 },
            Distribution::Triangular { min: 0.0, mode: 0.0, max: 3.0 },
            Distribution::Uniform { min: 5.0, max: 9.0 },
            Distribution::empirical(vec![8.0, 1.0, 1.0, 30.0]),
            Distribution::mixture(vec![
                (4.0, Distribution::Fixed(300.0)),
                (0.0, Distribution::Never),
                (1.0, Distribution::Exponential { mean: 600.0 }),
            ]),
        ]
    }

    fn sample_many(distribution: &Distribution, seed: u64, n: usize) -> Vec<f64> {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
        (0..n).map(|_| distribution.sample(&mut rng)).collect()
    }

    /// Mean over replications of `figure`, and its tolerance t(R−1, 1e-5)·SE.
    fn replicated(distribution: &Distribution, figure: impl Fn(f64) -> f64) -> (f64, f64) {
        let values: Vec<f64> = (0..REPLICATIONS as u64)
            .map(|seed| {
                sample_many(distribution, seed, DRAWS).into_iter().map(&figure).sum::<f64>() / DRAWS as f64
            })
            .collect();
        let mean = values.iter().sum::<f64>() / REPLICATIONS as f64;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let error = (squares / (REPLICATIONS * (REPLICATIONS - 1)) as f64).sqrt();
        let student = StudentsT::new(0.0, 1.0, REPLICATIONS as f64 - 1.0).unwrap();
        (mean, student.inverse_cdf(1.0 - 0.5e-5) * error)
    }

    #[test]
    fn the_mean_of_draws_of_every_kind_is_its_mean_and_not_two_percent_more() {
        for distribution in every_kind() {
            let (mean, tolerance) = replicated(&distribution, |value| value);
            let expected = distribution.mean();
            assert!(tolerance < 0.01 * expected, "too weak: {distribution:?} {tolerance}");
            assert!((mean - expected).abs() < tolerance, "{distribution:?}: {mean}, not {expected}");
            assert!((mean - 1.02 * expected).abs() > tolerance, "{distribution:?}: the twin passes");
        }
    }

    #[test]
    fn the_variance_of_draws_of_every_kind_is_its_variance_and_not_ten_percent_more() {
        for distribution in every_kind() {
            let centre = distribution.mean();
            let (variance, tolerance) = replicated(&distribution, |value| (value - centre).powi(2));
            let expected = distribution.variance();
            assert!(tolerance < 0.05 * expected, "too weak: {distribution:?} {tolerance}");
            assert!((variance - expected).abs() < tolerance, "{distribution:?}: {variance}, not {expected}");
            assert!((variance - 1.1 * expected).abs() > tolerance, "{distribution:?}: the twin passes");
        }
    }

    #[test]
    fn a_lognormal_has_the_median_and_p90_and_the_mean_and_cv_it_was_made_from() {
        let mut draws = sample_many(&Distribution::lognormal_from_median_p90(200.0, 450.0), 1, 100_000);
        draws.sort_by(f64::total_cmp);
        // ranks at t(1e-5) for a sample of 100,000: n·q ± 4.42·sqrt(n·q·(1−q))
        assert!(draws[50_000 - 699] < 200.0 && 200.0 < draws[50_000 + 699]);
        assert!(draws[90_000 - 420] < 450.0 && 450.0 < draws[90_000 + 420]);
        let lognormal = Distribution::lognormal_from_mean_cv(285.0, 0.8);
        assert!((lognormal.mean() - 285.0).abs() < 1e-9);
        assert!((lognormal.variance().sqrt() / 285.0 - 0.8).abs() < 1e-12);
    }

    #[test]
    fn a_scaled_distribution_draws_the_same_things_longer() {
        for distribution in every_kind() {
            let scaled = distribution.scaled(1.15);
            assert!((scaled.mean() / distribution.mean() - 1.15).abs() < 1e-12);
            assert!((scaled.variance() / distribution.variance() - 1.15 * 1.15).abs() < 1e-12);
            let pairs = sample_many(&distribution, 3, 100).into_iter().zip(sample_many(&scaled, 3, 100));
            for (draw, longer) in pairs {
                assert!((longer - 1.15 * draw).abs() <= 1e-12 * longer, "{distribution:?}: {draw} {longer}");
            }
        }
    }

    #[test]
    fn a_factor_of_zero_leaves_nothing() {
        for distribution in every_kind() {
            let nothing = distribution.scaled(0.0);
            assert_eq!((nothing.mean(), nothing.variance()), (0.0, 0.0), "{distribution:?}");
            assert!(sample_many(&nothing, 4, 100).into_iter().all(|draw| draw == 0.0), "{distribution:?}");
        }
    }

    #[test]
    fn an_endless_patience_stays_endless() {
        assert!(Distribution::Never.scaled(0.0).is_never());
        assert_eq!(Distribution::Never.mean(), f64::INFINITY);
        let half = Distribution::mixture(vec![(1.0, Distribution::Never), (1.0, Distribution::Fixed(60.0))]);
        assert!(!half.is_never());
        assert_eq!((half.mean(), half.variance()), (f64::INFINITY, f64::INFINITY));
        assert!(sample_many(&half, 5, 100).iter().all(|&draw| draw == 60.0 || draw == f64::INFINITY));
    }

    #[test]
    fn no_spread_gives_a_fixed_length_and_draws_nothing() {
        assert_eq!(Distribution::lognormal_from_mean_cv(3.0, 0.0), Distribution::Fixed(3.0));
        assert_eq!(Distribution::gamma_from_mean_cv(3.0, 0.0), Distribution::Fixed(3.0));
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(6);
        assert_eq!(Distribution::Fixed(3.0).sample(&mut rng), 3.0);
        assert_eq!(rng, Xoshiro256PlusPlus::seed_from_u64(6));
    }

    #[test]
    fn a_triangle_without_width_is_a_point() {
        let point = Distribution::Triangular { min: 2.0, mode: 2.0, max: 2.0 };
        assert!(sample_many(&point, 7, 10).into_iter().all(|draw| draw == 2.0));
    }
}
