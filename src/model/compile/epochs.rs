//! One model of all that holds on the stretches of days of a scenario.

use std::sync::Arc;

use super::channels::Channels;
use super::staff::Staff;
use super::time::Years;
use super::{Origin, backlog, demand};
use crate::id::{Id, IdVec, JourneyId, PoolId};
use crate::model::demand::Rates;
use crate::model::horizon::Horizon;
use crate::model::plausibility::starts_per_week;
use crate::model::{Epoch, Model, Share};
use crate::scenario::Scenario;
use crate::scenario::maatregel::Maatregel;

/// A stretch of days: its first, the scenarios that hold by their place among all (for those whom no measure with a
/// `deel` reaches first), and whom they reach.
pub struct Stretch {
    from: i64,
    worlds: Vec<usize>,
    reach: Vec<f64>,
}

/// The stretches of a run; one where nothing changes.
pub fn stretches(scenario: &Scenario, worlds: &[&Scenario], horizon: &Horizon) -> Vec<Stretch> {
    if scenario.fasen.is_empty() {
        return vec![Stretch { from: 0, worlds: vec![0], reach: Vec::new() }];
    }
    let place = |world: &Arc<Scenario>| {
        worlds.iter().position(|known| std::ptr::eq(*known, &**world)).expect("every world is known")
    };
    let stretch = |fase: &crate::scenario::Fase| Stretch {
        from: i64::from((fase.vanaf - horizon.first).get_days()),
        worlds: std::iter::once(&fase.scenario).chain(&fase.bereikt).map(place).collect(),
        reach: fase.bereik.clone(),
    };
    scenario.fasen.iter().map(stretch).collect()
}

/// What each journey of the scenario brings on every stretch.
pub fn demands(
    stretches: &[Stretch],
    worlds: &[&Scenario],
    horizon: &Horizon,
    parts: &[(Channels, Staff)],
) -> Vec<Vec<Rates>> {
    let ends = stretches.iter().skip(1).map(|next| next.from).chain([horizon.days.len() as i64]);
    let days: Vec<_> = stretches.iter().zip(ends).map(|(stretch, end)| stretch.from..end).collect();
    let years = Years::of(worlds[0], horizon);
    let of_journey = |journey: usize| {
        let mut all: Vec<Rates> = Vec::new();
        for (stretch, days) in stretches.iter().zip(&days) {
            let world = stretch.worlds[0];
            let (described, channels) = (&worlds[world].klantreizen[journey], &parts[world].0);
            let rates = demand::rates(worlds[world], described, horizon, channels, &years, days.clone());
            let Some(mut rates) = rates else { continue };
            if let Some(before) = all.last().filter(|before| before.shapes == rates.shapes) {
                rates.shapes = before.shapes.clone();
            }
            all.push(rates);
        }
        all
    };
    (0..worlds[0].klantreizen.len()).map(of_journey).collect()
}

/// The model of the first stretch, with the others as its epochs.
pub fn model(
    scenario: &Scenario,
    worlds: &[&Scenario],
    stretches: Vec<Stretch>,
    demands: Vec<Vec<Rates>>,
    mut models: Vec<Model>,
) -> Model {
    let most = |pool: PoolId| models.iter().map(|model| model.pools[pool].most).max().unwrap_or_default();
    let most: IdVec<PoolId, u32> = models[0].pools.ids().map(most).collect();
    let lazy = |queue| models.iter().all(|model| model.queues[queue].lazy_patience);
    let lazy: Vec<bool> = models[0].queues.ids().map(lazy).collect();
    for model in &mut models {
        model.pools.iter_mut().zip(most.iter()).for_each(|(pool, most)| pool.most = *most);
        model.queues.iter_mut().zip(&lazy).for_each(|(queue, lazy)| queue.lazy_patience = *lazy);
    }
    let lies = |world: &Scenario| world.teams.iter().any(|(_, team)| team.achterstand > 0.0);
    if worlds.iter().any(|world| lies(world)) {
        // how much work comes over the whole run says what a week of it is
        let horizon = models[0].horizon.clone();
        let starts: Vec<f64> = demands.iter().map(|rates| starts_per_week(&horizon, rates)).collect();
        for (world, model) in worlds.iter().zip(&mut models).filter(|(world, _)| lies(world)) {
            backlog::backlogs(world, model, &starts);
        }
    }
    let mut start = models[stretches[0].worlds[0]].clone();
    for (id, rates) in demands.into_iter().enumerate() {
        Arc::make_mut(&mut start.journeys[JourneyId::from_index(id)]).demand.rates = rates;
    }
    if scenario.fasen.is_empty() {
        return start;
    }
    let models: Vec<Arc<Model>> = models.into_iter().map(Arc::new).collect();
    let names = scenario.maatregelen.iter().filter(|(_, measure)| measure.deel.is_some());
    // a journey that is part of another has no name of its own in the scenario
    let own_name = |journey: JourneyId| {
        let name = start.journeys[journey].name.as_str();
        let described = scenario.klantreizen.get(journey.index());
        described.map_or(name, |(_, reis)| Origin::new(scenario, name, reis.stroomnaam.as_ref()).name)
    };
    let share = |(name, measure): &(String, Maatregel)| {
        let origin = Origin::new(scenario, name, measure.stroomnaam.as_ref());
        let draws = start.journeys.ids().map(|journey| origin.purpose("measure", &[own_name(journey)]));
        Share { name: name.clone(), draws: draws.collect() }
    };
    start.shares = names.map(share).collect();
    start.epochs = stretches
        .into_iter()
        .map(|Stretch { from, worlds, reach }| Epoch {
            from,
            worlds: worlds.into_iter().map(|world| models[world].clone()).collect(),
            reach,
        })
        .collect();
    start
}
