//! Sheet `Samenvatting`: the answer, and the tables a reader asks for first.

use rust_xlsxwriter::{Format, Worksheet};

use super::sheet;
use crate::experiment::measure::Unit;
use crate::experiment::results::Results;
use crate::report::table::{Cell, Column, Table};
use crate::report::{marks, number, tables, words};

const HOUR: f64 = 3_600.0;

pub fn sheet(results: &Results) -> Worksheet {
    let mut sheet = sheet::new("Samenvatting");
    sheet.set_screen_gridlines(false);
    sheet::put_text(&mut sheet, (0, 0), &results.scenario, &sheet::title());
    sheet::put_text(&mut sheet, (1, 0), &words::about(results), &sheet::soft());
    let mut row = 3;
    let sentences = words::answer(results).into_iter().chain(marks::answer(results));
    let sentences = sentences.chain(marks::costs(results)).chain(words::worst_hour(results));
    for sentence in sentences.chain(words::notices(results).iter().map(|notice| format!("Let op: {notice}")))
    {
        sheet::put_text(&mut sheet, (row, 0), &sentence, &Format::new());
        row += 1;
    }
    for (title, table) in [
        ("Kanalen", tables::channels(results)),
        ("Op afspraak", tables::appointments(results)),
        ("Teams", tables::teams(results)),
        ("Klantreizen", tables::journeys(results)),
        ("Cijfers", marks::journeys(results)),
        ("Waar de punten blijven", marks::points(results)),
    ] {
        if !table.is_empty() {
            sheet::put_text(&mut sheet, (row + 1, 0), title, &sheet::subtitle());
            row = put_table(&mut sheet, row + 2, &table);
        }
    }
    let about = format!(
        "Cijfers zonder interval; de intervallen ({}) staan op het blad Metingen. Zaad {}, klantreis {}.",
        number::share_as_written(results.confidence),
        results.seed,
        env!("CARGO_PKG_VERSION"),
    );
    sheet::put_text(&mut sheet, (row + 1, 0), &about, &sheet::soft());
    sheet::set_widths(&mut sheet, &[34.0, 15.0, 15.0, 15.0, 15.0, 15.0, 15.0, 15.0]);
    sheet
}

/// Returns the row below it.
fn put_table(sheet: &mut Worksheet, top: u32, table: &Table) -> u32 {
    for (column, described) in (0..).zip(&table.columns) {
        let (unit, ..) = shape(described);
        let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
        let title = format!("{}{unit}", described.title());
        sheet::put_text(sheet, (top, column), &title, &sheet::head());
        for (row, cell) in (top + 1..).zip(&described.cells) {
            match cell {
                Cell::Text(text) => {
                    sheet::put_text(sheet, (row, column), &text.replace('\n', ", "), &sheet::wrapped());
                }
                Cell::Figure(estimate, _) => {
                    let (_, scale, format) = shape(described);
                    sheet::put_number(sheet, (row, column), estimate.value * scale, &format);
                }
                Cell::Number(_) | Cell::Empty => {}
            }
        }
    }
    sheet.set_row_height(top, 48).expect("a row that exists");
    top + 1 + table.n_rows() as u32
}

/// How a column shows its figures: its unit, what to multiply by, and the format. All its lengths of time share one.
fn shape(column: &Column) -> (&'static str, f64, Format) {
    let figures = || {
        column.cells.iter().filter_map(|cell| match cell {
            Cell::Figure(estimate, unit) => Some((estimate.value, *unit)),
            _ => None,
        })
    };
    let Some((_, unit)) = figures().next() else { return ("", 1.0, Format::new()) };
    let longest = figures().map(|(value, _)| value).filter(|value| value.is_finite()).fold(0.0, f64::max);
    match unit {
        Unit::Seconds if longest >= HOUR => {
            ("uur:min:s", sheet::days(1.0), sheet::clock().set_num_format("[h]:mm:ss"))
        }
        Unit::Seconds => ("min:s", sheet::days(1.0), sheet::clock()),
        Unit::Count => ("", 1.0, sheet::of_unit(unit).set_num_format("#,##0")),
        _ => ("", 1.0, sheet::of_unit(unit)),
    }
}
