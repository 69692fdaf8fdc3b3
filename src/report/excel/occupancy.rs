//! Sheet `Bezetting`: how busy each team is, by weekday and hour; Excel colours the cells by their figure.

use rust_xlsxwriter::{ConditionalFormatCell, ConditionalFormatCellRule, Format, FormatAlign, Worksheet};

use super::sheet;
use crate::experiment::results::Results;
use crate::report::chart::palette::{self, STEP_BOUNDS};
use crate::report::tables::WEEKDAYS;
use crate::report::view::{self, Dimension, Week};

/// None when no team is rostered.
pub fn sheet(results: &Results) -> Option<Worksheet> {
    let teams = view::names(results, Dimension::Team).into_iter();
    let weeks: Vec<(&str, Week)> =
        teams.filter_map(|team| Some((team, view::week(results, team)?))).collect();
    if weeks.is_empty() {
        return None;
    }
    let mut sheet = sheet::new("Bezetting");
    sheet::put_text(
        &mut sheet,
        (0, 0),
        "Bezettingsgraad: het deel van de aanwezige tijd dat iemand bezig is, nawerk meegerekend. Hoe donkerder, hoe drukker.",
        &sheet::soft(),
    );
    let mut row = 2;
    for (team, week) in &weeks {
        row = put(&mut sheet, row, team, week) + 1;
    }
    sheet::set_widths(&mut sheet, &[16.0]);
    sheet.set_column_range_width(1, 24, 7.5).expect("columns that exist");
    sheet.set_freeze_panes(1, 1).expect("a cell that exists");
    Some(sheet)
}

/// Returns the row below it.
fn put(sheet: &mut Worksheet, top: u32, team: &str, week: &Week) -> u32 {
    sheet::put_text(sheet, (top, 0), team, &sheet::subtitle());
    sheet::put_text(sheet, (top + 1, 0), "uur", &sheet::head());
    for (column, hour) in (1..).zip(&week.hours) {
        let head = sheet::head().set_align(FormatAlign::Center);
        sheet::put_text(sheet, (top + 1, column), &format!("{hour}–{}", hour + 1), &head);
    }
    let percent = Format::new().set_num_format("0%").set_align(FormatAlign::Center);
    for ((row, weekday), figures) in (top + 2..).zip(&week.weekdays).zip(&week.occupancy) {
        sheet::put_text(sheet, (row, 0), WEEKDAYS[usize::from(*weekday)], &sheet::wrapped());
        for (column, figure) in (1..).zip(figures) {
            let value = figure.map_or(f64::NAN, |figure| figure.value);
            sheet::put_number(sheet, (row, column), value, &percent);
        }
    }
    let last = top + 1 + week.weekdays.len() as u32;
    color(sheet, (top + 2, 1), (last, week.hours.len() as u16));
    last + 1
}

/// The steps of the heat map of the report, the highest first: the first that holds decides.
fn color(sheet: &mut Worksheet, first: (u32, u16), last: (u32, u16)) {
    for bound in STEP_BOUNDS.into_iter().skip(1).rev() {
        let (fill, ink) = palette::step(bound);
        let look = Format::new()
            .set_background_color(sheet::color(palette::rgb(fill)))
            .set_font_color(sheet::color(palette::rgb(ink)));
        let step = ConditionalFormatCell::new()
            // a cell shows whole percents, so its colour goes by those
            .set_rule(ConditionalFormatCellRule::GreaterThanOrEqualTo(bound - 0.005))
            .set_format(look)
            .set_stop_if_true(true);
        sheet.add_conditional_format(first.0, first.1, last.0, last.1, &step).expect("cells that exist");
    }
}
