//! Which options can be the best of all: multiple comparisons with the best (Hsu 1984), on paired differences.
//!
//! For the true best, all its differences with the others exceed their lower bounds at once with the confidence asked: as many
//! one-sided intervals as there are others, by Bonferroni, whatever the correlation between options. Everything below follows
//! from that one event (docs/theorie.md).

use super::adjust::Adjustment;
use crate::stats::interval;

/// How an option stands beside the best of the others; larger is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Best,
    /// Not to be told apart from the best.
    MayBeBest,
    NotBest,
}

/// `values`: of each option by replication, larger is better; of two, those of the replications that both have count.
pub fn standings(values: &[Vec<f64>], adjustment: Adjustment) -> Vec<Standing> {
    let confidence = adjustment.of_each_against_the_best();
    // the bounds of a two-sided interval of this confidence are one-sided ones of half its doubt
    let ahead = |a: &[f64], b: &[f64]| {
        let n = a.len().min(b.len());
        interval::paired(&b[..n], &a[..n], confidence).difference
    };
    let may_be: Vec<bool> = (0..values.len())
        .map(|one| {
            let others = (0..values.len()).filter(|other| *other != one);
            // NaN: nothing is known, so nothing is ruled out
            others
                .map(|other| ahead(&values[one], &values[other]))
                .all(|ahead| ahead.high.is_nan() || ahead.high > 0.0 || (ahead.low, ahead.high) == (0.0, 0.0))
        })
        .collect();
    let is_alone = may_be.iter().filter(|may| **may).count() == 1;
    may_be
        .into_iter()
        .map(|may| match (may, is_alone) {
            (true, true) => Standing::Best,
            (true, false) => Standing::MayBeBest,
            (false, _) => Standing::NotBest,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;
    use rand_distr::{Distribution, StandardNormal};

    fn adjustment(variants: u32) -> Adjustment {
        Adjustment { confidence: 0.95, variants, looks: 1 }
    }

    #[test]
    fn one_that_stands_out_is_the_best_and_equals_share_the_place() {
        let noise = [0.1, -0.2, 0.3, 0.0, -0.1, 0.2];
        let shifted =
            |by: f64, of: f64| noise.iter().enumerate().map(|(i, it)| by + it + of * i as f64).collect();
        let values: Vec<Vec<f64>> = vec![shifted(0.0, 0.01), shifted(1.0, 0.02), shifted(0.2, 0.0)];
        assert_eq!(standings(&values, adjustment(2)), [Standing::NotBest, Standing::Best, Standing::NotBest]);
        let values = vec![shifted(1.0, 0.0), shifted(1.0, 0.0), shifted(0.0, 0.01)];
        assert_eq!(
            standings(&values, adjustment(2)),
            [Standing::MayBeBest, Standing::MayBeBest, Standing::NotBest]
        );
        let one_each = vec![vec![1.0], vec![2.0]];
        assert_eq!(standings(&one_each, adjustment(1)), [Standing::MayBeBest; 2]);
    }

    #[test]
    fn the_best_is_ruled_out_no_more_often_than_the_confidence_says() {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(8);
        let trials = 4_000;
        let mut ruled_out = 0;
        for _ in 0..trials {
            let mut normal = || -> f64 { StandardNormal.sample(&mut rng) };
            let common: Vec<f64> = (0..10).map(|_| normal()).collect();
            let mut option =
                |mean: f64| common.iter().map(|it| mean + it + 0.5 * normal()).collect::<Vec<_>>();
            // the second to fourth lie a hair below the first: as hard as it can be
            let values = [option(1e-6), option(0.0), option(0.0), option(0.0)];
            ruled_out += u32::from(standings(&values, adjustment(3))[0] == Standing::NotBest);
        }
        let tolerance = 4.42 * (0.0475 / f64::from(trials)).sqrt();
        let share = f64::from(ruled_out) / f64::from(trials);
        assert!(share <= 0.05 + tolerance, "{share}");
        assert!(share > 0.01, "too weak: {share}");
    }
}
