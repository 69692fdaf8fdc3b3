//! The house as the source shows it: who uses whom, what the engine must not do, which language stands where.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use klantreis::scenario::fields::{BEREIK, SCENARIO, VERKENNING, visit};

/// Rooms with their floor and the rooms they use, each arrow in use. Tests within a room may use any lower floor.
const HOUSE: &[(&str, u8, &[&str])] = &[
    ("time", 0, &[]),
    ("id", 0, &[]),
    ("diagnostic", 0, &[]),
    ("error", 0, &[]),
    ("random", 1, &[]),
    ("stats", 1, &["time"]),
    ("calendar", 1, &[]),
    ("scenario", 2, &["calendar", "diagnostic", "error", "random", "time"]),
    ("model", 3, &["calendar", "diagnostic", "id", "random", "scenario", "stats", "time"]),
    ("sim", 4, &["id", "model", "random", "time"]),
    ("experiment", 5, &["id", "model", "random", "sim", "stats", "time"]),
    ("report", 7, &["error", "experiment", "id", "model", "scenario", "sim", "stats", "time"]),
    ("cli", 9, &["diagnostic", "error", "experiment", "model", "report", "scenario"]),
];

/// Arrows that only some files of a room may draw, or only to a part of the other.
const NARROW: &[(&str, &str, &str)] = &[
    // (room, what it may use, only in files below)
    ("model", "scenario", "model/compile"),
];
const ONLY_PART: &[(&str, &str)] = &[
    // streams belong to a run, distributions to a scenario
    ("scenario", "random::dist"),
    // logs observe a run; only an experiment plays one
    ("report", "sim::record"),
];

/// Sources outside which nothing is looked up by hash: iterating there could make two runs differ.
const MAY_HASH: &[&str] = &["scenario/"];

/// Words of the file that are English too.
const BOTH: &[&str] = &[
    "contact", "extra", "factor", "open", "over", "partner", "per", "team", "teams", "ten", "storing",
    "training", "warm", "week",
];

const MOST_LINES: usize = 600;

struct Source {
    /// Below `src`, with slashes.
    path: String,
    lines: usize,
    /// Without comments and the contents of literals.
    code: String,
    /// The same of its tests.
    tests: String,
}

impl Source {
    fn room(&self) -> &str {
        self.path.split('/').next().expect("a path").trim_end_matches(".rs")
    }

