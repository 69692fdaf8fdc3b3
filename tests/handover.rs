//! Work in hand when a shift ends, where a team hands over: nothing is lost and nobody loses his place.

#[path = "support/log.rs"]
mod log;

use klantreis::id::PoolId;
use klantreis::sim::record::{Ending, Visit};
use klantreis::time::{Span, Time};
use log::{model, play};

/// One desk with calls of exactly an hour, a team of two until noon and a colleague from noon on.
fn desk(channel: &str, early: &str, late: &str) -> String {
    format!(
        "naam: proef
periode: {{ van: 2024-01-08, tot: 2024-01-08, uitloop: tot-leeg }}
kalender: {{ feestdagen: geen }}
maatregelen: {{ foutloos: {{ zet: {{ klantreizen.*.onvolledig: 0%, klantreizen.*.onbegrepen: 0%, klantreizen.*.verkeerd-terecht: 0% }} }} }}
tevredenheid: nee
kanalen:
  balie: {{ soort: inloop, {channel} }}
teams:
  ochtend:
    doet: [balie]
    inzetbaarheid: 100%
    bij-einde-dienst: overdragen
    diensten: {{ dienst: {{ dagen: ma-zo, van: \"08:00\", tot: \"12:00\", medewerkers: 2 }} }}
    {early}
{late}
klantreizen:
  vraag:
    vraag: {{ aantal: 3 per uur, dagspreiding: 0% }}
    stappen: {{ helpen: {{ contact: balie, duur: {{ vorm: vast, gemiddeld: 1 uur }} }} }}
"
    )
}

const AFTERNOON: &str = "  middag:
    doet: [balie]
    inzetbaarheid: 100%
    diensten: { dienst: { dagen: ma-zo, van: \"12:00\", tot: \"20:00\", medewerkers: 1 } }";

fn at(hour: i64) -> Time {
    Time(hour * Span::HOUR.0)
}

fn end(visit: &Visit) -> Time {
    visit.queued + visit.wait + visit.handling
}

#[test]
fn a_colleague_does_exactly_what_was_left() {
    let model = model(&desk("open: \"ma-zo 08:00-11:30\"", "", AFTERNOON));
    let mut handed_over = 0;
    for replication in 0..100 {
        let log = play(&model, replication);
        for visit in &log.visits {
            assert_eq!((visit.ending, visit.handling), (Ending::Served, Span::HOUR));
            handed_over += u32::from(visit.pool == Some(PoolId(1)) && visit.queued + visit.wait < at(12));
        }
        let busy: i64 = log.hours.iter().map(|hour| hour.busy).sum();
        if log.visits.iter().all(|visit| end(visit) < at(24)) {
            assert_eq!(busy, log.visits.len() as i64 * Span::HOUR.0, "replication {replication}");
        }
    }
    assert!(handed_over > 10, "too weak: {handed_over} were handed over");
}

#[test]
fn those_handed_over_keep_their_order() {
    let model = model(&desk("open: \"ma-zo 08:00-14:00\"", "", AFTERNOON));
    let mut pairs = 0;
    for replication in 0..40 {
        let log = play(&model, replication);
        let mut visits: Vec<&Visit> = log.visits.iter().filter(|visit| end(visit) > at(12)).collect();
        visits.sort_by_key(|visit| visit.queued);
        // the colleague first took the one who had waited longest at noon, then the two who were handed over
        let [first, second, third, ..] = visits[..] else { continue };
        if third.queued < at(12) {
            pairs += 1;
            assert!(end(first) < end(second), "replication {replication}: {first:?}\n{second:?}");
        }
    }
    assert!(pairs > 10, "too weak: {pairs}");
}

#[test]
fn help_that_is_broken_off_for_good_does_not_count_as_waiting() {
    let channel = "open: \"ma-zo 08:00-12:30\", bij-sluiting: wegsturen";
    // the colleague is there, but takes those who wait before those who are handed over
    let model = model(&desk(channel, "", AFTERNOON));
    let mut sent_away = 0;
    for replication in 0..20 {
        let log = play(&model, replication);
        let busy: i64 = log.hours.iter().map(|hour| hour.busy).sum();
        let closed_out: Vec<&Visit> =
            log.visits.iter().filter(|visit| visit.ending == Ending::ClosedOut).collect();
        assert!(closed_out.iter().all(|visit| end(visit) == at(12) + Span(Span::HOUR.0 / 2)));
        let lost: i64 = closed_out.iter().map(|visit| visit.handling.0).sum();
        let served = log.visits.iter().filter(|visit| visit.ending == Ending::Served).count();
        assert_eq!(busy, served as i64 * Span::HOUR.0 + lost, "replication {replication}");
        sent_away += closed_out.iter().filter(|visit| visit.handling > Span::ZERO).count();
    }
    assert!(sent_away > 10, "too weak: {sent_away} were sent away half helped");
}

#[test]
fn after_call_work_is_finished_by_who_began_it() {
    let model = model(&desk("open: \"ma-zo 08:00-12:00\", nawerk: 20 min", "", ""));
    let mut after_noon = 0;
    for replication in 0..40 {
        let log = play(&model, replication);
        let busy: i64 = log.hours.iter().map(|hour| hour.busy).sum();
        let served = log.visits.iter().filter(|visit| visit.ending == Ending::Served);
        let each = Span::HOUR.0 + 20 * Span::MINUTE.0;
        assert_eq!(busy, served.clone().count() as i64 * each, "replication {replication}");
        after_noon += served
            .filter(|visit| end(visit) < at(12) && end(visit).0 + 20 * Span::MINUTE.0 > at(12).0)
            .count();
    }
    assert!(after_noon > 5, "too weak: {after_noon} were wrapped up over noon");
}

/// Nobody is left waiting before a closed desk because the last one there went home in the middle of his work.
#[test]
fn whoever_wraps_up_at_the_end_of_his_shift_sees_out_a_closed_desk() {
    let model = model(&desk("open: \"ma-zo 08:00-11:30\", nawerk: 40 min", "", ""));
    let mut after_noon = 0;
    for replication in 0..100 {
        let visits = play(&model, replication).visits;
        // two people finish so many the same day
        if visits.len() < 14 {
            after_noon += visits.iter().filter(|visit| visit.queued + visit.wait > at(12)).count();
            assert!(visits.iter().all(|visit| end(visit) < at(22)), "replication {replication}: {visits:?}");
        }
    }
    assert!(after_noon > 50, "too weak: {after_noon} were seen out");
}
