//! Civil dates, written as 2023-01-31.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Fout, moment, normalised, quoted};

/// The longest range of dates in days.
const LONGEST_RANGE: usize = 366;
/// Months as written and shown, January first.
pub const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// A date between 1900 and 2199.
pub fn datum(text: &str) -> Result<Date, Fout> {
    let plain = normalised(text);
    let parts: Vec<&str> = plain.split('-').collect();
    if let [year, month, day] = parts[..]
        && (year.len(), month.len(), day.len()) == (4, 2, 2)
        && let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse())
    {
        return civil(year, month, day).ok_or_else(|| {
            Fout::new(format!("de datum {} bestaat niet", quoted(text)))
                .with_raad("een datum is jaar-maand-dag, van 1900 tot 2199")
        });
    }
    let fout = Fout::new(format!("{} is geen datum", quoted(text)));
    Err(match meant(&plain) {
        Some(date) => fout.with_raad(format!("bedoelt u {date}? Schrijf een datum als jaar-maand-dag")),
        None => fout.with_raad("schrijf een datum als jaar-maand-dag, bijvoorbeeld 2023-01-31"),
    })
}

/// A date from a table, where it may stand in Dutch order too: `31-1-2023`.
pub fn dag(text: &str) -> Result<Date, Fout> {
    datum(text).or_else(|fout| meant(&normalised(text)).ok_or(fout))
}

/// One date, or every date of `2023-01-02 t/m 2023-01-04`; `fusiedatum + 1 dag` is a date where the day of merger is known,
/// else none.
pub fn datums(text: &str, fusiedatum: Option<Date>) -> Result<Vec<Date>, Fout> {
    let dag = |text: &str| moment(text).map(|moment| moment.op(fusiedatum));
    let Some((from, to)) = text.split_once("t/m") else {
        if normalised(text).contains(" tot ") {
            return Err(Fout::new(format!("{} is geen reeks datums", quoted(text)))
                .with_raad("schrijf `t/m`, bijvoorbeeld 2023-01-02 t/m 2023-01-04"));
        }
        return Ok(dag(text)?.into_iter().collect());
    };
    let (Some(from), Some(to)) = (dag(from)?, dag(to)?) else { return Ok(Vec::new()) };
    if to < from {
        return Err(Fout::new(format!("{} eindigt voor het begint", quoted(text)))
            .with_raad(format!("bedoelt u {to} t/m {from}?")));
    }
    let dates: Vec<Date> =
        from.series(1.day()).take_while(|date| *date <= to).take(LONGEST_RANGE + 1).collect();
    if dates.len() > LONGEST_RANGE {
        return Err(
            Fout::new(format!("{} is te lang", quoted(text))).with_raad("een reeks is hooguit een jaar")
        );
    }
    Ok(dates)
}

fn civil(year: i16, month: i8, day: i8) -> Option<Date> {
    (1900..2200).contains(&year).then(|| Date::new(year, month, day).ok()).flatten()
}

/// The date that a Dutch reader takes from `2-1-2023`, `02/01/2023`, `2 januari 2023` or `2023/1/2`.
fn meant(plain: &str) -> Option<Date> {
    let parts: Vec<&str> = plain.split([' ', '-', '/', '.']).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts[..] else { return None };
    let month = match MONTHS.iter().position(|name| second.len() >= 3 && name.starts_with(second)) {
        Some(index) => i8::try_from(index + 1).ok()?,
        None => second.parse().ok()?,
    };
    match (first.len(), third.len()) {
        (4, _) => civil(first.parse().ok()?, month, third.parse().ok()?),
        (_, 4) => civil(third.parse().ok()?, month, first.parse().ok()?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_is_year_month_day() {
        assert_eq!(datum("2023-01-02"), Ok(date(2023, 1, 2)));
    }

    #[test]
    fn a_date_in_dutch_order_is_refused_with_the_date_meant() {
        for text in ["2-1-2023", "02/01/2023", "2 januari 2023", "2 jan 2023", "2023-1-2", "2.1.2023"] {
            assert!(datum(text).unwrap_err().raad.unwrap().contains("2023-01-02"), "{text}");
        }
    }

    #[test]
    fn a_date_that_does_not_exist_is_refused() {
        for text in ["2023-02-30", "0000-01-01", "9999-01-01", "2023-13-01", "vandaag", "", "20230102"] {
            assert!(datum(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_range_holds_both_its_ends() {
        assert_eq!(
            datums("2023-01-02 t/m 2023-01-04", None).unwrap(),
            [date(2023, 1, 2), date(2023, 1, 3), date(2023, 1, 4)]
        );
        assert_eq!(datums("2023-05-19", None).unwrap(), [date(2023, 5, 19)]);
        assert!(datums("2023-01-04 t/m 2023-01-02", None).is_err());
        assert!(datums("2000-01-01 t/m 2100-01-01", None).is_err());
    }

    #[test]
    fn a_range_may_hang_on_the_merger() {
        let days = "fusiedatum + 1 dag t/m fusiedatum + 2 dagen";
        assert_eq!(datums(days, Some(date(2025, 1, 1))).unwrap(), [date(2025, 1, 2), date(2025, 1, 3)]);
        assert_eq!(datums(days, None).unwrap(), []);
        assert!(datums("fusiedatum + twee dagen", Some(date(2025, 1, 1))).is_err());
    }
}
