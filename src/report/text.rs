//! A run in a terminal of 80 columns.

use super::benchmarks;
use super::marks;
use super::number;
use super::table::{Cell, Column, Table};
use super::tables;
use super::validation;
use super::words;
use crate::experiment::results::{NormResult, Results};

pub const WIDTH: usize = 80;
/// Blanks between two columns.
const GAP: usize = 2;
/// No column becomes narrower.
const NARROWEST: usize = 8;

/// The whole summary of a run; ends with a line that names the report.
pub fn summary(results: &Results, report: &str) -> String {
    let mut text = format!("\n{}\n{}\n", wrapped(&results.scenario, 0), wrapped(&words::about(results), 0));
    for notice in words::notices(results) {
        text.push_str(&format!("{}\n", wrapped(&format!("Let op: {notice}"), 0)));
    }
    let mut block = |title: &str, body: String| {
        if !body.is_empty() {
            text.push_str(&format!("\n{title}\n{body}\n"));
        }
    };
    block("LIJKT DIT OP DE WERKELIJKHEID?", validated(results));
    block("NORMEN", table(&norms(&results.norms)));
    block("NAAST ANDEREN", table(&benchmarks::table(&results.benchmarks)));
    let channels = tables::channels(results);
    let n_columns = channels.columns.iter().position(|column| column.name == tables::LONG_WAIT);
    let n_columns = n_columns.expect("a column of every table of channels");
    block("KANALEN", table(&channels.first_columns(n_columns)));
    block("OP AFSPRAAK", table(&tables::appointments(results)));
    block("TEAMS", table(&tables::teams(results)));
    block("KLANTREIZEN", table(&tables::journeys(results).first_columns(5)));
    block("CIJFERS", table(&marks::journeys(results).first_columns(5)));
    block("WAAR DE PUNTEN BLIJVEN", table(&marks::points(results)));
    if let Some(answer) = marks::answer(results) {
        text.push_str(&format!("\n{}\n", wrapped(&answer, 0)));
    }
    text.push_str(&format!("\nHet hele verslag: {report}\n"));
    text
}

/// The measured figures and what they say; nothing where nothing was measured.
fn validated(results: &Results) -> String {
    let sentences = validation::answer(results);
    if sentences.is_empty() {
        return String::new();
    }
    let said: Vec<String> = sentences.iter().map(|sentence| wrapped(sentence, 0)).collect();
    format!("{}\n{}", table(&validation::table(results)), said.join("\n"))
}

/// Only the measured figures, with what they mean; ends with a line that names the report.
pub fn validation(results: &Results, report: &str) -> String {
    let mut text = format!("\n{}\n{}\n", wrapped(&results.scenario, 0), wrapped(&words::about(results), 0));
    for notice in words::notices(results) {
        text.push_str(&format!("{}\n", wrapped(&format!("Let op: {notice}"), 0)));
    }
    text.push_str(&format!("\n{}\n\n{}\n", validated(results), wrapped(validation::NOTE, 0)));
    text.push_str(&format!("\nHet hele verslag: {report}\n"));
    text
}

fn norms(norms: &[NormResult]) -> Table {
    let mut table = Table::new("normen", &[("norm", ""), ("oordeel", ""), ("bereikt", "")]);
    for norm in norms {
        let name = format!("{}\n{}", norm.name, words::description(norm));
        let attained = Cell::Figure(norm.attained, norm.unit);
        table.push([Cell::Text(name), Cell::text(words::verdict(norm.verdict)), attained]);
    }
    table
}

/// A text in lines of at most 80 columns, all indented.
pub fn wrapped(text: &str, indent: usize) -> String {
    let lines = folded(text, WIDTH - indent).into_iter();
    lines.map(|line| format!("{}{line}", " ".repeat(indent))).collect::<Vec<_>>().join("\n")
}

/// A table with its figures above their intervals; nothing when it has no rows.
pub fn table(table: &Table) -> String {
    if table.is_empty() {
        return String::new();
    }
    let widths = widths(table);
    let heads = table.columns.iter().zip(&widths).map(|(column, width)| folded(&column.title(), *width));
    let mut lines = Vec::new();
    put_row(&mut lines, table, &widths, heads.collect(), true);
    for index in 0..table.n_rows() {
        let cells = table.row(index).zip(&widths).map(|(each, width)| folded(&cell(each), *width));
        put_row(&mut lines, table, &widths, cells.collect(), false);
    }
    lines.join("\n")
}

