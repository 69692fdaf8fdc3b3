//! Appointments: the slots of a desk, who has them, and coming at the time of one's own.

use crate::id::{CustomerId, DeskId, IdVec};
use crate::model::Model;
use crate::model::channel::{Agenda, DeskAgenda, Sessions};
use crate::model::horizon::Horizon;
use crate::model::journey::Contact;
use crate::sim::calendar::Rank;
use crate::sim::customer::Doing;
use crate::sim::desks;
use crate::sim::record::{Ending, Happening, Observer};
use crate::sim::world::World;
use crate::time::{Span, Time};

/// The slots of one desk, booked or not. What may be booked on a day goes by the rosters that are known for it.
#[derive(Debug)]
pub struct Slots {
    /// Ascending.
    stretches: Vec<Stretch>,
    /// Places taken, by day and slot.
    taken: Vec<u16>,
    /// No place that is open to all is free before this slot, today apart.
    first_free: usize,
}

/// Days on which the same may be booked.
#[derive(Debug)]
struct Stretch {
    first_day: i64,
    /// Its first slot among all of the run.
    first_slot: usize,
    slot: Span,
    /// Clock time of the first slot of a day.
    from: Span,
    per_day: usize,
    /// Places by weekday and slot of the day; of these, kept free until the day itself.
    places: [Vec<u16>; 7],
    urgent: [Vec<u16>; 7],
}

impl Stretch {
    fn new(agenda: &Agenda, desk: &DeskAgenda, first_day: i64, first_slot: usize) -> Self {
        let places = &desk.places;
        let whole = |shares: &Vec<f64>, times: f64| -> Vec<u16> {
            let mut sum = 0.0;
            let places = shares.iter().map(|share| {
                let before = f64::floor(sum + 1e-9);
                sum += share * times;
                (f64::floor(sum + 1e-9) - before) as u16
            });
            places.collect()
        };
        let places_by_day: [Vec<u16>; 7] = std::array::from_fn(|weekday| whole(&places[weekday], 1.0));
        let urgent: [Vec<u16>; 7] = std::array::from_fn(|weekday| {
            let kept = whole(&places[weekday], agenda.urgent);
            kept.iter().zip(&places_by_day[weekday]).map(|(kept, all)| *kept.min(all)).collect()
        });
        Self {
            first_day,
            first_slot,
            slot: agenda.slot,
            from: desk.from,
            per_day: places[0].len(),
            places: places_by_day,
            urgent,
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        (self.slot, self.from) == (other.slot, other.from)
            && self.places == other.places
            && self.urgent == other.urgent
    }

    fn slot_of(&self, day: i64) -> usize {
        self.first_slot + (day - self.first_day) as usize * self.per_day
    }
}

impl Slots {
    /// An agenda with as much booked as it starts with. `known`: what may be booked from each day on, ascending.
    fn new<'a>(
        known: impl Iterator<Item = (i64, &'a Agenda, &'a DeskAgenda)>,
        agenda: &Agenda,
        horizon: &Horizon,
    ) -> Self {
        let mut stretches: Vec<Stretch> = Vec::new();
        for (day, agenda, desk) in known {
            let first_slot = stretches.last().map_or(0, |last| last.slot_of(day));
            let stretch = Stretch::new(agenda, desk, day, first_slot);
            if stretches.last().is_none_or(|last| !last.is_like(&stretch)) {
                stretches.push(stretch);
            }
        }
        let end = horizon.days.len() as i64 + agenda.days_ahead + 1;
        let n_slots = stretches.last().expect("an agenda begins").slot_of(end);
        let mut slots = Self { stretches, taken: vec![0; n_slots], first_free: 0 };
        for day in 0..agenda.days_ahead {
            let filled = agenda.filled_at_start * (1.0 - day as f64 / agenda.days_ahead as f64);
            let mut sum = 0.0;
            for index in slots.first_of(day)..slots.first_of(day + 1) {
                let before = f64::floor(sum);
                sum += f64::from(slots.places(horizon, index)) * filled;
                slots.taken[index] = (f64::floor(sum) - before) as u16;
            }
        }
        slots
    }

    fn on(&self, day: i64) -> &Stretch {
        &self.stretches[self.stretches.partition_point(|stretch| stretch.first_day <= day) - 1]
    }

    /// The first slot of a day.
    fn first_of(&self, day: i64) -> usize {
        self.on(day).slot_of(day)
    }

