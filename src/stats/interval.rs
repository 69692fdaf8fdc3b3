//! Figures over replications with their confidence intervals: docs/theorie.md, output analysis.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};
use statrs::function::gamma::ln_gamma;

/// A figure and its doubt. The interval need not be symmetric.
///
/// Where there is none (fewer than two observations) `low` and `high` are NaN; a figure that does not exist
/// (nothing observed, nothing to divide by) is NaN itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub value: f64,
    pub low: f64,
    pub high: f64,
    /// Independent observations behind it, usually replications.
    pub n: u64,
}

/// A comparison of b with a, both run on the same random numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paired {
    /// b − a.
    pub difference: Estimate,
    /// Between the replications of a and of b; NaN when one of them does not vary.
    pub correlation: f64,
    /// (Var a + Var b) / Var(b − a): how many times as many independent runs would give the same interval.
    /// Infinite when the difference does not vary.
    pub variance_ratio: f64,
}

impl Estimate {
    /// With as much doubt on both sides.
    pub fn symmetric(value: f64, half: f64, n: usize) -> Self {
        Self { value, low: value - half, high: value + half, n: n as u64 }
    }
}

/// Quantile `p` (0 < p < 1) of Student's t with `df` (> 0) degrees of freedom.
pub fn t_quantile(df: f64, p: f64) -> f64 {
    StudentsT::new(0.0, 1.0, df).expect("positive degrees of freedom").inverse_cdf(p)
}

/// Mean with its t interval: X̄ ± t(n−1)·S/√n.
pub fn mean(values: &[f64], confidence: f64) -> Estimate {
    Estimate::symmetric(average(values), half_width(values, confidence), values.len())
}

/// Ratio of expectations: the sum of the numerators over that of the denominators, by the delta method.
///
/// One pair per replication. NaN when the denominators add up to 0.
pub fn ratio(numerators: &[f64], denominators: &[f64], confidence: f64) -> Estimate {
    let (value, deviations) = linearised(numerators, denominators);
    Estimate::symmetric(value, half_width(&deviations, confidence), numerators.len())
}

/// One ratio of expectations over another, from the same replications, by the delta method; NaN when the other is 0.
pub fn relative(of: [&[f64]; 2], to: [&[f64]; 2], confidence: f64) -> Estimate {
    let (own, own_deviations) = linearised(of[0], of[1]);
    let (other, other_deviations) = linearised(to[0], to[1]);
    let n = own_deviations.len();
    if other == 0.0 {
        return Estimate::symmetric(f64::NAN, f64::NAN, n);
    }
    let value = own / other;
    let deviations = own_deviations.iter().zip(&other_deviations);
    let deviations: Vec<f64> = deviations.map(|(own, by)| (own - value * by) / other).collect();
    Estimate::symmetric(value, half_width(&deviations, confidence), n)
}

/// Share of `n` independent trials that succeed, by Wilson's interval; NaN when `n` is 0.
///
/// Both may be fractions: an effective number of trials when trials cluster by replication.
pub fn wilson(successes: f64, n: f64, confidence: f64) -> Estimate {
    if n <= 0.0 {
        return Estimate { value: f64::NAN, low: f64::NAN, high: f64::NAN, n: 0 };
    }
    let z = Normal::standard().inverse_cdf(1.0 - (1.0 - confidence) / 2.0);
    let value = successes / n;
    let shrink = 1.0 + z * z / n;
    let centre = (value + z * z / (2.0 * n)) / shrink;
    let half = z * (value * (1.0 - value) / n + z * z / (4.0 * n * n)).sqrt() / shrink;
    Estimate { value, low: (centre - half).max(0.0), high: (centre + half).min(1.0), n: n.round() as u64 }
}

