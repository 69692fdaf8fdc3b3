//! One replication of a scenario, with everything it reported.

use std::sync::atomic::AtomicBool;

use klantreis::experiment::replay;
use klantreis::model::Model;
use klantreis::model::compile::compile;
use klantreis::model::satisfaction::Judgement;
use klantreis::scenario::load_text;
use klantreis::sim::record::{CallBack, Incident, Observer, Passage, StaffHour, Trip, Visit};

/// Everything counted of one replication, in the order of reporting.
#[derive(Default)]
pub struct Played {
    pub visits: Vec<Visit>,
    pub trips: Vec<Trip>,
    pub calls: Vec<CallBack>,
    pub hours: Vec<StaffHour>,
    pub passages: Vec<Passage>,
    pub incidents: Vec<Incident>,
    /// With the mark, in points.
    pub contact_marks: Vec<(Visit, f64)>,
    /// The same, and the spread between respondents.
    pub trip_marks: Vec<(Trip, f64, f64)>,
}

impl Observer for Played {
    fn visit(&mut self, visit: &Visit) {
        self.visits.extend(visit.counted.then_some(*visit));
    }

    fn trip(&mut self, trip: &Trip) {
        self.trips.extend(trip.counted.then_some(*trip));
    }

    fn call_back(&mut self, call: &CallBack) {
        self.calls.extend(call.counted.then_some(*call));
    }

    fn staff_hour(&mut self, hour: &StaffHour) {
        self.hours.push(*hour);
    }

    fn contact_marked(&mut self, visit: &Visit, judgement: &Judgement) {
        self.contact_marks.push((*visit, f64::from(judgement.parts.mark()) / 1e6));
    }

    fn trip_marked(&mut self, trip: &Trip, judgement: &Judgement) {
        let points = |micro: i32| f64::from(micro) / 1e6;
        self.trip_marks.push((*trip, points(judgement.parts.mark()), points(judgement.spread)));
    }

    fn incident(&mut self, incident: &Incident) {
        self.incidents.push(*incident);
    }

    fn passage(&mut self, passage: &Passage) {
        self.passages.push(*passage);
    }
}

/// A scenario that is right.
pub fn model(text: &str) -> Model {
    let loaded = load_text("proef.yaml", text);
    compile(loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false))))
}

/// What is wrong with a scenario.
pub fn findings(text: &str) -> String {
    load_text("proef.yaml", text).render(false)
}

/// Its first replication.
pub fn played(model: &Model) -> Played {
    let mut played = Played::default();
    replay(model, 0, &mut played, &AtomicBool::new(false)).expect("a replication that ends");
    played
}

impl Played {
    /// Contacts at one channel.
    pub fn at<'p>(&'p self, model: &'p Model, channel: &'p str) -> impl Iterator<Item = &'p Visit> + Clone {
        self.visits.iter().filter(move |visit| model.channels[visit.channel].name == channel)
    }

    /// Journeys of one name.
    pub fn of<'p>(&'p self, model: &'p Model, journey: &'p str) -> impl Iterator<Item = &'p Trip> + Clone {
        self.trips.iter().filter(move |trip| model.journeys[trip.journey].name == journey)
    }
}

/// Share of the records of which something holds.
pub fn share<T>(records: impl Iterator<Item = T>, holds: impl Fn(T) -> bool) -> f64 {
    let (n, all) = records.fold((0_u32, 0_u32), |(n, all), record| (n + u32::from(holds(record)), all + 1));
    f64::from(n) / f64::from(all)
}

/// The name of the team of a pool.
pub fn team<'m>(model: &'m Model, visit: &Visit) -> Option<&'m str> {
    visit.pool.map(|pool| model.teams[model.pools[pool].team].name.as_str())
}
