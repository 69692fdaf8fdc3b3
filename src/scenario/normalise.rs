//! Short forms written out, so that each value has one path: `wacht: 5 werkdagen` is `wacht` with a `duur`.

use super::findings::Findings;
use super::parse::{Problem, short};
use super::source::Sources;
use super::tree::{Entry, Node};
use crate::diagnostic::Path;

const WAITING: &[&str] = &["wacht", "wacht-op-klant", "wacht-op-partner"];

/// Puts the short forms back, for a file that people read.
pub fn shorten(tree: &mut Node) {
    steps(tree, |_, step| {
        let Some(entries) = step.node.entries_mut() else { return };
        let Some(length) = entries.iter().position(|entry| entry.key == "duur") else { return };
        let marked = |entry: &Entry| WAITING.contains(&entry.key.as_str()) && entry.node.text() == Some("ja");
        if entries.iter().any(marked) {
            let length = entries.remove(length);
            if let Some(mark) = entries.iter_mut().find(|entry| marked(entry)) {
                mark.node = length.node;
            }
        }
    });
}

/// Writes the short forms of one file out.
pub fn normalise(tree: &mut Node, sources: &Sources, findings: &mut Findings) {
    steps(tree, |journey, step| {
        let path = Path(["klantreizen", journey, "stappen", &step.key].map(str::to_owned).to_vec());
        normalise_step(step, &path, sources, findings);
    });
}

/// Every step of every journey, with the name of its journey.
fn steps(tree: &mut Node, mut each: impl FnMut(&str, &mut Entry)) {
    let Some(journeys) =
        tree.entries_mut().and_then(|top| top.iter_mut().find(|entry| entry.key == "klantreizen"))
    else {
        return;
    };
    let Some(journeys) = journeys.node.entries_mut() else { return };
    for journey in journeys {
        let Some(entries) = journey.node.entries_mut() else { continue };
        let Some(steps) = entries.iter_mut().find(|entry| entry.key == "stappen") else { continue };
        for step in steps.node.entries_mut().into_iter().flatten() {
            each(&journey.key, step);
        }
    }
}

fn normalise_step(step: &mut Entry, path: &Path, sources: &Sources, findings: &mut Findings) {
    let name = step.key.clone();
    let Some(entries) = step.node.entries_mut() else { return };
    // `bericht: ja` is a message over no channel in particular
    for entry in entries.iter_mut().filter(|entry| entry.key == "bericht" && entry.node.text() == Some("ja"))
    {
        entry.node = Node::scalar("", entry.node.spot);
    }
    let mut lengths = Vec::new();
    for entry in entries.iter_mut().filter(|entry| WAITING.contains(&entry.key.as_str())) {
        if entry.node.is_empty() || entry.node.text() == Some("ja") || entry.node.text() == Some("weg") {
            continue;
        }
        let spot = entry.spot;
        let node = std::mem::replace(&mut entry.node, Node::scalar("ja", spot));
        lengths.push(Entry { key: "duur".to_owned(), spot: node.spot, node });
    }
    for length in lengths {
        if let Some(other) = entries.iter().find(|entry| entry.key == "duur") {
            let problem = Problem::new(other.spot, format!("stap {} heeft twee keer een duur", short(&name)))
                .hint("schrijf de duur achter `wacht` of achter `duur`, niet allebei");
            findings.error(sources, path.key("duur"), problem);
        } else {
            entries.push(length);
        }
    }
}
