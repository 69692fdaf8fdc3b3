//! Lengths that vary: `12 min`, or a form with its parameters.

use super::{Duur, Fout, duur, nearest, normalised, quoted};
use crate::random::dist::Distribution;

/// A length that varies: drawn in seconds, or in working days.
#[derive(Clone, Debug, PartialEq)]
pub struct Spreiding {
    pub verdeling: Distribution,
    pub werkdagen: bool,
}

/// What a length means at its place in a scenario when no form is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Aanname {
    /// Exactly that: `wacht`, `wacht-op-partner`.
    Vast,
    /// The mean of a lognormal: handling times with 0.8, `wacht-op-klant` with 1.
    Lognormaal { cv: f64 },
    /// The mean of a Weibull: patience with 1.2.
    Weibull { vormgetal: f64 },
}

/// A spread as its parts were written.
#[derive(Clone, Debug, Default)]
pub struct Vormgegeven<'a> {
    pub vorm: Option<&'a str>,
    pub gemiddeld: Option<Duur>,
    pub cv: Option<f64>,
    pub mediaan: Option<Duur>,
    pub p90: Option<Duur>,
    pub vormgetal: Option<f64>,
    pub min: Option<Duur>,
    pub modus: Option<Duur>,
    pub max: Option<Duur>,
    pub waarden: Vec<Duur>,
    /// Shares that add up to 1.
    pub delen: Vec<(f64, Spreiding)>,
}

const FORMS: [&str; 9] =
    ["vast", "exponentieel", "lognormaal", "gamma", "weibull", "driehoek", "uniform", "empirisch", "mengsel"];

/// A length by its assumption; a patience (Weibull) may also be `onbeperkt`.
pub fn spreiding(text: &str, aanname: Aanname) -> Result<Spreiding, Fout> {
    if normalised(text) == "onbeperkt" {
        return match aanname {
            Aanname::Weibull { .. } => Ok(Spreiding { verdeling: Distribution::Never, werkdagen: false }),
            _ => Err(Fout::new("alleen geduld kan `onbeperkt` zijn")
                .with_raad("schrijf een duur, bijvoorbeeld `12 min`")),
        };
    }
    Ok(Spreiding::around(duur(text)?, aanname))
}

impl Spreiding {
    /// The spread that a bare length stands for.
    pub fn around(gemiddeld: Duur, aanname: Aanname) -> Self {
        let mean = gemiddeld.maat();
        let verdeling = match aanname {
            Aanname::Vast => Distribution::Fixed(mean),
            Aanname::Lognormaal { cv } => Distribution::lognormal_from_mean_cv(mean, cv),
            Aanname::Weibull { vormgetal } => Distribution::weibull_from_mean_shape(mean, vormgetal),
        };
        Self { verdeling, werkdagen: gemiddeld.is_werkdagen() }
    }
}

