//! Where customers go from a step on average: by its route, by what they choose, by what becomes of a contact.

use crate::id::{JourneyId, SegmentId, StepId, TeamId, VillageId};
use crate::model::Model;
use crate::model::channel::ChannelKind;
use crate::model::journey::{Contact, Route, Step, StepKind};

/// Steps with the share of those at this step who go there next. A contact is taken to be answered.
pub fn ways_on(model: &Model, journey: JourneyId, id: StepId) -> Vec<(StepId, f64)> {
    let step = &model.steps[id];
    let mut ways = by_route(&step.route, step.skip);
    let share = 1.0 - step.skip;
    match &step.kind {
        StepKind::Choose(routes) => {
            for (village, segment, part) in customers(model, journey) {
                ways.extend(by_route(routes.of(village, segment), share * part));
            }
        }
        StepKind::Contact(contact) => {
            let after = after_contact(model, journey, step, contact);
            ways.extend(after.into_iter().map(|(to, part)| (to, share * part)));
        }
        _ => ways.extend(by_route(&step.route, share)),
    }
    ways
}

/// Villages and segments with their share of the customers of a journey.
fn customers(model: &Model, journey: JourneyId) -> impl Iterator<Item = (VillageId, SegmentId, f64)> {
    let journey = &model.journeys[journey];
    let segments = |(village, share): (VillageId, f64)| {
        journey.segments.shares().map(move |(segment, part)| (village, segment, share * part))
    };
    journey.villages.shares().flat_map(segments)
}

fn by_route(route: &Route, share: f64) -> Vec<(StepId, f64)> {
    match route {
        Route::End => Vec::new(),
        Route::To(to) => vec![(*to, share)],
        Route::Branch(ways) => {
            let mut below = 0.0;
            let part = |(edge, to): &(f64, StepId)| {
                let part = edge - std::mem::replace(&mut below, *edge);
                (*to, share * part)
            };
            ways.iter().map(part).collect()
        }
    }
}

/// The team that helps in a contact; the first of several.
fn team(model: &Model, contact: &Contact) -> Option<TeamId> {
    let queue = contact.queues.first()?.queues.iter().next()?;
    let pool = model.queues[*queue].pools.first()?;
    Some(model.pools[*pool].team)
}

fn after_contact(model: &Model, journey: JourneyId, step: &Step, contact: &Contact) -> Vec<(StepId, f64)> {
    let Some(fate) = &contact.fate else { return by_route(&step.route, 1.0) };
    let by = team(model, contact);
    let team = by.map(|team| &model.teams[team]);
    let mut ways = Vec::new();
    let mut left = 1.0;
    if let Some(own) = &fate.self_service {
        for (village, segment, part) in customers(model, journey) {
            let fails = part * (1.0 - own.succeeds[segment]);
            left -= fails;
            ways.extend(own.elsewhere.of(village, segment).map(|to| (to, fails * own.moves_on)));
        }
    }
    let is_transfer = model.channels[contact.channel].kind == ChannelKind::Transfer;
    if let Some(second) = &fate.second_line
        && let Some(first_line) = fate.first_line.or(team.map(|team| team.first_line))
        && (is_transfer || by != Some(second.team))
    {
        let to = &model.teams[second.team];
        let deputy = to.deputy.map_or(0.0, |deputy| model.teams[deputy].reachable);
        let reached = 1.0 - (1.0 - to.reachable) * (1.0 - deputy);
        let passed = left * (1.0 - first_line);
        let called = passed * (1.0 - reached);
        ways.push((second.transfer, passed * reached));
        ways.push((second.call_back, called * (1.0 - to.call_back.left_lying)));
        ways.push((step.origin, called * to.call_back.left_lying * fate.comes_back));
        left -= passed;
    }
    let incomplete = fate.incomplete.or(team.map(|team| team.incomplete)).unwrap_or(0.0);
    let bad = 1.0 - (1.0 - incomplete) * (1.0 - fate.unclear);
    let back = left * bad * fate.comes_back;
    ways.push((step.origin, back));
    ways.extend(by_route(&step.route, left - back));
    ways
}

#[cfg(test)]
mod tests {
    use super::super::visits::visits;
    use super::*;
    use crate::model::compile::compile;
    use crate::scenario::load_text;

    const WHOLE: &str = "
kanalen: { telefoon: { soort: gesprek, aanbod: 40% }, website: { soort: zelf } }
teams:
  kcc: { doet: [telefoon], onvolledig: 20%, eerstelijns: 70%, diensten: { dag: { medewerkers: 9 } } }
  vak: { bereikbaarheid: 50%, overdracht: { doorschuiven: 0% }, terugbellen: { blijft-liggen: 20% }, diensten: { dag: { medewerkers: 9 } } }
klantreizen:
  vraag:
    achterwacht: vak
    onbegrepen: 0%
    komt-terug: { kans: 50% }
    digitaal: { slaagt: 60% }
    wisselt-kanaal: 100%
    vraag: { aantal: 10 per uur }
    stappen: { vragen: { contact: STAP } }
doelgroepen: { iedereen: { aandeel: 100%, zelfredzaamheid: 100%, kanaalvoorkeur: { telefoon: 50%, website: 50% } } }
";

    /// Visits to each step by its name.
    fn of(step: &str) -> Vec<(String, f64)> {
        let loaded = load_text("proef.yaml", &WHOLE.replace("STAP", step));
        let model = compile(loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false))));
        let found = visits(&model, JourneyId(0)).unwrap();
        found.into_iter().map(|(id, visits)| (model.steps[id].name.clone(), visits)).collect()
    }

    fn assert_visits(found: &[(String, f64)], expected: &[(&str, f64)]) {
        for ((name, found), (known, expected)) in found.iter().zip(expected) {
            assert!(
                name == known && (found - expected).abs() < 1e-9,
                "{name} {found}, not {known} {expected}"
            );
        }
        assert_eq!(found.len(), expected.len());
    }

    #[test]
    fn customers_are_passed_on_called_back_and_come_again() {
        // of each call 0.15 goes to each of passed on and called back; of those called 0.2 is forgotten and half of these
        // come again, as does a tenth of all that are answered: 0.7 here, and of colleagues what they answer
        let answered = 0.7 * 0.2 * 0.5;
        let again = answered + 0.15 * (1.0 - 0.8) * 0.5 + (0.15 + 0.12) * 0.15 * 0.5;
        let calls = 1.0 / (1.0 - again);
        assert_visits(
            &of("telefoon"),
            &[
                ("vragen", calls),
                ("vragen (doorverbonden)", 0.15 * calls),
                ("vragen (teruggebeld)", 0.12 * calls),
            ],
        );
    }

    #[test]
    fn a_choice_leads_by_what_is_offered_and_failing_leads_on() {
        let found = of("passend");
        let visits = |name: usize| found[name].1;
        // 50 % against 50 % times 40 %; whom the website fails calls
        let (calls, sites) = (visits(1), visits(4));
        assert!((sites - 5.0 / 7.0).abs() < 1e-9, "{found:?}");
        let first_calls = 2.0 / 7.0 + 0.4 * sites;
        assert!(calls > first_calls && calls < 1.3 * first_calls, "{found:?}");
    }
}
