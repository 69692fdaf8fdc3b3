//! `resultaten.xlsx`: a row for each point, a column for each axis and figure.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

use super::found::{Found, number};
use crate::experiment::measure::Unit;
use crate::report::excel::sheet;

pub const FILE: &str = "resultaten.xlsx";
/// Of one sheet, the head taken off.
const MOST_ROWS: usize = 1_048_575;
const MOST_COLUMNS: usize = 16_000;

/// The whole file.
pub fn bytes(found: &Found) -> Vec<u8> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1).expect("a date that Excel knows");
    let title = sheet::fitting(&found.head.facts.name);
    book.set_properties(
        &DocProperties::new().set_title(title).set_author("klantreis").set_creation_datetime(&created),
    );
    let mut points = sheet::new("Punten");
    let axes = &found.head.facts.axes;
    let labels = &found.labels[..found.labels.len().min(MOST_COLUMNS)];
    let mut heads = vec!["punt".to_owned()];
    heads.extend(axes.iter().map(|axis| match axis.unit.as_deref().map(str::trim) {
        Some(unit) if !unit.is_empty() => format!("{} ({unit})", axis.path),
        _ => axis.path.clone(),
    }));
    heads.extend(labels.iter().map(|label| match label.unit() {
        Some(Unit::Seconds) => format!("{} (s)", label.title()),
        Some(_) => label.title(),
        None => format!("{} (€)", label.title()),
    }));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    sheet::put_heads(&mut points, 0, &heads);
    sheet::set_widths(&mut points, &vec![16.0; heads.len()]);
    points.set_freeze_panes(1, 1).expect("a cell that exists");
    let (plain, euro) = (Format::new(), Format::new().set_num_format("#,##0"));
    let formats: Vec<Format> =
        labels.iter().map(|label| label.unit().map_or_else(|| euro.clone(), sheet::of_unit)).collect();
    for (row, point) in (1..).zip((0..found.head.facts.n_points).take(MOST_ROWS)) {
        sheet::put_number(&mut points, (row, 0), (point + 1) as f64, &plain);
        for (column, (axis, text)) in (1..).zip(axes.iter().zip(&found.places[point])) {
            match axis.unit {
                Some(_) => sheet::put_number(&mut points, (row, column), number(text), &plain),
                None => sheet::put_text(&mut points, (row, column), text, &plain),
            }
        }
        let first = 1 + axes.len() as u16;
        for ((column, figures), format) in (first..).zip(&found.figures).zip(&formats) {
            if let Some(figure) = figures[point] {
                sheet::put_number(&mut points, (row, column), figure.value, format);
            }
        }
    }
    book.push_worksheet(points);
    book.save_to_buffer().expect("memory takes every byte")
}