type Fouten = Vec<(&'static str, Fout)>;

impl Vormgegeven<'_> {
    /// The distribution, or everything that is wrong with it, each with the key at which it is.
    pub fn spreiding(&self, aanname: Aanname) -> Result<Spreiding, Fouten> {
        let form = self.form(aanname).map_err(|fout| vec![("vorm", fout)])?;
        let mut fouten = self.foreign(form);
        fouten.extend(self.mixed_units());
        fouten.extend(self.out_of_range());
        fouten.extend(self.missing(form, aanname));
        if !fouten.is_empty() {
            return Err(fouten);
        }
        let verdeling = self.distribution(form, aanname).map_err(|fout| vec![fout])?;
        Ok(Spreiding { verdeling, werkdagen: self.in_working_days() })
    }

    /// The form written, or the one that the parameters imply.
    fn form(&self, aanname: Aanname) -> Result<&'static str, Fout> {
        if let Some(written) = self.vorm {
            let word = normalised(written);
            return FORMS.into_iter().find(|form| *form == word).ok_or_else(|| {
                let fout = Fout::new(format!("{} is geen vorm van spreiding", quoted(written)));
                match nearest(&word, FORMS) {
                    Some(meant) => fout.with_raad(format!("bedoelt u `{meant}`?")),
                    None => fout.with_raad(format!("de vormen zijn {}", FORMS.join(", "))),
                }
            });
        }
        Ok(match aanname {
            _ if !self.delen.is_empty() => "mengsel",
            _ if !self.waarden.is_empty() => "empirisch",
            _ if self.modus.is_some() => "driehoek",
            _ if self.min.is_some() || self.max.is_some() => "uniform",
            _ if self.mediaan.is_some() || self.p90.is_some() => "lognormaal",
            _ if self.vormgetal.is_some() => "weibull",
            Aanname::Weibull { .. } if self.cv.is_none() => "weibull",
            Aanname::Vast if self.cv.is_none() => "vast",
            _ => "lognormaal",
        })
    }

    /// Parameters that the form does not know.
    fn foreign(&self, form: &str) -> Fouten {
        let known: &[&str] = match form {
            "vast" | "exponentieel" => &["gemiddeld"],
            "lognormaal" => &["gemiddeld", "cv", "mediaan", "p90"],
            "gamma" => &["gemiddeld", "cv"],
            "weibull" => &["gemiddeld", "vormgetal"],
            "driehoek" => &["min", "modus", "max"],
            "uniform" => &["min", "max"],
            "empirisch" => &["waarden"],
            _ => &["delen"],
        };
        self.written()
            .into_iter()
            .filter(|key| !known.contains(key))
            .map(|key| {
                let fout = Fout::new(format!("`{key}` hoort niet bij de vorm `{form}`"));
                (key, fout.with_raad(format!("laat `{key}` weg; `{form}` kent {}", known.join(", "))))
            })
            .collect()
    }

    fn written(&self) -> Vec<&'static str> {
        let present = [
            ("cv", self.cv.is_some()),
            ("vormgetal", self.vormgetal.is_some()),
            ("waarden", !self.waarden.is_empty()),
            ("delen", !self.delen.is_empty()),
        ];
        let lengths = self.lengths().into_iter().filter(|(_, length)| length.is_some()).map(|(key, _)| key);
        lengths.chain(present.into_iter().filter(|(_, there)| *there).map(|(key, _)| key)).collect()
    }

    fn lengths(&self) -> [(&'static str, Option<Duur>); 6] {
        [
            ("gemiddeld", self.gemiddeld),
            ("mediaan", self.mediaan),
            ("p90", self.p90),
            ("min", self.min),
            ("modus", self.modus),
            ("max", self.max),
        ]
    }

    /// (key, whether in working days) of every length; an endless patience has no unit.
    fn units(&self) -> impl Iterator<Item = (&'static str, bool)> {
        let lengths =
            self.lengths().into_iter().filter_map(|(key, length)| Some((key, length?.is_werkdagen())));
        let values = self.waarden.iter().map(|value| ("waarden", value.is_werkdagen()));
        let parts = self
            .delen
            .iter()
            .filter(|(_, part)| !part.verdeling.is_never())
            .map(|(_, part)| ("delen", part.werkdagen));
        lengths.chain(values).chain(parts)
    }

    fn in_working_days(&self) -> bool {
        self.units().next().is_some_and(|(_, working_days)| working_days)
    }

    fn mixed_units(&self) -> Option<(&'static str, Fout)> {
        let first = self.in_working_days();
        self.units().find(|(_, unit)| *unit != first).map(|(key, _)| {
            let fout = Fout::new("werkdagen en kalendertijd staan door elkaar in één spreiding");
            (key, fout.with_raad("schrijf alle waarden in werkdagen, of geen"))
        })
    }

    fn out_of_range(&self) -> Fouten {
        let mut fouten = Fouten::new();
        if self.cv.is_some_and(|cv| !(0.0..=10.0).contains(&cv)) {
            fouten.push((
                "cv",
                Fout::new("`cv` ligt buiten 0 tot 10")
                    .with_raad("cv is de spreiding gedeeld door het gemiddelde; gewoon is 0.3 tot 1.5"),
            ));
        }
        if self.vormgetal.is_some_and(|shape| !(0.1..=100.0).contains(&shape)) {
            fouten.push((
                "vormgetal",
                Fout::new("`vormgetal` ligt buiten 0.1 tot 100").with_raad("gewoon is 0.7 tot 2"),
            ));
        }
        fouten
    }

    /// Parameters that the form needs and that are not written; an assumption may stand in for `cv` or
    /// `vormgetal`.
    fn missing(&self, form: &str, aanname: Aanname) -> Fouten {
        let by_quantiles = self.mediaan.is_some() || self.p90.is_some();
        let needed: &[&'static str] = match form {
            "lognormaal" if by_quantiles => &["mediaan", "p90"],
            "lognormaal" | "gamma" if matches!(aanname, Aanname::Lognormaal { .. }) => &["gemiddeld"],
            "lognormaal" | "gamma" => &["gemiddeld", "cv"],
            "weibull" if matches!(aanname, Aanname::Weibull { .. }) => &["gemiddeld"],
            "weibull" => &["gemiddeld", "vormgetal"],
            "driehoek" => &["min", "modus", "max"],
            "uniform" => &["min", "max"],
            "empirisch" => &["waarden"],
            "mengsel" => &["delen"],
            _ => &["gemiddeld"],
        };
        let written = self.written();
        needed.iter().filter(|key| !written.contains(key)).map(|key| (*key, missing(key, form))).collect()
    }

    /// The distribution, once every parameter is there and in range.
    fn distribution(&self, form: &str, aanname: Aanname) -> Result<Distribution, (&'static str, Fout)> {
        let [mean, median, p90, min, mode, max] =
            self.lengths().map(|(_, length)| length.map_or(0.0, Duur::maat));
        let cv = match aanname {
            Aanname::Lognormaal { cv } => self.cv.unwrap_or(cv),
            _ => self.cv.unwrap_or_default(),
        };
        let shape = match aanname {
            Aanname::Weibull { vormgetal } => self.vormgetal.unwrap_or(vormgetal),
            _ => self.vormgetal.unwrap_or(1.0),
        };
        match form {
            "vast" => Ok(Distribution::Fixed(mean)),
            "exponentieel" => Ok(Distribution::Exponential { mean }),
            "lognormaal" if self.mediaan.is_some() => {
                quantiles(median, p90, self.gemiddeld.is_some() || self.cv.is_some())
            }
            "lognormaal" => Ok(Distribution::lognormal_from_mean_cv(mean, cv)),
            "gamma" => Ok(Distribution::gamma_from_mean_cv(mean, cv)),
            "weibull" => Ok(Distribution::weibull_from_mean_shape(mean, shape)),
            "driehoek" if min <= mode && mode <= max => Ok(Distribution::Triangular { min, mode, max }),
            "driehoek" => {
                let fout = Fout::new("`min`, `modus` en `max` lopen niet op");
                Err(("modus", fout.with_raad("`modus` ligt tussen `min` en `max`")))
            }
            "uniform" if min <= max => Ok(Distribution::Uniform { min, max }),
            "uniform" => {
                Err(("max", Fout::new("`max` is kleiner dan `min`").with_raad("verwissel `min` en `max`")))
            }
            "empirisch" => {
                Ok(Distribution::empirical(self.waarden.iter().map(|value| value.maat()).collect()))
            }
            _ => mixture(&self.delen),
        }
    }
}

