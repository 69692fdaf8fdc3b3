//! The state of a run, and one arm per event.

use crate::id::{AgentId, CustomerId, SegmentId, VillageId};
use crate::id::{ChannelId, DeskId, Id, IdVec, JourneyId, PoolId, QueueId, StepId};
use crate::model::Model;
use crate::model::journey::{Duration, Journey, Pause, Step, StepKind};
use crate::random::stream::Streams;
use crate::sim::agenda;
use crate::sim::agents::{self, Agent, PoolState};
use crate::sim::arrivals::Stream;
use crate::sim::calendar::{Due, FutureEvents, Moment, Rank};
use crate::sim::conversations::Conversations;
use crate::sim::customer::{Customer, Customers, Doing};
use crate::sim::life::Life;
use crate::sim::queue::Line;
use crate::sim::record::{Close, Observer, Passage, Trip};
use crate::sim::routes::{Target, WayId, Ways};
use crate::sim::slots::Slots;
use crate::sim::tournament::Tournament;
use crate::time::{Span, Time};

/// One replication of a model, at some moment.
#[derive(Debug)]
pub struct World<'m> {
    /// What holds now, for all.
    pub(super) model: &'m Model,
    /// The model of the whole run, and the stretch of days it is in.
    pub(super) whole: &'m Model,
    pub(super) epoch: usize,
    /// What holds now by the set of measures that reach a customer; the first is `model`.
    pub(super) worlds: Vec<&'m Model>,
    pub(super) streams: Streams,
    pub(super) now: Time,
    /// Midnight of the current day.
    pub(super) midnight: Time,
    /// Clock hour of the current moment.
    pub(super) hour: u8,
    /// Whether the current day is counted.
    pub(super) counting: bool,
    pub(super) events: FutureEvents,
    /// Numbers waits and events.
    pub(super) serial: u32,
    /// The moment at which each agent's work ends.
    pub(super) working: Tournament,
    /// The moment at which each stream's next customer arrives.
    arriving: Tournament,
    arrivals: Slots<JourneyId, Source<'m>>,
    pub(super) ways: Slots<WayId, Ways<'m>>,
    pub(super) customers: Customers<'m>,
    pub(super) lines: Slots<QueueId, Line<'m>>,
    pub(super) agents: Slots<AgentId, Agent>,
    pub(super) pools: Slots<PoolId, PoolState<'m>>,
    /// Of each desk.
    pub(super) queues_at: IdVec<DeskId, Box<[QueueId]>>,
    /// Pools with anybody rostered that help at each desk.
    pub(super) on_duty: IdVec<DeskId, u32>,
    /// Contacts under way per channel; kept where lines are limited.
    pub(super) lines_taken: IdVec<ChannelId, u32>,
    /// Help that was broken off: what was done and what was left to do, by slot of the customer.
    pub(super) left_to_do: Vec<(Span, Span)>,
    /// Whether customers remember: a journey asks for it, or marks are given.
    pub(super) remembers: bool,
    /// What they remember, by slot; empty where nobody does.
    pub(super) lives: Slots<CustomerId, Life>,
    pub(super) conversations: Slots<AgentId, Conversations>,
    pub(super) agendas: IdVec<DeskId, Option<agenda::Slots>>,
    /// Places taken at the meetings of each channel, by day.
    pub(super) sessions_taken: IdVec<ChannelId, Vec<u32>>,
    /// Who waits until a batch is full.
    pub(super) gathering: Slots<StepId, Vec<CustomerId>>,
    /// When the days begin and end of which contacts and journeys count.
    counts_from: Time,
    counts_to: Time,
    /// Customers present who started before the counted days ended.
    to_see_out: u64,
    /// Whether the crowd outgrew [`World::MAX_PRESENT`]; the run ended early and says nothing.
    pub is_overfull: bool,
    /// Whether today only journeys that go on are helped.
    pub(super) only_emergencies: bool,
    /// Scratch for [`staffing`](super): changes of headcount of one day.
    pub(super) changes: Vec<(Span, i32)>,
}

/// Draws of contacts are told apart by the try up to this one, so nobody tries more often.
pub(super) const LAST_ATTEMPT: u16 = 4095;

impl<'m> World<'m> {
    /// More customers at once would need more than a gigabyte.
    pub const MAX_PRESENT: usize = 4_000_000;

