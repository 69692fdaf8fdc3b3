//! Tables read through scenarios, as a user would.

use std::fs;
use std::path::Path as FilePath;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::scenario::klantreis::Aantal;
use crate::scenario::{Loaded, load, load_text};

const SCENARIO: &str = "\
kanalen: { telefoon: { soort: gesprek, open: \"ma-vr 08:30-17:00\" } }
teams: { kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 4 } } } }
klantreizen:
  vraag: { vraag: { aantal: 1000 per jaar }, stappen: { bellen: { contact: telefoon } } }
";

fn with_demand(demand: &str) -> String {
    SCENARIO.replace("{ aantal: 1000 per jaar }", demand)
}

fn with_shifts(shifts: &str) -> String {
    SCENARIO.replace("{ dag: { medewerkers: 4 } }", shifts)
}

fn loaded(folder: &FilePath, text: &str) -> Loaded {
    fs::write(folder.join("a.yaml"), text).unwrap();
    load(&folder.join("a.yaml"), &[]).unwrap()
}

/// With these files beside it.
fn loaded_with(text: &str, files: &[(&str, &str)]) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
    loaded(folder.path(), text)
}

/// Every working day of 2023 by the hour: Mondays twice as many as others, the hour from nine three times the rest.
fn year() -> String {
    let mut text = "Datum;Uur;Gesprekken\n".to_owned();
    for day in jiff::civil::date(2023, 1, 1).series(jiff::ToSpan::days(1)).take(365) {
        let weekday = day.weekday().to_monday_zero_offset();
        for (clock, hours) in
            [("08:30", 0.5), ("09:00", 1.0), ("10:00", 1.0)].into_iter().filter(|_| weekday < 5)
        {
            let busy = if weekday == 0 { 2.0 } else { 1.0 } * if clock == "09:00" { 3.0 } else { 1.0 };
            text.push_str(&format!("{day};{clock};{}\n", busy * hours * 12.0));
        }
    }
    text
}

#[test]
fn counts_by_the_hour_become_a_volume_with_its_pattern() {
    let loaded = loaded_with(&with_demand("{ bestand: jaar.csv }"), &[("jaar.csv", &year())]);
    let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
    let demand = &scenario.klantreizen[0].1.vraag;
    // 52 Mondays, 208 other days, 4.5 times 12 on each
    assert_eq!(demand.aantal, Aantal::PerJaar(f64::from(52 * 2 + 208) * 54.0));
    let near = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-3;
    assert!(near(demand.weekdag[0] / demand.weekdag[4], 2.0) && demand.weekdag[6] == 0.0);
    // half an hour with half the calls is as busy as the whole one after it
    assert!(near(demand.uur[9] / demand.uur[8], 3.0) && near(demand.uur[10] / demand.uur[8], 1.0));
    assert!(demand.maand.iter().all(|month| near(*month, 1.0)), "{:?}", demand.maand);
    let shown = &loaded.show("klantreizen.vraag.vraag.aantal").unwrap()[0];
    assert!(shown.origin.ends_with("jaar.csv, kolom C"), "{}", shown.origin);
}

#[test]
fn an_export_may_have_a_title_above_its_headings() {
    let plain = loaded_with(&with_demand("{ bestand: jaar.csv }"), &[("jaar.csv", &year())]);
    let titled = format!("Rapport telefonie 2023\n;;Afdeling KCC\n\n{}", year());
    let titled = loaded_with(&with_demand("{ bestand: jaar.csv }"), &[("jaar.csv", &titled)]);
    assert!(titled.scenario.is_some(), "{}", titled.render(false));
    assert_eq!(titled.canonical(), plain.canonical());
    let commas = format!("Rapport telefonie 2023\n{}", year().replace(';', ","));
    let titled = loaded_with(&with_demand("{ bestand: jaar.csv }"), &[("jaar.csv", &commas)]);
    assert_eq!(titled.canonical(), plain.canonical(), "{}", titled.render(false));
    let roster = "Rooster;;;\nteam;dienst;medewerkers\nkcc;dag;5\n";
    let titled = loaded_with(&with_shifts("{ bestand: rooster.csv }"), &[("rooster.csv", roster)]);
    assert!(titled.scenario.is_some(), "{}", titled.render(false));
    // what is wrong in it is said with its own row
    let wrong = roster.replace(";5", ";vijf");
    let titled = loaded_with(&with_shifts("{ bestand: rooster.csv }"), &[("rooster.csv", &wrong)]);
    assert!(titled.render(false).contains("rooster.csv, cel C3"), "{}", titled.render(false));
}

