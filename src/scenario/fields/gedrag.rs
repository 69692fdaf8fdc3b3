//! Keys of what customers do; they stand at the top, and where the table says so on a channel, a journey or a step.

use super::{Default, Field, Kind, Names, Part, Shape};

/// Kinds of channel with a queue.
pub const QUEUED: &[&str] = &["gesprek", "inloop", "afspraak"];

pub const HAAKT_DIRECT_AF: Field = Field::new(
    "haakt-direct-af",
    Kind::Share,
    Default::BySort(&[("gesprek", "8%", "M"), ("", "0%", "A*")]),
    "Deel dat meteen ophangt of omdraait als het moet wachten.",
)
.from("peiling van Radar onder ongeveer 2.700 mensen [S47]");

pub const GEDULD: Field = Field::new(
    "geduld",
    Kind::Spread(Shape::Patience),
    Default::BySort(&[("gesprek", "7 min", "D"), ("", "onbeperkt", "A*")]),
    "Hoe lang een klant wil wachten: een gemiddelde, een verdeling of onbeperkt.",
)
.from("gepast op vier jaar 's-Hertogenbosch [S11] en de peiling van Radar [S47]");

pub const PROBEERT: Field = Field::new(
    "probeert-opnieuw",
    Kind::OptionalPart(&PROBEERT_OPNIEUW),
    Default::BySort(&[("gesprek", "ja", "A"), ("", "nee", "A*")]),
    "Of wie opgeeft het later nog eens probeert; nee is niet.",
);

const WISSELT_TEKST: &str = "Deel van wie het zelf niet lukt dat een ander kanaal neemt.";
pub const WISSELT_KANAAL: Field = inner("wisselt-kanaal", Kind::Share, WISSELT_TEKST);

const NAVRAAG_TEKST: &str = "Klanten die vragen waar het blijft; nee is niemand.";
pub const NAVRAAG: Field = inner("navraag", Kind::OptionalPart(&NAVRAAG_BLOK), NAVRAAG_TEKST);

/// Counted contacts hold them already, so nobody does unless it is written.
pub const DUBBEL: Field = Field::new(
    "dubbel",
    Kind::Share,
    Default::Value("0%", "A*"),
    "Deel dat dezelfde vraag meteen ook langs een tweede kanaal stelt.",
);

const KOMT_TERUG_TEKST: &str = "Wie een onvolledig of onbegrepen antwoord kreeg en daarmee terugkomt.";
pub const KOMT_TERUG: Field = inner("komt-terug", Kind::Part(&KOMT_TERUG_BLOK), KOMT_TERUG_TEKST);

pub const fn inner(key: &'static str, kind: Kind, about: &'static str) -> Field {
    Field::new(key, kind, Default::Absent("zoals onder `gedrag`"), about).also(&["gedrag"])
}

pub static GEDRAG: Part = Part {
    name: "gedrag",
    fields: &[
        HAAKT_DIRECT_AF,
        GEDULD,
        PROBEERT,
        DUBBEL,
        Field::new("wisselt-kanaal", Kind::Share, Default::Value("100%", "A*"), WISSELT_TEKST),
        Field::new("navraag", Kind::OptionalPart(&NAVRAAG_BLOK), Default::Value("ja", "A*"), NAVRAAG_TEKST),
        Field::new(
            "komt-terug",
            Kind::Part(&KOMT_TERUG_BLOK),
            Default::Absent("58% na een werkdag"),
            KOMT_TERUG_TEKST,
        ),
        Field::new(
            "statusinfo-stilt",
            Kind::Share,
            Default::Value("40%", "A"),
            "Deel van de vragen waar het blijft dat uitblijft als de status bekend is.",
        ),
        Field::new(
            "klaagt",
            Kind::OptionalPart(&KLAAGT),
            Default::Value("ja", "A*"),
            "Wie na een slecht cijfer klaagt, als er een klantreis voor is; nee is niemand.",
        ),
        Field::new(
            "maakt-bezwaar",
            Kind::Share,
            Default::Value("10%", "A*"),
            "Deel van de afwijzingen waar de klantreis `bezwaar` op volgt, als die er is.",
        ),
        Field::new(
            "ov-factor",
            Kind::Factor,
            Default::Value("2.2", "A"),
            "Reistijd met de bus in verhouding tot de auto.",
        ),
        Field::new(
            "locatie-dicht",
            Kind::OptionalPart(&LOCATIE_DICHT),
            Default::Value("nee", "A*"),
            "Wat klanten doen van wie de dichtstbijzijnde locatie `open: dicht` heeft; nee is dat allen naar een andere gaan.",
        ),
    ],
};

