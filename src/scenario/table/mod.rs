//! Own volumes and rosters from a table: a CSV file, or a sheet of Excel, taken in when the scenario is read.
//!
//! `vraag: { bestand: … }` becomes `aantal` and `patroon`, `diensten: { bestand: … }` becomes shifts, so that the
//! saved scenario holds the data. Every value keeps its cell as its place.

mod counts;
mod fit;
mod roster;
mod sheet;

use std::collections::BTreeMap;
use std::path::{Path as FilePath, PathBuf};
use std::rc::Rc;

use super::findings::Findings;
use super::parse::{Parsed, Problem, nearest, short};
use super::source::{self, Sources, Spot};
use super::tree::{Entry, Node};
use crate::diagnostic::Path;

const FILE: &str = "bestand";
const SHEET: &str = "blad";
const COLUMN: &str = "kolom";
/// Headings by which counts and rosters are known. The first row that has one is the row of headings: above it an export
/// may have a title.
const HEADS: [&str; 5] = ["datum", "maand", "weekdag", "uur", "dienst"];
/// More different tables than this are refused.
const MAX_TABLES: usize = 100;
const MAX_ROWS: usize = 100_000;
const MAX_COLUMNS: usize = 100;

/// Replaces every table of the tree by what it says; `at` is where the tree was read from.
pub fn take_in(tree: &mut Node, at: Option<&FilePath>, sources: &mut Sources, findings: &mut Findings) {
    let mut tables =
        Tables { folder: at.and_then(FilePath::parent).unwrap_or(FilePath::new("")), read: BTreeMap::new() };
    each(tree, "klantreizen", |name, journey| {
        let path = Path(["klantreizen", name, "vraag"].map(str::to_owned).to_vec());
        let Some(demand) = entry_mut(journey, "vraag") else { return };
        let Some(wanted) = Wanted::taken_from(&mut demand.node) else { return };
        let found = tables
            .get(&wanted, &HEADS, sources)
            .and_then(|table| counts::take_in(&table, &wanted, &mut demand.node));
        match found {
            Ok(None) => {}
            Ok(Some(warning)) => findings.warn(sources, path.key(FILE), warning),
            Err(problems) => report(problems, &path, &path, sources, findings),
        }
    });
    each(tree, "teams", |name, team| {
        let whole = Path(["teams", name].map(str::to_owned).to_vec());
        let Some(shifts) = entry_mut(team, "diensten") else { return };
        let Some(wanted) = Wanted::taken_from(&mut shifts.node) else { return };
        let found = tables
            .get(&wanted, &HEADS, sources)
            .and_then(|table| roster::take_in(&table, name, &wanted, &mut shifts.node));
        if let Err(problems) = found {
            report(problems, &whole.key("diensten"), &whole, sources, findings);
        }
    });
}

/// A text of a table with its place.
pub type Placed = (String, Spot);

/// The headings and the rows of the table `name`, seen from `folder`; `spot` is where it is named.
pub fn whole(
    name: &str,
    spot: Spot,
    folder: &FilePath,
    sources: &mut Sources,
) -> Parsed<(Vec<Placed>, Vec<Vec<Placed>>)> {
    let name = name.to_owned();
    let wanted = Wanted { name, sheet: None, column: None, spot, sheet_spot: spot, column_spot: spot };
    let table = Tables { folder, read: BTreeMap::new() }.get(&wanted, &[], sources)?;
    let cells = |row: &Row| -> Vec<Placed> {
        let each = (0..table.head.cells.len()).map(|column| (row.cell(column), table.spot(row, column)));
        each.map(|(text, spot)| (text.trim().to_owned(), spot)).collect()
    };
    Ok((cells(&table.head), table.rows().map(cells).collect()))
}

/// Says what is wrong; what the part then misses says nothing more.
fn report(problems: Vec<Problem>, path: &Path, part: &Path, sources: &Sources, findings: &mut Findings) {
    findings.doubt(part);
    problems.into_iter().for_each(|problem| findings.error(sources, path.key(FILE), problem));
}

/// Every named part of a block.
fn each(tree: &mut Node, block: &str, mut take: impl FnMut(&str, &mut Node)) {
    let Some(parts) = entry_mut(tree, block) else { return };
    for entry in parts.node.entries_mut().into_iter().flatten() {
        take(&entry.key, &mut entry.node);
    }
}

fn entry_mut<'t>(node: &'t mut Node, key: &str) -> Option<&'t mut Entry> {
    node.entries_mut()?.iter_mut().find(|entry| entry.key == key)
}

/// The table that a block asks for.
struct Wanted {
    name: String,
    sheet: Option<String>,
    column: Option<String>,
    /// Of the file's name in the scenario.
    spot: Spot,
    /// Of the names of sheet and column; of that of the file where there are none.
    sheet_spot: Spot,
    column_spot: Spot,
}

impl Wanted {
    /// Takes the keys that ask for a table out of a block; none when it asks for none.
    fn taken_from(node: &mut Node) -> Option<Self> {
        let file = node.get(FILE)?;
        let (name, spot) = (file.text()?.to_owned(), file.spot);
        let word = |key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
        let (sheet, column) = (word(SHEET), word(COLUMN));
        let spot_of = |key: &str| node.get(key).map_or(spot, |named| named.spot);
        let (sheet_spot, column_spot) = (spot_of(SHEET), spot_of(COLUMN));
        // of a block of names only words are ours: a shift may be called `blad`
        let is_ours = |entry: &Entry| {
            [FILE, SHEET, COLUMN].contains(&entry.key.as_str()) && entry.node.text().is_some()
        };
        node.entries_mut()?.retain(|entry| !is_ours(entry));
        Some(Self { name, sheet, column, spot, sheet_spot, column_spot })
    }
}

