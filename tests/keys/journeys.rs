//! `vindt-fout`, `zoektijd`, `dubbel`, `belofte: p90` and `peiling`: what belongs to a journey, and its mark.

use std::sync::atomic::AtomicBool;

use klantreis::experiment::measure::{Cut, Measure};
use klantreis::experiment::pilot::settled;
use klantreis::experiment::{Control, simulate};
use klantreis::id::JourneyId;
use klantreis::sim::record::Ending;
use klantreis::time::Span;

use crate::played::{findings, model, played};

const CHECKS: &str = "
periode: { van: 2024-01-01, tot: 2024-12-31, aanloop: 1 week }
tevredenheid: nee
gedrag: { haakt-direct-af: 0%, geduld: onbeperkt }
kanalen: { telefoon: { soort: gesprek } }
teams:
  kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 9 } } }
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

const PROMISE: &str = "
periode: { van: 2024-01-01, tot: 2024-12-29 }
kalender: { feestdagen: geen }
gedrag: { navraag: nee, komt-terug: { kans: 0% } }
kanalen: { telefoon: { soort: gesprek } }
teams: { kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 5 } } } }
klantreizen:
  wacht:
    belofte: BELOFTE
    noemt-termijn: 100%
    vraag: { aantal: 5000 per jaar }
    stappen: { wachten: { wacht: { vorm: uniform, min: 0 dagen, max: 100 dagen } }, klaar: { bericht: ja } }
";

#[test]
fn a_promise_may_be_what_nine_out_of_ten_take() {
    let promise = |text: &str| {
        let settled = settled(model(&PROMISE.replace("BELOFTE", text)));
        let course = settled.journeys[JourneyId(0)].course.clone().expect("a course");
        course.promise.map(|promise| promise.length.mean() / Span::DAY.seconds())
    };
    // uniform up to a hundred days; 25,000 journeys: a standard error of 0.2
    let found = promise("p90").expect("a promise");
    assert!((found - 90.0).abs() < 0.6, "{found}");
    assert_eq!(promise("p90"), Some(found), "always the same");
    assert_eq!(promise("3 weken"), Some(21.0));
    let found = findings(&PROMISE.replace("BELOFTE", "p95"));
    assert!(found.contains("schrijf een duur of `p90`"), "{found}");
}

const CHAIN: &str = "
kanalen: { telefoon: { soort: gesprek } }
teams: { kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 5 } } } }
gedrag: { maakt-bezwaar: 100% }
klantreizen:
  aanvraag: { vraag: { aantal: 5000 per jaar }, stappen: { besluit: { contact: telefoon, uitkomst: { verleend: 0%, geweigerd: 100% } } } }
  bezwaar: { vraag: geen, stappen: { behandelen: { contact: telefoon, leidt-tot: { aanvraag: DEEL } } } }
";

#[test]
fn objections_belong_to_chains_without_end() {
    let found = findings(&CHAIN.replace("DEEL", "100%"));
    assert!(found.contains("volgen steeds weer nieuwe klantreizen, zonder eind"), "{found}");
    assert!(!findings(&CHAIN.replace("DEEL", "50%")).contains("zonder eind"));
}

const SURVEY: &str = "
periode: { van: 2024-01-01, tot: 2024-02-29 }
kanalen: { telefoon: { soort: gesprek } }
teams: { kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 4 } } } }
klantreizen: { vraag: { vraag: { aantal: 20000 per jaar }, stappen: { bellen: { contact: telefoon } } } }
tevredenheid: { peiling: { vraagt: 40%, respons: 25%, elke: week } }
onderzoek: { herhalingen: 1 }
";

#[test]
fn a_survey_sees_what_its_answers_allow() {
    let stop = AtomicBool::new(false);
    let figure = |text: &str, measure| {
        let results = simulate(&model(text), &Control { stop: &stop, progress: &|_, _| {} });
        results.get(measure, &Cut::default()).map(|figure| figure.value)
    };
    let log = played(&model(SURVEY));
    let marks: Vec<(f64, f64)> = log
        .trip_marks
        .iter()
        .filter(|(trip, ..)| trip.counted)
        .map(|(_, mark, spread)| (*mark, *spread))
        .collect();
    let n = marks.len() as f64;
    assert!(n > 2_000.0, "too weak");
    // a tenth answers, and sixty days are 60/7 weeks
    let responses = n * 0.1 * 7.0 / 60.0;
    let mean = marks.iter().map(|(mark, _)| mark).sum::<f64>() / n;
    let variance = marks.iter().map(|(mark, spread)| (mark - mean).powi(2) + spread.powi(2)).sum::<f64>() / n;
    let near = |found: Option<f64>, expected: f64| (found.expect("a figure") / expected - 1.0).abs() < 1e-3;
    assert!(near(figure(SURVEY, Measure::SurveyResponses), responses));
    assert!(near(figure(SURVEY, Measure::SurveyMargin), 1.96 * (variance / responses).sqrt()));
    let periods = (2.8_f64.powi(2) * variance / 0.04 / responses).ceil();
    assert!(periods > 1.0 && near(figure(SURVEY, Measure::SurveyDelay), periods), "{periods}");
    assert_eq!(figure(&SURVEY.replace("40%", "0%"), Measure::SurveyMargin), None);
}
