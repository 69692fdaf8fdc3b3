//! `rapport.html` of a batch, answer first, and the same answer for a terminal.

use minijinja::context;
use minijinja::value::Value;

use super::charts;
use super::found::Found;
use super::label::Label;
use crate::experiment::measure::{Good, Unit};
use crate::report::html::parts::{chart, quoted, table};
use crate::report::html::render;
use crate::report::number;
use crate::report::table::{Cell, Table};
use crate::stats::interval::Estimate;

/// Points of the table.
const SHOWN: usize = 10;

pub fn page(found: &Found) -> String {
    let head = &found.head;
    let drawn = charts::all(found);
    // the charts of one figure stand under one title
    let is_first = |index: usize| index == 0 || drawn[index - 1].title() != drawn[index].title();
    let charts = drawn.iter().enumerate().map(|(index, it)| {
        let title = is_first(index).then(|| it.title());
        context! { title, note => it.note(), chart => chart(|width| it.draw(width)) }
    });
    let charts: Vec<Value> = charts.collect();
    let best = best(found);
    render(
        "batch.html",
        context! {
            title => head.facts.name.as_str(),
            about => about(found),
            answer => answer(found).iter().map(|text| quoted(text)).collect::<Vec<_>>(),
            charts,
            best => table(&best_table(found, &best)),
            n_best => best.len(),
            ordered_by => ordered_by(found),
            n_points => number::count(head.facts.n_points as f64),
            replications => number::count(f64::from(head.facts.replications)),
            has_interval => head.facts.replications > 1,
            confidence => number::share_as_written(head.facts.confidence),
            seed => head.facts.seed.to_string(),
        },
    )
}

fn about(found: &Found) -> String {
    let head = &found.head;
    let scenarios = match &head.facts.scenarios[..] {
        [one] => one.clone(),
        many => format!("{} scenario's", many.len()),
    };
    let times = number::count(f64::from(head.facts.replications));
    let points = number::count(head.facts.n_points as f64);
    format!(
        "{scenarios}, {} t/m {}: {points} punten, elk {times} keer nagespeeld",
        head.facts.first_day, head.facts.last_day
    )
}

/// What one wants to know first.
pub fn answer(found: &Found) -> Vec<String> {
    let mut said = Vec::new();
    let n = found.head.facts.n_points;
    let all_met = |point: &usize| found.met[*point].1 > 0 && found.met[*point].0 == found.met[*point].1;
    let costs = found.labels.iter().position(Label::is_costs);
    let mark = found.labels.iter().position(Label::is_mark);
    if has_norms(found) {
        let good: Vec<usize> = (0..n).filter(all_met).collect();
        said.push(match good.len() {
            0 => format!(
                "In geen van de {} punten zijn alle normen aantoonbaar gehaald.",
                number::count(n as f64)
            ),
            some => {
                format!(
                    "In {} van de {} punten zijn alle normen aantoonbaar gehaald.",
                    number::count(some as f64),
                    number::count(n as f64)
                )
            }
        });
        let price = |point: &usize| Some((*point, found.figures[costs?][*point]?));
        let cheapest = good.iter().filter_map(price).min_by(|a, b| a.1.value.total_cmp(&b.1.value));
        if let Some((point, euro)) = cheapest {
            let told = found.labels[costs.expect("there is a price")].told(euro);
            said.push(format!("Daarvan kost het minst: {}, {told} in de periode.", named(found, point)));
        }
    }
    let shown = mark.or_else(|| if said.is_empty() { leading(found) } else { None });
    said.extend(shown.and_then(|label| range(found, label)));
    if said.is_empty() {
        said.push(format!("Er zijn {} punten nagespeeld.", number::count(n as f64)));
    }
    said
}

/// From where to where a figure goes over the points.
fn range(found: &Found, label: usize) -> Option<String> {
    let figures = found.figures[label].iter().enumerate();
    let known = figures.filter_map(|(point, figure)| Some((point, (*figure)?)));
    let known: Vec<(usize, Estimate)> = known.filter(|(_, figure)| figure.value.is_finite()).collect();
    let by_value = |a: &&(usize, Estimate), b: &&(usize, Estimate)| a.1.value.total_cmp(&b.1.value);
    let (low, high) = (known.iter().min_by(by_value)?, known.iter().max_by(by_value)?);
    let label = &found.labels[label];
    let title = if label.is_mark() { "cijfer".to_owned() } else { label.title() };
    let mut first = title.chars();
    let title: String = first.next().into_iter().flat_map(char::to_uppercase).chain(first).collect();
    if low.1.value == high.1.value {
        return Some(format!("{title}: in elk punt {}.", label.told(low.1)));
    }
    let (at_low, at_high) = (named(found, low.0), named(found, high.0));
    Some(format!("{title}: van {} bij {at_low} tot {} bij {at_high}.", label.told(low.1), label.told(high.1)))
}