    fn is_below(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let (base, mut files) = (root().join("src"), Vec::new());
    rust_files(&base, &mut files);
    files.sort();
    let read = |file: &PathBuf| {
        let text = fs::read_to_string(file).expect("a source file");
        let bare = bare(&text);
        let (code, tests) = match bare.find("#[cfg(test)]\nmod tests") {
            Some(at) => (bare[..at].to_owned(), bare[at..].to_owned()),
            None => (bare, String::new()),
        };
        let path = file.strip_prefix(&base).expect("below src").to_string_lossy().replace('\\', "/");
        Source { path, lines: text.lines().count(), code, tests }
    };
    let sources: Vec<Source> = files.iter().map(read).collect();
    assert!(sources.len() > 80, "the sources are found");
    sources
}

/// Rust code without comments, and with empty strings and characters.
fn bare(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let word_before = code.ends_with(|last: char| last.is_alphanumeric() || last == '_');
        let hashes = rest.trim_start_matches('r').chars().take_while(|hash| *hash == '#').count();
        let is_raw = !word_before && next == 'r' && rest[1 + hashes..].starts_with('"');
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if is_raw {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = hashes + 2;
            code.push_str("\"\"");
            open + rest[open..].find(&close).expect("a closed literal") + close.len()
        } else if next == '"' {
            code.push_str("\"\"");
            let mut escaped = false;
            let closes = |letter: char| {
                let closes = letter == '"' && !escaped;
                escaped = letter == '\\' && !escaped;
                closes
            };
            2 + rest[1..].find(closes).expect("a closed literal")
        } else if next == '\'' && rest[1..].starts_with('\\') {
            code.push_str("' '");
            3 + rest[3..].find('\'').expect("a closed character") + 1
        } else if next == '\'' && rest.chars().nth(2) == Some('\'') {
            code.push_str("' '");
            rest.char_indices().nth(3).map_or(rest.len(), |(at, _)| at)
        } else {
            code.push(next);
            next.len_utf8()
        };
        rest = &rest[skipped..];
    }
    code
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// What follows each `word` that stands by itself.
fn after<'t>(code: &'t str, word: &'t str) -> impl Iterator<Item = &'t str> {
    code.match_indices(word).filter_map(move |(at, _)| {
        let rest = &code[at + word.len()..];
        let apart =
            !code[..at].ends_with(is_word) && (!word.ends_with(is_word) || !rest.starts_with(is_word));
        apart.then_some(rest)
    })
}

fn identifier(rest: &str) -> &str {
    &rest[..rest.find(|letter| !is_word(letter)).unwrap_or(rest.len())]
}

/// Paths below `crate::`, from the room on.
fn arrows(code: &str) -> Vec<String> {
    let path = |rest: &str| {
        rest[..rest.find(|letter| !is_word(letter) && letter != ':').unwrap_or(rest.len())].to_owned()
    };
    after(code, "crate::").map(path).collect()
}

fn floor(room: &str) -> Option<u8> {
    HOUSE.iter().find(|(name, ..)| *name == room).map(|(_, floor, _)| *floor)
}

#[test]
fn no_arrow_points_upwards_or_past_the_table() {
    let mut wrong = Vec::new();
    let mut used: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let sources = sources();
    for source in sources.iter().filter(|source| !["lib", "main"].contains(&source.room())) {
        let room = source.room();
        let Some((_, own_floor, may_use)) = HOUSE.iter().find(|(name, ..)| *name == room) else {
            wrong.push(format!("{}: room `{room}` stands on no floor", source.path));
            continue;
        };
        for path in arrows(&source.code) {
            let other = path.split(':').next().expect("a path").to_owned();
            if other == room {
                continue;
            }
            let narrow = NARROW.iter().find(|(from, to, _)| *from == room && *to == other);
            let part =
                ONLY_PART.iter().find(|(from, to)| *from == room && to.split("::").next() == Some(&other));
            if !may_use.contains(&other.as_str()) {
                wrong.push(format!("{}: `{room}` may not use `crate::{path}`", source.path));
            } else if narrow.is_some_and(|(.., folder)| !source.is_below(folder)) {
                wrong.push(format!("{}: only some files of `{room}` may use `{other}`", source.path));
            } else if part.is_some_and(|(_, part)| !path.starts_with(part)) {
                wrong.push(format!("{}: `{room}` may not use `crate::{path}`", source.path));
            }
            used.entry(room).or_default().insert(other);
        }
        for path in arrows(&source.tests) {
            let other = path.split(':').next().expect("a path");
            if other != room && floor(other).is_none_or(|other| other >= *own_floor) {
                wrong.push(format!("{}: tests of `{room}` may not use `crate::{path}`", source.path));
            }
        }
    }
    for (room, floor_of, may_use) in HOUSE {
        for other in *may_use {
            if floor(other).is_none_or(|other| other >= *floor_of) {
                wrong.push(format!("the table lets `{room}` use `{other}`, which is not below it"));
            }
            if !used.get(room).is_some_and(|used| used.contains(*other)) {
                wrong.push(format!("the table lets `{room}` use `{other}`, and it does not"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `super` that climbs out of a room, and `use crate::{..}`, would be arrows that nobody sees.
#[test]
fn no_arrow_is_hidden() {
    let mut wrong = Vec::new();
    for source in sources() {
        let parts = source.path.trim_end_matches(".rs").split('/').filter(|part| *part != "mod").count();
        for (code, depth) in [(&source.code, parts), (&source.tests, parts + 1)] {
            let climbs = "super::".repeat(depth);
            if !["lib", "main"].contains(&source.room()) && after(code, &climbs).next().is_some() {
                wrong.push(format!("{}: `{climbs}` leaves the room", source.path));
            }
            if code.contains("crate::{") || code.contains("crate as") {
                wrong.push(format!("{}: write `use crate::room::…`, room by room", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Asserts that none of `words` stands in the code of the sources.
fn assert_absent(what: &str, sources: &[Source], applies: impl Fn(&Source) -> bool, words: &[&str]) {
    let looked_at: Vec<&Source> = sources.iter().filter(|source| applies(source)).collect();
    assert!(!looked_at.is_empty(), "{what}: there are sources to look at");
    for source in looked_at {
        for word in words {
            assert!(after(&source.code, word).next().is_none(), "{what}: `{word}` in src/{}", source.path);
        }
    }
}

const PRINTING: [&str; 7] = ["println!", "eprintln!", "print!", "eprint!", "dbg!", "stdout", "stderr"];

#[test]
fn the_engine_cannot_fail_and_touches_nothing_outside() {
    let outside = [
        "std::fs",
        "std::env",
        "std::io",
        "std::net",
        "std::process",
        "std::thread",
        "std::sync",
        "std::time",
        "rayon",
        "Instant",
        "SystemTime",
        "static mut",
    ];
    let engine = |source: &Source| source.room() == "sim";
    assert_absent("the engine", &sources(), engine, &outside);
    assert_absent("the engine", &sources(), engine, &["Result", "Err", "catch_unwind", "async", "dyn"]);
}

#[test]
fn only_the_command_line_prints() {
    assert_absent("printing", &sources(), |source| source.room() != "cli", &PRINTING);
}

#[test]
fn only_scenarios_are_read_and_written_by_serde() {
    let words = ["Serialize", "Deserialize", "serde::"];
    assert_absent("serde", &sources(), |source| !["scenario", "report"].contains(&source.room()), &words);
}

#[test]
fn nothing_that_counts_is_kept_by_hash() {
    let applies = |source: &Source| !MAY_HASH.iter().any(|folder| source.is_below(folder));
    assert_absent("order", &sources(), applies, &["HashMap", "HashSet", "RandomState", "DefaultHasher"]);
}

#[test]
fn only_two_files_of_the_engine_hold_unsafe_code() {
    let applies = |source: &Source| !["sim/slots.rs", "sim/tournament.rs"].contains(&source.path.as_str());
    assert_absent("unsafe code", &sources(), applies, &["unsafe"]);
}

#[test]
fn every_file_can_be_read_in_one_sitting() {
    let (mut files, mut long) = (Vec::new(), Vec::new());
    ["src", "tests", "benches"].iter().for_each(|folder| rust_files(&root().join(folder), &mut files));
    for file in files {
        let lines = fs::read_to_string(&file).expect("a source file").lines().count();
        if lines > MOST_LINES {
            long.push(format!(
                "{}: {lines} lines",
                file.strip_prefix(root()).expect("below the root").display()
            ));
        }
    }
    assert!(long.is_empty(), "more than {MOST_LINES} lines:\n{}", long.join("\n"));
    assert!(sources().iter().all(|source| source.lines > 0));
}

/// Keys of the file with the parts of compound ones, but for those that are English too.
fn dutch() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    visit("", &SCENARIO, &mut |_, field| {
        words.extend(field.key.split('-').map(str::to_owned));
        words.insert(field.key.replace('-', ""));
    });
    // commands and what they are about
    let more = [
        "simuleer",
        "controleer",
        "toon",
        "nieuw",
        "tekst",
        "draden",
        "klant",
        "wachtrij",
        "gemeente",
        "medewerker",
    ];
    words.extend(more.map(str::to_owned));
    words.retain(|word| word.len() > 1 && !BOTH.contains(&word.as_str()));
    assert!(words.contains("klantreizen") && words.contains("sluiting") && words.len() > 200);
    words
}

/// `KlantQueue` and `klant_queue` are `klant`, `queue`.
fn parts(identifier: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut last = ' ';
    for letter in identifier.chars() {
        if letter == '_' || letter.is_uppercase() && !last.is_uppercase() {
            parts.push(String::new());
        }
        if letter != '_' {
            parts.last_mut().expect("a part").extend(letter.to_lowercase());
        }
        last = letter;
    }
    parts
}

/// Names that this code makes: after a keyword, and before a colon or the body of a variant.
fn declared(code: &str) -> Vec<&str> {
    let keywords = [
        "fn ", "struct ", "enum ", "trait ", "type ", "mod ", "const ", "static ", "let ", "let mut ",
        "for ", "|",
    ];
    let mut names: Vec<&str> =
        keywords.iter().flat_map(|keyword| after(code, keyword)).map(identifier).collect();
    // fields, parameters and typed bindings
    for (at, _) in code.match_indices(": ") {
        let before = &code[..at];
        names.push(&before[before.rfind(|letter| !is_word(letter)).map_or(0, |at| at + 1)..]);
    }
    // variants: first on their line
    let first = code.lines().map(|line| identifier(line.trim_start()));
    names.extend(first.filter(|name| name.starts_with(char::is_uppercase)));
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn identifiers_outside_the_scenario_are_english() {
    let dutch = dutch();
    let mut wrong = BTreeSet::new();
    let mut looked_at = 0;
    for source in sources() {
        if source.is_below("scenario/") || source.is_below("model/compile/") {
            continue;
        }
        for name in declared(&source.code) {
            looked_at += 1;
            let word = parts(name).into_iter().find(|part| dutch.contains(part));
            wrong.extend(word.map(|word| format!("src/{}: `{name}` ({word})", source.path)));
        }
    }
    assert!(looked_at > 3_000, "too weak: {looked_at} names");
    assert!(wrong.is_empty(), "Dutch words:\n{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

/// Each check sees what it is there to see.
#[test]
fn a_breach_is_seen() {
    let code = bare(
        "use crate::sim::run; // crate::cli\nlet text = \"crate::report {\"; let c = '\"'; let klant_queue: KlantQueue = r#\"x\"#;",
    );
    assert_eq!(arrows(&code), ["sim::run"]);
    assert_eq!(parts("KlantQueue"), ["", "klant", "queue"]);
    let dutch = dutch();
    let found: Vec<&str> = declared(&code)
        .into_iter()
        .filter(|name| parts(name).iter().any(|part| dutch.contains(part)))
        .collect();
    assert_eq!(found, ["klant_queue", "klant_queue"]);
    assert!(
        after("fn run() -> Result<()>", "Result").next().is_some()
            && after("Results", "Result").next().is_none()
    );
    assert!(
        after("eprintln!(x)", "println!").next().is_none()
            && after("{println!(x)}", "println!").next().is_some()
    );
}

#[test]
fn every_key_of_the_file_stands_in_the_list_of_words() {
    let list = fs::read_to_string(root().join("docs/woordenlijst.md")).expect("docs/woordenlijst.md");
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let key = cells[0].strip_prefix('`')?.strip_suffix('`')?;
        (cells.len() == 3 && cells.iter().all(|cell| !cell.is_empty()))
            .then(|| (key.to_owned(), cells[1].to_owned()))
    };
    let rows: BTreeMap<String, String> =
        list.lines().filter(|line| line.starts_with("| `")).filter_map(row).collect();
    let (mut now, mut keys) = (BTreeSet::new(), BTreeSet::new());
    for part in [&SCENARIO, &VERKENNING, &BEREIK] {
        visit("", part, &mut |_, field| {
            keys.insert(field.key);
            if !field.is_later {
                now.insert(field.key);
            }
        });
    }
    for key in keys {
        let Some(code) = rows.get(key) else { panic!("docs/woordenlijst.md has no row for `{key}`") };
        assert_eq!(code == "nog niet", !now.contains(key), "`{key}`: {code}");
    }
}

/// A word of the code in the list of words exists in the code.
#[test]
fn every_word_of_the_code_in_the_list_of_words_exists() {
    let list = fs::read_to_string(root().join("docs/woordenlijst.md")).expect("docs/woordenlijst.md");
    let sources = sources();
    let mut looked_at = 0;
    for line in list.lines().filter(|line| line.starts_with("| `")) {
        let words = line.split(" | ").nth(1).expect("a word of the code");
        for word in words.split(", ").filter_map(|word| word.trim().strip_prefix('`')?.strip_suffix('`')) {
            let all_exist = word
                .split("::")
                .all(|part| sources.iter().any(|source| after(&source.code, part).next().is_some()));
            looked_at += 1;
            assert!(all_exist, "`{word}` is not in the code: {line}");
        }
    }
    assert!(looked_at > 80, "too weak: {looked_at} words");
}
