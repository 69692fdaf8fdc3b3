//! Locations that close for good on the way: whether customers have another, and whether anybody stays behind.

use jiff::civil::Date;

use crate::diagnostic::Path;
use crate::scenario::findings::Findings;
use crate::scenario::parse::Problem;
use crate::scenario::patch::Change;
use crate::scenario::source::Sources;
use crate::scenario::team::Team;
use crate::scenario::{Fase, Scenario, parse};

/// `changes`: what measures made of the last stretch.
pub fn check(fasen: &[Fase], changes: &[Change], sources: &Sources, findings: &mut Findings) {
    let Some(last) = fasen.last().map(|fase| &*fase.scenario) else { return };
    let closes = |name: &String| -> Option<(Date, &Change)> {
        let is_open = |scenario: &Scenario| {
            scenario.locaties.iter().any(|(known, it)| known == name && it.open.seconds_per_week() > 0)
        };
        let open = fasen.iter().rposition(|fase| is_open(&fase.scenario))?;
        let by = changes.iter().find(|change| change.path.0 == ["locaties", name, "open"])?;
        Some((fasen.get(open + 1)?.vanaf, by))
    };
    let closed: Vec<(&String, Date, &Change)> = last
        .locaties
        .iter()
        .filter_map(|(name, _)| closes(name).map(|(from, by)| (name, from, by)))
        .collect();
    let Some((_, from, by)) = closed.iter().max_by_key(|(_, from, _)| *from) else { return };
    let at = |name: &str| Path(["locaties", name, "open"].map(str::to_owned).to_vec());
    let is_shut = |name: &String| closed.iter().any(|(known, ..)| *known == name);
    let without = last.kanalen.iter().filter(|(_, kanaal)| {
        kanaal.soort.heeft_personeel() && !kanaal.locaties.is_empty() && kanaal.locaties.iter().all(is_shut)
    });
    let without: Vec<&str> = without.map(|(name, _)| name.as_str()).collect();
    if !without.is_empty() {
        let message = format!(
            "vanaf {from} is voor {} geen enkele locatie meer open: wie daar moet zijn, wordt niet geholpen",
            parse::listed(&without).replace(" of ", " en ")
        );
        let problem = Problem::new(by.spot, message)
            .hint("laat er een open, of laat de klantreizen langs een ander kanaal gaan");
        findings.warn(sources, at(&by.path.0[1]), problem);
        return;
    }
    for (name, from, by) in &closed {
        let works = |(_, team): &&(String, Team)| {
            team.diensten.iter().any(|(_, it)| it.locatie.as_ref() == Some(name) && it.medewerkers > 0.0)
        };
        let left: Vec<&str> = last.teams.iter().filter(works).map(|(team, _)| team.as_str()).collect();
        if left.is_empty() {
            continue;
        }
        let message = format!(
            "locatie `{name}` gaat op {from} dicht, maar {} blijft er ingeroosterd en helpt er niemand",
            parse::listed(&left).replace(" of ", " en ")
        );
        let problem = Problem::new(by.spot, message).hint(
            "schrijf in een plan voor een fusie `overgang: { locaties: … }` met `personeel-naar`, en anders een maatregel op die \
             diensten",
        );
        findings.warn(sources, at(name), problem);
    }
}
