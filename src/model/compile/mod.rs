//! A checked scenario becomes a model: here Dutch becomes English, names become ids and gaps are gone.
//!
//! Nothing fails here: what can be wrong with a scenario is found by its check. A scenario that was not
//! checked breaks a contract and panics.

mod agenda;
mod backlog;
mod channels;
mod contacts;
mod course;
mod demand;
mod epochs;
mod journeys;
mod measured;
mod norms;
mod places;
mod plan;
mod queues;
mod satisfaction;
mod staff;
mod time;
mod union;

#[cfg(test)]
pub(crate) mod example;

use std::sync::Arc;

use crate::calendar::WeekHours;
use crate::id::{Id, IdVec, QueueId};
use crate::model::Model;
use crate::model::channel::Queue;
use crate::model::horizon::Horizon;
use crate::model::plan::Plan;
use crate::random::stream::Purpose;
use crate::scenario::stroomnaam::Stroomnaam;
use crate::scenario::{Benoemd, Scenario};
use channels::Channels;
use journeys::Journeys;
use queues::Queues;
use staff::Staff;
use union::Union;

/// The model of a scenario without findings.
pub fn compile(scenario: &Scenario) -> Model {
    let worlds = worlds(scenario);
    let union = Union::of(&worlds);
    let horizon = Arc::new(time::horizon(scenario));
    let parts: Vec<(Channels, Staff)> = worlds
        .iter()
        .map(|world| {
            let channels = channels::channels(world, &union);
            let staff = staff::staff(world, &channels.channels, &union);
            (channels, staff)
        })
        .collect();
    let mut queues = Queues::new(&worlds, &parts);
    let judged = worlds[0].tevredenheid.is_some();
    let mut journeys: Vec<Journeys> = Vec::new();
    for (index, (world, (channels, _))) in worlds.iter().zip(&parts).enumerate() {
        queues.turn_to(index);
        let own = journeys::journeys(world, channels, &mut queues, &union, judged);
        journeys.push(match journeys.last() {
            Some(before) => own.share(before),
            None => own,
        });
    }
    journeys::number_loops(&mut journeys);
    let queues: Vec<_> = (0..worlds.len()).map(|index| queues.of(index)).collect();
    let epochs = epochs::stretches(scenario, &worlds, &horizon);
    let demands = epochs::demands(&epochs, &worlds, &horizon, &parts);
    let models = worlds.iter().zip(parts).zip(journeys).zip(queues);
    let models = models.map(|(((world, (channels, staff)), journeys), (queues, levels))| {
        model(world, &horizon, channels, staff, journeys, queues, levels)
    });
    let mut models: Vec<Model> = models.collect();
    of_the_whole(worlds[0], &mut models[0]);
    epochs::model(scenario, &worlds, epochs, demands, models)
}

/// Every scenario that holds on some stretch of days for somebody, each once.
fn worlds(scenario: &Scenario) -> Vec<&Scenario> {
    if scenario.fasen.is_empty() {
        return vec![scenario];
    }
    let mut found: Vec<&Scenario> = Vec::new();
    for fase in &scenario.fasen {
        for world in std::iter::once(&fase.scenario).chain(&fase.bereikt) {
            if !found.iter().any(|known| std::ptr::eq(*known, &**world)) {
                found.push(world);
            }
        }
    }
    found
}

