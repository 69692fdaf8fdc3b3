//! Lengths of time: `8 min 30 s`, `5 werkdagen`.
//!
//! A month is a twelfth of a year of 365.25 days and a year those 365.25 days: lengths for averages and
//! ramps, not for counting from date to date.

use std::fmt;

use super::{Fout, getal, getal_tekst, nearest, normalised, quoted};
use crate::time::Span;

/// A length of time as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Duur {
    /// Calendar time.
    Kalender(Span),
    /// Working days; fractions are of 24 hours.
    Werkdagen(f64),
}

impl Duur {
    /// The number that [`Spreiding`](super::Spreiding) draws: seconds, or working days.
    pub fn maat(self) -> f64 {
        match self {
            Self::Kalender(span) => span.seconds(),
            Self::Werkdagen(days) => days,
        }
    }

    pub fn is_werkdagen(self) -> bool {
        matches!(self, Self::Werkdagen(_))
    }
}

/// Working days in the longest length, 100 years.
const MOST_WORKING_DAYS: f64 = 26_000.0;
const EXAMPLES: &str = "schrijf bijvoorbeeld `8 min 30 s`, `2 uur`, `5 werkdagen` of `2 weken`";
const UNITS: &[&str] = &[
    "s",
    "sec",
    "seconde",
    "seconden",
    "min",
    "minuut",
    "minuten",
    "u",
    "uur",
    "uren",
    "dag",
    "dagen",
    "week",
    "weken",
    "werkdag",
    "werkdagen",
    "wd",
    "maand",
    "maanden",
    "jaar",
    "jaren",
];

/// Size of a unit.
enum Unit {
    Seconds(f64),
    WorkingDay,
}

/// A length of time with its units; not negative, at most 100 years.
pub fn duur(text: &str) -> Result<Duur, Fout> {
    let plain = normalised(text);
    if plain.starts_with('-') {
        return Err(Fout::new(format!("{} is negatief", quoted(text))).with_raad("een duur is 0 of meer"));
    }
    if let Some((left, right)) = plain.split_once(':') {
        return Err(with_colon(text, left, right));
    }
    let (mut seconds, mut working_days, mut mixed) = (0.0, 0.0, (false, false));
    for (number, word) in parts(&plain, text)? {
        let value = getal(number).map_err(|fout| Fout {
            melding: format!("{} is geen duur", quoted(text)),
            raad: fout
                .raad
                .filter(|raad| raad.contains("bedoelt u") || raad.contains("grootste"))
                .or_else(|| Some(EXAMPLES.into())),
        })?;
        match unit(number, word, text)? {
            Unit::Seconds(size) => {
                seconds += value * size;
                mixed.0 = true;
            }
            Unit::WorkingDay => {
                working_days += value;
                mixed.1 = true;
            }
        }
    }
    if mixed == (true, true) {
        return Err(Fout::new(format!("{} telt werkdagen en kalendertijd op", quoted(text)))
            .with_raad("kies één van beide: een werkdag is geen vast aantal uren"));
    }
    if seconds > Span::MAX.seconds() || working_days > MOST_WORKING_DAYS {
        return Err(
            Fout::new(format!("{} is te lang", quoted(text))).with_raad("een duur is hooguit 100 jaar")
        );
    }
    Ok(if mixed.1 { Duur::Werkdagen(working_days) } else { Duur::Kalender(Span::from_seconds(seconds)) })
}

