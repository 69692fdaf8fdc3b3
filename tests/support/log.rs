//! Scenario text in, every record of a run out.

use klantreis::model::{Model, compile::compile};
use klantreis::random::stream::Streams;
use klantreis::scenario::load_text;
use klantreis::sim::record::{Answered, Observer, StaffHour, Trip, Visit};
use klantreis::sim::run;
use klantreis::time::Span;

/// Every record, in the order in which the engine reported it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Log {
    pub visits: Vec<Visit>,
    pub trips: Vec<Trip>,
    pub hours: Vec<StaffHour>,
    pub followed: Vec<(Answered, Span)>,
    /// Visits reported before each trip.
    pub visits_before: Vec<usize>,
}

impl Observer for Log {
    fn visit(&mut self, visit: &Visit) {
        self.visits.push(*visit);
    }

    fn followed(&mut self, answered: &Answered, after: Span) {
        self.followed.push((*answered, after));
    }

    fn trip(&mut self, trip: &Trip) {
        self.trips.push(*trip);
        self.visits_before.push(self.visits.len());
    }

    fn staff_hour(&mut self, hour: &StaffHour) {
        self.hours.push(*hour);
    }
}

/// The model of a scenario without errors.
pub fn model(text: &str) -> Model {
    let loaded = load_text("proef.yaml", text);
    match &loaded.scenario {
        Some(scenario) => compile(scenario),
        None => panic!("a scenario without errors\n{}\n{text}", loaded.render(false)),
    }
}

/// One replication of a model on its own seed.
pub fn play(model: &Model, replication: u64) -> Log {
    let mut log = Log::default();
    run(model, Streams::new(model.study.seed, replication), &mut log);
    log
}
