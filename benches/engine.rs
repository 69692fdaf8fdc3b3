//! Benches of the engine on scenario files: the four yardstick workloads, and a year of a municipality.

use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};

use klantreis::experiment::Outcome;
use klantreis::model::Model;
use klantreis::model::compile::compile;
use klantreis::random::stream::Streams;
use klantreis::{scenario, sim};

fn model(file: &str, sets: &[(&str, &str)]) -> Model {
    let sets: Vec<(String, String)> =
        sets.iter().map(|(path, value)| ((*path).into(), (*value).into())).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let loaded = scenario::load(&path, &sets).expect("a file that can be read");
    compile(&loaded.scenario.expect("a scenario without errors"))
}

fn replication(model: &Model) -> u64 {
    let mut outcome = Outcome::new(model);
    sim::run(model, Streams::new(model.study.seed, 0), &mut outcome);
    outcome.all_trips().started()
}

fn engine(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("replication");
    group.sample_size(20);
    for workload in ["w1", "w2", "w3", "w4"] {
        let model = model(&format!("benches/werklast/{workload}.yaml"), &[("periode.tot", "2024-01-02")]);
        group.bench_function(workload, |bencher| bencher.iter(|| replication(&model)));
    }
    for scenario in ["voorne-aan-zee", "s-hertogenbosch-telefonie-2016"] {
        let model = model(&format!("scenarios/{scenario}.yaml"), &[]);
        group.bench_function(scenario, |bencher| bencher.iter(|| replication(&model)));
    }
    group.finish();
}

fn reading(criterion: &mut Criterion) {
    criterion.bench_function("read and compile voorne-aan-zee", |bencher| {
        bencher.iter(|| model("scenarios/voorne-aan-zee.yaml", &[]));
    });
}

criterion_group!(benches, engine, reading);
criterion_main!(benches);
