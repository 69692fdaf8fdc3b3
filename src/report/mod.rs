//! What the user gets: one shape of table, many writers; charts; the report; and its folder, written safely.

pub mod advice;
pub mod batch;
pub mod benchmarks;
pub mod chart;
pub mod choice;
pub mod comparison;
pub mod csv;
pub mod excel;
pub mod files;
pub mod folder;
pub mod html;
pub mod json;
pub mod levers;
pub mod log;
pub mod manifest;
pub mod marks;
pub mod measurements;
pub mod method;
pub mod number;
pub mod outlook;
pub mod ranking;
pub mod replications;
pub mod story;
pub mod summary;
pub mod table;
pub mod tables;
pub mod text;
pub mod transition;
pub mod validation;
pub mod view;
pub mod words;

use crate::experiment::results::Results;
use crate::model::Model;
use crate::scenario::Shown;

/// What was run, what came out, and what that rests on.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    pub model: &'a Model,
    pub results: &'a Results,
    pub footing: &'a Footing,
}

/// What a run rests on besides chance.
#[derive(Clone, Debug, Default)]
pub struct Footing {
    /// The scenario's file, as it can be typed again; only its name where that depends on this machine.
    pub file: String,
    /// Text that is equal for equal scenarios.
    pub canonical: String,
    /// Values that the scenario leaves open.
    pub defaults: Vec<Shown>,
    /// Values that it gives, with where they come from.
    pub given: Vec<Shown>,
    /// Groups in which fewer customers start a journey are not shown.
    pub smallest_group: u32,
    /// What was found on the way and does not stop a run.
    pub warnings: Vec<String>,
}

#[cfg(test)]
mod sample;
