//! `voeg-samen`: parts of a batch that were played apart, as one.

use super::options::MergeOptions;
use super::{Verdict, print, sweep};
use crate::error::Error;
use crate::report::batch::{self, Refused};

/// # Errors
/// When a part cannot be read or the folder not be written.
pub fn main(options: &MergeOptions) -> Result<Verdict, Error> {
    let (head, place) = match batch::merge(&options.parts, &options.out) {
        Ok(merged) => merged,
        Err(Refused::World(error)) => return Err(error),
        Err(Refused::Parts(message, hint)) => {
            print::complain(&format!("fout: {message}\n  raad: {hint}"));
            return Ok(Verdict::Wrong);
        }
    };
    let (folder, found) = batch::complete(&head, place)?;
    sweep::told(options.screen.format, &head, &folder.join("rapport.html"), found.as_ref())?;
    Ok(Verdict::Fine)
}
