//! From replications to what happens along a journey, and over the weeks of the year.

use crate::experiment::replicate::{Replication, Sample};
use crate::experiment::results::{ChannelYear, JourneyMap, StepResult};
use crate::experiment::steps::{StepTally, own_steps};
use crate::experiment::weeks::WeekTally;
use crate::id::{ChannelId, IdVec, JourneyId, StepId};
use crate::model::Model;
use crate::model::journey::StepKind;
use crate::model::satisfaction::POINT;
use crate::stats::interval::{self, Estimate};

/// Journeys of more than one step.
pub fn maps(model: &Model, sample: &Sample) -> Vec<JourneyMap> {
    let own = own_steps(model);
    let journeys = model.journeys.enumerate().filter(|(_, journey)| journey.part_of.is_none());
    journeys
        .filter_map(|(id, journey)| {
            Some(JourneyMap { journey: journey.name.clone(), ..map(model, sample, id, &own)? })
        })
        .collect()
}

fn map(
    model: &Model,
    sample: &Sample,
    journey: JourneyId,
    own: &IdVec<StepId, StepId>,
) -> Option<JourneyMap> {
    let steps: Vec<StepId> = model
        .steps
        .enumerate()
        .filter(|(id, step)| {
            step.journey == journey && own[*id] == *id && !matches!(step.kind, StepKind::End)
        })
        .map(|(id, _)| id)
        .collect();
    if steps.len() < 2 || sample.replications.iter().any(|replication| replication.steps.is_none()) {
        return None;
    }
    let tallies = |step: StepId| {
        let of = move |replication: &Replication| {
            replication.steps.as_ref().expect("looked at above").tally(step).clone()
        };
        sample.replications.iter().map(of).collect::<Vec<_>>()
    };
    let started = tallies(model.journeys[journey].first);
    let results = steps.iter().map(|step| {
        let all = tallies(*step);
        let over = |of: fn(&StepTally) -> f64, by: fn(&StepTally) -> f64| {
            estimate(model, all.iter().map(|tally| (of(tally), by(tally))))
        };
        let of_started = |of: fn(&StepTally) -> f64| {
            let pairs = all.iter().zip(&started).map(|(tally, first)| (of(tally), first.customers as f64));
            estimate(model, pairs)
        };
        StepResult {
            name: model.steps[*step].name.clone(),
            channels: channels(model, *step, &all),
            share: of_started(|tally| tally.customers as f64),
            time: over(|tally| tally.time as f64 / 1e6, |tally| tally.passes as f64),
            wait: over(|tally| tally.wait as f64 / 1e6, |tally| tally.served as f64),
            handling: over(|tally| tally.handling as f64 / 1e6, |tally| tally.served as f64),
            handed_on: over(|tally| tally.handed_on as f64, |tally| tally.served as f64),
            given_up: of_started(|tally| tally.given_up as f64),
            mark: over(|tally| tally.marks as f64 / f64::from(POINT), |tally| tally.marked as f64),
        }
    });
    let results = results.collect();
    let mut routes = Vec::new();
    for (from, step) in steps.iter().enumerate() {
        let all = tallies(*step);
        let passes: u64 = all.iter().map(|tally| tally.passes).sum();
        for (to, next) in steps.iter().enumerate() {
            let went = all.iter().flat_map(|tally| &tally.routes).filter(|(step, _)| step == next);
            let went: u64 = went.map(|(_, count)| count).sum();
            if went > 0 {
                routes.push((from, to, went as f64 / passes as f64));
            }
        }
    }
    Some(JourneyMap { journey: String::new(), steps: results, routes })
}

/// Ties by the order of the file.
fn channels(model: &Model, step: StepId, all: &[StepTally]) -> Vec<(String, f64)> {
    let of_channel = |id: ChannelId| -> u64 {
        let counts = all.iter().flat_map(|tally| &tally.contacts).filter(|(channel, _)| *channel == id);
        counts.map(|(_, count)| count).sum()
    };
    let counts = model.channels.enumerate().map(|(id, channel)| (channel.name.as_str(), of_channel(id)));
    let mut counts: Vec<(&str, u64)> = counts.filter(|(_, count)| *count > 0).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let sum: u64 = counts.iter().map(|(_, count)| count).sum();
    if let StepKind::Contact(contact) = &model.steps[step].kind
        && counts.is_empty()
    {
        return vec![(model.channels[contact.channel].name.clone(), 1.0)];
    }
    counts.into_iter().map(|(name, count)| (name.to_owned(), count as f64 / sum as f64)).collect()
}

/// Channels with a stock or with appointments, week by week.
pub fn years(model: &Model, sample: &Sample) -> Vec<ChannelYear> {
    model.channels.enumerate().filter_map(|(id, _)| year(model, sample, id)).collect()
}

fn year(model: &Model, sample: &Sample, id: ChannelId) -> Option<ChannelYear> {
    let replications: Vec<Vec<(i64, WeekTally)>> =
        sample.replications.iter().map(|replication| replication.weeks.of(id).collect()).collect();
    let n_weeks = replications.first()?.len();
    let all = || replications.iter().flatten();
    // who is passed on brings his slot along, and books none with the team that takes over
    let is_own = !model.channels[id].kind.is_internal();
    let has_access = is_own && all().any(|(_, week)| week.booked > 0);
    let has_stock = all().any(|(_, week)| week.change != 0);
    if !has_access && !has_stock {
        return None;
    }
    let horizon = &model.horizon;
    let by_week = |pair: fn(&(i64, WeekTally)) -> (f64, f64)| -> Vec<Estimate> {
        let of_week = |week: usize| estimate(model, replications.iter().map(|weeks| pair(&weeks[week])));
        (0..n_weeks).map(of_week).collect()
    };
    let first = |week: usize| {
        let day = horizon.counted.start + 7 * week as i64;
        horizon.first.saturating_add(jiff::Span::new().days(day))
    };
    let stock = by_week(|(stock, _)| (*stock as f64, 1.0));
    let access = by_week(|(_, week)| (week.access_days as f64, week.booked as f64));
    Some(ChannelYear {
        channel: model.channels[id].name.clone(),
        weeks: (0..n_weeks).map(first).collect(),
        stock: if has_stock { stock } else { Vec::new() },
        access: if has_access { access } else { Vec::new() },
    })
}

/// The ratio of sums over replications.
fn estimate(model: &Model, pairs: impl Iterator<Item = (f64, f64)>) -> Estimate {
    let (of, by): (Vec<f64>, Vec<f64>) = pairs.unzip();
    interval::ratio(&of, &by, model.study.confidence)
}
