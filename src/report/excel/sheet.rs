//! What all sheets share: how cells look, and texts that fit.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet};

use crate::experiment::measure::Unit;
use crate::report::chart::palette::{self, Rgb};

/// Of one cell, in characters.
const MOST_TEXT: usize = 32_767;
/// A4.
const PAPER: u8 = 9;
const SECONDS_A_DAY: f64 = 86_400.0;

/// A sheet that prints on the width of a page.
pub fn new(name: &str) -> Worksheet {
    let mut sheet = Worksheet::new();
    sheet.set_name(name).expect("a name of our own");
    sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_footer("&L&F, &A&R&P / &N");
    sheet
}

/// `text`, or as much of it as a cell holds.
pub fn fitting(text: &str) -> String {
    text.chars().take(MOST_TEXT).collect()
}

pub fn color((red, green, blue): Rgb) -> Color {
    Color::RGB(u32::from_be_bytes([0, red, green, blue]))
}

pub fn title() -> Format {
    Format::new().set_bold().set_font_size(16)
}

pub fn subtitle() -> Format {
    Format::new().set_bold().set_font_size(12)
}

pub fn soft() -> Format {
    Format::new().set_font_color(color(palette::rgb(palette::SOFT)))
}

pub fn head() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(color(palette::rgb(palette::MAIN)))
        .set_align(FormatAlign::VerticalCenter)
        .set_border_bottom(FormatBorder::Thin)
        .set_text_wrap()
}

pub fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// How a figure is shown; the decimal sign is that of the reader's Excel.
pub fn of_unit(unit: Unit) -> Format {
    let format = match unit {
        Unit::Count | Unit::Hours | Unit::WorkingDays => "#,##0.0",
        Unit::Share => "0.0%",
        Unit::Seconds => "#,##0.0",
        Unit::Persons | Unit::PerJourney | Unit::Mark | Unit::Points | Unit::Times => "#,##0.00",
    };
    Format::new().set_num_format(format).set_align(FormatAlign::Top)
}

/// A length of time as Excel counts it: in days.
pub fn days(seconds: f64) -> f64 {
    seconds / SECONDS_A_DAY
}

/// Minutes and seconds of a length of time in days.
pub fn clock() -> Format {
    Format::new().set_num_format("[m]:ss").set_align(FormatAlign::Top)
}

/// A row of column titles.
pub fn put_heads(sheet: &mut Worksheet, row: u32, titles: &[&str]) {
    for (column, title) in (0..).zip(titles) {
        put_text(sheet, (row, column), title, &head());
    }
    sheet.set_row_height(row, 32).expect("a row that exists");
}

pub fn put_text(sheet: &mut Worksheet, (row, column): (u32, u16), text: &str, format: &Format) {
    sheet
        .write_string_with_format(row, column, fitting(text), format)
        .expect("a text that fits in a cell that exists");
}

/// Nothing where there is no such figure.
pub fn put_number(sheet: &mut Worksheet, (row, column): (u32, u16), number: f64, format: &Format) {
    if number.is_finite() {
        sheet.write_number_with_format(row, column, number, format).expect("a cell that exists");
    } else {
        sheet.write_blank(row, column, format).expect("a cell that exists");
    }
}

pub fn set_widths(sheet: &mut Worksheet, widths: &[f64]) {
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, *width).expect("a column that exists");
    }
}
