//! Journeys that start from others: some other leads to them, and they do not start one another without end.

use std::collections::HashSet;

use super::Check;
use crate::scenario::Benoemd;
use crate::scenario::gedrag::BEZWAAR;
use crate::scenario::klantreis::{Aantal, Klantreis};

/// Steps after which those still under way no longer count.
const STEPS: usize = 10_000;
const FEW: f64 = 1e-9;
/// After so many generations hardly anything may follow.
const GENERATIONS: usize = 200;
const HARDLY: f64 = 0.01;

pub fn check(check: &mut Check<'_>) {
    if check.is_wrong(&["klantreizen"]) {
        return;
    }
    never_started(check);
    without_end(check);
}

fn never_started(check: &mut Check<'_>) {
    let scenario = check.scenario;
    let complaint = scenario.gedrag.klaagt.as_ref().map(|klaagt| klaagt.klantreis.as_str());
    let steps = scenario.klantreizen.iter().flat_map(|(_, klantreis)| &klantreis.stappen);
    let follow: HashSet<&String> =
        steps.flat_map(|(_, stap)| stap.leidt_tot.iter().map(|(target, _)| target)).collect();
    for (name, klantreis) in &scenario.klantreizen {
        if klantreis.vraag.aantal == Aantal::Geen
            && !follow.contains(name)
            && !complaint.is_some_and(|complaint| klantreis.heet(name, complaint, None))
            && !(klantreis.heet(name, BEZWAAR, None) && scenario.gedrag.maakt_bezwaar > 0.0)
        {
            check.warn(
                &["klantreizen", name],
                format!("klantreis `{name}` begint nooit: zij heeft geen vraag, en geen stap leidt ertoe"),
                "geef haar een `vraag` met `aantal`, of noem haar bij `leidt-tot` van een stap",
            );
        }
    }
}

fn without_end(check: &mut Check<'_>) {
    let journeys = &check.scenario.klantreizen;
    let follow: Vec<Vec<(usize, f64)>> = journeys.iter().map(|(_, one)| following(journeys, one)).collect();
    let mut descendants = vec![1.0; journeys.len()];
    for _ in 0..GENERATIONS {
        let next = follow.iter().map(|ways| ways.iter().map(|(to, mean)| mean * descendants[*to]).sum());
        descendants = next.collect();
    }
    let most = (0..journeys.len()).max_by(|a, b| descendants[*a].total_cmp(&descendants[*b]));
    let Some(most) = most.filter(|most| descendants[*most] > HARDLY) else { return };
    let name = &journeys[most].0;
    check.error(
        &["klantreizen", name],
        format!("uit klantreis `{name}` volgen steeds weer nieuwe klantreizen, zonder eind"),
        "verlaag de delen van `leidt-tot` in deze kring: uit elke moet gemiddeld minder dan één volgen",
    );
}

/// Mean number of each journey that follows from one.
fn following(journeys: &Benoemd<Klantreis>, one: &Klantreis) -> Vec<(usize, f64)> {
    if one.stappen.iter().all(|(_, stap)| stap.leidt_tot.is_empty()) {
        return Vec::new();
    }
    let visits = visits(one);
    let each = one.stappen.iter().zip(visits).flat_map(|((_, stap), visits)| {
        let done = visits * (1.0 - stap.overslaan);
        stap.leidt_tot.iter().map(move |(target, mean)| (target, done * mean))
    });
    let index = |target: &str| journeys.iter().position(|(known, _)| known == target);
    each.filter_map(|(target, mean)| Some((index(target)?, mean))).collect()
}

/// How often a customer comes by each step.
fn visits(klantreis: &Klantreis) -> Vec<f64> {
    let steps = &klantreis.stappen;
    let index = |target: &str| steps.iter().position(|(known, _)| known == target);
    let next: Vec<Vec<(usize, f64)>> = steps
        .iter()
        .map(|(_, stap)| stap.daarna.iter().filter_map(|(to, share)| Some((index(to)?, *share))).collect())
        .collect();
    let mut here = vec![0.0; steps.len()];
    let mut visits = here.clone();
    here[0] = 1.0;
    for _ in 0..STEPS {
        let mut there = vec![0.0; steps.len()];
        for (step, ways) in next.iter().enumerate() {
            visits[step] += here[step];
            ways.iter().for_each(|(to, share)| there[*to] += here[step] * share);
        }
        here = there;
        if here.iter().sum::<f64>() < FEW {
            break;
        }
    }
    visits
}
