//! `vergelijk --omslag`: which assumption would turn the order of the best two options around, and how far.

use super::load::{self, Side};
use super::options::CompareOptions;
use super::{print, progress};
use crate::error::Error;
use crate::experiment::Control;
use crate::experiment::comparison::{Asked, compare};
use crate::experiment::results::Results;
use crate::experiment::transition::flip::{TRIED, turns_at};
use crate::model::Replications;
use crate::model::plan::Measure;
use crate::report::transition::{self, Flip, Flips};

/// Replications of each try: enough to see which is higher, on the same customers.
const REPLICATIONS: u32 = 5;
/// Assumptions that are tried.
const MOST: usize = 10;

/// In sentences; empty where fewer than two options turn.
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
    let pair = [sides[best].clone(), sides[second].clone()];
    let names = pair.each_ref().map(Side::name);
    let measures = assumed(&results[best]);
    let mut found = Vec::new();
    let bar = progress::bar("omslag");
    bar.set_length((measures.len() * 2) as u64);
    for name in measures {
        let mut differences = [f64::NAN; 3];
        for (strength, difference) in TRIED.iter().zip(&mut differences) {
            let strength = (format!("maatregelen.{name}.kracht"), strength.to_string());
            let pair = pair.each_ref().map(|side| side.with([strength.clone()]));
            let Some(mut models) = load::models(&pair, &options.study)? else {
                print::complain(&format!(
                    "`{name}` staat niet in beide opties en telt niet mee bij de omslag"
                ));
                break;
            };
            models[0].study.replications = Replications::Fixed(REPLICATIONS);
            let quiet = Control { stop: control.stop, progress: &|_, _| {} };
            let results = compare(&models[0], &models[1..], &Asked::default(), &quiet).results;
            let mark = |of: &Results| transition::mark_after(of).unwrap_or(f64::NAN);
            *difference = mark(&results[0]) - mark(&results[1]);
            bar.inc(1);
        }
        if differences.iter().all(|difference| difference.is_finite()) {
            found.push(Flip { name, differences, at: turns_at(differences) });
        }
    }
    bar.finish_and_clear();
    Ok(transition::flips(&names, &found))
}

/// What a merger does of itself; without those, whatever has a date.
fn assumed(results: &Results) -> Vec<String> {
    let measures = results.transition.iter().flat_map(|transition| &transition.plan.measures);
    let dated: Vec<&Measure> = measures.filter(|measure| measure.from.is_some()).collect();
    let is_assumed = |measure: &&Measure| measure.groups.iter().any(|group| group == transition::OF_ITSELF);
    let assumed: Vec<&Measure> = dated.iter().copied().filter(is_assumed).collect();
    let chosen = if assumed.is_empty() { dated } else { assumed };
    chosen.into_iter().take(MOST).map(|measure| measure.name.clone()).collect()
}
