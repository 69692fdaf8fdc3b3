//! `fuseer`: a plan and its predecessors as one scenario, to open and edit.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use super::load;
use super::options::FuseOptions;
use super::{Verdict, print};
use crate::diagnostic::{Diagnostic, Path};
use crate::error::Error;

/// # Errors
/// When a file cannot be read or written, or stands there already.
pub fn main(options: &FuseOptions) -> Result<Verdict, Error> {
    let mut loaded = load::load(&options.plan, &options.changes, None)?;
    if !loaded.is_composed && loaded.scenario.is_some() {
        let finding = Diagnostic::error(Path::root(), "dit scenario is geen plan voor een fusie").with_hint(
            "schrijf `fusie: { voorgangers: { brielle: brielle.yaml, westvoorne: westvoorne.yaml } }`",
        );
        loaded.findings.push(finding);
        loaded.scenario = None;
    }
    if !loaded.findings.is_empty() {
        print::complain(&loaded.render(print::has_colour()));
    }
    if loaded.scenario.is_none() {
        return Ok(Verdict::Wrong);
    }
    let stem = options.plan.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let path = options.out.clone().unwrap_or_else(|| PathBuf::from(format!("{stem}-samen.yaml")));
    let refused = |source| Error::Write { path: path.clone(), source };
    let mut file = File::create_new(&path).map_err(refused)?;
    let written = file.write_all(loaded.to_yaml_with_origins().as_bytes()).and_then(|()| file.sync_all());
    if let Err(source) = written {
        // half a scenario is worse than none
        let _ = std::fs::remove_file(&path);
        return Err(refused(source));
    }
    print::say(&format!("{0} staat klaar. Speel het na met: klantreis simuleer {0}", path.display()))?;
    Ok(Verdict::Fine)
}
