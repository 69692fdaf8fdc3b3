//! Keys of kanaalsturing.

use super::{Default, Field, Kind, Names, Part};

pub static KANAALSTURING: Part = Part {
    name: "kanaalsturing",
    fields: &[
        Field::new(
            "passend",
            Kind::Part(&PASSEND),
            Default::Absent("naar de soort van het kanaal"),
            "Hoe goed elk kanaal past bij hoe ingewikkeld het is.",
        ),
        Field::new(
            "sterkte",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Deel van de klanten dat naar het best passende kanaal wordt geleid.",
        ),
    ],
};

const FIT: Kind = Kind::Shares(&[Names::Kanaal]);
const USUAL: Default = Default::Absent("naar de soort van het kanaal");

pub static PASSEND: Part = Part {
    name: "passend",
    fields: &[
        Field::new("laag", FIT, USUAL, "Hoe goed een kanaal past bij iets eenvoudigs."),
        Field::new("midden", FIT, USUAL, "Hoe goed een kanaal past bij iets gewoons."),
        Field::new("hoog", FIT, USUAL, "Hoe goed een kanaal past bij iets ingewikkelds of gevoeligs."),
    ],
};
