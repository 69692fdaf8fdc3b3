//! What happens at each step of the journeys, counted: who passes, how long it takes, where they go, how they feel.
//!
//! Steps that were made for a step of the scenario (a channel that was chosen, a call passed on) count as that step.

use crate::id::{IdVec, StepId};
use crate::model::Model;
use crate::sim::record::{After, Close, Ending, Passage, Trip, Visit};

/// One step of one journey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepTally {
    /// Customers who came here, once each; and how often they came.
    pub customers: u64,
    pub passes: u64,
    /// Moments of leaving less moments of coming, in microseconds: time spent here.
    pub time: i128,
    /// Journeys that were given up here.
    pub given_up: u64,
    pub contacts: u64,
    pub served: u64,
    /// Of those served, in microseconds.
    pub wait: i128,
    pub handling: i128,
    /// Passed on to a colleague, or promised a call by one.
    pub handed_on: u64,
    /// Marks of contacts here, in micro-points, and their number.
    pub marks: i64,
    pub marked: u64,
    /// Where customers went from here, and how many.
    pub routes: Vec<(StepId, u64)>,
}

#[derive(Clone, Debug)]
pub struct Steps {
    tallies: IdVec<StepId, StepTally>,
}

impl Steps {
    /// None where every journey has one step: its figures are those of the journey. Nor where nobody remembers what
    /// happened: what is counted here is for the map of how a journey feels.
    pub fn of(model: &Model) -> Option<Self> {
        let is_own = |id: StepId| model.steps[id].origin == id;
        let n_own = model.steps.ids().filter(|id| is_own(*id)).count();
        (n_own > model.journeys.len() && model.remembers())
            .then(|| Self { tallies: model.steps.iter().map(|_| StepTally::default()).collect() })
    }

    pub fn tally(&self, step: StepId) -> &StepTally {
        &self.tallies[step]
    }

    /// `is_own`: a contact of the customer, not of colleagues among themselves.
    #[inline(always)]
    pub fn visit(&mut self, model: &Model, visit: &Visit, is_own: bool) {
        let origin = model.steps[visit.step].origin;
        if !is_own && origin != visit.step {
            return;
        }
        let tally = &mut self.tallies[origin];
        tally.contacts += 1;
        if visit.ending == Ending::Served {
            tally.served += 1;
            tally.wait += i128::from(visit.wait.0);
            tally.handling += i128::from(visit.handling.0);
            tally.handed_on += u64::from(matches!(visit.after, After::PassedOn | After::CallBack));
        }
    }

    /// Of a customer who is counted.
    pub fn passage(&mut self, model: &Model, passage: Passage) {
        let (from, to) = (model.steps[passage.from].origin, model.steps[passage.to].origin);
        if from == to && passage.from != passage.to {
            return;
        }
        let at = i128::from(passage.at.0);
        let tally = &mut self.tallies[from];
        tally.time += at;
        match tally.routes.iter_mut().find(|(step, _)| *step == to) {
            Some((_, count)) => *count += 1,
            None => tally.routes.push((to, 1)),
        }
        let tally = &mut self.tallies[to];
        tally.time -= at;
        tally.passes += 1;
        tally.customers += u64::from(passage.pass == 0);
    }

    /// Of a customer who is counted: how his journey began and ended.
    #[inline(always)]
    pub fn trip(&mut self, model: &Model, trip: &Trip) {
        let tally = &mut self.tallies[model.journeys[trip.journey].first];
        tally.customers += 1;
        tally.passes += 1;
        tally.time -= i128::from(trip.started.0);
        let tally = &mut self.tallies[model.steps[trip.last].origin];
        tally.time += i128::from(trip.ended.0);
        tally.given_up += u64::from(trip.close == Close::GivenUp);
    }

    pub fn mark(&mut self, model: &Model, visit: &Visit, mark: i32) {
        let tally = &mut self.tallies[model.steps[visit.step].origin];
        tally.marks += i64::from(mark);
        tally.marked += 1;
    }
}
