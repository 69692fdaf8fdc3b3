//! Where every value comes from: default, file and line, an outer place, a measure; with mark and source.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::findings::Findings;
use super::parse::{self, Problem, nearest, short};
use super::patch::{Change, matches};
use super::save;
use super::scope::{Origin, Used};
use super::source::Sources;
use super::tree::Node;
use crate::diagnostic::{Diagnostic, Path};

/// Mark of a value that a file gives without a source.
const GIVEN: &str = "opgegeven";
/// Of a course with more steps only the ends are told.
const MOST_TOLD: usize = 4;
/// More sources than this are refused.
const MAX_SOURCES: usize = 1000;

/// A value as it is shown to a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub path: String,
    /// In the file's notation.
    pub value: String,
    /// `standaardwaarde`, `scenario.yaml:12`, …
    pub origin: String,
    /// M, N, E, D, R, A, A* or `opgegeven`; several are joined by a slash.
    pub mark: String,
    /// Where the number was found, as `bronnen` says; may be empty.
    pub source: String,
    pub description: String,
    pub unit: String,
    /// What dated measures make of it later: `80% vanaf 2023-04-01`; empty when it stays.
    pub later: String,
    /// Every value with its first day, that of the start included; empty when it stays.
    pub course: Vec<(Date, String)>,
}

/// Every value that a scenario uses, in the order of reading.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    values: Vec<Value>,
    sources: Vec<Cited>,
}

#[derive(Clone, Debug)]
struct Value {
    path: Path,
    /// Where it was written, when that is an outer place.
    outer: Option<Path>,
    /// The file that it is written in; `None` for a default.
    file: Option<u16>,
    is_default: bool,
    shown: Shown,
}

/// One entry of `bronnen`.
#[derive(Clone, Debug)]
struct Cited {
    pattern: String,
    mark: String,
    source: String,
    file: u16,
    /// Taken in with a part: it speaks of what stands in its own file only.
    is_part: bool,
}

impl Provenance {
    pub(super) fn new(
        used: Vec<Used>,
        changes: &[Change],
        tree: &Node,
        sources: &Sources,
        findings: &mut Findings,
    ) -> Self {
        let changed: BTreeMap<&Path, &Change> = changes.iter().map(|change| (&change.path, change)).collect();
        let values: Vec<Value> = used.into_iter().map(|used| value(used, &changed, tree, sources)).collect();
        let mut provenance = Self { values, sources: Vec::new() };
        provenance.cite(tree, sources, findings);
        provenance
    }

    fn cite(&mut self, tree: &Node, sources: &Sources, findings: &mut Findings) {
        // a measured figure says itself where it was found
        for figure in tree.get("gemeten").map_or(&[][..], Node::entries) {
            if let Some(Ok((mark, source))) = figure.node.get("bron").map(parse::citation) {
                let pattern = format!("gemeten.{}.*", figure.key);
                self.sources.push(Cited {
                    pattern,
                    mark,
                    source,
                    file: figure.node.spot.file,
                    is_part: false,
                });
            }
        }
        let entries = tree.get("bronnen").map_or(&[][..], Node::entries);
        for entry in entries.iter().take(MAX_SOURCES) {
            let at = Path(vec!["bronnen".to_owned(), entry.key.clone()]);
            match parse::citation(&entry.node) {
                Ok((mark, source)) => {
                    let pattern = entry.key.clone();
                    let (file, is_part) = (entry.node.spot.file, sources.get(entry.node.spot.file).is_part);
                    if !is_part && !self.values.iter().any(|value| value.is_meant_by(tree, &pattern)) {
                        let problem =
                            Problem::new(entry.spot, format!("het pad {} past nergens op", short(&pattern)));
                        findings.warn(
                            sources,
                            at,
                            problem.hint("kijk met `klantreis toon` welke paden er zijn"),
                        );
                    }
                    self.sources.push(Cited { pattern, mark, source, file, is_part });
                }
                Err(problems) => {
                    problems.into_iter().for_each(|problem| findings.error(sources, at.clone(), problem));
                }
            }
        }
        if let Some(entry) = entries.get(MAX_SOURCES) {
            let problem = Problem::new(entry.spot, format!("er staan meer dan {MAX_SOURCES} bronnen"));
            findings.error(sources, Path(vec!["bronnen".to_owned()]), problem.hint("gebruik paden met `*`"));
        }
    }

