//! What the outside world refuses: files, folders, the disk. Printed once, in `cli`, in Dutch.

use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("kan {path} niet lezen: {source}", path = path.display())]
    Read { path: PathBuf, source: std::io::Error },
    #[error("kan {path} niet schrijven: {source}", path = path.display())]
    Write { path: PathBuf, source: std::io::Error },
    #[error("{0}")]
    Other(String),
}
