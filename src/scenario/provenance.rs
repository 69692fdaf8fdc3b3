//! Where every number comes from: default, file and line, an outer place, a measure; with mark and source.

use super::findings::Findings;
use super::patch::Change;
use super::scope::{Origin, Used};
use super::source::Sources;
use super::tree::Node;
use crate::diagnostic::{Diagnostic, Path};

/// A value as it is shown to a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub path: String,
    /// In the file's notation.
    pub value: String,
    /// `standaardwaarde`, `scenario.yaml:12`, …
    pub origin: String,
    /// M, N, E, D, R, A, A* or `opgegeven`.
    pub mark: String,
    pub description: String,
    pub unit: String,
}

#[derive(Clone, Debug, Default)]
pub struct Provenance {
    shown: Vec<(Path, bool, Shown)>,
}

impl Provenance {
    pub fn new(
        used: Vec<Used>,
        changes: Vec<Change>,
        _tree: &Node,
        sources: &Sources,
        _findings: &mut Findings,
    ) -> Self {
        let shown = used.into_iter().map(|used| {
            let change = changes.iter().rev().find(|change| change.path == used.path);
            let (origin, mark, is_default) = match &used.origin {
                Origin::Written(spot) => (sources.line(*spot), "opgegeven".to_owned(), false),
                Origin::Inherited(path, spot) => {
                    (format!("via `{path}`, {}", sources.line(*spot)), "opgegeven".to_owned(), false)
                }
                Origin::Default(mark) => ("standaardwaarde".to_owned(), (*mark).to_owned(), true),
            };
            let origin = change.map_or(origin, |change| {
                format!("maatregel `{}` (van {} naar {})", change.measure, change.from, change.to)
            });
            let shown = Shown {
                path: used.path.to_string(),
                value: used.value,
                origin,
                mark,
                description: used.about.to_owned(),
                unit: used.unit.to_owned(),
            };
            (used.path, is_default, shown)
        });
        Self { shown: shown.collect() }
    }
}

impl super::Loaded {
    pub fn show(&self, path: &str) -> Result<Vec<Shown>, Diagnostic> {
        let path = Path::parse(path);
        let found: Vec<Shown> = self
            .provenance
            .shown
            .iter()
            .filter(|(known, ..)| known.0.starts_with(&path.0))
            .map(|(.., shown)| shown.clone())
            .collect();
        if found.is_empty() { Err(Diagnostic::error(path, "niets")) } else { Ok(found) }
    }

    pub fn defaults_used(&self) -> Vec<Shown> {
        self.provenance
            .shown
            .iter()
            .filter(|(_, is_default, _)| *is_default)
            .map(|(.., shown)| shown.clone())
            .collect()
    }
}
