//! Who helps whom: free people for a customer who comes, waiting customers for a person who comes free.

use crate::id::AgentId;
use crate::id::CustomerId;
use crate::id::{PoolId, QueueId};
use crate::model::channel::{Assign, Closing};
use crate::model::journey::Contact;
use crate::sim::agents::{Agent, Work};
use crate::sim::customer::Doing;
use crate::sim::desks;
use crate::sim::queue::Place;
use crate::sim::record::{Ending, Observer};
use crate::sim::world::World;
use crate::time::{Span, Time};

impl<'m> World<'m> {
    /// The free person this customer gets, taken from those who are free.
    #[inline(always)]
    pub(super) fn free_agent_for(
        &mut self,
        id: CustomerId,
        queue: QueueId,
        contact: &Contact,
    ) -> Option<(AgentId, PoolId)> {
        let line = &self.lines[queue];
        let eligible = &line.queue.pools[..];
        let pool = match (line.only_pool, line.channel.assign) {
            (Some(only), _) => only,
            (_, Assign::FirstListed) => *eligible.iter().find(|pool| !self.pools[**pool].free.is_empty())?,
            (_, Assign::LongestIdle) => {
                let since = |pool: &PoolId| self.pools[*pool].free.front().map(|(_, since)| *since);
                eligible
                    .iter()
                    .filter_map(|pool| Some((since(pool)?, *pool)))
                    .min_by_key(|(since, _)| *since)?
                    .1
            }
            (_, Assign::Proportional) => self.pool_in_proportion(id, eligible, contact)?,
        };
        let state = &mut self.pools[pool];
        let (agent, _) = state.free.pop_front()?;
        state.busy_changes(self.now, 1);
        Some((agent, pool))
    }

    #[inline(never)]
    fn pool_in_proportion(&self, id: CustomerId, eligible: &[PoolId], contact: &Contact) -> Option<PoolId> {
        let free = |pool: &PoolId| self.pools[*pool].free.len();
        let total: usize = eligible.iter().map(free).sum();
        let (entity, occurrence) = self.name(id, self.customers[id].attempt);
        let uniform = self.streams.uniform(contact.assign_draw, entity, occurrence);
        let mut left = (uniform * total as f64) as usize;
        eligible.iter().copied().find(|pool| {
            let here = free(pool);
            let found = left < here;
            left = left.saturating_sub(here);
            found
        })
    }

    /// An agent, already counted as busy, starts to help.
    #[inline(always)]
    pub(super) fn helps(&mut self, agent: AgentId, pool: PoolId, id: CustomerId, work: Span) {
        let now = self.now;
        let length = if self.customers[id].broken_off {
            self.takes_up_again(id)
        } else {
            self.customers[id].helped = now;
            let factor = self.pools[pool].time_factor;
            if factor == 1.0 { work } else { stretched(work, self.contact(id).fixed, factor) }
        };
        let customer = &mut self.customers[id];
        customer.wait = 0;
        customer.doing = Doing::Helped;
        self.agents[agent].work = Work::Helping(id);
        self.working.set(agent.0 as usize, now + length);
    }

    #[inline(always)]
    pub(super) fn work_ends(&mut self, agent: AgentId, observer: &mut impl Observer) {
        let Agent { pool, work } = self.agents[agent];
        let Work::Helping(id) = work else {
            return self.comes_free(agent, pool, observer);
        };
        let contact = self.contact(id);
        let customer = &self.customers[id];
        let line = &self.lines[customer.queue];
        let (wait, handling) = (customer.helped - customer.queued, self.now - customer.helped);
        let mut visit = self.visit(id, contact, line.queue.desk, wait, Ending::Served, false);
        visit.pool = Some(pool);
        visit.handling = handling;
        if line.channel.lines.is_some() {
            self.lines_taken[contact.channel] -= 1;
        }
        let state = &self.pools[pool];
        let wrap_up = if state.wraps_up { state.pool.wrap_up[contact.channel] } else { Span::ZERO };
        if wrap_up > Span::ZERO {
            self.agents[agent].work = Work::WrappingUp;
            self.working.set(agent.0 as usize, self.now + wrap_up);
        } else {
            self.comes_free(agent, pool, observer);
        }
        // recorded while the processor waits to learn what comes next
        if self.is_plain(id) {
            observer.visit(&visit);
        } else {
            self.reports_in_full(id, pool, observer);
        }
        self.is_done(id, Some(pool), None, observer);
    }