/// A point by its values: `medewerkers 8, inzetbaarheid 76%`; a path by its last key, where that tells axes apart.
fn named(found: &Found, point: usize) -> String {
    if found.places[point].is_empty() {
        return format!("punt {}", point + 1);
    }
    let values = (0..found.head.facts.axes.len())
        .map(|axis| format!("{} {}", found.axis_name(axis), found.told(point, axis)));
    values.collect::<Vec<_>>().join(", ")
}

/// The first figure that was kept of which one can say what is better; norms count apart.
fn leading(found: &Found) -> Option<usize> {
    found.labels.iter().position(|label| !label.is_norm() && label.good() != Good::Neither)
}

/// The figures that tell points with equally many norms apart: mark and costs, or the first that was kept.
fn deciding(found: &Found) -> Vec<usize> {
    let mark = found.labels.iter().position(Label::is_mark);
    let costs = found.labels.iter().position(Label::is_costs);
    let own: Vec<usize> = mark.into_iter().chain(costs).collect();
    if own.is_empty() { leading(found).into_iter().collect() } else { own }
}

fn has_norms(found: &Found) -> bool {
    found.met.iter().any(|(_, of)| *of > 0)
}

/// The best points by norms met, then by the figures that decide; none where those tell nothing apart.
fn best(found: &Found) -> Vec<usize> {
    let deciding = deciding(found);
    // what is not known comes last
    let worth = |label: usize, point: usize| match found.figures[label][point] {
        Some(figure) if figure.value.is_finite() => match found.labels[label].good() {
            Good::Less => -figure.value,
            _ => figure.value,
        },
        _ => f64::NEG_INFINITY,
    };
    let compare = |a: &usize, b: &usize| {
        let by_norms = found.met[*b].0.cmp(&found.met[*a].0);
        deciding.iter().fold(by_norms, |order, label| {
            order.then_with(|| worth(*label, *b).total_cmp(&worth(*label, *a)))
        })
    };
    let mut order: Vec<usize> =
        (0..found.head.facts.n_points).filter(|point| !found.places[*point].is_empty()).collect();
    order.sort_by(compare);
    let next = order.get(SHOWN).or(order.last());
    if order.first().zip(next).is_none_or(|(first, next)| compare(first, next).is_eq()) {
        return Vec::new();
    }
    order.truncate(SHOWN);
    order
}

/// By what the table is ordered.
fn ordered_by(found: &Found) -> String {
    let norms = has_norms(found).then(|| "de meeste normen gehaald".to_owned());
    let figure = |label: usize| {
        let way = if found.labels[label].good() == Good::Less { "laagste" } else { "hoogste" };
        format!("{} ({way} eerst)", found.labels[label].title())
    };
    norms.into_iter().chain(deciding(found).into_iter().map(figure)).collect::<Vec<_>>().join(", dan ")
}

fn best_table(found: &Found, points: &[usize]) -> Table {
    let axes = &found.head.facts.axes;
    let has_norms = has_norms(found);
    let shown = deciding(found);
    let title = |label: &Label| if label.is_costs() { label.title() + " (€)" } else { label.title() };
    let titles: Vec<String> = shown.iter().map(|label| title(&found.labels[*label])).collect();
    let mut columns: Vec<(&str, &str)> = vec![("punt", "")];
    columns.extend((0..axes.len()).map(|axis| (found.axis_name(axis), "")));
    columns.extend(has_norms.then_some(("normen gehaald", "")));
    columns.extend(titles.iter().map(|title| (title.as_str(), "")));
    let mut table = Table::new("punten", &columns);
    for point in points {
        let mut row = vec![Cell::Text((point + 1).to_string())];
        row.extend((0..axes.len()).map(|axis| Cell::Text(found.told(*point, axis))));
        let (met, of) = found.met[*point];
        row.extend(has_norms.then(|| Cell::Text(format!("{met} van {of}"))));
        row.extend(shown.iter().map(|label| match found.figures[*label][*point] {
            Some(figure) => Cell::Figure(figure, found.labels[*label].unit().unwrap_or(Unit::Count)),
            None => Cell::Empty,
        }));
        table.push(row);
    }
    table
}
