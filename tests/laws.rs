//! Laws that hold on every path of every model, tried on random small scenarios.
//!
//! A run is told again from its records: waits, help and after-call work of the visits, and a roster counted by the
//! test itself. What the engine reports by other ways (hours of staff, ends of journeys) must agree with it.

#[path = "support/choices.rs"]
mod choices;
#[path = "laws/conservation.rs"]
mod conservation;
#[path = "support/log.rs"]
mod log;
#[path = "laws/marks.rs"]
mod marks;
#[path = "support/played.rs"]
mod played;
#[path = "support/replay.rs"]
mod replay;
#[path = "support/service.rs"]
mod service;
#[path = "support/town.rs"]
mod town;

use std::cell::Cell;
use std::collections::BTreeMap;

use klantreis::id::{JourneyId, PoolId, QueueId};
use klantreis::model::Model;
use klantreis::model::channel::{ChannelKind, Closing};
use klantreis::model::journey::StepKind;
use klantreis::model::staff::ShiftEnd;
use klantreis::sim::record::{After, Close, Ending, StaffHour, Trip, Visit};
use klantreis::time::{Span, Time};
use log::Log;
use played::{Law, Played, hold, law};
use replay::{Crowd, Replay, Stay, by_customer, name, opening};
use town::Sort;

#[test]
fn every_journey_has_one_trip_and_every_contact_one_ending() {
    law(400, Sort::Any, |played| {
        let mut trips: BTreeMap<(JourneyId, u32), Trip> = BTreeMap::new();
        for trip in &played.log.trips {
            let twice = trips.insert((trip.journey, trip.ordinal), *trip);
            hold!(twice.is_none(), "two trips of one customer: {trip:?}");
        }
        for journey in played.model.journeys.ids() {
            let mut started: Vec<&Trip> = trips.values().filter(|trip| trip.journey == journey).collect();
            started.sort_by_key(|trip| trip.ordinal);
            let numbers = started.iter().map(|trip| trip.ordinal);
            hold!(numbers.eq(0..started.len() as u32), "an ordinal of {journey:?} is missing");
            hold!(started.is_sorted_by_key(|trip| trip.started), "customers of {journey:?} start in order");
        }
        let customers = by_customer(&played.stays);
        for (customer, stays) in &customers {
            let Some(trip) = trips.get(customer) else { return Err(format!("{customer:?} has no trip")) };
            one_customer(&played.model, trip, stays)?;
        }
        let silent = trips.iter().filter(|(customer, _)| !customers.contains_key(*customer));
        for (_, trip) in silent {
            hold!(trip.contacts == 0 && trip.close != Close::GivenUp, "gave up without a contact: {trip:?}");
        }
        Ok(())
    });
}

