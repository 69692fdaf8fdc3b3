//! Figures and their doubt, and the closed forms that simulations are tested against.

pub mod interval;
pub mod normal;
pub mod quantile;
pub mod theory;
pub mod warm_up;
