//! Journeys: the steps of the scenario, and those made for them: a contact over each channel that may be taken, a call
//! passed on, a call returned, asking where it is.

use std::sync::Arc;

use super::channels::Channels;
use super::contacts::Contacts;
use super::queues::Queues;
use super::union::Union;
use super::{Origin, course, cumulative, demand, id_of, places as people};
use crate::id::{ChannelId, Id, IdVec, JourneyId, SegmentId, StepId, VillageId};
use crate::model::Village;
use crate::model::journey::{Decision, Duration, Effects, Journey, Pause, Route, Step, StepKind};
use crate::random::dist::Distribution;
use crate::random::stream::Purpose;
use crate::scenario::klantreis::{Klantreis, Stap, StapSoort, is_afwijzing};
use crate::scenario::value::{Duur, Spreiding};
use crate::scenario::{Benoemd, Scenario};

pub struct Journeys {
    /// Those of the scenario in its order, then those that are part of another.
    pub journeys: IdVec<JourneyId, Arc<Journey>>,
    /// Of all journeys, each journey's own in the order of the file.
    pub steps: IdVec<StepId, Arc<Step>>,
    /// Of those who come to each step, the share that went to the wrong desk first.
    pub astray: IdVec<StepId, f64>,
}

impl Journeys {
    /// Keeps the other's journeys and steps where they are the same.
    pub fn share(mut self, other: &Self) -> Self {
        keep_known(self.journeys.iter_mut(), other.journeys.iter());
        keep_known(self.steps.iter_mut(), other.steps.iter());
        self
    }
}

fn keep_known<'a, T: PartialEq + 'a>(
    own: impl Iterator<Item = &'a mut Arc<T>>,
    known: impl Iterator<Item = &'a Arc<T>>,
) {
    for (own, known) in own.zip(known) {
        if own == known {
            own.clone_from(known);
        }
    }
}

/// Changes a part in every scenario; those that share it go on doing so.
fn change_in_all<'a, T: Clone + 'a>(parts: impl Iterator<Item = &'a mut Arc<T>>, change: impl Fn(&mut T)) {
    let mut last: Option<(*const T, Arc<T>)> = None;
    for part in parts {
        let was = Arc::as_ptr(part);
        let known = last.take().filter(|(before, _)| *before == was).map(|(_, changed)| changed);
        let changed = known.unwrap_or_else(|| {
            let mut own = T::clone(part);
            change(&mut own);
            Arc::new(own)
        });
        part.clone_from(&changed);
        last = Some((was, changed));
    }
}

/// Where the steps of one contact over one channel stand.
#[derive(Clone, Copy)]
pub struct Places {
    pub contact: StepId,
    /// Passed on, and called back; where there is a second line.
    pub second: Option<(StepId, StepId)>,
    /// Called back instead of waiting, where that may be offered.
    pub offered: Option<StepId>,
    /// Met by a host before, where there may be one.
    pub reception: Option<StepId>,
}

/// Where the model's steps of one step of the scenario begin: the one that leads to all others comes first.
struct Place {
    entry: StepId,
    via: Vec<Places>,
}

