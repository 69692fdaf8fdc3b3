//! `rapport.html` of a batch, answer first, and the same answer for a terminal.

use minijinja::context;
use minijinja::value::Value;

use super::charts;
use super::found::Found;
use super::label::Label;
use crate::experiment::measure::Unit;
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
    let order = best(found);
    let all_met = |point: &usize| found.met[*point].1 > 0 && found.met[*point].0 == found.met[*point].1;
    let costs = found.labels.iter().position(|label| label.is_costs());
    let mark = found.labels.iter().position(|label| label.is_mark());
    if found.met.iter().any(|(_, of)| *of > 0) {
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
    if let Some(mark) = mark {
        let figure =
            |point: usize| Some((point, found.figures[mark][point].filter(|it| it.value.is_finite())?));
        let marks: Vec<(usize, Estimate)> = (0..n).filter_map(figure).collect();
        let by_value = |a: &&(usize, Estimate), b: &&(usize, Estimate)| a.1.value.total_cmp(&b.1.value);
        if let (Some(low), Some(high)) = (marks.iter().min_by(by_value), marks.iter().max_by(by_value)) {
            let told = |figure: Estimate| found.labels[mark].told(figure);
            said.push(format!(
                "Het cijfer loopt van {} bij {} tot {} bij {}.",
                told(low.1),
                named(found, low.0),
                told(high.1),
                named(found, high.0)
            ));
        }
    }
    if said.is_empty() {
        let first = order.first().map(|point| named(found, *point)).unwrap_or_default();
        said.push(format!("Er zijn {} punten nagespeeld, te beginnen met {first}.", number::count(n as f64)));
    }
    said
}

/// A point by its values: `medewerkers 8, inzetbaarheid 76%`; a path by its last key, where that tells axes apart.
fn named(found: &Found, point: usize) -> String {
    let axes = &found.head.facts.axes;
    let last = |axis: usize| axes[axis].path.rsplit('.').next().unwrap_or_default();
    let name = |axis: usize| {
        let is_alone = (0..axes.len()).filter(|other| last(*other) == last(axis)).count() == 1;
        if is_alone { last(axis) } else { axes[axis].path.as_str() }
    };
    if found.places[point].is_empty() {
        return format!("punt {}", point + 1);
    }
    (0..axes.len())
        .map(|axis| format!("{} {}", name(axis), found.told(point, axis)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Points with most norms met first, then by mark, then by what they cost.
fn best(found: &Found) -> Vec<usize> {
    let value = |label: Option<usize>, point: usize, none: f64| {
        label.and_then(|label| found.figures[label][point]).map_or(none, |figure| figure.value)
    };
    let costs = found.labels.iter().position(|label| label.is_costs());
    let mark = found.labels.iter().position(|label| label.is_mark());
    let mut order: Vec<usize> =
        (0..found.head.facts.n_points).filter(|point| !found.places[*point].is_empty()).collect();
    order.sort_by(|a, b| {
        let by_norms = found.met[*b].0.cmp(&found.met[*a].0);
        let by_mark = value(mark, *b, 0.0).total_cmp(&value(mark, *a, 0.0));
        let by_costs = value(costs, *a, f64::MAX).total_cmp(&value(costs, *b, f64::MAX));
        by_norms.then(by_mark).then(by_costs).then(a.cmp(b))
    });
    order.truncate(SHOWN);
    order
}

fn best_table(found: &Found, points: &[usize]) -> Table {
    let axes = &found.head.facts.axes;
    let has_norms = found.met.iter().any(|(_, of)| *of > 0);
    let shown: Vec<usize> = (0..found.labels.len())
        .filter(|it| found.labels[*it].is_mark() || found.labels[*it].is_costs())
        .collect();
    let title = |label: &Label| if label.is_costs() { label.title() + " (€)" } else { label.title() };
    let titles: Vec<String> = shown.iter().map(|label| title(&found.labels[*label])).collect();
    let mut columns: Vec<(&str, &str)> = vec![("punt", "")];
    columns.extend(axes.iter().map(|axis| (axis.path.as_str(), "")));
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
