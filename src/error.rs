//! What the outside world refuses: files, folders, the disk. Printed once, in `cli`, in Dutch.

use std::io::ErrorKind;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("kan {path} niet lezen: {}", in_dutch(source), path = path.display())]
    Read { path: PathBuf, source: std::io::Error },
    /// There is no such file, but one with a name like it.
    #[error("kan {path} niet lezen: dat bestaat niet; bedoelt u {meant}?", path = path.display(), meant = meant.display())]
    Missing { path: PathBuf, meant: PathBuf },
    #[error("kan {path} niet schrijven: {}", in_dutch(source), path = path.display())]
    Write { path: PathBuf, source: std::io::Error },
    #[error("{0}")]
    Other(String),
}

/// What the system says, as far as it is common; the rest in its own words.
fn in_dutch(error: &std::io::Error) -> String {
    let text = match error.kind() {
        ErrorKind::NotFound => "dat bestaat niet",
        ErrorKind::PermissionDenied => "dat mag niet",
        ErrorKind::AlreadyExists => "het bestaat al",
        ErrorKind::StorageFull => "de schijf is vol",
        ErrorKind::QuotaExceeded => "er is geen ruimte meer voor deze gebruiker",
        ErrorKind::FileTooLarge => "het bestand wordt te groot",
        ErrorKind::ReadOnlyFilesystem => "er kan daar alleen gelezen worden",
        ErrorKind::IsADirectory => "het is een map",
        ErrorKind::NotADirectory => "een deel van het pad is geen map",
        _ => return error.to_string(),
    };
    text.to_owned()
}
