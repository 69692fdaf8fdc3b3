//! klantreis simulates how a Dutch municipality serves its residents and businesses.

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
