//! Gemeten: a municipality's own figures, set beside what was played out; they never change a run.

use super::norm::Over;
use super::value::{Afwijking, Duur, Tijdvak};

/// One figure that was measured in reality.
#[derive(Clone, Debug)]
pub struct Meting {
    pub meet: Grootheid,
    pub kanaal: Option<String>,
    pub team: Option<String>,
    pub klantreis: Option<String>,
    pub doelgroep: Option<String>,
    pub kern: Option<String>,
    pub locatie: Option<String>,
    /// A share, seconds or a number, by what is measured.
    pub waarde: f64,
    /// How far the figure may be off by chance, to either side.
    pub marge: Option<Afwijking>,
    /// Observations behind a share, respondents behind a mark.
    pub n: Option<u64>,
    pub mag_afwijken: Afwijking,
    /// First and last day that it was measured.
    pub periode: Option<Tijdvak>,
    /// Mark and source, as written.
    pub bron: Option<String>,
    /// The scenario was fitted to this figure, so that it proves nothing.
    pub ijking: bool,
}

/// What was measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Grootheid {
    /// Contacts, every try counted.
    Aantal,
    Geholpen,
    Klantreizen,
    Wachttijd,
    /// Share helped within this time.
    Binnen(Duur, Over),
    Afhakers,
    Bezet,
    Behandeltijd,
    Doorlooptijd,
    Bezettingsgraad,
    InEenContact,
    Cijfer,
    /// In calendar seconds as written: five working days are a week.
    Toegangstijd,
    Reactietijd,
    Eerstelijns,
    Overdrachten,
    Terugbellen,
}

/// In which size a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maat {
    Deel,
    Duur,
    Getal,
    /// 1 ..= 10.
    Cijfer,
}

impl Maat {
    /// By the word behind `meet`; `None` for a word that means nothing.
    pub fn of(meet: &str) -> Option<Self> {
        match meet {
            "aantal" | "geholpen" | "klantreizen" | "overdrachten" => Some(Self::Getal),
            "binnen" | "afhakers" | "bezet" | "bezettingsgraad" | "in-een-contact" | "eerstelijns"
            | "terugbellen" => Some(Self::Deel),
            "wachttijd" | "behandeltijd" | "doorlooptijd" | "toegangstijd" | "reactietijd" => {
                Some(Self::Duur)
            }
            "cijfer" => Some(Self::Cijfer),
            _ => None,
        }
    }
}
