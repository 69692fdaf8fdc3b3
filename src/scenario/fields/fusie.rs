//! Keys of a fusie: the plan by which municipalities become one.

use super::{Default, Field, Kind, Part};

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
        Field::later("samenvoegen", "blok", "Wat bij elkaar komt."),
        Field::new(
            "conflicten",
            Kind::Decisions,
            Default::Absent("waar zij verschillen is een fout"),
            "Per pad wat er geldt waar de voorgangers verschillen: `van brielle`, of een waarde.",
        ),
        Field::later("overgang", "blok", "Hoe de overgang verloopt."),
    ],
};
