//! The measures of a bundle one by one: what each brings by itself, what it adds to the others, and for which effort.

use jiff::civil::Date;

use crate::experiment::Control;
use crate::experiment::comparison::{Adjustment, compare_paired, verdict};
use crate::experiment::measure::{Cut, Good, Measure};
use crate::experiment::replicate::{Play, as_asked};
use crate::experiment::results::Verdict;
use crate::experiment::transition::spent;
use crate::model::plan;
use crate::model::{Model, Replications, Study};
use crate::stats::interval::Estimate;

/// One measure of a bundle, as models: only this one, and all but this one.
pub struct Candidate {
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

/// Plays a scenario without the bundle and with all of it, then each candidate in turn: only those models are kept at a time.
/// `None` when it was stopped before anything could be compared.
///
/// # Errors
/// Those of `candidate`, which makes the models of one measure.
pub fn rank<E>(
    none: &Model,
    all: &Model,
    names: &[String],
    candidate: impl Fn(&str) -> Result<Candidate, E>,
    control: &Control,
) -> Result<Option<Ranking>, E> {
    let all = &Model { study: none.study.clone(), ..all.clone() };
    let n_models = 2 + 2 * names.len() as u32;
    let plays = play([none, all], 0, n_models, control);
    let [base, together] = &plays[..] else { unreachable!("two were played") };
    let Some((without, gain)) = mark(base, together) else { return Ok(None) };
    let study = Study { replications: Replications::Fixed(base.n()), ..none.study.clone() };
    let mut interrupted = plays.iter().any(|play| play.sample.interrupted);
    let mut steps = Vec::new();
    for (before, name) in (1..).zip(names) {
        if interrupted {
            break;
        }
        let mut models = candidate(name)?;
        for model in [&mut models.alone, &mut models.left_out] {
            model.study = study.clone();
        }
        let own = play([&models.alone, &models.left_out], 2 * before, n_models, control);
        interrupted = own.iter().any(|play| play.sample.interrupted);
        let Some(step) = step(name, base, together, &own) else { return Ok(None) };
        steps.push(step);
    }
    steps.sort_by(|one, other| rank_of(other).partial_cmp(&rank_of(one)).expect("gains are numbers"));
    Ok(Some(Ranking { replications: base.n(), without, together: gain, steps, interrupted }))
}

/// Plays two models of `n_models`, after `before` others.
fn play<'m>(models: [&'m Model; 2], before: u32, n_models: u32, control: &Control) -> Vec<Play<'m>> {
    let progress = |done: u32, expected: u32| {
        let each = expected / 2;
        (control.progress)(before * each + done, n_models * each);
    };
    let mut plays: Vec<Play> = models.into_iter().map(Play::of_none).collect();
    as_asked(&mut plays, &Control { stop: control.stop, progress: &progress });
    plays
}

/// What one measure brings: `played` alone, and left out.
fn step(name: &str, base: &Play, together: &Play, played: &[Play]) -> Option<Step> {
    let [alone, left_out] = played else { unreachable!("two of each candidate") };
    let (_, gain) = mark(base, alone)?;
    let (_, on_top) = mark(left_out, together)?;
    let all = together.model;
    let described = all.plan.measures.iter().find(|measure| measure.name == name)?;
    let (hours, euro) = spent(described, &all.horizon);
    let plan::Measure { from, .. } = *described;
    let verdict = verdict(&gain, Good::More);
    Some(Step { name: name.to_owned(), from, hours, euro, alone: gain, on_top, verdict })
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
