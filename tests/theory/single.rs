//! One line with general service, limited room or priorities: Pollaczek-Khinchine, M/M/c/K, Cobham.

use klantreis::experiment::measure::Measure::{BlockedShare, LeadTime, Occupancy, WaitAll, WaitServed};
use klantreis::stats::theory::{cobham, cobham_mmc, erlang_c, mmck, pollaczek_khinchine};

use crate::yardstick::{Case, Check, Density, channel, journey, team};

const MINUTE: f64 = 60.0;

#[test]
fn a_full_waiting_room_turns_away_as_in_m_m_2_3() {
    let queue = mmck(3.0, 4.0, 2, 3);
    let checks = [
        Check::of(BlockedShare, channel("balie"), queue.p_block).published(0.049_360_1, 0.5e-7).within(0.03),
        Check::of(LeadTime, journey("bezoek"), queue.sojourn * MINUTE)
            .published(0.267_307_7 * MINUTE, 0.5e-7 * MINUTE)
            .within(0.006)
            .reacts(),
        Check::of(WaitServed, channel("balie"), queue.mean_wait * MINUTE).within(0.03),
        Check::of(Occupancy, team("balie"), 0.75 * (1.0 - queue.p_block) / 2.0).within(0.006).reacts(),
        Check::own("aanwezig", queue.mean_number).published(0.762_34, 0.5e-7).within(0.008).reacts(),
    ];
    let present = |model: &_| {
        let in_room = Density::total(model, |visit| (visit.wait + visit.handling).seconds());
        vec![("aanwezig".to_owned(), in_room)]
    };
    Case::of("scenarios/naslag/wachtkamer-vol.yaml").observing(&present).proves(&checks);
}

#[test]
fn spread_in_visits_makes_them_wait_as_pollaczek_and_khinchine_say() {
    let (mean, second_moment) = (0.8 * 5.0 + 0.2 * 10.0, 0.8 * 25.0 + 0.2 * 2.0 * 100.0);
    let wait = pollaczek_khinchine(9.0 / 60.0, mean, second_moment);
    let checks = [
        Check::of(WaitAll, channel("balie"), wait * MINUTE).published(45.0 * MINUTE, 1e-9).within(0.05).reacts(),
        Check::of(Occupancy, team("balie"), 0.9).within(0.003).reacts(),
    ];
    Case::of("scenarios/naslag/korte-en-lange-bezoeken.yaml").proves(&checks);
}

#[test]
fn urgent_customers_wait_less_before_one_server_as_cobham_says() {
    // urgent: exactly a quarter; standard: exponential with mean a quarter
    let waits = cobham(&[1.0, 2.0], &[0.25, 0.25], &[0.0625, 0.125]);
    let checks = [
        Check::of(WaitAll, journey("spoed"), waits[0] * MINUTE)
            .published(0.208_333_3 * MINUTE, 0.5e-7 * MINUTE)
            .within(0.01)
            .reacts(),
        Check::of(WaitAll, journey("gewoon"), waits[1] * MINUTE)
            .published(0.833_333_3 * MINUTE, 0.5e-7 * MINUTE)
            .within(0.02)
            .reacts(),
        Check::of(Occupancy, team("loket"), 0.75).within(0.004).reacts(),
    ];
    Case::of("scenarios/naslag/voorrang-een-loket.yaml").proves(&checks);
}

#[test]
fn urgent_customers_wait_less_before_eight_servers_as_cobham_says() {
    let waits = cobham_mmc(&[3.0, 4.0], 1.0, 8);
    let checks = [
        Check::norm("direct", 1.0 - erlang_c(8, 7.0)).published(1.0 - 0.635_316, 0.5e-6).within(0.03),
        Check::of(WaitAll, journey("spoed"), waits[0] * MINUTE)
            .published(0.127_063_2 * MINUTE, 0.5e-7 * MINUTE)
            .within(0.02),
        Check::of(WaitAll, journey("gewoon"), waits[1] * MINUTE)
            .published(1.016_505_6 * MINUTE, 0.5e-7 * MINUTE)
            .within(0.05)
            .reacts(),
        Check::of(Occupancy, team("kcc"), 0.875).within(0.004).reacts(),
    ];
    Case::of("scenarios/naslag/voorrang-team.yaml").proves(&checks);
}
