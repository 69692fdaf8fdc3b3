//! Teams: people in named shifts, and what they do in which order.

use super::Benoemd;
use super::patch::group;
use super::stroomnaam::Stroomnaam;
use super::value::Duur;
use super::werkgebied::Werkgebied;
use crate::calendar::WeekHours;
use crate::time::Span;

#[derive(Clone, Debug)]
pub struct Team {
    pub stroomnaam: Option<Stroomnaam>,
    pub groep: Vec<String>,
    /// Channels, most preferred first; empty: only the steps that name the team.
    pub doet: Vec<String>,
    /// Journeys it can handle; `None` is all.
    pub kent: Option<Vec<String>>,
    /// Whose contacts it takes.
    pub werkgebied: Werkgebied,
    pub diensten: Benoemd<Dienst>,
    /// Share of its people who can do a channel or a journey; everybody can do the others.
    pub inwerken: Benoemd<f64>,
    /// Comes only when others cannot keep up; `None`: by the roster.
    pub springt_bij: Option<SpringtBij>,
    /// Spread of who is there around the roster, from week to week (coefficient of variation).
    pub voorspelfout: f64,
    /// 1 − shrinkage: chance that a person is there on a day.
    pub inzetbaarheid: f64,
    pub kiest_klant: KiestKlant,
    pub bij_einde_dienst: BijEindeDienst,
    /// Times all its handling times.
    pub tijdfactor: f64,
    /// After-call work; `None`: that of the channel.
    pub nawerk: Option<Span>,
    /// Which case work is taken first.
    pub volgorde: Volgorde,
    /// Whether messages and case work are put aside for live contact.
    pub legt_neer: bool,
    /// Share that it finishes by itself as first line.
    pub eerstelijns: f64,
    /// Part of the handling time spent looking things up.
    pub zoektijd: Span,
    /// How pleasantly customers are treated, −1 to 1.
    pub bejegening: f64,
    /// Share of answers that are wrong or incomplete.
    pub onvolledig: f64,
    /// Chance that a colleague gets through.
    pub bereikbaarheid: f64,
    /// When it can be reached by colleagues; `None`: while somebody works.
    pub spreekuur: Option<WeekHours>,
    /// Who answers colleagues otherwise.
    pub vervanger: Option<String>,
    pub terugbellen: Terugbellen,
    pub overdracht: Overdracht,
    /// Lost for each question of a colleague.
    pub onderbreking: Span,
    /// Weeks of work of the whole team that lie there at the start.
    pub achterstand: f64,
    /// Euro.
    pub uurtarief: f64,
}

/// Requests to be called back.
#[derive(Clone, Debug)]
pub struct Terugbellen {
    /// Promised.
    pub binnen: Duur,
    /// Share that nobody takes up.
    pub blijft_liggen: f64,
    /// Times a day at which they are done.
    pub blokken: u32,
}

/// How customers are handed over to this team's colleagues.
#[derive(Clone, Debug)]
pub struct Overdracht {
    /// Share without introduction: the customer tells it all again.
    pub koud: f64,
    /// Share that is passed on once more.
    pub doorschuiven: f64,
    /// What telling it again adds.
    pub navertellen: Span,
}

impl Team {
    /// Whether a word points at this team: `alle`, its own name, or one of its groups between brackets.
    pub fn is_meant(&self, name: &str, word: &str) -> bool {
        let is_in = |group: &str| self.groep.iter().any(|own| own == group);
        word == "alle" || word == name || group(word).is_some_and(is_in)
    }

    /// Hours per week for which it is rostered, breaks taken off.
    pub fn rostered_hours(&self) -> f64 {
        let hours = self.diensten.iter().map(|(_, shift)| {
            let days = shift.dagen.iter().filter(|works| **works).count() as f64;
            let pause = shift.pauze.as_ref().map_or(Span::ZERO, |pauze| pauze.duur);
            shift.medewerkers * days * (shift.tot - shift.van - pause).0 as f64 / Span::HOUR.0 as f64
        });
        hours.sum()
    }
}

/// A flex pool.
#[derive(Clone, Debug)]
pub struct SpringtBij {
    /// The longest wait in a line of its channels at which it is called.
    pub vanaf_wachttijd: Span,
    /// From the call until it is there.
    pub oproeptijd: Span,
}

/// Which case work goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Volgorde {
    Oudste,
    /// The earliest promised term.
    Dringendste,
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
