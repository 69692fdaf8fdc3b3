//! Teams: people in named shifts, and what they do in which order.

use super::Benoemd;
use crate::time::Span;

#[derive(Clone, Debug)]
pub struct Team {
    /// Channels, most preferred first.
    pub doet: Vec<String>,
    /// Journeys it can handle; `None` is all.
    pub kent: Option<Vec<String>>,
    pub diensten: Benoemd<Dienst>,
    /// 1 − shrinkage: chance that a person is there on a day.
    pub inzetbaarheid: f64,
    pub kiest_klant: KiestKlant,
    pub bij_einde_dienst: BijEindeDienst,
    /// Times all its handling times.
    pub tijdfactor: f64,
    /// After-call work; `None`: that of the channel.
    pub nawerk: Option<Span>,
}

#[derive(Clone, Debug)]
pub struct Dienst {
    /// Monday first.
    pub dagen: [bool; 7],
    /// Clock time; `tot` may be 24:00 and lies after `van`.
    pub van: Span,
    pub tot: Span,
    /// Fractions alternate by day.
    pub medewerkers: f64,
    pub pauze: Option<Pauze>,
    pub locatie: Option<String>,
}

/// Everybody takes a break of `duur` once within the window, in waves.
#[derive(Clone, Debug)]
pub struct Pauze {
    pub van: Span,
    pub tot: Span,
    pub duur: Span,
}

/// Which customer a freed person takes; priority of customers always comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KiestKlant {
    /// The order of `doet`; longest waiting within a channel.
    Volgorde,
    /// Longest waiting over all its channels.
    LangstWachtend,
    /// Priority only, and longest waiting within; the same as `LangstWachtend` since priority always comes first.
    Voorrang,
}

/// Work in hand when a shift ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BijEindeDienst {
    Afmaken,
    Overdragen,
}
