//! A run told again from its records alone, with a roster counted by other means than the engine's.

use std::collections::BTreeMap;

use klantreis::id::{DeskId, IdVec, JourneyId, PoolId, QueueId};
use klantreis::model::Model;
use klantreis::model::journey::StepKind;
use klantreis::random::stream::Streams;
use klantreis::sim::record::{Ending, Visit};
use klantreis::time::{Span, Time};

use crate::log::Log;

/// A visit with what its record leaves to be worked out.
#[derive(Clone, Copy, Debug)]
pub struct Stay {
    pub visit: Visit,
    /// Where he waited; none for self-service.
    pub queue: Option<QueueId>,
    /// When he left the queue: to be helped, or for good.
    pub left: Time,
    /// When he left.
    pub ended: Time,
    /// When whoever helped him was free again.
    pub freed: Time,
}

impl Stay {
    pub fn is_served(&self) -> bool {
        self.visit.ending == Ending::Served
    }

    pub fn queued(&self) -> Time {
        self.visit.queued
    }
}

/// Names one visit: journey, ordinal, step, pass, attempt.
pub type VisitName = (u32, u32, u32, u32, u16);

pub fn name(visit: &Visit) -> VisitName {
    (visit.journey.0, visit.ordinal, visit.step.0, visit.pass, visit.attempt)
}

/// The visits of a run in the order in which they were reported.
pub fn stays(model: &Model, log: &Log) -> Vec<Stay> {
    let waited: BTreeMap<VisitName, Span> =
        log.visits.iter().map(|visit| (name(visit), visit.wait_of_all_tries)).collect();
    let stay = |visit: &Visit| {
        let (journey, ordinal, step, pass, attempt) = name(visit);
        let before =
            attempt.checked_sub(1).and_then(|attempt| waited.get(&(journey, ordinal, step, pass, attempt)));
        let own = Span(visit.wait_of_all_tries.0 - before.map_or(0, |before| before.0));
        let left = visit.queued + own;
        let ended = left + visit.handling;
        let wrap_up = visit.pool.map_or(Span::ZERO, |pool| model.pools[pool].wrap_up[visit.channel]);
        Stay { visit: *visit, queue: queue(model, visit), left, ended, freed: ended + wrap_up }
    };
    log.visits.iter().map(stay).collect()
}

fn queue(model: &Model, visit: &Visit) -> Option<QueueId> {
    let StepKind::Contact(contact) = &model.steps[visit.step].kind else { panic!("a visit is to a contact") };
    let at = contact.queues.iter().find(|at| at.desk == visit.desk)?;
    let is_booked = visit.access_days.is_some();
    let queues = at.booked.as_ref().filter(|_| is_booked).unwrap_or(&at.queues);
    Some(*queues.of(visit.village, visit.segment))
}

/// What changes at a moment.
#[derive(Clone, Copy, Debug)]
enum Change {
    Waiting(QueueId, i64),
    Busy(PoolId, i64),
    Rostered(PoolId, i64),
    Lines(usize, i64),
}

/// How many there are between two moments.
#[derive(Debug)]
pub struct Crowd {
    pub waiting: IdVec<QueueId, i64>,
    pub busy: IdVec<PoolId, i64>,
    pub rostered: IdVec<PoolId, i64>,
    /// Waiting or helped, by channel.
    pub lines: Vec<i64>,
}

/// All moments of a run at which something changes.
pub struct Replay<'m> {
    model: &'m Model,
    changes: Vec<(Time, Change)>,
    /// Beyond this moment records do not tell who is helped by whom.
    pub known_until: Time,
}

impl<'m> Replay<'m> {
    pub fn new(model: &'m Model, streams: &Streams, stays: &[Stay]) -> Self {
        let mut changes = Vec::new();
        for stay in stays {
            if let Some(queue) = stay.queue {
                changes.push((stay.queued(), Change::Waiting(queue, 1)));
                changes.push((stay.left, Change::Waiting(queue, -1)));
                changes.push((stay.queued(), Change::Lines(stay.visit.channel.0 as usize, 1)));
                changes.push((stay.ended, Change::Lines(stay.visit.channel.0 as usize, -1)));
            }
            if let Some(pool) = stay.visit.pool {
                changes.push((stay.left, Change::Busy(pool, 1)));
                changes.push((stay.freed, Change::Busy(pool, -1)));
            }
        }
        for (id, _) in model.pools.enumerate() {
            for (from, to) in people(model, id, streams) {
                changes.push((from, Change::Rostered(id, 1)));
                changes.push((to, Change::Rostered(id, -1)));
            }
        }
        changes.sort_by_key(|(time, _)| *time);
        let open = stays.iter().filter(|stay| stay.visit.ending == Ending::StillOpen);
        let known_until = open.map(|stay| stay.left).min().unwrap_or(Time(i64::MAX)).min(model.horizon.end());
        Self { model, changes, known_until }
    }

