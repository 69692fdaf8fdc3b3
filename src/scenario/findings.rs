//! Collects what is wrong, once each, with its place.

use std::collections::HashSet;

use super::parse::Problem;
use super::source::{MAX_FINDINGS, Sources, Spot};
use crate::diagnostic::{Diagnostic, Path};

#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
    seen: HashSet<(Spot, String)>,
    /// Parts that hold a key nobody knows: what they seem to miss is probably that key.
    doubtful: HashSet<Path>,
    /// Every path at or below which there is an error.
    wrong: HashSet<Path>,
}

impl Findings {
    /// Whether more findings would help nobody; looking for the nearest name costs time.
    pub fn is_full(&self) -> bool {
        self.list.len() > MAX_FINDINGS
    }

    pub fn error(&mut self, sources: &Sources, path: Path, problem: Problem) {
        for length in 1..=path.0.len() {
            self.wrong.insert(Path(path.0[..length].to_vec()));
        }
        if !self.is_full() && self.seen.insert((problem.spot, problem.message.clone())) {
            self.list.push(located(Diagnostic::error, sources, path, problem));
        }
    }

    pub fn warn(&mut self, sources: &Sources, path: Path, problem: Problem) {
        if !self.is_full() && self.seen.insert((problem.spot, problem.message.clone())) {
            self.list.push(located(Diagnostic::warning, sources, path, problem));
        }
    }

    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    pub fn doubt(&mut self, part: &Path) {
        self.doubtful.insert(part.clone());
    }

    pub fn is_doubtful(&self, part: &Path) -> bool {
        self.doubtful.contains(part)
    }

    /// Whether anything at or below a path is wrong, so that what follows from it says little.
    pub fn is_wrong(&self, path: &Path) -> bool {
        self.wrong.contains(path) || self.doubtful.contains(path)
    }

    pub fn has_errors(&self) -> bool {
        self.list.iter().any(Diagnostic::is_error)
    }

    /// Sorted by file (in the order of reading), line and column.
    pub fn into_sorted(mut self, sources: &Sources) -> Vec<Diagnostic> {
        let order: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
        self.list.sort_by_key(|finding| {
            let place = finding.place.as_ref();
            place.map(|place| {
                // a cell is named after its table
                let is_in = |name: &&str| {
                    place
                        .file
                        .strip_prefix(*name)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with(", "))
                };
                (order.iter().position(is_in), place.line, place.column)
            })
        });
        self.list
    }
}

fn located(
    make: fn(Path, String) -> Diagnostic,
    sources: &Sources,
    path: Path,
    problem: Problem,
) -> Diagnostic {
    let path = Path(path.0.into_iter().chain(problem.under).collect());
    // nobody can edit the library that comes with the program
    let elsewhere = sources.get(problem.spot.file).is_part && !path.0.is_empty();
    let here = elsewhere.then(|| format!("geef `{path}` in uw eigen bestand een andere waarde"));
    let hint = problem.hint.into_iter().chain(here).collect::<Vec<_>>().join("; ");
    let diagnostic = make(path, problem.message).at(sources.place(problem.spot));
    Diagnostic { hint: (!hint.is_empty()).then_some(hint), ..diagnostic }
}