/// Ranks (l, u), counted from 1, such that the order statistics X(l) and X(u) of `n` independent
/// observations enclose their quantile `q` (0 < q < 1), with at most half the doubt in each tail.
///
/// Rank 0 or n+1: too few observations for a bound on that side.
pub fn quantile_ranks(n: usize, q: f64, confidence: f64) -> (usize, usize) {
    let tail = (1.0 - confidence) / 2.0;
    let trials = n as f64;
    let chance = |k: usize| {
        let k = k as f64;
        let ways = ln_gamma(trials + 1.0) - ln_gamma(k + 1.0) - ln_gamma(trials - k + 1.0);
        (ways + k * q.ln() + (trials - k) * (1.0 - q).ln()).exp()
    };
    // the largest l with P(fewer than l below the quantile) <= tail
    let mut low = 0;
    let mut below = chance(0);
    while low < n && below <= tail {
        low += 1;
        below += chance(low);
    }
    // the smallest u with P(u or more below the quantile) <= tail
    let mut high = n + 1;
    let mut above = chance(n);
    while high > 1 && above <= tail {
        high -= 1;
        above += if high > 1 { chance(high - 1) } else { 0.0 };
    }
    (low, high)
}

/// Difference b − a of means over replications that share their random numbers.
pub fn paired(a: &[f64], b: &[f64], confidence: f64) -> Paired {
    compared(average(b) - average(a), a, b, confidence)
}

/// Difference of two ratios of expectations over replications that share their random numbers.
///
/// Linearised per replication: z = (numerator − ν·denominator) / mean denominator.
pub fn paired_ratio(num_a: &[f64], den_a: &[f64], num_b: &[f64], den_b: &[f64], confidence: f64) -> Paired {
    let (ratio_a, a) = linearised(num_a, den_a);
    let (ratio_b, b) = linearised(num_b, den_b);
    compared(ratio_b - ratio_a, &a, &b, confidence)
}

fn compared(difference: f64, a: &[f64], b: &[f64], confidence: f64) -> Paired {
    assert_eq!(a.len(), b.len(), "a pair per replication");
    let differences: Vec<f64> = a.iter().zip(b).map(|(a, b)| b - a).collect();
    let (variance_a, variance_b) = (covariance(a, a), covariance(b, b));
    Paired {
        difference: Estimate::symmetric(difference, half_width(&differences, confidence), a.len()),
        correlation: covariance(a, b) / (variance_a * variance_b).sqrt(),
        variance_ratio: (variance_a + variance_b) / covariance(&differences, &differences),
    }
}

/// The ratio of sums, and per replication its linearised deviation; these add up to 0.
pub fn linearised(numerators: &[f64], denominators: &[f64]) -> (f64, Vec<f64>) {
    assert_eq!(numerators.len(), denominators.len(), "a pair per replication");
    let scale = average(denominators);
    if scale == 0.0 {
        return (f64::NAN, vec![f64::NAN; numerators.len()]);
    }
    let ratio = average(numerators) / scale;
    let deviations = numerators.iter().zip(denominators).map(|(num, den)| (num - ratio * den) / scale);
    (ratio, deviations.collect())
}

/// Half the t interval of the mean of `values`; NaN when there are fewer than two.
fn half_width(values: &[f64], confidence: f64) -> f64 {
    if values.len() < 2 {
        return f64::NAN;
    }
    let n = values.len() as f64;
    t_quantile(n - 1.0, 1.0 - (1.0 - confidence) / 2.0) * (covariance(values, values) / n).sqrt()
}

