//! Work that lies there from before.

use crate::id::{CustomerId, StepId};
use crate::model::journey::StepKind;
use crate::model::staff::Backlog;
use crate::random::stream::Streams;
use crate::sim::customer::Customer;
use crate::sim::record::Observer;
use crate::sim::world::World;

impl World<'_> {
    /// Adds the backlog of every team, now: at a midnight, before anybody comes.
    pub(super) fn adds_backlogs(&mut self, observer: &mut impl Observer) {
        let model = self.model;
        for team in model.teams.ids() {
            if let Some(backlog) = &model.teams[team].backlog {
                self.adds_backlog(backlog, observer);
            }
        }
    }

    /// Puts pieces of work at the steps of a team, as journeys that began before and do not count.
    pub(super) fn adds_backlog(&mut self, backlog: &Backlog, observer: &mut impl Observer) {
        // the day names them: what comes on another day is other work
        let day = (self.model.horizon.first_number + self.now.day()) as u64;
        let mut number = 0;
        for &(step, pieces) in &backlog.pieces {
            for _ in 0..pieces {
                let ordinal = Streams::consequence(backlog.draw, day, number);
                number += 1;
                self.is_under_way(step, ordinal, observer);
            }
        }
    }

    /// Whether a customer's journey counts: it began in the counted days.
    pub(super) fn is_counted(&self, id: CustomerId) -> bool {
        let (horizon, started) = (&self.model.horizon, self.customers[id].started);
        let began_before = self.customers.past(id).is_some_and(|past| past.began_before);
        horizon.count_from() <= started && started < horizon.count_to() && !began_before
    }

    fn is_under_way(&mut self, id: StepId, ordinal: u32, observer: &mut impl Observer) {
        let model = self.model;
        let step = &model.steps[id];
        let StepKind::Contact(contact) = &step.kind else { unreachable!("work waits in a line") };
        let who = self.who_comes(&model.journeys[step.journey], ordinal);
        let customer = self.admits(Customer::starting(self.now, ordinal, self.target(0, id), who, 0));
        self.customers.past_mut(customer).began_before = true;
        if self.remembers {
            self.sets_out(customer, observer);
        }
        self.joins(customer, contact, observer);
    }
}
