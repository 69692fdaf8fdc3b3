//! The whole service: appointments, messages, chats, work in batches, the second line, what follows from what.

use std::collections::BTreeMap;

use klantreis::experiment::measure::Measure::{
    ContactsPerJourney, LeadTime, Occupancy, TimeGathering, TimeQueued, WaitAll,
};
use klantreis::id::{Id, JourneyId};
use klantreis::model::Model;
use klantreis::sim::record::{After, Ending, Observer, StaffHour, Trip, Visit};
use klantreis::stats::interval::{Estimate, mean};
use klantreis::stats::theory::{cobham, preemptive_resume};
use klantreis::time::{Span, Time};

use crate::yardstick::{CONFIDENCE, Case, Check, channel, journey, model, observed, team};

const MINUTE: f64 = 60.0;

/// How often each thing happened in the counted days of one replication.
#[derive(Default)]
struct Counts {
    name: Option<fn(&Visit) -> Vec<&'static str>>,
    seen: BTreeMap<&'static str, f64>,
    started: BTreeMap<JourneyId, f64>,
}

impl Observer for Counts {
    fn visit(&mut self, visit: &Visit) {
        if visit.counted {
            for name in self.name.map_or(Vec::new(), |name| name(visit)) {
                *self.seen.entry(name).or_default() += 1.0;
            }
        }
    }

    fn trip(&mut self, trip: &Trip) {
        if trip.counted {
            *self.started.entry(trip.journey).or_default() += 1.0;
        }
    }

    fn staff_hour(&mut self, _: &StaffHour) {}
}

fn counts(model: &Model, name: fn(&Visit) -> Vec<&'static str>) -> Vec<Counts> {
    observed(model, || Counts { name: Some(name), ..Counts::default() })
}

/// What happens against how often it might have, per replication.
fn share(runs: &[Counts], what: &'static str, of: &'static str) -> Estimate {
    let shares: Vec<f64> =
        runs.iter().map(|run| run.seen.get(what).copied().unwrap_or(0.0) / run.seen[of]).collect();
    mean(&shares, CONFIDENCE)
}

#[test]
fn a_host_and_a_counter_are_two_lines_in_a_row() {
    let checks = [
        Check::of(Occupancy, team("gastheren"), 0.5).within(0.01).reacts(),
        Check::of(WaitAll, channel("balie"), 3.2 * MINUTE).within(0.06).reacts(),
        Check::of(LeadTime, journey("bezoek"), 5.0 * MINUTE).within(0.04).reacts(),
    ];
    Case::of("scenarios/naslag/gastheer-en-balie.yaml").proves(&checks);
}

const CALLS_AND_MESSAGES: &str = "scenarios/naslag/bellen-en-berichten.yaml";
/// Per minute: arrivals, mean service and second moment of calls and of messages.
const CLASSES: [[f64; 2]; 3] = [[0.2, 0.1], [2.0, 4.0], [8.0, 32.0]];

#[test]
fn messages_are_put_aside_for_calls_as_in_preemptive_resume() {
    let waits = preemptive_resume(&CLASSES[0], &CLASSES[1], &CLASSES[2]);
    let checks = [
        Check::of(WaitAll, channel("telefoon"), waits[0] * MINUTE)
            .published(80.0, 1e-9)
            .within(0.015)
            .reacts(),
        Check::of(WaitAll, channel("mail"), waits[1] * MINUTE).published(1360.0, 1e-9).within(0.04).reacts(),
        Check::of(Occupancy, team("kcc"), 0.8).within(0.005).reacts(),
    ];
    Case::of(CALLS_AND_MESSAGES).proves(&checks);
}

#[test]
fn messages_that_are_finished_first_make_calls_wait_as_cobham_says() {
    let waits = cobham(&CLASSES[0], &CLASSES[1], &CLASSES[2]);
    let checks = [
        Check::of(WaitAll, channel("telefoon"), waits[0] * MINUTE)
            .published(240.0, 1e-9)
            .within(0.02)
            .reacts(),
        Check::of(WaitAll, channel("mail"), waits[1] * MINUTE).published(1200.0, 1e-9).within(0.05).reacts(),
    ];
    Case::of(CALLS_AND_MESSAGES).with(&[("teams.kcc.legt-neer", "nee")]).proves(&checks);
}

