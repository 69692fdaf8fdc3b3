//! Keys of a fusie: the plan by which municipalities become one.

use super::{Default, Field, Kind, Names, Part};

pub static FUSIE: Part = Part {
    name: "fusie",
    fields: &[
        Field::new(
            "naam",
            Kind::Text,
            Default::Absent("de naam van het scenario"),
            "Naam van de nieuwe gemeente.",
        ),
        Field::new(
            "fusiedatum",
            Kind::Date,
            Default::Absent("zoals onder `periode`"),
            "Dag waarop de gemeenten samengaan.",
        ),
        Field::new(
            "voorgangers",
            Kind::Files,
            Default::Required,
            "De gemeenten die samengaan: per naam het bestand van hun eigen scenario.",
        ),
        Field::new(
            "samenvoegen",
            Kind::Part(&SAMENVOEGEN),
            Default::Absent("alles blijft apart"),
            "Wat één wordt: kanalen, teams, klantreizen en normen.",
        ),
        Field::new(
            "conflicten",
            Kind::Decisions,
            Default::Absent("waar zij verschillen is een fout"),
            "Per pad wat er geldt waar de voorgangers verschillen: `van brielle`, of een waarde.",
        ),
        Field::new(
            "overgang",
            Kind::OptionalPart(&OVERGANG),
            Default::Value("ja", "A*"),
            "De jaren eromheen: wat een fusie met zich meebrengt; nee is niets daarvan.",
        ),
    ],
};

/// What a merger brings with it: each row a measure or two, with the numbers found for it.
pub static OVERGANG: Part = Part {
    name: "overgang",
    fields: &[
        Field::new(
            "personeelsstop",
            Kind::OptionalPart(&PERSONEELSSTOP),
            Default::Value("ja", "A*"),
            "Voor de fusie worden lege plekken niet opgevuld.",
        ),
        Field::new(
            "projectinzet",
            Kind::OptionalPart(&PROJECTINZET),
            Default::Value("ja", "D"),
            "Ervaren medewerkers werken mee aan de fusie.",
        ),
        Field::new(
            "training",
            Kind::OptionalPart(&TRAINING),
            Default::Value("ja", "D"),
            "Medewerkers oefenen samen.",
        ),
        Field::new(
            "sluiting",
            Kind::OptionalPart(&SLUITING),
            Default::Value("ja", "D"),
            "Alles is dicht terwijl het overgaat; wat spoed heeft gaat door.",
        ),
        Field::new(
            "heropening",
            Kind::OptionalPart(&HEROPENING),
            Default::Value("ja", "D"),
            "Na de heropening komen er meer vragen.",
        ),
        Field::new(
            "systemen",
            Kind::OptionalPart(&SYSTEMEN),
            Default::Value("ja", "A"),
            "Nieuwe systemen maken het werk trager en vallen uit.",
        ),
        Field::new(
            "kennis",
            Kind::OptionalPart(&KENNIS),
            Default::Value("ja", "A"),
            "Medewerkers kennen elkaars producten en plekken nog niet.",
        ),
        Field::new(
            "bereikbaarheid",
            Kind::OptionalPart(&BEREIKBAARHEID),
            Default::Value("ja", "D/A"),
            "Vakmensen zijn voor collega's slechter bereikbaar.",
        ),
        Field::new(
            "plaatsing",
            Kind::OptionalPart(&PLAATSING),
            Default::Value("ja", "A"),
            "Wie op welke plek komt is nog niet beslist: vacatures en verzuim achter de balie.",
        ),
        Field::new(
            "achterstand",
            Kind::OptionalPart(&ACHTERSTAND),
            Default::Value("ja", "A"),
            "Elke voorganger brengt werk mee dat nog ligt.",
        ),
        Field::new(
            "naamswijziging",
            Kind::OptionalPart(&NAAMSWIJZIGING),
            Default::Value("ja", "A"),
            "Een deel belt het oude nummer of komt op de oude plek.",
        ),
        Field::new(
            "harmonisatie",
            Kind::OptionalPart(&HARMONISATIE),
            Default::Value("ja", "D"),
            "Nieuwe regels geven vragen over dat onderwerp.",
        ),
        Field::new(
            "normen",
            Kind::OptionalPart(&NORMEN),
            Default::Value("ja", "A"),
            "De normen van elke voorganger gelden tot er één set is.",
        ),
        Field::new(
            "bundeling",
            Kind::OptionalPart(&BUNDELING),
            Default::Value("ja", "D"),
            "Teams en kanalen die zijn samengevoegd werken als één.",
        ),
        Field::new(
            "gelijktrekken",
            Kind::OptionalPart(&GELIJKTREKKEN),
            Default::Value("ja", "A"),
            "Wat onder `conflicten` over samengevoegde delen is gekozen gaat gelden.",
        ),
        Field::new(
            "besparing",
            Kind::OptionalPart(&BESPARING),
            Default::Value("nee", "D"),
            "Er verdwijnen plekken.",
        ),
        Field::new(
            "locaties",
            Kind::Parts(&LOCATIEPLAN),
            Default::Absent("alle blijven zoals zij zijn"),
            "Wat er met welke locatie gebeurt, en wanneer.",
        ),
    ],
};

