//! Journeys: steps that exist, shares that add up, no step that cannot be reached or left, demand that is clear.

use super::place::difference;
use super::{Check, TOLERANCE, endless};
use crate::scenario::klantreis::{Aantal, Klantreis, Stap, StapSoort};
use crate::scenario::parse::{Problem, nearest, short};
use crate::scenario::parse_named;
use crate::scenario::value::deel_tekst;

pub fn check(check: &mut Check<'_>) {
    let scenario = check.scenario;
    for (name, klantreis) in &scenario.klantreizen {
        if check.findings.is_full() {
            return;
        }
        demand(check, name, klantreis);
        for (step, stap) in &klantreis.stappen {
            super::step::check(check, name, step, stap);
        }
        let routes_hold = routes(check, name, klantreis);
        if routes_hold {
            graph(check, name, klantreis);
        }
    }
}

fn demand(check: &mut Check<'_>, name: &str, klantreis: &Klantreis) {
    let path = ["klantreizen", name, "vraag"];
    for key in ["bestand", "blad", "kolom"] {
        let path = [&path[..], &[key]].concat();
        // with its table it would have been taken in when the file was read
        if check.node(&path).is_some() {
            check.error(
                &path,
                format!("`{key}` leest hier geen tabel"),
                "zet `bestand` in het scenario zelf, bij `vraag`; een maatregel leest geen tabel",
            );
        }
    }
    if check.is_wrong(&path) {
        return;
    }
    on_one_day(check, &path, klantreis);
    if !matches!(klantreis.vraag.aantal, Aantal::PerUur(_) | Aantal::UurVoorUur(_)) {
        return;
    }
    for key in ["patroon", "piek"] {
        let path = [&path[..], &[key]].concat();
        if check.node(&path).is_some() {
            check.error(
                &path,
                format!("`{key}` past niet bij een aantal per uur"),
                format!("haal `{key}` weg, of schrijf het aantal per jaar"),
            );
        }
    }
}

/// A number on one day, and the day.
fn on_one_day(check: &mut Check<'_>, path: &[&str], klantreis: &Klantreis) {
    let periode = &check.scenario.periode;
    let is_once = matches!(klantreis.vraag.aantal, Aantal::Eenmalig(_));
    match klantreis.vraag.op {
        None if is_once => check.error(
            &[path, &["aantal"]].concat(),
            "bij een eenmalig aantal ontbreekt de dag",
            "schrijf erbij `op: 2025-03-01`",
        ),
        Some(_) if !is_once => check.error(
            &[path, &["op"]].concat(),
            "`op` hoort bij een eenmalig aantal",
            "schrijf bijvoorbeeld `aantal: 20000 eenmalig`, of haal `op` weg",
        ),
        Some(day) if day < periode.van || periode.tot < day => check.warn(
            &[path, &["op"]].concat(),
            format!("{day} ligt buiten de periode ({} t/m {})", periode.van, periode.tot),
            "kijk naar het jaar; deze vraag komt zo nooit",
        ),
        _ => {}
    }
}

/// Whether every next step exists, so that the graph can be walked.
fn routes(check: &mut Check<'_>, name: &str, klantreis: &Klantreis) -> bool {
    let mut hold = true;
    for (step, stap) in &klantreis.stappen {
        let path = ["klantreizen", name, "stappen", step, "daarna"];
        let Some(node) = check.node(&path) else { continue };
        let Ok(written) = parse_named::routes(node) else {
            hold = false;
            continue;
        };
        let is_wrong = check.is_wrong(&path);
        for (target, _, spot) in &written {
            if klantreis.stappen.iter().any(|(known, _)| known == target) {
                continue;
            }
            hold = false;
            let problem = Problem::new(*spot, format!("stap {} bestaat niet", short(target)));
            let known = klantreis.stappen.iter().map(|(known, _)| known.as_str());
            let problem = match nearest(target, known.clone().chain(["einde"])) {
                Some(meant) => problem.hint(format!("bedoelt u `{meant}`?")),
                None => problem.hint(format!(
                    "de stappen zijn {}; `einde` kan ook",
                    known.collect::<Vec<_>>().join(", ")
                )),
            };
            check.findings.error(check.sources, super::full(&path), problem);
        }
        let sum: f64 = stap.daarna.iter().map(|(_, share)| share).sum();
        if !written.is_empty() && (sum - 1.0).abs() > TOLERANCE && !is_wrong {
            hold = false;
            check.error(
                &path,
                format!("de delen van `daarna` bij stap `{step}` zijn samen {}, geen 100%", deel_tekst(sum)),
                difference(sum),
            );
        }
    }
    hold
}