#[test]
fn chats_share_attention_whatever_their_spread() {
    // M/G/1 with processor sharing: E[S]/(1 − ρ); three at once and exponential: as many present as in M/M/1
    let (lambda, service) = (0.2, 3.0);
    let rho: f64 = lambda * service;
    let sojourn = service / (1.0 - rho);
    let waiting = rho.powi(4) / (1.0 - rho) / lambda;
    let lasts = |name: &str| Check::of(LeadTime, journey(name), sojourn * MINUTE).published(450.0, 1e-9);
    let checks = [
        lasts("gelijk").within(0.015).reacts(),
        lasts("verschillend").within(0.02).reacts(),
        lasts("drie").within(0.02).reacts(),
        Check::of(WaitAll, channel("drie"), waiting * MINUTE).published(97.2, 1e-9).within(0.05),
        Check::of(Occupancy, team("gelijk"), rho).within(0.004).reacts(),
    ];
    Case::of("scenarios/naslag/chatten.yaml").proves(&checks);
}

#[test]
fn a_batch_fills_in_half_its_length_of_arrivals() {
    let (size, lambda) = (10.0, 0.5);
    let fill = (size - 1.0) / (2.0 * lambda);
    let checks = [
        Check::of(LeadTime, journey("brief"), (fill + 5.0) * MINUTE)
            .published(840.0, 1e-9)
            .within(0.005)
            .reacts(),
        Check::of(TimeGathering, journey("brief"), fill * MINUTE).within(0.01).reacts(),
        Check::of(TimeQueued, journey("brief"), 0.0).within_absolute(0.0),
    ];
    let larger = ("klantreizen.brief.stappen.verwerken.per", "11");
    Case::of("scenarios/naslag/stapels.yaml").slower_by(larger).proves(&checks);
}

#[test]
fn the_second_line_gets_its_share_and_half_answers_come_back() {
    let own = |model: &Model| {
        let named = |visit: &Visit| match (visit.journey.index(), visit.step.index()) {
            // the steps of the first journey: calling, passed on, called back
            (0, 0) => match visit.after {
                After::PassedOn => vec!["gebeld", "doorgezet"],
                After::CallBack => vec!["gebeld", "beloofd"],
                _ => vec!["gebeld"],
            },
            (0, 2) => vec!["teruggebeld"],
            _ => vec![],
        };
        let runs = counts(model, named);
        vec![
            ("doorgezet".to_owned(), share(&runs, "doorgezet", "gebeld")),
            ("beloofd".to_owned(), share(&runs, "beloofd", "gebeld")),
            ("gehouden".to_owned(), share(&runs, "teruggebeld", "beloofd")),
        ]
    };
    let checks = [
        Check::own("doorgezet", 0.4 * 0.7).within(0.015).reacts(),
        Check::own("beloofd", 0.4 * 0.3).within(0.02).reacts(),
        Check::own("gehouden", 0.8).within(0.01),
        Check::of(ContactsPerJourney, journey("half"), 1.0 / 0.7).within(0.004),
    ];
    Case::of("scenarios/naslag/eerste-en-tweede-lijn.yaml")
        .slower_by(("teams.kcc.eerstelijns", "59%"))
        .observing(&own)
        .proves(&checks);
}

#[test]
fn who_is_less_self_reliant_fails_more_often_online() {
    let own = |model: &Model| {
        let named = |visit: &Visit| match (visit.after, visit.segment.index()) {
            (After::Failed, 0) => vec!["weinig", "weinig mislukt", "mislukt"],
            (After::Failed, 1) => vec!["half", "half mislukt", "mislukt"],
            (After::Failed, _) => vec!["goed", "goed mislukt", "mislukt"],
            _ if visit.pool.is_some() => vec!["belt"],
            (_, 0) => vec!["weinig"],
            (_, 1) => vec!["half"],
            _ => vec!["goed"],
        };
        let runs = counts(model, named);
        vec![
            ("weinig".to_owned(), share(&runs, "weinig mislukt", "weinig")),
            ("half".to_owned(), share(&runs, "half mislukt", "half")),
            ("goed".to_owned(), share(&runs, "goed mislukt", "goed")),
            ("belt".to_owned(), share(&runs, "belt", "mislukt")),
        ]
    };
    let fails = |name: &str, z: f64| Check::own(name, 1.0 - 0.8 * (0.25 + 0.85 * z).min(1.0));
    let checks = [
        fails("weinig", 0.3).published(0.596, 1e-9).within(0.008).reacts(),
        fails("half", 0.6).published(0.392, 1e-9).within(0.015).reacts(),
        fails("goed", 0.9).published(0.2, 1e-9).within(0.02).reacts(),
        Check::own("belt", 0.5).within(0.01),
    ];
    Case::of("scenarios/naslag/zelf-doen.yaml")
        .slower_by(("klantreizen.aanvraag.digitaal.slaagt", "78%"))
        .observing(&own)
        .proves(&checks);
}

