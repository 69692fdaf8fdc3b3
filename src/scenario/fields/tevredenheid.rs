//! Keys of tevredenheid, and of what channels, journeys and segments say about marks.
//!
//! Defaults are those of docs/theorie.md, satisfaction.

use super::{Default, Field, Kind, Part};

/// A number of points, never negative.
const POINTS: Kind = Kind::Between { min: 0, max: 10 };
const MARK: Kind = Kind::Between { min: 1, max: 10 };

const fn points(key: &'static str, value: &'static str, mark: &'static str, about: &'static str) -> Field {
    Field::new(key, POINTS, Default::Value(value, mark), about)
}

const fn share(key: &'static str, value: &'static str, mark: &'static str, about: &'static str) -> Field {
    Field::new(key, Kind::Share, Default::Value(value, mark), about)
}

pub static TEVREDENHEID: Part = Part {
    name: "tevredenheid",
    fields: &[
        Field::new("streefcijfer", MARK, Default::Value("8", "A*"), "Cijfer waar naar wordt gestreefd."),
        Field::new(
            "meetwijze",
            Kind::Choice { now: &["na-contact", "mystery", "panel", "burgerpeiling"], later: &[] },
            Default::Value("na-contact", "A"),
            "Hoe er wordt gemeten; verschuift elk cijfer dat wordt gemeld: mystery 0,5 lager, panel 0,7, burgerpeiling 1,2.",
        ),
        Field::new(
            "meetwijze-scheelt",
            Kind::Between { min: -5, max: 5 },
            Default::BySort(&[
                ("mystery", "-0.5", "D/A"),
                ("panel", "-0.7", "D/A"),
                ("burgerpeiling", "-1.2", "D/A"),
                ("", "0", "D/A"),
            ]),
            "Punten die deze manier van meten hoger (of lager) uitkomt dan een vraag meteen na het contact.",
        )
        .from("producten krijgen in 2024-2025 een hoger cijfer dan de dienst in de Burgerpeiling, Voorne aan Zee [S28]"),
        Field::new(
            "termen",
            Kind::Part(&TERMEN),
            Default::Absent("die van de formule"),
            "De getallen van de formule, per term.",
        ),
        Field::new(
            "reis",
            Kind::Part(&REIS),
            Default::Absent("half het gemiddelde, een kwart het slechtste, een kwart het laatste"),
            "Hoe het cijfer van een klantreis ontstaat uit dat van haar contacten; samen 100%.",
        ),
        Field::new(
            "niet-beantwoord",
            MARK,
            Default::Value("1.3", "D"),
            "Cijfer van een contact dat nooit antwoord krijgt.",
        )
        .from("6,39 met 76% van de mails beantwoord, 8,01 als het alle waren, 160 gemeenten 2013 [S39]"),
        Field::new(
            "zaak",
            Kind::Part(&ZAAK),
            Default::Absent("die van de formule"),
            "Hoe het werk tussen de contacten wordt beoordeeld.",
        ),
        Field::new(
            "klantmoeite",
            Kind::Part(&KLANTMOEITE),
            Default::Absent("die van de formule"),
            "De getallen van de klantmoeite (CES): van 1, heel veel moeite, tot 7, geen.",
        ),
        Field::new(
            "peiling",
            Kind::Part(&PEILING),
            Default::Absent("niemand wordt iets gevraagd"),
            "Wat een peiling zou zien: hoeveel reacties, met welke marge, en hoe laat een daling opvalt.",
        ),
    ],
};

static PEILING: Part = Part {
    name: "peiling",
    fields: &[
        share("vraagt", "0%", "A*", "Deel van de klanten aan wie een cijfer wordt gevraagd."),
        share("respons", "15%", "A", "Deel van hen dat antwoordt."),
        Field::new(
            "elke",
            Kind::Choice { now: &["week", "maand", "kwartaal", "jaar"], later: &[] },
            Default::Value("maand", "A*"),
            "Waarover de antwoorden samen worden genomen.",
        ),
    ],
};

static ZAAK: Part = Part {
    name: "zaak",
    fields: &[
        Field { default: Default::Value("7.6", "D"), ..BASISCIJFER },
        Field { default: Default::Value("0.4", "A"), ..BEJEGENING_WEEGT },
        Field { default: Default::Value("1.8", "A"), ..SPREIDING_CIJFER },
    ],
};

