//! The one shape that every writer takes.

use crate::experiment::measure::Unit;
use crate::stats::interval::Estimate;

#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub name: String,
    /// All of the same length.
    pub columns: Vec<Column>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub name: String,
    /// Empty where the cells are texts or say their unit themselves.
    pub unit: String,
    pub cells: Vec<Cell>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    /// NaN is written as an empty cell.
    Number(f64),
    /// Written with its interval for readers, as its bare value in data files.
    Figure(Estimate, Unit),
}

impl Table {
    /// A table without rows.
    pub fn new(name: impl Into<String>, columns: &[(&str, &str)]) -> Self {
        let column =
            |&(name, unit): &(&str, &str)| Column { name: name.into(), unit: unit.into(), cells: vec![] };
        Self { name: name.into(), columns: columns.iter().map(column).collect() }
    }

    /// Appends a row: a cell for every column.
    pub fn push(&mut self, row: impl IntoIterator<Item = Cell>) {
        let mut n_cells = 0;
        for (column, cell) in self.columns.iter_mut().zip(row) {
            column.cells.push(cell);
            n_cells += 1;
        }
        assert_eq!(n_cells, self.columns.len(), "a cell for every column of {}", self.name);
    }

    pub fn n_rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.cells.len())
    }

    pub fn is_empty(&self) -> bool {
        self.n_rows() == 0
    }

    /// Its first `n` columns.
    #[must_use]
    pub fn first_columns(mut self, n: usize) -> Self {
        self.columns.truncate(n);
        self
    }

    /// The cells of row `index`, from left to right.
    pub fn row(&self, index: usize) -> impl Iterator<Item = &Cell> {
        self.columns.iter().map(move |column| &column.cells[index])
    }
}

impl Column {
    /// The title above it: name and unit.
    pub fn title(&self) -> String {
        if self.unit.is_empty() { self.name.clone() } else { format!("{} ({})", self.name, self.unit) }
    }

    /// Whether it holds figures only, which stand to the right.
    pub fn is_numeric(&self) -> bool {
        let is_figure = |cell: &Cell| match cell {
            Cell::Empty | Cell::Number(_) | Cell::Figure(..) => true,
            Cell::Text(text) => text.starts_with(|c: char| c.is_ascii_digit() || "+−–<>∞".contains(c)),
        };
        !self.cells.is_empty() && self.cells.iter().all(is_figure)
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Empty when there is no text.
    pub fn optional(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// Empty when there is no such figure.
    pub fn figure(estimate: Option<Estimate>, unit: Unit) -> Self {
        estimate.map_or(Self::Empty, |estimate| Self::Figure(estimate, unit))
    }
}
