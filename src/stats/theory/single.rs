//! Mean waits before one server with general service, and before servers with priorities.

use super::erlang_c::erlang_c;

/// Mean wait in M/G/1, by Pollaczek and Khinchine: `λE[S²]/(2(1−ρ))`. Service has this `mean` and
/// `second_moment` `E[S²]`; `lambda`·`mean` < 1.
pub fn pollaczek_khinchine(lambda: f64, mean: f64, second_moment: f64) -> f64 {
    cobham(&[lambda], &[mean], &[second_moment])[0]
}

/// Mean wait per class in M/G/1 with priorities that do not interrupt a service (Cobham 1954).
///
/// Class 0 goes first. Per class the arrival rate, mean service and second moment `E[S²]`; total load < 1.
pub fn cobham(lambdas: &[f64], means: &[f64], second_moments: &[f64]) -> Vec<f64> {
    assert!(lambdas.len() == means.len() && means.len() == second_moments.len(), "one of each per class");
    let residual =
        lambdas.iter().zip(second_moments).map(|(lambda, second)| lambda * second).sum::<f64>() / 2.0;
    waits_by_class(residual, lambdas.iter().zip(means).map(|(lambda, mean)| lambda * mean))
}

/// Mean wait per class in M/M/c with priorities that do not interrupt a service; class 0 goes first, all are
/// served at rate `mu`, total load < 1.
pub fn cobham_mmc(lambdas: &[f64], mu: f64, c: u32) -> Vec<f64> {
    let capacity = f64::from(c) * mu;
    let residual = erlang_c(c, lambdas.iter().sum::<f64>() / mu) / capacity;
    waits_by_class(residual, lambdas.iter().map(|lambda| lambda / capacity))
}

/// Mean time not in service per class in M/G/1 where a higher class interrupts a service, which is resumed later.
///
/// Class 0 goes first; arguments as for [`cobham`]. By the mean sojourn
/// `E[S_k]/(1−σ_{k−1}) + Σ_{i≤k} λ_i E[S_i²] / (2(1−σ_{k−1})(1−σ_k))`, σ_k the load of the classes up to k.
pub fn preemptive_resume(lambdas: &[f64], means: &[f64], second_moments: &[f64]) -> Vec<f64> {
    let (mut left, mut residual) = (1.0, 0.0);
    let classes = lambdas.iter().zip(means).zip(second_moments);
    classes
        .map(|((lambda, mean), second)| {
            let before = left;
            left -= lambda * mean;
            residual += lambda * second / 2.0;
            mean / before + residual / (before * left) - mean
        })
        .collect()
}

/// W_k = residual / ((1 − σ_{k−1})(1 − σ_k)), σ_k the load of the classes up to k.
fn waits_by_class(residual: f64, loads: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut left = 1.0;
    loads
        .map(|load| {
            let before = left;
            left -= load;
            assert!(left > 0.0, "the total load is below 1");
            residual / (before * left)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::*;

    #[test]
    fn a_counter_with_short_and_long_visits_has_a_wait_of_45_minutes() {
        // 9 per hour; 80 % exactly 5 min, 20 % exponential with mean 10 min
        let (mean, second_moment) = (0.8 * 5.0 + 0.2 * 10.0, 0.8 * 25.0 + 0.2 * 2.0 * 100.0);
        assert_close(9.0 / 60.0 * mean, 0.9, 1e-15);
        assert_close(pollaczek_khinchine(9.0 / 60.0, mean, second_moment), 45.0, 1e-11);
    }

    #[test]
    fn urgent_customers_wait_less_before_one_server() {
        // urgent: 1, exactly a quarter; standard: 2, exponential with mean a quarter
        let waits = cobham(&[1.0, 2.0], &[0.25, 0.25], &[0.0625, 0.125]);
        assert_close(waits[0], 0.208_333_3, 0.5e-7);
        assert_close(waits[1], 0.833_333_3, 0.5e-7);
    }

    #[test]
    fn who_may_interrupt_waits_as_if_alone() {
        // calls: 12 per hour, exponential with mean 2 min; messages: 6 per hour, with mean 4 min
        let waits = preemptive_resume(&[0.2, 0.1], &[2.0, 4.0], &[8.0, 32.0]);
        assert_close(waits[0], pollaczek_khinchine(0.2, 2.0, 8.0), 1e-12);
        assert_close(waits[1], 22.0 + 2.0 / 3.0, 1e-12);
    }

    #[test]
    fn urgent_customers_wait_less_before_eight_servers() {
        assert_close(erlang_c(8, 7.0), 0.635_316, 0.5e-6);
        let waits = cobham_mmc(&[3.0, 4.0], 1.0, 8);
        assert_close(waits[0], 0.127_063_2, 0.5e-7);
        assert_close(waits[1], 1.016_505_6, 0.5e-7);
    }
}
