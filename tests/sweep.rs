//! Batches from outside: what is interrupted goes on, what is merged equals one run, and nothing stale is shown.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::in_repository;

const PLAN: &str = "tests/verken/plan.yaml";

fn klantreis(arguments: &[&str], out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_klantreis"));
    command.current_dir(in_repository("")).args(arguments).arg("--uit").arg(out);
    command
}

fn run(arguments: &[&str], out: &Path) -> Output {
    klantreis(arguments, out).output().expect("the program runs")
}

fn fine(arguments: &[&str], out: &Path) -> Output {
    let output = run(arguments, out);
    assert!(output.status.success(), "{arguments:?}\n{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What it answered, wherever it wrote.
fn told(output: &Output, out: &Path) -> String {
    String::from_utf8_lossy(&output.stdout).replace(&out.display().to_string(), "UIT").replace('\n', " ")
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut open) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let bytes = fs::read(&path).expect("a file");
                found.insert(path.strip_prefix(folder).expect("below it").to_owned(), bytes);
            }
        }
    }
    found
}

fn assert_same(a: &BTreeMap<PathBuf, Vec<u8>>, b: &BTreeMap<PathBuf, Vec<u8>>, what: &str) {
    assert!(a.keys().eq(b.keys()), "{what}: {:?} against {:?}", a.keys(), b.keys());
    for (path, bytes) in a {
        assert!(bytes == &b[path], "{what}: {} differs", path.display());
    }
}

#[test]
fn a_batch_gives_equal_bytes_at_one_thread_and_at_two_and_says_when_it_was_done() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = fine(&["verken", PLAN, "--draden", "1"], one.path());
    fine(&["verken", PLAN, "--draden", "2"], two.path());
    let made = files(&one.path().join("plan"));
    assert_same(&made, &files(&two.path().join("plan")), "threads");
    for name in ["resultaten.csv", "resultaten.xlsx", "rapport.html", "manifest.json"] {
        assert!(made.contains_key(Path::new(name)), "{name} in {:?}", made.keys());
    }
    assert!(made.keys().any(|path| path.starts_with("grafieken")), "{:?}", made.keys());
    let again = fine(&["verken", PLAN], one.path());
    assert!(said(&again).contains("was al af"), "{}", said(&again));
    assert_eq!(told(&first, one.path()), told(&again, one.path()));
    let json = fine(&["verken", PLAN, "--formaat", "json"], one.path());
    assert!(!told(&json, one.path()).contains("\"antwoord\": []"), "{}", told(&json, one.path()));
    // without its folder it comes from what was kept
    fs::remove_dir_all(one.path().join("plan")).unwrap();
    let again = fine(&["verken", PLAN], one.path());
    assert!(said(&again).contains("24 van de 24 stukken"), "{}", said(&again));
    assert_same(&made, &files(&one.path().join("plan")), "from what was kept");
}

#[test]
fn a_point_is_what_one_run_with_the_same_changes_gives() {
    let out = tempfile::tempdir().unwrap();
    fine(&["verken", PLAN], out.path());
    let sets = ["--zet", "teams.kcc.diensten.dag.medewerkers=5", "--zet", "teams.kcc.inzetbaarheid=82%"];
    let study = ["--herhalingen", "12", "--zaad", "7"];
    fine(&[&["simuleer", "tests/verken/loket.yaml"][..], &sets, &study].concat(), out.path());
    let alone = fs::read_to_string(out.path().join("loket/metingen.csv")).unwrap();
    let data = fs::read_to_string(out.path().join("plan/resultaten.csv")).unwrap();
    let mut compared = 0;
    for row in data.lines().filter(|row| row.starts_with("6,5,82,")) {
        let cells: Vec<&str> = row.split(',').collect();
        let (name, parts, figure) = (cells[3], cells[4..10].join(","), &cells[14..18]);
        let of_run = alone.lines().find(|line| line.starts_with(&format!("{name},{parts},2025")));
        if let Some(of_run) = of_run {
            assert!(of_run.ends_with(&figure.join(",")), "{row}\n{of_run}");
            compared += 1;
        }
    }
    assert!(compared >= 5, "too weak: {compared} rows");
}

