//! Replications on the threads of the pool, in whole rounds, kept in the order of their numbers.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use rayon::prelude::*;

use crate::experiment::Control;
use crate::experiment::figures;
use crate::experiment::marks::Marks;
use crate::experiment::measure::{Cut, Measure};
use crate::experiment::months::Months;
use crate::experiment::outcome::Outcome;
use crate::experiment::steps::Steps;
use crate::experiment::weeks::Weeks;
use crate::id::{ChannelId, IdVec, NormId};
use crate::model::norm::Norm;
use crate::model::{Model, Replications};
use crate::random::stream::Streams;
use crate::sim::World;
use crate::sim::record::Observer;
use crate::stats::interval;
use crate::stats::quantile::Histogram;

/// What is kept of one replication.
pub struct Replication {
    /// In the order of [`figures::walk`].
    pub figures: Vec<(f64, f64)>,
    /// Attained, days met of days, months met of months.
    pub norms: IdVec<NormId, [(f64, f64); 3]>,
    pub waits: IdVec<ChannelId, (Histogram, Histogram)>,
    pub marks: Marks,
    pub steps: Option<Steps>,
    pub weeks: Weeks,
    pub months: Option<Months>,
    /// What was attained in each month, where months are kept.
    pub monthly_norms: IdVec<NormId, Vec<(f64, f64)>>,
    pub n_customers: u64,
    pub n_still_open: u64,
}

/// All replications of one model.
pub struct Sample {
    pub measured: Vec<(Measure, Cut)>,
    pub replications: Vec<Replication>,
    pub interrupted: bool,
    /// More customers were present at once than fit; what was found says nothing.
    pub overfull: bool,
    /// Precision asked for and not reached.
    pub imprecise: bool,
}

impl Sample {
    fn of_none(model: &Model) -> Self {
        let measured = what_is_measured(model);
        Self { measured, replications: Vec::new(), interrupted: false, overfull: false, imprecise: false }
    }

    /// Numerators and denominators of one figure, by replication.
    pub fn column(&self, figure: usize) -> (Vec<f64>, Vec<f64>) {
        self.replications.iter().map(|replication| replication.figures[figure]).unzip()
    }

    /// Whether half the interval of a figure is at most `margin` of its value.
    fn is_precise(&self, figure: usize, margin: f64, confidence: f64) -> bool {
        let (numerators, denominators) = self.column(figure);
        let estimate = interval::ratio(&numerators, &denominators, confidence);
        (estimate.high - estimate.low) / 2.0 <= margin * estimate.value.abs()
    }
}

/// A model, and what was played of it.
pub struct Play<'m> {
    pub model: &'m Model,
    pub sample: Sample,
}

impl<'m> Play<'m> {
    pub fn of_none(model: &'m Model) -> Self {
        Self { model, sample: Sample::of_none(model) }
    }

    pub fn n(&self) -> u32 {
        self.sample.replications.len() as u32
    }
}

/// Replications between two looks at whether to stop.
const BATCH: usize = 32;

/// Runs a model as its study asks.
pub fn replicate(model: &Model, control: &Control) -> Sample {
    let mut plays = [Play::of_none(model)];
    as_asked(&mut plays, control);
    let [play] = plays;
    play.sample
}

