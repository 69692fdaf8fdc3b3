//! The customer's side of a journey: what he is told, when he asks where it is, what follows, and how he judges it.

use crate::id::{CustomerId, JourneyId, SegmentId, VillageId};
use crate::model::channel::ChannelKind;
use crate::model::journey::{Asks, Complains, Contact, Course, Decision, Duration, Effects, Step, StepKind};
use crate::model::satisfaction::{ContactFacts, JourneyFacts, Lead, Progress, Refusal};
use crate::random::stream::{Draw, Purpose, Streams};
use crate::sim::calendar::{Moment, Rank};
use crate::sim::customer::{Customer, Doing};
use crate::sim::life::{OpenContact, Refused};
use crate::sim::record::{After, Close, Ending, Happening, Observer, Trip, Visit};
use crate::sim::world::World;
use crate::time::{Span, Time};

/// What a customer is told along the way: drawn once, asked for where it matters.
struct Told {
    term: bool,
    status: bool,
    receipt: bool,
    delay: bool,
    owned: bool,
    personal: bool,
    by_bus: f64,
}

impl Told {
    /// Inlined, so that who asks for one does not draw those after it.
    #[inline(always)]
    fn of(course: &Course, streams: &Streams, entity: u64) -> Self {
        let mut draw = streams.draw(course.draw, entity, 0);
        Self {
            term: draw.uniform() < course.names_term,
            status: draw.uniform() < course.tells_status,
            receipt: draw.uniform() < course.receipt,
            delay: draw.uniform() < course.delay_notice,
            owned: draw.uniform() < course.owned,
            personal: draw.uniform() < course.personal,
            by_bus: draw.uniform(),
        }
    }
}

