//! The Dutch holidays, computed from Easter.

use jiff::civil::{Date, Weekday};

/// Easter Sunday in the Gregorian calendar: Meeus, Astronomical Algorithms (1991), chapter 8.
pub fn easter(year: i16) -> Date {
    let y = i32::from(year);
    // place in the cycle of 19 years after which the moon returns to the same dates
    let a = y.rem_euclid(19);
    let (b, c) = (y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let f = (b + 8).div_euclid(25);
    let g = (b - f + 1).div_euclid(3);
    // days from 21 March to the full moon
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    // days from there to Sunday
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::constant(year, (n / 31) as i8, (n % 31 + 1) as i8)
}

/// Which holidays an organisation keeps. Those that always fall on a Sunday are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HolidayRules {
    /// The national ones: Nieuwjaarsdag, Tweede Paasdag, Koningsdag, Bevrijdingsdag in years divisible by
    /// five, Hemelvaartsdag, Tweede Pinksterdag and both days of Christmas.
    pub national: bool,
    pub good_friday: bool,
    pub day_after_ascension: bool,
    /// Bevrijdingsdag outside its lustrum years too.
    pub liberation_day_every_year: bool,
}

impl HolidayRules {
    pub fn is_holiday(self, date: Date) -> bool {
        self.name(date).is_some()
    }

