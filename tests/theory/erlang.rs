//! One queue before interchangeable people: Erlang B, C and A.

use klantreis::experiment::measure::Measure::{
    AbandonedLateShare, AbandonedShare, BalkedShare, BlockedShare, Occupancy, PatienceEstimate, WaitAll,
    WaitAllP90, WaitExcess, WaitServed, WithinAnswered, WithinOffered, WithinOrQuick, WithinPatient,
};
use klantreis::stats::theory::{ErlangC, erlang_a, erlang_a_balking, erlang_b};

use crate::yardstick::{Case, Check, channel, team};

/// Offered load, agents, blocked by Erlang B, waiting by Erlang C: docs/theorie.md, exact.
const LOADS: [(f64, u32, f64, f64); 4] = [
    (2.0, 3, 0.210_526_32, 0.444_444_44),
    (5.0, 6, 0.191_847_26, 0.587_516_45),
    (10.0, 12, 0.119_739_19, 0.449_388_22),
    (20.0, 22, 0.106_733_95, 0.567_915_16),
];

#[test]
fn patient_customers_wait_as_in_erlang_c() {
    let mut checks = Vec::new();
    for (load, agents, _, p_wait) in LOADS {
        // one customer a minute, service `load` minutes
        let queue = ErlangC::new(1.0 / 60.0, 1.0 / (60.0 * load), agents);
        let balie = format!("balie-{agents}");
        let long = queue.served_within(60.0 * load);
        // P(W > t) = C·exp(−t·C/W_q)
        let ninety = queue.mean_wait / queue.p_wait * (queue.p_wait / 0.1).ln();
        checks.extend([
            Check::norm(format!("direct-{agents}"), 1.0 - queue.p_wait)
                .published(1.0 - p_wait, 0.5e-8)
                .within(0.03),
            Check::norm(format!("lang-{agents}"), long).within(0.02),
            Check::of(WaitAll, channel(&balie), queue.mean_wait).within(0.07),
            Check::of(WaitAllP90, channel(&balie), ninety).within(0.08),
            Check::of(Occupancy, team(&balie), load / f64::from(agents)).within(0.005).reacts(),
        ]);
    }
    Case::of("scenarios/naslag/erlang-c.yaml").proves(&checks);
}

#[test]
fn without_a_queue_customers_are_blocked_as_in_erlang_b() {
    let mut checks = Vec::new();
    for (load, agents, blocked, _) in LOADS {
        let lines = format!("lijnen-{agents}");
        let share = erlang_b(agents, load);
        checks.extend([
            Check::of(BlockedShare, channel(&lines), share).published(blocked, 0.5e-8).within(0.02),
            Check::of(WaitAll, channel(&lines), 0.0).within_absolute(0.0),
            Check::of(Occupancy, team(&lines), load * (1.0 - share) / f64::from(agents))
                .within(0.005)
                .reacts(),
        ]);
    }
    Case::of("scenarios/naslag/erlang-b.yaml").proves(&checks);
}

#[test]
fn eighty_per_cent_in_twenty_seconds_takes_the_published_agents() {
    let mut checks = Vec::new();
    for (calls, agents, level, wait) in [
        (50.0, 8, 0.880_148, 10.036),
        (100.0, 14, 0.888_350, 7.836),
        (200.0, 24, 0.808_882, 13.413),
        (400.0, 45, 0.804_519, 12.265),
    ] {
        let queue = ErlangC::new(calls / 1_800.0, 1.0 / 180.0, agents);
        let group = format!("groep-{agents}");
        checks.extend([
            Check::norm(&group, queue.served_within(20.0)).published(level, 0.5e-6).within(0.012),
            Check::of(WaitAll, channel(&group), queue.mean_wait).published(wait, 0.5e-3).within(0.07),
            Check::of(WaitServed, channel(&group), queue.mean_wait).within(0.07),
            Check::of(WaitExcess, channel(&group), queue.mean_wait * queue.waits_longer(20.0) / queue.p_wait)
                .within(0.1),
            Check::of(Occupancy, team(&group), queue.occupancy).within(0.007).reacts(),
        ]);
    }
    Case::of("scenarios/naslag/80-20.yaml").proves(&checks);
}