impl<'m> World<'m> {
    fn course(&self, id: CustomerId) -> Option<&'m Course> {
        self.world_of(id).journeys[self.customers[id].step.journey].course.as_ref()
    }

    #[inline(always)]
    fn told(&self, id: CustomerId, course: &Course) -> Told {
        Told::of(course, &self.streams, u64::from(self.customers[id].ordinal))
    }

    /// A customer starts a journey of which he remembers things.
    pub(super) fn sets_out(&mut self, id: CustomerId, observer: &mut impl Observer) {
        let course = self.course(id);
        self.lives[id].matters = self.will_matter(id, course);
        let Some(course) = course else { return };
        if let Some(doubles) = &course.doubles
            && self.streams.uniform(doubles.draw, u64::from(self.customers[id].ordinal), 0) < doubles.share
        {
            self.starts(doubles.journey, doubles.draw, 0, id, observer);
        }
        if course.asks.is_some() {
            let due = self.due(id, course);
            self.schedules_asking(id, due);
        }
    }

    /// Whether anything will follow from the mark of a journey that starts now. With measures in time only the end tells.
    fn will_matter(&self, id: CustomerId, course: Option<&Course>) -> bool {
        let horizon = &self.model.horizon;
        let is_counted = horizon.count_from() <= self.now && self.now < horizon.count_to();
        let complains = || {
            let complains = course.and_then(|course| course.complains.as_ref());
            complains.is_some_and(|complains| self.complains(id, complains))
        };
        !self.whole.epochs.is_empty() || is_counted || complains()
    }

    /// Whether a customer complains, if his mark is low.
    fn complains(&self, id: CustomerId, complains: &Complains) -> bool {
        let entity = u64::from(self.customers[id].ordinal);
        self.streams.uniform(complains.draw, entity, 0) < complains.chance
    }

    /// Personal attention takes time at every contact of his own and every step of work on his case.
    pub(super) fn personal_time(&self, id: CustomerId) -> Span {
        match self.course(id) {
            Some(course) if course.personal > 0.0 && self.told(id, course).personal => course.personal_time,
            _ => Span::ZERO,
        }
    }

    /// When the customer thinks it should be done; where he has no idea, when he started.
    pub(super) fn due_date(&self, id: CustomerId) -> Time {
        self.course(id).map_or(self.customers[id].started, |course| self.due(id, course))
    }

    /// When the customer thinks it should be done.
    fn due(&self, id: CustomerId, course: &Course) -> Time {
        let started = self.customers[id].started;
        let expected = self.expected(id, course);
        let length = expected.length.mean();
        if expected.working_days {
            self.model.horizon.add_working_days(started, length)
        } else {
            started + Span::from_seconds(length)
        }
    }

    fn expected<'c>(&self, id: CustomerId, course: &'c Course) -> &'c Duration {
        match &course.promise {
            Some(promise) if self.told(id, course).term => promise,
            _ => &course.expectation,
        }
    }

    fn schedules_asking(&mut self, id: CustomerId, at: Time) {
        // the number of the admission tells whether the slot still holds this customer
        let generation = self.customers[id].generation;
        self.events.schedule(Moment::new(at, Rank::Asks), generation, id.0);
    }

    /// A moment at which a customer may ask where it is: when it is due, and every week after.
    pub(super) fn may_ask(&mut self, id: CustomerId, generation: u32, observer: &mut impl Observer) {
        let customer = &self.customers[id];
        if customer.doing == Doing::Gone || customer.generation != generation {
            return;
        }
        let course = self.course(id).expect("only who has a course asks");
        let asks = course.asks.as_ref().expect("asking was scheduled");
        let moment = u32::from(self.lives[id].moments);
        self.lives[id].moments += 1;
        let chance = self.chance_of_asking(id, course, asks, moment);
        let entity = u64::from(customer.ordinal);
        if self.streams.uniform(asks.draw, entity, moment) < chance {
            self.lives[id].repeats += 1;
            self.starts(asks.journey, asks.draw, moment, id, observer);
        }
        if moment < MOST_MOMENTS {
            self.schedules_asking(id, self.now + Span(7 * Span::DAY.0));
        }
    }

    fn chance_of_asking(&self, id: CustomerId, course: &Course, asks: &Asks, moment: u32) -> f64 {
        let expected = (self.due(id, course) - self.customers[id].started).0.max(1);
        let elapsed = (self.now - self.customers[id].started).0;
        let week = 7 * Span::DAY.0;
        // expected lengths that were completed since the last moment
        let lengths = elapsed / expected - if moment == 0 { 0 } else { (elapsed - week) / expected };
        let told = self.told(id, course);
        let heard = told.status || self.lives[id].heard;
        let silent = if heard { 0.0 } else { asks.silent * lengths as f64 };
        let late = if moment == 0 { 0.0 } else { asks.late };
        let quietened = if told.status { 1.0 - asks.quietened } else { 1.0 };
        (late * quietened + silent).min(1.0)
    }

    /// Another journey follows from this customer's: he starts it now. `number`: of those that follow from this cause.
    pub(super) fn starts(
        &mut self,
        journey: JourneyId,
        cause: Purpose,
        number: u32,
        id: CustomerId,
        observer: &mut impl Observer,
    ) {
        let parent = &self.customers[id];
        let (entity, segment, village) = (u64::from(parent.ordinal), parent.segment(), parent.village());
        let ordinal = Streams::consequence(cause, entity, number);
        self.tells(id, Happening::Starts { journey, ordinal }, observer);
        // who asks where his journey is does so in its own world
        let world = match self.model.journeys[journey].part_of {
            Some(_) => self.customers[id].world,
            None => self.reached(journey, ordinal),
        };
        self.starts_as(journey, ordinal, (segment, village), world);
    }

    fn starts_as(
        &mut self,
        journey: JourneyId,
        ordinal: u32,
        (segment, village): (SegmentId, VillageId),
        world: u8,
    ) {
        let first = self.model.journeys[journey].first;
        let first = self.target(world, first);
        let id = self.admits(Customer::starting(self.now, ordinal, first, (segment, village), world));
        self.customers[id].doing = Doing::Starting;
        self.schedule(self.now, Rank::Returns, id.0);
    }

    /// The decision of a step, and what goes with it if it is against the customer: explained, an alternative, a call
    /// beforehand. Then the draw for what else follows.
    fn decision(&self, id: CustomerId, effects: &'m Effects) -> (Option<&'m Decision>, Refused, bool, Draw) {
        let (entity, occurrence) = self.name(id, 0);
        let mut draw = self.streams.draw(effects.draw, entity, occurrence);
        let outcome = draw.uniform();
        let refused = Refused {
            explained: draw.uniform() < effects.explained,
            alternative: draw.uniform() < effects.alternative,
        };
        let called = draw.uniform() < effects.called;
        (effects.outcomes.iter().find(|decision| outcome < decision.cumulative), refused, called, draw)
    }

    /// What it takes to call a customer before his refusal, as part of the work that leads to it.
    pub(super) fn time_to_call(&self, id: CustomerId) -> Span {
        let Some(effects) = &self.customers[id].step.effects else { return Span::ZERO };
        match self.decision(id, effects) {
            (Some(decision), _, true, _) if decision.is_refusal => effects.call,
            _ => Span::ZERO,
        }
    }

    /// What follows from having been at a step: a decision, journeys it leads to.
    #[inline(never)]
    pub(super) fn has_effects(&mut self, id: CustomerId, effects: &'m Effects, observer: &mut impl Observer) {
        let (decision, refused, called, mut draw) = self.decision(id, effects);
        let unclear = draw.uniform();
        if let Some(decision) = decision {
            let life = &mut self.lives[id];
            life.refusal = decision.is_refusal.then_some(refused);
            life.heard |= decision.is_refusal && called;
        }
        if let StepKind::Tell { is_progress } = self.customers[id].step.kind {
            self.lives[id].heard |= is_progress;
            self.lives[id].contact.unclear |= unclear < effects.unclear;
        }
        let (_, mut number) = self.name(id, 0);
        for (journey, mean) in &effects.leads_to {
            let follow = mean.floor() + f64::from(u8::from(draw.uniform() < mean.fract()));
            for _ in 0..follow as u32 {
                self.starts(*journey, effects.draw, number, id, observer);
                number += 1;
            }
        }
    }

    /// A step that began at `from` ends at `until`: what was promised of it is kept or not.
    pub(super) fn keeps_word(&mut self, id: CustomerId, step: &Step, from: Time, until: Time) {
        let Some(promise) = &step.promise else { return };
        let length = promise.length.mean();
        let due = match promise.working_days {
            true => self.model.horizon.add_working_days(from, length),
            false => from + Span::from_seconds(length),
        };
        let life = &mut self.lives[id];
        *(if until <= due { &mut life.kept } else { &mut life.broken }) += 1;
    }

    /// Time in which the customer himself was at move does not count for his term.
    pub(super) fn suspends(&mut self, id: CustomerId, until: Time) {
        let now = self.now;
        let days = self.model.horizon.working_days_between(now, until);
        let life = &mut self.lives[id];
        life.suspended = life.suspended + (until - now);
        life.suspended_working_days += days;
    }

    /// The customer hangs up or leaves for the last time in this contact, and has an opinion about it.
    pub(super) fn closes_contact(
        &mut self,
        id: CustomerId,
        visit: &Visit,
        answered: bool,
        observer: &mut impl Observer,
    ) {
        let kind = self.model.channels[visit.channel].kind;
        if kind == ChannelKind::Work {
            return;
        }
        let open = std::mem::take(&mut self.lives[id].contact);
        // the call belongs to the contact in which it was promised; who stays away has nothing to judge
        let is_promised = kind == ChannelKind::CallBack && !self.contact(id).is_offered;
        if is_promised || visit.ending == Ending::NoShow {
            return;
        }
        self.lives[id].wrote |= kind == ChannelKind::Message;
        let Some(satisfaction) = &self.model.satisfaction else { return };
        if !is_asked_for(observer, visit.counted || self.lives[id].matters) {
            return;
        }
        let facts = self.contact_facts(id, visit, &open, answered);
        let judgement = satisfaction.contact(&facts);
        self.lives[id].experience.add_contact(&judgement, answered);
        if facts.channel == visit.channel {
            return observer.contact_marked(visit, &judgement);
        }
        observer.contact_marked(&Visit { channel: facts.channel, ..*visit }, &judgement);
    }

    fn contact_facts(
        &self,
        id: CustomerId,
        visit: &Visit,
        open: &OpenContact,
        answered: bool,
    ) -> ContactFacts {
        let model = self.world_of(id);
        let customer = &self.customers[id];
        let origin = self.origin_contact(id);
        let channel = &model.channels[origin.channel];
        let (entity, occurrence) = self.name(id, 0);
        let mut draw = self.streams.draw(origin.mark_draw, entity, occurrence);
        let (tells, pleasant, published) = (draw.uniform(), draw.uniform(), draw.uniform());
        let location = model.desks[visit.desk].location;
        let segment = &model.segments[customer.segment()];
        let may_differ = |course: &&Course| {
            course.owned > 0.0 || course.personal > 0.0 || location.is_some() && segment.bus > 0.0
        };
        let course = model.journeys[visit.journey].course.as_ref().filter(may_differ);
        let told = course.map(|course| self.told(id, course));
        let owned = told.as_ref().is_some_and(|told| told.owned);
        let personal = match (course, &told) {
            (Some(course), Some(told)) if told.personal => course.personal_treatment,
            _ => 0.0,
        };
        let treatment =
            visit.pool.map_or(0.0, |pool| origin.treatment.unwrap_or(self.team_of(id, pool).treatment));
        let travel_minutes = location.map_or(0.0, |location| {
            let minutes = model.villages[customer.village()].travel[location].seconds() / 60.0;
            let by_bus = told.as_ref().is_some_and(|told| told.by_bus < segment.bus);
            if by_bus { minutes * segment.bus_factor } else { minutes }
        });
        let handed_off = open.warm + open.cold > 0;
        let waits = !channel.kind.is_stock() && !origin.queues.is_empty();
        ContactFacts {
            channel: origin.channel,
            segment: customer.segment(),
            journey: visit.journey,
            wait: waits.then_some(open.waited),
            expected_wait: channel.expects(published),
            told_wait: tells < channel.tells_wait || open.told,
            pleasant_wait: location.is_some_and(|location| pleasant < model.pleasant[location]),
            access_days: visit.access_days.map(f64::from),
            resolved: visit.after == After::Done && !handed_off && !open.incomplete,
            warm: if owned { 0 } else { open.warm },
            cold: if owned { 0 } else { open.cold },
            incomplete: open.incomplete,
            unclear: open.unclear,
            fit: origin.fit[customer.segment()],
            treatment: (treatment + personal).clamp(-1.0, 1.0),
            travel_minutes,
            answered,
        }
    }

    /// The contact a customer made himself, that this step carries on with.
    pub(super) fn origin_contact(&self, id: CustomerId) -> &'m Contact {
        match &self.world_of(id).steps[self.customers[id].step.origin].kind {
            StepKind::Contact(contact) => contact,
            _ => unreachable!("what carries on with a contact began with one"),
        }
    }

    /// The journey is over: the customer judges it, and may object or complain.
    pub(super) fn looks_back(&mut self, id: CustomerId, trip: &Trip, observer: &mut impl Observer) {
        if trip.close == Close::StillOpen {
            return;
        }
        let Some(course) = &self.world_of(id).journeys[trip.journey].course else { return };
        let mut mark = None;
        if let Some(satisfaction) = &self.model.satisfaction
            && is_asked_for(observer, trip.counted || self.lives[id].matters)
        {
            let facts = self.journey_facts(id, trip, course);
            let experience = &self.lives[id].experience;
            if let Some(judgement) = satisfaction.journey(trip.journey, trip.segment, experience, &facts) {
                observer.trip_marked(trip, &judgement);
                mark = Some(judgement.mark);
            }
        }
        let entity = u64::from(trip.ordinal);
        if let Some((journey, chance)) = course.objects
            && self.lives[id].refusal.is_some()
            && self.streams.uniform(course.draw, entity, 1) < chance
        {
            self.starts(journey, course.draw, 0, id, observer);
        }
        if let (Some(complains), Some(mark)) = (&course.complains, mark)
            && mark < complains.below
            && self.complains(id, complains)
        {
            self.starts(complains.journey, complains.draw, 0, id, observer);
        }
    }

    fn journey_facts(&self, id: CustomerId, trip: &Trip, course: &Course) -> JourneyFacts {
        let life = &self.lives[id];
        let told = self.told(id, course);
        let horizon = &self.model.horizon;
        let expected = self.expected(id, course);
        let lead = (course.is_case || life.wrote).then(|| {
            let working_days =
                horizon.working_days_between(trip.started, trip.ended) - life.suspended_working_days;
            let calendar = (trip.ended - trip.started - life.suspended).seconds();
            Lead {
                actual: if expected.working_days { working_days } else { calendar },
                expected: expected.length.mean(),
                delay_notice: told.delay,
                long: working_days > 2.0,
            }
        });
        let progress = if told.status || life.heard {
            Progress::Told
        } else if told.receipt {
            Progress::ReceiptOnly
        } else {
            Progress::Silent
        };
        let refusal = life.refusal.map(|refused| Refusal {
            fairness: if refused.explained { 1.0 } else { 0.0 },
            alternative: refused.alternative,
        });
        let personal = if told.personal { course.personal_treatment } else { 0.0 };
        JourneyFacts {
            lead,
            repeats: life.repeats.into(),
            kept: life.kept.into(),
            broken: life.broken.into(),
            progress,
            refusal,
            has_case: course.is_case,
            treatment: (life.treatment + personal).clamp(-1.0, 1.0),
        }
    }
}

/// Whether a mark is of use to anybody.
fn is_asked_for<O: Observer>(_: &O, matters: bool) -> bool {
    O::ALL_MARKS || matters
}

/// Nobody asks for more than two years.
const MOST_MOMENTS: u32 = 104;
