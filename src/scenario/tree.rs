//! YAML to a tree of nodes, each with its place and its text as written.
//!
//! It reads the parser's events instead of going through serde: a generic serde tree loses the places of keys
//! and turns `17.440` and `no` into a number and a truth value before anybody can say what is wrong with them.

use std::collections::{HashMap, HashSet};

use granit_parser::{Event, Marker, Parser, ScalarStyle, ScanError, StructureStyle, options};

use super::source::{MAX_FINDINGS, Sources, Spot};
use super::{yaml_cause, yaml_error};
use crate::diagnostic::{Diagnostic, Path};

/// Nodes of one file after its aliases are written out; also bounds what anchors keep.
const MAX_NODES: usize = 100_000;
/// Keys in one block.
const MAX_ENTRIES: usize = 2_000;
/// Characters of one file after its aliases are written out.
const MAX_TEXT: usize = 16 * 1024 * 1024;
const MAX_DEPTH: usize = 32;

#[derive(Clone, Debug)]
pub struct Node {
    pub spot: Spot,
    pub value: Value,
}

#[derive(Clone, Debug)]
pub enum Value {
    /// Text as written, without its quotes.
    Scalar {
        text: String,
        quoted: bool,
    },
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key of a map and what it holds.
#[derive(Clone, Debug)]
pub struct Entry {
    pub key: String,
    pub spot: Spot,
    pub node: Node,
}

impl Node {
    pub fn scalar(text: impl Into<String>, spot: Spot) -> Self {
        Self { spot, value: Value::Scalar { text: text.into(), quoted: false } }
    }

    pub fn map(entries: Vec<Entry>, spot: Spot) -> Self {
        Self { spot, value: Value::Map(entries) }
    }

    /// The text of a scalar that holds something.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } if !self.is_empty() => Some(text),
            _ => None,
        }
    }

    /// `key:` with nothing behind it, or `~`.
    pub fn is_empty(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, quoted: false } if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// Entries of a map; none of anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    pub fn entries_mut(&mut self) -> Option<&mut Vec<Entry>> {
        match &mut self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    pub fn at(&self, path: &[String]) -> Option<&Node> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    pub fn at_mut(&mut self, path: &[&str]) -> Option<&mut Node> {
        path.iter().try_fold(self, |node, key| {
            let entry = node.entries_mut()?.iter_mut().find(|entry| entry.key == *key)?;
            Some(&mut entry.node)
        })
    }

    /// The texts of a list of scalars; a single scalar counts as a list of one.
    pub fn texts(&self) -> Vec<(&str, Spot)> {
        match &self.value {
            Value::List(nodes) => nodes.iter().filter_map(|node| Some((node.text()?, node.spot))).collect(),
            _ => self.text().map(|text| (text, self.spot)).into_iter().collect(),
        }
    }

    /// The deepest part of `path` that is written: its key's place and how many segments it holds.
    pub fn nearest_spot(&self, path: &[String]) -> (Spot, usize) {
        let mut node = self;
        let mut found = (self.spot, 0);
        for (depth, key) in path.iter().enumerate() {
            let Some(entry) = node.entry(key) else { break };
            found = (entry.spot, depth + 1);
            node = &entry.node;
        }
        found
    }

    /// Puts `node` at `path`, making maps on the way; a scalar on the way gives way.
    pub fn put(&mut self, path: &[String], node: Node) {
        let Some((key, rest)) = path.split_first() else {
            *self = node;
            return;
        };
        if self.entries_mut().is_none() {
            self.value = Value::Map(Vec::new());
        }
        let entries = self.entries_mut().expect("just made a map");
        let index = entries.iter().position(|entry| entry.key == *key).unwrap_or_else(|| {
            let empty = Node::map(Vec::new(), node.spot);
            entries.push(Entry { key: key.clone(), spot: node.spot, node: empty });
            entries.len() - 1
        });
        entries[index].node.put(rest, node);
    }

    fn size(&self) -> (usize, usize) {
        let add = |total: (usize, usize), more: (usize, usize)| (total.0 + more.0, total.1 + more.1);
        match &self.value {
            Value::Scalar { text, .. } => (1, text.len()),
            Value::List(nodes) => nodes.iter().map(Node::size).fold((1, 0), add),
            Value::Map(entries) => {
                entries.iter().map(|entry| add((1, entry.key.len()), entry.node.size())).fold((1, 0), add)
            }
        }
    }
}

