//! Plays a scenario once or more with every measure on and prints what came of it: the program that
//! `benches/side-by-side` times as a whole process.
//!
//! `workload FILE REPLICATIONS THREADS [PATH=VALUE ...]`

use std::path::Path;
use std::sync::atomic::AtomicBool;

use klantreis::experiment::measure::{Cut, Measure};
use klantreis::experiment::{Control, simulate};
use klantreis::model::compile::compile;
use klantreis::scenario;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, replications, threads, sets @ ..] = &arguments[..] else {
        eprintln!("usage: workload FILE REPLICATIONS THREADS [PATH=VALUE ...]");
        std::process::exit(2);
    };
    let mut sets: Vec<(String, String)> = sets
        .iter()
        .filter_map(|set| set.split_once('='))
        .map(|(path, value)| (path.into(), value.into()))
        .collect();
    sets.push(("onderzoek.herhalingen".into(), replications.clone()));
    let loaded = scenario::load(Path::new(file), &sets).expect("a file that can be read");
    let Some(scenario) = &loaded.scenario else {
        eprintln!("{}", loaded.render(false));
        std::process::exit(1);
    };
    let threads = threads.parse().expect("a number of threads");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
    let control = Control { stop: &AtomicBool::new(false), progress: &|_, _| {} };
    let results = pool.install(|| simulate(&compile(scenario), &control));
    let value = |measure| results.get(measure, &Cut::default()).map_or(f64::NAN, |estimate| estimate.value);
    println!(
        "{} customers, wait {:.5} s, wait of served {:.5} s, abandoned {:.4}, journey {:.3} s",
        results.n_customers,
        value(Measure::WaitAll),
        value(Measure::WaitServed),
        value(Measure::AbandonedShare),
        value(Measure::LeadTime),
    );
}
