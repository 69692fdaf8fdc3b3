//! Nothing is lost and nothing is counted twice, tried on random small towns with everything a service has.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use crate::choices::Choices;
use crate::log::{Log, model};
use crate::played::{Law, hold};
use crate::replay::{Replay, stays};
use crate::service::service;
use klantreis::id::{JourneyId, StepId};
use klantreis::model::Model;
use klantreis::model::channel::ChannelKind;
use klantreis::model::satisfaction::{Judgement, POINT};
use klantreis::random::stream::Streams;
use klantreis::sim::record::{After, Close, Ending, Observer, StaffHour, Trip, Visit};
use klantreis::sim::run;
use klantreis::time::{Span, Time};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

/// One run of one town, with the marks that are given.
#[derive(Default)]
struct Played {
    log: Log,
    contacts: Vec<(Visit, Judgement)>,
    journeys: Vec<(Trip, Judgement)>,
}

impl Observer for Played {
    fn visit(&mut self, visit: &Visit) {
        self.log.visit(visit);
    }

    fn trip(&mut self, trip: &Trip) {
        self.log.trip(trip);
    }

    fn staff_hour(&mut self, hour: &StaffHour) {
        self.log.staff_hour(hour);
    }

    fn contact_marked(&mut self, visit: &Visit, judgement: &Judgement) {
        self.contacts.push((*visit, *judgement));
    }

    fn trip_marked(&mut self, trip: &Trip, judgement: &Judgement) {
        self.journeys.push((*trip, *judgement));
    }
}

/// Tries a law on always the same towns; a failure shows the smallest town found.
fn law(cases: u32, with_chat: bool, check: impl Fn(&Model, &Played) -> Law) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let numbers = proptest::collection::vec(proptest::num::u16::ANY, 100);
    let result = TestRunner::new_with_rng(config, rng).run(&numbers, |numbers| {
        let text = service(&mut Choices::new(&numbers), with_chat);
        let model = model(&text);
        let mut played = Played::default();
        run(&model, Streams::new(model.study.seed, 0), &mut played);
        check(&model, &played).map_err(|broken| TestCaseError::fail(format!("{broken}\n{text}")))
    });
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, _)) => panic!("{reason}"),
        Err(other) => panic!("{other}"),
    }
}

/// The journey whose step this is; that of a question where a case is stands apart from the case.
fn journey_of(model: &Model, step: StepId) -> JourneyId {
    model.steps[step].journey
}

fn by_customer(model: &Model, visits: &[Visit]) -> BTreeMap<(JourneyId, u32), Vec<Visit>> {
    let mut customers: BTreeMap<(JourneyId, u32), Vec<Visit>> = BTreeMap::new();
    for visit in visits {
        customers.entry((journey_of(model, visit.step), visit.ordinal)).or_default().push(*visit);
    }
    customers
}

/// Ordinals from here on belong to journeys that follow from others.
const CONSEQUENCE: u32 = 1 << 31;

