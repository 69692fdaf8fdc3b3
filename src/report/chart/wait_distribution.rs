//! How long people waited at a channel: what share fell in which stretch of time, and where the threshold lies.

use super::palette::{ACCENT, INK, MAIN, SMALL, SOFT};
use super::picture::{Align, Picture, text_width};
use super::scale::Scale;
use crate::experiment::results::ChannelWaits;
use crate::report::number;
use crate::report::table::{Cell, Table};
use crate::stats::quantile::Histogram;
use crate::time::Span;

/// Bounds in seconds that a reader expects; the threshold of the channel is put among them.
const BOUNDS: [f64; 14] = [
    10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1_800.0, 3_600.0, 7_200.0, 14_400.0, 43_200.0,
    86_400.0,
];
/// The same for what is answered later, which knows no threshold.
const DAY: f64 = 86_400.0;
const BOUNDS_OF_MESSAGES: [f64; 8] =
    [3_600.0, 14_400.0, 43_200.0, DAY, 2.0 * DAY, 3.0 * DAY, 7.0 * DAY, 14.0 * DAY];
/// Shortest stretch, as a part of the threshold.
const FINEST: f64 = 1.0 / 30.0;
/// Last stretches that hold less are taken together.
const NEGLIGIBLE: f64 = 0.002;
const ROW: f64 = 24.0;

/// A stretch of waiting time and the shares of all contacts that fell in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    pub label: String,
    /// Waits in it are longer than this, in seconds.
    pub from: f64,
    /// Greatest wait in it, in seconds.
    pub to: f64,
    pub served: f64,
    pub lost: f64,
}

/// The stretches from no wait at all to the longest wait; empty when nobody came.
pub fn stretches(waits: &ChannelWaits, is_message: bool) -> Vec<Stretch> {
    let total = (waits.served.count() + waits.lost.count()) as f64;
    if total == 0.0 {
        return Vec::new();
    }
    let at_most = |histogram: &Histogram, to: f64| {
        let share = histogram.share_at_most(Span::from_seconds(to)).unwrap_or(0.0);
        share * histogram.count() as f64 / total
    };
    let mut stretches = Vec::new();
    let (mut served, mut lost, mut from) = (0.0, 0.0, 0.0);
    let mut bounds = vec![0.0];
    let threshold = if is_message { 0.0 } else { waits.threshold };
    if is_message {
        bounds.extend(BOUNDS_OF_MESSAGES);
    } else {
        bounds.extend(BOUNDS.into_iter().filter(|bound| *bound >= FINEST * threshold));
    }
    if !bounds.contains(&threshold) {
        bounds.push(threshold);
        bounds.sort_by(f64::total_cmp);
    }
    bounds.push(f64::INFINITY);
    for to in bounds {
        let label = match to {
            0.0 => "meteen".to_owned(),
            f64::INFINITY => format!("langer dan {}", bound(from)),
            _ => between(from, to),
        };
        let (all_served, all_lost) = if to == f64::INFINITY {
            (waits.served.count() as f64 / total, waits.lost.count() as f64 / total)
        } else {
            (at_most(&waits.served, to), at_most(&waits.lost, to))
        };
        stretches.push(Stretch { label, from, to, served: all_served - served, lost: all_lost - lost });
        (served, lost, from) = (all_served, all_lost, to);
        // the rest would be rows of zeros
        if to >= threshold && 1.0 - served - lost < 1e-9 {
            break;
        }
    }
    gather_tail(&mut stretches, threshold);
    stretches
}

/// Takes the last stretches together as long as they hold next to nothing.
fn gather_tail(stretches: &mut Vec<Stretch>, threshold: f64) {
    while let [.., before, last] = &mut stretches[..]
        && last.from > threshold
        && last.served + last.lost < NEGLIGIBLE
    {
        before.label = format!("langer dan {}", bound(before.from));
        before.to = last.to;
        before.served += last.served;
        before.lost += last.lost;
        stretches.pop();
    }
}

fn bound(seconds: f64) -> String {
    if seconds > DAY {
        format!("{} dagen", number::number(seconds / DAY, 0))
    } else {
        number::duration(seconds)
    }
}

