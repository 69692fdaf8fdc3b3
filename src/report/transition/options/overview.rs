//! The tables to decide by: figures of each option, and who is better or worse off.

use super::Side;
use super::promises::after_saving;
use crate::experiment::measure::Unit;
use crate::experiment::results::Verdict;
use crate::report::table::{Cell, Table};
use crate::report::transition::answer::{kind, part};
use crate::report::transition::{difference, euro, months_long, since};
use crate::report::{number, words};
use crate::stats::interval::{self, Estimate};

/// The table to decide by.
pub fn overview(sides: &[Side]) -> Table {
    let mut table = columns("", sides);
    let turned = |index: usize| sides[index].turned().expect("sides turn");
    let dips: Vec<_> =
        sides.iter().map(|side| side.turned().and_then(|turned| turned.dip.as_ref())).collect();
    let mut push = |name: &str, cells: Vec<Cell>| {
        table.push(std::iter::once(Cell::text(name)).chain(cells));
    };
    if dips.iter().all(Option::is_some) {
        let dip = |index: usize| dips[index].expect("all have one");
        let all = |index: usize| &turned(index).changes[0];
        push(
            "cijfer ervoor",
            (0..sides.len()).map(|index| Cell::Figure(dip(index).baseline, Unit::Mark)).collect(),
        );
        push(
            "cijfer, eerste jaar",
            (0..sides.len()).map(|index| Cell::Figure(all(index).first.mark, Unit::Mark)).collect(),
        );
        push(
            "cijfer, laatste jaar",
            (0..sides.len()).map(|index| Cell::Figure(all(index).last.mark, Unit::Mark)).collect(),
        );
        let depths: Vec<_> = dips.iter().map(|dip| dip.map(|dip| dip.depths.clone())).collect();
        push(
            "diepte van de dip, in punten",
            against(sides, &depths, |index| number::value(dip(index).depth.value, Unit::Mark), Unit::Points),
        );
        let lengths: Vec<_> = dips.iter().map(|dip| dip.map(|dip| dip.lengths.clone())).collect();
        push(
            "duur van de dip",
            against(sides, &lengths, |index| months_long(dip(index).length.value), Unit::Count),
        );
        push(
            "weer op het oude cijfer vanaf",
            (0..sides.len())
                .map(|index| Cell::Text(since(&dip(index).recovery, &sides[index].transition().months)))
                .collect(),
        );
    }
    let chance = |side: &Side| {
        let chance = side.transition().goal_chance.last().copied().unwrap_or(f64::NAN);
        Cell::Text(if chance.is_finite() { number::percent(chance) } else { number::NONE.to_owned() })
    };
    push("kans op het streefcijfer in de laatste maand", sides.iter().map(chance).collect());
    let near = |side: &Side| {
        let ends = side
            .transition()
            .places
            .as_ref()
            .and_then(|it| Some((it.stretches.first()?, it.stretches.last()?)));
        Cell::Text(ends.map_or(number::NONE.to_owned(), |(first, last)| {
            format!(
                "{}\neerst {}",
                number::percent(last.channels[0].all),
                number::percent(first.channels[0].all)
            )
        }))
    };
    push("inwoners binnen een kwartier, aan het eind", sides.iter().map(near).collect());
    if sides.iter().any(|side| side.turned().is_some_and(|turned| !turned.savings.is_empty())) {
        push("normen blijvend gehaald na de besparing", sides.iter().map(after_saving).collect());
    }
    let total = |side: &Side| -> f64 { side.transition().years.iter().map(|year| year.total().value).sum() };
    push(
        "kosten over de hele periode",
        sides
            .iter()
            .map(|side| {
                let gap = total(side) - total(&sides[0]);
                let sign = if gap > 0.0 { "+" } else { "" };
                let below = if gap.abs() < 0.5 {
                    String::new()
                } else {
                    format!("\n{sign}{}", number::number(gap, 0))
                };
                Cell::Text(euro(total(side)) + &below)
            })
            .collect(),
    );
    table
}

/// What changes for each area and doelgroep, in the last year against before.
pub fn groups(sides: &[Side]) -> Table {
    let mut table = columns("wie", sides);
    let first = sides[0].turned().expect("sides turn");
    for change in &first.changes {
        let cells = sides.iter().map(|side| {
            let own = side.turned().and_then(|it| it.changes.iter().find(|own| own.part == change.part));
            own.map_or(Cell::Empty, |own| {
                let gap = own.last.paired.difference;
                let value = number::difference(gap.value, Unit::Points);
                let verdict = match own.last.verdict {
                    Verdict::NotToBeToldApart => "onzeker",
                    verdict => words::comparison(verdict),
                };
                Cell::Text(format!(
                    "{value} {verdict}\n{} → {}",
                    number::value(own.before.value, Unit::Mark),
                    number::value(own.last.mark.value, Unit::Mark)
                ))
            })
        });
        let name = match kind(&change.part) {
            "" => part(&change.part).to_owned(),
            kind => format!("{}\n{kind}", part(&change.part)),
        };
        table.push(std::iter::once(Cell::Text(name)).chain(cells));
    }
    table
}

/// The row of what is asked, then a column for each option.
pub fn columns(first: &str, sides: &[Side]) -> Table {
    let columns: Vec<(&str, &str)> =
        std::iter::once((first, "")).chain(sides.iter().map(|side| (side.name, ""))).collect();
    Table::new("opties", &columns)
}

/// A figure of each option over the one of the base: the difference stands below it.
fn against(
    sides: &[Side],
    values: &[Option<Vec<f64>>],
    shown: impl Fn(usize) -> String,
    unit: Unit,
) -> Vec<Cell> {
    let cell = |index: usize| {
        let gap = values[0].as_ref().zip(values[index].as_ref()).filter(|_| index > 0).map(|(base, own)| {
            let gap = paired(base, own, sides[0].results.confidence);
            difference(gap, unit).replace('\n', " (") + if gap.low.is_finite() { ")" } else { "" }
        });
        let below = gap.map_or_else(String::new, |gap| format!("\n{gap}"));
        Cell::Text(shown(index) + &below)
    };
    (0..sides.len()).map(cell).collect()
}

/// b − a over the same replications, as far as both have them.
pub fn paired(a: &[f64], b: &[f64], confidence: f64) -> Estimate {
    let n = a.len().min(b.len());
    interval::paired(&a[..n], &b[..n], confidence).difference
}