#[test]
fn what_was_read_stands_in_the_saved_scenario() {
    let loaded = loaded_with(&with_demand("{ bestand: jaar.csv }"), &[("jaar.csv", &year())]);
    let again = load_text("a.yaml", &loaded.to_yaml());
    assert_eq!(loaded.canonical(), again.canonical());
    assert!(!loaded.canonical().is_empty() && !loaded.to_yaml().contains("jaar.csv"));
}

#[test]
fn what_the_scenario_writes_goes_before_the_table() {
    let demand = "{ bestand: jaar.csv, aantal: 500 per jaar, patroon: { uur: vlak } }";
    let loaded = loaded_with(&with_demand(demand), &[("jaar.csv", &year())]);
    let scenario = loaded.scenario.unwrap();
    let demand = &scenario.klantreizen[0].1.vraag;
    assert_eq!((demand.aantal.clone(), demand.uur), (Aantal::PerJaar(500.0), [1.0; 24]));
    assert_eq!(demand.weekdag[5], 0.0);
}

#[test]
fn months_weekdays_and_hours_may_be_all_that_is_known() {
    let months: String = (1..=12).map(|month| format!("2023-{month:02},{}\n", month * 10)).collect();
    let of = |table: &str, demand: &str| {
        let loaded = loaded_with(&with_demand(demand), &[("t.csv", table)]);
        let text = loaded.render(false);
        loaded.scenario.unwrap_or_else(|| panic!("{text}")).klantreizen.remove(0).1.vraag
    };
    let found = of(&format!("maand,aantal\n{months}"), "{ bestand: t.csv }");
    assert_eq!(found.aantal, Aantal::PerJaar(780.0));
    assert!((found.maand[11] / found.maand[0] - 12.0).abs() < 0.01);
    let found = of("weekdag,aantal\nma,30\ndi,10\nwo,10\ndo,10\nvr,10\n", "{ bestand: t.csv }");
    assert_eq!(found.aantal, Aantal::PerJaar(365.25 / 7.0 * 70.0));
    assert!((found.weekdag[0] / found.weekdag[1] - 3.0).abs() < 1e-3);
    let found = of("uur,aantal\n8,10\n9,30\n", "{ bestand: t.csv, aantal: 900 per jaar }");
    assert_eq!((found.aantal, found.uur[9] / found.uur[8]), (Aantal::PerJaar(900.0), 3.0));
}

#[test]
fn less_than_a_year_is_taken_with_a_warning() {
    let rows: String = (1..=28).map(|day| format!("2023-02-{day:02};10\n")).collect();
    let loaded =
        loaded_with(&with_demand("{ bestand: t.csv }"), &[("t.csv", &format!("datum;aantal\n{rows}"))]);
    assert!(loaded.render(false).contains("beslaat 28 dagen"), "{}", loaded.render(false));
    assert_eq!(loaded.scenario.unwrap().klantreizen[0].1.vraag.aantal, Aantal::PerJaar(3652.5));
}

