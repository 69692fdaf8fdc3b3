//! What differs between a base and a variant: `verschillen.csv` and the table for a reader.

use super::number;
use super::table::{Cell, Table};
use super::words;
use crate::experiment::measure::{Cut, Measure};
use crate::experiment::results::{Compared, Comparison, Verdict};
use crate::stats::interval::Estimate;

/// Every paired difference; one to a row.
pub fn data(comparison: &Comparison) -> Table {
    let names = [
        "meting",
        "kanaal",
        "klantreis",
        "doelgroep",
        "team",
        "kern",
        "locatie",
        "eenheid",
        "basis",
        "variant",
        "verschil",
        "laag",
        "hoog",
        "n",
        "correlatie",
        "variantieverhouding",
        "oordeel",
    ];
    let mut table = Table::new("verschillen", &names.map(|name| (name, "")));
    for row in known(comparison) {
        let (cut, difference) = (&row.cut, row.paired.difference);
        table.push([
            Cell::text(row.measure.id()),
            Cell::optional(cut.channel.as_deref()),
            Cell::optional(cut.journey.as_deref()),
            Cell::optional(cut.segment.as_deref()),
            Cell::optional(cut.team.as_deref()),
            Cell::optional(cut.village.as_deref()),
            Cell::optional(cut.location.as_deref()),
            Cell::text(number::unit_name(row.measure.unit())),
            Cell::Number(row.base.value),
            Cell::Number(row.variant.value),
            Cell::Number(difference.value),
            Cell::Number(difference.low),
            Cell::Number(difference.high),
            Cell::Number(difference.n as f64),
            Cell::Number(row.paired.correlation),
            Cell::Number(row.paired.variance_ratio),
            Cell::text(words::comparison(row.verdict)),
        ]);
    }
    table
}

/// The measures that a reader asks for first, over channels, teams and journeys.
pub fn differences(comparison: &Comparison) -> Table {
    use Measure::*;
    const ASKED: [Measure; 9] = [
        Offered,
        WithinOffered,
        AbandonedShare,
        WaitServed,
        WaitServedP90,
        Occupancy,
        LeadTime,
        LeadTimeP90,
        ContactsPerJourney,
    ];
    let mut table = Table::new(
        "verschillen",
        &[
            ("meting", ""),
            ("basis", ""),
            ("variant", ""),
            ("verschil", ""),
            ("corr.", ""),
            ("winst", ""),
            ("oordeel", ""),
        ],
    );
    let asked = known(comparison).filter(|row| ASKED.contains(&row.measure) && part(&row.cut).is_some());
    for row in asked {
        let unit = row.measure.unit();
        let part = part(&row.cut).expect("just looked");
        table.push([
            Cell::Text(format!("{part}: {}", row.measure.label())),
            Cell::Text(number::value(row.base.value, unit)),
            Cell::Text(number::value(row.variant.value, unit)),
            Cell::Text(difference(row.paired.difference, row)),
            Cell::Text(number::number(row.paired.correlation, 2)),
            Cell::Text(gain(row.paired.variance_ratio)),
            Cell::text(words::comparison(row.verdict)),
        ]);
    }
    table
}

/// The verdict in one sentence for each thing that changed, those that matter most to a resident first.
pub fn answer(comparison: &Comparison) -> Vec<String> {
    let mut sentences = Vec::new();
    for (base, variant) in &comparison.norms {
        sentences.push(format!(
            "Norm {}: in de basis {} ({}), in de variant {} ({}).",
            base.name,
            words::verdict(base.verdict),
            number::value(base.attained.value, words::unit(base)),
            words::verdict(variant.verdict),
            number::value(variant.attained.value, words::unit(variant)),
        ));
    }
    let rows = differences_of(comparison, Measure::WaitServed);
    for row in rows {
        let part = part(&row.cut).expect("just looked");
        let difference = difference(row.paired.difference, row).replace('\n', " (") + ")";
        sentences.push(match row.verdict {
            Verdict::Better => format!("Bij {part} wacht men korter: {difference}."),
            Verdict::Worse => format!("Bij {part} wacht men langer: {difference}."),
            Verdict::Different | Verdict::NotToBeToldApart => {
                format!("Of men bij {part} anders wacht, is niet te onderscheiden van toeval: {difference}.")
            }
        });
    }
    sentences
}

fn differences_of(comparison: &Comparison, measure: Measure) -> impl Iterator<Item = &Compared> {
    known(comparison).filter(move |row| row.measure == measure && row.cut.channel.is_some())
}

/// Figures over the whole day that exist on both sides.
fn known(comparison: &Comparison) -> impl Iterator<Item = &Compared> {
    comparison.rows.iter().filter(|row| {
        let is_whole = row.cut.hour.is_none() && row.cut.weekday.is_none();
        is_whole && row.base.value.is_finite() && row.variant.value.is_finite()
    })
}

/// The channel, team or journey that a figure is about.
fn part(cut: &Cut) -> Option<&str> {
    let named = [&cut.channel, &cut.team, &cut.journey].into_iter().flatten();
    named.map(String::as_str).next()
}

/// The difference above its interval.
fn difference(estimate: Estimate, row: &Compared) -> String {
    let unit = row.measure.unit();
    let value = number::difference(estimate.value, unit);
    number::difference_bounds(estimate, unit).map_or(value.clone(), |bounds| format!("{value}\n{bounds}"))
}

fn gain(variance_ratio: f64) -> String {
    if variance_ratio == f64::INFINITY { "∞".to_owned() } else { number::number(variance_ratio, 1) + "×" }
}
