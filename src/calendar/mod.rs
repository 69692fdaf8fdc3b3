//! Opening hours, working days and the Dutch holidays.

mod holidays;
mod hours;

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

pub use holidays::{HolidayRules, easter};
pub use hours::WeekHours;

/// The days on which an organisation works.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    pub holidays: HolidayRules,
    /// Other days on which it is closed.
    pub closed: BTreeSet<Date>,
}

impl Calendar {
    /// Whether `date` is a holiday or listed as closed; says nothing about weekends.
    pub fn is_closed(&self, date: Date) -> bool {
        self.holidays.is_holiday(date) || self.closed.contains(&date)
    }

    /// Monday to Friday and not closed.
    pub fn is_working_day(&self, date: Date) -> bool {
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        !weekend && !self.is_closed(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_working_day_is_a_weekday_that_is_neither_holiday_nor_listed() {
        let holidays = HolidayRules { national: true, ..HolidayRules::default() };
        let calendar = Calendar { holidays, closed: BTreeSet::from([date(2026, 5, 15)]) };
        assert!(calendar.is_working_day(date(2026, 5, 13)));
        assert!(!calendar.is_working_day(date(2026, 5, 14)), "Hemelvaart");
        assert!(!calendar.is_working_day(date(2026, 5, 15)), "listed");
        assert!(
            !calendar.is_working_day(date(2026, 5, 16)) && !calendar.is_closed(date(2026, 5, 16)),
            "Saturday"
        );
    }
}