/// A workbook with a sheet of counts and a roster.
fn workbook(folder: &FilePath) {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let clock = Format::new().set_num_format("hh:mm");
    let sheet = book.add_worksheet().set_name("Telefoon").unwrap();
    sheet.write(1, 1, "Datum").unwrap();
    sheet.write(1, 2, "Gesprekken").unwrap();
    for index in 0..365 {
        let date = ExcelDateTime::from_ymd(2023, 1, 1).unwrap().to_excel() + f64::from(index);
        sheet
            .write_with_format(index + 2, 1, ExcelDateTime::from_serial_datetime(date).unwrap(), &day)
            .unwrap();
        sheet.write(index + 2, 2, 20).unwrap();
    }
    let sheet = book.add_worksheet().set_name("Rooster").unwrap();
    for (column, head) in
        ["team", "dienst", "dagen", "van", "tot", "medewerkers", "pauze duur"].into_iter().enumerate()
    {
        sheet.write(0, column as u16, head).unwrap();
    }
    for (row, (team, shift, people)) in
        [("kcc", "vroeg", 3.5), ("balie", "vroeg", 9.0), ("kcc", "laat", 2.0)].into_iter().enumerate()
    {
        let row = row as u32 + 1;
        sheet.write(row, 0, team).unwrap();
        sheet.write(row, 1, shift).unwrap();
        sheet.write(row, 2, "ma-vr").unwrap();
        let (from, to) = if shift == "vroeg" { (8, 14) } else { (11, 17) };
        sheet.write_with_format(row, 3, ExcelDateTime::from_hms(from, 30, 0.0).unwrap(), &clock).unwrap();
        sheet.write_with_format(row, 4, ExcelDateTime::from_hms(to, 0, 0.0).unwrap(), &clock).unwrap();
        sheet.write(row, 5, people).unwrap();
        if shift == "vroeg" {
            sheet.write(row, 6, "15 min").unwrap();
        }
    }
    book.save(folder.join("cijfers.xlsx")).unwrap();
}

#[test]
fn a_workbook_gives_counts_and_shifts_with_their_cells() {
    let folder = tempfile::tempdir().unwrap();
    workbook(folder.path());
    let text = with_demand("{ bestand: cijfers.xlsx, blad: telefoon }").replace(
        "{ dag: { medewerkers: 4 } }",
        "{ bestand: cijfers.xlsx, blad: Rooster, extra: { medewerkers: 1 } }",
    );
    let loaded = loaded(folder.path(), &text);
    let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
    assert_eq!(scenario.klantreizen[0].1.vraag.aantal, Aantal::PerJaar(7_300.0));
    let shifts = &scenario.teams[0].1.diensten;
    let names: Vec<&str> = shifts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["vroeg", "laat", "extra"]);
    let (early, late) = (&shifts[0].1, &shifts[1].1);
    assert_eq!(
        (early.medewerkers, early.van.seconds(), late.tot.seconds()),
        (3.5, 8.5 * 3600.0, 17.0 * 3600.0)
    );
    assert!(early.pauze.is_some() && late.pauze.is_none());
    let shown = &loaded.show("teams.kcc.diensten.laat.medewerkers").unwrap()[0];
    assert!(shown.origin.ends_with("cijfers.xlsx, blad Rooster, cel F4"), "{}", shown.origin);
    let again = load_text("a.yaml", &loaded.to_yaml());
    assert_eq!(loaded.canonical(), again.canonical());
}

#[test]
fn everything_wrong_in_a_table_is_said_at_once_with_its_cell() {
    let table = "datum;uur;aantal\n2023-01-02;8;zes\ngisteren;9;7\n2023-01-03;25;1.250\n";
    let text = loaded_with(&with_demand("{ bestand: t.csv }"), &[("t.csv", table)]).render(false);
    for part in ["t.csv, cel C2", "t.csv, cel A3", "t.csv, cel B4", "t.csv, cel C4", "bedoelt u 1250?"] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(!text.contains("ontbreekt"), "{text}");
    let roster = "dienst,van,tot,medewerker\nvroeg,8.30,12:00,3\nvroeg,09:00,12:00,3\n";
    let text = loaded_with(&with_shifts("{ bestand: r.csv }"), &[("r.csv", roster)]).render(false);
    for part in ["r.csv, cel D1", "bedoelt u `medewerkers`?", "r.csv, cel A3", "staat er twee keer"] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
}