#[test]
fn impatient_customers_leave_as_in_erlang_a() {
    let minute = 60.0;
    let queue = erlang_a(48.0 / minute, 1.0 / minute, 0.5 / minute, 50);
    let balking = erlang_a_balking(48.0 / minute, 1.0 / minute, 0.5 / minute, 0.08, 50);
    let (phone, hasty) = (channel("telefoon"), channel("ongeduldig"));
    let checks = [
        Check::of(AbandonedShare, phone.clone(), queue.p_abandon)
            .published(0.030_912, 0.5e-6)
            .within(0.03)
            .reacts(),
        Check::of(WaitAll, phone.clone(), queue.mean_wait_all)
            .published(0.061_824 * minute, 0.5e-6 * minute)
            .within(0.05),
        Check::of(WaitServed, phone, queue.asa).published(0.060_265 * minute, 0.5e-6 * minute).within(0.05),
        Check::norm("direct", 1.0 - queue.p_wait).published(1.0 - 0.467_774, 0.5e-6).within(0.02),
        Check::norm("binnen-5-s", queue.served_within(5.0)).within(0.01),
        Check::of(Occupancy, team("telefoon"), queue.occupancy).published(0.930_324, 0.5e-6).within(0.004),
        Check::of(AbandonedShare, hasty.clone(), balking.p_abandon + balking.p_balk).within(0.05).reacts(),
        Check::of(BalkedShare, hasty.clone(), balking.p_balk).within(0.05),
        Check::of(WaitAll, hasty.clone(), balking.mean_wait_all).within(0.05),
        Check::of(WaitServed, hasty, balking.asa).within(0.05),
        Check::norm("ongeduldig-5-s", balking.served_within(5.0)).within(0.01),
        Check::of(Occupancy, team("ongeduldig"), balking.occupancy).within(0.004),
    ];
    Case::of("scenarios/naslag/erlang-a.yaml").proves(&checks);
}

#[test]
fn one_telephone_has_four_service_levels_and_two_mean_waits() {
    // 100 calls per 30 min, handling 3 min, patience 5 min, 14 agents, 20 s; docs/theorie.md, exact
    let queue = erlang_a(100.0 / 1_800.0, 1.0 / 180.0, 1.0 / 300.0, 14);
    let level = queue.served_within(20.0);
    let phone = channel("telefoon");
    let checks = [
        Check::of(WithinOffered, phone.clone(), level).published(0.916_792, 0.5e-6).within(0.004).reacts(),
        Check::of(WithinAnswered, phone.clone(), level / (1.0 - queue.p_abandon))
            .published(0.929_794, 0.5e-6)
            .within(0.004),
        Check::of(WithinPatient, phone.clone(), 0.923_407).within(0.004),
        Check::of(WithinOrQuick, phone.clone(), 0.923_956).within(0.004),
        Check::norm("aangeboden", 0.916_792).within(0.004),
        Check::norm("beantwoord", 0.929_794).within(0.004),
        Check::norm("zonder-snelle-afhakers", 0.923_407).within(0.004),
        Check::norm("snelle-afhakers-tellen-mee", 0.923_956).within(0.004),
        Check::of(WaitServed, phone.clone(), queue.asa)
            .published(0.064_641 * 60.0, 0.5e-6 * 60.0)
            .within(0.04),
        Check::of(WaitAll, phone.clone(), queue.mean_wait_all)
            .published(0.069_919 * 60.0, 0.5e-6 * 60.0)
            .within(0.04)
            .reacts(),
        // S, S_g + L_g and S_g of the four levels leave those who gave up later
        Check::of(AbandonedLateShare, phone.clone(), 1.0 - 0.916_792 / 0.929_794 - (0.923_956 - 0.916_792))
            .within(0.1)
            .reacts(),
        Check::of(PatienceEstimate, phone, 300.0).within(0.05),
        Check::of(Occupancy, team("kcc"), queue.occupancy).within(0.004).reacts(),
    ];
    Case::of("scenarios/naslag/vier-serviceniveaus.yaml").proves(&checks);
}
