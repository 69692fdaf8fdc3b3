//! Promises that are what nine out of ten journeys took, in a pilot run of the same scenario.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::experiment::replicate::play;
use crate::id::{IdVec, JourneyId};
use crate::model::Model;
use crate::model::journey::{Course, Duration};
use crate::random::dist::Distribution;
use crate::random::stream::Streams;
use crate::sim::record::{Close, Observer, StaffHour, Trip, Visit};

/// Always so many, whatever the study asks: a promise does not depend on how often one looks.
const REPLICATIONS: u32 = 5;
const SHARE: f64 = 0.9;
/// Before the seed, so that nobody in the pilot is somebody of the run.
pub(super) const APART: u64 = 0x9e37_79b9_7f4a_7c15;

/// The model with every promise filled in. In the pilot itself nothing is promised.
pub fn settled(mut model: Model) -> Model {
    let asks = |model: &Model, id: JourneyId| {
        let asks = |model: &Model| {
            model.journeys[id].course.as_ref().is_some_and(|course| course.promises_what_most_take)
        };
        asks(model) || model.epochs.iter().flat_map(|epoch| &epoch.worlds).any(|world| asks(world))
    };
    if !model.journeys.ids().any(|id| asks(&model, id)) {
        return model;
    }
    let mut lengths = Lengths(model.journeys.iter().map(|_| Vec::new()).collect());
    for replication in 0..REPLICATIONS {
        let streams = Streams::new(model.study.seed ^ APART, u64::from(replication));
        // a crowd that outgrew what fits is told by the run itself
        let _ = play(&model, streams, &mut lengths, &AtomicBool::new(false));
    }
    let ids: Vec<JourneyId> = model.journeys.ids().filter(|id| asks(&model, *id)).collect();
    for id in ids {
        let promise = lengths
            .at(id)
            .map(|seconds| Duration { length: Distribution::Fixed(seconds), working_days: false });
        let later = model.epochs.iter_mut().flat_map(|epoch| &mut epoch.worlds).map(Arc::make_mut);
        later.for_each(|world| promises(world, id, promise.clone()));
        promises(&mut model, id, promise);
    }
    model
}

fn promises(model: &mut Model, journey: JourneyId, promise: Option<Duration>) {
    let asks = |course: &Course| course.promises_what_most_take;
    if !model.journeys[journey].course.as_ref().is_some_and(asks) {
        return;
    }
    if let Some(course) = &mut Arc::make_mut(&mut model.journeys[journey]).course {
        course.promise = promise;
    }
}

/// Seconds that completed journeys took.
struct Lengths(IdVec<JourneyId, Vec<f64>>);

impl Lengths {
    fn at(&mut self, journey: JourneyId) -> Option<f64> {
        let lengths = &mut self.0[journey];
        lengths.sort_by(f64::total_cmp);
        let place = (SHARE * lengths.len() as f64).ceil() as usize;
        lengths.get(place.saturating_sub(1)).copied()
    }
}

impl Observer for Lengths {
    fn visit(&mut self, _: &Visit) {}

    fn trip(&mut self, trip: &Trip) {
        if trip.counted && trip.close == Close::Completed {
            self.0[trip.journey].push((trip.ended - trip.started).seconds());
        }
    }

    fn staff_hour(&mut self, _: &StaffHour) {}
}
