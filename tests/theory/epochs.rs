//! Numbers that change during a run, against what is known of queues on their way.

use klantreis::model::Model;
use klantreis::sim::record::{Observer, StaffHour, Trip, Visit};
use klantreis::stats::interval::mean;
use klantreis::stats::theory::{Stretch, mmc_waits};
use klantreis::time::{Span, Time};

use crate::yardstick::{CONFIDENCE, Case, Check, observed};

const HOURS: usize = 48;

/// Waits of those who came in each hour of two days.
struct ByHour([f64; HOURS]);

impl Observer for ByHour {
    fn visit(&mut self, visit: &Visit) {
        if let Some(sum) = self.0.get_mut((visit.queued.0 / Span::HOUR.0) as usize) {
            *sum += visit.wait.seconds() / 3600.0;
        }
    }

    fn trip(&mut self, _: &Trip) {}

    fn staff_hour(&mut self, _: &StaffHour) {}
}

#[test]
fn a_step_in_staffing_is_followed_hour_by_hour() {
    let stretch = |servers| Stretch { length: 24, arrivals: 14.0, servers };
    let waits = mmc_waits(&[stretch(4), stretch(6)], 3.0);
    // who comes late on the first day still waits on the second
    let hours = [2, 8, 14, 24, 28, 32, 40];
    let name = |hour: usize| format!("wachttijd van wie in uur {hour} kwam");
    let checks = hours.map(|hour| {
        let check = Check::own(name(hour), waits[hour]).within(0.16);
        if hour == 14 { check.reacts() } else { check }
    });
    let own = |model: &Model| {
        let runs = observed(model, || ByHour([0.0; HOURS]));
        let of = |hour: usize| {
            let sums: Vec<f64> = runs.iter().map(|run| run.0[hour] / 14.0).collect();
            (name(hour), mean(&sums, CONFIDENCE))
        };
        hours.map(of).to_vec()
    };
    Case::of("scenarios/naslag/stap-in-bezetting.yaml")
        .slower_by(("teams.*.tijdfactor", "1.03"))
        .observing(&own)
        .proves(&checks);
}

const WEEKS: usize = 26;

/// How many are there at the end of each week of the counted days.
struct Present {
    from: Time,
    at: [f64; WEEKS],
}

impl Observer for Present {
    fn visit(&mut self, visit: &Visit) {
        for (week, present) in self.at.iter_mut().enumerate() {
            let moment = self.from + Span(7 * (week as i64 + 1) * Span::DAY.0);
            if visit.queued <= moment && moment < visit.queued + visit.handling {
                *present += 1.0;
            }
        }
    }

    fn trip(&mut self, _: &Trip) {}

    fn staff_hour(&mut self, _: &StaffHour) {}
}

#[test]
fn the_number_under_way_lags_behind_growing_demand() {
    // m' = λ − m/S, with λ in steps of a week at half-way the week
    let service = 5.0;
    let daily = |week: usize| 480.0 * (1.0 + ((week as f64 + 0.5) / 20.0).min(1.0));
    let mut present = Vec::new();
    let mut now = 480.0 * service;
    for week in 0..WEEKS {
        let to = daily(week) * service;
        now = to + (now - to) * (-7.0_f64 / service).exp();
        present.push(now);
    }
    let along: f64 = present[3..20].iter().sum::<f64>() / 17.0;
    let without_lag: f64 =
        (3..20).map(|week| 480.0 * service * (1.0 + (week + 1) as f64 / 20.0)).sum::<f64>() / 17.0;
    assert!(along / without_lag < 0.99, "the lag is what is tested: {along} against {without_lag}");
    let checks = [
        Check::own("onderweg", along).within(0.006).reacts(),
        Check::own("na vier weken", present[3]).within(0.02),
        Check::own("aan het eind", present[25]).published(4800.0, 10.0).within(0.02),
    ];
    let own = |model: &Model| {
        let runs = observed(model, || Present { from: model.horizon.count_from(), at: [0.0; WEEKS] });
        let of = |name: &str, of: fn(&Present) -> f64| {
            let values: Vec<f64> = runs.iter().map(of).collect();
            (name.to_owned(), mean(&values, CONFIDENCE))
        };
        vec![
            of("onderweg", |run| run.at[3..20].iter().sum::<f64>() / 17.0),
            of("na vier weken", |run| run.at[3]),
            of("aan het eind", |run| run.at[25]),
        ]
    };
    Case::of("scenarios/naslag/groei-met-vertraging.yaml")
        .slower_by(("klantreizen.*.stappen.*.tijdfactor", "1.01"))
        .observing(&own)
        .proves(&checks);
}