/// Reads one text. Findings that leave the tree usable are added to `findings`.
///
/// # Errors
/// The first place at which the text is no YAML, or asks for more than the budget.
pub fn parse(sources: &Sources, file: u16, findings: &mut Vec<Diagnostic>) -> Result<Node, Diagnostic> {
    let text = &sources.get(file).text;
    let mut builder = Builder {
        sources,
        file,
        findings,
        frames: Vec::new(),
        anchors: HashMap::new(),
        nodes: 0,
        text: 0,
        root: None,
    };
    let limits = options! { emit_comments: false, flow_nesting_limit: MAX_DEPTH + 8, block_nesting_limit: MAX_DEPTH + 8 };
    for event in Parser::new_from_str_with_options(text, limits) {
        let (event, span) = event.map_err(|error| builder.broken(text, &error))?;
        builder.take(event, spot(file, span.start, span.end))?;
    }
    Ok(builder.root.unwrap_or_else(|| Node::map(Vec::new(), Spot { file, line: 1, column: 1, length: 1 })))
}

fn spot(file: u16, start: Marker, end: Marker) -> Spot {
    let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let length = if start.line() == end.line() { end.col().saturating_sub(start.col()) } else { 1 };
    Spot { file, line: narrow(start.line()), column: narrow(start.col() + 1), length: narrow(length.max(1)) }
}

/// A collection that is still open.
struct Frame {
    spot: Spot,
    anchor: usize,
    is_flow: bool,
    items: Items,
}

enum Items {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, keys: HashSet<String>, key: Option<(String, Spot)>, merged: Vec<Entry> },
}

