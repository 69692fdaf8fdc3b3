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
use crate::stats::interval::Estimate;

/// More become too narrow to read.
const MOST_BESIDE: usize = 5;
const GAP: f64 = 26.0;
const LINE: f64 = 17.0;
/// White to the left and right of a text in a box.
const INSET: f64 = 6.0;
const CURVE: f64 = 92.0;
const BETWEEN: f64 = 22.0;
/// Shares below this round to nothing.
const NEGLIGIBLE: f64 = 0.005;
/// Channels of one step that are named.
const MOST_CHANNELS: usize = 4;

/// Steps to which somebody comes from left to right, in rows of about as many; beneath them the line of experience, which
/// ends in the mark for the whole journey.
pub fn draw(map: &JourneyMap, whole: Option<Estimate>, width: f64) -> Picture {
    let shown: Vec<usize> = (0..map.steps.len()).filter(|index| is_visited(&map.steps[*index])).collect();
    let most = if is_narrow(width) { 2 } else { MOST_BESIDE };
    let n_rows = shown.len().div_ceil(most).max(1);
    let beside = shown.len().div_ceil(n_rows).max(1);
    // an arrow at the end of a row says that it goes on beneath
    let n_gaps = if n_rows > 1 { beside } else { beside - 1 };
    let box_width = (width - GAP * n_gaps as f64) / beside as f64;
    let mut rows: Vec<Row> = shown.chunks(beside).map(|steps| Row::new(map, steps, box_width)).collect();
    let whole = whole.map(|mark| mark.value).filter(|mark| mark.is_finite());
    if let Some(last) = rows.last_mut() {
        last.has_marks |= whole.is_some();
    }
    let notes = notes(map, &shown, width);
    let height = rows.iter().map(Row::height).sum::<f64>() + LINE * notes.len() as f64;
    let mut picture = Picture::new(width, height, description(map, whole));
    let curve = Curve { marks: shown.iter().map(|index| map.steps[*index].mark.value).collect(), whole };
    let left = |place: usize| place as f64 * (box_width + GAP);
    let mut top = 0.0;
    for (number, row) in rows.iter().enumerate() {
        for (place, index) in row.steps.iter().enumerate() {
            put_box(&mut picture, &map.steps[*index], (left(place), top), (box_width, row.box_height));
            let next = shown.get(number * beside + place + 1);
            let ahead = next.and_then(|next| map.routes.iter().find(|way| (way.0, way.1) == (*index, *next)));
            if let Some((_, _, share)) = ahead.filter(|(_, _, share)| *share >= NEGLIGIBLE) {
                put_arrow(&mut picture, (left(place) + box_width, top + row.box_height / 2.0), *share);
            }
        }
        if row.has_marks {
            let middles = (0..row.steps.len()).map(|place| left(place) + box_width / 2.0);
            curve.put(
                &mut picture,
                number * beside,
                &middles.collect::<Vec<_>>(),
                top + row.box_height + 10.0,
            );
        }
        top += row.height();
    }
    for (index, note) in notes.iter().enumerate() {
        picture.text((0.0, top + (index as f64 + 0.3) * LINE), note, SMALL, SOFT, Align::Left);
    }
    picture
}

/// Steps beside each other.
struct Row<'s> {
    steps: &'s [usize],
    box_height: f64,
    has_marks: bool,
}

impl<'s> Row<'s> {
    fn new(map: &JourneyMap, steps: &'s [usize], box_width: f64) -> Self {
        let of = || steps.iter().map(|index| &map.steps[*index]);
        let n_lines = of().map(|step| lines(step, box_width).len()).max().unwrap_or(0);
        let has_marks = of().any(|step| step.mark.value.is_finite());
        Self { steps, box_height: n_lines as f64 * LINE + 16.0, has_marks }
    }

    fn height(&self) -> f64 {
        self.box_height + BETWEEN + if self.has_marks { CURVE } else { 0.0 }
    }
}

