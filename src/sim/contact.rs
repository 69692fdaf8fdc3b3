//! A contact: coming to a desk, waiting, giving up, trying again, being done.

use crate::id::CustomerId;
use crate::id::{ChannelId, DeskId, PoolId, QueueId};
use crate::model::journey::{Contact, Retry, Step, StepKind};
use crate::sim::calendar::{Moment, Rank};
use crate::sim::customer::{Customer, Doing};
use crate::sim::desks;
use crate::sim::queue::Place;
use crate::sim::record::{Answered, Close, Ending, Observer, Visit};
use crate::sim::world::{LAST_ATTEMPT, World, occurrence};
use crate::time::{Span, Time};

impl<'m> World<'m> {
    /// The contact of the customer's step.
    #[inline(always)]
    pub(super) fn contact(&self, id: CustomerId) -> &'m Contact {
        match &self.customers[id].step.kind {
            StepKind::Contact(contact) => contact,
            StepKind::Wait { .. } | StepKind::End => unreachable!("only contacts have queues"),
        }
    }

    /// Names the draws of a customer's contact: ordinal and occurrence.
    #[inline(always)]
    pub(super) fn name(&self, id: CustomerId, attempt: u16) -> (u64, u32) {
        let customer = &self.customers[id];
        (u64::from(customer.ordinal), occurrence(customer.pass, attempt))
    }

    /// A customer comes to the contact of his step.
    #[inline(always)]
    pub(super) fn joins(&mut self, id: CustomerId, contact: &'m Contact, observer: &mut impl Observer) {
        let (now, hour, counted) = (self.now, self.hour, self.counting);
        let customer = &mut self.customers[id];
        customer.queued = now;
        customer.hour = hour;
        customer.counted = counted;
        if contact.queues.is_empty() {
            return self.serves_himself(id, contact);
        }
        let queue = match contact.only_queue {
            Some(only) => only,
            None => match desks::choose(self.model, contact, self.customers[id].village(), now) {
                Some(chosen) => chosen.queues[self.customers[id].segment()],
                None => return self.fails(id, contact.queues[0].desk, Ending::ClosedOut, now, observer),
            },
        };
        self.customers[id].queue = queue;
        let line = &self.lines[queue];
        let desk = line.queue.desk;
        if !line.desk.always_open && !desks::is_open(self.model, desk, now) {
            return self.comes_back_at_opening(id, contact, desk, observer);
        }
        if let Some(lines) = line.channel.lines {
            if self.lines_taken[contact.channel] >= lines {
                return self.fails(id, desk, Ending::Blocked, now, observer);
            }
            self.lines_taken[contact.channel] += 1;
        }
        self.customers[id].route = self.draws_route(id);
        if let Some((agent, pool)) = self.free_agent_for(id, queue, contact) {
            return self.helps(agent, pool, id, self.work(id, contact));
        }
        if contact.balk > 0.0 && self.balks(id, contact) {
            self.frees_line(contact);
            return self.fails(id, desk, Ending::Balked, now, observer);
        }
        self.queues_up(id, queue, contact);
    }

    /// A contact was answered, and the journey goes on with this step.
    #[inline(never)]
    fn keeps_answered(
        &mut self,
        id: CustomerId,
        answered: Answered,
        next: &Step,
        observer: &mut impl Observer,
    ) {
        let past = self.customers.past_mut(id);
        past.waited = None;
        past.answered = (!next.is_contact_at_once()).then_some(answered);
        if past.answered.is_none() {
            observer.followed(&answered, Span::ZERO);
        }
    }

    /// Another contact follows on an answered one.
    pub(super) fn reports_followed(&mut self, id: CustomerId, observer: &mut impl Observer) {
        let answered = self.customers.past(id).and_then(|past| past.answered);
        if let Some(answered) = answered {
            self.customers.past_mut(id).answered = None;
            observer.followed(&answered, self.now - answered.ended);
        }
    }

    fn balks(&self, id: CustomerId, contact: &Contact) -> bool {
        let (entity, occurrence) = self.name(id, self.customers[id].attempt);
        self.streams.uniform(contact.balk_draw, entity, occurrence) < contact.balk
    }

    #[inline(always)]
    fn queues_up(&mut self, id: CustomerId, queue: QueueId, contact: &Contact) {
        let wait = self.next_serial();
        let mut deadline = Time(i64::MAX);
        if !contact.patience.is_never() {
            let ends = self.patience_deadline(id, contact);
            if self.lines[queue].queue.lazy_patience {
                deadline = ends;
            } else {
                self.events.schedule(Moment::new(ends, Rank::PatienceEnds), wait, id.0);
            }
        }
        let customer = &mut self.customers[id];
        customer.wait = wait;
        customer.doing = Doing::Waiting;
        let queued = customer.queued;
        let work = self.work(id, contact);
        self.lines[queue].join(Place { queued, deadline, customer: id, wait, work });
    }

    /// Handling time with someone of factor 1.
    #[inline(always)]
    fn work(&self, id: CustomerId, contact: &Contact) -> Span {
        let keeps = contact.retry.as_ref().is_some_and(|retry| retry.keeps_service);
        let (entity, occurrence) = self.name(id, if keeps { 0 } else { self.customers[id].attempt });
        let mut draw = self.streams.draw(contact.service_draw, entity, occurrence);
        Span::from_seconds(contact.service.sample(&mut draw)) + contact.fixed
    }

    fn patience_deadline(&self, id: CustomerId, contact: &Contact) -> Time {
        let customer = &self.customers[id];
        let keeps = contact.retry.as_ref().is_some_and(|retry| retry.keeps_patience);
        let (entity, occurrence) = self.name(id, if keeps { 0 } else { customer.attempt });
        let mut draw = self.streams.draw(contact.patience_draw, entity, occurrence);
        let seconds = contact.patience.sample(&mut draw) * self.model.segments[customer.segment()].patience;
        let waited = if keeps_waited(contact) { customer.waited } else { Span::ZERO };
        self.now + Span((Span::from_seconds(seconds).0 - waited.0).max(0))
    }

    pub(super) fn patience_ends(&mut self, id: CustomerId, wait: u32, observer: &mut impl Observer) {
        let customer = &self.customers[id];
        if customer.doing == Doing::Waiting && customer.wait == wait {
            self.gives_up(id, self.now, Ending::Abandoned, observer);
        }
    }

    /// A waiting customer leaves his line at `ended`. His place in the ring is recognised as left by its wait.
    pub(super) fn gives_up(
        &mut self,
        id: CustomerId,
        ended: Time,
        ending: Ending,
        observer: &mut impl Observer,
    ) {
        let contact = self.contact(id);
        let desk = self.lines[self.customers[id].queue].queue.desk;
        self.frees_line(contact);
        self.fails(id, desk, ending, ended, observer);
    }

    #[inline]
    pub(super) fn frees_line(&mut self, contact: &Contact) {
        if self.model.channels[contact.channel].lines.is_some() {
            self.lines_taken[contact.channel] -= 1;
        }
    }

    /// A contact ends without help; the customer tries again or his journey is over.
    #[inline(never)]
    fn fails(
        &mut self,
        id: CustomerId,
        desk: DeskId,
        ending: Ending,
        ended: Time,
        observer: &mut impl Observer,
    ) {
        let contact = self.contact(id);
        let customer = &self.customers[id];
        let helped = self.help_broken_off(id);
        let wait = ended - customer.queued - helped;
        let may_retry = match ending {
            Ending::Abandoned | Ending::Balked => true,
            Ending::Blocked => self.model.channels[contact.channel].busy_retries,
            Ending::Served | Ending::ClosedOut | Ending::StillOpen => false,
        };
        let may_retry = may_retry && customer.attempt < LAST_ATTEMPT;
        let retry = contact.retry.as_ref().filter(|retry| may_retry && self.tries_again(id, retry));
        let mut visit = self.visit(id, contact, desk, wait, ending, retry.is_some());
        visit.handling = helped;
        self.adds_causes(id, &mut visit, ended);
        observer.visit(&visit);
        let Some(retry) = retry else {
            return self.ends_at(id, ended, Close::GivenUp, observer);
        };
        let (entity, occurrence) = self.name(id, self.customers[id].attempt);
        let length = retry.after.length.sample(&mut self.streams.draw(retry.after_draw, entity, occurrence));
        let again = self.after(&retry.after, length);
        let away = again - self.now;
        let past = self.customers.past_mut(id);
        past.pauses.away = past.pauses.away + away;
        past.waited = visit.causes.filter(|_| keeps_waited(contact)).map(|causes| (causes, Time::ZERO));
        let customer = &mut self.customers[id];
        customer.in_help = customer.in_help + helped;
        customer.waited = customer.waited + wait;
        customer.attempt = customer.attempt.saturating_add(1);
        customer.wait = 0;
        customer.doing = Doing::Coming;
        self.schedule(again, Rank::Returns, id.0);
    }

    /// Help that one who waits had before it was broken off: it is not waiting.
    fn help_broken_off(&self, id: CustomerId) -> Span {
        if self.customers[id].broken_off { self.left_to_do[id.0 as usize].0 } else { Span::ZERO }
    }

    fn tries_again(&self, id: CustomerId, retry: &Retry) -> bool {
        let (entity, occurrence) = self.name(id, self.customers[id].attempt);
        self.streams.uniform(retry.chance_draw, entity, occurrence) < retry.chance
    }

    /// Who finds the desk closed comes within the first hour of its next opening.
    #[inline(never)]
    fn comes_back_at_opening(
        &mut self,
        id: CustomerId,
        contact: &Contact,
        desk: DeskId,
        observer: &mut impl Observer,
    ) {
        let Some((from, to)) = desks::next_opening(self.model, desk, self.now) else {
            return self.fails(id, desk, Ending::ClosedOut, self.now, observer);
        };
        let (entity, occurrence) = self.name(id, self.customers[id].attempt);
        let first = (to - from).min(Span::HOUR);
        let part = self.streams.uniform(contact.reopen_draw, entity, occurrence);
        let again = from + Span((first.0 as f64 * part) as i64);
        let away = again - self.now;
        let pauses = &mut self.customers.past_mut(id).pauses;
        pauses.away = pauses.away + away;
        self.customers[id].doing = Doing::Coming;
        self.schedule(again, Rank::Returns, id.0);
    }

    #[inline(never)]
    fn serves_himself(&mut self, id: CustomerId, contact: &Contact) {
        self.customers[id].route = self.draws_route(id);
        let length = self.work(id, contact);
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
        self.adds_causes(id, &mut visit, self.now);
        observer.visit(&visit);
        self.is_done(id, None, Some((contact.channel, desk)), observer);
    }

    /// The contact succeeded, with help of this pool or at that channel alone: on to the next step.
    #[inline(always)]
    pub(super) fn is_done(
        &mut self,
        id: CustomerId,
        pool: Option<PoolId>,
        alone: Option<(ChannelId, DeskId)>,
        observer: &mut impl Observer,
    ) {
        let customer = &mut self.customers[id];
        customer.contacts = customer.contacts.saturating_add(1);
        customer.attempt = 0;
        customer.waited = Span::ZERO;
        customer.in_help = customer.in_help + (self.now - customer.helped);
        let route = customer.route;
        let Some(next) = self.route(id, route) else {
            return self.ends(id, Close::Completed, observer);
        };
        let customer = &self.customers[id];
        let (channel, desk) = alone.unwrap_or_else(|| {
            let queue = self.lines[customer.queue].queue;
            (queue.channel, queue.desk)
        });
        let answered = Answered {
            journey: next.journey,
            channel,
            desk,
            pool,
            segment: customer.segment(),
            village: customer.village(),
            hour: customer.hour,
            counted: customer.counted,
            ended: self.now,
        };
        if customer.has_past || !next.is_contact_at_once() {
            self.keeps_answered(id, answered, next, observer);
        } else {
            observer.followed(&answered, Span::ZERO);
        }
        self.enters(id, next, observer);
    }

    /// The record of a contact that ends now, without help and by nobody unless the caller says so.
    #[inline(always)]
    pub(super) fn visit(
        &self,
        id: CustomerId,
        contact: &Contact,
        desk: DeskId,
        wait: Span,
        ending: Ending,
        retries: bool,
    ) -> Visit {
        let customer: &Customer = &self.customers[id];
        let step = customer.step;
        let all = customer.waited + wait;
        Visit {
            journey: step.journey,
            step: customer.step_id,
            channel: contact.channel,
            desk,
            pool: None,
            segment: customer.segment(),
            village: customer.village(),
            ordinal: customer.ordinal,
            pass: customer.pass,
            attempt: customer.attempt,
            queued: customer.queued,
            hour: customer.hour,
            counted: customer.counted,
            wait: if keeps_waited(contact) { all } else { wait },
            wait_of_all_tries: all,
            causes: None,
            handling: Span::ZERO,
            ending,
            retries,
        }
    }

    /// Reports a contact that somebody of this pool ends now, with why the customer waited.
    #[cold]
    #[inline(never)]
    pub(super) fn reports_in_full(&self, id: CustomerId, pool: PoolId, observer: &mut impl Observer) {
        let Customer { queue, queued, helped, .. } = self.customers[id];
        let desk = self.lines[queue].queue.desk;
        let mut visit = self.visit(id, self.contact(id), desk, helped - queued, Ending::Served, false);
        visit.pool = Some(pool);
        visit.handling = self.now - helped;
        self.adds_causes(id, &mut visit, self.help_began(id));
        observer.visit(&visit);
    }

    /// Adds why a wait that ended then took so long.
    fn adds_causes(&self, id: CustomerId, visit: &mut Visit, wait_ended: Time) {
        if visit.wait > Span::ZERO {
            visit.causes = self.why_waited(id, wait_ended);
        }
    }

    /// Reports the contact that a customer still has at the end of the run, if he has one.
    pub(super) fn reports_open(&mut self, id: CustomerId, observer: &mut impl Observer) {
        let customer = &self.customers[id];
        if !matches!(customer.doing, Doing::Waiting | Doing::Helped | Doing::SelfService) {
            return;
        }
        let contact = self.contact(id);
        let desk = match customer.doing {
            Doing::SelfService => self.model.channels[contact.channel].desks[0],
            _ => self.lines[customer.queue].queue.desk,
        };
        let handling = match customer.doing {
            Doing::Waiting => self.help_broken_off(id),
            _ => self.now - customer.helped,
        };
        let wait = self.now - customer.queued - handling;
        let mut visit = self.visit(id, contact, desk, wait, Ending::StillOpen, false);
        visit.handling = handling;
        let until = if customer.doing == Doing::Waiting { self.now } else { self.help_began(id) };
        self.adds_causes(id, &mut visit, until);
        observer.visit(&visit);
    }
}

fn keeps_waited(contact: &Contact) -> bool {
    contact.retry.as_ref().is_some_and(|retry| retry.keeps_waited)
}
