//! `resultaten.parquet`: the rows of `resultaten.csv` in columns, in groups of rows so that memory stays bounded.

use std::io::{self, Read, Write};
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::found::number;
use super::head::Head;
use super::label::COLUMNS;
use super::rows::{self, Row};

pub const FILE: &str = "resultaten.parquet";
const GROUP: usize = 65_536;
const TARGET: &str = "doel";

/// Writes all rows of `from`; what is empty there is not a number or an empty text here.
pub fn write(head: &Head, from: impl Read, out: impl Write + Send) -> io::Result<()> {
    let schema = schema(head).map_err(refused)?;
    let properties = Arc::new(WriterProperties::builder().build());
    let mut writer = SerializedFileWriter::new(out, Arc::new(schema), properties).map_err(refused)?;
    let mut rows = rows::read(head, from)?;
    loop {
        let group: Vec<Row> = rows.by_ref().take(GROUP).collect::<io::Result<_>>()?;
        if group.is_empty() {
            break;
        }
        put(head, &group, writer.next_row_group().map_err(refused)?).map_err(refused)?;
    }
    writer.close().map_err(refused)?;
    Ok(())
}

fn refused(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

fn schema(head: &Head) -> Result<Type, ParquetError> {
    let column = |name: &str, physical: Physical| {
        let text = (physical == Physical::BYTE_ARRAY).then_some(LogicalType::String);
        let column = Type::primitive_type_builder(name, physical).with_repetition(Repetition::REQUIRED);
        column.with_logical_type(text).build().map(Arc::new)
    };
    let mut columns = vec![column("punt", Physical::INT64)?];
    for axis in &head.facts.axes {
        let physical = if axis.unit.is_some() { Physical::DOUBLE } else { Physical::BYTE_ARRAY };
        columns.push(column(&axis.path, physical)?);
    }
    for name in COLUMNS {
        columns.push(column(name, if name == TARGET { Physical::DOUBLE } else { Physical::BYTE_ARRAY })?);
    }
    for name in ["waarde", "laag", "hoog"] {
        columns.push(column(name, Physical::DOUBLE)?);
    }
    columns.push(column("n", Physical::INT64)?);
    columns.push(column("oordeel", Physical::BYTE_ARRAY)?);
    Type::group_type_builder("resultaten").with_fields(columns).build()
}

/// The columns of one group, in the order of the schema.
fn put<W: Write + Send>(
    head: &Head,
    rows: &[Row],
    mut group: SerializedRowGroupWriter<'_, W>,
) -> Result<(), ParquetError> {
    whole(&mut group, rows.iter().map(|row| row.point as i64 + 1))?;
    for (index, axis) in head.facts.axes.iter().enumerate() {
        match axis.unit {
            Some(_) => decimal(&mut group, rows.iter().map(|row| number(&row.places[index])))?,
            None => text(&mut group, rows.iter().map(|row| row.places[index].as_str()))?,
        }
    }
    for (index, name) in COLUMNS.iter().enumerate() {
        match *name {
            TARGET => decimal(&mut group, rows.iter().map(|row| number(&row.label.0[index])))?,
            _ => text(&mut group, rows.iter().map(|row| row.label.0[index].as_str()))?,
        }
    }
    decimal(&mut group, rows.iter().map(|row| row.estimate.value))?;
    decimal(&mut group, rows.iter().map(|row| row.estimate.low))?;
    decimal(&mut group, rows.iter().map(|row| row.estimate.high))?;
    whole(&mut group, rows.iter().map(|row| row.estimate.n as i64))?;
    text(&mut group, rows.iter().map(|row| row.label.verdict(row.estimate)))?;
    group.close().map(drop)
}

type Group<'a, W> = SerializedRowGroupWriter<'a, W>;

fn whole<W: Write + Send>(
    group: &mut Group<'_, W>,
    values: impl Iterator<Item = i64>,
) -> Result<(), ParquetError> {
    let mut column = group.next_column()?.expect("a column of the schema");
    column.typed::<Int64Type>().write_batch(&values.collect::<Vec<_>>(), None, None)?;
    column.close()
}

fn decimal<W: Write + Send>(
    group: &mut Group<'_, W>,
    values: impl Iterator<Item = f64>,
) -> Result<(), ParquetError> {
    let mut column = group.next_column()?.expect("a column of the schema");
    column.typed::<DoubleType>().write_batch(&values.collect::<Vec<_>>(), None, None)?;
    column.close()
}

fn text<'t, W: Write + Send>(
    group: &mut Group<'_, W>,
    values: impl Iterator<Item = &'t str>,
) -> Result<(), ParquetError> {
    let mut column = group.next_column()?.expect("a column of the schema");
    let values: Vec<ByteArray> = values.map(|value| ByteArray::from(value.as_bytes().to_vec())).collect();
    column.typed::<ByteArrayType>().write_batch(&values, None, None)?;
    column.close()
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;
    use crate::report::batch::label::Label;
    use crate::report::batch::{Axis, Facts, Writer};
    use crate::stats::interval::Estimate;

    #[test]
    fn what_was_written_reads_back() {
        let axis = |path: &str, unit: Option<&str>| Axis { path: path.into(), unit: unit.map(str::to_owned) };
        let facts = Facts {
            program_hash: String::new(),
            input: String::new(),
            name: "proef".into(),
            scenarios: vec!["proef".into()],
            first_day: "2025-01-01".into(),
            last_day: "2025-12-31".into(),
            seed: 1,
            replications: 2,
            confidence: 0.95,
            smallest_group: 5,
            design: "raster".into(),
            axes: vec![axis("a.b", Some("%")), axis("c", None)],
            n_points: 1,
        };
        let head = Head::new(facts, None);
        let mut label = Label(Default::default());
        label.0[0] = "wachttijd-beantwoord".into();
        label.0[1] = "telefoon".into();
        let estimate = Estimate { value: 12.5, low: f64::NAN, high: 13.0, n: 2 };
        let row = Row { point: 0, places: vec!["76".into(), "ja".into()], label, estimate };
        let mut csv = Vec::new();
        let mut writer = Writer::new(&head, &mut csv).unwrap();
        writer.push(&row).unwrap();
        writer.finish().unwrap();
        let path = tempfile::NamedTempFile::new().unwrap();
        write(&head, csv.as_slice(), path.reopen().unwrap()).unwrap();
        let reader = SerializedFileReader::new(path.reopen().unwrap()).unwrap();
        let read = reader.get_row_iter(None).unwrap().next().unwrap().unwrap();
        let shown: Vec<String> =
            read.get_column_iter().map(|(name, field)| format!("{name}={field}")).collect();
        for expected in ["punt=1", "a.b=76.0", "c=\"ja\"", "kanaal=\"telefoon\"", "waarde=12.5", "n=2"] {
            assert!(shown.contains(&expected.to_owned()), "{expected} in {shown:?}");
        }
    }
}
