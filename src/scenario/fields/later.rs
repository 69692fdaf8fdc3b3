//! Keys of later versions that stand in more places than one, and blocks that are wholly of a later version.

use super::{Field, Part};

pub const NAVRAAG: Field = Field::later("navraag", "blok", "Klanten die vragen waar het blijft.");
pub const DUBBEL: Field =
    Field::later("dubbel", "%", "Deel dat dezelfde vraag ook langs een ander kanaal stelt.");
pub const WISSELT_KANAAL: Field =
    Field::later("wisselt-kanaal", "%", "Deel dat na mislukken een ander kanaal neemt.");
pub const VERKEERD_TERECHT: Field =
    Field::later("verkeerd-terecht", "%", "Deel dat op de verkeerde plek uitkomt.");
pub const EERSTELIJNS: Field = Field::later("eerstelijns", "%", "Deel dat meteen wordt opgelost.");
pub const ZOEKTIJD: Field = Field::later("zoektijd", "duur", "Zoeken tijdens het contact.");
pub const BEJEGENING: Field = Field::later("bejegening", "getal", "Hoe prettig klanten worden behandeld.");
pub const ONVOLLEDIG: Field =
    Field::later("onvolledig", "%", "Deel van de antwoorden dat fout of onvolledig is.");
pub const ONBEGREPEN: Field = Field::later("onbegrepen", "%", "Deel dat het antwoord niet begrijpt.");
pub const LEIDT_TOT: Field = Field::later("leidt-tot", "klantreis: kans", "Klantreizen die hieruit volgen.");
pub const COMPLEXITEIT: Field = Field::later("complexiteit", "keuze", "Hoe ingewikkeld het is.");
pub const BELOFTE: Field = Field::later("belofte", "duur", "Wat er is toegezegd.");
pub const ACHTERWACHT: Field =
    Field::later("achterwacht", "team", "Wie overneemt wat de eerste lijn niet kan.");

pub static KANAALSTURING: Part = Part {
    name: "kanaalsturing",
    fields: &[
        Field::later("passend", "complexiteit en kanaal: deel", "Hoe goed een kanaal past."),
        Field::later("sterkte", "%", "Deel dat naar het passende kanaal wordt geleid."),
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
