//! Customers with exponential patience: Erlang A, M/M/c+M, with or without balking.
//!
//! Mandelbaum & Zeltyn, The Palm/Erlang-A queue (2005); the offered wait of a patience with an atom at zero
//! after Baccelli & Hebuterne (1981).

use super::erlang_c::erlang_b;

/// M/M/c+M in equilibrium. Shares and means are over all arrivals unless said otherwise; those who balk wait 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErlangA {
    /// Share that joins the queue.
    pub p_wait: f64,
    /// Share that leaves at once because everyone is busy.
    pub p_balk: f64,
    /// Share that joins the queue and leaves it unserved.
    pub p_abandon: f64,
    /// Mean number in the queue.
    pub mean_queue: f64,
    /// Mean wait of all, served or not.
    pub mean_wait_all: f64,
    /// Mean wait of those served, those served at once included.
    pub asa: f64,
    /// Share of their time that servers are busy.
    pub occupancy: f64,
    /// Arrivals that join when they must wait.
    joining: f64,
    /// cμ.
    capacity: f64,
    theta: f64,
    /// Logarithm of the probability that all servers are busy and nobody waits.
    ln_full: f64,
}

/// Arrivals at rate `lambda` > 0, `c` ≥ 1 servers at rate `mu` each, patience of rate `theta` ≥ 0.
///
/// Rate 0 is an endless patience: then `lambda` < `c`·`mu`.
pub fn erlang_a(lambda: f64, mu: f64, theta: f64, c: u32) -> ErlangA {
    erlang_a_balking(lambda, mu, theta, 0.0, c)
}

/// [`erlang_a`] where a share `balk` (0 ..= 1) of those who would have to wait leaves at once.
pub fn erlang_a_balking(lambda: f64, mu: f64, theta: f64, balk: f64, c: u32) -> ErlangA {
    let capacity = f64::from(c) * mu;
    let joining = lambda * (1.0 - balk);
    assert!(lambda > 0.0 && c > 0, "there are arrivals and servers");
    assert!(theta > 0.0 || joining < capacity, "{c} servers can serve {joining}");

    // weights of the states, in units of the one in which all are busy and nobody waits
    const SHRINK: f64 = 1e-200;
    let mut state = 1.0;
    let mut ln_unit = 0.0;
    let mut free = 1.0 / erlang_b(c, lambda / mu) - 1.0;
    let (mut busy, mut queue, mut served, mut served_wait) = (0.0, 0.0, 0.0, 0.0);
    // with k before him a customer is served with probability cμ/(cμ+(k+1)θ), and then waits Σ 1/(cμ+jθ)
    let mut wait = 0.0;
    let mut k = 0.0;
    loop {
        let leaving = capacity + (k + 1.0) * theta;
        wait += 1.0 / leaving;
        busy += state;
        queue += k * state;
        served += state * capacity / leaving;
        served_wait += state * capacity / leaving * wait;
        let ratio = joining / leaving;
        if ratio < 1.0 && (k + 1.0) * state * ratio < 1e-18 * (1.0 - ratio) * (free + busy) {
            break;
        }
        state *= ratio;
        k += 1.0;
        if state > 1.0 / SHRINK {
            for weight in [&mut state, &mut free, &mut busy, &mut queue, &mut served, &mut served_wait] {
                *weight *= SHRINK;
            }
            ln_unit += SHRINK.ln();
        }
    }
    let total = free + busy;
    let p_busy = busy / total;
    let mean_queue = queue / total;
    let p_abandon = theta * mean_queue / lambda;
    let p_balk = balk * p_busy;
    let share_joining = 1.0 - balk;
    ErlangA {
        p_wait: share_joining * p_busy,
        p_balk,
        p_abandon,
        mean_queue,
        mean_wait_all: mean_queue / lambda,
        asa: share_joining * served_wait / (free + share_joining * served),
        occupancy: lambda * (1.0 - p_abandon - p_balk) / capacity,
        joining,
        capacity,
        theta,
        ln_full: ln_unit - total.ln(),
    }
}

