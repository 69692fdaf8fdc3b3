//! Keys of a step.

use super::gedrag::{GEDULD, HAAKT_DIRECT_AF, KOMT_TERUG, PROBEERT};
use super::klantreis::{ACHTERWACHT, COMPLEXITEIT, EERSTELIJNS, OF_TEAM, ONBEGREPEN, ONVOLLEDIG};
use super::plaats::{GROEP, TOELICHTING};
use super::{Default, Field, Kind, Names, Part, Shape};

/// Kinds of step that have a next one.
const LEADS_ON: &[&str] = &["contact", "werk", "bericht", "wacht", "wacht-op-klant", "wacht-op-partner"];
/// Kinds of step whose length is drawn.
const TIMED: &[&str] = &["contact", "werk", "wacht", "wacht-op-klant", "wacht-op-partner"];
/// Kinds of step that a team does.
const DONE: &[&str] = &["contact", "werk"];
/// Kinds of step in which the customer hears something.
const TOLD: &[&str] = &["contact", "bericht"];
const CONTACT: &[&str] = &["contact"];
const OF_JOURNEY: Default = Default::Absent("zoals bij de klantreis");

/// Kinds of step of which the end can be promised.
const PROMISED: &[&str] = &["werk", "wacht", "wacht-op-partner"];

