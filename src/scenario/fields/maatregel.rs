//! Keys of a maatregel.

use super::plaats::{GROEP, STROOMNAAM, TOELICHTING};
use super::{Default, Field, Kind, Part};

pub static MAATREGEL: Part = Part {
    name: "maatregel",
    fields: &[
        TOELICHTING,
        GROEP,
        STROOMNAAM,
        Field::new("aan", Kind::YesNo, Default::Value("ja", "A*"), "Met nee telt de maatregel niet mee."),
        Field::new("zet", Kind::Changes, Default::Absent("niets"), "Per pad een nieuwe waarde."),
        Field::new(
            "wijzig",
            Kind::Changes,
            Default::Absent("niets"),
            "Per pad een verandering: `+10 punten`, `-20 s`, `+2`, `keer 1.15`.",
        ),
        Field::new(
            "vanaf",
            Kind::Moment,
            Default::Absent("vanaf het begin"),
            "Eerste dag waarop zij geldt: een datum, of `fusiedatum + 6 maanden`.",
        ),
        Field::new("tot", Kind::Moment, Default::Absent("tot het eind"), "Laatste dag waarop zij geldt."),
        Field::new(
            "ingroei",
            Kind::Course("meteen"),
            Default::Value("meteen", "A*"),
            "Hoe het effect komt: meteen, langs een rechte lijn in deze tijd, of `{ halfwaarde: … }` (S-curve).",
        ),
        Field::new(
            "uitdoven",
            Kind::Course("nooit"),
            Default::Value("nooit", "A*"),
            "Hoe het effect daarna wegebt: nooit, langs een rechte lijn in deze tijd, of `{ halfwaarde: … }`.",
        ),
        Field::new(
            "elke",
            Kind::Choice { now: &["week", "maand", "kwartaal", "jaar"], later: &[] },
            Default::Absent("één keer"),
            "Elke week, maand, kwartaal of jaar opnieuw, op wat er dan staat.",
        ),
        Field::new(
            "deel",
            Kind::Share,
            Default::Absent("voor iedereen, zonder loting"),
            "Voor welk deel van de klantreizen zij geldt; per klantreis één keer geloot.",
        ),
        Field::new(
            "kracht",
            Kind::Number,
            Default::Value("1", "A*"),
            "Hoe sterk zij werkt en hoeveel uren zij vraagt: 0 is niets, 2 is dubbel zo veel als er staat.",
        ),
        Field::new(
            "inspanning",
            Kind::Effort,
            Default::Absent("geen"),
            "Uren die zij van teams vraagt, of een deel van wie er is; `over` zegt in hoeveel tijd.",
        ),
        Field::new("kosten", Kind::Part(&KOSTEN), Default::Absent("geen"), "Wat zij kost."),
    ],
};

pub static KOSTEN: Part = Part {
    name: "kosten",
    fields: &[
        Field::new("eenmalig", Kind::Number, Default::Value("0", "A*"), "Euro, één keer, op de eerste dag."),
        Field::new("per-jaar", Kind::Number, Default::Value("0", "A*"), "Euro per jaar zolang zij geldt."),
    ],
};
