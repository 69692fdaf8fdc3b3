//! Every scenario of the repository is without findings and runs.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use klantreis::experiment::results::Agreement;
use klantreis::experiment::{Control, simulate};
use klantreis::model::compile::compile;
use klantreis::model::journey::{Journey, StepKind};
use klantreis::random::stream::Streams;
use klantreis::scenario;
use klantreis::sim::World;
use klantreis::sim::record::{Observer, StaffHour, Trip, Visit};

use common::in_repository;

/// The scenario files in a folder and below; parts that only others take in are tested through those.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("a folder of scenarios").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries
        .flat_map(|path| match path.is_dir() {
            true if path.ends_with("bibliotheek") || path.ends_with("plannen") => Vec::new(),
            true => files(&path),
            false => vec![path],
        })
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    files.sort();
    files
}

fn all_files() -> Vec<PathBuf> {
    let files: Vec<PathBuf> = ["scenarios", "benches/werklast"]
        .into_iter()
        .flat_map(|folder| files(&in_repository(folder)))
        .collect();
    assert!(files.len() > 20, "{files:?}");
    files
}

/// How many customers came and were helped.
#[derive(Default)]
struct Count {
    trips: u64,
    visits: u64,
    hours: u64,
}

impl Observer for Count {
    fn visit(&mut self, visit: &Visit) {
        self.visits += u64::from(visit.counted && visit.pool.is_some());
    }

    fn trip(&mut self, trip: &Trip) {
        self.trips += u64::from(trip.counted);
    }

    fn staff_hour(&mut self, _: &StaffHour) {
        self.hours += 1;
    }
}

#[test]
fn every_scenario_loads_without_findings() {
    for file in all_files() {
        let loaded = scenario::load(&file, &[]).expect("a scenario that can be read");
        assert!(loaded.findings.is_empty(), "{}:\n{}", file.display(), loaded.render(false));
    }
}

#[test]
fn every_scenario_begins_with_what_it_teaches() {
    for file in all_files() {
        let text = fs::read_to_string(&file).expect("a text");
        assert!(text.starts_with("# ") && text.contains("\nnaam: "), "{}", file.display());
    }
}

#[test]
fn every_scenario_runs() {
    // a week of what is counted is enough to see that customers come, staff works and somebody is helped
    const DAYS: i64 = 7;
    for file in all_files() {
        let loaded = scenario::load(&file, &[]).expect("a scenario that can be read");
        let scenario = loaded.scenario.unwrap_or_else(|| panic!("{} has errors", file.display()));
        let model = compile(&scenario);
        let mut world = World::new(&model, Streams::new(model.study.seed, 0));
        let mut count = Count::default();
        for _ in 0..24 * (model.horizon.counted.start + DAYS) {
            if !world.advance_hour(&mut count) {
                break;
            }
        }
        world.finish(&mut count);
        assert!(count.trips > 0, "{}: nobody came", file.display());
        // where everything begins with a wait of weeks, nobody is helped in so few days
        let begins_waiting =
            |journey: &Journey| matches!(model.steps[journey.first].kind, StepKind::Wait { .. });
        let staffed =
            !model.pools.is_empty() && !model.own_journeys().all(|(_, journey)| begins_waiting(journey));
        assert!(!staffed || count.visits > 0 && count.hours > 0, "{}: nobody was helped", file.display());
    }
}

/// The scenario that takes in the whole library, with `normen` added.
fn whole_library(norms: &str) -> scenario::Loaded {
    let text = fs::read_to_string(in_repository("scenarios/hele-bibliotheek.yaml")).expect("a text");
    scenario::load_text("hele-bibliotheek.yaml", &format!("{text}{norms}"))
}

#[test]
fn every_set_of_norms_of_the_library_fits_the_whole_library() {
    let sets = scenario::library::files_of("normen");
    assert!(sets.len() > 10, "{sets:?}");
    for set in sets {
        let loaded = whole_library(&format!("normen: bibliotheek/{set}\n"));
        assert!(loaded.findings.is_empty(), "{set}:\n{}", loaded.render(false));
        assert!(!loaded.scenario.expect("no errors").normen.is_empty(), "{set}");
    }
}

#[test]
fn every_number_of_the_library_has_a_source() {
    let sets = scenario::library::files_of("normen");
    let norms = sets.iter().map(|set| format!("normen: bibliotheek/{set}\n"));
    let mut looked_at = 0;
    for norms in norms {
        for shown in whole_library(&norms).show("").expect("values") {
            let is_number = shown.value.chars().any(|c| c.is_ascii_digit());
            if is_number && shown.origin.contains("bibliotheek/") {
                assert_ne!(shown.mark, "opgegeven", "{} in {}", shown.path, shown.origin);
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 1_000, "too weak: {looked_at} numbers");
}

/// What an example says was measured, it plays out: an engine that does more than when it was fitted is noticed. Nothing was
/// fitted to what happened after a merger: docs/hindcast.md says what of it is contradicted.
#[test]
fn no_measured_figure_of_an_example_is_contradicted() {
    let replications = [("onderzoek.herhalingen".to_owned(), "6".to_owned())];
    let stop = AtomicBool::new(false);
    let mut n_figures = 0;
    for file in
        files(&in_repository("scenarios")).into_iter().chain(files(&in_repository("docs/handleiding")))
    {
        let loaded = scenario::load(&file, &replications).expect("a file");
        let scenario = loaded.scenario.as_ref().expect("a scenario without mistakes");
        if scenario.gemeten.is_empty() || scenario.periode.fusiedatum.is_some() {
            continue;
        }
        let results = simulate(&compile(scenario), &Control { stop: &stop, progress: &|_, _| {} });
        for figure in &results.validations {
            let said = format!("{}: {} is {:?}", file.display(), figure.name, figure.simulated);
            assert_ne!(figure.agreement, Agreement::Deviates, "{said}");
            n_figures += 1;
        }
    }
    assert!(n_figures >= 20, "too weak: {n_figures} figures");
}
