//! What differs between a base and its variants, figure by figure: `verschillen.csv` and the table for a reader.

use super::number;
use super::table::{Cell, Table};
use super::words;
use crate::experiment::measure::{Cut, Measure, Unit};
use crate::experiment::results::{Compared, Comparison, Results};

/// Every paired difference; one to a row.
pub fn data(comparisons: &[Comparison]) -> Table {
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
        "optie",
    ];
    let mut table = Table::new("verschillen", &names.map(|name| (name, "")));
    let rows = comparisons.iter().flat_map(|comparison| known(comparison).map(move |row| (comparison, row)));
    for (comparison, row) in rows {
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
            Cell::text(&comparison.variant),
        ]);
    }
    table
}

/// The measures that a reader asks for first, with short names: of channels, journeys and teams.
const OF_CHANNEL: &[(Measure, &str)] = &[
    (Measure::Offered, "contacten"),
    (Measure::WithinOffered, "binnen drempel"),
    (Measure::AbandonedShare, "haakt af"),
    (Measure::WaitServed, "wachttijd"),
    (Measure::WaitServedP90, "wachttijd 9 van 10"),
];
const OF_JOURNEY: &[(Measure, &str)] = &[
    (Measure::Journeys, "aantal"),
    (Measure::LeadTime, "doorlooptijd"),
    (Measure::LeadTimeP90, "doorlooptijd 9 van 10"),
    (Measure::ContactsPerJourney, "contacten per klantreis"),
    (Measure::Mark, "cijfer"),
];
const OF_TEAM: &[(Measure, &str)] =
    &[(Measure::Occupancy, "bezettingsgraad"), (Measure::OvertimeHours, "uren na diensttijd")];

/// Those measures with their differences, as far as something differs.
pub fn differences(comparison: &Comparison) -> Table {
    let titles = ["meting", "basis", "variant", "verschil", "corr.", "oordeel"];
    let mut table = Table::new("verschillen", &titles.map(|title| (title, "")));
    for row in known(comparison).filter(|row| !is_same(row)) {
        let Some((part, name)) = asked(row) else { continue };
        let unit = row.measure.unit();
        let pairing =
            format!("{}\n{}", number::number(row.paired.correlation, 2), gain(row.paired.variance_ratio));
        table.push([
            Cell::Text(format!("{part}\n{name}")),
            Cell::Text(number::value(row.base.value, unit)),
            Cell::Text(number::value(row.variant.value, unit)),
            Cell::Text(number::difference_figure(row.paired.difference, unit)),
            Cell::Text(pairing),
            Cell::text(words::comparison(row.verdict)),
        ]);
    }
    table
}

/// What is said of the measures in which nothing differs; none when there are none.
pub fn rest(comparison: &Comparison) -> Option<String> {
    let same = known(comparison).filter(|row| asked(row).is_some() && is_same(row)).count();
    match same {
        0 => None,
        1 => Some("Eén cijfer is in beide precies gelijk.".to_owned()),
        n => Some(format!("{n} andere cijfers zijn in beide precies gelijk.")),
    }
}

/// In no replication any difference.
fn is_same(row: &Compared) -> bool {
    let difference = row.paired.difference;
    difference.value == 0.0 && difference.low == 0.0 && difference.high == 0.0
}

/// The part and the short name of a figure that is asked for.
fn asked(row: &Compared) -> Option<(&str, &'static str)> {
    if row.cut == Cut::default() {
        return of_all(row).map(|name| ("alles", name));
    }
    let Cut { channel, journey, team, .. } = &row.cut;
    let (part, measures) = match (channel, journey, team) {
        (Some(channel), None, None) => (channel, OF_CHANNEL),
        (None, Some(journey), None) => (journey, OF_JOURNEY),
        (None, None, Some(team)) => (team, OF_TEAM),
        _ => return None,
    };
    let (_, name) = measures.iter().find(|(measure, _)| *measure == row.measure)?;
    Some((part, name))
}

/// Of everything together only marks: how they are, and where their points go as far as that shows.
fn of_all(row: &Compared) -> Option<&'static str> {
    let shows = row.measure.unit() == Unit::Points && row.paired.difference.value.abs() >= 0.005;
    let is_asked = matches!(row.measure, Measure::Mark | Measure::HighMarkShare | Measure::LowMarkShare);
    (shows || is_asked).then(|| row.measure.label())
}

/// The comparison without figures that the results of base or variant do not show.
pub fn shown_only(mut comparison: Comparison, results: [&Results; 2]) -> Comparison {
    let is_shown = |row: &Compared| {
        let Cut { segment, village, .. } = &row.cut;
        let is_group = segment.is_some() || village.is_some();
        !is_group || results.iter().all(|results| results.get(row.measure, &row.cut).is_some())
    };
    comparison.rows.retain(is_shown);
    comparison
}

/// Figures over the whole day that exist on both sides.
fn known(comparison: &Comparison) -> impl Iterator<Item = &Compared> {
    comparison.rows.iter().filter(|row| {
        let is_whole = row.cut.hour.is_none() && row.cut.weekday.is_none();
        is_whole && row.base.value.is_finite() && row.variant.value.is_finite()
    })
}

fn gain(variance_ratio: f64) -> String {
    match variance_ratio {
        f64::INFINITY => "∞".to_owned(),
        ratio if ratio > words::MOST_GAIN => ">\u{a0}1.000×".to_owned(),
        ratio => number::number(ratio, 1) + "×",
    }
}
