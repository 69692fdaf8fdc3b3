//! A contact: coming to a desk, waiting, giving up, trying again, being done.

use crate::id::{AgentId, CustomerId};
use crate::id::{DeskId, PoolId, QueueId};
use crate::model::channel::{ChannelKind, Outage};
use crate::model::journey::{Contact, Retry, StepKind};
use crate::sim::calendar::{Moment, Rank};
use crate::sim::customer::{Customer, Doing};
use crate::sim::desks;
use crate::sim::queue::Place;
use crate::sim::record::{After, Answered, Close, Ending, Happening, Incident, Observer, Visit};
use crate::sim::world::{LAST_ATTEMPT, World, occurrence};
use crate::time::{Span, Time};

impl<'m> World<'m> {
    /// The contact of the customer's step.
    #[inline(always)]
    pub(super) fn contact(&self, id: CustomerId) -> &'m Contact {
        match &self.customers[id].step.kind {
            StepKind::Contact(contact) => contact,
            _ => unreachable!("only contacts have queues"),
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
        if customer.has_past {
            self.comes_again(id, contact, observer);
        }
        if contact.is_special && self.prepares(id, contact, observer) {
            return;
        }
        let queue = match contact.only_queue {
            Some(only) => only,
            None if contact.queues.is_empty() => return self.needs_nobody(id, contact, observer),
            None => match desks::choose(self.model, contact, self.customers[id].village(), now) {
                Some(chosen) => *chosen.queues.of(self.customers[id].village(), self.customers[id].segment()),
                None => return self.fails(id, contact.queues[0].desk, Ending::ClosedOut, now, observer),
            },
        };
        self.customers[id].queue = queue;
        let line = &self.lines[queue];
        let desk = line.queue.desk;
        if !line.always_open && !desks::is_open(self.model, desk, now) {
            return self.comes_back_at_opening(id, contact, desk, observer);
        }
        self.meets(id, queue, contact, observer);
    }

    /// Comes to an open desk: is helped, or waits.
    #[inline(always)]
    pub(super) fn meets(
        &mut self,
        id: CustomerId,
        queue: QueueId,
        contact: &'m Contact,
        observer: &mut impl Observer,
    ) {
        let now = self.now;
        let line = &self.lines[queue];
        let desk = line.queue.desk;
        if let Some(lines) = line.limit {
            if self.lines_taken[contact.channel] >= lines {
                return self.fails(id, desk, Ending::Blocked, now, observer);
            }
            self.lines_taken[contact.channel] += 1;
        }
        self.customers[id].route = self.draws_route(id);
        if let Some((agent, pool)) = self.free_agent_for(id, queue, contact) {
            return self.helps(agent, pool, id, self.work(id, contact), observer);
        }
        if !self.lines[queue].is_simple
            && let Some((agent, pool, aside)) = self.makes_time(queue, observer)
        {
            self.helps(agent, pool, id, self.work(id, contact), observer);
            if let Some(queue) = aside {
                self.is_taken_over(queue, observer);
            }
            return;
        }
        if contact.balk > 0.0 && self.balks(id, contact) {
            self.frees_line(contact);
            return self.fails(id, desk, Ending::Balked, now, observer);
        }
        self.queues_up(id, queue, contact);
    }

    /// Somebody who is busy but has room for one more, or puts aside what he has in hand: then also the line it lies in.
    #[inline(never)]
    fn makes_time(
        &mut self,
        queue: QueueId,
        observer: &mut impl Observer,
    ) -> Option<(AgentId, PoolId, Option<QueueId>)> {
        let line = &self.lines[queue];
        let (talks, may_interrupt) = (line.channel.at_once > 1, line.queue.may_interrupt);
        let beside = if talks { self.room_beside_others(queue) } else { None };
        if let Some((agent, pool)) = beside {
            return Some((agent, pool, None));
        }
        let (agent, pool, aside) =
            if may_interrupt { self.puts_aside(queue, observer)? } else { return None };
        Some((agent, pool, Some(aside)))
    }

