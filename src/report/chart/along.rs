//! A figure along an axis that was varied, with its interval as a band.

use plotters::style::Color;

use super::Asked;
use super::band::put_band;
use super::palette::{ACCENT, GRID, MAIN, SMALL, SOFT};
use super::picture::{Align, Picture, Point, shortened, text_width};
use super::scale::{Scale, step, time_step};
use crate::stats::interval::Estimate;

pub struct Along<'a> {
    /// Of the figure and of the axis.
    pub what: &'a str,
    pub axis: &'a str,
    /// From left to right: where it lies, its name, and the figure there.
    pub places: Vec<(f64, String, Option<Estimate>)>,
    /// Whether places lie as far apart as their numbers; else evenly.
    pub is_number: bool,
    /// Whether something lies between the places, so that a line may join them.
    pub is_line: bool,
    /// Whether the figure is a length of time, so that ticks are round in minutes.
    pub is_time: bool,
    /// What a norm asks of the figure.
    pub asked: Option<Asked>,
    pub told: &'a dyn Fn(f64) -> String,
}

const HEIGHT: f64 = 210.0;
const AXIS: f64 = 44.0;

pub fn draw(along: &Along, width: f64) -> Picture {
    let mut picture = Picture::new(width, HEIGHT, description(along));
    let ticks = ticks(along);
    let margin = ticks.iter().map(|tick| text_width(&(along.told)(*tick), SMALL)).fold(0.0, f64::max) + 10.0;
    let bottom = HEIGHT - AXIS;
    let at = |index: usize| if along.is_number { along.places[index].0 } else { index as f64 };
    let n = along.places.len();
    let (first, last) = if n == 0 { (0.0, 1.0) } else { (at(0), at(n - 1)) };
    // a single place lies in the middle
    let values = if first < last { (first, last) } else { (first - 1.0, first + 1.0) };
    let x = Scale { values, places: (margin + 12.0, width - 24.0) };
    let y = Scale { values: (ticks[0], ticks[ticks.len() - 1]), places: (bottom, 8.0) };
    for tick in &ticks {
        let place = y.place(*tick);
        picture.line(&[(margin, place), (width, place)], 1.0, GRID);
        picture.text((margin - 8.0, place), (along.told)(*tick), SMALL, SOFT, Align::Right);
    }
    let known: Vec<(f64, Option<Estimate>)> = (0..n)
        .map(|index| (x.place(at(index)), along.places[index].2.filter(|it| it.value.is_finite())))
        .collect();
    for run in known.split(|(_, figure)| figure.is_none()) {
        let run: Vec<(f64, Estimate)> = run.iter().filter_map(|(x, figure)| Some((*x, (*figure)?))).collect();
        if along.is_line {
            put_band(&mut picture, &run, y, MAIN.mix(0.18));
        }
        let points: Vec<Point> = run.iter().map(|(x, figure)| (*x, y.place(figure.value))).collect();
        if along.is_line && points.len() > 1 {
            picture.line(&points, 2.0, MAIN);
        }
        if !along.is_line {
            for (x, figure) in run.iter().filter(|(_, figure)| figure.low.is_finite()) {
                picture.line(&[(*x, y.place(figure.low)), (*x, y.place(figure.high))], 1.0, MAIN);
            }
        }
        if !along.is_line || points.len() <= 40 {
            points.iter().for_each(|point| picture.dot(*point, 3.0, MAIN));
        }
    }
    if let Some(asked) = along.asked {
        let place = y.place(asked.target);
        picture.line(&[(margin, place), (width, place)], 1.5, ACCENT);
        let name = shortened(&asked.told(along.told), SMALL, width - margin);
        // above the line, where the picture goes on there
        let middle = if place > 22.0 { place - 9.0 } else { place + 9.0 };
        picture.text((width, middle), name, SMALL, ACCENT, Align::Right);
    }
    put_places(&mut picture, along, |index| x.place(at(index)), bottom);
    let name = shortened(along.axis, SMALL, width);
    picture.text((width / 2.0, HEIGHT - 9.0), name, SMALL, SOFT, Align::Middle);
    picture
}

