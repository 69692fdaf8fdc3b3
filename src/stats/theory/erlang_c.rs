//! Customers without patience: Erlang B (blocked customers leave) and Erlang C (they wait).

/// Share of arrivals that find all `c` servers busy and leave; offered load `a` = λ/μ ≥ 0.
pub fn erlang_b(c: u32, a: f64) -> f64 {
    (1..=c).fold(1.0, |blocked, k| a * blocked / (f64::from(k) + a * blocked))
}

/// Share of arrivals that wait before one of `c` servers; 1 when the offered load `a` is not below `c`.
pub fn erlang_c(c: u32, a: f64) -> f64 {
    let servers = f64::from(c);
    if a >= servers {
        return 1.0;
    }
    let blocked = erlang_b(c, a);
    servers * blocked / (servers - a * (1.0 - blocked))
}

/// M/M/c in equilibrium.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErlangC {
    /// Share of arrivals that wait.
    pub p_wait: f64,
    /// Mean wait of all arrivals, those that do not wait included.
    pub mean_wait: f64,
    /// Share of their time that servers are busy.
    pub occupancy: f64,
    /// cμ − λ: rate at which a wait that has begun ends.
    slack: f64,
}

impl ErlangC {
    /// Arrivals at rate `lambda` ≥ 0, `c` servers at rate `mu` each; `lambda` < `c`·`mu`.
    pub fn new(lambda: f64, mu: f64, c: u32) -> Self {
        let capacity = f64::from(c) * mu;
        assert!(lambda < capacity, "{c} servers can serve {lambda}");
        let slack = capacity - lambda;
        let p_wait = erlang_c(c, lambda / mu);
        Self { p_wait, mean_wait: p_wait / slack, occupancy: lambda / capacity, slack }
    }

    /// Share of arrivals that wait longer than `t` ≥ 0.
    pub fn waits_longer(&self, t: f64) -> f64 {
        self.p_wait * (-self.slack * t).exp()
    }

    /// Service level: share of arrivals that wait `t` at most.
    pub fn served_within(&self, t: f64) -> f64 {
        1.0 - self.waits_longer(t)
    }
}

/// The fewest servers with which a share `level` (< 1) of arrivals waits `within` at most, by Erlang C.
pub fn staffing_for(level: f64, within: f64, lambda: f64, mu: f64) -> u32 {
    assert!(level < 1.0, "no number of servers serves everyone in time");
    let mut c = (lambda / mu).floor() as u32 + 1;
    while ErlangC::new(lambda, mu, c).served_within(within) < level {
        c += 1;
    }
    c
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::*;

    #[test]
    fn erlang_b_and_c_have_their_exact_values() {
        for (a, c, blocked, waits) in [
            (2.0, 3, 0.210_526_32, 0.444_444_44),
            (5.0, 6, 0.191_847_26, 0.587_516_45),
            (10.0, 12, 0.119_739_19, 0.449_388_22),
            (20.0, 22, 0.106_733_95, 0.567_915_16),
        ] {
            assert_close(erlang_b(c, a), blocked, 0.5e-8);
            assert_close(erlang_c(c, a), waits, 0.5e-8);
        }
    }

    #[test]
    fn everyone_waits_when_the_load_is_too_high() {
        assert_eq!((erlang_c(3, 3.0), erlang_c(0, 1.0), erlang_b(0, 1.0)), (1.0, 1.0, 1.0));
    }

    #[test]
    fn eighty_per_cent_in_twenty_seconds_takes_the_published_agents() {
        for (calls, agents, level, wait) in [
            (50.0, 8, 0.880_148, 10.036),
            (100.0, 14, 0.888_350, 7.836),
            (200.0, 24, 0.808_882, 13.413),
            (400.0, 45, 0.804_519, 12.265),
        ] {
            let (lambda, mu) = (calls / 1_800.0, 1.0 / 180.0);
            assert_eq!(staffing_for(0.8, 20.0, lambda, mu), agents);
            let queue = ErlangC::new(lambda, mu, agents);
            assert_close(queue.served_within(20.0), level, 0.5e-6);
            assert_close(queue.mean_wait, wait, 0.5e-3);
        }
    }

    #[test]
    fn one_server_is_m_m_1() {
        // P(wait) = ρ, W_q = ρ/(μ − λ), P(W > t) = ρ·exp(−(μ − λ)t)
        let queue = ErlangC::new(0.7, 1.0, 1);
        assert_close(queue.p_wait, 0.7, 1e-15);
        assert_close(queue.mean_wait, 0.7 / 0.3, 1e-14);
        assert_close(queue.waits_longer(2.0), 0.7 * (-0.6_f64).exp(), 1e-15);
        assert_close(queue.occupancy, 0.7, 1e-15);
    }
}