fn graph(check: &mut Check<'_>, name: &str, klantreis: &Klantreis) {
    let steps = &klantreis.stappen;
    if steps.is_empty() {
        return;
    }
    let index = |target: &str| steps.iter().position(|(known, _)| known == target);
    let next: Vec<Vec<(usize, f64)>> = steps
        .iter()
        .map(|(_, stap)| {
            stap.daarna.iter().filter_map(|(target, share)| Some((index(target)?, *share))).collect()
        })
        .collect();
    // a branch of 0 % declares a step that a measure may open
    let reached = closure(vec![0], |step| next[step].iter().map(|(to, _)| *to).collect(), steps.len());
    let from = reversed(&next);
    let ends: Vec<usize> = (0..steps.len()).filter(|step| next[*step].is_empty()).collect();
    let leaves = closure(ends, |step| from[step].clone(), steps.len());
    for step in (0..steps.len()).filter(|step| !reached[*step]) {
        unreachable(check, name, steps, step, klantreis.heeft_takken());
    }
    let stuck = (0..steps.len()).find(|step| reached[*step] && !leaves[*step]);
    if let Some(step) = stuck {
        let step_name = &steps[step].0;
        check.error(
            &["klantreizen", name, "stappen", step_name, "daarna"],
            format!("wie bij stap `{step_name}` komt, komt er nooit meer uit"),
            "geef een van de stappen in deze kring een tak naar buiten, of naar `einde`",
        );
    } else if !check.is_wrong(&["klantreizen", name, "stappen"]) {
        endless::journey(check, name, klantreis, &next);
    }
}

fn unreachable(check: &mut Check<'_>, name: &str, steps: &[(String, Stap)], step: usize, has_branches: bool) {
    let step_name = &steps[step].0;
    let previous = steps[..step].last();
    let stops_there =
        previous.filter(|(_, stap)| stap.daarna.is_empty() && !matches!(stap.soort, StapSoort::Einde));
    let hint = match stops_there {
        Some((previous, _)) if has_branches => format!(
            "in een klantreis met vertakkingen eindigt een stap zonder `daarna`; bedoelt u bij `{previous}`: `daarna: {step_name}`?"
        ),
        _ => "verwijs ernaar met `daarna`, of haal de stap weg".to_owned(),
    };
    check.error(
        &["klantreizen", name, "stappen", step_name],
        format!("niemand komt ooit bij stap `{step_name}`"),
        hint,
    );
}

fn reversed(next: &[Vec<(usize, f64)>]) -> Vec<Vec<usize>> {
    let mut from = vec![Vec::new(); next.len()];
    for (step, targets) in next.iter().enumerate() {
        for (to, share) in targets {
            if *share > 0.0 {
                from[*to].push(step);
            }
        }
    }
    from
}

fn closure(start: Vec<usize>, next: impl Fn(usize) -> Vec<usize>, length: usize) -> Vec<bool> {
    let mut seen = vec![false; length];
    let mut stack = start;
    while let Some(step) = stack.pop() {
        if !std::mem::replace(&mut seen[step], true) {
            stack.extend(next(step));
        }
    }
    seen
}