/// The visits of one customer are a walk from the start to the end of his trip.
fn one_customer(model: &Model, trip: &Trip, stays: &[Stay]) -> Law {
    let mut now = trip.started;
    let mut tries: BTreeMap<(u32, u32), (u16, bool)> = BTreeMap::new();
    let mut passes: BTreeMap<u32, u32> = BTreeMap::new();
    for stay in stays {
        let visit = &stay.visit;
        hold!(now <= stay.queued(), "two contacts at once: {visit:?} of {trip:?}");
        hold!(stay.queued() <= stay.left && stay.left <= stay.ended, "time goes back in {visit:?}");
        hold!(stay.ended <= trip.ended, "{visit:?} ends after {trip:?}");
        // help may be broken off at the end of a shift, and still go on when all is over
        let may_be_helped = matches!(visit.ending, Ending::Served | Ending::ClosedOut | Ending::StillOpen);
        hold!(visit.handling == Span::ZERO || may_be_helped, "help without an answer: {visit:?}");
        now = stay.ended;
        let (last, again) = tries.get(&(visit.step.0, visit.pass)).copied().unwrap_or((u16::MAX, true));
        hold!(again && visit.attempt == last.wrapping_add(1), "tries in order: {visit:?}");
        if visit.attempt == 0 {
            let pass = passes.entry(visit.step.0).or_insert(0);
            // a step that is skipped is passed too
            hold!(*pass <= visit.pass, "a pass comes again: {visit:?}");
            *pass = visit.pass + 1;
        }
        tries.insert((visit.step.0, visit.pass), (visit.attempt, visit.retries));
        let StepKind::Contact(contact) = &model.steps[visit.step].kind else { panic!("a contact") };
        let keeps = contact.keeps_waited;
        hold!(keeps || visit.wait == stay.left - stay.queued(), "a wait that is not his own: {visit:?}");
        hold!(!keeps || visit.wait == visit.wait_of_all_tries, "a wait that is forgotten: {visit:?}");
        hold!(!visit.retries || contact.retry.is_some(), "tries again unasked: {visit:?}");
        hold!(
            usize::from(visit.hour) == (stay.queued().clock().0 / Span::HOUR.0) as usize,
            "hour of {visit:?}"
        );
        hold!(
            visit.counted == model.horizon.counted.contains(&stay.queued().day()),
            "counted or not: {visit:?}"
        );
        let helped_by_somebody =
            stay.is_served() && model.channels[visit.channel].kind != ChannelKind::SelfService;
        hold!(visit.pool.is_some() == helped_by_somebody, "who helped: {visit:?}");
        if let (Some(pool), Some(queue)) = (visit.pool, stay.queue) {
            hold!(model.queues[queue].pools.contains(&pool), "helped by strangers: {visit:?}");
        }
        hold!((visit.segment, visit.village) == (trip.segment, trip.village), "another customer: {visit:?}");
    }
    let answered = stays.iter().filter(|stay| stay.is_served()).count();
    hold!(answered == usize::from(trip.contacts), "{answered} contacts answered of {trip:?}");
    let counted = model.horizon.count_from() <= trip.started && trip.started < model.horizon.count_to();
    hold!(trip.counted == counted, "counted or not: {trip:?}");
    let Some(last) = stays.last() else { return Ok(()) };
    let expected = match (last.visit.ending, last.visit.retries) {
        (Ending::StillOpen, _) => &[Close::StillOpen][..],
        (Ending::Served, _) if last.visit.after == After::Failed => &[Close::GivenUp, Close::StillOpen],
        (Ending::Served, _) => &[Close::Completed, Close::StillOpen],
        (_, true) => &[Close::StillOpen],
        (_, false) => &[Close::GivenUp],
    };
    hold!(expected.contains(&trip.close), "{trip:?} after {:?}", last.visit);
    hold!(trip.close != Close::GivenUp || trip.ended == last.ended, "{trip:?} ends with {:?}", last.visit);
    Ok(())
}

#[test]
fn a_run_that_runs_until_empty_leaves_nobody_who_counts() {
    let open_elsewhere = Cell::new(0);
    law(300, Sort::Any, |played| {
        let until_empty = played.text.contains("tot-leeg");
        let started_in_time = |trip: &&Trip| trip.started < played.model.horizon.count_to();
        let open = played
            .log
            .trips
            .iter()
            .filter(started_in_time)
            .filter(|trip| trip.close == Close::StillOpen)
            .count();
        open_elsewhere.set(open_elsewhere.get() + open);
        let end = played.log.trips.iter().map(|trip| trip.ended).max().unwrap_or_default();
        // at most 26 weeks
        let emptied = until_empty && end < played.model.horizon.end();
        hold!(!emptied || open == 0, "{open} customers are left behind");
        let visits = played
            .log
            .visits
            .iter()
            .filter(|visit| visit.counted && visit.ending == Ending::StillOpen)
            .count();
        hold!(!emptied || visits == 0, "{visits} contacts are left open");
        Ok(())
    });
    assert!(open_elsewhere.get() > 20, "too weak: a run that ends on time leaves some");
}

#[test]
fn staff_hours_are_the_time_that_visits_and_roster_tell() {
    law(300, Sort::Finishing, |played| {
        let hours = &played.model.horizon.counted;
        let pools = played.model.pools.len();
        let expected = (hours.end - hours.start) as usize * 24 * pools;
        hold!(played.log.hours.len() == expected, "{} staff hours, not {expected}", played.log.hours.len());
        let replay = played.replay();
        let told = hours_told(played, &replay);
        for (index, hour) in played.log.hours.iter().enumerate() {
            let began = Time(played.model.horizon.count_from().0 + (index / pools) as i64 * Span::HOUR.0);
            if began + Span::HOUR > replay.known_until {
                break;
            }
            hold!(*hour == told[index], "hour {began:?}: the engine {hour:?}, the records {:?}", told[index]);
        }
        Ok(())
    });
}