    /// The start of a replication: empty, at midnight of day 0.
    pub fn new(model: &'m Model, streams: Streams) -> Self {
        assert_ids_exist(model);
        for world in model.epochs.iter().flat_map(|epoch| &epoch.worlds) {
            assert_same_shape(model, world);
            assert_ids_exist(world);
        }
        let (agents, pools) = agents::staff(model);
        let remembers = model.remembers();
        let conversations = agents.iter().map(|_| Conversations::default()).collect();
        let n_loop_steps = model.journeys.iter().map(|journey| journey.n_loop_steps).max().unwrap_or(0);
        let mut world = Self {
            model: model.stretches().next().expect("something holds at the start").1,
            whole: model,
            epoch: 0,
            worlds: Vec::new(),
            streams,
            now: Time::ZERO,
            midnight: Time::ZERO,
            hour: 0,
            counting: false,
            events: FutureEvents::new(model.horizon.end()),
            serial: 0,
            working: Tournament::new(agents.len().max(1), Rank::WorkEnds),
            arriving: Tournament::new(model.journeys.len().max(1), Rank::Arrives),
            arrivals: model.journeys.iter().map(|journey| Source::new(model, journey, &streams)).collect(),
            ways: Slots::from_iter([]),
            customers: Customers::new(n_loop_steps as usize),
            lines: model.queues.iter().map(|queue| Line::new(model, queue, remembers)).collect(),
            agents,
            pools,
            queues_at: model.desks.ids().map(|desk| queues_at(model, desk)).collect(),
            on_duty: model.desks.iter().map(|_| 0).collect(),
            lines_taken: model.channels.iter().map(|_| 0).collect(),
            left_to_do: Vec::new(),
            remembers,
            lives: Slots::from_iter([]),
            conversations,
            agendas: agenda::agendas(model),
            sessions_taken: model.channels.iter().map(|_| Vec::new()).collect(),
            gathering: model.steps.iter().map(|_| Vec::new()).collect(),
            counts_from: model.horizon.count_from(),
            counts_to: model.horizon.count_to(),
            to_see_out: 0,
            is_overfull: false,
            only_emergencies: false,
            changes: Vec::new(),
        };
        world.aims_at_worlds();
        for journey in model.journeys.ids() {
            world.schedule_arrival(journey);
        }
        world.schedule(Time::ZERO, Rank::NewHour, 0);
        world
    }

    /// Plays the rest of the current hour. Returns whether anything is left to play.
    pub fn advance_hour(&mut self, observer: &mut impl Observer) -> bool {
        let horizon = &self.model.horizon;
        let next_hour = Time((self.now.0 / Span::HOUR.0 + 1) * Span::HOUR.0).min(horizon.end());
        let until = Moment::new(next_hour, Rank::NewHour);
        self.events.opens(self.now);
        loop {
            let work = self.working.next();
            let arrival = self.arriving.next();
            let other = self.events.next();
            let next = work.min(arrival).min(other);
            if next >= until {
                break;
            }
            self.now = next.time();
            if next == work {
                self.work_ends(AgentId(self.working.winner() as u32), observer);
            } else if next == arrival {
                self.arrives(JourneyId(self.arriving.winner() as u32), observer);
            } else {
                let due = self.events.take();
                self.happens(due, observer);
                if self.to_see_out == 0 && self.now >= self.counts_to {
                    return false;
                }
            }
        }
        self.now = next_hour;
        !self.is_overfull
            && next_hour < horizon.end()
            && !(next_hour >= self.counts_to && self.to_see_out == 0)
    }

    #[inline(never)]
    fn happens(&mut self, due: Due, observer: &mut impl Observer) {
        let customer = CustomerId(due.subject);
        match due.moment.rank() {
            rank if rank == Rank::NewHour as u64 => self.new_hour(observer),
            rank if rank == Rank::StaffUp as u64 => self.staff_changes(PoolId(due.subject), observer),
            rank if rank == Rank::StaffDown as u64 => self.staff_changes(PoolId(due.subject), observer),
            rank if rank == Rank::PatienceEnds as u64 => self.patience_ends(customer, due.serial, observer),
            rank if rank == Rank::Returns as u64 => self.returns(customer, observer),
            rank if rank == Rank::SlotStarts as u64 => self.slot_starts(customer, observer),
            rank if rank == Rank::Asks as u64 => self.may_ask(customer, due.serial, observer),
            rank if rank == Rank::Offers as u64 => self.is_offered(customer, due.serial, observer),
            rank if rank == Rank::CallsForHelp as u64 => self.calls_for_help(customer, due.serial, observer),
            rank if rank == Rank::HelpComes as u64 => self.help_comes(PoolId(due.subject), observer),
            _ => self.closes(DeskId(due.subject), observer),
        }
    }

    pub(super) fn schedule(&mut self, time: Time, rank: Rank, subject: u32) -> u32 {
        let serial = self.next_serial();
        self.events.schedule(Moment::new(time, rank), serial, subject);
        serial
    }