static PERSONEELSSTOP: Part = Part {
    name: "personeelsstop",
    fields: &[
        Field::new(
            "vooraf",
            Kind::Duration,
            Default::Value("24 maanden", "D"),
            "Hoe lang voor de fusie dat begint.",
        ),
        Field::new(
            "per-maand",
            Kind::Factor,
            Default::Value("0.995", "A*"),
            "Maal het aantal medewerkers, elke maand opnieuw.",
        ),
    ],
};

static PROJECTINZET: Part = Part {
    name: "projectinzet",
    fields: &[
        Field::new(
            "vooraf",
            Kind::Duration,
            Default::Value("12 maanden", "D"),
            "Hoe lang voor de fusie dat begint.",
        ),
        Field::new(
            "aandeel",
            Kind::Share,
            Default::Value("10%", "D"),
            "Deel van de uren van wie er is dat daaraan opgaat.",
        ),
    ],
};

static TRAINING: Part = Part {
    name: "training",
    fields: &[
        Field::new(
            "vooraf",
            Kind::Duration,
            Default::Value("4 maanden", "D"),
            "Hoe lang voor de fusie dat begint.",
        ),
        Field::new("uren", Kind::Number, Default::Value("3", "D"), "Uren per week per medewerker."),
    ],
};

static SLUITING: Part = Part {
    name: "sluiting",
    fields: &[Field::new(
        "dagen",
        Kind::Whole { min: 0, max: 31 },
        Default::Value("3", "D"),
        "Hoeveel dagen na de fusiedatum.",
    )],
};

static HEROPENING: Part = Part {
    name: "heropening",
    fields: &[
        Field::new("factor", Kind::Factor, Default::Value("1.33", "D"), "Maal de vraag, op de eerste dag."),
        Field::new(
            "halfwaarde",
            Kind::Duration,
            Default::Value("2 weken", "D"),
            "In welke tijd de helft van die drukte wegebt.",
        ),
    ],
};

static SYSTEMEN: Part = Part {
    name: "systemen",
    fields: &[
        Field::new(
            "factor",
            Kind::Factor,
            Default::Value("1.15", "A"),
            "Maal alle behandeltijden, op de eerste dag.",
        ),
        Field::new(
            "halfwaarde",
            Kind::Duration,
            Default::Value("3 maanden", "A"),
            "In welke tijd de helft daarvan wegebt.",
        ),
        Field::new("storing", Kind::Share, Default::Value("5%", "A"), "Kans per dag dat een kanaal uitvalt."),
        Field::new(
            "storing-duurt",
            Kind::Duration,
            Default::Value("1 maand", "A"),
            "Hoe lang na de fusie die kans er is.",
        ),
    ],
};

static KENNIS: Part = Part {
    name: "kennis",
    fields: &[
        Field::new(
            "eerstelijns",
            Kind::Points,
            Default::Value("10 punten", "A"),
            "Zoveel minder maakt de eerste lijn zelf af, op de eerste dag.",
        ),
        Field::new(
            "verkeerd-terecht",
            Kind::Factor,
            Default::Value("1.5", "A"),
            "Maal wie verkeerd terechtkomt, op de eerste dag.",
        ),
        Field::new(
            "halfwaarde",
            Kind::Duration,
            Default::Value("6 maanden", "A"),
            "In welke tijd de helft van beide wegebt.",
        ),
    ],
};

static BEREIKBAARHEID: Part = Part {
    name: "bereikbaarheid",
    fields: &[
        Field::new(
            "punten",
            Kind::Points,
            Default::Value("15 punten", "D/A"),
            "Zoveel lager, op de eerste dag.",
        ),
        Field::new(
            "halfwaarde",
            Kind::Duration,
            Default::Value("9 maanden", "D/A"),
            "In welke tijd de helft daarvan wegebt.",
        ),
    ],
};

static PLAATSING: Part = Part {
    name: "plaatsing",
    fields: &[
        Field::new(
            "aandeel",
            Kind::Share,
            Default::Value("10%", "A"),
            "Deel van de inzetbaarheid dat eerst wegvalt.",
        ),
        Field::new("tot", Kind::Duration, Default::Value("6 maanden", "A"), "Hoe lang na de fusie."),
        Field::new("aandeel-daarna", Kind::Share, Default::Value("5%", "A"), "Deel dat daarna nog wegvalt."),
        Field::new(
            "tot-daarna",
            Kind::Duration,
            Default::Value("12 maanden", "A"),
            "Hoe lang na de fusie dat duurt.",
        ),
    ],
};

