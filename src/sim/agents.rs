//! People at work: pools of interchangeable agents, who is free since when, and the time they put in.

use std::collections::VecDeque;

use crate::id::{IdVec, PoolId, QueueId};
use crate::model::Model;
use crate::model::staff::Pool;
use crate::sim::customer::CustomerId;
use crate::time::{Span, Time};

/// A person's place among those who can be there at once; dense over all pools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgentId(pub u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Not there, or free.
    None,
    Helping(CustomerId),
    WrappingUp,
}

#[derive(Clone, Copy, Debug)]
pub struct Agent {
    pub pool: PoolId,
    pub work: Work,
}

#[derive(Debug)]
pub struct PoolState<'m> {
    pub pool: &'m Pool,
    /// Queues to help with their levels, most urgent level first.
    pub serves: Box<[(QueueId, u32)]>,
    pub time_factor: f64,
    /// Whether any channel needs after-call work.
    pub wraps_up: bool,
    /// How many should be there now, by roster and absence.
    pub rostered: u32,
    /// How many are there: free, at work, or finishing after their shift.
    pub present: u32,
    pub busy: u32,
    /// Free people, longest free first, with the moment they came free.
    pub free: VecDeque<(AgentId, Time)>,
    /// Places nobody holds.
    away: Vec<AgentId>,
    /// Today's headcounts still to come: at that time so many are rostered.
    pub plan: VecDeque<(Time, u32)>,
    /// Person-microseconds since the hour began, up to `since`.
    since: Time,
    pub busy_time: i64,
    pub present_time: i64,
    pub rostered_time: i64,
}

impl PoolState<'_> {
    /// Brings the time put in up to `now`; to be called before a headcount changes.
    #[inline(always)]
    pub fn account(&mut self, now: Time) {
        let elapsed = (now - self.since).0;
        self.since = now;
        self.busy_time += elapsed * i64::from(self.busy);
        self.present_time += elapsed * i64::from(self.present);
        self.rostered_time += elapsed * i64::from(self.rostered);
    }

    /// Somebody more comes in.
    pub fn come(&mut self) -> AgentId {
        self.present += 1;
        self.away.pop().expect("a pool has a place for everybody who can be there")
    }

    /// Somebody who is not at work leaves.
    pub fn go(&mut self, agent: AgentId) {
        self.present -= 1;
        self.away.push(agent);
    }

    /// Whether more are there than are rostered.
    #[inline(always)]
    pub fn has_surplus(&self) -> bool {
        self.present > self.rostered
    }
}

fn serves(pool: &Pool) -> Box<[(QueueId, u32)]> {
    let levels = pool.levels.iter().zip(0..);
    levels.flat_map(|(queues, level)| queues.iter().map(move |&queue| (queue, level))).collect()
}

/// All agents by number, and all pools, empty.
pub fn staff(model: &Model) -> (Vec<Agent>, IdVec<PoolId, PoolState<'_>>) {
    let mut agents = Vec::new();
    let pools = model.pools.enumerate().map(|(id, pool)| {
        let first = agents.len() as u32;
        agents.extend((0..pool.most).map(|_| Agent { pool: id, work: Work::None }));
        PoolState {
            pool,
            serves: serves(pool),
            time_factor: pool.time_factor,
            wraps_up: pool.wrap_up.iter().any(|length| *length > Span::ZERO),
            rostered: 0,
            present: 0,
            busy: 0,
            free: VecDeque::new(),
            away: (first..agents.len() as u32).rev().map(AgentId).collect(),
            plan: VecDeque::new(),
            since: Time::ZERO,
            busy_time: 0,
            present_time: 0,
            rostered_time: 0,
        }
    });
    let pools = pools.collect();
    (agents, pools)
}
