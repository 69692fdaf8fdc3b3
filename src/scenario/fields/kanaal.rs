//! Keys of a kanaal.

use super::gedrag::{GEDULD, HAAKT_DIRECT_AF, KOMT_TERUG, NAVRAAG, PROBEERT, QUEUED, WISSELT_KANAAL, inner};
use super::plaats::{GROEP, STROOMNAAM, TOELICHTING};
use super::tevredenheid::{BASISCIJFER, BEJEGENING_WEEGT, SPREIDING_CIJFER};
use super::{Default, Field, Kind, Names, Part, Shape};

/// Kinds of channel at which people work.
const STAFFED: &[&str] = &["gesprek", "inloop", "afspraak", "bericht", "bezoek"];
/// Kinds of channel with an agenda.
const BOOKED: &[&str] = &["afspraak", "bezoek"];

pub static KANAAL: Part = Part {
    name: "kanaal",
    fields: &[
        Field::new(
            "soort",
            Kind::Choice {
                now: &["zelf", "gesprek", "inloop", "afspraak", "bericht", "bijeenkomst", "bezoek"],
                later: &[],
            },
            Default::Required,
            "Hoe contact verloopt: zelf (zonder personeel), gesprek (wachtrij met lijnen), inloop (bezoekers), \
             afspraak, bericht (later beantwoord), bijeenkomst of bezoek (aan huis).",
        ),
        Field::new(
            "open",
            Kind::Hours,
            Default::BySort(&[
                ("zelf", "altijd", "A*"),
                ("bericht", "altijd", "A*"),
                ("", "ma-vr 08:30-17:00", "A"),
            ]),
            "Openingstijden; met locaties en zonder open gelden de tijden van elke locatie, met beide de overlap.",
        ).for_all(),
        Field::new(
            "locaties",
            Kind::NameList(Names::Locatie),
            Default::Absent("niet aan een plaats gebonden"),
            "Waar het kanaal loopt.",
        ).for_all()
        .only(&["inloop", "afspraak", "bijeenkomst"]),
        Field::new(
            "aanbod",
            Kind::Share,
            Default::Value("100%", "A*"),
            "Deel van de klanten aan wie het kanaal wordt aangeboden.",
        ),
        Field::new(
            "werkgebied",
            Kind::NamesOr(Names::Kern, "alle"),
            Default::Value("alle", "A*"),
            "Van welke kernen het kanaal contact aanneemt: alle, namen, of een `(groep)`.",
        ).for_all(),
        Field::new(
            "lijnen",
            Kind::Whole { min: 1, max: 1_000_000 },
            Default::Absent("geen grens"),
            "Hoeveel klanten tegelijk kunnen wachten of geholpen worden.",
        ).for_all()
        .only(QUEUED),
        Field::new(
            "tegelijk",
            Kind::Whole { min: 1, max: 20 },
            Default::Value("1", "A*"),
            "Gesprekken per medewerker tegelijk; een chat heeft er 2 of 3.",
        ).for_all()
        .only(&["gesprek"]),
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
            Default::BySort(&[("gesprek", "45 s", "A"), ("", "0 s", "A*")]),
            "Werk na elk contact, terwijl de klant al weg is.",
        ).for_all()
        .only(STAFFED),
        Field::new(
            "identificatie",
            Kind::Duration,
            Default::Value("0 s", "A*"),
            "Tijd om vast te stellen wie het is; komt bij elke duur.",
        )
        .only(STAFFED),
        HAAKT_DIRECT_AF.only(QUEUED).also(&["gedrag"]),
        GEDULD.only(QUEUED).also(&["gedrag"]),
        PROBEERT.only(QUEUED).also(&["gedrag"]),
        Field::new(
            "wachtinfo",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Deel van de wachtenden dat hoort hoe lang het duurt.",
        )
        .only(QUEUED),
        Field::new(
            "terugbelaanbod",
            Kind::Part(&TERUGBELAANBOD),
            Default::Absent("niemand wordt iets aangeboden"),
            "Aanbod aan wie wacht om teruggebeld te worden.",
        )
        .only(&["gesprek"]),
        Field::new(
            "verwachte-wachttijd",
            Kind::Duration,
            Default::BySort(&[("gesprek", "1 min", "A"), ("afspraak", "5 min", "A"), ("", "10 min", "A")]),
            "Hoe lang wachten klanten gewoon vinden; bij een chat 3 min.",
        )
        .only(QUEUED),
        Field::new(
            "verwachte-reactietijd",
            Kind::Duration,
            Default::Value("3 werkdagen", "A"),
            "Wanneer klanten antwoord op een bericht verwachten.",
        )
        .only(&["bericht"]),
        Field::new(
            "verwachte-toegangstijd",
            Kind::Duration,
            Default::Value("5 werkdagen", "A"),
            "Hoe ver weg klanten een afspraak gewoon vinden.",
        )
        .only(BOOKED),
        Field::new(
            "verkeerd-terecht",
            Kind::Share,
            Default::BySort(&[
                ("inloop", "8%", "A"),
                ("afspraak", "8%", "A"),
                ("gesprek", "5%", "A*"),
                ("", "0%", "A*"),
            ]),
            "Deel dat aan de verkeerde balie of op het verkeerde nummer uitkomt.",
        )
        .only(STAFFED),
        Field::new(
            "ontvangst",
            Kind::Part(&ONTVANGST),
            Default::Absent("geen gastheer"),
            "Gastheer die bezoekers opvangt en de weg wijst voor zij wachten.",
        )
        .only(&["inloop", "afspraak"]),
        Field::new(
            "storing",
            Kind::Part(&STORING),
            Default::Absent("geen"),
            "Dat het kanaal er soms uit ligt.",
        ).for_all(),
        Field::new(
            "afspraak",
            Kind::Part(&AFSPRAAK),
            Default::Absent("zoals gewoon"),
            "De agenda: hoe lang, hoe ver vooruit, en wie niet verschijnt.",
        ).for_all()
        .only(BOOKED),
        Field::new(
            "elke",
            Kind::Duration,
            Default::Value("4 weken", "A*"),
            "Hoe vaak er een bijeenkomst is.",
        ).for_all()
        .only(&["bijeenkomst"]),
        Field::new(
            "plaatsen",
            Kind::Whole { min: 1, max: 100_000 },
            Default::Value("12", "A*"),
            "Plaatsen per bijeenkomst.",
        ).for_all()
        .only(&["bijeenkomst"]),
        Field::new(
            "onbeantwoord-na",
            Kind::Duration,
            Default::Value("3 weken", "M"),
            "Na hoe lang een bericht onbeantwoord heet.",
        )
.from("7% had na drie weken geen antwoord, Pricon 2024 [S42]")
        .only(&["bericht"]),
        Field::new(
            "blijft-liggen",
            Kind::Share,
            Default::Value("7%", "M"),
            "Deel van de berichten dat niemand oppakt.",
        )
.from("7% had na drie weken geen antwoord, Pricon 2024 [S42]")
        .only(&["bericht"]),
        inner("dubbel", Kind::Share, "Deel dat dezelfde vraag meteen ook langs een tweede kanaal stelt."),
        WISSELT_KANAAL,
        NAVRAAG,
        KOMT_TERUG,
        STROOMNAAM,
        GROEP,
        TOELICHTING,
        BASISCIJFER,
        BEJEGENING_WEEGT,
        SPREIDING_CIJFER,
    ],
};

