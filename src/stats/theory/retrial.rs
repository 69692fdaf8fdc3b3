//! Customers who find the line engaged and try again later.

/// Mean number that will try again, in M/M/1 where nobody waits and each retries after an exponential time
/// of rate `theta` > 0; load `rho` < 1, service rate `mu`. Falin & Templeton, Retrial Queues (1997).
pub fn mm1_retrial_orbit(rho: f64, mu: f64, theta: f64) -> f64 {
    assert!(rho < 1.0, "the load {rho} is below 1");
    rho * rho * (mu + theta) / (theta * (1.0 - rho))
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::*;

    #[test]
    fn seven_tenths_load_with_slow_retries_keeps_nearly_five_trying() {
        assert_close(mm1_retrial_orbit(0.7, 1.0, 0.5), 4.9, 1e-14);
    }

    #[test]
    fn immediate_retries_are_a_queue() {
        assert_close(mm1_retrial_orbit(0.7, 1.0, 1e12), 0.49 / 0.3, 1e-9);
    }
}
