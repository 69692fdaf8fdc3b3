//! Dates: the period runs forwards, is not absurdly long, and holds the days that are closed.

use jiff::civil::Date;

use super::Check;
use crate::scenario::parse;
use crate::scenario::tree::{Node, Value};

/// Longer horizons do not fit the engine's time with room to spare.
const MAX_YEARS: i64 = 400;

pub fn check(check: &mut Check<'_>) {
    let periode = &check.scenario.periode;
    let (van, tot) = (periode.van, periode.tot);
    if check.is_wrong(&["periode"]) {
        return;
    }
    if tot < van {
        let key = if check.node(&["periode", "tot"]).is_some() { "tot" } else { "van" };
        check.error(
            &["periode", key],
            format!("de periode eindigt ({tot}) voor zij begint ({van})"),
            "verwissel `van` en `tot`, of kijk naar het jaar",
        );
        return;
    }
    let days = days_between(van, tot) + i64::from(periode.aanloop_dagen);
    if days > MAX_YEARS * 366 {
        check.error(
            &["periode", "aanloop"],
            format!("de periode met aanloop is langer dan {MAX_YEARS} jaar"),
            format!("het langste dat kan is {MAX_YEARS} jaar"),
        );
    }
    closed_days(check, van, tot);
}

pub fn days_between(van: Date, tot: Date) -> i64 {
    tot.duration_since(van).as_hours() / 24 + 1
}

fn closed_days(check: &mut Check<'_>, van: Date, tot: Date) {
    let Some(node) = check.node(&["kalender", "dicht"]) else { return };
    let nodes = match &node.value {
        Value::List(nodes) => nodes.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let first = van
        .saturating_sub(jiff::Span::new().days(i64::from(check.scenario.periode.aanloop_dagen).min(200_000)));
    let merger = check.scenario.periode.fusiedatum;
    let hangs = |node: &&Node| node.text().is_some_and(|text| text.contains("fusiedatum"));
    if let Some(node) = nodes.iter().find(hangs).filter(|_| merger.is_none()) {
        let problem = parse::Problem::new(node.spot, "de fusiedatum is niet bekend")
            .hint("schrijf `periode: { fusiedatum: 2023-01-01 }`, of een gewone datum");
        check.findings.error(check.sources, super::full(&["kalender", "dicht"]), problem);
    }
    let outside = |node: &&Node| {
        parse::dates(node, merger)
            .is_ok_and(|dates| !dates.is_empty() && dates.iter().all(|date| *date < first || tot < *date))
    };
    for node in nodes.iter().filter(outside) {
        let text = node.text().unwrap_or_default();
        let problem =
            parse::Problem::new(node.spot, format!("{text} ligt buiten de periode ({van} t/m {tot})"))
                .hint("kijk naar het jaar, of haal de datum weg");
        check.findings.warn(check.sources, super::full(&["kalender", "dicht"]), problem);
    }
}
