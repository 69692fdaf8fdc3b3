//! Blocks that are wholly of a later version, and keys of one that stand in more places.

use super::{Field, Part};

pub const DUBBEL: Field =
    Field::later("dubbel", "%", "Deel dat dezelfde vraag ook langs een ander kanaal stelt.");

pub static FUSIE: Part = Part {
    name: "fusie",
    fields: &[
        Field::later("naam", "tekst", "Naam van de nieuwe gemeente."),
        Field::later("fusiedatum", "datum", "Dag waarop gemeenten samengaan."),
        Field::later("voorgangers", "naam: bestand", "De oude gemeenten."),
        Field::later("samenvoegen", "blok", "Wat bij elkaar komt."),
        Field::later("conflicten", "pad: keuze", "Wat er geldt waar zij verschillen."),
        Field::later("overgang", "blok", "Hoe de overgang verloopt."),
    ],
};
