//! People who come when others cannot keep up, and go when nobody waits.

use crate::id::{AgentId, CustomerId, PoolId, QueueId};
use crate::sim::calendar::{Moment, Rank};
use crate::sim::customer::Doing;
use crate::sim::record::Observer;
use crate::sim::world::World;
use crate::time::Span;

impl World<'_> {
    /// A customer waits: when he has done so for long enough, people are called. `waited`: so long he has been seen to.
    pub(super) fn may_call_for_help(&mut self, id: CustomerId, waited: Span) {
        let customer = &self.customers[id];
        let pools = self.model.queues[customer.queue].pools.iter();
        let limits = pools.filter_map(|pool| self.model.pools[*pool].on_call).map(|on_call| on_call.after);
        if let Some(next) = limits.filter(|limit| *limit > waited).min() {
            let moment = Moment::new(customer.queued + next, Rank::CallsForHelp);
            self.events.schedule(moment, customer.wait, id.0);
        }
    }

    /// Somebody has waited for as long as some of the people on call allow.
    pub(super) fn calls_for_help(&mut self, id: CustomerId, wait: u32, observer: &mut impl Observer) {
        let customer = &self.customers[id];
        if customer.doing != Doing::Waiting || customer.wait != wait {
            return;
        }
        let (queue, waited) = (customer.queue, self.now - customer.queued);
        self.calls_pools(queue, waited, observer);
        let customer = &self.customers[id];
        if customer.doing == Doing::Waiting && customer.wait == wait {
            self.may_call_for_help(id, waited);
        }
    }

    fn calls_pools(&mut self, queue: QueueId, waited: Span, observer: &mut impl Observer) {
        let model = self.model;
        for &pool in &model.queues[queue].pools {
            let state = &mut self.pools[pool];
            let Some(on_call) = model.pools[pool].on_call.filter(|it| it.after <= waited) else { continue };
            if state.is_coming || state.rostered > 0 && state.rostered == state.planned {
                continue;
            }
            state.is_coming = true;
            if on_call.notice == Span::ZERO {
                self.help_comes(pool, observer);
            } else {
                self.schedule(self.now + on_call.notice, Rank::HelpComes, pool.0);
            }
        }
    }

    /// The people who were called come, if it is in their shift.
    pub(super) fn help_comes(&mut self, pool: PoolId, observer: &mut impl Observer) {
        let state = &mut self.pools[pool];
        state.is_coming = false;
        let planned = state.planned;
        self.is_rostered(pool, planned, observer);
    }

    /// When so many people on call are planned: all of them if any is there, else nobody.
    pub(super) fn wanted(&mut self, pool: PoolId, planned: u32) -> u32 {
        let state = &mut self.pools[pool];
        state.planned = planned;
        if state.rostered > 0 { planned } else { 0 }
    }

    /// Somebody on call finds nobody waiting, and goes.
    pub(super) fn is_not_needed(&mut self, agent: AgentId, pool: PoolId) {
        let now = self.now;
        let state = &mut self.pools[pool];
        state.account(now);
        state.rostered -= 1;
        state.go(agent);
        if state.rostered == 0 {
            self.pool_appears(pool, false);
        }
    }
}
