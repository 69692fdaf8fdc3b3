//! Villages and segments: who the customers are and where they live.

use super::{cumulative, id_of};
use crate::id::{IdVec, LocationId, SegmentId, VillageId};
use crate::model::{Segment, Village};
use crate::scenario::Scenario;
use crate::scenario::doelgroep::Voorrang;
use crate::time::Span;

/// Name of the one village or segment of a scenario without any.
pub const EVERYBODY: &str = "iedereen";

/// The kernen by their share of the inhabitants; without kernen everybody lives next door to every location.
pub fn villages(scenario: &Scenario) -> IdVec<VillageId, Village> {
    let here = vec![Span::ZERO; scenario.locaties.len()];
    if scenario.kernen.is_empty() {
        let name = EVERYBODY.to_owned();
        let everybody = Village { name, groups: Vec::new(), cumulative: 1.0, travel: here.into() };
        return vec![everybody].into();
    }
    let inhabitants: Vec<f64> = scenario.kernen.iter().map(|(_, kern)| kern.inwoners).collect();
    let villages = scenario.kernen.iter().zip(cumulative(&inhabitants)).map(|((name, kern), cumulative)| {
        let mut travel: IdVec<LocationId, Span> = vec![Span::MAX; scenario.locaties.len()].into();
        for (location, time) in &kern.reistijd {
            travel[id_of(&scenario.locaties, location)] = *time;
        }
        Village { name: name.clone(), groups: kern.groep.clone(), cumulative, travel }
    });
    villages.collect()
}

/// The doelgroepen by their share of started journeys, `vraag` taken in.
pub fn segments(scenario: &Scenario) -> IdVec<SegmentId, Segment> {
    if scenario.doelgroepen.is_empty() {
        let everybody =
            Segment { name: EVERYBODY.to_owned(), cumulative: 1.0, patience: 1.0, bus: 0.0, bus_factor: 1.0 };
        return vec![everybody].into();
    }
    let weights: Vec<f64> =
        scenario.doelgroepen.iter().map(|(_, group)| group.aandeel * group.vraag).collect();
    let named = scenario.doelgroepen.iter().zip(cumulative(&weights));
    named
        .map(|((name, group), cumulative)| Segment {
            name: name.clone(),
            cumulative,
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

/// Inhabitants of all kernen, or of the scenario as a whole.
pub fn inhabitants(scenario: &Scenario) -> Option<f64> {
    match scenario.kernen.is_empty() {
        true => scenario.inwoners,
        false => Some(scenario.kernen.iter().map(|(_, kern)| kern.inwoners).sum()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compile::example;

    #[test]
    fn a_location_that_a_village_does_not_name_is_out_of_reach() {
        let villages = villages(&example::scenario());
        assert_eq!((villages[VillageId(0)].cumulative, villages[VillageId(1)].cumulative), (0.25, 1.0));
        let travel = &villages[VillageId(0)].travel;
        assert_eq!((travel[LocationId(0)], travel[LocationId(1)]), (Span(14 * Span::MINUTE.0), Span::MAX));
    }

    #[test]
    fn demand_of_a_segment_redistributes_the_shares() {
        // 90% at 1 and 10% at 4: 0.9 of 1.3
        let segments = segments(&example::scenario());
        assert!((segments[SegmentId(0)].cumulative - 0.9 / 1.3).abs() < 1e-12);
        assert_eq!((segments[SegmentId(1)].cumulative, segments[SegmentId(1)].patience), (1.0, 1.3));
    }

    #[test]
    fn without_villages_and_segments_there_is_one_of_each() {
        let mut scenario = example::scenario();
        scenario.kernen.clear();
        scenario.doelgroepen.clear();
        let villages = villages(&scenario);
        assert_eq!((villages.len(), villages[VillageId(0)].travel[LocationId(1)]), (1, Span::ZERO));
        assert_eq!((segments(&scenario).len(), inhabitants(&scenario)), (1, Some(20_000.0)));
    }
}
