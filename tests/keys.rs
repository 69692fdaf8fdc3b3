//! Keys of the language, each by what it does: small scenarios against what one can count by hand.

#[path = "keys/agenda.rs"]
mod agenda;
#[path = "keys/area.rs"]
mod area;
#[path = "keys/back_office.rs"]
mod back_office;
#[path = "keys/closed.rs"]
mod closed;
#[path = "keys/journeys.rs"]
mod journeys;
#[path = "keys/offer.rs"]
mod offer;
#[path = "keys/on_call.rs"]
mod on_call;
#[path = "support/records.rs"]
mod played;
#[path = "keys/reception.rs"]
mod reception;
#[path = "keys/staff.rs"]
mod staff;
