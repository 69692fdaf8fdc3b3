//! Keys of a klantreis and its demand.

use super::gedrag::{GEDULD, HAAKT_DIRECT_AF, KOMT_TERUG, NAVRAAG, PROBEERT, WISSELT_KANAAL, inner};
use super::plaats::{GROEP, STROOMNAAM, TOELICHTING, UIT, VOORRANG};
use super::stap::STAP;
use super::tevredenheid::{BASISCIJFER_REIS, BEJEGENING_WEEGT_REIS, SPREIDING_CIJFER_REIS, WEEGT};
use super::{Cycle, Default, Field, Kind, Names, Part};

pub static KLANTREIS: Part = Part {
    name: "klantreis",
    fields: &[
        Field::new(
            "vraag",
            Kind::OptionalPart(&VRAAG),
            Default::Absent("begint alleen uit een andere klantreis"),
            "Hoe vaak mensen eraan beginnen, en wanneer; `geen` als hij alleen uit een andere volgt.",
        )
        .for_all(),
        Field::new(
            "kern",
            Kind::NamesOr(Names::Kern, "alle"),
            Default::Absent("alle"),
            "Waar de klanten wonen: namen van kernen, of een `(groep)`; een aantal per 1000 inwoners gaat over hen.",
        ),
        Field::new(
            "doelgroep",
            Kind::NamesOr(Names::Doelgroep, "alle"),
            Default::Absent("alle"),
            "Wie de klanten zijn: namen van doelgroepen, of een `(groep)`; hun aandelen zijn samen 100%.",
        ),
        Field::new(
            "voorrang",
            VOORRANG,
            Default::Value("gewoon", "A*"),
            "Wie in een rij eerst gaat; de hoogste van klantreis en doelgroep telt.",
        )
        .for_all(),
        Field::new("complexiteit", COMPLEXITEIT, Default::Value("midden", "A*"), "Hoe ingewikkeld het is."),
        Field::new(
            "aanbod",
            Kind::Shares(&[Names::Kanaal]),
            Default::Absent("via elk kanaal dat past"),
            "Aan welk deel van de klanten een kanaal hiervoor wordt aangeboden.",
        ),
        Field::new(
            "sterkte",
            Kind::Share,
            Default::Absent("zoals onder `kanaalsturing`"),
            "Deel van de klanten dat naar het best passende kanaal wordt geleid.",
        )
        .also(&["kanaalsturing"]),
        Field::new(
            "digitaal",
            Kind::Part(&DIGITAAL),
            Default::Absent("zoals gewoon"),
            "Hoe goed het lukt om het zelf te doen.",
        ),
        HAAKT_DIRECT_AF.also(&["kanaal", "gedrag"]),
        GEDULD.also(&["kanaal", "gedrag"]),
        PROBEERT.also(&["kanaal", "gedrag"]),
        inner("dubbel", Kind::Share, "Deel dat dezelfde vraag meteen ook langs een tweede kanaal stelt.")
            .also(&["kanaal", "gedrag"]),
        WISSELT_KANAAL.also(&["kanaal", "gedrag"]),
        NAVRAAG.also(&["kanaal", "gedrag"]),
        KOMT_TERUG.also(&["kanaal", "gedrag"]),
        Field::new(
            "verkeerd-terecht",
            Kind::Share,
            Default::Absent("zoals op het kanaal"),
            "Deel dat aan de verkeerde balie of op het verkeerde nummer uitkomt.",
        )
        .also(&["kanaal"]),
        Field::new(
            "verwachte-reactietijd",
            Kind::Duration,
            Default::Absent("zoals op het kanaal"),
            "Wanneer klanten antwoord op een bericht verwachten.",
        )
        .also(&["kanaal"]),
        Field::new("eerstelijns", Kind::Share, OF_TEAM, EERSTELIJNS),
        Field::new("zoektijd", Kind::Duration, OF_TEAM, ZOEKTIJD),
        Field::new("onvolledig", Kind::Share, OF_TEAM, ONVOLLEDIG),
        Field::new("onbegrepen", Kind::Share, Default::Value("20%", "A"), ONBEGREPEN),
        Field::new(
            "achterwacht",
            Kind::Name(Names::Team),
            Default::Absent("het team van de volgende stap met `werk`, anders niemand"),
            ACHTERWACHT,
        ),
        Field::new(
            "statusinfo",
            Kind::Share,
            Default::Value("50%", "A"),
            "Deel dat hoort hoe het ervoor staat.",
        ),
        Field::new(
            "ontvangstbevestiging",
            Kind::Share,
            Default::Value("74%", "M"),
            "Deel dat een ontvangstbevestiging krijgt.",
        )
        .from("26% stuurt geen ontvangstbevestiging, Pricon 2024 [S42]"),
        Field::new(
            "noemt-termijn",
            Kind::Share,
            Default::Value("50%", "A*"),
            "Deel dat hoort hoe lang het duurt.",
        ),
        Field::new(
            "uitstelbericht",
            Kind::Part(&UITSTELBERICHT),
            Default::Absent("wordt niet gestuurd"),
            "Bericht dat het later wordt.",
        ),
        Field::new(
            "belofte",
            Kind::DurationOr("p90"),
            Default::Absent("niets toegezegd"),
            "Binnen hoe lang de hele klantreis is toegezegd; `p90` is wat negen van de tien in een proefrun halen.",
        ),
        Field::new(
            "verwachte-doorlooptijd",
            Kind::Duration,
            Default::Value("8 weken", "A"),
            "Hoe lang klanten gewoon vinden als er niets is gezegd.",
        ),
        Field::new(
            "maatwerk",
            Kind::Part(&MAATWERK),
            Default::Absent("niemand"),
            "Persoonlijke aandacht voor een deel van de klanten.",
        ),
        Field::new(
            "regisseur",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Deel met één vaste behandelaar, dat van doorzetten niets merkt.",
        ),
        Field::new(
            "hooguit-overdrachten",
            Kind::Whole { min: 0, max: 100 },
            Default::Absent("geen grens"),
            "Hoe vaak hooguit wordt doorgezet.",
        ),
        Field::new(
            "ook-als-dicht",
            Kind::YesNo,
            Default::Value("nee", "A*"),
            "Of het doorgaat op dagen die onder `kalender: { dicht }` staan, zoals bij geboorte en overlijden.",
        ),
        Field::new(
            "stappen",
            Kind::Parts(&STAP),
            Default::Required,
            "De stappen; bij de eerste begint de reis.",
        ),
        STROOMNAAM,
        GROEP,
        TOELICHTING,
        UIT,
        WEEGT,
        BASISCIJFER_REIS,
        BEJEGENING_WEEGT_REIS,
        SPREIDING_CIJFER_REIS,
    ],
};

