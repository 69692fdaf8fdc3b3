//! `vergelijk`: variants against a base on the same customers, a folder for each.

use serde_json::{Value, json};

use super::load;
use super::options::{CompareOptions, Format};
use super::{Verdict, flip, interrupt, print, progress, run};
use crate::error::Error;
use crate::experiment::results::Results;
use crate::experiment::{self, Control};
use crate::model::Model;
use crate::report::folder::Place;
use crate::report::{self, Run};
use crate::report::{comparison, csv, files, html, text, transition, validation, view};

/// # Errors
/// When a file cannot be read or a folder not be written; nothing is left half.
pub fn main(options: &CompareOptions) -> Result<Verdict, Error> {
    let paths: Vec<_> = [&options.base].into_iter().chain(&options.variants).cloned().collect();
    let Some(all) = load::all_paired(&paths, &options.changes, &options.study)? else {
        return Ok(Verdict::Wrong);
    };
    let (base, variants) = all.split_first().expect("a base is required");
    let claim = |name: &str| Place::claim(&options.study.out, &format!("{}-vs-{name}", base.name));
    let places: Vec<Place> = variants.iter().map(|variant| claim(&variant.name)).collect::<Result<_, _>>()?;
    let is_dated = all.iter().any(|ready| ready.model.plan.is_dated());
    let together = is_dated.then(|| Place::claim(&options.study.out, &format!("{}-opties", base.name)));
    let together = together.transpose()?;
    let stop = interrupt::watch();
    run::name_seed(base);
    let bar = progress::bar(&base.name);
    let progress = |done: u32, expected: u32| {
        bar.set_length(expected.into());
        bar.set_position(done.into());
    };
    let models: Vec<Model> = variants.iter().map(|variant| variant.model.clone()).collect();
    let control = Control { stop: &stop, progress: &progress };
    let (results, comparisons) =
        run::in_pool(&options.study, || experiment::compare(&base.model, &models, &control))?;
    bar.finish_and_clear();
    if let Some(index) = results.iter().position(|each| each.overfull) {
        print::complain(&run::too_many(&all[index].name));
        return Ok(Verdict::Wrong);
    }
    if comparisons.iter().any(|comparison| comparison.replications == 0) || comparisons.is_empty() {
        print::complain("Onderbroken voordat er iets te vergelijken was; er is niets geschreven.");
        return Ok(Verdict::Interrupted);
    }
    let shown = results.into_iter().zip(&all);
    let shown: Vec<Results> =
        shown.map(|(each, ready)| view::without_small_groups(each, ready.footing.smallest_group)).collect();
    if let Some(notice) = validation::notice(&shown[0]) {
        print::complain(&text::wrapped(&format!("Let op: {notice}"), 0));
    }
    let named: Vec<(&str, &Results)> = all.iter().map(|ready| ready.name.as_str()).zip(&shown).collect();
    if let Some((place, sides)) = together.zip(transition::sides(&named)) {
        let flips = match options.flips {
            true => run::in_pool(&options.study, || flip::flips(options, &paths, &shown, &control))??,
            false => Vec::new(),
        };
        let outputs = vec![
            files::file("rapport.html", transition::page(&sides, &flips)),
            files::file("opties.csv", csv::bytes(&transition::overview(&sides))),
        ];
        let runs = all.iter().zip(&shown).map(|(ready, results)| Run {
            model: &ready.model,
            results,
            footing: &ready.footing,
        });
        let runs: Vec<Run> = runs.collect();
        let folder = place.fill(&files::with_manifest(outputs, &runs, &[]))?;
        if options.screen.format == Format::Text {
            let page = folder.join("rapport.html");
            print::say(&format!("De {} opties naast elkaar: {}\n", sides.len(), page.display()))?;
        }
    }
    let mut said = Vec::new();
    for (index, (place, comparison)) in places.into_iter().zip(comparisons).enumerate() {
        let variant = &variants[index];
        let found = [&shown[0], &shown[index + 1]];
        let each = &comparison::shown_only(comparison, found);
        let outputs = vec![
            files::file("rapport.html", html::comparison(found, each)),
            files::file("verschillen.csv", csv::bytes(&comparison::data(each))),
        ];
        let runs = [(base, found[0]), (variant, found[1])].map(|(ready, results)| Run {
            model: &ready.model,
            results,
            footing: &ready.footing,
        });
        let folder = place.fill(&files::with_manifest(outputs, &runs, &[]))?;
        let page = folder.join("rapport.html");
        match options.screen.format {
            Format::Text => print::say(&text::comparison(each, &page.display().to_string()))?,
            Format::Json => said.push(json!({
                "basis": each.base,
                "variant": each.variant,
                "herhalingen": each.replications,
                "betrouwbaarheid": each.confidence,
                "verschillen": report::json::rows(&comparison::data(each)),
            })),
        }
    }
    if options.screen.format == Format::Json {
        print::say(&format!("{:#}", Value::Array(said)))?;
    }
    let is_interrupted = shown.iter().any(|results| results.interrupted);
    Ok(if is_interrupted { Verdict::Interrupted } else { Verdict::Fine })
}
