//! Who helps whom: free people for a customer who comes, waiting customers for a person who comes free.

use crate::id::{PoolId, QueueId};
use crate::model::channel::{Assign, Closing};
use crate::model::journey::Contact;
use crate::sim::agents::{AgentId, Work};
use crate::sim::customer::{CustomerId, Doing};
use crate::sim::desks;
use crate::sim::queue::Place;
use crate::sim::record::{Ending, Observer};
use crate::sim::world::World;
use crate::time::{Span, Time};

impl World<'_> {
    /// The free person this customer gets, taken from those who are free.
    #[inline]
    pub(super) fn free_agent_for(
        &mut self,
        id: CustomerId,
        queue: QueueId,
        contact: &Contact,
        assign: Assign,
    ) -> Option<AgentId> {
        let model = self.model;
        let eligible = &model.queues[queue].pools[..];
        let pool = match (eligible, assign) {
            ([only], _) => *only,
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
        state.account(self.now);
        state.busy += 1;
        Some(agent)
    }

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
    #[inline]
    pub(super) fn helps(&mut self, agent: AgentId, id: CustomerId) {
        let contact = self.contact(id);
        let now = self.now;
        let pool = self.agents[agent.0 as usize].pool;
        let left = self.left_to_do.get_mut(id.0 as usize).map_or(Span::ZERO, std::mem::take);
        let length = if left > Span::ZERO {
            left
        } else {
            self.customers[id].helped = now;
            let keeps = contact.retry.as_ref().is_some_and(|retry| retry.keeps_service);
            let (entity, occurrence) = self.name(id, if keeps { 0 } else { self.customers[id].attempt });
            let mut draw = self.streams.draw(contact.service_draw, entity, occurrence);
            let seconds = contact.service.sample(&mut draw) * self.model.pools[pool].time_factor;
            Span::from_seconds(seconds) + contact.fixed
        };
        let customer = &mut self.customers[id];
        customer.wait = 0;
        customer.doing = Doing::Helped;
        self.agents[agent.0 as usize].work = Work::Helping(id);
        self.working.set(agent.0 as usize, now + length);
    }

    pub(super) fn work_ends(&mut self, agent: AgentId, observer: &mut impl Observer) {
        let Work::Helping(id) = self.agents[agent.0 as usize].work else {
            return self.comes_free(agent, observer);
        };
        let contact = self.contact(id);
        let pool = self.agents[agent.0 as usize].pool;
        let customer = &self.customers[id];
        let desk = self.model.queues[customer.queue].desk;
        let (wait, handling) = (customer.helped - customer.queued, self.now - customer.helped);
        let mut visit = self.visit(id, contact, desk, wait, Ending::Served, false);
        visit.pool = Some(pool);
        visit.handling = handling;
        observer.visit(&visit);
        self.frees_line(contact);
        let wrap_up = self.model.pools[pool].wrap_up[contact.channel];
        if wrap_up > Span::ZERO {
            self.agents[agent.0 as usize].work = Work::WrappingUp;
            self.working.set(agent.0 as usize, self.now + wrap_up);
        } else {
            self.comes_free(agent, observer);
        }
        self.is_done(id, observer);
    }

    /// A busy agent has nothing in hand any more: takes the next customer, waits for one, or goes home.
    #[inline]
    pub(super) fn comes_free(&mut self, agent: AgentId, observer: &mut impl Observer) {
        let pool = self.agents[agent.0 as usize].pool;
        let surplus = self.pools[pool].has_surplus();
        if let Some(id) = self.next_customer(pool, surplus, observer) {
            return self.helps(agent, id);
        }
        self.agents[agent.0 as usize].work = Work::None;
        self.working.clear(agent.0 as usize);
        let now = self.now;
        let state = &mut self.pools[pool];
        state.account(now);
        state.busy -= 1;
        if surplus {
            state.go(agent);
        } else {
            state.free.push_back((agent, now));
        }
    }

    /// Takes the customer whom somebody of this pool helps next out of his line. Whoever is past his shift only
    /// helps those who still wait at a desk that has closed.
    #[inline]
    pub(super) fn next_customer(
        &mut self,
        pool: PoolId,
        past_shift: bool,
        observer: &mut impl Observer,
    ) -> Option<CustomerId> {
        let model = self.model;
        for level in &model.pools[pool].levels {
            let mut oldest: Option<(Time, QueueId)> = None;
            for &queue in level {
                let Some(place) = self.head(queue, observer) else { continue };
                if past_shift && !self.sees_out(queue) {
                    continue;
                }
                if oldest.is_none_or(|(since, _)| place.queued < since) {
                    oldest = Some((place.queued, queue));
                }
            }
            if let Some((_, queue)) = oldest {
                let place = self.lines[queue].head().expect("the line that was chosen has a head");
                self.lines[queue].leave_head();
                return Some(place.customer);
            }
        }
        None
    }

    fn sees_out(&self, queue: QueueId) -> bool {
        let described = &self.model.queues[queue];
        self.model.channels[described.channel].closing == Closing::ServeWaiting
            && !desks::is_open(self.model, described.desk, self.now)
    }

    /// The first in line who is still there.
    #[inline]
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
    pub(super) fn sweep(&mut self, queue: QueueId, observer: &mut impl Observer) {
        let mut line = std::mem::take(&mut self.lines[queue]);
        line.retain(|place| {
            let there = self.customers[place.customer].wait == place.wait;
            if there && place.deadline < self.now {
                self.gives_up(place.customer, place.deadline, Ending::Abandoned, observer);
            }
            there && place.deadline >= self.now
        });
        self.lines[queue] = line;
    }
}
