//! From a file to a scenario, with everything that was found on the way.

use std::path::Path as FilePath;

use super::findings::Findings;
use super::provenance::Provenance;
use super::scope::Ledger;
use super::source::{self, Sources, finding_json};
use super::tree::Node;
use super::{Scenario, check, inherit, patch, read, save, shape};
use crate::diagnostic::Diagnostic;
use crate::error::Error;

/// What became of a scenario file.
#[derive(Debug)]
pub struct Loaded {
    /// `None` when there are errors.
    pub scenario: Option<Scenario>,
    /// Sorted by file, line and column.
    pub findings: Vec<Diagnostic>,
    pub sources: Sources,
    pub provenance: Provenance,
    /// The complete tree: what it builds on taken in, measures applied.
    pub(super) tree: Node,
}

/// Loads a scenario file; `sets` are paths and values from the command line, applied last.
///
/// # Errors
/// Only when the main file cannot be read; everything else is a finding.
pub fn load(path: &FilePath, sets: &[(String, String)]) -> Result<Loaded, Error> {
    let name = path.display().to_string();
    let bytes = source::read_bounded(path)?;
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let text = source::decode(&name, bytes).unwrap_or_else(|finding| {
        findings.add(finding);
        String::new()
    });
    let stem =
        path.file_stem().map_or_else(|| "scenario".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let file = sources.add(name, text);
    if findings.has_errors() {
        return Ok(failed(sources, findings));
    }
    let tree = inherit::tree(&mut sources, file, Some(path), &mut findings);
    Ok(complete(tree, &stem, sets, sources, findings))
}

/// Loads a scenario from a text; `name` stands for the file in findings, and its stem for the scenario.
pub fn load_text(name: &str, text: &str) -> Loaded {
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let stem =
        FilePath::new(name).file_stem().map_or("scenario".into(), |stem| stem.to_string_lossy().into_owned());
    match source::decode(name, text.as_bytes().to_vec()) {
        Ok(text) => {
            let file = sources.add(name, text);
            let tree = inherit::tree(&mut sources, file, None, &mut findings);
            complete(tree, &stem, &[], sources, findings)
        }
        Err(finding) => {
            findings.add(finding);
            failed(sources, findings)
        }
    }
}

fn complete(
    tree: Option<Node>,
    stem: &str,
    sets: &[(String, String)],
    mut sources: Sources,
    mut findings: Findings,
) -> Loaded {
    let Some(mut tree) = tree else { return failed(sources, findings) };
    shape::check(&tree, &sources, &mut findings, false);
    let changes = patch::apply(&mut tree, sets, &mut sources, &mut findings);
    shape::check(&tree, &sources, &mut findings, true);
    let ledger = Ledger::default();
    let scenario = read::scenario(&tree, stem, &ledger);
    check::check(&scenario, &tree, &sources, &mut findings);
    let provenance = Provenance::new(ledger.into_used(), changes, &tree, &sources, &mut findings);
    let is_good = !findings.has_errors();
    let findings = findings.into_sorted(&sources);
    Loaded { scenario: is_good.then_some(scenario), findings, sources, provenance, tree }
}

fn failed(sources: Sources, findings: Findings) -> Loaded {
    let findings = findings.into_sorted(&sources);
    let tree = Node::map(Vec::new(), source::Spot::default());
    Loaded { scenario: None, findings, sources, provenance: Provenance::default(), tree }
}

impl Loaded {
    /// The findings as text for a terminal of 80 columns.
    pub fn render(&self, colour: bool) -> String {
        self.sources.render(&self.findings, colour)
    }

    /// The findings as a list of objects.
    pub fn findings_json(&self) -> serde_json::Value {
        self.findings.iter().map(finding_json).collect()
    }

    /// The scenario as a file: what it builds on taken in, measures applied; loads to the same scenario.
    pub fn to_yaml(&self) -> String {
        save::to_yaml(&self.tree)
    }

    /// Text that is equal for equal scenarios, however they are written; empty when there are errors.
    pub fn canonical(&self) -> String {
        self.scenario.as_ref().map(|scenario| format!("{scenario:#?}\n")).unwrap_or_default()
    }
}