pub fn journeys(
    scenario: &Scenario,
    channels: &Channels,
    queues: &mut Queues,
    union: &Union,
    is_judged: bool,
) -> Journeys {
    let (mut journeys, mut steps, mut astray) = (IdVec::new(), IdVec::new(), IdVec::new());
    let may_offer = |kanaal: &str| channels.calls_of(id_of(&scenario.kanalen, kanaal)).is_some();
    let has_host = |kanaal: &str| channels.reception_of(id_of(&scenario.kanalen, kanaal)).is_some();
    let villages = people::villages(scenario);
    let mut n_hidden = 0;
    for ((name, reis), beside) in scenario.klantreizen.iter().zip(&union.beside) {
        let first = StepId::from_index(steps.len());
        let id = JourneyId::from_index(journeys.len());
        let [asks_in, doubles_in] = beside.map(|it| {
            it.map(|_| {
                n_hidden += 1;
                JourneyId::from_index(scenario.klantreizen.len() + n_hidden - 1)
            })
        });
        let origin = Origin::new(scenario, name, reis.stroomnaam.as_ref());
        let of_journey = |what: &str| origin.purpose("journey", &[what]);
        journeys.push(Arc::new(Journey {
            name: name.clone(),
            demand: demand::none(of_journey("gap")),
            first,
            n_loop_steps: 0,
            segment: of_journey("segment"),
            village: of_journey("village"),
            segments: people::from_segments(scenario, reis),
            villages: people::from_villages(scenario, reis),
            course: course::course(scenario, name, reis, (asks_in, doubles_in), is_judged),
            part_of: None,
        }));
        let mut builder = Builder {
            scenario,
            origin,
            reis,
            journey: id,
            places: places(reis, first, &may_offer, &has_host),
            villages: &villages,
        };
        builder.build(channels, queues, &mut steps, &mut astray);
    }
    for (index, (name, reis)) in scenario.klantreizen.iter().enumerate() {
        let counts_for = JourneyId::from_index(index);
        let origin = Origin::new(scenario, name, reis.stroomnaam.as_ref());
        for (own, known) in course::beside(reis).into_iter().zip(&union.beside[index]) {
            // where nobody does so now, it stands as it is when they do
            let Some(beside) = own.or(*known) else { continue };
            let first = StepId::from_index(steps.len());
            let title = format!("{name} ({})", beside.title);
            let draw = |what: &str| origin.purpose("journey", &[beside.what, what]);
            let id = journeys.push(Arc::new(Journey {
                name: title.clone(),
                demand: demand::none(draw("gap")),
                first,
                n_loop_steps: 0,
                segment: draw("segment"),
                village: draw("village"),
                segments: people::from_segments(scenario, reis),
                villages: people::from_villages(scenario, reis),
                course: None,
                part_of: Some(counts_for),
            }));
            let own = Places { contact: first, second: None, offered: None, reception: None };
            let mut contacts = Contacts {
                scenario,
                channels,
                queues: &mut *queues,
                villages: &villages,
                journey: counts_for,
            };
            let kind = contacts.contact(beside.kanaal, beside.contact, own, None, &draw);
            let step = step(&title, id, StepKind::Contact(kind), Route::End, first, &draw);
            steps.push(Arc::new(Step { counts_for, ..step }));
            astray.push(contacts.astray(beside.kanaal, beside.contact, own));
        }
    }
    Journeys { journeys, steps, astray }
}

/// Numbers the steps that can be passed more than once in any of the scenarios, in all alike.
pub fn number_loops(worlds: &mut [Journeys]) {
    let ways = |step: StepId| worlds.iter().flat_map(|world| ways_on(&world.steps[step])).collect();
    let loops = loop_indices(&worlds[0].steps, &ways);
    let mut most: IdVec<JourneyId, u32> = worlds[0].journeys.iter().map(|_| 0).collect();
    for (id, index) in worlds[0].steps.ids().zip(&loops) {
        let Some(index) = index else { continue };
        change_in_all(worlds.iter_mut().map(|world| &mut world.steps[id]), |step| {
            step.loop_place = index + 1
        });
        let most = &mut most[worlds[0].steps[id].journey];
        *most = (*most).max(index + 1);
    }
    for (id, most) in most.enumerate().filter(|(_, most)| **most > 0) {
        let journeys = worlds.iter_mut().map(|world| &mut world.journeys[id]);
        change_in_all(journeys, |journey| journey.n_loop_steps = *most);
    }
}

/// Where the model's steps of each step of a journey stand.
fn places(
    reis: &Klantreis,
    first: StepId,
    may_offer: &impl Fn(&str) -> bool,
    has_host: &impl Fn(&str) -> bool,
) -> Vec<Place> {
    let mut next = first.0;
    let mut take = || {
        next += 1;
        StepId(next - 1)
    };
    let place = |(_, stap): &(String, Stap)| {
        let StapSoort::Contact { passend, via } = &stap.soort else {
            return Place { entry: take(), via: Vec::new() };
        };
        let choice = passend.then(&mut take);
        let via: Vec<Places> = via
            .iter()
            .map(|(kanaal, contact)| Places {
                contact: take(),
                second: contact.achterwacht.is_some().then(|| (take(), take())),
                offered: may_offer(kanaal).then(&mut take),
                reception: has_host(kanaal).then(&mut take),
            })
            .collect();
        Place { entry: choice.unwrap_or(via[0].contact), via }
    };
    reis.stappen.iter().map(place).collect()
}

