//! Keys of the language, each by what it does: small scenarios against what one can count by hand.

#[path = "keys/area.rs"]
mod area;
#[path = "keys/played.rs"]
mod played;