    /// The Dutch name of the holiday kept on `date`.
    pub fn name(self, date: Date) -> Option<&'static str> {
        // Easter lies between 22 March and 25 April: no other month has a day that goes by it
        let may_go_by_easter = (3..=6).contains(&date.month());
        let days_after_easter = match may_go_by_easter {
            true => date.duration_since(easter(date.year())).as_hours() / 24,
            false => i64::MAX,
        };
        let lustrum = self.national && date.year() % 5 == 0;
        // Koningsdag moves from a Sunday to the Saturday before it
        let kings_day = match (date.month(), date.day(), date.weekday()) {
            (4, 26, weekday) => weekday == Weekday::Saturday,
            (4, 27, weekday) => weekday != Weekday::Sunday,
            _ => false,
        };
        match (date.month(), date.day(), days_after_easter) {
            (1, 1, _) if self.national => Some("Nieuwjaarsdag"),
            (_, _, -2) if self.good_friday => Some("Goede Vrijdag"),
            (_, _, 1) if self.national => Some("Tweede Paasdag"),
            _ if self.national && kings_day => Some("Koningsdag"),
            (_, _, 39) if self.national => Some("Hemelvaartsdag"),
            (5, 5, _) if lustrum || self.liberation_day_every_year => Some("Bevrijdingsdag"),
            (_, _, 40) if self.day_after_ascension => Some("Vrijdag na Hemelvaart"),
            (_, _, 50) if self.national => Some("Tweede Pinksterdag"),
            (12, 25, _) if self.national => Some("Eerste Kerstdag"),
            (12, 26, _) if self.national => Some("Tweede Kerstdag"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const NATIONAL: HolidayRules = HolidayRules {
        national: true,
        good_friday: false,
        day_after_ascension: false,
        liberation_day_every_year: false,
    };
    const EVERY: HolidayRules = HolidayRules {
        national: true,
        good_friday: true,
        day_after_ascension: true,
        liberation_day_every_year: true,
    };

    fn kept(rules: HolidayRules, year: i16) -> Vec<(i8, i8, &'static str)> {
        let first = date(year, 1, 1);
        first
            .series(jiff::Span::new().days(1))
            .take_while(|day| day.year() == year)
            .filter_map(|day| rules.name(day).map(|name| (day.day(), day.month(), name)))
            .collect()
    }

    #[test]
    fn the_holidays_of_2022_to_2031_fall_where_the_almanac_has_them() {
        use Weekday::*;
        type Day = (i8, i8);
        type Year = (i16, Day, Day, (Weekday, i8), Day, Day);
        #[rustfmt::skip]
        let years: [Year; 10] = [
            (2022, (15, 4), (18, 4), (Wednesday, 27), (26, 5), (6, 6)),
            (2023, (7, 4), (10, 4), (Thursday, 27), (18, 5), (29, 5)),
            (2024, (29, 3), (1, 4), (Saturday, 27), (9, 5), (20, 5)),
            (2025, (18, 4), (21, 4), (Saturday, 26), (29, 5), (9, 6)),
            (2026, (3, 4), (6, 4), (Monday, 27), (14, 5), (25, 5)),
            (2027, (26, 3), (29, 3), (Tuesday, 27), (6, 5), (17, 5)),
            (2028, (14, 4), (17, 4), (Thursday, 27), (25, 5), (5, 6)),
            (2029, (30, 3), (2, 4), (Friday, 27), (10, 5), (21, 5)),
            (2030, (19, 4), (22, 4), (Saturday, 27), (30, 5), (10, 6)),
            (2031, (11, 4), (14, 4), (Saturday, 26), (22, 5), (2, 6)),
        ];
        for (year, good_friday, easter_monday, (weekday, kings_day), ascension, whit_monday) in years {
            let find = |sought: &str| {
                let found: Vec<(i8, i8)> = kept(EVERY, year)
                    .into_iter()
                    .filter(|(_, _, name)| *name == sought)
                    .map(|(day, month, _)| (day, month))
                    .collect();
                assert_eq!(found.len(), 1, "{sought} {year}");
                found[0]
            };
            assert_eq!(find("Nieuwjaarsdag"), (1, 1));
            assert_eq!(find("Goede Vrijdag"), good_friday, "{year}");
            assert_eq!(find("Tweede Paasdag"), easter_monday, "{year}");
            assert_eq!(find("Koningsdag"), (kings_day, 4), "{year}");
            assert_eq!(date(year, 4, kings_day).weekday(), weekday, "{year}");
            assert_eq!(find("Bevrijdingsdag"), (5, 5));
            assert_eq!(find("Hemelvaartsdag"), ascension, "{year}");
            let bridge = find("Vrijdag na Hemelvaart");
            assert_eq!(
                date(year, bridge.1, bridge.0),
                date(year, ascension.1, ascension.0).tomorrow().unwrap()
            );
            assert_eq!(find("Tweede Pinksterdag"), whit_monday, "{year}");
            assert_eq!(find("Eerste Kerstdag"), (25, 12));
            assert_eq!(find("Tweede Kerstdag"), (26, 12));
        }
    }

    #[test]
    fn liberation_day_is_national_in_lustrum_years_only() {
        let years: Vec<i16> = (2022..=2031).filter(|&year| NATIONAL.is_holiday(date(year, 5, 5))).collect();
        assert_eq!(years, [2025, 2030]);
        assert!(HolidayRules { national: false, ..EVERY }.is_holiday(date(2026, 5, 5)));
    }

    #[test]
    fn without_options_good_friday_and_the_bridge_day_are_worked() {
        let names: Vec<&str> = kept(NATIONAL, 2026).into_iter().map(|(_, _, name)| name).collect();
        assert_eq!(
            names,
            [
                "Nieuwjaarsdag",
                "Tweede Paasdag",
                "Koningsdag",
                "Hemelvaartsdag",
                "Tweede Pinksterdag",
                "Eerste Kerstdag",
                "Tweede Kerstdag"
            ]
        );
        assert!(kept(HolidayRules::default(), 2025).is_empty());
    }

    #[test]
    fn easter_keeps_within_its_bounds_and_on_sunday() {
        for year in 1600..=2600 {
            let day = easter(year);
            assert_eq!(day.weekday(), Weekday::Sunday, "{year}");
            assert!(date(year, 3, 22) <= day && day <= date(year, 4, 25), "{year}");
        }
        // the extremes: Meeus, chapter 8
        assert_eq!(easter(1818), date(1818, 3, 22));
        assert_eq!(easter(1943), date(1943, 4, 25));
        assert_eq!(easter(2000), date(2000, 4, 23));
        assert_eq!(easter(2038), date(2038, 4, 25));
    }
}