/// Beyond this only the part where the density counts is integrated, and so many pairs of points are enough.
const MOST_PAIRS: f64 = 2_000.0;

impl ErlangA {
    /// Service level: share of all arrivals that is served after waiting `s` (≥ 0, finite) at most.
    pub fn served_within(&self, s: f64) -> f64 {
        let at_once = 1.0 - self.p_wait - self.p_balk;
        at_once + (1.0 - self.share_balking()) * self.served_after_waiting(s)
    }

    /// Of those who must wait, the share that balks.
    fn share_balking(&self) -> f64 {
        if self.p_balk == 0.0 { 0.0 } else { self.p_balk / (self.p_balk + self.p_wait) }
    }

    /// ∫₀ˢ v(x)·exp(−θx) dx, v the density of the offered wait, by Simpson's rule.
    fn served_after_waiting(&self, s: f64) -> f64 {
        let density = |x: f64| self.capacity * self.ln_density(x).exp();
        // 20 points in the shortest time in which the density changes: an error below 1e-7
        let fastest = self.joining.max(self.capacity + self.theta);
        let mut pairs = (s * fastest * 10.0).ceil().max(50.0);
        let (mut from, mut to) = (0.0, s);
        if pairs > MOST_PAIRS {
            (from, to) = self.where_it_counts(s);
            pairs = MOST_PAIRS;
        }
        let step = (to - from) / pairs / 2.0;
        let mut sum = density(from) - density(to);
        for pair in 0..pairs as u64 {
            let left = 2.0 * pair as f64;
            sum += 4.0 * density(from + (left + 1.0) * step) + 2.0 * density(from + (left + 2.0) * step);
        }
        sum * step / 3.0
    }

    /// ln of v(x)·exp(−θx)/cμ, concave in x.
    fn ln_density(&self, x: f64) -> f64 {
        // (1 − exp(−θx))/θ, also for an endless patience
        let worn = if self.theta == 0.0 { x } else { -(-self.theta * x).exp_m1() / self.theta };
        self.ln_full + self.joining * worn - (self.capacity + self.theta) * x
    }

    /// The part of 0 ..= s outside which the density is below e⁻⁴⁵ of its peak.
    fn where_it_counts(&self, s: f64) -> (f64, f64) {
        let excess = self.joining / (self.capacity + self.theta);
        let peak = if self.theta > 0.0 && excess > 1.0 { (excess.ln() / self.theta).min(s) } else { 0.0 };
        let least = self.ln_density(peak) - 45.0;
        let edge = |mut inside: f64, mut outside: f64| {
            if self.ln_density(outside) >= least {
                return outside;
            }
            for _ in 0..60 {
                let middle = f64::midpoint(inside, outside);
                if self.ln_density(middle) < least { outside = middle } else { inside = middle }
            }
            outside
        };
        (edge(peak, 0.0), edge(peak, s))
    }
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::super::erlang_c::ErlangC;
    use super::*;

    #[test]
    fn fifty_agents_have_the_published_values() {
        // 48 a minute, service 1 min, patience 2 min
        let queue = erlang_a(48.0, 1.0, 0.5, 50);
        assert_close(queue.p_abandon, 0.030_912, 0.5e-6);
        assert_close(queue.mean_wait_all, 0.061_824, 0.5e-6);
        assert_close(queue.p_wait, 0.467_774, 0.5e-6);
        assert_close(queue.occupancy, 0.930_324, 0.5e-6);
        assert_close(queue.asa, 0.060_265, 0.5e-6);
    }

    #[test]
    fn quick_rates_and_no_patience_take_no_longer_and_agree() {
        // 1 µs for a second: the same system
        let (slow, quick) = (erlang_a(48.0, 1.0, 0.5, 50), erlang_a(48e6, 1e6, 0.5e6, 50));
        assert_close(quick.served_within(0.2e-6), slow.served_within(0.2), 1e-9);
        // a wait of ten means is the wait without a bound
        assert_close(quick.served_within(1.0), 1.0 - quick.p_abandon, 1e-9);
        let overloaded = erlang_a(80e3, 1e3, 0.5e3, 50);
        assert_close(overloaded.served_within(10.0), 1.0 - overloaded.p_abandon, 1e-7);
        let impatient = erlang_a(0.01, 0.004, 1e3, 2);
        assert_close(impatient.served_within(20.0), 1.0 - impatient.p_abandon, 1e-9);
    }

