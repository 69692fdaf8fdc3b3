//! A run in a terminal of 80 columns.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement};

use super::comparison::differences;
use super::number;
use super::table::{Cell, Table};
use super::tables;
use super::words;
use crate::experiment::results::{Comparison, NormResult, Results};

pub const WIDTH: u16 = 80;

/// The whole summary of a run; ends with a line that names the report.
pub fn summary(results: &Results, report: &str) -> String {
    let mut text = format!("\n{}\n{}\n", results.scenario, words::about(results));
    for notice in words::notices(results) {
        text.push_str(&format!("{}\n", wrapped(&format!("Let op: {notice}"), 0)));
    }
    let mut block = |title: &str, body: String| {
        if !body.is_empty() {
            text.push_str(&format!("\n{title}\n{body}\n"));
        }
    };
    block("Normen", norms(&results.norms));
    block("Kanalen", table(&tables::channels(results).first_columns(5)));
    block("Teams", table(&tables::teams(results)));
    block("Klantreizen", table(&tables::journeys(results).first_columns(5)));
    text.push_str(&format!("\nHet hele verslag: {report}\n"));
    text
}

/// A table with its figures above their intervals; nothing when it has no rows.
pub fn table(table: &Table) -> String {
    if table.is_empty() {
        return String::new();
    }
    let mut drawn = bare();
    drawn.set_header(table.columns.iter().map(super::table::Column::title));
    for index in 0..table.n_rows() {
        drawn.add_row(table.row(index).map(cell));
    }
    align(&mut drawn, table);
    drawn.trim_fmt()
}

fn norms(norms: &[NormResult]) -> String {
    if norms.is_empty() {
        return String::new();
    }
    let mut table = bare();
    for norm in norms {
        let attained = number::figure(norm.attained, words::unit(norm));
        let says = format!("{attained}\n{}", norm.description);
        table.add_row([norm.name.clone(), words::verdict(norm.verdict).to_owned(), says]);
    }
    table.trim_fmt()
}

/// A text in lines of at most 80 columns, all indented.
pub fn wrapped(text: &str, indent: usize) -> String {
    let mut lines = vec![" ".repeat(indent)];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("starts with one");
        let is_begun = line.chars().count() > indent;
        if is_begun && line.chars().count() + 1 + word.chars().count() > usize::from(WIDTH) {
            lines.push(format!("{}{word}", " ".repeat(indent)));
        } else {
            line.push_str(if is_begun { " " } else { "" });
            line.push_str(word);
        }
    }
    lines.join("\n")
}

/// What differs between a base and a variant, and how sure that is; ends with a line that names the report.
pub fn comparison(comparison: &Comparison, report: &str) -> String {
    let mut text = format!(
        "\n{} → {}\n{} herhalingen met dezelfde klanten; verschil = variant − basis, interval {}\n",
        comparison.base,
        comparison.variant,
        comparison.replications,
        number::share_as_written(comparison.confidence),
    );
    for (base, variant) in &comparison.norms {
        text.push_str(&format!(
            "Norm {}: {} → {}\n",
            base.name,
            words::verdict(base.verdict),
            words::verdict(variant.verdict)
        ));
    }
    text.push('\n');
    text.push_str(&table(&differences(comparison)));
    text.push_str(&format!("\n\nHet hele verslag: {report}\n"));
    text
}

fn bare() -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    table
}

fn align(drawn: &mut comfy_table::Table, table: &Table) {
    for (index, column) in table.columns.iter().enumerate().filter(|(_, column)| column.is_numeric()) {
        drawn.column_mut(index).expect("as many as in the table").set_cell_alignment(CellAlignment::Right);
        debug_assert!(!column.cells.is_empty());
    }
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
        results.norms[0].name =
            "een-norm-met-een-heel-lange-naam-die-niet-past-op-een-regel-van-tachtig".into();
        let text = summary(&results, "output/proef/rapport.html");
        for line in text.lines() {
            assert!(line.chars().count() <= usize::from(WIDTH), "{line}");
        }
        assert!(text.ends_with("Het hele verslag: output/proef/rapport.html\n"));
        for part in ["niet gehaald", "74,2% (71,1–77,3)", "49.284", "71,1–77,3", "1:40–1:53", "6,2 dagen"]
        {
            assert!(text.contains(part), "{part} in\n{text}");
        }
    }
}
