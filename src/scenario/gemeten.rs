//! Gemeten: a municipality's own figures, set beside what was played out; they never change a run.

use jiff::civil::Date;

use super::norm::{Meet, Over};
use super::patch::group;
use super::value::{Afwijking, Duur, Tijdvak};

/// One figure that was measured in reality.
#[derive(Clone, Debug)]
pub struct Meting {
    pub meet: Grootheid,
    pub kanaal: Option<Keuze>,
    pub team: Option<Keuze>,
    pub klantreis: Option<Keuze>,
    pub doelgroep: Option<Keuze>,
    pub kern: Option<Keuze>,
    pub locatie: Option<Keuze>,
    /// A share, seconds or a number, by what is measured; how many times as much, where it is held against other days.
    pub waarde: f64,
    /// It is all that is known.
    pub grens: Option<Grens>,
    /// First and last of the played days that it is about.
    pub vanaf: Option<Date>,
    pub tot: Option<Date>,
    /// The played days that it is held against.
    pub ten_opzichte_van: Option<Tijdvak>,
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

/// One part as it is written, or those of a `(groep)`.
#[derive(Clone, Debug)]
pub struct Keuze {
    pub naam: String,
    pub delen: Vec<String>,
}

impl Keuze {
    pub fn is_groep(&self) -> bool {
        group(&self.naam).is_some()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grens {
    Minstens,
    Hooguit,
}

impl Meting {
    pub fn keuzes(&self) -> impl Iterator<Item = &Keuze> {
        let all = [&self.kanaal, &self.team, &self.klantreis, &self.doelgroep, &self.kern, &self.locatie];
        all.into_iter().flatten()
    }

    /// Whether it must be counted for itself: it is about some of the days, or about several parts together.
    pub fn is_eigen_telling(&self) -> bool {
        let has_days = self.vanaf.is_some() || self.tot.is_some() || self.ten_opzichte_van.is_some();
        has_days || self.keuzes().any(Keuze::is_groep)
    }
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

impl Grootheid {
    /// What a norm would ask for it to be counted day by day; `None` of what is only counted over all days.
    pub fn per_dag(self) -> Option<Meet> {
        match self {
            Self::Aantal | Self::Geholpen | Self::Wachttijd | Self::Binnen(..) => Some(Meet::Wachttijd),
            Self::Klantreizen | Self::Doorlooptijd => Some(Meet::Doorlooptijd),
            Self::Afhakers => Some(Meet::Afhakers),
            Self::Cijfer => Some(Meet::Cijfer),
            Self::Toegangstijd => Some(Meet::Toegangstijd),
            Self::Reactietijd => Some(Meet::Reactietijd),
            Self::Eerstelijns => Some(Meet::Eerstelijns),
            Self::Overdrachten => Some(Meet::Overdrachten),
            Self::Terugbellen => Some(Meet::Terugbellen),
            Self::Bezet | Self::Behandeltijd | Self::Bezettingsgraad | Self::InEenContact => None,
        }
    }
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
