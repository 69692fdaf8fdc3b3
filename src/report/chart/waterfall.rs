//! From what a mark begins with to the mark itself: a bar for every term that gives or takes points.

use super::palette::{GRID, INK, MAIN, MET, MISSED, SMALL, SOFT, TEXT};
use super::picture::{Align, Picture, text_width};
use super::scale::Scale;
use crate::report::number;

const ROW: f64 = 28.0;
const BAR: f64 = 16.0;
const AXIS: f64 = 30.0;

/// `begin` is what there is before `terms` give (above 0) or take; what is left after the last is the mark.
pub fn draw(begin: f64, terms: &[(String, f64)], width: f64) -> Picture {
    let mark = terms.iter().fold(begin, |level, (_, points)| level + points);
    let said: Vec<String> = terms.iter().map(|(name, points)| label(name, *points)).collect();
    let description = format!(
        "Waterval van {} naar het cijfer {}: {}.",
        number::number(begin, 2),
        number::number(mark, 2),
        said.join(", ")
    );
    let n_rows = terms.len() + 2;
    let mut picture = Picture::new(width, ROW * n_rows as f64 + AXIS, description);
    let first = format!("{} begin", number::number(begin, 2));
    let last = format!("{} cijfer", number::number(mark, 2));
    let labels = said.iter().chain([&first, &last]);
    let margin = labels.map(|text| text_width(text, TEXT)).fold(0.0, f64::max).min(width * 0.55) + 12.0;

    let levels: Vec<f64> = terms
        .iter()
        .scan(begin, |level, (_, points)| {
            *level += points;
            Some(*level)
        })
        .collect();
    let lowest = levels.iter().copied().fold(begin.min(mark), f64::min);
    let highest = levels.iter().copied().fold(begin.max(mark), f64::max);
    let from = (lowest - 0.2).floor().max(0.0);
    let to = (highest + 0.05).ceil();
    let x = Scale { values: (from, to), places: (margin, width - 6.0) };
    let bottom = ROW * n_rows as f64;
    let every = if to - from > 4.0 { 2 } else { 1 };
    for tick in (from as i32..=to as i32).step_by(every) {
        let place = x.place(f64::from(tick));
        picture.line(&[(place, 0.0), (place, bottom)], 1.0, GRID);
        picture.text((place, bottom + 14.0), tick.to_string(), SMALL, SOFT, Align::Middle);
    }
    let mut row = |index: usize, text: &str, (low, high): (f64, f64), color, ink| {
        let middle = (index as f64 + 0.5) * ROW;
        picture.text((margin - 10.0, middle), text, TEXT, ink, Align::Right);
        let (left, right) = (x.place(low.min(high)), x.place(low.max(high)));
        picture.rectangle((left, middle - BAR / 2.0), (right - left).max(1.5), BAR, color);
    };
    row(0, &first, (from, begin), MAIN, INK);
    let mut level = begin;
    for (index, ((_, points), text)) in terms.iter().zip(&said).enumerate() {
        let color = if *points < 0.0 { MISSED } else { MET };
        row(index + 1, text, (level, level + points), color, color);
        level += points;
    }
    row(n_rows - 1, &last, (from, mark), MAIN, INK);
    picture
}

/// `−0,42 wachten`.
fn label(name: &str, points: f64) -> String {
    let sign = if points > 0.0 { "+" } else { "" };
    format!("{sign}{} {name}", number::number(points, 2))
}
