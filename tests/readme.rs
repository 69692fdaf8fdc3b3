//! What the README shows is what happens.

use std::path::Path;

use assert_cmd::Command;

fn block(readme: &str, language: &str) -> String {
    let start = format!("```{language}\n");
    let after = readme.split(&start).nth(1).expect("the README has such a block");
    after.split("\n```").next().expect("a block ends").to_owned()
}

fn read(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("a file of the project")
}

#[test]
fn the_first_scenario_is_the_file_that_it_names() {
    let file = read("scenarios/eerste.yaml");
    let without_comments: Vec<&str> = file.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(block(&read("README.md"), "yaml"), without_comments.join("\n"));
}

#[test]
fn the_first_scenario_prints_what_the_readme_shows() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_klantreis"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["simuleer", "scenarios/eerste.yaml", "--uit"]);
    let output = command.arg(folder.path()).output().expect("the program runs");
    let printed = String::from_utf8(output.stdout).expect("text");
    let printed = printed.split("Het hele verslag").next().unwrap_or_default().trim();
    assert_eq!(block(&read("README.md"), "text").trim(), printed);
}