    /// Never 0, which is nobody's wait.
    #[inline(always)]
    pub(super) fn next_serial(&mut self) -> u32 {
        self.serial = self.serial.wrapping_add(1).max(1);
        self.serial
    }

    #[inline(always)]
    fn schedule_arrival(&mut self, journey: JourneyId) {
        let source = &mut self.arrivals[journey];
        match source.stream.next(&source.journey.demand, &self.model.horizon, &self.streams) {
            Some((next, time)) => {
                source.ordinal = next;
                self.arriving.set(journey.index(), time);
            }
            None => self.arriving.clear(journey.index()),
        }
    }

    #[inline(always)]
    fn arrives(&mut self, journey: JourneyId, observer: &mut impl Observer) {
        let Source { ordinal, journey: described, first, .. } = self.arrivals[journey];
        self.schedule_arrival(journey);
        let described = if self.whole.epochs.is_empty() { described } else { &self.model.journeys[journey] };
        let (segment, village) = self.who_comes(described, ordinal);
        let (world, first) = match self.whole.epochs.is_empty() {
            true => (0, first),
            false => {
                let world = self.reached(journey, ordinal);
                (world, self.target(world, described.first))
            }
        };
        let customer = self.admits(Customer::starting(self.now, ordinal, first, (segment, village), world));
        if self.remembers {
            self.sets_out(customer, observer);
        }
        self.enters(customer, first.step, observer);
    }

    /// Who the customer of a journey with this ordinal is, and where he lives.
    #[inline(always)]
    pub(super) fn who_comes(&self, journey: &Journey, ordinal: u32) -> (SegmentId, VillageId) {
        let entity = u64::from(ordinal);
        let segment = match journey.segments.only {
            Some(only) => only,
            None => journey.segments.choose(self.streams.uniform(journey.segment, entity, 0)),
        };
        let village = match journey.villages.only {
            Some(only) => only,
            None => journey.villages.choose(self.streams.uniform(journey.village, entity, 0)),
        };
        (segment, village)
    }

    /// Somebody more is present.
    #[inline(always)]
    pub(super) fn admits(&mut self, customer: Customer<'m>) -> CustomerId {
        let id = match self.customers.free_slot() {
            Some(id) => id,
            None => self.makes_room(customer),
        };
        self.customers.admit(id, customer);
        self.to_see_out += u64::from(self.now < self.counts_to);
        if self.remembers {
            self.lives[id] = Life::new();
        }
        id
    }

    /// Beyond [`World::MAX_PRESENT`] nobody comes any more and the day is the last.
    #[cold]
    #[inline(never)]
    fn makes_room(&mut self, customer: Customer<'m>) -> CustomerId {
        if self.customers.most() >= Self::MAX_PRESENT {
            self.is_overfull = true;
            for journey in self.model.journeys.ids() {
                self.arriving.clear(journey.index());
            }
        }
        if self.remembers {
            self.lives.push(Life::new());
        }
        self.customers.add_slot(customer)
    }

    /// A customer has come to a step; on to the next as long as steps take no time.
    #[inline(always)]
    pub(super) fn enters(&mut self, id: CustomerId, step: &'m Step, observer: &mut impl Observer) {
        match &step.kind {
            StepKind::Contact(contact) if step.skip == 0.0 => self.joins(id, contact, observer),
            _ => self.enters_other(id, step, observer),
        }
    }

    #[inline(never)]
    fn enters_other(&mut self, id: CustomerId, step: &'m Step, observer: &mut impl Observer) {
        let mut step = step;
        loop {
            if step.skip > 0.0 && self.skips(id, step, observer) {
                match self.route(id, self.draws_route(id), observer) {
                    Some(next) => step = next,
                    None => break,
                }
                continue;
            }
            match &step.kind {
                StepKind::Contact(contact) => return self.joins(id, contact, observer),
                StepKind::Wait { duration, draw, cause } => {
                    let (entity, occurrence) = self.name(id, 0);
                    let length = duration.length.sample(&mut self.streams.draw(*draw, entity, occurrence));
                    let until = self.after(duration, length);
                    self.customers.past_mut(id).pauses.add(*cause, until - self.now);
                    if self.remembers {
                        self.keeps_word(id, step, self.now, until);
                    }
                    if self.remembers && *cause == Pause::Customer {
                        self.suspends(id, until);
                    }
                    self.customers[id].doing = Doing::Pausing;
                    self.schedule(until, Rank::Returns, id.0);
                    return;
                }
                StepKind::Choose(routes) => {
                    let (entity, occurrence) = self.name(id, 0);
                    let uniform = self.streams.uniform(step.route_draw, entity, occurrence);
                    let customer = &self.customers[id];
                    let next = routes.of(customer.village(), customer.segment()).choose(uniform);
                    let next = self.target(customer.world, next);
                    step = next.step;
                    self.moves(id, next, observer);
                }
                StepKind::Tell { .. } => {
                    if let Some(effects) = &step.effects {
                        self.has_effects(id, effects, observer);
                    }
                    match self.route(id, self.draws_route(id), observer) {
                        Some(next) => step = next,
                        None => break,
                    }
                }
                StepKind::End => break,
            }
        }
        self.ends(id, Close::Completed, observer);
    }

