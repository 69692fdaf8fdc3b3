//! Which months are compared: before anything changes, the first year after the turn, and the last year.

use std::ops::Range;

use jiff::civil::Date;

use crate::model::plan::Plan;

const YEAR: usize = 12;

/// The day on which everything turns: the merger, or else the first day of a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    pub day: Date,
    pub is_merger: bool,
    /// The month it lies in.
    pub month: usize,
    pub windows: Windows,
    /// Whether what is prepared had begun before the months that it is compared with ended.
    pub is_before_changed: bool,
}

/// By their place among the months.
#[derive(Clone, Debug, PartialEq)]
pub struct Windows {
    pub before: Range<usize>,
    /// The first year from the turn on.
    pub first: Range<usize>,
    /// The last year; the same as `first` where the period ends within a year.
    pub last: Range<usize>,
}

impl Turn {
    /// `None` where nothing happens within the months, or nothing lies before it.
    pub fn of(plan: &Plan, months: &[(Date, Date)]) -> Option<Self> {
        let month_of = |day: Date| months.iter().position(|(from, to)| *from <= day && day <= *to);
        let begins = || plan.measures.iter().filter_map(|measure| measure.from);
        let first_counted = months.first()?.0;
        let day = plan.merger.or_else(|| begins().filter(|day| *day > first_counted).min())?;
        let month = month_of(day)?;
        let n = months.len();
        // what is prepared changes things too; without a whole year before it, the first year is the least changed
        let prepared = begins()
            .filter(|begin| *begin <= day)
            .min()
            .map_or(month, |first| month_of(first).unwrap_or(if first < first_counted { 0 } else { month }));
        let before = if prepared >= YEAR { prepared - YEAR..prepared } else { 0..month.min(YEAR) };
        let windows =
            Windows { before, first: month..n.min(month + YEAR), last: n.saturating_sub(YEAR).max(month)..n };
        let is_merger = plan.merger.is_some();
        let is_before_changed = is_merger && prepared < windows.before.end;
        (!windows.before.is_empty()).then_some(Self { day, is_merger, month, windows, is_before_changed })
    }
}

impl Windows {
    /// Whether the seasons of both sides cancel out.
    pub fn are_whole_years(&self) -> bool {
        [&self.before, &self.first, &self.last].into_iter().all(|window| window.len() == YEAR)
    }

    pub fn is_one_year_after(&self) -> bool {
        self.first == self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plan::Measure;
    use jiff::civil::date;

    /// From January 2021 on.
    fn months(n: i32) -> Vec<(Date, Date)> {
        let month = |index: i32| {
            let first = date(2021, 1, 1).saturating_add(jiff::Span::new().months(index));
            (first, first.last_of_month())
        };
        (0..n).map(month).collect()
    }

    fn plan(merger: Option<Date>, first_days: &[Date]) -> Plan {
        let measure = |from: &Date| Measure {
            name: String::new(),
            about: String::new(),
            groups: Vec::new(),
            from: Some(*from),
            to: None,
            once: 0.0,
            per_year: 0.0,
            efforts: Vec::new(),
        };
        Plan { merger, measures: first_days.iter().map(measure).collect() }
    }

    #[test]
    fn before_ends_where_the_preparation_begins() {
        let plan = plan(Some(date(2023, 1, 1)), &[date(2022, 1, 1), date(2023, 1, 1)]);
        let turn = Turn::of(&plan, &months(60)).expect("a merger");
        assert_eq!(turn.month, 24);
        assert_eq!(turn.windows, Windows { before: 0..12, first: 24..36, last: 48..60 });
        assert!(turn.windows.are_whole_years() && !turn.is_before_changed);
    }

    #[test]
    fn without_room_before_the_preparation_the_first_year_is_taken() {
        let plan = plan(Some(date(2023, 1, 1)), &[date(2020, 6, 1)]);
        let turn = Turn::of(&plan, &months(60)).expect("a merger");
        assert_eq!((turn.windows.before, turn.is_before_changed), (0..12, true));
    }

    #[test]
    fn without_a_merger_the_first_measure_within_the_period_turns_things() {
        let turn =
            Turn::of(&plan(None, &[date(2021, 1, 1), date(2021, 9, 15)]), &months(12)).expect("a turn");
        assert_eq!((turn.month, turn.is_merger), (8, false));
        assert_eq!(turn.windows, Windows { before: 0..8, first: 8..12, last: 8..12 });
        assert!(turn.windows.is_one_year_after() && !turn.windows.are_whole_years());
    }

    #[test]
    fn what_lies_outside_the_period_turns_nothing() {
        assert_eq!(Turn::of(&plan(Some(date(2020, 1, 1)), &[]), &months(12)), None);
        assert_eq!(Turn::of(&plan(None, &[date(2021, 1, 1)]), &months(12)), None);
    }
}
