//! What a plan makes of two towns: the measures of its transition, what becomes one, and what is said about it.

use std::fs;

use jiff::civil::{Date, date};

use crate::scenario::maatregel::Maatregel;
use crate::scenario::{Loaded, Scenario, load};

const TOWN: &str = "
periode: { van: 2023-01-01, tot: 2025-12-31, aanloop: 0 dagen }
kernen: { Adorp: { inwoners: 10000, reistijd: { hal: 5 min } } }
locaties: { hal: {} }
kanalen: { telefoon: { soort: gesprek, nawerk: 60 s }, balie: { soort: inloop, locaties: [hal] } }
teams:
  kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 4 } } }
  loket: { doet: [balie], diensten: { dag: { medewerkers: 2, locatie: hal } } }
  vak: { diensten: { dag: { medewerkers: 3 } } }
klantreizen:
  vraag: { groep: afval, vraag: { aantal: 9000 per jaar }, stappen: { bellen: { contact: telefoon } } }
  brand: { groep: spoed, vraag: { aantal: 50 per jaar }, stappen: { bellen: { contact: telefoon } } }
  pas:
    vraag: { aantal: 2000 per jaar }
    stappen: { halen: { contact: balie }, maken: { werk: vak, duur: 20 min } }
normen:
  telefoon: { meet: wachttijd, kanaal: telefoon, binnen: 30 s, aandeel: 80% }
";

const PLAN: &str = "
fusie:
  fusiedatum: 2024-01-01
  voorgangers: { aa: aa.yaml, bb: bb.yaml }
  samenvoegen:
    kanalen: { telefoon: [aa.telefoon, bb.telefoon], balie: [aa.balie, bb.balie] }
    teams: { kcc: [aa.kcc, bb.kcc], loket: [aa.loket, bb.loket] }
    normen: { telefoon-samen: [aa.telefoon, bb.telefoon] }
  conflicten: { kanalen.telefoon: eigen }
kernen: { Adorp: { reistijd: { hal-bb: 20 min } }, Bdorp: { reistijd: { hal-aa: 20 min } } }
";

/// A decision of the plan: after-call work differs, and may.
const EACH_OWN: &str = "kanalen.telefoon: eigen";

/// Loads a plan; `towns` changes the text of each of the two.
fn with(plan: &str, sets: &[(&str, &str)], towns: impl Fn(&str, String) -> String) -> Loaded {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    let other = TOWN
        .replace("Adorp", "Bdorp")
        .replace("nawerk: 60 s", "nawerk: 20 s")
        .replace("binnen: 30 s, aandeel: 80%", "binnen: 50 s, aandeel: 90%");
    write("aa.yaml", &towns("aa", TOWN.to_owned()));
    write("bb.yaml", &towns("bb", other));
    write("plan.yaml", plan);
    let sets: Vec<(String, String)> =
        sets.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect();
    load(&folder.path().join("plan.yaml"), &sets).expect("a file")
}

fn plan(changes: &[(&str, &str)]) -> Loaded {
    let text = changes.iter().fold(PLAN.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    });
    with(&text, &[], |_, town| town)
}

fn scenario(loaded: &Loaded) -> &Scenario {
    loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)))
}

/// What holds on a day.
fn on(loaded: &Loaded, day: Date) -> &Scenario {
    let fasen = &scenario(loaded).fasen;
    let last = fasen.iter().rposition(|fase| fase.vanaf <= day).expect("a day of the period");
    &fasen[last].scenario
}

fn named<'s, T>(parts: &'s [(String, T)], name: &str) -> &'s T {
    &parts.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}")).1
}

fn measure<'l>(loaded: &'l Loaded, name: &str) -> &'l Maatregel {
    named(&scenario(loaded).maatregelen, name)
}

fn messages(loaded: &Loaded) -> Vec<&str> {
    loaded.findings.iter().map(|finding| finding.message.as_str()).collect()
}