    /// A busy agent has nothing in hand any more: takes the next customer, waits for one, or goes home.
    #[inline(always)]
    pub(super) fn comes_free(&mut self, agent: AgentId, pool: PoolId, observer: &mut impl Observer) {
        let surplus = self.pools[pool].has_surplus();
        if let Some(place) = self.next_customer(pool, surplus, observer) {
            return self.helps(agent, pool, place.customer, place.work);
        }
        self.agents[agent].work = Work::None;
        self.working.clear(agent.0 as usize);
        let now = self.now;
        let state = &mut self.pools[pool];
        state.busy_changes(now, -1);
        if surplus {
            state.account(now);
            state.go(agent);
        } else {
            state.free.push_back((agent, now));
        }
    }

    /// Takes the customer whom somebody of this pool helps next out of his line. Whoever is past his shift only
    /// helps those who still wait at a desk that has closed.
    #[inline(always)]
    pub(super) fn next_customer(
        &mut self,
        pool: PoolId,
        past_shift: bool,
        observer: &mut impl Observer,
    ) -> Option<Place> {
        let mut oldest: Option<(Place, QueueId, u32)> = None;
        for index in 0..self.pools[pool].serves.len() {
            let (queue, level) = self.pools[pool].serves[index];
            if let Some((first, _, found)) = oldest
                && found < level
            {
                if !past_shift {
                    self.overtakes(pool, index, first.queued);
                }
                break;
            }
            let Some(place) = self.head(queue, observer) else { continue };
            if past_shift && !self.sees_out(queue) {
                continue;
            }
            if oldest.is_none_or(|(first, _, _)| place.queued < first.queued) {
                oldest = Some((place, queue, level));
            }
        }
        let (place, queue, _) = oldest?;
        self.lines[queue].leave_head();
        Some(place)
    }

    /// What was left to do of help that was broken off.
    #[inline(never)]
    fn takes_up_again(&mut self, id: CustomerId) -> Span {
        let (done, left) = self.left_to_do[id.0 as usize];
        let customer = &mut self.customers[id];
        customer.broken_off = false;
        // as if help began so long ago: all waiting counts as waiting
        customer.helped = Time(self.now.0 - done.0);
        left
    }

    fn sees_out(&self, queue: QueueId) -> bool {
        let line = &self.lines[queue];
        line.channel.closing == Closing::ServeWaiting
            && !desks::is_open(self.model, line.queue.desk, self.now)
    }

    /// The first in line who is still there.
    #[inline(always)]
    fn head(&mut self, queue: QueueId, observer: &mut impl Observer) -> Option<Place> {
        while let Some(place) = self.lines[queue].head() {
            if self.customers[place.customer].wait == place.wait {
                if place.deadline >= self.now {
                    return Some(place);
                }
                self.gives_up(place.customer, place.deadline, Ending::Abandoned, observer);
            }
            self.lines[queue].leave_head();
        }
        None
    }

    /// Lets everybody in a line who has given up leave it, where that is evaluated on looking.
    #[inline(never)]
    pub(super) fn sweep(&mut self, queue: QueueId, observer: &mut impl Observer) {
        let mut places = self.lines[queue].take();
        places.retain(|place| {
            let there = self.customers[place.customer].wait == place.wait;
            if there && place.deadline < self.now {
                self.gives_up(place.customer, place.deadline, Ending::Abandoned, observer);
            }
            there && place.deadline >= self.now
        });
        self.lines[queue].put_back(places);
    }
}

/// Handling time with someone of this factor; what is fixed does not stretch.
fn stretched(work: Span, fixed: Span, factor: f64) -> Span {
    Span::from_seconds((work.seconds() - fixed.seconds()) * factor) + fixed
}
