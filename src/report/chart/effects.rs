//! Differences with their intervals, a row each, around the line of no difference.

use plotters::style::RGBColor;

use super::palette::{GRID, INK, MET, MISSED, SMALL, SOFT, TEXT, UNCERTAIN};
use super::picture::{Align, Picture, folded, text_width};
use super::scale::{Scale, step, time_step};
use crate::experiment::measure::Unit;
use crate::experiment::results::Verdict;
use crate::report::{number, words};
use crate::stats::interval::Estimate;

const ROW: f64 = 30.0;
const LINE: f64 = 18.0;
const AXIS: f64 = 26.0;

/// One difference.
#[derive(Clone, Debug)]
pub struct Row {
    pub name: String,
    pub difference: Estimate,
    pub verdict: Verdict,
}

/// Rows with finite differences, at least one.
pub fn draw(what: &str, unit: Unit, rows: &[Row], width: f64) -> Picture {
    let said = rows.iter().map(|row| {
        let value = number::difference(row.difference.value, unit);
        format!("{} {value}, {}", row.name, words::comparison(row.verdict))
    });
    let description =
        format!("Verschil in {what} tegen nu, met intervallen: {}.", said.collect::<Vec<_>>().join("; "));
    let room = width * 0.42;
    let names: Vec<Vec<String>> = rows.iter().map(|row| folded(&row.name, TEXT, room)).collect();
    let heights: Vec<f64> = names.iter().map(|lines| ROW + LINE * (lines.len() as f64 - 1.0)).collect();
    let bottom = heights.iter().sum::<f64>() + 4.0;
    let mut picture = Picture::new(width, bottom + AXIS, description);
    let left = names.iter().flatten().map(|line| text_width(line, TEXT)).fold(0.0, f64::max) + 14.0;
    let values = rows.iter().map(|row| number::difference(row.difference.value, unit));
    let right = width - values.map(|text| text_width(&text, TEXT)).fold(0.0, f64::max) - 14.0;
    let ends = rows.iter().flat_map(|row| {
        let Estimate { value, low, high, .. } = row.difference;
        [value, low, high].into_iter().filter(|end| end.is_finite())
    });
    let (low, high) = ends.fold((0.0, 0.0), |(low, high): (f64, f64), end| (low.min(end), high.max(end)));
    let span = if high > low { high - low } else { 1.0 };
    let every = if unit == Unit::Seconds { time_step(span, 4.0) } else { step(span, 4.0) };
    let x = Scale { values: (low - span * 0.06, high + span * 0.06), places: (left, right) };
    for tick in (low / every).floor() as i64..=(high / every).ceil() as i64 {
        let value = tick as f64 * every;
        if value < x.values.0 || value > x.values.1 {
            continue;
        }
        let place = x.place(value);
        picture.line(&[(place, 0.0), (place, bottom)], 1.0, if tick == 0 { INK } else { GRID });
        let text = if tick == 0 { "gelijk".to_owned() } else { on_axis(value, every, unit) };
        picture.text((place, bottom + 14.0), text, SMALL, SOFT, Align::Middle);
    }
    let mut top = 2.0;
    for ((row, lines), height) in rows.iter().zip(&names).zip(&heights) {
        let (middle, color) = (top + height / 2.0, color(row.verdict));
        let first = middle - LINE * (lines.len() as f64 - 1.0) / 2.0;
        for (index, line) in lines.iter().enumerate() {
            picture.text((0.0, first + LINE * index as f64), line, TEXT, INK, Align::Left);
        }
        let Estimate { value, low, high, .. } = row.difference;
        if low.is_finite() {
            picture.line(&[(x.place(low), middle), (x.place(high), middle)], 4.0, color);
            for end in [low, high] {
                picture.line(&[(x.place(end), middle - 5.0), (x.place(end), middle + 5.0)], 2.0, color);
            }
        }
        picture.dot((x.place(value), middle), 5.0, color);
        picture.text((width, middle), number::difference(value, unit), TEXT, color, Align::Right);
        top += height;
    }
    picture
}

/// As many decimals as the step needs.
fn on_axis(value: f64, every: f64, unit: Unit) -> String {
    let decimals = |every: f64| (-every.log10().floor()).max(0.0) as usize;
    let sign = if value > 0.0 { "+" } else { "" };
    match unit {
        Unit::Seconds => number::difference(value, unit),
        Unit::Share => format!("{sign}{}", number::number(value * 100.0, decimals(every * 100.0))),
        _ => format!("{sign}{}", number::number(value, decimals(every))),
    }
}

fn color(verdict: Verdict) -> RGBColor {
    match verdict {
        Verdict::Better => MET,
        Verdict::Worse => MISSED,
        Verdict::Different | Verdict::NotToBeToldApart => UNCERTAIN,
    }
}
