//! Rows of text from a CSV file or from a sheet of an Excel workbook, within bounds.

use std::io::{Cursor, Read, copy, sink};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};
use zip::ZipArchive;

use super::{MAX_COLUMNS, MAX_ROWS, Row};
use crate::scenario::parse::{listed, nearest, short};
use crate::scenario::source;

/// Bytes of a workbook when unpacked: a small file may hold much more than it seems.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
/// Longer texts in a cell are cut off.
const MAX_TEXT: usize = 200;

/// Name of the sheet and its rows, or what is wrong with a remedy.
type Found = Result<(Option<String>, Vec<Row>), (String, String)>;

pub fn rows_of_text(bytes: Vec<u8>) -> Found {
    let text = source::decode("het bestand", bytes)
        .map_err(|finding| (finding.message, finding.hint.unwrap_or_default()))?;
    // the sign that stands most often in the first line that has any: a title has none, and a decimal comma stands there
    // seldom
    const SIGNS: [u8; 3] = [b';', b'\t', b','];
    let has_any = |line: &&str| line.bytes().any(|byte| SIGNS.contains(&byte));
    let first = text.lines().find(has_any).unwrap_or_default();
    let delimiter = SIGNS
        .into_iter()
        .max_by_key(|sign| (first.bytes().filter(|byte| byte == sign).count(), u8::from(*sign == b';')))
        .expect("three signs");
    let mut reader = csv::ReaderBuilder::new();
    let mut reader =
        reader.delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            (format!("regel {line} is niet te lezen"), "kijk of de aanhalingstekens kloppen".to_owned())
        })?;
        let number = record.position().map_or(0, csv::Position::line) as u32;
        bounded(rows.len(), record.len())?;
        rows.push(Row { number, cells: record.iter().map(cut).collect() });
    }
    Ok((None, rows))
}

pub fn rows_of_workbook(bytes: Vec<u8>, wanted: Option<&str>) -> Found {
    let no_workbook = || {
        let message = "dit is geen Excel-werkmap die te lezen is".to_owned();
        (message, "bewaar het in Excel opnieuw als .xlsx, zonder wachtwoord, of als .csv".to_owned())
    };
    if unpacked(&bytes).ok_or_else(no_workbook)? > MAX_UNPACKED {
        let megabytes = MAX_UNPACKED / (1024 * 1024);
        let message = format!("uitgepakt is dit meer dan {megabytes} MB");
        return Err((message, "bewaar alleen het blad dat nodig is".to_owned()));
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| no_workbook())?;
    let names = book.sheet_names();
    let name = match wanted {
        None => names.first().cloned().ok_or_else(no_workbook)?,
        Some(wanted) => {
            let found = names.iter().find(|name| name.to_lowercase() == wanted.to_lowercase());
            found.cloned().ok_or_else(|| {
                let known: Vec<&str> = names.iter().take(8).map(String::as_str).collect();
                let hint = match nearest(wanted, known.iter().copied()) {
                    Some(meant) => format!("bedoelt u `{meant}`?"),
                    None => format!("de bladen zijn {}", listed(&known).replace(" of ", " en ")),
                };
                (format!("er is geen blad {}", short(wanted)), hint)
            })?
        }
    };
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| no_workbook())?;
    let mut rows: Vec<Row> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_| no_workbook())? {
        let ((row, column), text) = (cell.get_position(), text(cell.get_value()));
        if text.is_empty() {
            continue;
        }
        bounded(row as usize, column as usize)?;
        let number = row + 1;
        if rows.last().is_none_or(|last| last.number != number) {
            rows.push(Row { number, cells: Vec::new() });
        }
        let cells = &mut rows.last_mut().expect("a row was just added").cells;
        if cells.len() <= column as usize {
            cells.resize(column as usize + 1, String::new());
        }
        cells[column as usize] = text;
    }
    Ok((Some(name), rows))
}

fn bounded(rows: usize, columns: usize) -> Result<(), (String, String)> {
    if rows < MAX_ROWS && columns < MAX_COLUMNS {
        return Ok(());
    }
    let message = format!("er zijn meer dan {MAX_ROWS} rijen of {MAX_COLUMNS} kolommen");
    Err((message, "bewaar alleen het deel dat nodig is".to_owned()))
}

/// Bytes of everything in an archive when unpacked, as far as the bound; none when it is no archive.
fn unpacked(bytes: &[u8]) -> Option<u64> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut total = 0;
    for index in 0..archive.len() {
        let file = archive.by_index(index).ok()?;
        total += copy(&mut file.take(MAX_UNPACKED + 1 - total), &mut sink()).ok()?;
        if total > MAX_UNPACKED {
            break;
        }
    }
    Some(total)
}

/// A cell as the scenario would write it.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => cut(text),
        DataRef::SharedString(text) => cut(text),
        DataRef::Bool(is_so) => if *is_so { "ja" } else { "nee" }.to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A date, a clock time, or both.
fn moment_text(moment: &ExcelDateTime) -> String {
    let days = moment.as_f64();
    let minutes = (days.rem_euclid(1.0) * 24.0 * 60.0).round() as u32;
    let clock = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    if days.abs() < 1.0 || moment.is_duration() {
        return clock;
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if minutes == 0 { date } else { format!("{date} {clock}") }
}

fn cut(text: &str) -> String {
    text.trim().chars().take(MAX_TEXT).collect()
}
