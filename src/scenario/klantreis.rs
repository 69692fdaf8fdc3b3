//! Klantreizen: what a contact is about, as demand and a graph of steps.

use jiff::civil::Date;

use super::Benoemd;
use super::doelgroep::Voorrang;
use super::kanaal::{Fouten, Gedrag, KomtTerug};
use super::stroomnaam::Stroomnaam;
use super::value::{Duur, Spreiding};
use crate::time::Span;

#[derive(Clone, Debug)]
pub struct Klantreis {
    pub stroomnaam: Option<Stroomnaam>,
    pub vraag: Vraag,
    /// From where and of whom its customers are; `None` is all.
    pub kernen: Option<Vec<String>>,
    pub doelgroepen: Option<Vec<String>>,
    pub voorrang: Voorrang,
    /// In the order of the file; the first is where a journey starts.
    pub stappen: Benoemd<Stap>,
    /// Share to whom a channel is offered for this journey, on top of that of the channel; all where a channel is not
    /// named.
    pub aanbod: Benoemd<f64>,
    /// Share of first contacts moved from own preference to the channel that fits best.
    pub sterkte: f64,
    pub digitaal: Digitaal,
    /// Share that is told how things stand.
    pub statusinfo: f64,
    /// Share that gets a receipt.
    pub ontvangstbevestiging: f64,
    /// Share that is told how long it takes.
    pub noemt_termijn: f64,
    pub uitstelbericht: Uitstelbericht,
    /// From its start.
    pub belofte: Option<Duur>,
    /// What customers take for a usual length where nothing is said.
    pub verwachte_doorlooptijd: Duur,
    pub maatwerk: Maatwerk,
    /// Share with one owner: hand-offs are not felt.
    pub regisseur: f64,
    pub hooguit_overdrachten: Option<u32>,
    /// Searching at its contacts and its work, part of their length; `None`: that of the team.
    pub zoektijd: Option<Span>,
    /// Share of the customers that asks the same by a second channel.
    pub dubbel: Option<Dubbel>,
    /// Goes on on days that are closed by choice.
    pub ook_als_dicht: bool,
    /// `None`: nobody asks, or there is no channel to ask by.
    pub navraag: Option<Navraag>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Complexiteit {
    Laag,
    Midden,
    Hoog,
}

/// How self-service works out.
#[derive(Clone, Debug)]
pub struct Digitaal {
    /// Share that finishes without help, before `zelfredzaamheid`: times min(1, 0.25 + 0.85 z).
    pub slaagt: f64,
    /// Share whose form is filled in beforehand.
    pub vooringevuld: f64,
    /// What that saves of the length of the step.
    pub tijd_bespaard: Span,
}

/// A message that it will be later.
#[derive(Clone, Debug)]
pub struct Uitstelbericht {
    /// Share of those who will be late that gets it.
    pub aandeel: f64,
    /// How long before the term.
    pub vooraf: Duur,
}

/// Personal attention.
#[derive(Clone, Debug)]
pub struct Maatwerk {
    pub aandeel: f64,
    /// On top of each contact and each handling.
    pub extra_tijd: Span,
    /// Added to the treatment.
    pub bejegening: f64,
}

/// Customers who ask the same by a second channel, at once.
#[derive(Clone, Debug)]
pub struct Dubbel {
    pub deel: f64,
    pub kanaal: String,
    pub contact: Contact,
}

/// Customers who ask where it is.
#[derive(Clone, Debug)]
pub struct Navraag {
    /// Chance for each week late.
    pub na_termijn: f64,
    /// Chance each time the expected length has passed, without having heard anything.
    pub niets_gehoord: f64,
    pub kanaal: String,
    /// The contact in which they ask.
    pub contact: Contact,
}

#[derive(Clone, Debug)]
pub struct Vraag {
    pub aantal: Aantal,
    /// Relative weights; only their proportions count. All equal where `aantal` is a rate.
    /// Factors from each year on, ascending; before the first, that of the first.
    pub jaar: Vec<(i16, f64)>,
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
    /// Day of `Aantal::Eenmalig`.
    pub op: Option<Date>,
}

/// How much demand.
#[derive(Clone, Debug, PartialEq)]
pub enum Aantal {
    /// Only starts from other journeys.
    Geen,
    /// On one day, by the hours of the first channel.
    Eenmalig(f64),
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
    /// Share in which this check finds something.
    pub vindt_fout: f64,
    /// Promised, from the start of this step.
    pub belofte: Option<Duur>,
    /// What is decided here, with shares that add up to 1; empty: nothing. See [`is_afwijzing`].
    pub uitkomst: Benoemd<f64>,
    /// How refusals are brought.
    pub afwijzing: Afwijzing,
    /// Journeys that follow from this step: mean number for each time it is done.
    pub leidt_tot: Benoemd<f64>,
}

#[derive(Clone, Debug)]
pub struct Afwijzing {
    /// Share with an explanation.
    pub uitleg: f64,
    /// Share with an alternative.
    pub alternatief: f64,
    pub belt_vooraf: BeltVooraf,
}

/// A call before a refusal, by the team of the step.
#[derive(Clone, Debug)]
pub struct BeltVooraf {
    pub aandeel: f64,
    pub duur: Span,
}

/// Whether an outcome of this name is a refusal.
pub fn is_afwijzing(uitkomst: &str) -> bool {
    ["geweigerd", "afgewezen", "ongegrond"].contains(&uitkomst)
}

#[derive(Clone, Debug)]
pub enum StapSoort {
    /// With the customer. One channel; with `passend` every channel that somebody works at, of which the customer takes
    /// one by preference, offer and steering.
    Contact {
        passend: bool,
        via: Benoemd<Contact>,
    },
    /// By a team, without the customer.
    Werk {
        team: String,
        duur: Spreiding,
        tijdfactor: f64,
        /// Taken up in batches of this many.
        per: u32,
        bejegening: Option<f64>,
        onvolledig: Option<f64>,
    },
    /// A message to the customer; takes no time.
    Bericht {
        kanaal: Option<String>,
        onbegrepen: f64,
        komt_terug: KomtTerug,
    },
    Wacht {
        duur: Spreiding,
    },
    WachtOpKlant {
        duur: Spreiding,
    },
    WachtOpPartner {
        duur: Spreiding,
        partner: Option<String>,
    },
    Einde,
}

/// A contact over one channel.
#[derive(Clone, Debug)]
pub struct Contact {
    pub duur: Spreiding,
    pub tijdfactor: f64,
    pub complexiteit: Complexiteit,
    /// Takes what the first line cannot finish: as written, else the team of the next `werk` step; `None`: the first line
    /// does everything.
    pub achterwacht: Option<String>,
    /// When customers expect an answer to a message.
    pub verwachte_reactietijd: Duur,
    pub gedrag: Gedrag,
    pub fouten: Fouten,
}

impl Stap {
    /// The step that ends a journey.
    pub fn einde() -> Self {
        let belt_vooraf = BeltVooraf { aandeel: 0.0, duur: Span::ZERO };
        Self {
            soort: StapSoort::Einde,
            daarna: Vec::new(),
            overslaan: 0.0,
            vindt_fout: 0.0,
            belofte: None,
            uitkomst: Vec::new(),
            afwijzing: Afwijzing { uitleg: 0.0, alternatief: 0.0, belt_vooraf },
            leidt_tot: Vec::new(),
        }
    }

