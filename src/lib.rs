//! klantreis simulates how a Dutch municipality serves its residents and businesses, before it changes how.
//!
//! A scenario is a text in Dutch ([`scenario`]). It is read with all its mistakes at once, compiled to a [`model`] in
//! English, played by the engine ([`sim`]) as often as asked ([`experiment`]), and told in a [`report`].
//!
//! ```
//! use std::sync::atomic::AtomicBool;
//! use klantreis::experiment::measure::{Cut, Measure};
//! use klantreis::experiment::{Control, simulate};
//! use klantreis::{model::compile::compile, scenario};
//!
//! let text = "
//! kanalen: { telefoon: { soort: gesprek } }
//! teams: { kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 4 } } } }
//! klantreizen: { vraag: { vraag: { aantal: 20000 per jaar }, stappen: { bellen: { contact: telefoon } } } }
//! onderzoek: { herhalingen: 5 }
//! ";
//! let loaded = scenario::load_text("voorbeeld.yaml", text);
//! let model = compile(&loaded.scenario.expect("a scenario without errors"));
//! let control = Control { stop: &AtomicBool::new(false), progress: &|_done, _expected| {} };
//! let results = simulate(&model, &control);
//! let wait = results.get(Measure::WaitServed, &Cut::default()).expect("it is measured");
//! assert!(0.0 < wait.low && wait.low < wait.value && wait.value < wait.high);
//! ```
//!
//! Floors, from the ground up; a module uses only what stands below it: [`time`], [`id`], [`diagnostic`], [`error`] ·
//! [`random`], [`stats`], [`calendar`] · [`scenario`] · [`model`] · [`sim`] · [`experiment`] · [`report`] · [`cli`].

pub mod calendar;
pub mod cli;
pub mod diagnostic;
pub mod error;
pub mod experiment;
pub mod id;
pub mod model;
pub mod random;
pub mod report;
pub mod scenario;
pub mod sim;
pub mod stats;
pub mod time;
