//! Keys of kernen, locaties and doelgroepen.

use super::tevredenheid::{CIJFERVERSCHIL, WEEGT};
use super::{Default, Field, Kind, Names, Part};

/// Labels for `(groep)` in a path; may stand on any part.
pub const GROEP: Field = Field::new(
    "groep",
    Kind::Labels,
    Default::Absent("geen"),
    "Naam of namen waarmee een pad dit deel kan aanwijzen: `(groep)`.",
);

/// Where a klantreis, norm, doelgroep or pattern is taken from.
pub const UIT: Field = Field::new(
    "uit",
    Kind::File,
    Default::Absent("het staat hier zelf"),
    "Waar dit deel vandaan komt: `bibliotheek`, `bibliotheek/naam` of een bestand; wat erbij staat gaat voor.",
);

/// What draws and usual values of a part go by; keeps it the same in a merger.
pub const STROOMNAAM: Field = Field::new(
    "stroomnaam",
    Kind::Text,
    Default::Absent("zijn eigen naam"),
    "Waar het toeval aan hangt, en wat bij zijn naam gewoon is: `brielle/paspoort`; zo blijft een deel na een fusie \
     hetzelfde.",
);

pub const TOELICHTING: Field =
    Field::new("toelichting", Kind::Text, Default::Absent("geen"), "Uitleg voor wie het leest.");

pub const VOORRANG: Kind = Kind::Choice { now: &["laag", "gewoon", "hoog"], later: &[] };

pub static KERN: Part = Part {
    name: "kern",
    fields: &[
        Field::new(
            "inwoners",
            Kind::Whole { min: 0, max: 1_000_000_000 },
            Default::Required,
            "Aantal inwoners van deze kern.",
        )
        .for_all(),
        Field::new(
            "reistijd",
            Kind::Travel,
            Default::Absent("alle locaties even ver"),
            "Reistijd met de auto naar elke locatie; een locatie die er niet bij staat is buiten bereik.",
        ),
        GROEP,
        TOELICHTING,
    ],
};

pub static LOCATIE: Part = Part {
    name: "locatie",
    fields: &[
        Field::new(
            "open",
            Kind::Hours,
            Default::Value("ma-vr 08:30-17:00", "A"),
            "Openingstijden, of `dicht` of `altijd`; een later deel van de tekst vervangt die dag.",
        ),
        Field::new(
            "prettig-wachten",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Deel van de bezoekers dat prettig en niet werkeloos wacht.",
        ),
        GROEP,
        TOELICHTING,
    ],
};

pub static DOELGROEP: Part = Part {
    name: "doelgroep",
    fields: &[
        Field::new(
            "aandeel",
            Kind::Share,
            Default::Required,
            "Deel van de klantreizen dat van deze groep is; samen 100%.",
        )
        .for_all(),
        Field::new(
            "vraag",
            Kind::Factor,
            Default::Value("1", "A*"),
            "Hoe vaak zij komen in verhouding tot anderen.",
        )
        .for_all(),
        Field::new(
            "geduld",
            Kind::Factor,
            Default::Value("1", "A*"),
            "Hoe lang zij willen wachten in verhouding tot anderen.",
        ),
        Field::new(
            "voorrang",
            VOORRANG,
            Default::Value("gewoon", "A*"),
            "Wie in een rij eerst gaat; de hoogste van doelgroep en klantreis telt.",
        )
        .for_all(),
        Field::new(
            "zelfredzaamheid",
            Kind::Share,
            Default::Value("80%", "A*"),
            "Hoe goed zij zichzelf digitaal redden.",
        ),
        Field::new(
            "kanaalvoorkeur",
            Kind::Shares(&[Names::Kanaal]),
            Default::Absent("naar zelfredzaamheid en soort kanaal"),
            "Welk kanaal zij het eerst kiezen; samen 100%.",
        ),
        Field::new(
            "wijkt-uit-naar",
            Kind::Name(Names::Kanaal),
            Default::Absent("nergens"),
            "Het kanaal dat zij nemen na opgeven.",
        ),
        Field::new(
            "hulp",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Deel dat hulp krijgt bij digitaal, en het dan doet als wie zich goed redt.",
        ),
        Field::new("ov", Kind::Share, Default::Value("20%", "A*"), "Deel dat met de bus komt."),
        GROEP,
        TOELICHTING,
        UIT,
        STROOMNAAM,
        CIJFERVERSCHIL,
        WEEGT,
    ],
};