static KLANTMOEITE: Part = Part {
    name: "klantmoeite",
    fields: &[
        Field::new(
            "basis",
            Kind::Between { min: 1, max: 7 },
            Default::Value("6.2", "A"),
            "Klantmoeite als alles gaat zoals verwacht.",
        ),
        points("wachten", "0.3", "A", "Punten eraf per factor e langer wachten dan verwacht."),
        points("niet-opgelost", "0.8", "A", "Punten eraf als het contact niet genoeg is."),
        points("herhaling", "0.6", "A", "Punten eraf voor elke keer dat de klant zelf terug moet komen."),
        points("overdracht", "0.3", "A", "Punten eraf voor elke keer dat de klant wordt doorgegeven."),
        points("onbegrepen", "0.4", "A", "Punten eraf als het antwoord niet wordt begrepen."),
        points(
            "kanaal",
            "0.5",
            "A",
            "Punten tussen een kanaal dat in het geheel niet past en een dat volledig past.",
        ),
    ],
};

static REIS: Part = Part {
    name: "reis",
    fields: &[
        share("gemiddeld", "50%", "A", "Hoe zwaar het gemiddelde telt."),
        share("slechtste", "25%", "A", "Hoe zwaar het slechtste telt."),
        share("laatste", "25%", "A", "Hoe zwaar het laatste telt."),
    ],
};

pub static TERMEN: Part = Part {
    name: "termen",
    fields: &[
        term("wachten", &WACHTEN, "Wachten in de rij, tegen wat de klant verwacht."),
        term("doorlooptijd", &DOORLOOPTIJD, "Hoe lang het duurt, tegen wat is beloofd of gewoon is."),
        term("toegang", &TOEGANG, "Dagen tot de eerste vrije afspraak, tegen wat gewoon is."),
        term("niet-opgelost", &NIET_OPGELOST, "Een contact dat de vraag niet oplost."),
        term("herhaling", &HERHALING, "Op eigen initiatief terug moeten komen."),
        term("overdracht", &OVERDRACHT, "Doorgegeven worden."),
        term("belofte", &BELOFTE, "Beloften met een datum: terugbellen en afspraken."),
        term("voortgang", &VOORTGANG, "Wat de klant hoort als het langer dan twee werkdagen duurt."),
        term("onvolledig", &ONVOLLEDIG, "Een antwoord dat fout of onvolledig is."),
        term("onbegrepen", &ONBEGREPEN, "Een antwoord dat niet wordt begrepen."),
        term("kanaal", &KANAAL_TERM, "Hoe goed het kanaal past bij vraag en klant."),
        term("afwijzing", &AFWIJZING, "Een besluit tegen de klant."),
        term("reistijd", &REISTIJD, "De reis naar de balie."),
    ],
};

const fn term(key: &'static str, part: &'static Part, about: &'static str) -> Field {
    Field::new(key, Kind::Part(part), Default::Absent("die van de formule"), about)
}

static WACHTEN: Part = Part {
    name: "termen-wachten",
    fields: &[
        points(
            "verlies",
            "0.65",
            "D",
            "Punten eraf per factor e langer dan verwacht; per verdubbeling dus 0,45.",
        )
        .from("telecom 4 min een 7,0, energie de helft een 7,5, GfK 2011 [S46]"),
        points("winst", "0.12", "A", "Punten erbij per factor e korter dan verwacht, tot de helft."),
        points("hooguit", "3", "A", "Meer punten kost de term niet."),
        share(
            "ingelicht",
            "75%",
            "A",
            "Wat van het verlies overblijft als de klant weet hoe lang het duurt.",
        ),
        share("ingelicht-lang", "90%", "A", "Hetzelfde voor wat boven driemaal de verwachting uitgaat."),
        share("prettig", "85%", "A", "Wat van het verlies overblijft bij prettig wachten."),
    ],
};

static DOORLOOPTIJD: Part = Part {
    name: "termen-doorlooptijd",
    fields: &[
        points(
            "verlies",
            "0.85",
            "A",
            "Punten eraf per factor e langer dan verwacht; per verdubbeling dus 0,59.",
        ),
        points("winst", "0.15", "A", "Punten erbij per factor e korter dan verwacht, tot de helft."),
        points("hooguit", "3.5", "A", "Meer punten kost de term niet."),
        share("aangekondigd", "60%", "A", "Wat van het verlies overblijft als uitstel op tijd is gemeld."),
    ],
};

static TOEGANG: Part = Part {
    name: "termen-toegang",
    fields: &[points("verlies", "0.35", "A", "Punten eraf per verdubbeling boven wat gewoon is.")],
};

static NIET_OPGELOST: Part = Part {
    name: "termen-niet-opgelost",
    fields: &[points("verlies", "0.7", "D", "Punten eraf als het eerste contact niet genoeg is.")
        .from("7,02 was 7,48 geweest als alles in één keer was beantwoord, 160 gemeenten 2018 [S39]")],
};

