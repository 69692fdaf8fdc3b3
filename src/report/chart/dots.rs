//! Marks of several parts beside each other: a dot with its interval in a row each, and the goal as a line.

use super::palette::{ACCENT, GRID, INK, MAIN, SMALL, SOFT, TEXT};
use super::picture::{Align, Picture, shortened, text_width};
use super::scale::Scale;
use crate::report::number;
use crate::stats::interval::Estimate;

const ROW: f64 = 28.0;
const TOP: f64 = 24.0;
const AXIS: f64 = 28.0;

/// Rows with a finite value, at least one.
pub fn draw(what: &str, rows: &[(String, Estimate)], goal: f64, width: f64) -> Picture {
    let said = rows.iter().map(|(name, mark)| format!("{name} {}", number::number(mark.value, 2)));
    let description = format!(
        "Cijfers naar {what}, tegen het streefcijfer {}: {}.",
        number::number(goal, 1),
        said.collect::<Vec<_>>().join(", ")
    );
    let bottom = TOP + ROW * rows.len() as f64;
    let mut picture = Picture::new(width, bottom + AXIS, description);
    let names = rows.iter().map(|(name, _)| text_width(name, TEXT)).fold(0.0, f64::max);
    let left = names.min(width * 0.4) + 12.0;
    let right = width - text_width("0,00", TEXT) - 14.0;
    let bound = |pick: fn(&Estimate) -> f64, or: fn(&Estimate) -> f64| {
        rows.iter().map(move |(_, mark)| if pick(mark).is_finite() { pick(mark) } else { or(mark) })
    };
    let lowest = bound(|mark| mark.low, |mark| mark.value).fold(goal, f64::min);
    let highest = bound(|mark| mark.high, |mark| mark.value).fold(goal, f64::max);
    let (from, to) = ((lowest - 0.2).floor().max(1.0), (highest + 0.2).ceil().min(10.0));
    let x = Scale { values: (from, to), places: (left, right) };
    for tick in from as i32..=to as i32 {
        let place = x.place(f64::from(tick));
        picture.line(&[(place, TOP), (place, bottom)], 1.0, GRID);
        picture.text((place, bottom + 14.0), tick.to_string(), SMALL, SOFT, Align::Middle);
    }
    let target = x.place(goal);
    picture.line(&[(target, TOP - 4.0), (target, bottom)], 2.0, ACCENT);
    let text = format!("streefcijfer {}", number::number(goal, 1));
    let half = text_width(&text, SMALL) / 2.0;
    picture.text((target.clamp(half, width - half), TOP - 14.0), text, SMALL, INK, Align::Middle);
    for (index, (name, mark)) in rows.iter().enumerate() {
        let middle = TOP + (index as f64 + 0.5) * ROW;
        picture.text((0.0, middle), shortened(name, TEXT, left - 12.0), TEXT, INK, Align::Left);
        if mark.low.is_finite() {
            picture.line(&[(x.place(mark.low), middle), (x.place(mark.high), middle)], 4.0, MAIN);
        }
        picture.dot((x.place(mark.value), middle), 5.0, MAIN);
        picture.text((width, middle), number::number(mark.value, 2), TEXT, INK, Align::Right);
    }
    picture
}
