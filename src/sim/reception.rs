//! A host at the entrance: meets visitors before they wait, and shows who came to the wrong place the way.

use crate::id::{CustomerId, DeskId, StepId};
use crate::model::journey::{Contact, StepKind};
use crate::sim::customer::Customer;
use crate::sim::desks;
use crate::sim::record::{Ending, Observer, Visit};
use crate::sim::world::World;
use crate::time::{Span, Time};

impl<'m> World<'m> {
    /// Somebody comes without an appointment, and is met first if the desk he goes to is open. Returns whether he is.
    pub(super) fn is_met_walking_in(
        &mut self,
        id: CustomerId,
        contact: &'m Contact,
        observer: &mut impl Observer,
    ) -> bool {
        let village = self.customers[id].village();
        let chosen = desks::choose(self.model, contact, village, self.now).map(|chosen| chosen.desk);
        let open = chosen.filter(|desk| desks::is_open_for(self.model, contact, *desk, self.now));
        open.is_some_and(|desk| self.is_met(id, contact, desk, observer))
    }

    /// Somebody comes to an open desk and is met first, if he is to be and somebody is there to do so. Returns whether
    /// he is.
    pub(super) fn is_met(
        &mut self,
        id: CustomerId,
        contact: &'m Contact,
        desk: DeskId,
        observer: &mut impl Observer,
    ) -> bool {
        let Some(reception) = &contact.reception else { return false };
        let (entity, occurrence) = self.name(id, self.customers[id].attempt);
        if self.streams.uniform(reception.draw, entity, occurrence) >= reception.share {
            return false;
        }
        let entrance = contact_of(&self.world_of(id).steps[reception.step].kind);
        let customer = &self.customers[id];
        let place = place_of(contact, desk);
        let queue = *entrance.queues[place].queues.of(customer.village(), customer.segment());
        if self.model.queues[queue].pools.iter().all(|pool| self.pools[*pool].present == 0) {
            return false;
        }
        self.stands_at(id, reception.step);
        let customer = &mut self.customers[id];
        (customer.queue, customer.extra) = (queue, Span::ZERO);
        self.lives[id].contact.met = true;
        self.meets(id, queue, entrance, observer);
        true
    }

    /// The host is done with somebody, who goes on to the desk: a new wait, in the same contact.
    pub(super) fn is_shown_the_way(
        &mut self,
        id: CustomerId,
        entrance: &'m Contact,
        visit: &mut Visit,
        observer: &mut impl Observer,
    ) {
        let own = visit.wait_of_all_tries - self.customers[id].waited;
        let open = &mut self.lives[id].contact;
        open.waited = open.waited + own;
        self.completes(id, visit, self.help_began(id));
        observer.visit(visit);
        let place = place_of(entrance, visit.desk);
        self.stands_at(id, self.customers[id].step.origin);
        let contact = self.contact(id);
        self.takes_longer(id, contact);
        let (now, hour, counted) = (self.now, self.hour, self.counting);
        let customer = &mut self.customers[id];
        (customer.queued, customer.hour, customer.counted) = (now, hour, counted);
        let line = &contact.queues[place];
        let queues = match customer.access_days {
            Customer::NOT_BOOKED => &line.queues,
            _ => line.booked.as_ref().expect("booked customers have a queue"),
        };
        let queue = *queues.of(customer.village(), customer.segment());
        customer.queue = queue;
        let nobody = || self.model.queues[queue].pools.iter().all(|pool| self.pools[*pool].present == 0);
        if !desks::is_open_for(self.model, contact, line.desk, now) && nobody() {
            return self.fails(id, line.desk, Ending::ClosedOut, now, observer);
        }
        self.meets(id, queue, contact, observer);
    }

    /// Somebody leaves while he waits for the host: so he does at the desk he came for, where he never waited. Returns
    /// the contact and that desk.
    pub(super) fn turns_from_host(
        &mut self,
        id: CustomerId,
        desk: DeskId,
        ending: Ending,
        ended: Time,
        observer: &mut impl Observer,
    ) -> (&'m Contact, DeskId) {
        let entrance = self.contact(id);
        let helped = self.help_broken_off(id);
        let wait = ended - self.customers[id].queued - helped;
        let mut visit = self.visit(id, entrance, desk, wait, ending, false);
        (visit.ended, visit.handling) = (ended, helped);
        self.completes(id, &mut visit, ended);
        observer.visit(&visit);
        let open = &mut self.lives[id].contact;
        open.waited = open.waited + wait;
        self.stands_at(id, self.customers[id].step.origin);
        let counted = self.model.horizon.counted.contains(&ended.day());
        let customer = &mut self.customers[id];
        customer.in_queue = customer.in_queue + wait;
        customer.in_help = customer.in_help + helped;
        customer.broken_off = false;
        (customer.queued, customer.counted) = (ended, counted);
        customer.hour = (ended.clock().0 / Span::HOUR.0) as u8;
        let contact = self.contact(id);
        (contact, contact.queues[place_of(entrance, desk)].desk)
    }

    /// To a step made for the one he is at, which does not count as passing it: the draws of both stay his.
    fn stands_at(&mut self, id: CustomerId, step: StepId) {
        let there = self.target(self.customers[id].world, step);
        self.customers[id].stands_at(there);
    }
}

fn contact_of(kind: &StepKind) -> &Contact {
    match kind {
        StepKind::Contact(contact) => contact,
        _ => unreachable!("a host helps in a contact"),
    }
}

/// Desks of a contact and of its host stand in the same order.
fn place_of(contact: &Contact, desk: DeskId) -> usize {
    contact.queues.iter().position(|queue| queue.desk == desk).expect("a desk of this contact")
}
