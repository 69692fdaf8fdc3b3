//! Why customers wait: what kept a queue from moving, and since when. Definitions: docs/theorie.md.
//!
//! A line keeps what changed, not what it costs each customer; a wait asks at its end, and only one during which
//! something changed asks at all.

use crate::id::{CustomerId, DeskId, PoolId, QueueId};
use crate::sim::customer::{Customer, Doing};
use crate::sim::desks;
use crate::sim::record::WaitCauses;
use crate::sim::world::World;
use crate::time::{Span, Time};

/// Whether anybody who may help a queue is rostered and not absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Staffing {
    Present,
    /// Somebody is there for others at this desk.
    WithoutKnowledge,
    Nobody,
}

/// What a line went through since the run began.
#[derive(Debug)]
pub struct History {
    /// Whoever joined at this time or later met none of what is told here.
    pub calm_since: Time,
    /// From that time on.
    staffing: Vec<(Time, Staffing)>,
    /// When the desk was closed.
    closings: Vec<(Time, Time)>,
    /// Pools with anybody rostered that may help.
    able: u32,
    /// Whoever joined before this time has been overtaken.
    overtaken: Time,
}

impl History {
    pub fn new() -> Self {
        Self {
            calm_since: Time(i64::MAX),
            staffing: vec![(Time::ZERO, Staffing::Nobody)],
            closings: Vec::new(),
            able: 0,
            overtaken: Time::ZERO,
        }
    }

    pub fn closes(&mut self, from: Time, to: Time) {
        self.closings.push((from, to));
        self.calm_since = self.calm_since.max(from);
    }

    fn is_staffed(&mut self, now: Time, staffing: Staffing) {
        let (since, before) = self.staffing.last_mut().expect("a line begins without anybody");
        if *before == staffing {
            return;
        }
        if *since == now {
            *before = staffing;
        } else {
            self.staffing.push((now, staffing));
        }
        self.calm_since = if staffing == Staffing::Present { now } else { Time(i64::MAX) };
    }

    fn closed(&self, from: Time, to: Time) -> Span {
        let later = self.closings.iter().rev().take_while(|(_, opens)| *opens > from);
        Span(later.map(|(closes, opens)| overlap((from, to), (*closes, *opens))).sum())
    }

    /// Parts of an interval in which nobody could be helped; being overtaken is not among them.
    fn stopped(&self, from: Time, to: Time) -> WaitCauses {
        let mut causes = WaitCauses { closed: self.closed(from, to), ..WaitCauses::default() };
        let mut until = to;
        for &(since, staffing) in self.staffing.iter().rev() {
            let start = since.max(from);
            if start < until {
                let open = Span((until - start).0 - self.closed(start, until).0);
                match staffing {
                    Staffing::Present => {}
                    Staffing::WithoutKnowledge => causes.knowledge = causes.knowledge + open,
                    Staffing::Nobody => causes.nobody = causes.nobody + open,
                }
                until = start;
            }
            if since <= from {
                break;
            }
        }
        causes
    }

    /// The causes of a wait in this line, of a customer overtaken at that time (before `from`: not at all).
    fn causes(&self, from: Time, to: Time, overtaken: Time) -> WaitCauses {
        let mut causes = self.stopped(from, to);
        if from < overtaken && overtaken < to {
            causes.priority = Span((to - overtaken).0 - self.stopped(overtaken, to).total().0);
        }
        causes
    }
}

fn overlap((from, to): (Time, Time), (closes, opens): (Time, Time)) -> i64 {
    (to.min(opens).0 - from.max(closes).0).max(0)
}

