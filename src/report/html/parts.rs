//! What pages are made of: a chart, a table, a value with where it comes from.

use minijinja::context;
use minijinja::value::Value;

use crate::experiment::measure::Unit;
use crate::experiment::results::{NormResult, Results};
use crate::report::chart::picture::Picture;
use crate::report::chart::{NARROW, WIDE};
use crate::report::table::{Cell, Table};
use crate::report::{number, words};
use crate::scenario::Shown;

/// A chart for a page and one for a telephone.
pub fn chart(draw: impl Fn(f64) -> Picture) -> Value {
    let (wide, narrow) = (draw(WIDE), draw(NARROW));
    context! {
        description => wide.description.as_str(),
        wide => Value::from_safe_string(wide.svg()),
        narrow => Value::from_safe_string(narrow.svg()),
    }
}

pub fn table(table: &Table) -> Value {
    let head = table.columns.iter().enumerate().map(|(place, column)| {
        let right = place > 0 && column.is_numeric();
        context! { title => column.title(), right }
    });
    let rows = (0..table.n_rows()).map(|index| table.row(index).map(cell).collect::<Vec<_>>());
    context! { head => head.collect::<Vec<_>>(), rows => rows.collect::<Vec<_>>() }
}

fn cell(cell: &Cell) -> Value {
    // what stands on a third line is for the screen
    let (value, bounds, more) = match cell {
        Cell::Empty => (number::NONE.to_owned(), None, None),
        Cell::Text(text) => {
            let mut lines = text.splitn(3, '\n').map(str::to_owned);
            let value = lines.next().unwrap_or_default();
            (value, lines.next(), lines.next())
        }
        Cell::Number(value) => (number::number(*value, 2), None, None),
        Cell::Figure(estimate, unit) => {
            (number::value(estimate.value, *unit), number::bounds(*estimate, *unit), None)
        }
    };
    let is_empty = value == number::NONE;
    context! { value, bounds, more, is_empty }
}

pub fn norm(norm: &NormResult) -> Value {
    context! {
        name => norm.name.as_str(),
        description => words::description(norm),
        verdict => words::verdict(norm.verdict),
        attained => cell(&Cell::Figure(norm.attained, norm.unit)),
        days => cell(&Cell::Figure(norm.days, Unit::Share)),
        months => cell(&Cell::Figure(norm.months, Unit::Share)),
    }
}

/// Names stand between back quotes in a terminal.
pub fn quoted(text: &str) -> String {
    text.replace('`', "'")
}

pub fn certainty(results: &Results) -> Value {
    context! {
        replications => number::count(f64::from(results.replications)),
        has_interval => results.replications > 1,
        confidence => number::share_as_written(results.confidence),
        seed => results.seed.to_string(),
        customers => number::count(results.n_customers as f64),
        still_open => (results.n_still_open > 0).then(|| number::count(results.n_still_open as f64)),
    }
}

pub fn shown(shown: &Shown) -> Value {
    context! {
        path => shown.path.split('.').map(str::to_owned).collect::<Vec<_>>(),
        value => shown.value.as_str(),
        unit => shown.unit.as_str(),
        mark => shown.mark.as_str(),
        meaning => words::marks(&shown.mark),
        is_assumption => is_assumption(shown),
        is_marked => shown.mark != words::GIVEN,
        description => quoted(&shown.description),
        // a folder of this machine means nothing to a reader
        source => shown.source.as_str(),
        origin => shown.origin.rsplit(['/', '\\']).next(),
    }
}

pub fn is_assumption(shown: &Shown) -> bool {
    shown.mark.contains('A')
}
