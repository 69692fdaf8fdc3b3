//! `samenvoegen`: parts that become one in time. They keep their names; a group holds them together, and measures make them
//! work as one from a date on.

use super::people::entry;
use super::predecessor::Predecessor;
use super::names::Renaming;
use crate::diagnostic::Path;
use crate::scenario::findings::Findings;
use crate::scenario::parse::{Problem, nearest, short};
use crate::scenario::source::{Sources, Spot};
use crate::scenario::tree::{Entry, Node, Value};

/// Parts of one block that become one.
#[derive(Debug)]
pub struct Together {
    pub block: &'static str,
    pub name: String,
    pub spot: Spot,
    /// Their names in the merged scenario, in the order of the plan.
    pub members: Vec<String>,
}

/// What a plan brings together.
pub fn read(
    plan: &Node,
    all: &[Predecessor],
    renamings: &[Renaming],
    sources: &Sources,
    findings: &mut Findings,
) -> Vec<Together> {
    let mut found = Vec::new();
    let blocks = plan.get("fusie").and_then(|block| block.get("samenvoegen"));
    for block in ["kanalen", "teams", "klantreizen", "normen"] {
        let entries = blocks.and_then(|node| node.get(block)).map_or(&[][..], Node::entries);
        for Entry { key, spot, node } in entries {
            let at = Path(["fusie", "samenvoegen", block, key].map(str::to_owned).to_vec());
            let mut members = Vec::new();
            for (text, place) in node.texts() {
                match member(text, block, all, renamings) {
                    Ok(name) => members.push(name),
                    Err((message, hint)) => {
                        let problem = Problem::new(place, message).hint(hint);
                        findings.error(sources, at.clone(), problem);
                    }
                }
            }
            found.push(Together { block, name: key.clone(), spot: *spot, members });
        }
    }
    found
}

/// The new name of `brielle.kcc`.
fn member(
    text: &str,
    block: &str,
    all: &[Predecessor],
    renamings: &[Renaming],
) -> Result<String, (String, String)> {
    let known = || all.iter().map(|one| one.name.as_str());
    let Some((of, name)) = text.split_once('.') else {
        let message = format!("{} zegt niet van welke voorganger", short(text));
        return Err((message, format!("schrijf bijvoorbeeld `{}.{text}`", all[0].name)));
    };
    let Some(index) = all.iter().position(|one| one.name == of) else {
        let hint = match nearest(of, known()) {
            Some(meant) => format!("bedoelt u `{meant}.{name}`?"),
            None => format!("de voorgangers zijn {}", known().collect::<Vec<_>>().join(", ")),
        };
        return Err((format!("voorganger {} bestaat niet", short(of)), hint));
    };
    let parts = all[index].tree.get(block).map_or(&[][..], Node::entries);
    if !parts.iter().any(|part| part.key == name) {
        let names: Vec<&str> = parts.iter().map(|part| part.key.as_str()).collect();
        let hint = match nearest(name, names.iter().copied()) {
            Some(meant) => format!("bedoelt u `{of}.{meant}`?"),
            None => format!("onder `{block}` van {of} staan {}", names.join(", ")),
        };
        return Err((format!("{} staat niet in `{block}` van {of}", short(name)), hint));
    }
    Ok(renamings[index].name(block, name))
}

/// Gives the members of each the new name as a group.
pub fn label(tree: &mut Node, all: &[Together]) {
    for Together { block, name, members, spot } in all {
        for member in members {
            let Some(part) = tree.at_mut(&[*block, member.as_str()]) else { continue };
            let Some(Value::List(labels)) = part.at_mut(&["groep"]).map(|node| &mut node.value) else { continue };
            if !labels.iter().any(|label| label.text() == Some(name)) {
                labels.push(Node::scalar(name.clone(), *spot));
            }
        }
    }
}

/// What makes them one: customers come to every team and location of it.
pub fn pooling(tree: &Node, all: &[Together]) -> Vec<Entry> {
    let mut lines = Vec::new();
    let of = |block: &'static str| all.iter().filter(move |one| one.block == block);
    for one in of("kanalen") {
        let locations = union(one.members.iter().map(|name| list_of(tree, "kanalen", name, "locaties")));
        for member in &one.members {
            let own = list_of(tree, "kanalen", member, "locaties");
            if !own.is_empty() && own.len() < locations.len() {
                let ordered = union([own, locations.clone()]);
                lines.push(line(format!("kanalen.{member}.locaties"), ordered, one.spot));
            }
        }
    }
    let with_others = |channel: &String| -> Vec<String> {
        let group = of("kanalen").find(|one| one.members.contains(channel));
        union([vec![channel.clone()], group.map_or(Vec::new(), |one| one.members.clone())])
    };
    for one in of("teams") {
        let everything = union(one.members.iter().map(|name| list_of(tree, "teams", name, "doet")));
        let known: Vec<Vec<String>> =
            one.members.iter().map(|name| list_of(tree, "teams", name, "kent")).collect();
        for member in &one.members {
            let own = list_of(tree, "teams", member, "doet");
            let all: Vec<String> = union(own.iter().chain(&everything).map(with_others));
            if all.len() > own.len() {
                lines.push(line(format!("teams.{member}.doet"), all, one.spot));
            }
            if known.iter().all(|known| !known.is_empty()) {
                lines.push(line(format!("teams.{member}.kent"), union(known.clone()), one.spot));
            }
        }
    }
    lines
}

fn line(path: String, names: Vec<String>, spot: Spot) -> Entry {
    let names = names.into_iter().map(|name| Node::scalar(name, spot)).collect();
    entry(&path, Node { spot, value: Value::List(names) }, spot)
}

fn list_of(tree: &Node, block: &str, name: &str, key: &str) -> Vec<String> {
    let node = tree.at(&[block, name, key].map(str::to_owned));
    node.map(|node| node.texts().into_iter().map(|(text, _)| text.to_owned()).collect()).unwrap_or_default()
}

/// All of them once, in the order in which they come.
fn union(lists: impl IntoIterator<Item = Vec<String>>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in lists.into_iter().flatten() {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
