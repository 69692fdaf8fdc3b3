//! klantreis simulates how a Dutch municipality serves its residents and businesses.

pub mod calendar;
pub mod diagnostic;
pub mod error;
pub mod id;
pub mod random;
pub mod scenario;
pub mod stats;
pub mod time;
