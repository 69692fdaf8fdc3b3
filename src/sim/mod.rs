//! The engine: plays one replication of a model. It cannot fail, does no I/O and starts no thread.
//!
//! [`World`] holds the state and one arm per event; its parts stand in files by subject: [`contact`](self) (joining,
//! giving up, trying again), dispatch (who helps whom), staffing (shifts, hours, closing). Customers are slots, queues
//! rings, agents dense numbers; nothing is allocated per event once the largest crowd has been seen.

mod agenda;
mod agents;
mod arrivals;
mod backlog;
pub mod calendar;
mod causes;
mod closure;
mod contact;
mod conversations;
mod course;
mod customer;
mod desks;
mod dispatch;
mod emergencies;
mod epochs;
mod fate;
mod life;
mod offer;
mod on_call;
mod queue;
mod reception;
pub mod record;
mod roster;
mod routes;
mod self_service;
mod slots;
mod staffing;
mod tournament;
mod world;

pub use tournament::Tournament;
pub use world::World;

use crate::model::Model;
use crate::random::stream::Streams;
use record::Observer;

/// Plays one replication to its end.
pub fn run(model: &Model, streams: Streams, observer: &mut impl Observer) {
    let mut world = World::new(model, streams);
    while world.advance_hour(observer) {}
    world.finish(observer);
}
