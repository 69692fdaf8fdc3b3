//! Keys of a maatregel.

use super::plaats::{GROEP, TOELICHTING};
use super::{Default, Field, Kind, Part};

pub static MAATREGEL: Part = Part {
    name: "maatregel",
    fields: &[
        TOELICHTING,
        GROEP,
        Field::new("aan", Kind::YesNo, Default::Value("ja", "A*"), "Met nee telt de maatregel niet mee."),
        Field::new("zet", Kind::Changes, Default::Absent("niets"), "Per pad een nieuwe waarde."),
        Field::new(
            "wijzig",
            Kind::Changes,
            Default::Absent("niets"),
            "Per pad een verandering: `+10 punten`, `-20 s`, `+2`, `keer 1.15`.",
        ),
        Field::later("vanaf", "datum", "Eerste dag."),
        Field::later("tot", "datum", "Laatste dag."),
        Field::later("ingroei", "duur", "Hoe het effect komt."),
        Field::later("uitdoven", "duur", "Hoe het effect wegebt."),
        Field::later("elke", "keuze", "Elke week, maand, kwartaal of jaar opnieuw."),
        Field::later("deel", "%", "Voor welk deel van de klantreizen."),
        Field::later("inspanning", "team: uren", "Uren die het kost."),
        Field::later("kosten", "euro", "Wat het kost."),
    ],
};
