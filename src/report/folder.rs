//! The folder of a run, written so that a kill at any moment leaves the old one or the new one, whole.
//!
//! Everything is written and synced in a working folder beside the place (`.naam.bezig-…`), which then takes
//! the place in one step; where a file system cannot exchange two folders, the old one is renamed away first
//! and the next run puts it back if it was interrupted just there. A lock tells a working folder in use from
//! one that was left behind. Only a folder that this program wrote is ever replaced.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::manifest;
use crate::error::Error;

/// A file of the folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// Relative to the folder, with `/`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// A place that may be written to; claimed before the work starts.
#[derive(Debug)]
pub struct Place {
    target: PathBuf,
    working: TempDir,
    /// What was opened in it, by [`Place::open`].
    opened: Vec<String>,
    /// Held until the folder stands in its place.
    _lock: File,
}

const LOCK: &str = "slot";
const NEW: &str = "nieuw";
const OLD: &str = "oud";

impl Place {
    /// Makes sure that `parent/name` can be written, and clears what an interrupted run left there.
    ///
    /// # Errors
    /// When the disk refuses, or when something stands there that is not ours to replace.
    pub fn claim(parent: &Path, name: &str) -> Result<Self, Error> {
        let target = parent.join(name);
        let prefix = format!(".{name}.bezig-");
        let refused = |source| Error::Write { path: target.clone(), source };
        fs::create_dir_all(parent).map_err(refused)?;
        sweep(parent, &prefix, &target).map_err(refused)?;
        check_replaceable(&target)?;
        let working = tempfile::Builder::new().prefix(&prefix).tempdir_in(parent).map_err(refused)?;
        let lock = File::create(working.path().join(LOCK)).map_err(refused)?;
        // a file system without locks serves too: then only nobody else may run at the same time
        let _ = lock.try_lock();
        Ok(Self { target, working, opened: Vec::new(), _lock: lock })
    }

    /// Where the folder comes to stand.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// A file of the folder that is too large to hold, to be written before the rest.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn open(&mut self, path: &str) -> Result<File, Error> {
        let new = self.working.path().join(NEW);
        let opened = fs::create_dir_all(&new).and_then(|()| File::create_new(new.join(path)));
        self.opened.push(path.to_owned());
        opened.map_err(|source| self.refused(path, source))
    }

    /// Where a file that was opened stands until the folder is filled.
    pub fn opened_path(&self, path: &str) -> PathBuf {
        self.working.path().join(NEW).join(path)
    }

    /// That a file of the folder could not be written.
    pub fn refused(&self, path: &str, source: io::Error) -> Error {
        Error::Write { path: self.target.join(path), source }
    }

    /// What was opened so far.
    pub fn opened(&self) -> &[String] {
        &self.opened
    }

    /// Writes the files beside what was opened, and puts the folder in its place.
    ///
    /// # Errors
    /// When the disk refuses; then what stood there still does.
    pub fn fill(self, files: &[Output]) -> Result<PathBuf, Error> {
        let new = self.working.path().join(NEW);
        let written = write_all(&new, files, &self.opened).and_then(|()| {
            check_still_ours(&self.target)?;
            self.take_place(&new)
        });
        match written {
            Ok(()) => Ok(self.target),
            Err(source) => Err(Error::Write { path: self.target, source }),
        }
    }

    fn take_place(&self, new: &Path) -> io::Result<()> {
        let parent = self.working.path().parent().expect("made in a parent");
        if !self.target.exists() {
            fs::rename(new, &self.target)?;
        } else if exchange(new, &self.target).is_err() {
            let old = self.working.path().join(OLD);
            fs::rename(&self.target, &old)?;
            if let Err(refused) = fs::rename(new, &self.target) {
                fs::rename(&old, &self.target)?;
                return Err(refused);
            }
        }
        sync_folder(parent)
    }
}

