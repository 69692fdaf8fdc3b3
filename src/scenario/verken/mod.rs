//! A plan to explore: which scenario is played in which ways, from a file of its own or from the command line.
//!
//! Axes are paths with values; a point takes one value of each, and is made as `--zet` makes one.

mod as_;
mod ontwerp;

use std::fs;
use std::path::{Path as FilePath, PathBuf};

use super::fields::VERKENNING;
use super::findings::Findings;
use super::parse::{self, Problem};
use super::shape;
use super::source::{self, Sources, Spot};
use super::tree::{self, Entry, Node, Value};
use crate::diagnostic::{Diagnostic, Path, Place};
use crate::error::Error;

pub use as_::{As, Waarde};
pub use ontwerp::Ontwerp;

/// What was written, for messages: options of the command line stand in this text.
const COMMAND: &str = "opdrachtregel";
/// More points than this are refused.
pub const MOST_POINTS: u64 = 1_000_000;
const MOST_AXES: usize = 20;

/// What to play in which ways.
#[derive(Clone, Debug)]
pub struct Verkenning {
    /// What its results are called.
    pub naam: String,
    /// Files; more than one of a folder.
    pub scenarios: Vec<PathBuf>,
    pub herhalingen: Option<u32>,
    pub zaad: Option<u64>,
    pub ontwerp: Ontwerp,
    pub assen: Vec<As>,
    /// As written; none is the usual.
    pub maten: Vec<(String, Place)>,
}

/// What the command line asks.
#[derive(Clone, Copy, Debug)]
pub struct Opgave<'a> {
    wat: &'a FilePath,
    assen: &'a [(String, String)],
    ontwerp: Option<&'a str>,
    punten: Option<u32>,
    maten: &'a [String],
}

impl<'a> Opgave<'a> {
    /// `wat`: a plan, a scenario, or a folder of scenarios; the rest as in a plan.
    pub fn new(
        wat: &'a FilePath,
        assen: &'a [(String, String)],
        ontwerp: Option<&'a str>,
        punten: Option<u32>,
        maten: &'a [String],
    ) -> Self {
        Self { wat, assen, ontwerp, punten, maten }
    }
}

/// What became of a plan.
#[derive(Debug)]
pub struct Gelezen {
    /// Complete where there are no errors.
    pub verkenning: Verkenning,
    pub findings: Vec<Diagnostic>,
    pub sources: Sources,
}

impl Gelezen {
    /// What is wrong at a place of the plan.
    pub fn add(&mut self, place: Place, message: impl Into<String>, hint: Option<String>) {
        let finding = Diagnostic::error(Path::root(), message).at(place);
        self.findings.push(Diagnostic { hint, ..finding });
    }

    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(Diagnostic::is_error)
    }
}

/// Reads a plan, or makes one of a scenario or a folder and what the command line says.
///
/// # Errors
/// When the file or folder cannot be read.
pub fn load(opgave: &Opgave) -> Result<Gelezen, Error> {
    let mut reader = Reader { sources: Sources::default(), findings: Findings::default() };
    let wat = opgave.wat;
    let stem = wat.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (mut tree, mut folder, mut naam) = (Node::map(Vec::new(), Spot::default()), PathBuf::new(), stem);
    let mut scenarios = Vec::new();
    if wat.is_dir() {
        scenarios = scenarios_in(wat)?;
        naam = format!("{naam}-verken");
    } else if let Some(plan) = reader.plan(wat)? {
        tree = plan;
        folder = wat.parent().unwrap_or(FilePath::new("")).to_owned();
    } else {
        scenarios.push(wat.to_owned());
        naam = format!("{naam}-verken");
    }
    let is_plan = scenarios.is_empty();
    reader.command(opgave, &mut tree);
    if is_plan && !reader.findings.has_errors() {
        shape::check_part(&VERKENNING, &tree, &Path::root(), &reader.sources, &mut reader.findings);
        scenarios = reader.scenarios(&tree, &folder)?;
    }
    let verkenning = reader.read(&tree, naam, scenarios, &folder);
    let findings = reader.findings.into_sorted(&reader.sources);
    Ok(Gelezen { verkenning, findings, sources: reader.sources })
}

/// The scenarios of a folder by name: its YAML files that are no plans themselves.
fn scenarios_in(folder: &FilePath) -> Result<Vec<PathBuf>, Error> {
    let refused = |source| Error::Read { path: folder.to_owned(), source };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(refused)? {
        let path = entry.map_err(refused)?.path();
        let is_yaml = path.extension().is_some_and(|end| end == "yaml" || end == "yml");
        if is_yaml && path.is_file() {
            let mut own = Reader { sources: Sources::default(), findings: Findings::default() };
            if own.plan(&path)?.is_none() {
                found.push(path);
            }
        }
    }
    found.sort();
    match found.is_empty() {
        true => Err(Error::Other(format!("in {} staat geen scenario (.yaml)", folder.display()))),
        false => Ok(found),
    }
}

struct Reader {
    sources: Sources,
    findings: Findings,
}

impl Reader {
    /// The tree of a file that is a plan; of a scenario nothing is said here.
    fn plan(&mut self, path: &FilePath) -> Result<Option<Node>, Error> {
        let name = path.display().to_string();
        let bytes = source::read_bounded(path)?;
        let Ok(text) = source::decode(&name, bytes) else { return Ok(None) };
        let file = self.sources.add(name, text);
        let mut usable = Vec::new();
        let Ok(tree) = tree::parse(&self.sources, file, &mut usable) else { return Ok(None) };
        let is_plan = ["scenario", "assen"].iter().any(|key| tree.get(key).is_some());
        if is_plan {
            usable.into_iter().for_each(|finding| self.findings.add(finding));
        }
        Ok(is_plan.then_some(tree))
    }

