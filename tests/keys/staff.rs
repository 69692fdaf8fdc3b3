//! `achterstand`, `inwerken` and `voorspelfout`: how much there is to do, who can do it, and who is there.

use std::collections::BTreeMap;

use klantreis::sim::record::{Ending, StaffHour};
use klantreis::time::{Span, Time};

use crate::played::{Played, findings, model, played};

const CASES: &str = "
periode: { van: 2024-01-08, tot: 2024-01-28, aanloop: 1 week }
kalender: { feestdagen: geen }
tevredenheid: nee
kanalen: { telefoon: { soort: gesprek } }
gedrag: { navraag: nee }
teams:
  kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 3 } } }
  vak: { inzetbaarheid: 100%, zoektijd: 1 min, achterstand: WEKEN, diensten: { dag: { van: \"09:00\", tot: \"17:00\", medewerkers: 2 } } }
klantreizen:
  kort: { vraag: geen, stappen: { doen: { werk: vak, duur: { vorm: vast, gemiddeld: 30 min } } } }
  lang: { vraag: geen, stappen: { doen: { werk: vak, duur: { vorm: vast, gemiddeld: 60 min } } } }
  vraag: { vraag: { aantal: 30000 per jaar }, stappen: { bellen: { contact: telefoon, achterwacht: vak } } }
";

fn behind(weeks: &str) -> Played {
    played(&model(&CASES.replace("WEKEN", weeks)))
}

/// Work that was done, by length.
fn pieces(log: &Played) -> BTreeMap<i64, usize> {
    let mut done = BTreeMap::new();
    let own = |visit: &&klantreis::sim::record::Visit| visit.journey.0 < 2 && visit.ending == Ending::Served;
    for visit in log.visits.iter().filter(own) {
        *done.entry(visit.handling.0 / Span::MINUTE.0).or_default() += 1;
    }
    done
}

#[test]
fn a_backlog_is_as_many_weeks_of_work_as_it_says() {
    // two people, forty hours each: 80 hours are 53 pieces of either kind, together an hour and a half
    let log = behind("1 week");
    assert_eq!(pieces(&log), BTreeMap::from([(30, 53), (60, 53)]));
    assert_eq!(pieces(&behind("2 weken")), BTreeMap::from([(30, 106), (60, 107)]));
    assert_eq!(pieces(&behind("0 weken")), BTreeMap::new());
    // it lies there at the start of the period, and counts for no journey that starts in it
    let at_start = log.visits.iter().filter(|visit| visit.journey.0 < 2);
    assert!(at_start.clone().all(|visit| visit.queued == Time::from_day(7)));
    assert!(log.trips.iter().all(|trip| trip.journey.0 == 2));
    // nobody else is drawn anew
    let starts =
        |log: &Played| -> Vec<_> { log.trips.iter().map(|trip| (trip.ordinal, trip.started)).collect() };
    let sorted = |mut starts: Vec<(u32, Time)>| {
        starts.sort_unstable();
        starts
    };
    assert_eq!(sorted(starts(&log)), sorted(starts(&behind("0 weken"))));
}

#[test]
fn a_backlog_is_work() {
    let found = findings(&CASES.replace("WEKEN", "1 week").replace("werk: vak", "werk: kcc"));
    assert!(found.contains("team `vak` heeft geen stap met `werk`"), "{found}");
}

const SKILLS: &str = "
periode: { van: 2024-01-01, tot: 2024-02-25 }
kalender: { feestdagen: geen }
tevredenheid: nee
kanalen:
  telefoon: { soort: gesprek }
  vak: { soort: gesprek }
gedrag: { haakt-direct-af: 0%, geduld: onbeperkt, probeert-opnieuw: nee, komt-terug: { kans: 0% } }
teams:
  kcc: { doet: [telefoon, vak], inwerken: { vak: DEEL }, inzetbaarheid: KANS, diensten: { dag: { medewerkers: 5 } } }
klantreizen:
  weinig: { vraag: { aantal: 1 per uur }, stappen: { bellen: { contact: telefoon } } }
  veel: { vraag: { aantal: 100 per uur }, stappen: { bellen: { contact: vak, duur: { vorm: vast, gemiddeld: 10 min } } } }
";

fn trained(share: &str, availability: &str) -> Played {
    played(&model(&SKILLS.replace("DEEL", share).replace("KANS", availability)))
}

fn sum(log: &Played, of: impl Fn(&StaffHour) -> i64) -> f64 {
    log.hours.iter().filter(|hour| (9..16).contains(&hour.hour)).map(|hour| of(hour) as f64).sum()
}

#[test]
fn only_who_is_trained_works_at_it() {
    for (share, expected) in [("40%", 0.4), ("50%", 0.5), ("90%", 0.9), ("100%", 1.0)] {
        let log = trained(share, "100%");
        for pool in 0..2 {
            let of = |f: fn(&StaffHour) -> i64| {
                log.hours
                    .iter()
                    .filter(|h| h.pool.0 == pool && (9..16).contains(&h.hour))
                    .map(|h| f(h) as f64 / 3.6e9)
                    .sum::<f64>()
            };
            eprintln!(
                "DEBUG {share} pool {pool}: busy {} present {} rostered {}",
                of(|h| h.busy),
                of(|h| h.present),
                of(|h| h.rostered)
            );
        }
        // more comes than can be done, and hardly anything else
        let busy = sum(&log, |hour| hour.busy) / sum(&log, |hour| hour.present);
        assert!((busy - expected).abs() < 0.06 * (1.0 - expected) + 0.012, "{share}: {busy}");
    }
}

#[test]
fn training_changes_nobodys_presence() {
    let there = |share: &str| {
        let mut by_hour: BTreeMap<(i64, u8), i64> = BTreeMap::new();
        for hour in trained(share, "76%").hours {
            *by_hour.entry((hour.day, hour.hour)).or_default() += hour.rostered;
        }
        by_hour
    };
    assert_eq!(there("37%"), there("100%"));
}

#[test]
fn training_is_for_what_a_team_does() {
    let wrong = |from: &str, to: &str| findings(&SKILLS.replace("KANS", "76%").replace(from, to));
    let found = wrong("DEEL", "0%");
    assert!(found.contains("niemand van team `kcc` is ingewerkt op `vak`"), "{found}");
    let found = wrong("vak: DEEL", "balie: 50%");
    assert!(found.contains("`balie` bestaat niet"), "{found}");
    let found =
        wrong("doet: [telefoon, vak], inwerken: { vak: DEEL }", "doet: [telefoon], inwerken: { vak: 50% }");
    assert!(found.contains("team `kcc` doet kanaal `vak` niet"), "{found}");
}

const FORECAST: &str = "
periode: { van: 2024-01-01, tot: 2024-12-29 }
kalender: { feestdagen: geen }
tevredenheid: nee
kanalen: { telefoon: { soort: gesprek } }
teams:
  een: { doet: [telefoon], inzetbaarheid: 100%, voorspelfout: FOUT, diensten: { dag: { medewerkers: 40 } } }
  twee: { doet: [telefoon], inzetbaarheid: 80%, diensten: { dag: { medewerkers: 3 } } }
klantreizen:
  vraag: { vraag: { aantal: 10 per uur }, stappen: { bellen: { contact: telefoon } } }
";

/// People at ten o'clock, by day, of each team.
fn present(error: &str) -> [Vec<f64>; 2] {
    let log = played(&model(&FORECAST.replace("FOUT", error)));
    [0, 1].map(|pool| {
        let at_ten =
            log.hours.iter().filter(|hour| hour.pool.0 == pool && hour.hour == 10 && hour.weekday < 5);
        at_ten.map(|hour| hour.rostered as f64 / Span::HOUR.0 as f64).collect()
    })
}

#[test]
fn a_forecast_is_off_by_the_week() {
    let [plain, others] = present("0%");
    assert!(plain.iter().all(|people| *people == 40.0));
    let [off, same] = present("20%");
    assert_eq!(others, same, "another team stays as it is");
    let weeks: Vec<f64> = off.chunks(5).map(|week| week.iter().sum::<f64>() / 5.0).collect();
    assert_eq!(weeks.len(), 52);
    // within a week only a fraction alternates
    assert!(off.chunks(5).all(|week| week.iter().all(|day| (day - week[0]).abs() <= 1.0)));
    let mean = weeks.iter().sum::<f64>() / 52.0;
    let cv = (weeks.iter().map(|week| (week - mean).powi(2)).sum::<f64>() / 51.0).sqrt() / mean;
    // standard errors: 40 × 20% / √52, and 20% / √104
    assert!((mean - 40.0).abs() < 3.0 * 1.1 && (cv - 0.2).abs() < 3.0 * 0.02, "{mean} {cv}");
}
