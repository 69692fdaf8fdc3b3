//! How a measure runs through time: from when, how it comes and fades, how often, how many hours it takes.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Duur, Fout, datum, deel, duur, getal, normalised, quoted};
use crate::time::Span;

/// A day: a date, or so long before or after the merger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moment {
    Datum(Date),
    Fusie { maanden: i32, dagen: i32 },
}

impl Moment {
    /// `None` when it hangs on a day of merger that is not known, or lies outside the calendar.
    pub fn op(self, fusiedatum: Option<Date>) -> Option<Date> {
        match self {
            Self::Datum(date) => Some(date),
            Self::Fusie { maanden, dagen } => {
                fusiedatum?.checked_add(maanden.months()).ok()?.checked_add(dagen.days()).ok()
            }
        }
    }
}

/// Farther from the merger than this is a slip of the pen.
const MOST_YEARS: i64 = 100;
const MOMENTS: &str = "schrijf een datum, of bijvoorbeeld `fusiedatum + 6 maanden`";

/// `2023-04-01`, `fusiedatum`, `fusiedatum + 6 maanden`, `fusiedatum - 24 maanden`, `fusiedatum + 6 maanden - 1 dag`.
pub fn moment(text: &str) -> Result<Moment, Fout> {
    let plain = normalised(text);
    let Some(rest) = plain.strip_prefix("fusiedatum") else {
        return datum(text).map(Moment::Datum);
    };
    let wrong = || Fout::new(format!("{} is geen moment", quoted(text))).with_raad(MOMENTS);
    let (mut months, mut days) = (0, 0);
    let mut rest = rest.trim();
    while !rest.is_empty() {
        let sign = if rest.starts_with('+') { 1 } else { -1 };
        let length = rest.strip_prefix(['+', '-']).ok_or_else(wrong)?;
        let end = length.find(['+', '-']).unwrap_or(length.len());
        let (number, unit) = length[..end].trim().split_once(' ').ok_or_else(wrong)?;
        let number: i64 = number.parse().map_err(|_| wrong())?;
        if !(0..=MOST_YEARS * 366).contains(&number) {
            return Err(wrong());
        }
        match unit.trim() {
            "dag" | "dagen" => days += sign * number,
            "week" | "weken" => days += sign * number * 7,
            "maand" | "maanden" => months += sign * number,
            "kwartaal" | "kwartalen" => months += sign * number * 3,
            "jaar" | "jaren" => months += sign * number * 12,
            _ => return Err(wrong()),
        }
        rest = &length[end..];
    }
    if months.abs() > MOST_YEARS * 12 || days.abs() > MOST_YEARS * 366 {
        return Err(wrong());
    }
    Ok(Moment::Fusie { maanden: months as i32, dagen: days as i32 })
}

/// How an effect comes, or how it goes. Lengths are in days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verloop {
    /// All at once.
    Meteen,
    /// Along a straight line.
    Recht(f64),
    /// Half of the way in this time.
    Halfwaarde(f64),
}

/// A straight line over a length of calendar time.
pub fn recht(text: &str) -> Result<Verloop, Fout> {
    Ok(Verloop::Recht(dagen_van(text)?))
}

/// A length of calendar time above 0, in days.
pub fn dagen_van(text: &str) -> Result<f64, Fout> {
    match duur(text)? {
        Duur::Werkdagen(_) => Err(Fout::new(format!("{} is in werkdagen", quoted(text)))
            .with_raad("schrijf dagen, weken of maanden")),
        Duur::Kalender(span) if span <= Span::ZERO => {
            Err(Fout::new("hier hoort een duur van meer dan niets")
                .with_raad("schrijf bijvoorbeeld `3 maanden`"))
        }
        Duur::Kalender(span) => Ok(span.seconds() / Span::DAY.seconds()),
    }
}

/// What a measure takes from a team.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Inspanning {
    Uren {
        uren: f64,
        /// Each week, instead of once.
        per_week: bool,
        /// Of each person, instead of all together.
        per_medewerker: bool,
    },
    /// Of the hours of who is there, as long as it lasts.
    Deel(f64),
}

/// `16 uur per medewerker`, `40 uur`, `3 uur per week per medewerker`, `10%`.
pub fn inspanning(text: &str) -> Result<Inspanning, Fout> {
    if text.trim_end().ends_with('%') {
        return deel(text).map(Inspanning::Deel);
    }
    let plain = normalised(text);
    let wrong = || {
        Fout::new(format!("{} is geen inspanning", quoted(text))).with_raad(
            "schrijf bijvoorbeeld `16 uur per medewerker`, `40 uur`, `3 uur per week per medewerker`, of `10%` van wie er is",
        )
    };
    let mut parts = plain.split(" per ");
    let hours =
        parts.next().and_then(|hours| hours.strip_suffix("uur").or_else(|| hours.strip_suffix("uren")));
    let uren = getal(hours.ok_or_else(wrong)?.trim())?;
    let (mut per_week, mut per_medewerker) = (false, false);
    for part in parts {
        match part {
            "week" if !per_week => per_week = true,
            "medewerker" | "persoon" if !per_medewerker => per_medewerker = true,
            _ => return Err(wrong()),
        }
    }
    Ok(Inspanning::Uren { uren, per_week, per_medewerker })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_moment_is_a_date_or_hangs_on_the_merger() {
        let merger = Some(date(2023, 1, 1));
        let on = |text: &str| moment(text).unwrap().op(merger).unwrap();
        assert_eq!(on("2022-05-01"), date(2022, 5, 1));
        assert_eq!(on("fusiedatum"), date(2023, 1, 1));
        assert_eq!(on("fusiedatum + 6 maanden"), date(2023, 7, 1));
        assert_eq!(on("fusiedatum − 24 maanden"), date(2021, 1, 1));
        assert_eq!(on("fusiedatum + 2 weken"), date(2023, 1, 15));
        assert_eq!(on("fusiedatum + 6 maanden - 1 dag"), date(2023, 6, 30));
        assert_eq!(moment("fusiedatum").unwrap().op(None), None);
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "fusiedatum 6 maanden",
            "fusiedatum + 6",
            "fusiedatum + x maanden",
            "fusiedatum + 9999 jaar",
            "later",
        ] {
            assert!(moment(text).is_err(), "{text}");
        }
    }

    #[test]
    fn effort_is_in_hours_or_a_share() {
        let hours = |uren, per_week, per_medewerker| Ok(Inspanning::Uren { uren, per_week, per_medewerker });
        assert_eq!(inspanning("16 uur per medewerker"), hours(16.0, false, true));
        assert_eq!(inspanning("40 uur"), hours(40.0, false, false));
        assert_eq!(inspanning("3 uur per week per medewerker"), hours(3.0, true, true));
        assert_eq!(inspanning("10%"), Ok(Inspanning::Deel(0.1)));
        for text in ["3 dagen", "3 uur per jaar", "uur", "110%", "10% per week"] {
            assert!(inspanning(text).is_err(), "{text}");
        }
    }
}
