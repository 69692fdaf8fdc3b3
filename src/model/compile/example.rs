//! A small scenario for the tests of this room: two kernen, two doelgroepen, phone, counter and website.

use jiff::civil::date;

use crate::calendar::HolidayRules;
use crate::scenario::doelgroep::{Doelgroep, Voorrang};
use crate::scenario::kanaal::{BijSluiting, Gedrag, Kanaal, KanaalSoort, KiestMedewerker, ProbeertOpnieuw};
use crate::scenario::klantreis::{Aantal, Klantreis, Stap, StapSoort, Vraag};
use crate::scenario::norm::{Eis, Meet, Norm, Over};
use crate::scenario::onderzoek::{Herhalingen, Onderzoek};
use crate::scenario::plaats::{Kern, Locatie};
use crate::scenario::team::{BijEindeDienst, Dienst, KiestKlant, Team};
use crate::scenario::value::{Aanname, Spreiding, dagen, duur, kloktijd, spreiding, tijd};
use crate::scenario::{Kalender, Periode, Scenario, Uitloop};
use crate::time::Span;

pub fn scenario() -> Scenario {
    Scenario {
        naam: "Voorbeeld".into(),
        toelichting: String::new(),
        stroomnaam: "voorbeeld".into(),
        inwoners: Some(20_000.0),
        periode: Periode {
            van: date(2023, 1, 2),
            tot: date(2023, 12, 31),
            aanloop_dagen: 0,
            uitloop: Uitloop::TotLeeg,
        },
        kalender: Kalender {
            feestdagen: HolidayRules { national: true, ..HolidayRules::default() },
            dicht: vec![date(2023, 5, 19)],
        },
        kernen: vec![
            (
                "Klein".into(),
                Kern { inwoners: 5_000.0, reistijd: vec![("stadskantoor".into(), minutes(14))] },
            ),
            (
                "Groot".into(),
                Kern {
                    inwoners: 15_000.0,
                    reistijd: vec![("stadskantoor".into(), minutes(8)), ("servicepunt".into(), minutes(4))],
                },
            ),
        ],
        doelgroepen: vec![
            ("zelfredzaam".into(), group(0.9, 1.0, 1.0, Voorrang::Gewoon)),
            ("kwetsbaar".into(), group(0.1, 4.0, 1.3, Voorrang::Hoog)),
        ],
        locaties: vec![
            ("stadskantoor".into(), Locatie { open: tijd("ma-vr 08:30-17:00; do 08:30-20:00").unwrap() }),
            ("servicepunt".into(), Locatie { open: tijd("di,do 09:00-12:30").unwrap() }),
        ],
        kanalen: vec![
            (
                "telefoon".into(),
                Kanaal { open: Some(tijd("ma-vr 08:30-17:00").unwrap()), ..channel(KanaalSoort::Gesprek) },
            ),
            (
                "balie".into(),
                Kanaal {
                    locaties: vec!["stadskantoor".into(), "servicepunt".into()],
                    nawerk: Span::ZERO,
                    ..channel(KanaalSoort::Inloop)
                },
            ),
            ("website".into(), channel(KanaalSoort::Zelf)),
        ],
        teams: vec![
            (
                "kcc".into(),
                team("telefoon", vec![("dag".into(), shift("ma-vr", "08:30", "17:00", 9.0, None))]),
            ),
            (
                "burgerzaken".into(),
                team(
                    "balie",
                    vec![
                        ("dag".into(), shift("ma-vr", "08:30", "17:00", 6.0, Some("stadskantoor"))),
                        ("avond".into(), shift("do", "17:00", "20:00", 2.5, Some("stadskantoor"))),
                        ("ochtend".into(), shift("di,do", "09:00", "12:30", 2.0, Some("servicepunt"))),
                    ],
                ),
            ),
        ],
        klantreizen: vec![
            (
                "vraag".into(),
                journey(
                    Aantal::PerJaar(20_000.0),
                    vec![("vragen".into(), contact("telefoon", "285 s", true, vec![]))],
                ),
            ),
            (
                "paspoort".into(),
                journey(
                    Aantal::Per1000PerJaar(57.0),
                    vec![
                        ("aanvraag".into(), contact("balie", "12 min", false, vec![("aanmaak".into(), 1.0)])),
                        (
                            "aanmaak".into(),
                            Stap {
                                soort: StapSoort::Wacht { duur: spread("5 werkdagen", Aanname::Vast) },
                                daarna: vec![("ophalen".into(), 0.75), ("aanvraag".into(), 0.25)],
                                overslaan: 0.0,
                            },
                        ),
                        ("ophalen".into(), contact("balie", "4 min", false, vec![])),
                    ],
                ),
            ),
        ],
        normen: vec![(
            "telefoon".into(),
            Norm {
                meet: Meet::Wachttijd,
                kanaal: Some(vec!["telefoon".into()]),
                team: None,
                klantreis: None,
                doelgroep: None,
                kern: None,
                locatie: None,
                eis: Eis::Binnen { binnen: duur("30 s").unwrap(), aandeel: 0.8, over: Over::Aangeboden },
                gemeten: None,
            },
        )],
        onderzoek: Onderzoek {
            zaad: 1,
            herhalingen: Herhalingen::Vast(30),
            betrouwbaarheid: 0.95,
            kleinste_groep: 5,
        },
    }
}

