//! Villages and segments: who the customers are and where they live.

use super::{cumulative, id_of};
use crate::id::{Id, IdVec, LocationId, SegmentId, VillageId};
use crate::model::intake::Intake;
use crate::model::{Segment, Village};
use crate::scenario::doelgroep::Voorrang;
use crate::scenario::klantreis::Klantreis;
use crate::scenario::{Benoemd, Scenario};
use crate::time::Span;

/// Name of the one village or segment of a scenario without any.
pub const EVERYBODY: &str = "iedereen";

/// The kernen; without any everybody lives next door to every location.
pub fn villages(scenario: &Scenario) -> IdVec<VillageId, Village> {
    let here = vec![Span::ZERO; scenario.locaties.len()];
    if scenario.kernen.is_empty() {
        let name = EVERYBODY.to_owned();
        let everybody = Village { name, groups: Vec::new(), inhabitants: 1.0, travel: here.into() };
        return vec![everybody].into();
    }
    let villages = scenario.kernen.iter().map(|(name, kern)| {
        let mut travel: IdVec<LocationId, Span> = vec![Span::MAX; scenario.locaties.len()].into();
        for (location, time) in &kern.reistijd {
            travel[id_of(&scenario.locaties, location)] = *time;
        }
        Village { name: name.clone(), groups: kern.groep.clone(), inhabitants: kern.inwoners, travel }
    });
    villages.collect()
}

/// The doelgroepen; without any there is one.
pub fn segments(scenario: &Scenario) -> IdVec<SegmentId, Segment> {
    if scenario.doelgroepen.is_empty() {
        let everybody =
            Segment { name: EVERYBODY.to_owned(), share: 1.0, patience: 1.0, bus: 0.0, bus_factor: 1.0 };
        return vec![everybody].into();
    }
    scenario
        .doelgroepen
        .iter()
        .map(|(name, group)| Segment {
            name: name.clone(),
            share: group.aandeel,
            patience: group.geduld,
            bus: group.ov,
            bus_factor: scenario.gedrag.ov_factor,
        })
        .collect()
}

/// Priority of each segment, at least as many as [`segments`].
pub fn priorities(scenario: &Scenario) -> IdVec<SegmentId, Voorrang> {
    if scenario.doelgroepen.is_empty() {
        return vec![Voorrang::Gewoon].into();
    }
    scenario.doelgroepen.iter().map(|(_, group)| group.voorrang).collect()
}

/// Where the customers of a journey live: its kernen by their inhabitants.
pub fn from_villages(scenario: &Scenario, reis: &Klantreis) -> Intake<VillageId> {
    intake(&scenario.kernen, reis.kernen.as_deref(), |kern| kern.inwoners)
}

/// Who the customers of a journey are: its doelgroepen by their share of started journeys, `vraag` taken in.
pub fn from_segments(scenario: &Scenario, reis: &Klantreis) -> Intake<SegmentId> {
    intake(&scenario.doelgroepen, reis.doelgroepen.as_deref(), |group| group.aandeel * group.vraag)
}

fn intake<I: Id, T>(parts: &Benoemd<T>, chosen: Option<&[String]>, weight: impl Fn(&T) -> f64) -> Intake<I> {
    if parts.is_empty() {
        return Intake::new(vec![I::from_index(0)], vec![1.0]);
    }
    let is_chosen = |name: &String| chosen.is_none_or(|chosen| chosen.contains(name));
    let taken = parts.iter().enumerate().filter(|(_, (name, _))| is_chosen(name));
    let (ids, weights): (Vec<I>, Vec<f64>) =
        taken.map(|(index, (_, part))| (I::from_index(index), weight(part))).unzip();
    // where nobody is counted, nobody counts for more than another
    let is_counted = weights.iter().any(|weight| *weight > 0.0);
    let weights = if is_counted { weights } else { vec![1.0; ids.len()] };
    let cumulative = cumulative(&weights);
    Intake::new(ids, cumulative)
}

/// Inhabitants of the kernen of a journey, or of the scenario as a whole.
pub fn inhabitants(scenario: &Scenario, reis: &Klantreis) -> Option<f64> {
    if scenario.kernen.is_empty() {
        return scenario.inwoners;
    }
    let is_chosen = |name: &String| reis.kernen.as_ref().is_none_or(|chosen| chosen.contains(name));
    let chosen = scenario.kernen.iter().filter(|(name, _)| is_chosen(name));
    Some(chosen.map(|(_, kern)| kern.inwoners).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compile::example;

    #[test]
    fn a_location_that_a_village_does_not_name_is_out_of_reach() {
        let villages = villages(&example::scenario());
        let travel = &villages[VillageId(0)].travel;
        assert_eq!((travel[LocationId(0)], travel[LocationId(1)]), (Span(14 * Span::MINUTE.0), Span::MAX));
    }

    #[test]
    fn demand_of_a_segment_redistributes_the_shares() {
        // 90% at 1 and 10% at 4: 0.9 of 1.3
        let scenario = example::scenario();
        let shares: Vec<_> = from_segments(&scenario, &scenario.klantreizen[0].1).shares().collect();
        assert!((shares[0].1 - 0.9 / 1.3).abs() < 1e-12 && shares[1].0 == SegmentId(1));
    }

    #[test]
    fn a_journey_draws_its_customers_from_its_own_kernen() {
        let mut scenario = example::scenario();
        let of = |scenario: &Scenario| -> Vec<_> {
            from_villages(scenario, &scenario.klantreizen[0].1).shares().collect()
        };
        assert_eq!(of(&scenario), [(VillageId(0), 0.25), (VillageId(1), 0.75)]);
        scenario.klantreizen[0].1.kernen = Some(vec!["Groot".to_owned()]);
        assert_eq!(of(&scenario), [(VillageId(1), 1.0)]);
        assert_eq!(inhabitants(&scenario, &scenario.klantreizen[0].1), Some(15_000.0));
    }

    #[test]
    fn without_villages_and_segments_there_is_one_of_each() {
        let mut scenario = example::scenario();
        scenario.kernen.clear();
        scenario.doelgroepen.clear();
        let villages = villages(&scenario);
        assert_eq!((villages.len(), villages[VillageId(0)].travel[LocationId(1)]), (1, Span::ZERO));
        let inhabitants = inhabitants(&scenario, &scenario.klantreizen[0].1);
        assert_eq!((segments(&scenario).len(), inhabitants), (1, Some(20_000.0)));
    }
}