/// Killed at twenty moments spread over the work, each time resumed: the bytes of an undisturbed run.
#[test]
fn a_batch_that_is_killed_at_any_moment_goes_on_and_loses_nothing() {
    let whole = tempfile::tempdir().unwrap();
    let started = Instant::now();
    fine(&["verken", PLAN], whole.path());
    let took = started.elapsed();
    let expected = files(&whole.path().join("plan"));
    let (mut state, mut resumed, mut killed) = (20_251_121_u64, 0, 0);
    for moment in 0..20 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let part = (f64::from(moment) + (state >> 11) as f64 / (1_u64 << 53) as f64) / 20.0;
        let out = tempfile::tempdir().unwrap();
        let mut command = klantreis(&["verken", PLAN], out.path());
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(Duration::from_secs_f64(took.as_secs_f64() * part));
        killed += u32::from(child.try_wait().expect("a child").is_none());
        // kill -9
        let _ = child.kill();
        child.wait().expect("it ends");
        let output = fine(&["verken", PLAN], out.path());
        resumed += u32::from(said(&output).contains("stukken werk al af"));
        assert_same(&expected, &files(&out.path().join("plan")), &format!("killed at {part:.2}"));
    }
    assert!(killed >= 10 && resumed >= 3, "too weak: killed {killed} times, {resumed} resumed");
}

/// Far more work than anybody waits for: stopped when the first of it was kept.
#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_batch_with_what_is_done() {
    let out = tempfile::tempdir().unwrap();
    let mut command = klantreis(&["verken", PLAN, "--herhalingen", "100000"], out.path());
    let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
    let log = out.path().join(".plan.voortgang");
    let started = Instant::now();
    while fs::metadata(&log).map_or(0, |log| log.len()) < 2_000 {
        assert!(started.elapsed() < Duration::from_secs(60), "nothing was kept");
        std::thread::sleep(Duration::from_millis(20));
    }
    let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", said(&output));
    assert!(said(&output).contains("dezelfde opdracht gaat verder"), "{}", said(&output));
    assert!(!out.path().join("plan").exists());
}

#[test]
fn parts_merge_to_one_run_in_any_order_and_nothing_else_does() {
    let out = tempfile::tempdir().unwrap();
    fine(&["verken", PLAN], out.path());
    let whole = files(&out.path().join("plan"));
    for part in 1..=3 {
        fine(&["verken", PLAN, "--deel", &format!("{part}/3")], out.path());
    }
    let folder = |part: u32| out.path().join(format!("plan-deel-{part}-van-3")).display().to_string();
    let (one, two, three) = (folder(1), folder(2), folder(3));
    for order in [[&one, &two, &three], [&three, &one, &two], [&two, &three, &one]] {
        let merged = tempfile::tempdir().unwrap();
        fine(&["voeg-samen", order[0], order[1], order[2]], merged.path());
        assert_same(&whole, &files(&merged.path().join("plan")), "merged");
    }
    let refused = |folders: &[&str], expected: &str| {
        let merged = tempfile::tempdir().unwrap();
        let output = run(&[&["voeg-samen"], folders].concat(), merged.path());
        assert_eq!(output.status.code(), Some(1), "{folders:?}");
        assert!(said(&output).contains(expected), "{}", said(&output));
        assert!(!merged.path().join("plan").exists());
    };
    refused(&[&one, &three], "van 3 delen ontbreekt deel 2");
    refused(&[&one, &two, &two], "deel 2 staat er twee keer");
    refused(&[&out.path().join("plan").display().to_string()], "is al een geheel");
    let other = tempfile::tempdir().unwrap();
    fine(&["verken", PLAN, "--deel", "2/3", "--zaad", "8"], other.path());
    let stranger = other.path().join("plan-deel-2-van-3").display().to_string();
    refused(&[&one, &stranger, &three], "hoort niet bij");
    // a copy that was cut off, between rows or within one, and one that somebody changed
    let data = out.path().join("plan-deel-2-van-3/resultaten.csv");
    let text = fs::read_to_string(&data).unwrap();
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    let digit = text.rfind(|it: char| it.is_ascii_digit()).unwrap();
    let other = if &text[digit..=digit] == "1" { "2" } else { "1" };
    let changed = format!("{}{other}{}", &text[..digit], &text[digit + 1..]);
    for wrong in [&text[..ends[ends.len() / 2]], &text[..ends[0]], &text[..ends[0] + 9], &changed] {
        fs::write(&data, wrong).unwrap();
        refused(&[&one, &two, &three], "kopieer de map nog eens");
    }
}