/// Makes the steps of one journey.
struct Builder<'a> {
    scenario: &'a Scenario,
    origin: Origin<'a>,
    reis: &'a Klantreis,
    journey: JourneyId,
    places: Vec<Place>,
    villages: &'a IdVec<VillageId, Village>,
}

impl Builder<'_> {
    fn contacts<'c, 'q>(&'c self, channels: &'c Channels, queues: &'c mut Queues<'q>) -> Contacts<'c, 'q> {
        let Self { scenario, villages, journey, .. } = *self;
        Contacts { scenario, channels, queues, villages, journey }
    }

    fn build(
        &mut self,
        channels: &Channels,
        queues: &mut Queues,
        steps: &mut IdVec<StepId, Arc<Step>>,
        astray: &mut IdVec<StepId, f64>,
    ) {
        for index in 0..self.places.len() {
            for step in self.steps(index, channels, queues) {
                steps.push(Arc::new(step));
                astray.push(0.0);
            }
            let contacts = self.contacts(channels, queues);
            if let StapSoort::Contact { via, .. } = &self.reis.stappen[index].1.soort {
                for ((kanaal, contact), places) in via.iter().zip(&self.places[index].via) {
                    astray[places.contact] = contacts.astray(kanaal, contact, *places);
                }
            }
        }
    }

    /// The model's steps of one step of the scenario.
    fn steps(&self, index: usize, channels: &Channels, queues: &mut Queues) -> Vec<Step> {
        let (name, stap) = &self.reis.stappen[index];
        let place = &self.places[index];
        let draw = |what: &str| self.origin.purpose("journey", &["step", name, what]);
        let route = self.route(&stap.daarna);
        let finish = |step: Step| Step {
            skip: stap.overslaan,
            finds: stap.vindt_fout,
            effects: self.effects(stap, &draw),
            promise: stap.belofte.map(fixed),
            ..step
        };
        let wait =
            |duur: &Spreiding, cause| StepKind::Wait { duration: duration(duur), draw: draw("wait"), cause };
        let mut contacts = self.contacts(channels, queues);
        let kind = match &stap.soort {
            StapSoort::Contact { passend, via } => {
                return self.contact_steps(
                    &mut contacts,
                    name,
                    stap,
                    *passend,
                    via,
                    place,
                    &route,
                    &draw,
                    finish,
                );
            }
            StapSoort::Werk { team, duur, tijdfactor, per, bejegening, onvolledig: _ } => {
                let service = seconds(duur).scaled(*tijdfactor);
                let contact = contacts.work(team, &service, *per, *bejegening, &draw);
                StepKind::Contact(contact)
            }
            StapSoort::Bericht { .. } => StepKind::Tell { is_progress: self.goes_on(&stap.daarna) },
            StapSoort::Wacht { duur } => wait(duur, Pause::Time),
            StapSoort::WachtOpKlant { duur } => wait(duur, Pause::Customer),
            StapSoort::WachtOpPartner { duur, .. } => wait(duur, Pause::Partner),
            StapSoort::Einde => StepKind::End,
        };
        vec![finish(step(name, self.journey, kind, route, place.entry, &draw))]
    }

    #[expect(clippy::too_many_arguments, reason = "all that one step of the scenario is")]
    fn contact_steps(
        &self,
        contacts: &mut Contacts,
        name: &str,
        stap: &Stap,
        is_choice: bool,
        via: &Benoemd<crate::scenario::klantreis::Contact>,
        place: &Place,
        route: &Route,
        draw: &impl Fn(&str) -> Purpose,
        finish: impl Fn(Step) -> Step,
    ) -> Vec<Step> {
        let mut made = Vec::new();
        let ways: Vec<(&str, StepId)> = via
            .iter()
            .zip(&place.via)
            .map(|((channel, _), places)| (channel.as_str(), places.contact))
            .collect();
        if is_choice {
            let kind = StepKind::Choose(contacts.choices(self.reis, via, &ways));
            let choice = step(name, self.journey, kind, Route::End, place.entry, draw);
            made.push(Step { skip: stap.overslaan, finds: stap.vindt_fout, route: route.clone(), ..choice });
        }
        for ((channel, contact), places) in via.iter().zip(&place.via) {
            // a contact that may be over several channels draws apart in each
            let (_, described) =
                &self.scenario.kanalen[id_of::<ChannelId, _>(&self.scenario.kanalen, channel).index()];
            let own = Origin::new(self.scenario, channel, described.stroomnaam.as_ref()).name;
            let draw = |what: &str| match is_choice {
                true => draw(&format!("{own} {what}")),
                false => draw(what),
            };
            let others = is_choice.then(|| contacts.others(self.reis, channel, via, &ways));
            let kind = StepKind::Contact(contacts.contact(channel, contact, *places, others, &draw));
            let own = finish(step(name, self.journey, kind, route.clone(), places.contact, &draw));
            // whoever chose a channel did not skip the step
            made.push(Step { skip: if is_choice { 0.0 } else { own.skip }, ..own });
            let (second, offered) = (places.second, places.offered);
            let offered = offered.map(|id| {
                let draw = |part: &str| draw(&format!("terugbelaanbod {part}"));
                let kind = StepKind::Contact(contacts.offered(channel, contact, *places, &draw));
                let title = format!("{name} (teruggebeld in plaats van wachten)");
                let step = finish(step(&title, self.journey, kind, route.clone(), places.contact, &draw));
                debug_assert!(id != places.contact);
                Step { skip: 0.0, ..step }
            });
            let reception = places.reception.map(|_| {
                let kind = StepKind::Contact(contacts.reception(channel, contact, &draw));
                let title = format!("{name} (ontvangst)");
                let draw = |part: &str| draw(&format!("ontvangst {part}"));
                step(&title, self.journey, kind, Route::End, places.contact, &draw)
            });
            let Some((transfer, call_back)) = second else {
                made.extend(offered.into_iter().chain(reception));
                continue;
            };
            let team = contact.achterwacht.as_ref().expect("a second line has a team");
            for (id, what, is_transfer) in
                [(transfer, "doorverbonden", true), (call_back, "teruggebeld", false)]
            {
                let draw = |part: &str| draw(&format!("{what} {part}"));
                let kind = StepKind::Contact(contacts.second_line(
                    channel,
                    contact,
                    *places,
                    team,
                    is_transfer,
                    &draw,
                ));
                let title = format!("{name} ({what})");
                let mut step = finish(step(&title, self.journey, kind, route.clone(), places.contact, &draw));
                step.skip = 0.0;
                debug_assert!(id != places.contact);
                made.push(step);
            }
            made.extend(offered.into_iter().chain(reception));
        }
        made
    }

    fn effects(&self, stap: &Stap, draw: &impl Fn(&str) -> Purpose) -> Option<Box<Effects>> {
        let (is_message, unclear) = match &stap.soort {
            StapSoort::Bericht { onbegrepen, .. } => (true, *onbegrepen),
            _ => (false, 0.0),
        };
        if stap.uitkomst.is_empty() && stap.leidt_tot.is_empty() && !is_message {
            return None;
        }
        let shares: Vec<f64> = stap.uitkomst.iter().map(|(_, share)| *share).collect();
        let edges = if shares.is_empty() { Vec::new() } else { cumulative(&shares) };
        let outcomes = stap.uitkomst.iter().zip(edges).map(|((name, _), cumulative)| Decision {
            name: name.clone(),
            cumulative,
            is_refusal: is_afwijzing(name),
        });
        let journey = |name: &str| -> JourneyId { id_of(&self.scenario.klantreizen, name) };
        Some(Box::new(Effects {
            draw: draw("effects"),
            outcomes: outcomes.collect(),
            explained: stap.afwijzing.uitleg,
            alternative: stap.afwijzing.alternatief,
            called: stap.afwijzing.belt_vooraf.aandeel,
            call: stap.afwijzing.belt_vooraf.duur,
            unclear,
            leads_to: stap.leidt_tot.iter().map(|(name, mean)| (journey(name), *mean)).collect(),
        }))
    }

    /// Whether a step is always followed by another.
    fn goes_on(&self, daarna: &Benoemd<f64>) -> bool {
        let mut taken = daarna.iter().filter(|(_, share)| *share > 0.0).peekable();
        let ends = |name: &str| {
            let step = self.reis.stappen.iter().find(|(other, _)| other == name);
            step.is_some_and(|(_, stap)| matches!(stap.soort, StapSoort::Einde))
        };
        taken.peek().is_some() && !taken.any(|(name, _)| ends(name))
    }

    /// Branches that nobody takes are left out.
    fn route(&self, daarna: &Benoemd<f64>) -> Route {
        let taken = daarna.iter().filter(|(_, share)| *share > 0.0);
        let step = |name: &str| {
            let index: StepId = id_of(&self.reis.stappen, name);
            self.places[index.index()].entry
        };
        branches(taken.map(|(name, share)| (step(name), *share)).collect())
    }
}

