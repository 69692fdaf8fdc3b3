//! `vergelijk --omslag`: which assumption would turn the order of the best two options around, and how far.

use std::sync::atomic::Ordering;

use super::load::{self, Side};
use super::options::CompareOptions;
use super::{print, progress};
use crate::error::Error;
use crate::experiment::Control;
use crate::experiment::comparison::{Asked, compare};
use crate::experiment::results::Results;
use crate::experiment::transition::flip::TRIED;
use crate::model::plan::Measure;
use crate::model::{Model, Replications};
use crate::report::transition::{self, Flip, Flips};

/// Replications of each try at most.
const REPLICATIONS: u32 = 5;
/// Assumptions that are tried.
const MOST: usize = 10;

/// In sentences; empty where fewer than two options turn. Plays the best two without and with double each assumption, so at most
/// 2 × 2 × `MOST` × `REPLICATIONS` replications; as assumed they were played already.
///
/// # Errors
/// When a file cannot be read.
pub fn flips(
    options: &CompareOptions,
    sides: &[Side],
    results: &[Results],
    control: &Control,
) -> Result<Flips, Error> {
    let mut ranked: Vec<(usize, f64)> = results
        .iter()
        .enumerate()
        .filter_map(|(index, it)| Some((index, transition::mark_after(it)?)))
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    let [(best, _), (second, _), ..] = ranked[..] else { return Ok(Flips::default()) };
    let Some(now) = transition::lead(&results[best], &results[second]) else { return Ok(Flips::default()) };
    let replications = results[best].replications.min(REPLICATIONS);
    let pair = [sides[best].clone(), sides[second].clone()];
    let named = transition::names(&results.iter().collect::<Vec<_>>());
    let names = [best, second].map(|side| named[side].to_owned());
    let (measures, untried) = assumed(&results[best]);
    let bar = progress::bar("omslag");
    bar.set_length((measures.len() * 2) as u64);
    let models_at = |name: &str, strength: f64| {
        let strength = (format!("maatregelen.{name}.kracht"), strength.to_string());
        load::models(&pair.each_ref().map(|side| side.with([strength.clone()])), &options.study)
    };
    let lead = |models: Option<Vec<Model>>| {
        let mut models = models?;
        models[0].study.replications = Replications::Fixed(replications);
        let quiet = Control { stop: control.stop, progress: &|_, _| {} };
        let results = compare(&models[0], &models[1..], &Asked::default(), &quiet).results;
        bar.inc(1);
        let is_whole = results.iter().all(|results| results.replications == replications);
        transition::lead(&results[0], &results[1]).filter(|_| is_whole)
    };
    let mut found = Vec::new();
    for (name, about) in measures {
        if control.stop.load(Ordering::Relaxed) {
            break;
        }
        let (without, double) = rayon::join(|| models_at(&name, TRIED[0]), || models_at(&name, TRIED[2]));
        match lead(without?).zip(lead(double?)) {
            Some((without, double)) => found.push(Flip { name, about, leads: [without, now, double] }),
            None => print::complain(&format!(
                "`{name}` staat niet in beide opties of kan niet zonder of dubbel, en telt niet mee bij de omslag"
            )),
        }
    }
    bar.finish_and_clear();
    Ok(transition::flips(&names, now, &found, &untried))
}

/// What a merger does of itself, by name and what it is about; without those, whatever has a date. What goes on after the turn
/// comes first: that is where options differ. Then the names of those beyond [`MOST`].
fn assumed(results: &Results) -> (Vec<(String, String)>, Vec<String>) {
    let Some(transition) = &results.transition else { return Default::default() };
    let dated: Vec<&Measure> =
        transition.plan.measures.iter().filter(|measure| measure.from.is_some()).collect();
    let is_assumed = |measure: &&Measure| measure.groups.iter().any(|group| group == transition::OF_ITSELF);
    let assumed: Vec<&Measure> = dated.iter().copied().filter(is_assumed).collect();
    let mut chosen = if assumed.is_empty() { dated } else { assumed };
    let turn = transition.turned.as_ref().map(|turned| turned.turn.day);
    chosen.sort_by_key(|measure| measure.to < turn && measure.to.is_some());
    let rest = chosen.split_off(chosen.len().min(MOST));
    let told = chosen.into_iter().map(|measure| (measure.name.clone(), measure.about.trim().to_owned()));
    (told.collect(), rest.into_iter().map(|measure| measure.name.clone()).collect())
}
