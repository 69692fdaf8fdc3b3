//! `bouwt-voort-op`: a file laid over another. Maps merge by name, lists and scalars replace, `weg` deletes.

use std::path::{Path as FilePath, PathBuf};

use super::empirical;
use super::findings::Findings;
use super::normalise::normalise;
use super::parse::{Problem, short};
use super::source::{self, Sources, Spot, missing_hint};
use super::table;
use super::take_in::{self, Shelf};
use super::tree::{self, Node, Value};
use crate::diagnostic::{Diagnostic, Path};

pub const KEY: &str = "bouwt-voort-op";
/// The scalar that deletes.
const WEG: &str = "weg";
/// More files on top of each other are refused.
pub const MAX_FILES: usize = 32;

/// Reads the text of `file` and what it builds on; `at` is where it was read from. Gives the stem of the file at the
/// bottom as well, `stem` if there is but one: a variant keeps the draws of what it is a variant of.
pub fn tree(
    sources: &mut Sources,
    file: u16,
    at: Option<&FilePath>,
    stem: &str,
    findings: &mut Findings,
) -> Option<(Node, String)> {
    let mut chain = Chain {
        files: at.and_then(|at| at.canonicalize().ok()).into_iter().collect(),
        root_stem: stem.to_owned(),
        shelf: Shelf::default(),
    };
    let tree = layered(sources, file, at, &mut chain, findings)?;
    Some((tree, chain.root_stem))
}

/// The files that build on one another or take parts from one another, as far as they have been read.
pub struct Chain {
    pub files: Vec<PathBuf>,
    /// Stem of the last one's name, as written.
    root_stem: String,
    pub shelf: Shelf,
}

/// The text of a file that parts are taken from, with what it builds on; the draws do not go by it.
pub fn part_tree(
    sources: &mut Sources,
    file: u16,
    at: Option<&FilePath>,
    chain: &mut Chain,
    findings: &mut Findings,
) -> Option<Node> {
    let (depth, stem) = (chain.files.len(), chain.root_stem.clone());
    let tree = layered(sources, file, at, chain, findings);
    chain.files.truncate(depth);
    chain.root_stem = stem;
    tree
}

fn layered(
    sources: &mut Sources,
    file: u16,
    at: Option<&FilePath>,
    chain: &mut Chain,
    findings: &mut Findings,
) -> Option<Node> {
    let mut usable = Vec::new();
    let parsed = tree::parse(sources, file, &mut usable);
    usable.into_iter().for_each(|finding| findings.add(finding));
    let mut tree = match parsed {
        Ok(tree) => tree,
        Err(finding) => {
            findings.add(finding);
            return None;
        }
    };
    if !matches!(tree.value, Value::Map(_)) {
        let problem = Problem::new(tree.spot, "een scenario bestaat uit sleutels met waarden")
            .hint("schrijf bijvoorbeeld `naam: mijn gemeente`");
        findings.error(sources, Path::root(), problem);
        return None;
    }
    normalise(&mut tree, sources, findings);
    // before other files: a table is known by its place
    table::take_in(&mut tree, at, sources, findings);
    empirical::take_in(&mut tree, at, sources, findings);
    take_in::take_in(&mut tree, at, chain, sources, findings);
    let Some(base) = tree.entry(KEY).map(|entry| entry.node.clone()) else { return Some(tree) };
    let Some(name) = base.text() else { return Some(tree) };
    let below = base_tree(sources, name, base.spot, at, chain, findings)?;
    if let Some(entries) = tree.entries_mut() {
        entries.retain(|entry| entry.key != KEY);
    }
    let mut merged = below;
    merge(&mut merged, tree, &Path::root(), sources, findings);
    Some(merged)
}

fn base_tree(
    sources: &mut Sources,
    name: &str,
    spot: Spot,
    at: Option<&FilePath>,
    chain: &mut Chain,
    findings: &mut Findings,
) -> Option<Node> {
    let path = Path::root().key(KEY);
    let folder = at.and_then(FilePath::parent).unwrap_or(FilePath::new(""));
    let base = folder.join(name);
    let Ok(canonical) = base.canonicalize() else {
        let problem = Problem::new(spot, format!("het bestand {} bestaat niet", short(name)))
            .hint(missing_hint(folder, name, "het pad telt vanaf de map van dit bestand"));
        findings.error(sources, path, problem);
        return None;
    };
    if chain.files.contains(&canonical) {
        let problem = Problem::new(spot, format!("{} bouwt via een omweg voort op zichzelf", short(name)))
            .hint("haal een van de verwijzingen weg");
        findings.error(sources, path, problem);
        return None;
    }
    if chain.files.len() >= MAX_FILES {
        let problem = Problem::new(spot, format!("er staan meer dan {MAX_FILES} bestanden op elkaar"));
        findings.error(sources, path, problem);
        return None;
    }
    let display = base.display().to_string();
    let text = match text_of(&base) {
        Ok(text) => text,
        Err(finding) => {
            findings.add(finding.at(sources.place(spot)));
            return None;
        }
    };
    let file = sources.add(display, text);
    chain.files.push(canonical);
    chain.root_stem = base.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    layered(sources, file, Some(&base), chain, findings)
}

/// The text of a file beside the main one.
pub fn text_of(file: &FilePath) -> Result<String, Diagnostic> {
    match source::read_bounded(file) {
        Ok(bytes) => source::decode(&file.display().to_string(), bytes),
        Err(error) => Err(Diagnostic::error(Path::root().key(KEY), error.to_string())),
    }
}

/// Lays `over` on `base`.
pub fn merge(base: &mut Node, over: Node, path: &Path, sources: &Sources, findings: &mut Findings) {
    let is_block = |node: &Node| matches!(node.value, Value::Map(_));
    if !is_block(base) || !is_block(&over) {
        *base = over;
        return;
    }
    let spot = over.spot;
    let Value::Map(entries) = over.value else { return };
    for entry in entries {
        let path = path.key(&entry.key);
        let below = base.entries_mut().expect("a block");
        let index = below.iter().position(|known| known.key == entry.key);
        let deletes = entry.node.text() == Some(WEG);
        match index {
            Some(index) if deletes => {
                below.remove(index);
            }
            Some(index) => {
                let known = &mut below[index];
                if !entry.node.is_empty() {
                    merge(&mut known.node, entry.node, &path, sources, findings);
                }
            }
            // `bezet: weg` is a value too, and means the same as when it is not written
            None if deletes && entry.key != "bezet" => {
                let problem =
                    Problem::new(entry.spot, format!("hier is geen {} om weg te halen", short(&entry.key)))
                        .hint("`weg` haalt iets weg dat in het onderliggende bestand staat");
                findings.error(sources, path, problem);
            }
            None => below.push(entry),
        }
    }
    base.spot = spot;
}
