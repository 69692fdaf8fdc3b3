//! Chance: what is drawn, and from which distribution.

pub mod dist;
pub mod stream;
