//! Keys of a figure that was measured in reality.

use super::plaats::{GROEP, TOELICHTING};
use super::{Default, Field, Kind, Names, Part};

/// Kinds of figure that are taken over a number of observations.
const COUNTED: &[&str] = &[
    "binnen",
    "afhakers",
    "bezet",
    "bezettingsgraad",
    "in-een-contact",
    "eerstelijns",
    "terugbellen",
    "cijfer",
];

pub static METING: Part = Part {
    name: "meting",
    fields: &[
        Field::new(
            "meet",
            Kind::Choice {
                now: &[
                    "aantal",
                    "geholpen",
                    "klantreizen",
                    "wachttijd",
                    "binnen",
                    "afhakers",
                    "bezet",
                    "behandeltijd",
                    "doorlooptijd",
                    "bezettingsgraad",
                    "in-een-contact",
                    "cijfer",
                    "toegangstijd",
                    "reactietijd",
                    "eerstelijns",
                    "overdrachten",
                    "terugbellen",
                ],
                later: &[],
            },
            Default::Required,
            "Wat er in werkelijkheid is gemeten.",
        ),
        Field::new("kanaal", Kind::Name(Names::Kanaal), Default::Absent("alle"), "Alleen dit kanaal."),
        Field::new("team", Kind::Name(Names::Team), Default::Absent("alle"), "Alleen dit team."),
        Field::new(
            "klantreis",
            Kind::Name(Names::Klantreis),
            Default::Absent("alle"),
            "Alleen deze klantreis.",
        ),
        Field::new(
            "doelgroep",
            Kind::Name(Names::Doelgroep),
            Default::Absent("alle"),
            "Alleen deze doelgroep.",
        ),
        Field::new("kern", Kind::Name(Names::Kern), Default::Absent("alle"), "Alleen deze kern."),
        Field::new("locatie", Kind::Name(Names::Locatie), Default::Absent("alle"), "Alleen deze locatie."),
        Field::new(
            "binnen",
            Kind::Duration,
            Default::Absent("hoort bij `meet: binnen`"),
            "Binnen hoe lang het gemeten deel geholpen was.",
        )
        .only(&["binnen"]),
        Field::new(
            "over",
            Kind::Choice {
                now: &["aangeboden", "beantwoord", "zonder-snelle-afhakers", "snelle-afhakers-tellen-mee"],
                later: &[],
            },
            Default::Value("aangeboden", "A*"),
            "Over welke contacten het deel is genomen.",
        )
        .only(&["binnen"]),
        Field::new(
            "waarde",
            Kind::Measured,
            Default::Required,
            "Wat eruit kwam: een deel, een gemiddelde duur, een aantal of een cijfer.",
        ),
        Field::new(
            "marge",
            Kind::Deviation,
            Default::Absent("geen twijfel"),
            "Hoeveel het gemeten cijfer zelf door toeval kan schelen, naar beide kanten.",
        ),
        Field::new(
            "n",
            Kind::Whole { min: 1, max: 1_000_000_000 },
            Default::Absent("geen twijfel"),
            "Over hoeveel metingen een deel of cijfer is genomen; daaruit volgt de marge.",
        )
        .only(COUNTED),
        Field::new(
            "mag-afwijken",
            Kind::Deviation,
            Default::BySort(&[
                ("aantal", "5%", "A*"),
                ("geholpen", "5%", "A*"),
                ("klantreizen", "5%", "A*"),
                ("wachttijd", "20%", "A*"),
                ("binnen", "5 punten", "A*"),
                ("afhakers", "2 punten", "A*"),
                ("bezet", "2 punten", "A*"),
                ("behandeltijd", "5%", "A*"),
                ("doorlooptijd", "10%", "A*"),
                ("bezettingsgraad", "5 punten", "A*"),
                ("in-een-contact", "5 punten", "A*"),
                ("cijfer", "0.3", "A*"),
                ("toegangstijd", "20%", "A*"),
                ("reactietijd", "20%", "A*"),
                ("eerstelijns", "5 punten", "A*"),
                ("overdrachten", "10%", "A*"),
                ("terugbellen", "5 punten", "A*"),
            ]),
            "Hoe ver de nagespeelde uitkomst ernaast mag liggen en toch klopt.",
        ),
        Field::new(
            "periode",
            Kind::Period,
            Default::Absent("de dagen die meetellen"),
            "Wanneer er is gemeten; aantallen worden naar dagen omgerekend.",
        ),
        Field::new(
            "bron",
            Kind::Citation,
            Default::Absent("opgegeven"),
            "Merkteken en vindplaats: \"M: jaarverslag 2019\".",
        ),
        Field::new(
            "ijking",
            Kind::YesNo,
            Default::Value("nee", "A*"),
            "Of het scenario op dit cijfer is afgesteld; dan bewijst het niets dat het klopt.",
        ),
        GROEP,
        TOELICHTING,
    ],
};