const OUTER: &[&str] = &["klantreis", "kanaal", "gedrag"];

pub static PROBEERT_OPNIEUW: Part = Part {
    name: "probeert-opnieuw",
    fields: &[
        Field::new(
            "kans",
            Kind::Share,
            Default::Value("60%", "A"),
            "Kans dat iemand die opgeeft het opnieuw probeert.",
        )
        .also(OUTER),
        Field::new("na", Kind::Spread(Shape::Fixed), Default::Value("40 min", "A"), "Hoe lang daarna.")
            .also(OUTER),
        Field::new(
            "onthoudt",
            Kind::Choices(&["duur", "geduld", "gewacht"]),
            Default::Value("duur", "A"),
            "Wat bij een nieuwe poging hetzelfde blijft.",
        )
        .also(OUTER),
    ],
};

pub static NAVRAAG_BLOK: Part = Part {
    name: "navraag",
    fields: &[
        Field::new(
            "na-termijn",
            Kind::Share,
            Default::Value("40%", "A*"),
            "Kans op een vraag voor elke week dat het te laat is.",
        )
        .also(OUTER),
        Field::new(
            "niets-gehoord",
            Kind::Share,
            Default::Value("20%", "A*"),
            "Kans op een vraag telkens als de verwachte tijd om is en er niets is gehoord.",
        )
        .also(OUTER),
        Field::new(
            "kanaal",
            Kind::Name(Names::Kanaal),
            Default::Absent("het eerste kanaal van soort gesprek"),
            "Waarlangs zij het vragen.",
        )
        .also(OUTER),
        Field::new(
            "duur",
            Kind::Spread(Shape::Handling),
            Default::Value("3 min", "A*"),
            "Hoe lang zo'n vraag duurt.",
        )
        .also(OUTER),
    ],
};

pub static KOMT_TERUG_BLOK: Part = Part {
    name: "komt-terug",
    fields: &[
        Field::new("kans", Kind::Share, Default::Value("58%", "D"), "Deel dat met dezelfde vraag terugkomt.")
            .from("zo dat 20% onbegrepen 15 vragen per 100 brieven geeft en 8% er 8; beide zijn aannames")
            .also(OUTER),
        Field::new("na", Kind::Spread(Shape::Fixed), Default::Value("1 werkdag", "A*"), "Hoe lang daarna.")
            .also(OUTER),
    ],
};

static LOCATIE_DICHT: Part = Part {
    name: "locatie-dicht",
    fields: &[
        Field::new(
            "andere-locatie",
            Kind::Share,
            Default::Value("85%", "A"),
            "Deel dat naar een andere locatie gaat.",
        ),
        Field::new(
            "digitaal",
            Kind::Share,
            Default::Value("10%", "A"),
            "Deel dat het zelf doet, als de stap `passend` is en er een kanaal voor is; anders naar een andere locatie.",
        ),
        Field::new("uitstel", Kind::Share, Default::Value("5%", "A"), "Deel dat het uitstelt."),
        Field::new(
            "na",
            Kind::Spread(Shape::Fixed),
            Default::Value("4 weken", "A*"),
            "Hoe lang uitstel duurt.",
        ),
    ],
};

pub static KLAAGT: Part = Part {
    name: "klaagt",
    fields: &[
        Field::new(
            "onder-cijfer",
            Kind::Number,
            Default::Value("4", "A*"),
            "Cijfer waaronder iemand kan gaan klagen.",
        ),
        Field::new("kans", Kind::Share, Default::Value("10%", "A*"), "Deel van hen dat klaagt."),
        Field::new(
            "klantreis",
            Kind::Name(Names::Klantreis),
            Default::Value("klacht", "A*"),
            "De klantreis die een klacht begint; na een fusie die van de eigen voorganger.",
        ),
    ],
};
