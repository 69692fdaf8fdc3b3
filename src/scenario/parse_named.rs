//! Nodes that hold names with a value each: next steps, shares over channels, travel times.

use super::parse::{Parsed, Problem, below, collect, names, scalar, share, span, text};
use super::source::Spot;
use super::tree::{Node, Value};
use super::value::{Fout, grootte};
use crate::time::Span;

/// Next steps with their shares, as written; a single name has share 1.
pub fn routes(node: &Node) -> Parsed<Vec<(&str, f64, Spot)>> {
    match &node.value {
        Value::Map(entries) => collect(entries.iter().map(|entry| {
            let share = share(&entry.node).map_err(|problems| below(problems, &entry.key))?;
            Ok((entry.key.as_str(), share, entry.spot))
        })),
        Value::List(_) => Err(vec![
            Problem::new(node.spot, "hier hoort één stap, of stappen met delen")
                .hint("schrijf `daarna: { ophalen: 75%, bezorgen: 25% }`"),
        ]),
        Value::Scalar { .. } => Ok(vec![(text(node)?, 1.0, node.spot)]),
    }
}

/// Names with a value each, and where they stand.
fn named<'n, T>(
    node: &'n Node,
    example: &str,
    value: impl Fn(&Node) -> Parsed<T>,
) -> Parsed<Vec<(&'n str, T, Spot)>> {
    let Value::Map(entries) = &node.value else {
        let problem = Problem::new(node.spot, "hier horen namen met elk een deel");
        return Err(vec![problem.hint(format!("schrijf bijvoorbeeld `{example}`"))]);
    };
    collect(entries.iter().map(|entry| {
        let value = value(&entry.node).map_err(|problems| below(problems, &entry.key))?;
        Ok((entry.key.as_str(), value, entry.spot))
    }))
}

/// Names with a share each.
pub fn shares(node: &Node) -> Parsed<Vec<(&str, f64, Spot)>> {
    named(node, "{ telefoon: 60%, website: 40% }", share)
}

/// More of one journey do not follow from a step.
const MOST_FOLLOWING: f64 = 10.0;

/// Names with a mean number each: a percentage, or a number.
pub fn means(node: &Node) -> Parsed<Vec<(&str, f64, Spot)>> {
    named(node, "{ vraag-over-brief: 8% }", |node| {
        let value = scalar(node, |text| match text.trim_end().strip_suffix('%') {
            Some(percentage) => Ok(grootte(percentage)? / 100.0),
            None => grootte(text),
        })?;
        if value <= MOST_FOLLOWING {
            return Ok(value);
        }
        Err(vec![
            Problem::new(node.spot, format!("hier past hooguit {MOST_FOLLOWING} (1000%)"))
                .hint("schrijf hoeveel er gemiddeld volgen, bijvoorbeeld `8%` of `1.5`"),
        ])
    })
}

pub fn travel(node: &Node) -> Parsed<Vec<(&str, Span, Spot)>> {
    let Value::Map(entries) = &node.value else {
        return Err(vec![
            Problem::new(node.spot, "hier hoort een duur per locatie")
                .hint("schrijf `reistijd: { stadskantoor: 14 min }`"),
        ]);
    };
    collect(entries.iter().map(|entry| {
        let span = span(&entry.node).map_err(|problems| below(problems, &entry.key))?;
        Ok((entry.key.as_str(), span, entry.spot))
    }))
}

/// New names, each with a list of parts.
pub fn merges(node: &Node) -> Parsed<()> {
    if !matches!(node.value, Value::Map(_)) {
        return Err(vec![
            Problem::new(node.spot, "hier horen nieuwe namen met elk een lijst")
                .hint("schrijf `{ kcc: [brielle.kcc, westvoorne.telefonie] }`"),
        ]);
    }
    let each = node.entries().iter();
    collect(each.map(|entry| names(&entry.node).map_err(|problems| below(problems, &entry.key)))).map(drop)
}

/// Percentage points: `10 punten`.
pub fn points(node: &Node) -> Parsed<f64> {
    scalar(node, |text| {
        let number = text.trim_end().strip_suffix("punten").or_else(|| text.trim_end().strip_suffix("punt"));
        match number {
            Some(number) => grootte(number.trim()),
            None => Err(Fout::new("hier horen procentpunten").with_raad("schrijf bijvoorbeeld `10 punten`")),
        }
    })
}

/// Names, each with a file.
pub fn files(node: &Node) -> Parsed<()> {
    if !matches!(node.value, Value::Map(_)) {
        return Err(vec![
            Problem::new(node.spot, "hier horen namen met elk een bestand")
                .hint("schrijf `{ brielle: brielle.yaml, westvoorne: westvoorne.yaml }`"),
        ]);
    }
    collect(
        node.entries().iter().map(|entry| text(&entry.node).map_err(|problems| below(problems, &entry.key))),
    )
    .map(drop)
}