static TERUGBELAANBOD: Part = Part {
    name: "terugbelaanbod",
    fields: &[
        Field::new(
            "aanbod",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Deel van wie zo lang wacht dat het aanbod krijgt.",
        ),
        Field::new("na", Kind::Duration, Default::Value("2 min", "A*"), "Na hoe lang wachten."),
        Field::new("accepteert", Kind::Share, Default::Value("30%", "A"), "Deel van hen dat het aanneemt."),
    ],
};

static ONTVANGST: Part = Part {
    name: "ontvangst",
    fields: &[
        Field::new(
            "opgevangen",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Deel van de bezoekers dat wordt opgevangen.",
        ),
        Field::new(
            "duur",
            Kind::Spread(Shape::Handling),
            Default::Value("30 s", "A"),
            "Hoe lang het team bij `door` daarmee bezig is.",
        ),
        Field::new(
            "door",
            Kind::Name(Names::Team),
            Default::Absent("het kost niemand tijd"),
            "Het team van de gastheer; wie moet wachten op de gastheer, wacht voor hij in de rij komt.",
        ),
    ],
};

static STORING: Part = Part {
    name: "storing",
    fields: &[
        Field::new(
            "kans-per-dag",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Kans dat het kanaal er op een dag uit ligt.",
        ),
        Field::new("duur", Kind::Duration, Default::Value("4 uur", "A*"), "Hoe lang een storing duurt."),
    ],
};

static AFSPRAAK: Part = Part {
    name: "afspraak",
    fields: &[
        Field::new(
            "duur",
            Kind::Duration,
            Default::Value("15 min", "A"),
            "Hoe lang een plek in de agenda is.",
        ),
        Field::new(
            "vooruit",
            Kind::Duration,
            Default::Value("6 weken", "A"),
            "Hoe ver vooruit de agenda open is.",
        ),
        Field::new(
            "vrije-inloop",
            Kind::Share,
            Default::Value("20%", "A"),
            "Deel van de klanten dat zonder afspraak komt.",
        ),
        Field::new(
            "overboeken",
            Kind::Share,
            Default::Value("0%", "A"),
            "Afspraken boven het aantal plekken, als deel daarvan.",
        ),
        Field::new(
            "spoed",
            Kind::Share,
            Default::Value("5%", "A*"),
            "Deel van de plekken dat vrij blijft voor dezelfde dag en voor wie voorrang heeft.",
        ),
        Field::new(
            "niet-verschenen",
            Kind::Share,
            Default::Value("8%", "A"),
            "Deel dat niet komt op een afspraak voor dezelfde week.",
        ),
        Field::new(
            "extra-per-week",
            Kind::Share,
            Default::Value("2%", "A"),
            "Wat daar per week vooruit bij komt; samen hooguit 25%.",
        ),
        Field::new(
            "te-laat",
            Kind::Share,
            Default::Value("10%", "A"),
            "Deel dat meer dan 5 minuten te laat komt.",
        ),
        Field::new(
            "vol",
            Kind::Choice { now: &["elders", "geeft-op"], later: &[] },
            Default::Value("elders", "A*"),
            "Wat een klant doet als de agenda vol is: een andere locatie of later, of opgeven.",
        ),
        Field::new(
            "beginvulling",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Hoe vol de agenda op de eerste dag is; dat loopt af tot niets bij `vooruit`.",
        ),
    ],
};
