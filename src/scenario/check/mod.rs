//! Everything of meaning that can be wrong, all of it at once.
//!
//! It looks at the scenario as it was read, after measures, and points at the tree it was read from.

mod channel;
pub mod closing;
mod coverage;
mod endless;
mod follow;
mod gemeten;
mod journey;
mod measure;
mod names;
mod norm;
mod period;
mod place;
mod size;
mod step;
mod team;
mod tevredenheid;
mod werkgebied;

use super::Scenario;
use super::findings::Findings;
use super::parse::Problem;
use super::source::{Sources, Spot};
use super::tree::Node;
use crate::diagnostic::Path;

/// Shares within this of 100 % are 100 %.
const TOLERANCE: f64 = 1e-6;

pub fn check(scenario: &Scenario, tree: &Node, sources: &Sources, findings: &mut Findings) {
    let mut check = Check { scenario, tree, sources, findings };
    names::check(&mut check);
    period::check(&mut check);
    measure::check(&mut check);
    place::check(&mut check);
    team::check(&mut check);
    coverage::check(&mut check);
    werkgebied::check(&mut check);
    channel::check(&mut check);
    journey::check(&mut check);
    follow::check(&mut check);
    endless::retries(&mut check);
    norm::check(&mut check);
    tevredenheid::check(&mut check);
    gemeten::check(&mut check);
    size::check(&mut check);
}

struct Check<'a> {
    scenario: &'a Scenario,
    tree: &'a Node,
    sources: &'a Sources,
    findings: &'a mut Findings,
}

impl<'a> Check<'a> {
    /// What is written at a path.
    fn node(&self, path: &[&str]) -> Option<&'a Node> {
        path.iter().try_fold(self.tree, |node, key| node.get(key)).filter(|node| !node.is_empty())
    }

    /// The place of what is written at a path, or of the nearest part around it.
    fn spot(&self, path: &[&str]) -> Spot {
        match self.node(path) {
            Some(node) if node.text().is_some() => node.spot,
            _ => {
                let path: Vec<String> = path.iter().map(|key| (*key).to_owned()).collect();
                self.tree.nearest_spot(&path).0
            }
        }
    }

    fn error(&mut self, path: &[&str], message: impl Into<String>, hint: impl Into<String>) {
        let spot = self.spot(path);
        self.error_at(spot, path, message, hint);
    }

    fn error_at(&mut self, spot: Spot, path: &[&str], message: impl Into<String>, hint: impl Into<String>) {
        let problem = Problem::new(spot, message).hint(hint);
        self.findings.error(self.sources, full(path), problem);
    }

    fn warn(&mut self, path: &[&str], message: impl Into<String>, hint: impl Into<String>) {
        let problem = Problem::new(self.spot(path), message).hint(hint);
        self.findings.warn(self.sources, full(path), problem);
    }

    /// Whether anything at or below a path was reported, so that what follows from it says little.
    fn is_wrong(&self, path: &[&str]) -> bool {
        self.findings.is_wrong(&full(path))
    }

    /// Whether it is not certain which channels some team does.
    fn hides_a_team(&self) -> bool {
        let hides = |team: &str| {
            self.is_wrong(&["teams", team, "doet"]) || self.findings.is_doubtful(&full(&["teams", team]))
        };
        self.findings.is_doubtful(&Path::root()) || self.scenario.teams.iter().any(|(team, _)| hides(team))
    }
}

fn full(path: &[&str]) -> Path {
    Path(path.iter().map(|key| (*key).to_owned()).collect())
}