#[test]
fn a_mistake_of_meaning_in_a_roster_points_to_its_cell() {
    let roster = "dienst;van;tot;medewerkers\nvroeg;13:00;12:00;3\n";
    let text = loaded_with(&with_shifts("{ bestand: r.csv }"), &[("r.csv", roster)]).render(false);
    assert!(text.contains("r.csv, cel C2"), "{text}");
}

#[test]
fn a_file_that_asks_for_too_much_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    workbook(path);
    // a workbook that is mostly air: 200 MB in less than 1 MB
    let mut bomb = zip::ZipWriter::new(fs::File::create(path.join("bom.xlsx")).unwrap());
    bomb.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let air = vec![b' '; 1 << 20];
    (0..200).for_each(|_| std::io::Write::write_all(&mut bomb, &air).unwrap());
    bomb.finish().unwrap();
    fs::write(path.join("geen.xlsx"), "dit is tekst").unwrap();
    fs::write(path.join("lang.csv"), "uur,aantal\n".to_owned() + &"8,1\n".repeat(100_001)).unwrap();
    fs::write(path.join("groot.csv"), "x".repeat(5_000_000)).unwrap();
    fs::write(path.join("leeg.csv"), "\n;;\n").unwrap();
    fs::write(path.join("nul.csv"), "datum;aantal\n2023-01-02;0\n").unwrap();
    for (table, words) in [
        ("bom.xlsx", "meer dan 64 MB"),
        ("geen.xlsx", "geen Excel-werkmap"),
        ("lang.csv", "meer dan 100000 rijen"),
        ("groot.csv", "niet te lezen"),
        ("er-niet.csv", "niet te lezen"),
        ("oud.xls", "geen tabel"),
        ("leeg.csv", "hier staat niets in"),
        ("nul.csv", "geen aantal boven 0"),
        ("cijfers.xlsx, blad: Telefon", "bedoelt u `Telefoon`?"),
        ("cijfers.xlsx, kolom: Z", "er is geen kolom `Z`"),
    ] {
        let started = std::time::Instant::now();
        fs::write(path.join("oud.xls"), "x").unwrap();
        let loaded = loaded(path, &with_demand(&format!("{{ bestand: {table} }}")));
        let text = loaded.render(false);
        assert!(loaded.scenario.is_none() && text.contains(words), "{table}: {text}");
        assert!(started.elapsed().as_secs_f64() < 5.0, "{table}: {:?}", started.elapsed());
    }
}

/// Bytes of a good workbook changed at random, inside its parts: findings or a scenario, never a panic.
#[test]
fn no_mutated_workbook_makes_the_reader_panic() {
    let folder = tempfile::tempdir().unwrap();
    workbook(folder.path());
    let mut book = zip::ZipArchive::new(fs::File::open(folder.path().join("cijfers.xlsx")).unwrap()).unwrap();
    let parts: Vec<(String, Vec<u8>)> = (0..book.len())
        .map(|index| {
            let mut part = book.by_index(index).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % bound.max(1) as u64) as usize
    };
    let mut good = 0;
    for _ in 0..1_000 {
        let mut changed = parts.clone();
        for _ in 0..=below(4) {
            let part = below(changed.len());
            let bytes = &mut changed[part].1;
            let at = below(bytes.len());
            match below(4) {
                0 => bytes[at] = below(128) as u8,
                1 => drop(bytes.drain(at..(at + below(40)).min(bytes.len()))),
                2 => drop(bytes.splice(at..at, b"999999999999".iter().copied())),
                _ => {
                    let end = (at + below(60)).min(bytes.len());
                    let copy = bytes[at..end].to_vec();
                    drop(bytes.splice(at..at, copy));
                }
            }
        }
        let mut out = zip::ZipWriter::new(fs::File::create(folder.path().join("mutant.xlsx")).unwrap());
        for (name, bytes) in changed {
            out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut out, &bytes).unwrap();
        }
        out.finish().unwrap();
        let loaded = loaded(folder.path(), &with_demand("{ bestand: mutant.xlsx, kolom: gesprekken }"));
        drop(loaded.render(false));
        good += usize::from(loaded.scenario.is_some());
    }
    assert!(good > 20, "too weak: only {good} mutants could be read");
}