/// NaN when there is nothing.
fn average(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Unbiased; NaN when there are fewer than two.
fn covariance(a: &[f64], b: &[f64]) -> f64 {
    let (mean_a, mean_b) = (average(a), average(b));
    let products: f64 = a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum();
    products / (a.len() as f64 - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;
    use rand_distr::{Distribution, Exp1, StandardNormal};

    fn assert_close(value: f64, expected: f64, tolerance: f64) {
        assert!((value - expected).abs() <= tolerance, "{value}, not {expected}");
    }

    #[test]
    fn one_ratio_over_another_takes_in_how_they_go_together() {
        // a twin of itself is once as much in every replication, however much it varies
        let (of, by) = ([3.0, 9.0, 4.0], [10.0, 11.0, 9.0]);
        let same = relative([&of, &by], [&of, &by], 0.95);
        assert!((same.value - 1.0).abs() < 1e-12 && same.high - same.low < 1e-12, "{same:?}");
        let ones = [1.0; 3];
        let found = relative([&of, &ones], [&[2.0; 3], &ones], 0.95);
        let half = mean(&of, 0.95);
        assert!((found.value - half.value / 2.0).abs() < 1e-12);
        assert!((found.high - half.high / 2.0).abs() < 1e-12, "{found:?} {half:?}");
        assert!(relative([&of, &ones], [&[0.0; 3], &ones], 0.95).value.is_nan());
    }

    #[test]
    fn student_quantiles_are_those_of_the_tables() {
        // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2
        for (df, p, expected) in [
            (1.0, 0.975, 12.706),
            (2.0, 0.975, 4.303),
            (9.0, 0.975, 2.262),
            (29.0, 0.975, 2.045),
            (100.0, 0.975, 1.984),
            (9.0, 0.95, 1.833),
            (30.0, 0.995, 2.750),
            (100.0, 0.999, 3.174),
        ] {
            assert_close(t_quantile(df, p), expected, 0.000_5);
            assert_close(t_quantile(df, 1.0 - p), -expected, 0.000_5);
        }
    }

    #[test]
    fn student_quantiles_invert_the_distribution_far_in_the_tail() {
        for df in [1.0, 4.0, 29.0, 199.0, 9_999.0] {
            for p in [0.6, 0.9, 0.975, 0.999, 0.999_995] {
                let student = StudentsT::new(0.0, 1.0, df).unwrap();
                assert_close(student.cdf(t_quantile(df, p)), p, 1e-6 * (1.0 - p));
            }
        }
    }

    #[test]
    fn a_mean_has_the_interval_worked_by_hand() {
        // 2, 4, 6, 8: mean 5, S² = 20/3, t(3, .975) = 3.182446
        let estimate = mean(&[2.0, 4.0, 6.0, 8.0], 0.95);
        let half = 3.182_446_305 * (20.0_f64 / 12.0).sqrt();
        assert_eq!((estimate.value, estimate.n), (5.0, 4));
        assert_close(estimate.low, 5.0 - half, 1e-6);
        assert_close(estimate.high, 5.0 + half, 1e-6);
    }

    #[test]
    fn fewer_than_two_observations_have_no_interval() {
        let one = mean(&[3.0], 0.95);
        assert_eq!((one.value, one.n), (3.0, 1));
        assert!(one.low.is_nan() && one.high.is_nan());
        assert!(mean(&[], 0.95).value.is_nan());
        let one = ratio(&[3.0], &[2.0], 0.95);
        assert!(one.value == 1.5 && one.low.is_nan() && one.high.is_nan());
    }

    #[test]
    fn a_ratio_has_the_interval_of_the_delta_method_as_defined() {
        let (x, y): ([f64; 4], [f64; 4]) = ([3.0, 5.0, 4.0, 8.0], [10.0, 11.0, 9.0, 14.0]);
        let estimate = ratio(&x, &y, 0.95);
        let nu = 20.0 / 44.0;
        assert_close(estimate.value, nu, 1e-15);
        let spread = covariance(&x, &x) + nu * nu * covariance(&y, &y) - 2.0 * nu * covariance(&x, &y);
        let half = 3.182_446_305 * spread.sqrt() / 11.0 / 2.0;
        assert_close(estimate.high, nu + half, 1e-8);
        assert_close(estimate.low, nu - half, 1e-8);
    }

    #[test]
    fn a_ratio_to_nothing_does_not_exist() {
        let estimate = ratio(&[0.0, 1.0], &[0.0, 0.0], 0.95);
        assert!(estimate.value.is_nan() && estimate.low.is_nan() && estimate.high.is_nan());
    }

    #[test]
    fn wilson_has_its_textbook_values_and_stays_within_zero_and_one() {
        // Newcombe, Statistics in Medicine 17 (1998), table I, method 3
        for (successes, n, low, high) in [
            (81.0, 263.0, 0.2553, 0.3662),
            (15.0, 148.0, 0.0624, 0.1605),
            (0.0, 20.0, 0.0, 0.1611),
            (1.0, 29.0, 0.0061, 0.1718),
        ] {
            let estimate = wilson(successes, n, 0.95);
            assert_close(estimate.value, successes / n, 1e-15);
            assert_close(estimate.low, low, 0.000_05);
            assert_close(estimate.high, high, 0.000_05);
        }
        assert_eq!(wilson(20.0, 20.0, 0.95).high, 1.0);
        assert!(wilson(0.0, 0.0, 0.95).value.is_nan());
    }

    #[test]
    fn quantile_ranks_are_those_of_the_definitions() {
        for (n, q, ranks) in [
            (30, 0.5, (10, 21)),
            (100, 0.5, (40, 61)),
            (100, 0.9, (84, 96)),
            (500, 0.9, (436, 464)),
            (1000, 0.95, (936, 964)),
        ] {
            assert_eq!(quantile_ranks(n, q, 0.95), ranks);
        }
    }

    #[test]
    fn too_few_observations_leave_a_quantile_unbounded() {
        assert_eq!(quantile_ranks(5, 0.5, 0.95), (0, 6));
        assert_eq!(quantile_ranks(30, 0.95, 0.95), (26, 31));
        assert_eq!(quantile_ranks(0, 0.5, 0.95), (0, 1));
    }

    #[test]
    fn intervals_cover_as_often_as_they_say() {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(1);
        let mut normal = || -> f64 { StandardNormal.sample(&mut rng) };
        let trials = 20_000;
        let (mut covered, mut covered_pair) = (0, 0);
        for _ in 0..trials {
            let a: Vec<f64> = (0..6).map(|_| normal()).collect();
            let b: Vec<f64> = a.iter().map(|a| a + 0.3 + 0.2 * normal()).collect();
            let estimate = mean(&a, 0.9);
            covered += u32::from(estimate.low <= 0.0 && 0.0 <= estimate.high);
            let estimate = paired(&a, &b, 0.9).difference;
            covered_pair += u32::from(estimate.low <= 0.3 && 0.3 <= estimate.high);
        }
        // 4.42 standard errors of a share of .9 in 20,000 trials
        let tolerance = 4.42 * (0.09 / f64::from(trials)).sqrt();
        assert_close(f64::from(covered) / f64::from(trials), 0.9, tolerance);
        assert_close(f64::from(covered_pair) / f64::from(trials), 0.9, tolerance);
    }

    #[test]
    fn the_interval_of_a_ratio_covers_as_often_as_it_says() {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(2);
        let mut unit = || -> f64 { Exp1.sample(&mut rng) };
        let trials = 4_000;
        let mut covered = 0;
        for _ in 0..trials {
            let (numerators, denominators): (Vec<f64>, Vec<f64>) = (0..60)
                .map(|_| {
                    let customers = 20.0 + 2.0 * unit();
                    (0.8 * customers + unit() - 1.0, customers)
                })
                .unzip();
            let estimate = ratio(&numerators, &denominators, 0.95);
            covered += u32::from(estimate.low <= 0.8 && 0.8 <= estimate.high);
        }
        let tolerance = 4.42 * (0.0475 / f64::from(trials)).sqrt();
        assert_close(f64::from(covered) / f64::from(trials), 0.95, tolerance);
    }

    #[test]
    fn pairing_reports_its_gain() {
        let (a, b) = ([1.0, 2.0, 3.0, 4.0], [2.0, 3.0, 4.0, 6.0]);
        let paired = paired(&a, &b, 0.95);
        assert_close(paired.difference.value, 1.25, 1e-15);
        // Var a = 5/3, Var b = 35/12, Var(b − a) = 1/4, Cov = 13/6
        assert_close(paired.variance_ratio, 55.0 / 3.0, 1e-12);
        assert_close(paired.correlation, 13.0 / 6.0 / (175.0_f64 / 36.0).sqrt(), 1e-12);
    }

    #[test]
    fn a_constant_difference_has_no_doubt() {
        let paired = paired(&[1.0, 2.0, 3.0], &[2.0, 3.0, 4.0], 0.95);
        assert_eq!((paired.difference.low, paired.difference.high), (1.0, 1.0));
        assert_eq!(paired.variance_ratio, f64::INFINITY);
    }

    #[test]
    fn paired_ratios_with_denominator_one_are_paired_means() {
        let (a, b, one) = ([1.0, 2.0, 3.0, 5.0], [2.0, 3.5, 4.0, 6.0], [1.0; 4]);
        let ratios = paired_ratio(&a, &one, &b, &one, 0.9);
        let means = paired(&a, &b, 0.9);
        assert_close(ratios.difference.value, means.difference.value, 1e-12);
        assert_close(ratios.difference.low, means.difference.low, 1e-12);
        assert_close(ratios.correlation, means.correlation, 1e-12);
        assert_close(ratios.variance_ratio, means.variance_ratio, 1e-9);
    }
}
