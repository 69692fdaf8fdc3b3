//! Scenarios that ask for without end: they end, and say so.

use std::sync::atomic::AtomicBool;

use klantreis::experiment::measure::{Cut, Measure};
use klantreis::experiment::results::Results;
use klantreis::experiment::{Control, simulate};
use klantreis::model::compile::compile;
use klantreis::scenario::load_text;

fn results(text: &str) -> Results {
    let loaded = load_text("grens.yaml", text);
    let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
    simulate(&compile(scenario), &Control { stop: &AtomicBool::new(false), progress: &|_, _| {} })
}

/// A Tuesday on which everybody who calls hangs up at once, and tries again a second later.
const NEVER_ANSWERED: &str = "
periode: { van: 2025-01-07, tot: 2025-01-07 }
kanalen: { telefoon: { soort: gesprek, open: altijd, haakt-direct-af: 100%, probeert-opnieuw: { kans: 100%, na: 1 s } } }
teams: { kcc: { doet: [telefoon], diensten: { dag: { dagen: wo, van: 08:00, tot: 09:00, medewerkers: 1 } } } }
klantreizen: { vraag: { vraag: { aantal: 2 per uur }, stappen: { bellen: { contact: telefoon } } } }
onderzoek: { herhalingen: 2 }
";

#[test]
fn nobody_tries_for_ever() {
    let found = results(NEVER_ANSWERED);
    let number = |measure| found.get(measure, &Cut::default()).expect("a total").value;
    assert_eq!(found.n_still_open, 0);
    assert!(found.n_customers > 0);
    // who calls late on the day tries on into the next, which does not count
    let tries = number(Measure::Offered) * 2.0 / found.n_customers as f64;
    assert!(3_900.0 < tries && tries <= 4_096.0, "{tries} tries");
}

#[test]
fn people_work_before_1970_too() {
    let found = results(
        "
periode: { van: 1930-01-06, tot: 1930-01-19 }
kanalen: { telefoon: { soort: gesprek, open: ma-zo 08:00-20:00 } }
teams: { kcc: { doet: [telefoon], inzetbaarheid: 100%, diensten: { dag: { dagen: ma-zo, van: 08:00, tot: 20:00, medewerkers: 2.5 } } } }
klantreizen: { vraag: { vraag: { aantal: 1 per uur }, stappen: { bellen: { contact: telefoon } } } }
onderzoek: { herhalingen: 2 }
",
    );
    let kcc = Cut { team: Some("kcc".into()), ..Cut::default() };
    let hours = found.get(Measure::PresentHours, &kcc).expect("the hours of a team").value;
    // two and three by turns, 12 hours on 14 days, and a little after closing time
    assert!((420.0..425.0).contains(&hours), "{hours} hours");
}
