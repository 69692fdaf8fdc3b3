//! Keys of an onderzoek.

use super::norm::MEET;
use super::{Default, Field, Kind, Names, Part};

pub static ONDERZOEK: Part = Part {
    name: "onderzoek",
    fields: &[
        Field::new(
            "herhalingen",
            Kind::Whole { min: 1, max: 1_000_000 },
            Default::Value("30", "A*"),
            "Hoe vaak de periode wordt nagespeeld; met `nauwkeurig` erbij: hoe vaak ten minste.",
        ),
        Field::new(
            "zaad",
            Kind::Whole { min: 0, max: u64::MAX },
            Default::Value("1", "A*"),
            "Getal dat het toeval bepaalt; zelfde zaad, zelfde uitkomst.",
        ),
        Field::new(
            "nauwkeurig",
            Kind::Part(&NAUWKEURIG),
            Default::Absent("vast aantal herhalingen"),
            "Na `herhalingen` doorgaan tot een cijfer zeker genoeg is.",
        ),
        Field::new(
            "betrouwbaarheid",
            Kind::Share,
            Default::Value("95%", "A*"),
            "Zekerheid van elk interval.",
        ),
        Field::new(
            "uitvoer",
            Kind::Part(&UITVOER),
            Default::Absent("standaard"),
            "Wat er in de uitvoer komt.",
        ),
        Field::later("verken", "paden met waarden", "Waarden die na elkaar worden geprobeerd."),
        Field::later("vergelijk", "scenario's", "Scenario's die worden vergeleken."),
        Field::later("rangschik", "keuze", "Hoe maatregelen op volgorde komen."),
    ],
};

pub static NAUWKEURIG: Part = Part {
    name: "nauwkeurig",
    fields: &[
        Field::new("meet", MEET, Default::Value("wachttijd", "A*"), "Welk cijfer zeker genoeg moet zijn."),
        Field::new("kanaal", Kind::Name(Names::Kanaal), Default::Absent("alle"), "Alleen dit kanaal."),
        Field::new(
            "klantreis",
            Kind::Name(Names::Klantreis),
            Default::Absent("alle"),
            "Alleen deze klantreis.",
        ),
        Field::new(
            "marge",
            Kind::Share,
            Default::Value("5%", "A*"),
            "Hoe ver het interval ten hoogste reikt, als deel van het cijfer.",
        ),
    ],
};

pub static UITVOER: Part = Part {
    name: "uitvoer",
    fields: &[Field::new(
        "kleinste-groep",
        Kind::Whole { min: 0, max: 1_000_000 },
        Default::Value("5", "A*"),
        "Groepen van minder klanten worden niet getoond.",
    )],
};