    /// The moment a drawn length from now ends.
    pub(super) fn after(&self, duration: &Duration, length: f64) -> Time {
        if duration.working_days {
            self.model.horizon.add_working_days(self.now, length.min(36_525.0))
        } else {
            self.now + Span::from_seconds(length)
        }
    }

    fn skips(&self, id: CustomerId, step: &Step, observer: &mut impl Observer) -> bool {
        let (entity, occurrence) = self.name(id, 0);
        let mut draw = self.streams.draw(step.skip_draw, entity, occurrence);
        let skips = draw.uniform() < step.skip;
        if skips && draw.uniform() < step.finds && self.is_counted(id) {
            observer.missed(step.journey);
        }
        skips
    }

    /// Where the step of a customer leads. `None`: the journey ends.
    #[inline(always)]
    pub(super) fn way_on(&self, id: CustomerId, uniform: f64) -> Option<Target<'m>> {
        self.ways(id).choose(uniform)
    }

    /// Brings a customer to where his step leads; counts the pass. `None`: the journey ends.
    #[inline(always)]
    pub(super) fn route(
        &mut self,
        id: CustomerId,
        uniform: f64,
        observer: &mut impl Observer,
    ) -> Option<&'m Step> {
        let next = self.way_on(id, uniform)?;
        self.moves(id, next, observer);
        Some(next.step)
    }

    #[inline(always)]
    pub(super) fn moves(&mut self, id: CustomerId, to: Target<'m>, observer: &mut impl Observer) {
        let from = self.customers[id].step_id;
        self.customers.moves(id, to);
        if self.remembers && self.customers.past(id).is_none_or(|past| !past.began_before) {
            let Customer { ordinal, started, pass, .. } = self.customers[id];
            observer.passage(&Passage {
                journey: to.step.journey,
                ordinal,
                started,
                from,
                to: to.id,
                pass,
                at: self.now,
            });
        }
    }

    /// The number that decides where a customer goes after his step, where that is drawn.
    #[inline(always)]
    pub(super) fn draws_route(&self, id: CustomerId) -> f64 {
        let customer = &self.customers[id];
        if !self.ways(id).draws {
            return 0.0;
        }
        let (entity, occurrence) = self.name(id, 0);
        self.streams.uniform(customer.step.route_draw, entity, occurrence)
    }

    /// A customer is done with his step.
    #[inline(always)]
    pub(super) fn proceeds(&mut self, id: CustomerId, route: f64, observer: &mut impl Observer) {
        if let Some(effects) = &self.customers[id].step.effects {
            self.has_effects(id, effects, observer);
        }
        match self.route(id, route, observer) {
            Some(next) => self.enters(id, next, observer),
            None => self.ends(id, Close::Completed, observer),
        }
    }

    fn returns(&mut self, id: CustomerId, observer: &mut impl Observer) {
        match self.customers[id].doing {
            Doing::Pausing => self.proceeds(id, self.draws_route(id), observer),
            Doing::SelfService => self.self_service_ends(id, observer),
            Doing::Coming => self.joins(id, self.contact(id), observer),
            Doing::Starting => {
                self.sets_out(id, observer);
                let step = self.customers[id].step;
                self.enters(id, step, observer);
            }
            Doing::LeftLying => self.stays_unanswered(id, observer),
            Doing::Forgotten => self.finds_out(id, observer),
            _ => unreachable!("only those away return"),
        }
    }

    /// The journey is over, now.
    #[inline(always)]
    pub(super) fn ends(&mut self, id: CustomerId, close: Close, observer: &mut impl Observer) {
        self.ends_at(id, self.now, close, observer);
    }

    #[inline(always)]
    pub(super) fn ends_at(
        &mut self,
        id: CustomerId,
        ended: Time,
        close: Close,
        observer: &mut impl Observer,
    ) {
        self.to_see_out -= u64::from(self.customers[id].started < self.counts_to);
        if self.remembers || self.customers[id].has_past {
            self.is_over(id, ended, close, observer);
        } else {
            observer.trip(&self.trip(id, ended, close));
        }
        self.customers.dismiss(id);
    }

    /// A journey is over of which there is more to tell than how long it took.
    #[inline(never)]
    fn is_over(&mut self, id: CustomerId, ended: Time, close: Close, observer: &mut impl Observer) {
        let mut trip = self.trip(id, ended, close);
        let past = self.customers.past(id);
        trip.pauses = past.map(|past| past.pauses);
        trip.counted &= past.is_none_or(|past| !past.began_before);
        if self.remembers {
            let life = &self.lives[id];
            (trip.hand_offs, trip.repeats) = (life.hand_offs, life.repeats);
        }
        observer.trip(&trip);
        if self.remembers {
            self.looks_back(id, &trip, observer);
        }
    }

    #[inline(always)]
    fn trip(&self, id: CustomerId, ended: Time, close: Close) -> Trip {
        let customer = &self.customers[id];
        Trip {
            journey: customer.step.journey,
            segment: customer.segment(),
            village: customer.village(),
            ordinal: customer.ordinal,
            started: customer.started,
            ended,
            counted: self.counts_from <= customer.started && customer.started < self.counts_to,
            contacts: customer.contacts,
            hand_offs: 0,
            repeats: 0,
            waited: customer.in_queue,
            helped: customer.in_help,
            pauses: None,
            last: customer.step_id,
            close,
        }
    }

    /// Reports those still under way, once nothing is left to play.
    pub fn finish(mut self, observer: &mut impl Observer) {
        if self.counting && self.now == self.counts_to {
            self.reports_hour(observer);
        }
        for queue in self.model.queues.ids() {
            self.sweep(queue, observer);
        }
        for id in self.customers.present().collect::<Vec<_>>() {
            self.reports_open(id, observer);
            self.ends(id, Close::StillOpen, observer);
        }
    }
}

