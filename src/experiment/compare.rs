//! A variant against a base on common random numbers: paired differences and a verdict in words.

use std::collections::BTreeMap;

use crate::experiment::estimate::results;
use crate::experiment::measure::Good;
use crate::experiment::replicate::Sample;
use crate::experiment::results::{Compared, Comparison, Verdict};
use crate::model::Model;
use crate::stats::interval::{self, Estimate};

/// Both samples hold the same replications of the same seed.
pub fn compare_paired(base: (&Model, &Sample), variant: (&Model, &Sample)) -> Comparison {
    let (base_model, base_sample) = base;
    let (variant_model, variant_sample) = variant;
    let confidence = base_model.study.confidence;
    let n = base_sample.replications.len().min(variant_sample.replications.len());
    let of_variant: BTreeMap<_, usize> = variant_sample.measured.iter().zip(0..).collect();
    let rows = base_sample.measured.iter().enumerate().filter_map(|(index, what)| {
        let other = *of_variant.get(what)?;
        let (mut base, mut variant) = (base_sample.column(index), variant_sample.column(other));
        for column in [&mut base.0, &mut base.1, &mut variant.0, &mut variant.1] {
            column.truncate(n);
        }
        let paired = interval::paired_ratio(&base.0, &base.1, &variant.0, &variant.1, confidence);
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
    let variant_norms = results(variant_model, variant_sample).norms;
    let norms = results(base_model, base_sample).norms.into_iter().filter_map(|norm| {
        let other = variant_norms.iter().find(|other| other.name == norm.name)?;
        Some((norm, other.clone()))
    });
    Comparison {
        base: base_model.name.clone(),
        variant: variant_model.name.clone(),
        replications: n as u32,
        confidence,
        rows,
        norms: norms.collect(),
    }
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
