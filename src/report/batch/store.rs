//! Finished work of a batch on disk: a log that only grows, so that a kill at any moment loses what was under way and
//! nothing else.
//!
//! A record carries its length and a checksum; a tail that was cut off is dropped when the log is opened. Records are
//! found by a hash of all that decided them, so what was made of other inputs is never shown; it stays, so that who goes
//! back to those finds it again, until the file is too large. There is one file for a name, and one program at a time
//! that writes it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::label::Label;
use crate::error::Error;

/// A hash of everything that decides what a block gives.
pub type Key = [u8; 32];

/// The hash of some parts, each as long as it is.
pub fn key_of(parts: &[&[u8]]) -> Key {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

const MAGIC: &[u8] = b"klantreis voortgang 1\n";
const SUM: usize = 8;
const HEADER: usize = 4 + SUM;
const BLOCK: u8 = b'B';
const LABELS: u8 = b'L';
/// A longer record is no record of ours.
const MOST_BYTES: usize = 256 * 1024 * 1024;
/// A longer file loses what was made of other inputs, the oldest first.
const ROOM: u64 = 256 * 1024 * 1024;
/// What a power cut may cost.
const SYNC: Duration = Duration::from_secs(5);

/// For each replication of a block a numerator and a denominator of each label.
pub type Values = Vec<Vec<(f64, f64)>>;

pub struct Store {
    path: PathBuf,
    inner: Mutex<Inner>,
}

struct Inner {
    file: File,
    end: u64,
    synced: Instant,
    /// Where the record of a block begins, and its length.
    blocks: BTreeMap<Key, (u64, usize)>,
    labels: BTreeMap<Key, Vec<Label>>,
}

impl Store {
    /// Opens what is there, or begins anew.
    ///
    /// # Errors
    /// When the disk refuses, or another program works on it.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let refused = |source| Error::Write { path: path.to_owned(), source };
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(refused)?;
        }
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let file = file.map_err(refused)?;
        if let Err(fs::TryLockError::WouldBlock) = file.try_lock() {
            let message =
                "klantreis is hier al mee bezig; wacht tot dat klaar is, of kies met --uit een andere map";
            return Err(Error::Other(format!("{}: {message}", path.display())));
        }
        let store = Self { path: path.to_owned(), inner: Mutex::new(Inner::new(file)) };
        store.lock().read_all().map_err(refused)?;
        Ok(store)
    }

    pub fn holds(&self, key: &Key) -> bool {
        self.lock().blocks.contains_key(key)
    }

    /// Where the file has become too large, forgets the oldest blocks but for those of these keys.
    ///
    /// # Errors
    /// When the disk refuses; then all is still there.
    pub fn make_room(&self, asked: &BTreeSet<Key>) -> Result<(), Error> {
        self.shrink(asked, ROOM).map_err(|source| self.refused(source))
    }

    /// Writes what stays to another file and puts that in place, so that a kill loses nothing.
    fn shrink(&self, asked: &BTreeSet<Key>, room: u64) -> io::Result<()> {
        let mut inner = self.lock();
        let mut others: Vec<(u64, usize, Key)> =
            inner.blocks.iter().map(|(key, (at, length))| (*at, *length, *key)).collect();
        others.retain(|(.., key)| !asked.contains(key));
        if inner.end <= room || others.is_empty() {
            return Ok(());
        }
        others.sort_unstable();
        let (mut end, mut dropped) = (inner.end, BTreeSet::new());
        for (_, length, key) in others {
            if end <= room {
                break;
            }
            end -= (HEADER + length) as u64;
            dropped.insert(key);
        }
        let path = self.path.with_extension("voortgang-nieuw");
        let mut fresh =
            Inner::new(OpenOptions::new().read(true).write(true).create(true).truncate(true).open(&path)?);
        fresh.file.try_lock()?;
        fresh.begin()?;
        let mut kept: Vec<(u64, Key)> = inner.blocks.iter().map(|(key, (at, _))| (*at, *key)).collect();
        kept.retain(|(_, key)| !dropped.contains(key));
        kept.sort_unstable();
        for (_, key) in kept {
            let (labels, values) = inner.get(&key)?;
            fresh.keep(key, &labels, &values)?;
        }
        fresh.file.sync_all()?;
        fs::rename(&path, &self.path)?;
        *inner = fresh;
        Ok(())
    }

    /// Adds a block; from here on a kill does not lose it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep(&self, key: Key, labels: &[Label], values: &Values) -> Result<(), Error> {
        self.lock().keep(key, labels, values).map_err(|source| self.refused(source))
    }

    /// What was kept of a block.
    ///
    /// # Errors
    /// When the disk refuses, or somebody else changed the file.
    pub fn get(&self, key: &Key) -> Result<(Vec<Label>, Values), Error> {
        self.lock().get(key).map_err(|source| Error::Read { path: self.path.clone(), source })
    }

    /// Makes all of it last through a power cut.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn sync(&self) -> Result<(), Error> {
        self.lock().file.sync_data().map_err(|source| self.refused(source))
    }

    fn refused(&self, source: io::Error) -> Error {
        Error::Write { path: self.path.clone(), source }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // what a panicking thread left is a torn tail at worst, and dropped when opened
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn new(file: File) -> Self {
        Self { file, end: 0, synced: Instant::now(), blocks: BTreeMap::new(), labels: BTreeMap::new() }
    }

    fn begin(&mut self) -> io::Result<()> {
        self.blocks.clear();
        self.labels.clear();
        self.file.set_len(0)?;
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(MAGIC)?;
        self.end = MAGIC.len() as u64;
        self.file.sync_all()
    }

    /// Finds the records and cuts off what was not finished.
    fn read_all(&mut self) -> io::Result<()> {
        let mut reader = BufReader::with_capacity(1 << 20, &self.file);
        let mut magic = vec![0; MAGIC.len()];
        if reader.read_exact(&mut magic).is_err() || magic != MAGIC {
            return self.begin();
        }
        let (mut end, mut blocks, mut labels) = (MAGIC.len() as u64, BTreeMap::new(), BTreeMap::new());
        let mut header = [0; HEADER];
        let mut payload = Vec::new();
        while reader.read_exact(&mut header).is_ok() {
            let length = u32::from_le_bytes(header[..4].try_into().expect("four bytes")) as usize;
            if length == 0 || length > MOST_BYTES {
                break;
            }
            payload.clear();
            let read = reader.by_ref().take(length as u64).read_to_end(&mut payload)?;
            if read < length || sum(&payload) != header[4..] {
                break;
            }
            match payload[0] {
                BLOCK if length > 64 => {
                    let key: Key = payload[1..33].try_into().expect("32 bytes");
                    blocks.insert(key, (end, length));
                }
                LABELS => match serde_json::from_slice(&payload[1..]) {
                    Ok(read) => drop(labels.insert(digest(&payload[1..]), read)),
                    Err(_) => break,
                },
                _ => break,
            }
            end += (HEADER + length) as u64;
        }
        drop(reader);
        (self.end, self.blocks, self.labels) = (end, blocks, labels);
        self.file.set_len(end)
    }

    fn keep(&mut self, key: Key, labels: &[Label], values: &Values) -> io::Result<()> {
        let text = serde_json::to_vec(labels).expect("texts");
        let named = digest(&text);
        if !self.labels.contains_key(&named) {
            let mut payload = vec![LABELS];
            payload.extend(&text);
            self.append(&payload)?;
            self.labels.insert(named, labels.to_vec());
        }
        let mut payload = vec![BLOCK];
        payload.extend(key);
        payload.extend(named);
        for (of, by) in values.iter().flatten() {
            payload.extend(of.to_le_bytes());
            payload.extend(by.to_le_bytes());
        }
        let at = self.end;
        self.append(&payload)?;
        self.blocks.insert(key, (at, payload.len()));
        if self.synced.elapsed() > SYNC {
            self.file.sync_data()?;
            self.synced = Instant::now();
        }
        Ok(())
    }

    fn append(&mut self, payload: &[u8]) -> io::Result<()> {
        let mut record = (payload.len() as u32).to_le_bytes().to_vec();
        record.extend(sum(payload));
        record.extend(payload);
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(&record)?;
        self.end += record.len() as u64;
        Ok(())
    }

    fn get(&mut self, key: &Key) -> io::Result<(Vec<Label>, Values)> {
        let missing = || io::Error::new(io::ErrorKind::NotFound, "een stuk werk ontbreekt");
        let (at, length) = *self.blocks.get(key).ok_or_else(missing)?;
        let mut payload = vec![0; length];
        self.file.seek(SeekFrom::Start(at + HEADER as u64))?;
        self.file.read_exact(&mut payload)?;
        let labels = self.labels.get(&payload[33..65]).ok_or_else(missing)?.clone();
        let number = |bytes: &[u8]| f64::from_le_bytes(bytes.try_into().expect("eight bytes"));
        let pairs = payload[65..].chunks_exact(16).map(|pair| (number(&pair[..8]), number(&pair[8..])));
        let pairs: Vec<(f64, f64)> = pairs.collect();
        Ok((labels.clone(), pairs.chunks(labels.len().max(1)).map(<[_]>::to_vec).collect()))
    }
}