    /// What goes before joining a line where a contact is more than that. Returns whether nothing is left to do now.
    #[inline(never)]
    fn prepares(&mut self, id: CustomerId, contact: &'m Contact, observer: &mut impl Observer) -> bool {
        let channel = &self.model.channels[contact.channel];
        if !channel.kind.is_internal() && !contact.queues.is_empty() {
            self.takes_longer(id, contact);
        } else if channel.kind == ChannelKind::Work {
            self.customers[id].extra = self.personal_time(id) + self.time_to_call(id);
            self.searches(id, contact);
        }
        if let Some(closed) = &contact.closed_down
            && self.finds_it_closed_down(id, contact, closed, observer)
        {
            return true;
        }
        if let Some(outage) = &channel.outage
            && self.is_down(outage)
        {
            self.fails(id, channel.desks[0], Ending::Blocked, self.now, observer);
            return true;
        }
        if let Some(agenda) = &channel.agenda {
            return self.books(id, contact, agenda, observer)
                || self.is_met_walking_in(id, contact, observer);
        }
        if contact.reception.is_some() {
            return self.is_met_walking_in(id, contact, observer);
        }
        if channel.left_lying > 0.0 {
            let (entity, occurrence) = self.name(id, self.customers[id].attempt);
            if self.streams.uniform(contact.book_draw, entity, occurrence) < channel.left_lying {
                let gone = self.after(&channel.unanswered_after, channel.unanswered_after.length.mean());
                self.customers[id].doing = Doing::LeftLying;
                self.schedule(gone, Rank::Returns, id.0);
                return true;
            }
        }
        contact.batch > 1 && self.gathers(id, contact, observer)
    }

    /// Waits until a batch is full; the last of a batch brings all to the line. Returns whether he waits.
    fn gathers(&mut self, id: CustomerId, contact: &'m Contact, observer: &mut impl Observer) -> bool {
        let step = self.customers[id].step_id;
        if self.gathering[step].len() + 1 < contact.batch as usize {
            self.gathering[step].push(id);
            self.customers[id].doing = Doing::Gathering;
            return true;
        }
        let mut batch = std::mem::take(&mut self.gathering[step]);
        for &other in &batch {
            let gathered = self.now - self.customers[other].queued;
            let pauses = &mut self.customers.past_mut(other).pauses;
            pauses.batch = pauses.batch + gathered;
            let who = &self.customers[other];
            let queue = *contact.queues[0].queues.of(who.village(), who.segment());
            self.customers[other].queue = queue;
            self.meets(other, queue, contact, observer);
        }
        batch.clear();
        self.gathering[step] = batch;
        false
    }

    /// What a contact of a customer's own takes on top of its own time.
    pub(super) fn takes_longer(&mut self, id: CustomerId, contact: &Contact) {
        self.customers[id].extra = self.personal_time(id) + self.time_astray(id, contact);
        self.searches(id, contact);
    }

    /// Searching takes longer or shorter than usual where the journey says so.
    fn searches(&mut self, id: CustomerId, contact: &Contact) {
        if let Some(change) = contact.search_change {
            self.customers[id].extra.0 += change;
        }
    }

    /// Whether a channel is down now.
    fn is_down(&self, outage: &Outage) -> bool {
        let horizon = &self.model.horizon;
        let reach = outage.length.0 / Span::DAY.0 + 1;
        let today = self.now.day();
        ((today - reach).max(0)..=today).any(|day| {
            let number = (horizon.first_number + day) as u64;
            let mut draw = self.streams.draw(outage.draw, number, 0);
            let (happens, when) = (draw.uniform(), draw.uniform());
            // during office hours, when somebody notices
            let from = Time::from_day(day) + Span((8.0 + 9.0 * when) as i64 * Span::HOUR.0);
            happens < outage.chance && from <= self.now && self.now < from + outage.length
        })
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
        if contact.is_special {
            self.may_be_offered(id, contact);
        }
        if !self.lines[queue].is_simple && self.lines[queue].queue.calls_for_help {
            self.may_call_for_help(id, Span::ZERO);
        }
        if !self.lines[queue].is_simple && self.lines[queue].queue.by_due {
            // a line by promised date: the date takes the place of the moment of joining
            let queued = self.due_date(id);
            return self.lines[queue].join_first(Place { queued, deadline, customer: id, wait, work });
        }
        self.lines[queue].join(Place { queued, deadline, customer: id, wait, work });
    }