/// Rostered, or finishing after the shift.
fn present(crowd: &Crowd, pool: PoolId) -> i64 {
    crowd.rostered[pool].max(crowd.busy[pool])
}

/// The hours of the counted days by pool, from the records of visits.
fn hours_told(played: &Played, replay: &Replay) -> Vec<StaffHour> {
    let horizon = &played.model.horizon;
    let pools = played.model.pools.len();
    let mut told = Vec::new();
    for hour in horizon.counted.start * 24..horizon.counted.end * 24 {
        let weekday = horizon.day(hour / 24).weekday;
        for pool in played.model.pools.ids() {
            let (day, hour) = (hour / 24, (hour % 24) as u8);
            told.push(StaffHour { pool, day, weekday, hour, busy: 0, present: 0, rostered: 0 });
        }
    }
    replay.each(|from, to, crowd| {
        for hour in from.0 / Span::HOUR.0..=(to.0 - 1) / Span::HOUR.0 {
            let part = to.0.min((hour + 1) * Span::HOUR.0) - from.0.max(hour * Span::HOUR.0);
            let Ok(index) = usize::try_from(hour - horizon.counted.start * 24) else { continue };
            for pool in played.model.pools.ids() {
                let Some(sum) = told.get_mut(index * pools + pool.0 as usize) else { continue };
                sum.busy += part * crowd.busy[pool];
                sum.rostered += part * crowd.rostered[pool];
                sum.present += part * present(crowd, pool);
            }
        }
    });
    told
}

#[test]
fn nobody_is_idle_beside_a_waiting_customer_he_may_help() {
    let (waited, limited) = (Cell::new(0_i64), Cell::new(0_i64));
    law(400, Sort::Finishing, |played| {
        let mut broken = None;
        played.replay().each(|from, to, crowd| {
            for (queue, described) in played.model.queues.enumerate() {
                let idle = |pool: &&PoolId| crowd.rostered[**pool] > crowd.busy[**pool];
                if crowd.waiting[queue] > 0 {
                    waited.set(waited.get() + to.0 - from.0);
                    if let Some(pool) = described.pools.iter().find(idle) {
                        broken.get_or_insert(format!(
                            "{from:?} to {to:?}: {pool:?} is idle beside {queue:?}: {crowd:?}"
                        ));
                    }
                }
            }
            for (channel, described) in played.model.channels.enumerate() {
                let taken = crowd.lines[channel.0 as usize];
                if let Some(lines) = described.lines.map(i64::from) {
                    limited.set(limited.get() + i64::from(taken == lines));
                    if taken > lines {
                        broken.get_or_insert(format!(
                            "{from:?}: {taken} lines of {lines} are taken at {channel:?}"
                        ));
                    }
                }
            }
        });
        broken.map_or(Ok(()), Err)
    });
    assert!(waited.get() > Span::DAY.0, "too weak: hardly anybody waited");
    assert!(limited.get() > 100, "too weak: lines were hardly ever all taken");
}