pub static STAP: Part = Part {
    name: "stap",
    fields: &[
        Field::new(
            "contact",
            Kind::NameOr(Names::Kanaal, "passend"),
            Default::Absent("geen contact"),
            "Stap via dit kanaal, of via een passend kanaal naar keuze van de klant.",
        ),
        Field::new(
            "werk",
            Kind::Name(Names::Team),
            Default::Absent("geen werk"),
            "Behandeling door dit team, zonder de klant erbij.",
        ),
        Field::new(
            "bericht",
            Kind::OptionalName(Names::Kanaal),
            Default::Absent("geen bericht"),
            "Bericht aan de klant: `bericht: ja`, of langs welk kanaal.",
        ),
        Field::new(
            "wacht",
            Kind::Mark,
            Default::Absent("geen wachtstap"),
            "Stap die alleen tijd kost: `wacht: 5 werkdagen`.",
        ),
        Field::new(
            "wacht-op-klant",
            Kind::Mark,
            Default::Absent("geen wachtstap"),
            "Wachten tot de klant iets doet.",
        ),
        Field::new(
            "wacht-op-partner",
            Kind::Mark,
            Default::Absent("geen wachtstap"),
            "Wachten op een andere organisatie.",
        ),
        Field::new("einde", Kind::Mark, Default::Absent("geen einde"), "De klantreis eindigt hier."),
        Field::new(
            "duur",
            Kind::Spread(Shape::ByStep),
            Default::BySort(&[
                ("gesprek", "4 min 45 s", "D"),
                ("inloop", "10 min", "A*"),
                ("afspraak", "10 min", "A*"),
                ("bericht", "8 min", "A*"),
                ("bijeenkomst", "2 uur", "A*"),
                ("bezoek", "45 min", "A*"),
                ("zelf", "5 min", "A*"),
            ]),
            "Hoe lang de stap duurt: een gemiddelde of een verdeling.",
        )
.from("gesprekken van 4:47 tot 5:42 min, 's-Hertogenbosch 2016-2019 [S11], en kortere in testgesprekken")
        .only(TIMED),
        Field::new(
            "daarna",
            Kind::Routes,
            Default::Absent("de volgende stap; met vertakkingen het einde"),
            "Wat er volgt: een stap, of stappen met delen die samen 100% zijn.",
        )
        .only(LEADS_ON),
        Field::new(
            "overslaan",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Deel dat deze stap overslaat en doorgaat naar `daarna`.",
        )
        .only(LEADS_ON),
        Field::new(
            "vindt-fout",
            Kind::Share,
            Default::Absent("geen controle"),
            "Deel waar deze controle iets vindt; het verslag telt wat wie haar overslaat zo mist.",
        )
        .only(DONE),
        Field::new("partner", Kind::Text, Default::Absent("geen naam"), "Op wie er wordt gewacht.")
            .only(&["wacht-op-partner"]),
        Field::new(
            "per",
            Kind::Whole { min: 1, max: 100_000 },
            Default::Value("1", "A*"),
            "Met hoeveel tegelijk het werk wordt opgepakt.",
        )
        .only(&["werk"]),
        Field::new(
            "tijdfactor",
            Kind::Factor,
            Default::Value("1", "A*"),
            "Maal de duur van deze stap, naast die van het team.",
        )
        .only(DONE),
        HAAKT_DIRECT_AF.only(CONTACT).also(&["klantreis", "kanaal", "gedrag"]),
        GEDULD.only(CONTACT).also(&["klantreis", "kanaal", "gedrag"]),
        PROBEERT.only(CONTACT).also(&["klantreis", "kanaal", "gedrag"]),
        KOMT_TERUG.only(TOLD).also(&["klantreis", "kanaal", "gedrag"]),
        Field::new("complexiteit", COMPLEXITEIT, OF_JOURNEY, "Hoe ingewikkeld het is.")
            .only(CONTACT)
            .also(&["klantreis"]),
        Field::new("eerstelijns", Kind::Share, OF_TEAM, EERSTELIJNS).only(CONTACT).also(&["klantreis"]),
        Field::new("achterwacht", Kind::Name(Names::Team), OF_JOURNEY, ACHTERWACHT)
            .only(CONTACT)
            .also(&["klantreis"]),
        Field::new("onvolledig", Kind::Share, OF_TEAM, ONVOLLEDIG).only(DONE).also(&["klantreis"]),
        Field::new("onbegrepen", Kind::Share, OF_JOURNEY, ONBEGREPEN).only(TOLD).also(&["klantreis"]),
        Field::new(
            "bejegening",
            Kind::Between { min: -1, max: 1 },
            OF_TEAM,
            "Hoe prettig klanten worden behandeld, van -1 tot 1.",
        )
        .only(DONE),
        Field::new(
            "belofte",
            Kind::Duration,
            Default::Absent("niets toegezegd"),
            "Binnen hoe lang na het begin van deze stap zij klaar is, zoals is toegezegd.",
        )
        .only(PROMISED),
        Field::new(
            "leidt-tot",
            Kind::Means(Names::Klantreis),
            Default::Absent("niets"),
            "Klantreizen die hieruit volgen, met hoe vaak gemiddeld: `vraag-over-brief: 8%`.",
        )
        .only(LEADS_ON),
        Field::new(
            "uitkomst",
            Kind::Outcomes,
            Default::Absent("er wordt niets besloten"),
            "Wat het besluit is, met delen die samen 100% zijn; `geweigerd`, `afgewezen` en `ongegrond` zijn afwijzingen.",
        )
        .only(DONE),
        Field::new("uitleg", Kind::Share, Default::Value("30%", "A"), "Deel van de afwijzingen met uitleg.")
            .only(DONE),
        Field::new(
            "alternatief",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Deel van de afwijzingen met een alternatief.",
        )
        .only(DONE),
        Field::new(
            "belt-vooraf",
            Kind::Part(&BELT_VOORAF),
            Default::Absent("er wordt niet vooraf gebeld"),
            "Bellen vóór een afwijzing.",
        )
        .only(DONE),
        GROEP,
        TOELICHTING,
    ],
};

static BELT_VOORAF: Part = Part {
    name: "belt-vooraf",
    fields: &[
        Field::new(
            "aandeel",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Deel van de afwijzingen vooraf gebeld.",
        ),
        Field::new("duur", Kind::Duration, Default::Value("10 min", "A*"), "Hoe lang zo'n gesprek duurt."),
    ],
};
