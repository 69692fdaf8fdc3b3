//! Figures and their doubt, and the closed forms that simulations are tested against.

pub mod fieller;
pub mod gamma;
pub mod interval;
pub mod needed;
pub mod normal;
pub mod quantile;
pub mod selection;
pub mod theory;
