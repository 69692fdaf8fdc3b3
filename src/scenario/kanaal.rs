//! Kanalen: how contact runs, not what it is about.

use super::value::Spreiding;
use crate::calendar::WeekHours;
use crate::time::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KanaalSoort {
    /// No staff: whoever comes is helped at once.
    Zelf,
    /// Live queue with patience and lines.
    Gesprek,
    /// Visitors who walk in.
    Inloop,
}

#[derive(Clone, Debug)]
pub struct Kanaal {
    pub soort: KanaalSoort,
    /// `None`: the hours of each of its locaties. Otherwise hours that also bind its locaties.
    pub open: Option<WeekHours>,
    /// Empty: not bound to a place.
    pub locaties: Vec<String>,
    /// Contacts waiting or being helped at once; `None` is no limit.
    pub lijnen: Option<u32>,
    /// Whether one who finds all lines taken may try again (by `probeert_opnieuw` of the step).
    pub bezet_probeert_opnieuw: bool,
    pub bij_sluiting: BijSluiting,
    pub kiest_medewerker: KiestMedewerker,
    /// After-call work where the team has none of its own.
    pub nawerk: Span,
    /// Added to every handling time.
    pub identificatie: Span,
    /// Within this wait the channel counts a contact as in time: `binnen` of its norm, else the default of its kind.
    pub drempel: Span,
}

/// The queue at closing time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BijSluiting {
    Afmaken,
    Wegsturen,
}

/// Which free person a customer gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KiestMedewerker {
    LangstVrij,
    EersteGenoemd,
    NaarRato,
}

/// What a customer does who must wait: resolved for a step (stap > klantreis > kanaal > gedrag > kind).
#[derive(Clone, Debug)]
pub struct Gedrag {
    /// Share that hangs up at once when it must wait.
    pub haakt_direct_af: f64,
    pub geduld: Spreiding,
    pub probeert_opnieuw: Option<ProbeertOpnieuw>,
}

#[derive(Clone, Debug)]
pub struct ProbeertOpnieuw {
    pub kans: f64,
    pub na: Spreiding,
    pub onthoudt_duur: bool,
    pub onthoudt_geduld: bool,
    pub onthoudt_gewacht: bool,
}
