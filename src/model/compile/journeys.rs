//! Journeys: steps with their routes, waits and contacts.

use super::channels::Channels;
use super::queues::Queues;
use super::{cumulative, demand, id_of, purpose};
use crate::id::{ChannelId, Id, IdVec, JourneyId, StepId};
use crate::model::channel::ChannelKind;
use crate::model::horizon::Horizon;
use crate::model::journey::{Contact, DeskQueue, Duration, Journey, Pause, Retry, Route, Step, StepKind};
use crate::random::dist::Distribution;
use crate::random::stream::Purpose;
use crate::scenario::kanaal::{Gedrag, ProbeertOpnieuw};
use crate::scenario::klantreis::{Klantreis, Stap, StapSoort};
use crate::scenario::value::Spreiding;
use crate::scenario::{Benoemd, Scenario};

pub struct Journeys {
    pub journeys: IdVec<JourneyId, Journey>,
    /// Of all journeys, each journey's own in the order of the file.
    pub steps: IdVec<StepId, Step>,
}

pub fn journeys(
    scenario: &Scenario,
    horizon: &Horizon,
    channels: &Channels,
    queues: &mut Queues,
) -> Journeys {
    let (mut journeys, mut steps) = (IdVec::new(), IdVec::new());
    for (name, reis) in &scenario.klantreizen {
        let of_journey = |what: &str| purpose(scenario, &["journey", name, what]);
        let first = StepId::from_index(steps.len());
        let loop_indices = loop_indices(&reis.stappen);
        let id = journeys.push(Journey {
            name: name.clone(),
            demand: demand::demand(scenario, name, reis, horizon, channels),
            first,
            n_loop_steps: loop_indices.iter().flatten().count() as u32,
            segment: of_journey("segment"),
            village: of_journey("village"),
        });
        let mut builder = Steps { scenario, channels, queues, reis, journey: id, first };
        for (stap, loop_index) in reis.stappen.iter().zip(loop_indices) {
            steps.push(builder.step(name, stap, loop_index));
        }
    }
    Journeys { journeys, steps }
}

/// Makes the steps of one journey.
struct Steps<'a, 'q> {
    scenario: &'a Scenario,
    channels: &'a Channels,
    queues: &'a mut Queues<'q>,
    reis: &'a Klantreis,
    journey: JourneyId,
    first: StepId,
}

impl Steps<'_, '_> {
    fn step(&mut self, journey: &str, (name, stap): &(String, Stap), loop_index: Option<u32>) -> Step {
        let scenario = self.scenario;
        let draw = |what: &str| purpose(scenario, &["journey", journey, "step", name, what]);
        let kind = match &stap.soort {
            StapSoort::Contact { kanaal, duur, tijdfactor, gedrag } => {
                StepKind::Contact(self.contact(kanaal, &seconds(duur).scaled(*tijdfactor), gedrag, &draw))
            }
            StapSoort::Wacht { duur }
            | StapSoort::WachtOpKlant { duur }
            | StapSoort::WachtOpPartner { duur, .. } => {
                let cause = match stap.soort {
                    StapSoort::WachtOpKlant { .. } => Pause::Customer,
                    StapSoort::WachtOpPartner { .. } => Pause::Partner,
                    _ => Pause::Time,
                };
                StepKind::Wait { duration: duration(duur), draw: draw("wait"), cause }
            }
            StapSoort::Einde => StepKind::End,
        };
        Step {
            name: name.clone(),
            journey: self.journey,
            kind,
            skip: stap.overslaan,
            skip_draw: draw("skip"),
            route: self.route(&stap.daarna),
            route_draw: draw("route"),
            loop_index,
        }
    }

    fn contact(
        &mut self,
        kanaal: &str,
        service: &Distribution,
        gedrag: &Gedrag,
        draw: &impl Fn(&str) -> Purpose,
    ) -> Contact {
        let id: ChannelId = id_of(&self.scenario.kanalen, kanaal);
        let channel = &self.channels.channels[id];
        let retry =
            gedrag.probeert_opnieuw.as_ref().filter(|retry| retry.kans > 0.0).map(|it| self::retry(it, draw));
        let queued = channel.kind != ChannelKind::SelfService;
        let desks = channel.desks.iter().filter(|_| queued);
        let queues = desks.map(|desk| DeskQueue {
            desk: *desk,
            queues: self.queues.at(*desk, self.journey, retry.is_some()),
        });
        let queues: Vec<DeskQueue> = queues.collect();
        let all = || queues.iter().flat_map(|desk| desk.queues.iter());
        let only_queue = all().next().filter(|first| queues.len() == 1 && all().all(|queue| queue == *first));
        Contact {
            channel: id,
            only_queue: only_queue.copied(),
            service: service.clone(),
            service_draw: draw("service"),
            fixed: channel.identification,
            balk: gedrag.haakt_direct_af,
            balk_draw: draw("balk"),
            patience: seconds(&gedrag.geduld).clone(),
            patience_draw: draw("patience"),
            queues,
            retry,
            assign_draw: draw("assign"),
            reopen_draw: draw("reopen"),
        }
    }