    /// The stretch, day and slot of the day.
    fn locate(&self, index: usize) -> (&Stretch, i64, usize) {
        let at = self.stretches.partition_point(|stretch| stretch.first_slot <= index) - 1;
        let stretch = &self.stretches[at];
        let within = index - stretch.first_slot;
        (stretch, stretch.first_day + (within / stretch.per_day) as i64, within % stretch.per_day)
    }

    fn places(&self, horizon: &Horizon, index: usize) -> u16 {
        let (stretch, day, place) = self.locate(index);
        let day = horizon.day(day);
        if day.closed { 0 } else { stretch.places[usize::from(day.weekday)][place] }
    }

    /// The first free slot of a day, from this one of the day on; `keeps`: places kept free until the day itself are not.
    fn free_on(&self, horizon: &Horizon, day: i64, from: usize, keeps: bool) -> Option<usize> {
        let (stretch, kind) = (self.on(day), horizon.day(day));
        if kind.closed {
            return None;
        }
        let weekday = usize::from(kind.weekday);
        let (places, urgent) = (&stretch.places[weekday], &stretch.urgent[weekday]);
        let first = stretch.slot_of(day);
        let taken = self.taken.get(first + from..)?;
        let open = taken.iter().zip(places.get(from..)?).zip(urgent.get(from..)?);
        let is_free = |((taken, places), urgent): ((&u16, &u16), &u16)| {
            taken + if keeps { *urgent } else { 0 } < *places
        };
        let found = open.into_iter().position(is_free);
        found.map(|place| first + from + place)
    }

    /// Takes the first free place after `now`, so many days ahead at most; `None` when there is none.
    fn book(&mut self, horizon: &Horizon, now: Time, days_ahead: i64, is_urgent: bool) -> Option<Time> {
        let today = self.on(now.day());
        let begun = (now.clock().0 - today.from.0).div_euclid(today.slot.0) + 1;
        let tomorrow = self.first_of(now.day() + 1);
        let later = if is_urgent { tomorrow } else { self.first_free.max(tomorrow) };
        let found = self
            .free_on(horizon, now.day(), begun.clamp(0, today.per_day as i64) as usize, false)
            .or_else(|| {
                let (_, first_day, place) =
                    if later > tomorrow { self.locate(later) } else { (today, now.day() + 1, 0) };
                let days = first_day..now.day() + 1 + days_ahead;
                days.zip(std::iter::once(place).chain(std::iter::repeat(0)))
                    .find_map(|(day, from)| self.free_on(horizon, day, from, !is_urgent))
            });
        if !is_urgent {
            self.first_free = found.filter(|index| *index >= tomorrow).unwrap_or(later);
        }
        let index = found?;
        self.taken[index] += 1;
        let (stretch, day, place) = self.locate(index);
        Some(Time::from_day(day) + Span(stretch.from.0 + place as i64 * stretch.slot.0))
    }
}

/// The agenda of every desk that has one.
pub fn agendas(model: &Model) -> IdVec<DeskId, Option<Slots>> {
    let of = |(id, desk): (DeskId, &crate::model::channel::Desk)| {
        let agenda = model.channels[desk.channel].agenda.as_ref()?;
        let place = model.channels[desk.channel].desks.iter().position(|own| *own == id);
        let place = place.expect("a desk stands with its channel");
        let known = model.stretches().map(|(day, world)| {
            let agenda = world.channels[desk.channel].agenda.as_ref().expect("a channel keeps its agenda");
            (day, agenda, &agenda.desks[place])
        });
        Some(Slots::new(known, agenda, &model.horizon))
    };
    model.desks.enumerate().map(of).collect()
}