    /// Calls `see` with every interval of positive length, to the end of what is known, and who is there in it.
    pub fn each(&self, mut see: impl FnMut(Time, Time, &Crowd)) {
        let mut crowd = Crowd {
            waiting: self.model.queues.iter().map(|_| 0).collect(),
            busy: self.model.pools.iter().map(|_| 0).collect(),
            rostered: self.model.pools.iter().map(|_| 0).collect(),
            lines: vec![0; self.model.channels.len()],
        };
        let mut now = Time::ZERO;
        for (time, change) in self.changes.iter().copied().chain([(self.known_until, Change::Lines(0, 0))]) {
            let until = time.min(self.known_until);
            if now < until {
                see(now, until, &crowd);
                now = until;
            }
            match change {
                Change::Waiting(queue, change) => crowd.waiting[queue] += change,
                Change::Busy(pool, change) => crowd.busy[pool] += change,
                Change::Rostered(pool, change) => crowd.rostered[pool] += change,
                Change::Lines(channel, change) => crowd.lines[channel] += change,
            }
        }
    }
}

/// When each person of a pool is there, breaks taken out.
fn people(model: &Model, pool: PoolId, streams: &Streams) -> Vec<(Time, Time)> {
    let mut there = Vec::new();
    for (index, day) in model.horizon.days.iter().enumerate().filter(|(_, day)| !day.closed) {
        let midnight = Time::from_day(index as i64);
        let number = model.horizon.first_number + index as i64;
        for shift in model.pools[pool].shifts.iter().filter(|shift| shift.weekdays[usize::from(day.weekday)])
        {
            for person in 0..shift.rostered(number) {
                let entity = number as u64 * 65_536 + u64::from(person);
                if streams.uniform(shift.absence, entity, 0) >= shift.availability {
                    continue;
                }
                let (from, to) = (midnight + shift.from, midnight + shift.to);
                match &shift.breaks {
                    None => there.push((from, to)),
                    Some(breaks) => {
                        let wave = i64::from(person % breaks.waves);
                        let leaves = midnight + breaks.from + Span(wave * breaks.length.0);
                        there.push((from, leaves));
                        there.push((leaves + breaks.length, to));
                    }
                }
            }
        }
    }
    there
}

/// The hours of a desk over the whole run, midnight to midnight joined where it stays open.
pub fn opening(model: &Model, desk: DeskId) -> Vec<(Time, Time)> {
    if model.desks[desk].always_open {
        return vec![(Time::ZERO, Time(i64::MAX))];
    }
    let mut open: Vec<(Time, Time)> = Vec::new();
    for (index, day) in model.horizon.days.iter().enumerate().filter(|(_, day)| !day.closed) {
        let midnight = Time::from_day(index as i64);
        for (from, to) in model.desks[desk].hours.on(usize::from(day.weekday)) {
            let clock = |second: &u32| midnight + Span(i64::from(*second) * Span::SECOND.0);
            match open.last_mut() {
                Some(last) if last.1 == clock(from) => last.1 = clock(to),
                _ => open.push((clock(from), clock(to))),
            }
        }
    }
    open
}

/// Visits by journey and ordinal, each customer's in the order of time.
pub fn by_customer(stays: &[Stay]) -> BTreeMap<(JourneyId, u32), Vec<Stay>> {
    let mut customers: BTreeMap<(JourneyId, u32), Vec<Stay>> = BTreeMap::new();
    for stay in stays {
        customers.entry((stay.visit.journey, stay.visit.ordinal)).or_default().push(*stay);
    }
    customers.values_mut().for_each(|stays| stays.sort_by_key(|stay| (stay.queued(), stay.ended)));
    customers
}
