//! A variant against a base on common random numbers: paired differences and a verdict in words.

use std::collections::BTreeMap;

use super::adjust::Adjustment;
use crate::experiment::estimate::results;
use crate::experiment::measure::Good;
use crate::experiment::replicate::Play;
use crate::experiment::results::{Compared, Comparison, NormResult, Verdict};
use crate::stats::interval::{self, Estimate};

/// Both hold the same replications of the same seed, as far as both go. Differences have the confidence of each of several
/// comparisons, figures that of the study.
pub fn compare_paired(base: &Play, variant: &Play, adjustment: Adjustment) -> Comparison {
    let confidence = adjustment.confidence;
    let n = base.n().min(variant.n()) as usize;
    let of_variant: BTreeMap<_, usize> = variant.sample.measured.iter().zip(0..).collect();
    let rows = base.sample.measured.iter().enumerate().filter_map(|(index, what)| {
        let other = *of_variant.get(what)?;
        let (mut base, mut variant) = (base.sample.column(index), variant.sample.column(other));
        for column in [&mut base.0, &mut base.1, &mut variant.0, &mut variant.1] {
            column.truncate(n);
        }
        let paired = interval::paired_ratio(&base.0, &base.1, &variant.0, &variant.1, adjustment.of_each());
        Some(Compared {
            measure: what.0,
            cut: what.1.clone(),
            base: interval::ratio(&base.0, &base.1, confidence),
            variant: interval::ratio(&variant.0, &variant.1, confidence),
            verdict: verdict(&paired.difference, what.0.good()),
            paired,
        })
    });
    let rows = rows.collect();
    let (base_results, variant_results) =
        (results(base.model, &base.sample), results(variant.model, &variant.sample));
    Comparison {
        base: base.model.name.clone(),
        variant: variant.model.name.clone(),
        replications: n as u32,
        rows,
        norms: by_name(base_results.norms, &variant_results.norms),
        benchmarks: by_name(base_results.benchmarks, &variant_results.benchmarks),
    }
}

/// Those that both have.
fn by_name(base: Vec<NormResult>, variant: &[NormResult]) -> Vec<(NormResult, NormResult)> {
    let pair = |norm: NormResult| {
        let other = variant.iter().find(|other| other.name == norm.name)?;
        Some((norm, other.clone()))
    };
    base.into_iter().filter_map(pair).collect()
}

pub fn verdict(difference: &Estimate, good: Good) -> Verdict {
    let (more, less) = (difference.low > 0.0, difference.high < 0.0);
    match (more, less, good) {
        (true, _, Good::More) | (_, true, Good::Less) => Verdict::Better,
        (true, _, Good::Less) | (_, true, Good::More) => Verdict::Worse,
        (true, _, Good::Neither) | (_, true, Good::Neither) => Verdict::Different,
        (false, false, _) => Verdict::NotToBeToldApart,
    }
}