    #[test]
    fn one_system_has_four_service_levels_and_two_mean_waits() {
        // 100 calls per 30 min, handling 3 min, patience 5 min, 14 agents, 20 s; in minutes
        let (lambda, theta, s) = (100.0 / 30.0, 0.2, 1.0 / 3.0);
        let queue = erlang_a(lambda, 1.0 / 3.0, theta, 14);
        let level = queue.served_within(s);
        assert_close(level, 0.916_792, 0.5e-6);
        assert_close(level / (1.0 - queue.p_abandon), 0.929_794, 0.5e-6);
        assert_close(queue.asa, 0.064_641, 0.5e-6);
        assert_close(queue.mean_wait_all, 0.069_919, 0.5e-6);
        // an offered wait above s is left before s by 1 − exp(−θs): quick abandonment, P(wait ≤ s) − level
        let late = after(&queue, s);
        let quick = 1.0 - level - late * (-theta * s).exp();
        assert_close(level / (1.0 - quick), 0.923_407, 0.5e-6);
        assert_close(level + quick, 0.923_956, 0.5e-6);
    }

    /// P(offered wait > s), by the midpoint rule, independent of Simpson's.
    fn after(queue: &ErlangA, s: f64) -> f64 {
        let step = 1e-4;
        let density = |x: f64| {
            let worn = (1.0 - (-queue.theta * x).exp()) / queue.theta;
            queue.capacity * (queue.ln_full + queue.joining * worn - queue.capacity * x).exp()
        };
        (0..400_000).map(|i| density(s + (f64::from(i) + 0.5) * step) * step).sum()
    }

    #[test]
    fn fifteen_oracle_rows_agree_in_every_column() {
        // calls/h, handling s, patience s, agents; P(wait), queue, wait of all s, P(abandon), occupancy
        let endless = f64::INFINITY;
        #[rustfmt::skip]
        let rows: [[f64; 9]; 15] = [
            [100.0, 180.0, endless, 6.0, 0.58752, 2.93758, 105.75296, 0.0, 0.83333],
            [100.0, 180.0, endless, 7.0, 0.32415, 0.81037, 29.1735, 0.0, 0.71429],
            [60.0, 300.0, endless, 6.0, 0.58752, 2.93758, 176.25494, 0.0, 0.83333],
            [60.0, 300.0, endless, 8.0, 0.16727, 0.27878, 16.72665, 0.0, 0.625],
            [252.0, 120.0, endless, 12.0, 0.18389, 0.42907, 6.12962, 0.0, 0.7],
            [252.0, 120.0, 60.0, 12.0, 0.12737, 0.12465, 1.78073, 0.02968, 0.67922],
            [100.0, 180.0, 120.0, 5.0, 0.51707, 0.64123, 23.08444, 0.19237, 0.80763],
            [100.0, 180.0, 120.0, 4.0, 0.68352, 1.01443, 36.5196, 0.30433, 0.86959],
            [100.0, 180.0, 300.0, 5.0, 0.61388, 1.28174, 46.14252, 0.15381, 0.84619],
            [300.0, 240.0, 180.0, 20.0, 0.49633, 1.42721, 17.12657, 0.09515, 0.90485],
            [300.0, 240.0, 180.0, 18.0, 0.6612, 2.29133, 27.49602, 0.15276, 0.94138],
            [48.0, 240.0, 180.0, 4.0, 0.3783, 0.3243, 24.32259, 0.13513, 0.6919],
            [480.0, 240.0, 180.0, 32.0, 0.48952, 1.8086, 13.56451, 0.07536, 0.92464],
            [1200.0, 210.0, 600.0, 70.0, 0.63993, 7.08463, 21.2539, 0.03542, 0.96458],
            [20.0, 600.0, 900.0, 3.0, 0.69265, 1.20966, 217.73813, 0.24193, 0.8423],
        ];
        for [calls, handling, patience, agents, p_wait, waiting, wait, p_abandon, occupancy] in rows {
            let queue = erlang_a(calls / 3_600.0, 1.0 / handling, 1.0 / patience, agents as u32);
            assert_close(queue.p_wait, p_wait, 0.501e-5);
            assert_close(queue.mean_queue, waiting, 0.501e-5);
            assert_close(queue.mean_wait_all, wait, 0.501e-5);
            assert_close(queue.p_abandon, p_abandon, 0.501e-5);
            assert_close(queue.occupancy, occupancy, 0.501e-5);
        }
    }