/// What holds in one scenario.
fn model(
    scenario: &Scenario,
    horizon: &Arc<Horizon>,
    channels: Channels,
    staff: Staff,
    journeys: Journeys,
    queues: IdVec<QueueId, Queue>,
    levels: Vec<Vec<Vec<QueueId>>>,
) -> Model {
    let mut pools = staff.pools;
    for (pool, levels) in pools.iter_mut().zip(levels) {
        pool.levels = levels;
    }
    let mut desks = channels.desks;
    if horizon.days.iter().all(|day| !day.closed) {
        desks.iter_mut().for_each(|desk| desk.always_open |= desk.hours == WeekHours::always());
    }
    Model {
        name: scenario.naam.clone(),
        horizon: horizon.clone(),
        villages: places::villages(scenario),
        segments: places::segments(scenario),
        locations: scenario.locaties.iter().map(|(name, _)| name.clone()).collect(),
        pleasant: scenario.locaties.iter().map(|(_, locatie)| locatie.prettig_wachten).collect(),
        channels: channels.channels,
        desks,
        queues,
        teams: staff.teams,
        pools,
        journeys: journeys.journeys,
        steps: journeys.steps,
        astray: journeys.astray,
        norms: IdVec::new(),
        satisfaction: satisfaction::satisfaction(scenario),
        measured: Vec::new(),
        study: norms::study(scenario),
        epochs: Vec::new(),
        shares: Vec::new(),
        plan: Plan::default(),
    }
}

/// What is asked of a run, and what is done in it: once for all its stretches.
fn of_the_whole(scenario: &Scenario, model: &mut Model) {
    let mut norms = norms::norms(scenario, &model.horizon);
    model.measured = measured::measured(scenario, &model.horizon, &mut norms);
    model.norms = norms;
    model.plan = plan::plan(scenario);
}

/// The id of a part by its name.
fn id_of<I: Id, T>(parts: &Benoemd<T>, name: &str) -> I {
    let index = parts.iter().position(|(known, _)| known == name);
    I::from_index(index.unwrap_or_else(|| panic!("the check finds `{name}` when it does not exist")))
}

/// Where the names of a part's draws begin: its predecessor and its name there, else the scenario and its own.
#[derive(Clone, Copy)]
struct Origin<'s> {
    root: &'s str,
    name: &'s str,
}

impl<'s> Origin<'s> {
    fn new(scenario: &'s Scenario, name: &'s str, written: Option<&'s Stroomnaam>) -> Self {
        let own = Self { root: &scenario.stroomnaam, name };
        written.map_or(own, |written| Self { root: &written.wortel, name: &written.naam })
    }

    /// What is drawn for this part.
    fn purpose(self, sort: &str, names: &[&str]) -> Purpose {
        let mut rooted = vec![self.root, sort, self.name];
        rooted.extend(names);
        Purpose::new(&rooted)
    }

    /// What is drawn once for all parts of one root.
    fn shared(self, what: &str) -> Purpose {
        Purpose::new(&[self.root, what])
    }
}

/// Running sums of weights over their total; the last is exactly 1.
fn cumulative(weights: &[f64]) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    assert!(total > 0.0 && total.is_finite(), "shares {weights:?} have a positive sum");
    let mut below = 0.0;
    let mut sums: Vec<f64> = weights
        .iter()
        .map(|weight| {
            below += weight;
            below / total
        })
        .collect();
    // a part of weight 0 at the end must not be reached either
    if let Some(last) = weights.iter().rposition(|weight| *weight > 0.0) {
        sums[last..].fill(1.0);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{ChannelId, TeamId};

    #[test]
    fn every_name_becomes_the_place_of_its_part() {
        let model = compile(&example::scenario());
        assert_eq!(model.channels[ChannelId(0)].name, "telefoon");
        assert_eq!(model.teams[TeamId(1)].name, "burgerzaken");
        assert_eq!((model.villages.len(), model.segments.len(), model.journeys.len()), (2, 2, 2));
    }

    #[test]
    fn shares_run_up_to_exactly_one() {
        assert_eq!(cumulative(&[1.0, 0.0, 3.0, 0.0]), [0.25, 0.25, 1.0, 1.0]);
        assert_eq!(cumulative(&[0.1; 10])[9], 1.0);
    }

    #[test]
    #[should_panic(expected = "the check finds `weg`")]
    fn an_unknown_name_breaks_a_contract() {
        let _: TeamId = id_of(&example::scenario().teams, "weg");
    }
}
