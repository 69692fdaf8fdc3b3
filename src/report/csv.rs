//! Tables as CSV: decimal point, ISO dates, a comma between cells, UTF-8.

use std::io::{self, Write};

use super::table::{Cell, Table};

pub fn write(table: &Table, out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(table.columns.iter().map(|column| &column.name))?;
    for index in 0..table.n_rows() {
        writer.write_record(table.row(index).map(text))?;
    }
    writer.flush()
}

/// The whole file.
pub fn bytes(table: &Table) -> Vec<u8> {
    let mut out = Vec::new();
    write(table, &mut out).expect("memory takes every byte");
    out
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(value) | Cell::Figure(crate::stats::interval::Estimate { value, .. }, _)
            if value.is_finite() =>
        {
            value.to_string()
        }
        Cell::Empty | Cell::Number(_) | Cell::Figure(..) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_needed_and_what_does_not_exist_is_empty() {
        let mut table = Table::new("proef", &[("naam", ""), ("waarde", "s")]);
        table.push([Cell::text("balie, \"noord\""), Cell::Number(0.1)]);
        table.push([Cell::Empty, Cell::Number(f64::NAN)]);
        let mut out = Vec::new();
        write(&table, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "naam,waarde\n\"balie, \"\"noord\"\"\",0.1\n,\n");
    }
}
