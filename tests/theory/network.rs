//! Customers who go on, come back or overlap: Jackson networks, retrials, demand that swings.

use std::f64::consts::TAU;

use klantreis::experiment::measure::Cut;
use klantreis::experiment::measure::Measure::{BlockedShare, LeadTime, Occupancy, RetryShare, ServedPerCustomer, WaitAll};
use klantreis::model::Model;
use klantreis::sim::record::{Observer, StaffHour, Trip, Visit};
use klantreis::stats::interval::{Estimate, mean};
use klantreis::stats::theory::{infinite_server_lag, jackson, mm1_retrial_orbit};
use klantreis::time::Time;

use crate::yardstick::{CONFIDENCE, Case, Check, Density, channel, observed, team};

const MINUTE: f64 = 60.0;

#[test]
fn three_counters_with_loops_are_a_jackson_network() {
    let third = 1.0 / 3.0;
    let routing = [vec![0.0, third, third], vec![0.0, 0.0, 1.0], vec![0.0, 0.5, 0.0]];
    let mu = [10.0, 50.0, 100.0];
    let network = jackson(&[5.0, 10.0, 15.0], &routing, &mu, &[1, 1, 1]);
    let mut checks = vec![
        Check::of(LeadTime, Cut::default(), network.sojourn * MINUTE)
            .published(41.0 / 195.0 * MINUTE, 1e-9)
            .within(0.02)
            .reacts(),
        Check::own("aanwezig", network.mean_number).published(82.0 / 13.0, 1e-9).within(0.02).reacts(),
    ];
    for (station, published) in [5.0, 40.0, 170.0 / 3.0].into_iter().enumerate() {
        let counter = format!("loket-{}", station + 1);
        let (lambda, mu) = (network.lambdas[station], mu[station]);
        checks.extend([
            Check::own(format!("bezoeken {counter}"), lambda).published(published, 1e-9).within(0.01),
            Check::of(Occupancy, team(&counter), lambda / mu).within(0.01).reacts(),
            Check::of(WaitAll, channel(&counter), MINUTE * lambda / mu / (mu - lambda)).within(0.05),
        ]);
    }
    let own = |model: &Model| {
        let per_second = Density::estimates(model, |_| 1.0).into_iter().enumerate();
        let scaled = |estimate: Estimate| Estimate {
            value: estimate.value * MINUTE,
            low: estimate.low * MINUTE,
            high: estimate.high * MINUTE,
            ..estimate
        };
        let mut own: Vec<(String, Estimate)> =
            per_second.map(|(station, visits)| (format!("bezoeken loket-{}", station + 1), scaled(visits))).collect();
        let present = Density::total(model, |visit| (visit.wait + visit.handling).seconds());
        own.push(("aanwezig".to_owned(), present));
        own
    };
    Case::of("scenarios/naslag/drie-loketten.yaml").observing(&own).proves(&checks);
}

#[test]
fn callers_who_find_the_line_taken_keep_trying_as_in_m_m_1_with_retrials() {
    let (rho, mu, theta) = (0.7, 1.0, 0.5);
    let orbit = mm1_retrial_orbit(rho, mu, theta);
    // Little: time spent trying is orbit/λ, each try after the first takes 1/θ of it
    let tries = 1.0 + orbit * theta / rho;
    let checks = [
        Check::of(LeadTime, Cut::default(), (orbit / rho + 1.0 / mu) * MINUTE)
            .published((4.9 / 0.7 + 1.0) * MINUTE, 1e-9)
            .within(0.03)
            .reacts(),
        Check::of(RetryShare, channel("telefoon"), 1.0 - 1.0 / tries).within(0.01),
        Check::of(BlockedShare, channel("telefoon"), 1.0 - 1.0 / tries).within(0.01),
        Check::of(ServedPerCustomer, channel("telefoon"), 1.0).within(0.001),
        Check::of(Occupancy, team("kcc"), rho).within(0.004).reacts(),
    ];
    Case::of("scenarios/naslag/bellen-tot-het-lukt.yaml").proves(&checks);
}

const DAY: f64 = 86_400.0;
const HOUR: f64 = 3_600.0;

/// The number present at the website as a wave of one day: its integral over counted time, plain and times a
/// sine and a cosine that lag behind the arrivals as theory says.
struct Wave {
    from: Time,
    to: Time,
    lag: f64,
    plain: f64,
    along: f64,
    across: f64,
}

impl Wave {
    fn new(model: &Model, lag: f64) -> Self {
        let horizon = &model.horizon;
        Self { from: horizon.count_from(), to: horizon.count_to(), lag, plain: 0.0, along: 0.0, across: 0.0 }
    }
}

impl Observer for Wave {
    fn visit(&mut self, visit: &Visit) {
        let (start, end) = (visit.queued.max(self.from), (visit.queued + visit.handling).min(self.to));
        if start < end {
            let phase = |time: Time| TAU * ((time - self.from).seconds() - self.lag) / DAY;
            let (start, end) = (phase(start), phase(end));
            self.plain += (end - start) / TAU * DAY;
            self.along += (start.cos() - end.cos()) / TAU * DAY;
            self.across += (end.sin() - start.sin()) / TAU * DAY;
        }
    }

    fn trip(&mut self, _: &Trip) {}

    fn staff_hour(&mut self, _: &StaffHour) {}
}

#[test]
fn the_number_of_visitors_follows_a_wave_of_arrivals_late_and_damped() {
    // 100 an hour with a wave of 60 in steps of an hour, which keep sinc(π/24) of it; visits of 3 hours
    let service = 3.0 * HOUR;
    let (factor, lag) = infinite_server_lag(service, DAY);
    let step = (TAU / 48.0).sin() / (TAU / 48.0);
    let swing = 60.0 * 3.0 * step * factor;
    let checks = [
        Check::own("aanwezig", 300.0).within(0.006).reacts(),
        Check::own("golf", swing).published(180.0 * 0.997_15 / (TAU / 8.0).hypot(1.0), 0.001).within(0.01),
        // a sideways swing would be another lag: 1.4 of 141 is 2 minutes
        Check::own("golf opzij", 0.0).within_absolute(1.4),
    ];
    let own = |model: &Model| {
        let runs = observed(model, || Wave::new(model, lag));
        let seconds = (model.horizon.count_to() - model.horizon.count_from()).seconds();
        let of = |part: fn(&Wave) -> f64, scale: f64| {
            let values: Vec<f64> = runs.iter().map(|run| scale * part(run) / seconds).collect();
            mean(&values, CONFIDENCE)
        };
        vec![
            ("aanwezig".to_owned(), of(|run| run.plain, 1.0)),
            ("golf".to_owned(), of(|run| run.along, 2.0)),
            ("golf opzij".to_owned(), of(|run| run.across, 2.0)),
        ]
    };
    Case::of("scenarios/naslag/golvende-dag.yaml")
        .slower_by(("klantreizen.*.stappen.*.tijdfactor", "1.01"))
        .observing(&own)
        .proves(&checks);
}
