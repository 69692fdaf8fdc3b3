//! People at work: pools of interchangeable agents, who is free since when, and the time they put in.

use std::collections::VecDeque;

use crate::id::CustomerId;
use crate::id::{AgentId, DeskId, PoolId, QueueId};
use crate::model::Model;
use crate::model::staff::Pool;
use crate::sim::slots::Slots;
use crate::time::{Span, Time};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Not there, or free.
    None,
    Helping(CustomerId),
    /// With several at once.
    Talking,
    WrappingUp,
}

#[derive(Clone, Copy, Debug)]
pub struct Agent {
    pub pool: PoolId,
    pub work: Work,
}

/// Four lines of the cache, so that finding one takes no multiplication.
#[derive(Debug)]
#[repr(align(256))]
pub struct PoolState<'m> {
    pub pool: &'m Pool,
    /// Queues to help with their levels, most urgent level first.
    pub serves: Box<[(QueueId, u32)]>,
    /// Where they stand, each once.
    pub desks: Box<[DeskId]>,
    /// Whether its people take just the time that a contact takes, in every world.
    pub is_usual: bool,
    /// Who has stock in hand that can be put aside, in the order of taking it up.
    pub with_stock: Vec<AgentId>,
    /// Who talks to several at once.
    pub talking: Vec<AgentId>,
    /// Whether any channel needs after-call work.
    pub wraps_up: bool,
    /// How many should be there now, by roster and absence.
    pub rostered: u32,
    /// People on call: how many there are to call, and whether they were.
    pub planned: u32,
    pub is_coming: bool,
    pub is_on_call: bool,
    /// How many are there: free, at work, or finishing after their shift.
    pub present: u32,
    pub busy: u32,
    /// Free people, longest free first, with the moment they came free.
    pub free: VecDeque<(AgentId, Time)>,
    /// Places nobody holds.
    away: Vec<AgentId>,
    /// Today's headcounts still to come: at that time so many are rostered.
    pub plan: VecDeque<(Time, u32)>,
    /// Person-microseconds since the hour began, up to `since` (busy: up to `busy_since`).
    since: Time,
    busy_since: Time,
    pub busy_time: i64,
    pub present_time: i64,
    pub rostered_time: i64,
}

impl<'m> PoolState<'m> {
    /// What the same people do in another model of the same shape.
    pub fn adopts(&mut self, model: &'m Model, pool: &'m Pool) {
        self.pool = pool;
        self.serves = serves(pool, |_| true);
        self.desks = desks(model, pool);
        self.wraps_up = wraps_up(pool);
        self.is_on_call = pool.on_call.is_some();
    }
}

impl PoolState<'_> {
    /// Somebody free gets to work (+1) or somebody busy stops (−1).
    #[inline(always)]
    pub fn busy_changes(&mut self, now: Time, change: i32) {
        self.account_busy(now);
        self.busy = self.busy.wrapping_add_signed(change);
    }

    #[inline(always)]
    fn account_busy(&mut self, now: Time) {
        self.busy_time += (now - self.busy_since).0 * i64::from(self.busy);
        self.busy_since = now;
    }

    /// Brings the time put in up to `now`; to be called before a headcount changes.
    pub fn account(&mut self, now: Time) {
        self.account_busy(now);
        let elapsed = (now - self.since).0;
        self.since = now;
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

fn wraps_up(pool: &Pool) -> bool {
    pool.wrap_up.iter().any(|length| *length > Span::ZERO)
}

/// The queues of a pool with their levels, of those that `is_open`.
pub fn serves(pool: &Pool, is_open: impl Fn(QueueId) -> bool) -> Box<[(QueueId, u32)]> {
    let levels = pool.levels.iter().zip(0..);
    let all = levels.flat_map(|(queues, level)| queues.iter().map(move |&queue| (queue, level)));
    all.filter(|(queue, _)| is_open(*queue)).collect()
}

fn desks(model: &Model, pool: &Pool) -> Box<[DeskId]> {
    let mut desks: Vec<DeskId> =
        pool.levels.iter().flatten().map(|queue| model.queues[*queue].desk).collect();
    desks.sort_unstable();
    desks.dedup();
    desks.into()
}

/// All agents by number, and all pools, empty.
pub fn staff(model: &Model) -> (Slots<AgentId, Agent>, Slots<PoolId, PoolState<'_>>) {
    let mut agents = Vec::new();
    let pools = model.pools.enumerate().map(|(id, pool)| {
        let first = agents.len() as u32;
        agents.extend((0..pool.most).map(|_| Agent { pool: id, work: Work::None }));
        PoolState {
            pool,
            serves: serves(pool, |_| true),
            desks: desks(model, pool),
            is_usual: false,
            with_stock: Vec::new(),
            talking: Vec::new(),
            wraps_up: wraps_up(pool),
            rostered: 0,
            planned: 0,
            is_coming: false,
            is_on_call: pool.on_call.is_some(),
            present: 0,
            busy: 0,
            free: VecDeque::new(),
            away: (first..agents.len() as u32).rev().map(AgentId).collect(),
            plan: VecDeque::new(),
            since: Time::ZERO,
            busy_since: Time::ZERO,
            busy_time: 0,
            present_time: 0,
            rostered_time: 0,
        }
    });
    let pools = pools.collect();
    (agents.into_iter().collect(), pools)
}
