//! The band between the bounds of a course of figures.

use plotters::style::RGBAColor;

use super::picture::{Picture, Point};
use super::scale::Scale;
use crate::stats::interval::Estimate;

/// `run`: places from left to right with their figures; those without bounds are left out, and of a single one there is no band.
pub fn put_band(picture: &mut Picture, run: &[(f64, Estimate)], y: Scale, color: RGBAColor) {
    let sure = run.iter().filter(|(_, figure)| figure.low.is_finite());
    let high = sure.clone().map(|(x, figure)| (*x, y.place(figure.high)));
    let low = sure.rev().map(|(x, figure)| (*x, y.place(figure.low)));
    let band: Vec<Point> = high.chain(low).collect();
    if band.len() > 2 {
        picture.area(band, color);
    }
}
