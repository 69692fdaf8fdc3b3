//! A batch of many points: finished work kept on disk, its results as data, and what is made of them.
//!
//! The figures of all points go to `resultaten.csv`, point by point; page, charts and workbook are made from that file
//! and the manifest, so that merged parts give what one run gives.

mod charts;
mod found;
mod head;
mod label;
mod merge;
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod rows;
pub mod store;
mod wanted;
mod workbook;

use std::fs::File;
use std::io::{self, BufReader};

use crate::error::Error;
use crate::report::files::file;
use crate::report::folder::{Output, Place};
use crate::report::manifest;

pub use found::Found;
pub use head::{Axis, Facts, Head, SCHEMA};
pub use label::Label;
pub use merge::{Refused, merge};
pub use page::answer;
pub use rows::{Row, Writer};
pub use wanted::wanted;

/// The figures of all points.
pub const DATA: &str = rows::FILE;

/// Reads back the data that were opened in `place` and puts the folder in place: of a part the data alone, of a whole
/// with all that is made from them. Gives the folder, and of a whole what was found.
///
/// # Errors
/// When the disk refuses; then what stood there still does.
pub fn complete(
    head: &Head,
    #[cfg_attr(not(feature = "parquet"), expect(unused_mut))] mut place: Place,
) -> Result<(std::path::PathBuf, Option<Found>), Error> {
    let path = place.opened_path(rows::FILE);
    let refused = |source: io::Error| Error::Read { path: path.clone(), source };
    let mut files: Vec<Output> = Vec::new();
    let mut found = None;
    if head.part.is_none() {
        #[cfg(feature = "parquet")]
        write_parquet(head, &path, &mut place)?;
        let data = File::open(&path).map_err(refused)?;
        let all = Found::read(head, BufReader::new(data)).map_err(refused)?;
        files.push(file("rapport.html", page::page(&all)));
        files.push(file(workbook::FILE, workbook::bytes(&all)));
        files.extend(charts::files(&all));
        found = Some(all);
    }
    let names: Vec<String> =
        files.iter().map(|file| file.path.clone()).chain(place.opened().to_vec()).collect();
    let data_hash = manifest::hash_file(&path).map_err(refused)?;
    files.push(file(manifest::FILE, head.text(&names, data_hash)));
    Ok((place.fill(&files)?, found))
}

/// The data once more, in columns.
#[cfg(feature = "parquet")]
fn write_parquet(head: &Head, data: &std::path::Path, place: &mut Place) -> Result<(), Error> {
    let from = File::open(data).map_err(|source| Error::Read { path: data.to_owned(), source })?;
    let out = io::BufWriter::new(place.open(parquet::FILE)?);
    parquet::write(head, BufReader::new(from), out).map_err(|source| place.refused(parquet::FILE, source))
}