    /// Handling time with someone of factor 1.
    #[inline(always)]
    pub(super) fn work(&self, id: CustomerId, contact: &Contact) -> Span {
        let (entity, occurrence) =
            self.name(id, if contact.keeps_service { 0 } else { self.customers[id].attempt });
        let mut draw = self.streams.draw(contact.service_draw, entity, occurrence);
        let all =
            Span::from_seconds(contact.service.sample(&mut draw)) + contact.fixed + self.customers[id].extra;
        // with little to search for, less than nothing may be left
        Span(all.0.max(0))
    }

    fn patience_deadline(&self, id: CustomerId, contact: &Contact) -> Time {
        let channel = &self.model.channels[contact.channel];
        if channel.kind == ChannelKind::Message {
            return self.after(&channel.unanswered_after, channel.unanswered_after.length.mean());
        }
        let customer = &self.customers[id];
        let (entity, occurrence) = self.name(id, if contact.keeps_patience { 0 } else { customer.attempt });
        let mut draw = self.streams.draw(contact.patience_draw, entity, occurrence);
        let seconds = contact.patience.sample(&mut draw) * self.model.segments[customer.segment()].patience;
        let waited = if contact.keeps_waited { customer.waited } else { Span::ZERO };
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
        let line = &self.lines[self.customers[id].queue];
        let desk = line.queue.desk;
        let ending = match ending {
            Ending::Abandoned if line.channel.kind == ChannelKind::Message => Ending::Unanswered,
            other => other,
        };
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
    pub(super) fn fails(
        &mut self,
        id: CustomerId,
        desk: DeskId,
        ending: Ending,
        ended: Time,
        observer: &mut impl Observer,
    ) {
        let contact = self.contact(id);
        let (contact, desk) = match self.model.channels[contact.channel].kind {
            ChannelKind::Reception => self.turns_from_host(id, desk, ending, ended, observer),
            _ => (contact, desk),
        };
        let customer = &self.customers[id];
        let helped = self.help_broken_off(id);
        let wait = ended - customer.queued - helped;
        let may_retry = match ending {
            Ending::Abandoned | Ending::Balked | Ending::NoShow | Ending::AgendaFull => true,
            Ending::Blocked => self.model.channels[contact.channel].busy_retries,
            Ending::Served
            | Ending::ClosedOut
            | Ending::Unanswered
            | Ending::TakesCall
            | Ending::StillOpen => false,
        };
        let may_retry = may_retry && customer.attempt < LAST_ATTEMPT;
        let retry = contact.retry.as_ref().filter(|retry| may_retry && self.tries_again(id, retry));
        let mut visit = self.visit(id, contact, desk, wait, ending, retry.is_some());
        visit.ended = ended;
        visit.handling = helped;
        self.completes(id, &mut visit, ended);
        observer.visit(&visit);
        self.customers[id].access_days = Customer::NOT_BOOKED;
        if self.remembers {
            let open = &mut self.lives[id].contact;
            open.waited = open.waited + wait;
            if retry.is_none() {
                self.closes_contact(id, &visit, false, observer);
            }
        }
        let Some(retry) = retry else {
            return self.ends_at(id, ended, Close::GivenUp, observer);
        };
        let (entity, occurrence) = self.name(id, self.customers[id].attempt);
        let length = retry.after.length.sample(&mut self.streams.draw(retry.after_draw, entity, occurrence));
        let again = self.after(&retry.after, length);
        let past = self.customers.past_mut(id);
        past.waited = visit.causes.filter(|_| contact.keeps_waited).map(|causes| (causes, Time::ZERO));
        let customer = &mut self.customers[id];
        customer.in_queue = customer.in_queue + wait;
        customer.in_help = customer.in_help + helped;
        customer.waited = customer.waited + wait;
        customer.attempt = customer.attempt.saturating_add(1);
        customer.wait = 0;
        customer.doing = Doing::Coming;
        self.schedule(again, Rank::Returns, id.0);
    }

    /// Help that one who waits had before it was broken off: it is not waiting.
    pub(super) fn help_broken_off(&self, id: CustomerId) -> Span {
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
        contact: &'m Contact,
        desk: DeskId,
        observer: &mut impl Observer,
    ) {
        if desks::is_open_for(self.model, contact, desk, self.now) {
            return self.meets(id, self.customers[id].queue, contact, observer);
        }
        let Some((from, to)) = desks::next_opening(self.model, desk, self.now, contact.goes_on) else {
            return self.fails(id, desk, Ending::ClosedOut, self.now, observer);
        };
        let (entity, occurrence) = self.name(id, self.customers[id].attempt);
        let first = (to - from).min(Span::HOUR);
        let part = self.streams.uniform(contact.reopen_draw, entity, occurrence);
        self.customers[id].doing = Doing::Coming;
        self.schedule(from + Span((first.0 as f64 * part) as i64), Rank::Returns, id.0);
    }

    /// The contact succeeded: on to the next step.
    #[inline(always)]
    pub(super) fn is_done(&mut self, id: CustomerId, observer: &mut impl Observer) {
        let is_contact = self.model.channels[self.contact(id).channel].kind != ChannelKind::Work;
        let route = self.counts_contact(id, is_contact);
        self.proceeds(id, route, observer);
    }

    /// Reports a contact that succeeded, and goes on, where nobody remembers anything.
    #[inline(never)]
    pub(super) fn is_simply_done(&mut self, id: CustomerId, visit: &Visit, observer: &mut impl Observer) {
        observer.visit(visit);
        let kind = self.model.channels[visit.channel].kind;
        let route = self.counts_contact(id, kind != ChannelKind::Work);
        let Some(next) = self.route(id, route, observer) else {
            return self.ends(id, Close::Completed, observer);
        };
        if !kind.is_internal() {
            let answered = Answered::of(visit);
            if next.is_contact_at_once() && !self.customers[id].has_past {
                observer.followed(&answered, Span::ZERO);
            } else {
                self.customers.past_mut(id).answered = Some(answered);
            }
        }
        self.enters(id, next, observer);
    }

    /// The same, of one without a past, in a line where help may end plainly.
    #[inline(always)]
    pub(super) fn is_plainly_done(
        &mut self,
        id: CustomerId,
        contact: &'m Contact,
        pool: PoolId,
        observer: &mut impl Observer,
    ) {
        let next = self.way_on(id, self.customers[id].route);
        let is_followed = next.is_some_and(|next| next.is_contact_at_once);
        // nothing is written between making the record and handing it over, so that little of it is made
        let visit = self.visit_of_help(id, contact, pool);
        observer.answered(&visit, is_followed);
        self.counts_contact(id, true);
        let Some(next) = next else {
            return self.ends(id, Close::Completed, observer);
        };
        if !is_followed {
            self.keeps_answer(id, contact, visit.desk);
        }
        self.customers.moves(id, next);
        match &next.step.kind {
            StepKind::Contact(contact) if is_followed => self.joins(id, contact, observer),
            _ => self.enters(id, next.step, observer),
        }
    }

    /// The contact that was just answered at this desk may be followed by another.
    #[inline(never)]
    fn keeps_answer(&mut self, id: CustomerId, contact: &Contact, desk: DeskId) {
        let answered = Answered::of(&self.visit(id, contact, desk, Span::ZERO, Ending::Served, false));
        self.customers.past_mut(id).answered = Some(answered);
    }

    /// One more contact that was answered; work on a case is none. Returns the number that decides the way on.
    #[inline(always)]
    fn counts_contact(&mut self, id: CustomerId, is_contact: bool) -> f64 {
        let customer = &mut self.customers[id];
        customer.contacts = customer.contacts.saturating_add(u16::from(is_contact));
        customer.attempt = 0;
        customer.waited = Span::ZERO;
        customer.access_days = Customer::NOT_BOOKED;
        customer.route
    }

    /// Reports a contact that was answered and goes on by what became of it.
    #[inline(never)]
    pub(super) fn was_answered(
        &mut self,
        id: CustomerId,
        contact: &'m Contact,
        visit: &mut Visit,
        observer: &mut impl Observer,
    ) {
        self.completes(id, visit, self.help_began(id));
        observer.visit(visit);
        if !self.model.channels[visit.channel].kind.is_internal() {
            let is_passed_on = matches!(visit.after, After::PassedOn | After::CallBack);
            self.customers.past_mut(id).answered = (!is_passed_on).then_some(Answered::of(visit));
        }
        self.goes_on(id, contact, visit, observer);
    }

    /// A customer with a past comes to a contact: it may follow on an answered one.
    #[inline(never)]
    fn comes_again(&mut self, id: CustomerId, contact: &Contact, observer: &mut impl Observer) {
        if self.customers[id].attempt > 0 {
            return;
        }
        let is_internal = self.model.channels[contact.channel].kind.is_internal();
        let past = self.customers.past_mut(id);
        past.waited = None;
        if let Some(answered) = past.answered.take_if(|_| !is_internal) {
            observer.followed(&answered, self.now - answered.ended);
        }
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
            journey: step.counts_for,
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
            ended: self.now,
            hour: customer.hour,
            counted: customer.counted,
            wait: if contact.keeps_waited { all } else { wait },
            wait_of_all_tries: all,
            causes: None,
            handling: Span::ZERO,
            ending,
            after: After::Done,
            access_days: None,
            retries,
        }
    }

