//! Questions to the engine: replications, their figures and the doubt about them.

mod band;
mod compare;
mod course;
mod estimate;
mod figures;
mod marks;
pub mod measure;
mod months;
mod norms;
mod outcome;
pub mod pilot;
pub mod ranking;
mod replicate;
pub mod results;
mod steps;
pub mod story;
mod tally;
pub mod transition;
mod validate;
pub mod warm_up;
mod weeks;

use std::sync::atomic::AtomicBool;

use crate::model::Model;
use crate::sim::World;
use results::{Comparison, Results};

pub use outcome::Outcome;
pub use replicate::{Unfinished, replay};

/// More customers present at once than this end a run: it would say nothing, and fill the memory.
pub const MOST_PRESENT: usize = World::MAX_PRESENT;

/// What a caller may set and wants to hear.
pub struct Control<'a> {
    /// Becomes true when the run should stop; replications under way are given up.
    pub stop: &'a AtomicBool,
    /// Called with replications done and replications expected at most.
    pub progress: &'a (dyn Fn(u32, u32) + Sync),
}

/// Runs a model as its study asks, on the threads of the surrounding rayon pool; their number changes nothing.
pub fn simulate(model: &Model, control: &Control) -> Results {
    estimate::results(model, &replicate::replicate(model, control))
}

/// Runs a base and its variants on common random numbers: seed and number of replications are those of the base.
/// Returns the results of all, the base first, and each variant against the base.
pub fn compare(base: &Model, variants: &[Model], control: &Control) -> (Vec<Results>, Vec<Comparison>) {
    let base_sample = replicate::replicate(base, control);
    let n = base_sample.replications.len() as u32;
    let mut results = vec![estimate::results(base, &base_sample)];
    let mut comparisons = Vec::new();
    for variant in variants {
        let mut variant = variant.clone();
        variant.study.seed = base.study.seed;
        variant.study.confidence = base.study.confidence;
        let sample = replicate::replicate_exactly(&variant, n, control);
        results.push(estimate::results(&variant, &sample));
        comparisons.push(compare::compare_paired((base, &base_sample), (&variant, &sample)));
    }
    (results, comparisons)
}
