//! Doelgroepen: who the customers are.

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
}