#[test]
fn every_mechanism_is_a_measure_with_its_dates_and_its_mark() {
    let loaded = plan(&[]);
    let dates = |name: &str| (measure(&loaded, name).vanaf, measure(&loaded, name).tot);
    let expected = [
        ("overgang-personeelsstop", Some(date(2022, 1, 1)), Some(date(2023, 12, 31))),
        ("overgang-projectinzet", Some(date(2023, 1, 1)), Some(date(2023, 12, 31))),
        ("overgang-training", Some(date(2023, 9, 1)), Some(date(2023, 12, 31))),
        ("overgang-sluiting", None, None),
        ("overgang-heropening", Some(date(2024, 1, 5)), None),
        ("overgang-systemen", Some(date(2024, 1, 1)), None),
        ("overgang-systemen-storing", Some(date(2024, 1, 1)), Some(date(2024, 1, 31))),
        ("overgang-kennis", Some(date(2024, 1, 1)), None),
        ("overgang-bereikbaarheid", Some(date(2024, 1, 1)), None),
        ("overgang-naamswijziging", Some(date(2024, 1, 1)), None),
        ("overgang-plaatsing", Some(date(2024, 1, 1)), Some(date(2024, 6, 30))),
        ("overgang-plaatsing-daarna", Some(date(2024, 7, 1)), Some(date(2024, 12, 31))),
        ("overgang-achterstand", Some(date(2024, 1, 1)), None),
        ("overgang-harmonisatie-1", Some(date(2024, 7, 1)), Some(date(2024, 8, 31))),
        ("overgang-harmonisatie-2", Some(date(2025, 1, 1)), Some(date(2025, 2, 28))),
        ("overgang-harmonisatie-3", Some(date(2025, 7, 1)), Some(date(2025, 8, 31))),
        ("overgang-bundeling", Some(date(2024, 1, 1)), None),
    ];
    for (name, from, until) in expected {
        assert_eq!(dates(name), (from, until), "{name}");
        let measure = measure(&loaded, name);
        assert!(measure.groep.contains(&"overgang".to_owned()), "{name}");
        assert!(measure.toelichting.ends_with(']'), "{name}: {}", measure.toelichting);
    }
    assert_eq!(scenario(&loaded).maatregelen.len(), expected.len(), "nothing else is on by default");
}

#[test]
fn a_mechanism_does_what_its_row_says() {
    let loaded = plan(&[]);
    let day = |month, day| on(&loaded, date(2024, month, day));
    // 0.995 a month from January 2022 on, 24 times
    let before = on(&loaded, date(2023, 12, 15));
    let people = named(&before.teams, "kcc-aa").diensten[0].1.medewerkers;
    assert!((people - 4.0 * 0.995_f64.powi(24)).abs() < 1e-4, "{people}");
    // a tenth is on the project, and three of 36 hours are for training
    let present = named(&before.teams, "vak-bb").inzetbaarheid;
    assert!((present - (0.76 * 0.9 - 3.0 / 36.0)).abs() < 1e-9, "{present}");
    // 15 % longer on the first day, half of that after three months
    let factor = |at: &Scenario| named(&at.teams, "kcc-aa").tijdfactor;
    assert!((factor(day(1, 1)) - 1.15).abs() < 0.005 && (factor(day(4, 1)) - 1.075).abs() < 0.005);
    assert_eq!(factor(before), 1.0);
    assert_eq!(named(&day(1, 1).kanalen, "telefoon-aa").storing.kans_per_dag, 0.05);
    assert_eq!(named(&day(2, 1).kanalen, "telefoon-aa").storing.kans_per_dag, 0.0);
    assert_eq!(named(&day(1, 1).teams, "vak-aa").achterstand, 1.5);
    assert_eq!(scenario(&loaded).kalender.dicht, [date(2024, 1, 2), date(2024, 1, 3), date(2024, 1, 4)]);
    assert!(named(&scenario(&loaded).klantreizen, "brand-aa").ook_als_dicht);
    assert!(!named(&scenario(&loaded).klantreizen, "vraag-aa").ook_als_dicht);
}