#[test]
fn every_journey_ends_once_and_every_contact_has_one_outcome() {
    let (seen, met) = (Cell::new([0_u32; 4]), Cell::new(0));
    law(150, true, |model, played| {
        let mut trips = BTreeMap::new();
        for trip in &played.log.trips {
            hold!(trips.insert((trip.journey, trip.ordinal), *trip).is_none(), "ends twice: {trip:?}");
        }
        for journey in model.journeys.ids() {
            let own = trips.keys().filter(|(of, ordinal)| *of == journey && *ordinal < CONSEQUENCE);
            let ordinals: Vec<u32> = own.map(|(_, ordinal)| *ordinal).collect();
            hold!(
                ordinals.iter().copied().eq(0..ordinals.len() as u32),
                "{journey:?} lost somebody: {ordinals:?}"
            );
        }
        let mut names = BTreeSet::new();
        for visit in &played.log.visits {
            let name = (visit.step, visit.ordinal, visit.pass, visit.attempt);
            hold!(names.insert(name), "two outcomes of one contact: {visit:?}");
            let kind = model.channels[visit.channel].kind;
            hold!(may_end(kind, visit.ending), "{kind:?} ends with {:?}", visit.ending);
            hold!(visit.after == After::Done || visit.ending == Ending::Served, "{visit:?}");
        }
        for (customer, visits) in by_customer(model, &played.log.visits) {
            let Some(trip) = trips.get(&customer) else { return Err(format!("{customer:?} has no trip")) };
            one_walk(model, trip, &visits, &met)?;
            let mut counts = seen.get();
            counts[0] += u32::from(visits.iter().any(|visit| visit.after == After::PassedOn));
            counts[1] += u32::from(visits.iter().any(|visit| visit.after == After::CallBack));
            counts[2] += u32::from(visits.iter().any(|visit| visit.after == After::Failed));
            counts[3] += u32::from(visits.iter().any(|visit| visit.ending == Ending::NoShow));
            seen.set(counts);
        }
        Ok(())
    });
    assert!(seen.get().iter().all(|count| *count > 100), "too weak: {:?}", seen.get());
    assert!(met.get() > 100, "too weak: hosts met {}", met.get());
}

/// Outcomes that make sense for a kind of channel.
fn may_end(kind: ChannelKind, ending: Ending) -> bool {
    use Ending::*;
    let endings: &[Ending] = match kind {
        ChannelKind::SelfService => &[Served, Blocked, StillOpen],
        ChannelKind::Session => &[Served, AgendaFull, StillOpen],
        ChannelKind::Call => &[Served, Abandoned, Balked, Blocked, ClosedOut, StillOpen],
        ChannelKind::WalkIn => &[Served, Abandoned, Balked, ClosedOut, StillOpen],
        ChannelKind::Appointment => &[Served, Abandoned, Balked, ClosedOut, NoShow, AgendaFull, StillOpen],
        ChannelKind::Message => &[Served, Unanswered, StillOpen],
        ChannelKind::Transfer => &[Served, Abandoned, StillOpen],
        ChannelKind::Reception => &[Served, Abandoned, ClosedOut, StillOpen],
        ChannelKind::CallBack | ChannelKind::Work => &[Served, StillOpen],
    };
    endings.contains(&ending)
}

