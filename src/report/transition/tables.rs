//! Before and after, dates, norms, nearness and euros in tables.

use super::answer::{kind, part};
use super::{difference, euro, kept, span};
use crate::experiment::measure::Unit;
use crate::experiment::transition::{NormSeries, Saving, Transition, Turned, within};
use crate::report::table::{Cell, Table};
use crate::report::{number, words};

/// Marks before and after, of all, of areas and of doelgroepen.
pub fn changes(turned: &Turned) -> Table {
    let n_after = if turned.turn.windows.is_one_year_after() { 1 } else { 2 };
    let titles = ["wie", "ervoor", "eerste jaar", "verschil", "laatste jaar", "verschil "];
    let mut table = Table::new("voor-en-na", &titles.map(|title| (title, ""))[..2 + 2 * n_after]);
    for change in &turned.changes {
        let name = match kind(&change.part) {
            "" => part(&change.part).to_owned(),
            kind => format!("{}\n{kind}", part(&change.part)),
        };
        let mut row = vec![Cell::Text(name), Cell::Figure(change.before, Unit::Mark)];
        for after in [&change.first, &change.last].into_iter().take(n_after) {
            let gap = difference(after.paired.difference, Unit::Points);
            let (value, bounds) = gap.split_once('\n').unwrap_or((&gap, ""));
            row.extend([
                Cell::Figure(after.mark, Unit::Mark),
                Cell::Text(format!("{value} {}\n{bounds}", words::comparison(after.verdict))),
            ]);
        }
        table.push(row);
    }
    table
}

/// Which months are compared.
pub fn windows(transition: &Transition, turned: &Turned) -> String {
    let windows = &turned.turn.windows;
    let span = |window| span(&transition.months, window);
    let last = if windows.is_one_year_after() {
        String::new()
    } else {
        format!("; laatste jaar: {}", span(&windows.last))
    };
    format!("Ervoor: {}; eerste jaar: {}{last}.", span(&windows.before), span(&windows.first))
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
    let titles = ["norm", "ervoor", "eerste jaar", "laatste jaar", "gehaald vanaf het keerpunt"];
    let mut table = Table::new("normen-in-de-tijd", &titles.map(|title| (title, "")));
    for (norm, holds) in transition.norms.iter().zip(&turned.norms) {
        let figure = |window| Cell::Figure(within(&norm.pairs, window, confidence), norm.unit);
        table.push([
            Cell::Text(format!("{}\n{}", norm.name, asked(norm))),
            figure(&windows.before),
            figure(&windows.first),
            figure(&windows.last),
            below(kept(holds, &transition.months)),
        ]);
    }
    table
}

/// A line and what is said below it.
pub fn below((text, below): (String, String)) -> Cell {
    Cell::Text(if below.is_empty() { text } else { format!("{text}\n{below}") })
}

pub fn asked(norm: &NormSeries) -> String {
    let bound = if norm.at_most { "hooguit" } else { "minstens" };
    format!("{bound} {}", number::as_written(norm.target, norm.unit))
}

/// Of each day on which something saves: how each norm is kept from then on; none where nothing saves.
pub fn savings(transition: &Transition, turned: &Turned) -> Option<Table> {
    let days: Vec<String> = turned
        .savings
        .iter()
        .map(|it| format!("{}, {}", it.names.join(" en "), words::date(it.from)))
        .collect();
    let columns: Vec<(&str, &str)> =
        std::iter::once(("norm", "")).chain(days.iter().map(|day| (day.as_str(), ""))).collect();
    let mut table = Table::new("besparingen", &columns);
    for (index, norm) in transition.norms.iter().enumerate() {
        let of = |saving: &Saving| below(kept(&saving.norms[index], &transition.months));
        let name = Cell::Text(format!("{}\n{}", norm.name, asked(norm)));
        table.push(std::iter::once(name).chain(turned.savings.iter().map(of)));
    }
    (!turned.savings.is_empty()).then_some(table)
}

pub fn years(transition: &Transition) -> Table {
    let titles = [
        "begrotingsjaar",
        "uren van teams",
        "maatregelen, structureel",
        "maatregelen, eenmalig",
        "frictie, eenmalig",
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
            Cell::Text(euro(year.structural)),
            Cell::Text(euro(year.once)),
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
    let titles = ["kern", "van de inwoners", "in het begin", "aan het eind"];
    let mut table = Table::new("nabijheid", &titles.map(|title| (title, "")));
    let mut row = |name: String, share: f64, start: f64, end: f64| {
        let shares = [share, start, end].map(|share| Cell::Text(number::percent(share)));
        table.push(std::iter::once(Cell::Text(name)).chain(shares));
    };
    for (start, end) in first.channels.iter().zip(&last.channels) {
        match &start.channel {
            Some(channel) => row(format!("alle kernen, alleen {channel}"), 1.0, start.all, end.all),
            None => {
                row("alle kernen".to_owned(), 1.0, start.all, end.all);
                let homes = places.villages.iter().zip(start.villages.iter().zip(&end.villages));
                homes.for_each(|(home, (start, end))| row(home.name.clone(), home.share, *start, *end));
            }
        }
    }
    Some(table)
}
