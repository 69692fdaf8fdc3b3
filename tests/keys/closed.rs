//! `ook-als-dicht`, `locatie-dicht` and channels that never close: what goes on behind a closed door.

use klantreis::id::StepId;
use klantreis::model::Model;
use klantreis::model::journey::StepKind;
use klantreis::sim::record::{Ending, Visit};
use klantreis::time::Span;

use crate::played::{Played, findings, model, played, share};

/// Monday 1 January is a feast day; Tuesday to Thursday are closed by choice.
const CLOSED: &str = "
periode: { van: 2024-01-01, tot: 2024-01-14, aanloop: 0 dagen }
kalender: { dicht: [2024-01-02 t/m 2024-01-04] }
kanalen:
  telefoon: { soort: gesprek }
  balie: { soort: afspraak }
  post: { soort: bericht, blijft-liggen: 0% }
  website: { soort: zelf }
teams:
  kcc: { doet: [telefoon, balie, post], inzetbaarheid: 100%, diensten: { dag: { medewerkers: 8 } } }
  vak: { diensten: { dag: { medewerkers: 8 } } }
klantreizen:
  vraag: { vraag: { aantal: 40000 per jaar }, stappen: { bellen: { contact: telefoon } } }
  mail: { vraag: { aantal: 8000 per jaar }, stappen: { mailen: { contact: post } } }
  digitaal: { vraag: { aantal: 20000 per jaar }, stappen: { doen: { contact: website } } }
  overlijden:
    ook-als-dicht: ja
    vraag: { aantal: 8000 per jaar }
    stappen: { melden: { contact: telefoon }, inschrijven: { werk: vak, duur: 10 min } }
  geboorte: { ook-als-dicht: ja, vraag: { aantal: 8000 per jaar }, stappen: { aangeven: { contact: balie } } }
";

/// Contacts of a journey that began to be helped on these days.
fn helped<'p>(
    model: &'p Model,
    log: &'p Played,
    journey: &'p str,
    days: std::ops::Range<i64>,
) -> impl Iterator<Item = &'p Visit> {
    let own = log.visits.iter().filter(move |visit| model.journeys[visit.journey].name == journey);
    own.filter(move |visit| visit.helped().is_some_and(|helped| days.contains(&helped.day())))
}

#[test]
fn only_what_cannot_wait_goes_on_on_days_closed_by_choice() {
    let model = model(CLOSED);
    let log = played(&model);
    let number = |journey: &str, days| helped(&model, &log, journey, days).count();
    for journey in ["overlijden", "geboorte"] {
        assert!(number(journey, 1..4) > 50, "{journey} goes on");
        assert_eq!(number(journey, 0..1), 0, "{journey} on a feast day");
    }
    for journey in ["vraag", "mail"] {
        assert_eq!(number(journey, 0..4), 0, "{journey} waits");
        assert!(number(journey, 4..5) > 20, "{journey} on Friday");
    }
    // both steps, on the day itself
    let own = |visit: &&Visit| model.channels[visit.channel].kind.is_internal();
    assert!(helped(&model, &log, "overlijden", 1..4).filter(own).count() > 25, "the work is done too");
    let in_hours = |visit: &Visit| (8.5..17.0).contains(&(visit.queued.clock().seconds() / 3_600.0));
    assert!(helped(&model, &log, "geboorte", 1..4).all(in_hours));
    // a closed day makes no difference afterwards
    let later = helped(&model, &log, "mail", 4..14);
    assert!(share(later, |visit| visit.ending == Ending::Served) == 1.0);
}

#[test]
fn without_the_key_everything_stops() {
    let model = model(&CLOSED.replace("ook-als-dicht: ja", "ook-als-dicht: nee"));
    let log = played(&model);
    for journey in ["overlijden", "geboorte", "vraag", "mail"] {
        assert_eq!(helped(&model, &log, journey, 0..4).count(), 0, "{journey}");
    }
}

#[test]
fn a_website_is_open_on_feast_days() {
    let model = model(CLOSED);
    let log = played(&model);
    let each = (0..5).map(|day| helped(&model, &log, "digitaal", day..day + 1).count());
    assert!(each.clone().all(|number| number > 10), "{:?}", each.collect::<Vec<_>>());
}

const TOWN: &str = "
periode: { van: 2024-01-01, tot: 2024-12-31 }
kalender: { feestdagen: geen }
kernen:
  Rand: { inwoners: 9000, reistijd: { hal: 5 min, stad: 15 min } }
  Stad: { inwoners: 11000, reistijd: { hal: 15 min, stad: 5 min } }