/// ∫ number present dt = Σ stays, by the arrivals and the ends of journeys that are reported on their own.
#[test]
fn littles_law_holds_on_the_sample_path() {
    let plain = Cell::new(0);
    law(300, Sort::Finishing, |played| {
        let (mut waiting, mut busy) = (0_i128, 0_i128);
        let replay = played.replay();
        replay.each(|from, to, crowd| {
            let length = i128::from(to.0 - from.0);
            waiting += length * i128::from(crowd.waiting.iter().sum::<i64>());
            busy += length * i128::from(crowd.busy.iter().sum::<i64>());
        });
        let within = |from: Time, to: Time| i128::from((to.min(replay.known_until).0 - from.0).max(0));
        let waits: i128 = played
            .stays
            .iter()
            .filter(|stay| stay.queue.is_some())
            .map(|stay| within(stay.queued(), stay.left))
            .sum();
        hold!(waiting == waits, "{waiting} customer-microseconds of waiting against {waits}");
        let helped = played.stays.iter().filter(|stay| stay.visit.pool.is_some());
        let work: i128 = helped.map(|stay| within(stay.left, stay.freed)).sum();
        hold!(busy == work, "{busy} person-microseconds of work against {work}");
        // a journey of one contact lasts as long as its visits
        let customers = by_customer(&played.stays);
        for trip in &played.log.trips {
            let Some(stays) = customers.get(&(trip.journey, trip.ordinal)) else { continue };
            let starts_here = stays[0].visit.step == played.model.journeys[trip.journey].first;
            if starts_here
                && stays.len() == 1
                && trip.close != Close::StillOpen
                && stays[0].queued() == trip.started
            {
                let ends_here = trip.contacts == 0
                    || matches!(
                        played.model.steps[stays[0].visit.step].route,
                        klantreis::model::journey::Route::End
                    );
                hold!(
                    !ends_here || trip.ended == stays[0].ended,
                    "{trip:?} lasts longer than {:?}",
                    stays[0].visit
                );
                plain.set(plain.get() + u32::from(ends_here));
            }
        }
        Ok(())
    });
    assert!(plain.get() > 1_000, "too weak: {} journeys of one contact", plain.get());
}

#[test]
fn records_come_in_the_order_of_their_ends_but_for_lazy_abandonment() {
    law(300, Sort::Any, |played| {
        let is_lazy = |stay: &Stay| {
            let lazily = stay.queue.is_some_and(|queue| played.model.queues[queue].lazy_patience);
            lazily && stay.visit.ending == Ending::Abandoned
        };
        let mut clock = Time::ZERO;
        let mut visits = played.stays.iter();
        let mut seen = 0;
        for (trip, before) in played.log.trips.iter().zip(&played.log.visits_before) {
            // what is open is reported when all is over
            if trip.close == Close::StillOpen {
                break;
            }
            let mut lazy_end = None;
            for stay in visits.by_ref().take(before - seen) {
                hold!(is_lazy(stay) || stay.ended >= clock, "reported late at {clock:?}: {:?}", stay.visit);
                lazy_end = is_lazy(stay).then_some(stay.ended);
                clock = clock.max(stay.ended);
            }
            seen = *before;
            hold!(
                trip.ended >= clock || Some(trip.ended) == lazy_end,
                "reported late at {clock:?}: {trip:?}"
            );
            clock = clock.max(trip.ended);
        }
        Ok(())
    });
}

#[test]
fn abandonment_evaluated_on_looking_is_the_same_as_at_its_own_moment() {
    let abandoned = Cell::new(0);
    law(400, Sort::Lazy, |played| {
        let eager_text = played.text.replace("{ soort: gesprek", "{ soort: gesprek, lijnen: 1000000");
        let eager_text = eager_text.replace("{ soort: inloop", "{ soort: inloop, lijnen: 1000000");
        let eager = Played::new(eager_text);
        hold!(played.model.queues.iter().all(|queue| queue.lazy_patience), "a queue is not lazy");
        hold!(eager.model.queues.iter().all(|queue| !queue.lazy_patience), "a queue is not eager");
        let count_to = played.model.horizon.count_to();
        let trips = |log: &Log| {
            let mut trips: Vec<Trip> =
                log.trips.iter().filter(|trip| trip.started < count_to).copied().collect();
            trips.sort_by_key(|trip| (trip.journey, trip.ordinal));
            trips
        };
        let (lazy_trips, eager_trips) = (trips(&played.log), trips(&eager.log));
        for (lazy, eager) in lazy_trips.iter().zip(&eager_trips) {
            hold!(lazy == eager, "lazily {lazy:?}\neagerly {eager:?}");
        }
        hold!(lazy_trips.len() == eager_trips.len(), "{} trips and {}", lazy_trips.len(), eager_trips.len());
        let visits = |log: &Log| {
            let mut visits: Vec<Visit> = log.visits.iter().filter(|visit| visit.counted).copied().collect();
            visits.sort_by_key(name);
            visits
        };
        let (lazy_visits, eager_visits) = (visits(&played.log), visits(&eager.log));
        for (lazy, eager) in lazy_visits.iter().zip(&eager_visits) {
            abandoned.set(abandoned.get() + u32::from(lazy.ending == Ending::Abandoned));
            hold!(lazy == eager, "lazily {lazy:?}\neagerly {eager:?}");
        }
        hold!(
            lazy_visits.len() == eager_visits.len(),
            "{} visits and {}",
            lazy_visits.len(),
            eager_visits.len()
        );
        hold!(played.log.hours == eager.log.hours, "hours of staff differ");
        Ok(())
    });
    assert!(abandoned.get() > 1_000, "too weak: {} gave up", abandoned.get());
}