/// `10–20 s`, `30 s – 1 min`, `2–5 min`.
fn between(from: f64, to: f64) -> String {
    if from == 0.0 && to >= 3_600.0 {
        return format!("tot {}", bound(to));
    }
    let (low, high) = (bound(from), bound(to));
    match (low.split_once(' '), high.split_once(' ')) {
        (Some((low, unit)), Some((high, same))) if unit == same => format!("{low}–{high} {unit}"),
        _ => format!("{low} – {high}"),
    }
}

/// `is_message`: it is sent to be answered later.
pub fn draw(waits: &ChannelWaits, is_message: bool, width: f64) -> Picture {
    let stretches = stretches(waits, is_message);
    let in_time: f64 = stretches.iter().filter(|row| row.to <= waits.threshold).map(|row| row.served).sum();
    let at_once = stretches.first().map_or(0.0, |row| row.served);
    let threshold = number::duration(waits.threshold);
    let in_time_said =
        if is_message { String::new() } else { format!(", {} binnen {threshold}", number::share(in_time)) };
    let description = format!(
        "Staafdiagram van de wachttijden bij {}: {} wordt meteen geholpen{in_time_said}.",
        waits.channel,
        number::share(at_once),
    );
    let top = 34.0;
    let after_threshold = 26.0;
    let mut picture =
        Picture::new(width, top + ROW * stretches.len() as f64 + after_threshold + 6.0, description);
    key(&mut picture, if is_message { "geen antwoord" } else { "niet geholpen (opgehangen, weggegaan)" });

    let labels = stretches.iter().map(|row| text_width(&row.label, SMALL)).fold(0.0, f64::max);
    let greatest = stretches.iter().map(|row| row.served + row.lost).fold(0.01, f64::max);
    let x = Scale { values: (0.0, greatest), places: (labels + 10.0, width - 56.0) };
    let mut y = top;
    for row in &stretches {
        picture.text((labels, y + ROW / 2.0), &row.label, SMALL, SOFT, Align::Right);
        let (middle, end) = (x.place(row.served), x.place(row.served + row.lost));
        picture.rectangle((x.places.0, y + 3.0), middle - x.places.0, ROW - 6.0, MAIN);
        picture.rectangle((middle, y + 3.0), end - middle, ROW - 6.0, ACCENT);
        let share = row.served + row.lost;
        picture.text((end + 6.0, y + ROW / 2.0), number::share(share), SMALL, INK, Align::Left);
        y += ROW;
        if row.to == waits.threshold && !is_message {
            let place = y + after_threshold / 2.0;
            let text = format!("drempel {threshold}: {} geholpen", number::share(in_time));
            let text_from = width - text_width(&text, SMALL);
            picture.line(&[(0.0, place), (text_from - 8.0, place)], 1.0, INK);
            picture.text((text_from, place), text, SMALL, INK, Align::Left);
            y += after_threshold;
        }
    }
    picture
}

fn key(picture: &mut Picture, lost: &str) {
    let mut left = 0.0;
    for (color, label) in [(MAIN, "geholpen"), (ACCENT, lost)] {
        picture.rectangle((left, 4.0), 12.0, 12.0, color);
        picture.text((left + 18.0, 10.0), label, SMALL, INK, Align::Left);
        left += text_width(label, SMALL) + 36.0;
    }
}

/// The figures behind the picture.
pub fn table(waits: &ChannelWaits, is_message: bool) -> Table {
    let mut table = Table::new(
        "wachttijden",
        &[("wachttijd", ""), ("geholpen", ""), ("niet geholpen", ""), ("samen", "")],
    );
    for row in stretches(waits, is_message) {
        let shares =
            [row.served, row.lost, row.served + row.lost].map(|share| Cell::Text(number::share(share)));
        table.push([Cell::Text(row.label)].into_iter().chain(shares));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_stretches_hold_everybody_and_the_threshold_is_a_bound() {
        let mut waits = sample::results().channels[0].clone();
        waits.threshold = 45.0;
        let rows = stretches(&waits, false);
        let total: f64 = rows.iter().map(|row| row.served + row.lost).sum();
        assert!((total - 1.0).abs() < 1e-12, "{total}");
        let labels: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
        let rows = stretches(&waits, true);
        assert_eq!(rows[1].label, "tot 1 uur");
        assert!((rows.iter().map(|row| row.served + row.lost).sum::<f64>() - 1.0).abs() < 1e-12);
        assert_eq!(labels[..6], ["meteen", "0–10 s", "10–20 s", "20–30 s", "30–45 s", "45 s – 1 min"]);
    }
}
