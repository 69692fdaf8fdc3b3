//! Collects what is wrong, once each, with its place.

use std::collections::HashSet;

use super::parse::Problem;
use super::source::{Sources, Spot};
use crate::diagnostic::{Diagnostic, Path};

#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
    seen: HashSet<(Spot, String)>,
    /// Parts that hold a key nobody knows: what they seem to miss is probably that key.
    doubtful: HashSet<Path>,
}

impl Findings {
    pub fn error(&mut self, sources: &Sources, path: Path, problem: Problem) {
        if self.seen.insert((problem.spot, problem.message.clone())) {
            self.list.push(located(Diagnostic::error, sources, path, problem));
        }
    }

    pub fn warn(&mut self, sources: &Sources, path: Path, problem: Problem) {
        if self.seen.insert((problem.spot, problem.message.clone())) {
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

    pub fn has_errors(&self) -> bool {
        self.list.iter().any(Diagnostic::is_error)
    }

    /// Sorted by file (in the order of reading), line and column.
    pub fn into_sorted(mut self, sources: &Sources) -> Vec<Diagnostic> {
        let order: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
        self.list.sort_by_key(|finding| {
            let place = finding.place.as_ref();
            place.map(|place| (order.iter().position(|name| *name == place.file), place.line, place.column))
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
    let diagnostic = make(path, problem.message).at(sources.place(problem.spot));
    Diagnostic { hint: problem.hint, ..diagnostic }
}
