//! Tevredenheid: how customers judge what happened to them.
//!
//! What a term costs is written as points lost, so as a number of 0 or more.

use super::Benoemd;

#[derive(Clone, Debug)]
pub struct Tevredenheid {
    pub streefcijfer: f64,
    /// Points that the way of measuring adds to every mark that is reported.
    pub meetwijze_scheelt: f64,
    pub termen: Termen,
    pub reis: Reis,
    pub niet_beantwoord: f64,
    pub peiling: Peiling,
    /// How work between contacts is judged where its klantreis says nothing.
    pub zaak: Maat,
    pub klantmoeite: Klantmoeite,
    pub kanalen: Benoemd<Maat>,
    pub klantreizen: Benoemd<ReisMaat>,
    pub doelgroepen: Benoemd<GroepMaat>,
}

/// A survey.
#[derive(Clone, Copy, Debug)]
pub struct Peiling {
    /// Share of the customers who are asked, and of those who answer.
    pub vraagt: f64,
    pub respons: f64,
    /// Days over which answers are taken together.
    pub elke_dagen: f64,
}

/// Customer effort: 1 is hard, 7 is easy.
#[derive(Clone, Debug, PartialEq)]
pub struct Klantmoeite {
    pub basis: f64,
    pub wachten: f64,
    pub niet_opgelost: f64,
    pub herhaling: f64,
    pub overdracht: f64,
    pub onbegrepen: f64,
    pub kanaal: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Termen {
    pub wachten: Wachten,
    pub doorlooptijd: Doorlooptijd,
    pub toegang: f64,
    pub niet_opgelost: f64,
    pub herhaling: Herhaling,
    pub overdracht: Overdracht,
    pub belofte: Belofte,
    pub voortgang: Voortgang,
    pub onvolledig: f64,
    pub onbegrepen: f64,
    pub kanaal: KanaalTerm,
    pub afwijzing: Afwijzing,
    pub reistijd: Reistijd,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Wachten {
    pub verlies: f64,
    pub winst: f64,
    pub hooguit: f64,
    /// What is left of the loss, as a share.
    pub ingelicht: f64,
    pub ingelicht_lang: f64,
    pub prettig: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Doorlooptijd {
    pub verlies: f64,
    pub winst: f64,
    pub hooguit: f64,
    /// What is left of the loss, as a share.
    pub aangekondigd: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Herhaling {
    pub eerste: f64,
    pub volgende: f64,
    pub hooguit: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Overdracht {
    pub warm: f64,
    pub koud: f64,
    pub derde: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Belofte {
    pub gehouden: f64,
    pub gebroken: f64,
    pub hooguit: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Voortgang {
    pub gehoord: f64,
    pub stil: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct KanaalTerm {
    pub verlies: f64,
    pub gewoon: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Afwijzing {
    pub verlies: f64,
    /// Share of the loss that full explanation takes away.
    pub uitleg: f64,
    pub alternatief: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Reistijd {
    pub verlies: f64,
    /// Minutes.
    pub gewoon: f64,
}

/// Shares that add up to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Reis {
    pub gemiddeld: f64,
    pub slechtste: f64,
    pub laatste: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Maat {
    pub basiscijfer: f64,
    pub bejegening_weegt: f64,
    pub spreiding_cijfer: f64,
}

/// What a klantreis says instead of its channels and case.
#[derive(Clone, Debug)]
pub struct ReisMaat {
    pub basiscijfer: Option<f64>,
    pub bejegening_weegt: Option<f64>,
    pub spreiding_cijfer: Option<f64>,
    pub weegt: Weegt,
}

#[derive(Clone, Debug)]
pub struct GroepMaat {
    pub cijferverschil: f64,
    pub weegt: Weegt,
}

/// Factors on terms, in the order of [`TERMEN`].
pub type Weegt = [f64; TERMEN.len()];

pub const TERMEN: [&str; 14] = [
    "wachten",
    "doorlooptijd",
    "toegang",
    "niet-opgelost",
    "herhaling",
    "overdracht",
    "belofte",
    "voortgang",
    "onvolledig",
    "onbegrepen",
    "kanaal",
    "bejegening",
    "afwijzing",
    "reistijd",
];
