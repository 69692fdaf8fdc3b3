//! A journey step by step: who comes where, how long it takes, who is passed on or lost; and how it feels, beneath.

use plotters::style::{Color, RGBColor};

use super::is_narrow;
use super::palette::{ACCENT, GRID, INK, MAIN, MISSED, PAPER, SMALL, SOFT, TEXT, TINT};
use super::picture::{Align, Picture, folded, text_width};
use super::scale::Scale;
use crate::experiment::measure::Unit;
use crate::experiment::results::{JourneyMap, StepResult};
use crate::report::number;
use crate::report::table::{Cell, Table};

const MOST_BESIDE: usize = 6;
const GAP: f64 = 26.0;
const LINE: f64 = 17.0;
/// White to the left and right of a text in a box.
const INSET: f64 = 6.0;
const CURVE: f64 = 92.0;
const BETWEEN: f64 = 22.0;
/// Shares below this round to nothing.
const NEGLIGIBLE: f64 = 0.005;

/// Steps from left to right; beyond six, and where there is no width, in rows beneath each other.
pub fn draw(map: &JourneyMap, width: f64) -> Picture {
    let beside = if is_narrow(width) { 2 } else { MOST_BESIDE }.min(map.steps.len());
    let has_marks = map.steps.iter().any(|step| step.mark.value.is_finite());
    let box_width = (width - GAP * (beside - 1) as f64) / beside as f64;
    let n_lines = map.steps.iter().map(|step| lines(step, box_width).len()).max().unwrap_or(0);
    let box_height = n_lines as f64 * LINE + 16.0;
    let row = box_height + BETWEEN + if has_marks { CURVE } else { 0.0 };
    let n_rows = map.steps.len().div_ceil(beside);
    let notes = other_ways(map, width);
    let height = row * n_rows as f64 + LINE * notes.len() as f64;
    let mut picture = Picture::new(width, height, description(map));
    let left = |index: usize| (index % beside) as f64 * (box_width + GAP);
    let top = |index: usize| (index / beside) as f64 * row;
    for (index, step) in map.steps.iter().enumerate() {
        put_box(&mut picture, step, (left(index), top(index)), (box_width, box_height));
        let ahead = map.routes.iter().find(|(from, to, _)| (*from, *to) == (index, index + 1));
        if let Some((_, _, share)) = ahead.filter(|(_, _, share)| *share >= NEGLIGIBLE) {
            let middle = top(index) + box_height / 2.0;
            let start = left(index) + box_width;
            if index % beside + 1 < beside {
                put_arrow(&mut picture, (start, middle), *share);
            }
        }
    }
    if has_marks {
        let marks: Vec<f64> = map.steps.iter().map(|step| step.mark.value).collect();
        for first in (0..map.steps.len()).step_by(beside) {
            let last = (first + beside).min(map.steps.len());
            let places: Vec<f64> = (first..last).map(|index| left(index) + box_width / 2.0).collect();
            put_curve(&mut picture, &marks, first, &places, top(first) + box_height + 10.0, width);
        }
    }
    for (index, note) in notes.iter().enumerate() {
        let y = row * n_rows as f64 + (index as f64 + 0.3) * LINE;
        picture.text((0.0, y), note, SMALL, SOFT, Align::Left);
    }
    picture
}

/// What the chart shows, as figures.
pub fn table(map: &JourneyMap) -> Table {
    let columns = [
        "stap",
        "komt hier",
        "tijd in de stap",
        "wachten",
        "behandeling",
        "doorgegeven",
        "haakt hier af",
        "cijfer",
    ];
    let mut table = Table::new("kaart", &columns.map(|name| (name, "")));
    for step in &map.steps {
        let name =
            step.channel.as_ref().map_or(step.name.clone(), |channel| format!("{}\n{channel}", step.name));
        let figures = [
            (step.share, Unit::Share),
            (step.time, Unit::Seconds),
            (step.wait, Unit::Seconds),
            (step.handling, Unit::Seconds),
            (step.handed_on, Unit::Share),
            (step.given_up, Unit::Share),
            (step.mark, Unit::Mark),
        ];
        let figures = figures.map(|(figure, unit)| Cell::Figure(figure, unit));
        table.push([Cell::Text(name)].into_iter().chain(figures));
    }
    table
}

fn description(map: &JourneyMap) -> String {
    let said = map.steps.iter().map(|step| {
        let time = number::duration(step.time.value);
        format!("{}: {} komt hier, {time}", step.name, number::percent(step.share.value))
    });
    format!("Kaart van de klantreis {}. {}.", map.journey, said.collect::<Vec<_>>().join("; "))
}

