//! `schema`: what a scenario may hold, for editors that check and complete.

use super::{Verdict, print};
use crate::error::Error;
use crate::scenario;

/// # Errors
/// When standard output refuses.
pub fn main() -> Result<Verdict, Error> {
    print::say(&format!("{:#}", scenario::schema()))?;
    Ok(Verdict::Fine)
}
