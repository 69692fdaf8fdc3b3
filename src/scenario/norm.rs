//! Normen: what is promised; a norm is checked and never changes a run.

use jiff::civil::Date;

use super::value::{Afwijking, Duur};

#[derive(Clone, Debug)]
pub struct Norm {
    pub soort: Soort,
    pub meet: Meet,
    /// Over these parts together; `None` is all.
    pub kanaal: Option<Vec<String>>,
    pub team: Option<Vec<String>>,
    pub klantreis: Option<Vec<String>>,
    pub doelgroep: Option<Vec<String>>,
    pub kern: Option<Vec<String>>,
    pub locatie: Option<Vec<String>>,
    pub eis: Eis,
    /// What was measured in reality: a share, or seconds for a mean.
    pub gemeten: Option<f64>,
    /// First and last day on which it holds.
    pub vanaf: Option<Date>,
    pub tot: Option<Date>,
    /// Share of customers who expect what the norm says.
    pub gepubliceerd: f64,
    /// Whether it asks anything by itself; if not it is only compared.
    pub beloofd: bool,
    /// Whether a variant may not be worse than the base, and how much worse is not worse yet.
    pub niet_slechter: bool,
    pub marge: Option<Afwijking>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Soort {
    Norm,
    /// Nobody was promised it; something else may wait for it.
    Randvoorwaarde,
    /// What others reach: the report says how far from it one stands.
    Vergelijking,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meet {
    /// Wait in a queue.
    Wachttijd,
    /// Length of a whole journey.
    Doorlooptijd,
    /// Share that gives up.
    Afhakers,
    /// Working days to the first free slot.
    Toegangstijd,
    /// Time to the answer to a message.
    Reactietijd,
    /// Share of contacts that the first line finishes by itself.
    Eerstelijns,
    /// Mean number of hand-offs of a journey.
    Overdrachten,
    /// Share of requests to be called back that is kept.
    Terugbellen,
    /// Mean mark.
    Cijfer,
}

/// What kind of quantity a measure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maat {
    Tijd,
    Deel,
    Getal,
}

impl Meet {
    pub fn maat(self) -> Maat {
        match self {
            Self::Wachttijd | Self::Doorlooptijd | Self::Toegangstijd | Self::Reactietijd => Maat::Tijd,
            Self::Afhakers | Self::Eerstelijns | Self::Terugbellen => Maat::Deel,
            Self::Overdrachten | Self::Cijfer => Maat::Getal,
        }
    }

    /// As in the file.
    pub fn woord(self) -> &'static str {
        match self {
            Self::Wachttijd => "wachttijd",
            Self::Doorlooptijd => "doorlooptijd",
            Self::Afhakers => "afhakers",
            Self::Toegangstijd => "toegangstijd",
            Self::Reactietijd => "reactietijd",
            Self::Eerstelijns => "eerstelijns",
            Self::Overdrachten => "overdrachten",
            Self::Terugbellen => "terugbellen",
            Self::Cijfer => "cijfer",
        }
    }
}

#[derive(Clone, Debug)]
pub enum Eis {
    /// At least `aandeel` within `binnen`.
    Binnen {
        binnen: Duur,
        aandeel: f64,
        over: Over,
    },
    /// At most this: a share (afhakers, eerstelijns, terugbellen), a number (overdrachten, cijfer), or a mean length in
    /// seconds (others; toegangstijd in working days).
    Hooguit(f64),
    Minstens(f64),
    /// Only `niet-slechter-dan`.
    Geen,
}

/// Which contacts a share within a wait is taken over; docs/theorie.md.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Over {
    #[default]
    Aangeboden,
    Beantwoord,
    ZonderSnelleAfhakers,
    SnelleAfhakersTellenMee,
}
