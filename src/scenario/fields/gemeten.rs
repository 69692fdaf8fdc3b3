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
        Field::new(
            "kanaal",
            Kind::Name(Names::Kanaal),
            Default::Absent("alle"),
            "Alleen dit kanaal, of alle kanalen van een `(groep)` samen.",
        ),
        Field::new(
            "team",
            Kind::Name(Names::Team),
            Default::Absent("alle"),
            "Alleen dit team, of alle teams van een `(groep)` samen.",
        ),
        Field::new(
            "klantreis",
            Kind::Name(Names::Klantreis),
            Default::Absent("alle"),
            "Alleen deze klantreis, of alle van een `(groep)` samen.",
        ),
        Field::new(
            "doelgroep",
            Kind::Name(Names::Doelgroep),
            Default::Absent("alle"),
            "Alleen deze doelgroep, of alle van een `(groep)` samen.",
        ),
        Field::new(
            "kern",
            Kind::Name(Names::Kern),
            Default::Absent("alle"),
            "Alleen deze kern, of alle van een `(groep)` samen.",
        ),
        Field::new(
            "locatie",
            Kind::Name(Names::Locatie),
            Default::Absent("alle"),
            "Alleen deze locatie, of alle van een `(groep)` samen.",
        ),
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
            Default::Absent("alleen een grens is bekend"),
            "Wat eruit kwam: een deel, een gemiddelde duur, een aantal of een cijfer; met `ten-opzichte-van` hoeveel keer.",
        ),
        Field::new(
            "hooguit",
            Kind::Measured,
            Default::Absent("geen bovengrens"),
            "Meer was het niet; wat eruit kwam is verder niet bekend.",
        ),
        Field::new(
            "minstens",
            Kind::Measured,
            Default::Absent("geen ondergrens"),
            "Minder was het niet; wat eruit kwam is verder niet bekend.",
        ),
        Field::new(
            "vanaf",
            Kind::Moment,
            Default::Absent("alle dagen die meetellen"),
            "Eerste van de nagespeelde dagen waarover het gaat: een datum, of `fusiedatum + 10 maanden`.",
        ),
        Field::new(
            "tot",
            Kind::Moment,
            Default::Absent("alle dagen die meetellen"),
            "Laatste van de nagespeelde dagen waarover het gaat.",
        ),
        Field::new(
            "ten-opzichte-van",
            Kind::Period,
            Default::Absent("het cijfer zelf"),
            "Andere nagespeelde dagen waartegen het is afgezet: het cijfer is dan hoeveel keer zo veel of zo lang; aantallen per dag.",
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