    /// Tells what happens to a customer now.
    #[inline(always)]
    pub(super) fn tells(&self, id: CustomerId, what: Happening, observer: &mut impl Observer) {
        let customer = &self.customers[id];
        let (journey, ordinal) = (customer.step.counts_for, customer.ordinal);
        observer.incident(&Incident { journey, ordinal, at: self.now, what });
    }

    /// Adds how long ago it was booked, and why a wait that ended then took so long.
    pub(super) fn completes(&self, id: CustomerId, visit: &mut Visit, wait_ended: Time) {
        let booked = self.customers[id].access_days;
        visit.access_days = (booked != Customer::NOT_BOOKED).then_some(booked);
        if visit.wait > Span::ZERO {
            visit.causes = self.why_waited(id, wait_ended);
        }
    }

    /// Reports the contact that a customer still has at the end of the run, if he has one.
    pub(super) fn reports_open(&mut self, id: CustomerId, observer: &mut impl Observer) {
        let customer = &self.customers[id];
        let here = [Doing::Waiting, Doing::Helped, Doing::SelfService, Doing::Gathering, Doing::LeftLying];
        if !here.contains(&customer.doing) {
            return;
        }
        let contact = self.contact(id);
        let desk = match customer.doing {
            Doing::SelfService | Doing::Gathering | Doing::LeftLying => {
                self.model.channels[contact.channel].desks[0]
            }
            _ => self.lines[customer.queue].queue.desk,
        };
        let handling = match customer.doing {
            Doing::Waiting => self.help_broken_off(id),
            Doing::Gathering | Doing::LeftLying => Span::ZERO,
            _ => self.now - customer.helped,
        };
        let wait = self.now - customer.queued - handling;
        let mut visit = self.visit(id, contact, desk, wait, Ending::StillOpen, false);
        visit.handling = handling;
        let until = if customer.doing == Doing::Waiting { self.now } else { self.help_began(id) };
        self.completes(id, &mut visit, until);
        observer.visit(&visit);
    }
}
