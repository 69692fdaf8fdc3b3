//! Tables as JSON: a list of rows, each an object with a key for every column.

use serde_json::{Map, Value, json};

use super::table::{Cell, Table};

/// What does not exist is `null`.
pub fn rows(table: &Table) -> Value {
    let row = |index: usize| {
        let cells = table.columns.iter().zip(table.row(index));
        cells.map(|(column, cell)| (column.name.clone(), value(cell))).collect::<Map<_, _>>()
    };
    (0..table.n_rows()).map(row).collect()
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => json!(text),
        Cell::Number(value) => json!(value),
        Cell::Figure(estimate, _) => json!(estimate.value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_an_object_and_what_does_not_exist_is_null() {
        let mut table = Table::new("proef", &[("naam", ""), ("waarde", "")]);
        table.push([Cell::text("a"), Cell::Number(f64::NAN)]);
        assert_eq!(rows(&table), json!([{ "naam": "a", "waarde": null }]));
    }
}
