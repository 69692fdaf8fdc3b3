//! The measures: what each figure is, in which unit, and over which part of the service it is taken.
//!
//! Definitions stand in docs/theorie.md. The ids are what data files call a measure.

use crate::model::satisfaction::Term;

/// Which part of the service a figure is about; nothing set is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cut {
    pub channel: Option<String>,
    pub journey: Option<String>,
    pub segment: Option<String>,
    pub team: Option<String>,
    pub village: Option<String>,
    pub location: Option<String>,
    /// 0 is Monday.
    pub weekday: Option<u8>,
    /// Clock hour 0 ..= 23: of joining the queue, or of the work.
    pub hour: Option<u8>,
}

macro_rules! measures {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $unit:ident, $label:literal, $good:ident;)*) => {
        /// What is measured.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Measure { $($(#[$doc])* $name),* }

        impl Measure {
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name in data files.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id),* }
            }

            pub fn unit(self) -> Unit {
                match self { $(Self::$name => Unit::$unit),* }
            }

            /// Its name for a reader.
            pub fn label(self) -> &'static str {
                match self { $(Self::$name => $label),* }
            }

            /// Whether more of it is better.
            pub fn good(self) -> Good {
                match self { $(Self::$name => Good::$good),* }
            }
        }
    };
}

/// Unit of a figure as held; a share is 0 ..= 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Number in the counted days of one replication.
    Count,
    Share,
    Seconds,
    /// Person-hours in the counted days of one replication.
    Hours,
    /// Persons at once.
    Persons,
    WorkingDays,
    /// Per journey.
    PerJourney,
    /// A mark, or customer effort: from 1 up.
    Mark,
    /// Points of a mark, gained or lost.
    Points,
    /// How many times as much as something else.
    Times,
}

/// Which direction is an improvement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Good {
    More,
    Less,
    /// Neither by itself.
    Neither,
}

