//! Choosing between options: intervals and verdicts that hold as often as they say, and one command from base to advice.

use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::atomic::AtomicBool;

use assert_cmd::Command;
use klantreis::experiment::comparison::{Asked, Choice, End, Headline, compare};
use klantreis::experiment::measure::{Cut, Measure};
use klantreis::experiment::results::Verdict;
use klantreis::experiment::{Control, simulate};
use klantreis::model::Model;
use klantreis::model::compile::compile;
use klantreis::scenario::load_text;
use klantreis::stats::theory::erlang_a;

/// Calls around the clock, 20 per hour of 12 minutes each, patience of 10 minutes: with 5 people close to what they can do.
fn desk(handling: f64, seed: u64, replications: u32) -> Model {
    desk_of("proef", handling, seed, replications)
}

/// With draws of its own for each name.
fn desk_of(draws: &str, handling: f64, seed: u64, replications: u32) -> Model {
    let text = format!(
        "naam: {handling} minuten
stroomnaam: {draws}
periode: {{ van: 2024-01-02, tot: 2024-01-02, aanloop: 1 dag, uitloop: tot-leeg }}
kalender: {{ feestdagen: geen }}
kanalen: {{ telefoon: {{ soort: gesprek, open: altijd, nawerk: 0 s, geduld: {{ vorm: exponentieel, gemiddeld: 10 min }}, haakt-direct-af: 0%, probeert-opnieuw: nee }} }}
teams: {{ kcc: {{ doet: [telefoon], inzetbaarheid: 100%, diensten: {{ altijd: {{ dagen: ma-zo, van: \"00:00\", tot: \"24:00\", medewerkers: 5 }} }} }} }}
maatregelen: {{ foutloos: {{ zet: {{ klantreizen.*.onvolledig: 0%, klantreizen.*.onbegrepen: 0%, klantreizen.*.verkeerd-terecht: 0% }} }} }}
tevredenheid: nee
klantreizen: {{ vraag: {{ vraag: {{ aantal: 20 per uur, dagspreiding: 0% }}, stappen: {{ bellen: {{ contact: telefoon, duur: {{ vorm: exponentieel, gemiddeld: {handling} min }} }} }} }} }}
onderzoek: {{ herhalingen: {replications}, zaad: {seed} }}
"
    );
    let loaded = load_text("proef.yaml", &text);
    compile(loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false))))
}

fn quietly<T>(work: impl FnOnce(&Control) -> T) -> T {
    work(&Control { stop: &AtomicBool::new(false), progress: &|_, _| {} })
}

/// 4.42 standard errors (a doubt of 1e-5) of a share in so many trials.
fn tolerance(share: f64, trials: u32) -> f64 {
    4.42 * (share * (1.0 - share) / f64::from(trials)).sqrt()
}

#[test]
fn intervals_of_a_model_with_a_known_answer_cover_as_often_as_they_say() {
    const EXPERIMENTS: u32 = 1_000;
    let truth = erlang_a(20.0 / 60.0, 1.0 / 12.0, 0.1, 5);
    let asked = [
        (Measure::WaitAll, truth.mean_wait_all * 60.0),
        (Measure::AbandonedShare, truth.p_abandon),
        (Measure::Offered, 480.0),
    ];
    let mut covered = [0_u32; 3];
    // the twin that must fail: as if the truth were a tenth off
    let mut covered_wrong = [0_u32; 3];
    for seed in 0..EXPERIMENTS {
        let results = quietly(|control| simulate(&desk(12.0, u64::from(seed), 12), control));
        for (index, (measure, truth)) in asked.iter().enumerate() {
            let found = results.get(*measure, &Cut::default()).expect("a figure of every run");
            let holds = |value: f64| u32::from(found.low <= value && value <= found.high);
            covered[index] += holds(*truth);
            covered_wrong[index] += holds(truth * 1.1);
        }
    }
    let tolerance = tolerance(0.95, EXPERIMENTS);
    for (index, (measure, _)) in asked.iter().enumerate() {
        let share = |covered: u32| f64::from(covered) / f64::from(EXPERIMENTS);
        let (right, wrong) = (share(covered[index]), share(covered_wrong[index]));
        assert!((right - 0.95).abs() <= tolerance, "{}: {right}", measure.id());
        assert!(wrong < 0.95 - tolerance, "{} is too weak: {wrong}", measure.id());
    }
}

#[test]
fn the_search_for_the_best_picks_one_within_delta_as_often_as_promised() {
    const SEARCHES: u32 = 300;
    let minutes = [12.0, 11.4, 11.6, 12.6];
    let wait = |minutes: f64| erlang_a(20.0 / 60.0, 1.0 / minutes, 0.1, 5).asa * 60.0;
    let waits = minutes.map(wait);
    let best = waits.iter().copied().fold(f64::INFINITY, f64::min);
    // so that one is within it besides the best, and two are not
    let delta = (waits[2] - best) * 1.5;
    assert!(waits[0] - best > delta && waits[3] - best > delta, "{waits:?}");
    let (mut good, mut played) = (0, Vec::new());
    for seed in 0..SEARCHES {
        let models = minutes.map(|minutes| desk(minutes, 10_000 + u64::from(seed), 10));
        let asked = Asked { budget: Some(100_000), delta: Some(delta) };
        let found = quietly(|control| compare(&models[0], &models[1..], &asked, control));
        assert_eq!(found.headline, Headline::Measure(Measure::WaitServed));
        let selection = found.selection.expect("it was not stopped");
        assert_eq!(selection.end, End::Found);
        good += u32::from(waits[selection.left[0]] - best <= delta);
        played.push(found.results.iter().map(|results| results.replications).max().unwrap_or(0));
    }
    let share = f64::from(good) / f64::from(SEARCHES);
    assert!(share >= 0.95 - tolerance(0.95, SEARCHES), "{share}");
    assert!(played.iter().any(|n| *n > 10), "too weak: ten replications always told");
}

/// One somewhat faster, with other customers so that it takes long to tell; one that is the base itself.
fn somewhat_faster(asked: Asked, replications: u32) -> Choice {
    let base = desk(12.0, 2, replications);
    let variants = [desk_of("ander", 11.7, 2, replications), base.clone()];
    quietly(|control| compare(&base, &variants, &asked, control))
}

#[test]
fn playing_goes_on_where_a_verdict_is_open_and_stops_at_the_budget() {
    let first = somewhat_faster(Asked::default(), 4);
    let verdict = |found: &Choice, index: usize| {
        let effect = found.effects[index].expect("a variant");
        klantreis::experiment::comparison::verdict(&effect.difference, found.headline.good())
    };
    assert_eq!(verdict(&first, 1), Verdict::NotToBeToldApart, "too weak: four replications tell");
    let found = somewhat_faster(Asked { budget: Some(4_000), delta: None }, 4);
    let n: Vec<u32> = found.results.iter().map(|results| results.replications).collect();
    assert_eq!(verdict(&found, 1), Verdict::Better, "{:?}", found.effects[1]);
    assert!(n[1] > 4 && n[0] == n[1] && n[1].is_multiple_of(10) && n[1] < 4_000, "{n:?}");
    // what never differs is decided at once
    assert_eq!(n[2], 4);
    let difference = found.effects[2].expect("a variant").difference;
    assert_eq!((difference.low, difference.value, difference.high), (0.0, 0.0, 0.0));
    let short = somewhat_faster(Asked { budget: Some(7), delta: None }, 4);
    assert_eq!(short.results[1].replications, 7);
    assert!(short.effects[1].expect("a variant").needed.is_some_and(|needed| needed > 7));
}

#[test]
fn the_number_of_threads_changes_nothing_in_a_choice() {
    let on = |threads: usize, asked: Asked| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
        format!("{:?}", pool.install(|| somewhat_faster(asked, 5)))
    };
    for asked in [Asked { budget: Some(200), delta: None }, Asked { budget: Some(100), delta: Some(1.0) }] {
        assert_eq!(on(1, asked), on(2, asked));
    }
}

const SCENARIO: &str = "naam: Proef
periode: { van: 2023-01-02, tot: 2023-02-26, aanloop: 0 dagen }
kernen: { dorp: { inwoners: 3000 }, stad: { inwoners: 9000 } }
doelgroepen: { gewoon: { aandeel: 80% }, kwetsbaar: { aandeel: 20%, geduld: 1.4 } }
kanalen: { telefoon: { soort: gesprek }, mail: { soort: bericht } }
teams: { kcc: { doet: [telefoon, mail], uurtarief: 40, diensten: { dag: { medewerkers: 4 } } } }
klantreizen:
  vraag: { vraag: { aantal: 25000 per jaar }, stappen: { bellen: { contact: telefoon } } }
  mailen: { vraag: { aantal: 3000 per jaar }, stappen: { sturen: { contact: mail } } }
normen:
  telefoon: { meet: wachttijd, kanaal: telefoon, binnen: 30 s, aandeel: 80% }
  mail: { meet: reactietijd, kanaal: mail, niet-slechter-dan: basis, marge: 5% }
onderzoek: { herhalingen: 6, zaad: 7 }
";

const BUNDLE: &str = "bouwt-voort-op: proef.yaml
naam: Samen
maatregelen:
  erbij:
    wijzig: { teams.kcc.diensten.dag.medewerkers: +1 }
    kosten: { eenmalig: 5000 }
  kennis:
    zet: { teams.kcc.onvolledig: 2% }
    kosten: { per-jaar: 12000 }
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("proef.yaml"), SCENARIO).expect("a file");
    fs::write(folder.path().join("samen.yaml"), BUNDLE).expect("a file");
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_klantreis"));
    command.current_dir(folder).args(arguments).output().expect("the program runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn variants_of_the_command_line_stand_beside_files_on_one_page() {
    let folder = folder();
    let arguments = [
        "vergelijk",
        "proef.yaml",
        "samen.yaml",
        "--variant",
        "een eraf=teams.kcc.diensten.dag.medewerkers=-1",
        "--variant",
        "ruil=teams.kcc.diensten.dag.medewerkers=5",
        "--variant",
        "ruil=teams.kcc.inzetbaarheid=60%",
        "--bewaak",
        "telefoon",
        "--per-maatregel",
    ];
    let output = run(folder.path(), &arguments);
    assert!(output.status.success(), "{}", err(&output));
    let text = out(&output);
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(text.contains("MAG NIET SLECHTER WORDEN") && text.contains("per maatregel"), "{text}");
    let result = folder.path().join("output/proef-keuze");
    let read = |name: &str| fs::read_to_string(result.join(name)).expect("a file of the choice");
    let changes = read("wijzigingen.csv");
    assert!(changes.contains("een eraf,teams.kcc.diensten.dag.medewerkers,4,3,1"), "{changes}");
    assert!(changes.contains("ruil,teams.kcc.inzetbaarheid,76%,60%,1"), "{changes}");
    let guards = read("randvoorwaarden.csv");
    let verdict = |option: &str, norm: &str| {
        let start = format!("{option},{norm},");
        let line = guards.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("{guards}"));
        line.rsplit(',').next().map(str::to_owned)
    };
    assert_eq!(verdict("een eraf", "telefoon").as_deref(), Some("niet gehaald"));
    assert_eq!(verdict("Samen", "telefoon").as_deref(), Some("gehaald"));
    assert!(guards.lines().any(|line| line.starts_with("Samen,mail,")));
    let choice = read("keuze.csv");
    assert_eq!(choice.lines().count(), 5, "{choice}");
    let page = read("rapport.html");
    for part in
        ["een eraf", "Wie wint en wie verliest", "doelgroep", "kern", "Per maatregel: Samen", "Bonferroni"]
    {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("<script"));
    // one in, one out and together are played with the customers of the whole comparison
    assert_eq!(page.matches("<tr><th scope=\"row\"><span>erbij").count(), 1, "{page}");
}

#[test]
fn what_an_option_costs_is_hours_times_the_rate_and_what_its_measures_ask() {
    let folder = folder();
    let output = run(folder.path(), &["vergelijk", "proef.yaml", "samen.yaml", "--formaat", "json"]);
    assert!(output.status.success(), "{}", err(&output));
    let found: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    let choice = &found[0]["keuze"];
    // 4 people, 5 days of 8.5 hours, over 36; one more is a quarter of it more
    assert!((choice["fte"].as_f64().expect("fte") - 5.0 * 42.5 / 36.0).abs() < 1e-9, "{choice}");
    assert_eq!(choice["eenmalig"], 5000.0);
    // one person, who is paid whether he is there or not: hours a year at € 40, and € 12,000
    let more = 42.5 * 365.25 / 7.0 * 40.0 + 12_000.0;
    for bound in ["verschil-euro-laag", "verschil-euro-hoog"] {
        let found = choice[bound].as_f64().expect("a bound");
        assert!((found - more).abs() < 1e-3, "{bound} {found} {more}");
    }
    // one replication has no interval, and no verdict
    let once = ["vergelijk", "proef.yaml", "samen.yaml", "--herhalingen", "1", "--formaat", "json"];
    let found: serde_json::Value = serde_json::from_str(&out(&run(folder.path(), &once))).expect("JSON");
    assert_eq!(found[0]["keuze"]["oordeel"], "niet te onderscheiden");
    assert!(found[0]["keuze"]["verschil-laag"].is_null());
}

#[test]
fn what_cannot_be_compared_is_said_with_a_remedy() {
    let folder = folder();
    let said = |arguments: &[&str]| {
        let output = run(folder.path(), &[&["vergelijk", "proef.yaml"], arguments].concat());
        assert_eq!(output.status.code(), Some(1), "{}", out(&output));
        assert!(!folder.path().join("output").exists());
        err(&output)
    };
    assert!(said(&[]).contains("er ontbreekt iets"));
    assert!(said(&["--variant", "erbij"]).contains("schrijf naam=pad=waarde"));
    assert!(said(&["--variant", "erbij=teams.kc.inzetbaarheid=80%"]).contains("bedoelt u `kcc`?"));
    assert!(said(&["samen.yaml", "--bewaak", "balie"]).contains("kies uit telefoon, mail"));
    assert!(said(&["samen.yaml", "samen.yaml"]).contains("twee varianten heten"));
    let longer = said(&["--variant", "langer=periode.tot=2023-03-05"]);
    assert!(longer.contains("`langer` telt andere dagen") && longer.contains("5 maart 2023"), "{longer}");
    assert!(said(&["samen.yaml", "--beste-binnen", "0"]).contains("schrijf een deel van een cijfer"));
}
