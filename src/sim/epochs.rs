//! Stretches of days: another model of the same shape holds from midnight, and each customer lives in the world of the
//! measures that reach him.

use crate::id::{CustomerId, JourneyId, QueueId, StepId};
use crate::model::Model;
use crate::sim::record::Observer;
use crate::sim::routes::{Target, Ways};
use crate::sim::world::World;

impl<'m> World<'m> {
    /// Whether another stretch begins today; then it holds from now on.
    pub(super) fn turns_over(&mut self, observer: &mut impl Observer) {
        let Some(next) = self.whole.epochs.get(self.epoch + 1) else { return };
        if next.from != self.now.day() {
            return;
        }
        self.epoch += 1;
        self.adopts(&next.worlds[0], observer);
    }

    /// Goes on with other numbers; who waits, works or is under way stays so, and what was drawn stays drawn.
    fn adopts(&mut self, model: &'m Model, observer: &mut impl Observer) {
        let on_duty: Vec<_> = model.pools.ids().filter(|pool| self.pools[*pool].rostered > 0).collect();
        on_duty.iter().for_each(|pool| self.pool_appears(*pool, false));
        let before = std::mem::replace(&mut self.model, model);
        self.only_emergencies = false;
        for (id, queue) in model.queues.enumerate() {
            self.lines[id].adopts(model, queue, self.remembers);
        }
        for (id, pool) in model.pools.enumerate() {
            self.pools[id].adopts(model, pool);
        }
        on_duty.iter().for_each(|pool| self.pool_appears(*pool, true));
        self.aims_at_worlds();
        for team in model.teams.ids() {
            let weeks = |model: &Model| model.teams[team].backlog.as_ref().map(|backlog| backlog.weeks);
            if let Some(backlog) =
                model.teams[team].backlog.as_ref().filter(|_| weeks(before) != weeks(model))
            {
                self.adds_backlog(backlog, observer);
            }
        }
        // who is free may have become able to help who waits
        let waits = |queue: &QueueId| self.lines[*queue].head().is_some();
        for queue in model.queues.ids().filter(waits).collect::<Vec<_>>() {
            self.is_taken_over(queue, observer);
        }
    }

    /// What every customer, stream and step sees of the models that hold now.
    pub(super) fn aims_at_worlds(&mut self) {
        self.worlds.clear();
        match self.whole.epochs.get(self.epoch) {
            Some(epoch) => self.worlds.extend(epoch.worlds.iter().map(|world| &**world)),
            None => self.worlds.push(self.model),
        }
        for id in self.model.pools.ids() {
            self.pools[id].is_usual = self.worlds.iter().all(|world| world.pools[id].is_usual());
        }
        let worlds = (0..).zip(&self.worlds);
        self.ways = worlds.flat_map(|(number, world)| Ways::of_all(world, number)).collect();
        for id in self.customers.present().collect::<Vec<_>>() {
            let world = self.worlds[usize::from(self.customers[id].world)];
            let customer = &mut self.customers[id];
            customer.step = &world.steps[customer.step_id];
        }
    }

    /// The model that a customer lives in: that of all but for measures that reach only some.
    #[inline(always)]
    pub(super) fn world_of(&self, id: CustomerId) -> &'m Model {
        if self.worlds.len() == 1 { self.model } else { self.worlds[usize::from(self.customers[id].world)] }
    }

    /// Where his step leads a customer, in his world.
    #[inline(always)]
    pub(super) fn ways(&self, id: CustomerId) -> &Ways<'m> {
        &self.ways[self.customers[id].way]
    }

    /// A step as those who come to it in some world see it.
    pub(super) fn target(&self, world: u8, id: StepId) -> Target<'m> {
        Target::new(self.worlds[usize::from(world)], world, id)
    }

    /// The measures that reach a journey, drawn once: the set of their bits.
    pub(super) fn reached(&self, journey: JourneyId, ordinal: u32) -> u8 {
        let Some(epoch) = self.whole.epochs.get(self.epoch) else { return 0 };
        let shares = self.whole.shares.iter().zip(&epoch.reach).enumerate();
        shares
            .filter(|(_, (share, reach))| {
                self.streams.uniform(share.draws[journey], u64::from(ordinal), 0) < **reach
            })
            .map(|(bit, _)| 1 << bit)
            .sum()
    }
}
