//! Keys of a team and its shifts.

use super::klantreis::{EERSTELIJNS, ONVOLLEDIG, ZOEKTIJD};
use super::plaats::{GROEP, STROOMNAAM, TOELICHTING};
use super::{Default, Field, Kind, Names, Part};

pub static TEAM: Part = Part {
    name: "team",
    fields: &[
        Field::new(
            "doet",
            Kind::NameList(Names::Kanaal),
            Default::Absent("alleen stappen die het team noemen"),
            "Kanalen die het team doet, in volgorde van voorkeur.",
        ).for_all(),
        Field::new(
            "kent",
            Kind::NameList(Names::Klantreis),
            Default::Absent("alle klantreizen"),
            "Klantreizen die het team kan behandelen.",
        ).for_all(),
        Field::new(
            "diensten",
            Kind::Parts(&DIENST),
            Default::Required,
            "Wie er wanneer werkt, per dienst met een naam.",
        ).for_all(),
        Field::new(
            "inzetbaarheid",
            Kind::Share,
            Default::Value("76%", "E"),
            "Kans dat een ingeroosterde medewerker er die dag is; pauzes staan in de dienst.",
        )
.from("30% afwezig, waarvan 6% pauzes, vuistregels van contactcentra [S56]").for_all(),
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
        ).for_all()
        .also(&["kanaal"]),
        Field::new(
            "volgorde",
            Kind::Choice { now: &["oudste", "dringendste"], later: &[] },
            Default::Value("oudste", "A*"),
            "Welk werk eerst gaat: het oudste, of wat het eerst is toegezegd.",
        ),
        Field::new(
            "legt-neer",
            Kind::YesNo,
            Default::Value("ja", "A*"),
            "Of berichten en zaken opzij gaan voor wie wacht.",
        ).for_all(),
        Field::new(
            "werkgebied",
            Kind::NamesOr(Names::Kern, "alle"),
            Default::Value("alle", "A*"),
            "Van welke kernen het team contact aanneemt: alle, namen, of een `(groep)`.",
        ).for_all(),
        Field::new(
            "inwerken",
            Kind::Shares(&[Names::Kanaal, Names::Klantreis]),
            Default::Absent("iedereen kan alles wat het team doet"),
            "Deel van de medewerkers dat een kanaal of klantreis kan doen: `{ telefoon: 80% }`.",
        ).for_all(),
        Field::new("eerstelijns", Kind::Share, Default::Value("65%", "M"), EERSTELIJNS)
.from("tussen minder dan 45% in Utrechtse Heuvelrug [S41] en 87% in Amsterdam [S13]"),
        Field::new("zoektijd", Kind::Duration, Default::Value("60 s", "A*"), ZOEKTIJD),
        Field::new(
            "bejegening",
            Kind::Between { min: -1, max: 1 },
            Default::Value("0", "A*"),
            "Hoe prettig klanten worden behandeld, van -1 tot 1.",
        ),
        Field::new("onvolledig", Kind::Share, Default::Value("15%", "A"), ONVOLLEDIG),
        Field::new(
            "bereikbaarheid",
            Kind::Share,
            Default::Value("45%", "A"),
            "Kans dat een collega er doorkomt.",
        ),
        Field::new(
            "spreekuur",
            Kind::Hours,
            Default::Absent("zolang er iemand werkt"),
            "Wanneer het team voor collega's bereikbaar is.",
        ),
        Field::new(
            "vervanger",
            Kind::Name(Names::Team),
            Default::Absent("niemand"),
            "Wie er voor collega's opneemt als dit team dat niet doet.",
        ),
        Field::new(
            "terugbellen",
            Kind::Part(&TERUGBELLEN),
            Default::Absent("zoals gewoon"),
            "Terugbelverzoeken: binnen hoe lang, en wat blijft liggen.",
        ),
        Field::new(
            "overdracht",
            Kind::Part(&OVERDRACHT),
            Default::Absent("zoals gewoon"),
            "Hoe klanten worden doorgezet.",
        ),
        Field::new(
            "onderbreking",
            Kind::Duration,
            Default::Value("5 min", "A*"),
            "Tijd die een vraag van een collega kost.",
        ),
        Field::new(
            "achterstand",
            Kind::Duration,
            Default::Value("0 weken", "A*"),
            "Werk dat er bij het begin al ligt, in weken van het hele team.",
        ).for_all(),
        Field::new("uurtarief", Kind::Number, Default::Value("38", "A*"), "Kosten per uur, in euro."),
        STROOMNAAM,
        GROEP,
        TOELICHTING,
        Field::new(
            "springt-bij",
            Kind::OptionalPart(&SPRINGT_BIJ),
            Default::Absent("werkt volgens het rooster"),
            "Flexpool: komt binnen zijn diensten alleen als er te lang wordt gewacht, en gaat als er niemand meer wacht.",
        ).for_all(),
        Field::new(
            "voorspelfout",
            Kind::Variation,
            Default::Value("0%", "A*"),
            "Hoeveel het aantal mensen van week tot week scheelt met wat nodig is (variatiecoëfficiënt).",
        ).for_all(),
    ],
};

static SPRINGT_BIJ: Part = Part {
    name: "springt-bij",
    fields: &[
        Field::new(
            "vanaf-wachttijd",
            Kind::Duration,
            Default::Value("3 min", "A*"),
            "Zodra iemand in een rij van zijn kanalen zo lang wacht, wordt de flexpool geroepen.",
        ),
        Field::new(
            "oproeptijd",
            Kind::Duration,
            Default::Value("0 s", "A*"),
            "Hoe lang het dan duurt tot hij er is.",
        ),
    ],
};

static TERUGBELLEN: Part = Part {
    name: "terugbellen",
    fields: &[
        Field::new(
            "binnen",
            Kind::Duration,
            Default::Value("2 werkdagen", "N"),
            "Binnen hoe lang is toegezegd terug te bellen.",
        )
        .from("Nissewaard [S03] en Beverwijk [S08]"),
        Field::new(
            "blijft-liggen",
            Kind::Share,
            Default::Value("25%", "A"),
            "Deel van de verzoeken dat niemand oppakt.",
        ),
        Field::new(
            "blokken",
            Kind::Whole { min: 1, max: 24 },
            Default::Value("2", "A"),
            "Hoe vaak per dag de verzoeken worden afgewerkt.",
        ),
    ],
};

static OVERDRACHT: Part = Part {
    name: "overdracht",
    fields: &[
        Field::new(
            "koud",
            Kind::Share,
            Default::Value("76%", "M"),
            "Deel dat zonder inleiding wordt doorgezet, zodat de klant alles opnieuw vertelt.",
        )
        .from("KvK Gelderland, 28 gemeenten [S40]"),
        Field::new(
            "doorschuiven",
            Kind::Share,
            Default::Value("10%", "A*"),
            "Deel dat daarna nog eens wordt doorgezet.",
        ),
        Field::new(
            "navertellen",
            Kind::Duration,
            Default::Value("60 s", "A*"),
            "Hoe lang het duurt om alles opnieuw te vertellen.",
        ),
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