/// The contacts of one customer follow each other within his journey, which ends as the last of them says.
fn one_walk(model: &Model, trip: &Trip, visits: &[Visit], met: &Cell<u32>) -> Law {
    let mut now = trip.started;
    let mut contacts = 0;
    for (index, visit) in visits.iter().enumerate() {
        let ended = visit.queued + visit.wait + visit.handling;
        hold!(now <= visit.queued && ended <= trip.ended, "{visit:?} stands apart from {trip:?}");
        hold!(visit.wait >= Span::ZERO && visit.handling >= Span::ZERO, "time goes back: {visit:?}");
        now = ended;
        let next = visits.get(index + 1);
        let next_kind = next.map(|next| model.channels[next.channel].kind);
        let is_contact = model.channels[visit.channel].kind != ChannelKind::Work;
        let origin = model.steps[visit.step].origin;
        let is_met = model.channels[visit.channel].kind == ChannelKind::Reception;
        match (visit.ending, visit.after) {
            (ending, _) if is_met && ending != Ending::StillOpen => {
                let goes_on = |next: &Visit| {
                    let as_before = next.ending == ending && next.wait == Span::ZERO;
                    next.queued == ended && next.step == origin && (ending == Ending::Served || as_before)
                };
                hold!(next.is_some_and(goes_on), "left at the door: {visit:?}");
                met.set(met.get() + 1);
            }
            (Ending::Served, After::Done) => contacts += u32::from(is_contact),
            (Ending::Served, After::PassedOn) => {
                let carries_on =
                    next.is_some_and(|next| next.queued == ended && model.steps[next.step].origin == origin);
                hold!(
                    carries_on && next_kind == Some(ChannelKind::Transfer),
                    "passed on to nobody: {visit:?}"
                );
            }
            (Ending::Served, After::CallBack) => {
                // whoever finds out that nobody calls may come again by himself
                contacts += u32::from(next.is_some() && next_kind != Some(ChannelKind::CallBack));
                let again = next.is_none_or(|next| model.steps[next.step].origin == origin);
                hold!(again, "a call back about something else: {visit:?}");
            }
            (Ending::Served, After::ComesBack) => {
                contacts += 1;
                let again = next.is_none_or(|next| model.steps[next.step].origin == origin);
                hold!(again && is_contact, "comes back for something else: {visit:?}");
            }
            (Ending::Served, After::Failed) => contacts += 1,
            _ => hold!(visit.retries || next.is_none(), "goes on without an answer: {visit:?}"),
        }
    }
    hold!(contacts == u32::from(trip.contacts), "{contacts} contacts, not those of {trip:?}");
    let Some(last) = visits.last() else { return Ok(()) };
    let closes: &[Close] = match (last.ending, last.after) {
        (Ending::StillOpen, _) => &[Close::StillOpen],
        (Ending::Served, After::Done) => &[Close::Completed, Close::StillOpen],
        (Ending::Served, After::PassedOn) => &[],
        (Ending::Served, After::ComesBack) => &[Close::StillOpen],
        (Ending::Served, After::Failed | After::CallBack) => &[Close::GivenUp, Close::StillOpen],
        _ if last.retries => &[Close::StillOpen],
        _ => &[Close::GivenUp],
    };
    hold!(closes.contains(&trip.close), "{trip:?} after {last:?}");
    Ok(())
}

#[test]
fn a_run_until_empty_leaves_nobody_who_started_in_time() {
    law(150, true, |model, played| {
        let end = played.log.trips.iter().map(|trip| trip.ended).max().unwrap_or_default();
        let in_time = |trip: &&Trip| trip.started < model.horizon.count_to();
        let open = played.log.trips.iter().filter(in_time).find(|trip| trip.close == Close::StillOpen);
        let until_empty = model.horizon.cool_down > Span(7 * Span::DAY.0) && end < model.horizon.end();
        hold!(!until_empty || open.is_none(), "left behind: {open:?}");
        Ok(())
    });
}

#[test]
fn people_are_busy_as_long_as_they_help_and_wrap_up() {
    let hours = Cell::new(0);
    law(150, false, |model, played| {
        // hours of the cool-down are not reported
        let done = Time(model.horizon.count_to().0 - Span::DAY.0);
        let is_done = played.log.trips.iter().all(|trip| trip.close != Close::StillOpen && trip.ended < done);
        if !is_done {
            return Ok(());
        }
        let busy: i64 = played.log.hours.iter().map(|hour| hour.busy).sum();
        let helped = played.log.visits.iter().filter_map(|visit| {
            let pool = visit.pool?;
            Some(visit.handling.0 + model.pools[pool].wrap_up[visit.channel].0)
        });
        let told: i64 = helped.sum();
        // help that was broken off for good by closing time was work too, by nobody in particular
        let lost: i64 = played
            .log
            .visits
            .iter()
            .filter(|visit| visit.pool.is_none() && visit.ending != Ending::Served)
            .map(|visit| visit.handling.0)
            .sum();
        hold!(busy == told + lost, "{busy} person-microseconds of work against {told} and {lost}");
        hours.set(hours.get() + busy / Span::HOUR.0);
        Ok(())
    });
    assert!(hours.get() > 1_000, "too weak: {} hours", hours.get());
}

