//! `vergelijk`: variants against a base on the same customers, one folder with all of them.

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::load::{self, Ready, Side};
use super::options::{CompareOptions, Format};
use super::{Verdict, flip, interrupt, print, progress, rank, run};
use crate::error::Error;
use crate::experiment::Control;
use crate::experiment::comparison::{Asked, Choice, compare};
use crate::experiment::ranking::Ranking;
use crate::experiment::results::Results;
use crate::model::Model;
use crate::report::choice::{self, Shown};
use crate::report::folder::Place;
use crate::report::{self, Run};
use crate::report::{comparison, csv, files, text, transition, validation, view, words};

/// # Errors
/// When a file cannot be read or a folder not be written; nothing is left half.
pub fn main(options: &CompareOptions) -> Result<Verdict, Error> {
    let sides = sides(options);
    let Some(mut all) = load::all_paired(&sides, &options.study)? else { return Ok(Verdict::Wrong) };
    if let Some(wrong) = wrong(options, &all) {
        print::complain(&wrong);
        return Ok(Verdict::Wrong);
    }
    for ready in &mut all {
        guard(&mut ready.model, &options.guarded);
    }
    all[1..].iter().for_each(|variant| tell_unguarded(&all[0].model, &variant.model));
    let claim = |what: &str| Place::claim(&options.study.out, &format!("{}-{what}", all[0].name));
    let place = match &all[1..] {
        [variant] => claim(&format!("vs-{}", variant.name))?,
        _ => claim("keuze")?,
    };
    let is_dated = all.iter().any(|ready| ready.model.plan.is_dated());
    let together = is_dated.then(|| claim("opties")).transpose()?;
    let stop = interrupt::watch();
    run::name_seed(&all[0]);
    let bar = progress::bar(&all[0].name);
    let progress = |done: u32, expected: u32| {
        bar.set_length(expected.into());
        bar.set_position(done.into());
    };
    let models: Vec<Model> = all[1..].iter().map(|variant| variant.model.clone()).collect();
    let control = Control { stop: &stop, progress: &progress };
    let asked = Asked { budget: options.budget, delta: options.delta };
    let found = run::in_pool(&options.study, || compare(&all[0].model, &models, &asked, &control))?;
    if let Some(index) = found.results.iter().position(|each| each.overfull) {
        print::complain(&run::too_many(&all[index].name));
        return Ok(Verdict::Wrong);
    }
    if found.comparisons.iter().any(|comparison| comparison.replications == 0) {
        print::complain("Onderbroken voordat er iets te vergelijken was; er is niets geschreven.");
        return Ok(Verdict::Interrupted);
    }
    let most = found.results.iter().map(|results| results.replications).max().unwrap_or(0);
    if let Some(budget) = options.budget.filter(|budget| *budget < most) {
        print::complain(&format!(
            "Let op: er is {most} keer gespeeld, meer dan --budget {budget}: zo vaak vraagt `onderzoek` (herhalingen) om te beginnen."
        ));
    }
    let choice = without_small_groups(found, &all);
    let bundles = match options.per_measure && !choice.results[0].interrupted {
        true => bundles(options, &sides, &all, &control)?,
        false => Vec::new(),
    };
    bar.finish_and_clear();
    if let Some(notice) = validation::notice(&choice.results[0]) {
        print::complain(&text::wrapped(&format!("Let op: {notice}"), 0));
    }
    if let Some(place) = together {
        month_by_month(options, place, &sides, &all, &choice.results, &control)?;
    }
    let changes = all[1..].iter().map(|ready| choice::changes(&all[0].footing, &ready.footing));
    let shown = Shown { choice: &choice, changes: changes.collect(), bundles };
    let outputs = vec![
        files::file("rapport.html", choice::page(&shown)),
        files::file("keuze.csv", csv::bytes(&choice::options_data(&shown))),
        files::file("verschillen.csv", csv::bytes(&comparison::data(&choice.comparisons))),
        files::file("randvoorwaarden.csv", csv::bytes(&choice::guards_data(&shown))),
        files::file("wijzigingen.csv", csv::bytes(&choice::changes_data(&shown))),
    ];
    let folder = place.fill(&files::with_manifest(outputs, &runs(&all, &choice.results), &[]))?;
    let page = folder.join("rapport.html").display().to_string();
    match options.screen.format {
        Format::Text => print::say(&choice::text(&shown, &page))?,
        Format::Json => print::say(&format!("{:#}", data(&shown)))?,
    }
    let is_interrupted = choice.results.iter().any(|results| results.interrupted);
    Ok(if is_interrupted { Verdict::Interrupted } else { Verdict::Fine })
}

