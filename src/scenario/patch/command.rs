//! `--zet pad=waarde`: a measure from the command line, with the same rules and findings that show its text.

use super::change::looks_like_a_change;
use super::{Step, Verb};
use crate::diagnostic::{Diagnostic, Path};
use crate::scenario::findings::Findings;
use crate::scenario::parse::{Problem, nearest, short};
use crate::scenario::scope::is_off;
use crate::scenario::source::{Sources, Spot};
use crate::scenario::tree::{self, Node, Value};

/// The name of this measure, and of its text in findings.
const NAME: &str = "opdrachtregel";

/// The lines of the measure; those that switch another measure on or off are done at once.
pub fn steps(
    tree: &mut Node,
    sets: &[(String, String)],
    sources: &mut Sources,
    findings: &mut Findings,
) -> Vec<Step> {
    if sets.is_empty() {
        return Vec::new();
    }
    let lines: Vec<String> =
        sets.iter().map(|(path, value)| format!("{}={}", one_line(path), one_line(value))).collect();
    let file = sources.add(NAME, lines.join("\n"));
    let mut steps = Vec::new();
    for (index, (path, value)) in sets.iter().enumerate() {
        let line = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let (key_spot, value_spot) = spots(file, line, path);
        let node = match parsed(&one_line(value), value_spot) {
            Ok(node) => node,
            Err(finding) => {
                findings.add(finding.at(sources.place(value_spot)));
                continue;
            }
        };
        if path.starts_with("maatregelen.") {
            if let Err(problem) = switch(tree, path, &node, key_spot) {
                findings.error(sources, Path::parse(path), problem);
            }
            continue;
        }
        let verb = if looks_like_a_change(value) { Verb::Wijzig } else { Verb::Zet };
        let at = Path(vec![NAME.to_owned()]);
        steps.push(Step {
            measure: NAME.to_owned(),
            at,
            verb,
            pattern: path.trim().to_owned(),
            key_spot,
            node,
        });
    }
    steps
}

/// Writes what is set within `fusie` into a plan, before it is carried out, and gives back what is left to set.
pub fn into_plan(
    plan: &mut Node,
    sets: &[(String, String)],
    sources: &mut Sources,
    findings: &mut Findings,
) -> Vec<(String, String)> {
    let (own, rest): (Vec<_>, Vec<_>) =
        sets.iter().cloned().partition(|(path, _)| path.starts_with("fusie."));
    if own.is_empty() {
        return rest;
    }
    let lines: Vec<String> = own.iter().map(|(path, value)| one_line(&format!("{path}={value}"))).collect();
    let file = sources.add(NAME, lines.join("\n"));
    for (line, (path, value)) in (1..).zip(&own) {
        let (key_spot, value_spot) = spots(file, line, path);
        let keys = keys(path);
        let off = (1..keys.len()).find_map(|length| plan.at(&keys[..length]).filter(|node| is_off(node)));
        if let Some(node) = off {
            let word = node.text().unwrap_or_default();
            let problem = Problem::new(key_spot, format!("{} staat in het plan op `{word}`", short(path)))
                .hint("zet het in het plan eerst aan");
            findings.error(sources, Path(keys), problem);
            continue;
        }
        match parsed(&one_line(value), value_spot) {
            Ok(node) => {
                plan.put(&keys, node);
                let entry =
                    plan.at_mut(&keys[..keys.len() - 1].iter().map(String::as_str).collect::<Vec<_>>());
                let entries = entry.and_then(Node::entries_mut).into_iter().flatten();
                entries.filter(|entry| Some(&entry.key) == keys.last()).for_each(|it| it.spot = key_spot);
            }
            Err(finding) => findings.add(finding.at(sources.place(value_spot))),
        }
    }
    rest
}

/// A decision is on a path, which is one key.
fn keys(path: &str) -> Vec<String> {
    const DECISIONS: &str = "fusie.conflicten.";
    match path.strip_prefix(DECISIONS) {
        Some(decided) => ["fusie", "conflicten", decided].map(str::to_owned).to_vec(),
        None => Path::parse(path).0,
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// Where a path and its value stand on their line.
fn spots(file: u16, line: u32, path: &str) -> (Spot, Spot) {
    let length = u32::try_from(path.chars().count()).unwrap_or(u32::MAX);
    let key_spot = Spot { file, line, column: 1, length: length.max(1) };
    (key_spot, Spot { column: length.saturating_add(2), length: 1, ..key_spot })
}

fn parsed(value: &str, spot: Spot) -> Result<Node, Diagnostic> {
    let mut own = Sources::default();
    let file = own.add(NAME, value);
    let mut findings = Vec::new();
    let mut node = tree::parse(&own, file, &mut findings)?;
    if let Some(finding) = findings.into_iter().next() {
        return Err(finding);
    }
    if value.trim().is_empty() {
        node = Node::scalar("", spot);
    }
    place(&mut node, spot);
    Ok(node)
}

/// Moves the places of a value that was read by itself to where it stands on the command line.
fn place(node: &mut Node, start: Spot) {
    let moved = |spot: Spot| Spot {
        column: spot.column.saturating_add(start.column).saturating_sub(1),
        length: spot.length,
        ..start
    };
    node.spot = moved(node.spot);
    match &mut node.value {
        Value::Scalar { .. } => {}
        Value::List(nodes) => nodes.iter_mut().for_each(|node| place(node, start)),
        Value::Map(entries) => {
            for entry in entries {
                entry.spot = moved(entry.spot);
                place(&mut entry.node, start);
            }
        }
    }
}

/// `maatregelen.naam.aan=nee`, or `kracht`.
fn switch(tree: &mut Node, path: &str, node: &Node, spot: Spot) -> Result<(), Problem> {
    let path = Path::parse(path);
    let [_, name, key] = path.0.as_slice() else {
        return Err(Problem::new(spot, "van een maatregel is hier alleen `aan` of `kracht` te zetten")
            .hint("schrijf `maatregelen.naam.aan=nee`"));
    };
    if !matches!(key.as_str(), "aan" | "kracht") {
        return Err(Problem::new(spot, format!("`{key}` van een maatregel is hier niet te zetten"))
            .hint("schrijf `maatregelen.naam.aan=nee`"));
    }
    let measures = tree.get("maatregelen").map_or(&[][..], Node::entries);
    if !measures.iter().any(|measure| measure.key == *name) {
        let problem = Problem::new(spot, format!("{} staat niet in `maatregelen`", short(name)));
        return Err(match nearest(name, measures.iter().map(|measure| measure.key.as_str())) {
            Some(meant) => problem.hint(format!("bedoelt u `{meant}`?")),
            None => problem,
        });
    }
    tree.put(&path.0, node.clone());
    Ok(())
}

/// Writes the lines of the command line into the measures of a tree; a path that comes twice makes a new measure.
pub fn write(tree: &mut Node, steps: &[Step]) {
    let mut number = 1;
    for step in steps {
        let verb = if step.verb == Verb::Zet { "zet" } else { "wijzig" };
        let path = |number: usize| {
            let name = if number == 1 { NAME.to_owned() } else { format!("{NAME}-{number}") };
            ["maatregelen".to_owned(), name, verb.to_owned(), step.pattern.clone()]
        };
        while tree.at(&path(number)).is_some() {
            number += 1;
        }
        tree.put(&path(number), step.node.clone());
    }
}