pub const COMPLEXITEIT: Kind = Kind::Choice { now: &["laag", "midden", "hoog"], later: &[] };
pub const OF_TEAM: Default = Default::Absent("zoals bij het team dat helpt");
pub const EERSTELIJNS: &str = "Deel dat de eerste lijn zelf afmaakt, als er een achterwacht is.";
pub const ZOEKTIJD: &str = "Zoeken tijdens het contact; deel van de duur.";
pub const ONVOLLEDIG: &str = "Deel van de antwoorden dat fout of onvolledig is.";
pub const ONBEGREPEN: &str = "Deel dat het antwoord of het bericht niet begrijpt.";
pub const ACHTERWACHT: &str = "Wie overneemt wat de eerste lijn niet kan.";

static DIGITAAL: Part = Part {
    name: "digitaal",
    fields: &[
        Field::new(
            "slaagt",
            Kind::Share,
            Default::Value("80%", "A*"),
            "Deel dat zonder hulp klaarkomt; minder bij wie zich minder goed redt.",
        ),
        Field::new(
            "vooringevuld",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Deel bij wie het formulier al is ingevuld.",
        ),
        Field::new(
            "tijd-bespaard",
            Kind::Duration,
            Default::Value("1 min", "A*"),
            "Hoeveel korter de stap daarmee is.",
        ),
    ],
};

static UITSTELBERICHT: Part = Part {
    name: "uitstelbericht",
    fields: &[
        Field::new(
            "aandeel",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Deel van wie langer moet wachten dat het hoort.",
        ),
        Field::new(
            "vooraf",
            Kind::Duration,
            Default::Value("1 week", "A*"),
            "Hoe lang voor het eind van de termijn.",
        ),
    ],
};

static MAATWERK: Part = Part {
    name: "maatwerk",
    fields: &[
        Field::new(
            "aandeel",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Deel dat persoonlijke aandacht krijgt.",
        ),
        Field::new(
            "extra-tijd",
            Kind::Duration,
            Default::Value("10 min", "A*"),
            "Wat er bij elke behandeling bij komt.",
        ),
        Field::new(
            "bejegening",
            Kind::Between { min: -1, max: 1 },
            Default::Value("0.3", "A*"),
            "Hoeveel prettiger de behandeling is.",
        ),
    ],
};

