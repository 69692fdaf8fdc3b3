//! Wrong input and, beside it, the exact message expected: tests/cases/NAME.yaml and NAME.txt.
//!
//! `KLANTREIS_BIJWERKEN=1 cargo test --test diagnostics` writes the messages anew.

use std::fs;
use std::path::{Path, PathBuf};

use klantreis::scenario::load;

/// From the root of the package, where tests run: messages are broken into lines with it, the same in every checkout.
const FOLDER: &str = "tests/cases";

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(FOLDER).expect("the folder of cases");
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

#[test]
fn findings_as_data_hold_the_same_places() {
    let loaded =
        load(&Path::new(FOLDER).join("eenheid-vergeten.yaml"), &[]).expect("a case that can be read");
    let data = loaded.findings_json();
    assert_eq!((data[0]["regel"].as_u64(), data[0]["kolom"].as_u64()), (Some(22), Some(41)));
    assert_eq!(data[0]["ernst"], "fout");
    assert_eq!(data[0]["pad"], "klantreizen.paspoort.stappen.aanvraag.duur");
}

#[test]
fn most_messages_fit_a_terminal() {
    for case in cases() {
        for line in message(&case).lines().filter(|line| !line.contains("-->")) {
            assert!(line.chars().count() <= 80, "{}: {line}", case.display());
        }
    }
}

/// Texts that ask for more than a scenario can be: each is answered within a second.
#[test]
fn hostile_input_gets_an_error_at_once() {
    let bomb = (1..40).fold("a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(), |text, n| {
        let before = n - 1;
        text + &format!(
            "a{n}: &a{n} [*a{before}, *a{before}, *a{before}, *a{before}, *a{before}, *a{before}]\n"
        )
    });
    let wide = |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let anchored = format!("x: &x \"{}\"\ny: [{}]\n", "long ".repeat(10_000), "*x, ".repeat(100_000));
    let nested = (0..200).fold(String::new(), |text, depth| format!("{text}{}a:\n", " ".repeat(depth)));
    let unknown =
        format!("teams:\n{}", wide(1_900, &|n| format!("  t{n}: {{ doet: [kanaaal{n}], doett: 3 }}\n")));
    let stretched = format!(
        "klantreizen:\n  a:\n    vraag: {{ aantal: 1 per jaar }}\n    stappen:\n{}",
        wide(1_900, &|n| format!("      s{n}: {{ contact: c, daarna: s{} }}\n", n * 7 % 1_900))
    );
    let choosing = format!(
        "kanalen:\n{}doelgroepen:\n{}teams: {{ t: {{ doet: [k1], diensten: {{ d: {{ medewerkers: 1 }} }} }} }}\nklantreizen:\n  a:\n    vraag: {{ aantal: 1 per jaar }}\n    stappen:\n{}",
        wide(1_000, &|n| format!("  k{n}: {{ soort: gesprek }}\n")),
        wide(1_000, &|n| format!("  g{n}: {{ aandeel: 0% }}\n")),
        wide(1_000, &|n| format!("      s{n}: {{ contact: passend }}\n"))
    );
    let texts = [
        "[".repeat(4_000_000),
        "{a: ".repeat(1_000_000),
        "- ".repeat(1_000_000),
        "? ".repeat(1_000_000),
        "a: &a [*a]\n".to_owned(),
        "<<: *a\n".to_owned(),
        "\"".repeat(1_000_000),
        "# \n".repeat(1_000_000),
        "x".repeat(4_000_000),
        format!("{}: 1", "x".repeat(4_000_000)),
        format!("naam: {}", "é".repeat(2_000_000)),
        "a: 1\n".repeat(500_000),
        "[".repeat(5_000_000),
        "\u{0}\u{1}".repeat(1000),
        "inwoners: 1000000000000000000\nperiode: { van: 9999-99-99, aanloop: 1000000000 jaar }\n".to_owned(),
        "kanalen: { a: { soort: gesprek, lijnen: .nan, geduld: .inf, nawerk: -1e400 s } }\n".to_owned(),
        bomb,
        anchored,
        nested,
        unknown,
        choosing,
        stretched,
        wide(90_000, &|n| format!("k{n}: v\n")),
    ];
    for text in texts {
        let started = std::time::Instant::now();
        let loaded = klantreis::scenario::load_text("vijandig.yaml", &text);
        let rendered = loaded.render(false);
        let start: String = text.chars().take(40).collect();
        assert!(loaded.scenario.is_none(), "{start}");
        assert!(!rendered.is_empty(), "{start}");
        assert!(started.elapsed().as_secs_f64() < 1.0, "{start}: {:?}", started.elapsed());
    }
}

/// At least ten million bytes of mutated scenarios: findings, never a panic.
#[test]
fn no_mutated_scenario_makes_the_reader_panic() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let read = |case: &PathBuf| fs::read_to_string(case).expect("a case that can be read");
    let mut seeds: Vec<String> = cases().iter().map(read).collect();
    let main = fs::read_to_string(folder.join("voorne.yaml")).expect("a case that can be read");
    seeds.extend(std::iter::repeat_n(main, 40));
    let words: Vec<String> = seeds
        .iter()
        .flat_map(|seed| seed.split_inclusive([' ', '\n', ',', '{', '}']))
        .map(str::to_owned)
        .collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % bound.max(1) as u64) as usize
    };
    let (mut bytes, mut good) = (0, 0);
    while bytes < 30_000_000 {
        let mut text: Vec<char> = seeds[below(seeds.len())].chars().collect();
        for _ in 0..=below(2) * below(3) {
            let at = below(text.len());
            match below(6) {
                0 => drop(text.drain(at..(at + below(30)).min(text.len()))),
                1 => drop(text.splice(at..at, words[below(words.len())].chars())),
                2 => {
                    let end = (at + below(200)).min(text.len());
                    let part: Vec<char> = text[at..end].to_vec();
                    let to = below(text.len());
                    drop(text.splice(to..to, part));
                }
                3 if at < text.len() => text[at] = char::from(below(128) as u8),
                4 => drop(text.splice(at..at, "9".repeat(below(25)).chars())),
                _ => drop(text.splice(
                    at..at,
                    ["é", "\u{feff}", "&a ", "*a ", "<<: ", "weg", "-", "%", "\t", "."][below(10)].chars(),
                )),
            }
        }
        let text: String = text.into_iter().collect();
        bytes += text.len();
        let loaded = klantreis::scenario::load_text("mutant.yaml", &text);
        drop(loaded.render(false));
        if loaded.scenario.is_some() {
            good += 1;
            let again = klantreis::scenario::load_text("anders.yaml", &loaded.to_yaml());
            assert_eq!(
                loaded.canonical(),
                again.canonical(),
                "{text}\n{}\n{}",
                loaded.to_yaml(),
                again.render(false)
            );
        }
    }
    assert!(good > 500, "too weak: only {good} mutants were good scenarios");
}
