//! `metingen.xlsx`: the figures of a run as a workbook, for those who reckon on in a spreadsheet.
//!
//! One file per sheet. Nothing here is a formula, so no text of a user can become one; the workbook carries a fixed date
//! of creation, so that equal runs give equal bytes.

mod figures;
mod front;
mod norms;
mod occupancy;
pub(super) mod sheet;
mod waits;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use super::view;
use crate::experiment::results::Results;

pub const FILE: &str = "metingen.xlsx";

/// The whole file.
pub fn bytes(results: &Results) -> Vec<u8> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1).expect("a date that Excel knows");
    book.set_properties(
        &DocProperties::new()
            .set_title(sheet::fitting(&results.scenario))
            .set_author("klantreis")
            .set_creation_datetime(&created),
    );
    let mut sheets = vec![front::sheet(results), figures::sheet(results), norms::sheet(results)];
    let has_waits = waits::of_queues(results).any(|waits| !view::day(results, &waits.channel).is_empty());
    if has_waits {
        sheets.push(waits::sheet(results));
    }
    sheets.extend(occupancy::sheet(results));
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    book.save_to_buffer().expect("memory takes every byte")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn equal_runs_give_equal_bytes() {
        assert_eq!(bytes(&sample::results()), bytes(&sample::results()));
    }

    #[test]
    fn text_of_a_user_fits_and_a_run_without_figures_has_a_workbook_too() {
        let mut results = sample::results();
        results.scenario = "=1+1 ".repeat(20_000);
        results.norms[0].name = "@".repeat(40_000);
        bytes(&results);
        results.norms.clear();
        results.figures.clear();
        results.channels.clear();
        bytes(&results);
    }
}
