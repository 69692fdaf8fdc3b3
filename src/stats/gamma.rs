//! Quantiles of the gamma distribution with mean 1.

use statrs::distribution::{Continuous, ContinuousCDF, Gamma};
use statrs::function::gamma::gamma;

/// What a quantile takes that is the same for every share, found once.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantile {
    gamma: Gamma,
    shape: f64,
    /// Shares below 1/2, 1 and 2, where every search begins.
    below: [f64; 3],
    /// The two factors of the density that do not depend on where it is taken; `None` where it is found by logarithms.
    factors: Option<(f64, f64)>,
}

impl Quantile {
    /// Of the distribution with mean 1 and this coefficient of variation, above 0.
    pub fn new(cv: f64) -> Self {
        let shape = 1.0 / (cv * cv);
        let distribution = Gamma::new(shape, shape).expect("a positive coefficient of variation");
        let by_logarithms = shape > 160.0 || shape == 1.0;
        Self {
            gamma: distribution,
            shape,
            below: [0.5, 1.0, 2.0].map(|x| distribution.cdf(x)),
            factors: (!by_logarithms).then(|| (shape.powf(shape), gamma(shape))),
        }
    }

    /// The value below which a share (0 ..= 1) lies: by Newton's method within bounds, to the bit as statrs finds it, which
    /// looks for its bounds anew every time.
    pub fn of(&self, share: f64) -> f64 {
        if share == 0.0 || share == 1.0 {
            return self.gamma.inverse_cdf(share);
        }
        let [half, one, two] = self.below;
        let (mut low, mut high) = (1.0, 2.0);
        if one > share {
            low = 0.5;
            if half > share {
                low = 0.25;
                while self.gamma.cdf(low) > share {
                    low /= 2.0;
                }
            }
        }
        if two < share {
            high = 4.0;
            while self.gamma.cdf(high) < share {
                high *= 2.0;
            }
        }
        let mut x = (high + low) / 2.0;
        for _ in 0..MOST_ITERATIONS {
            let value = self.gamma.cdf(x);
            *(if value >= share { &mut high } else { &mut low }) = x;
            let mut next = x - (value - share) / self.density(x);
            if !next.is_finite() || next <= low || next >= high {
                next = (high + low) / 2.0;
            }
            let change = (x - next).abs();
            let is_found = change <= ABSOLUTE || change <= x.abs().max(next.abs()) * RELATIVE;
            x = next;
            if is_found {
                break;
            }
        }
        x
    }

    fn density(&self, x: f64) -> f64 {
        match self.factors {
            Some((power, whole)) => power * x.powf(self.shape - 1.0) * (-self.shape * x).exp() / whole,
            None => self.gamma.pdf(x),
        }
    }
}

const MOST_ITERATIONS: usize = 100;
/// Changes that are none.
const ABSOLUTE: f64 = 1e-9;
const RELATIVE: f64 = 1e-14;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_statrs_to_the_bit() {
        for cv in [0.03, 0.05, 0.079, 0.08, 0.1, 0.2, 0.5, 1.0, 1.7, 4.0] {
            let quantile = Quantile::new(cv);
            let shape = 1.0 / (cv * cv);
            let gamma = Gamma::new(shape, shape).expect("a positive coefficient of variation");
            let shares = (0..=2_000).map(|step| f64::from(step) / 2_000.0).chain([1e-9, 1.0 - 1e-9]);
            for share in shares {
                assert_eq!(quantile.of(share).to_bits(), gamma.inverse_cdf(share).to_bits(), "{cv} {share}");
            }
        }
    }
}
