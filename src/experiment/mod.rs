//! Questions to the engine: replications, their figures and the doubt about them.

pub mod measure;
pub mod results;

use std::sync::atomic::AtomicBool;

use crate::model::Model;
use results::{Comparison, Results};

/// What a caller may set and wants to hear.
pub struct Control<'a> {
    /// Becomes true when the run should stop after what is under way.
    pub stop: &'a AtomicBool,
    /// Called with replications done and replications expected.
    pub progress: &'a (dyn Fn(u32, u32) + Sync),
}

/// Runs a model as its study asks. Threads: those of the surrounding rayon pool.
pub fn simulate(_model: &Model, _control: &Control) -> Results {
    todo!()
}

/// Runs a base and its variants on common random numbers: replications and seed of the base.
pub fn compare(_base: &Model, _variants: &[Model], _control: &Control) -> (Vec<Results>, Vec<Comparison>) {
    todo!()
}
