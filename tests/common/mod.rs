//! Scenario files of the repository, loaded as a user would.

use std::path::{Path, PathBuf};

use klantreis::model::Model;
use klantreis::model::compile::compile;
use klantreis::scenario;

/// A path in the repository.
pub fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The model of a scenario file without errors; `sets` are what `--zet` would give.
pub fn model(path: &Path, sets: &[(&str, &str)]) -> Model {
    let sets: Vec<(String, String)> = sets.iter().map(|(path, value)| ((*path).into(), (*value).into())).collect();
    let loaded = scenario::load(path, &sets).expect("a scenario file that can be read");
    match &loaded.scenario {
        Some(scenario) => compile(scenario),
        None => panic!("{} has errors:\n{}", path.display(), loaded.render(false)),
    }
}