static HERHALING: Part = Part {
    name: "termen-herhaling",
    fields: &[
        points("eerste", "0.6", "D", "Punten eraf voor de eerste keer.")
            .from("15 punten minder tevreden per volgend telefoontje, SQM en Monger [S48]"),
        points("volgende", "0.4", "D", "Punten eraf voor elke keer daarna.")
            .from("15 punten minder tevreden per volgend telefoontje, SQM en Monger [S48]"),
        points("hooguit", "1.8", "D", "Meer punten kost de term niet.")
            .from("15 punten minder tevreden per volgend telefoontje, SQM en Monger [S48]"),
    ],
};

static OVERDRACHT: Part = Part {
    name: "termen-overdracht",
    fields: &[
        points("warm", "0.1", "A", "Punten eraf als de volgende het verhaal kent."),
        points("koud", "0.35", "A", "Punten eraf als de klant het opnieuw moet vertellen."),
        points("derde", "0.5", "A", "Punten eraf voor de derde en elke volgende."),
    ],
};

static BELOFTE: Part = Part {
    name: "termen-belofte",
    fields: &[
        points("gehouden", "0.2", "A", "Punten erbij voor een gehouden belofte."),
        points("gebroken", "1.5", "D", "Punten eraf voor een gebroken belofte.")
            .from("een 4,1 met 0 van de 6 beloften gehouden, Aa en Hunze 2021 [S38]"),
        points("hooguit", "2", "A", "Meer punten kost de term niet."),
    ],
};

static VOORTGANG: Part = Part {
    name: "termen-voortgang",
    fields: &[
        points("gehoord", "0.3", "A", "Punten erbij als de klant hoort hoe het ervoor staat."),
        points("stil", "0.3", "A", "Punten eraf als de klant niets hoort."),
    ],
};

static ONVOLLEDIG: Part =
    Part { name: "termen-onvolledig", fields: &[points("verlies", "0.4", "A", "Punten eraf.")] };

static ONBEGREPEN: Part =
    Part { name: "termen-onbegrepen", fields: &[points("verlies", "0.4", "A", "Punten eraf.")] };

static KANAAL_TERM: Part = Part {
    name: "termen-kanaal",
    fields: &[
        points(
            "verlies",
            "0.8",
            "A",
            "Punten tussen een kanaal dat in het geheel niet past en een dat volledig past.",
        ),
        share("gewoon", "90%", "A", "Hoe goed een kanaal past als er niets af en niets bij komt."),
    ],
};

static AFWIJZING: Part = Part {
    name: "termen-afwijzing",
    fields: &[
        points("verlies", "1.2", "D", "Punten eraf voor een kale afwijzing.")
            .from("gegronde en ongegronde klachten schelen gemiddeld 1,9, Utrecht 2019-2022 [S44]"),
        share("uitleg", "50%", "D", "Deel van het verlies dat volledige uitleg wegneemt.")
            .from("met de informele aanpak is men 40% tevredener [S45]"),
        points("alternatief", "0.2", "A", "Punten erbij als er een alternatief is."),
    ],
};

static REISTIJD: Part = Part {
    name: "termen-reistijd",
    fields: &[
        points("verlies", "0.15", "D", "Punten eraf per verdubbeling boven wat gewoon is.")
            .from("89% vindt de reistijd met één balie goed, Midden-Groningen [S18]"),
        Field::new("gewoon", Kind::Duration, Default::Value("10 min", "A"), "Reistijd die niets kost."),
    ],
};

/// Of a kanaal. For gesprek, inloop, afspraak, bericht and mor fitted with all usual faults on (tests/satisfaction.rs).
pub const BASISCIJFER: Field = Field::new(
    "basiscijfer",
    MARK,
    Default::BySort(&[
        ("gesprek", "8.32", "D"),
        ("inloop", "8.83", "D"),
        ("afspraak", "8.72", "D"),
        ("zelf", "7.6", "D"),
        ("bericht", "7.45", "D"),
        ("bijeenkomst", "8.2", "D"),
        ("bezoek", "8.5", "A*"),
    ]),
    "Cijfer als alles gaat zoals verwacht; voor een chat standaard 8, voor post 7,2.",
)
.from("afgestemd op gepubliceerde cijfers: Zwolle [S30], Woensdrecht [S27], Amsterdam [S13], 160 gemeenten [S39], Zaanstad [S43]");