fn quantiles(median: f64, p90: f64, double: bool) -> Result<Distribution, (&'static str, Fout)> {
    if double {
        return Err((
            "mediaan",
            Fout::new("`gemiddeld` en `mediaan` zijn twee manieren om hetzelfde te zeggen")
                .with_raad("schrijf `gemiddeld` met `cv`, of `mediaan` met `p90`"),
        ));
    }
    if median <= 0.0 {
        return Err((
            "mediaan",
            Fout::new("`mediaan` is niet groter dan 0").with_raad("schrijf een duur boven 0"),
        ));
    }
    if p90 < median {
        return Err((
            "p90",
            Fout::new("`p90` is kleiner dan `mediaan`")
                .with_raad("negen van de tien duren hooguit `p90`, de helft hooguit `mediaan`"),
        ));
    }
    Ok(Distribution::lognormal_from_median_p90(median, p90))
}

fn mixture(parts: &[(f64, Spreiding)]) -> Result<Distribution, (&'static str, Fout)> {
    let sum: f64 = parts.iter().map(|(share, _)| share).sum();
    if (sum - 1.0).abs() > 1e-6 || parts.iter().any(|(share, _)| *share < 0.0) {
        return Err((
            "delen",
            Fout::new(format!("de delen zijn samen {}, geen 100%", super::deel_tekst(sum)))
                .with_raad("maak de aandelen samen 100%"),
        ));
    }
    Ok(Distribution::mixture(parts.iter().map(|(share, part)| (*share, part.verdeling.clone())).collect()))
}

