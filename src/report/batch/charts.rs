//! Charts of a batch: a line along one axis, a map over two, and of more a line along each.

use rayon::prelude::*;

use super::found::{Found, number};
use super::label::Label;
use crate::experiment::measure::{Good, Unit};
use crate::report::chart::along::{self, Along};
use crate::report::chart::heat::{self, Heat};
use crate::report::chart::picture::Picture;
use crate::report::chart::{Asked, WIDE};
use crate::report::files::{self, file};
use crate::report::folder::Output;
use crate::stats::interval::Estimate;

/// Charts that a page holds at most.
const MOST: usize = 12;
/// Values of an axis of a map; a finer one would be too small to see and too large to send.
const MOST_CELLS: usize = 30;
/// Values of an axis of a line over many points; more are taken together.
const MOST_LEVELS: usize = 24;
const BINS: usize = 12;
/// Points of a line through each.
const MOST_PLACES: usize = 200;

/// One chart: a figure and the axes it is drawn over.
pub struct Chart<'f> {
    found: &'f Found,
    label: usize,
    /// One axis, or the two of a map.
    axes: Vec<usize>,
    /// The only axis there is, with few points: each is a place of its own.
    is_whole: bool,
}

pub fn all(found: &Found) -> Vec<Chart<'_>> {
    let n_axes = found.head.facts.axes.len();
    let is_map = n_axes == 2 && is_grid(found);
    let drawn: Vec<Vec<usize>> = match is_map {
        true => vec![vec![0, 1]],
        false => (0..n_axes).map(|axis| vec![axis]).collect(),
    };
    let n_labels = (MOST / drawn.len().max(1)).max(2);
    let labels = (0..found.labels.len()).filter(|label| is_moved(found, *label)).take(n_labels);
    let is_whole = n_axes == 1 && found.head.facts.n_points <= MOST_PLACES;
    let of_label = |label: usize| {
        let chart = move |axes: Vec<usize>| Chart { found, label, axes, is_whole };
        drawn.clone().into_iter().map(chart)
    };
    labels.flat_map(of_label).collect()
}

/// Whether the points differ in a figure at all.
fn is_moved(found: &Found, label: usize) -> bool {
    let mut values = found.figures[label].iter().flatten().map(|figure| figure.value);
    values.next().is_some_and(|first| values.any(|value| value != first))
}

fn is_grid(found: &Found) -> bool {
    let (a, b) = (found.levels(0).len(), found.levels(1).len());
    a * b == found.head.facts.n_points && (2..=MOST_CELLS).contains(&a) && (2..=MOST_CELLS).contains(&b)
}