fn is_visited(step: &StepResult) -> bool {
    step.share.value >= NEGLIGIBLE
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
        "stopt hier",
        "cijfer",
    ];
    let mut table = Table::new("kaart", &columns.map(|name| (name, "")));
    for step in &map.steps {
        let channels = places(step).join(", ");
        let name = if channels.is_empty() { step.name.clone() } else { format!("{}\n{channels}", step.name) };
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

fn description(map: &JourneyMap, whole: Option<f64>) -> String {
    let said = map.steps.iter().filter(|step| is_visited(step)).map(|step| {
        let time = number::duration(step.time.value);
        format!("{}: {} komt hier, {time}", step.name, number::percent(step.share.value))
    });
    let steps = said.collect::<Vec<_>>().join("; ");
    let mark = whole.map_or(String::new(), |mark| format!(" Cijfer: {}.", number::number(mark, 1)));
    format!("Kaart van de klantreis {}. {steps}.{mark}", map.journey)
}

/// Where a step takes place: one place by its name, several each with its share.
fn places(step: &StepResult) -> Vec<String> {
    if let [(only, _)] = &step.channels[..] {
        return vec![only.clone()];
    }
    let used: Vec<_> = step.channels.iter().filter(|(_, share)| *share >= NEGLIGIBLE).collect();
    let n_named = if used.len() > MOST_CHANNELS { MOST_CHANNELS - 1 } else { used.len() };
    let mut said: Vec<String> =
        used[..n_named].iter().map(|(name, share)| format!("{} {name}", number::percent(*share))).collect();
    let rest: f64 = used[n_named..].iter().map(|(_, share)| share).sum();
    if rest > 0.0 {
        said.push(format!("{} anders", number::percent(rest)));
    }
    said
}

/// What stands in the box of a step, from top to bottom, in lines that fit in `width`.
fn lines(step: &StepResult, width: f64) -> Vec<(String, f64, RGBColor)> {
    let room = width - 2.0 * INSET;
    let is_there = |share: f64| share >= NEGLIGIBLE;
    let mut said = vec![(step.name.clone(), TEXT, INK)];
    said.extend(places(step).into_iter().map(|place| (place, SMALL, SOFT)));
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
        said.push((format!("{} stopt hier", number::percent(step.given_up.value)), SMALL, MISSED));
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

/// The line of experience: a mark for each step, NaN where a step has none, and one for the whole journey.
struct Curve {
    marks: Vec<f64>,
    whole: Option<f64>,
}

impl Curve {
    /// The part of the row that begins with step `first`; the line runs on where a step has no mark, and from one row to
    /// the next.
    fn put(&self, picture: &mut Picture, first: usize, middles: &[f64], top: f64) {
        let width = picture.width;
        let known = || self.marks.iter().copied().chain(self.whole).filter(|mark| mark.is_finite());
        let from = (known().fold(8.0, f64::min) - 0.5).floor().max(1.0);
        let to = (known().fold(8.0, f64::max) + 0.5).ceil().min(10.0);
        let y = Scale { values: (from, to), places: (top + CURVE - 34.0, top + 16.0) };
        let goal = y.place(8.0);
        picture.line(&[(0.0, goal), (width, goal)], 1.0, GRID);
        let (before, rest) = self.marks.split_at(first);
        let (own, after) = rest.split_at(middles.len());
        let own: Vec<(f64, f64)> = middles
            .iter()
            .zip(own)
            .filter(|(_, mark)| mark.is_finite())
            .map(|(x, mark)| (*x, *mark))
            .collect();
        let mut points: Vec<(f64, f64)> = own.iter().map(|(x, mark)| (*x, y.place(*mark))).collect();
        if let Some(before) = before.iter().rev().find(|mark| mark.is_finite()) {
            points.insert(0, (0.0, y.place(*before)));
        }
        let next = after.iter().copied().find(|mark| mark.is_finite()).or(self.whole);
        points.extend(next.map(|mark| (width - 6.0, y.place(mark))));
        if points.len() > 1 {
            picture.line(&points, 2.0, ACCENT);
        }
        // beside the line, wherever that runs
        let begins = points.first().filter(|(x, _)| *x == 0.0).map_or(f64::INFINITY, |(_, begins)| *begins);
        let beside = if begins > goal - 16.0 && begins <= goal { goal + 9.0 } else { goal - 8.0 };
        picture.text((0.0, beside), "8", SMALL, SOFT, Align::Left);
        for (x, mark) in own {
            let place = y.place(mark);
            picture.dot((x, place), 5.0, ACCENT);
            put_label(picture, (x, place - 14.0), &number::number(mark, 1));
        }
        if let Some(whole) = self.whole.filter(|_| after.is_empty()) {
            let place = y.place(whole);
            picture.dot((width - 6.0, place), 6.0, INK);
            let text = format!("hele reis {}", number::number(whole, 1));
            put_label(picture, (width - text_width(&text, SMALL) / 2.0 - 2.0, place + 16.0), &text);
        }
    }
}

/// Readable over a line.
fn put_label(picture: &mut Picture, (x, y): (f64, f64), text: &str) {
    let half = text_width(text, SMALL) / 2.0 + 2.0;
    picture.rectangle((x - half, y - 8.0), 2.0 * half, 15.0, PAPER);
    picture.text((x, y), text, SMALL, INK, Align::Middle);
}

/// Ways on that no arrow shows, and steps to which hardly anybody comes, in lines.
fn notes(map: &JourneyMap, shown: &[usize], width: f64) -> Vec<String> {
    let name = |index: usize| map.steps[index].name.as_str();
    let is_arrow = |from: usize, to: usize| shown.windows(2).any(|pair| pair == [from, to]);
    let is_told =
        |from: usize, to: usize| shown.contains(&from) && shown.contains(&to) && !is_arrow(from, to);
    let ways = map.routes.iter().filter(|(from, to, share)| is_told(*from, *to) && *share >= NEGLIGIBLE);
    let ways: Vec<String> = ways
        .map(|(from, to, share)| format!("{} → {} {}", name(*from), name(*to), number::percent(*share)))
        .collect();
    let rare = (0..map.steps.len()).filter(|index| !shown.contains(index));
    let rare: Vec<&str> = rare.map(name).collect();
    let mut notes = Vec::new();
    if !ways.is_empty() {
        notes.extend(folded(&format!("Ook: {}.", ways.join("; ")), SMALL, width));
    }
    if !rare.is_empty() {
        notes.extend(folded(
            &format!("Niemand, of bijna niemand, komt bij: {}.", rare.join(", ")),
            SMALL,
            width,
        ));
    }
    notes
}