/// Names under the places, as many as fit without touching.
fn put_places(picture: &mut Picture, along: &Along, x: impl Fn(usize) -> f64, bottom: f64) {
    let mut free = f64::NEG_INFINITY;
    for (index, (_, name, _)) in along.places.iter().enumerate() {
        let name = shortened(name, SMALL, 120.0);
        let half = text_width(&name, SMALL) / 2.0;
        let middle = x(index).min(picture.width - half).max(half);
        if middle - half > free {
            picture.line(&[(x(index), bottom), (x(index), bottom + 5.0)], 1.0, SOFT);
            picture.text((middle, bottom + 14.0), name, SMALL, SOFT, Align::Middle);
            free = middle + half + 6.0;
        }
    }
}

fn ticks(along: &Along) -> Vec<f64> {
    let figures = along.places.iter().filter_map(|(_, _, figure)| *figure);
    let bounds = figures.flat_map(|figure| [figure.low, figure.value, figure.high]);
    let bounds = bounds.chain(along.asked.map(|asked| asked.target)).filter(|it| it.is_finite());
    let (lowest, highest) =
        bounds.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), it| (low.min(it), high.max(it)));
    if !lowest.is_finite() {
        return vec![0.0, 1.0];
    }
    // from 0 where that is not far
    let from = if lowest >= 0.0 && lowest < 0.6 * highest { 0.0 } else { lowest };
    let room = (highest - from).max(highest.abs() * 0.01).max(1e-3);
    let step = if along.is_time { time_step(room, 4.0) } else { step(room, 4.0) };
    let first = (from / step + 1e-9).floor();
    let last = (highest / step - 1e-9).ceil().max(first + 1.0);
    (0..=(last - first) as u32).map(|index| (first + f64::from(index)) * step).collect()
}

fn description(along: &Along) -> String {
    let known = along.places.iter().filter_map(|(_, name, figure)| Some((name, figure.as_ref()?.value)));
    let known: Vec<(&String, f64)> = known.filter(|(_, value)| value.is_finite()).collect();
    let at = |of: Option<&(&String, f64)>| {
        of.map_or_else(String::new, |(name, value)| format!("{} bij {name}", (along.told)(*value)))
    };
    let lowest = known.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    let highest = known.iter().max_by(|a, b| a.1.total_cmp(&b.1));
    let what = if along.is_line { "Lijn" } else { "Punten" };
    let asked = along.asked.map_or_else(String::new, |asked| format!("; {}", asked.told(along.told)));
    format!(
        "{what} van {} langs {}: laagst {}, hoogst {}{asked}.",
        along.what,
        along.axis,
        at(lowest),
        at(highest)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::chart::{NARROW, WIDE};

    #[test]
    fn no_text_runs_out_of_the_picture_and_one_place_is_a_picture_too() {
        let figure = |value: f64| Some(Estimate { value, low: value - 1.0, high: value + 1.0, n: 5 });
        let places = |n: usize| {
            (0..n).map(|it| (it as f64, format!("een lange naam {it}"), figure(it as f64 + 40.0))).collect()
        };
        for n in [0, 1, 2, 60] {
            let along = Along {
                what: "wachttijd",
                axis: "klantreizen.omgevingsvergunning.stappen.beoordelen.daarna.aanvullen",
                places: places(n),
                is_number: true,
                is_line: n != 2,
                is_time: true,
                asked: (n != 1).then_some(Asked { target: 90.0, is_most: true }),
                told: &|value| format!("{value:.0} s"),
            };
            for width in [WIDE, NARROW] {
                assert_eq!(draw(&along, width).clipped(), Vec::<&str>::new(), "{n} at {width}");
            }
        }
    }
}
