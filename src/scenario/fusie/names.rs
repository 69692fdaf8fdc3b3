//! Names of one predecessor in the merged scenario, and every reference to them.
//!
//! What refers to what follows from the table of fields. A part keeps its own name as a `groep`, beside the name of its
//! predecessor: `kcc-brielle` is in `(kcc)` and in `(brielle)`.

use std::collections::BTreeMap;

use crate::scenario::fields::{DOELGROEP, Field, KLAAGT, Kind, Names, Part, SCENARIO};
use crate::scenario::patch::group;
use crate::scenario::source::Spot;
use crate::scenario::tree::{Entry, Node, Value};

/// The names of one predecessor.
#[derive(Debug)]
pub struct Renaming {
    /// What the plan calls the predecessor.
    pub own: String,
    /// By block: old name to new name.
    names: BTreeMap<&'static str, BTreeMap<String, String>>,
    /// Blocks that all predecessors share as they are.
    shared: Vec<&'static str>,
}

/// The blocks of named parts.
pub fn blocks() -> impl Iterator<Item = (&'static str, &'static Part)> {
    SCENARIO.fields.iter().filter_map(|field| match field.kind {
        Kind::Parts(part) => Some((field.key, part)),
        _ => None,
    })
}

/// A name with that of its predecessor behind it, unless it is there already.
pub fn suffixed(name: &str, own: &str) -> String {
    if name == own || name.ends_with(&format!("-{own}")) { name.to_owned() } else { format!("{name}-{own}") }
}

