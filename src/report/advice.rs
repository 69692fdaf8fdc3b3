//! What to do first: where most is lost, what moves it, and how to try that. An order of losses, not proof of a cure.

use super::Footing;
use super::levers::{Lever, Levers};
use super::marks;
use super::number;
use super::view::{self, Dimension};
use super::words;
use crate::experiment::measure::{Cut, Measure, Unit};
use crate::experiment::results::{NormResult, NormVerdict, Results};
use crate::model::satisfaction::Term;
use crate::stats::interval::Estimate;

/// One thing to begin with.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What is lost, and where.
    pub text: String,
    pub lever: Lever,
    /// What to type to try it.
    pub command: Option<String>,
}

pub const NOTE: &str = "De volgorde is die van wat er verloren gaat. Dat een maatregel helpt, is hiermee niet bewezen: \
     zet haar in een variant en leg die met klantreis vergelijk naast dit scenario, met dezelfde klanten.";

/// Terms of the mark come before norms; more of either is no order to begin in.
const MOST_TERMS: usize = 3;
const MOST: usize = 5;
/// Points that are worth a line.
const LEAST: f64 = 0.01;

/// The largest losses that something in the scenario moves, each lever once.
pub fn lines(results: &Results, footing: &Footing) -> Vec<Line> {
    let levers = Levers { results, footing };
    let mut lines: Vec<Line> = Vec::new();
    let mut add = |found: Option<(String, Lever)>, most: usize| {
        if let Some((text, lever)) = found
            && lines.len() < most
            && lines.iter().all(|line| line.lever.path != lever.path)
        {
            let command = lever.change.as_ref().map(|to| command(&footing.file, &lever.path, to));
            lines.push(Line { text, lever, command });
        }
    };
    let cost = |term: Term| {
        let points = results.get(Measure::points(term), &Cut::default());
        points.filter(|points| points.value <= -LEAST).map(|points| (term, points))
    };
    let mut costs: Vec<(Term, Estimate)> = Term::ALL.iter().copied().filter_map(cost).collect();
    costs.sort_by(|a, b| a.1.value.total_cmp(&b.1.value));
    for (term, points) in costs {
        add(of_term(&levers, term, points), MOST_TERMS);
    }
    let gap = |norm: &NormResult| (norm.attained.value - norm.target).abs() / norm.target.abs().max(1e-9);
    let mut missed: Vec<&NormResult> =
        results.norms.iter().filter(|norm| norm.verdict == NormVerdict::Missed).collect();
    missed.sort_by(|a, b| gap(b).total_cmp(&gap(a)));
    for norm in missed {
        add(of_norm(&levers, norm), MOST);
    }
    lines
}

fn of_term(levers: &Levers, term: Term, points: Estimate) -> Option<(String, Lever)> {
    let results = levers.results;
    let measure = Measure::points(term);
    let journey = worst(results, Dimension::Journey, measure, Measure::Journeys);
    let channel = worst(results, Dimension::Channel, measure, Measure::Offered);
    let segment = hardest_hit(results, measure);
    let lever = levers.of_term(term, journey.map(|part| part.0), channel.map(|part| part.0))?;
    let mut where_most = Vec::new();
    if let Some((name, points)) = journey.filter(|_| view::names(results, Dimension::Journey).len() > 1) {
        where_most.push(format!("bij klantreis {name} (daar {})", lost(points)));
    }
    if let Some((name, points)) = channel.filter(|_| view::names(results, Dimension::Channel).len() > 1) {
        where_most.push(format!("via {name} ({} per contact)", lost(points)));
    }
    if let Some((name, points)) = segment.filter(|_| view::names(results, Dimension::Segment).len() > 1) {
        where_most.push(format!("per klant bij doelgroep {name} ({})", lost(points)));
    }
    let cost = taken(points);
    let bounds = number::bounds(cost, Unit::Points).map_or(String::new(), |bounds| format!(" ({bounds})"));
    let name = capital(&marks::term(term));
    let mut text = format!("{name} kost {} punt{bounds}", number::number(cost.value, 2));
    if !where_most.is_empty() {
        text.push_str(&format!("; het meest {}", where_most.join(", ")));
    }
    text.push('.');
    Some((said(text, &lever), lever))
}

fn of_norm(levers: &Levers, norm: &NormResult) -> Option<(String, Lever)> {
    let lever = levers.of_norm(&norm.name)?;
    Some((said(words::norm(norm), &lever), lever))
}

fn said(text: String, lever: &Lever) -> String {
    if lever.why.is_empty() { text } else { format!("{text} {}", lever.why) }
}

/// The part in which most points go in all: what each of it loses, as often as there is one.
fn worst<'r>(
    results: &'r Results,
    dimension: Dimension,
    points: Measure,
    times: Measure,
) -> Option<(&'r str, Estimate)> {
    let loss = |name: &'r str| {
        let cut = dimension.cut(name);
        let points = results.get(points, &cut).filter(|points| points.value < 0.0)?;
        Some((name, points, points.value * results.get(times, &cut)?.value))
    };
    let all = view::names(results, dimension).into_iter().filter_map(loss);
    all.min_by(|a, b| a.2.total_cmp(&b.2)).map(|(name, points, _)| (name, points))
}