/// The tables that were read so far, by file and sheet.
struct Tables<'a> {
    folder: &'a FilePath,
    read: BTreeMap<(PathBuf, Option<String>), Rc<Table>>,
}

impl Tables<'_> {
    /// `known`: headings, one of which stands in the row of headings; otherwise that is the first row that holds anything.
    fn get(
        &mut self,
        wanted: &Wanted,
        known: &[&str],
        sources: &mut Sources,
    ) -> Result<Rc<Table>, Vec<Problem>> {
        let path = self.folder.join(&wanted.name);
        let key = (path.clone(), wanted.sheet.clone());
        if let Some(table) = self.read.get(&key) {
            return Ok(Rc::clone(table));
        }
        let problem = |message: String| Problem::new(wanted.spot, message);
        if self.read.len() >= MAX_TABLES {
            return Err(vec![problem(format!("er worden meer dan {MAX_TABLES} tabellen gelezen"))]);
        }
        let unreadable = || {
            let message = format!("het bestand {} is niet te lezen", short(&wanted.name));
            let usual = "het pad telt vanaf de map van dit scenario; het bestand is hooguit 4 MB";
            let hint = match path.exists() {
                true => usual.to_owned(),
                false => source::missing_hint(&self.folder, &wanted.name, usual),
            };
            vec![problem(message).hint(hint)]
        };
        let bytes = source::read_bounded(&path).map_err(|_| unreadable())?;
        if bytes.len() as u64 > source::MAX_BYTES {
            return Err(unreadable());
        }
        let found = match path.extension().map(|end| end.to_string_lossy().to_lowercase()).as_deref() {
            Some("xlsx" | "xlsm") => sheet::rows_of_workbook(bytes, wanted.sheet.as_deref()),
            Some("csv" | "tsv" | "txt") if wanted.sheet.is_some() => {
                Err(("een CSV-bestand heeft geen bladen".to_owned(), "haal `blad` weg".to_owned()))
            }
            Some("csv" | "tsv" | "txt") => sheet::rows_of_text(bytes),
            _ => Err((
                format!("{} is geen tabel die te lezen is", short(&wanted.name)),
                "bewaar het als Excel-werkmap (.xlsx) of als .csv".to_owned(),
            )),
        };
        let (sheet, rows) = found.map_err(|(message, hint)| {
            vec![Problem::new(wanted.sheet_spot, format!("{}: {message}", wanted.name)).hint(hint)]
        })?;
        let label = match sheet {
            Some(sheet) => format!("{}, blad {sheet}", path.display()),
            None => path.display().to_string(),
        };
        let is_known = |row: &Row| row.cells.iter().any(|cell| known.contains(&heading(cell).as_str()));
        let Some(heads) = rows.iter().position(is_known).or(rows.iter().position(|row| !row.is_empty()))
        else {
            return Err(vec![problem(format!("{}: hier staat niets in", wanted.name))]);
        };
        let mut rows = rows.into_iter().skip(heads);
        let head = rows.next().expect("the row just found");
        let table =
            Rc::new(Table { source: sources.add_table(label.clone()), label, head, rows: rows.collect() });
        self.read.insert(key, Rc::clone(&table));
        Ok(table)
    }
}

/// A table with its headings apart; cells hold text as the scenario would write it.
struct Table {
    /// File and sheet, as a reader would say it.
    label: String,
    source: u16,
    head: Row,
    rows: Vec<Row>,
}

/// A row that holds anything.
struct Row {
    /// From 1, as the program that made it counts.
    number: u32,
    cells: Vec<String>,
}

impl Row {
    fn is_empty(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }

    /// The text of a cell; empty beyond the last.
    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// As headings are compared.
fn heading(cell: &str) -> String {
    cell.trim().to_lowercase().replace(' ', "-")
}

impl Table {
    /// The headings: lower case, with hyphens for spaces.
    fn heads(&self) -> impl Iterator<Item = String> {
        self.head.cells.iter().map(|head| heading(head))
    }

    fn column(&self, head: &str) -> Option<usize> {
        self.heads().position(|known| known == head)
    }

    /// The place of a cell.
    fn spot(&self, row: &Row, column: usize) -> Spot {
        Spot { file: self.source, line: row.number, column: column as u32 + 1, length: 1 }
    }

    /// The place of a whole column.
    fn column_spot(&self, column: usize) -> Spot {
        Spot { file: self.source, line: 0, column: column as u32 + 1, length: 1 }
    }

    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !row.is_empty())
    }

    /// What is wrong with one cell.
    fn wrong(
        &self,
        row: &Row,
        column: usize,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Problem {
        Problem::new(self.spot(row, column), message).hint(hint)
    }

    /// Headings that mean nothing here.
    fn unknown_heads(&self, known: &[&str]) -> Vec<Problem> {
        let unknown =
            self.heads().enumerate().filter(|(_, head)| !head.is_empty() && !known.contains(&head.as_str()));
        let problem = |(column, head): (usize, String)| {
            let hint = match nearest(&head, known.iter().copied()) {
                Some(meant) => format!("bedoelt u `{meant}`?"),
                None => format!("de kolommen hier zijn {}", known.join(", ")),
            };
            self.wrong(&self.head, column, format!("{} is hier geen kolom", short(&head)), hint)
        };
        unknown.map(problem).collect()
    }
}

#[cfg(test)]
mod tests;