#[test]
fn within_a_queue_the_first_to_come_is_the_first_to_be_helped() {
    let waited = Cell::new(0);
    law(400, Sort::Finishing, |played| {
        let mut by_queue: BTreeMap<QueueId, Vec<&Stay>> = BTreeMap::new();
        for stay in &played.stays {
            if let Some(queue) = stay.queue {
                by_queue.entry(queue).or_default().push(stay);
            }
        }
        for stays in by_queue.values_mut() {
            stays.sort_by_key(|stay| stay.queued());
            let mut earlier_left = Time::ZERO;
            for same in stays.chunk_by(|a, b| a.queued() == b.queued()) {
                for stay in same.iter().filter(|stay| stay.is_served()) {
                    hold!(
                        stay.left >= earlier_left,
                        "helped before somebody who came earlier: {:?}",
                        stay.visit
                    );
                    waited.set(waited.get() + u32::from(stay.left > stay.queued()));
                }
                earlier_left = same.iter().map(|stay| stay.left).fold(earlier_left, Time::max);
            }
        }
        Ok(())
    });
    assert!(waited.get() > 1_000, "too weak: {} were helped after waiting", waited.get());
}

#[test]
fn whoever_comes_free_takes_the_longest_waiting_of_the_most_urgent() {
    let chosen = Cell::new(0);
    law(300, Sort::Finishing, |played| {
        let model = &played.model;
        let level = |pool: PoolId, queue: QueueId| {
            model.pools[pool].levels.iter().position(|level| level.contains(&queue))
        };
        let opening: Vec<_> = model.desks.ids().map(|desk| opening(model, desk)).collect();
        let mut stays: Vec<&Stay> =
            played.stays.iter().filter(|stay| stay.queue.is_some() && stay.left > stay.queued()).collect();
        stays.sort_by_key(|stay| stay.left);
        for (index, helped) in stays.iter().enumerate() {
            let Some(pool) = helped.visit.pool else { continue };
            let is_open = |at: Time| {
                opening[helped.visit.desk.0 as usize].iter().any(|(from, to)| *from <= at && at < *to)
            };
            // whoever stays on after his shift only sees out those at a closed desk
            if !is_open(helped.left) {
                continue;
            }
            let own = level(pool, helped.queue.expect("a queue"));
            hold!(own.is_some(), "{pool:?} does not help {:?}", helped.visit);
            for other in &stays[index..] {
                let there = other.queued() < helped.left && other.left > helped.left;
                let Some(theirs) = level(pool, other.queue.expect("a queue")).filter(|_| there) else {
                    continue;
                };
                chosen.set(chosen.get() + 1);
                let before = (Some(theirs), other.queued()) < (own, helped.queued());
                hold!(!before, "{pool:?} helped {:?} before {:?}", helped.visit, other.visit);
            }
        }
        Ok(())
    });
    assert!(chosen.get() > 10_000, "too weak: {} choices", chosen.get());
}

