//! Measures: the one way to change a number.

use super::findings::Findings;
use super::source::Sources;
use super::tree::Node;
use crate::diagnostic::Path;

/// One value that a measure changed.
#[derive(Clone, Debug)]
pub struct Change {
    pub path: Path,
    pub measure: String,
    pub from: String,
    pub to: String,
}

impl Change {
    pub fn describe(&self) -> String {
        format!("maatregel `{}` (van {} naar {})", self.measure, self.from, self.to)
    }
}

pub fn apply(_tree: &mut Node, _sets: &[(String, String)], _sources: &mut Sources, _findings: &mut Findings) -> Vec<Change> {
    Vec::new()
}
