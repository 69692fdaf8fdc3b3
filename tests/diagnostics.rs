//! Wrong input and, beside it, the exact message expected: tests/cases/NAME.yaml and NAME.txt.
//!
//! `KLANTREIS_BIJWERKEN=1 cargo test --test diagnostics` writes the messages anew.

use std::fs;
use std::path::{Path, PathBuf};

use klantreis::scenario::load;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(folder).expect("the folder of cases");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("a case").path()).collect();
    cases.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    cases.sort();
    cases
}

/// The message of a case, with names of files as a user in that folder would see them.
fn message(case: &Path) -> String {
    let folder = format!("{}/", case.parent().expect("a folder").display());
    let loaded = load(case, &[]).expect("a case that can be read");
    let text = loaded.render(false).replace(&folder, "");
    if text.is_empty() { "geen bevindingen\n".to_owned() } else { text }
}

#[test]
fn every_mistake_gives_exactly_its_message() {
    let update = std::env::var_os("KLANTREIS_BIJWERKEN").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let expected = case.with_extension("txt");
        let found = message(&case);
        if update {
            fs::write(&expected, &found).expect("a case that can be written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("{}:\n{found}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
