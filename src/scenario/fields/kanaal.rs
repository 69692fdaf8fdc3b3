//! Keys of a kanaal.

use super::gedrag::{GEDULD, HAAKT_DIRECT_AF, PROBEERT, QUEUED};
use super::later;
use super::plaats::{GROEP, TOELICHTING};
use super::tevredenheid::{BASISCIJFER, BEJEGENING_WEEGT, SPREIDING_CIJFER};
use super::{Default, Field, Kind, Names, Part};

pub static KANAAL: Part = Part {
    name: "kanaal",
    fields: &[
        Field::new(
            "soort",
            Kind::Choice {
                now: &["zelf", "gesprek", "inloop"],
                later: &["afspraak", "bericht", "bijeenkomst", "bezoek"],
            },
            Default::Required,
            "Hoe contact verloopt: zelf (zonder personeel), gesprek (wachtrij met lijnen) of inloop (bezoekers).",
        ),
        Field::new(
            "open",
            Kind::Hours,
            Default::BySort(&[
                ("gesprek", "ma-vr 08:30-17:00", "A"),
                ("inloop", "ma-vr 08:30-17:00", "A"),
                ("zelf", "altijd", "A*"),
            ]),
            "Openingstijden; met locaties en zonder open gelden de tijden van elke locatie, met beide de overlap.",
        ),
        Field::new(
            "locaties",
            Kind::NameList(Names::Locatie),
            Default::Absent("niet aan een plaats gebonden"),
            "Waar het kanaal loopt.",
        )
        .only(&["inloop"]),
        Field::new(
            "lijnen",
            Kind::Whole { min: 1, max: 1_000_000 },
            Default::Absent("geen grens"),
            "Hoeveel klanten tegelijk kunnen wachten of geholpen worden.",
        )
        .only(QUEUED),
        Field::new(
            "bezet",
            Kind::Busy,
            Default::Value("weg", "A*"),
            "Wat een klant doet als alle lijnen bezet zijn: weg of probeert-opnieuw.",
        )
        .only(QUEUED),
        Field::new(
            "bij-sluiting",
            Kind::Choice { now: &["afmaken", "wegsturen"], later: &[] },
            Default::Value("afmaken", "A*"),
            "Wat er bij sluiting met de wachtrij gebeurt.",
        )
        .only(QUEUED),
        Field::new(
            "kiest-medewerker",
            Kind::Choice { now: &["langst-vrij", "eerste-genoemd", "naar-rato"], later: &[] },
            Default::Value("langst-vrij", "A*"),
            "Welke vrije medewerker een klant krijgt.",
        )
        .only(QUEUED),
        Field::new(
            "nawerk",
            Kind::Duration,
            Default::BySort(&[("gesprek", "45 s", "A"), ("inloop", "0 s", "A*"), ("zelf", "0 s", "A*")]),
            "Werk na elk contact, terwijl de klant al weg is.",
        )
        .only(QUEUED),
        Field::new(
            "identificatie",
            Kind::Duration,
            Default::Value("0 s", "A*"),
            "Tijd om vast te stellen wie het is; komt bij elke duur.",
        )
        .only(QUEUED),
        HAAKT_DIRECT_AF.only(QUEUED).also(&["gedrag"]),
        GEDULD.only(QUEUED).also(&["gedrag"]),
        PROBEERT.only(QUEUED).also(&["gedrag"]),
        GROEP,
        TOELICHTING,
        Field::later("aanbod", "%", "Deel van de klanten aan wie het kanaal wordt aangeboden."),
        Field::later("tegelijk", "getal", "Gesprekken per medewerker tegelijk."),
        Field::later("wachtinfo", "%", "Deel dat hoort hoe lang het duurt."),
        Field::later("terugbelaanbod", "blok", "Aanbod om teruggebeld te worden."),
        Field::later("verwachte-wachttijd", "duur", "Wat klanten aan wachten verwachten."),
        Field::later("verwachte-reactietijd", "duur", "Wanneer klanten antwoord verwachten."),
        Field::later("verwachte-toegangstijd", "duur", "Wanneer klanten een afspraak verwachten."),
        later::VERKEERD_TERECHT,
        Field::later("ontvangst", "blok", "Gastheer die bezoekers opvangt."),
        Field::later("storing", "blok", "Dat het kanaal eruit ligt."),
        Field::later("afspraak", "blok", "Afspraken: duur, hoe ver vooruit, niet verschenen."),
        Field::later("elke", "duur", "Hoe vaak een bijeenkomst is."),
        Field::later("plaatsen", "getal", "Plaatsen per bijeenkomst."),
        Field::later("onbeantwoord-na", "duur", "Na hoe lang een bericht onbeantwoord heet."),
        Field::later("blijft-liggen", "%", "Deel van de berichten dat niemand oppakt."),
        Field::later("werkgebied", "kernen", "Van welke kernen het kanaal contact aanneemt."),
        BASISCIJFER,
        BEJEGENING_WEEGT,
        SPREIDING_CIJFER,
        later::NAVRAAG,
        later::DUBBEL,
        later::WISSELT_KANAAL,
    ],
};
