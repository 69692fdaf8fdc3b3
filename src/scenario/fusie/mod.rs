//! A merger: several complete scenarios and a plan become one scenario.
//!
//! It happens on the tree, after `bouwt-voort-op` and before measures: every part of a predecessor keeps existing under its
//! own name with that of the predecessor, its draws and its customers; what must be one is decided by the plan.
//! Everything a plan writes beside `fusie` lies over what comes out.

mod conflicts;
mod differences;
mod names;
mod own_measures;
mod people;
mod predecessor;
#[cfg(test)]
mod tests;
mod together;
mod top;
mod transition;
mod written;

use super::fields::KLANTREIS;
use super::findings::Findings;
use super::inherit;
use super::parse::{Problem, short};
use super::scope::Used;
use super::source::{Sources, Spot};
use super::tree::{Entry, Node, Value};
use crate::diagnostic::Path;
use conflicts::Conflicts;
use names::{Renaming, blocks};
use people::{entry, list};
use predecessor::Predecessor;
use transition::Brought;

pub const KEY: &str = "fusie";

/// A merged scenario.
pub struct Composed {
    pub tree: Node,
    /// Numbers of the plan that the tree leans on.
    pub used: Vec<Used>,
}

/// The merged scenario of a plan; `None` when it cannot be made: the findings say why.
pub fn compose(mut plan: Node, sources: &mut Sources, findings: &mut Findings) -> Option<Composed> {
    let merger = plan.entry(KEY).cloned()?;
    let Some(block) = merger.node.get("voorgangers").filter(|block| !block.entries().is_empty()) else {
        let problem = Problem::new(merger.spot, "de fusie noemt geen voorgangers")
            .hint("schrijf `voorgangers: { brielle: brielle.yaml, westvoorne: westvoorne.yaml }`");
        findings.error(sources, Path(vec![KEY.to_owned(), "voorgangers".to_owned()]), problem);
        return None;
    };
    let mut all = predecessor::read_all(block, sources, findings)?;
    let shared = people::shared(&all);
    let kept = |block: &str, name: &str| block == "kernen" && people::is_one_place(&all, name);
    let renamings: Vec<Renaming> =
        all.iter().map(|one| Renaming::new(&one.name, &one.tree, kept, shared.clone())).collect();
    if !are_apart(&all, &renamings, sources, findings) {
        return None;
    }
    own_measures::warn(&all, sources, findings);
    let mut conflicts = Conflicts::new(&plan, sources, findings);
    let mut tree = top::top(&mut all, &renamings, &mut conflicts);
    conflicts.finish();
    add_study(&all, &plan, &mut tree);
    for (one, renaming) in all.iter().zip(&renamings) {
        add(one, renaming, &all, &mut tree);
    }
    add_sources(&all, &renamings, &mut tree);
    label_offices(&mut tree);
    let together = together::read(&plan, &all, &renamings, sources, findings);
    together::label(&mut tree, &together);
    let path = ["periode", "fusiedatum"].map(str::to_owned);
    match merger.node.get("fusiedatum").or(plan.at(&path)) {
        Some(date) => tree.put(&path, date.clone()),
        None if !transition::is_on(&plan) => {}
        None => {
            let problem = Problem::new(merger.spot, "de fusiedatum is niet bekend")
                .hint("schrijf `fusiedatum: 2023-01-01`, of `overgang: nee` als alles blijft zoals het is");
            findings.error(sources, Path(vec![KEY.to_owned(), "fusiedatum".to_owned()]), problem);
        }
    }
    written::villages(&plan, &tree, sources, findings);
    written::date(&tree, &plan, sources, findings);
    if findings.has_errors() {
        return None;
    }
    differences::warn(&plan, &tree, &all, &together, sources, findings);
    let evened = together::evened(&plan, &tree, &together, sources, findings);
    let Brought { measures, norms, ended, incomparable, unknown_subject, used } =
        transition::brought(&plan, &tree, &together, evened);
    if let Some((subject, spot)) = unknown_subject {
        let problem = Problem::new(spot, format!("geen klantreis heeft de groep `{subject}`")).hint(
            "zonder zulke klantreizen doet `harmonisatie` niets; geef ze deze `groep`, of schrijf `harmonisatie: nee`",
        );
        let path = ["fusie", "overgang", "harmonisatie", "onderwerp"];
        findings.warn(sources, Path(path.map(str::to_owned).to_vec()), problem);
    }
    for (name, spot) in incomparable {
        let problem = Problem::new(spot, format!("voor {} is geen ene norm te maken", short(&name))).hint(
            "de normen meten of vragen iets anders en blijven elk gelden; schrijf de nieuwe zelf onder `normen`",
        );
        findings.warn(
            sources,
            Path(["fusie", "samenvoegen", "normen", &name].map(str::to_owned).to_vec()),
            problem,
        );
    }
    for (block, parts) in [("maatregelen", measures), ("normen", norms)] {
        for part in parts {
            tree.put(&[block.to_owned(), part.key.clone()], part.node);
            place(&mut tree, block, &part.key, part.spot);
        }
    }
    for (norm, last) in ended {
        tree.put(&["normen".to_owned(), norm, "tot".to_owned()], last);
    }
    let entries = plan.entries_mut()?;
    entries.retain(|entry| entry.key != KEY);
    if !entries.iter().any(|entry| entry.key == "naam")
        && let Some(name) = merger.node.get("naam")
    {
        entries.push(entry("naam", name.clone(), name.spot));
    }
    inherit::merge(&mut tree, plan, &Path::root(), sources, findings);
    together::out_of_reach(&tree, &together, sources, findings);
    Some(Composed { tree, used })
}