    /// Calls per hour of so many inhabitants: 1.6 a year each, over 254 days of 8.5 hours.
    fn calls(inhabitants: f64) -> f64 {
        1.6 * inhabitants / (254.0 * 8.5)
    }

    /// Handling 330 s and patience 7 min; `longer` times the handling time.
    fn phone(calls: f64, longer: f64, agents: u32) -> ErlangA {
        erlang_a(calls / 3_600.0, 1.0 / 330.0 / longer, 1.0 / 420.0, agents)
    }

    fn agents_for_80_in_30(calls: f64) -> u32 {
        (1..).find(|&agents| phone(calls, 1.0, agents).served_within(30.0) >= 0.8).unwrap()
    }

    // Monday 10–11: 24 % of a week of five days, 16 % of a day of 8.5 hours
    const MONDAY: f64 = 0.24 * 5.0 * 0.16 * 8.5;
    const BRIELLE: f64 = 17_423.0;
    const HELLEVOETSLUIS: f64 = 40_300.0;
    const WESTVOORNE: f64 = 15_017.0;
    const VOORNE: f64 = BRIELLE + HELLEVOETSLUIS + WESTVOORNE;

    #[test]
    fn the_pooling_check_has_its_calls_agents_and_occupancy() {
        for (inhabitants, per_hour, agents, occupancy, monday) in [
            (BRIELLE, 12.9, 3, 0.38, 4),
            (HELLEVOETSLUIS, 29.9, 5, 0.53, 7),
            (WESTVOORNE, 11.1, 3, 0.33, 4),
            (VOORNE, 53.9, 7, 0.675, 11),
            (61_600.0, 45.7, 6, 0.66, 9),
            (37_313.0, 27.65, 5, 0.50, 6),
            (132_429.0, 98.1, 12, 0.73, 18),
        ] {
            let calls = calls(inhabitants);
            assert_close(calls, per_hour, 0.05);
            assert_eq!(agents_for_80_in_30(calls), agents);
            assert_close(phone(calls, 1.0, agents).occupancy, occupancy, 0.005);
            assert_eq!(agents_for_80_in_30(MONDAY * calls), monday);
        }
    }

    #[test]
    fn the_pooling_check_has_its_service_levels() {
        let voorne = calls(VOORNE);
        let level = |calls: f64, longer: f64, agents: u32| phone(calls, longer, agents).served_within(30.0);
        let separate: f64 = [(BRIELLE, 3), (HELLEVOETSLUIS, 5), (WESTVOORNE, 3)]
            .into_iter()
            .map(|(inhabitants, agents)| inhabitants / VOORNE * level(calls(inhabitants), 1.0, agents))
            .sum();
        assert_close(separate, 0.90, 0.005);
        assert_close(level(voorne, 1.0, 7), 0.82, 0.005);
        assert_close(level(voorne, 1.0, 11), 0.99, 0.005);
        assert!(phone(voorne, 1.0, 11).mean_wait_all < 1.0);
        assert_close(level(MONDAY * voorne, 1.0, 15), 0.99, 0.005);
        assert_close(level(1.33 * voorne, 1.15, 11), 0.90, 0.005);
        assert_close(level(MONDAY * 1.33 * voorne, 1.15, 15), 0.82, 0.005);
        assert_close(level(1.1 * voorne, 1.15, 11), 0.965, 0.0005);
        let cut = phone(1.1 * voorne, 1.15, 7);
        assert_close(cut.served_within(30.0), 0.63, 0.005);
        assert_close(cut.p_abandon, 0.10, 0.005);
        assert_close(cut.mean_wait_all, 44.0, 0.5);
        let cut = phone(MONDAY * 1.1 * voorne, 1.15, 11);
        assert_close(cut.served_within(30.0), 0.64, 0.005);
        assert_close(cut.p_abandon, 0.09, 0.005);
    }

