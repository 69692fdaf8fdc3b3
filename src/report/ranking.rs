//! The measures of a bundle in the order of what they bring for their effort.

use serde_json::{Value, json};

use super::table::{Cell, Table};
use super::{number, text, words};
use crate::experiment::measure::Unit;
use crate::experiment::ranking::{Ranking, Step};
use crate::experiment::results::Verdict;
use crate::stats::interval::Estimate;

/// For a terminal.
pub fn text(name: &str, group: &str, ranking: &Ranking) -> String {
    let opening = format!(
        "{name}: wat de maatregelen van `{group}` het gemiddelde cijfer brengen ({} keer nagespeeld). {}",
        ranking.replications,
        around(ranking),
    );
    format!(
        "\n{}\n\n{}\n\n{}\n",
        text::wrapped(&opening, 0),
        text::table(&steps(ranking)),
        text::wrapped(&next(&ranking.steps), 0)
    )
}

/// For a terminal, as a part of more.
pub fn steps_text(name: &str, ranking: &Ranking) -> String {
    let opening = format!("{name}, per maatregel. {}", around(ranking));
    format!("\n{}\n{}\n", text::wrapped(&opening, 0), text::table(&steps(ranking)))
}

/// With none of them, and with all.
pub fn around(ranking: &Ranking) -> String {
    format!(
        "Zonder: {}; met alle samen: {}.",
        number::figure(ranking.without, Unit::Mark),
        match number::difference_bounds(ranking.together, Unit::Mark) {
            Some(bounds) => format!("{} ({bounds})", number::difference(ranking.together.value, Unit::Mark)),
            None => gain(ranking.together),
        },
    )
}

/// A measure to a row.
pub fn steps(ranking: &Ranking) -> Table {
    let mut table = Table::new(
        "stappen",
        &[
            ("stap", ""),
            ("uren", ""),
            ("euro", ""),
            ("alleen", ""),
            ("in het geheel", ""),
            ("per 100 uur", ""),
        ],
    );
    for step in &ranking.steps {
        table.push([
            Cell::text(&step.name),
            Cell::Text(asked(step.hours)),
            Cell::Text(asked(step.euro)),
            Cell::Text(gain(step.alone)),
            Cell::Text(gain(step.on_top)),
            Cell::Text(step.per_hundred_hours().map_or(number::NONE.to_owned(), |it| number::number(it, 3))),
        ]);
    }
    table
}

fn asked(size: f64) -> String {
    if size > 0.0 { number::count(size) } else { number::NONE.to_owned() }
}

fn gain(difference: Estimate) -> String {
    let value = number::difference(difference.value, Unit::Mark);
    match number::difference_bounds(difference, Unit::Mark) {
        Some(bounds) => format!("{value}\n{bounds}"),
        None => value,
    }
}

/// What to do first.
fn next(steps: &[Step]) -> String {
    let Some(first) = steps.first().filter(|step| step.verdict == Verdict::Better) else {
        return "Van geen enkele stap is zeker dat zij het cijfer beter maakt; speel vaker na, of begin met wat het minst vraagt."
            .to_owned();
    };
    let why = match first.per_hundred_hours() {
        Some(_) => "die brengt per uur het meest",
        None => "die brengt het meest en vraagt geen uren",
    };
    format!("Volgende stap: {} ({why}).", first.name)
}

/// As data.
pub fn data(ranking: &Ranking) -> Value {
    let estimate = |it: Estimate| json!({ "waarde": it.value, "laag": it.low, "hoog": it.high });
    let step = |step: &Step| {
        json!({
            "maatregel": step.name,
            "vanaf": step.from.map(|date| date.to_string()),
            "uren": step.hours,
            "euro": step.euro,
            "alleen": estimate(step.alone),
            "in-het-geheel": estimate(step.on_top),
            "per-100-uur": step.per_hundred_hours(),
            "oordeel": words::comparison(step.verdict),
        })
    };
    json!({
        "herhalingen": ranking.replications,
        "zonder": estimate(ranking.without),
        "samen": estimate(ranking.together),
        "stappen": ranking.steps.iter().map(step).collect::<Vec<_>>(),
    })
}
