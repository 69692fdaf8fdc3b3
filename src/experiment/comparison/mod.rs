//! Variants against a base on common random numbers: what differs and how sure that is, what it costs, which is best.

mod adjust;
mod best;
mod costs;
mod frontier;
mod guard;
mod headline;
mod level;
mod paired;
mod selection;
mod until_decided;

pub use adjust::Adjustment;
pub use best::Standing;
pub use costs::Costs;
pub use frontier::Dominated;
pub use guard::Guard;
pub use headline::Headline;
pub use paired::{compare_paired, verdict};
pub use selection::{End, Selection};

use crate::experiment::measure::Good;
use crate::experiment::replicate::Play;
use crate::experiment::results::{Comparison, Results};
use crate::experiment::{Control, estimate};
use crate::model::Model;
use crate::stats::interval::{Estimate, t_quantile};
use crate::stats::needed;

/// What is asked of a comparison besides its figures.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// Replications of one option at most, where a verdict is open.
    pub budget: Option<u32>,
    /// Search for the best: differences of the headline below this do not matter.
    pub delta: Option<f64>,
}

/// A base and its variants side by side. Everything by option has the base first.
#[derive(Clone, Debug)]
pub struct Choice {
    pub results: Vec<Results>,
    /// Each variant against the base.
    pub comparisons: Vec<Comparison>,
    pub adjustment: Adjustment,
    pub headline: Headline,
    /// Of the headline, by option: that of the base with the paired difference, however often each was played.
    pub levels: Vec<Option<Estimate>>,
    /// Of the headline, by option; the base against itself is `None`.
    pub effects: Vec<Option<Effect>>,
    /// By variant.
    pub guards: Vec<Vec<Guard>>,
    /// None where an option does not have the headline.
    pub standings: Vec<Standing>,
    pub costs: Vec<Costs>,
    pub dominated: Vec<Option<Dominated>>,
    pub selection: Option<Selection>,
}

/// The headline of a variant against the base.
#[derive(Clone, Copy, Debug)]
pub struct Effect {
    pub difference: Estimate,
    /// Replications of base and variant that would tell the difference from none, if it is as large as it seems; `None` where it
    /// never varies, nobody would wait for it, or one replication tells nothing.
    pub needed: Option<u64>,
}

/// Plays a base and its variants on common random numbers: seed, confidence and number of replications are those of the base.
pub fn compare(base: &Model, variants: &[Model], asked: &Asked, control: &Control) -> Choice {
    let as_base = |variant: &Model| {
        let mut variant = variant.clone();
        variant.study = base.study.clone();
        variant
    };
    let variants: Vec<Model> = variants.iter().map(as_base).collect();
    let mut plays: Vec<Play> = [base].into_iter().chain(&variants).map(Play::of_none).collect();
    let headline = Headline::of(base);
    let (adjustment, selection) = match asked.delta {
        Some(delta) => {
            let selection = selection::select(&mut plays, &headline, delta, asked, control);
            let confidence = base.study.confidence;
            (Adjustment { confidence, variants: variants.len() as u32, looks: 1 }, selection)
        }
        None => (until_decided::play(&mut plays, &headline, asked, control), None),
    };
    found(&plays, headline, adjustment, selection)
}

fn found(
    plays: &[Play<'_>],
    headline: Headline,
    adjustment: Adjustment,
    selection: Option<Selection>,
) -> Choice {
    let (base, variants) = plays.split_first().expect("a base");
    let values: Option<Vec<Vec<f64>>> = plays.iter().map(|play| headline.values(play)).collect();
    let costs = costs::costs(plays, &headline, adjustment);
    let results: Vec<Results> =
        plays.iter().map(|play| estimate::results(play.model, &play.sample)).collect();
    let level = |(play, own): (&Play, &Results)| match play.n() == base.n() {
        true => headline.figure(own),
        false => headline.level(base, play, adjustment.confidence),
    };
    let levels: Vec<Option<Estimate>> = plays.iter().zip(&results).map(level).collect();
    let effect = |play: &Play| effect(base, play, &headline, adjustment);
    Choice {
        results,
        comparisons: variants.iter().map(|variant| compare_paired(base, variant, adjustment)).collect(),
        effects: std::iter::once(None).chain(variants.iter().map(effect)).collect(),
        guards: variants.iter().map(|variant| guard::guards(base, variant, adjustment)).collect(),
        standings: values.as_ref().map_or_else(Vec::new, |values| best::standings(values, adjustment)),
        dominated: match &values {
            Some(values) => {
                let sign = if headline.good() == Good::Less { -1.0 } else { 1.0 };
                let levels = levels.iter().map(|level| sign * level.map_or(f64::NAN, |it| it.value));
                frontier::frontier(values, &levels.collect::<Vec<_>>(), &costs, adjustment)
            }
            None => vec![None; plays.len()],
        },
        levels,
        costs,
        headline,
        adjustment,
        selection,
    }
}

fn effect(base: &Play, variant: &Play, headline: &Headline, adjustment: Adjustment) -> Option<Effect> {
    let difference = headline.paired(base, variant, adjustment.of_each())?.difference;
    if difference.n < 2 {
        return Some(Effect { difference, needed: None });
    }
    let n = difference.n as f64;
    let half = (difference.high - difference.low) / 2.0;
    let t = t_quantile(n - 1.0, 1.0 - (1.0 - adjustment.of_each()) / 2.0);
    let deviation = half / t * n.sqrt();
    let needed = needed::replications(deviation, difference.value, adjustment.of_each());
    Some(Effect { difference, needed })
}
