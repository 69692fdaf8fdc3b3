//! Locations that are closed for good: what becomes of those for whom they were the nearest.

use crate::id::CustomerId;
use crate::model::journey::{ClosedDown, Contact};
use crate::sim::calendar::Rank;
use crate::sim::customer::Doing;
use crate::sim::record::Observer;
use crate::sim::world::World;

impl<'m> World<'m> {
    /// A customer who comes where his own location is closed for good: most go to another, some do it digitally, some put
    /// it off once. Returns whether he goes elsewhere or comes later.
    #[inline(never)]
    pub(super) fn finds_it_closed_down(
        &mut self,
        id: CustomerId,
        contact: &'m Contact,
        closed: &'m ClosedDown,
        observer: &mut impl Observer,
    ) -> bool {
        let customer = &self.customers[id];
        let came_before = self.customers.past(id).is_some_and(|past| past.put_off);
        if customer.attempt > 0 || came_before || !closed.was_nearest[customer.village()] {
            return false;
        }
        let (entity, occurrence) = self.name(id, 0);
        let uniform = self.streams.uniform(closed.draw, entity, occurrence);
        if uniform < closed.elsewhere {
            return false;
        }
        if uniform >= closed.elsewhere + closed.digital {
            self.customers.past_mut(id).put_off = true;
            let length =
                closed.put_off.length.sample(&mut self.streams.draw(contact.reopen_draw, entity, occurrence));
            let at = self.after(&closed.put_off, length);
            self.customers[id].doing = Doing::Coming;
            self.schedule(at, Rank::Returns, id.0);
            return true;
        }
        let Some(step) = *closed.digitally.of(customer.village(), customer.segment()) else { return false };
        self.moves_to_contact(id, step, observer);
        self.joins(id, self.contact(id), observer);
        true
    }
}