/// What stands in the box of a step, from top to bottom, in lines that fit in `width`.
fn lines(step: &StepResult, width: f64) -> Vec<(String, f64, RGBColor)> {
    let room = width - 2.0 * INSET;
    let is_there = |share: f64| share >= NEGLIGIBLE;
    let mut said = vec![(step.name.clone(), TEXT, INK)];
    said.extend(step.channel.clone().map(|channel| (channel, SMALL, SOFT)));
    said.push((format!("{} komt hier", number::percent(step.share.value)), SMALL, INK));
    if step.time.value >= 1.0 {
        said.push((format!("duurt {}", number::duration(step.time.value)), SMALL, INK));
    }
    if step.wait.value >= 1.0 {
        said.push((format!("wacht {}", number::duration(step.wait.value)), SMALL, SOFT));
    }
    if is_there(step.handed_on.value) {
        said.push((format!("{} doorgegeven", number::percent(step.handed_on.value)), SMALL, MISSED));
    }
    if is_there(step.given_up.value) {
        said.push((format!("{} haakt af", number::percent(step.given_up.value)), SMALL, MISSED));
    }
    let folded = said.into_iter().flat_map(|(text, size, ink)| {
        folded(&text, size, room).into_iter().take(2).map(move |line| (line, size, ink)).collect::<Vec<_>>()
    });
    folded.collect()
}

fn put_box(picture: &mut Picture, step: &StepResult, (left, top): (f64, f64), (width, height): (f64, f64)) {
    picture.rectangle((left, top), width, height, TINT);
    picture.rectangle((left, top), width, 3.0, MAIN);
    for (index, (text, size, ink)) in lines(step, width).into_iter().enumerate() {
        let y = top + 16.0 + index as f64 * LINE;
        picture.text((left + INSET, y), text, size, ink, Align::Left);
    }
}

fn put_arrow(picture: &mut Picture, (x, y): (f64, f64), share: f64) {
    let thick = 1.0 + 3.0 * share;
    picture.line(&[(x + 2.0, y), (x + GAP - 8.0, y)], thick, SOFT);
    let tip = x + GAP - 2.0;
    picture.area(vec![(tip, y), (tip - 8.0, y - 5.0), (tip - 8.0, y + 5.0)], SOFT.to_rgba());
}

/// The line of experience through the marks; it runs on where a step has none, and from one row to the next.
fn put_curve(picture: &mut Picture, marks: &[f64], first: usize, places: &[f64], top: f64, width: f64) {
    let known = || marks.iter().copied().filter(|mark| mark.is_finite());
    let from = (known().fold(8.0, f64::min) - 0.5).floor().max(1.0);
    let to = (known().fold(8.0, f64::max) + 0.5).ceil().min(10.0);
    let y = Scale { values: (from, to), places: (top + CURVE - 24.0, top + 16.0) };
    let goal = y.place(8.0);
    picture.line(&[(0.0, goal), (width, goal)], 1.0, GRID);
    picture.text((width, goal - 8.0), "8", SMALL, SOFT, Align::Right);
    let mut points = Vec::new();
    if let Some(before) = marks[..first].iter().rev().find(|mark| mark.is_finite()) {
        points.push((0.0, y.place(*before)));
    }
    let own = places.iter().zip(&marks[first..]).filter(|(_, mark)| mark.is_finite());
    points.extend(own.clone().map(|(x, mark)| (*x, y.place(*mark))));
    if let Some(after) = marks[first + places.len()..].iter().find(|mark| mark.is_finite()) {
        points.push((width, y.place(*after)));
    }
    if points.len() > 1 {
        picture.line(&points, 2.0, ACCENT);
    }
    for (x, mark) in own {
        let place = y.place(*mark);
        picture.dot((*x, place), 5.0, ACCENT);
        let text = number::number(*mark, 1);
        let half = text_width(&text, SMALL) / 2.0 + 2.0;
        let above = place - 14.0;
        picture.rectangle((x - half, above - 8.0), 2.0 * half, 15.0, PAPER);
        picture.text((*x, above), text, SMALL, INK, Align::Middle);
    }
}

/// Ways on that no arrow shows, in lines.
fn other_ways(map: &JourneyMap, width: f64) -> Vec<String> {
    let name = |index: usize| map.steps[index].name.as_str();
    let ways = map.routes.iter().filter(|(from, to, share)| *to != from + 1 && *share >= NEGLIGIBLE);
    let ways: Vec<String> = ways
        .map(|(from, to, share)| format!("{} → {} {}", name(*from), name(*to), number::percent(*share)))
        .collect();
    if ways.is_empty() { Vec::new() } else { folded(&format!("Ook: {}.", ways.join("; ")), SMALL, width) }
}
