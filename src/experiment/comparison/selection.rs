//! The best of all options with a stated guarantee: KN++ on the headline, with more replications for those that remain.

use super::Asked;
use super::headline::Headline;
use crate::experiment::Control;
use crate::experiment::replicate::{Play, as_asked, extend};
use crate::model::Replications;
use crate::stats::selection::survivors;

/// How the search for the best went.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    /// A smaller difference does not matter, in the unit of the headline.
    pub delta: f64,
    pub confidence: f64,
    /// Options that are left, in their order; 0 is the base.
    pub left: Vec<usize>,
    /// Replications after which each of the others went.
    pub gone_after: Vec<Option<u32>>,
    pub end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// One is left.
    Found,
    /// Those left never differ.
    Equal,
    /// The budget was used before one was left.
    OutOfBudget,
}

/// Plays all as the study of the first asks, ten times at least if the budget has room, and on until one is left. `None` when it was stopped, or
/// somewhere there is nothing to measure.
pub fn select(
    plays: &mut [Play<'_>],
    headline: &Headline,
    delta: f64,
    asked: &Asked,
    control: &Control,
) -> Option<Selection> {
    as_asked(plays, control);
    let confidence = plays[0].model.study.confidence;
    let first = plays[0].n();
    let budget = asked.budget.unwrap_or(Replications::MAX).max(first);
    let mut n = first.max(Replications::ROUND).min(budget);
    let mut alive: Vec<usize> = (0..plays.len()).collect();
    let mut gone_after = vec![None; plays.len()];
    loop {
        let wanted: Vec<u32> =
            (0..plays.len()).map(|it| if alive.contains(&it) { n } else { plays[it].n() }).collect();
        extend(plays, &wanted, budget.saturating_mul(alive.len() as u32), control);
        let values: Vec<Vec<f64>> = plays.iter().map(|play| headline.values(play)).collect::<Option<_>>()?;
        if plays[0].sample.interrupted || values.iter().flatten().any(|value| value.is_nan()) {
            return None;
        }
        // one replication tells nothing of how differences vary
        let stay = match n {
            1 => alive.clone(),
            _ => survivors(&values, &alive, delta, 1.0 - confidence),
        };
        for gone in alive.iter().filter(|it| !stay.contains(it)) {
            gone_after[*gone] = Some(n);
        }
        alive = stay;
        let is_same = alive.iter().all(|it| values[*it] == values[alive[0]]);
        let end = match alive.len() {
            1 => Some(End::Found),
            _ if is_same && n > 1 => Some(End::Equal),
            _ if n >= budget => Some(End::OutOfBudget),
            _ => None,
        };
        if let Some(end) = end {
            return Some(Selection { delta, confidence, left: alive, gone_after, end });
        }
        n = (n + Replications::ROUND).min(budget);
    }
}
