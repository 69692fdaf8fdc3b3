//! Kernen, locaties and doelgroepen: inhabitants, what is within reach, shares that add up.

use super::{Check, TOLERANCE};
use crate::scenario::Scenario;
use crate::scenario::klantreis::{Aantal, Klantreis};
use crate::scenario::parse::{self, Problem, nearest, short};
use crate::scenario::parse_named;
use crate::scenario::value::deel_tekst;

pub fn check(check: &mut Check<'_>) {
    inhabitants(check);
    reach(check);
    segments(check);
    closed_down(check);
}

fn closed_down(check: &mut Check<'_>) {
    let path = ["gedrag", "locatie-dicht"];
    let Some(dicht) = check.scenario.gedrag.locatie_dicht.as_ref().filter(|_| !check.is_wrong(&path)) else {
        return;
    };
    let sum = dicht.andere_locatie + dicht.digitaal + dicht.uitstel;
    if (sum - 1.0).abs() > TOLERANCE {
        check.error(
            &path,
            format!("de delen van `locatie-dicht` zijn samen {}, geen 100%", deel_tekst(sum)),
            difference(sum),
        );
    }
}

fn inhabitants(check: &mut Check<'_>) {
    let scenario = check.scenario;
    if !scenario.kernen.is_empty() && check.node(&["inwoners"]).is_some() {
        check.warn(
            &["inwoners"],
            "`inwoners` telt niet mee, want er zijn kernen",
            "haal de sleutel weg; de inwoners van de kernen tellen",
        );
    }
    if scenario.inwoners.is_some_and(|inwoners| inwoners > 0.0)
        || check.findings.is_doubtful(&super::full(&[]))
        || check.is_wrong(&["inwoners"])
    {
        return;
    }
    for (name, klantreis) in &scenario.klantreizen {
        if matches!(klantreis.vraag.aantal, Aantal::Per1000PerJaar(_)) {
            check.error(
                &["klantreizen", name, "vraag", "aantal"],
                "de vraag is per 1000 inwoners, maar het aantal inwoners is niet bekend",
                "zet `inwoners: 17440` bovenaan, of schrijf `kernen` met inwoners",
            );
        }
    }
}

fn reach(check: &mut Check<'_>) {
    let scenario = check.scenario;
    for (name, _) in &scenario.kernen {
        let path = ["kernen", name, "reistijd"];
        let Some(Ok(travel)) = check.node(&path).map(parse_named::travel) else { continue };
        for (locatie, _, spot) in &travel {
            if scenario.locaties.iter().any(|(known, _)| known == locatie) {
                continue;
            }
            let problem = Problem::new(*spot, format!("locatie {} bestaat niet", short(locatie)));
            let problem = match nearest(locatie, scenario.locaties.iter().map(|(known, _)| known.as_str())) {
                Some(meant) => problem.hint(format!("bedoelt u `{meant}`?")),
                None => problem.hint("zet haar onder `locaties`"),
            };
            check.findings.error(check.sources, super::full(&path), problem);
        }
        for (kanaal, of) in scenario.kanalen.iter().filter(|(_, kanaal)| !kanaal.locaties.is_empty()) {
            if is_of_others(scenario, name, kanaal) {
                continue;
            }
            if !of.locaties.iter().any(|locatie| travel.iter().any(|(reached, ..)| reached == locatie)) {
                check.error(
                    &path,
                    format!("uit {name} is geen locatie van kanaal `{kanaal}` te bereiken"),
                    format!("noem de reistijd naar {}", of.locaties.join(" of ")),
                );
            }
        }
    }
}

/// Whether only customers from other kernen come by a channel.
fn is_of_others(scenario: &Scenario, kern: &String, kanaal: &str) -> bool {
    let uses = |klantreis: &Klantreis| {
        klantreis.stappen.iter().any(|(_, stap)| stap.kanalen().any(|known| known == kanaal))
    };
    let mut users = scenario.klantreizen.iter().filter(|(_, klantreis)| uses(klantreis)).peekable();
    let is_not_from =
        |klantreis: &Klantreis| klantreis.kernen.as_ref().is_some_and(|kernen| !kernen.contains(kern));
    // after a merger, nobody comes by a channel that nobody uses
    let is_merger = scenario.klantreizen.iter().all(|(_, klantreis)| klantreis.kernen.is_some());
    (users.peek().is_some() || is_merger) && users.all(|(_, klantreis)| is_not_from(klantreis))
}

fn segments(check: &mut Check<'_>) {
    let Some(node) = check.node(&["doelgroepen"]) else { return };
    // a share that is missing or cannot be read has a finding of its own
    let shares = node.entries().iter().map(|entry| {
        let share = parse::share(entry.node.get("aandeel")?).ok()?;
        Some((&entry.key, share))
    });
    let Some(shares) = shares.collect::<Option<Vec<_>>>().filter(|shares| !shares.is_empty()) else {
        return;
    };
    if check.is_wrong(&["doelgroepen"]) {
        return;
    }
    // a merger brings several sets together, each of customers of their own
    let mut sets: Vec<Option<&Vec<String>>> =
        check.scenario.klantreizen.iter().map(|(_, klantreis)| klantreis.doelgroepen.as_ref()).collect();
    sets.sort();
    sets.dedup();
    if sets.is_empty() {
        sets.push(None);
    }
    for set in sets {
        let is_in = |name: &&String| set.is_none_or(|set| set.contains(name));
        let sum: f64 = shares.iter().filter(|(name, _)| is_in(name)).map(|(_, share)| share).sum();
        if (sum - 1.0).abs() > TOLERANCE {
            let of = set.map_or("de doelgroepen".to_owned(), |set| format!("doelgroepen {}", set.join(", ")));
            check.error(
                &["doelgroepen"],
                format!("de aandelen van {of} zijn samen {}, geen 100%", deel_tekst(sum)),
                difference(sum),
            );
        }
    }
}

/// What to do about shares that add up to `sum`.
pub fn difference(sum: f64) -> String {
    if sum < 1.0 {
        format!("er ontbreekt {}", deel_tekst(1.0 - sum))
    } else {
        format!("er is {} te veel", deel_tekst(sum - 1.0))
    }
}
