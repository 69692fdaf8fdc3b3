//! The measures of a bundle one by one: what each brings by itself, what it adds to the others, and for which effort.

use jiff::civil::Date;

use crate::experiment::Control;
use crate::experiment::comparison::{Adjustment, compare_paired, verdict};
use crate::experiment::measure::{Cut, Good, Measure};
use crate::experiment::replicate::{Play, as_asked};
use crate::experiment::results::Verdict;
use crate::experiment::transition::spent;
use crate::model::Model;
use crate::model::plan;
use crate::stats::interval::Estimate;

/// One measure of a bundle, as models: only this one, and all but this one.
pub struct Candidate {
    pub name: String,
    pub alone: Model,
    pub left_out: Model,
}

#[derive(Clone, Debug)]
pub struct Step {
    pub name: String,
    /// `None`: from the start.
    pub from: Option<Date>,
    /// Hours of teams, and euro, in the counted days.
    pub hours: f64,
    pub euro: f64,
    /// Change of the mean mark: by itself, and on top of all others.
    pub alone: Estimate,
    pub on_top: Estimate,
    pub verdict: Verdict,
}

impl Step {
    /// Points for each hundred hours; `None` where it asks none.
    pub fn per_hundred_hours(&self) -> Option<f64> {
        (self.hours > 0.0).then(|| 100.0 * self.alone.value / self.hours)
    }
}

#[derive(Clone, Debug)]
pub struct Ranking {
    pub replications: u32,
    /// Mean mark with none of the bundle, and what the whole bundle adds.
    pub without: Estimate,
    pub together: Estimate,
    /// Largest gain for its effort first; then those that ask none, by what they bring; last those that bring nothing.
    pub steps: Vec<Step>,
    pub interrupted: bool,
}

/// `None` when it was stopped before anything could be compared. All are played in one stretch of work.
pub fn rank(none: &Model, all: &Model, mut candidates: Vec<Candidate>, control: &Control) -> Option<Ranking> {
    let all = &Model { study: none.study.clone(), ..all.clone() };
    for model in candidates.iter_mut().flat_map(|it| [&mut it.alone, &mut it.left_out]) {
        model.study = none.study.clone();
    }
    let of_candidates = candidates.iter().flat_map(|it| [&it.alone, &it.left_out]);
    let mut plays: Vec<Play> = [none, all].into_iter().chain(of_candidates).map(Play::of_none).collect();
    as_asked(&mut plays, control);
    let [base, together, rest @ ..] = &plays[..] else { return None };
    let (without, gain) = mark(base, together)?;
    let step = |(candidate, played): (&Candidate, &[Play])| {
        let [alone, left_out] = played else { unreachable!("two of each candidate") };
        let (_, gain) = mark(base, alone)?;
        let (_, on_top) = mark(left_out, together)?;
        let described = all.plan.measures.iter().find(|measure| measure.name == candidate.name)?;
        let (hours, euro) = spent(described, &all.horizon);
        let plan::Measure { from, .. } = *described;
        let name = candidate.name.clone();
        Some(Step { name, from, hours, euro, alone: gain, on_top, verdict: verdict(&gain, Good::More) })
    };
    let mut steps: Vec<Step> = candidates.iter().zip(rest.chunks(2)).map(step).collect::<Option<_>>()?;
    steps.sort_by(|one, other| rank_of(other).partial_cmp(&rank_of(one)).expect("gains are numbers"));
    let interrupted = plays.iter().any(|play| play.sample.interrupted);
    Some(Ranking { replications: plays[0].n(), without, together: gain, steps, interrupted })
}

/// Those that are better come first, by what an hour of effort brings.
fn rank_of(step: &Step) -> (bool, f64, f64) {
    let per_effort = step.per_hundred_hours().unwrap_or(f64::NEG_INFINITY);
    (step.verdict == Verdict::Better, per_effort, step.alone.value)
}

/// The mean mark of the first, and how much higher that of the second is.
fn mark(first: &Play, second: &Play) -> Option<(Estimate, Estimate)> {
    let confidence = first.model.study.confidence;
    let compared = compare_paired(first, second, Adjustment { confidence, variants: 1, looks: 1 });
    let row =
        compared.rows.into_iter().find(|row| row.measure == Measure::Mark && row.cut == Cut::default())?;
    row.base.value.is_finite().then_some((row.base, row.paired.difference))
}
