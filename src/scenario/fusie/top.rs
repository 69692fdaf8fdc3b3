//! What stands once at the top of a scenario: the same everywhere, decided by the plan, moved to where it differs, or a
//! conflict.

use super::conflicts::{Conflicts, Said};
use super::names::Renaming;
use super::people::entry;
use super::predecessor::Predecessor;
use crate::scenario::fields::{GEDRAG, KANAAL, KANAALSTURING, KLANTREIS, Kind, Part, SCENARIO, STAP};
use crate::scenario::save;
use crate::scenario::scope::{STEP_KINDS, step_kind};
use crate::scenario::tree::{Node, Value};

/// Blocks at the top that must have one value; the plan's own goes first. `onderzoek` is the plan's alone.
const ONE: &[&str] = &["periode", "kalender", "gedrag", "kanaalsturing", "tevredenheid"];

/// The top of the merged scenario. Behaviour that differs has been moved into the predecessors' own parts.
pub fn top(all: &mut [Predecessor], renamings: &[Renaming], conflicts: &mut Conflicts<'_>) -> Node {
    move_behaviour(all, renamings);
    let spot = all[0].tree.spot;
    let mut tree = Node::map(Vec::new(), spot);
    for key in ONE {
        let Some(field) = SCENARIO.field(key) else { continue };
        let (Kind::Part(part) | Kind::OptionalPart(part)) = field.kind else { continue };
        let path = vec![(*key).to_owned()];
        let is_optional = matches!(field.kind, Kind::OptionalPart(_));
        let mut nodes: Vec<Option<Node>> = all.iter().map(|one| one.tree.get(key).cloned()).collect();
        for (node, renaming) in nodes.iter_mut().zip(renamings) {
            node.iter_mut().for_each(|node| renaming.part(part, node));
        }
        let nodes: Vec<Option<&Node>> = nodes.iter().map(Option::as_ref).collect();
        block(all, &nodes, part, is_optional, &path, &mut tree, conflicts);
    }
    tree
}

/// One block of the top, key by key.
fn block(
    all: &[Predecessor],
    nodes: &[Option<&Node>],
    part: &'static Part,
    is_optional: bool,
    path: &[String],
    tree: &mut Node,
    conflicts: &mut Conflicts<'_>,
) {
    let written = |node: &Option<&Node>| node.is_some_and(|node| !node.is_empty());
    if is_optional && nodes.iter().flatten().any(|node| node.text().is_some()) {
        // on or off as a whole
        let is_off = |node: &Node| matches!(node.text(), Some("nee" | "geen"));
        let said = Said { all, nodes: nodes.to_vec(), default: Some("ja") };
        let are_off = nodes.iter().filter(|node| node.is_some_and(is_off)).count();
        if are_off > 0 {
            let value = match are_off == nodes.len() {
                true => nodes[0].cloned(),
                false => conflicts.decide(path, &said),
            };
            value.into_iter().for_each(|value| tree.put(path, value));
            return;
        }
    }
    for field in part.fields {
        let below: Vec<Option<&Node>> =
            nodes.iter().map(|node| node.and_then(|node| node.get(field.key))).collect();
        if !below.iter().any(written) {
            continue;
        }
        let path: Vec<String> = path.iter().cloned().chain([field.key.to_owned()]).collect();
        match field.kind {
            Kind::Part(inner) => block(all, &below, inner, false, &path, tree, conflicts),
            Kind::OptionalPart(inner) => block(all, &below, inner, true, &path, tree, conflicts),
            // names of each predecessor's own, side by side
            Kind::Shares(_) => {
                for entry in below.iter().flatten().flat_map(|node| node.entries()) {
                    let path: Vec<String> = path.iter().cloned().chain([entry.key.clone()]).collect();
                    tree.put(&path, entry.node.clone());
                }
            }
            _ => {
                let default = field.default_for("").map(|(text, _)| text);
                let text = |node: &Option<&Node>| match node {
                    Some(node) if !node.is_empty() => Some(save::inline(node)),
                    _ => default.map(str::to_owned),
                };
                let are_same = below.iter().all(|node| text(node) == text(&below[0]));
                let value = match are_same {
                    true => below.iter().copied().flatten().next().cloned(),
                    false => conflicts.decide(&path, &Said { all, nodes: below, default }),
                };
                value.into_iter().for_each(|value| tree.put(&path, value));
            }
        }
    }
}

