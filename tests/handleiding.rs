//! The handbook: every example of it is a file that loads and runs, and what a chapter shows of it is what it holds.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use klantreis::scenario;

use common::in_repository;

const FOLDER: &str = "docs/handleiding";

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(in_repository(folder)).expect("a folder of the handbook");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    files.sort();
    files
}

fn examples() -> Vec<PathBuf> {
    let examples = files(&format!("{FOLDER}/voorbeelden"), "yaml");
    assert!(examples.len() >= 8, "{examples:?}");
    examples
}

/// Chapters, without the page that lists them.
fn chapters() -> Vec<(PathBuf, String)> {
    let chapters = files(FOLDER, "md").into_iter().filter(|path| !path.ends_with("README.md"));
    let chapters: Vec<_> =
        chapters.map(|path| (path.clone(), fs::read_to_string(path).expect("a chapter"))).collect();
    assert!(chapters.len() >= 10, "{}", chapters.len());
    chapters
}

#[test]
fn every_example_loads_without_findings() {
    for file in examples() {
        let loaded = scenario::load(&file, &[]).expect("a file");
        assert!(loaded.findings.is_empty(), "{}\n{}", file.display(), loaded.render(false));
    }
}

#[test]
fn every_example_runs() {
    let out = tempfile::tempdir().expect("a temporary folder");
    for file in examples() {
        let mut command = Command::new(env!("CARGO_BIN_EXE_klantreis"));
        command.arg("simuleer").arg(&file).args(["--herhalingen", "2", "--uit"]).arg(out.path());
        let output = command.output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}\n{said}", file.display());
        let stem = file.file_stem().expect("a name");
        assert!(out.path().join(stem).join("rapport.html").is_file(), "{}", file.display());
    }
}

#[test]
fn every_plan_to_explore_runs() {
    let plans = files(&format!("{FOLDER}/voorbeelden/plannen"), "yaml");
    assert!(plans.len() >= 2, "{plans:?}");
    let out = tempfile::tempdir().expect("a temporary folder");
    for plan in plans {
        let mut command = Command::new(env!("CARGO_BIN_EXE_klantreis"));
        command.arg("verken").arg(&plan).args(["--herhalingen", "1", "--uit"]).arg(out.path());
        command.args(["--zet", "periode.tot=2025-01-12"]);
        let output = command.output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}\n{said}", plan.display());
        let stem = plan.file_stem().expect("a name");
        assert!(out.path().join(stem).join("rapport.html").is_file(), "{}", plan.display());
    }
}

/// A block of YAML is a part of the example that was linked last before it.
#[test]
fn what_a_chapter_shows_stands_in_the_example_that_it_names() {
    let mut compared = 0;
    for (path, text) in chapters() {
        let mut parts = text.split("```yaml\n");
        let mut before = parts.next().expect("a beginning").to_owned();
        for part in parts {
            let (block, after) = part.split_once("\n```").expect("a block ends");
            let (_, from) =
                before.rsplit_once("](voorbeelden/").expect("an example is named before it is shown");
            let name = from.split(')').next().expect("a link ends");
            let example =
                fs::read_to_string(in_repository(FOLDER).join("voorbeelden").join(name)).expect("an example");
            assert!(
                example.contains(&format!("{block}\n")),
                "{}: {name} does not hold\n{block}",
                path.display()
            );
            compared += 1;
            before.push_str(after);
        }
    }
    assert!(compared >= 8, "too weak: {compared} blocks");
}

#[test]
fn every_chapter_has_a_picture_and_links_that_lead_somewhere() {
    for (path, text) in chapters() {
        let targets = text.split("](").skip(1).filter_map(|link| link.split(')').next());
        let mut pictures = 0;
        for target in targets {
            let file: &Path = target.as_ref();
            assert!(in_repository(FOLDER).join(file).exists(), "{}: {target}", path.display());
            pictures += usize::from(file.extension().is_some_and(|extension| extension == "png"));
        }
        assert!(pictures > 0, "{} has no picture", path.display());
    }
}

/// The commands of a chapter, as they stand in it; a line that ends in a backslash goes on.
fn commands(chapter: &str) -> Vec<String> {
    let text = fs::read_to_string(in_repository(FOLDER).join(chapter)).expect("a chapter");
    let blocks = text.split("```sh\n").skip(1).filter_map(|block| block.split("```").next());
    let lines = blocks.map(|block| block.replace("\\\n", " ")).collect::<String>();
    lines.lines().map(str::to_owned).collect()
}

/// Words of a command line; quotes keep a word together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let of = |(index, part): (usize, &str)| match index % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    };
    parts.flat_map(of).collect()
}

#[test]
fn from_a_base_to_a_page_of_advice_in_three_commands() {
    let commands = commands("10-kiezen.md");
    let out = tempfile::tempdir().expect("a temporary folder");
    for line in &commands[..3] {
        let words = words(line);
        assert_eq!(words[0], "klantreis");
        let mut command = Command::new(env!("CARGO_BIN_EXE_klantreis"));
        command.current_dir(in_repository(FOLDER).join("voorbeelden")).args(&words[1..]);
        if words[1] != "controleer" {
            command.args(["--herhalingen", "4", "--uit"]).arg(out.path());
        }
        let output = command.output().expect("the program runs");
        assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
    }
    let page = fs::read_to_string(out.path().join("10-kiezen-keuze/rapport.html")).expect("the advice");
    for part in ["brengt het meest", "Wat niet slechter mag worden", "Wie wint en wie verliest"] {
        assert!(page.contains(part), "{part}");
    }
}