impl World<'_> {
    /// Whether a customer who is helped has nothing to tell of his wait, nor of what was before it.
    #[inline(always)]
    pub(super) fn is_plain(&self, id: CustomerId) -> bool {
        let customer = &self.customers[id];
        !customer.has_past
            && customer.access_days == Customer::NOT_BOOKED
            && self.lines[customer.queue].history.calm_since <= customer.queued
    }

    /// The causes of the wait of a customer, of earlier tries too where he remembers them; `None`: no other than that
    /// everybody was busy. `until`: when it ended.
    pub(super) fn why_waited(&self, id: CustomerId, until: Time) -> Option<WaitCauses> {
        let Customer { queue, queued, doing, .. } = self.customers[id];
        let before = self.customers.past(id).and_then(|past| past.waited);
        let (mut causes, since) = before.unwrap_or_default();
        let from = since.max(queued);
        // a message that lay where nobody looks was in no line
        let in_line = matches!(doing, Doing::Waiting | Doing::Helped);
        if in_line && from < until {
            causes.add(&self.lines[queue].history.causes(from, until, self.customers.overtaken[id]));
        }
        (causes != WaitCauses::default()).then_some(causes)
    }

    /// When help began, after the last time it was broken off.
    pub(super) fn help_began(&self, id: CustomerId) -> Time {
        let Customer { queued, helped, .. } = self.customers[id];
        match self.customers.past(id).and_then(|past| past.waited) {
            Some((_, since)) if since > queued => helped + self.left_to_do[id.0 as usize].0,
            // what waited before is an earlier try
            _ => helped,
        }
    }

    /// Help is broken off, now: the causes of the wait before it are kept.
    pub(super) fn keeps_causes(&mut self, id: CustomerId) {
        let causes = self.why_waited(id, self.help_began(id)).unwrap_or_default();
        self.customers.past_mut(id).waited = Some((causes, self.now));
        self.customers.overtaken[id] = Time::ZERO;
        let Customer { queue, queued, .. } = self.customers[id];
        let history = &mut self.lines[queue].history;
        history.overtaken = history.overtaken.min(queued);
    }

    /// The first of a pool comes or its last leaves, now.
    pub(super) fn pool_appears(&mut self, pool: PoolId, there: bool) {
        let change = if there { 1 } else { -1 };
        for &(queue, _) in &self.pools[pool].serves {
            let history = &mut self.lines[queue].history;
            history.able = history.able.wrapping_add_signed(change);
        }
        for &desk in &self.pools[pool].desks {
            self.on_duty[desk] = self.on_duty[desk].wrapping_add_signed(change);
            for &queue in &self.queues_at[desk] {
                let history = &mut self.lines[queue].history;
                let staffing = match (history.able, self.on_duty[desk]) {
                    (0, 0) => Staffing::Nobody,
                    (0, _) => Staffing::WithoutKnowledge,
                    _ => Staffing::Present,
                };
                history.is_staffed(self.now, staffing);
            }
        }
    }

    /// The queues of a desk that has closed stand still until it opens.
    pub(super) fn stands_still(&mut self, desk: DeskId) {
        for &queue in &self.queues_at[desk] {
            let goes_on = self.model.queues[queue].goes_on;
            let opens = desks::next_opening(self.model, desk, self.now, goes_on);
            let opens = opens.map_or(Time(i64::MAX), |(from, _)| from);
            self.lines[queue].history.closes(self.now, opens);
        }
    }

    /// Somebody of this pool takes this customer: those who came earlier in less urgent queues, from this place in its
    /// order on, are overtaken. Work that goes by the date it is due knows no overtaking.
    #[inline(never)]
    pub(super) fn overtakes(&mut self, pool: PoolId, from: usize, customer: CustomerId) {
        let queued = self.customers[customer].queued;
        for index in from..self.pools[pool].serves.len() {
            let (queue, _) = self.pools[pool].serves[index];
            self.is_overtaken(queue, queued);
        }
    }

    fn is_overtaken(&mut self, queue: QueueId, queued: Time) {
        let line = &mut self.lines[queue];
        if line.queue.by_due {
            return;
        }
        let before = line.history.overtaken;
        if queued <= before || line.head().is_none_or(|place| place.queued >= queued) {
            return;
        }
        line.history.overtaken = queued;
        line.history.calm_since = line.history.calm_since.max(queued);
        for place in line.places().rev().skip_while(|place| place.queued >= queued) {
            if place.queued < before {
                break;
            }
            let is_there = self.customers[place.customer].wait == place.wait;
            let overtaken = &mut self.customers.overtaken[place.customer];
            if is_there && *overtaken <= place.queued {
                *overtaken = self.now;
            }
        }
    }
}
