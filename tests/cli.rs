//! The binary from outside: exit codes, messages, files; all in temporary folders.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

const SCENARIO: &str = r#"
naam: Proef <b>
periode: { van: 2023-01-02, tot: 2023-02-26 }
kanalen:
  telefoon: { soort: gesprek, open: "ma-vr 08:30-17:00", geduld: 7 min }
teams:
  kcc:
    doet: [telefoon]
    diensten: { dag: { dagen: ma-vr, van: "08:30", tot: "17:00", medewerkers: 4 } }
klantreizen:
  vraag:
    vraag: { aantal: 60000 per jaar }
    stappen: { gesprek: { contact: telefoon, duur: 4 min } }
normen:
  telefoon: { meet: wachttijd, kanaal: telefoon, binnen: 30 s, aandeel: 80% }
onderzoek: { herhalingen: 5, zaad: 7 }
"#;

/// A folder with the scenario `proef.yaml`.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("proef.yaml"), SCENARIO).unwrap();
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("klantreis"));
    command.current_dir(folder).args(arguments).env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[track_caller]
fn assert_code(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{}\n{}", out(output), err(output));
}

#[track_caller]
fn assert_fits(text: &str) {
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{} columns: {line}", line.chars().count());
    }
}

/// Names in a folder, hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Every file under a folder with its bytes.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { files.push((path.clone(), fs::read(path).unwrap())) }
        }
    }
    files.sort();
    files.into_iter().map(|(path, bytes)| (path.strip_prefix(folder).unwrap().to_owned(), bytes)).collect()
}

/// Whether every file that the manifest names is there and nothing else is.
fn is_whole(folder: &Path) -> bool {
    let Ok(manifest) = fs::read_to_string(folder.join("manifest.json")) else { return false };
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let mut named: Vec<PathBuf> =
        manifest["bestanden"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().into()).collect();
    named.sort();
    let found: Vec<PathBuf> = contents(folder).into_iter().map(|(path, _)| path).collect();
    found == named
}

#[test]
fn a_run_says_what_it_found_and_leaves_a_whole_folder() {
    let folder = folder();
    let output = run(folder.path(), &["simuleer", "proef.yaml"]);
    assert_code(&output, 0);
    assert_eq!(err(&output), "");
    let text = out(&output);
    assert_fits(&text);
    assert!(text.ends_with("Het hele verslag: output/proef/rapport.html\n"), "{text}");
    assert_eq!(names(&folder.path().join("output")), ["proef"]);
    let result = folder.path().join("output/proef");
    assert!(is_whole(&result));
    let page = fs::read_to_string(result.join("rapport.html")).unwrap();
    assert!(page.contains("Proef &lt;b&gt;") && !page.contains("Proef <b>"));
    let manifest = fs::read_to_string(result.join("manifest.json")).unwrap();
    assert!(!manifest.contains(folder.path().to_str().unwrap()));
}

#[test]
fn the_bytes_are_the_same_with_one_and_with_two_threads() {
    let folder = folder();
    for threads in ["1", "2"] {
        let output = run(
            folder.path(),
            &["run", "proef.yaml", "--draden", threads, "--uit", &format!("met-{threads}")],
        );
        assert_code(&output, 0);
    }
    assert_eq!(contents(&folder.path().join("met-1")), contents(&folder.path().join("met-2")));
}

#[test]
fn options_change_seed_replications_and_values() {
    let folder = folder();
    let arguments = ["simuleer", "proef.yaml", "--zaad", "9", "--herhalingen", "3", "--formaat", "json"];
    let output = run(folder.path(), &arguments);
    assert_code(&output, 0);
    let summary: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((&summary["zaad"], &summary["herhalingen"]), (&9.into(), &3.into()));
    let zet = "teams.kcc.diensten.dag.medewerkers=8";
    let more = run(folder.path(), &[&arguments[..], &["--zet", zet]].concat());
    let more: serde_json::Value = serde_json::from_str(&out(&more)).unwrap();
    let within = |value: &serde_json::Value| {
        value["kanalen"]["telefoon"]["binnen-drempel-aangeboden"]["waarde"].as_f64().unwrap()
    };
    assert!(within(&more) > within(&summary));
}