locaties: { hal: { open: dicht }, stad: { open: ma-vr 09:00-17:00 } }
gedrag: { komt-terug: { kans: 0% }, DICHT }
kanalen:
  balie: { soort: inloop, locaties: [hal, stad] }
  website: { soort: zelf }
teams:
  stad: { doet: [balie], onvolledig: 0%, diensten: { dag: { medewerkers: 9, locatie: stad } } }
klantreizen:
  pas: { digitaal: { slaagt: 100% }, vraag: { aantal: 60000 per jaar }, stappen: { vragen: { contact: passend } } }
";

fn channel(model: &Model, step: StepId) -> Option<&str> {
    match &model.steps[step].kind {
        StepKind::Contact(contact) => Some(model.channels[contact.channel].name.as_str()),
        _ => None,
    }
}

/// Of those who went to the counter: shares, by village, who then went to the website or came four weeks later.
fn shares(closed: &str) -> [[f64; 2]; 2] {
    let model = model(&TOWN.replace("DICHT", closed));
    let log = played(&model);
    let village = |ordinal: u32| {
        let of = |trip: &&klantreis::sim::record::Trip| trip.ordinal == ordinal;
        log.trips.iter().find(of).map(|trip| (trip.village.0, trip.started))
    };
    let mut counts = [[0.0; 3]; 2];
    for passage in &log.passages {
        let Some((village, _)) = village(passage.ordinal) else { continue };
        let (from, to) = (channel(&model, passage.from), channel(&model, passage.to));
        let counts = &mut counts[village as usize];
        counts[0] += f64::from(u8::from(from.is_none() && to == Some("balie")));
        counts[1] += f64::from(u8::from(from == Some("balie") && to == Some("website")));
    }
    for visit in log.at(&model, "balie") {
        let Some((village, started)) = village(visit.ordinal) else { continue };
        let weeks = (visit.queued - started).0 / (7 * Span::DAY.0);
        counts[village as usize][2] += f64::from(u8::from(weeks >= 4));
    }
    eprintln!("DEBUG {counts:?} {} {}", log.trips.len(), log.passages.len());
    counts.map(|[all, digital, later]| [digital / all, later / all])
}

#[test]
fn who_loses_his_location_goes_elsewhere_or_online_or_later() {
    let [[digital, later], own] = shares("locatie-dicht: ja");
    // 13,000 customers: three standard errors are 0.008 and 0.006; who puts it off in December comes in the cool-down
    assert!((digital - 0.10).abs() < 0.008 && (later - 0.05).abs() < 0.011, "{digital} {later}");
    assert_eq!(own, [0.0, 0.0], "those whose own location is open");
    let [[digital, later], _] = shares("locatie-dicht: { andere-locatie: 70%, digitaal: 0%, uitstel: 30% }");
    assert!(digital == 0.0 && (later - 0.30).abs() < 0.04, "{digital} {later}");
    assert_eq!(shares("locatie-dicht: nee"), [[0.0; 2]; 2]);
    let found = findings(&TOWN.replace("DICHT", "locatie-dicht: { digitaal: 30% }"));
    assert!(found.contains("de delen van `locatie-dicht` zijn samen 120%"), "{found}");
}

const AGENDA: &str = "
periode: { van: 2024-01-01, tot: 2024-03-31 }
gedrag: { komt-terug: { kans: 0% } }
kanalen: { balie: { soort: afspraak, afspraak: { niet-verschenen: 30%, vrije-inloop: 0% } } }
teams: { balie: { doet: [balie], diensten: { dag: { medewerkers: 3 } } } }
klantreizen: { pas: { vraag: { aantal: 8000 per jaar }, stappen: { halen: { contact: balie } } } }
";

#[test]
fn who_does_not_show_up_gives_no_mark() {
    let model = model(AGENDA);
    let log = played(&model);
    let stayed = |ordinal: u32| {
        log.visits.iter().any(|visit| visit.ordinal == ordinal && visit.ending == Ending::NoShow)
    };
    let away = log.trips.iter().filter(|trip| stayed(trip.ordinal)).count();
    assert!(away > 300, "too weak: {away}");
    assert!(log.contact_marks.len() > 600 && log.trip_marks.len() > 600, "the others do");
    assert!(log.contact_marks.iter().all(|(visit, _)| visit.ending != Ending::NoShow));
    assert!(log.trip_marks.iter().all(|(trip, _)| !stayed(trip.ordinal)), "nor a journey");
}