impl Chart<'_> {
    pub fn title(&self) -> String {
        self.label().title()
    }

    fn label(&self) -> &Label {
        &self.found.labels[self.label]
    }

    /// A name for a file, that of the axis too where there are more charts of the figure.
    pub fn name(&self) -> String {
        match (self.is_whole, &self.axes[..]) {
            (false, [axis]) => format!("{} {}", self.title(), self.found.head.facts.axes[*axis].path),
            _ => self.title(),
        }
    }

    /// What the line and the band around it are.
    pub fn note(&self) -> Option<&'static str> {
        let [axis] = self.axes[..] else { return None };
        if self.is_whole {
            return None;
        }
        Some(match (self.is_number(axis), self.is_binned(axis)) {
            (true, true) => {
                "Lijn: gemiddeld over de punten in dat stuk van de as. Band: van het laagste punt tot het hoogste."
            }
            (true, false) => {
                "Lijn: gemiddeld over de punten met die waarde. Band: van het laagste punt tot het hoogste."
            }
            (false, _) => {
                "Stip: gemiddeld over de punten met die waarde. Streep: van het laagste punt tot het hoogste."
            }
        })
    }

    /// Whether an axis has too many values to show each.
    fn is_binned(&self, axis: usize) -> bool {
        self.is_number(axis) && self.found.levels(axis).len() > MOST_LEVELS
    }

    pub fn draw(&self, width: f64) -> Picture {
        let told = |value: f64| self.label().value(value);
        let what = self.title();
        match self.axes[..] {
            [down, across] => {
                let (rows, columns) = (self.found.levels(down), self.found.levels(across));
                let mut cells = vec![vec![f64::NAN; columns.len()]; rows.len()];
                for (places, figure) in self.points() {
                    let row = rows.iter().position(|level| *level == places[down]);
                    let column = columns.iter().position(|level| *level == places[across]);
                    if let (Some(row), Some(column)) = (row, column) {
                        cells[row][column] = figure.value;
                    }
                }
                let axis = |axis: usize, levels: &[String]| {
                    let names = levels.iter().map(|level| self.told(axis, level)).collect();
                    (self.found.head.facts.axes[axis].path.as_str(), names)
                };
                let (across, down) = (axis(across, &columns), axis(down, &rows));
                heat::draw(
                    &Heat { what: &what, across, down, cells, asked: self.asked(), told: &told },
                    width,
                )
            }
            [axis] => {
                let along = Along {
                    what: &what,
                    axis: &self.found.head.facts.axes[axis].path,
                    places: if self.is_whole { self.places(axis) } else { self.means(axis) },
                    is_number: self.is_number(axis),
                    is_line: self.is_number(axis),
                    is_time: self.label().unit() == Some(Unit::Seconds),
                    asked: self.asked(),
                    told: &told,
                };
                along::draw(&along, width)
            }
            _ => unreachable!("a chart has one axis or two"),
        }
    }

    /// What a norm asks of the figure, where that is the same everywhere.
    fn asked(&self) -> Option<Asked> {
        let target = self.found.targets[self.label]?;
        Some(Asked { target, is_most: self.label().good() == Good::Less })
    }

    fn is_number(&self, axis: usize) -> bool {
        self.found.head.facts.axes[axis].unit.is_some()
    }

    fn told(&self, axis: usize, level: &str) -> String {
        self.found.told_value(axis, level)
    }

    fn points(&self) -> impl Iterator<Item = (&Vec<String>, Estimate)> {
        let figures = &self.found.figures[self.label];
        self.found.places.iter().zip(figures).filter_map(|(places, figure)| Some((places, (*figure)?)))
    }

    /// The points themselves, by their value on the axis.
    fn places(&self, axis: usize) -> Vec<(f64, String, Option<Estimate>)> {
        let levels = self.found.levels(axis);
        let mut places: Vec<_> =
            levels.iter().map(|level| (number(level), self.told(axis, level), None)).collect();
        for (of_point, figure) in self.points() {
            if let Some(index) = levels.iter().position(|level| *level == of_point[axis]) {
                places[index].2 = Some(figure);
            }
        }
        places
    }

    /// The mean over all points at a value, or within a part of the axis, from the lowest to the highest.
    fn means(&self, axis: usize) -> Vec<(f64, String, Option<Estimate>)> {
        let levels = self.found.levels(axis);
        let is_binned = self.is_binned(axis);
        let (first, last) = match (levels.first(), levels.last()) {
            (Some(first), Some(last)) => (number(first), number(last)),
            _ => return Vec::new(),
        };
        let width = (last - first) / BINS as f64;
        let mut places: Vec<(f64, String, Option<Estimate>)> = if is_binned {
            let middle = |bin: usize| first + (bin as f64 + 0.5) * width;
            let name = |bin: usize| self.told(axis, &middle(bin).to_string());
            (0..BINS).map(|bin| (middle(bin), name(bin), None)).collect()
        } else {
            levels
                .iter()
                .take(MOST_LEVELS)
                .map(|level| (number(level), self.told(axis, level), None))
                .collect()
        };
        let mut sums = vec![(0.0, 0.0); places.len()];
        for (of_point, figure) in self.points().filter(|(_, figure)| figure.value.is_finite()) {
            let index = match is_binned {
                true => Some((((number(&of_point[axis]) - first) / width) as usize).min(BINS - 1)),
                false => levels.iter().take(MOST_LEVELS).position(|level| *level == of_point[axis]),
            };
            let Some(index) = index else { continue };
            sums[index] = (sums[index].0 + figure.value, sums[index].1 + 1.0);
            let one = Estimate { value: figure.value, low: figure.value, high: figure.value, n: 1 };
            let so_far = places[index].2.get_or_insert(one);
            so_far.low = so_far.low.min(figure.value);
            so_far.high = so_far.high.max(figure.value);
            so_far.value = sums[index].0 / sums[index].1;
        }
        places
    }
}

/// Each chart as a file to pass on; drawn beside each other, since pictures take longer than all other files.
pub fn files(found: &Found) -> Vec<Output> {
    let mut taken = Vec::new();
    let named: Vec<(String, Chart)> = all(found)
        .into_iter()
        .map(|chart| (files::unique(files::file_name(&chart.name()), &mut taken), chart))
        .collect();
    let drawn = named.par_iter().with_max_len(1).flat_map_iter(|(name, chart)| {
        let picture = chart.draw(WIDE).with_title(chart.title());
        [
            file(&format!("grafieken/{name}.svg"), picture.svg()),
            file(&format!("grafieken/{name}.png"), picture.png()),
        ]
    });
    drawn.collect()
}
