//! Days on which only what cannot wait goes on.

use crate::sim::agents;
use crate::sim::record::Observer;
use crate::sim::world::World;

impl<'m> World<'m> {
    /// Brings who may help whom in line with the day that begins: everybody, or only those whose journey goes on.
    pub(super) fn opens_for_some_or_all(&mut self, observer: &mut impl Observer) {
        let only_some = self.model.horizon.day(self.now.day()).emergencies;
        if only_some == self.only_emergencies {
            return;
        }
        self.only_emergencies = only_some;
        let model: &'m _ = self.model;
        for queue in model.queues.ids() {
            self.lines[queue].rests(only_some && !model.queues[queue].goes_on);
        }
        for (id, pool) in model.pools.enumerate() {
            let is_there = self.pools[id].rostered > 0;
            if is_there {
                self.pool_appears(id, false);
            }
            self.pools[id].serves = agents::serves(pool, |queue| !only_some || model.queues[queue].goes_on);
            if is_there {
                self.pool_appears(id, true);
            }
        }
        // who is there day and night finds work again
        for queue in model.queues.ids().filter(|queue| model.queues[*queue].is_stock) {
            self.is_taken_over(queue, observer);
        }
    }
}
