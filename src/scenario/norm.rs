//! Normen: what is promised; a norm is checked and never changes a run.

use super::value::Duur;

#[derive(Clone, Debug)]
pub struct Norm {
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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meet {
    /// Wait in a queue.
    Wachttijd,
    /// Length of a whole journey.
    Doorlooptijd,
    /// Share that gives up.
    Afhakers,
}

#[derive(Clone, Debug)]
pub enum Eis {
    /// At least `aandeel` within `binnen`.
    Binnen {
        binnen: Duur,
        aandeel: f64,
        over: Over,
    },
    /// A share (afhakers) or a mean length in seconds (others) of at most this.
    Hooguit(f64),
    Minstens(f64),
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