/// Runs all as the study of the first asks, each equally often; what must be precise is a figure of the first.
pub fn as_asked(plays: &mut [Play<'_>], control: &Control) {
    let first = plays[0].model;
    let each = |n: u32, plays: &[Play<'_>]| vec![n; plays.len()];
    match &first.study.replications {
        Replications::Fixed(n) => {
            extend(plays, &each(*n, plays), *n * plays.len() as u32, control);
        }
        Replications::UntilPrecise { least, measure, channel, journey, margin } => {
            let watched = watched(first, &plays[0].sample.measured, *measure, *channel, *journey);
            let mut n = *least;
            loop {
                let expected = Replications::MAX.max(n) * plays.len() as u32;
                extend(plays, &each(n, plays), expected, control);
                let sample = &mut plays[0].sample;
                let reached = sample.is_precise(watched, *margin, first.study.confidence);
                sample.imprecise = !reached;
                if sample.interrupted || reached || n >= Replications::MAX {
                    break;
                }
                n += Replications::ROUND;
            }
        }
    }
}

fn what_is_measured(model: &Model) -> Vec<(Measure, Cut)> {
    let mut measured = Vec::new();
    figures::walk(model, &Outcome::new(model), &mut measured);
    measured
}

/// Adds replications until each has as many as `wanted` of it, of `expected` of all together. The threads take from one list of
/// all that is to be played, so that none waits for a model to be done. When stopped, each keeps those before its first
/// unfinished.
pub fn extend(plays: &mut [Play<'_>], wanted: &[u32], expected: u32, control: &Control) {
    let done = AtomicU32::new(plays.iter().map(Play::n).sum());
    let most = wanted.iter().copied().max().unwrap_or(0);
    let ranges: Vec<_> = plays.iter().zip(wanted).map(|(play, wanted)| play.n()..*wanted).collect();
    let of_round = |replication: u32| {
        let asks = ranges.iter().enumerate().filter(move |(_, range)| range.contains(&replication));
        asks.map(move |(index, _)| (index, replication))
    };
    let work: Vec<(usize, u32)> = (0..most).flat_map(of_round).collect();
    for batch in work.chunks(BATCH) {
        let models: Vec<&Model> = plays.iter().map(|play| play.model).collect();
        let results: Vec<Result<Replication, Unfinished>> = batch
            .par_iter()
            .map(|&(index, replication)| {
                let result = one(models[index], replication, control);
                (control.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, expected);
                result
            })
            .collect();
        let is_stopped = results.iter().any(Result::is_err);
        for (&(index, _), result) in batch.iter().zip(results) {
            let sample = &mut plays[index].sample;
            match result {
                Ok(replication) if !sample.interrupted => sample.replications.push(replication),
                Err(Unfinished::Overfull) => (sample.overfull, sample.interrupted) = (true, true),
                _ => sample.interrupted = true,
            }
        }
        if is_stopped {
            plays.iter_mut().for_each(|play| play.sample.interrupted = true);
            return;
        }
    }
}

/// Why a replication did not reach its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfinished {
    Stopped,
    Overfull,
}

/// Plays one replication before an observer: always the same customers at the same moments.
///
/// # Errors
/// When it was stopped, or the crowd outgrew what fits.
pub fn replay(
    model: &Model,
    replication: u32,
    observer: &mut impl Observer,
    stop: &AtomicBool,
) -> Result<(), Unfinished> {
    play(model, Streams::new(model.study.seed, u64::from(replication)), observer, stop)
}

/// Plays a replication with these draws.
pub fn play(
    model: &Model,
    streams: Streams,
    observer: &mut impl Observer,
    stop: &AtomicBool,
) -> Result<(), Unfinished> {
    let mut world = World::new(model, streams);
    while world.advance_hour(observer) {
        if stop.load(Ordering::Relaxed) {
            return Err(Unfinished::Stopped);
        }
    }
    if world.is_overfull {
        return Err(Unfinished::Overfull);
    }
    world.finish(observer);
    Ok(())
}

/// One replication.
fn one(model: &Model, replication: u32, control: &Control) -> Result<Replication, Unfinished> {
    let mut outcome = Outcome::new(model);
    replay(model, replication, &mut outcome, control.stop)?;
    let mut figures = Vec::new();
    figures::walk(model, &outcome, &mut figures);
    let norm = |(id, norm): (NormId, &_)| {
        let tally = &outcome.norms[id];
        let pair = |(met, all): (u64, u64)| (met as f64, all as f64);
        [
            tally.total(norm, &model.horizon).attained(norm),
            pair(tally.days_met(norm, &model.horizon)),
            pair(tally.months_met(norm, &model.horizon)),
        ]
    };
    let monthly = |(id, norm): (NormId, &Norm)| {
        let months = outcome.norms[id].months(norm, &model.horizon);
        months.iter().map(|month| month.attained(norm)).collect()
    };
    let monthly_norms = match outcome.months {
        Some(_) => model.norms.enumerate().map(monthly).collect(),
        None => IdVec::default(),
    };
    let cloned = |(served, lost): (&Histogram, &Histogram)| (served.clone(), lost.clone());
    let trips = outcome.all_trips();
    Ok(Replication {
        figures,
        norms: model.norms.enumerate().map(norm).collect(),
        waits: model.channels.ids().map(|channel| outcome.waits(channel)).map(cloned).collect(),
        marks: outcome.marks,
        steps: outcome.steps,
        weeks: outcome.weeks,
        months: outcome.months,
        monthly_norms,
        n_customers: trips.started(),
        n_still_open: trips.still_open,
    })
}

/// The figure whose precision decides.
fn watched(
    model: &Model,
    measured: &[(Measure, Cut)],
    measure: crate::model::norm::Measure,
    channel: Option<ChannelId>,
    journey: Option<crate::id::JourneyId>,
) -> usize {
    use crate::model::norm;
    let measure = match measure {
        norm::Measure::Wait => Measure::WaitServed,
        norm::Measure::LeadTime => Measure::LeadTime,
        norm::Measure::Abandonment => Measure::AbandonedShare,
        norm::Measure::Access => Measure::AccessDays,
        norm::Measure::Response => Measure::ResponseTime,
        norm::Measure::FirstLine => Measure::FirstLineShare,
        norm::Measure::HandOffs => Measure::HandOffsPerJourney,
        norm::Measure::CallBacks => Measure::CallBacksKept,
        norm::Measure::Mark => Measure::Mark,
        norm::Measure::Offered => Measure::Offered,
        norm::Measure::Served => Measure::Served,
        norm::Measure::Journeys => Measure::Journeys,
    };
    let cut = Cut {
        channel: channel.map(|id| model.channels[id].name.clone()),
        journey: journey.map(|id| model.journeys[id].name.clone()),
        ..Cut::default()
    };
    let wanted = (measure, cut);
    measured.iter().position(|figure| *figure == wanted).expect("the study watches a figure that exists")
}