/// The way on by weights, all positive.
pub fn branches(ways: Vec<(StepId, f64)>) -> Route {
    match &ways[..] {
        [] => Route::End,
        [(only, _)] => Route::To(*only),
        _ => {
            let weights: Vec<f64> = ways.iter().map(|(_, weight)| *weight).collect();
            Route::Branch(cumulative(&weights).into_iter().zip(ways.iter().map(|(step, _)| *step)).collect())
        }
    }
}

/// A step without skips, effects or loops.
fn step(
    name: &str,
    journey: JourneyId,
    kind: StepKind,
    route: Route,
    origin: StepId,
    draw: &impl Fn(&str) -> Purpose,
) -> Step {
    Step {
        name: name.to_owned(),
        journey,
        counts_for: journey,
        kind,
        skip: 0.0,
        skip_draw: draw("skip"),
        finds: 0.0,
        route,
        route_draw: draw("route"),
        loop_place: 0,
        effects: None,
        promise: None,
        origin,
    }
}

pub fn duration(spreiding: &Spreiding) -> Duration {
    Duration { length: spreiding.verdeling.clone(), working_days: spreiding.werkdagen }
}

/// A length that does not vary.
pub fn fixed(duur: Duur) -> Duration {
    Duration { length: Distribution::Fixed(duur.maat()), working_days: duur.is_werkdagen() }
}