    #[test]
    fn endless_patience_is_erlang_c() {
        let (patient, expected) = (erlang_a(2.5, 1.0, 0.0, 3), ErlangC::new(2.5, 1.0, 3));
        assert_close(patient.p_wait, expected.p_wait, 1e-12);
        assert_close(patient.mean_wait_all, expected.mean_wait, 1e-12);
        assert_close(patient.asa, expected.mean_wait, 1e-12);
        for s in [0.0, 0.1, 1.0, 10.0] {
            assert_close(patient.served_within(s), expected.served_within(s), 1e-7);
        }
    }

    #[test]
    fn whoever_does_not_leave_is_served_in_the_end() {
        // the density of the offered wait against the sum over states, quiet and overloaded
        for (lambda, theta, balk, c) in
            [(48.0, 0.5, 0.0, 50), (48.0, 0.5, 0.3, 50), (9.0, 0.5, 0.08, 4), (3.0, 2.0, 0.5, 10)]
        {
            let queue = erlang_a_balking(lambda, 1.0, theta, balk, c);
            let served = 1.0 - queue.p_abandon - queue.p_balk;
            assert_close(queue.served_within(60.0), served, 1e-7);
            assert_close(queue.served_within(0.0), 1.0 - queue.p_wait - queue.p_balk, 1e-15);
            // the mean wait of those served: ∫ (served in the end − served within s) ds
            let step = 0.01;
            let later = |i: u32| served - queue.served_within((f64::from(i) + 0.5) * step);
            assert_close((0..2_000).map(later).sum::<f64>() * step / served, queue.asa, 1e-4);
        }
    }

    #[test]
    fn balking_customers_come_from_those_who_must_wait() {
        // c = 1, θ = μ: weights 1, a, a·(1−β)a/2, ... : by hand, P(idle) = (1−β)/((1−β) + e^{(1−β)a} − 1)
        let (a, balk) = (2.0, 0.25);
        let queue = erlang_a_balking(a, 1.0, 1.0, balk, 1);
        let idle = 0.75 / (0.75 + (0.75_f64 * a).exp() - 1.0);
        assert_close(queue.p_balk, balk * (1.0 - idle), 1e-14);
        assert_close(queue.p_wait, (1.0 - balk) * (1.0 - idle), 1e-14);
        assert_close(queue.occupancy, 1.0 - idle, 1e-14);
        let all_balk = erlang_a_balking(5.0, 1.0, 1.0, 1.0, 6);
        assert_close(all_balk.p_balk, erlang_b(6, 5.0), 1e-14);
        assert_eq!((all_balk.p_wait, all_balk.mean_queue), (0.0, 0.0));
        assert_close(all_balk.served_within(1.0), 1.0 - erlang_b(6, 5.0), 1e-14);
    }

    #[test]
    fn a_hopeless_overload_is_still_computed() {
        // nearly all the time all are busy: λ(1 − P(abandon)) = cμ
        let queue = erlang_a(1_000.0, 1.0, 0.1, 100);
        assert_close(queue.p_abandon, 0.9, 1e-9);
        assert_close(queue.occupancy, 1.0, 1e-9);
        assert_close(queue.mean_queue, 9_000.0, 1e-6);
        assert!(queue.served_within(1.0) < 1e-9);
        assert_close(queue.served_within(200.0), 0.1, 1e-7);
    }

    #[test]
    fn ample_staff_leaves_nobody_waiting() {
        let queue = erlang_a(1.0, 1.0, 1.0, 400);
        assert_eq!((queue.p_wait, queue.p_abandon, queue.asa), (0.0, 0.0, 0.0));
        assert_eq!(queue.served_within(0.0), 1.0);
    }
}
