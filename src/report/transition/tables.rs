//! Before and after, dates, norms, nearness and euros in tables.

use super::answer::{kind, part};
use super::{difference, euro, since, span};
use crate::experiment::measure::Unit;
use crate::experiment::transition::{NormSeries, Transition, Turned, within};
use crate::report::table::{Cell, Table};
use crate::report::{number, words};

/// Marks before and after, of all, of areas and of doelgroepen.
pub fn changes(transition: &Transition, turned: &Turned, confidence: f64) -> Table {
    let windows = &turned.turn.windows;
    let head = |name: &str, window| format!("{name} ({})", span(&transition.months, window));
    let one = windows.is_one_year_after();
    let mut titles =
        vec!["wie".to_owned(), head("ervoor", &windows.before), head("eerste jaar", &windows.first)];
    titles.extend(["verschil".to_owned(), "oordeel".to_owned()]);
    if !one {
        titles.extend([head("laatste jaar", &windows.last), "verschil".to_owned(), "oordeel".to_owned()]);
    }
    let columns: Vec<(&str, &str)> = titles.iter().map(|title| (title.as_str(), "")).collect();
    let mut table = Table::new("voor-en-na", &columns);
    let _ = confidence;
    for change in &turned.changes {
        let name = match kind(&change.part) {
            "" => part(&change.part).to_owned(),
            kind => format!("{}\n{kind}", part(&change.part)),
        };
        let mut row = vec![Cell::Text(name), Cell::Figure(change.before, Unit::Mark)];
        for after in [&change.first, &change.last].into_iter().take(if one { 1 } else { 2 }) {
            row.extend([
                Cell::Figure(after.mark, Unit::Mark),
                Cell::Text(difference(after.paired.difference, Unit::Points)),
                Cell::text(words::comparison(after.verdict)),
            ]);
        }
        table.push(row);
    }
    table
}

/// What begins when, by the numbers in the charts.
pub fn events(transition: &Transition) -> Table {
    let mut table = Table::new("data", &[("nr.", ""), ("datum", ""), ("wat begint", "")]);
    for (number, event) in (1..).zip(&transition.events) {
        let merger = event.is_merger.then(|| "de fusie".to_owned());
        let names: Vec<String> = merger.into_iter().chain(event.names.iter().cloned()).collect();
        table.push([
            Cell::Text(format!("{number}.")),
            Cell::Text(words::date(event.day)),
            Cell::Text(names.join(", ")),
        ]);
    }
    table
}

/// Norms before and after, and from when they hold.
pub fn norms(transition: &Transition, turned: &Turned, confidence: f64) -> Table {
    let windows = &turned.turn.windows;
    let titles = ["norm", "ervoor", "eerste jaar", "laatste jaar", "houdt stand vanaf"];
    let mut table = Table::new("normen-in-de-tijd", &titles.map(|title| (title, "")));
    for (norm, holds) in transition.norms.iter().zip(&turned.norms) {
        let figure = |window| Cell::Figure(within(&norm.pairs, window, confidence), norm.unit);
        table.push([
            Cell::Text(format!("{}\n{}", norm.name, asked(norm))),
            figure(&windows.before),
            figure(&windows.first),
            figure(&windows.last),
            Cell::Text(since(holds, &transition.months)),
        ]);
    }
    table
}

pub fn asked(norm: &NormSeries) -> String {
    let bound = if norm.at_most { "hooguit" } else { "minstens" };
    format!("{bound} {}", number::as_written(norm.target, norm.unit))
}

pub fn years(transition: &Transition) -> Table {
    let titles = [
        "begrotingsjaar",
        "uren van teams",
        "maatregelen, eenmalig",
        "maatregelen, structureel",
        "frictie",
        "samen",
    ];
    let mut table = Table::new("kosten", &titles.map(|title| (title, "")));
    for year in &transition.years {
        let days = if year.days < 365 {
            format!("{}\n{} dagen", year.year, year.days)
        } else {
            year.year.to_string()
        };
        table.push([
            Cell::Text(days),
            Cell::Text(euro(year.staff.value)),
            Cell::Text(euro(year.once)),
            Cell::Text(euro(year.structural)),
            Cell::Text(euro(year.friction)),
            Cell::Text(euro(year.total().value)),
        ]);
    }
    table
}

/// Who lives within a quarter of an hour: by kern and in all, at the start and at the end.
pub fn nearness(transition: &Transition) -> Option<Table> {
    let places = transition.places.as_ref()?;
    let (first, last) = (places.stretches.first()?, places.stretches.last()?);
    let mut table = Table::new(
        "nabijheid",
        &[
            ("kern", ""),
            ("van de inwoners", ""),
            ("waarheen", ""),
            ("in het begin", ""),
            ("aan het eind", ""),
        ],
    );
    for (index, (start, end)) in first.channels.iter().zip(&last.channels).enumerate() {
        let to = start.channel.as_deref().unwrap_or("de dichtstbijzijnde open locatie");
        let mut row = |name: &str, share: f64, start: f64, end: f64| {
            table.push([
                Cell::text(name),
                Cell::Text(number::percent(share)),
                Cell::text(to),
                Cell::Text(number::percent(start)),
                Cell::Text(number::percent(end)),
            ]);
        };
        row("alle kernen", 1.0, start.all, end.all);
        for (home, (start, end)) in places.villages.iter().zip(start.villages.iter().zip(&end.villages)) {
            // by channel only where it differs from what is nearest at all
            if index == 0 {
                row(&home.name, home.share, *start, *end);
            }
        }
    }
    Some(table)
}
