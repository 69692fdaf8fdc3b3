//! `springt-bij`: people who come when somebody waits too long.

use klantreis::sim::record::{Ending, Visit};
use klantreis::time::Span;

use crate::played::{Played, findings, model, played, team};

const FLEX: &str = "
periode: { van: 2024-01-01, tot: 2024-01-26 }
kalender: { feestdagen: geen }
tevredenheid: nee
gedrag: { haakt-direct-af: 0%, geduld: GEDULD, probeert-opnieuw: nee, komt-terug: { kans: 0% } }
kanalen: { telefoon: { soort: gesprek, open: \"ma-vr 09:00-16:00\" } }
teams:
  vast: { doet: [telefoon], inzetbaarheid: 100%, diensten: { dag: { medewerkers: 2 } } }
  flex: { doet: [telefoon], inzetbaarheid: 100%, SPRINGT, diensten: { dag: { medewerkers: 60 } } }
klantreizen:
  vraag: { vraag: { aantal: 14 per uur }, stappen: { bellen: { contact: telefoon, duur: 8 min } } }
";

fn with(flex: &str, patience: &str) -> (klantreis::model::Model, Played) {
    let model = model(&FLEX.replace("SPRINGT", flex).replace("GEDULD", patience));
    let log = played(&model);
    (model, log)
}

fn longest(log: &Played) -> i64 {
    log.visits.iter().map(|visit| visit.wait.0 / Span::SECOND.0).max().expect("somebody came")
}

fn helped_by<'p>(model: &klantreis::model::Model, log: &'p Played, name: &str) -> Vec<&'p Visit> {
    log.visits.iter().filter(|visit| team(model, visit) == Some(name)).collect()
}

#[test]
fn whoever_is_on_call_comes_when_somebody_has_waited_so_long() {
    // enough people come that nobody waits longer than the limit and the notice
    for (flex, seconds) in [
        ("springt-bij: { vanaf-wachttijd: 3 min }", 180),
        ("springt-bij: { vanaf-wachttijd: 3 min, oproeptijd: 90 s }", 270),
        ("springt-bij: { vanaf-wachttijd: 10 min }", 600),
    ] {
        let (model, log) = with(flex, "onbeperkt");
        assert_eq!(longest(&log), seconds, "{flex}");
        assert!(helped_by(&model, &log, "flex").len() > 30 && helped_by(&model, &log, "vast").len() > 500);
        // they are there for as long as they have somebody to help, and no longer
        let of = |pool: u32, busy: bool| -> i64 {
            let own = log.hours.iter().filter(|hour| hour.pool.0 == pool);
            own.map(|hour| if busy { hour.busy } else { hour.present }).sum()
        };
        assert_eq!(of(1, true), of(1, false), "{flex}");
        assert!(of(0, true) < of(0, false));
    }
    let (_, log) = with("kent: [vraag]", "onbeperkt");
    assert_eq!(longest(&log), 0, "by the roster all are there");
    let (model, log) = with("springt-bij: { vanaf-wachttijd: 20 uur }", "onbeperkt");
    assert!(helped_by(&model, &log, "flex").is_empty() && longest(&log) > 1_800);
}

#[test]
fn who_has_given_up_calls_nobody() {
    let (model, log) = with("springt-bij: { vanaf-wachttijd: 3 min }", "{ vorm: vast, gemiddeld: 2 min }");
    assert!(helped_by(&model, &log, "flex").is_empty());
    assert!(log.visits.iter().filter(|visit| visit.ending == Ending::Abandoned).count() > 100);
}

#[test]
fn the_block_holds_lengths_of_time() {
    let found =
        findings(&FLEX.replace("SPRINGT", "springt-bij: { vanaf-wachttijd: 3 }").replace("GEDULD", "7 min"));
    assert!(found.contains("vanaf-wachttijd"), "{found}");
}