/// The base, the variants that are files, those of the command line in the order in which they are first named.
fn sides(options: &CompareOptions) -> Vec<Side> {
    let files = std::iter::once(&options.base).chain(&options.variants);
    let mut sides: Vec<Side> = files.map(|path| Side::of_file(path, &options.changes)).collect();
    for (name, set) in &options.made {
        match sides.iter_mut().find(|side| side.name.as_ref() == Some(name)) {
            Some(side) => side.changes.sets.push(set.clone()),
            None => {
                let base = Side::of_file(&options.base, &options.changes);
                sides.push(Side { name: Some(name.clone()), ..base.with([set.clone()]) });
            }
        }
    }
    sides
}

/// What is asked and cannot be.
fn wrong(options: &CompareOptions, all: &[Ready]) -> Option<String> {
    let base = &all[0];
    let unknown =
        options.guarded.iter().find(|name| !base.model.norms.iter().any(|norm| norm.name == **name));
    if let Some(name) = unknown {
        let known: Vec<&str> = base.model.norms.iter().map(|norm| norm.name.as_str()).collect();
        return Some(format!(
            "fout: `{}` heeft geen norm `{name}` om te bewaken\n      raad: {}",
            base.name,
            match known.is_empty() {
                true => "schrijf onder `normen` wat niet slechter mag worden".to_owned(),
                false => format!("kies uit {}", known.join(", ")),
            }
        ));
    }
    if options.delta.is_some() && base.model.satisfaction.is_none() {
        return Some(
            "fout: zonder `tevredenheid` is er geen cijfer om de beste op te zoeken\n      raad: laat --beste-binnen weg"
                .to_owned(),
        );
    }
    if let Some(other) = all[1..].iter().find(|variant| counted(variant) != counted(base)) {
        return Some(format!(
            "fout: `{}` telt andere dagen ({}) dan `{}` ({}); dan verschillen ook de klanten\n      raad: geef ze dezelfde \
             `periode`",
            other.model.name,
            period(counted(other)),
            base.model.name,
            period(counted(base)),
        ));
    }
    let name = |ready: &Ready| ready.model.name.clone();
    let twice =
        (1..all.len()).find(|index| all[1..*index].iter().any(|other| name(other) == name(&all[*index])));
    twice.map(|index| {
        format!(
            "fout: twee varianten heten `{}`\n      raad: geef elk een eigen `naam`",
            all[index].model.name
        )
    })
}

/// The first and the last day that count.
fn counted(ready: &Ready) -> (Date, Date) {
    let horizon = &ready.model.horizon;
    let date = |day: i64| horizon.first.saturating_add(day.days());
    (date(horizon.counted.start), date(horizon.counted.end - 1))
}

fn period((from, to): (Date, Date)) -> String {
    format!("{} t/m {}", words::date(from), words::date(to))
}

/// Norms of these names may not become worse, besides those that say so themselves.
fn guard(model: &mut Model, names: &[String]) {
    for norm in model.norms.iter_mut().filter(|norm| names.contains(&norm.name)) {
        norm.may_worsen = norm.may_worsen.or_else(|| Some(norm.usual_margin()));
    }
}

/// What the variant does not have cannot be held against the base.
fn tell_unguarded(base: &Model, variant: &Model) {
    for norm in base.norms.iter().filter(|norm| norm.may_worsen.is_some()) {
        if !variant.norms.iter().any(|own| own.name == norm.name) {
            print::complain(&format!(
                "`{}` heeft geen norm `{}`; of die slechter wordt, is daar niet te zeggen",
                variant.name, norm.name
            ));
        }
    }
}

