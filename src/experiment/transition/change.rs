//! Who is better or worse off: marks before and after, of the same replications.

use std::ops::Range;

use crate::experiment::comparison;
use crate::experiment::measure::{Cut, Good};
use crate::experiment::months::Months;
use crate::experiment::replicate::Sample;
use crate::experiment::results::Verdict;
use crate::experiment::transition::Turn;
use crate::experiment::transition::series::{means, sum};
use crate::model::Model;
use crate::stats::interval::{self, Estimate, Paired};

/// Whose marks.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    All,
    /// The kernen of an old municipality.
    Municipality(String),
    /// Kernen that belong together otherwise.
    Group(String),
    Village(String),
    Segment(String),
}

/// Marks of one part before and after.
#[derive(Clone, Debug)]
pub struct Change {
    pub part: Part,
    pub before: Estimate,
    /// In the first year after the turn, and in the last year.
    pub first: After,
    pub last: After,
}

impl Change {
    /// That of figures of the same customers; none of groups of kernen.
    pub fn cut(&self) -> Option<Cut> {
        match &self.part {
            Part::All => Some(Cut::default()),
            Part::Municipality(_) | Part::Group(_) => None,
            Part::Village(name) => Some(Cut { village: Some(name.clone()), ..Cut::default() }),
            Part::Segment(name) => Some(Cut { segment: Some(name.clone()), ..Cut::default() }),
        }
    }
}

#[derive(Clone, Debug)]
pub struct After {
    pub mark: Estimate,
    /// After − before.
    pub paired: Paired,
    pub verdict: Verdict,
}

/// Everything, then groups of villages (villages where none has a group), then segments.
pub fn changes(model: &Model, sample: &Sample, turn: &Turn) -> Vec<Change> {
    if model.satisfaction.is_none() {
        return Vec::new();
    }
    let change = |part: Part| {
        let pairs: Vec<Vec<(f64, f64)>> = sample
            .replications
            .iter()
            .filter_map(|replication| Some(of_part(model, replication.months.as_ref()?, &part)))
            .collect();
        of_pairs(part, &pairs, turn, model.study.confidence)
    };
    parts(model).into_iter().map(change).collect()
}

fn parts(model: &Model) -> Vec<Part> {
    let mut groups: Vec<String> = Vec::new();
    for village in model.villages.iter() {
        // after a merger, a part is in a group of its own name
        for group in village.groups.iter().filter(|group| **group != village.name) {
            if !groups.contains(group) {
                groups.push(group.clone());
            }
        }
    }
    let mut parts = vec![Part::All];
    if groups.is_empty() && model.villages.len() > 1 {
        parts.extend(model.villages.iter().map(|village| Part::Village(village.name.clone())));
    }
    // a merger puts the old municipality before the other labels of a part
    let is_old = |group: &String| {
        model.plan.merger.is_some()
            && model.villages.iter().any(|village| village.groups.first() == Some(group))
    };
    parts.extend(groups.into_iter().map(|group| match is_old(&group) {
        true => Part::Municipality(group),
        false => Part::Group(group),
    }));
    if model.segments.len() > 1 {
        parts.extend(model.segments.iter().map(|segment| Part::Segment(segment.name.clone())));
    }
    parts
}

/// Sum and number of marks by month.
fn of_part(model: &Model, months: &Months, part: &Part) -> Vec<(f64, f64)> {
    let villages = |is_in: &dyn Fn(&crate::model::Village) -> bool| {
        let mut total = vec![(0.0, 0.0); months.marks.len()];
        for (id, _) in model.villages.enumerate().filter(|(_, village)| is_in(village)) {
            for (sum, pair) in total.iter_mut().zip(means(&months.village_marks[id])) {
                *sum = (sum.0 + pair.0, sum.1 + pair.1);
            }
        }
        total
    };
    match part {
        Part::All => villages(&|_| true),
        Part::Municipality(name) | Part::Group(name) => villages(&|village| village.groups.contains(name)),
        Part::Village(name) => villages(&|village| village.name == *name),
        Part::Segment(name) => {
            let (id, _) =
                model.segments.enumerate().find(|(_, segment)| segment.name == *name).expect("of this model");
            means(&months.segment_marks[id])
        }
    }
}

fn of_pairs(part: Part, pairs: &[Vec<(f64, f64)>], turn: &Turn, confidence: f64) -> Change {
    let within = |window: &Range<usize>| -> (Vec<f64>, Vec<f64>) {
        pairs.iter().map(|months| sum(&months[window.clone()])).unzip()
    };
    let before = within(&turn.windows.before);
    let after = |window: &Range<usize>| {
        let after = within(window);
        let paired = interval::paired_ratio(&before.0, &before.1, &after.0, &after.1, confidence);
        After {
            mark: interval::ratio(&after.0, &after.1, confidence),
            verdict: comparison::verdict(&paired.difference, Good::More),
            paired,
        }
    };
    Change {
        part,
        first: after(&turn.windows.first),
        last: after(&turn.windows.last),
        before: interval::ratio(&before.0, &before.1, confidence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::transition::Windows;
    use crate::model::compile::{compile, example};
    use jiff::civil::date;

    #[test]
    fn areas_are_told_and_not_the_kernen_in_them() {
        let mut scenario = example::scenario();
        for (name, kern) in &mut scenario.kernen {
            kern.groep = vec!["streek".to_owned(), name.clone()];
        }
        let areas = |model: &Model| -> Vec<Part> {
            parts(model).into_iter().filter(|part| !matches!(part, Part::All | Part::Segment(_))).collect()
        };
        assert_eq!(areas(&compile(&scenario)), [Part::Group("streek".to_owned())]);
        scenario.kernen.iter_mut().for_each(|(_, kern)| kern.groep.clear());
        let villages = ["Klein", "Groot"].map(|name| Part::Village(name.to_owned()));
        assert_eq!(areas(&compile(&scenario)), villages);
    }

    #[test]
    fn each_replication_is_compared_with_itself() {
        let windows = Windows { before: 0..2, first: 2..3, last: 2..4 };
        let turn =
            Turn { day: date(2023, 3, 1), is_merger: true, month: 2, windows, is_before_changed: false };
        // marks that differ much between replications and fall by a half in both
        let pairs = [
            vec![(70.0, 10.0), (70.0, 10.0), (65.0, 10.0), (70.0, 10.0)],
            vec![(160.0, 20.0), (80.0, 10.0), (75.0, 10.0), (80.0, 10.0)],
        ];
        let change = of_pairs(Part::All, &pairs, &turn, 0.95);
        assert!((change.before.value - 7.6).abs() < 1e-12);
        assert!((change.first.mark.value - 7.0).abs() < 1e-12);
        assert!((change.last.mark.value - 7.25).abs() < 1e-12);
        assert!((change.first.paired.difference.value + 0.6).abs() < 1e-12);
    }
}
