//! The days of a run: which are counted, what kind of day each is, and working-day arithmetic.

use std::ops::Range;

use jiff::civil::Date;

use crate::calendar::WeekHours;
use crate::time::{Span, Time};

#[derive(Clone, Debug)]
pub struct Horizon {
    /// Date of day 0, the first simulated day.
    pub first: Date,
    /// Days since 1970-01-01 of day 0: names the draws of a day, whatever the warm-up.
    pub first_number: i64,
    /// The days whose arrivals are counted.
    pub counted: Range<i64>,
    /// What is under way at the end of the counted days runs on for at most this long.
    pub cool_down: Span,
    /// Every simulated day, cool-down included.
    pub days: Vec<Day>,
    /// Those of them on which people work.
    pub working: WorkingDays,
}

/// The working days among the first days of a run, counted beforehand.
#[derive(Clone, Debug)]
pub struct WorkingDays {
    days: Vec<i64>,
    /// How many come before each day, and before the day after the last.
    before: Vec<i64>,
}

impl WorkingDays {
    pub fn among(days: &[Day]) -> Self {
        let mut working = Self { days: Vec::new(), before: vec![0] };
        for (number, day) in (0..).zip(days) {
            if day.is_working_day() {
                working.days.push(number);
            }
            working.before.push(working.days.len() as i64);
        }
        working
    }

    /// From one day to before another; `None` where those are not all known.
    fn between(&self, from: i64, to: i64) -> Option<i64> {
        let before = |day: i64| self.before.get(usize::try_from(day).ok()?).copied();
        if from < to { Some(before(to)? - before(from)?) } else { Some(0) }
    }

    /// The working day that is `number` after `day`, or at 0 the first from that day on; `None` where it is not known.
    fn after(&self, day: i64, number: i64) -> Option<i64> {
        let from = if number > 0 {
            self.before.get(day as usize + 1)? - 1
        } else {
            *self.before.get(day as usize)?
        };
        self.days.get((from + number) as usize).copied()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// 0 is Monday.
    pub weekday: u8,
    /// 0 is January.
    pub month: u8,
    /// A feast day or a listed day: nobody works and no desk opens.
    pub closed: bool,
    /// Of such a day: whether people work all the same, for journeys that go on when others do not.
    pub emergencies: bool,
}

impl Day {
    /// Whether a moment of this day lies within opening hours.
    pub fn lies_within(self, hours: &WeekHours, now: Time) -> bool {
        !self.closed && self.holds(hours, now)
    }

    /// The same as if the day were not closed.
    pub fn holds(self, hours: &WeekHours, now: Time) -> bool {
        let clock = now.clock();
        let at = |second: u32| Span(i64::from(second) * Span::SECOND.0);
        let open = hours.on(usize::from(self.weekday));
        open.iter().any(|&(from, to)| at(from) <= clock && clock < at(to))
    }

    pub fn is_working_day(self) -> bool {
        self.weekday < 5 && !self.closed
    }
}

impl Horizon {
    pub fn count_from(&self) -> Time {
        Time::from_day(self.counted.start)
    }

    pub fn count_to(&self) -> Time {
        Time::from_day(self.counted.end)
    }

    /// Nothing happens from this moment on.
    pub fn end(&self) -> Time {
        self.count_to() + self.cool_down
    }

    /// Day `day`, or beyond the last simulated day one of the same weekday.
    pub fn day(&self, day: i64) -> Day {
        let index = usize::try_from(day).expect("time never lies before day 0");
        self.days.get(index).copied().unwrap_or_else(|| {
            let weekday = (i64::from(self.days[0].weekday) + day).rem_euclid(7) as u8;
            Day { weekday, month: 0, closed: false, emergencies: false }
        })
    }

    /// Working days between two moments; hours on a working day count as a part of 24.
    pub fn working_days_between(&self, from: Time, to: Time) -> f64 {
        let part = |time: Time| {
            let on = f64::from(u8::from(self.day(time.day()).is_working_day()));
            on * time.clock().0 as f64 / Span::DAY.0 as f64
        };
        self.count_working_days(from.day(), to.day()) as f64 + part(to) - part(from)
    }

    /// From one day to before another.
    fn count_working_days(&self, from: i64, to: i64) -> i64 {
        let counted = self.working.between(from, to);
        counted.unwrap_or_else(|| (from..to).filter(|day| self.day(*day).is_working_day()).count() as i64)
    }

    /// Working days after day `from`, up to and with day `to`.
    pub fn working_days_from(&self, from: i64, to: i64) -> i64 {
        self.count_working_days(from + 1, to + 1)
    }

    /// The same clock time `days` working days later; a fraction is of 24 hours and stays on a working day.
    pub fn add_working_days(&self, from: Time, days: f64) -> Time {
        let clock = from.clock().0 + ((days - days.floor()) * Span::DAY.0 as f64) as i64;
        let number = days.floor() as i64 + clock / Span::DAY.0;
        let day = self.working.after(from.day(), number);
        let day = day.unwrap_or_else(|| self.working_day_after(from.day(), number));
        Time::from_day(day) + Span(clock % Span::DAY.0)
    }

    /// The working day that is `number` after `day`, beyond the simulated days too.
    #[cold]
    fn working_day_after(&self, mut day: i64, mut number: i64) -> i64 {
        while number > 0 || !self.day(day).is_working_day() {
            day += 1;
            number -= i64::from(self.day(day).is_working_day());
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four weeks from a Monday, with the second Monday closed.
    fn horizon() -> Horizon {
        let day = |day| Day { weekday: (day % 7) as u8, month: 0, closed: day == 7, emergencies: false };
        let days: Vec<Day> = (0..28).map(day).collect();
        Horizon {
            first: jiff::civil::date(2024, 1, 1),
            first_number: 19_723,
            counted: 0..28,
            cool_down: Span::DAY,
            working: WorkingDays::among(&days),
            days,
        }
    }

    #[test]
    fn working_days_pass_over_weekends_and_closed_days() {
        let friday_noon = Time::from_day(4) + Span(12 * Span::HOUR.0);
        assert_eq!(horizon().add_working_days(friday_noon, 1.0), Time::from_day(8) + Span(12 * Span::HOUR.0));
        assert_eq!(
            horizon().add_working_days(friday_noon, 0.25),
            Time::from_day(4) + Span(18 * Span::HOUR.0)
        );
        assert_eq!(horizon().add_working_days(friday_noon, 0.5), Time::from_day(8));
    }

    #[test]
    fn a_wait_that_starts_on_a_weekend_ends_on_a_working_day() {
        let saturday = Time::from_day(5) + Span::HOUR;
        assert_eq!(horizon().add_working_days(saturday, 0.0), Time::from_day(8) + Span::HOUR);
        assert_eq!(horizon().add_working_days(saturday, 1.0), Time::from_day(8) + Span::HOUR);
        assert_eq!(horizon().add_working_days(saturday, 2.0), Time::from_day(9) + Span::HOUR);
    }

    #[test]
    fn what_was_counted_beforehand_is_what_counting_finds() {
        let horizon = horizon();
        for from in 0..40 {
            for number in 0..45 {
                let day = horizon.add_working_days(Time::from_day(from), number as f64).day();
                assert_eq!(day, horizon.working_day_after(from, number), "{number} after {from}");
            }
            for to in 0..40 {
                let counted = (from..to).filter(|day| horizon.day(*day).is_working_day()).count();
                assert_eq!(horizon.count_working_days(from, to), counted as i64);
            }
        }
    }
}
