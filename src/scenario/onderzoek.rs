//! Onderzoek: how often a scenario is played and how sure one wants to be.

use super::norm::Meet;

#[derive(Clone, Debug)]
pub struct Onderzoek {
    pub zaad: u64,
    pub herhalingen: Herhalingen,
    /// Confidence of every interval, 0.95 by default.
    pub betrouwbaarheid: f64,
    /// Groups of fewer customers are not shown.
    pub kleinste_groep: u32,
}

impl Onderzoek {
    /// How often the period is played whatever comes out.
    pub fn ten_minste(&self) -> u32 {
        match self.herhalingen {
            Herhalingen::Vast(n) | Herhalingen::Nauwkeurig { minstens: n, .. } => n,
        }
    }
}

#[derive(Clone, Debug)]
pub enum Herhalingen {
    Vast(u32),
    /// Rounds of 10, from `minstens` (30 or more) to 1,000, until the half-width is at most `marge` of the value.
    Nauwkeurig {
        minstens: u32,
        meet: Meet,
        kanaal: Option<String>,
        klantreis: Option<String>,
        marge: f64,
    },
}
