//! Keys of what waiting customers do; they stand at the top, on a channel, a journey or a step.

use super::later;
use super::{Default, Field, Kind, Part, Shape};

/// Kinds of channel with a queue.
pub const QUEUED: &[&str] = &["gesprek", "inloop"];

pub const HAAKT_DIRECT_AF: Field = Field::new(
    "haakt-direct-af",
    Kind::Share,
    Default::BySort(&[("gesprek", "8%", "M"), ("inloop", "0%", "A*"), ("zelf", "0%", "A*")]),
    "Deel dat meteen ophangt of omdraait als het moet wachten.",
);

pub const GEDULD: Field = Field::new(
    "geduld",
    Kind::Spread(Shape::Patience),
    Default::BySort(&[("gesprek", "7 min", "D"), ("inloop", "onbeperkt", "A*"), ("zelf", "onbeperkt", "A*")]),
    "Hoe lang een klant wil wachten: een gemiddelde, een verdeling of onbeperkt.",
);

pub const PROBEERT: Field = Field::new(
    "probeert-opnieuw",
    Kind::OptionalPart(&PROBEERT_OPNIEUW),
    Default::BySort(&[("gesprek", "ja", "A"), ("inloop", "nee", "A*"), ("zelf", "nee", "A*")]),
    "Of wie opgeeft het later nog eens probeert; nee is niet.",
);

pub static GEDRAG: Part = Part {
    name: "gedrag",
    fields: &[
        HAAKT_DIRECT_AF,
        GEDULD,
        PROBEERT,
        later::NAVRAAG,
        Field::later(
            "statusinfo-stilt",
            "%",
            "Deel van de statusvragen dat uitblijft als de status bekend is.",
        ),
        later::DUBBEL,
        later::WISSELT_KANAAL,
        Field::later("klaagt", "onder cijfer: kans", "Wie na een slecht cijfer klaagt."),
        Field::later("maakt-bezwaar", "%", "Deel van de afwijzingen waar bezwaar op volgt."),
        Field::later("locatie-dicht", "keuze: deel", "Wat klanten doen als hun locatie dicht is."),
        Field::later("ov-factor", "factor", "Reistijd met de bus in verhouding tot de auto."),
    ],
};

pub static PROBEERT_OPNIEUW: Part = Part {
    name: "probeert-opnieuw",
    fields: &[
        Field::new(
            "kans",
            Kind::Share,
            Default::Value("60%", "A"),
            "Kans dat iemand die opgeeft het opnieuw probeert.",
        )
        .also(&["klantreis", "kanaal", "gedrag"]),
        Field::new("na", Kind::Spread(Shape::Fixed), Default::Value("40 min", "A"), "Hoe lang daarna.")
            .also(&["klantreis", "kanaal", "gedrag"]),
        Field::new(
            "onthoudt",
            Kind::Choices(&["duur", "geduld", "gewacht"]),
            Default::Value("duur", "A"),
            "Wat bij een nieuwe poging hetzelfde blijft.",
        )
        .also(&["klantreis", "kanaal", "gedrag"]),
    ],
};
