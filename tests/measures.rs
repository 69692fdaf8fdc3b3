//! Measures in time against hand computation, contact by contact.

#[path = "support/log.rs"]
mod log;

use klantreis::model::Model;
use klantreis::time::{Span, Time};
use log::Log;

/// 1 January 2024 is a Monday. Calls of just 100 s, which nobody waits for.
const BASE: &str = r#"
naam: proef
periode: { van: 2024-01-01, tot: 2024-12-29, aanloop: 0 dagen }
kalender: { feestdagen: geen }
tevredenheid: nee
gedrag: { haakt-direct-af: 0%, geduld: onbeperkt }
kanalen: { telefoon: { soort: gesprek, open: altijd, nawerk: 0 s } }
teams:
  kcc:
    doet: [telefoon]
    inzetbaarheid: 100%
    diensten: { dag: { dagen: ma-zo, van: "00:00", tot: "24:00", medewerkers: 60 } }
klantreizen:
  vraag:
    onbegrepen: 0%
    onvolledig: 0%
    verkeerd-terecht: 0%
    vraag: { aantal: 60 per uur, dagspreiding: 0% }
    stappen: { bellen: { contact: telefoon, duur: { vorm: vast, gemiddeld: 100 s } } }
maatregelen:
"#;

fn model(measures: &str) -> Model {
    log::model(&format!("{BASE}{measures}"))
}

/// Every call by its ordinal.
fn play(measures: &str) -> Log {
    let mut log = log::play(&model(measures), 0);
    log.visits.sort_by_key(|visit| visit.ordinal);
    log
}

/// Day of the run, and length of the help in seconds, of every call.
fn lengths(log: &Log) -> Vec<(i64, f64)> {
    log.visits.iter().map(|visit| (visit.queued.day(), visit.handling.seconds())).collect()
}

fn close(value: f64, expected: f64) -> bool {
    (value - expected).abs() < 1e-5
}

#[test]
fn a_change_that_comes_round_each_month_compounds() {
    let log = play(
        "  regels: { vanaf: 2024-03-01, elke: maand, wijzig: { klantreizen.vraag.stappen.bellen.duur: keer 1.1 } }",
    );
    let month = |day: i64| {
        [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335].iter().filter(|first| **first <= day).count()
            as i32
    };
    for (day, length) in lengths(&log) {
        assert!(close(length, 100.0 * 1.1_f64.powi((month(day) - 2).max(0))), "day {day}: {length}");
    }
}

#[test]
fn an_effect_fades_by_half_in_its_half_time_in_steps_of_a_week() {
    let log = play(
        "  drukte: { vanaf: 2024-04-01, uitdoven: { halfwaarde: 2 weken }, wijzig: { klantreizen.vraag.stappen.bellen.duur: keer 2 } }",
    );
    let first = 91;
    let mut weeks = 0;
    for (day, length) in lengths(&log) {
        let week = (day - first).div_euclid(7);
        let left = if week < 0 { 0.0 } else { 0.5_f64.powf((7.0 * week as f64 + 3.5) / 14.0) };
        // less than one in a hundred is nothing, from within week 13 on
        match week {
            13 => assert!(length < 101.1, "day {day}: {length}"),
            14.. => assert!(close(length, 100.0), "day {day}: {length}"),
            _ => assert!(close(length, 100.0 * (1.0 + left)), "day {day}: {length}"),
        }
        weeks = weeks.max(week);
    }
    assert!(weeks > 30, "the year goes on after it has faded");
}

#[test]
fn demand_along_a_ramp_brings_what_its_weeks_add_up_to() {
    let log = play(
        "  groei: { vanaf: 2024-02-05, ingroei: 10 weken, wijzig: { klantreizen.vraag.vraag.aantal: keer 3 } }",
    );
    let mut found = [0.0; 52];
    for visit in log.visits.iter().filter(|visit| visit.counted) {
        found[(visit.queued.day() / 7) as usize] += 1.0;
    }
    for (week, found) in found.iter().enumerate() {
        let grown = ((week as f64 - 5.0 + 0.5) / 10.0).clamp(0.0, 1.0);
        let grown = if week < 5 { 0.0 } else { grown };
        let expected = 60.0 * 168.0 * (1.0 + 2.0 * grown);
        assert!((found - expected).abs() < 5.0 * f64::sqrt(expected), "week {week}: {found}, not {expected}");
    }
}