pub fn seconds(spreiding: &Spreiding) -> &Distribution {
    assert!(!spreiding.werkdagen, "handling times and patience are not in working days");
    &spreiding.verdeling
}

/// Where a customer may go from a step, other than to its end.
fn ways_on(step: &Step) -> Vec<StepId> {
    let of_route = |route: &Route| match route {
        Route::End => Vec::new(),
        Route::To(step) => vec![*step],
        Route::Branch(ways) => ways.iter().map(|(_, step)| *step).collect(),
    };
    let mut ways = of_route(&step.route);
    match &step.kind {
        StepKind::Choose(routes) => ways.extend(routes.iter().flat_map(of_route)),
        StepKind::Contact(contact) => {
            ways.extend(contact.offer.iter().map(|offer| offer.step));
            ways.extend(contact.closed_down.iter().flat_map(|it| it.digitally.iter().flatten()));
            let Some(fate) = &contact.fate else { return ways };
            if fate.comes_back > 0.0 {
                ways.push(step.origin);
            }
            ways.extend(fate.second_line.iter().flat_map(|second| [second.transfer, second.call_back]));
            let own = fate.self_service.iter().flat_map(|own| own.elsewhere.iter().flatten());
            ways.extend(own);
        }
        _ => {}
    }
    ways
}

/// Numbers, within each journey, the steps that lie on a cycle: only those can be passed more than once.
fn loop_indices(steps: &IdVec<StepId, Arc<Step>>, ways: &dyn Fn(StepId) -> Vec<StepId>) -> Vec<Option<u32>> {
    let ways: IdVec<StepId, Vec<StepId>> = steps.ids().map(ways).collect();
    let mut n_loops: IdVec<JourneyId, u32> = IdVec::new();
    let on_cycle = steps.enumerate().map(|(start, described)| {
        while n_loops.len() <= described.journey.index() {
            n_loops.push(0);
        }
        let mut seen = std::collections::BTreeSet::new();
        let mut ahead = ways[start].clone();
        while let Some(step) = ahead.pop() {
            if seen.insert(step) {
                ahead.extend(&ways[step]);
            }
        }
        seen.contains(&start).then(|| {
            let count = &mut n_loops[described.journey];
            *count += 1;
            *count - 1
        })
    });
    on_cycle.collect()
}

/// A table by segment.
pub fn by_segment<T>(scenario: &Scenario, of: impl Fn(usize) -> T) -> IdVec<SegmentId, T> {
    (0..scenario.doelgroepen.len().max(1)).map(of).collect()
}