fn without_small_groups(found: Choice, all: &[Ready]) -> Choice {
    let shown = found.results.into_iter().zip(all);
    let results: Vec<Results> =
        shown.map(|(each, ready)| view::without_small_groups(each, ready.footing.smallest_group)).collect();
    let comparisons = found.comparisons.into_iter().zip(&results[1..]);
    let comparisons = comparisons.map(|(each, variant)| comparison::shown_only(each, [&results[0], variant]));
    Choice { comparisons: comparisons.collect(), results, ..found }
}

/// Each variant with several measures that the base does not have, one measure at a time.
fn bundles(
    options: &CompareOptions,
    sides: &[Side],
    all: &[Ready],
    control: &Control,
) -> Result<Vec<(String, Ranking)>, Error> {
    let mut bundles = Vec::new();
    let has = |model: &Model, name: &str| model.plan.measures.iter().any(|measure| measure.name == name);
    for (side, ready) in sides.iter().zip(all).skip(1) {
        let own = ready.model.plan.measures.iter().map(|measure| measure.name.clone());
        let names: Vec<String> = own.filter(|name| !has(&all[0].model, name)).collect();
        if names.len() < 2 || ready.model.satisfaction.is_none() {
            continue;
        }
        let model = |off: &[String]| {
            let pair = [sides[0].clone(), side.with(rank::off(off))];
            Ok::<_, Error>(load::models(&pair, &options.study)?.and_then(|mut pair| pair.pop()))
        };
        let Some(none) = model(&names)? else { continue };
        let none = Model { study: all[0].model.study.clone(), ..none };
        let candidate = |name: &str| rank::candidate(name, &names, &model);
        let ranked = || crate::experiment::ranking::rank(&none, &ready.model, &names, candidate, control);
        let ranking = match run::in_pool(&options.study, ranked)? {
            Err(None) => continue,
            Err(Some(error)) => return Err(error),
            Ok(ranking) => ranking,
        };
        bundles
            .extend(ranking.filter(|ranking| !ranking.interrupted).map(|it| (ready.model.name.clone(), it)));
    }
    Ok(bundles)
}

/// Options with dates, month by month in a folder of their own.
fn month_by_month(
    options: &CompareOptions,
    place: Place,
    sides: &[Side],
    all: &[Ready],
    results: &[Results],
    control: &Control,
) -> Result<(), Error> {
    let Some(turning) = transition::sides(&results.iter().collect::<Vec<_>>()) else { return Ok(()) };
    let flips = match options.flips {
        true => run::in_pool(&options.study, || flip::flips(options, sides, results, control))??,
        false => transition::Flips::default(),
    };
    let outputs = vec![
        files::file("rapport.html", transition::page(&turning, &flips)),
        files::file("opties.csv", csv::bytes(&transition::overview(&turning))),
    ];
    let folder = place.fill(&files::with_manifest(outputs, &runs(all, results), &[]))?;
    if options.screen.format == Format::Text {
        let page = folder.join("rapport.html");
        print::say(&format!("De {} opties maand voor maand: {}\n", turning.len(), page.display()))?;
    }
    Ok(())
}

fn runs<'a>(all: &'a [Ready], results: &'a [Results]) -> Vec<Run<'a>> {
    let run = |(ready, results): (&'a Ready, &'a Results)| Run {
        model: &ready.model,
        results,
        footing: &ready.footing,
    };
    all.iter().zip(results).map(run).collect()
}

/// A variant to an entry.
fn data(shown: &Shown) -> Value {
    let options = report::json::rows(&choice::options_data(shown));
    let each = |(index, comparison): (usize, &_)| {
        let comparison: &crate::experiment::results::Comparison = comparison;
        json!({
            "basis": comparison.base,
            "variant": comparison.variant,
            "herhalingen": comparison.replications,
            "betrouwbaarheid": shown.choice.adjustment.confidence,
            "betrouwbaarheid-per-verschil": shown.choice.adjustment.of_each(),
            "keuze": options[index + 1],
            "wijzigingen": shown.changes[index].iter().map(choice::Change::text).collect::<Vec<_>>(),
            "verschillen": report::json::rows(&comparison::data(std::slice::from_ref(comparison))),
        })
    };
    let entries: Vec<Value> = shown.choice.comparisons.iter().enumerate().map(each).collect();
    json!(entries)
}
