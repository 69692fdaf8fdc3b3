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
    /// By label, then by point.
    pub figures: Vec<Vec<Option<Estimate>>>,
    /// Norms met of norms there are, by point.
    pub met: Vec<(u32, u32)>,
}

impl Found {
    /// # Errors
    /// When the file cannot be read, or is not one of this batch.
    pub fn read(head: &Head, from: impl Read) -> io::Result<Self> {
        let n = head.punten;
        let mut found = Self {
            head: head.clone(),
            places: vec![Vec::new(); n],
            labels: Vec::new(),
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
            let label = row.label.without_target();
            let index = *known.entry(label.clone()).or_insert_with(|| {
                found.labels.push(label);
                found.figures.push(vec![None; n]);
                found.labels.len() - 1
            });
            found.figures[index][row.point] = Some(row.estimate);
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
        let unit = self.head.assen[axis].eenheid.as_deref().unwrap_or_default();
        let shown =
            if self.head.assen[axis].eenheid.is_some() { text.replace('.', ",") } else { text.to_owned() };
        format!("{shown}{unit}")
    }

    /// The values of an axis that occur, ascending where they are numbers, else as they come.
    pub fn levels(&self, axis: usize) -> Vec<String> {
        let mut levels: Vec<String> = Vec::new();
        let is_number = self.head.assen[axis].eenheid.is_some();
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

/// The number of a value on an axis of numbers.
pub fn number(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}