#[test]
fn what_was_made_of_other_inputs_is_never_shown() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let scenario = folder.path().join("loket.yaml");
    let text = fs::read_to_string(in_repository("tests/verken/loket.yaml")).unwrap();
    fs::write(&scenario, &text).unwrap();
    let path = scenario.display().to_string();
    let axis = "teams.kcc.inzetbaarheid=70%,80%";
    let arguments = ["verken", &path, "--as", axis];
    let data = || fs::read(out.path().join("loket-verken/resultaten.csv")).unwrap();
    fine(&arguments, out.path());
    let first = data();
    for (from, to) in [("1.2 per inwoner", "1.3 per inwoner"), ("medewerkers: 5", "medewerkers: 6")] {
        fs::write(&scenario, text.replace(from, to)).unwrap();
        let output = fine(&arguments, out.path());
        assert!(!said(&output).contains("al af"), "{}", said(&output));
        assert!(data() != first, "{from} became {to}");
    }
    fs::write(&scenario, &text).unwrap();
    fine(&arguments, out.path());
    assert!(data() == first, "as it was at first");
    // more replications play only what is not there
    let output = fine(&[&arguments[..], &["--herhalingen", "20"]].concat(), out.path());
    assert!(!said(&output).contains("was al af"), "{}", said(&output));
    fine(&[&arguments[..], &["--herhalingen", "10"]].concat(), out.path());
    let output = fine(&[&arguments[..], &["--herhalingen", "30"]].concat(), out.path());
    assert!(said(&output).contains("van de 6 stukken"), "{}", said(&output));
}

#[test]
fn who_goes_back_to_an_earlier_request_plays_nothing_again() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let scenario = folder.path().join("loket.yaml");
    let text = fs::read_to_string(in_repository("tests/verken/loket.yaml")).unwrap();
    fs::write(&scenario, &text).unwrap();
    let path = scenario.display().to_string();
    let first = ["verken", &path, "--as", "teams.kcc.inzetbaarheid=70%,80%", "--herhalingen", "10"];
    let other = ["verken", &path, "--as", "gedrag.geduld=2 min,5 min", "--herhalingen", "10"];
    let fewer = [&first[..4], &["--herhalingen", "5"]].concat();
    let made = || files(&out.path().join("loket-verken"));
    fine(&first, out.path());
    let expected = made();
    let back = |between: &str| {
        let output = fine(&first, out.path());
        assert!(said(&output).contains("2 van de 2 stukken"), "after {between}: {}", said(&output));
        assert_same(&expected, &made(), between);
    };
    fine(&other, out.path());
    back("another axis");
    fine(&fewer, out.path());
    back("fewer replications");
    fs::write(&scenario, text.replace("medewerkers: 5", "medewerkers: 6")).unwrap();
    fine(&first, out.path());
    assert!(made() != expected);
    fs::write(&scenario, &text).unwrap();
    back("another scenario");
}

#[test]
fn two_at_once_do_not_write_the_same_log() {
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join(".plan.voortgang"), "").unwrap();
    let log = fs::File::open(out.path().join(".plan.voortgang")).unwrap();
    log.try_lock().unwrap();
    let output = run(&["verken", PLAN], out.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("al mee bezig"), "{}", said(&output));
}

