//! To the screen. A reader that has gone (`| head`) is not an error.

use std::io::{self, IsTerminal, Write};

use crate::error::Error;

/// To standard output.
///
/// # Errors
/// When it cannot be written, for instance because a disk behind it is full.
pub fn say(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| match text.ends_with('\n') {
        true => out.flush(),
        false => out.write_all(b"\n").and_then(|()| out.flush()),
    });
    match written {
        Err(gone) if gone.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(source) => Err(Error::Write { path: "de standaarduitvoer".into(), source }),
        Ok(()) => Ok(()),
    }
}

/// To standard error; where nobody listens, nothing can be done.
pub fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
}

/// Whether findings may be coloured.
pub fn has_colour() -> bool {
    let is_off = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !is_off && io::stderr().is_terminal()
}
