//! Plain numbers, and the words ja and nee.

use super::{Fout, normalised, quoted};

/// No number in a scenario is larger.
const LARGEST: f64 = 1e9;

/// A number, with a decimal point or comma; no thousands separators, no exponent.
pub fn getal(text: &str) -> Result<f64, Fout> {
    let plain = normalised(text);
    let digits = plain.strip_prefix(['+', '-']).unwrap_or(&plain).trim_start();
    if let Some(meant) = without_thousands(digits).filter(|_| !is_decimal(digits)) {
        return Err(with_thousands(text, &meant));
    }
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return Err(no_number(text, digits));
    }
    let value: f64 = digits.replace(',', ".").parse().map_err(|_| no_number(text, digits))?;
    if value > LARGEST {
        return Err(Fout::new(format!("{} is te groot", quoted(text)))
            .with_raad("het grootste getal is 1000000000 (een miljard)"));
    }
    Ok(if plain.starts_with('-') { -value } else { value })
}

/// A size: not negative; `17.440` is taken for a thousands separator and refused.
pub fn grootte(text: &str) -> Result<f64, Fout> {
    if let Some(meant) = without_thousands(&normalised(text)) {
        return Err(with_thousands(text, &meant));
    }
    let value = getal(text)?;
    if value < 0.0 {
        return Err(
            Fout::new(format!("{} is negatief", quoted(text))).with_raad("schrijf een getal van 0 of meer")
        );
    }
    Ok(value)
}

/// A whole number, not negative.
pub fn geheel_getal(text: &str) -> Result<u64, Fout> {
    let value = grootte(text)?;
    if value.fract() != 0.0 || text.contains(['.', ',']) {
        return Err(Fout::new(format!("{} is geen geheel getal", quoted(text)))
            .with_raad(format!("schrijf een heel getal zonder punt of komma, bijvoorbeeld {value:.0}")));
    }
    Ok(value as u64)
}

/// `ja` or `nee`.
pub fn ja_nee(text: &str) -> Result<bool, Fout> {
    let word = normalised(text);
    match &*word {
        "ja" => Ok(true),
        "nee" => Ok(false),
        _ => {
            let raad = match &*word {
                "true" | "yes" | "on" | "aan" | "waar" | "y" | "j" | "1" => "schrijf `ja`",
                "false" | "no" | "off" | "uit" | "onwaar" | "n" | "neen" | "0" => "schrijf `nee`",
                _ => "schrijf `ja` of `nee`",
            };
            Err(Fout::new(format!("{} is geen ja of nee", quoted(text))).with_raad(raad))
        }
    }
}

/// `value` with a decimal comma and at most six decimals; never three, which would be taken for thousands.
pub fn getal_tekst(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.').replace('.', ",");
    match text.split_once(',') {
        Some((_, decimals)) if decimals.len() == 3 => format!("{text}0"),
        _ => text,
    }
}

/// Whether the only sign between the digits, if any, is one point or comma.
fn is_decimal(digits: &str) -> bool {
    let mut signs = digits.chars().filter(|c| !c.is_ascii_digit());
    signs.next().is_none_or(|sign| matches!(sign, '.' | ',')) && signs.next().is_none()
}

/// The number meant by `17.440`, `1 250 000` or `17.440,5`; `None` where nothing looks like thousands.
fn without_thousands(digits: &str) -> Option<String> {
    let separator =
        digits.chars().find(|c| !c.is_ascii_digit()).filter(|c| ['.', ',', ' ', '\''].contains(c))?;
    let mut groups = digits.split(separator);
    let first = groups.next()?;
    let mut meant = first.to_owned();
    if !(1..=3).contains(&first.len()) || first.starts_with('0') {
        return None;
    }
    let groups: Vec<&str> = groups.collect();
    for (i, group) in groups.iter().enumerate() {
        let (whole, decimals) = match group.split_once(['.', ',']) {
            Some((whole, decimals)) if i + 1 == groups.len() => (whole, Some(decimals)),
            _ => (*group, None),
        };
        if whole.len() != 3 || !whole.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        meant.push_str(whole);
        if let Some(decimals) = decimals {
            meant.push('.');
            meant.push_str(decimals);
        }
    }
    Some(meant)
}

fn with_thousands(text: &str, meant: &str) -> Fout {
    Fout::new(format!("{} heeft een teken tussen de duizendtallen", quoted(text)))
        .with_raad(format!("bedoelt u {meant}? Een punt of komma betekent hier altijd een breuk"))
}

fn no_number(text: &str, digits: &str) -> Fout {
    let fout = Fout::new(format!("{} is geen getal", quoted(text)));
    if digits.starts_with(|c: char| c.is_ascii_digit()) && digits.contains('e') {
        return fout.with_raad("schrijf het getal voluit, zonder `e`");
    }
    if digits.ends_with('%') {
        return fout.with_raad("hier hoort een getal zonder procentteken, bijvoorbeeld 1.3");
    }
    fout.with_raad("schrijf een getal, bijvoorbeeld 12 of 1.3")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raad<T: std::fmt::Debug>(result: Result<T, Fout>) -> String {
        result.unwrap_err().raad.unwrap()
    }

    #[test]
    fn a_decimal_may_be_a_point_or_a_comma() {
        assert_eq!((getal("1,3"), getal("1.3"), getal(" -0.3 ")), (Ok(1.3), Ok(1.3), Ok(-0.3)));
    }

    #[test]
    fn a_thousands_separator_is_refused_with_the_number_meant() {
        assert!(raad(geheel_getal("17.440")).contains("bedoelt u 17440?"));
        assert!(raad(grootte("1.250.000")).contains("bedoelt u 1250000?"));
        assert!(raad(getal("17 440")).contains("bedoelt u 17440?"));
        assert!(raad(getal("17.440,5")).contains("bedoelt u 17440.5?"));
    }

    #[test]
    fn three_decimals_of_a_plain_number_are_decimals() {
        assert_eq!((getal("1.125"), grootte("0.125")), (Ok(1.125), Ok(0.125)));
    }

    #[test]
    fn what_is_no_number_or_too_large_is_refused() {
        for text in [
            "NaN",
            "inf",
            "1e400",
            "",
            "-",
            ".",
            "1.2.3",
            "0x10",
            "twaalf",
            "1000000000000000000",
            &"9".repeat(400),
        ] {
            assert!(getal(text).is_err() && geheel_getal(text).is_err(), "{text}");
        }
        assert!(raad(getal("1e400")).contains("voluit"));
    }

    #[test]
    fn a_whole_number_has_no_fraction_and_no_sign_below_zero() {
        assert_eq!(geheel_getal("12"), Ok(12));
        assert!(
            geheel_getal("12.5").is_err() && geheel_getal("12.0").is_err() && geheel_getal("-1").is_err()
        );
    }

    #[test]
    fn only_ja_and_nee_are_truth_values() {
        assert_eq!((ja_nee("ja"), ja_nee("Nee")), (Ok(true), Ok(false)));
        assert_eq!(
            (raad(ja_nee("yes")), raad(ja_nee("off"))),
            ("schrijf `ja`".into(), "schrijf `nee`".into())
        );
    }

    #[test]
    fn numbers_are_shown_with_a_comma() {
        assert_eq!(
            (getal_tekst(1.5), getal_tekst(12.0), getal_tekst(100.0)),
            ("1,5".into(), "12".into(), "100".into())
        );
    }
}
