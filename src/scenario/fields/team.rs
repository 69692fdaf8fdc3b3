//! Keys of a team and its shifts.

use super::later;
use super::plaats::{GROEP, TOELICHTING};
use super::{Default, Field, Kind, Names, Part};

pub static TEAM: Part = Part {
    name: "team",
    fields: &[
        Field::new(
            "doet",
            Kind::NameList(Names::Kanaal),
            Default::Required,
            "Kanalen die het team doet, in volgorde van voorkeur.",
        ),
        Field::new(
            "kent",
            Kind::NameList(Names::Klantreis),
            Default::Absent("alle klantreizen"),
            "Klantreizen die het team kan behandelen.",
        ),
        Field::new(
            "diensten",
            Kind::Parts(&DIENST),
            Default::Required,
            "Wie er wanneer werkt, per dienst met een naam.",
        ),
        Field::new(
            "inzetbaarheid",
            Kind::Share,
            Default::Value("76%", "E"),
            "Kans dat een ingeroosterde medewerker er die dag is; pauzes staan in de dienst.",
        ),
        Field::new(
            "kiest-klant",
            Kind::Choice { now: &["volgorde", "langst-wachtend", "voorrang"], later: &[] },
            Default::Value("volgorde", "A*"),
            "Welke klant een vrije medewerker neemt; voorrang van klanten gaat altijd voor.",
        ),
        Field::new(
            "bij-einde-dienst",
            Kind::Choice { now: &["afmaken", "overdragen"], later: &[] },
            Default::Value("afmaken", "A*"),
            "Wat er met werk in handen gebeurt als een dienst eindigt.",
        ),
        Field::new(
            "tijdfactor",
            Kind::Factor,
            Default::Value("1", "A*"),
            "Maal alle behandeltijden van dit team.",
        ),
        Field::new(
            "nawerk",
            Kind::Duration,
            Default::Absent("dat van het kanaal"),
            "Werk na elk contact van dit team.",
        )
        .also(&["kanaal"]),
        GROEP,
        TOELICHTING,
        Field::later("legt-neer", "ja of nee", "Of berichten en zaken opzij gaan voor wie wacht."),
        Field::later("werkgebied", "kernen", "Van welke kernen het team contact aanneemt."),
        Field::later("inwerken", "kanaal: deel", "Deel van de medewerkers dat het kan."),
        Field::later("springt-bij", "blok", "Wanneer een flexpool bijspringt."),
        Field::later("voorspelfout", "%", "Verschil tussen gepland en nodig."),
        later::EERSTELIJNS,
        later::ZOEKTIJD,
        later::BEJEGENING,
        later::ONVOLLEDIG,
        Field::later("bereikbaarheid", "%", "Kans dat een collega er doorkomt."),
        Field::later("spreekuur", "openingstijden", "Wanneer het team voor collega's bereikbaar is."),
        Field::later("vervanger", "team", "Wie er anders opneemt."),
        Field::later("terugbellen", "blok", "Terugbelverzoeken: binnen hoe lang, en wat blijft liggen."),
        Field::later("overdracht", "blok", "Hoe klanten worden doorgezet."),
        Field::later("onderbreking", "duur", "Tijd die een vraag van de balie kost."),
        Field::later("achterstand", "weken werk", "Werk dat er bij het begin al ligt."),
        Field::later("uurtarief", "euro", "Kosten per uur."),
    ],
};

pub static DIENST: Part = Part {
    name: "dienst",
    fields: &[
        Field::new("dagen", Kind::Days, Default::Value("ma-vr", "A"), "Dagen van de week."),
        Field::new("van", Kind::Clock, Default::Value("08:30", "A"), "Begin van de dienst."),
        Field::new(
            "tot",
            Kind::Clock,
            Default::Value("17:00", "A"),
            "Eind van de dienst, ten laatste 24:00.",
        ),
        Field::new(
            "medewerkers",
            Kind::Number,
            Default::Required,
            "Ingeroosterde medewerkers; een half telt om de dag.",
        ),
        Field::new(
            "pauze",
            Kind::OptionalPart(&PAUZE),
            Default::Absent("geen"),
            "Ieder pauzeert één keer binnen dit venster, om beurten.",
        ),
        Field::new(
            "locatie",
            Kind::Name(Names::Locatie),
            Default::Absent("de locatie van het kanaal"),
            "Waar de dienst zit, als het kanaal op meer plekken loopt.",
        ),
        GROEP,
        TOELICHTING,
    ],
};

pub static PAUZE: Part = Part {
    name: "pauze",
    fields: &[
        Field::new("van", Kind::Clock, Default::Value("12:00", "A"), "Begin van het venster."),
        Field::new("tot", Kind::Clock, Default::Value("13:30", "A"), "Eind van het venster."),
        Field::new("duur", Kind::Duration, Default::Value("30 min", "A"), "Hoe lang ieder pauzeert."),
    ],
};