#[test]
fn letters_and_silence_lead_to_questions_as_often_as_they_say() {
    let own = |model: &Model| {
        let named = |visit: &Visit| match visit.journey.index() {
            2 if visit.pool.is_some() => vec!["navraag of opname"],
            _ => vec![],
        };
        let runs = counts(model, named);
        let per = |many: &dyn Fn(&Counts) -> f64, of: usize| {
            let means: Vec<f64> =
                runs.iter().map(|run| many(run) / run.started[&JourneyId::from_index(of)]).collect();
            mean(&means, CONFIDENCE)
        };
        vec![
            ("vragen per brief".to_owned(), per(&|run| run.started[&JourneyId(1)], 0)),
            // each case has one step of work of its own
            (
                "navragen per zaak".to_owned(),
                per(&|run| run.seen["navraag of opname"] - run.started[&JourneyId(2)], 2),
            ),
        ]
    };
    let checks = [
        Check::own("vragen per brief", 1.4).within(0.005).reacts(),
        Check::own("navragen per zaak", 0.2 + 0.6 + 0.6).within(0.015).reacts(),
    ];
    Case::of("scenarios/naslag/wat-volgt.yaml")
        .slower_by(("klantreizen.zaak.navraag.na-termijn", "42%"))
        .observing(&own)
        .proves(&checks[1..]);
    Case::of("scenarios/naslag/wat-volgt.yaml")
        .slower_by(("klantreizen.brief.stappen.versturen.leidt-tot.vraag-over-brief", "142%"))
        .observing(&own)
        .proves(&checks[..1]);
}

/// Visits of one replication, in the order in which they were reported.
#[derive(Default)]
struct Visits(Vec<Visit>);

impl Observer for Visits {
    fn visit(&mut self, visit: &Visit) {
        self.0.push(*visit);
    }

    fn trip(&mut self, _: &Trip) {}

    fn staff_hour(&mut self, _: &StaffHour) {}
}

/// Whether a law without chance holds in every replication; otherwise what breaks it.
fn holds(
    file: &str,
    sets: &[(&str, &str)],
    law: impl Fn(&[Visit]) -> Result<usize, String>,
) -> Result<usize, String> {
    let runs = observed(&model(file, sets), Visits::default);
    runs.iter().map(|run| law(&run.0)).sum()
}

/// Time of the week from Monday to Friday between nine and five, from the start of the run to `time`.
fn office_time(time: Time) -> Span {
    // day 0 is a Monday
    let (week, weekday) = (time.day() / 7, time.day() % 7);
    let today = (time.clock().0 - 9 * Span::HOUR.0).clamp(0, 8 * Span::HOUR.0);
    let days = week * 5 + weekday.min(5);
    Span(days * 8 * Span::HOUR.0 + if weekday < 5 { today } else { 0 })
}

#[test]
fn a_message_is_answered_in_office_hours_and_goes_on_the_next_day() {
    const FILE: &str = "scenarios/naslag/berichten-over-nacht.yaml";
    let law = |visits: &[Visit]| {
        let answered = visits.iter().filter(|visit| visit.ending == Ending::Served);
        for visit in answered.clone() {
            let end = visit.queued + visit.wait + visit.handling;
            let taken = office_time(end) - office_time(visit.queued);
            if taken != Span(8 * Span::MINUTE.0) || visit.handling != taken {
                return Err(format!("{taken:?} of office time: {visit:?}"));
            }
        }
        Ok(answered.filter(|visit| visit.queued.day() != (visit.queued + visit.wait).day()).count())
    };
    assert!(holds(FILE, &[], law).expect("eight minutes of office time") > 10_000, "too weak");
    holds(FILE, &[("teams.*.tijdfactor", "1.01")], law).expect_err("slower service takes longer");
    let own = |model: &Model| {
        let named = |visit: &Visit| match visit.ending {
            Ending::Unanswered => vec!["bericht", "onbeantwoord"],
            _ => vec!["bericht"],
        };
        vec![("onbeantwoord".to_owned(), share(&counts(model, named), "onbeantwoord", "bericht"))]
    };
    let checks = [Check::own("onbeantwoord", 0.3).within(0.02).reacts()];
    Case::of(FILE).slower_by(("kanalen.mail.blijft-liggen", "32%")).observing(&own).proves(&checks);
}