#[test]
fn a_share_of_the_journeys_is_reached_and_the_others_are_as_they_were() {
    const TRIAL: &str = "  proef: { vanaf: 2024-04-01, tot: 2024-09-29, deel: 30%, ingroei: 10 weken, wijzig: { klantreizen.vraag.stappen.bellen.duur: keer 2 } }";
    let (without, with) = (play("  niets: { aan: nee }"), play(TRIAL));
    let wider = play(&TRIAL.replace("30%", "60%"));
    assert_eq!(without.visits.len(), with.visits.len());
    let (first, last) = (91, 91 + 26 * 7);
    let mut reached = [(0.0, 0.0); 52];
    for ((before, after), wider) in without.visits.iter().zip(&with.visits).zip(&wider.visits) {
        assert_eq!((before.ordinal, before.queued), (after.ordinal, after.queued));
        let day = after.queued.day();
        let is_reached = after.handling == Span(2 * before.handling.0);
        assert!(is_reached || after.handling == before.handling);
        assert!(!is_reached || wider.handling == after.handling, "who is reached by 30% is reached by 60%");
        assert!(!is_reached || (first..last).contains(&day), "day {day}");
        let week = &mut reached[(day / 7) as usize];
        *week = (week.0 + f64::from(u8::from(is_reached)), week.1 + 1.0);
    }
    for (week, (reached, all)) in reached.into_iter().enumerate().skip(13).take(26) {
        let share = 0.3 * ((week as f64 - 13.0 + 0.5) / 10.0).min(1.0);
        let doubt = 5.0 * f64::sqrt(share * (1.0 - share) * all);
        assert!((reached - share * all).abs() < doubt, "week {week}: {reached} of {all}, not {share}");
    }
}

#[test]
fn hours_that_a_measure_asks_are_not_there_for_customers() {
    // 3.6 of 36 hours a week is a tenth of everybody's presence
    let model = model(
        "  training: { vanaf: 2024-04-01, tot: 2024-04-28, inspanning: { alle: 3.6 uur per week per medewerker } }",
    );
    let availability: Vec<(i64, f64)> = model
        .stretches()
        .map(|(day, world)| (day, world.pools.iter().next().expect("a pool").shifts[0].availability))
        .collect();
    assert_eq!(availability, [(0, 1.0), (91, 0.9), (119, 1.0)]);
}

#[test]
fn numbers_change_at_midnight_and_what_was_drawn_stays_drawn() {
    let log = play(
        "  lang: { vanaf: 2024-02-01, zet: { klantreizen.vraag.stappen.bellen.duur: { vorm: vast, gemiddeld: 200 s } } }",
    );
    let midnight = Time::from_day(31);
    let mut under_way = 0;
    for visit in &log.visits {
        let expected = if visit.queued < midnight { 100.0 } else { 200.0 };
        assert!(close(visit.handling.seconds(), expected), "{:?}", visit.queued);
        under_way += i32::from(visit.queued < midnight && visit.queued + visit.handling > midnight);
    }
    assert!(under_way > 0, "somebody is being helped at midnight");
}

#[test]
fn a_value_that_is_told_goes_back_to_what_it_was_without_the_measure() {
    let measures =
        "  training: { vanaf: 2023-11-01, tot: 2024-03-31, zet: { teams.kcc.inzetbaarheid: 70% } }";
    let loaded = klantreis::scenario::load_text("proef.yaml", &format!("{BASE}{measures}"));
    let told = loaded.show("teams.kcc.inzetbaarheid").expect("a value");
    assert_eq!(told[0].later, "100% vanaf 2024-04-01");
}