#[test]
fn points_may_be_drawn_come_from_a_table_or_be_the_scenarios_of_a_folder() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let scenario = "tests/verken/loket.yaml";
    let axes = ["--as", "teams.kcc.inzetbaarheid=70%..90%", "--as", "gedrag.geduld=2 min..8 min"];
    let drawn =
        [&["verken", scenario, "--ontwerp", "latijns", "--punten", "6", "--herhalingen", "2"][..], &axes];
    fine(&drawn.concat(), out.path());
    let data = fs::read_to_string(out.path().join("loket-verken/resultaten.csv")).unwrap();
    let column = |row: &str, index: usize| row.split(',').nth(index).unwrap().to_owned();
    let of_points: BTreeMap<String, String> =
        data.lines().skip(1).map(|row| (column(row, 0), column(row, 1))).collect();
    let mut strata: Vec<usize> = of_points
        .values()
        .map(|value| ((value.parse::<f64>().unwrap() - 70.0) / 20.0 * 6.0) as usize)
        .collect();
    strata.sort_unstable();
    assert_eq!(strata, [0, 1, 2, 3, 4, 5], "each sixth of the axis once");

    let table = folder.path().join("punten.csv");
    fs::write(&table, "teams.kcc.inzetbaarheid;gedrag.geduld\n70%;2 min\n90%;7 min\n").unwrap();
    let table = table.display().to_string();
    fine(&["verken", scenario, "--ontwerp", &table, "--herhalingen", "2"], out.path());
    let data = fs::read_to_string(out.path().join("loket-verken/resultaten.csv")).unwrap();
    assert!(data.contains("\n1,70,2,") && data.contains("\n2,90,7,") && !data.contains("\n3,"), "{data}");

    for (name, staff) in [("weinig", "4"), ("veel", "7")] {
        let text = fs::read_to_string(in_repository(scenario)).unwrap();
        let text = text.replace("medewerkers: 5", &format!("medewerkers: {staff}"));
        fs::write(folder.path().join(format!("{name}.yaml")), text).unwrap();
    }
    let path = folder.path().display().to_string();
    let name = folder.path().file_name().unwrap().to_string_lossy().into_owned();
    fine(&["verken", &path, "--herhalingen", "2"], out.path());
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let folders = files(out.path());
    let data = folders.iter().find(|(path, _)| {
        let is_ours =
            path.starts_with(format!("{stem}-verken")) || path.starts_with(format!("{name}-verken"));
        is_ours && path.ends_with("resultaten.csv")
    });
    let data = String::from_utf8(data.expect("its results").1.clone()).unwrap();
    assert!(
        data.starts_with("punt,scenario,meting")
            && data.contains("\n1,veel,")
            && data.contains("\n2,weinig,")
    );
}

#[test]
fn the_page_chooses_by_what_was_asked_and_names_axes_short() {
    let out = tempfile::tempdir().unwrap();
    let axis = ["--as", "teams.kcc.diensten.dag.medewerkers=4..7/1", "--herhalingen", "2"];
    let page = |figure: &str| {
        fine(&[&["verken", "tests/verken/loket.yaml", "--maat", figure][..], &axis].concat(), out.path());
        fs::read_to_string(out.path().join("loket-verken/rapport.html")).unwrap()
    };
    let waits = page("wachttijd-beantwoord per kanaal");
    assert!(waits.contains("beantwoord: telefoon (laagste eerst)"), "{waits}");
    assert!(
        waits.contains(">medewerkers</th>") && !waits.contains(">teams.kcc.diensten.dag.medewerkers</th>"),
        "{waits}"
    );
    let row = |points: &str| waits.find(&format!("<th scope=\"row\"><span>{points}</span>")).unwrap();
    assert!(row("4") < row("1"), "most staff, least wait");
    // more contacts are neither better nor worse
    let contacts = page("aanbod per kanaal");
    assert!(!contacts.contains("springen"), "{contacts}");
}

/// `KLANTREIS_BIJWERKEN=1 cargo test --test sweep` writes the messages anew.
#[test]
fn every_mistake_in_a_plan_gives_exactly_its_message() {
    let update = std::env::var_os("KLANTREIS_BIJWERKEN").is_some();
    let folder = in_repository("tests/verken/fout");
    let mut plans: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    plans.retain(|path| path.extension().is_some_and(|end| end == "yaml"));
    plans.sort();
    assert!(plans.len() >= 5);
    let mut wrong = Vec::new();
    for plan in plans {
        let out = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_klantreis"));
        let name = plan.file_name().unwrap();
        command.current_dir(&folder).arg("verken").arg(name).arg("--uit").arg(out.path());
        let output = command.output().expect("the program runs");
        assert_eq!(output.status.code(), Some(1), "{}\n{}", plan.display(), said(&output));
        assert!(fs::read_dir(out.path()).unwrap().next().is_none(), "nothing is written");
        let expected = plan.with_extension("txt");
        if update {
            fs::write(&expected, said(&output)).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != said(&output) {
            wrong.push(format!("{}:\n{}", plan.display(), said(&output)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
