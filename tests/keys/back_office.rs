//! Work behind the counter: what goes first, what colleagues' questions cost, and whose time it is.

use std::collections::BTreeMap;

use klantreis::id::JourneyId;
use klantreis::model::Model;
use klantreis::sim::record::{Happening, Visit};
use klantreis::time::{Span, Time};

use crate::played::{Played, model, played};

const CASES: &str = "
periode: { van: 2024-01-01, tot: 2024-03-29, aanloop: 0 dagen }
kalender: { feestdagen: geen }
kanalen: { website: { soort: zelf }, telefoon: { soort: gesprek } }
teams:
  kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 2 } } }
  vak: { inzetbaarheid: 100%, VAK, diensten: { dag: { van: \"09:00\", tot: \"17:00\", medewerkers: 1 } } }
klantreizen:
  snel:
    belofte: 2 dagen
    noemt-termijn: 100%
    vraag: { aantal: 1000 per jaar }
    stappen: { vragen: { contact: website }, werk: { werk: vak, duur: { vorm: vast, gemiddeld: 50 min } } }
  traag:
    belofte: 20 dagen
    noemt-termijn: 100%
    vraag: { aantal: 1200 per jaar }
    stappen: { vragen: { contact: website }, werk: { werk: vak, duur: { vorm: vast, gemiddeld: 50 min } } }
gedrag: { navraag: { na-termijn: 0%, niets-gehoord: 0% } }
";

fn with(team: &str) -> (Model, Played) {
    let model = model(&CASES.replace("VAK", team));
    let log = played(&model);
    (model, log)
}

/// Times at which a piece of work is taken up while a more urgent one has been lying there; and times in all.
fn out_of_turn(model: &Model, log: &Played) -> (usize, usize) {
    let put_aside: Vec<(JourneyId, u32)> = log
        .incidents
        .iter()
        .filter(|it| matches!(it.what, Happening::PutAside { .. }))
        .map(|it| (it.journey, it.ordinal))
        .collect();
    let started: BTreeMap<(JourneyId, u32), Time> =
        log.trips.iter().map(|trip| ((trip.journey, trip.ordinal), trip.started)).collect();
    let work: Vec<(&Visit, Time)> = log
        .at(model, "vak (zaken)")
        .filter(|visit| !put_aside.contains(&(visit.journey, visit.ordinal)))
        .filter_map(|visit| {
            let promised = if model.journeys[visit.journey].name == "snel" { 2 } else { 20 };
            let start = started.get(&(visit.journey, visit.ordinal))?;
            Some((visit, *start + Span(promised * Span::DAY.0)))
        })
        .collect();
    let taken_up = |(visit, _): &(&Visit, Time)| visit.helped();
    let is_overtaken = |(visit, due): &&(&Visit, Time)| {
        let Some(at) = visit.helped() else { return false };
        let lies =
            |other: &(&Visit, Time)| other.0.queued < at && taken_up(other).is_none_or(|then| then > at);
        work.iter().any(|other| lies(other) && other.1 < *due)
    };
    (work.iter().filter(is_overtaken).count(), work.len())
}

#[test]
fn what_was_promised_first_goes_first_where_a_team_says_so() {
    let (model, log) = with("volgorde: dringendste");
    let (wrong, all) = out_of_turn(&model, &log);
    assert!(wrong == 0 && all > 300, "{wrong} of {all}");
    let (model, log) = with("volgorde: oudste");
    let (wrong, all) = out_of_turn(&model, &log);
    assert!(wrong > all / 10, "{wrong} of {all}");
}

#[test]
fn a_question_of_a_colleague_costs_the_time_of_an_interruption() {
    let calls = "  bellen: { achterwacht: vak, vraag: { aantal: 4000 per jaar }, stappen: { bellen: { contact: telefoon } } }\n";
    let busy = |interruption: &str| {
        let team = format!("bereikbaarheid: 100%, onderbreking: {interruption}");
        let text = CASES.replace("VAK", &team).replace("gedrag:", &format!("{calls}gedrag:"));
        let model = model(&text);
        let log = played(&model);
        let vak = model.teams.enumerate().find(|(_, team)| team.name == "vak").expect("a team").0;
        let own = |pool| model.pools[pool].team == vak;
        let busy: i64 = log.hours.iter().filter(|hour| own(hour.pool)).map(|hour| hour.busy).sum();
        let helped: i64 =
            log.visits.iter().filter(|visit| visit.pool.is_some_and(own)).map(|visit| visit.handling.0).sum();
        let passed_on = log.at(&model, "vak (doorverbonden)").filter(|visit| visit.pool.is_some()).count();
        assert!(passed_on > 150, "{passed_on}");
        (Span(busy - helped), passed_on as i64)
    };
    let (spent, _) = busy("0 min");
    assert!(spent.0.abs() < Span::HOUR.0, "what is under way at either end: {spent:?}");
    let (spent, n) = busy("10 min");
    let expected = Span(n * 10 * Span::MINUTE.0);
    assert!((spent - expected).0.abs() < 2 * Span::HOUR.0, "{spent:?}, {expected:?}");
}

#[test]
fn time_in_which_the_customer_is_at_move_does_not_count_for_his_term() {
    let text = "
periode: { van: 2024-01-01, tot: 2024-03-29, aanloop: 0 dagen }
kalender: { feestdagen: geen }
kanalen: { website: { soort: zelf } }
teams: { vak: { inzetbaarheid: 100%, diensten: { dag: { medewerkers: 20 } } } }
gedrag: { navraag: { na-termijn: 0%, niets-gehoord: 0% } }
klantreizen:
  zaak:
    belofte: 5 dagen
    noemt-termijn: 100%
    digitaal: { slaagt: 100% }
    vraag: { aantal: 800 per jaar }
    stappen:
      vragen: { contact: website }
      aanvullen: { WACHT }
      werk: { werk: vak, duur: { vorm: vast, gemiddeld: 10 min } }
";
    let mean = |wait: &str| {
        let text = text.replace("WACHT", wait);
        let model = model(&text);
        let log = played(&model);
        log.trip_marks.iter().map(|(_, mark, _)| mark).sum::<f64>() / log.trip_marks.len() as f64
    };
    let [none, customer, partner] =
        ["wacht: 1 min", "wacht-op-klant: 20 dagen", "wacht-op-partner: 20 dagen"].map(mean);
    assert!((customer - none).abs() < 0.05, "as if it had not been: {customer}, {none}");
    assert!(none - partner > 0.5, "and a partner's time does count: {partner}, {none}");
}