    /// The value with its source, if one is cited for its path: of its own file before any other, and the last that
    /// fits it as a whole before all that fit a part of it.
    fn with_source(&self, value: &Value, tree: &Node) -> Shown {
        let mut shown = value.shown.clone();
        if shown.mark != GIVEN {
            return shown;
        }
        let own = |cited: &&Cited| Some(cited.file) == value.file;
        let may = |cited: &&Cited| own(cited) || !cited.is_part;
        let whole = |cited: &&Cited| value.is_covered_by(tree, &cited.pattern);
        let covering = || self.sources.iter().rev().filter(whole);
        if let Some(cited) = covering().find(own).or_else(|| covering().find(may)) {
            shown.mark.clone_from(&cited.mark);
            shown.source.clone_from(&cited.source);
            return shown;
        }
        let parts: Vec<&Cited> =
            self.sources.iter().filter(may).filter(|cited| value.is_meant_by(tree, &cited.pattern)).collect();
        let mut marks: Vec<&str> = parts.iter().flat_map(|cited| cited.mark.split('/')).collect();
        marks.dedup();
        if !marks.is_empty() {
            shown.mark = marks.join("/");
            shown.source = parts.iter().map(|cited| cited.source.as_str()).collect::<Vec<_>>().join("; ");
        }
        shown
    }
}

impl Value {
    /// Whether a cited pattern means this value, or the outer place where it was written.
    fn is_covered_by(&self, tree: &Node, pattern: &str) -> bool {
        matches(tree, pattern, &self.path)
            || self.outer.as_ref().is_some_and(|outer| matches(tree, pattern, outer))
    }

    /// Whether a cited pattern means this value or a part of it, such as the mean of a spread.
    fn is_meant_by(&self, tree: &Node, pattern: &str) -> bool {
        let segments: Vec<&str> = pattern.split('.').collect();
        let is_part_of = |path: &Path| {
            segments.get(..path.0.len()).is_some_and(|whole| matches(tree, &whole.join("."), path))
        };
        self.is_covered_by(tree, pattern)
            || is_part_of(&self.path)
            || self.outer.as_ref().is_some_and(is_part_of)
    }
}

fn value(used: Used, changed: &BTreeMap<&Path, &Change>, tree: &Node, sources: &Sources) -> Value {
    // a parameter of a spread or one share of a whole lies below the value's own path
    let changes: Vec<&Change> = changed
        .range::<&Path, _>(&used.path..)
        .map(|(_, change)| *change)
        .take_while(|change| change.path.0.starts_with(&used.path.0))
        .collect();
    let (origin, mark) = match (&used.origin, changes.first()) {
        (Origin::Written(_), Some(first)) => {
            let place = sources.line(first.spot);
            let each = changes.iter().filter(|change| change.measure == first.measure);
            let each: Vec<String> = each.map(|change| told(change, &used.path)).collect();
            // what a measure makes of a value is as sure as the measure
            let mark = mark_of(tree, &first.measure).unwrap_or_else(|| GIVEN.to_owned());
            (format!("maatregel `{}` ({place}), {}", first.measure, each.join("; ")), mark)
        }
        (Origin::Written(spot), None) => (sources.line(*spot), GIVEN.to_owned()),
        (Origin::Inherited(path, spot), _) => {
            (format!("`{path}`, {}", sources.line(*spot)), GIVEN.to_owned())
        }
        (Origin::Default(mark), _) => ("standaardwaarde".to_owned(), (*mark).to_owned()),
    };
    // what some parts measured is assumed of the others
    let is_found = matches!(used.origin, Origin::Default(mark) if !mark.starts_with('A') && mark != "R");
    let source = if is_found && changes.is_empty() { used.source } else { "" };
    let shown = Shown {
        path: used.path.to_string(),
        value: used.value,
        origin,
        mark,
        source: source.to_owned(),
        description: used.about.to_owned(),
        unit: used.unit.to_owned(),
        later: String::new(),
        course: Vec::new(),
    };
    let is_default = matches!(used.origin, Origin::Default(_));
    let file = match &used.origin {
        Origin::Written(spot) | Origin::Inherited(_, spot) => Some(spot.file),
        Origin::Default(_) => None,
    };
    let outer = match used.origin {
        Origin::Inherited(path, _) => Some(path),
        Origin::Written(_) | Origin::Default(_) => None,
    };
    Value { is_default, path: used.path, outer, file, shown }
}

/// The mark that a measure gives itself in its `toelichting`: `A: …` in front, or `… [A]` at the end.
fn mark_of(tree: &Node, measure: &str) -> Option<String> {
    let about = tree.at(&["maatregelen", measure, "toelichting"].map(str::to_owned))?;
    if let Ok((mark, _)) = parse::citation(about) {
        return Some(mark);
    }
    let (_, mark) = about.text()?.trim_end().strip_suffix(']')?.rsplit_once('[')?;
    mark.split('/').all(|mark| parse::MARKS.contains(&mark)).then(|| mark.to_owned())
}

/// Whether a measure changes what stands at a path or a part of it.
fn touches(tree: &Node, measure: &str, path: &Path) -> bool {
    let Some(node) = tree.at(&["maatregelen", measure].map(str::to_owned)) else { return false };
    let lines =
        |verb: &str| node.get(verb).map_or(&[][..], Node::entries).iter().map(|line| line.key.clone());
    let efforts = lines("inspanning")
        .map(|team| format!("teams.{}.inzetbaarheid", if team == "alle" { "*" } else { team.as_str() }));
    lines("zet").chain(lines("wijzig")).chain(efforts).any(|pattern| {
        let segments: Vec<&str> = pattern.split('.').collect();
        let whole = segments[..segments.len().min(path.0.len())].join(".");
        matches(tree, &whole, path)
    })
}