/// Behaviour of customers that is not the same everywhere moves to the channels, journeys and steps that took it from the
/// top, where they say nothing themselves (rule G9).
fn move_behaviour(all: &mut [Predecessor], renamings: &[Renaming]) {
    for (block, part) in [("gedrag", &GEDRAG), ("kanaalsturing", &KANAALSTURING)] {
        for field in part.fields {
            let is_moved = match block {
                "gedrag" => KANAAL.field(field.key).is_some() || KLANTREIS.field(field.key).is_some(),
                _ => field.key == "sterkte",
            };
            // what names a part of one predecessor differs from what names one of another
            let texts = all.iter().zip(renamings).map(|(one, renaming)| {
                let mut node = one.tree.get(block)?.get(field.key)?.clone();
                renaming.value(field, &mut node, false);
                Some(save::inline(&node))
            });
            let mut texts: Vec<Option<String>> = texts.collect();
            texts.dedup();
            if !is_moved || texts.len() < 2 {
                continue;
            }
            for one in all.iter_mut() {
                let Some(value) = take(&mut one.tree, block, field.key) else { continue };
                match block {
                    "gedrag" => move_down(&mut one.tree, field.key, &value),
                    _ => parts(&mut one.tree, "klantreizen")
                        .for_each(|(_, journey)| lay_under(journey, field.key, &value)),
                }
            }
        }
    }
}

/// Takes a key out of a block of the top.
fn take(tree: &mut Node, block: &str, key: &str) -> Option<Node> {
    let entries = tree.at_mut(&[block])?.entries_mut()?;
    let index = entries.iter().position(|entry| entry.key == key)?;
    Some(entries.remove(index).node)
}

fn parts<'t>(tree: &'t mut Node, block: &str) -> impl Iterator<Item = (&'t str, &'t mut Node)> {
    let entries = tree.at_mut(&[block]).and_then(Node::entries_mut).into_iter().flatten();
    entries.map(|entry| (entry.key.as_str(), &mut entry.node))
}

fn move_down(tree: &mut Node, key: &str, value: &Node) {
    if let Some(field) = KANAAL.field(key) {
        for (_, channel) in parts(tree, "kanalen") {
            if field.applies_to(channel.get("soort").and_then(Node::text).unwrap_or("")) {
                lay_under(channel, key, value);
            }
        }
    }
    let channels: Vec<String> =
        tree.get("kanalen").map_or(&[][..], Node::entries).iter().map(|entry| entry.key.clone()).collect();
    let has_channel = |node: &Node| {
        node.get("contact")
            .and_then(Node::text)
            .is_some_and(|name| channels.iter().any(|known| known == name))
    };
    for (_, journey) in parts(tree, "klantreizen") {
        let Some(of_step) = STAP.field(key) else {
            // the journey's own value is asked for; its first channel holds it, if it has one
            let steps = journey.get("stappen").map_or(&[][..], Node::entries);
            let first = steps.iter().find(|step| step.node.get("contact").is_some());
            if KLANTREIS.field(key).is_some() && !first.is_some_and(|step| has_channel(&step.node)) {
                lay_under(journey, key, value);
            }
            continue;
        };
        let of_journey = journey.get(key).cloned();
        for (_, step) in parts(journey, "stappen") {
            // contacts find it at their channel
            let kind = step_kind(step);
            if kind != "contact" && STEP_KINDS.contains(&kind) && of_step.applies_to(kind) {
                of_journey.iter().for_each(|own| lay_under(step, key, own));
                lay_under(step, key, value);
            }
        }
    }
}

/// Gives a part a value that it says nothing about itself; of a block, the keys.
fn lay_under(part: &mut Node, key: &str, value: &Node) {
    match part.entries_mut() {
        None => part.value = Value::Map(vec![entry(key, value.clone(), value.spot)]),
        Some(entries) => match entries.iter_mut().find(|known| known.key == key) {
            None => entries.push(entry(key, value.clone(), value.spot)),
            Some(known) if known.node.is_empty() => known.node = value.clone(),
            Some(known) => {
                let both_blocks = !known.node.entries().is_empty() && !value.entries().is_empty();
                for inner in value.entries().iter().filter(|_| both_blocks) {
                    lay_under(&mut known.node, &inner.key, &inner.node);
                }
            }
        },
    }
}