    /// Branches that nobody takes are left out.
    fn route(&self, daarna: &Benoemd<f64>) -> Route {
        let taken: Vec<&(String, f64)> = daarna.iter().filter(|(_, share)| *share > 0.0).collect();
        let step = |name: &str| {
            let index: StepId = id_of(&self.reis.stappen, name);
            StepId(self.first.0 + index.0)
        };
        match &taken[..] {
            [] => Route::End,
            [(name, _)] => Route::To(step(name)),
            _ => {
                let shares: Vec<f64> = taken.iter().map(|(_, share)| *share).collect();
                Route::Branch(
                    cumulative(&shares).into_iter().zip(taken.iter().map(|(name, _)| step(name))).collect(),
                )
            }
        }
    }
}

fn retry(retry: &ProbeertOpnieuw, draw: &impl Fn(&str) -> Purpose) -> Retry {
    Retry {
        chance: retry.kans,
        chance_draw: draw("retry"),
        after: duration(&retry.na),
        after_draw: draw("retry after"),
        keeps_service: retry.onthoudt_duur,
        keeps_patience: retry.onthoudt_geduld,
        keeps_waited: retry.onthoudt_gewacht,
    }
}

fn duration(spreiding: &Spreiding) -> Duration {
    Duration { length: spreiding.verdeling.clone(), working_days: spreiding.werkdagen }
}

fn seconds(spreiding: &Spreiding) -> &Distribution {
    assert!(!spreiding.werkdagen, "handling times and patience are not in working days");
    &spreiding.verdeling
}

/// Numbers the steps that lie on a cycle: only those can be passed more than once.
fn loop_indices(stappen: &Benoemd<Stap>) -> Vec<Option<u32>> {
    let next = |index: usize| {
        let taken = stappen[index].1.daarna.iter().filter(|(_, share)| *share > 0.0);
        taken.map(|(name, _)| id_of::<StepId, _>(stappen, name).index()).collect::<Vec<_>>()
    };
    let mut n_loops = 0;
    let on_cycle = (0..stappen.len()).map(|start| {
        let mut seen = vec![false; stappen.len()];
        let mut ahead = next(start);
        while let Some(step) = ahead.pop() {
            if !std::mem::replace(&mut seen[step], true) {
                ahead.extend(next(step));
            }
        }
        seen[start].then(|| {
            n_loops += 1;
            n_loops - 1
        })
    });
    on_cycle.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::DeskId;
    use crate::model::Model;
    use crate::model::compile::{compile, example};

    fn step<'m>(model: &'m Model, name: &str) -> &'m Step {
        model.steps.iter().find(|step| step.name == name).unwrap()
    }

    #[test]
    fn a_route_leads_to_steps_of_its_own_journey() {
        let model = compile(&example::scenario());
        // vragen is step 0 of its journey and of all; paspoort starts after it
        assert!(matches!(step(&model, "vragen").route, Route::End));
        assert!(matches!(step(&model, "aanvraag").route, Route::To(StepId(2))));
        match &step(&model, "aanmaak").route {
            Route::Branch(ways) => assert_eq!(ways[..], [(0.75, StepId(3)), (1.0, StepId(1))]),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_steps_on_a_cycle_are_counted_when_passed() {
        let model = compile(&example::scenario());
        let places: Vec<Option<u32>> = model.steps.iter().map(|step| step.loop_index).collect();
        assert_eq!(places, [None, Some(0), Some(1), None]);
        assert_eq!(model.journeys[JourneyId(1)].n_loop_steps, 2);
    }

    #[test]
    fn a_branch_that_nobody_takes_is_left_out() {
        let mut scenario = example::scenario();
        scenario.klantreizen[1].1.stappen[1].1.daarna =
            vec![("ophalen".into(), 1.0), ("aanvraag".into(), 0.0)];
        let model = compile(&scenario);
        assert!(matches!(step(&model, "aanmaak").route, Route::To(StepId(3))));
        assert_eq!(model.journeys[JourneyId(1)].n_loop_steps, 0);
    }

    #[test]
    fn a_contact_waits_at_every_desk_of_its_channel() {
        let model = compile(&example::scenario());
        let StepKind::Contact(contact) = &step(&model, "aanvraag").kind else { panic!("a contact") };
        assert_eq!(contact.queues.iter().map(|at| at.desk).collect::<Vec<_>>(), [DeskId(1), DeskId(2)]);
        assert!(contact.retry.is_none());
        let StepKind::Contact(call) = &step(&model, "vragen").kind else { panic!("a contact") };
        assert_eq!((call.retry.as_ref().unwrap().chance, call.service.mean().round()), (0.6, 285.0));
    }

    #[test]
    fn the_time_factor_of_a_step_is_in_its_handling_time() {
        let mut scenario = example::scenario();
        let StapSoort::Contact { tijdfactor, .. } = &mut scenario.klantreizen[0].1.stappen[0].1.soort else {
            panic!()
        };
        *tijdfactor = 2.0;
        let StepKind::Contact(call) = step(&compile(&scenario), "vragen").kind.clone() else { panic!() };
        assert_eq!(call.service.mean().round(), 570.0);
    }

    #[test]
    fn draws_of_different_steps_and_kinds_have_different_names() {
        let model = compile(&example::scenario());
        let mut purposes: Vec<Purpose> =
            model.steps.iter().flat_map(|step| [step.skip_draw, step.route_draw]).collect();
        for journey in model.journeys.iter() {
            purposes.extend([journey.segment, journey.village, journey.demand.gap]);
        }
        let mut unique = purposes.clone();
        unique.sort_by_key(|purpose| format!("{purpose:?}"));
        unique.dedup();
        assert_eq!(unique.len(), purposes.len());
    }
}
