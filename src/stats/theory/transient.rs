//! A queue on its way: M/M/c whose arrivals and servers change step by step, solved numerically.

/// For some time so many arrive per unit of time before so many servers.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    /// In whole units of time.
    pub length: u32,
    pub arrivals: f64,
    pub servers: u32,
}

/// More customers than this are never there.
const MOST: usize = 400;
/// Steps of the solution per unit of time.
const STEPS: u32 = 400;

/// Mean wait of those who arrive in each unit of time, from an empty start, in those units; each as if the servers of
/// its own stretch stay. Servers may only come, not go, while customers are served (`rate` each per unit of time).
///
/// The forward equations of the birth–death process, by the classical Runge–Kutta method.
pub fn mmc_waits(stretches: &[Stretch], rate: f64) -> Vec<f64> {
    let mut present = vec![0.0; MOST + 1];
    present[0] = 1.0;
    let mut waits = Vec::new();
    for stretch in stretches {
        let wait = |present: &[f64]| -> f64 {
            let servers = stretch.servers as usize;
            let of = |(n, p): (usize, &f64)| p * (n + 1).saturating_sub(servers) as f64;
            present.iter().enumerate().map(of).sum::<f64>() / (stretch.servers as f64 * rate)
        };
        for _ in 0..stretch.length {
            let mut sum = 0.0;
            for _ in 0..STEPS {
                let before = wait(&present);
                present = step(&present, stretch, rate, 1.0 / f64::from(STEPS));
                sum += (before + wait(&present)) / 2.0;
            }
            waits.push(sum / f64::from(STEPS));
        }
    }
    waits
}

fn step(present: &[f64], stretch: &Stretch, rate: f64, length: f64) -> Vec<f64> {
    let towards = |slope: &[f64], part: f64| -> Vec<f64> {
        present.iter().zip(slope).map(|(p, slope)| p + part * length * slope).collect()
    };
    let first = slope(present, stretch, rate);
    let second = slope(&towards(&first, 0.5), stretch, rate);
    let third = slope(&towards(&second, 0.5), stretch, rate);
    let fourth = slope(&towards(&third, 1.0), stretch, rate);
    let mean = |n: usize| (first[n] + 2.0 * second[n] + 2.0 * third[n] + fourth[n]) / 6.0;
    (0..present.len()).map(|n| present[n] + length * mean(n)).collect()
}

/// How fast the chance of each number present changes.
fn slope(present: &[f64], stretch: &Stretch, rate: f64) -> Vec<f64> {
    let leave = |n: usize| rate * (n as f64).min(f64::from(stretch.servers));
    let arrive = |n: usize| if n < MOST { stretch.arrivals } else { 0.0 };
    let of = |n: usize| {
        let from_below = if n > 0 { arrive(n - 1) * present[n - 1] } else { 0.0 };
        let from_above = if n < MOST { leave(n + 1) * present[n + 1] } else { 0.0 };
        from_below + from_above - (arrive(n) + leave(n)) * present[n]
    };
    (0..present.len()).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{ErlangC, assert_close};
    use super::*;

    #[test]
    fn in_the_long_run_it_is_erlang_c() {
        let waits = mmc_waits(&[Stretch { length: 100, arrivals: 4.0, servers: 2 }], 3.0);
        let steady = ErlangC::new(4.0, 3.0, 2).mean_wait;
        assert!(waits[0] < 0.5 * steady);
        assert_close(waits[99], steady, 1e-6);
    }

    #[test]
    fn an_overload_grows_by_what_nobody_serves_and_one_server_more_clears_it() {
        let overload = Stretch { length: 20, arrivals: 14.0, servers: 4 };
        let relief = Stretch { length: 20, arrivals: 14.0, servers: 6 };
        let waits = mmc_waits(&[overload, relief], 3.0);
        // two an hour too many, twelve an hour served
        assert!((waits[19] - waits[9] - 10.0 * 2.0 / 12.0).abs() < 0.1);
        assert!(waits[20] < waits[19] && waits[39] < 0.3);
    }
}
