//! Volumes of demand: `92 per 1000 inwoners per jaar`, `100 per uur`.

use super::{Fout, getal_tekst, grootte, normalised, quoted};
use crate::scenario::klantreis::Aantal;

/// The largest demand in a year, and in an hour.
const MOST_PER_YEAR: f64 = 1e8;
const MOST_PER_HOUR: f64 = 1e6;
/// Monday to Friday less the public holidays of a usual year.
const WORKING_DAYS: f64 = 254.0;
const EXAMPLES: &str =
    "schrijf bijvoorbeeld `92 per 1000 inwoners per jaar`, `700 per jaar` of `100 per uur`";

/// A volume with its period. A month is a twelfth of a year, a week 7 days of 365.25.
pub fn aantal(text: &str) -> Result<Aantal, Fout> {
    let plain = normalised(text);
    let Some(end) = plain.find(|c: char| c.is_alphabetic()) else {
        let fout = Fout::new(format!("{} noemt geen periode", quoted(text)));
        return Err(match plain.is_empty() {
            true => fout.with_raad(EXAMPLES),
            false => fout.with_raad(format!("schrijf bijvoorbeeld `{plain} per jaar`, `{plain} per 1000 inwoners per jaar` of `{plain} per uur`")),
        });
    };
    let (number, unit) = plain.split_at(end);
    let number = number.trim();
    if number.is_empty() {
        return Err(Fout::new(format!("{} noemt geen aantal", quoted(text))).with_raad(EXAMPLES));
    }
    let value = grootte(number)?;
    let unit = unit.replace("1.000", "1000").replace("duizend", "1000").replace("p/j", "per jaar");
    let aantal = match unit.as_str() {
        "per 1000 inwoners per jaar" => Aantal::Per1000PerJaar(value),
        "per inwoner per jaar" => Aantal::Per1000PerJaar(1000.0 * value),
        "per jaar" => Aantal::PerJaar(value),
        "per kwartaal" => Aantal::PerJaar(4.0 * value),
        "per maand" => Aantal::PerJaar(12.0 * value),
        "per week" => Aantal::PerJaar(365.25 / 7.0 * value),
        "per uur" => Aantal::PerUur(value),
        "per minuut" => Aantal::PerUur(60.0 * value),
        "per seconde" => Aantal::PerUur(3600.0 * value),
        "eenmalig" => Aantal::Eenmalig(value),
        _ => return Err(unknown_unit(text, value, number, &unit)),
    };
    let most = match aantal {
        Aantal::PerUur(_) => MOST_PER_HOUR,
        // per 1000 inhabitants this is a bound per head; `check` bounds the product
        _ => MOST_PER_YEAR,
    };
    match aantal {
        Aantal::PerUur(value)
        | Aantal::PerJaar(value)
        | Aantal::Per1000PerJaar(value)
        | Aantal::Eenmalig(value)
            if value > most =>
        {
            Err(Fout::new(format!("{} is te veel", quoted(text)))
                .with_raad("hooguit 100 miljoen per jaar of een miljoen per uur kan gesimuleerd worden"))
        }
        _ => Ok(aantal),
    }
}

/// A rate in customers per hour, for a demand given hour by hour.
pub fn per_uur(text: &str) -> Result<f64, Fout> {
    match aantal(text)? {
        Aantal::PerUur(rate) => Ok(rate),
        _ => Err(Fout::new(format!("{} is geen aantal per uur", quoted(text)))
            .with_raad("schrijf bijvoorbeeld `100 per uur`")),
    }
}

fn unknown_unit(text: &str, value: f64, number: &str, unit: &str) -> Fout {
    if let "per dag" | "per werkdag" = unit {
        let days = if unit == "per dag" { "open dag" } else { "werkdag" };
        return Fout::new(format!("{} hangt af van het aantal open dagen", quoted(text))).with_raad(format!(
            "schrijf het per jaar; {number} per {days} is met {WORKING_DAYS} dagen `{} per jaar`",
            getal_tekst((value * WORKING_DAYS).round())
        ));
    }
    let fout = Fout::new(format!("{} is geen aantal met een periode", quoted(text)));
    match unit {
        "per 1000 inwoners" | "per inwoner" => {
            fout.with_raad(format!("bedoelt u `{number} {unit} per jaar`?"))
        }
        "per inwoners per jaar" => fout.with_raad(format!("bedoelt u `{number} per inwoner per jaar`?")),
        _ => fout.with_raad(EXAMPLES),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_period_has_one_meaning() {
        for (text, expected) in [
            ("92 per 1000 inwoners per jaar", Aantal::Per1000PerJaar(92.0)),
            ("1.6 per inwoner per jaar", Aantal::Per1000PerJaar(1600.0)),
            ("700 per jaar", Aantal::PerJaar(700.0)),
            ("10 per maand", Aantal::PerJaar(120.0)),
            ("28 per week", Aantal::PerJaar(1461.0)),
            ("100 per uur", Aantal::PerUur(100.0)),
            ("10 per minuut", Aantal::PerUur(600.0)),
            ("1,5 per seconde", Aantal::PerUur(5400.0)),
            ("20000 eenmalig", Aantal::Eenmalig(20_000.0)),
        ] {
            assert_eq!(aantal(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_volume_without_a_clear_period_is_refused_with_a_remedy() {
        let raad = |text: &str| aantal(text).unwrap_err().raad.unwrap();
        assert!(raad("700").contains("`700 per jaar`"));
        assert!(raad("300 per dag").contains("`76200 per jaar`"));
        assert!(raad("57 per 1000 inwoners").contains("`57 per 1000 inwoners per jaar`"));
        assert!(raad("17.440 per jaar").contains("bedoelt u 17440?"));
    }

    #[test]
    fn hostile_volumes_are_refused() {
        for text in [
            "",
            "per jaar",
            "-5 per jaar",
            "NaN per uur",
            "1e400 per jaar",
            "1000000000000000000 per jaar",
            "500000000 per jaar",
            "1000 per seconde",
        ] {
            assert!(aantal(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_rate_by_the_hour_is_a_rate() {
        assert_eq!(per_uur("150 per uur"), Ok(150.0));
        assert!(per_uur("150 per jaar").is_err());
    }
}
