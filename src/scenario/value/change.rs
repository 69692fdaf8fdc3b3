//! Changes under `wijzig`: `+10 punten`, `-20 s`, `+2`, `keer 1.15`.

use super::{Duur, Fout, duur, getal, getal_tekst, normalised, quoted};

/// A change from the value that then holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wijziging {
    /// Times this factor, 0 or more.
    Keer(f64),
    PlusGetal(f64),
    /// On a share, as part of 1: `+10 punten` is 0.10.
    PlusPunten(f64),
    /// Seconds, may be negative.
    PlusDuur(f64),
    /// Working days, may be negative.
    PlusWerkdagen(f64),
}

const EXAMPLES: &str = "schrijf bijvoorbeeld `+10 punten`, `-20 s`, `+2` of `keer 1.15`";

/// A change; without a sign it is added.
pub fn wijziging(text: &str) -> Result<Wijziging, Fout> {
    let plain = normalised(text);
    for sign in ["keer", "×", "x", "*"] {
        if let Some(factor) = plain.strip_prefix(sign) {
            return times(text, factor);
        }
    }
    let (sign, size) = match plain.strip_prefix('-') {
        Some(size) => (-1.0, size.trim_start()),
        None => (1.0, plain.strip_prefix('+').unwrap_or(&plain).trim_start()),
    };
    if let Some(percentage) = size.strip_suffix('%') {
        return Err(percent(text, sign, percentage));
    }
    if size.starts_with(['+', '-']) || size.is_empty() {
        return Err(Fout::new(format!("{} is geen wijziging", quoted(text))).with_raad(EXAMPLES));
    }
    if let Some(points) = size.strip_suffix("punten").or_else(|| size.strip_suffix("punt")) {
        return Ok(Wijziging::PlusPunten(sign * getal(points)? / 100.0));
    }
    if size.chars().any(char::is_alphabetic) || size.contains(':') {
        if !size.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(Fout::new(format!("{} is geen wijziging", quoted(text))).with_raad(EXAMPLES));
        }
        return Ok(match duur(size)? {
            Duur::Kalender(span) => Wijziging::PlusDuur(sign * span.seconds()),
            Duur::Werkdagen(days) => Wijziging::PlusWerkdagen(sign * days),
        });
    }
    Ok(Wijziging::PlusGetal(sign * getal(size)?))
}

fn times(text: &str, factor: &str) -> Result<Wijziging, Fout> {
    if let Some(percentage) = factor.strip_suffix('%') {
        let fout = Fout::new(format!("{} vermenigvuldigt met een percentage", quoted(text)));
        return Err(match getal(percentage) {
            Ok(value) => fout.with_raad(format!("schrijf `keer {}`", point(value / 100.0))),
            Err(_) => fout.with_raad("schrijf bijvoorbeeld `keer 1.15`"),
        });
    }
    let factor = getal(factor).map_err(|fout| fout.with_raad("schrijf bijvoorbeeld `keer 1.15`"))?;
    if factor < 0.0 {
        return Err(Fout::new(format!("{} maakt van een getal een negatief getal", quoted(text)))
            .with_raad("een factor is 0 of meer"));
    }
    Ok(Wijziging::Keer(factor))
}

/// `+10%` may mean points or a tenth more.
fn percent(text: &str, sign: f64, percentage: &str) -> Fout {
    let fout = Fout::new(format!("{} kan op twee manieren gelezen worden", quoted(text)));
    match getal(percentage) {
        Ok(value) => fout.with_raad(format!(
            "bedoelt u `{}{} punten` of `keer {}`?",
            if sign < 0.0 { '-' } else { '+' },
            point(value),
            point((1.0 + sign * value / 100.0).max(0.0))
        )),
        Err(_) => fout.with_raad(EXAMPLES),
    }
}

/// As it can be pasted anywhere in a file: with a decimal point.
fn point(value: f64) -> String {
    getal_tekst(value).replace(',', ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_change_is_read() {
        for (text, expected) in [
            ("+10 punten", Wijziging::PlusPunten(0.1)),
            ("-5 punten", Wijziging::PlusPunten(-0.05)),
            ("-20 s", Wijziging::PlusDuur(-20.0)),
            ("−1 min 30 s", Wijziging::PlusDuur(-90.0)),
            ("+2 werkdagen", Wijziging::PlusWerkdagen(2.0)),
            ("+2", Wijziging::PlusGetal(2.0)),
            ("0.3", Wijziging::PlusGetal(0.3)),
            ("keer 1.15", Wijziging::Keer(1.15)),
            ("× 1.15", Wijziging::Keer(1.15)),
            ("x 1,15", Wijziging::Keer(1.15)),
        ] {
            assert_eq!(wijziging(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_percentage_is_ambiguous() {
        assert_eq!(wijziging("+10%").unwrap_err().raad.unwrap(), "bedoelt u `+10 punten` of `keer 1.1`?");
        assert_eq!(wijziging("-10%").unwrap_err().raad.unwrap(), "bedoelt u `-10 punten` of `keer 0.9`?");
        assert_eq!(wijziging("keer 115%").unwrap_err().raad.unwrap(), "schrijf `keer 1.15`");
    }

    #[test]
    fn what_is_no_change_is_refused() {
        for text in
            ["", "+", "keer", "keer -1", "--2", "+-2", "meer", "+5 m", "NaN", "keer inf", "+1e400", "+1:30"]
        {
            assert!(wijziging(text).is_err(), "{text}");
        }
    }
}
