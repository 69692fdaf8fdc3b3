//! What was attained of each norm, as an interval against its target.

use plotters::style::RGBColor;

use super::palette::{GRID, INK, MET, MISSED, SMALL, SOFT, TEXT, UNCERTAIN};
use super::picture::{Align, Picture, shortened, text_width};
use super::scale::Scale;
use crate::experiment::measure::Unit;
use crate::experiment::results::{NormResult, NormVerdict};
use crate::report::{number, words};

const ROW: f64 = 64.0;

/// Shares stand on a scale to 100 %, marks on one to 10, lengths of time each on a scale of their own.
pub fn draw(norms: &[NormResult], width: f64) -> Picture {
    let said = norms.iter().map(|norm| format!("{} {}", norm.name, words::verdict(norm.verdict)));
    let description = format!("Normen tegen wat bereikt is: {}.", said.collect::<Vec<_>>().join(", "));
    let mut picture = Picture::new(width, ROW * norms.len() as f64, description);
    for (index, norm) in norms.iter().enumerate() {
        row(&mut picture, norm, index as f64 * ROW, width);
    }
    picture
}

fn row(picture: &mut Picture, norm: &NormResult, top: f64, width: f64) {
    let color = color(norm.verdict);
    let unit = norm.unit;
    let verdict = words::verdict(norm.verdict);
    let says = format!("{} {verdict}", number::value(norm.attained.value, unit));
    let room = width - text_width(&says, TEXT) - 16.0;
    picture.text((0.0, top + 12.0), shortened(&norm.name, TEXT, room), TEXT, INK, Align::Left);
    picture.text((width, top + 12.0), says, TEXT, color, Align::Right);

    let farthest =
        [norm.target, norm.attained.value, norm.attained.high].into_iter().filter(|x| x.is_finite());
    let end = match unit {
        Unit::Share => 1.0,
        Unit::Mark => 10.0,
        _ => farthest.fold(0.0, f64::max) * 1.25,
    };
    let x = Scale { values: (0.0, end), places: (2.0, width - 2.0) };
    let track = top + 32.0;
    picture.line(&[(x.places.0, track), (x.places.1, track)], 6.0, GRID);
    if norm.attained.low.is_finite() {
        picture.line(
            &[(x.place(norm.attained.low), track), (x.place(norm.attained.high), track)],
            6.0,
            color,
        );
    }
    if norm.attained.value.is_finite() {
        picture.dot((x.place(norm.attained.value), track), 5.0, color);
    }
    let target = x.place(norm.target);
    picture.line(&[(target, track - 9.0), (target, track + 9.0)], 2.0, INK);
    let text = number::as_written(norm.target, unit);
    let text = format!("norm: {} {text}", if norm.at_most { "hooguit" } else { "minstens" });
    let half = text_width(&text, SMALL) / 2.0;
    let middle = target.clamp(half, (width - half).max(half));
    picture.text((middle, track + 19.0), text, SMALL, SOFT, Align::Middle);
}

fn color(verdict: NormVerdict) -> RGBColor {
    match verdict {
        NormVerdict::Met => MET,
        NormVerdict::Missed => MISSED,
        NormVerdict::Uncertain => UNCERTAIN,
    }
}
