//! Blocks that are wholly of a later version, and keys of one that stand in more places.

use super::{Field, Part};

pub const BASISCIJFER: Field = Field::later("basiscijfer", "punten", "Cijfer als alles gewoon gaat.");
pub const BEJEGENING_WEEGT: Field = Field::later("bejegening-weegt", "punten", "Hoe zwaar bejegening telt.");
pub const SPREIDING_CIJFER: Field =
    Field::later("spreiding-cijfer", "punten", "Hoe ver cijfers uiteenlopen.");

pub static TEVREDENHEID: Part = Part {
    name: "tevredenheid",
    fields: &[
        Field::later("streefcijfer", "cijfer", "Cijfer waar naar wordt gestreefd."),
        Field::later("meetwijze", "keuze", "Hoe er wordt gemeten."),
        Field::later("termen", "term: getallen", "De getallen van de formule."),
        Field::later("reis", "delen", "Hoe het cijfer van een reis ontstaat."),
        Field::later("niet-beantwoord", "cijfer", "Cijfer als er geen antwoord komt."),
        Field::later("peiling", "blok", "Wat een peiling zou zien."),
    ],
};

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
