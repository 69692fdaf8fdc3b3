//! Hours and shifts: people come and go, desks close, time put in is reported.

use crate::id::AgentId;
use crate::id::{DeskId, PoolId, QueueId};
use crate::model::channel::Closing;
use crate::model::staff::ShiftEnd;
use crate::sim::agents::{Agent, Work};
use crate::sim::calendar::Rank;
use crate::sim::record::{Ending, Observer, StaffHour};
use crate::sim::roster;
use crate::sim::world::World;
use crate::time::{Span, Time};

impl World<'_> {
    pub(super) fn new_hour(&mut self, observer: &mut impl Observer) {
        if self.now > Time::ZERO {
            self.reports_hour(observer);
            self.turns_over(observer);
        }
        self.hour = (self.now.clock().0 / Span::HOUR.0) as u8;
        for queue in self.model.queues.ids() {
            if self.hour == 0 || self.lines[queue].asks_for_a_look(self.now) {
                self.sweep(queue, observer);
            }
        }
        if self.hour == 0 {
            self.opens_for_some_or_all(observer);
            self.new_day();
            if self.now == self.model.horizon.count_from() {
                self.adds_backlogs(observer);
            }
        }
        self.schedule(self.now + Span::HOUR, Rank::NewHour, 0);
    }

    /// Reports the hour that just ended, if its day counts.
    pub(super) fn reports_hour(&mut self, observer: &mut impl Observer) {
        let began = Time(self.now.0 - 1);
        let weekday = self.model.horizon.day(began.day()).weekday;
        let hour = (began.clock().0 / Span::HOUR.0) as u8;
        for pool in self.model.pools.ids() {
            let state = &mut self.pools[pool];
            state.account(self.now);
            let busy = std::mem::take(&mut state.busy_time);
            let present = std::mem::take(&mut state.present_time);
            let rostered = std::mem::take(&mut state.rostered_time);
            if self.counting {
                observer.staff_hour(&StaffHour {
                    pool,
                    day: began.day(),
                    weekday,
                    hour,
                    busy,
                    present,
                    rostered,
                });
            }
        }
    }

    fn new_day(&mut self) {
        let model = self.model;
        let horizon = &model.horizon;
        let day = self.now.day();
        self.midnight = self.now;
        self.counting = horizon.counted.contains(&day);
        for (id, pool) in model.pools.enumerate() {
            let mut plan = std::mem::take(&mut self.pools[id].plan);
            plan.clear();
            roster::plan_day(pool, day, horizon, &self.streams, &mut self.changes, &mut plan);
            let mut before = self.pools[id].rostered;
            for &(at, headcount) in &plan {
                let rank = if headcount >= before { Rank::StaffUp } else { Rank::StaffDown };
                self.schedule(at, rank, id.0);
                before = headcount;
            }
            self.pools[id].plan = plan;
        }
        let kind = horizon.day(day);
        for (id, desk) in model.desks.enumerate() {
            if kind.closed && !kind.emergencies || desk.always_open {
                continue;
            }
            for &(_, to) in desk.hours.on(usize::from(kind.weekday)) {
                let at = self.midnight + Span(i64::from(to) * Span::SECOND.0);
                let opens_again = at.day() > day && crate::sim::desks::is_open(model, id, at);
                if !opens_again {
                    self.schedule(at, Rank::Closes, id.0);
                }
            }
        }
    }

    /// The next headcount of the day's plan holds from now on.
    pub(super) fn staff_changes(&mut self, id: PoolId, observer: &mut impl Observer) {
        let (_, planned) = self.pools[id].plan.pop_front().expect("a change of staff is planned");
        let headcount = if self.pools[id].is_on_call { self.wanted(id, planned) } else { planned };
        self.is_rostered(id, headcount, observer);
    }

    /// So many people of a pool should be there from now on.
    pub(super) fn is_rostered(&mut self, id: PoolId, headcount: u32, observer: &mut impl Observer) {
        let now = self.now;
        let state = &mut self.pools[id];
        state.account(now);
        let was_there = state.rostered > 0;
        state.rostered = headcount;
        if was_there != (headcount > 0) {
            self.pool_appears(id, headcount > 0);
        }
        // whoever is on call and finds nobody waiting is gone again
        while self.pools[id].present < self.pools[id].rostered {
            self.pools[id].busy_changes(now, 1);
            let agent = self.pools[id].come();
            self.comes_free(agent, id, observer);
        }
        while self.pools[id].has_surplus() {
            let Some((agent, _)) = self.pools[id].free.pop_front() else { break };
            self.pools[id].go(agent);
        }
        let mut handed_on = Vec::new();
        while self.pools[id].has_surplus() {
            // nobody stays after hours for what can wait until tomorrow
            let Some(&agent) = self.pools[id].with_stock.last() else { break };
            handed_on.push(self.breaks_off(agent, observer));
            self.pools[id].busy_changes(now, -1);
            self.pools[id].go(agent);
        }
        if self.model.pools[id].shift_end == ShiftEnd::HandOver {
            self.hands_over(id, &mut handed_on, observer);
        }
        for queue in handed_on {
            self.is_taken_over(queue, observer);
        }
    }

    /// People past their shift hand over whom they help, lowest number first, if a colleague remains. After-call work
    /// is finished by who began it.
    fn hands_over(&mut self, id: PoolId, handed_on: &mut Vec<QueueId>, observer: &mut impl Observer) {
        let n_agents = self.agents.len() as u32;
        for agent in (0..n_agents).map(AgentId) {
            let Agent { pool, work: Work::Helping(customer) } = self.agents[agent] else { continue };
            if pool != id || !self.pools[id].has_surplus() {
                continue;
            }
            let queue = self.customers[customer].queue;
            let colleagues = self.model.queues[queue].pools.iter().map(|pool| self.pools[*pool].rostered);
            if colleagues.sum::<u32>() == 0 {
                continue;
            }
            handed_on.push(self.breaks_off(agent, observer));
            let now = self.now;
            self.pools[id].busy_changes(now, -1);
            self.pools[id].go(agent);
        }
    }

    /// Closing time: whoever waits is sent away, unless the channel serves them and somebody is there to do so.
    pub(super) fn closes(&mut self, desk: DeskId, observer: &mut impl Observer) {
        self.stands_still(desk);
        for index in 0..self.queues_at[desk].len() {
            let queue = self.queues_at[desk][index];
            let described = &self.model.queues[queue];
            let anybody = described.pools.iter().any(|pool| self.pools[*pool].present > 0);
            if self.model.channels[described.channel].closing == Closing::ServeWaiting && anybody {
                continue;
            }
            self.sweep(queue, observer);
            for place in self.lines[queue].take() {
                if self.customers[place.customer].wait == place.wait {
                    self.gives_up(place.customer, self.now, Ending::ClosedOut, observer);
                }
            }
        }
    }
}