#[test]
fn nobody_is_idle_or_busy_with_stock_beside_somebody_who_waits_on_the_line() {
    let waited = Cell::new(0);
    law(150, false, |model, played| {
        let live = |visit: &&Visit| !model.channels[visit.channel].kind.is_stock();
        let log = Log { visits: played.log.visits.iter().filter(live).copied().collect(), ..Log::default() };
        let replay = Replay::new(model, &Streams::new(model.study.seed, 0), &stays(model, &log));
        let mut broken = None;
        replay.each(|from, to, crowd| {
            for (_, described) in model.queues.enumerate().filter(|(queue, _)| crowd.waiting[*queue] > 0) {
                waited.set(waited.get() + to.0 - from.0);
                let puts_aside =
                    |pool: &&klantreis::id::PoolId| model.teams[model.pools[**pool].team].puts_aside;
                let idle = described
                    .pools
                    .iter()
                    .filter(puts_aside)
                    .find(|pool| crowd.rostered[**pool] > crowd.busy[**pool]);
                if let Some(pool) = idle {
                    let channel = &model.channels[described.channel].name;
                    broken.get_or_insert(format!(
                        "{from:?} to {to:?}: {pool:?} has time for {channel}: {crowd:?}"
                    ));
                }
            }
        });
        broken.map_or(Ok(()), Err)
    });
    assert!(waited.get() > 10 * Span::DAY.0, "too weak: hardly anybody waited");
}

#[test]
fn every_journey_and_contact_that_ended_is_judged_once_within_the_scale() {
    let seen = Cell::new((0, 0));
    law(150, true, |model, played| {
        let mut names = BTreeSet::new();
        for (visit, judgement) in &played.contacts {
            hold!(
                names.insert((visit.step, visit.ordinal, visit.pass, visit.attempt)),
                "judged twice: {visit:?}"
            );
            within(judgement)?;
        }
        let mut trips = BTreeSet::new();
        for (trip, judgement) in &played.journeys {
            hold!(trips.insert((trip.journey, trip.ordinal)), "judged twice: {trip:?}");
            hold!(trip.close != Close::StillOpen, "judged before it ended: {trip:?}");
            within(judgement)?;
        }
        for visit in &played.log.visits {
            let kind = model.channels[visit.channel].kind;
            let is_over = !visit.retries && visit.after != After::PassedOn;
            let is_part = kind.is_unseen() || kind == ChannelKind::Reception;
            let is_seen = !is_part && !matches!(visit.ending, Ending::NoShow | Ending::StillOpen);
            let is_judged = names.contains(&(visit.step, visit.ordinal, visit.pass, visit.attempt));
            hold!(is_judged == (is_over && is_seen), "judged or not: {visit:?}");
        }
        let by_customer =
            by_customer(model, &played.contacts.iter().map(|(visit, _)| *visit).collect::<Vec<_>>());
        for trip in played.log.trips.iter().filter(|trip| trip.close != Close::StillOpen) {
            let described = &model.journeys[trip.journey];
            let is_case = described.course.as_ref().is_some_and(|course| course.is_case);
            let has_contacts = by_customer.contains_key(&(trip.journey, trip.ordinal));
            let may = described.part_of.is_none() && (is_case || has_contacts);
            hold!(trips.contains(&(trip.journey, trip.ordinal)) == may, "judged or not: {trip:?}");
        }
        let (contacts, journeys) = seen.get();
        seen.set((contacts + played.contacts.len(), journeys + played.journeys.len()));
        Ok(())
    });
    assert!(seen.get().0 > 5_000 && seen.get().1 > 5_000, "too weak: {:?}", seen.get());
}

/// A mark lies between 1 and 10, and is what its parts add up to under their terms too.
fn within(judgement: &Judgement) -> Law {
    use klantreis::model::satisfaction::Term;
    let mark = judgement.parts.mark();
    let terms: i32 = Term::ALL.iter().map(|term| judgement.parts.of(*term)).sum();
    hold!((POINT..=10 * POINT).contains(&mark), "a mark of {mark}: {judgement:?}");
    hold!(terms == mark, "{terms} by terms, {mark} by parts");
    hold!((POINT..=7 * POINT).contains(&judgement.effort), "an effort of {}", judgement.effort);
    Ok(())
}
