//! What may not become worse than it is in the base: `niet-slechter-dan`.

use super::adjust::Adjustment;
use super::headline::{attained, paired};
use crate::experiment::estimate::unit;
use crate::experiment::measure::Unit;
use crate::experiment::replicate::Play;
use crate::experiment::results::NormVerdict;
use crate::model::norm::Margin;
use crate::stats::interval::{self, Estimate};

/// A figure of a variant that is held against that of the base.
#[derive(Clone, Debug)]
pub struct Guard {
    pub name: String,
    pub unit: Unit,
    pub base: Estimate,
    pub variant: Estimate,
    /// Variant − base.
    pub difference: Estimate,
    /// It may be this much worse, in `unit`.
    pub margin: f64,
    pub verdict: NormVerdict,
}

/// Of every norm of the base that may not become worse; those that the variant does not have are left out.
pub fn guards(base: &Play, variant: &Play, adjustment: Adjustment) -> Vec<Guard> {
    let guarded = base.model.norms.iter().filter_map(|norm| Some((norm, norm.may_worsen?)));
    let guard = |(norm, margin): (&crate::model::norm::Norm, Margin)| {
        let (of_base, of_variant) = (attained(base, &norm.name)?, attained(variant, &norm.name)?);
        // over the replications that the difference is of
        let n = of_base.0.len().min(of_variant.0.len());
        let mean =
            |(of, by): &(Vec<f64>, Vec<f64>)| interval::ratio(&of[..n], &by[..n], adjustment.confidence);
        let (mean_base, mean_variant) = (mean(&of_base), mean(&of_variant));
        let difference = paired(of_base, of_variant, adjustment.of_each()).difference;
        let margin = match margin {
            Margin::Absolute(size) => size,
            Margin::OfValue(share) => share * mean_base.value,
        };
        let at_most = norm.is_less_better();
        Some(Guard {
            name: norm.name.clone(),
            unit: unit(norm),
            base: mean_base,
            variant: mean_variant,
            difference,
            margin,
            verdict: verdict(&difference, margin, at_most),
        })
    };
    guarded.filter_map(guard).collect()
}

/// Held when the whole interval is no worse than the margin allows; missed when all of it is.
fn verdict(difference: &Estimate, margin: f64, at_most: bool) -> NormVerdict {
    let (best, worst) =
        if at_most { (-difference.low, -difference.high) } else { (difference.high, difference.low) };
    if worst >= -margin {
        NormVerdict::Met
    } else if best < -margin {
        NormVerdict::Missed
    } else {
        NormVerdict::Uncertain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_worse_is_held_by_the_whole_interval_in_the_bad_direction() {
        let difference = |low, high| Estimate { value: (low + high) / 2.0, low, high, n: 30 };
        for (low, high, margin, more, less) in [
            (0.0, 0.0, 0.0, NormVerdict::Met, NormVerdict::Met),
            (0.1, 0.3, 0.0, NormVerdict::Met, NormVerdict::Missed),
            (-0.1, 0.3, 0.0, NormVerdict::Uncertain, NormVerdict::Uncertain),
            (-0.1, 0.3, 0.1, NormVerdict::Met, NormVerdict::Uncertain),
            (-0.3, -0.2, 0.1, NormVerdict::Missed, NormVerdict::Met),
            (f64::NAN, f64::NAN, 0.1, NormVerdict::Uncertain, NormVerdict::Uncertain),
        ] {
            assert_eq!(verdict(&difference(low, high), margin, false), more, "{low} {high} {margin}");
            assert_eq!(verdict(&difference(low, high), margin, true), less, "{low} {high} {margin}");
        }
    }
}
