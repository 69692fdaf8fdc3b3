//! The agenda: who does not come, who is late, what is kept free, and what happens when it is full.

use std::collections::BTreeMap;

use klantreis::model::Model;
use klantreis::sim::record::{Close, Ending, Happening, Visit};
use klantreis::time::{Span, Time};

use crate::played::{Played, model, played, share};

/// One desk of 28 places a day and one of half as many, and more people than fit.
const FULL: &str = "
periode: { van: 2024-01-01, tot: 2024-06-28, aanloop: 0 dagen }
kalender: { feestdagen: geen }
gedrag: { komt-terug: { kans: 0% } }
kernen:
  Dorp: { inwoners: 10000, reistijd: { hal: 5 min, punt: 20 min } }
locaties: { hal: { open: \"ma-vr 09:00-16:00\" }, punt: { open: \"ma-vr 09:00-12:30\" } }
kanalen: { balie: { soort: afspraak, locaties: [hal, punt], afspraak: { vrije-inloop: 0%, AFSPRAAK } } }
teams:
  balie:
    doet: [balie]
    inzetbaarheid: 100%
    diensten:
      hal: { locatie: hal, dagen: ma-vr, van: \"09:00\", tot: \"16:00\", medewerkers: 1 }
      punt: { locatie: punt, dagen: ma-vr, van: \"09:00\", tot: \"12:30\", medewerkers: 1 }
klantreizen:
  paspoort: { vraag: { aantal: 12000 per jaar }, stappen: { aanvragen: { contact: balie, duur: 5 min } } }
";

fn with(agenda: &str) -> (Model, Played) {
    let model = model(&FULL.replace("AFSPRAAK", agenda));
    let log = played(&model);
    (model, log)
}

/// When each customer booked, and for when; the last time he did.
fn booked(log: &Played) -> BTreeMap<u32, (Time, Time)> {
    let slots = log.incidents.iter().filter_map(|it| match it.what {
        Happening::Books { slot, .. } => Some((it.ordinal, (it.at, slot))),
        _ => None,
    });
    slots.collect()
}

#[test]
fn the_further_ahead_the_more_stay_away() {
    let (model, log) = with("niet-verschenen: 4%, extra-per-week: 3%, vooruit: 10 weken, te-laat: 0%");
    let booked = booked(&log);
    let of: Vec<(f64, bool)> = log
        .at(&model, "balie")
        .filter_map(|visit| {
            let (at, slot) = *booked.get(&visit.ordinal)?;
            Some(((slot - at).seconds() / (7.0 * 86_400.0), visit.ending == Ending::NoShow))
        })
        .collect();
    // in the same week, about five weeks ahead, and as far as it can be: 4, 19 and 25%
    for (from, to) in [(0.0, 1.0), (4.0, 6.0), (8.0, 10.1)] {
        let some: Vec<_> = of.iter().filter(|(weeks, _)| (from..to).contains(weeks)).collect();
        let n = some.len() as f64;
        let expected = some.iter().map(|(weeks, _)| (0.04 + 0.03 * weeks).min(0.25)).sum::<f64>() / n;
        let found = share(some.iter(), |(_, stays_away)| *stays_away);
        let sd = (expected * (1.0 - expected) / n).sqrt();
        assert!(n > 100.0 && (found - expected).abs() < 3.5 * sd, "{from}: {found}, {expected} of {n}");
    }
}

#[test]
fn some_come_five_to_fifteen_minutes_late_and_all_others_in_time() {
    let (model, log) = with("te-laat: 30%, niet-verschenen: 0%, extra-per-week: 0%");
    let booked = booked(&log);
    let late = |visit: &Visit| visit.queued - booked[&visit.ordinal].1;
    let came: Vec<&Visit> = log.at(&model, "balie").filter(|visit| visit.access_days.is_some()).collect();
    let minutes = |count: i64| Span(count * Span::MINUTE.0);
    let is_late = |visit: &&&Visit| late(visit) > Span::ZERO;
    let n = came.len() as f64;
    let found = share(came.iter(), |visit| late(visit) > Span::ZERO);
    assert!(n > 2_000.0 && (found - 0.3).abs() < 3.5 * (0.21 / n).sqrt(), "{found} of {n}");
    assert!(came.iter().filter(is_late).all(|it| (minutes(5)..=minutes(15)).contains(&late(it))));
}

#[test]
fn places_are_kept_for_the_day_itself_and_for_who_goes_first() {
    let groups = "doelgroepen: { gewoon: { aandeel: 97% }, spoed: { aandeel: 3%, voorrang: hoog } }\n";
    let text = FULL.replace("AFSPRAAK", "spoed: 25%, niet-verschenen: 0%, extra-per-week: 0%") + groups;
    let model = model(&text);
    let log = played(&model);
    // who comes in the counted days, and whether he goes first
    let came: BTreeMap<u32, bool> = log
        .visits
        .iter()
        .map(|visit| (visit.ordinal, model.segments[visit.segment].name == "spoed"))
        .collect();
    let hal = log.visits.iter().map(|visit| visit.desk).min().expect("a desk");
    // bookings of other days, by day: ordinary ones, and those that go first
    let mut ahead: BTreeMap<i64, (usize, usize)> = BTreeMap::new();
    let mut same_day = 0;
    for it in &log.incidents {
        let Happening::Books { desk, slot } = it.what else { continue };
        let Some(is_urgent) = came.get(&it.ordinal).filter(|_| desk == hal) else { continue };
        if it.at.day() == slot.day() {
            same_day += 1;
        } else if *is_urgent {
            ahead.entry(slot.day()).or_default().1 += 1;
        } else {
            ahead.entry(slot.day()).or_default().0 += 1;
        }
    }
    // 28 places, 7 of them kept free
    let most = ahead.values().map(|(ordinary, _)| *ordinary).max();
    assert_eq!(most, Some(21));
    assert!(ahead.values().any(|(ordinary, urgent)| ordinary + urgent > 21), "who goes first may have them");
    assert!(same_day > 200, "{same_day}");
}

#[test]
fn a_full_agenda_sends_elsewhere_or_away() {
    let agenda = |full: &str| {
        format!("vooruit: 1 week, vol: {full}, spoed: 0%, niet-verschenen: 0%, extra-per-week: 0%")
    };
    let (model, log) = with(&agenda("elders"));
    let at = |log: &Played, model: &Model, name: &str| {
        let is_there = |visit: &&Visit| {
            let location = model.desks[visit.desk].location.expect("a location");
            model.locations[location] == name && visit.access_days.is_some()
        };
        log.visits.iter().filter(is_there).count()
    };
    let full = |log: &Played| log.visits.iter().filter(|it| it.ending == Ending::AgendaFull).count();
    // 130 working days of 28 places and of 14
    let (hal, punt) = (at(&log, &model, "hal"), at(&log, &model, "punt"));
    assert!(hal > 3_500 && hal <= 130 * 28 && punt > 1_600 && punt <= 130 * 14, "{hal}, {punt}");
    let (model, log_of_one) = with(&agenda("geeft-op"));
    assert_eq!(at(&log_of_one, &model, "punt"), 0, "the nearest only");
    // whoever finds no place anywhere is not helped, and every customer is one or the other
    assert!(full(&log_of_one) > full(&log) + 1_500 && full(&log) > 100, "{}", full(&log));
    let booked = booked(&log);
    let found_none =
        |ordinal: u32| log.visits.iter().any(|it| it.ordinal == ordinal && it.ending == Ending::AgendaFull);
    let is_one = |ordinal: u32| booked.contains_key(&ordinal) != found_none(ordinal);
    assert!(log.trips.iter().take(2_000).all(|trip| is_one(trip.ordinal)));
}

#[test]
fn who_stays_away_books_again_only_where_it_is_written() {
    let agenda = "niet-verschenen: 20%, extra-per-week: 0%, te-laat: 0%, vooruit: 10 weken";
    let few = FULL.replace("12000 per jaar", "3000 per jaar").replace("AFSPRAAK", agenda);
    let again = few.replace("afspraak: {", "probeert-opnieuw: { kans: 100%, na: 1 dag }, afspraak: {");
    let outcomes = |text: &str| {
        let log = played(&model(text));
        let done = share(log.trips.iter(), |trip| trip.close == Close::Completed);
        let away = |it: &&Visit| it.ending == Ending::NoShow;
        let ended = log.visits.iter().filter(|it| it.ending != Ending::StillOpen).count() as f64;
        let missed = log.visits.iter().filter(away).count() as f64 / ended;
        let returned = log.visits.iter().filter(|it| it.attempt > 0).count();
        (done, missed, returned, ended / log.trips.len() as f64)
    };
    let (done, missed, returned, per_trip) = outcomes(&few);
    assert!((done - 0.8).abs() < 0.04 && (missed - 0.2).abs() < 0.04, "{done}, {missed}");
    assert!(returned == 0 && per_trip < 1.05, "{returned}, {per_trip}");
    // each booking is missed by a fifth, so 1 / (1 - 0.2) bookings each
    let (done, missed, returned, per_trip) = outcomes(&again);
    assert!(done > 0.97 && (missed - 0.2).abs() < 0.04, "{done}, {missed}");
    assert!(returned > 200 && (per_trip - 1.25).abs() < 0.05, "{returned}, {per_trip}");
}
