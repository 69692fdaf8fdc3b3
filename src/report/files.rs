//! Every file of a run's folder, as bytes.

use super::chart::picture::Picture;
use super::chart::{WIDE, journey_map, norms, occupancy, wait_distribution, waits_by_hour, waterfall};
use super::folder::Output;
use super::view::{self, Dimension};
use super::{Run, csv, excel, html, manifest, marks, measurements, method, summary, transition};
use crate::experiment::results::Results;

/// The report, the data behind it and the charts; the manifest last, which names those that are `written` already too.
pub fn of_run(run: &Run, written: &[String]) -> Vec<Output> {
    let Run { results, footing, .. } = *run;
    let mut files = vec![
        file("rapport.html", html::run(results, footing)),
        file(method::FILE, html::method(run)),
        file("metingen.csv", csv::bytes(&measurements::table(results))),
        file(excel::FILE, excel::bytes(results)),
        file("samenvatting.json", summary::text(results)),
    ];
    files.extend(transition::paragraph(results).map(|text| file("dienstverleningsparagraaf.txt", text)));
    let mut taken = Vec::new();
    for (name, picture) in charts(results) {
        let name = unique(file_name(&name), &mut taken);
        files.push(file(&format!("grafieken/{name}.svg"), picture.svg()));
        files.push(file(&format!("grafieken/{name}.png"), picture.png()));
    }
    with_manifest(files, &[*run], written)
}

/// The files with the manifest that names them, and those that are `written` already.
pub fn with_manifest(mut files: Vec<Output>, runs: &[Run], written: &[String]) -> Vec<Output> {
    let names = files.iter().map(|file| &file.path).chain(written);
    let names: Vec<String> = names.cloned().collect();
    files.push(file(manifest::FILE, manifest::text(runs, &names)));
    files
}

pub fn file(path: &str, bytes: impl Into<Vec<u8>>) -> Output {
    Output { path: path.to_owned(), bytes: bytes.into() }
}

/// Each with a title of its own, since a file is passed on without its page.
fn charts(results: &Results) -> Vec<(String, Picture)> {
    let mut charts = Vec::new();
    if !results.norms.is_empty() {
        charts.push(("normen".to_owned(), norms::draw(&results.norms, WIDE).with_title("Normen")));
    }
    if let Some(points) = marks::waterfall(results) {
        let picture = waterfall::draw(&points, WIDE).with_title("Waar de punten blijven");
        charts.push(("punten".to_owned(), picture));
    }
    for map in &results.maps {
        let whole = marks::of_journey(results, &map.journey);
        let picture = journey_map::draw(map, whole, WIDE).with_title(format!("Klantreis {}", map.journey));
        charts.push((format!("klantreis-{}", map.journey), picture));
    }
    for waits in html::channels_with_waits(results) {
        let channel = &waits.channel;
        let hours = view::day(results, channel);
        let is_message = view::is_message(results, channel);
        if !is_message {
            let picture = waits_by_hour::draw(channel, waits.threshold, &hours, WIDE);
            charts.push((
                format!("wachten-per-uur-{channel}"),
                picture.with_title(format!("Wachten per uur van de dag: {channel}")),
            ));
        }
        let picture = wait_distribution::draw(waits, is_message, WIDE);
        charts.push((
            format!("wachttijden-{channel}"),
            picture.with_title(format!("Hoe lang men wacht: {channel}")),
        ));
    }
    for team in view::names(results, Dimension::Team) {
        if let Some(week) = view::week(results, team) {
            let picture = occupancy::draw(team, &week, WIDE);
            charts.push((
                format!("bezetting-{team}"),
                picture.with_title(format!("Bezettingsgraad per weekdag en uur: {team}")),
            ));
        }
    }
    charts.extend(transition::charts(results));
    charts
}

/// Letters, digits and dashes only, so that it is a file name everywhere.
pub fn file_name(text: &str) -> String {
    let dashed: String =
        text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let parts: Vec<&str> = dashed.split('-').filter(|part| !part.is_empty()).collect();
    // file systems allow 255 bytes
    parts.join("-").chars().take(60).collect()
}

/// `name`, with a number behind it where it is taken.
pub fn unique(name: String, taken: &mut Vec<String>) -> String {
    let mut candidate = name.clone();
    let mut number = 2;
    while taken.contains(&candidate) {
        candidate = format!("{name}-{number}");
        number += 1;
    }
    taken.push(candidate.clone());
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_run_has_its_report_data_and_charts_and_the_same_bytes_each_time() {
        let sample = sample::Sample::new();
        let files = of_run(&sample.run(), &[]);
        let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        for name in [
            "rapport.html",
            "verantwoording.html",
            "metingen.csv",
            "metingen.xlsx",
            "samenvatting.json",
            "grafieken/normen.svg",
            "grafieken/wachten-per-uur-telefoon.png",
            "grafieken/wachttijden-balie.svg",
            "grafieken/bezetting-kcc.png",
        ] {
            assert!(names.contains(&name), "{name} in {names:?}");
        }
        assert_eq!(names.last(), Some(&"manifest.json"));
        assert_eq!(files, of_run(&sample.run(), &[]));
    }

    #[test]
    fn names_of_files_are_safe_and_differ() {
        assert_eq!(file_name("../Balie (noord) <&>"), "balie-noord");
        let mut taken = Vec::new();
        assert_eq!(unique("a".into(), &mut taken), "a");
        assert_eq!(unique("a".into(), &mut taken), "a-2");
    }
}
