//! The pooling table of three municipalities, from scenarios that were composed and change on the day of their merger.

use klantreis::stats::theory::{ErlangA, erlang_a};

use crate::yardstick::{Case, Check};

/// Calls an hour.
const CALLS: [f64; 3] = [12.9119, 29.8657, 11.1289];

fn queue(calls: f64, longer: f64, agents: u32) -> ErlangA {
    erlang_a(calls / 3_600.0, 1.0 / (330.0 * longer), 1.0 / 420.0, agents)
}

/// Share within 30 s of all calls, when each answers its own with 3, 5 and 3 agents.
fn apart() -> f64 {
    let level = |(calls, agents): (f64, u32)| calls * queue(calls, 1.0, agents).served_within(30.0);
    CALLS.into_iter().zip([3, 5, 3]).map(level).sum::<f64>() / CALLS.iter().sum::<f64>()
}

fn pooled(file: &str, (more, longer): (f64, f64), agents: u32, published: (f64, Option<f64>)) {
    let queue = queue(CALLS.iter().sum::<f64>() * more, longer, agents);
    let lost = Check::norm("afgehaakt", queue.p_abandon);
    let lost = match published.1 {
        Some(share) => lost.published(share, 0.005),
        None => lost,
    };
    let checks = [
        Check::norm("apart", apart()).published(0.90, 0.005).within(0.005),
        Check::norm("samen", queue.served_within(30.0)).published(published.0, 0.005).within(0.02),
        lost.within(0.15),
    ];
    // who waits less than half a minute hardly notices one in a hundred: three
    Case::of(file)
        .slower_by(("klantreizen.*.stappen.*.tijdfactor", "1.04"))
        .proves(&checks.map(Check::reacts));
}

#[test]
fn seven_pooled_do_what_eleven_apart_do_until_it_gets_harder() {
    pooled("scenarios/naslag/apart-en-samen.yaml", (1.0, 1.0), 7, (0.82, None));
}

#[test]
fn seven_pooled_fall_short_in_a_transition_that_disappoints() {
    pooled("scenarios/naslag/apart-en-samen-tegenvaller.yaml", (1.1, 1.15), 7, (0.63, Some(0.10)));
}

#[test]
fn eleven_pooled_carry_a_transition_that_disappoints() {
    pooled("scenarios/naslag/apart-en-samen-elf.yaml", (1.1, 1.15), 11, (0.965, None));
}
