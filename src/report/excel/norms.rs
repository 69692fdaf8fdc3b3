//! Sheet `Normen`: what was asked or others reach, what was attained, and the verdict in words and colour.

use rust_xlsxwriter::{Format, Worksheet};

use super::sheet;
use crate::experiment::measure::Unit;
use crate::experiment::results::{NormResult, NormVerdict, Results};
use crate::report::chart::palette;
use crate::report::{benchmarks, number, words};
use crate::stats::interval::Estimate;

const HEADS: [&str; 16] = [
    "norm",
    "eis",
    "oordeel",
    "richting",
    "gevraagd",
    "bereikt",
    "laag",
    "hoog",
    "eenheid",
    "in werkelijkheid gemeten",
    "kans dat een dag voldoet",
    "laag",
    "hoog",
    "kans dat een maand voldoet",
    "laag",
    "hoog",
];
const WIDTHS: [f64; 16] =
    [24.0, 46.0, 14.0, 10.0, 11.0, 11.0, 9.0, 9.0, 10.0, 14.0, 12.0, 9.0, 9.0, 12.0, 9.0, 9.0];

pub fn sheet(results: &Results) -> Worksheet {
    let mut sheet = sheet::new("Normen");
    sheet::put_heads(&mut sheet, 0, &HEADS);
    let norms = results.norms.iter().map(|norm| (norm, words::verdict(norm.verdict)));
    let benchmarks = results.benchmarks.iter().map(|it| (it, benchmarks::verdict(it.verdict)));
    let mut n_rows = 0;
    for (norm, said) in norms.chain(benchmarks) {
        n_rows += 1;
        put(&mut sheet, n_rows, norm, said);
    }
    if n_rows == 0 {
        sheet::put_text(&mut sheet, (1, 0), "Dit scenario noemt geen normen.", &Format::new());
    }
    sheet::set_widths(&mut sheet, &WIDTHS);
    sheet.set_freeze_panes(1, 1).expect("a cell that exists");
    sheet.autofilter(0, 0, n_rows, (HEADS.len() - 1) as u16).expect("cells that exist");
    sheet
}

fn put(sheet: &mut Worksheet, row: u32, norm: &NormResult, said: &str) {
    let plain = sheet::wrapped();
    sheet::put_text(sheet, (row, 0), &norm.name, &plain);
    sheet::put_text(sheet, (row, 1), &norm.description, &plain);
    sheet::put_text(sheet, (row, 2), said, &verdict(norm.verdict));
    sheet::put_text(sheet, (row, 3), if norm.at_most { "hooguit" } else { "minstens" }, &plain);
    let format = sheet::of_unit(norm.unit);
    sheet::put_number(sheet, (row, 4), norm.target, &format);
    put_estimate(sheet, (row, 5), norm.attained, &format);
    sheet::put_text(sheet, (row, 8), number::unit_name(norm.unit), &plain);
    sheet::put_number(sheet, (row, 9), norm.measured.unwrap_or(f64::NAN), &format);
    let share = sheet::of_unit(Unit::Share);
    put_estimate(sheet, (row, 10), norm.days, &share);
    put_estimate(sheet, (row, 13), norm.months, &share);
}

fn put_estimate(sheet: &mut Worksheet, (row, column): (u32, u16), estimate: Estimate, format: &Format) {
    for (column, number) in (column..).zip([estimate.value, estimate.low, estimate.high]) {
        sheet::put_number(sheet, (row, column), number, format);
    }
}

fn verdict(verdict: NormVerdict) -> Format {
    let ink = match verdict {
        NormVerdict::Met => palette::MET,
        NormVerdict::Missed => palette::MISSED,
        NormVerdict::Uncertain => palette::UNCERTAIN,
    };
    sheet::wrapped().set_bold().set_font_color(sheet::color(palette::rgb(ink)))
}
