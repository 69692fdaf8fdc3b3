//! Ranking and selection: KN++ of Kim and Nelson, for the best of several options within an indifference zone.
//!
//! KN (2001) keeps option i while its mean is within W(r) of that of every other: W(r) = max{0, (δ/2r)(h²S²/δ² − r)}, with S² the
//! variance of the *differences*, so that common random numbers help. KN++ (2006) takes S², η and h² anew as sampling goes on.
//! When the best lies at least δ above the others it is chosen with the confidence asked (asymptotically for KN++); when not,
//! one within δ of it is (Nelson and Goldsman, 2001, of the good selection).

/// η = ½[(2α/(k−1))^(−2/(n−1)) − 1], of k options and n observations of each.
pub fn eta(k: usize, alpha: f64, n: usize) -> f64 {
    0.5 * ((2.0 * alpha / (k as f64 - 1.0)).powf(-2.0 / (n as f64 - 1.0)) - 1.0)
}

/// h² = 2η(n−1).
pub fn h_squared(k: usize, alpha: f64, n: usize) -> f64 {
    2.0 * eta(k, alpha, n) * (n as f64 - 1.0)
}

/// How far options may lie below another and stay, after r observations of which differences have variance `variance`.
pub fn margin(delta: f64, h_squared: f64, variance: f64, r: usize) -> f64 {
    let r = r as f64;
    (delta / (2.0 * r) * (h_squared * variance / (delta * delta) - r)).max(0.0)
}

/// Which of `alive` stay. All have at least as many observations as the first of `alive`, and more than one; larger is better.
/// `values` are those of all options that began: the chance of a mistake is divided over them.
pub fn survivors(values: &[Vec<f64>], alive: &[usize], delta: f64, alpha: f64) -> Vec<usize> {
    let r = alive.iter().map(|option| values[*option].len()).min().unwrap_or(0);
    let h_squared = h_squared(values.len(), alpha, r);
    let mean = |option: usize| values[option][..r].iter().sum::<f64>() / r as f64;
    let stays = |one: &usize| {
        let other = |other: &usize| {
            let difference = mean(*one) - mean(*other);
            let pairs = values[*one][..r].iter().zip(&values[*other][..r]);
            let squares: f64 = pairs.map(|(a, b)| (a - b - difference).powi(2)).sum();
            let variance = squares / (r as f64 - 1.0);
            difference >= -margin(delta, h_squared, variance, r)
        };
        alive.iter().filter(|it| *it != one).all(other)
    };
    alive.iter().copied().filter(stays).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;
    use rand_distr::{Distribution, StandardNormal};

    #[test]
    fn constants_are_those_of_the_definitions() {
        // Kim and Nelson 2001, section 3
        assert!((eta(5, 0.05, 10) - 0.634_967).abs() < 5e-7, "{}", eta(5, 0.05, 10));
        assert!((h_squared(5, 0.05, 10) - 11.429_411).abs() < 5e-7, "{}", h_squared(5, 0.05, 10));
    }

    #[test]
    fn the_margin_closes_as_observations_come_in() {
        // δ = 1, h²S² = 40: 1.5 after 10, .5 after 20, nothing from 40 on
        assert_eq!(margin(1.0, 10.0, 4.0, 10), 1.5);
        assert_eq!(margin(1.0, 10.0, 4.0, 20), 0.5);
        assert_eq!((margin(1.0, 10.0, 4.0, 40), margin(1.0, 10.0, 4.0, 80)), (0.0, 0.0));
    }

    #[test]
    fn equals_stay_and_what_lies_far_below_goes() {
        let base: Vec<f64> = (0..10).map(|i| f64::from(i % 3)).collect();
        let lower = base.iter().map(|it| it - 5.0).collect();
        let values = [base.clone(), lower, base];
        assert_eq!(survivors(&values, &[0, 1, 2], 0.5, 0.05), [0, 2]);
    }

    /// One of k normal options, of which the first is best, by rounds as a comparison plays them.
    fn chosen(means: &[f64], delta: f64, rng: &mut Xoshiro256PlusPlus) -> usize {
        let mut normal = || -> f64 { StandardNormal.sample(rng) };
        let mut values: Vec<Vec<f64>> = vec![Vec::new(); means.len()];
        let mut alive: Vec<usize> = (0..means.len()).collect();
        while alive.len() > 1 {
            for _ in 0..10 {
                let common = normal();
                for option in &alive {
                    values[*option].push(means[*option] + common + normal());
                }
            }
            alive = survivors(&values, &alive, delta, 0.05);
        }
        alive[0]
    }

    #[test]
    fn the_best_is_picked_as_often_as_promised() {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(6);
        // the slippage configuration, the hardest: all others exactly δ below the best
        let means = [0.5, 0.0, 0.0, 0.0];
        let trials = 1_000;
        let right = (0..trials).filter(|_| chosen(&means, 0.5, &mut rng) == 0).count();
        let least = 0.95 - 4.42 * (0.0475_f64 / f64::from(trials)).sqrt();
        assert!(right as f64 / f64::from(trials) >= least, "{right} of {trials}");
    }

    #[test]
    fn what_is_picked_lies_within_delta_of_the_best_as_often_as_promised() {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(7);
        // the best lies only half of δ above the second; three others lie further than δ below
        let means = [0.25, 0.0, -0.3, -0.35, -0.4];
        let trials = 1_000;
        let good = (0..trials).filter(|_| means[chosen(&means, 0.5, &mut rng)] >= -0.25).count();
        let least = 0.95 - 4.42 * (0.0475_f64 / f64::from(trials)).sqrt();
        assert!(good as f64 / f64::from(trials) >= least, "{good} of {trials}");
    }
}