#[test]
fn a_message_that_nobody_takes_up_is_unanswered_after_its_term() {
    let law = |visits: &[Visit]| {
        // day 0 is a Monday; five working days from one are a week
        let on_working_days = visits.iter().filter(|visit| visit.queued.day() % 7 < 5);
        let left = on_working_days.filter(|visit| visit.ending == Ending::Unanswered);
        if let Some(other) = left.clone().find(|visit| visit.wait != Span(7 * Span::DAY.0)) {
            return Err(format!("{other:?}"));
        }
        Ok(left.count())
    };
    let file = "scenarios/naslag/berichten-over-nacht.yaml";
    assert!(holds(file, &[], law).expect("five working days are a week") > 5_000, "too weak");
    holds(file, &[("kanalen.mail.onbeantwoord-na", "4 werkdagen")], law)
        .expect_err("a shorter term is shorter");
}

const APPOINTMENTS: &str = "scenarios/naslag/op-afspraak.yaml";
const LONG: (&str, &str) = ("klantreizen.paspoort.stappen.aanvragen.duur.gemiddeld", "12 min");

/// Each visitor of a full day waits what all before him took too long.
fn runs_late_by(late: Span) -> impl Fn(&[Visit]) -> Result<usize, String> {
    move |visits| {
        let mut days: BTreeMap<i64, Vec<&Visit>> = BTreeMap::new();
        for visit in visits {
            days.entry(visit.queued.day()).or_default().push(visit);
        }
        let mut n_full = 0;
        for visits in days.values_mut().filter(|visits| visits.len() == 48) {
            n_full += 1;
            visits.sort_by_key(|visit| visit.queued);
            for (visit, before) in visits.iter().zip(0..) {
                let slot = Span(9 * Span::HOUR.0 + before * 10 * Span::MINUTE.0);
                if visit.queued.clock() != slot || visit.wait != Span(before * late.0) {
                    return Err(format!("number {before} of the day: {visit:?}"));
                }
            }
        }
        Ok(n_full)
    }
}

#[test]
fn appointments_as_long_as_their_slot_make_nobody_wait() {
    assert!(holds(APPOINTMENTS, &[], runs_late_by(Span::ZERO)).expect("nobody waits") > 30, "too weak");
    holds(APPOINTMENTS, &[("teams.*.tijdfactor", "1.01")], runs_late_by(Span::ZERO))
        .expect_err("slower service runs late");
}

#[test]
fn appointments_longer_than_their_slot_add_up_over_the_day() {
    let late = || runs_late_by(Span(2 * Span::MINUTE.0));
    assert!(holds(APPOINTMENTS, &[LONG], late()).expect("two minutes more each") > 30, "too weak");
    holds(APPOINTMENTS, &[LONG, ("teams.*.tijdfactor", "1.01")], late())
        .expect_err("slower service runs later");
}

#[test]
fn the_agenda_fills_day_by_day() {
    const ONE_A_DAY: [(&str, &str); 3] = [
        ("kanalen.balie.afspraak.duur", "1 uur"),
        ("teams.balie.diensten.dag.van", "16:00"),
        ("klantreizen.paspoort.vraag.aantal", "20 eenmalig"),
    ];
    let law = |visits: &[Visit]| {
        let mut visits: Vec<&Visit> = visits.iter().collect();
        visits.sort_by_key(|visit| visit.queued);
        for (visit, before) in visits.iter().zip(0..) {
            if visit.access_days != Some(before) || visit.queued.clock() != Span(16 * Span::HOUR.0) {
                return Err(format!("number {before} in line: {visit:?}"));
            }
        }
        Ok(visits.len())
    };
    assert!(holds(APPOINTMENTS, &ONE_A_DAY, law).expect("one a day") > 150, "too weak");
    let two = [ONE_A_DAY[0], ONE_A_DAY[1], ONE_A_DAY[2], ("kanalen.balie.afspraak.overboeken", "100%")];
    holds(APPOINTMENTS, &two, law).expect_err("two a day come sooner");
}
