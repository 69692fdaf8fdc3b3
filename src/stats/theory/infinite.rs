//! Demand that swings while nobody waits: M(t)/M/∞.

use std::f64::consts::TAU;

/// How the mean number present follows an arrival rate λ̄ + A·sin(2πt/`period`): (factor, lag).
///
/// It swings around λ̄·S with amplitude A·S·factor, and peaks `lag` after the arrivals do; S is
/// `mean_service`. Eick, Massey & Whitt, Management Science 39(2) (1993).
pub fn infinite_server_lag(mean_service: f64, period: f64) -> (f64, f64) {
    let angle = TAU * mean_service / period;
    (1.0 / angle.hypot(1.0), angle.atan() * period / TAU)
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::*;

    #[test]
    fn the_number_present_solves_its_differential_equation() {
        // m' = λ(t) − m/S, with λ(t) = 10 + 4·sin(2πt/24)
        let (service, period) = (3.0, 24.0);
        let (factor, lag) = infinite_server_lag(service, period);
        let present = |t: f64| 10.0 * service + 4.0 * service * factor * (TAU * (t - lag) / period).sin();
        for hour in 0..24 {
            let t = f64::from(hour);
            let slope = (present(t + 1e-4) - present(t - 1e-4)) / 2e-4;
            assert_close(slope, 10.0 + 4.0 * (TAU * t / period).sin() - present(t) / service, 1e-6);
        }
    }

    #[test]
    fn short_services_follow_at_once_and_lag_their_own_length() {
        let (factor, lag) = infinite_server_lag(0.01, 24.0);
        assert_close(factor, 1.0, 1e-5);
        assert_close(lag, 0.01, 1e-7);
    }
}
