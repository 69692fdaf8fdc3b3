//! Measures in time: days that can be known and run forwards, and what cannot go together.

use jiff::civil::Date;

use super::Check;
use crate::scenario::parse::{Problem, nearest};
use crate::scenario::parse_measure;
use crate::scenario::patch::group;
use crate::scenario::tree::Node;
use crate::scenario::value::Moment;

pub fn check(check: &mut Check<'_>) {
    let Some(measures) = check.node(&["maatregelen"]) else { return };
    for measure in measures.entries() {
        let at = ["maatregelen", measure.key.as_str()];
        if check.is_wrong(&at) || measure.node.get("aan").and_then(Node::text) == Some("nee") {
            continue;
        }
        let days = ["vanaf", "tot"].map(|key| day(check, &["maatregelen", &measure.key, key]));
        if let [Some(from), Some(until)] = days
            && until < from
        {
            check.error(
                &["maatregelen", &measure.key, "tot"],
                format!("de maatregel eindigt ({until}) voor zij begint ({from})"),
                "verwissel `vanaf` en `tot`, of kijk naar het jaar",
            );
        }
        let has = |key: &str| measure.node.get(key).is_some_and(|node| !node.entries().is_empty());
        if check.node(&["maatregelen", &measure.key, "elke"]).is_some() && has("zet") {
            check.error(
                &["maatregelen", &measure.key, "zet"],
                "`elke` gaat niet samen met `zet`: een nieuwe waarde wordt niet elke keer anders",
                "gebruik `wijzig`, bijvoorbeeld `keer 1.02`",
            );
        }
        teams(check, &measure.key, &measure.node);
    }
}

/// The day at a path, if it can be known.
pub fn day(check: &mut Check<'_>, path: &[&str]) -> Option<Date> {
    let moment = parse_measure::moment(check.node(path)?).ok()?;
    let merger = check.scenario.periode.fusiedatum;
    if merger.is_none() && matches!(moment, Moment::Fusie { .. }) {
        check.error(
            path,
            "de fusiedatum is niet bekend",
            "schrijf `periode: { fusiedatum: 2023-01-01 }`, of een gewone datum",
        );
    }
    moment.op(merger)
}

fn teams(check: &mut Check<'_>, measure: &str, node: &Node) {
    let Some(Ok(effort)) = node.get("inspanning").map(parse_measure::effort) else { return };
    let known: Vec<&str> = check.scenario.teams.iter().map(|(name, _)| name.as_str()).collect();
    for (team, _, spot) in effort {
        // residents give hours too, which no roster knows
        let carries = |group: &str| {
            check.scenario.teams.iter().any(|(_, team)| team.groep.iter().any(|own| own == group))
        };
        let is_group = group(team).is_some_and(carries);
        if team == "alle" || team == "inwoners" || is_group || known.contains(&team) {
            continue;
        }
        let problem = Problem::new(spot, format!("er is geen team `{team}`"));
        let problem = match nearest(team, known.iter().copied()) {
            Some(meant) => problem.hint(format!("bedoelt u `{meant}`?")),
            None => problem.hint("noem een team, of `alle`"),
        };
        check.findings.error(check.sources, super::full(&["maatregelen", measure, "inspanning"]), problem);
    }
}
