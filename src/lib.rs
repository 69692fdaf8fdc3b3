//! klantreis simulates how a Dutch municipality serves its residents and businesses.

pub mod diagnostic;
pub mod error;
pub mod id;
pub mod time;
