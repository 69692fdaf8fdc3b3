//! What is to happen on dates and what that costs: told in a report, never asked by a run.

use jiff::civil::Date;

use crate::id::TeamId;

#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// When municipalities merge.
    pub merger: Option<Date>,
    /// By their first day, then in the order of the file.
    pub measures: Vec<Measure>,
}

#[derive(Clone, Debug)]
pub struct Measure {
    pub name: String,
    /// Why, in words of who wrote it; may be empty.
    pub about: String,
    pub groups: Vec<String>,
    /// `None`: from the start.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Euro, once and per year that it holds.
    pub once: f64,
    pub per_year: f64,
    pub efforts: Vec<Effort>,
}

/// Hours that a measure takes from a team.
#[derive(Clone, Debug, PartialEq)]
pub struct Effort {
    pub team: TeamId,
    pub hours_per_day: f64,
    pub from: Date,
    /// Last day; `None`: to the end.
    pub to: Option<Date>,
}

impl Plan {
    /// The first day on which something changes that is not the merger itself.
    pub fn first_day(&self) -> Option<Date> {
        self.measures.iter().filter_map(|measure| measure.from).min()
    }

    /// Whether anything happens on a date.
    pub fn is_dated(&self) -> bool {
        self.merger.is_some() || self.first_day().is_some()
    }
}
