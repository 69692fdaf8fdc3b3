//! Nodes to values that lie in time: when a measure holds, how it comes and goes, what it asks; demand over the years.

use super::parse::{Parsed, Problem, below, choice, collect, number, scalar, text};
use super::patterns;
use super::source::Spot;
use super::tree::{Node, Value};
use super::value::{self, Inspanning, Moment, Verloop, dagen_van, inspanning, recht};

pub fn moment(node: &Node) -> Parsed<Moment> {
    scalar(node, value::moment)
}

/// `at_once` stands for [`Verloop::Meteen`].
pub fn course(node: &Node, at_once: &str) -> Parsed<Verloop> {
    if let Value::Map(entries) = &node.value {
        return match &entries[..] {
            [entry] if entry.key == "halfwaarde" => {
                let days = scalar(&entry.node, dagen_van).map_err(|problems| below(problems, &entry.key))?;
                Ok(Verloop::Halfwaarde(days))
            }
            _ => Err(vec![
                Problem::new(node.spot, "hier hoort alleen `halfwaarde`")
                    .hint("schrijf bijvoorbeeld `{ halfwaarde: 3 maanden }`"),
            ]),
        };
    }
    if node.text() == Some(at_once) {
        return Ok(Verloop::Meteen);
    }
    let hint = format!("schrijf `{at_once}`, een duur, of `{{ halfwaarde: 3 maanden }}`");
    scalar(node, recht)
        .map_err(|problems| problems.into_iter().map(|problem| problem.hint(hint.clone())).collect())
}

/// Teams, or `alle`, with the hours asked of them; `over` is no team.
pub fn effort(node: &Node) -> Parsed<Vec<(&str, Inspanning, Spot)>> {
    let Value::Map(entries) = &node.value else {
        return Err(vec![
            Problem::new(node.spot, "hier horen teams met elk een aantal uren")
                .hint("schrijf bijvoorbeeld `{ alle: 16 uur per medewerker }`"),
        ]);
    };
    collect(entries.iter().filter(|entry| entry.key != OVER).map(|entry| {
        let hours = scalar(&entry.node, inspanning).map_err(|problems| below(problems, &entry.key))?;
        Ok((entry.key.as_str(), hours, entry.spot))
    }))
}

/// In how many days the hours are spent, where that is written.
pub fn effort_over(node: &Node) -> Parsed<Option<f64>> {
    node.get(OVER).map(|over| scalar(over, dagen_van)).transpose()
}

const OVER: &str = "over";

/// A factor for each year, ascending; empty: every year is alike.
pub fn years(node: &Node) -> Parsed<Vec<(i16, f64)>> {
    let Value::Map(entries) = &node.value else {
        let name = text(node)?;
        return match patterns::years(name) {
            Some(years) => Ok(years),
            None => choice(node, patterns::YEARS, &[]).map(|_| Vec::new()),
        };
    };
    let mut years = collect(entries.iter().map(|entry| {
        let year =
            entry.key.parse::<i16>().ok().filter(|year| (1900..2200).contains(year)).ok_or_else(|| {
                vec![
                    Problem::new(entry.spot, format!("`{}` is geen jaar", entry.key))
                        .hint("schrijf bijvoorbeeld `{ 2023: 0.6, 2024: 1 }`"),
                ]
            })?;
        Ok((year, number(&entry.node).map_err(|problems| below(problems, &entry.key))?))
    }))?;
    years.sort_by_key(|(year, _)| *year);
    Ok(years)
}
