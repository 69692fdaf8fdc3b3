//! A predecessor's measure on what stands once for all, such as `gedrag`, holds for its own parts only.

use super::predecessor::Predecessor;
use crate::diagnostic::Path;
use crate::scenario::fields::{KANAAL, KLANTREIS};
use crate::scenario::findings::Findings;
use crate::scenario::parse::{Problem, short};
use crate::scenario::source::Sources;
use crate::scenario::tree::{Entry, Node};

/// Blocks at the top of which there is one after a merger.
const ONE: &[&str] =
    &["kalender", "gedrag", "kanaalsturing", "tevredenheid", "periode", "onderzoek", "inwoners"];
const VERBS: [&str; 2] = ["zet", "wijzig"];

/// Rewrites the paths of a measure to behaviour of customers, to the channels or journeys that take it from there.
pub fn confine(measure: &mut Node, one: &Predecessor) {
    for verb in VERBS {
        let Some(entries) = measure.at_mut(&[verb]).and_then(Node::entries_mut) else { continue };
        let confined = entries.drain(..).flat_map(|entry| match inner_paths(&entry.key, &one.tree) {
            Some(paths) => paths.into_iter().map(|key| Entry { key, ..entry.clone() }).collect(),
            None => vec![entry],
        });
        let confined: Vec<Entry> = confined.collect();
        *entries = confined;
    }
}

/// Where customers find what a path to `gedrag` or `kanaalsturing` says; `None` for other paths, and where parts have no
/// such key.
fn inner_paths(path: &str, tree: &Node) -> Option<Vec<String>> {
    let (block, rest) = path.split_once('.')?;
    let segments: Vec<String> = rest.split('.').map(|key| key.trim().to_owned()).collect();
    let key = segments.first()?.as_str();
    let (into, field) = match block.trim() {
        "gedrag" => match KANAAL.field(key) {
            Some(field) => ("kanalen", field),
            None => ("klantreizen", KLANTREIS.field(key)?),
        },
        "kanaalsturing" => ("klantreizen", KLANTREIS.field(key)?),
        _ => return None,
    };
    let takes = |part: &&Entry| {
        let sort = part.node.get("soort").and_then(Node::text).unwrap_or("");
        field.applies_to(sort) && part.node.at(&segments).is_none_or(Node::is_empty)
    };
    let parts = tree.get(into).map_or(&[][..], Node::entries);
    Some(parts.iter().filter(takes).map(|part| format!("{into}.{}.{rest}", part.key)).collect())
}

/// What a predecessor's measure changes for all of them.
pub fn warn(all: &[Predecessor], sources: &Sources, findings: &mut Findings) {
    for one in all.iter().filter(|_| all.len() > 1) {
        for measure in one.tree.get("maatregelen").map_or(&[][..], Node::entries) {
            let lines = VERBS.iter().filter_map(|verb| measure.node.get(verb)).flat_map(Node::entries);
            let is_of_all = |line: &&Entry| {
                ONE.contains(&line.key.split('.').next().unwrap_or_default().trim())
                    && inner_paths(&line.key, &one.tree).is_none()
            };
            for line in lines.filter(is_of_all) {
                let message = format!(
                    "{} staat er na de fusie één keer: deze maatregel van {} geldt dan voor allen",
                    short(&line.key),
                    one.name
                );
                let problem = Problem::new(line.spot, message).hint(
                    "zet haar in het plan als dat zo hoort, en laat haar anders bij deze voorganger weg",
                );
                let at = Path(["maatregelen", &measure.key].map(str::to_owned).to_vec());
                findings.warn(sources, at, problem);
            }
        }
    }
}