#[test]
fn a_pilot_run_says_how_long_the_warm_up_is() {
    let folder = folder();
    let text = SCENARIO
        .replace(
            "telefoon: { soort",
            "post: { soort: bericht, blijft-liggen: 0%, onbeantwoord-na: 10 jaar }\n  telefoon: { soort",
        )
        .replace("tot: 2023-02-26", "tot: 2023-01-08, aanloop: automatisch")
        .replace("doet: [telefoon]", "doet: [telefoon, post]\n    inzetbaarheid: 100%")
        .replace("herhalingen: 5", "herhalingen: 1");
    fs::write(folder.path().join("rustig.yaml"), &text).unwrap();
    let found = run(folder.path(), &["controleer", "rustig.yaml"]);
    assert_code(&found, 0);
    assert!(out(&found).contains("De telling begint volgens de proefrun zonder aanloop."), "{}", out(&found));
    // letters to read: a year's work of nearly all there are
    let letters = "\n  brief: { vraag: { aantal: 3400 per jaar, dagspreiding: 0% }, stappen: { lezen: { contact: post, duur: { gemiddeld: 60 min, cv: 2 } } } }\nnormen:";
    fs::write(folder.path().join("vol.yaml"), text.replace("\nnormen:", letters)).unwrap();
    let found = run(folder.path(), &["simuleer", "vol.yaml"]);
    assert_code(&found, 0);
    let said = out(&found).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("aanloop die de proefrun nodig had"), "{said}");
    let manifest = fs::read_to_string(folder.path().join("output/vol/manifest.json")).unwrap();
    assert!(manifest.contains("gekozen met MSER-5") && !manifest.contains("Geen aanloop"), "{manifest}");
    // and with more than can be done there is no rest at all
    fs::write(folder.path().join("te-vol.yaml"), text.replace("\nnormen:", &letters.replace("3400", "6000")))
        .unwrap();
    let found = run(folder.path(), &["controleer", "te-vol.yaml"]);
    assert_code(&found, 0);
    assert!(err(&found).contains("een proefrun komt in een jaar niet tot rust"), "{}", err(&found));
}

#[test]
fn a_mistake_in_the_scenario_is_said_with_its_place_and_nothing_is_written() {
    let folder = folder();
    fs::write(folder.path().join("fout.yaml"), SCENARIO.replace("geduld:", "gedult:")).unwrap();
    for command in ["simuleer", "controleer"] {
        let output = run(folder.path(), &[command, "fout.yaml"]);
        assert_code(&output, 1);
        let said = err(&output);
        assert!(said.contains("fout.yaml:5:") && said.contains("`geduld`"), "{said}");
        assert!(!said.contains('\u{1b}'), "no colour where nobody looks: {said}");
    }
    assert!(!folder.path().join("output").exists());
    let output = run(folder.path(), &["controleer", "fout.yaml", "--formaat", "json"]);
    assert_code(&output, 1);
    let found: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(found["bevindingen"][0]["regel"], 5);
}