measures! {
    /// Contacts offered: every try counts.
    Offered = "aanbod", Count, "contacten", Neither;
    Served = "geholpen", Count, "geholpen", Neither;
    /// Gave up after waiting or on finding a queue, over offered.
    AbandonedShare = "afhakers", Share, "haakt af", Less;
    /// Gave up after the threshold of the channel, over offered.
    AbandonedLateShare = "afhakers-na-drempel", Share, "haakt af na de drempel", Less;
    BalkedShare = "haakt-direct-af", Share, "haakt direct af", Less;
    BlockedShare = "bezet", Share, "krijgt bezet", Less;
    ClosedOutShare = "weggestuurd", Share, "weggestuurd bij sluiting", Less;
    /// Tries that followed an earlier one, over offered.
    RetryShare = "herhaalpogingen", Share, "is een nieuwe poging", Neither;
    /// Served within the threshold of the channel, over offered.
    WithinOffered = "binnen-drempel-aangeboden", Share, "binnen de drempel, van aangeboden", More;
    WithinAnswered = "binnen-drempel-beantwoord", Share, "binnen de drempel, van beantwoord", More;
    WithinPatient = "binnen-drempel-zonder-snelle-afhakers", Share, "binnen de drempel, zonder snelle afhakers", More;
    WithinOrQuick = "binnen-drempel-snelle-afhakers-tellen-mee", Share, "binnen de drempel, snelle afhakers tellen mee", More;
    /// Chains of tries count once, by the wait over all tries.
    WithinPerCustomer = "binnen-drempel-per-klant", Share, "binnen de drempel, per klant", More;
    /// Chains of tries that end in help.
    ServedPerCustomer = "geholpen-per-klant", Share, "uiteindelijk geholpen, per klant", More;
    WaitServed = "wachttijd-beantwoord", Seconds, "gemiddelde wachttijd, beantwoord", Less;
    WaitAll = "wachttijd-allen", Seconds, "gemiddelde wachttijd, allen", Less;
    /// Parts of the mean wait of all, by cause; they add up to it.
    WaitBusy = "wachttijd-door-drukte", Seconds, "wachttijd: iedereen die het kan is bezig", Less;
    WaitPriority = "wachttijd-door-voorrang", Seconds, "wachttijd: een ander ging voor", Less;
    WaitKnowledge = "wachttijd-door-kennis", Seconds, "wachttijd: niemand aanwezig die het kan", Less;
    WaitNobody = "wachttijd-door-afwezigheid", Seconds, "wachttijd: niemand aanwezig", Less;
    WaitClosed = "wachttijd-door-sluiting", Seconds, "wachttijd: gesloten", Less;
    /// E[(W − s)+] over all offered.
    WaitExcess = "wachttijd-boven-drempel", Seconds, "gemiddeld boven de drempel", Less;
    WaitServedP50 = "wachttijd-beantwoord-p50", Seconds, "helft wacht hooguit, beantwoord", Less;
    WaitServedP90 = "wachttijd-beantwoord-p90", Seconds, "9 van de 10 wachten hooguit, beantwoord", Less;
    WaitServedP95 = "wachttijd-beantwoord-p95", Seconds, "19 van de 20 wachten hooguit, beantwoord", Less;
    WaitAllP50 = "wachttijd-allen-p50", Seconds, "helft wacht hooguit, allen", Less;
    WaitAllP90 = "wachttijd-allen-p90", Seconds, "9 van de 10 wachten hooguit, allen", Less;
    WaitAllP95 = "wachttijd-allen-p95", Seconds, "19 van de 20 wachten hooguit, allen", Less;
    WaitLongest = "wachttijd-langste", Seconds, "langste wachttijd", Less;
    /// All waits over those who gave up while waiting: the mean patience, if it is exponential; who is helped has told how long
    /// he was patient at least.
    PatienceEstimate = "geduld-geschat", Seconds, "gemiddeld geduld, geschat uit alle wachttijd", Neither;
    /// From booking to slot.
    AccessDays = "toegangstijd", WorkingDays, "gemiddelde toegangstijd", Less;
    /// Of messages, from sending to answer.
    ResponseTime = "reactietijd", Seconds, "gemiddelde reactietijd", Less;
    ResponseTimeP90 = "reactietijd-p90", Seconds, "9 van de 10 berichten beantwoord binnen", Less;
    /// Of contacts that a person answered: not passed on, no call promised.
    FirstLineShare = "eerstelijns", Share, "klaar in de eerste lijn", More;
    /// Of calls promised.
    CallBacksKept = "terugbelbeloften-gehouden", Share, "op tijd teruggebeld", More;
    NoShowShare = "niet-verschenen", Share, "komt niet op de afspraak", Less;
    AgendaFullShare = "agenda-vol", Share, "vindt de agenda vol", Less;
    TakesCallShare = "neemt-terugbelaanbod", Share, "laat zich terugbellen in plaats van te wachten", Neither;
    UnansweredShare = "onbeantwoord", Share, "krijgt nooit antwoord", Less;
    /// Of contacts without a person.
    SelfServiceFailed = "zelf-mislukt", Share, "komt er zelf niet uit", Less;
    HandlingTime = "behandeltijd", Seconds, "gemiddelde behandeltijd", Neither;
    Journeys = "klantreizen", Count, "klantreizen", Neither;
    LeadTime = "doorlooptijd", Seconds, "gemiddelde doorlooptijd", Less;
    /// Parts of the mean lead time; they add up to it.
    TimeQueued = "doorlooptijd-in-de-rij", Seconds, "doorlooptijd: in de rij", Less;
    TimeGathering = "doorlooptijd-tot-stapel-vol", Seconds, "doorlooptijd: tot een stapel vol is", Less;
    TimeHelped = "doorlooptijd-geholpen", Seconds, "doorlooptijd: geholpen", Neither;
    TimeWaiting = "doorlooptijd-wacht", Seconds, "doorlooptijd: wachtstappen", Less;
    TimeForCustomer = "doorlooptijd-wacht-op-klant", Seconds, "doorlooptijd: wacht op de klant", Less;
    TimeForPartner = "doorlooptijd-wacht-op-partner", Seconds, "doorlooptijd: wacht op een partner", Less;
    TimeAway = "doorlooptijd-tot-nieuwe-poging", Seconds, "doorlooptijd: tot een nieuwe poging, een afspraak of de opening", Less;
    LeadTimeP50 = "doorlooptijd-p50", Seconds, "helft klaar binnen", Less;
    LeadTimeP90 = "doorlooptijd-p90", Seconds, "9 van de 10 klaar binnen", Less;
    CompletedShare = "voltooid", Share, "voltooid", More;
    /// Journeys closed in one contact, over completed (FCR₂).
    OneContactShare = "in-een-contact", Share, "klaar in één contact", More;
    /// Answered contacts, not passed on, that no other of the same journey followed within 7 days, over answered (FCR₁).
    SolvedShare = "opgelost-in-een-contact-7-dagen", Share, "niet doorverbonden, en binnen 7 dagen geen volgend contact", More;
    ContactsPerJourney = "contacten-per-klantreis", PerJourney, "contacten per klantreis", Neither;
    HandOffsPerJourney = "overdrachten-per-klantreis", PerJourney, "overdrachten per klantreis", Less;
    /// Of the customer's own initiative, after an answer or out of silence.
    RepeatsPerJourney = "herhaalcontacten-per-klantreis", PerJourney, "herhaalcontacten per klantreis", Less;
    /// Skipped checks that would have found something.
    Missed = "gemiste-fouten", Count, "fouten gemist door een overgeslagen controle", Less;
    Occupancy = "bezettingsgraad", Share, "bezettingsgraad", Neither;
    PresentHours = "aanwezige-uren", Hours, "aanwezige uren", Neither;
    /// Present beyond the roster.
    OvertimeHours = "overwerk", Hours, "uren na diensttijd", Less;
    Headcount = "bezetting", Persons, "mensen ingeroosterd en aanwezig", Neither;
    /// Of journeys; for a channel, of its contacts. As the way of measuring would see it.
    Mark = "cijfer", Mark, "gemiddeld cijfer", More;
    /// By mark and spread between respondents; 7.5 and more reads as 8.
    HighMarkShare = "cijfer-8-of-hoger", Share, "geeft een 8 of hoger", More;
    LowMarkShare = "cijfer-5-of-lager", Share, "geeft een 5 of lager", Less;
    /// CES, 1 (hard) to 7 (easy).
    Effort = "klantmoeite", Mark, "gemak voor de klant (1–7)", More;
    /// The mark if nothing was lost.
    MarkCeiling = "cijfer-hoogst-haalbaar", Mark, "hoogst haalbaar cijfer", More;
    /// Under other coefficients of the formula, over draws and replications.
    MarkBand = "cijfer-band", Mark, "cijfer bij andere coëfficiënten", More;
    /// Over the same draws and replications.
    GoalChance = "kans-op-streefcijfer", Share, "kans op het streefcijfer", More;
    /// In one period of the survey.
    SurveyResponses = "peiling-reacties", Count, "reacties per peiling", Neither;
    /// Half the 95 % interval of the mean mark of one period.
    SurveyMargin = "peiling-marge", Points, "marge van een peiling", Less;
    /// Until a drop of 0.2 points is noticed, with a chance of 80 %.
    SurveyDelay = "peiling-merkt-na", Count, "peilingen tot een daling van 0,2 opvalt", Less;
    // where the points of the mark go; together with the way of measuring they add up to it
    PointsBase = "punten-basis", Points, "punten: basis", Neither;
    PointsSegment = "punten-doelgroep", Points, "punten: doelgroep", Neither;
    PointsWait = "punten-wachten", Points, "punten door wachten", More;
    PointsLeadTime = "punten-doorlooptijd", Points, "punten door doorlooptijd", More;
    PointsAccess = "punten-toegang", Points, "punten door toegang", More;
    PointsUnresolved = "punten-niet-opgelost", Points, "punten door niet opgelost", More;
    PointsRepeat = "punten-herhaling", Points, "punten door herhaling", More;
    PointsHandoff = "punten-overdracht", Points, "punten door overdracht", More;
    PointsPromise = "punten-belofte", Points, "punten door beloften", More;
    PointsProgress = "punten-voortgang", Points, "punten door voortgang", More;
    PointsIncomplete = "punten-onvolledig", Points, "punten door onvolledig", More;
    PointsUnclear = "punten-onbegrepen", Points, "punten door onbegrepen", More;
    PointsChannel = "punten-kanaal", Points, "punten door kanaal", More;
    PointsTreatment = "punten-bejegening", Points, "punten door bejegening", More;
    PointsRefusal = "punten-afwijzing", Points, "punten door afwijzing", More;
    PointsTravel = "punten-reistijd", Points, "punten door reistijd", More;
    PointsFloor = "punten-ondergrens", Points, "punten: ondergrens van termen", Neither;
    PointsClamp = "punten-klem", Points, "punten: niet onder 1 of boven 10", Neither;
    PointsPeakEnd = "punten-piek-eind", Points, "punten: slechtste en laatste wegen zwaarder", Neither;
    PointsUnanswered = "punten-niet-beantwoord", Points, "punten door niet beantwoord", More;
    PointsInstrument = "punten-meetwijze", Points, "punten: manier van meten", Neither;
}

impl Measure {
    /// Where the points of one term stand.
    pub fn points(term: Term) -> Self {
        match term {
            Term::Base => Self::PointsBase,
            Term::Segment => Self::PointsSegment,
            Term::Wait => Self::PointsWait,
            Term::LeadTime => Self::PointsLeadTime,
            Term::Access => Self::PointsAccess,
            Term::Unresolved => Self::PointsUnresolved,
            Term::Repeat => Self::PointsRepeat,
            Term::Handoff => Self::PointsHandoff,
            Term::Promise => Self::PointsPromise,
            Term::Progress => Self::PointsProgress,
            Term::Incomplete => Self::PointsIncomplete,
            Term::Unclear => Self::PointsUnclear,
            Term::Channel => Self::PointsChannel,
            Term::Treatment => Self::PointsTreatment,
            Term::Refusal => Self::PointsRefusal,
            Term::Travel => Self::PointsTravel,
            Term::Floor => Self::PointsFloor,
            Term::Clamp => Self::PointsClamp,
            Term::PeakEnd => Self::PointsPeakEnd,
            Term::Unanswered => Self::PointsUnanswered,
        }
    }
}
