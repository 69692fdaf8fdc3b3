//! Charts of a run: each a function from figures to a picture, at any width.

pub mod norms;
pub mod occupancy;
pub mod palette;
pub mod picture;
mod scale;
pub mod wait_distribution;
pub mod waits_by_hour;

/// Of a page and of a file.
pub const WIDE: f64 = 760.0;
/// Of a page on a telephone.
pub const NARROW: f64 = 350.0;

fn is_narrow(width: f64) -> bool {
    width < 520.0
}