#[test]
fn a_row_can_be_off_and_every_number_be_another() {
    let loaded = plan(&[(
        "  samenvoegen:",
        "  overgang: { training: nee, systemen: { factor: 1.4 }, besparing: { factor: 0.9, na: 6 maanden } }\n  samenvoegen:",
    )]);
    let names: Vec<&str> = scenario(&loaded).maatregelen.iter().map(|(name, _)| name.as_str()).collect();
    assert!(!names.contains(&"overgang-training") && names.contains(&"overgang-systemen"));
    let first = on(&loaded, date(2024, 1, 1));
    assert!((named(&first.teams, "kcc-aa").tijdfactor - 1.4).abs() < 0.02);
    assert_eq!(measure(&loaded, "overgang-besparing").vanaf, Some(date(2024, 7, 1)));
    let none = plan(&[("  samenvoegen:", "  overgang: nee\n  samenvoegen:")]);
    assert!(scenario(&none).maatregelen.is_empty() && scenario(&none).fasen.is_empty());
}

#[test]
fn the_command_line_reaches_into_the_plan() {
    let set = |sets: &[(&str, &str)]| with(PLAN, sets, |_, town| town);
    let loaded = set(&[("fusie.overgang.systemen.factor", "1.4"), ("fusie.overgang.training", "nee")]);
    assert!((named(&on(&loaded, date(2024, 1, 1)).teams, "kcc-aa").tijdfactor - 1.4).abs() < 0.02);
    assert!(!scenario(&loaded).maatregelen.iter().any(|(name, _)| name == "overgang-training"));
    let later = set(&[("fusie.fusiedatum", "2024-07-01"), ("teams.kcc-aa.inzetbaarheid", "80%")]);
    assert_eq!(measure(&later, "overgang-systemen").vanaf, Some(date(2024, 7, 1)));
    assert_eq!(named(&scenario(&later).teams, "kcc-aa").inzetbaarheid, 0.8);
    let wrong = set(&[("fusie.overgang.systemen.faktor", "1.4")]).render(false);
    assert!(wrong.contains("faktor") && wrong.contains("opdrachtregel:1:1"), "{wrong}");
    let off = PLAN.replace("  samenvoegen:", "  overgang: nee\n  samenvoegen:");
    let off = with(&off, &[("fusie.overgang.systemen.factor", "1.4")], |_, town| town).render(false);
    assert!(off.contains("staat in het plan op `nee`"), "{off}");
}

#[test]
fn what_is_brought_together_works_as_one_from_its_date_on() {
    let loaded = plan(&[("  samenvoegen:", "  overgang: { bundeling: { na: 3 maanden } }\n  samenvoegen:")]);
    let (before, after) = (on(&loaded, date(2024, 3, 31)), on(&loaded, date(2024, 4, 1)));
    let does = |at: &Scenario| named(&at.teams, "kcc-aa").doet.clone();
    assert_eq!(
        (does(before), does(after)),
        (vec!["telefoon-aa".into()], vec!["telefoon-aa".into(), "telefoon-bb".into()])
    );
    let runs_at = |at: &Scenario| named(&at.kanalen, "balie-bb").locaties.clone();
    assert_eq!(
        (runs_at(before), runs_at(after)),
        (vec!["hal-bb".into()], vec!["hal-bb".into(), "hal-aa".into()])
    );
    assert_eq!(named(&after.teams, "vak-aa").doet, Vec::<String>::new(), "nobody brought these together");
}

#[test]
fn part_of_the_people_may_know_the_work_of_the_others_at_first() {
    let loaded = plan(&[(
        "  samenvoegen:",
        "  overgang: { bundeling: { ingewerkt: 40%, allen-na: 9 maanden } }\n  samenvoegen:",
    )]);
    let knows = |day| named(&on(&loaded, day).teams, "kcc-aa").inwerken.clone();
    assert_eq!(knows(date(2024, 9, 30)), [("telefoon-bb".to_owned(), 0.4)]);
    assert_eq!(knows(date(2024, 10, 1)), []);
    assert_eq!(named(&on(&loaded, date(2024, 9, 30)).teams, "kcc-aa").doet.len(), 2);
}