    /// Writes the options of the command line into the tree of the plan.
    fn command(&mut self, opgave: &Opgave, tree: &mut Node) {
        let single = |text: &str| text.replace(['\n', '\r'], " ");
        let mut lines: Vec<(Vec<String>, String, String)> = Vec::new();
        for (path, values) in opgave.assen {
            lines.push((
                vec!["assen".into(), single(path)],
                format!("--as {}=", single(path)),
                single(values),
            ));
        }
        if let Some(ontwerp) = opgave.ontwerp {
            lines.push((vec!["ontwerp".into()], "--ontwerp ".into(), single(ontwerp)));
        }
        if let Some(punten) = opgave.punten {
            lines.push((vec!["punten".into()], "--punten ".into(), punten.to_string()));
        }
        if !opgave.maten.is_empty() {
            let joined = opgave.maten.iter().map(|maat| single(maat)).collect::<Vec<_>>().join(",");
            lines.push((vec!["maten".into()], "--maat ".into(), joined));
        }
        if lines.is_empty() {
            return;
        }
        let text: Vec<String> = lines.iter().map(|(_, option, value)| format!("{option}{value}")).collect();
        let file = self.sources.add(COMMAND, text.join("\n"));
        for (number, (path, option, value)) in (1..).zip(&lines) {
            let column = option.chars().count() as u32 + 1;
            let spot = Spot { file, line: number, column, length: value.chars().count().max(1) as u32 };
            let is_list = path[0] == "maten" || path[0] == "assen" && !value.contains("..");
            tree.put(path, if is_list { listed(value, spot) } else { Node::scalar(value.trim(), spot) });
            // the place of the key is that of its option
            let parts: Vec<&str> = path[..path.len() - 1].iter().map(String::as_str).collect();
            let key = path.last().expect("a path has segments");
            let entries = tree.at_mut(&parts).and_then(Node::entries_mut);
            if let Some(entry) = entries.and_then(|all| all.iter_mut().find(|entry| entry.key == *key)) {
                entry.spot = Spot { column: 1, length: column.saturating_sub(2).max(1), ..spot };
            }
        }
    }

    fn scenarios(&mut self, tree: &Node, folder: &FilePath) -> Result<Vec<PathBuf>, Error> {
        let Some(Entry { node, .. }) = tree.entry("scenario") else { return Ok(Vec::new()) };
        let Some(name) = node.text() else { return Ok(Vec::new()) };
        let path = folder.join(name);
        if path.is_dir() {
            return scenarios_in(&path);
        }
        if !path.is_file() {
            let message = format!("het bestand {} bestaat niet", parse::short(name));
            let hint = source::missing_hint(folder, name, "het pad telt vanaf de map van dit plan");
            let problem = Problem::new(node.spot, message).hint(hint);
            self.findings.error(&self.sources, Path::root().key("scenario"), problem);
            return Ok(Vec::new());
        }
        Ok(vec![path])
    }

    fn read(&mut self, tree: &Node, naam: String, scenarios: Vec<PathBuf>, folder: &FilePath) -> Verkenning {
        let whole = |key: &str| tree.get(key).and_then(|node| parse::whole(node, 0, u64::MAX).ok());
        let herhalingen = whole("herhalingen").and_then(|n| u32::try_from(n).ok());
        let mut assen = self.assen(tree);
        let ontwerp = self.ontwerp(tree, &mut assen, folder, whole("punten"));
        let maten = tree.get("maten").map(Node::texts).unwrap_or_default();
        let maten = maten.into_iter().map(|(text, spot)| (text.trim().to_owned(), self.sources.place(spot)));
        let maten = maten.collect();
        if assen.is_empty() && scenarios.len() < 2 && !self.findings.has_errors() {
            let problem =
                Problem::new(tree.spot, "er is niets om te verkennen: geen as en maar één scenario");
            let hint =
                "schrijf `assen` in een plan, of bijvoorbeeld `--as teams.kcc.inzetbaarheid=70%..80%/5%`";
            match self.sources.iter().next() {
                Some(_) => self.findings.error(&self.sources, Path::root(), problem.hint(hint)),
                None => self.findings.add(Diagnostic::error(Path::root(), problem.message).with_hint(hint)),
            }
        }
        Verkenning { naam, scenarios, herhalingen, zaad: whole("zaad"), ontwerp, assen, maten }
    }

    fn assen(&mut self, tree: &Node) -> Vec<As> {
        let mut assen = Vec::new();
        let Some(entry) = tree.entry("assen") else { return assen };
        for axis in entry.node.entries() {
            let path = Path(vec!["assen".into(), axis.key.clone()]);
            if let Some(found) = self.axis(axis, &path) {
                assen.push(found);
            }
        }
        if assen.len() > MOST_AXES {
            let problem = Problem::new(entry.spot, format!("er zijn meer dan {MOST_AXES} assen"));
            self.findings.error(&self.sources, Path::root().key("assen"), problem);
            assen.clear();
        }
        assen
    }

    fn wrong(&mut self, path: &Path, problem: Problem) {
        self.findings.error(&self.sources, path.clone(), problem);
    }
}

/// The values between commas, each at its own place.
fn listed(text: &str, spot: Spot) -> Node {
    let mut column = spot.column;
    let mut nodes = Vec::new();
    for part in text.split(',') {
        let length = part.chars().count() as u32;
        nodes.push(Node::scalar(part.trim(), Spot { column, length: length.max(1), ..spot }));
        column += length + 1;
    }
    Node { spot, value: Value::List(nodes) }
}
