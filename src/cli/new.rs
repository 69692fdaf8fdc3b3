//! `nieuw`: a first scenario to build on.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use super::options::NewOptions;
use super::{Verdict, print};
use crate::error::Error;
use crate::scenario;

/// # Errors
/// When the file cannot be written, or stands there already.
pub fn main(options: &NewOptions) -> Result<Verdict, Error> {
    let stem = options.name.strip_suffix(".yaml").unwrap_or(&options.name);
    let path = PathBuf::from(format!("{stem}.yaml"));
    let Some(name) = path.file_stem().map(|name| name.to_string_lossy().into_owned()) else {
        print::complain("fout: geef een naam, bijvoorbeeld `klantreis nieuw mijn-gemeente`");
        return Ok(Verdict::Wrong);
    };
    let refused = |source| Error::Write { path: path.clone(), source };
    let mut file = File::create_new(&path).map_err(refused)?;
    let written = file.write_all(scenario::starter(&name).as_bytes()).and_then(|()| file.sync_all());
    if let Err(source) = written {
        // half a scenario is worse than none
        let _ = std::fs::remove_file(&path);
        return Err(refused(source));
    }
    print::say(&format!("{0} staat klaar. Speel het na met: klantreis simuleer {0}", path.display()))?;
    Ok(Verdict::Fine)
}
