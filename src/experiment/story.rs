//! One customer, or one day, of one replication: what happened, to be told.

use std::sync::atomic::AtomicBool;

use crate::experiment::replicate::replay;
use crate::id::JourneyId;
use crate::model::Model;
use crate::model::satisfaction::Judgement;
use crate::sim::record::{Happening, Incident, Observer, Passage, StaffHour, Trip, Visit};
use crate::time::Time;

/// Something in the life of a customer.
#[derive(Clone, Debug)]
pub enum Moment {
    /// A contact, and how busy it was when he came.
    Visit(Visit, Crowd),
    Passage(Passage),
    Incident(Incident),
    /// What he thought of the contact before this.
    ContactMark(Visit, Judgement),
    Trip(Trip),
    /// What he thought of the journey before this.
    TripMark(Trip, Judgement),
}

/// Others at a channel at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Crowd {
    pub waiting: u32,
    pub helped: u32,
}

impl Crowd {
    /// Counts one contact, if it was going on at that moment.
    pub fn add(&mut self, visit: &Visit, at: Time) {
        if visit.queued > at || visit.ended <= at {
            return;
        }
        match visit.helped() {
            Some(helped) if helped <= at => self.helped += 1,
            _ => self.waiting += 1,
        }
    }
}

/// What customer `ordinal` of a journey did, in the order in which it ended; asking where it is belongs to it.
///
/// # Errors
/// When there was no such customer: how many that journey had.
pub fn customer(
    model: &Model,
    replication: u32,
    journey: JourneyId,
    ordinal: u32,
) -> Result<Vec<Moment>, u64> {
    let mut follower =
        Follower { model, journey, ordinals: vec![ordinal], moments: Vec::new(), n_customers: 0 };
    play(model, replication, &mut follower);
    if follower.moments.is_empty() {
        return Err(follower.n_customers);
    }
    // how busy it was takes the others, some of whom left before him
    let Follower { ordinals, moments, .. } = follower;
    let mut bystander = Bystander { journey, ordinals, moments };
    play(model, replication, &mut bystander);
    Ok(bystander.moments)
}

/// One day of one replication.
#[derive(Clone, Debug)]
pub struct DayStory {
    /// Every contact that was going on at some moment of the day.
    pub visits: Vec<Visit>,
    /// Only of a counted day.
    pub staff: Vec<StaffHour>,
    day: i64,
}

pub fn day(model: &Model, replication: u32, day: i64) -> DayStory {
    let mut story = DayStory { visits: Vec::new(), staff: Vec::new(), day };
    play(model, replication, &mut story);
    story
}

/// To the end: there is nothing that stops it, and a crowd that is too large ends it early with what was seen.
fn play(model: &Model, replication: u32, observer: &mut impl Observer) {
    let _ = replay(model, replication, observer, &AtomicBool::new(false));
}

struct Follower<'m> {
    model: &'m Model,
    journey: JourneyId,
    /// Of the customer himself, and of his contacts that count for this journey without being steps of it.
    ordinals: Vec<u32>,
    moments: Vec<Moment>,
    n_customers: u64,
}

impl Follower<'_> {
    fn note(&mut self, (journey, ordinal): (JourneyId, u32), moment: impl FnOnce() -> Moment) {
        if journey == self.journey && self.ordinals.contains(&ordinal) {
            self.moments.push(moment());
        }
    }
}

impl Observer for Follower<'_> {
    fn visit(&mut self, visit: &Visit) {
        self.note((visit.journey, visit.ordinal), || Moment::Visit(*visit, Crowd::default()));
    }

    fn trip(&mut self, trip: &Trip) {
        self.n_customers += u64::from(trip.journey == self.journey);
        self.note((trip.journey, trip.ordinal), || Moment::Trip(*trip));
    }

    fn incident(&mut self, incident: &Incident) {
        self.note((incident.journey, incident.ordinal), || Moment::Incident(*incident));
        if let Happening::Starts { journey, ordinal } = incident.what
            && incident.journey == self.journey
            && self.ordinals.contains(&incident.ordinal)
            && self.model.journeys[journey].part_of.is_some()
        {
            self.ordinals.push(ordinal);
        }
    }

    fn staff_hour(&mut self, _hour: &StaffHour) {}

    fn passage(&mut self, passage: &Passage) {
        self.note((passage.journey, passage.ordinal), || Moment::Passage(*passage));
    }

    fn contact_marked(&mut self, visit: &Visit, judgement: &Judgement) {
        self.note((visit.journey, visit.ordinal), || Moment::ContactMark(*visit, *judgement));
    }

    fn trip_marked(&mut self, trip: &Trip, judgement: &Judgement) {
        self.note((trip.journey, trip.ordinal), || Moment::TripMark(*trip, *judgement));
    }
}

struct Bystander {
    journey: JourneyId,
    ordinals: Vec<u32>,
    moments: Vec<Moment>,
}

impl Observer for Bystander {
    fn visit(&mut self, visit: &Visit) {
        if visit.journey == self.journey && self.ordinals.contains(&visit.ordinal) {
            return;
        }
        for moment in &mut self.moments {
            if let Moment::Visit(own, crowd) = moment
                && own.desk == visit.desk
            {
                crowd.add(visit, own.queued);
            }
        }
    }

    fn trip(&mut self, _trip: &Trip) {}

    fn staff_hour(&mut self, _hour: &StaffHour) {}
}

impl Observer for DayStory {
    fn visit(&mut self, visit: &Visit) {
        if visit.queued < Time::from_day(self.day + 1) && visit.ended >= Time::from_day(self.day) {
            self.visits.push(*visit);
        }
    }

    fn trip(&mut self, _trip: &Trip) {}

    fn staff_hour(&mut self, hour: &StaffHour) {
        if hour.day == self.day {
            self.staff.push(*hour);
        }
    }
}
