//! Kanalen: how contact runs, not what it is about.

use super::stroomnaam::Stroomnaam;
use super::value::{Duur, Spreiding};
use super::werkgebied::Werkgebied;
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
    /// Visitors by appointment, some of whom walk in.
    Afspraak,
    /// Messages from customers, answered later; nobody waits at it.
    Bericht,
    /// Sessions with places for several customers at once; the staff that holds them is not counted.
    Bijeenkomst,
    /// By appointment at the customer's home.
    Bezoek,
}

impl KanaalSoort {
    /// Whether customers wait in a queue for who helps them.
    pub fn heeft_rij(self) -> bool {
        matches!(self, Self::Gesprek | Self::Inloop | Self::Afspraak)
    }

    /// Whether a team works at it.
    pub fn heeft_personeel(self) -> bool {
        !matches!(self, Self::Zelf | Self::Bijeenkomst)
    }

    /// Whether customers come by appointment.
    pub fn heeft_agenda(self) -> bool {
        matches!(self, Self::Afspraak | Self::Bezoek)
    }

    /// Whether who comes may be under way over a night.
    pub fn duurt_over_nachten(self) -> bool {
        matches!(self, Self::Afspraak | Self::Bericht | Self::Bijeenkomst | Self::Bezoek)
    }
}

#[derive(Clone, Debug)]
pub struct Kanaal {
    pub stroomnaam: Option<Stroomnaam>,
    pub soort: KanaalSoort,
    /// `None`: the hours of each of its locaties. Otherwise hours that also bind its locaties.
    pub open: Option<WeekHours>,
    /// Empty: not bound to a place.
    pub locaties: Vec<String>,
    /// Whose contacts it takes.
    pub werkgebied: Werkgebied,
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
    /// Share of customers to whom it is offered.
    pub aanbod: f64,
    /// Conversations of one employee at once; more than 1 is a chat.
    pub tegelijk: u32,
    /// Share of those who wait that is told how long.
    pub wachtinfo: f64,
    /// What customers take for a usual wait.
    pub verwachte_wachttijd: Span,
    /// Working days to an appointment or meeting that customers take for usual.
    pub verwachte_toegangstijd: f64,
    pub ontvangst: Ontvangst,
    pub terugbelaanbod: Terugbelaanbod,
    pub storing: Storing,
    /// For `Afspraak` and `Bezoek`.
    pub afspraak: Option<Afspraak>,
    /// For `Bijeenkomst`.
    pub bijeenkomst: Option<Bijeenkomst>,
    /// A message counts as not answered after this.
    pub onbeantwoord_na: Duur,
    /// Share of messages that nobody takes up.
    pub blijft_liggen: f64,
}

/// A host who meets visitors before they wait and sends on who is at the wrong place.
#[derive(Clone, Debug)]
pub struct Ontvangst {
    /// Share of visitors met.
    pub opgevangen: f64,
    /// How long that takes whoever does it.
    pub duur: Spreiding,
    /// The team that does; `None`: it costs nobody time.
    pub door: Option<String>,
}

/// Who waits may leave the line and be called back.
#[derive(Clone, Copy, Debug)]
pub struct Terugbelaanbod {
    /// Share of those who wait so long, and of these the share that accepts.
    pub aanbod: f64,
    pub accepteert: f64,
    pub na: Span,
}

/// Breakdowns of a channel.
#[derive(Clone, Debug)]
pub struct Storing {
    pub kans_per_dag: f64,
    pub duur: Span,
}

#[derive(Clone, Debug)]
pub struct Afspraak {
    /// Length of a slot.
    pub duur: Span,
    /// How far ahead the agenda is open.
    pub vooruit: Duur,
    /// Share of customers who come without appointment.
    pub vrije_inloop: f64,
    /// Slots given out beyond capacity, as a share of it.
    pub overboeken: f64,
    /// Share of the slots kept for the same day and for who has priority.
    pub spoed: f64,
    /// Share that does not come, for an appointment made today.
    pub niet_verschenen: f64,
    /// What each week between making and keeping adds to `niet_verschenen`, to 25 % at most.
    pub extra_per_week: f64,
    /// Share that comes more than 5 minutes late.
    pub te_laat: f64,
    pub vol: Vol,
    /// Share of the agenda taken at the start of the run, falling to nothing at `vooruit`.
    pub beginvulling: f64,
}

/// What a customer does who finds no free slot within `vooruit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vol {
    /// Goes to another location, or comes back later.
    Elders,
    GeeftOp,
}

#[derive(Clone, Debug)]
pub struct Bijeenkomst {
    /// Time between sessions.
    pub elke: Duur,
    /// Customers in one session.
    pub plaatsen: u32,
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
    /// Share of those whom self-service fails that takes another channel.
    pub wisselt_kanaal: f64,
}

/// What goes wrong at a contact, resolved for a step (stap > klantreis > kanaal > gedrag > kind); `None` is what holds
/// for the team that helps.
#[derive(Clone, Debug)]
pub struct Fouten {
    /// Share that arrives at the wrong desk, number or place.
    pub verkeerd_terecht: f64,
    /// Share of answers that are wrong or incomplete.
    pub onvolledig: Option<f64>,
    /// Share that does not understand the answer.
    pub onbegrepen: f64,
    pub komt_terug: KomtTerug,
    /// Share that the first line finishes by itself; without an `achterwacht` it finishes all.
    pub eerstelijns: Option<f64>,
    /// How pleasantly customers are treated, −1 to 1.
    pub bejegening: Option<f64>,
}

/// Customers with an incomplete answer, or one they did not understand, who come back with the same question.
#[derive(Clone, Debug)]
pub struct KomtTerug {
    pub kans: f64,
    pub na: Spreiding,
}

#[derive(Clone, Debug)]
pub struct ProbeertOpnieuw {
    pub kans: f64,
    pub na: Spreiding,
    pub onthoudt_duur: bool,
    pub onthoudt_geduld: bool,
    pub onthoudt_gewacht: bool,
}
