//! Appointments: the slots of a desk, who has them, and coming at the time of one's own.

use crate::id::{CustomerId, DeskId, IdVec};
use crate::model::Model;
use crate::model::channel::{Agenda, DeskAgenda, Sessions};
use crate::model::horizon::Horizon;
use crate::model::journey::Contact;
use crate::sim::calendar::Rank;
use crate::sim::customer::Doing;
use crate::sim::desks;
use crate::sim::record::{Ending, Observer};
use crate::sim::world::World;
use crate::time::{Span, Time};

/// The slots of one desk, booked or not.
#[derive(Debug)]
pub struct Slots {
    slot: Span,
    /// Clock time of the first slot of a day.
    from: Span,
    per_day: usize,
    days_ahead: i64,
    /// Places by weekday and slot of the day; of these, kept free until the day itself.
    places: [Vec<u16>; 7],
    urgent: [Vec<u16>; 7],
    /// Places taken, by day and slot.
    taken: Vec<u16>,
    /// No place that is open to all is free before this slot, today apart.
    first_free: usize,
}

impl Slots {
    /// An agenda with as much booked as it starts with.
    fn new(agenda: &Agenda, desk: &DeskAgenda, horizon: &Horizon) -> Self {
        let places = &desk.places;
        let per_day = places[0].len();
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
        let n_days = horizon.days.len() + agenda.days_ahead as usize + 1;
        let mut slots = Self {
            slot: agenda.slot,
            from: desk.from,
            per_day,
            days_ahead: agenda.days_ahead,
            places: places_by_day,
            urgent,
            taken: vec![0; n_days * per_day],
            first_free: 0,
        };
        for day in 0..agenda.days_ahead {
            let filled = agenda.filled_at_start * (1.0 - day as f64 / agenda.days_ahead as f64);
            let mut sum = 0.0;
            for place in 0..per_day {
                let index = day as usize * per_day + place;
                let before = f64::floor(sum);
                sum += f64::from(slots.places(horizon, index)) * filled;
                slots.taken[index] = (f64::floor(sum) - before) as u16;
            }
        }
        slots
    }

    fn places(&self, horizon: &Horizon, index: usize) -> u16 {
        let day = horizon.day((index / self.per_day) as i64);
        if day.closed { 0 } else { self.places[usize::from(day.weekday)][index % self.per_day] }
    }

    fn kept_free(&self, horizon: &Horizon, index: usize) -> u16 {
        let day = horizon.day((index / self.per_day) as i64);
        self.urgent[usize::from(day.weekday)][index % self.per_day]
    }

    /// Takes the first free place after `now`; `None` when there is none as far ahead as one may book.
    fn book(&mut self, horizon: &Horizon, now: Time, is_urgent: bool) -> Option<Time> {
        let today = now.day() as usize;
        let begun = (now.clock().0 - self.from.0).div_euclid(self.slot.0) + 1;
        let next = today * self.per_day + begun.clamp(0, self.per_day as i64) as usize;
        let tomorrow = (today + 1) * self.per_day;
        let end = (tomorrow + self.days_ahead as usize * self.per_day).min(self.taken.len());
        let later = if is_urgent { tomorrow } else { self.first_free.max(tomorrow) };
        let free = |index: usize| {
            let kept = if is_urgent || index < tomorrow { 0 } else { self.kept_free(horizon, index) };
            self.taken[index] + kept < self.places(horizon, index)
        };
        let found = (next..tomorrow.min(self.taken.len())).chain(later..end).find(|index| free(*index));
        if !is_urgent {
            self.first_free = found.filter(|index| *index >= tomorrow).unwrap_or(later);
        }
        let index = found?;
        self.taken[index] += 1;
        let day = (index / self.per_day) as i64;
        Some(Time::from_day(day) + Span(self.from.0 + (index % self.per_day) as i64 * self.slot.0))
    }
}

/// The agenda of every desk that has one.
pub fn agendas(model: &Model) -> IdVec<DeskId, Option<Slots>> {
    let of = |(id, desk): (DeskId, &crate::model::channel::Desk)| {
        let channel = &model.channels[desk.channel];
        let agenda = channel.agenda.as_ref()?;
        let place = channel.desks.iter().position(|own| *own == id).expect("a desk stands with its channel");
        Some(Slots::new(agenda, &agenda.desks[place], &model.horizon))
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
            Some((place, slots.book(horizon, self.now, is_urgent)?))
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
        customer.queue =
            contact.queues[place].booked.as_ref().expect("booked customers have a queue")[segment];
        customer.doing = if comes { Doing::Booked } else { Doing::NotShowing };
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
        self.schedule(Time::from_day(day) + Sessions::CLOCK, Rank::SlotStarts, id.0);
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
        self.meets(id, queue, contact, observer);
    }
}

/// Who is late comes between these after his time.
const LATE_FROM: Span = Span(5 * Span::MINUTE.0);
const LATE_TO: Span = Span(15 * Span::MINUTE.0);
