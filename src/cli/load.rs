//! From files named on the command line to models, with findings said on the way.

use std::path::{Path, PathBuf};

use super::options::{Changes, Study};
use super::print;
use crate::diagnostic::{self, Diagnostic};
use crate::error::Error;
use crate::experiment::pilot::settled;
use crate::experiment::warm_up::warm_up;
use crate::model::Model;
use crate::model::compile::compile;
use crate::model::plausibility::{Plausibility, plausibility};
use crate::report::{Footing, files};
use crate::scenario::onderzoek::Herhalingen;
use crate::scenario::{self, Loaded, Scenario};

/// A scenario that can be run.
pub struct Ready {
    /// Stem of its file, or a name of the command line as a file may be called: what its folder is called.
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
        if matches!(scenario.onderzoek.herhalingen, Herhalingen::Nauwkeurig { .. }) {
            let path = diagnostic::Path::root().key("onderzoek").key("nauwkeurig");
            let message = format!("`--herhalingen {n}` gaat voor `nauwkeurig`: daarna wordt gestopt");
            let hint = "laat de optie weg om door te gaan tot het cijfer zeker genoeg is";
            loaded.findings.push(Diagnostic::warning(path, message).with_hint(hint));
        }
        scenario.onderzoek.herhalingen = Herhalingen::Vast(n);
    }
    Ok(loaded)
}

/// One scenario of several that are loaded: a file, and what is changed in it.
#[derive(Clone, Debug)]
pub struct Side {
    pub path: PathBuf,
    /// What it is called; `None`: as the file says, in the folder of its stem.
    pub name: Option<String>,
    pub changes: Changes,
}

impl Side {
    pub fn of_file(path: &Path, changes: &Changes) -> Self {
        Self { path: path.to_owned(), name: None, changes: changes.clone() }
    }

    /// The same with more changed.
    pub fn with(&self, sets: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut side = self.clone();
        side.changes.sets.extend(sets);
        side
    }

    fn load(&self, study: &Study) -> Result<Loaded, Error> {
        let mut loaded = load(&self.path, &self.changes, Some(study))?;
        if let (Some(name), Some(scenario)) = (&self.name, &mut loaded.scenario) {
            scenario.naam.clone_from(name);
        }
        Ok(loaded)
    }
}

/// All of them; `None` when one has mistakes. The findings of all go to standard error.
///
/// # Errors
/// When a file cannot be read.
pub fn all_ready(paths: &[PathBuf], changes: &Changes, study: &Study) -> Result<Option<Vec<Ready>>, Error> {
    let sides: Vec<Side> = paths.iter().map(|path| Side::of_file(path, changes)).collect();
    prepare_all(&sides, study, false)
}

/// The same for a comparison: all draw as the first does, since only then do they have the same customers.
///
/// # Errors
/// When a file cannot be read.
pub fn all_paired(sides: &[Side], study: &Study) -> Result<Option<Vec<Ready>>, Error> {
    prepare_all(sides, study, true)
}

fn prepare_all(sides: &[Side], study: &Study, is_paired: bool) -> Result<Option<Vec<Ready>>, Error> {
    let (mut prepared, mut root, mut warm_up) = (Vec::new(), None, None);
    for side in sides {
        let mut loaded = side.load(study)?;
        if let Some(scenario) = loaded.scenario.as_mut().filter(|_| is_paired) {
            let root: &String = root.get_or_insert_with(|| scenario.stroomnaam.clone());
            scenario.draws_as(root);
        }
        warms_up(&mut loaded, warm_up.filter(|_| is_paired));
        warm_up = warm_up.or(loaded.scenario.as_ref().and_then(found));
        let ready = prepared_warm(&side.path, &mut loaded);
        let own = side.name.as_deref().map(files::file_name);
        let name = |ready: Ready| Ready { name: own.unwrap_or(ready.name), ..ready };
        prepared.push(ready.map(name));
        if !loaded.findings.is_empty() {
            print::complain(&loaded.render(print::has_colour()));
        }
    }
    // the findings of all are said before one of them is reason to stop
    Ok(prepared.into_iter().collect())
}

/// Of a comparison, without saying what was found: it was said before; `None` when one cannot be changed so.
///
/// # Errors
/// When a file cannot be read.
pub fn models(sides: &[Side], study: &Study) -> Result<Option<Vec<Model>>, Error> {
    let (mut models, mut root, mut warm_up) = (Vec::new(), None, None);
    for side in sides {
        let mut loaded = side.load(study)?;
        warms_up(&mut loaded, warm_up);
        warm_up = warm_up.or(loaded.scenario.as_ref().and_then(found));
        let Some(mut scenario) = loaded.scenario else { return Ok(None) };
        scenario.draws_as(root.get_or_insert_with(|| scenario.stroomnaam.clone()));
        models.push(settled(compile(&scenario)));
    }
    Ok(Some(models))
}

/// Shortens the warm-up to what a pilot run asks for, where that is left to it; or to what it asked for in the scenario
/// that this one is compared with, since customers are only the same if both begin on the same day.
fn warms_up(loaded: &mut Loaded, known: Option<u32>) {
    let Some(scenario) = loaded.scenario.as_mut().filter(|it| it.periode.aanloop_automatisch) else { return };
    if let Some(days) = known {
        return scenario.warms_up(days);
    }
    let found = warm_up(&settled(compile(scenario)));
    scenario.warms_up(found.days);
    if !found.is_reached {
        let path = diagnostic::Path::root().key("periode").key("aanloop");
        let message = format!(
            "een proefrun komt in een jaar niet tot rust; de aanloop is {} weken, waarschijnlijk te kort",
            found.days / 7
        );
        let hint = "kijk of de mensen het werk aankunnen, of schrijf zelf een aanloop die lang genoeg is";
        loaded.findings.push(Diagnostic::warning(path, message).with_hint(hint));
    }
}

fn found(scenario: &Scenario) -> Option<u32> {
    scenario.periode.aanloop_automatisch.then_some(scenario.periode.aanloop_dagen)
}

/// Compiles what was loaded and adds what the plausibility of its staffing says; `None` when there are mistakes.
pub fn prepare(path: &Path, loaded: &mut Loaded) -> Option<Ready> {
    warms_up(loaded, None);
    prepared_warm(path, loaded)
}

fn prepared_warm(path: &Path, loaded: &mut Loaded) -> Option<Ready> {
    let scenario = loaded.scenario.as_ref()?;
    let smallest_group = scenario.onderzoek.kleinste_groep;
    let model = settled(compile(scenario));
    let plausibility = plausibility(&model);
    loaded.findings.extend(plausibility.findings.iter().cloned());
    let defaults = loaded.defaults_used();
    let all = loaded.show("").unwrap_or_default();
    let file = if path.is_absolute() { path.file_name().map_or(path, Path::new) } else { path };
    let footing = Footing {
        file: file.to_string_lossy().into_owned(),
        canonical: loaded.canonical(),
        given: all.into_iter().filter(|shown| !defaults.contains(shown)).collect(),
        defaults,
        smallest_group,
        warnings: loaded.findings.iter().map(|finding| format!("{}.", finding.message)).collect(),
    };
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Some(Ready { name, model, footing, plausibility })
}