/// Pairs of a number and a word, as in `8 min 30 s`, at least one.
fn parts<'a>(plain: &'a str, text: &str) -> Result<Vec<(&'a str, &'a str)>, Fout> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    let mut rest = plain;
    while !rest.is_empty() {
        let end =
            rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))).unwrap_or(rest.len());
        let (number, tail) = rest.split_at(end);
        if number.trim().is_empty() {
            return Err(Fout::new(format!("{} is geen duur", quoted(text))).with_raad(EXAMPLES));
        }
        let end = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
        let (word, tail) = tail.split_at(end);
        found.push((number.trim(), word));
        rest = tail.trim_start();
        rest = rest.strip_prefix("en ").unwrap_or(rest);
        if word.is_empty() && !rest.is_empty() {
            return Err(Fout::new(format!("{} is geen duur", quoted(text))).with_raad(EXAMPLES));
        }
    }
    if found.is_empty() {
        return Err(Fout::new("hier hoort een duur").with_raad(EXAMPLES));
    }
    Ok(found)
}

fn unit(number: &str, word: &str, text: &str) -> Result<Unit, Fout> {
    let span = match word {
        "s" | "sec" | "seconde" | "seconden" => Span::SECOND,
        "min" | "minuut" | "minuten" => Span::MINUTE,
        "u" | "uur" | "uren" => Span::HOUR,
        "dag" | "dagen" => Span::DAY,
        "week" | "weken" => Span(7 * Span::DAY.0),
        "maand" | "maanden" => Span(Span::DAY.0 * 1461 / 48),
        "jaar" | "jaren" => Span(Span::DAY.0 * 1461 / 4),
        "werkdag" | "werkdagen" | "wd" => return Ok(Unit::WorkingDay),
        _ => return Err(unknown_unit(number, word, text)),
    };
    Ok(Unit::Seconds(span.seconds()))
}

fn unknown_unit(number: &str, word: &str, text: &str) -> Fout {
    let meant = match word {
        "" => {
            return Fout::new(format!("{} heeft geen eenheid", quoted(text))).with_raad(format!(
                "schrijf bijvoorbeeld `{number} s`, `{number} min`, `{number} uur` of `{number} werkdagen`"
            ));
        }
        "m" => {
            return Fout::new(format!("`m` in {} kan minuten of maanden zijn", quoted(text)))
                .with_raad(format!("bedoelt u `{number} min` (minuten) of `{number} maanden`?"));
        }
        "h" | "hour" | "hours" | "hr" | "hrs" => Some("uur"),
        "d" | "day" | "days" => Some("dagen"),
        "w" | "wk" | "weeks" => Some("weken"),
        "mnd" | "mnden" | "months" | "month" => Some("maanden"),
        "j" | "jr" | "y" | "year" | "years" => Some("jaar"),
        "ms" => {
            return Fout::new(format!("{} is te fijn", quoted(text)))
                .with_raad("de kleinste eenheid is `s` (seconden)");
        }
        "kwartier" | "kwartieren" => {
            return Fout::new(format!("kwartier in {} is geen eenheid", quoted(text)))
                .with_raad("schrijf het in minuten: `15 min`");
        }
        "kwartaal" | "kwartalen" => {
            return Fout::new(format!("kwartaal in {} is geen eenheid", quoted(text)))
                .with_raad("schrijf het in maanden: `3 maanden`");
        }
        _ => nearest(word, UNITS.iter().copied()),
    };
    let fout = Fout::new(format!("{} is geen eenheid van tijd", quoted(word)));
    match meant {
        Some(meant) => fout.with_raad(format!("bedoelt u `{number} {meant}`?")),
        None => fout.with_raad(EXAMPLES),
    }
}

fn with_colon(text: &str, left: &str, right: &str) -> Fout {
    let fout = Fout::new(format!("{} is een kloktijd, geen duur", quoted(text)));
    match (left.trim().parse::<u32>(), right.trim().parse::<u32>()) {
        (Ok(left), Ok(right)) => {
            fout.with_raad(format!("bedoelt u `{left} uur {right} min` of `{left} min {right} s`?"))
        }
        _ => fout.with_raad(EXAMPLES),
    }
}

