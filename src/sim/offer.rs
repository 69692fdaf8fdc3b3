//! The offer to those who wait to be called back.

use crate::id::CustomerId;
use crate::model::journey::Contact;
use crate::sim::calendar::{Moment, Rank};
use crate::sim::customer::Doing;
use crate::sim::record::{Ending, Observer};
use crate::sim::world::World;

impl World<'_> {
    /// A customer waits: when he has done so for long enough, a call is offered.
    pub(super) fn may_be_offered(&mut self, id: CustomerId, contact: &Contact) {
        if let Some(offer) = &contact.offer {
            let customer = &self.customers[id];
            let moment = Moment::new(customer.queued + offer.after, Rank::Offers);
            self.events.schedule(moment, customer.wait, id.0);
        }
    }

    /// The moment of the offer: whoever accepts it leaves the line, knows what to expect, and waits elsewhere.
    pub(super) fn is_offered(&mut self, id: CustomerId, wait: u32, observer: &mut impl Observer) {
        let customer = &self.customers[id];
        if customer.doing != Doing::Waiting || customer.wait != wait || customer.broken_off {
            return;
        }
        let contact = self.contact(id);
        let Some(offer) = &contact.offer else { return };
        let (entity, occurrence) = self.name(id, customer.attempt);
        if self.streams.uniform(offer.draw, entity, occurrence) >= offer.share {
            return;
        }
        let waited = self.now - customer.queued;
        let described = &self.model.queues[customer.queue];
        let (desk, pool) = (described.desk, described.pools.first().copied());
        self.frees_line(contact);
        let mut visit = self.visit(id, contact, desk, waited, Ending::TakesCall, false);
        self.completes(id, &mut visit, self.now);
        observer.visit(&visit);
        let customer = &mut self.customers[id];
        customer.in_queue = customer.in_queue + waited;
        // his place in the line is no longer his
        customer.wait = 0;
        let due = pool.map_or(self.now, |pool| {
            let within = &self.team_of(id, pool).call_back.within;
            self.after(within, within.length.mean())
        });
        let life = &mut self.lives[id];
        (life.promised, life.due) = (self.now, due);
        life.contact.waited = life.contact.waited + waited;
        life.contact.told = true;
        self.moves_to_contact(id, offer.step, observer);
        self.joins(id, self.contact(id), observer);
    }
}