fn minutes(count: i64) -> Span {
    Span(count * Span::MINUTE.0)
}

fn spread(text: &str, aanname: Aanname) -> Spreiding {
    spreiding(text, aanname).unwrap()
}

fn group(aandeel: f64, vraag: f64, geduld: f64, voorrang: Voorrang) -> Doelgroep {
    Doelgroep { aandeel, vraag, geduld, voorrang }
}

fn channel(soort: KanaalSoort) -> Kanaal {
    Kanaal {
        soort,
        open: None,
        locaties: vec![],
        lijnen: None,
        bezet_probeert_opnieuw: false,
        bij_sluiting: BijSluiting::Afmaken,
        kiest_medewerker: KiestMedewerker::LangstVrij,
        nawerk: Span(45 * Span::SECOND.0),
        identificatie: Span::ZERO,
        drempel: Span(30 * Span::SECOND.0),
    }
}

fn team(channel: &str, diensten: Vec<(String, Dienst)>) -> Team {
    Team {
        doet: vec![channel.into()],
        kent: None,
        diensten,
        inzetbaarheid: 0.76,
        kiest_klant: KiestKlant::Volgorde,
        bij_einde_dienst: BijEindeDienst::Afmaken,
        tijdfactor: 1.0,
        nawerk: None,
    }
}

fn shift(days: &str, from: &str, to: &str, staff: f64, location: Option<&str>) -> Dienst {
    let clock = |text: &str| Span(i64::from(kloktijd(text).unwrap()) * Span::SECOND.0);
    Dienst {
        dagen: dagen(days).unwrap(),
        van: clock(from),
        tot: clock(to),
        medewerkers: staff,
        pauze: None,
        locatie: location.map(str::to_owned),
    }
}

fn journey(aantal: Aantal, stappen: Vec<(String, Stap)>) -> Klantreis {
    let vraag = Vraag {
        aantal,
        maand: [1.0; 12],
        weekdag: [24.0, 21.0, 19.0, 19.5, 16.5, 0.0, 0.0],
        uur: [1.0; 24],
        piek: 1.0,
        dagspreiding: 0.0,
        dagfactor_gedeeld: true,
    };
    Klantreis { vraag, voorrang: Voorrang::Gewoon, stappen }
}

fn contact(channel: &str, length: &str, retries: bool, daarna: Vec<(String, f64)>) -> Stap {
    let gedrag = Gedrag {
        haakt_direct_af: 0.08,
        geduld: spread("7 min", Aanname::Weibull { vormgetal: 1.2 }),
        probeert_opnieuw: retries.then(|| ProbeertOpnieuw {
            kans: 0.6,
            na: spread("40 min", Aanname::Vast),
            onthoudt_duur: true,
            onthoudt_geduld: false,
            onthoudt_gewacht: false,
        }),
    };
    let duur = spread(length, Aanname::Lognormaal { cv: 0.8 });
    Stap {
        soort: StapSoort::Contact { kanaal: channel.into(), duur, tijdfactor: 1.0, gedrag },
        daarna,
        overslaan: 0.0,
    }
}