struct Builder<'a> {
    sources: &'a Sources,
    file: u16,
    findings: &'a mut Vec<Diagnostic>,
    frames: Vec<Frame>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
    text: usize,
    root: Option<Node>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, spot: Spot) -> Result<(), Diagnostic> {
        match event {
            Event::DocumentStart(..) if self.root.is_some() => Err(self
                .stop(spot, "er staat een tweede document in dit bestand")
                .with_hint("haal de regel `---` weg; één bestand is één scenario")),
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_tag(tag.is_some(), spot)?;
                self.spend((1, text.len()), spot)?;
                let quoted = style != ScalarStyle::Plain;
                let node = Node { spot, value: Value::Scalar { text: text.into_owned(), quoted } };
                self.close(node, anchor)
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.refuse_tag(tag.is_some(), spot)?;
                self.open(spot, anchor, style, Items::List(Vec::new()))
            }
            Event::MappingStart(style, anchor, tag) => {
                self.refuse_tag(tag.is_some(), spot)?;
                let items =
                    Items::Map { entries: Vec::new(), keys: HashSet::new(), key: None, merged: Vec::new() };
                self.open(spot, anchor, style, items)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let frame = self.frames.pop().expect("the parser pairs starts and ends");
                let value = match frame.items {
                    Items::List(nodes) => Value::List(nodes),
                    Items::Map { entries, keys, merged, .. } => {
                        Value::Map(with_merged(entries, &keys, merged))
                    }
                };
                self.close(Node { spot: frame.spot, value }, frame.anchor)
            }
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor) else {
                    return Err(
                        self.stop(spot, "deze verwijzing staat binnen het stuk waar zij naar verwijst")
                    );
                };
                let size = node.size();
                let node = node.clone();
                self.spend(size, spot)?;
                self.close(node, 0)
            }
            _ => Ok(()),
        }
    }

    fn open(
        &mut self,
        spot: Spot,
        anchor: usize,
        style: StructureStyle,
        items: Items,
    ) -> Result<(), Diagnostic> {
        self.spend((1, 0), spot)?;
        if self.frames.len() >= MAX_DEPTH {
            return Err(self.stop(spot, format!("hier zitten meer dan {MAX_DEPTH} lagen in elkaar")));
        }
        self.frames.push(Frame { spot, anchor, is_flow: style == StructureStyle::Flow, items });
        Ok(())
    }

    /// Gives a finished node to the collection around it.
    fn close(&mut self, node: Node, anchor: usize) -> Result<(), Diagnostic> {
        if anchor != 0 {
            self.spend(node.size(), node.spot)?;
            self.anchors.insert(anchor, node.clone());
        }
        let file = self.file;
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        let is_flow = frame.is_flow;
        let (entries, keys, key, merged) = match &mut frame.items {
            Items::List(nodes) => {
                nodes.push(node);
                return Ok(());
            }
            Items::Map { entries, keys, key, merged } => (entries, keys, key, merged),
        };
        let Some((name, spot)) = key.take() else {
            let Value::Scalar { text, .. } = node.value else {
                return Err(self.stop(node.spot, "een sleutel is een enkel woord, geen lijst of blok"));
            };
            *key = Some((text, node.spot));
            return Ok(());
        };
        if name == "<<" {
            return match merge_sources(node) {
                Some(sources) => {
                    merged.extend(sources);
                    Ok(())
                }
                None => {
                    Err(self.stop(spot, "achter `<<` hoort een verwijzing naar een blok, zoals `*basis`"))
                }
            };
        }
        if is_flow && node.is_empty() && name.starts_with(|first: char| first.is_ascii_digit()) {
            // `{ aandeel: 7,5% }` is cut at the comma; mend it, so that this is the only finding.
            if let Some(Entry { node: Node { value: Value::Scalar { text, .. }, .. }, .. }) =
                entries.last_mut()
            {
                let whole = format!("{text},{name}");
                let finding = Diagnostic::error(Path::root(), format!("`{whole}` is afgekapt bij de komma"))
                    .with_hint(format!("zet er aanhalingstekens omheen: \"{whole}\", of schrijf een punt"))
                    .at(self.sources.place(Spot { file, ..spot }));
                *text = whole;
                self.findings.push(finding);
                return Ok(());
            }
        }
        if entries.len() >= MAX_ENTRIES {
            return Err(self.stop(spot, format!("in dit blok staan meer dan {MAX_ENTRIES} namen")));
        }
        if !keys.insert(name.clone()) {
            let first = entries.iter().find(|entry| entry.key == name).map_or(0, |entry| entry.spot.line);
            let finding = Diagnostic::error(Path::root(), format!("`{name}` staat er twee keer"))
                .with_hint(format!(
                    "de eerste staat in regel {first}; haal er een weg of geef haar een andere naam"
                ))
                .at(self.sources.place(spot));
            if self.findings.len() <= MAX_FINDINGS {
                self.findings.push(finding);
            }
            return Ok(());
        }
        entries.push(Entry { key: name, spot, node });
        Ok(())
    }

    fn spend(&mut self, (nodes, text): (usize, usize), spot: Spot) -> Result<(), Diagnostic> {
        self.nodes += nodes;
        self.text += text;
        if self.nodes > MAX_NODES || self.text > MAX_TEXT {
            return Err(
                self.stop(spot, "dit bestand wordt te groot als alle verwijzingen zijn uitgeschreven")
            );
        }
        Ok(())
    }

    fn refuse_tag(&self, has_tag: bool, spot: Spot) -> Result<(), Diagnostic> {
        if has_tag {
            return Err(self
                .stop(spot, "een waarde kan hier niet met `!` beginnen")
                .with_hint("zet aanhalingstekens om de tekst"));
        }
        Ok(())
    }

    fn stop(&self, spot: Spot, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(Path::root(), message).at(self.sources.place(spot))
    }

    fn broken(&self, text: &str, error: &ScanError) -> Diagnostic {
        let marker = *error.marker();
        if let Some(cause) = yaml_cause::cause(error.kind(), text, marker.line()) {
            let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            let (line, column) = (narrow(cause.line), narrow(cause.column + 1));
            let spot = Spot { file: self.file, line, column, length: 1 };
            return self.stop(spot, cause.message).with_hint(cause.hint);
        }
        let mut diagnostic = yaml_error::explain(error, text);
        diagnostic.place = Some(self.sources.place(spot(self.file, marker, marker)));
        diagnostic
    }
}

fn merge_sources(node: Node) -> Option<Vec<Entry>> {
    match node.value {
        Value::Map(entries) => Some(entries),
        Value::List(nodes) => {
            let lists: Option<Vec<_>> = nodes.into_iter().map(merge_sources).collect();
            Some(lists?.into_iter().flatten().collect())
        }
        Value::Scalar { .. } => None,
    }
}

/// Entries taken in with `<<` come first; what is written itself, or taken in earlier, wins.
fn with_merged(entries: Vec<Entry>, keys: &HashSet<String>, merged: Vec<Entry>) -> Vec<Entry> {
    let mut seen = HashSet::new();
    let mut all: Vec<Entry> = merged
        .into_iter()
        .filter(|entry| !keys.contains(&entry.key) && seen.insert(entry.key.clone()))
        .collect();
    all.extend(entries);
    all
}
