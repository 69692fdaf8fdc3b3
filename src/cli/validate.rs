//! `toets`: plays a scenario and sets what came out beside what was measured in reality.

use super::load;
use super::options::{Data, Format, ValidateOptions};
use super::{Verdict, interrupt, print, run};
use crate::error::Error;
use crate::report::folder::Place;
use crate::report::{text, validation};

/// A figure that deviates is an answer, not a mistake: the exit code does not tell.
///
/// # Errors
/// When the file cannot be read or the folder not be written; nothing is left half.
pub fn main(options: &ValidateOptions) -> Result<Verdict, Error> {
    let paths = std::slice::from_ref(&options.scenario);
    let Some(all) = load::all_ready(paths, &options.changes, &options.study)? else {
        return Ok(Verdict::Wrong);
    };
    let ready = &all[0];
    if ready.model.measured.is_empty() {
        print::complain(&format!(
            "fout: `{}` noemt geen gemeten cijfers om aan te toetsen\n      raad: zet ze onder `gemeten`, bijvoorbeeld `gemeten: {{ wachttijd: {{ meet: wachttijd, kanaal: telefoon, waarde: 52 s }} }}`",
            ready.name
        ));
        return Ok(Verdict::Wrong);
    }
    let place = Place::claim(&options.study.out, &ready.name)?;
    let stop = interrupt::watch();
    run::one(ready, place, &options.study, &Data::default(), &stop, |results, report| {
        match options.screen.format {
            Format::Text => text::validation(results, report),
            Format::Json => format!("{:#}", validation::data(results)),
        }
    })
}