/// `van 75% naar 60%`, after the name of the branch or parameter where only that changed.
fn told(change: &Change, path: &Path) -> String {
    let change_of = format!("van {} naar {}", change.from, change.to);
    match change.path.0.get(path.0.len()..) {
        Some(below) if !below.is_empty() => format!("`{}` {change_of}", below.join(".")),
        _ => change_of,
    }
}

impl super::Loaded {
    /// The values at a path, or below it; wildcards as in a measure. Of a path that is asked for, what a value becomes later
    /// says which measures make it, and their marks; of the whole scenario (an empty path) that would be too much to read.
    ///
    /// # Errors
    /// When the scenario has no value there.
    pub fn show(&self, path: &str) -> Result<Vec<Shown>, Diagnostic> {
        let values = &self.provenance.values;
        let found: Vec<Shown> = values
            .iter()
            .filter(|value| path.is_empty() || matches(&self.tree, path, &value.path))
            .map(|value| Shown {
                later: self.later(&value.path, !path.is_empty()),
                course: self.course(&value.path).to_vec(),
                ..self.provenance.with_source(value, &self.tree)
            })
            .collect();
        if !found.is_empty() {
            return Ok(found);
        }
        let path = Path::parse(path);
        if let Some(node) = self.tree.at(&path.0) {
            return Ok(vec![self.written(&path, node)]);
        }
        let text = path.to_string();
        let finding =
            Diagnostic::error(path, format!("het scenario heeft geen waarde op pad {}", short(&text)));
        let known = values.iter().take(20_000).map(|value| value.shown.path.as_str());
        Err(match nearest(&text, known) {
            Some(meant) => finding.with_hint(format!("bedoelt u `{meant}`?")),
            None => finding.with_hint("een pad is bijvoorbeeld `teams.kcc` of `kanalen.*.open`"),
        })
    }

    /// A value that stands in the file but holds only through inner places.
    fn written(&self, path: &Path, node: &Node) -> Shown {
        Shown {
            path: path.to_string(),
            value: save::inline(node),
            origin: self.sources.line(node.spot),
            mark: GIVEN.to_owned(),
            source: String::new(),
            description: String::new(),
            unit: String::new(),
            later: String::new(),
            course: Vec::new(),
        }
    }

    /// What a value is from which day on; nothing when it stays.
    fn course(&self, path: &Path) -> &[(Date, String)] {
        self.history.get(path).filter(|course| course.len() > 1).map_or(&[], Vec::as_slice)
    }

    /// What a value becomes on later days, in words; empty when it stays.
    fn later(&self, path: &Path, with_marks: bool) -> String {
        let course = self.course(path);
        if course.is_empty() {
            return String::new();
        }
        let told = |(day, value): &(Date, String)| {
            let marks = if with_marks { self.marked_by(path, *day) } else { String::new() };
            let value = if with_marks { value.clone() } else { at_a_glance(value) };
            format!("{value} vanaf {day}{marks}")
        };
        let steps = &course[1..];
        match steps {
            [first, second, .., last] if steps.len() > MOST_TOLD => {
                let between = steps.len() - 3;
                format!("{}, {}, … ({between} stappen), {}", told(first), told(second), told(last))
            }
            _ => steps.iter().map(told).collect::<Vec<_>>().join(", "),
        }
    }

    /// The measures that make a value what it is on a day, each with its mark.
    fn marked_by(&self, path: &Path, day: Date) -> String {
        let measures = self.scenario.iter().flat_map(|scenario| &scenario.maatregelen);
        let holds = measures.filter(|(_, measure)| {
            measure.vanaf.is_none_or(|from| from <= day) && measure.tot.is_none_or(|to| day <= to)
        });
        let marks: Vec<String> = holds
            .filter(|(name, _)| touches(&self.merged, name, path))
            .filter_map(|(name, _)| Some(format!("{name}: {}", mark_of(&self.merged, name)?)))
            .collect();
        if marks.is_empty() { String::new() } else { format!(" [{}]", marks.join("; ")) }
    }

    /// Every default of the table that this scenario uses, with its mark.
    pub fn defaults_used(&self) -> Vec<Shown> {
        self.provenance
            .values
            .iter()
            .filter(|value| value.is_default)
            .map(|value| value.shown.clone())
            .collect()
    }
}

/// A number along a ramp in two decimals; other values as they are.
fn at_a_glance(value: &str) -> String {
    let n_decimals = value.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    match value.parse::<f64>() {
        Ok(number) if n_decimals > 2 => ((number * 100.0).round() / 100.0).to_string(),
        _ => value.to_owned(),
    }
}
