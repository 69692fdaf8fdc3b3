//! Laws of a merger, on random small scenarios and on towns with everything a service has.

#[path = "support/choices.rs"]
mod choices;
#[path = "support/log.rs"]
#[expect(dead_code, reason = "the towns of these tests are files")]
mod log;
#[path = "support/town.rs"]
mod town;
#[path = "support/whole.rs"]
mod whole;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use choices::Choices;
use klantreis::model::Model;
use klantreis::model::compile::compile;
use klantreis::scenario::{Loaded, load};
use klantreis::sim::record::{Trip, Visit};
use klantreis::time::Time;
use log::{Log, play};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use town::{Sort, town};

/// A folder with these files.
struct Folder(tempfile::TempDir);

impl Folder {
    fn of(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        files.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).expect("written"));
        Self(folder)
    }

    fn load(&self, name: &str) -> Loaded {
        load(&self.0.path().join(name), &[]).expect("a file")
    }

    fn model(&self, name: &str) -> Model {
        let loaded = self.load(name);
        let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
        compile(scenario)
    }
}

/// A plan in which nothing becomes one.
fn plan(names: &[&str]) -> String {
    let each: Vec<String> = names.iter().map(|name| format!("{name}: {name}.yaml")).collect();
    format!("naam: samen\nfusie: {{ voorgangers: {{ {} }}, overgang: nee }}\n", each.join(", "))
}

/// By journey and ordinal: the trip and its visits, with a time.
type Told = BTreeMap<(String, u32), Vec<(Time, String)>>;

/// What happened to each customer who came while days counted, or before: by journey and ordinal, in words, with the names of
/// one predecessor as they were.
fn told(model: &Model, log: &Log, own: &str) -> Told {
    let suffix = format!("-{own}");
    let bare = |name: &str| name.replace(&suffix, "");
    let is_own =
        |name: &str| name.contains(&suffix) || !model.journeys.iter().any(|it| it.name.contains('-'));
    let in_time = |trip: &&Trip| trip.started < model.horizon.count_to();
    let mut told = BTreeMap::new();
    for trip in log.trips.iter().filter(in_time) {
        let journey = &model.journeys[trip.journey].name;
        if is_own(journey) {
            let last = bare(&model.steps[trip.last].name);
            let segment = bare(&model.segments[trip.segment].name);
            let line = format!(
                "{segment} {:?}-{:?} {} {} {} {:?} {:?} {:?} {:?} {last}",
                trip.started,
                trip.ended,
                trip.contacts,
                trip.hand_offs,
                trip.repeats,
                trip.waited,
                trip.helped,
                trip.pauses.unwrap_or_default(),
                trip.close
            );
            told.insert((bare(journey), trip.ordinal), vec![(trip.ended, line)]);
        }
    }
    let mut visits: Vec<&Visit> = log.visits.iter().collect();
    visits.sort_by_key(|visit| (visit.queued, visit.ended, visit.attempt, visit.step));
    for visit in visits {
        let customer = (bare(&model.journeys[visit.journey].name), visit.ordinal);
        if !is_own(&model.journeys[visit.journey].name) {
            continue;
        }
        let Some(lines) = told.get_mut(&customer) else { continue };
        let helper = visit.pool.map(|pool| bare(&model.teams[model.pools[pool].team].name));
        let line = format!(
            "{} {} {helper:?} {} {} {:?}-{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            bare(&model.steps[visit.step].name),
            bare(&model.channels[visit.channel].name),
            visit.pass,
            visit.attempt,
            visit.queued,
            visit.ended,
            visit.wait,
            visit.handling,
            visit.causes,
            visit.ending,
            visit.after,
            visit.access_days,
        );
        lines.push((visit.queued, line));
    }
    told
}

/// The first thing that happened otherwise.
fn difference(alone: &Told, merged: &Told) -> Option<String> {
    let of = |told: &Told, customer: &(String, u32), line: usize| told.get(customer)?.get(line).cloned();
    let mut customers: Vec<_> = alone.keys().chain(merged.keys()).collect();
    customers.dedup();
    let first = customers.into_iter().filter_map(|customer| {
        let lines = alone.get(customer).into_iter().chain(merged.get(customer)).map(Vec::len).max()?;
        // the trip goes by when it ended, visits by when they began
        let mut differ = (0..lines).filter(|line| of(alone, customer, *line) != of(merged, customer, *line));
        let line = differ.clone().find(|line| *line > 0).or(differ.next())?;
        let (one, other) = (of(alone, customer, line), of(merged, customer, line));
        let at = one.iter().chain(&other).map(|(at, _)| *at).min()?;
        Some((at, format!("{customer:?}\nalone:  {one:?}\nmerged: {other:?}")))
    });
    first.min_by_key(|(at, _)| *at).map(|(_, said)| said)
}