/// As wide as the cells and the longest word of the title; the widest gives way where the line is too long, and breaks a
/// word only where no other column has room.
fn widths(table: &Table) -> Vec<usize> {
    let length = |text: &str| text.chars().count();
    let natural = |column: &Column| {
        let cells = column.cells.iter().map(cell);
        let cells = cells.flat_map(|cell| cell.lines().map(length).collect::<Vec<_>>()).max().unwrap_or(0);
        let title = column.title().split_whitespace().map(length).max().unwrap_or(0);
        cells.max(title)
    };
    let mut widths: Vec<usize> = table.columns.iter().map(natural).collect();
    let room = WIDTH - GAP * (widths.len() - 1);
    let words: Vec<usize> = table.columns.iter().map(longest_word).collect();
    while widths.iter().sum::<usize>() > room {
        let has_room = |index: &usize| widths[*index] > words[*index].max(NARROWEST);
        // words fold better than figures
        let first = Some(0).filter(|_| has_room(&0) && widths[0] > 2 * NARROWEST);
        let widest = |all: &mut dyn Iterator<Item = usize>| all.max_by_key(|index| widths[*index]);
        let folds = first.or_else(|| widest(&mut (0..widths.len()).filter(has_room)));
        let gives = folds.or_else(|| widest(&mut (0..widths.len()))).expect("a table has columns");
        if widths[gives] <= NARROWEST {
            break;
        }
        widths[gives] -= 1;
    }
    widths
}

/// Of the title and the cells; a name may break at a hyphen.
fn longest_word(column: &Column) -> usize {
    let cells = column.cells.iter().map(cell).chain([column.title()]);
    let words = |text: String| {
        let words = text.split([' ', '\n']).flat_map(|word| word.split_inclusive('-'));
        words.map(|word| word.chars().count()).max().unwrap_or(0)
    };
    cells.map(words).max().unwrap_or(0)
}

/// The lines of one row: a title stands at the bottom of its row, a cell at the top.
fn put_row(
    lines: &mut Vec<String>,
    table: &Table,
    widths: &[usize],
    cells: Vec<Vec<String>>,
    is_title: bool,
) {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for index in 0..height {
        let mut line = String::new();
        for (place, ((column, width), cell)) in table.columns.iter().zip(widths).zip(&cells).enumerate() {
            let index = if is_title { (index + cell.len()).checked_sub(height) } else { Some(index) };
            let text = index.and_then(|index| cell.get(index)).map_or("", String::as_str);
            let pad = " ".repeat(width.saturating_sub(text.chars().count()));
            let is_right = place > 0 && column.is_numeric();
            line.push_str(&if is_right { pad + text } else { text.to_owned() + &pad });
            line.push_str(&" ".repeat(GAP));
        }
        lines.push(line.trim_end().to_owned());
    }
}

/// Lines of at most `width` characters, broken between words where that can be.
fn folded(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            let mut word = word.to_owned();
            let length = line.chars().count();
            if length > 0 && length + 1 + word.chars().count() <= width {
                line.push(' ');
            } else if length > 0 {
                lines.push(std::mem::take(&mut line));
            }
            while word.chars().count() > width {
                let start: String = word.chars().take(width).collect();
                // after a hyphen where there is one
                let end = start.rfind('-').map_or(start.len(), |hyphen| hyphen + 1);
                lines.push(start[..end].to_owned());
                word = word.split_off(end);
            }
            line.push_str(&word);
        }
        lines.push(line);
    }
    lines
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => number::NONE.to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Number(value) => number::number(*value, 2),
        Cell::Figure(estimate, unit) => {
            let value = number::value(estimate.value, *unit);
            number::bounds(*estimate, *unit).map_or(value.clone(), |bounds| format!("{value}\n{bounds}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_summary_fits_a_terminal_and_ends_with_the_report() {
        let mut results = sample::results();
        results.scenario = "Een naam die zelf al veel te lang is voor een regel ".repeat(3);
        results.norms[0].name =
            "een-norm-met-een-heel-lange-naam-die-niet-past-op-een-regel-van-tachtig-tekens-en-meer".into();
        for figure in &mut results.figures {
            if figure.cut.channel.as_deref() == Some("balie") {
                figure.cut.channel = Some("balie-in-het-stadskantoor-en-in-het-servicepunt".into());
                figure.estimate.value *= 1e5;
            }
        }
        let text = summary(&results, "output/proef/rapport.html");
        for line in text.lines() {
            assert!(line.chars().count() <= WIDTH, "{line}");
        }
        assert!(text.ends_with("Het hele verslag: output/proef/rapport.html\n"));
        for part in ["niet gehaald", "49.284", "71,1–77,3", "1:40–1:53", "6,2 dagen"] {
            assert!(text.contains(part), "{part} in\n{text}");
        }
    }

    #[test]
    fn a_long_line_breaks_between_words_and_a_long_word_anywhere() {
        assert_eq!(folded("een twee drie", 8), ["een twee", "drie"]);
        assert_eq!(folded("gemeentehuis", 8), ["gemeente", "huis"]);
        assert_eq!(folded("algemeen-telefoonnummer", 12), ["algemeen-", "telefoonnumm", "er"]);
        assert_eq!(folded("a\nb", 8), ["a", "b"]);
    }
}