fn missing(key: &str, form: &str) -> Fout {
    let example = match key {
        "waarden" => "waarden: [4 min, 5 min, 12 min]".to_owned(),
        "delen" => "delen: [{ aandeel: 80%, duur: 4 min }, { aandeel: 20%, duur: 15 min }]".to_owned(),
        _ => format!("{key}: 12 min"),
    };
    Fout::new(format!("`{key}` ontbreekt bij de vorm `{form}`"))
        .with_raad(format!("schrijf bijvoorbeeld `{example}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORK: Aanname = Aanname::Lognormaal { cv: 0.8 };
    const PATIENCE: Aanname = Aanname::Weibull { vormgetal: 1.2 };

    fn length(text: &str) -> Option<Duur> {
        Some(duur(text).unwrap())
    }

    fn keys(form: &Vormgegeven, aanname: Aanname) -> Vec<&'static str> {
        form.spreiding(aanname).unwrap_err().into_iter().map(|(key, _)| key).collect()
    }

    #[test]
    fn a_bare_length_means_what_its_place_says() {
        assert_eq!(spreiding("12 min", Aanname::Vast).unwrap().verdeling, Distribution::Fixed(720.0));
        assert_eq!(
            spreiding("12 min", WORK).unwrap().verdeling,
            Distribution::lognormal_from_mean_cv(720.0, 0.8)
        );
        assert_eq!(
            spreiding("7 min", PATIENCE).unwrap().verdeling,
            Distribution::weibull_from_mean_shape(420.0, 1.2)
        );
        let days = spreiding("5 werkdagen", Aanname::Vast).unwrap();
        assert_eq!((days.verdeling, days.werkdagen), (Distribution::Fixed(5.0), true));
    }

    #[test]
    fn only_patience_is_endless() {
        assert!(spreiding("onbeperkt", PATIENCE).unwrap().verdeling.is_never());
        assert!(spreiding("onbeperkt", WORK).is_err());
    }

    #[test]
    fn every_form_is_built_from_its_parameters() {
        let mean = length("10 min");
        let cases = [
            (Vormgegeven { vorm: Some("vast"), gemiddeld: mean, ..Default::default() }, 600.0),
            (Vormgegeven { vorm: Some("exponentieel"), gemiddeld: mean, ..Default::default() }, 600.0),
            (Vormgegeven { gemiddeld: mean, cv: Some(0.4), ..Default::default() }, 600.0),
            (Vormgegeven { vorm: Some("Gamma"), gemiddeld: mean, ..Default::default() }, 600.0),
            (Vormgegeven { gemiddeld: mean, vormgetal: Some(0.9), ..Default::default() }, 600.0),
            (
                Vormgegeven {
                    min: length("1 s"),
                    modus: length("2 s"),
                    max: length("6 s"),
                    ..Default::default()
                },
                3.0,
            ),
            (Vormgegeven { min: length("1 s"), max: length("6 s"), ..Default::default() }, 3.5),
            (
                Vormgegeven {
                    waarden: vec![Duur::Werkdagen(1.0), Duur::Werkdagen(2.0)],
                    ..Default::default()
                },
                1.5,
            ),
        ];
        for (form, expected) in cases {
            let mean = form.spreiding(WORK).unwrap().verdeling.mean();
            assert!((mean - expected).abs() < 1e-9, "{form:?}: {mean}");
        }
        let quantiles = Vormgegeven { mediaan: length("200 s"), p90: length("450 s"), ..Default::default() };
        assert_eq!(
            quantiles.spreiding(WORK).unwrap().verdeling,
            Distribution::lognormal_from_median_p90(200.0, 450.0)
        );
    }

    #[test]
    fn a_mixture_needs_shares_that_add_up() {
        let part = |seconds| Spreiding { verdeling: Distribution::Fixed(seconds), werkdagen: false };
        let whole = Vormgegeven { delen: vec![(0.8, part(10.0)), (0.2, part(60.0))], ..Default::default() };
        assert!((whole.spreiding(WORK).unwrap().verdeling.mean() - 20.0).abs() < 1e-9);
        let short = Vormgegeven { delen: vec![(0.8, part(10.0))], ..Default::default() };
        assert!(short.spreiding(WORK).unwrap_err()[0].1.melding.contains("80%"));
    }

    #[test]
    fn all_that_is_wrong_with_a_form_is_said_at_once() {
        let form = Vormgegeven {
            vorm: Some("exponentieel"),
            cv: Some(0.4),
            max: length("3 s"),
            ..Default::default()
        };
        assert_eq!(keys(&form, WORK), ["max", "cv", "gemiddeld"]);
        assert_eq!(keys(&Vormgegeven { vorm: Some("lognormal"), ..Default::default() }, WORK), ["vorm"]);
        assert_eq!(
            keys(&Vormgegeven { gemiddeld: length("3 s"), cv: Some(f64::NAN), ..Default::default() }, WORK),
            ["cv"]
        );
        assert_eq!(keys(&Vormgegeven::default(), WORK), ["gemiddeld"]);
        assert_eq!(
            keys(
                &Vormgegeven {
                    gemiddeld: length("3 s"),
                    cv: Some(0.5),
                    mediaan: length("2 s"),
                    p90: length("9 s"),
                    ..Default::default()
                },
                WORK
            ),
            ["mediaan"]
        );
    }

    #[test]
    fn working_days_and_calendar_time_do_not_mix() {
        let form = Vormgegeven { min: length("1 werkdag"), max: length("3 dagen"), ..Default::default() };
        assert_eq!(keys(&form, WORK), ["max"]);
    }

    #[test]
    fn parameters_in_the_wrong_order_are_refused() {
        assert_eq!(
            keys(&Vormgegeven { min: length("5 s"), max: length("3 s"), ..Default::default() }, WORK),
            ["max"]
        );
        assert_eq!(
            keys(&Vormgegeven { mediaan: length("5 s"), p90: length("3 s"), ..Default::default() }, WORK),
            ["p90"]
        );
    }
}
