//! The simulated days.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::calendar::Calendar;
use crate::model::horizon::{Day, Horizon, WorkingDays};
use crate::scenario::value::Duur;
use crate::scenario::{Scenario, Uitloop};
use crate::time::Span;

/// `tot-leeg` waits no longer than this.
const MOST_COOL_DOWN_DAYS: i64 = 26 * 7;

/// From the warm-up to the end of the cool-down.
pub fn horizon(scenario: &Scenario) -> Horizon {
    let period = &scenario.periode;
    assert!(period.van <= period.tot, "a period starts before it ends");
    let calendar = calendar(scenario);
    let goes_on = goes_on(scenario);
    let first = period.van - i64::from(period.aanloop_dagen).days();
    let start = days_between(first, period.van);
    let end = days_between(first, period.tot) + 1;
    let cool_down = cool_down(&period.uitloop, period.tot, &calendar);
    let n_days = end + (cool_down.0 + Span::DAY.0 - 1) / Span::DAY.0;
    let days = first.series(1.day()).take(n_days as usize);
    let days: Vec<Day> = days.map(|date| day(date, &calendar, goes_on)).collect();
    Horizon {
        first,
        first_number: days_between(date(1970, 1, 1), first),
        counted: start..end,
        is_warm_up_found: period.aanloop_automatisch,
        cool_down,
        working: WorkingDays::among(&days),
        days,
    }
}

/// Holidays and listed days.
pub fn calendar(scenario: &Scenario) -> Calendar {
    Calendar {
        holidays: scenario.kalender.feestdagen,
        closed: scenario.kalender.dicht.iter().copied().collect(),
    }
}

/// Whether any journey goes on when others do not.
pub fn goes_on(scenario: &Scenario) -> bool {
    scenario.klantreizen.iter().any(|(_, reis)| reis.ook_als_dicht)
}

/// What kind of day a date is; `goes_on`: on a day closed by choice some journeys go on. On a feast day none does.
pub fn day(date: Date, calendar: &Calendar, goes_on: bool) -> Day {
    Day {
        weekday: date.weekday().to_monday_zero_offset() as u8,
        month: date.month() as u8 - 1,
        closed: calendar.is_closed(date),
        emergencies: goes_on && calendar.is_closed(date) && !calendar.holidays.is_holiday(date),
    }
}

/// What kind of days the years of a run hold, found once for all journeys and stretches.
pub struct Years(BTreeMap<i16, Vec<Day>>);

impl Years {
    pub fn of(scenario: &Scenario, horizon: &Horizon) -> Self {
        let calendar = calendar(scenario);
        let last = horizon.first.saturating_add((horizon.days.len() as i64).days());
        let days = |year: i16| {
            let days = date(year, 1, 1).series(1.day()).take_while(move |date| date.year() == year);
            (year, days.map(|date| day(date, &calendar, true)).collect())
        };
        Self((horizon.first.year()..=last.year()).map(days).collect())
    }

    /// `goes_on`: as in [`day`].
    pub fn days(&self, year: i16, goes_on: bool) -> impl Iterator<Item = Day> {
        self.0[&year].iter().map(move |day| Day { emergencies: day.emergencies && goes_on, ..*day })
    }
}

fn cool_down(uitloop: &Uitloop, last: Date, calendar: &Calendar) -> Span {
    match uitloop {
        Uitloop::TotLeeg => Span(MOST_COOL_DOWN_DAYS * Span::DAY.0),
        Uitloop::Duur(Duur::Kalender(span)) => *span,
        Uitloop::Duur(Duur::Werkdagen(days)) => {
            let mut left = days.ceil() as i64;
            let after = last.series(1.day()).skip(1).take_while(|date| {
                let goes_on = left > 0;
                left -= i64::from(calendar.is_working_day(*date));
                goes_on
            });
            Span(after.count() as i64 * Span::DAY.0)
        }
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compile::example;

    #[test]
    fn the_counted_days_follow_the_warm_up_and_hold_both_ends() {
        let mut scenario = example::scenario();
        scenario.periode.aanloop_dagen = 7;
        let horizon = horizon(&scenario);
        assert_eq!((horizon.first, horizon.first_number), (date(2022, 12, 26), 19_352));
        assert_eq!((horizon.counted.clone(), horizon.cool_down), (7..371, Span(182 * Span::DAY.0)));
        assert_eq!(horizon.days.len(), 371 + 182);
    }

    #[test]
    fn holidays_and_listed_days_are_closed() {
        let horizon = horizon(&example::scenario());
        let closed: Vec<usize> = (0..140).filter(|day| horizon.days[*day].closed).collect();
        // Tweede Paasdag, Koningsdag, Hemelvaart, and the Friday after it that the scenario lists
        assert_eq!(closed, [98, 115, 136, 137]);
        assert_eq!(horizon.days[0], Day { weekday: 0, month: 0, closed: false, emergencies: false });
    }

    #[test]
    fn a_cool_down_in_working_days_passes_over_weekends() {
        let mut scenario = example::scenario();
        // Friday 19 May is listed as closed
        scenario.periode.tot = date(2023, 5, 17);
        scenario.periode.uitloop = Uitloop::Duur(Duur::Werkdagen(2.0));
        // to Tuesday 23 May
        assert_eq!(horizon(&scenario).cool_down, Span(6 * Span::DAY.0));
    }
}