fn write_all(folder: &Path, files: &[Output], opened: &[String]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for path in opened {
        File::open(folder.join(path))?.sync_all()?;
    }
    for output in files {
        let path = folder.join(&output.path);
        let parent = path.parent().expect("inside the folder");
        fs::create_dir_all(parent)?;
        let mut file = File::create_new(&path)?;
        file.write_all(&output.bytes)?;
        file.sync_all()?;
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folder(&entry.path())?;
        }
    }
    sync_folder(folder)
}

/// Swaps two folders in one step.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_a: &Path, _b: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Makes renames in a folder last through a power cut.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Other systems have no such call.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Removes working folders that nobody holds; puts back what an interrupted exchange left.
fn sweep(parent: &Path, prefix: &str, target: &Path) -> io::Result<()> {
    for entry in fs::read_dir(parent)? {
        let entry = entry?;
        let is_ours = entry.file_name().to_string_lossy().starts_with(prefix) && entry.file_type()?.is_dir();
        if !is_ours {
            continue;
        }
        let is_held = File::open(entry.path().join(LOCK)).is_ok_and(|lock| lock.try_lock().is_err());
        if is_held {
            continue;
        }
        let old = entry.path().join(OLD);
        if old.is_dir() && !target.exists() {
            fs::rename(old, target)?;
        }
        fs::remove_dir_all(entry.path())?;
    }
    Ok(())
}

/// A folder may be replaced when it is empty, or holds nothing but what we wrote.
fn check_replaceable(target: &Path) -> Result<(), Error> {
    let shown = target.display();
    match fs::symlink_metadata(target) {
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(Error::Write { path: target.to_owned(), source }),
        Ok(found) if !found.is_dir() => {
            let remedy = "kies met --uit een andere map";
            return Err(Error::Other(format!("{shown} bestaat al en is geen map; {remedy}")));
        }
        Ok(_) => {}
    }
    let strangers = strangers(target).map_err(|source| Error::Write { path: target.to_owned(), source })?;
    match strangers.first() {
        None => Ok(()),
        Some(stranger) => Err(Error::Other(format!(
            "in {shown} staat iets dat klantreis niet geschreven heeft: {stranger}; verplaats het, of kies met --uit een andere map"
        ))),
    }
}

/// What was put there while we worked is not thrown away either.
fn check_still_ours(target: &Path) -> io::Result<()> {
    match check_replaceable(target) {
        Ok(()) => Ok(()),
        Err(refused) => Err(io::Error::other(refused.to_string())),
    }
}

/// Files that our manifest does not name; hidden ones and those that file managers leave do not count.
fn strangers(folder: &Path) -> io::Result<Vec<String>> {
    let known = fs::read_to_string(folder.join(manifest::FILE)).ok();
    let known = known.and_then(|text| manifest::files(&text)).unwrap_or_default();
    let mut strangers = Vec::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            if entry.file_type()?.is_dir() {
                open.push((entry.path(), path + "/"));
            } else if !known.contains(&path)
                && !name.starts_with('.')
                && !LEFT_BY_OTHERS.contains(&name.as_str())
            {
                strangers.push(path);
            }
        }
    }
    strangers.sort();
    Ok(strangers)
}

const LEFT_BY_OTHERS: [&str; 2] = ["Thumbs.db", "desktop.ini"];

#[cfg(test)]
mod tests {
    use super::*;

    fn output(path: &str, text: &str) -> Output {
        Output { path: path.into(), bytes: text.into() }
    }

