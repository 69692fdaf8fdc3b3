//! Doelgroepen: who the customers are.

use super::Benoemd;

/// Which of two customers in one queue goes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voorrang {
    Laag,
    #[default]
    Gewoon,
    Hoog,
}

#[derive(Clone, Debug)]
pub struct Doelgroep {
    /// Share of started journeys, before `vraag` redistributes.
    pub aandeel: f64,
    /// Journeys per head against the others; a factor.
    pub vraag: f64,
    /// Multiplies every patience.
    pub geduld: f64,
    pub voorrang: Voorrang,
    /// How well they help themselves, 0 to 1.
    pub zelfredzaamheid: f64,
    /// First choice over every channel that a contact may take; adds up to 1 unless there are no channels.
    pub kanaalvoorkeur: Benoemd<f64>,
    /// Channels taken after giving up for good: the first of them that there is.
    pub wijkt_uit_naar: Vec<String>,
    /// Share helped while doing it digitally: succeeds as at `zelfredzaamheid` 0.9.
    pub hulp: f64,
    /// Share that travels by bus.
    pub ov: f64,
}
