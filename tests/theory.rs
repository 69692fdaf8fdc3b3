//! The engine against theory and published results, driven through scenario files like a user's.
//!
//! `KLANTREIS_CIJFERS=1 cargo test --test theory -- --nocapture` prints every figure beside what it must be.

mod common;
#[path = "theory/contactcenters.rs"]
mod contactcenters;
#[path = "theory/epochs.rs"]
mod epochs;
#[path = "theory/erlang.rs"]
mod erlang;
#[path = "theory/merger.rs"]
mod merger;
#[path = "theory/network.rs"]
mod network;
#[path = "theory/oracle.rs"]
mod oracle;
#[path = "theory/service.rs"]
mod service;
#[path = "theory/single.rs"]
mod single;
#[path = "theory/workloads.rs"]
mod workloads;
#[path = "theory/yardstick.rs"]
mod yardstick;