#[test]
fn teams_may_help_each_other_area_by_area() {
    let areas = "teams: { kcc-aa: { werkgebied: (aa) }, kcc-bb: { werkgebied: (bb) } }
maatregelen: { aa-helpt: { vanaf: fusiedatum + 6 maanden, zet: { teams.kcc-aa.werkgebied: alle } } }
kernen:";
    let loaded = plan(&[("kernen:", areas)]);
    let takes = |day, team: &str, kern: &str| named(&on(&loaded, day).teams, team).werkgebied.omvat(kern);
    let (before, after) = (date(2024, 6, 30), date(2024, 7, 1));
    assert!(takes(before, "kcc-aa", "Adorp") && !takes(before, "kcc-aa", "Bdorp"));
    assert!(takes(after, "kcc-aa", "Bdorp") && !takes(after, "kcc-bb", "Adorp"));
}

#[test]
fn one_norm_is_the_strictest_the_mean_or_each_their_own() {
    use crate::scenario::norm::Eis;
    let of = |choice: &str| {
        let overgang =
            format!("  overgang: {{ normen: {{ kies: {choice}, na: 12 maanden }} }}\n  samenvoegen:");
        plan(&[("  samenvoegen:", &overgang)])
    };
    let asks = |loaded: &Loaded| match &named(&scenario(loaded).normen, "telefoon-samen").eis {
        Eis::Binnen { binnen, aandeel, .. } => (binnen.to_string(), (aandeel * 1000.0).round()),
        other => panic!("{other:?}"),
    };
    assert_eq!(asks(&of("beste")), ("30 s".to_owned(), 800.0));
    assert_eq!(asks(&of("gemiddelde")), ("40 s".to_owned(), 850.0));
    let best = of("beste");
    let (own, one) =
        (named(&scenario(&best).normen, "telefoon-aa"), named(&scenario(&best).normen, "telefoon-samen"));
    assert_eq!((own.tot, one.vanaf), (Some(date(2024, 12, 31)), Some(date(2025, 1, 1))));
    assert_eq!(one.kanaal.as_ref().map(Vec::len), Some(2), "over both lines together");
    let each = of("eigen");
    let names: Vec<&str> = scenario(&each).normen.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["telefoon-aa", "telefoon-bb"]);
    assert_eq!(named(&scenario(&each).normen, "telefoon-aa").tot, None);
}

#[test]
fn one_norm_is_about_the_klantreizen_that_each_was_about() {
    let plan = PLAN.replace("normen: { ", "normen: { brand: [aa.brand, bb.brand], cijfer: [aa.cijfer], ");
    let norms = "normen:
  brand: { meet: doorlooptijd, klantreis: brand, binnen: 2 dagen, aandeel: 90% }
  cijfer: { meet: cijfer, minstens: 8 }
";
    let loaded = with(&plan, &[], |_, town| town.replace("normen:\n", norms));
    let of = |name: &str| named(&scenario(&loaded).normen, name).klantreis.clone();
    assert_eq!(of("brand"), Some(["brand-aa", "brand-bb"].map(str::to_owned).to_vec()));
    // what one town promised about all of its own, all are promised
    assert_eq!((of("cijfer-aa").map(|of| of.len()), of("cijfer")), (Some(3), None));
}

#[test]
fn norms_that_ask_different_things_stay_and_that_is_said() {
    let others = "binnen: 50 s, aandeel: 90%, soort: vergelijking";
    for different in ["hooguit: 20 s", others] {
        let loaded = with(PLAN, &[], |name, town| match name {
            "bb" => town.replace("binnen: 50 s, aandeel: 90%", different),
            _ => town,
        });
        assert_eq!(scenario(&loaded).normen.len(), 2, "{different}");
        assert!(
            messages(&loaded).contains(&"voor `telefoon-samen` is geen ene norm te maken"),
            "{different}: {:?}",
            messages(&loaded)
        );
    }
}

