//! Keys at the top of a file.

use super::fusie::FUSIE;
use super::{
    DOELGROEP, Default, Field, GEDRAG, KANAAL, KANAALSTURING, KERN, KLANTREIS, Kind, LOCATIE, MAATREGEL,
    METING, NORM, ONDERZOEK, Part, TEAM, TEVREDENHEID,
};

pub static SCENARIO: Part = Part {
    name: "scenario",
    fields: &[
        Field::new("naam", Kind::Text, Default::Absent("de naam van het bestand"), "Hoe dit scenario heet."),
        Field::new(
            "toelichting",
            Kind::Text,
            Default::Absent("geen"),
            "Waar het over gaat, voor wie het leest.",
        ),
        Field::new(
            "stroomnaam",
            Kind::Text,
            Default::Absent("de naam van het bestand, of van het onderste waarop het voortbouwt"),
            "Naam waar al het toeval aan hangt; wie hem houdt, houdt bij een fusie zijn eigen klanten.",
        ),
        Field::new(
            "bouwt-voort-op",
            Kind::File,
            Default::Absent("niets"),
            "Het bestand waar dit een variant van is; het pad telt vanaf dit bestand.",
        ),
        Field::new(
            "bronnen",
            Kind::Sources,
            Default::Absent("opgegeven"),
            "Per pad het merkteken (M, N, E, D, R, A of A*) en de bron van een getal.",
        ),
        Field::new(
            "inwoners",
            Kind::Whole { min: 0, max: 1_000_000_000 },
            Default::Absent("de som van de kernen"),
            "Aantal inwoners, als er geen kernen zijn.",
        )
        .for_all(),
        Field::new("periode", Kind::Part(&PERIODE), Default::Absent("heel 2025"), "De dagen die meetellen."),
        Field::new(
            "kalender",
            Kind::Part(&KALENDER),
            Default::Absent("feestdagen van Nederland"),
            "Dagen waarop alles dicht is.",
        ),
        Field::new("kernen", Kind::Parts(&KERN), Default::Absent("geen"), "Waar de inwoners wonen."),
        Field::new(
            "doelgroepen",
            Kind::Parts(&DOELGROEP),
            Default::Absent("iedereen is één groep"),
            "Wie de klanten zijn.",
        ),
        Field::new(
            "locaties",
            Kind::Parts(&LOCATIE),
            Default::Absent("geen"),
            "Gebouwen waar klanten komen.",
        )
        .for_all(),
        Field::new(
            "kanalen",
            Kind::Parts(&KANAAL),
            Default::Required,
            "Hoe contact verloopt: telefoon, balie, website.",
        ),
        Field::new("teams", Kind::Parts(&TEAM), Default::Absent("geen"), "Wie de klanten helpt, en wanneer."),
        Field::new(
            "klantreizen",
            Kind::Parts(&KLANTREIS),
            Default::Required,
            "Waar contact over gaat: vraag en stappen.",
        ),
        Field::new(
            "gedrag",
            Kind::Part(&GEDRAG),
            Default::Absent("per soort kanaal"),
            "Wat klanten doen, voor alle kanalen.",
        ),
        Field::new(
            "normen",
            Kind::Parts(&NORM),
            Default::Absent("geen"),
            "Wat is beloofd; een norm verandert niets aan de uitkomst.",
        )
        .for_all(),
        Field::new(
            "gemeten",
            Kind::Parts(&METING),
            Default::Absent("geen"),
            "Eigen cijfers van de gemeente, om te toetsen of wat is nagespeeld erop lijkt.",
        ),
        Field::new(
            "onderzoek",
            Kind::Part(&ONDERZOEK),
            Default::Absent("30 herhalingen"),
            "Hoe vaak en hoe precies er wordt gerekend.",
        ),
        Field::new(
            "maatregelen",
            Kind::Parts(&MAATREGEL),
            Default::Absent("geen"),
            "Wat er anders wordt; in de volgorde van het bestand.",
        ),
        Field::new(
            "tevredenheid",
            Kind::OptionalPart(&TEVREDENHEID),
            Default::Value("ja", "A*"),
            "Hoe klanten hun contact beoordelen; met nee worden er geen cijfers gegeven.",
        ),
        Field::new(
            "kanaalsturing",
            Kind::Part(&KANAALSTURING),
            Default::Absent("niemand wordt geleid"),
            "Klanten naar het passende kanaal leiden.",
        ),
        Field::new(
            "fusie",
            Kind::Part(&FUSIE),
            Default::Absent("geen fusie"),
            "Een plan waarmee gemeenten samengaan: hun scenario's worden één.",
        ),
    ],
};

pub static PERIODE: Part = Part {
    name: "periode",
    fields: &[
        Field::new("van", Kind::Date, Default::Value("2025-01-01", "A*"), "Eerste dag die meetelt."),
        Field::new("tot", Kind::Date, Default::Value("2025-12-31", "A*"), "Laatste dag die meetelt."),
        Field::new(
            "aanloop",
            Kind::DurationOr("automatisch"),
            Default::Absent("4 weken als een klantreis over nachten heen loopt, anders geen"),
            "Tijd vóór de eerste dag die wordt nagespeeld maar niet meetelt; automatisch: zo lang als een proefrun \
             vooraf nodig heeft om tot rust te komen (MSER-5).",
        ),
        Field::new(
            "uitloop",
            Kind::DurationOr("tot-leeg"),
            Default::Value("tot-leeg", "A*"),
            "Hoe lang wat aan het eind nog loopt doorgaat; tot-leeg is ten hoogste 26 weken.",
        ),
        Field::new(
            "fusiedatum",
            Kind::Date,
            Default::Absent("geen fusie"),
            "Dag waarop gemeenten samengaan; maatregelen mogen ernaar verwijzen: `fusiedatum + 6 maanden`.",
        ),
    ],
};

pub static KALENDER: Part = Part {
    name: "kalender",
    fields: &[
        Field::new(
            "feestdagen",
            Kind::Choice { now: &["nederland", "geen"], later: &[] },
            Default::Value("nederland", "N"),
            "Welke feestdagen vrij zijn.",
        )
        .from("Algemene termijnenwet, artikel 3"),
        Field::new(
            "goede-vrijdag",
            Kind::YesNo,
            Default::Value("nee", "A*"),
            "Of Goede Vrijdag een vrije dag is.",
        ),
        Field::new(
            "dag-na-hemelvaart",
            Kind::YesNo,
            Default::Value("nee", "A*"),
            "Of de vrijdag na Hemelvaart een vrije dag is.",
        ),
        Field::new(
            "bevrijdingsdag",
            Kind::YesNo,
            Default::Value("nee", "A*"),
            "Of 5 mei elk jaar een vrije dag is; anders alleen in lustrumjaren.",
        ),
        Field::new(
            "dicht",
            Kind::Dates,
            Default::Absent("geen"),
            "Andere dagen waarop alles dicht is: datums, of van t/m tot; ook `fusiedatum + 1 dag`.",
        ),
    ],
};
