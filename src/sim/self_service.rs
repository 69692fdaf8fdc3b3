//! Contacts in which customers help themselves.

use crate::id::CustomerId;
use crate::model::journey::Contact;
use crate::sim::calendar::Rank;
use crate::sim::customer::Doing;
use crate::sim::record::{After, Ending, Observer};
use crate::sim::world::World;
use crate::time::Span;

impl<'m> World<'m> {
    /// A contact without a line: a meeting, or self-service.
    #[inline(never)]
    pub(super) fn needs_nobody(
        &mut self,
        id: CustomerId,
        contact: &'m Contact,
        observer: &mut impl Observer,
    ) {
        match self.model.channels[contact.channel].sessions {
            Some(sessions) => self.books_session(id, contact, sessions, observer),
            None => self.serves_himself(id, contact),
        }
    }

    #[inline(never)]
    pub(super) fn serves_himself(&mut self, id: CustomerId, contact: &Contact) {
        self.customers[id].route = self.draws_route(id);
        let work = self.work(id, contact);
        let length = Span((work.0 - self.time_saved(id, contact).0).max(0));
        let customer = &mut self.customers[id];
        customer.helped = customer.queued;
        customer.doing = Doing::SelfService;
        self.schedule(self.now + length, Rank::Returns, id.0);
    }

    #[inline(never)]
    pub(super) fn self_service_ends(&mut self, id: CustomerId, observer: &mut impl Observer) {
        let contact = self.contact(id);
        let desk = self.model.channels[contact.channel].desks[0];
        let mut visit = self.visit(id, contact, desk, Span::ZERO, Ending::Served, false);
        visit.handling = self.now - self.customers[id].queued;
        let customer = &mut self.customers[id];
        customer.in_help = customer.in_help + visit.handling;
        if self.remembers {
            visit.after = if self.succeeds(id, contact) { After::Done } else { After::Failed };
            return self.was_answered(id, contact, &mut visit, observer);
        }
        self.completes(id, &mut visit, self.now);
        self.is_simply_done(id, &visit, observer);
    }
}
