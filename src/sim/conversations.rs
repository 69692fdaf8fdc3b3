//! Conversations that share one person's time: each of n goes on at an n-th of the speed.

use crate::id::{AgentId, CustomerId, PoolId, QueueId};
use crate::sim::agents::Work;
use crate::sim::record::Observer;
use crate::sim::world::World;
use crate::time::{Span, Time};

/// The conversations of one agent.
#[derive(Debug, Default)]
pub struct Conversations {
    /// With whom, and how much work each still takes, as it stood at `since`.
    open: Vec<(CustomerId, Span)>,
    since: Time,
    /// Of the channel: how many at once.
    most: u32,
}

impl Conversations {
    /// Brings the work that is left up to `now`.
    fn account(&mut self, now: Time) {
        let share = (now - self.since).0 / (self.open.len() as i64).max(1);
        for (_, left) in &mut self.open {
            left.0 = (left.0 - share).max(0);
        }
        self.since = now;
    }

    /// When the first of them ends, if nothing changes.
    fn next_end(&self) -> Option<Time> {
        let least = self.open.iter().map(|(_, left)| left.0).min()?;
        Some(Time(self.since.0 + least * self.open.len() as i64))
    }

    /// Takes out the one that ends first; of equals the one that began first.
    fn take_first(&mut self) -> CustomerId {
        let least = (0..self.open.len()).min_by_key(|place| self.open[*place].1);
        self.open.remove(least.expect("somebody is talked to")).0
    }
}

impl World<'_> {
    /// Somebody of the pools that may help here who talks to others already and has room for one more: with the fewest
    /// conversations, in the first team.
    #[inline(never)]
    pub(super) fn room_beside_others(&self, queue: QueueId) -> Option<(AgentId, PoolId)> {
        let talking = self.model.queues[queue].pools.iter().flat_map(|pool| {
            let agents = self.pools[*pool].talking.iter();
            agents.filter(|_| !self.pools[*pool].has_surplus()).map(move |agent| (*agent, *pool))
        });
        talking
            .map(|(agent, pool)| (self.conversations[agent].open.len(), agent, pool))
            .filter(|(n, agent, _)| (*n as u32) < self.conversations[*agent].most)
            .min_by_key(|(n, ..)| *n)
            .map(|(_, agent, pool)| (agent, pool))
    }

    /// One conversation more for an agent who talks already, or is free to.
    pub(super) fn talks_to(&mut self, agent: AgentId, pool: PoolId, id: CustomerId, work: Span) {
        let now = self.now;
        let most = self.lines[self.customers[id].queue].channel.at_once;
        let own = &mut self.conversations[agent];
        own.account(now);
        if own.open.is_empty() {
            self.pools[pool].talking.push(agent);
        }
        own.most = most;
        own.open.push((id, work));
        self.agents[agent].work = Work::Talking;
        self.schedules_conversation(agent);
    }

    fn schedules_conversation(&mut self, agent: AgentId) {
        let end = self.conversations[agent].next_end().expect("somebody is talked to");
        self.working.set(agent.0 as usize, end);
    }

    /// The first conversation of an agent ends; the others go on faster, and somebody who waits may join them.
    #[inline(never)]
    pub(super) fn conversation_ends(&mut self, agent: AgentId, pool: PoolId, observer: &mut impl Observer) {
        let own = &mut self.conversations[agent];
        own.account(self.now);
        let id = own.take_first();
        let is_last = own.open.is_empty();
        let contact = self.contact(id);
        let mut visit = self.visit_of_help(id, contact, pool);
        if is_last {
            self.pools[pool].talking.retain(|other| *other != agent);
            self.wraps_up(agent, pool, contact, observer);
        } else {
            self.schedules_conversation(agent);
            self.fills_up(agent, pool, observer);
        }
        self.was_helped(id, contact, &mut visit, observer);
    }

    /// Takes on who waits for a conversation, as long as the agent has room.
    pub(super) fn fills_up(&mut self, agent: AgentId, pool: PoolId, observer: &mut impl Observer) {
        let has_room = |world: &Self| {
            let own = &world.conversations[agent];
            (own.open.len() as u32) < own.most && !world.pools[pool].has_surplus()
        };
        for index in 0..self.pools[pool].serves.len() {
            let (queue, _) = self.pools[pool].serves[index];
            while self.lines[queue].channel.at_once > 1 && has_room(self) {
                let Some(place) = self.takes_head(queue, observer) else { break };
                self.helps(agent, pool, place.customer, place.work, observer);
            }
        }
    }
}