fn digest(bytes: &[u8]) -> Key {
    Sha256::digest(bytes).into()
}

fn sum(payload: &[u8]) -> [u8; SUM] {
    digest(payload)[..SUM].try_into().expect("a part of a hash")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label() -> Vec<Label> {
        vec![Label(std::array::from_fn(|column| column.to_string()))]
    }

    fn key(number: u8) -> Key {
        [number; 32]
    }

    #[test]
    fn what_was_kept_is_there_when_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("voortgang");
        let values = vec![vec![(1.5, 2.0)], vec![(f64::NAN, 0.0)]];
        Store::open(&path).unwrap().keep(key(1), &label(), &values).unwrap();
        let store = Store::open(&path).unwrap();
        assert!(store.holds(&key(1)) && !store.holds(&key(2)));
        let (labels, found) = store.get(&key(1)).unwrap();
        assert_eq!((labels, found[0].clone(), found.len()), (label(), values[0].clone(), 2));
        assert!(found[1][0].0.is_nan());
    }

    #[test]
    fn a_torn_tail_is_dropped_wherever_it_was_cut() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("voortgang");
        let store = Store::open(&path).unwrap();
        store.keep(key(1), &label(), &vec![vec![(1.0, 1.0)]]).unwrap();
        let whole = fs::metadata(&path).unwrap().len();
        store.keep(key(2), &label(), &vec![vec![(2.0, 1.0)]]).unwrap();
        drop(store);
        let bytes = fs::read(&path).unwrap();
        for cut in whole as usize..bytes.len() {
            fs::write(&path, &bytes[..cut]).unwrap();
            let store = Store::open(&path).unwrap();
            assert!(store.holds(&key(1)) && !store.holds(&key(2)), "cut at {cut}");
            store.keep(key(3), &label(), &vec![vec![(3.0, 1.0)]]).unwrap();
            drop(store);
            let store = Store::open(&path).unwrap();
            assert_eq!(store.get(&key(3)).unwrap().1[0][0], (3.0, 1.0), "cut at {cut}");
        }
    }

    #[test]
    fn a_byte_that_fell_over_is_not_believed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("voortgang");
        Store::open(&path).unwrap().keep(key(1), &label(), &vec![vec![(1.0, 1.0)]]).unwrap();
        let mut bytes = fs::read(&path).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&path, bytes).unwrap();
        assert!(!Store::open(&path).unwrap().holds(&key(1)));
    }

    #[test]
    fn a_file_that_is_too_large_loses_the_oldest_of_what_is_not_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".plan.voortgang");
        let store = Store::open(&path).unwrap();
        for number in 1..=4 {
            store.keep(key(number), &label(), &vec![vec![(f64::from(number), 1.0)]]).unwrap();
        }
        let whole = fs::metadata(&path).unwrap().len();
        let asked = BTreeSet::from([key(1)]);
        let held = |store: &Store| (1..=5).filter(|it| store.holds(&key(*it))).collect::<Vec<_>>();
        store.shrink(&asked, whole).unwrap();
        assert_eq!(held(&store), [1, 2, 3, 4]);
        store.shrink(&asked, whole - 1).unwrap();
        assert_eq!(held(&store), [1, 3, 4]);
        assert!(Store::open(&path).is_err(), "still ours alone");
        store.keep(key(5), &label(), &vec![vec![(5.0, 1.0)]]).unwrap();
        drop(store);
        let store = Store::open(&path).unwrap();
        assert_eq!(held(&store), [1, 3, 4, 5]);
        assert_eq!(store.get(&key(1)).unwrap(), (label(), vec![vec![(1.0, 1.0)]]));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing beside it");
        store.shrink(&asked, 0).unwrap();
        assert_eq!(held(&store), [1], "what is asked stays");
    }

    #[test]
    fn one_program_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("voortgang");
        let _first = Store::open(&path).unwrap();
        assert!(Store::open(&path).is_err());
    }
}
