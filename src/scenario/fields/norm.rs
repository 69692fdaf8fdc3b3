//! Keys of a norm.

use super::plaats::{GROEP, TOELICHTING, UIT};
use super::{Default, Field, Kind, Names, Part};

pub const MEET: Kind = Kind::Choice {
    now: &[
        "wachttijd",
        "toegangstijd",
        "doorlooptijd",
        "reactietijd",
        "afhakers",
        "eerstelijns",
        "overdrachten",
        "terugbellen",
        "cijfer",
    ],
    later: &[],
};

pub static NORM: Part = Part {
    name: "norm",
    fields: &[
        Field::new(
            "soort",
            Kind::Choice { now: &["norm", "randvoorwaarde", "vergelijking"], later: &[] },
            Default::Value("norm", "A*"),
            "Wat voor toets het is: een belofte aan klanten (`norm`); iets waaraan voldaan moet zijn voor er bijvoorbeeld \
             bezuinigd kan worden, waarvan het verslag zegt vanaf wanneer (`randvoorwaarde`); of wat anderen halen, waarvan \
             het verslag zegt hoe ver u eraf zit (`vergelijking`).",
        ),
        Field::new("meet", MEET, Default::Required, "Wat er wordt gemeten."),
        Field::new(
            "kanaal",
            Kind::Name(Names::Kanaal),
            Default::Absent("alle"),
            "Alleen dit kanaal, of alle kanalen van een `(groep)` samen.",
        ),
        Field::new(
            "team",
            Kind::Name(Names::Team),
            Default::Absent("alle"),
            "Alleen dit team, of alle teams van een `(groep)` samen.",
        ),
        Field::new(
            "klantreis",
            Kind::Name(Names::Klantreis),
            Default::Absent("alle"),
            "Alleen deze klantreis, of alle van een `(groep)` samen.",
        ),
        Field::new(
            "doelgroep",
            Kind::Name(Names::Doelgroep),
            Default::Absent("alle"),
            "Alleen deze doelgroep, of alle van een `(groep)` samen.",
        ),
        Field::new(
            "kern",
            Kind::Name(Names::Kern),
            Default::Absent("alle"),
            "Alleen deze kern, of alle van een `(groep)` samen.",
        ),
        Field::new(
            "locatie",
            Kind::Name(Names::Locatie),
            Default::Absent("alle"),
            "Alleen deze locatie, of alle van een `(groep)` samen.",
        ),
        Field::new("binnen", Kind::Duration, Default::Absent("een andere vorm van eis"), "Binnen hoe lang."),
        Field::new(
            "aandeel",
            Kind::Share,
            Default::Value("100%", "A*"),
            "Welk deel ten minste binnen die tijd.",
        ),
        Field::new(
            "over",
            Kind::Choice {
                now: &["aangeboden", "beantwoord", "zonder-snelle-afhakers", "snelle-afhakers-tellen-mee"],
                later: &[],
            },
            Default::Value("aangeboden", "A*"),
            "Over welke contacten het deel wordt genomen.",
        ),
        Field::new(
            "hooguit",
            Kind::Bound,
            Default::Absent("geen bovengrens"),
            "Ten hoogste dit deel, dit gemiddelde of dit cijfer.",
        ),
        Field::new(
            "minstens",
            Kind::Bound,
            Default::Absent("geen ondergrens"),
            "Ten minste dit deel, dit gemiddelde of dit cijfer.",
        ),
        Field::new(
            "gemeten",
            Kind::Bound,
            Default::Absent("niet bekend"),
            "Wat er in werkelijkheid is gemeten, in dezelfde maat; het verslag zet het naast de uitkomst.",
        ),
        Field::new(
            "gepubliceerd",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Deel van de klanten dat de norm kent en dat verwacht.",
        ),
        GROEP,
        TOELICHTING,
        UIT,
        Field::new(
            "vanaf",
            Kind::Moment,
            Default::Absent("vanaf het begin"),
            "Eerste dag waarop de norm geldt: een datum, of `fusiedatum + 6 maanden`.",
        ),
        Field::new("tot", Kind::Moment, Default::Absent("tot het eind"), "Laatste dag waarop de norm geldt."),
        Field::new(
            "niet-slechter-dan",
            Kind::Choice { now: &["basis"], later: &["beste-voorganger", "gemiddelde-voorgangers"] },
            Default::Absent("mag slechter worden"),
            "Waarmee een variant in `vergelijk` niet slechter mag zijn.",
        ),
        Field::new(
            "marge",
            Kind::Deviation,
            Default::Absent("0,5 punt van een deel, 0,02 van een cijfer, 1% van een tijd of getal (A*)"),
            "Hoeveel slechter bij `niet-slechter-dan` nog mag.",
        ),
    ],
};