impl<'m> World<'m> {
    /// A customer who comes to a channel of appointments: books, or walks in. Returns whether he booked or found the
    /// agenda full, so that nothing is left to do now.
    pub(super) fn books(
        &mut self,
        id: CustomerId,
        contact: &'m Contact,
        agenda: &Agenda,
        observer: &mut impl Observer,
    ) -> bool {
        if contact.goes_on && self.only_emergencies {
            return false;
        }
        let customer = &self.customers[id];
        let (entity, occurrence) = self.name(id, customer.attempt);
        let mut draw = self.streams.draw(contact.book_draw, entity, occurrence);
        if draw.uniform() < agenda.walk_in {
            return false;
        }
        let (shows, late, how_late) = (draw.uniform(), draw.uniform(), draw.uniform());
        let (segment, village) = (customer.segment(), customer.village());
        let is_urgent = contact.is_urgent[segment];
        let horizon = &self.model.horizon;
        let tried = if agenda.looks_elsewhere { usize::MAX } else { 1 };
        let booked = contact.nearest[village].iter().take(tried).find_map(|&place| {
            let desk = contact.queues[place].desk;
            let slots = self.agendas[desk].as_mut().expect("a channel of appointments has an agenda");
            Some((place, slots.book(horizon, self.now, agenda.days_ahead, is_urgent)?))
        });
        let Some((place, slot)) = booked else {
            let desk = contact.queues[0].desk;
            self.fails(id, desk, Ending::AgendaFull, self.now, observer);
            return true;
        };
        let ahead = horizon.working_days_from(self.now.day(), slot.day());
        let weeks = (slot - self.now).0 as f64 / (7 * Span::DAY.0) as f64;
        let comes = shows >= agenda.no_show.chance(weeks);
        let delay = if comes && late < agenda.late {
            Span(LATE_FROM.0 + (how_late * (LATE_TO.0 - LATE_FROM.0) as f64) as i64)
        } else {
            Span::ZERO
        };
        let customer = &mut self.customers[id];
        customer.access_days = ahead.min(i64::from(u16::MAX - 1)) as u16;
        let booked = contact.queues[place].booked.as_ref().expect("booked customers have a queue");
        customer.queue = *booked.of(village, segment);
        customer.doing = if comes { Doing::Booked } else { Doing::NotShowing };
        let desk = contact.queues[place].desk;
        self.tells(id, Happening::Books { desk, slot }, observer);
        self.schedule(slot + delay, Rank::SlotStarts, id.0);
        true
    }

    /// A place at the next meeting that has one; `None` within the simulated days.
    pub(super) fn books_session(
        &mut self,
        id: CustomerId,
        contact: &'m Contact,
        sessions: Sessions,
        observer: &mut impl Observer,
    ) {
        let horizon = &self.model.horizon;
        let from = self.now.day() + 1;
        let is_session = |day: &i64| {
            (horizon.first_number + day).rem_euclid(sessions.every) == Sessions::WEEKDAY % sessions.every
        };
        let taken = &mut self.sessions_taken[contact.channel];
        taken.resize(horizon.days.len(), 0);
        let days =
            (from..horizon.days.len() as i64).filter(|day| is_session(day) && !horizon.day(*day).closed);
        let Some(day) = days.into_iter().find(|day| taken[*day as usize] < sessions.places) else {
            let desk = self.model.channels[contact.channel].desks[0];
            return self.fails(id, desk, Ending::AgendaFull, self.now, observer);
        };
        taken[day as usize] += 1;
        let ahead = horizon.working_days_from(self.now.day(), day);
        let customer = &mut self.customers[id];
        customer.access_days = ahead.min(i64::from(u16::MAX - 1)) as u16;
        customer.doing = Doing::Booked;
        let (desk, slot) =
            (self.model.channels[contact.channel].desks[0], Time::from_day(day) + Sessions::CLOCK);
        self.tells(id, Happening::Books { desk, slot }, observer);
        self.schedule(slot, Rank::SlotStarts, id.0);
    }

    /// The moment of an appointment: the customer is there, or he is not.
    pub(super) fn slot_starts(&mut self, id: CustomerId, observer: &mut impl Observer) {
        let contact = self.contact(id);
        let (now, hour, counted) = (self.now, self.hour, self.counting);
        let customer = &mut self.customers[id];
        customer.queued = now;
        customer.hour = hour;
        customer.counted = counted;
        if contact.queues.is_empty() {
            return self.serves_himself(id, contact);
        }
        let queue = customer.queue;
        let desk = self.model.queues[queue].desk;
        let customer = &self.customers[id];
        if customer.doing == Doing::NotShowing {
            return self.fails(id, desk, Ending::NoShow, now, observer);
        }
        let nobody = || self.model.queues[queue].pools.iter().all(|pool| self.pools[*pool].present == 0);
        if !desks::is_open(self.model, desk, now) && nobody() {
            return self.fails(id, desk, Ending::ClosedOut, now, observer);
        }
        if self.is_met(id, contact, desk, observer) {
            return;
        }
        self.meets(id, queue, contact, observer);
    }
}

/// Who is late comes between these after his time.
const LATE_FROM: Span = Span(5 * Span::MINUTE.0);
const LATE_TO: Span = Span(15 * Span::MINUTE.0);
