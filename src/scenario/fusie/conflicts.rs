//! Where predecessors differ and one value must hold: what the plan decides, else a finding with every place.

use super::differences::is_own;
use super::predecessor::Predecessor;
use crate::diagnostic::Path;
use crate::scenario::findings::Findings;
use crate::scenario::parse::{Problem, nearest, short};
use crate::scenario::save;
use crate::scenario::source::Sources;
use crate::scenario::tree::{Entry, Node};

/// What each predecessor says about one value.
#[derive(Debug)]
pub struct Said<'a> {
    pub all: &'a [Predecessor],
    pub nodes: Vec<Option<&'a Node>>,
    /// What holds where one says nothing.
    pub default: Option<&'static str>,
}

/// The decisions of a plan, and what is left to decide.
#[derive(Debug)]
pub struct Conflicts<'a> {
    decisions: &'a [Entry],
    used: Vec<bool>,
    /// The plan's own keys, which go before all.
    plan: &'a Node,
    sources: &'a Sources,
    findings: &'a mut Findings,
}

impl<'a> Conflicts<'a> {
    pub fn new(plan: &'a Node, sources: &'a Sources, findings: &'a mut Findings) -> Self {
        let decisions =
            plan.get("fusie").and_then(|block| block.get("conflicten")).map_or(&[][..], Node::entries);
        Self { decisions, used: vec![false; decisions.len()], plan, sources, findings }
    }

    /// The value that holds; `None` where the plan writes it, and where a conflict was found.
    pub fn decide(&mut self, path: &[String], said: &Said<'_>) -> Option<Node> {
        if self.plan.at(path).is_some() {
            return None;
        }
        let text = path.join(".");
        let Some(index) = self.decisions.iter().position(|entry| entry.key.trim() == text) else {
            self.conflict(path, said);
            return None;
        };
        self.used[index] = true;
        let decision = &self.decisions[index].node;
        let Some(name) = decision.text().and_then(|text| text.strip_prefix("van ")).map(str::trim) else {
            return Some(decision.clone());
        };
        match said.all.iter().position(|one| one.name == name) {
            Some(chosen) => match (said.nodes[chosen], said.default) {
                (Some(node), _) => Some(node.clone()),
                (None, Some(default)) => Some(Node::scalar(default, decision.spot)),
                (None, None) => None,
            },
            None => {
                let problem = Problem::new(decision.spot, format!("voorganger {} bestaat niet", short(name)));
                let names = said.all.iter().map(|one| one.name.as_str());
                let hint = match nearest(name, names.clone()) {
                    Some(meant) => format!("bedoelt u `van {meant}`?"),
                    None => format!("de voorgangers zijn {}", names.collect::<Vec<_>>().join(", ")),
                };
                self.findings.error(self.sources, Path(path.to_vec()), problem.hint(hint));
                None
            }
        }
    }

    fn conflict(&mut self, path: &[String], said: &Said<'_>) {
        let text = path.join(".");
        let each = said.all.iter().zip(&said.nodes).map(|(one, node)| match (node, said.default) {
            (Some(node), _) => format!("{} ({})", short(&save::inline(node)), self.sources.line(node.spot)),
            (None, Some(default)) => format!("`{default}` (standaard, bij {})", one.name),
            (None, None) => format!("niets (bij {})", one.name),
        });
        let each: Vec<String> = each.collect();
        let written = said.nodes.iter().copied().flatten().next();
        let spot = written.map_or(said.all[0].spot, |node| node.spot);
        let owner = said.all.iter().zip(&said.nodes).find(|(_, node)| node.is_some());
        let owner = owner.map_or(said.all[0].name.as_str(), |(one, _)| one.name.as_str());
        let problem = Problem::new(spot, format!("`{text}` is niet overal hetzelfde: {}", each.join(", ")))
            .hint(format!(
                "kies in het plan: `conflicten: {{ {text}: van {owner} }}`, of zet daar zelf een waarde op dit pad"
            ));
        self.findings.error(self.sources, Path(path.to_vec()), problem);
    }

    /// Decisions about what nobody differs on; those on what is brought together are for later.
    pub fn finish(self) {
        let together = self.plan.get("fusie").and_then(|block| block.get("samenvoegen"));
        let is_together = |path: &str| {
            let mut names = path.split('.').map(str::trim);
            let (block, name) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
            together.and_then(|node| node.get(block)?.get(name)).is_some()
        };
        for (entry, used) in self.decisions.iter().zip(self.used) {
            if !used && !is_together(&entry.key) && !is_own(entry) {
                let problem = Problem::new(
                    entry.spot,
                    format!("over {} valt niets te kiezen", short(&entry.key)),
                )
                .hint("de voorgangers zeggen er hetzelfde over, of het plan geeft zelf een waarde; haal het weg");
                let path = ["fusie", "conflicten", &entry.key].map(str::to_owned);
                self.findings.warn(self.sources, Path(path.to_vec()), problem);
            }
        }
    }
}