/// Lines of a scenario that must be one in a merger.
const COMMON: [&str; 3] = ["periode:", "kalender:", "onderzoek:"];

/// A town on the days of another.
fn on_the_days_of(other: &str, text: &str) -> String {
    let line = |start: &str| other.lines().find(|line| line.starts_with(start)).expect("a common line");
    let swap = |own: &str| match COMMON.iter().find(|start| own.starts_with(**start)) {
        Some(start) => format!("{}\n", line(start)),
        None => format!("{own}\n"),
    };
    text.lines().map(swap).collect()
}

/// Tries a law on pairs of random towns.
fn law(cases: u32, check: impl Fn(&str, &str) -> Result<(), String>) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let numbers = || proptest::collection::vec(proptest::num::u16::ANY, 160);
    let result = TestRunner::new_with_rng(config, rng).run(&(numbers(), numbers()), |(one, other)| {
        let first = town(&mut Choices::new(&one), Sort::Any);
        let second = on_the_days_of(&first, &town(&mut Choices::new(&other), Sort::Any));
        check(&first, &second).map_err(|broken| TestCaseError::fail(format!("{broken}\n{first}\n{second}")))
    });
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, _)) => panic!("{reason}"),
        Err(other) => panic!("{other}"),
    }
}

/// The customers of each alone are those of the merger, one by one; returns how many.
fn same_as_alone(folder: &Folder, names: &[&str], plan: &str) -> Result<usize, String> {
    let merged = folder.model(plan);
    let log = play(&merged, 0);
    let mut number = 0;
    for name in names {
        let model = folder.model(&format!("{name}.yaml"));
        let alone = told(&model, &play(&model, 0), name);
        if let Some(difference) = difference(&alone, &told(&merged, &log, name)) {
            return Err(format!("{name}: {difference}"));
        }
        number += alone.len();
    }
    Ok(number)
}

#[test]
fn what_merges_without_pooling_gives_what_each_gives_alone() {
    let seen = std::cell::Cell::new(0);
    law(150, |one, other| {
        let names = ["aa", "bb"];
        let folder = Folder::of(&[("aa.yaml", one), ("bb.yaml", other), ("plan.yaml", &plan(&names))]);
        seen.set(seen.get() + same_as_alone(&folder, &names, "plan.yaml")?);
        Ok(())
    });
    assert!(seen.get() > 10_000, "too weak: {} customers", seen.get());
}

#[test]
fn merging_one_with_nothing_changes_nothing() {
    law(60, |one, _| {
        let folder = Folder::of(&[("aa.yaml", one), ("plan.yaml", &plan(&["aa"]))]);
        same_as_alone(&folder, &["aa"], "plan.yaml").map(drop)
    });
}

#[test]
fn the_order_of_predecessors_does_not_matter() {
    law(60, |one, other| {
        let folder = Folder::of(&[
            ("aa.yaml", one),
            ("bb.yaml", other),
            ("plan.yaml", &plan(&["aa", "bb"])),
            ("malp.yaml", &plan(&["bb", "aa"])),
        ]);
        let [there, back] = ["plan.yaml", "malp.yaml"].map(|name| {
            let model = folder.model(name);
            let log = play(&model, 0);
            ["aa", "bb"].map(|own| told(&model, &log, own))
        });
        match difference(&there[0], &back[0]).or(difference(&there[1], &back[1])) {
            Some(difference) => Err(difference),
            None => Ok(()),
        }
    });
}

