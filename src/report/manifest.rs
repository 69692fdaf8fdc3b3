//! `manifest.json`: what made a folder, so that anybody can make it again. No clock time and no paths of a
//! machine: the same run gives the same bytes.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::Run;
use super::method::{self, Item};
use crate::scenario::Shown;

pub const FILE: &str = "manifest.json";
pub const PROGRAM: &str = "klantreis";

/// The manifest of a folder that holds `files` besides itself.
pub fn text(runs: &[Run], files: &[String]) -> String {
    let scenarios: Vec<Value> = runs.iter().map(scenario).collect();
    let mut names: Vec<&str> = files.iter().map(String::as_str).collect();
    names.push(FILE);
    let value = json!({
        "programma": PROGRAM,
        "versie": env!("CARGO_PKG_VERSION"),
        "scenarios": scenarios,
        "bestanden": names,
    });
    format!("{value:#}\n")
}

fn scenario(run: &Run) -> Value {
    let Run { results, footing, .. } = run;
    json!({
        "naam": results.scenario,
        "sha256": hash(&footing.canonical),
        "van": results.period.0.to_string(),
        "tot": results.period.1.to_string(),
        "zaad": results.seed,
        "herhalingen": results.replications,
        "betrouwbaarheid": results.confidence,
        "onderbroken": results.interrupted,
        "verantwoording": method::items(run).iter().map(item).collect::<Vec<_>>(),
        "standaardwaarden": footing.defaults.iter().map(shown).collect::<Vec<_>>(),
    })
}

/// An item of STRESS-DES.
fn item(item: &Item) -> Value {
    json!({ "punt": item.number, "titel": item.title, "tekst": item.text })
}

fn shown(shown: &Shown) -> Value {
    json!({
        "pad": shown.path,
        "waarde": shown.value,
        "eenheid": shown.unit,
        "kenmerk": shown.mark,
        "betekenis": shown.description,
    })
}

/// In hexadecimals.
pub fn hash(bytes: impl AsRef<[u8]>) -> String {
    Sha256::digest(bytes.as_ref()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// That of a file, however large.
///
/// # Errors
/// When it cannot be read.
pub fn hash_file(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let (mut hash, mut piece) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
            read => hash.update(&piece[..read]),
        }
    }
}

/// The files that a manifest names; none when it is not one of ours.
pub fn files(text: &str) -> Option<Vec<String>> {
    let value: Value = serde_json::from_str(text).ok()?;
    if value["programma"] != PROGRAM {
        return None;
    }
    let files = value["bestanden"].as_array()?.iter();
    Some(files.filter_map(|file| file.as_str().map(str::to_owned)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_manifest_names_its_files_and_the_hash_of_its_scenario() {
        let mut sample = sample::Sample::new();
        sample.footing.canonical = "abc".into();
        let text = text(&[sample.run()], &["rapport.html".into()]);
        assert_eq!(files(&text).unwrap(), ["rapport.html", "manifest.json"]);
        // FIPS 180-2, appendix B.1
        assert!(text.contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        assert!(files("{}").is_none() && files("geen json").is_none());
    }
}