static ACHTERSTAND: Part = Part {
    name: "achterstand",
    fields: &[Field::new(
        "weken",
        Kind::Number,
        Default::Value("1.5", "A"),
        "Weken werk, bij elk team achter de balie.",
    )],
};

static NAAMSWIJZIGING: Part = Part {
    name: "naamswijziging",
    fields: &[
        Field::new(
            "aandeel",
            Kind::Points,
            Default::Value("20 punten", "A"),
            "Zoveel meer komt verkeerd terecht, op de eerste dag.",
        ),
        Field::new(
            "duur",
            Kind::Duration,
            Default::Value("3 maanden", "A"),
            "In welke tijd dat, langs een rechte lijn, over is.",
        ),
    ],
};

static HARMONISATIE: Part = Part {
    name: "harmonisatie",
    fields: &[
        Field::new("factor", Kind::Factor, Default::Value("1.33", "D"), "Maal de vraag over het onderwerp."),
        Field::new("duur", Kind::Duration, Default::Value("2 maanden", "D"), "Hoe lang elke keer."),
        Field::new("keren", Kind::Whole { min: 0, max: 24 }, Default::Value("3", "A"), "Hoe vaak."),
        Field::new(
            "eerste",
            Kind::Duration,
            Default::Value("6 maanden", "A*"),
            "Hoe lang na de fusie de eerste keer.",
        ),
        Field::new(
            "tussen",
            Kind::Duration,
            Default::Value("6 maanden", "A*"),
            "Hoeveel tijd tussen twee keren.",
        ),
        Field::new(
            "onderwerp",
            Kind::Text,
            Default::Value("afval", "A*"),
            "De groep van klantreizen waarover het gaat.",
        ),
    ],
};

static NORMEN: Part = Part {
    name: "normen",
    fields: &[
        Field::new("na", Kind::Duration, Default::Value("6 maanden", "A"), "Hoe lang na de fusie."),
        Field::new(
            "kies",
            Kind::Choice { now: &["beste", "gemiddelde", "eigen"], later: &[] },
            Default::Value("beste", "A*"),
            "Welke norm dan voor allen geldt: de strengste, het gemiddelde, of elk de eigen.",
        ),
    ],
};

static BUNDELING: Part = Part {
    name: "bundeling",
    fields: &[
        Field::new("na", Kind::Duration, Default::Value("0 maanden", "D"), "Hoe lang na de fusie."),
        Field::new(
            "ingewerkt",
            Kind::Share,
            Default::Value("100%", "A*"),
            "Deel van de medewerkers dat het werk van de anderen dan al kan.",
        ),
        Field::new(
            "allen-na",
            Kind::Duration,
            Default::Value("12 maanden", "A*"),
            "Hoe lang na de fusie iedereen het kan.",
        ),
    ],
};

static GELIJKTREKKEN: Part = Part {
    name: "gelijktrekken",
    fields: &[Field::new("na", Kind::Duration, Default::Value("6 maanden", "A"), "Hoe lang na de fusie.")],
};

static BESPARING: Part = Part {
    name: "besparing",
    fields: &[
        Field::new("factor", Kind::Factor, Default::Value("0.93", "A*"), "Maal het aantal medewerkers."),
        Field::new("na", Kind::Duration, Default::Value("24 maanden", "A*"), "Hoe lang na de fusie."),
    ],
};

static LOCATIEPLAN: Part = Part {
    name: "locatieplan",
    fields: &[
        Field::new(
            "open",
            Kind::Hours,
            Default::Required,
            "Nieuwe openingstijden, of `dicht`: dan geldt `gedrag.locatie-dicht` met zijn standaardwaarden.",
        ),
        Field::new("vanaf", Kind::Moment, Default::Value("fusiedatum", "A"), "Wanneer zij ingaan."),
        Field::new(
            "personeel-naar",
            Kind::Name(Names::Locatie),
            Default::Absent("blijft waar het is"),
            "Waar de mensen van deze locatie dan werken.",
        ),
    ],
};

/// What becomes one: by new name the parts, each as `voorganger.naam`.
pub static SAMENVOEGEN: Part = Part {
    name: "samenvoegen",
    fields: &[
        Field::new(
            "kanalen",
            Kind::Merges,
            Default::Absent("blijven apart"),
            "Kanalen die één worden: klanten kunnen terecht bij elk team en op elke locatie ervan.",
        ),
        Field::new(
            "teams",
            Kind::Merges,
            Default::Absent("blijven apart"),
            "Teams die één worden: zij doen samen alle kanalen van elkaar.",
        ),
        Field::new(
            "klantreizen",
            Kind::Merges,
            Default::Absent("blijven apart"),
            "Klantreizen die één worden.",
        ),
        Field::new("normen", Kind::Merges, Default::Absent("blijven apart"), "Normen waarvoor er één komt."),
    ],
};
