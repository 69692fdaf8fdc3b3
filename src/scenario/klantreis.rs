//! Klantreizen: what a contact is about, as demand and a graph of steps.

use super::Benoemd;
use super::doelgroep::Voorrang;
use super::kanaal::Gedrag;
use super::value::{Duur, Spreiding};

#[derive(Clone, Debug)]
pub struct Klantreis {
    pub vraag: Vraag,
    pub voorrang: Voorrang,
    /// In the order of the file; the first is where a journey starts.
    pub stappen: Benoemd<Stap>,
}

#[derive(Clone, Debug)]
pub struct Vraag {
    pub aantal: Aantal,
    /// Relative weights; only their proportions count. All equal where `aantal` is a rate.
    pub maand: [f64; 12],
    /// Monday first.
    pub weekdag: [f64; 7],
    /// By hour of the day.
    pub uur: [f64; 24],
    /// 1: the month pattern as it is; 0: a flat year.
    pub piek: f64,
    /// Coefficient of variation of the day factor; 0 is none.
    pub dagspreiding: f64,
    /// Whether the day factor is shared with the other journeys that share theirs.
    pub dagfactor_gedeeld: bool,
}

/// How much demand.
#[derive(Clone, Debug, PartialEq)]
pub enum Aantal {
    /// Expected in a full year.
    PerJaar(f64),
    /// Expected in a full year for every 1000 inhabitants.
    Per1000PerJaar(f64),
    /// A constant rate while the first channel is open.
    PerUur(f64),
    /// (clock second from which it holds, rate per hour), ascending; before the first: none.
    UurVoorUur(Vec<(u32, f64)>),
}

#[derive(Clone, Debug)]
pub struct Stap {
    pub soort: StapSoort,
    /// Where it goes next, with shares that add up to 1; empty ends the journey.
    pub daarna: Vec<(String, f64)>,
    /// Share that goes straight on to `daarna`.
    pub overslaan: f64,
}

#[derive(Clone, Debug)]
pub enum StapSoort {
    Contact { kanaal: String, duur: Spreiding, tijdfactor: f64, gedrag: Gedrag },
    Wacht { duur: Spreiding },
    WachtOpKlant { duur: Spreiding },
    WachtOpPartner { duur: Spreiding, partner: Option<String> },
    Einde,
}

impl Klantreis {
    /// Whether any step has more than one way on.
    pub fn heeft_takken(&self) -> bool {
        self.stappen.iter().any(|(_, stap)| stap.daarna.len() > 1)
    }

    /// Whether a customer may be under way over a night: it waits for somebody or for something.
    pub fn duurt_over_nachten(&self) -> bool {
        let waits = |stap: &Stap| !matches!(stap.soort, StapSoort::Contact { .. } | StapSoort::Einde);
        self.stappen.iter().any(|(_, stap)| waits(stap))
    }
}

/// Legal or promised length, kept for the norms.
pub type Termijn = Duur;
