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
            Default::Value("ja", "A*"),
            "Ervaren medewerkers werken mee aan de fusie.",
        ),
        Field::new(
            "training",
            Kind::OptionalPart(&TRAINING),
            Default::Value("ja", "D"),
            "Medewerkers oefenen samen.",
        )
.from("in Midden-Groningen oefenden de nieuwe teams vanaf september [S16] [S19]"),
        Field::new(
            "sluiting",
            Kind::OptionalPart(&SLUITING),
            Default::Value("ja", "D"),
            "Alles is dicht terwijl het overgaat; wat spoed heeft gaat door.",
        )
.from("dicht van 1 tot en met 3 januari 2018, Midden-Groningen [S16]; hier de dagen na de fusiedatum"),
        Field::new(
            "heropening",
            Kind::OptionalPart(&HEROPENING),
            Default::Value("ja", "D"),
            "Na de heropening komen er meer vragen.",
        )
.from("400 telefoontjes waar 300 gewoon is, Midden-Groningen [S16]"),
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
        )
.from("zes weken niet teruggebeld, Midden-Groningen [S17]; na 22 maanden nog een uur per dag te bellen, Voorne aan Zee [S28]"),
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
        )
.from("400 telefoontjes per dag waar 300 gewoon is na nieuw afvalbeleid, Het Hogeland [S15]"),
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
        )
.from("bij de heropening kwamen de telefoontjes van drie gemeenten samen binnen, Midden-Groningen [S16]"),
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
        )
.from("geen besparing op het geheel in vijftien jaar Nederlandse fusies [S51]"),
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
        )
        .from("twee jaar voor de fusie geen nieuwe mensen, Midden-Groningen [S16] [S19]"),
        Field::new(
            "per-maand",
            Kind::Factor,
            Default::Value("0.995", "A*"),
            "Maal het aantal medewerkers, elke maand opnieuw; hoeveel er weggaan is niet gevonden.",
        ),
    ],
};

static PROJECTINZET: Part = Part {
    name: "projectinzet",
    fields: &[
        Field::new(
            "vooraf",
            Kind::Duration,
            Default::Value("12 maanden", "A*"),
            "Hoe lang voor de fusie dat begint; nergens gemeten.",
        ),
        Field::new(
            "aandeel",
            Kind::Share,
            Default::Value("10%", "A*"),
            "Deel van de uren van wie er is dat daaraan opgaat; nergens gemeten.",
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
        )
        .from("in Midden-Groningen oefenden de nieuwe teams vanaf september [S16] [S19]"),
        Field::new(
            "uren",
            Kind::Number,
            Default::Value("3", "A*"),
            "Uren per week per medewerker; hoeveel het er zijn is nergens gemeten.",
        ),
    ],
};

static SLUITING: Part = Part {
    name: "sluiting",
    fields: &[Field::new(
        "dagen",
        Kind::Whole { min: 0, max: 31 },
        Default::Value("3", "D"),
        "Hoeveel dagen na de fusiedatum.",
    )
    .from("dicht van 1 tot en met 3 januari 2018, Midden-Groningen [S16]; hier de dagen na de fusiedatum")],
};

static HEROPENING: Part = Part {
    name: "heropening",
    fields: &[
        Field::new("factor", Kind::Factor, Default::Value("1.33", "D"), "Maal de vraag, op de eerste dag.")
            .from("400 telefoontjes waar 300 gewoon is, Midden-Groningen [S16]"),
        Field::new(
            "halfwaarde",
            Kind::Duration,
            Default::Value("2 weken", "A*"),
            "In welke tijd de helft van die drukte wegebt; alleen de eerste dag is gemeten.",
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
        )
.from("zes weken niet teruggebeld [S17] en een uur per dag te bellen [S28]; hoeveel punten dat is, is een aanname"),
        Field::new(
            "halfwaarde",
            Kind::Duration,
            Default::Value("9 maanden", "D/A"),
            "In welke tijd de helft daarvan wegebt.",
        )
.from("na drie maanden [S17] en na 22 maanden [S28] nog te merken; hoe snel het wegebt is een aanname"),
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
        Field::new("factor", Kind::Factor, Default::Value("1.33", "D"), "Maal de vraag over het onderwerp.")
            .from("400 telefoontjes waar 300 gewoon is, Het Hogeland [S15]"),
        Field::new("duur", Kind::Duration, Default::Value("2 maanden", "D"), "Hoe lang elke keer.")
            .from("twee maanden, Het Hogeland [S15]"),
        Field::new("keren", Kind::Whole { min: 0, max: 24 }, Default::Value("3", "A"), "Hoe vaak."),
        Field::new(
            "eerste",
            Kind::Duration,
            Default::Value("6 maanden", "A*"),
            "Hoe lang na de fusie de eerste keer; verspreid over de twee jaar waarin alle regels opnieuw worden vastgesteld.",
        ),
        Field::new(
            "tussen",
            Kind::Duration,
            Default::Value("6 maanden", "A*"),
            "Hoeveel tijd tussen twee keren; verspreid over die twee jaar.",
        ),
        Field::new(
            "onderwerp",
            Kind::Text,
            Default::Value("afval", "A*"),
            "De groep van klantreizen waarover het gaat; van afvalbeleid is het gemeten.",
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
        Field::new("na", Kind::Duration, Default::Value("0 maanden", "D"), "Hoe lang na de fusie.")
            .from("bij de heropening kwamen de telefoontjes van drie gemeenten samen binnen, Midden-Groningen [S16]"),
        Field::new(
            "ingewerkt",
            Kind::Share,
            Default::Value("100%", "A*"),
            "Deel van de medewerkers dat het werk van de anderen dan al kan; nergens gemeten.",
        ),
        Field::new(
            "allen-na",
            Kind::Duration,
            Default::Value("12 maanden", "A*"),
            "Hoe lang na de fusie iedereen het kan; nergens gemeten.",
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
        Field::new(
            "factor",
            Kind::Factor,
            Default::Value("0.93", "A*"),
            "Maal het aantal medewerkers; een keuze van de gemeente.",
        ),
        Field::new(
            "na",
            Kind::Duration,
            Default::Value("24 maanden", "A*"),
            "Hoe lang na de fusie; een keuze van de gemeente.",
        ),
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
