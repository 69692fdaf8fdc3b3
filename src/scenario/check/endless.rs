//! Customers who never finish: circles in which no time passes, loops that hardly anybody leaves, tries without a pause.

use std::collections::HashSet;

use super::Check;
use crate::scenario::kanaal::ProbeertOpnieuw;
use crate::scenario::klantreis::{Klantreis, Stap, StapSoort};
use crate::scenario::value::deel_tekst;

/// After so many steps at most [`MOST_UNDER_WAY`] of those who start may not have finished.
const MANY_STEPS: usize = 10_000;
const MOST_UNDER_WAY: f64 = 0.01;
/// Whoever comes back sooner than this, in seconds, comes back at once.
const AT_ONCE: f64 = 1.0;
/// A higher chance of coming back at once is a circle.
const MOST_AT_ONCE: f64 = 0.99;

/// Where each step leads, with shares.
type Ways = [Vec<(usize, f64)>];

/// A journey whose steps can all be left.
pub fn journey(check: &mut Check<'_>, name: &str, klantreis: &Klantreis, next: &Ways) {
    let steps = &klantreis.stappen;
    if let Some(step) = (0..steps.len()).find(|step| comes_back_at_once(steps, next, *step)) {
        let step_name = &steps[step].0;
        check.error(
            &["klantreizen", name, "stappen", step_name],
            format!("van stap `{step_name}` komt men bij `{step_name}` terug zonder dat er tijd verstrijkt"),
            "geef een stap in deze kring een duur, of haal de tak terug weg",
        );
        return;
    }
    let left = under_way_after_many(next);
    if left > MOST_UNDER_WAY {
        check.error(
            &["klantreizen", name, "stappen"],
            format!(
                "klantreis `{name}` komt vrijwel nooit tot een einde: na 10.000 stappen is {} van de klanten nog onderweg",
                deel_tekst((left * 1000.0).round() / 1000.0)
            ),
            "geef de takken die uit de kring leiden een groter deel",
        );
    }
}

/// Tries that follow one another without a pause.
pub fn retries(check: &mut Check<'_>) {
    let mut told = HashSet::new();
    for (name, klantreis) in &check.scenario.klantreizen {
        for (step, stap) in &klantreis.stappen {
            let StapSoort::Contact { via, .. } = &stap.soort else { continue };
            let at_once = via.iter().find_map(|(kanaal, contact)| {
                let ProbeertOpnieuw { kans, na, .. } = contact.gedrag.probeert_opnieuw.as_ref()?;
                (*kans > MOST_AT_ONCE && na.verdeling.mean() < AT_ONCE).then_some((kanaal, *kans))
            });
            let Some((kanaal, kans)) = at_once else { continue };
            let places: [&[&str]; 4] = [
                &["klantreizen", name, "stappen", step],
                &["klantreizen", name],
                &["kanalen", kanaal],
                &["gedrag"],
            ];
            let written = |place: &&[&str]| check.node(&[*place, &["probeert-opnieuw"]].concat()).is_some();
            let place = places.iter().find(|place| written(place)).unwrap_or(&places[0]);
            let path = [*place, &["probeert-opnieuw"]].concat();
            if check.is_wrong(&path) || !told.insert(path.join(".")) {
                continue;
            }
            check.error(
                &path,
                format!(
                    "wie opgeeft probeert het met kans {} meteen opnieuw, en blijft dat doen",
                    deel_tekst(kans)
                ),
                "laat `na` ten minste een paar seconden zijn, of verlaag `kans`",
            );
        }
    }
}

/// Whether a customer can come back to this step through steps that all take no time.
fn comes_back_at_once(steps: &[(String, Stap)], next: &Ways, start: usize) -> bool {
    let mut seen = vec![false; steps.len()];
    let mut ahead = vec![start];
    while let Some(step) = ahead.pop() {
        if !takes_no_time(&steps[step].1) {
            continue;
        }
        for &(to, share) in &next[step] {
            if share > 0.0 && to == start {
                return true;
            }
            if share > 0.0 && !std::mem::replace(&mut seen[to], true) {
                ahead.push(to);
            }
        }
    }
    false
}

fn takes_no_time(stap: &Stap) -> bool {
    let is_zero = match &stap.soort {
        StapSoort::Contact { via, .. } => {
            via.iter().any(|(_, contact)| contact.duur.verdeling.mean() * contact.tijdfactor == 0.0)
        }
        StapSoort::Werk { duur, tijdfactor, .. } => duur.verdeling.mean() * tijdfactor == 0.0,
        StapSoort::Bericht { .. } => true,
        StapSoort::Wacht { duur }
        | StapSoort::WachtOpKlant { duur }
        | StapSoort::WachtOpPartner { duur, .. } => duur.verdeling.mean() == 0.0,
        StapSoort::Einde => false,
    };
    is_zero || stap.overslaan >= 1.0
}

/// The share of those who start that has not finished after [`MANY_STEPS`] steps.
fn under_way_after_many(next: &Ways) -> f64 {
    let mut here = vec![0.0; next.len()];
    let mut there = here.clone();
    here[0] = 1.0;
    for _ in 0..MANY_STEPS {
        there.fill(0.0);
        for (step, ways) in next.iter().enumerate().filter(|(step, _)| here[*step] > 0.0) {
            for (to, share) in ways {
                there[*to] += here[step] * share;
            }
        }
        std::mem::swap(&mut here, &mut there);
        if here.iter().sum::<f64>() <= MOST_UNDER_WAY {
            return 0.0;
        }
    }
    here.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loop_of_a_thousand_rounds_ends_and_one_of_a_million_does_not() {
        let with_chance = |out: f64| vec![vec![(0, 1.0 - out), (1, out)], vec![]];
        assert_eq!(under_way_after_many(&with_chance(1e-3)), 0.0);
        assert!((under_way_after_many(&with_chance(1e-6)) - 0.990_05).abs() < 1e-5);
    }
}
