//! Keys of a plan for `verken`: a file of its own, beside the scenario that it plays in many ways.

use super::plaats::TOELICHTING;
use super::{Default, Field, Kind, Part};

pub static VERKENNING: Part = Part {
    name: "plan",
    fields: &[
        TOELICHTING,
        Field::new(
            "scenario",
            Kind::File,
            Default::Required,
            "Het scenario dat wordt verkend, of een map met scenario's; het pad telt vanaf dit bestand.",
        ),
        Field::new(
            "herhalingen",
            Kind::Whole { min: 1, max: 1_000_000 },
            Default::Absent("zo veel als het scenario zegt"),
            "Hoe vaak elk punt wordt nagespeeld.",
        ),
        Field::new(
            "zaad",
            Kind::Whole { min: 0, max: u64::MAX },
            Default::Absent("dat van het scenario"),
            "Het zaad van het toeval, voor alle punten hetzelfde.",
        ),
        Field::new(
            "ontwerp",
            Kind::Text,
            Default::Value("raster", "A*"),
            "Welke punten: `raster` (alles met alles), `latijns` (verspreid geloot), of een tabel met een rij per punt.",
        ),
        Field::new(
            "punten",
            Kind::Whole { min: 1, max: 1_000_000 },
            Default::Absent("volgt uit het ontwerp"),
            "Hoeveel punten `latijns` kiest.",
        ),
        Field::new(
            "assen",
            Kind::Changes,
            Default::Absent("geen"),
            "Per pad de waarden die worden geprobeerd.",
        ),
        Field::new(
            "maten",
            Kind::Labels,
            Default::Absent(
                "cijfer, wachttijd en afhakers per kanaal, bezettingsgraad per team, normen, kosten",
            ),
            "Welke cijfers worden bewaard, bijvoorbeeld `cijfer per doelgroep`.",
        ),
    ],
};

/// From the lowest value to the highest.
pub static BEREIK: Part = Part {
    name: "bereik",
    fields: &[
        Field::new("van", Kind::Text, Default::Required, "De laagste waarde, met haar eenheid."),
        Field::new("tot", Kind::Text, Default::Required, "De hoogste waarde."),
        Field::new(
            "stap",
            Kind::Text,
            Default::Absent("elke waarde ertussen kan"),
            "Hoe ver de waarden uiteen liggen.",
        ),
    ],
};
