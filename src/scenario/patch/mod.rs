//! Measures: the one way to change a number (rules G1–G3, G7 and G9 of the language).
//!
//! They work on the complete tree, in the order of the file, the command line last. A measure changes numbers,
//! tables and timetables of parts that exist; it never adds a part.

mod change;
mod command;
mod path;
mod whole;

use std::collections::BTreeMap;

use super::findings::Findings;
use super::parse::Problem;
use super::save;
use super::scope::Scope;
use super::source::{Sources, Spot};
use super::tree::Node;
use crate::diagnostic::Path;
use path::{Target, Verb, expand};

pub use path::matches;

/// One value that a measure changed.
#[derive(Clone, Debug)]
pub struct Change {
    pub path: Path,
    pub measure: String,
    pub spot: Spot,
    pub from: String,
    pub to: String,
}

/// One line of a measure.
struct Step {
    measure: String,
    /// Where it stands, for findings.
    at: Path,
    verb: Verb,
    pattern: String,
    key_spot: Spot,
    node: Node,
}

/// Applies every measure that is on, and `sets` from the command line as a measure of their own.
pub fn apply(
    tree: &mut Node,
    sets: &[(String, String)],
    sources: &mut Sources,
    findings: &mut Findings,
) -> Vec<Change> {
    let command = command::steps(tree, sets, sources, findings);
    let mut measures = measures(tree);
    if !command.is_empty() {
        measures.push(command);
    }
    let mut changes = Vec::new();
    for steps in measures {
        let mut measure =
            Measure { tree, sources, findings, changes: &mut changes, touched: BTreeMap::new() };
        steps.iter().filter(|step| step.verb == Verb::Zet).for_each(|step| measure.take(step));
        steps.iter().filter(|step| step.verb == Verb::Wijzig).for_each(|step| measure.take(step));
        measure.rescale();
    }
    changes
}

/// The lines of every measure that is on, in the order of the file.
fn measures(tree: &Node) -> Vec<Vec<Step>> {
    let is_on = |measure: &Node| measure.get("aan").and_then(Node::text) != Some("nee");
    let measures = tree.get("maatregelen").map_or(&[][..], Node::entries);
    let measures = measures.iter().filter(|measure| is_on(&measure.node));
    measures
        .map(|measure| {
            let verbs = [(Verb::Zet, "zet"), (Verb::Wijzig, "wijzig")];
            let lines = verbs.into_iter().flat_map(|(verb, key)| {
                let at = Path(vec!["maatregelen".to_owned(), measure.key.clone(), key.to_owned()]);
                let entries = measure.node.get(key).map_or(&[][..], Node::entries);
                entries.iter().map(move |entry| Step {
                    measure: measure.key.clone(),
                    at: at.clone(),
                    verb,
                    pattern: entry.key.clone(),
                    key_spot: entry.spot,
                    node: entry.node.clone(),
                })
            });
            lines.collect()
        })
        .collect()
}

/// One measure at work.
struct Measure<'a> {
    tree: &'a mut Node,
    sources: &'a Sources,
    findings: &'a mut Findings,
    changes: &'a mut Vec<Change>,
    /// Shares of a whole that this measure gave a value, by the path of the whole.
    touched: BTreeMap<Path, Touched>,
}

struct Touched {
    names: Vec<String>,
    measure: String,
    spot: Spot,
}

impl Measure<'_> {
    fn take(&mut self, step: &Step) {
        if step.node.is_empty() {
            let problem = Problem::new(step.key_spot, format!("achter `{}` staat niets", step.pattern));
            self.findings.error(self.sources, step.at.clone(), problem.hint("vul een waarde in"));
            return;
        }
        match expand(&Scope::root(self.tree), &step.pattern, step.verb, step.key_spot) {
            Ok(targets) => targets.iter().for_each(|target| self.apply(step, target)),
            Err(problem) => self.findings.error(self.sources, step.at.clone(), problem),
        }
    }

    fn apply(&mut self, step: &Step, target: &Target) {
        let root = Scope::root(self.tree);
        let Some(old) = change::effective(&root, target) else {
            let problem = Problem::new(
                step.key_spot,
                format!("`{}` heeft nog geen waarde om te wijzigen", target.path),
            )
            .hint("geef eerst een waarde met `zet`");
            if step.verb == Verb::Wijzig {
                self.findings.error(self.sources, step.at.clone(), problem);
                return;
            }
            return self.write(step, target, None, step.node.clone());
        };
        let new = match step.verb {
            Verb::Zet => Ok(step.node.clone()),
            Verb::Wijzig => change::changed(&root, target, &old, &step.node),
        };
        match new {
            Ok(new) => self.write(step, target, Some(old), new),
            Err(problem) => self.findings.error(self.sources, step.at.clone(), problem),
        }
    }

    fn write(&mut self, step: &Step, target: &Target, old: Option<Node>, new: Node) {
        let root = Scope::root(self.tree);
        if let Some((path, block)) = change::opened(&root, target) {
            self.tree.put(&path.0, block);
        }
        if let Some((whole, name)) = target.whole() {
            let touched = self.touched.entry(whole).or_insert_with(|| Touched {
                names: Vec::new(),
                measure: step.measure.clone(),
                spot: step.key_spot,
            });
            touched.names.push(name);
        }
        self.changes.push(Change {
            path: target.path.clone(),
            measure: step.measure.clone(),
            spot: step.key_spot,
            from: old.as_ref().map_or("niets".to_owned(), save::inline),
            to: save::inline(&new),
        });
        self.tree.put(&target.path.0, new);
    }

    /// G7: what a measure leaves of a whole is shared by the others in proportion.
    fn rescale(&mut self) {
        for (path, touched) in std::mem::take(&mut self.touched) {
            match whole::rescaled(self.tree, &path, &touched.names) {
                Ok(shares) => {
                    for (path, from, to) in shares {
                        let node = Node::scalar(to.clone(), touched.spot);
                        self.tree.put(&path.0, node);
                        let (measure, spot) = (touched.measure.clone(), touched.spot);
                        self.changes.push(Change { path, measure, spot, from, to });
                    }
                }
                Err((message, hint)) => {
                    let problem = Problem::new(touched.spot, message).hint(hint);
                    self.findings.error(self.sources, path, problem);
                }
            }
        }
    }
}
