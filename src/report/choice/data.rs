//! The choice as data: an option, a thing that may not become worse, a difference between scenarios to a row.

use jiff::civil::Date;

use super::Shown;
use crate::experiment::comparison::Standing;
use crate::report::number;
use crate::report::table::{Cell, Table};
use crate::report::words;
use crate::stats::interval::Estimate;

/// keuze.csv.
pub fn options(shown: &Shown) -> Table {
    let names = [
        "optie",
        "hoofdcijfer",
        "eenheid",
        "waarde",
        "laag",
        "hoog",
        "verschil",
        "verschil-laag",
        "verschil-hoog",
        "n",
        "oordeel",
        "herhalingen-nodig",
        "kan-de-beste-zijn",
        "fte",
        "euro-per-jaar",
        "verschil-euro-per-jaar",
        "verschil-euro-laag",
        "verschil-euro-hoog",
        "eenmalig",
        "euro-per-tiende-punt",
        "euro-per-tiende-laag",
        "euro-per-tiende-hoog",
        "niet-duurder-en-zo-goed",
        "betrouwbaarheid",
        "betrouwbaarheid-per-verschil",
    ];
    let mut table = Table::new("keuze", &names.map(|name| (name, "")));
    let choice = shown.choice;
    let three = |estimate: Option<Estimate>| {
        let of = |pick: fn(Estimate) -> f64| estimate.map_or(Cell::Empty, |it| Cell::Number(pick(it)));
        [of(|it| it.value), of(|it| it.low), of(|it| it.high)]
    };
    for index in 0..choice.results.len() {
        let (effect, costs) = (choice.effects[index], &choice.costs[index]);
        let mut row = vec![
            Cell::text(shown.whole_name(index)),
            Cell::Text(super::tables::headline(&choice.headline)),
            Cell::text(number::unit_name(choice.headline.unit())),
        ];
        row.extend(three(shown.headline(index)));
        row.extend(three(effect.map(|effect| effect.difference)));
        row.extend([
            Cell::Number(f64::from(choice.results[index].replications)),
            shown.verdict(index).map_or(Cell::Empty, |verdict| Cell::text(words::comparison(verdict))),
            effect.and_then(|effect| effect.needed).map_or(Cell::Empty, |needed| Cell::Number(needed as f64)),
            choice.standings.get(index).map_or(Cell::Empty, |standing| {
                Cell::text(if *standing == Standing::NotBest { "nee" } else { "ja" })
            }),
            Cell::Number(costs.fte),
            Cell::Number(costs.per_year.value),
        ]);
        row.extend(three(costs.difference));
        row.push(Cell::Number(costs.once));
        row.extend(three(costs.per_tenth));
        row.extend([
            choice.dominated[index].map_or(Cell::Empty, |it| Cell::text(shown.whole_name(it.by))),
            Cell::Number(choice.adjustment.confidence),
            Cell::Number(choice.adjustment.of_each()),
        ]);
        table.push(row);
    }
    table
}

/// randvoorwaarden.csv.
pub fn guards(shown: &Shown) -> Table {
    let names = ["optie", "norm", "eenheid", "nu", "dan", "verschil", "laag", "hoog", "marge", "oordeel"];
    let mut table = Table::new("randvoorwaarden", &names.map(|name| (name, "")));
    for (variant, guards) in shown.choice.guards.iter().enumerate() {
        for guard in guards {
            table.push([
                Cell::text(shown.whole_name(variant + 1)),
                Cell::text(&guard.name),
                Cell::text(number::unit_name(guard.unit)),
                Cell::Number(guard.base.value),
                Cell::Number(guard.variant.value),
                Cell::Number(guard.difference.value),
                Cell::Number(guard.difference.low),
                Cell::Number(guard.difference.high),
                Cell::Number(guard.margin),
                Cell::text(words::verdict(guard.verdict)),
            ]);
        }
    }
    table
}

/// wijzigingen.csv.
pub fn changes(shown: &Shown) -> Table {
    use super::changes::{Days, Kind};
    let mut table = Table::new(
        "wijzigingen",
        &["optie", "pad", "nu", "dan", "aantal", "vanaf", "tot"].map(|name| (name, "")),
    );
    for (variant, changes) in shown.changes.iter().enumerate() {
        for change in changes {
            let (from, to, days) = match &change.kind {
                Kind::Other { days, from, to } => (Some(from.as_str()), Some(to.as_str()), *days),
                Kind::Added(value) => (None, Some(value.as_str()), Days::default()),
                Kind::Removed(value) => (Some(value.as_str()), None, Days::default()),
            };
            let day = |day: Option<Date>| Cell::optional(day.map(|day| day.to_string()).as_deref());
            table.push([
                Cell::text(shown.whole_name(variant + 1)),
                Cell::text(&change.path),
                Cell::optional(from),
                Cell::optional(to),
                Cell::Number(change.count as f64),
                day(days.since),
                day(days.until),
            ]);
        }
    }
    table
}