    /// The channels that a contact may take.
    pub fn kanalen(&self) -> impl Iterator<Item = &str> {
        let via = match &self.soort {
            StapSoort::Contact { via, .. } => via.as_slice(),
            _ => &[],
        };
        via.iter().map(|(kanaal, _)| kanaal.as_str())
    }
}

impl Klantreis {
    /// Whether this journey, called `naam`, is called `gezocht` by those of root `wortel`: there, or here.
    pub fn heet(&self, naam: &str, gezocht: &str, wortel: Option<&str>) -> bool {
        let own = self.stroomnaam.as_ref();
        let is_there = |own: &Stroomnaam| own.naam == gezocht && wortel.is_none_or(|root| root == own.wortel);
        naam == gezocht || own.is_some_and(is_there)
    }

    /// Whether any step has more than one way on.
    pub fn heeft_takken(&self) -> bool {
        self.stappen.iter().any(|(_, stap)| stap.daarna.len() > 1)
    }

    /// Whether a customer may be under way over a night: it waits for somebody or for something, or one of the channels
    /// in `over_nachten` does.
    pub fn duurt_over_nachten(&self, over_nachten: &[&str]) -> bool {
        let waits = |stap: &Stap| match &stap.soort {
            StapSoort::Einde | StapSoort::Bericht { .. } => false,
            StapSoort::Contact { .. } => stap.kanalen().any(|kanaal| over_nachten.contains(&kanaal)),
            _ => true,
        };
        self.stappen.iter().any(|(_, stap)| waits(stap))
    }
}

/// Legal or promised length, kept for the norms.
pub type Termijn = Duur;
