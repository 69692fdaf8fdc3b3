//! Sheet `Metingen`: what `metingen.csv` holds, to filter.

use rust_xlsxwriter::Worksheet;

use super::sheet;
use crate::experiment::measure::Unit;
use crate::experiment::results::Results;
use crate::report::measurements;
use crate::report::table::Cell;

/// Excel has room for 1,048,576 rows.
const MOST_ROWS: usize = 1_048_000;
const WIDTHS: [f64; 14] = [36.0, 18.0, 22.0, 18.0, 18.0, 18.0, 18.0, 11.0, 11.0, 12.0, 13.0, 13.0, 13.0, 8.0];

pub fn sheet(results: &Results) -> Worksheet {
    let mut sheet = sheet::new("Metingen");
    let table = measurements::table(results);
    let heads: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    sheet::put_heads(&mut sheet, 0, &heads);
    let n_rows = table.n_rows().min(MOST_ROWS) as u32;
    let (plain, count) = (sheet::wrapped(), sheet::of_unit(Unit::Count).set_num_format("0"));
    // in the order of the rows of the table
    let shown = results.figures.iter().filter(|figure| figure.estimate.value.is_finite());
    for (row, figure) in (0..n_rows).zip(shown) {
        let format = sheet::of_unit(figure.measure.unit());
        for (column, cell) in table.row(row as usize).enumerate() {
            let place = (row + 1, column as u16);
            match cell {
                Cell::Text(text) => sheet::put_text(&mut sheet, place, text, &plain),
                Cell::Number(value) if table.columns[column].name == "n" => {
                    sheet::put_number(&mut sheet, place, *value, &count);
                }
                Cell::Number(value) => sheet::put_number(&mut sheet, place, *value, &format),
                Cell::Empty | Cell::Figure(..) => {}
            }
        }
    }
    sheet::set_widths(&mut sheet, &WIDTHS);
    sheet.set_freeze_panes(1, 1).expect("a cell that exists");
    sheet.set_repeat_rows(0, 0).expect("a row that exists");
    sheet.autofilter(0, 0, n_rows, (WIDTHS.len() - 1) as u16).expect("cells that exist");
    sheet
}
