//! Who helps whom: free people for a customer who comes, waiting customers for a person who comes free.

use crate::id::AgentId;
use crate::id::CustomerId;
use crate::id::{PoolId, QueueId};
use crate::model::channel::{Assign, ChannelKind, Closing};
use crate::model::journey::Contact;
use crate::sim::agents::{Agent, Work};
use crate::sim::customer::Doing;
use crate::sim::desks;
use crate::sim::queue::Place;
use crate::sim::record::{Ending, Happening, Observer, Visit};
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
        let eligible = line.pools;
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

    /// Somebody who may help here and has only stock in hand puts it aside: whoever took it up last, in the first
    /// team that has one. The line in which it waits again comes third.
    #[inline(never)]
    pub(super) fn puts_aside(
        &mut self,
        queue: QueueId,
        observer: &mut impl Observer,
    ) -> Option<(AgentId, PoolId, QueueId)> {
        let eligible = &self.model.queues[queue].pools;
        let willing = |pool: &&PoolId| {
            self.model.teams[self.model.pools[**pool].team].puts_aside
                && !self.pools[**pool].with_stock.is_empty()
        };
        let pool = *eligible.iter().find(willing)?;
        let agent = *self.pools[pool].with_stock.last().expect("somebody has stock in hand");
        let aside = self.breaks_off(agent, observer);
        Some((agent, pool, aside))
    }

    /// Colleagues who are free take up what lies in this line.
    #[inline(never)]
    pub(super) fn is_taken_over(&mut self, queue: QueueId, observer: &mut impl Observer) {
        let model = self.model;
        for &pool in &model.queues[queue].pools {
            while !self.pools[pool].free.is_empty() {
                let Some(place) = self.next_customer(pool, false, observer) else { break };
                let now = self.now;
                let state = &mut self.pools[pool];
                let (agent, _) = state.free.pop_front().expect("somebody is free");
                state.busy_changes(now, 1);
                self.helps(agent, pool, place.customer, place.work, observer);
            }
        }
    }

    /// Takes what an agent is busy with out of his hands: back to the head of its line, to be taken up where it was left.
    /// Returns that line.
    pub(super) fn breaks_off(&mut self, agent: AgentId, observer: &mut impl Observer) -> QueueId {
        let Agent { pool, work: Work::Helping(customer) } = self.agents[agent] else {
            unreachable!("only help is broken off")
        };
        let ends = self.working.time(agent.0 as usize);
        let slot = customer.0 as usize;
        if self.left_to_do.len() <= slot {
            self.left_to_do.resize(slot + 1, (Span::ZERO, Span::ZERO));
        }
        let done = self.now - self.customers[customer].helped;
        self.keeps_causes(customer);
        self.tells(customer, Happening::PutAside { pool, done }, observer);
        self.left_to_do[slot] = (done, ends - self.now);
        let wait = self.next_serial();
        let state = &mut self.customers[customer];
        state.wait = wait;
        state.doing = Doing::Waiting;
        state.broken_off = true;
        let (queue, mut queued, work) = (state.queue, state.queued, Span::ZERO);
        if self.lines[queue].queue.by_due {
            queued = self.due_date(customer);
        }
        self.lines[queue].join_first(Place { queued, deadline: Time(i64::MAX), customer, wait, work });
        self.pools[pool].with_stock.retain(|other| *other != agent);
        self.agents[agent].work = Work::None;
        self.working.clear(agent.0 as usize);
        queue
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
    pub(super) fn helps(
        &mut self,
        agent: AgentId,
        pool: PoolId,
        id: CustomerId,
        work: Span,
        observer: &mut impl Observer,
    ) {
        let now = self.now;
        let length = if self.customers[id].broken_off {
            self.tells(id, Happening::TakenUpAgain { pool }, observer);
            self.takes_up_again(id)
        } else {
            self.customers[id].helped = now;
            if self.pools[pool].is_usual {
                work
            } else {
                let own = &self.world_of(id).pools[pool];
                let contact = self.contact(id);
                let search_change = if contact.search_change.is_some() { 0 } else { own.search_change };
                stretched(work, contact.fixed, own.time_factor, search_change)
            }
        };
        let customer = &mut self.customers[id];
        customer.wait = 0;
        customer.doing = Doing::Helped;
        if !self.lines[customer.queue].is_plain {
            return self.takes_in_hand(agent, pool, id, length);
        }
        self.agents[agent].work = Work::Helping(id);
        self.working.set(agent.0 as usize, now + length);
    }

    /// Help that can be put aside, or that shares the agent's time with other conversations.
    #[inline(never)]
    fn takes_in_hand(&mut self, agent: AgentId, pool: PoolId, id: CustomerId, length: Span) {
        let line = &self.lines[self.customers[id].queue];
        if line.channel.at_once > 1 {
            return self.talks_to(agent, pool, id, length);
        }
        self.pools[pool].with_stock.push(agent);
        self.agents[agent].work = Work::Helping(id);
        self.working.set(agent.0 as usize, self.now + length);
    }

    #[inline(always)]
    pub(super) fn work_ends(&mut self, agent: AgentId, observer: &mut impl Observer) {
        let Agent { pool, work } = self.agents[agent];
        let Work::Helping(id) = work else {
            return match work {
                Work::Talking => self.conversation_ends(agent, pool, observer),
                _ => self.comes_free(agent, pool, observer),
            };
        };
        let line = &self.lines[self.customers[id].queue];
        if !line.may_end_plainly || !self.is_plain(id) {
            return self.help_ends(agent, pool, id, observer);
        }
        let contact = self.contact(id);
        self.wraps_up(agent, pool, contact, observer);
        self.is_plainly_done(id, contact, pool, observer);
    }

    /// Help ends of which there is more to tell than how long it took.
    #[inline(never)]
    fn help_ends(&mut self, agent: AgentId, pool: PoolId, id: CustomerId, observer: &mut impl Observer) {
        let contact = self.contact(id);
        let mut visit = self.visit_of_help(id, contact, pool);
        if self.lines[self.customers[id].queue].queue.is_stock {
            self.pools[pool].with_stock.retain(|other| *other != agent);
        }
        self.wraps_up(agent, pool, contact, observer);
        self.was_helped(id, contact, &mut visit, observer);
    }

    /// The record of help by somebody of this pool that ends now.
    #[inline(always)]
    pub(super) fn visit_of_help(&mut self, id: CustomerId, contact: &'m Contact, pool: PoolId) -> Visit {
        let now = self.now;
        let customer = &mut self.customers[id];
        let (wait, handling) = (customer.helped - customer.queued, now - customer.helped);
        customer.in_queue = customer.in_queue + wait;
        customer.in_help = customer.in_help + handling;
        let line = &self.lines[customer.queue];
        if line.limit.is_some() {
            self.lines_taken[contact.channel] -= 1;
        }
        let visit = self.visit(id, contact, line.queue.desk, wait, Ending::Served, false);
        Visit { pool: Some(pool), handling, ..visit }
    }

    /// An agent who has nothing else in hand is done with a contact.
    #[inline(always)]
    pub(super) fn wraps_up(
        &mut self,
        agent: AgentId,
        pool: PoolId,
        contact: &Contact,
        observer: &mut impl Observer,
    ) {
        let state = &self.pools[pool];
        let wrap_up = if state.wraps_up { state.pool.wrap_up[contact.channel] } else { Span::ZERO };
        if wrap_up > Span::ZERO {
            self.agents[agent].work = Work::WrappingUp;
            self.working.set(agent.0 as usize, self.now + wrap_up);
        } else {
            self.comes_free(agent, pool, observer);
        }
    }

    /// On from help that ended.
    pub(super) fn was_helped(
        &mut self,
        id: CustomerId,
        contact: &'m Contact,
        visit: &mut Visit,
        observer: &mut impl Observer,
    ) {
        let kind = self.model.channels[contact.channel].kind;
        if self.remembers {
            if kind == ChannelKind::Reception {
                return self.is_shown_the_way(id, contact, visit, observer);
            }
            if !kind.is_unseen() {
                // earlier tries were added when they failed
                let own = visit.wait_of_all_tries - self.customers[id].waited;
                let open = &mut self.lives[id].contact;
                open.waited = open.waited + own;
            }
            visit.after = self.judges(id, contact, visit.pool.expect("somebody helped"), observer);
            return self.was_answered(id, contact, visit, observer);
        }
        self.completes(id, visit, self.help_began(id));
        self.is_simply_done(id, visit, observer);
    }

    /// A busy agent has nothing in hand any more: takes the next customer, waits for one, or goes home.
    #[inline(always)]
    pub(super) fn comes_free(&mut self, agent: AgentId, pool: PoolId, observer: &mut impl Observer) {
        let surplus = self.pools[pool].has_surplus();
        if let Some(place) = self.next_customer(pool, surplus, observer) {
            self.helps(agent, pool, place.customer, place.work, observer);
            if self.agents[agent].work == Work::Talking {
                self.fills_up(agent, pool, observer);
            }
            return;
        }
        self.agents[agent].work = Work::None;
        self.working.clear(agent.0 as usize);
        let now = self.now;
        let state = &mut self.pools[pool];
        state.busy_changes(now, -1);
        if surplus {
            state.account(now);
            state.go(agent);
        } else if state.is_on_call {
            self.is_not_needed(agent, pool);
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
        if let [(only, _)] = self.pools[pool].serves[..]
            && !past_shift
        {
            return self.takes_head(only, observer);
        }
        let mut oldest: Option<(Place, QueueId, u32)> = None;
        for index in 0..self.pools[pool].serves.len() {
            let (queue, level) = self.pools[pool].serves[index];
            if let Some((first, _, found)) = oldest
                && found < level
            {
                if !past_shift {
                    self.overtakes(pool, index, first.customer);
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

    /// Takes the first in line who is still there.
    #[inline(always)]
    pub(super) fn takes_head(&mut self, queue: QueueId, observer: &mut impl Observer) -> Option<Place> {
        let place = self.head(queue, observer)?;
        self.lines[queue].leave_head();
        Some(place)
    }

    /// Lets everybody in a line who has given up leave it, where that is evaluated on looking.
    #[inline(never)]
    pub(super) fn sweep(&mut self, queue: QueueId, observer: &mut impl Observer) {
        if self.lines[queue].head().is_none() {
            return self.lines[queue].is_looked_at();
        }
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
fn stretched(work: Span, fixed: Span, factor: f64, search_change: i64) -> Span {
    let searched = Span((work.0 - fixed.0 + search_change).max(0));
    Span::from_seconds(searched.seconds() * factor) + fixed
}