/// Teams that say nothing of it themselves are before or behind the counter by what they do.
fn label_offices(tree: &mut Node) {
    let labels = [transition::FRONT, transition::BACK];
    let journeys = tree.get("klantreizen").map_or(&[][..], Node::entries).iter();
    let mut named: Vec<String> = Vec::new();
    for journey in journeys {
        let steps = journey.node.get("stappen").map_or(&[][..], Node::entries);
        let nodes = std::iter::once(&journey.node).chain(steps.iter().map(|step| &step.node));
        let texts = nodes.flat_map(|node| ["werk", "achterwacht"].map(|key| node.get(key)));
        named.extend(texts.flatten().filter_map(Node::text).map(str::to_owned));
    }
    for team in tree.at_mut(&["teams"]).and_then(Node::entries_mut).into_iter().flatten() {
        let groups = super::patch::groups(&team.node);
        if labels.iter().any(|label| groups.contains(label)) {
            continue;
        }
        let is_front = team.node.get("doet").is_some_and(|node| !node.texts().is_empty());
        let own = [is_front, named.contains(&team.key)];
        let spot = team.spot;
        if let Some(Value::List(list)) = team.node.at_mut(&["groep"]).map(|node| &mut node.value) {
            let new = labels.iter().zip(own).filter(|(_, is_own)| *is_own);
            list.extend(new.map(|(label, _)| Node::scalar(*label, spot)));
        }
    }
}

/// New names clash with none, and no label means more than one predecessor.
fn are_apart(
    all: &[Predecessor],
    renamings: &[Renaming],
    sources: &Sources,
    findings: &mut Findings,
) -> bool {
    let mut are_apart = true;
    for (one, renaming) in all.iter().zip(renamings) {
        for (block, _) in blocks().filter(|(block, _)| !renaming.is_shared(block)) {
            for part in one.tree.get(block).map_or(&[][..], Node::entries) {
                let groups = super::patch::groups(&part.node);
                let other = all.iter().find(|other| {
                    other.name != one.name
                        && (part.key == other.name || groups.contains(&other.name.as_str()))
                });
                let Some(other) = other else { continue };
                are_apart = false;
                let message = format!(
                    "{} van {} heet of hoort bij `{}`, net als een andere voorganger",
                    short(&part.key),
                    one.name,
                    other.name
                );
                let problem =
                    Problem::new(part.spot, message).hint("geef die voorganger in het plan een andere naam");
                findings.error(sources, Path(vec![block.to_owned(), part.key.clone()]), problem);
            }
        }
    }
    are_apart
}

/// The onderzoek of the predecessors, where it is the same for all and the plan has none.
fn add_study(all: &[Predecessor], plan: &Node, tree: &mut Node) {
    let text = |one: &Predecessor| one.tree.get("onderzoek").map(super::save::inline);
    let Some(study) = all[0].tree.get("onderzoek") else { return };
    if plan.get("onderzoek").is_none() && all.iter().all(|one| text(one) == text(&all[0])) {
        tree.put(&["onderzoek".to_owned()], study.clone());
    }
}

