//! From a file named on the command line to a model, with findings said on the way.

use std::path::{Path, PathBuf};

use super::options::{Changes, Study};
use super::print;
use crate::error::Error;
use crate::model::Model;
use crate::model::compile::compile;
use crate::model::plausibility::{Plausibility, plausibility};
use crate::report::Footing;
use crate::scenario::onderzoek::Herhalingen;
use crate::scenario::{self, Loaded};

/// A scenario that can be run.
pub struct Ready {
    /// Stem of its file: what its folder is called.
    pub name: String,
    pub model: Model,
    pub footing: Footing,
    pub plausibility: Plausibility,
}

/// Loads a scenario with the changes of the command line.
///
/// # Errors
/// When the file cannot be read.
pub fn load(path: &Path, changes: &Changes, study: Option<&Study>) -> Result<Loaded, Error> {
    let mut sets = changes.sets.clone();
    sets.extend(study.map(Study::sets).unwrap_or_default());
    let mut loaded = scenario::load(path, &sets)?;
    // a number asked for goes before a precision that the file asks for
    if let (Some(scenario), Some(n)) = (&mut loaded.scenario, study.and_then(|study| study.replications)) {
        scenario.onderzoek.herhalingen = Herhalingen::Vast(n);
    }
    Ok(loaded)
}

/// The same, compiled; `None` when there are mistakes. Findings go to standard error.
///
/// # Errors
/// When the file cannot be read.
pub fn ready(path: &Path, changes: &Changes, study: Option<&Study>) -> Result<Option<Ready>, Error> {
    let mut loaded = load(path, changes, study)?;
    let ready = prepare(path, &mut loaded);
    if !loaded.findings.is_empty() {
        print::complain(&loaded.render(print::has_colour()));
    }
    Ok(ready)
}

/// All of them, or `None` when one has mistakes; the findings of all are said.
///
/// # Errors
/// When a file cannot be read.
pub fn all_ready(paths: &[PathBuf], changes: &Changes, study: &Study) -> Result<Option<Vec<Ready>>, Error> {
    let mut all = Vec::new();
    for path in paths {
        all.push(ready(path, changes, Some(study))?);
    }
    Ok(all.into_iter().collect())
}

/// Compiles what was loaded and adds what the plausibility of its staffing says.
pub fn prepare(path: &Path, loaded: &mut Loaded) -> Option<Ready> {
    let model = compile(loaded.scenario.as_ref()?);
    let plausibility = plausibility(&model);
    loaded.findings.extend(plausibility.findings.iter().cloned());
    let defaults = loaded.defaults_used();
    let all = loaded.show("").unwrap_or_default();
    let footing = Footing {
        canonical: loaded.canonical(),
        given: all.into_iter().filter(|shown| !defaults.contains(shown)).collect(),
        defaults,
        warnings: loaded.findings.iter().map(|finding| format!("{}.", finding.message)).collect(),
    };
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Some(Ready { name, model, footing, plausibility })
}
