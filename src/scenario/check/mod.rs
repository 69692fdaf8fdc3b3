//! Everything of meaning that can be wrong, all of it at once.

use super::Scenario;
use super::findings::Findings;
use super::source::Sources;
use super::tree::Node;

pub fn check(_scenario: &Scenario, _tree: &Node, _sources: &Sources, _findings: &mut Findings) {}
