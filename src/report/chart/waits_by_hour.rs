//! How long one waits at a channel by hour of the day: share in time and mean wait, with their intervals.

use plotters::style::Color;

use super::is_narrow;
use super::palette::{GRID, INK, MAIN, SMALL, SOFT, TEXT};
use super::picture::{Align, Picture, Point, text_width};
use super::scale::{Scale, time_step};
use crate::report::number;
use crate::report::view::Hour;
use crate::stats::interval::Estimate;

const PANEL_HEIGHT: f64 = 236.0;
const GAP: f64 = 28.0;

/// Hours ascending, at least one; `threshold` in seconds.
pub fn draw(channel: &str, threshold: f64, hours: &[Hour], width: f64) -> Picture {
    let longest = hours.iter().filter(|hour| hour.wait.value.is_finite());
    let longest = longest.max_by(|a, b| a.wait.value.total_cmp(&b.wait.value));
    let peak = longest.map_or(String::new(), |hour| {
        format!(
            "; het langst tussen {} en {} uur: gemiddeld {}",
            hour.hour,
            hour.hour + 1,
            number::duration(hour.wait.value)
        )
    });
    let description = format!(
        "Lijngrafieken over de uren van de dag bij {channel}: deel geholpen binnen {} en gemiddelde wachttijd{peak}.",
        number::duration(threshold)
    );
    let is_narrow = is_narrow(width);
    let height = if is_narrow { 2.0 * PANEL_HEIGHT + GAP } else { PANEL_HEIGHT };
    let mut picture = Picture::new(width, height, description);
    let panel_width = if is_narrow { width } else { (width - GAP) / 2.0 };
    let second = if is_narrow { (0.0, PANEL_HEIGHT + GAP) } else { (panel_width + GAP, 0.0) };

    let within = |hour: &Hour| hour.within;
    let quarter = |index: i32| f64::from(index) * 0.25;
    let panel = Panel {
        title: if threshold == 0.0 {
            "Meteen geholpen".to_owned()
        } else {
            format!("Geholpen binnen {}", number::duration(threshold))
        },
        corner: (0.0, 0.0),
        width: panel_width,
        top: 1.0,
        ticks: (0..=4).map(|index| (quarter(index), number::share_as_written(quarter(index)))).collect(),
    };
    panel.draw(&mut picture, hours, within);

    let wait = |hour: &Hour| hour.wait;
    let highest =
        hours.iter().map(|hour| if hour.wait.high.is_finite() { hour.wait.high } else { hour.wait.value });
    let highest = highest.filter(|high| high.is_finite()).fold(1.0, f64::max);
    let step = time_step(highest, 5.0);
    let n_steps = (highest / step).ceil();
    let ticks = (0..=n_steps as u32).map(|index| f64::from(index) * step);
    let panel = Panel {
        title: "Gemiddelde wachttijd van wie geholpen is".to_owned(),
        corner: second,
        width: panel_width,
        top: n_steps * step,
        ticks: ticks.map(|tick| (tick, number::duration(tick))).collect(),
    };
    panel.draw(&mut picture, hours, wait);
    picture
}

struct Panel {
    title: String,
    corner: Point,
    width: f64,
    /// Greatest value on the axis, which starts at 0.
    top: f64,
    ticks: Vec<(f64, String)>,
}

impl Panel {
    fn draw(&self, picture: &mut Picture, hours: &[Hour], figure: impl Fn(&Hour) -> Estimate) {
        let (left, top) = self.corner;
        let labels = self.ticks.iter().map(|(_, label)| text_width(label, SMALL)).fold(0.0, f64::max);
        let (first, last) = (f64::from(hours[0].hour), f64::from(hours[hours.len() - 1].hour + 1));
        let x = Scale { values: (first, last), places: (left + labels + 10.0, left + self.width - 10.0) };
        let y = Scale { values: (0.0, self.top), places: (top + PANEL_HEIGHT - 44.0, top + 34.0) };
        picture.text((left, top + 10.0), &self.title, TEXT, INK, Align::Left);
        for (value, label) in &self.ticks {
            let place = y.place(*value);
            picture.line(&[(x.places.0, place), (x.places.1, place)], 1.0, GRID);
            picture.text((x.places.0 - 8.0, place), label, SMALL, SOFT, Align::Right);
        }
        let room = (x.places.1 - x.places.0) / (last - first);
        let every = [1.0, 2.0, 3.0, 6.0].into_iter().find(|every| every * room >= 22.0).unwrap_or(12.0);
        let mut hour = first;
        while hour <= last {
            picture.text(
                (x.place(hour), y.places.0 + 14.0),
                number::number(hour, 0),
                SMALL,
                SOFT,
                Align::Middle,
            );
            hour += every;
        }
        let middle = (x.places.0 + x.places.1) / 2.0;
        picture.text((middle, y.places.0 + 34.0), "uur van de dag", SMALL, SOFT, Align::Middle);

        for run in runs(hours, &figure) {
            self.draw_run(picture, &run, x, y);
        }
    }

    /// One line through the middles of hours that follow each other.
    fn draw_run(&self, picture: &mut Picture, run: &[(f64, Estimate)], x: Scale, y: Scale) {
        let sure = run.iter().filter(|(_, estimate)| estimate.low.is_finite());
        let high = sure.clone().map(|(hour, estimate)| (x.place(*hour), y.place(estimate.high)));
        let low = sure.rev().map(|(hour, estimate)| (x.place(*hour), y.place(estimate.low)));
        let band: Vec<Point> = high.chain(low).collect();
        if band.len() > 2 {
            picture.area(band, MAIN.mix(0.18));
        } else if let [high, low] = band[..] {
            picture.line(&[high, low], 2.0, MAIN);
        }
        let points = run.iter().map(|(hour, estimate)| (x.place(*hour), y.place(estimate.value)));
        let points: Vec<Point> = points.collect();
        picture.line(&points, 2.0, MAIN);
        for point in points {
            picture.dot(point, 3.0, MAIN);
        }
    }
}

/// The figures that exist, split where an hour is left out; each at the middle of its hour.
fn runs(hours: &[Hour], figure: impl Fn(&Hour) -> Estimate) -> Vec<Vec<(f64, Estimate)>> {
    let mut runs: Vec<Vec<(f64, Estimate)>> = Vec::new();
    for hour in hours {
        let estimate = figure(hour);
        if !estimate.value.is_finite() {
            continue;
        }
        let middle = f64::from(hour.hour) + 0.5;
        match runs.last_mut() {
            Some(run) if run[run.len() - 1].0 == middle - 1.0 => run.push((middle, estimate)),
            _ => runs.push(vec![(middle, estimate)]),
        }
    }
    runs
}