#[test]
fn what_is_wrong_with_a_command_is_said_in_dutch() {
    let folder = folder();
    for (arguments, words) in [
        (&[][..], "zeg wat er moet gebeuren"),
        (&["simuler"], "bedoelt u simuleer?"),
        (&["simuleer"], "er ontbreekt iets: <SCENARIO>"),
        (&["simuleer", "proef.yaml", "--zaadje", "1"], "bedoelt u --zaad?"),
        (&["simuleer", "proef.yaml", "--herhalingen", "nul"], "heel getal"),
        (&["simuleer", "proef.yaml", "--zet", "zomaar"], "pad=waarde"),
        (&["simuleer", "proef.yaml", "--formaat", "xml"], "kies uit: tekst, json"),
        (&["simuleer", "proef.yaml", "--uit"], "vraagt om een waarde"),
        (&["simuleer", "proef.yaml", "proef.yaml"], "dezelfde map"),
        (&["toon", "proef.yaml", "teams.kc"], "teams.kc"),
    ] {
        let output = run(folder.path(), arguments);
        assert_code(&output, 1);
        assert!(err(&output).contains(words), "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn help_is_dutch_and_fits_a_terminal() {
    let folder = folder();
    for arguments in [
        &["--hulp"][..],
        &["simuleer", "--help"],
        &["toets", "-h"],
        &["vergelijk", "-h"],
        &["verken", "-h"],
        &["voeg-samen", "-h"],
        &["controleer", "-h"],
        &["toon", "-h"],
    ] {
        let output = run(folder.path(), arguments);
        assert_code(&output, 0);
        let text = out(&output);
        assert_fits(&text);
        for english in ["Usage", "Options", "Commands", "default", "Print", "possible values", "aliases"] {
            assert!(!text.contains(english), "{english} in\n{text}");
        }
    }
}

#[test]
fn what_the_outside_world_refuses_has_a_code_of_its_own() {
    let folder = folder();
    let output = run(folder.path(), &["simuleer", "er-is-niets.yaml"]);
    assert_code(&output, 2);
    assert!(err(&output).contains("kan er-is-niets.yaml niet lezen: dat bestaat niet"), "{}", err(&output));

    fs::write(folder.path().join("een-bestand"), "").unwrap();
    let output = run(folder.path(), &["simuleer", "proef.yaml", "--uit", "een-bestand"]);
    assert_code(&output, 2);
    assert_eq!(names(folder.path()), ["een-bestand", "proef.yaml"]);

    fs::create_dir_all(folder.path().join("output/proef")).unwrap();
    fs::write(folder.path().join("output/proef/notities.txt"), "van mij").unwrap();
    let output = run(folder.path(), &["simuleer", "proef.yaml"]);
    assert_code(&output, 2);
    assert!(err(&output).contains("notities.txt"), "{}", err(&output));
    assert_eq!(names(&folder.path().join("output/proef")), ["notities.txt"]);
}

#[test]
fn a_new_scenario_can_be_checked_and_is_not_overwritten() {
    let folder = folder();
    assert_code(&run(folder.path(), &["nieuw", "dorp"]), 0);
    let output = run(folder.path(), &["controleer", "dorp.yaml"]);
    assert_code(&output, 0);
    assert_fits(&out(&output));
    fs::write(folder.path().join("dorp.yaml"), "van mij").unwrap();
    let output = run(folder.path(), &["new", "dorp"]);
    assert_code(&output, 2);
    assert!(err(&output).contains("bestaat al"));
    assert_eq!(fs::read_to_string(folder.path().join("dorp.yaml")).unwrap(), "van mij");
}

#[test]
fn a_check_says_how_busy_every_hour_is() {
    let folder = folder();
    let data = out(&run(folder.path(), &["controleer", "proef.yaml", "--formaat", "json"]));
    let data: serde_json::Value = serde_json::from_str(&data).expect("json");
    let hours = data["bezetting"][0]["uren"].as_array().expect("hours of the first team");
    let share = |hour: &serde_json::Value| hour["cijfers"]["bezet"].as_f64().expect("a share");
    let told = out(&run(folder.path(), &["controleer", "proef.yaml", "--per-uur"]));
    assert_fits(&told);
    let monday =
        told.split("HOE BEZET").nth(1).and_then(|text| text.lines().find(|line| line.starts_with("ma ")));
    let monday: Vec<f64> =
        monday.expect("a Monday").split_whitespace().skip(1).filter_map(|cell| cell.parse().ok()).collect();
    let expected: Vec<f64> = hours
        .iter()
        .filter(|hour| hour["dag"] == "maandag")
        .map(|hour| (100.0 * share(hour)).round())
        .collect();
    assert!(expected.len() >= 8 && expected[1] > 10.0, "too weak: {expected:?}");
    assert_eq!(monday, expected);
}

#[test]
fn a_value_is_shown_with_where_it_comes_from() {
    let folder = folder();
    let output = run(folder.path(), &["toon", "proef.yaml", "teams.kcc"]);
    assert_code(&output, 0);
    let text = out(&output);
    assert_fits(&text);
    assert!(text.contains("teams.kcc.diensten.dag.medewerkers = 4\n    proef.yaml:9"), "{text}");
    assert!(text.contains("standaardwaarde [A*: aanname]"), "{text}");
}

#[test]
fn the_schema_is_json() {
    let folder = folder();
    let output = run(folder.path(), &["schema"]);
    assert_code(&output, 0);
    let schema: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert!(schema["properties"]["kanalen"].is_object());
}

#[test]
fn a_variant_is_compared_on_the_same_customers() {
    let folder = folder();
    let variant = "bouwt-voort-op: proef.yaml\nnaam: Meer mensen\nmaatregelen:\n  erbij:\n    wijzig: { teams.kcc.diensten.dag.medewerkers: +1 }\n";
    fs::write(folder.path().join("meer.yaml"), variant).unwrap();
    let output = run(folder.path(), &["vergelijk", "proef.yaml", "meer.yaml"]);
    assert_code(&output, 0);
    let text = out(&output);
    assert_fits(&text);
    assert!(text.contains("beter"), "{text}");
    let result = folder.path().join("output/proef-vs-meer");
    assert!(is_whole(&result));
    let differences = fs::read_to_string(result.join("verschillen.csv")).unwrap();
    let output = run(folder.path(), &["compare", "proef.yaml", "meer.yaml", "--formaat", "json"]);
    let found: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(found[0]["verschillen"].as_array().unwrap().len(), differences.lines().count() - 1);
    // whoever starts a journey does so in both
    assert!(
        differences.lines().any(|line| line.starts_with("klantreizen,,vraag,") && line.contains(",0,0,0,"))
    );
}

#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_leaves_the_old_folder_and_nothing_half() {
    let folder = folder();
    assert_code(&run(folder.path(), &["simuleer", "proef.yaml"]), 0);
    let before = contents(&folder.path().join("output"));
    // files of at most 4 KiB: the write fails as on a full disk
    let program = assert_cmd::cargo::cargo_bin!("klantreis");
    let script =
        format!("trap '' XFSZ; ulimit -f 8; exec '{}' simuleer proef.yaml --zaad 8", program.display());
    let output = Command::new("sh").current_dir(folder.path()).args(["-c", &script]).output().unwrap();
    assert_code(&output, 2);
    assert!(err(&output).contains("kan output/proef niet schrijven"), "{}", err(&output));
    assert_eq!(contents(&folder.path().join("output")), before);
}

#[cfg(unix)]
#[test]
fn a_screen_that_cannot_be_written_is_an_error_but_one_that_went_away_is_not() {
    let folder = folder();
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    if let Ok(full) = full {
        let status = command(folder.path(), &["schema"]).stdout(full).stderr(Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(2));
    }
    let mut child = command(folder.path(), &["schema"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn killed_at_any_moment_a_run_leaves_the_old_folder_or_the_new_one() {
    let folder = folder();
    let result = folder.path().join("output/proef");
    let arguments = ["simuleer", "proef.yaml", "--herhalingen", "2", "--zaad"];
    let start = Instant::now();
    assert_code(&run(folder.path(), &[&arguments[..], &["0"]].concat()), 0);
    let whole_run = start.elapsed();
    let mut n_left_behind = 0;
    for moment in 0..40 {
        let seed = moment.to_string();
        let mut command = command(folder.path(), &[&arguments[..], &[&seed]].concat());
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        let wait = whole_run * moment / 36;
        thread::sleep(wait);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(is_whole(&result), "killed after {wait:?}");
        n_left_behind += usize::from(names(&folder.path().join("output")).len() > 1);
    }
    assert!(n_left_behind > 0, "no kill came while it was writing: too weak");
    assert_code(&run(folder.path(), &["simuleer", "proef.yaml", "--herhalingen", "2"]), 0);
    assert_eq!(names(&folder.path().join("output")), ["proef"], "the next run clears what was left");
}

#[cfg(unix)]
#[test]
fn ctrl_c_reports_what_was_done_and_says_so() {
    let folder = folder();
    let child =
        command(folder.path(), &["simuleer", "proef.yaml", "--herhalingen", "100000", "--draden", "1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
    thread::sleep(Duration::from_millis(1500));
    let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    let output = child.wait_with_output().unwrap();
    assert_code(&output, 130);
    let result = folder.path().join("output/proef");
    if result.exists() {
        assert!(out(&output).contains("onderbroken"), "{}", out(&output));
        assert!(is_whole(&result));
        let manifest = fs::read_to_string(result.join("manifest.json")).unwrap();
        assert!(manifest.contains("\"onderbroken\": true"));
    } else {
        assert!(err(&output).contains("er is niets geschreven"), "{}", err(&output));
    }
}

const MEASURED: &str = "
gemeten:
  gesprekken: { meet: aantal, kanaal: telefoon, waarde: 60000, periode: 2023, ijking: ja }
  gesprekstijd: { meet: behandeltijd, kanaal: telefoon, waarde: 4 min, bron: \"M: jaarverslag 2023\" }
  niveau: { meet: binnen, kanaal: telefoon, binnen: 20 s, waarde: 99%, n: 4000 }
";

#[test]
fn own_figures_are_set_beside_the_run_and_a_deviation_is_no_error() {
    let folder = folder();
    fs::write(folder.path().join("eigen.yaml"), format!("{SCENARIO}{MEASURED}")).unwrap();
    let output = run(folder.path(), &["toets", "eigen.yaml"]);
    assert_code(&output, 0);
    let text = out(&output);
    assert_fits(&text);
    for part in
        ["klopt", "wijkt af", "Het meest wijkt niveau af", "Kijk het eerst naar", "afgesteld", "seizoen"]
    {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(text.ends_with("Het hele verslag: output/eigen/rapport.html\n"), "{text}");
    let result = folder.path().join("output/eigen");
    assert!(is_whole(&result));
    let page = fs::read_to_string(result.join("rapport.html")).unwrap();
    assert!(page.contains("Lijkt dit op de werkelijkheid?") && page.contains("M: jaarverslag 2023"));
    let summary = fs::read_to_string(result.join("samenvatting.json")).unwrap();
    let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
    assert_eq!(summary["gemeten"][1]["oordeel"], "klopt");
    assert_eq!(summary["normen"].as_array().unwrap().len(), 1, "what is measured is no promise");
    let figures = fs::read_to_string(result.join("metingen.csv")).unwrap();
    assert!(
        figures.contains("\ngemeten.niveau,telefoon,") && figures.contains("\nnagespeeld.niveau,telefoon,")
    );
    let json = run(folder.path(), &["validate", "eigen.yaml", "--formaat", "json"]);
    let found: serde_json::Value = serde_json::from_str(&out(&json)).unwrap();
    assert_eq!(found, summary["gemeten"]);
}

#[test]
fn without_own_figures_there_is_nothing_to_set_beside() {
    let folder = folder();
    let output = run(folder.path(), &["toets", "proef.yaml"]);
    assert_code(&output, 1);
    assert!(err(&output).contains("`gemeten`"), "{}", err(&output));
    assert!(!folder.path().join("output").exists());
}

#[test]
fn a_comparison_on_a_base_that_deviates_says_so() {
    let folder = folder();
    fs::write(folder.path().join("eigen.yaml"), format!("{SCENARIO}{MEASURED}")).unwrap();
    let output = run(folder.path(), &["vergelijk", "eigen.yaml", "proef.yaml"]);
    assert_code(&output, 0);
    assert!(err(&output).contains("de basis wijkt bij 1 van de 3 gemeten cijfers af"), "{}", err(&output));
}

#[test]
fn what_is_large_is_written_on_request_and_named_in_the_manifest() {
    let folder = folder();
    let output =
        run(folder.path(), &["simuleer", "proef.yaml", "--per-herhaling", "--bezoeken", "2", "--xes"]);
    assert_code(&output, 0);
    assert_fits(&out(&output));
    let result = folder.path().join("output/proef");
    assert!(is_whole(&result));
    let read = |name: &str| fs::read_to_string(result.join(name)).unwrap();
    let replications = read("herhalingen.csv");
    let offered = |n: u32| {
        let start = format!("aanbod,telefoon,,,,,,2023-01-02,2023-02-26,aantal,{n},");
        let row = replications.lines().find_map(|line| line.strip_prefix(&start)).unwrap();
        row.parse::<usize>().unwrap()
    };
    assert!(offered(5) > 0 && !replications.contains(",aantal,6,"));
    let visits = read("bezoeken.csv");
    for replication in 1..=2 {
        let counted = |line: &&str| line.starts_with(&format!("{replication},")) && line.ends_with(",ja");
        assert_eq!(visits.lines().filter(counted).count(), offered(replication));
    }
    assert!(!visits.lines().any(|line| line.starts_with("3,")));
    let log = read("gebeurtenissen.xes");
    let count = |text: &str| log.matches(text).count();
    assert_eq!(count("<trace>"), count("</trace>"));
    assert_eq!(count("<event>"), count("\"lifecycle:transition\"") - 1);
    let helped =
        visits.lines().filter(|line| line.starts_with("1,") && line.ends_with("geholpen,ja")).count();
    // who began in the counted days may come back for a better answer after them
    assert!(count("value=\"complete\"/>\n<date").abs_diff(helped) < helped / 20);
}

#[test]
fn the_logs_are_the_same_with_one_and_with_two_threads_and_without_them_there_are_none() {
    let folder = folder();
    for threads in ["1", "2"] {
        let place = format!("met-{threads}");
        let asked = ["run", "proef.yaml", "--xes", "--bezoeken", "--per-herhaling", "--draden", threads];
        assert_code(&run(folder.path(), &[&asked[..], &["--uit", &place]].concat()), 0);
    }
    assert_eq!(contents(&folder.path().join("met-1")), contents(&folder.path().join("met-2")));
    assert_code(&run(folder.path(), &["run", "proef.yaml"]), 0);
    let plain = names(&folder.path().join("output/proef"));
    assert!(
        !plain
            .iter()
            .any(|name| ["bezoeken.csv", "gebeurtenissen.xes", "herhalingen.csv"].contains(&&**name))
    );
}

#[test]
fn the_story_of_a_customer_is_that_of_his_visits() {
    let folder = folder();
    assert_code(&run(folder.path(), &["simuleer", "proef.yaml", "--bezoeken"]), 0);
    let visits = fs::read_to_string(folder.path().join("output/proef/bezoeken.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(visits.as_bytes());
    // somebody who waited and was helped
    let waited = reader.records().map(Result::unwrap).find(|visit| {
        let wait: f64 = visit[15].parse().unwrap();
        wait > 60.0 && &visit[17] == "geholpen"
    });
    let visit = waited.expect("somebody waits in this scenario");
    let ordinal = visit[1].rsplit('-').next().unwrap();
    let output = run(folder.path(), &["volg", "proef.yaml", "--klant", ordinal]);
    assert_code(&output, 0);
    let story = out(&output);
    assert_fits(&story);
    let clock = |field: usize| visit[field][11..19].to_owned();
    assert!(story.contains(&format!("{}  Meldt zich bij telefoon", clock(11))), "{story}");
    assert!(story.contains(&format!("{}  kcc helpt na", clock(12))), "{story}");
    assert!(story.contains(&format!("{}  Geholpen na", clock(13))), "{story}");
}

#[test]
fn the_story_of_a_day_tells_who_was_there_and_who_was_lost() {
    let folder = folder();
    let output = run(folder.path(), &["trace", "proef.yaml", "--dag", "2023-01-10"]);
    assert_code(&output, 0);
    let story = out(&output);
    assert_fits(&story);
    for part in ["dinsdag 10 januari 2023, herhaling 1", "WIE ER IS", "TELEFOON", "08:30", "VERLOREN"] {
        assert!(story.contains(part), "{part} in {story}");
    }
}

#[test]
fn a_file_that_is_not_there_is_sought_among_its_neighbours() {
    let folder = folder();
    fs::create_dir(folder.path().join("plannen")).unwrap();
    fs::write(folder.path().join("plannen/later.yaml"), "bouwt-voort-op: ../proeff.yaml\n").unwrap();
    for (asked, meant) in [
        ("proeff.yaml", "proef.yaml"),
        ("proef", "proef.yaml"),
        ("proef.yml", "proef.yaml"),
        ("planen/later.yaml", "plannen/later.yaml"),
        ("planen/latr.yaml", "plannen/later.yaml"),
    ] {
        let output = run(folder.path(), &["controleer", asked]);
        assert_code(&output, 2);
        let said = format!("fout: kan {asked} niet lezen: dat bestaat niet; bedoelt u {meant}?\n");
        assert_eq!(err(&output), said);
    }
    let output = run(folder.path(), &["controleer", "iets-heel-anders.txt"]);
    assert_eq!(err(&output), "fout: kan iets-heel-anders.txt niet lezen: dat bestaat niet\n");
    let output = run(folder.path(), &["controleer", "plannen/later.yaml"]);
    assert_code(&output, 1);
    assert!(err(&output).contains("bedoelt u `../proef.yaml`?"), "{}", err(&output));
}

#[test]
fn a_customer_or_a_day_that_is_not_there_is_said_to_be_so() {
    let folder = folder();
    for (arguments, said) in [
        (vec!["--klant", "4000000000"], "kwamen er"),
        (vec!["--klant", "1", "--klantreis", "x"], "kies uit: vraag"),
        (vec!["--dag", "1999-01-01"], "ligt buiten de berekening"),
        (vec!["--dag", "morgen"], "schrijf een datum als"),
        (vec![], "--klant"),
    ] {
        let output = run(folder.path(), &[vec!["volg", "proef.yaml"], arguments].concat());
        assert_code(&output, 1);
        assert!(err(&output).contains(said), "{}", err(&output));
    }
}
