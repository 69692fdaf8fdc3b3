//! `bestand: metingen.csv` in a distribution: the values are taken in when the file is read.
//!
//! The first column counts; a first line without a value is a heading; a number without a unit is in seconds.

use std::path::Path as FilePath;

use super::findings::Findings;
use super::parse::{Problem, short};
use super::source::{self, Sources, Spot};
use super::tree::{Entry, Node, Value};
use super::value::{duur, getal};
use crate::diagnostic::Path;

const KEY: &str = "bestand";
const MAX_VALUES: usize = 100_000;

/// Replaces every `bestand` by the values it holds.
pub fn take_in(tree: &mut Node, at: Option<&FilePath>, sources: &Sources, findings: &mut Findings) {
    walk(tree, &Path::root(), at, sources, findings);
}

fn walk(node: &mut Node, path: &Path, at: Option<&FilePath>, sources: &Sources, findings: &mut Findings) {
    match &mut node.value {
        Value::Scalar { .. } => {}
        Value::List(nodes) => nodes.iter_mut().for_each(|node| walk(node, path, at, sources, findings)),
        Value::Map(entries) => {
            for entry in entries {
                let path = path.key(&entry.key);
                match entry.node.text() {
                    Some(name) if entry.key == KEY => match values(name, entry.node.spot, at) {
                        Ok(nodes) => {
                            let node = Node { spot: entry.node.spot, value: Value::List(nodes) };
                            *entry = Entry { key: "waarden".to_owned(), spot: entry.spot, node };
                        }
                        Err(problem) => findings.error(sources, path, problem),
                    },
                    _ => walk(&mut entry.node, &path, at, sources, findings),
                }
            }
        }
    }
}

fn values(name: &str, spot: Spot, at: Option<&FilePath>) -> Result<Vec<Node>, Problem> {
    let file = at.and_then(FilePath::parent).unwrap_or(FilePath::new("")).join(name);
    let text = source::read_bounded(&file).ok().and_then(|bytes| source::decode(name, bytes).ok());
    let Some(text) = text else {
        return Err(Problem::new(spot, format!("het bestand {} is niet te lezen", short(name)))
            .hint("het pad telt vanaf de map van dit scenario; het bestand is tekst van hooguit 4 MB"));
    };
    let mut nodes = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let column = line.split([';', ',', '\t']).next().unwrap_or_default().trim().trim_matches('"');
        if column.is_empty() {
            continue;
        }
        let value = if getal(column).is_ok() { format!("{column} s") } else { column.to_owned() };
        if duur(&value).is_ok() {
            nodes.push(Node::scalar(value, spot));
        } else if index > 0 {
            let message = format!("regel {} van {} is geen duur: {}", index + 1, short(name), short(column));
            return Err(Problem::new(spot, message)
                .hint("schrijf in de eerste kolom seconden, of een duur met eenheid"));
        }
        if nodes.len() > MAX_VALUES {
            return Err(Problem::new(spot, format!("{} heeft meer dan {MAX_VALUES} waarden", short(name))));
        }
    }
    if nodes.is_empty() {
        return Err(Problem::new(spot, format!("in {} staan geen waarden", short(name))));
    }
    Ok(nodes)
}
