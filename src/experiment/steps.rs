//! What happens at each step of the journeys, counted: who passes, how long it takes, where they go, how they feel.
//!
//! Steps that were made for a step of the scenario (the channels one may choose from, a call passed on) count as that
//! step; going from one of them to another is not leaving it.

use crate::id::{ChannelId, Id, IdVec, StepId};
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
    /// Contacts of the customer, by channel.
    pub contacts: Vec<(ChannelId, u64)>,
    /// Of contacts and of work, those that were done.
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
    /// Filled only for what is a step of the scenario: the first of those made for it.
    tallies: IdVec<StepId, StepTally>,
    /// That first one, for each.
    own: IdVec<StepId, StepId>,
}

/// For each step of the model the one that stands for its step of the scenario: the first one, by which it is entered.
pub fn own_steps(model: &Model) -> IdVec<StepId, StepId> {
    let mut own: IdVec<StepId, StepId> = IdVec::new();
    for (id, step) in model.steps.enumerate() {
        let origin = &model.steps[step.origin];
        // those made for one step of the scenario stand together, the first one first
        let before = id.index().checked_sub(1).map(|before| own[StepId::from_index(before)]);
        let is_same = |first: &StepId| {
            let first = &model.steps[*first];
            first.journey == step.journey && first.name == origin.name
        };
        own.push(before.filter(is_same).unwrap_or(id));
    }
    own
}

impl Steps {
    /// None where every journey has one step: its figures are those of the journey. Nor where nobody remembers what
    /// happened: what is counted here is for the map of how a journey feels.
    pub fn of(model: &Model) -> Option<Self> {
        let own = own_steps(model);
        let n_own = own.enumerate().filter(|(id, own)| id == *own).count();
        (n_own > model.journeys.len() && model.remembers())
            .then(|| Self { tallies: model.steps.iter().map(|_| StepTally::default()).collect(), own })
    }

    pub fn tally(&self, step: StepId) -> &StepTally {
        &self.tallies[step]
    }

    /// `is_own`: a contact of the customer, not of colleagues among themselves.
    #[inline(always)]
    pub fn visit(&mut self, model: &Model, visit: &Visit, is_own: bool) {
        if !is_own && model.steps[visit.step].origin != visit.step {
            return;
        }
        let tally = &mut self.tallies[self.own[visit.step]];
        if is_own {
            add(&mut tally.contacts, visit.channel);
        }
        if visit.ending == Ending::Served {
            tally.served += 1;
            tally.wait += i128::from(visit.wait.0);
            tally.handling += i128::from(visit.handling.0);
            tally.handed_on += u64::from(matches!(visit.after, After::PassedOn | After::CallBack));
        }
    }

    /// Of a customer who is counted.
    pub fn passage(&mut self, passage: Passage) {
        let (from, to) = (self.own[passage.from], self.own[passage.to]);
        if from == to && passage.to != to {
            return;
        }
        let at = i128::from(passage.at.0);
        let tally = &mut self.tallies[from];
        tally.time += at;
        add(&mut tally.routes, to);
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
        let tally = &mut self.tallies[self.own[trip.last]];
        tally.time += i128::from(trip.ended.0);
        tally.given_up += u64::from(trip.close == Close::GivenUp);
    }

    pub fn mark(&mut self, visit: &Visit, mark: i32) {
        let tally = &mut self.tallies[self.own[visit.step]];
        tally.marks += i64::from(mark);
        tally.marked += 1;
    }
}

fn add<T: PartialEq>(counts: &mut Vec<(T, u64)>, what: T) {
    match counts.iter_mut().find(|(known, _)| *known == what) {
        Some((_, count)) => *count += 1,
        None => counts.push((what, 1)),
    }
}
