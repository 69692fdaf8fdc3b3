//! Questions to the engine: replications, their figures and the doubt about them.

mod band;
pub mod comparison;
mod course;
mod estimate;
mod figures;
mod marks;
pub mod measure;
mod months;
mod norms;
mod outcome;
mod pay;
pub mod pilot;
pub mod ranking;
mod replicate;
pub mod results;
mod steps;
pub mod story;
pub mod sweep;
mod tally;
pub mod transition;
mod validate;
pub mod warm_up;
mod weeks;

use std::sync::atomic::AtomicBool;

use crate::model::Model;
use crate::sim::World;
use results::Results;

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