/// The segment whose customers lose most each.
fn hardest_hit(results: &Results, points: Measure) -> Option<(&str, Estimate)> {
    let of =
        |name: &str| results.get(points, &Dimension::Segment.cut(name)).filter(|points| points.value < 0.0);
    let segments = view::names(results, Dimension::Segment).into_iter();
    let all = segments.filter_map(|name| Some((name, of(name)?)));
    all.min_by(|a, b| a.1.value.total_cmp(&b.1.value))
}

/// Points lost as a cost: above 0.
fn taken(points: Estimate) -> Estimate {
    Estimate { value: -points.value, low: -points.high, high: -points.low, ..points }
}

fn lost(points: Estimate) -> String {
    number::number(-points.value, 2)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn command(file: &str, path: &str, value: &str) -> String {
    let change = format!("{path}={value}");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.=%,/".contains(c);
    let quoted =
        |text: &str| if text.chars().all(is_plain) { text.to_owned() } else { format!("\"{text}\"") };
    format!("klantreis simuleer {} --zet {}", quoted(file), quoted(&change))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::results::Figure;
    use crate::report::sample::{self, estimate};
    use crate::scenario::Shown;

    fn shown(path: &str, value: &str) -> Shown {
        let text = String::new;
        Shown {
            path: path.into(),
            value: value.into(),
            origin: text(),
            mark: text(),
            description: text(),
            unit: text(),
            source: text(),
            later: text(),
            course: Vec::new(),
        }
    }

    fn footing() -> Footing {
        let given = [
            ("normen.telefoon.kanaal", "telefoon"),
            ("teams.kcc.doet", "[telefoon, e-mail]"),
            ("teams.kcc.diensten.dag.medewerkers", "12"),
            ("teams.kcc.diensten.piek.medewerkers", "4"),
            ("teams.kcc.onvolledig", "15%"),
        ];
        let given = given.map(|(path, value)| shown(path, value)).into();
        Footing { given, file: "mijn gemeente.yaml".into(), ..Footing::default() }
    }

    #[test]
    fn what_costs_most_comes_first_and_then_the_norms_each_with_what_to_try() {
        let mut results = sample::results();
        let mut put = |measure, cut: Cut, value| {
            let estimate = estimate(value, 0.01);
            results.figures.push(Figure { measure, cut, estimate, values: vec![] });
        };
        put(Measure::PointsIncomplete, Cut::default(), -0.31);
        put(Measure::PointsIncomplete, Dimension::Channel.cut("telefoon"), -0.35);
        put(Measure::PointsTravel, Cut::default(), -0.9);
        put(Measure::PointsUnclear, Cut::default(), -0.004);
        let lines = lines(&results, &footing());
        let paths: Vec<&str> = lines.iter().map(|line| line.lever.path.as_str()).collect();
        // nothing in this scenario shortens the way, and next to nothing is lost by what is unclear
        assert_eq!(paths, ["teams.kcc.onvolledig", "teams.kcc.diensten.dag.medewerkers"]);
        assert!(
            lines[0].text.starts_with(
                "Onvolledig kost 0,31 punt (0,30 tot 0,32); het meest via telefoon (0,35 per contact)"
            ),
            "{}",
            lines[0].text
        );
        let tried = lines[0].command.as_deref();
        assert_eq!(tried, Some("klantreis simuleer \"mijn gemeente.yaml\" --zet teams.kcc.onvolledig=7.5%"));
        assert!(lines[1].text.starts_with("Norm telefoon wordt niet gehaald: 74,2%"), "{}", lines[1].text);
        assert!(lines[1].text.contains("Team kcc is"), "{}", lines[1].text);
        assert!(lines[1].command.as_deref().is_some_and(|tried| tried.ends_with("dag.medewerkers=13")));
    }

    #[test]
    fn what_changes_on_a_date_is_told_and_not_tried_from_the_first_day() {
        let mut results = sample::results();
        let put = estimate(-0.31, 0.01);
        let (measure, cut) = (Measure::PointsIncomplete, Cut::default());
        for cut in [cut, Dimension::Channel.cut("telefoon")] {
            results.figures.push(Figure { measure, cut, estimate: put, values: vec![] });
        }
        let mut footing = footing();
        let incomplete = footing.given.iter_mut().find(|shown| shown.path.ends_with("onvolledig"));
        incomplete.expect("one of them").later = "10% vanaf 2025-01-01".into();
        let first = &lines(&results, &footing)[0];
        assert_eq!((first.lever.now.as_str(), first.lever.later.as_str()), ("15%", "10% vanaf 2025-01-01"));
        assert_eq!(first.command, None);
    }

    #[test]
    fn what_the_scenario_does_not_know_is_no_lever() {
        assert_eq!(lines(&sample::results(), &Footing::default()), []);
    }
}
