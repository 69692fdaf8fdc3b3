//! Figures and their doubt, and the closed forms that simulations are tested against.

pub mod gamma;
pub mod interval;
pub mod normal;
pub mod quantile;
pub mod theory;