/// Towns that differ in behaviour, in who lives there and in what they offer, each with all that a service has.
fn whole_towns() -> [(&'static str, String); 3] {
    let own = |name: &str| whole::WHOLE.replace("stroomnaam: proef", &format!("stroomnaam: {name}"));
    let second = own("bb")
        .replace("  chat: { soort: gesprek, tegelijk: 3 }\n", "")
        .replace("doet: [telefoon, chat, mail]", "doet: [telefoon, mail]")
        .replace(
            "  chatten:\n    vraag: { aantal: 6 per uur }\n    stappen: { chatten: { contact: chat } }\n",
            "",
        )
        .replace(
            "kanaal: telefoon }, klaagt",
            "kanaal: telefoon }, geduld: 4 min, komt-terug: { kans: 40% }, klaagt",
        );
    // by default in everything that may be left out
    let third = own("cc")
        .replace("navraag: { na-termijn: 60%, niets-gehoord: 40%, kanaal: telefoon }, ", "")
        .replace("kwetsbaar:", "arm:");
    let third: String = third
        .lines()
        .map(|line| match line.split_once(", kanaalvoorkeur") {
            Some((start, _)) => format!("{start} }}\n"),
            None => format!("{line}\n"),
        })
        .collect();
    [("aa", own("aa")), ("bb", second), ("cc", third)]
}

/// The whole towns and the plan that merges them, in a folder.
fn whole_towns_and_plan() -> (Folder, [&'static str; 3]) {
    let towns = whole_towns();
    let names = towns.each_ref().map(|(name, _)| *name);
    let plan = plan(&names);
    let mut files: Vec<(String, &str)> =
        towns.iter().map(|(name, text)| (format!("{name}.yaml"), text.as_str())).collect();
    files.push(("plan.yaml".to_owned(), &plan));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    (Folder::of(&files), names)
}

#[test]
fn whole_towns_keep_their_customers() {
    let (folder, names) = whole_towns_and_plan();
    let seen =
        same_as_alone(&folder, &names, "plan.yaml").unwrap_or_else(|difference| panic!("{difference}"));
    assert!(seen > 5_000, "too weak: {seen} customers");
}

/// Everything of a transition but that teams and channels are pooled, on 1 March.
const ONLY_POOLED: &str = "overgang: { personeelsstop: nee, projectinzet: nee, training: nee, sluiting: nee, \
    heropening: nee, systemen: nee, kennis: nee, bereikbaarheid: nee, plaatsing: nee, achterstand: nee, \
    naamswijziging: nee, harmonisatie: nee, normen: nee, gelijktrekken: nee, bundeling: { na: 2 maanden } }";

#[test]
fn pooling_by_area_is_pooling_by_work() {
    let town = |kern: &str, calls: u32| {
        format!(
            "periode: {{ van: 2024-01-01, tot: 2024-04-30, aanloop: 0 dagen }}
kernen: {{ {kern}: {{ inwoners: 5000 }} }}
kanalen: {{ telefoon: {{ soort: gesprek }} }}
teams: {{ kcc: {{ doet: [telefoon], diensten: {{ dag: {{ medewerkers: 4 }} }} }} }}
klantreizen: {{ vraag: {{ vraag: {{ aantal: {calls} per jaar }}, stappen: {{ bellen: {{ contact: telefoon }} }} }} }}
"
        )
    };
    let merger = "fusiedatum: 2024-01-01, voorgangers: { aa: aa.yaml, bb: bb.yaml }";
    let by_work = format!(
        "naam: samen\nfusie: {{ {merger}, samenvoegen: {{ teams: {{ kcc: [aa.kcc, bb.kcc] }} }}, {ONLY_POOLED} }}\n"
    );
    let by_area = format!(
        "naam: samen
periode: {{ fusiedatum: 2024-01-01 }}
fusie: {{ {merger}, overgang: nee }}
teams:
  kcc-aa: {{ doet: [telefoon-aa, telefoon-bb], werkgebied: (aa) }}
  kcc-bb: {{ doet: [telefoon-bb, telefoon-aa], werkgebied: (bb) }}
maatregelen:
  samen: {{ vanaf: fusiedatum + 2 maanden, zet: {{ teams.kcc-aa.werkgebied: alle, teams.kcc-bb.werkgebied: alle }} }}
"
    );
    let folder = Folder::of(&[
        ("aa.yaml", &town("Adorp", 30_000)),
        ("bb.yaml", &town("Bdorp", 60_000)),
        ("werk.yaml", &by_work),
        ("gebied.yaml", &by_area),
    ]);
    let each = ["werk.yaml", "gebied.yaml"].map(|name| {
        let model = folder.model(name);
        let log = play(&model, 0);
        ["aa", "bb"].map(|own| told(&model, &log, own))
    });
    let [work, area] = &each;
    assert!(work[0].len() > 5_000 && work[1].len() > 10_000);
    assert_eq!(difference(&work[0], &area[0]).or(difference(&work[1], &area[1])), None);
    // and it is not what they do apart
    let apart = folder.model("aa.yaml");
    assert_ne!(difference(&told(&apart, &play(&apart, 0), "aa"), &area[0]), None);
}

#[test]
fn a_saved_merger_runs_as_its_plan_does() {
    let (folder, _) = whole_towns_and_plan();
    let loaded = folder.load("plan.yaml");
    let text = loaded.to_yaml_with_origins();
    assert!(text.contains("# ") && text.contains("bb.yaml:"), "every line says where it comes from");
    fs::write(folder.0.path().join("samen.yaml"), text).expect("written");
    let saved = folder.load("samen.yaml");
    assert_eq!(loaded.canonical(), saved.canonical(), "{}", saved.render(false));
    assert!(!Path::new("samen.yaml").exists());
}