#[test]
fn what_differs_until_it_is_evened_out_is_that_of_one_the_mean_or_as_written() {
    let after_call = |choice: &str| {
        let loaded = plan(&[(EACH_OWN, &format!("kanalen.telefoon.nawerk: {choice}"))]);
        let at = |day, name: &str| named(&on(&loaded, day).kanalen, name).nawerk.seconds();
        let before = date(2024, 6, 30);
        assert_eq!((at(before, "telefoon-aa"), at(before, "telefoon-bb")), (60.0, 20.0), "{choice}");
        let after = date(2024, 7, 1);
        assert_eq!(at(after, "telefoon-aa"), at(after, "telefoon-bb"));
        at(after, "telefoon-aa")
    };
    assert_eq!(["van bb", "gemiddelde", "45 s"].map(after_call), [20.0, 40.0, 45.0]);
    let best = plan(&[(EACH_OWN, "kanalen.telefoon.nawerk: beste")]);
    assert!(messages(&best)[0].contains("alleen van normen"), "{:?}", messages(&best));
}

#[test]
fn a_location_may_close_and_its_people_move() {
    let closing = "  overgang: { locaties: { hal-bb: { open: dicht, vanaf: fusiedatum + 3 maanden, personeel-naar: hal-aa } } }\n  samenvoegen:";
    let loaded = plan(&[("  samenvoegen:", closing)]);
    let at = |day| {
        let scenario = on(&loaded, day);
        let shift = &named(&scenario.teams, "loket-bb").diensten[0].1;
        (named(&scenario.locaties, "hal-bb").open.on(0).is_empty(), shift.locatie.clone())
    };
    assert_eq!(at(date(2024, 3, 31)), (false, Some("hal-bb".to_owned())));
    assert_eq!(at(date(2024, 4, 1)), (true, Some("hal-aa".to_owned())));
}

#[test]
fn who_was_near_a_location_that_closes_goes_elsewhere_online_or_later() {
    let closing = "  overgang: { locaties: { hal-bb: { open: dicht, vanaf: fusiedatum + 3 maanden } } }\n  samenvoegen:";
    let shares = |loaded: &Loaded, day| {
        let closed = on(loaded, day).gedrag.locatie_dicht.clone();
        closed.map(|shares| (shares.andere_locatie, shares.digitaal))
    };
    let loaded = plan(&[("  samenvoegen:", closing)]);
    assert_eq!(shares(&loaded, date(2024, 3, 31)), None);
    assert_eq!(shares(&loaded, date(2024, 4, 1)), Some((0.85, 0.1)));
    // what the plan says goes before that
    let own = |written: &str| {
        let loaded = plan(&[
            ("  samenvoegen:", closing),
            ("kernen: { Adorp", &format!("gedrag: {{ locatie-dicht: {written} }}\nkernen: {{ Adorp")),
        ]);
        shares(&loaded, date(2024, 4, 1))
    };
    assert_eq!(own("nee"), None);
    assert_eq!(own("{ andere-locatie: 70%, digitaal: 20%, uitstel: 10% }"), Some((0.7, 0.2)));
}

#[test]
fn a_kern_that_does_not_say_how_far_another_counter_is_has_a_warning() {
    assert!(plan(&[]).findings.is_empty(), "{}", plan(&[]).render(false));
    let loaded = plan(&[("Adorp: { reistijd: { hal-bb: 20 min } }, ", "")]);
    let said = messages(&loaded);
    assert_eq!(
        said,
        ["hoe ver het is naar `hal-bb` is niet bekend uit `Adorp`: daarvandaan gaat niemand erheen"]
    );
    assert!(!loaded.findings[0].is_error());
}