impl fmt::Display for Duur {
    /// As it can be written in a scenario: `4 min 30 s`, `2 weken`, `1,5 werkdagen`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let span = match *self {
            Self::Werkdagen(1.0) => return f.write_str("1 werkdag"),
            Self::Werkdagen(days) => return write!(f, "{} werkdagen", getal_tekst(days)),
            Self::Kalender(span) => span,
        };
        let week = 7 * Span::DAY.0;
        if span.0 >= week && span.0 % week == 0 {
            let weeks = span.0 / week;
            return write!(f, "{weeks} {}", if weeks == 1 { "week" } else { "weken" });
        }
        let mut words = Vec::new();
        let mut rest = span.0;
        for (size, one, more) in
            [(Span::DAY, "dag", "dagen"), (Span::HOUR, "uur", "uur"), (Span::MINUTE, "min", "min")]
        {
            let count = rest / size.0;
            rest %= size.0;
            if count > 0 {
                words.push(format!("{count} {}", if count == 1 { one } else { more }));
            }
        }
        if rest > 0 || words.is_empty() {
            words.push(format!("{} s", getal_tekst(Span(rest).seconds())));
        }
        f.write_str(&words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> f64 {
        match duur(text) {
            Ok(Duur::Kalender(span)) => span.seconds(),
            other => panic!("{text}: {other:?}"),
        }
    }

    fn raad(text: &str) -> String {
        duur(text).unwrap_err().raad.unwrap()
    }

    #[test]
    fn parts_with_units_add_up() {
        assert_eq!((seconds("8 min 30 s"), seconds("8min30s"), seconds("90 s")), (510.0, 510.0, 90.0));
        assert_eq!(
            (seconds("2 uur"), seconds("1,5 uur"), seconds("1 uur en 30 minuten")),
            (7200.0, 5400.0, 5400.0)
        );
        assert_eq!((seconds("2 weken"), seconds("1 dag"), seconds("0 s")), (1_209_600.0, 86_400.0, 0.0));
        assert_eq!((seconds("3 maanden"), seconds("1 jaar")), (91.3125 * 86_400.0, 365.25 * 86_400.0));
    }

    #[test]
    fn working_days_are_kept_as_working_days() {
        assert_eq!((duur("5 werkdagen"), duur("1 wd")), (Ok(Duur::Werkdagen(5.0)), Ok(Duur::Werkdagen(1.0))));
        assert!(duur("1 werkdag 2 uur").unwrap_err().melding.contains("werkdagen en kalendertijd"));
    }

    #[test]
    fn a_forgotten_or_ambiguous_unit_is_asked_for() {
        assert!(raad("90").contains("`90 s`") && raad("90").contains("`90 min`"));
        assert_eq!(raad("5 m"), "bedoelt u `5 min` (minuten) of `5 maanden`?");
        assert_eq!(raad("2 h"), "bedoelt u `2 uur`?");
        assert_eq!(raad("2 minuuten"), "bedoelt u `2 minuten`?");
        assert_eq!(raad("1:30"), "bedoelt u `1 uur 30 min` of `1 min 30 s`?");
    }

    #[test]
    fn hostile_and_meaningless_lengths_are_refused() {
        for text in [
            "",
            "-5 min",
            "NaN s",
            "inf uur",
            "1e400 s",
            "1000000000 jaar",
            "30000 werkdagen",
            "min",
            "5 min x",
            "5 6 min",
            "+",
        ] {
            assert!(duur(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_length_is_shown_as_it_can_be_written() {
        for text in [
            "4 min 30 s",
            "2 weken",
            "1 week",
            "1 dag 2 uur",
            "1,5 werkdagen",
            "1 werkdag",
            "0 s",
            "0,5 s",
            "1 uur 1 min",
        ] {
            assert_eq!(duur(text).unwrap().to_string(), text);
        }
        assert_eq!(duur("90 s").unwrap().to_string(), "1 min 30 s");
        assert_eq!(duur("3 maanden").unwrap().to_string(), "91 dagen 7 uur 30 min");
    }
}