impl Renaming {
    /// `kept`: names that stay as they are, by block.
    pub fn new(own: &str, tree: &Node, kept: impl Fn(&str, &str) -> bool, shared: Vec<&'static str>) -> Self {
        let of_block = |block: &'static str| {
            let entries = tree.get(block).map_or(&[][..], Node::entries).iter();
            let names = entries.map(|entry| {
                let stays = shared.contains(&block) || kept(block, &entry.key);
                let new = if stays { entry.key.clone() } else { suffixed(&entry.key, own) };
                (entry.key.clone(), new)
            });
            (block, names.collect())
        };
        Self { own: own.to_owned(), names: blocks().map(|(block, _)| of_block(block)).collect(), shared }
    }

    /// The new name of a part; a name that is nowhere stays.
    pub fn name(&self, block: &str, name: &str) -> String {
        self.names.get(block).and_then(|names| names.get(name)).map_or(name.to_owned(), Clone::clone)
    }

    pub fn new_names(&self, block: &str) -> impl Iterator<Item = &String> {
        self.names.get(block).into_iter().flat_map(BTreeMap::values)
    }

    pub fn is_shared(&self, block: &str) -> bool {
        self.shared.contains(&block)
    }

    /// A name, `*` or `(groep)`.
    pub fn selection(&self, block: &str, text: &str) -> String {
        match group(text) {
            _ if self.is_shared(block) => text.to_owned(),
            Some(group) => format!("({})", suffixed(group, &self.own)),
            None if text == "*" => format!("({})", self.own),
            None => self.name(block, text),
        }
    }

    /// Renames every reference in a part.
    pub fn part(&self, part: &'static Part, node: &mut Node) {
        for entry in node.entries_mut().into_iter().flatten() {
            if let Some(field) = part.field(&entry.key) {
                if std::ptr::eq(part, &KLAAGT) {
                    // means the journey that its own predecessor has for it
                    continue;
                }
                // a doelgroep that all share means the channel of that name of whoever it is
                let by_group = std::ptr::eq(part, &DOELGROEP) && self.is_shared("doelgroepen");
                self.value(field, &mut entry.node, by_group);
            }
        }
    }

    /// Renames what one key holds.
    pub fn value(&self, field: &Field, node: &mut Node, by_group: bool) {
        match field.kind {
            Kind::Part(inner) | Kind::OptionalPart(inner) => self.part(inner, node),
            Kind::Parts(inner) => {
                node.entries_mut().into_iter().flatten().for_each(|named| self.part(inner, &mut named.node));
            }
            Kind::Name(names) if by_group => self.texts(node, &|text| match group(text) {
                None if self.has(names, text) => format!("({text})"),
                _ => text.to_owned(),
            }),
            Kind::Name(names) | Kind::OptionalName(names) | Kind::NameList(names) => {
                self.texts(node, &|text| self.selection(names.block(), text));
            }
            Kind::NameOr(names, word) | Kind::NamesOr(names, word) => self.texts(node, &|text| {
                if text == word { text.to_owned() } else { self.selection(names.block(), text) }
            }),
            Kind::Shares(blocks) => self.keys(node, blocks),
            Kind::Means(names) => self.keys(node, &[names]),
            Kind::Travel => self.keys(node, &[Names::Locatie]),
            Kind::Effort => {
                for entry in node.entries_mut().into_iter().flatten() {
                    entry.key = match entry.key.as_str() {
                        "alle" => format!("({})", self.own),
                        "over" | "inwoners" => continue,
                        team => self.selection("teams", team),
                    };
                }
            }
            Kind::Sources => self.paths(node, false),
            Kind::Changes => self.paths(node, true),
            _ => {}
        }
    }

    fn has(&self, names: Names, text: &str) -> bool {
        self.names.get(names.block()).is_some_and(|known| known.contains_key(text))
    }

    fn texts(&self, node: &mut Node, new: &dyn Fn(&str) -> String) {
        match &mut node.value {
            Value::Scalar { text, .. } if !text.is_empty() => *text = new(text),
            Value::List(nodes) => nodes.iter_mut().for_each(|node| self.texts(node, new)),
            _ => {}
        }
    }

    fn keys(&self, node: &mut Node, blocks: &[Names]) {
        for entry in node.entries_mut().into_iter().flatten() {
            entry.key = self.key(blocks, &entry.key);
        }
    }

    fn key(&self, blocks: &[Names], key: &str) -> String {
        blocks
            .iter()
            .find(|names| self.has(**names, key))
            .map_or(key.to_owned(), |names| self.name(names.block(), key))
    }

    /// Renames paths, and with `is_change` the names among the values behind them.
    fn paths(&self, node: &mut Node, is_change: bool) {
        let Some(entries) = node.entries_mut() else { return };
        let mut renamed = Vec::new();
        for entry in entries.drain(..) {
            let Renamed { paths, field } = self.path(&entry.key);
            for path in paths {
                let mut node = entry.node.clone();
                if let Some(field) = field.filter(|_| is_change) {
                    self.value(field, &mut node, false);
                }
                renamed.push(Entry { key: path, spot: entry.spot, node });
            }
        }
        *entries = renamed;
    }

    /// A path of a measure or a source, and the field it leads to.
    pub fn path(&self, pattern: &str) -> Renamed {
        let segments: Vec<&str> = pattern.split('.').map(str::trim).collect();
        let mut part = &SCENARIO;
        let mut new: Vec<Vec<String>> = Vec::new();
        let mut rest = segments.as_slice();
        let mut found = None;
        while let Some((key, after)) = rest.split_first() {
            new.push(vec![(*key).to_owned()]);
            let Some(field) = part.field(key) else {
                rest = after;
                break;
            };
            found = Some(field);
            rest = after;
            match field.kind {
                Kind::Parts(inner) => {
                    part = inner;
                    let Some((name, after)) = rest.split_first() else { break };
                    let is_top = new.len() == 1;
                    new.push(vec![if is_top { self.selection(key, name) } else { (*name).to_owned() }]);
                    rest = after;
                }
                Kind::Part(inner) | Kind::OptionalPart(inner) => part = inner,
                Kind::Shares(blocks) => {
                    rest = self.below(blocks, rest, &mut new);
                    break;
                }
                Kind::Means(names) => {
                    rest = self.below(&[names], rest, &mut new);
                    break;
                }
                Kind::Travel => {
                    rest = self.below(&[Names::Locatie], rest, &mut new);
                    break;
                }
                _ => break,
            }
        }
        let is_below = !rest.is_empty() || segments.len() > new.len();
        new.extend(rest.iter().map(|segment| vec![(*segment).to_owned()]));
        let paths = new.iter().fold(vec![String::new()], |paths, choices| {
            let longer = |path: &String, choice: &String| match path.is_empty() {
                true => choice.clone(),
                false => format!("{path}.{choice}"),
            };
            paths.iter().flat_map(|path| choices.iter().map(move |choice| longer(path, choice))).collect()
        });
        Renamed { paths, field: found.filter(|_| !is_below) }
    }

    /// The names below a key: each of the predecessor's own for `*`.
    fn below<'s, 'p>(
        &self,
        blocks: &[Names],
        rest: &'s [&'p str],
        new: &mut Vec<Vec<String>>,
    ) -> &'s [&'p str] {
        let Some((name, after)) = rest.split_first() else { return rest };
        new.push(match *name {
            "*" => blocks.iter().flat_map(|names| self.new_names(names.block())).cloned().collect(),
            name => vec![self.key(blocks, name)],
        });
        after
    }

    /// The labels of a part: its predecessor, its own name, its own groups, and those within the predecessor.
    pub fn labels(&self, name: &str, node: &Node, spot: Spot) -> Node {
        let written = node.get("groep").map(Node::texts).unwrap_or_default();
        let mut labels = vec![(self.own.clone(), spot), (name.to_owned(), spot)];
        for (label, spot) in written {
            labels.push((label.to_owned(), spot));
            labels.push((suffixed(label, &self.own), spot));
        }
        let mut list: Vec<Node> = Vec::new();
        for (label, spot) in labels {
            if !list.iter().any(|known| known.text() == Some(&label)) {
                list.push(Node::scalar(label, spot));
            }
        }
        Node { spot, value: Value::List(list) }
    }
}

/// A path as it is in the merged scenario.
#[derive(Debug)]
pub struct Renamed {
    /// Several where `*` meant the predecessor's own names.
    pub paths: Vec<String>,
    /// `None` where the path leads to less than a whole key.
    pub field: Option<&'static Field>,
}
