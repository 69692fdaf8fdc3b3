//! The workloads of the benches give the right answers.

use klantreis::experiment::measure::Cut;
use klantreis::experiment::measure::Measure::{AbandonedShare, ContactsPerJourney, LeadTime, Occupancy, WaitAll, WaitServed, WithinOffered};
use klantreis::stats::theory::{ErlangC, jackson};

use crate::yardstick::{Case, Check, channel, team};

const SETS: [(&str, &str); 2] = [("onderzoek.herhalingen", "20"), ("periode.aanloop", "1 dag")];

#[test]
fn workload_1_is_m_m_1() {
    let checks = [
        Check::of(WaitAll, channel("balie"), ErlangC::new(0.9, 1.0, 1).mean_wait).published(9.0, 1e-9).within(0.04).reacts(),
        Check::of(Occupancy, team("kcc"), 0.9).within(0.003).reacts(),
    ];
    Case::of("benches/werklast/w1.yaml").with(&SETS).proves(&checks);
}

#[test]
fn workload_2_is_m_m_10() {
    let wait = ErlangC::new(9.0, 1.0, 10).mean_wait;
    let checks = [
        Check::of(WaitAll, channel("balie"), 10.0 * wait).published(6.6873, 0.5e-4).within(0.04).reacts(),
        Check::of(Occupancy, team("kcc"), 0.9).within(0.003).reacts(),
    ];
    Case::of("benches/werklast/w2.yaml").with(&SETS).proves(&checks);
}

#[test]
fn workload_3_is_the_call_centre_of_the_hand_written_loops() {
    // those loops simulate too; a minute of theirs is 12 s
    let lost = |kind: &str, share: f64| Check::of(AbandonedShare, channel(kind), share).simulated(0.0, 0.5e-4);
    let checks = [
        lost("soort-1", 0.0397).within(0.03),
        lost("soort-2", 0.0413).within(0.03),
        lost("soort-3", 0.0875).within(0.03).reacts(),
        Check::of(WaitServed, Cut::default(), 12.0 * 0.1515).simulated(0.0, 12.0 * 0.5e-4).within(0.03).reacts(),
        Check::of(WithinOffered, Cut::default(), 0.778).simulated(0.0, 0.5e-3).within(0.01),
    ];
    Case::of("benches/werklast/w3.yaml").with(&SETS).proves(&checks);
}

#[test]
fn workload_4_is_a_jackson_network() {
    // a minute of the original is 3.6 s; visits per journey 2.25, 2, 1 and 2 at the four counters
    let (visits, servers) = ([2.25, 2.0, 1.0, 2.0], [10, 20, 8, 6]);
    let service = [8.5 / 2.25, 8.5, 6.8, 2.55];
    let nowhere = vec![vec![0.0; 4]; 4];
    let alone = jackson(&visits, &nowhere, &service.map(|minutes| 1.0 / minutes), &servers);
    let minute = 3.6;
    let mut checks = vec![
        Check::of(LeadTime, Cut::default(), minute * alone.mean_number).published(minute * 49.365, minute * 0.5e-3).within(0.006).reacts(),
        Check::of(ContactsPerJourney, Cut::default(), 7.25).within(0.01),
    ];
    for (index, (counter, published)) in [("loket-a", 1.3345), ("loket-b", 1.0910), ("loket-c", 3.2446), ("loket-d", 1.7681)].into_iter().enumerate() {
        let queue = ErlangC::new(visits[index], 1.0 / service[index], servers[index]);
        checks.extend([
            Check::of(WaitAll, channel(counter), minute * queue.mean_wait).published(minute * published, minute * 0.5e-4).within(0.06),
            Check::of(Occupancy, team(counter), 0.85).within(0.006).reacts(),
        ]);
    }
    Case::of("benches/werklast/w4.yaml").with(&SETS).proves(&checks);
}
