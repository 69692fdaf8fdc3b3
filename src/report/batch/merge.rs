//! Parts of a batch, played apart, put together to what one run gives.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter};
use std::iter::Peekable;
use std::path::{Path, PathBuf};

use super::head::Head;
use super::rows::{self, Row, Writer};
use crate::error::Error;
use crate::report::folder::Place;
use crate::report::manifest;

/// Why folders cannot be put together.
#[derive(Debug)]
pub enum Refused {
    /// They are not the parts of one batch: what is wrong, and what to do.
    Parts(String, String),
    World(Error),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::World(error)
    }
}

const COPY_AGAIN: &str =
    "kopieer de map nog eens in haar geheel, of speel dit deel opnieuw met `verken --deel`";

type Rows = Peekable<Box<dyn Iterator<Item = io::Result<Row>>>>;

/// Puts the parts in `folders`, in any order, together below `out`. Gives the head of the whole and its place, with the
/// data in it.
///
/// # Errors
/// When they are not all parts of one batch, once each, or the disk refuses.
pub fn merge(folders: &[PathBuf], out: &Path) -> Result<(Head, Place), Refused> {
    let mut parts: Vec<(usize, Head, &PathBuf)> = Vec::new();
    for folder in folders {
        let path = folder.join(manifest::FILE);
        let text = fs::read_to_string(&path).map_err(|source| Error::Read { path, source })?;
        let shown = folder.display();
        let Some(head) = Head::read(&text) else {
            let message = format!("{shown} is geen deel van een verkenning van deze versie van klantreis");
            return Err(parts_refused(message, "noem de mappen die `verken --deel` heeft geschreven"));
        };
        let Some((number, of)) = head.part else {
            let message = format!("{shown} is al een geheel");
            return Err(parts_refused(message, "noem alleen mappen die `verken --deel` heeft geschreven"));
        };
        let is_strange = |first: &Head| first.part.map(|(_, of)| of) != Some(of) || !first.is_of_same(&head);
        if let Some((_, first, earlier)) = parts.first().filter(|(_, first, _)| is_strange(first)) {
            let message = format!("{shown} hoort niet bij {}: {}", earlier.display(), differs(first, &head));
            let hint = "speel alle delen met dezelfde opdracht en hetzelfde programma";
            return Err(parts_refused(message, hint));
        }
        if let Some((_, _, earlier)) = parts.iter().find(|(known, ..)| *known == number) {
            let message = format!("deel {number} staat er twee keer: {} en {shown}", earlier.display());
            return Err(parts_refused(message, "noem elk deel één keer"));
        }
        parts.push((number, head, folder));
    }
    parts.sort_by_key(|(number, ..)| *number);
    let of = parts[0].1.part.map_or(1, |(_, of)| of);
    let is_there = |number: &usize| parts.iter().any(|(known, ..)| known == number);
    let missing: Vec<String> = (1..=of).filter(|number| !is_there(number)).map(|it| it.to_string()).collect();
    if !missing.is_empty() {
        let message = format!("van {of} delen ontbreekt deel {}", missing.join(", "));
        return Err(parts_refused(message, "speel het na met `verken --deel`, of noem ook die map"));
    }
    for (_, own, folder) in &parts {
        check_data(own, &folder.join(rows::FILE))?;
    }
    let head = parts[0].1.whole();
    let mut place = Place::claim(out, &head.folder())?;
    let mut readers = Vec::new();
    for (_, own, folder) in &parts {
        let path = folder.join(rows::FILE);
        let refused = |source| Error::Read { path: path.clone(), source };
        let file = File::open(&path).map_err(refused)?;
        let read: Box<dyn Iterator<Item = io::Result<Row>>> =
            Box::new(rows::read(own, BufReader::new(file)).map_err(refused)?);
        readers.push((path.clone(), read.peekable()));
    }
    let file = place.open(rows::FILE)?;
    let refused = |source| Error::Write { path: head.folder().into(), source };
    let mut writer = Writer::new(&head, BufWriter::new(file)).map_err(refused)?;
    for point in 0..head.facts.n_points {
        let (path, reader) = &mut readers[point % of];
        for row in of_point(reader, point) {
            let row = row.map_err(|source| Error::Read { path: path.clone(), source })?;
            writer.push(&row).map_err(refused)?;
        }
    }
    if let Some((path, _)) = readers.iter_mut().find_map(|(path, rows)| Some((path, rows.next()?))) {
        let message = format!("in {} staan punten die niet bij dit deel horen", path.display());
        return Err(parts_refused(message, COPY_AGAIN));
    }
    writer.finish().map_err(refused)?;
    Ok((head, place))
}

/// Whether the data are those that were written with their manifest.
fn check_data(head: &Head, path: &Path) -> Result<(), Refused> {
    let hash = manifest::hash_file(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    if hash == head.data_hash {
        return Ok(());
    }
    let message = format!("{} is niet zoals `verken` het schreef: afgebroken of veranderd", path.display());
    Err(parts_refused(message, COPY_AGAIN))
}

/// The rows of one point, which come together.
fn of_point(rows: &mut Rows, point: usize) -> impl Iterator<Item = io::Result<Row>> {
    std::iter::from_fn(move || rows.next_if(|row| row.as_ref().map_or(true, |row| row.point == point)))
}

fn parts_refused(message: String, hint: &str) -> Refused {
    Refused::Parts(message, hint.to_owned())
}

fn differs(a: &Head, b: &Head) -> &'static str {
    if a.version != b.version {
        "het is met een andere versie van klantreis gemaakt"
    } else if a.facts.program_hash != b.facts.program_hash {
        "het is met een ander programma gemaakt"
    } else if a.facts.input != b.facts.input {
        "het scenario, het plan, het zaad of het aantal herhalingen is anders"
    } else {
        "het is in een ander aantal delen gemaakt"
    }
}
