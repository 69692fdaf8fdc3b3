//! What options cost against what they bring, and the line of those that no other beats on both.

use super::palette::{GRID, INK, MAIN, SMALL, SOFT, TEXT};
use super::picture::{Align, Picture, text_width};
use super::scale::{Scale, step};
use crate::experiment::measure::{Good, Unit};
use crate::report::number;

const HEIGHT: f64 = 250.0;
const TOP: f64 = 26.0;
const AXIS: f64 = 44.0;

/// One option.
#[derive(Clone, Debug)]
pub struct Point {
    pub letter: String,
    /// Euro per year.
    pub cost: f64,
    pub value: f64,
    pub is_dominated: bool,
}

/// Points that are finite, at least two.
pub fn draw(what: &str, unit: Unit, good: Good, points: &[Point], width: f64) -> Picture {
    let shown = |value: f64| match unit {
        Unit::Seconds => number::duration(value),
        Unit::Share => number::share(value),
        _ => number::number(value, 2),
    };
    let said = points.iter().map(|point| {
        let out = if point.is_dominated {
            ", een andere optie is minstens zo goed en kost per jaar niet meer"
        } else {
            ""
        };
        format!("{} {} voor {} per jaar{out}", point.letter, shown(point.value), number::euro(point.cost))
    });
    let description = format!("Kosten tegen {what}: {}.", said.collect::<Vec<_>>().join("; "));
    let mut picture = Picture::new(width, HEIGHT + AXIS, description);
    let margin = |pick: fn(&Point) -> f64| {
        let (low, high) = points
            .iter()
            .map(pick)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), it| (low.min(it), high.max(it)));
        let room = if high > low { (high - low) * 0.12 } else { low.abs().max(1.0) * 0.05 };
        (low - room, high + room)
    };
    let (costs, values) = (margin(|it| it.cost), margin(|it| it.value));
    let ticks = |(low, high): (f64, f64), most: f64| {
        let every = step(high - low, most);
        ((low / every).ceil() as i64..=(high / every).floor() as i64).map(move |tick| tick as f64 * every)
    };
    let left = ticks(values, 4.0).map(|tick| text_width(&shown(tick), SMALL)).fold(0.0, f64::max) + 10.0;
    let x = Scale { values: costs, places: (left, width - 8.0) };
    let y = Scale { values, places: (HEIGHT, TOP) };
    for tick in ticks(values, 4.0) {
        picture.line(&[(left, y.place(tick)), (width - 8.0, y.place(tick))], 1.0, GRID);
        picture.text((left - 6.0, y.place(tick)), shown(tick), SMALL, SOFT, Align::Right);
    }
    for tick in ticks(costs, if super::is_narrow(width) { 2.0 } else { 4.0 }) {
        let text = number::euro(tick);
        let half = text_width(&text, SMALL) / 2.0;
        picture.line(&[(x.place(tick), TOP), (x.place(tick), HEIGHT)], 1.0, GRID);
        let place = x.place(tick).clamp(half, width - half);
        picture.text((place, HEIGHT + 14.0), text, SMALL, SOFT, Align::Middle);
    }
    picture.text((0.0, TOP - 16.0), what, SMALL, INK, Align::Left);
    picture.text((width - 8.0, HEIGHT + 32.0), "per jaar", SMALL, INK, Align::Right);
    picture.line(&edge(points, good, x, y), 2.0, MAIN);
    let place = |point: &Point| (x.place(point.cost), y.place(point.value));
    let mut taken: Vec<(f64, f64)> = points.iter().map(place).collect();
    for point in points {
        let at = place(point);
        picture.dot(at, 6.0, if point.is_dominated { SOFT } else { MAIN });
        // a letter moves aside where another or a dot stands
        let aside = [(0.0, -15.0), (0.0, 16.0), (15.0, 0.0), (-15.0, 0.0), (15.0, -15.0), (-15.0, 15.0)];
        let free = |place: &(f64, f64)| {
            taken.iter().all(|it| (it.0 - place.0).abs() > 12.0 || (it.1 - place.1).abs() > 12.0)
        };
        let places = aside.map(|by| (at.0 + by.0, at.1 + by.1));
        let place = places.into_iter().find(free).unwrap_or(places[0]);
        taken.push(place);
        let color = if point.is_dominated { SOFT } else { INK };
        picture.text(place, point.letter.as_str(), TEXT, color, Align::Middle);
    }
    picture
}

/// In steps: for this money this much is to be had.
fn edge(points: &[Point], good: Good, x: Scale, y: Scale) -> Vec<(f64, f64)> {
    let mut best: Vec<&Point> = points.iter().filter(|point| !point.is_dominated).collect();
    let rank = |point: &Point| if good == Good::Less { point.value } else { -point.value };
    best.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(rank(a).total_cmp(&rank(b))));
    let mut line: Vec<(f64, f64)> = Vec::new();
    for point in best {
        let at = (x.place(point.cost), y.place(point.value));
        if let Some(&(_, before)) = line.last() {
            line.push((at.0, before));
        }
        line.push(at);
    }
    line.extend(line.last().map(|(_, last)| (x.places.1, *last)));
    line
}
