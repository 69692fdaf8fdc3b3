//! `resultaten.csv`: a row for each point, measure and part of the service. All else of a batch is made from it.

use std::io::{self, Read, Write};

use csv::StringRecord;

use super::head::Head;
use super::label::{COLUMNS, Label};
use crate::stats::interval::Estimate;

pub const FILE: &str = "resultaten.csv";
const POINT: &str = "punt";
const LAST: [&str; 5] = ["waarde", "laag", "hoog", "n", "oordeel"];

/// One figure of one point.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// From 0.
    pub point: usize,
    /// Its value on each axis, as the data say it.
    pub places: Vec<String>,
    pub label: Label,
    pub estimate: Estimate,
}

/// Writes the rows of points that come in order.
pub struct Writer<W: Write>(csv::Writer<W>);

impl<W: Write> Writer<W> {
    pub fn new(head: &Head, out: W) -> io::Result<Self> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_field(POINT)?;
        for axis in &head.facts.axes {
            writer.write_field(&axis.path)?;
        }
        for column in COLUMNS {
            writer.write_field(column)?;
        }
        writer.write_record(LAST)?;
        Ok(Self(writer))
    }

    pub fn push(&mut self, row: &Row) -> io::Result<()> {
        self.0.write_field((row.point + 1).to_string())?;
        for place in &row.places {
            self.0.write_field(place)?;
        }
        for cell in &row.label.0 {
            self.0.write_field(cell)?;
        }
        let number = |value: f64| if value.is_finite() { value.to_string() } else { String::new() };
        let Estimate { value, low, high, n } = row.estimate;
        let verdict = row.label.verdict(row.estimate).to_owned();
        self.0.write_record([number(value), number(low), number(high), n.to_string(), verdict])?;
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The rows of a file, in its order; an error where it is not one of this batch.
pub fn read<R: Read>(head: &Head, from: R) -> io::Result<impl Iterator<Item = io::Result<Row>> + use<R>> {
    let mut reader = csv::Reader::from_reader(from);
    let axes = head.facts.axes.len();
    let expected: Vec<&str> = [POINT]
        .into_iter()
        .chain(head.facts.axes.iter().map(|axis| axis.path.as_str()))
        .chain(COLUMNS)
        .chain(LAST)
        .collect();
    let bad = || io::Error::new(io::ErrorKind::InvalidData, "de kolommen kloppen niet met het manifest");
    if reader.headers().map_err(dutch)?.iter().ne(expected) {
        return Err(bad());
    }
    Ok(reader.into_records().map(move |record| {
        let record = record.map_err(dutch)?;
        row(&record, axes).ok_or_else(bad)
    }))
}

/// What the disk refuses as it says it; what is no table in our words.
fn dutch(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => io::Error::new(io::ErrorKind::InvalidData, "er staat een regel in die geen hele rij is"),
    }
}

fn row(record: &StringRecord, axes: usize) -> Option<Row> {
    let number = |text: &str| if text.is_empty() { Some(f64::NAN) } else { text.parse().ok() };
    let first = 1 + axes;
    let figure = first + COLUMNS.len();
    let mut cells: [String; COLUMNS.len()] = Default::default();
    for (cell, text) in cells.iter_mut().zip(record.iter().skip(first)) {
        text.clone_into(cell);
    }
    Some(Row {
        point: record.get(0)?.parse::<usize>().ok()?.checked_sub(1)?,
        places: record.iter().skip(1).take(axes).map(str::to_owned).collect(),
        label: Label(cells),
        estimate: Estimate {
            value: number(record.get(figure)?)?,
            low: number(record.get(figure + 1)?)?,
            high: number(record.get(figure + 2)?)?,
            n: record.get(figure + 3)?.parse().ok()?,
        },
    })
}
