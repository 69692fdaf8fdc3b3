//! Names that refer to other parts: each must exist, and stand once in its list.

use std::collections::HashSet;

use super::Check;
use crate::diagnostic::Path;
use crate::scenario::fields::{DOELGROEP, KLAAGT, Kind, METING, NAUWKEURIG, NORM, Names, Part, SCENARIO};
use crate::scenario::parse::{Problem, nearest, short};
use crate::scenario::patch::{group, groups};
use crate::scenario::source::Spot;
use crate::scenario::stroomnaam;
use crate::scenario::tree::Node;

pub fn check(check: &mut Check<'_>) {
    let tree = check.tree;
    walk(check, &SCENARIO, tree, &Path::root());
}

/// What a key that names a part may hold besides a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Selects {
    Nothing,
    /// `*`.
    One,
    /// `*` or a `(groep)`.
    Parts,
}

fn walk(check: &mut Check<'_>, part: &'static Part, node: &Node, path: &Path) {
    for entry in node.entries() {
        let Some(field) = part.field(&entry.key).filter(|field| !field.is_later) else { continue };
        let path = path.key(&entry.key);
        match field.kind {
            Kind::Part(inner) | Kind::OptionalPart(inner) => walk(check, inner, &entry.node, &path),
            Kind::Parts(inner) => {
                for named in entry.node.entries() {
                    walk(check, inner, &named.node, &path.key(&named.key));
                }
            }
            Kind::Name(names) => {
                let selects = if [&NORM, &METING, &DOELGROEP].iter().any(|which| std::ptr::eq(part, *which)) {
                    Selects::Parts
                } else if std::ptr::eq(part, &NAUWKEURIG) {
                    Selects::One
                } else {
                    Selects::Nothing
                };
                // the journey of this name of each predecessor
                let is_own = |text: &str| {
                    let journeys = check.tree.get("klantreizen").map_or(&[][..], Node::entries);
                    std::ptr::eq(part, &KLAAGT)
                        && journeys.iter().any(|journey| {
                            stroomnaam::written(&journey.node).is_some_and(|(_, own)| own == text)
                        })
                };
                if let Some(text) = entry.node.text().filter(|text| !is_own(text)) {
                    reference(check, &[names], text, entry.node.spot, &path, selects);
                }
            }
            Kind::NameOr(names, word) => {
                if let Some(text) = entry.node.text().filter(|text| *text != word) {
                    reference(check, &[names], text, entry.node.spot, &path, Selects::Nothing);
                }
            }
            Kind::OptionalName(names) => {
                if let Some(text) = entry.node.text().filter(|_| !entry.node.is_empty()) {
                    reference(check, &[names], text, entry.node.spot, &path, Selects::Nothing);
                }
            }
            Kind::Shares(blocks) => keys(check, blocks, &entry.node, &path),
            Kind::Means(names) => keys(check, &[names], &entry.node, &path),
            Kind::NameList(names) => list(check, names, &entry.node, &path, Selects::Nothing),
            Kind::NamesOr(_, word) if entry.node.text() == Some(word) => {}
            Kind::NamesOr(names, _) => list(check, names, &entry.node, &path, Selects::Parts),
            _ => {}
        }
    }
}

fn list(check: &mut Check<'_>, names: Names, node: &Node, path: &Path, selects: Selects) {
    let texts = node.texts();
    let mut seen = HashSet::new();
    for (text, spot) in &texts {
        if !seen.insert(text) {
            let problem =
                Problem::new(*spot, format!("{} staat er twee keer", short(text))).hint("haal er een weg");
            check.findings.error(check.sources, path.clone(), problem);
        }
        reference(check, &[names], text, *spot, path, selects);
    }
}

/// Names with a value each.
fn keys(check: &mut Check<'_>, blocks: &[Names], node: &Node, path: &Path) {
    for entry in node.entries() {
        reference(check, blocks, &entry.key, entry.spot, &path.key(&entry.key), Selects::Nothing);
    }
}

/// A name in one of these blocks.
fn reference(check: &mut Check<'_>, blocks: &[Names], text: &str, spot: Spot, path: &Path, selects: Selects) {
    let names = blocks[0];
    let in_block = |names: &Names| check.tree.get(names.block()).map_or(&[][..], Node::entries);
    let declared = || blocks.iter().flat_map(in_block);
    if check.findings.is_full() {
        return;
    }
    let is_carried = |group: &str| declared().any(|entry| groups(&entry.node).contains(&group));
    let is_known = declared().any(|entry| entry.key == text)
        || (names == Names::Doelgroep && declared().next().is_none() && text == "iedereen")
        || (selects != Selects::Nothing && text == "*")
        || (selects == Selects::Parts && group(text).is_some_and(is_carried));
    if is_known {
        return;
    }
    let problem = if let Some(group) = group(text).filter(|_| selects == Selects::Parts) {
        Problem::new(spot, format!("niets in `{}` heeft de groep {}", names.block(), short(group)))
            .hint("geef delen die groep met `groep: naam`")
    } else if selects == Selects::One && group(text).is_some() {
        Problem::new(spot, "een groep kiezen kan hier niet: het gaat om één cijfer")
            .hint("noem één naam, of laat de sleutel weg voor alle")
    } else {
        let problem = Problem::new(spot, format!("{} {} bestaat niet", names.singular(), short(text)));
        match nearest(text, declared().map(|entry| entry.key.as_str())) {
            Some(meant) => problem.hint(format!("bedoelt u `{meant}`?")),
            None if declared().next().is_none() => problem.hint(format!("zet het onder `{}`", names.block())),
            None => {
                let known: Vec<&str> = declared().take(8).map(|entry| entry.key.as_str()).collect();
                problem.hint(format!("onder `{}` staan {}", names.block(), known.join(", ")))
            }
        }
    };
    check.findings.error(check.sources, path.clone(), problem);
}
