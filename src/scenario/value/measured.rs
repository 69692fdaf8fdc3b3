//! Figures that were measured in reality: their size, how far another may lie from them, and when it was.

use jiff::civil::Date;

use super::{Duur, Fout, datum, deel, duur, grootte, normalised, quoted};

/// A measured figure as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Grootte {
    /// 0 ..= 1.
    Deel(f64),
    /// Seconds.
    Duur(f64),
    Getal(f64),
}

/// How far something may lie from a figure, to either side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Afwijking {
    /// Share of the figure itself.
    Procent(f64),
    /// Percentage points of a share, as a share.
    Punten(f64),
    /// Seconds.
    Duur(f64),
    Getal(f64),
}

/// First and last day.
pub type Tijdvak = (Date, Date);

/// `67%`, `52 s` or `163408`.
pub fn gemeten(text: &str) -> Result<Grootte, Fout> {
    if text.trim_end().ends_with('%') {
        return deel(text).map(Grootte::Deel);
    }
    if has_unit(text) { seconden(text).map(Grootte::Duur) } else { grootte(text).map(Grootte::Getal) }
}

/// `10%`, `3 punten`, `5 s` or `0.2`.
pub fn afwijking(text: &str) -> Result<Afwijking, Fout> {
    let plain = normalised(text);
    if let Some(percentage) = plain.strip_suffix('%') {
        return grootte(percentage).map(|size| Afwijking::Procent(size / 100.0));
    }
    if let Some(points) = plain.strip_suffix("punten").or_else(|| plain.strip_suffix("punt")) {
        return grootte(points.trim_end()).map(|size| Afwijking::Punten(size / 100.0));
    }
    if has_unit(&plain) { seconden(text).map(Afwijking::Duur) } else { grootte(text).map(Afwijking::Getal) }
}

/// A year, a month, or from one date up to another: `2019`, `2019-03`, `2019-01-01 t/m 2019-06-30`.
pub fn tijdvak(text: &str) -> Result<Tijdvak, Fout> {
    let plain = normalised(text);
    if let Some((from, to)) = plain.split_once("t/m") {
        let (from, to) = (datum(from)?, datum(to)?);
        if to < from {
            return Err(Fout::new(format!("{} eindigt voor het begint", quoted(text)))
                .with_raad(format!("bedoelt u {to} t/m {from}?")));
        }
        return Ok((from, to));
    }
    let whole = match plain.len() {
        4 => datum(&format!("{plain}-01-01")).and_then(|from| Ok((from, datum(&format!("{plain}-12-31"))?))),
        7 => datum(&format!("{plain}-01")).map(|from| (from, from.last_of_month())),
        _ => datum(&plain).map(|day| (day, day)),
    };
    whole.map_err(|_| {
        Fout::new(format!("{} is geen tijdvak", quoted(text)))
            .with_raad("schrijf een jaar (2019), een maand (2019-03) of 2019-01-01 t/m 2019-06-30")
    })
}

fn has_unit(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

fn seconden(text: &str) -> Result<f64, Fout> {
    match duur(text)? {
        Duur::Kalender(span) => Ok(span.seconds()),
        Duur::Werkdagen(_) => Err(Fout::new(format!("{} is in werkdagen", quoted(text)))
            .with_raad("schrijf een duur in s, min, uur, dagen of weken; vijf werkdagen zijn een week")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_figure_is_a_share_a_length_or_a_number() {
        assert_eq!(gemeten("67%"), Ok(Grootte::Deel(0.67)));
        assert_eq!(gemeten("1 min 2 s"), Ok(Grootte::Duur(62.0)));
        assert_eq!(gemeten("8,4"), Ok(Grootte::Getal(8.4)));
        assert!(gemeten("163.408").unwrap_err().raad.unwrap().contains("163408"));
        assert!(gemeten("5 werkdagen").is_err() && gemeten("-3").is_err());
    }

    #[test]
    fn points_are_not_percents() {
        assert_eq!(afwijking("10%"), Ok(Afwijking::Procent(0.1)));
        assert_eq!(afwijking("3 punten"), Ok(Afwijking::Punten(0.03)));
        assert_eq!(afwijking("1 punt"), Ok(Afwijking::Punten(0.01)));
        assert_eq!(afwijking("5 s"), Ok(Afwijking::Duur(5.0)));
        assert_eq!(afwijking("0.3"), Ok(Afwijking::Getal(0.3)));
    }

    #[test]
    fn a_year_or_a_month_is_all_its_days() {
        assert_eq!(tijdvak("2016"), Ok((date(2016, 1, 1), date(2016, 12, 31))));
        assert_eq!(tijdvak("2016-02"), Ok((date(2016, 2, 1), date(2016, 2, 29))));
        assert_eq!(tijdvak("2016-02-03 t/m 2018-01-01"), Ok((date(2016, 2, 3), date(2018, 1, 1))));
        for text in ["", "vorig jaar", "2016-13", "20", "2018-01-01 t/m 2016-01-01", "é"] {
            assert!(tijdvak(text).is_err(), "{text}");
        }
    }
}