pub static VRAAG: Part = Part {
    name: "vraag",
    fields: &[
        Field::new(
            "aantal",
            Kind::Volume,
            Default::Required,
            "Hoeveel: `700 per jaar`, `92 per 1000 inwoners per jaar`, `100 per uur`, een getal per uur van de dag, \
             of `20000 eenmalig`.",
        ),
        Field::new("op", Kind::Date, Default::Absent("geen eenmalige vraag"), "Dag van een eenmalige vraag."),
        Field::new(
            "patroon",
            Kind::Part(&PATROON),
            Default::Absent("naar het eerste kanaal"),
            "Hoe de vraag over het jaar, de week en de dag ligt.",
        ),
        Field::new(
            "piek",
            Kind::Share,
            Default::Value("100%", "A*"),
            "Hoe sterk het jaarpatroon telt; 0% is een vlak jaar.",
        ),
        Field::new(
            "dagspreiding",
            Kind::Variation,
            Default::Value("12%", "E"),
            "Hoeveel drukte van dag tot dag toevallig scheelt (variatiecoëfficiënt).",
        )
        .from("variatiecoëfficiënt van 10 tot 15%, Brown e.a. 2004 [S54]"),
        Field::new(
            "dagfactor",
            Kind::Choice { now: &["gedeeld", "eigen"], later: &[] },
            Default::Value("gedeeld", "A*"),
            "Of een drukke dag voor alle klantreizen samen druk is.",
        ),
        Field::new(
            "bestand",
            Kind::File,
            Default::Absent("geen tabel"),
            "Tabel met eigen aantallen (.xlsx of .csv), waaruit `aantal` en `patroon` volgen.",
        ),
        Field::new("blad", Kind::Text, Default::Absent("het eerste"), "Blad van de werkmap."),
        Field::new(
            "kolom",
            Kind::Text,
            Default::Absent("de kolom `aantal`, of de enige die overblijft"),
            "Kolom met de aantallen: haar kop of haar letter.",
        ),
    ],
};

pub static PATROON: Part = Part {
    name: "patroon",
    fields: &[
        Field::new(
            "jaar",
            Kind::Years,
            Default::Value("vlak", "A*"),
            "Over de jaren: vlak, reisdocumenten (het aantal is dan dat van een topjaar als 2024), of een factor per jaar, bijvoorbeeld `{ 2023: 0.6, 2024: 1 }`.",
        ),
        Field::new(
            "maand",
            Kind::Pattern(Cycle::Month),
            Default::BySort(&[
                ("gesprek", "telefoon", "A"),
                ("bericht", "telefoon", "A*"),
                ("inloop", "burgerzaken", "A"),
                ("afspraak", "burgerzaken", "A"),
                ("zelf", "vlak", "A*"),
                ("bijeenkomst", "vlak", "A*"),
                ("bezoek", "vlak", "A*"),
            ]),
            "Over het jaar: burgerzaken, telefoon, vlak of twaalf getallen.",
        ),
        Field::new(
            "weekdag",
            Kind::Pattern(Cycle::Weekday),
            Default::BySort(&[
                ("gesprek", "telefoon", "E"),
                ("inloop", "balie", "A"),
                ("afspraak", "balie", "A"),
                ("bezoek", "balie", "A*"),
                ("zelf", "vlak", "A*"),
                ("bericht", "vlak", "A*"),
                ("bijeenkomst", "vlak", "A*"),
            ]),
            "Over de week: telefoon, balie, vlak of een getal per dag.",
        )
        .from("ervaring van contactcentra [S54]"),
        Field::new(
            "uur",
            Kind::Pattern(Cycle::Hour),
            Default::BySort(&[
                ("gesprek", "telefoon", "E"),
                ("inloop", "balie", "A"),
                ("afspraak", "balie", "A"),
                ("bezoek", "balie", "A*"),
                ("zelf", "vlak", "A*"),
                ("bericht", "vlak", "A*"),
                ("bijeenkomst", "vlak", "A*"),
            ]),
            "Over de dag: telefoon, balie, vlak of een getal per uur.",
        )
        .from("ervaring van contactcentra [S54]"),
        UIT,
    ],
};