/// Adds the parts of one predecessor under their new names.
fn add(one: &Predecessor, renaming: &Renaming, all: &[Predecessor], tree: &mut Node) {
    let has = |key: &str| all.iter().any(|other| other.tree.get(key).is_some_and(|node| !node.is_empty()));
    let (are_villages, are_segments) = (has("kernen") || has("inwoners"), has("doelgroepen"));
    let is_written = |block: &str| one.tree.get(block).is_some_and(|node| !node.entries().is_empty());
    for (block, part) in blocks() {
        if renaming.is_shared(block) && tree.get(block).is_some() {
            continue;
        }
        for named in one.tree.get(block).map_or(&[][..], Node::entries) {
            let mut node = named.node.clone();
            if block == "maatregelen" {
                own_measures::confine(&mut node, one);
            }
            renaming.part(part, &mut node);
            let spot = named.spot;
            if part.field("stroomnaam").is_some()
                && node.get("stroomnaam").is_none()
                && !renaming.is_shared(block)
            {
                let name = format!("{}/{}", one.root, named.key);
                add_key(&mut node, "stroomnaam", Node::scalar(name, spot));
            }
            let labels = renaming.labels(&named.key, &named.node, spot);
            if !renaming.is_shared(block) {
                add_key(&mut node, "groep", labels);
            }
            let own = || list([format!("({})", one.name).as_str()], spot);
            if std::ptr::eq(part, &KLANTREIS) {
                if are_villages && node.get("kern").is_none() {
                    add_key(&mut node, "kern", own());
                }
                if are_segments && !renaming.is_shared("doelgroepen") && node.get("doelgroep").is_none() {
                    add_key(&mut node, "doelgroep", own());
                }
            }
            if block == "normen" && !is_bounded(&node) {
                add_key(&mut node, "klantreis", Node::scalar(format!("({})", one.name), spot));
            }
            if block == "gemeten" && !is_bounded(&node) {
                continue;
            }
            tree.put(&[block.to_owned(), renaming.name(block, &named.key)], node);
            place(tree, block, &renaming.name(block, &named.key), spot);
        }
    }
    if are_villages && !is_written("kernen") {
        let kern = people::only_village(one, renaming);
        tree.put(&["kernen".to_owned(), kern.key.clone()], kern.node);
    }
    if are_segments && !is_written("doelgroepen") {
        let group = people::only_segment(one);
        tree.put(&["doelgroepen".to_owned(), group.key.clone()], group.node);
    }
}

/// Whether a norm or figure is about parts of one predecessor only.
fn is_bounded(node: &Node) -> bool {
    ["kanaal", "team", "klantreis", "kern", "locatie"].iter().any(|key| node.get(key).is_some())
}

/// Writes a key of a part, over what stands there.
fn add_key(node: &mut Node, key: &str, value: Node) {
    let spot = value.spot;
    match node.entries_mut() {
        Some(entries) => match entries.iter_mut().find(|entry| entry.key == key) {
            Some(known) => known.node = value,
            None => entries.push(entry(key, value, spot)),
        },
        None => *node = Node::map(vec![entry(key, value, spot)], node.spot),
    }
}

/// The place of a part's name is where its predecessor wrote it.
fn place(tree: &mut Node, block: &str, name: &str, spot: Spot) {
    let parts = tree.at_mut(&[block]).and_then(Node::entries_mut);
    let found = parts.into_iter().flatten().find(|entry| entry.key == name);
    found.into_iter().for_each(|entry| entry.spot = spot);
}

/// Sources of numbers, under the names that they have now.
fn add_sources(all: &[Predecessor], renamings: &[Renaming], tree: &mut Node) {
    let mut found: Vec<Entry> = Vec::new();
    for (one, renaming) in all.iter().zip(renamings) {
        for source in one.tree.get("bronnen").map_or(&[][..], Node::entries) {
            let block = source.key.split('.').next().unwrap_or_default();
            let paths = if block == "inwoners" {
                vec![format!("kernen.{}.inwoners", one.name)]
            } else if blocks().any(|(known, _)| known == block) || tree.get(block).is_some() {
                renaming.path(&source.key).paths
            } else {
                continue;
            };
            for key in paths {
                if !found.iter().any(|known| known.key == key) {
                    found.push(Entry { key, ..source.clone() });
                }
            }
        }
    }
    if !found.is_empty() {
        let spot = found[0].spot;
        tree.put(&["bronnen".to_owned()], Node::map(found, spot));
    }
}