fn queues_at(model: &Model, desk: DeskId) -> Box<[QueueId]> {
    model.queues.ids().filter(|queue| model.queues[*queue].desk == desk).collect()
}

/// Ids of one model mean the same in the other.
fn assert_same_shape(model: &Model, other: &Model) {
    let shape = |model: &Model| {
        let people = (model.teams.len(), model.pools.len(), model.queues.len());
        let places = (model.channels.len(), model.desks.len(), model.villages.len(), model.segments.len());
        (people, places, model.journeys.len(), model.steps.len())
    };
    assert_eq!(shape(model), shape(other), "the shape stays during a run");
}

/// What [`Slots`] rely on: every id of a queue or pool that the model names exists.
fn assert_ids_exist(model: &Model) {
    let queue_exists = |id: &QueueId| id.index() < model.queues.len();
    let pool_exists = |id: &PoolId| id.index() < model.pools.len();
    assert!(model.queues.iter().flat_map(|queue| &queue.pools).all(pool_exists), "a pool of a queue exists");
    assert!(
        model.pools.iter().flat_map(|pool| pool.levels.iter().flatten()).all(queue_exists),
        "a queue of a pool exists"
    );
    let contacts = model.steps.iter().filter_map(|step| match &step.kind {
        StepKind::Contact(contact) => Some(contact),
        _ => None,
    });
    for contact in contacts {
        let booked =
            contact.queues.iter().flat_map(|desk| desk.booked.iter().flat_map(|queues| queues.iter()));
        let mut queues = contact
            .queues
            .iter()
            .flat_map(|desk| desk.queues.iter())
            .chain(&contact.only_queue)
            .chain(booked);
        assert!(queues.all(queue_exists), "a queue of a contact exists");
    }
}

/// A stream of arrivals: the journey they start, and the ordinal of the one to come.
#[derive(Debug)]
struct Source<'m> {
    journey: &'m Journey,
    /// Where it starts when all live in one world.
    first: Target<'m>,
    stream: Stream,
    ordinal: u32,
}

impl<'m> Source<'m> {
    fn new(model: &'m Model, journey: &'m Journey, streams: &Streams) -> Self {
        let first = Target::new(model, 0, journey.first);
        Self { journey, first, stream: Stream::new(&journey.demand, streams), ordinal: 0 }
    }
}

/// Names a draw of a contact: the pass of the step and the try at it.
#[inline(always)]
pub(super) fn occurrence(pass: u32, attempt: u16) -> u32 {
    debug_assert!(attempt <= LAST_ATTEMPT, "nobody tries more often");
    pass << 12 | u32::from(attempt)
}
