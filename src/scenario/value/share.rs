//! Shares: always written as a percentage.

use super::{Fout, getal, getal_tekst, normalised, quoted};

/// A share from 0 to 1, written `80%`, `80 %` or `7,5%`.
pub fn deel(text: &str) -> Result<f64, Fout> {
    let plain = normalised(text);
    let Some(number) = plain.strip_suffix('%') else { return Err(without_percent(text, &plain)) };
    let percentage = getal(number).map_err(|fout| Fout {
        melding: format!("{} is geen percentage", quoted(text)),
        raad: fout
            .raad
            .filter(|raad| raad.starts_with("bedoelt u"))
            .or_else(|| Some("schrijf bijvoorbeeld 80%".into())),
    })?;
    if percentage < 0.0 {
        return Err(Fout::new(format!("{} is minder dan 0%", quoted(text)))
            .with_raad("een aandeel loopt van 0% tot 100%"));
    }
    if percentage > 100.0 {
        return Err(Fout::new(format!("{} is meer dan 100%", quoted(text)))
            .with_raad("een aandeel loopt van 0% tot 100%"));
    }
    Ok(percentage / 100.0)
}

/// A share as written: `80%`, `7,5%`.
pub fn deel_tekst(deel: f64) -> String {
    format!("{}%", getal_tekst(deel * 100.0))
}

fn without_percent(text: &str, plain: &str) -> Fout {
    let bare = plain.strip_suffix("procent").unwrap_or(plain);
    match getal(bare) {
        Ok(value) if bare != plain => Fout::new(format!("{} heeft geen procentteken", quoted(text)))
            .with_raad(format!("schrijf {}%", point(value))),
        Ok(value) if 0.0 < value && value < 1.0 => {
            Fout::new(format!("{} heeft geen procentteken", quoted(text))).with_raad(format!(
                "schrijf {}%, of {}% als u dat bedoelt",
                point(value * 100.0),
                point(value)
            ))
        }
        Ok(1.0) => Fout::new(format!("{} heeft geen procentteken", quoted(text)))
            .with_raad("schrijf 100%, of 1% als u dat bedoelt"),
        Ok(value) => Fout::new(format!("{} heeft geen procentteken", quoted(text)))
            .with_raad(format!("schrijf {}%", point(value))),
        Err(_) => {
            Fout::new(format!("{} is geen percentage", quoted(text))).with_raad("schrijf bijvoorbeeld 80%")
        }
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
    fn a_percentage_is_a_share_of_one() {
        assert_eq!(
            (deel("80%"), deel("80 %"), deel("7,5%"), deel("7.5%")),
            (Ok(0.8), Ok(0.8), Ok(0.075), Ok(0.075))
        );
        assert_eq!((deel("0%"), deel("100%")), (Ok(0.0), Ok(1.0)));
    }

    #[test]
    fn a_bare_number_is_refused_with_the_percentage_meant() {
        assert_eq!(deel("80").unwrap_err().raad.unwrap(), "schrijf 80%");
        assert_eq!(deel("0.8").unwrap_err().raad.unwrap(), "schrijf 80%, of 0.8% als u dat bedoelt");
        assert_eq!(deel("80 procent").unwrap_err().raad.unwrap(), "schrijf 80%");
    }

    #[test]
    fn a_share_lies_between_nothing_and_all() {
        for text in ["101%", "-1%", "NaN%", "%", "1e400%", "10%%", "veel"] {
            assert!(deel(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_share_is_shown_as_it_is_written() {
        assert_eq!(
            (deel_tekst(0.8), deel_tekst(0.075), deel_tekst(0.07)),
            ("80%".into(), "7,5%".into(), "7%".into())
        );
    }
}