pub const BEJEGENING_WEEGT: Field = Field::new(
    "bejegening-weegt",
    POINTS,
    Default::BySort(&[
        ("gesprek", "0.5", "A"),
        ("inloop", "0.6", "A"),
        ("afspraak", "0.6", "A"),
        ("zelf", "0.1", "A"),
        ("bericht", "0.3", "A"),
        ("bijeenkomst", "0.6", "A*"),
        ("bezoek", "0.6", "A*"),
    ]),
    "Punten die de prettigste bejegening geeft en de onprettigste kost; voor een chat standaard 0,4.",
);

pub const SPREIDING_CIJFER: Field = Field::new(
    "spreiding-cijfer",
    POINTS,
    Default::BySort(&[
        ("gesprek", "1.4", "A"),
        ("inloop", "1.1", "A"),
        ("afspraak", "1.1", "A"),
        ("zelf", "1.4", "A"),
        ("bericht", "1.8", "A"),
        ("bijeenkomst", "1.1", "A*"),
        ("bezoek", "1.1", "A*"),
    ]),
    "Standaardafwijking tussen klanten die hetzelfde meemaken.",
);

/// Of a klantreis: for all its contacts and its case; unwritten, what its channels and the zaak have.
pub const BASISCIJFER_REIS: Field =
    Field { default: Default::BySort(&[("mor", "7.26", "D")]), ..BASISCIJFER };
pub const BEJEGENING_WEEGT_REIS: Field =
    Field { default: Default::BySort(&[("mor", "0.2", "A")]), ..BEJEGENING_WEEGT };
pub const SPREIDING_CIJFER_REIS: Field =
    Field { default: Default::BySort(&[("mor", "1.5", "A")]), ..SPREIDING_CIJFER };

pub const CIJFERVERSCHIL: Field = Field::new(
    "cijferverschil",
    Kind::Between { min: -5, max: 5 },
    Default::BySort(&[
        ("ondernemer", "-0.3", "A"),
        ("maatschappelijke-organisatie", "-0.1", "A"),
        ("kwetsbaar", "-0.2", "A"),
        ("", "0", "A"),
    ]),
    "Punten die deze groep meer (of minder) geeft dan anderen; standaard lager voor wie ondernemer, kwetsbaar of \
     maatschappelijke-organisatie heet.",
);

pub const WEEGT: Field = Field::new(
    "weegt",
    Kind::Part(&GEWICHTEN),
    Default::Absent("elke term gewoon"),
    "Hoe zwaar een term telt, als factor; die van klantreis en doelgroep worden vermenigvuldigd.",
);

const fn weight(key: &'static str, about: &'static str) -> Field {
    Field::new(key, Kind::Between { min: 0, max: 10 }, Default::Value("1", "A"), about)
}

static GEWICHTEN: Part = Part {
    name: "weegt",
    fields: &[
        weight("wachten", "Hoe zwaar wachten telt."),
        weight("doorlooptijd", "Hoe zwaar de doorlooptijd telt."),
        weight("toegang", "Hoe zwaar het telt dat een afspraak op zich laat wachten."),
        weight("niet-opgelost", "Hoe zwaar het telt dat een contact niet genoeg is."),
        weight("herhaling", "Hoe zwaar terug moeten komen telt."),
        weight("overdracht", "Hoe zwaar doorgegeven worden telt."),
        Field {
            default: Default::BySort(&[("kwetsbaar", "1.3", "A"), ("", "1", "A")]),
            ..weight("belofte", "Hoe zwaar beloften tellen; standaard zwaarder voor wie kwetsbaar heet.")
        },
        weight("voortgang", "Hoe zwaar bericht over de voortgang telt."),
        weight("onvolledig", "Hoe zwaar een onvolledig antwoord telt."),
        Field {
            default: Default::BySort(&[("niet-digitaal", "1.8", "A"), ("", "1", "A")]),
            ..weight(
                "onbegrepen",
                "Hoe zwaar een onbegrepen antwoord telt; standaard zwaarder voor wie niet-digitaal heet.",
            )
        },
        weight("kanaal", "Hoe zwaar het telt of het kanaal past."),
        weight("bejegening", "Hoe zwaar bejegening telt."),
        Field {
            default: Default::BySort(&[("klacht", "1.6", "D"), ("kwetsbaar", "1.3", "A"), ("", "1", "A")]),
            ..weight(
                "afwijzing",
                "Hoe zwaar een afwijzing telt; standaard zwaarder in een klantreis die klacht heet en voor wie kwetsbaar heet.",
            )
.from("gegronde en ongegronde klachten schelen gemiddeld 1,9, Utrecht 2019-2022 [S44]")
        },
        weight("reistijd", "Hoe zwaar de reistijd telt."),
    ],
};