#[test]
fn nobody_starts_to_be_helped_by_more_people_than_work_there() {
    let (started, seen_out) = (Cell::new(0), Cell::new(0));
    law(300, Sort::Finishing, |played| {
        let model = &played.model;
        let mut crowds: Vec<(Time, Vec<(i64, i64)>)> = Vec::new();
        let replay = played.replay();
        replay.each(|from, _, crowd: &Crowd| {
            let pools = model.pools.ids().map(|pool| (crowd.busy[pool], crowd.rostered[pool])).collect();
            crowds.push((from, pools));
        });
        let opening: Vec<_> = model.desks.ids().map(|desk| opening(model, desk)).collect();
        for stay in played
            .stays
            .iter()
            .filter(|stay| stay.left < replay.known_until && stay.visit.handling > Span::ZERO)
        {
            let Some(pool) = stay.visit.pool else { continue };
            let after = crowds.partition_point(|(from, _)| *from <= stay.left) - 1;
            let (busy, rostered) = crowds[after].1[pool.0 as usize];
            let before = crowds[after.saturating_sub(1)].1[pool.0 as usize];
            started.set(started.get() + 1);
            // at the moment a shift ends its people still help; they leave at the end of that moment
            if busy <= rostered.max(before.1) {
                continue;
            }
            let closed = !opening[stay.visit.desk.0 as usize]
                .iter()
                .any(|(from, to)| *from <= stay.left && stay.left < *to);
            let sees_out = closed && model.channels[stay.visit.channel].closing == Closing::ServeWaiting;
            hold!(sees_out && busy <= before.0, "{busy} at work of {rostered} for {:?}", stay.visit);
            seen_out.set(seen_out.get() + 1);
        }
        Ok(())
    });
    assert!(
        started.get() > 10_000 && seen_out.get() > 20,
        "too weak: {} and {}",
        started.get(),
        seen_out.get()
    );
}

#[test]
fn at_closing_time_the_queue_is_served_or_sent_away_as_the_channel_says() {
    let (sent, after) = (Cell::new(0), Cell::new(0));
    law(400, Sort::Any, |played| {
        let model = &played.model;
        let hands_over = model.pools.iter().any(|pool| pool.shift_end == ShiftEnd::HandOver);
        let opening: Vec<_> = model.desks.ids().map(|desk| opening(model, desk)).collect();
        for stay in played.stays.iter().filter(|stay| stay.queue.is_some()) {
            let visit = &stay.visit;
            let hours = &opening[visit.desk.0 as usize];
            let Some((_, closes)) =
                hours.iter().find(|(from, to)| *from <= stay.queued() && stay.queued() < *to)
            else {
                let turned_away = visit.ending == Ending::ClosedOut && stay.left == stay.queued();
                hold!(turned_away, "in a queue before a closed desk: {visit:?}");
                continue;
            };
            let sends_away = model.channels[visit.channel].closing == Closing::SendAway;
            // help that was broken off shows as waiting
            hold!(!sends_away || stay.left <= *closes || hands_over, "waits after closing time: {visit:?}");
            if visit.ending == Ending::ClosedOut {
                // whoever is served after one closing time may be sent away at a later one
                let at_closing = hours.iter().any(|(_, closes)| *closes == stay.left);
                hold!(at_closing || hands_over, "sent away, but not at closing time: {visit:?}");
                sent.set(sent.get() + 1);
            }
            after.set(after.get() + u32::from(stay.is_served() && stay.left > *closes));
        }
        Ok(())
    });
    assert!(
        sent.get() > 100 && after.get() > 100,
        "too weak: {} sent away, {} after closing",
        sent.get(),
        after.get()
    );
}

/// Where a channel serves its queue after closing, somebody stays until it is empty; nobody waits in the dark.
#[test]
fn nobody_waits_at_a_closed_desk_without_anybody_there() {
    law(300, Sort::Finishing, |played| {
        let model = &played.model;
        let opening: Vec<_> = model.desks.ids().map(|desk| opening(model, desk)).collect();
        let mut broken = None;
        played.replay().each(|from, to, crowd| {
            for (queue, described) in model.queues.enumerate().filter(|(queue, _)| crowd.waiting[*queue] > 0)
            {
                let hours = &opening[described.desk.0 as usize];
                let closed = !hours.iter().any(|(opens, closes)| *opens < to && from < *closes);
                let nobody = described.pools.iter().all(|pool| present(crowd, *pool) == 0);
                if closed && nobody {
                    broken
                        .get_or_insert(format!("{from:?} to {to:?}: {queue:?} waits in the dark: {crowd:?}"));
                }
            }
        });
        broken.map_or(Ok(()), Err)
    });
}
