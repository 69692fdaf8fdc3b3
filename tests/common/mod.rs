//! What tests of scenario files share.

use std::path::{Path, PathBuf};

/// A path in the repository.
pub fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
