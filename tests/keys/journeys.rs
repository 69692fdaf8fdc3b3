//! `vindt-fout`, `zoektijd` and `dubbel`: what belongs to a journey.

use std::sync::atomic::AtomicBool;

use klantreis::experiment::measure::{Cut, Measure};
use klantreis::experiment::{Control, simulate};
use klantreis::sim::record::Ending;
use klantreis::time::Span;

use crate::played::{findings, model, played};

const CHECKS: &str = "
periode: { van: 2024-01-01, tot: 2024-12-31, aanloop: 1 week }
tevredenheid: nee
kanalen: { telefoon: { soort: gesprek } }
teams:
  kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 3 } } }
  vak: { diensten: { dag: { medewerkers: 9 } } }
klantreizen:
  vraag: { vraag: { aantal: 1000 per jaar }, stappen: { bellen: { contact: telefoon, achterwacht: vak } } }
  aanvraag:
    vraag: { aantal: 20000 per jaar }
    stappen:
      indienen: { contact: telefoon, eerstelijns: 100% }
      controle: { werk: vak, duur: 10 min, overslaan: 40%, vindt-fout: 10% }
onderzoek: { herhalingen: 4 }
";

#[test]
fn a_check_that_is_skipped_finds_nothing() {
    let stop = AtomicBool::new(false);
    let missed = |text: &str, journey: &str| {
        let results = simulate(&model(text), &Control { stop: &stop, progress: &|_, _| {} });
        let cut = Cut { journey: Some(journey.into()), ..Cut::default() };
        results.get(Measure::Missed, &cut).map(|figure| figure.value)
    };
    // 20,000 × 40% × 10%, in four years: a standard error of 14
    let found = missed(CHECKS, "aanvraag").expect("a figure");
    assert!((found - 800.0).abs() < 45.0, "{found}");
    assert_eq!(missed(&CHECKS.replace("overslaan: 40%", "overslaan: 0%"), "aanvraag"), Some(0.0));
    assert_eq!(missed(CHECKS, "vraag"), None, "a journey without checks");
    let found =
        findings(&CHECKS.replace("controle: { werk: vak, duur: 10 min,", "controle: { wacht: 1 dag,"));
    assert!(found.contains("`vindt-fout` geldt niet voor een stap van soort `wacht`"), "{found}");
}

const SEARCH: &str = "
periode: { van: 2024-01-01, tot: 2024-01-28 }
tevredenheid: nee
kanalen: { telefoon: { soort: gesprek, verkeerd-terecht: 0% }, lijn: { soort: gesprek, verkeerd-terecht: 0% } }
teams:
  gewoon: { doet: [telefoon], diensten: { dag: { medewerkers: 3 } } }
  traag: { doet: [lijn], zoektijd: 2 min, tijdfactor: 2, diensten: { dag: { medewerkers: 3 } } }
klantreizen:
  een: { vraag: { aantal: 5000 per jaar }, stappen: { bellen: { contact: telefoon, duur: { vorm: vast, gemiddeld: 5 min } } } }
  twee: { zoektijd: 3 min, vraag: { aantal: 5000 per jaar }, stappen: { bellen: { contact: telefoon, duur: { vorm: vast, gemiddeld: 5 min } } } }
  drie: { vraag: { aantal: 5000 per jaar }, stappen: { bellen: { contact: lijn, duur: { vorm: vast, gemiddeld: 5 min } } } }
  vier: { zoektijd: 10 s, vraag: { aantal: 5000 per jaar }, stappen: { bellen: { contact: lijn, duur: { vorm: vast, gemiddeld: 30 s } } } }
";

#[test]
fn the_time_to_search_of_a_journey_goes_before_that_of_a_team() {
    let model = model(SEARCH);
    let log = played(&model);
    for (journey, seconds) in [
        ("een", 300),
        ("twee", 300 + 120),
        ("drie", 2 * (300 + 60)),
        // less than nothing cannot be
        ("vier", 0),
    ] {
        let own = log.visits.iter().filter(|visit| model.journeys[visit.journey].name == journey);
        let mut served = own.filter(|visit| visit.ending == Ending::Served).peekable();
        assert!(served.peek().is_some(), "{journey}");
        assert!(served.all(|visit| visit.handling == Span(seconds * Span::SECOND.0)), "{journey}");
    }
}

const DOUBLE: &str = "
periode: { van: 2024-01-01, tot: 2024-06-30 }
tevredenheid: nee
gedrag: { dubbel: 25%, komt-terug: { kans: 0% } }
kanalen: { mail: { soort: bericht }, telefoon: { soort: gesprek } }
teams:
  post: { doet: [mail], diensten: { dag: { medewerkers: 4 } } }
  kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 6 } } }
klantreizen:
  schrijft: { vraag: { aantal: 10000 per jaar }, stappen: { mailen: { contact: mail } } }
  belt: { dubbel: 5%, vraag: { aantal: 10000 per jaar }, stappen: { bellen: { contact: telefoon } } }
  nooit: { dubbel: 0%, vraag: { aantal: 10000 per jaar }, stappen: { bellen: { contact: telefoon } } }
";

#[test]
fn some_ask_the_same_by_a_second_channel() {
    let model = model(DOUBLE);
    let log = played(&model);
    let share = |journey: &str, channel: &str| {
        let own = || log.visits.iter().filter(|visit| model.journeys[visit.journey].name == journey);
        let other = own().filter(|visit| model.channels[visit.channel].name == channel && visit.attempt == 0);
        other.count() as f64 / log.of(&model, journey).count() as f64
    };
    // 5,000 journeys: three standard errors are 0.018 and 0.009
    assert!((share("schrijft", "telefoon") - 0.25).abs() < 0.02, "{}", share("schrijft", "telefoon"));
    assert!((share("belt", "mail") - 0.05).abs() < 0.012, "{}", share("belt", "mail"));
    assert_eq!(share("nooit", "mail"), 0.0);
    // nobody counts as two customers
    let alone = played(&crate::played::model(&DOUBLE.replace("dubbel: 25%", "dubbel: 0%")));
    assert_eq!(log.of(&model, "schrijft").count(), alone.of(&model, "schrijft").count());
}