    /// Files of a run, with the manifest that names them.
    fn files(text: &str) -> Vec<Output> {
        let manifest = r#"{"programma": "klantreis", "bestanden": ["a.txt", "deel/b.txt", "manifest.json"]}"#;
        vec![output("a.txt", text), output("deel/b.txt", text), output("manifest.json", manifest)]
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_second_run_replaces_the_first_and_leaves_nothing_beside_it() {
        let parent = tempfile::tempdir().unwrap();
        for text in ["een", "twee"] {
            Place::claim(parent.path(), "proef").unwrap().fill(&files(text)).unwrap();
            assert_eq!(fs::read_to_string(parent.path().join("proef/deel/b.txt")).unwrap(), text);
            assert_eq!(names(parent.path()), ["proef"]);
        }
    }

    #[test]
    fn a_claim_that_is_given_up_leaves_nothing() {
        let parent = tempfile::tempdir().unwrap();
        drop(Place::claim(parent.path(), "proef").unwrap());
        assert!(names(parent.path()).is_empty());
    }

    #[test]
    fn what_somebody_else_put_there_is_not_replaced() {
        let parent = tempfile::tempdir().unwrap();
        let place = Place::claim(parent.path(), "proef").unwrap().fill(&files("een")).unwrap();
        fs::write(place.join(".DS_Store"), "").unwrap();
        Place::claim(parent.path(), "proef").expect("hidden files do not count");
        fs::write(place.join("notities.txt"), "bewaren").unwrap();
        let refused = Place::claim(parent.path(), "proef").unwrap_err().to_string();
        assert!(refused.contains("notities.txt") && refused.contains("--uit"), "{refused}");
        fs::create_dir(parent.path().join("eigen")).unwrap();
        fs::write(parent.path().join("eigen/metingen.csv"), "van mij").unwrap();
        assert!(Place::claim(parent.path(), "eigen").is_err());
    }

    #[test]
    fn a_file_where_the_folder_should_come_is_refused_before_the_work() {
        let parent = tempfile::tempdir().unwrap();
        fs::write(parent.path().join("proef"), "").unwrap();
        assert!(Place::claim(parent.path(), "proef").is_err());
        assert!(Place::claim(&parent.path().join("proef"), "x").is_err());
    }

    #[test]
    fn a_working_folder_left_behind_is_cleared_but_not_one_in_use() {
        let parent = tempfile::tempdir().unwrap();
        let in_use = Place::claim(parent.path(), "proef").unwrap();
        fs::create_dir_all(parent.path().join(".proef.bezig-dood/nieuw")).unwrap();
        let second = Place::claim(parent.path(), "proef").unwrap();
        assert_eq!(names(parent.path()).len(), 2);
        second.fill(&files("twee")).unwrap();
        in_use.fill(&files("een")).unwrap();
        assert_eq!(fs::read_to_string(parent.path().join("proef/a.txt")).unwrap(), "een");
        assert_eq!(names(parent.path()), ["proef"]);
    }

    #[test]
    fn an_exchange_interrupted_halfway_is_put_back() {
        let parent = tempfile::tempdir().unwrap();
        fs::create_dir_all(parent.path().join(".proef.bezig-dood/oud")).unwrap();
        fs::write(parent.path().join(".proef.bezig-dood/oud/manifest.json"), &files("een")[2].bytes).unwrap();
        drop(Place::claim(parent.path(), "proef").unwrap());
        assert_eq!(names(parent.path()), ["proef"]);
        assert_eq!(names(&parent.path().join("proef")), ["manifest.json"]);
    }

    #[test]
    fn what_was_opened_before_comes_along() {
        let parent = tempfile::tempdir().unwrap();
        let mut place = Place::claim(parent.path(), "proef").unwrap();
        place.open("groot.csv").unwrap().write_all(b"veel").unwrap();
        assert_eq!(place.opened(), ["groot.csv"]);
        let folder = place.fill(&files("een")).unwrap();
        assert_eq!(names(&folder), ["a.txt", "deel", "groot.csv", "manifest.json"]);
        assert_eq!(fs::read_to_string(folder.join("groot.csv")).unwrap(), "veel");
    }

    #[test]
    fn a_failure_while_writing_leaves_the_old_folder() {
        let parent = tempfile::tempdir().unwrap();
        Place::claim(parent.path(), "proef").unwrap().fill(&files("een")).unwrap();
        let mut bad = files("twee");
        // a file where a folder is needed
        bad.push(output("a.txt/c.txt", "kan niet"));
        assert!(Place::claim(parent.path(), "proef").unwrap().fill(&bad).is_err());
        assert_eq!(fs::read_to_string(parent.path().join("proef/a.txt")).unwrap(), "een");
        assert_eq!(names(parent.path()), ["proef"]);
    }
}