#[test]
fn what_goes_on_to_differ_is_said_with_both_places() {
    let undecided = |change: &[(&str, &str)]| {
        let none = [("  conflicten: { kanalen.telefoon: eigen }\n", "")];
        plan(&[&none, change].concat())
    };
    let loaded = undecided(&[]);
    let said = messages(&loaded);
    assert_eq!(said.len(), 1, "{said:?}");
    for part in
        ["kanaal `telefoon` blijft verschillen: `nawerk` is `60 s` (", "aa.yaml:5)", "`20 s` (", "bb.yaml:5)"]
    {
        assert!(said[0].contains(part), "{said:?}");
    }
    let hint = loaded.findings[0].hint.as_deref().unwrap_or_default();
    assert!(hint.contains("`conflicten: { kanalen.telefoon.nawerk: van aa }`"), "{hint}");
    assert!(hint.contains("`conflicten: { kanalen.telefoon: eigen }`"), "{hint}");
    // decided by a measure for all, or by the plan for one of them
    let measure =
        "maatregelen: { gelijk: { vanaf: fusiedatum, zet: { kanalen.(telefoon).nawerk: 30 s } } }\nkernen:";
    assert_eq!(messages(&undecided(&[("kernen:", measure)])), [""; 0]);
    let own = "kanalen: { telefoon-bb: { nawerk: 25 s } }\nkernen:";
    assert_eq!(messages(&undecided(&[("kernen:", own)])), [""; 0]);
    let needless = plan(&[(EACH_OWN, "kanalen.telefoon: eigen, teams.kcc: eigen")]);
    assert_eq!(messages(&needless), ["bij `teams.kcc` verschilt niets"]);
}

#[test]
fn what_is_not_brought_together_differs_too() {
    let loaded = with(PLAN, &[], |name, town| match name {
        "bb" => town.replace("duur: 20 min", "duur: 45 min").replace("vak: {", "vak: { eerstelijns: 50%,"),
        _ => town,
    });
    let said = messages(&loaded);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said.iter()
            .any(|it| it.starts_with("klantreis `pas` blijft verschillen: `stappen.maken.duur` is `20 min`")),
        "{said:?}"
    );
    assert!(
        said.iter().any(|it| it.starts_with("team `vak` blijft verschillen: `eerstelijns` is")),
        "{said:?}"
    );
    let hint =
        loaded.findings.iter().find_map(|it| it.hint.clone().filter(|hint| hint.contains("klantreizen")));
    assert!(
        hint.is_some_and(|hint| hint.contains("`samenvoegen: { klantreizen: { pas: [aa.pas, bb.pas] } }`"))
    );
}

#[test]
fn a_predecessors_own_measure_holds_for_its_own_customers() {
    let patience = "maatregelen: { rustig: { zet: { gedrag.geduld: 20 min } } }";
    let loaded = with(PLAN, &[], |name, town| match name {
        "aa" => format!("{town}{patience}\n"),
        _ => town,
    });
    let of = |name: &str| {
        loaded.show(&format!("klantreizen.vraag-{name}.stappen.bellen.geduld")).expect("a value")[0]
            .value
            .clone()
    };
    assert_eq!((of("aa").as_str(), of("bb").as_str()), ("20 min", "7 min"));
    let closing = "maatregelen: { vrij: { zet: { kalender.goede-vrijdag: ja } } }";
    let loaded = with(PLAN, &[], |name, town| match name {
        "aa" => format!("{town}{closing}\n"),
        _ => town,
    });
    assert!(messages(&loaded)[0].contains("geldt dan voor allen"), "{:?}", messages(&loaded));
}

#[test]
fn a_subject_that_no_klantreis_is_about_has_a_warning() {
    let loaded = plan(&[("fusie:", "fusie:\n  overgang: { harmonisatie: { onderwerp: afvall } }")]);
    assert_eq!(messages(&loaded), ["geen klantreis heeft de groep `afvall`"]);
    assert!(!loaded.findings[0].is_error());
}
