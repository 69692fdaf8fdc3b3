//! The figures of a batch, by measure and point: what its page, charts and workbook are made from.

use std::collections::BTreeMap;
use std::io::{self, Read};

use super::head::Head;
use super::label::Label;
use super::rows;
use crate::stats::interval::Estimate;

pub struct Found {
    pub head: Head,
    /// Of each point its value on each axis; empty where nothing is known of the point.
    pub places: Vec<Vec<String>>,
    /// What a norm asks apart, in the order of the data.
    pub labels: Vec<Label>,
    /// What a norm asks, by label; none where an axis changes it.
    pub targets: Vec<Option<f64>>,
    /// By label, then by point; intervals as far as they are possible.
    pub figures: Vec<Vec<Option<Estimate>>>,
    /// Norms met of norms there are, by point.
    pub met: Vec<(u32, u32)>,
}

impl Found {
    /// # Errors
    /// When the file cannot be read, or is not one of this batch.
    pub fn read(head: &Head, from: impl Read) -> io::Result<Self> {
        let n = head.facts.n_points;
        let mut found = Self {
            head: head.clone(),
            places: vec![Vec::new(); n],
            labels: Vec::new(),
            targets: Vec::new(),
            figures: Vec::new(),
            met: vec![(0, 0); n],
        };
        let mut known: BTreeMap<Label, usize> = BTreeMap::new();
        for row in rows::read(head, from)? {
            let row = row?;
            if row.point >= n {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "er is een punt te veel"));
            }
            if row.label.is_norm() {
                let met = &mut found.met[row.point];
                *met = (met.0 + u32::from(row.label.is_met(row.estimate)), met.1 + 1);
            }
            // an axis may change what a norm asks
            let (label, target) = (row.label.without_target(), row.label.target());
            let index = *known.entry(label.clone()).or_insert_with(|| {
                found.labels.push(label);
                found.targets.push(target);
                found.figures.push(vec![None; n]);
                found.labels.len() - 1
            });
            if found.targets[index] != target {
                found.targets[index] = None;
            }
            found.figures[index][row.point] = Some(found.labels[index].possible(row.estimate));
            found.places[row.point] = row.places;
        }
        Ok(found)
    }

    /// The value of a point on an axis as a reader would say it.
    pub fn told(&self, point: usize, axis: usize) -> String {
        self.told_value(axis, self.places[point].get(axis).map_or("", String::as_str))
    }

    /// A value of an axis as a reader would say it.
    pub fn told_value(&self, axis: usize, text: &str) -> String {
        match &self.head.facts.axes[axis].unit {
            Some(unit) => format!("{}{unit}", short(number(text))),
            None => text.to_owned(),
        }
    }

    /// An axis by the last keys of its path, as few as tell axes apart.
    pub fn axis_name(&self, axis: usize) -> &str {
        let axes = &self.head.facts.axes;
        let path = axes[axis].path.as_str();
        let ends_so = |other: &str, end: &str| {
            other.strip_suffix(end).is_some_and(|start| start.is_empty() || start.ends_with('.'))
        };
        let is_alone = |end: &&str| axes.iter().filter(|other| ends_so(&other.path, end)).count() == 1;
        path.rmatch_indices('.').map(|(at, _)| &path[at + 1..]).find(is_alone).unwrap_or(path)
    }

    /// The values of an axis that occur, ascending where they are numbers, else as they come.
    pub fn levels(&self, axis: usize) -> Vec<String> {
        let mut levels: Vec<String> = Vec::new();
        let is_number = self.head.facts.axes[axis].unit.is_some();
        let mut seen = std::collections::BTreeSet::new();
        for place in self.places.iter().filter_map(|places| places.get(axis)) {
            if seen.insert(place) {
                levels.push(place.clone());
            }
        }
        if is_number {
            levels.sort_by(|a, b| number(a).total_cmp(&number(b)));
        }
        levels
    }
}

/// A number in at most four digits, where it has a fraction.
fn short(value: f64) -> String {
    let whole = if value == 0.0 { 0.0 } else { value.abs().log10().floor() };
    let decimals = (3.0 - whole).clamp(0.0, 6.0) as usize;
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    text.replace('.', ",").replace('-', "−")
}

/// The number of a value on an axis of numbers.
pub fn number(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_in_four_digits() {
        let told = [1.10178, 80.012, 4.0, 20_000.0, -0.5, 0.012_345, 0.0].map(short);
        assert_eq!(told, ["1,102", "80,01", "4", "20000", "−0,5", "0,01235", "0"]);
    }
}
