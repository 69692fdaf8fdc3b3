//! Quantiles of the gamma distribution with mean 1.

use statrs::distribution::{ContinuousCDF, Gamma, Normal};
use statrs::function::gamma::{gamma, ln_gamma};

/// What a quantile takes that is the same for every share, found once.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantile {
    gamma: Gamma,
    shape: f64,
    /// The part of the logarithm of the density that does not depend on where it is taken.
    constant: f64,
}

impl Quantile {
    /// Of the distribution with mean 1 and this coefficient of variation, above 0.
    pub fn new(cv: f64) -> Self {
        let shape = 1.0 / (cv * cv);
        Self {
            gamma: Gamma::new(shape, shape).expect("a positive coefficient of variation"),
            shape,
            constant: shape * shape.ln() - ln_gamma(shape),
        }
    }

    /// The value below which a share (0 ..= 1) lies: by Halley's method, within bounds.
    pub fn of(&self, share: f64) -> f64 {
        if share == 0.0 || share == 1.0 {
            return self.gamma.inverse_cdf(share);
        }
        let (mut low, mut high) = (0.0, f64::INFINITY);
        let mut x = self.guess(share);
        for _ in 0..MOST_ITERATIONS {
            let beyond = self.gamma.cdf(x) - share;
            *(if beyond >= 0.0 { &mut high } else { &mut low }) = x;
            // the density falls by this part of itself
            let fall = self.shape - (self.shape - 1.0) / x;
            let newton = beyond / self.density(x);
            let step = newton / (1.0 + (newton * fall / 2.0).clamp(-0.5, 0.5));
            // what is left then is its third power
            if step.abs() <= SMALL * x || x < LEAST {
                return x - step;
            }
            let next = x - step;
            x = match low < next && next < high {
                true => next,
                false if high == f64::INFINITY => 2.0 * x,
                false => (low + high) / 2.0,
            };
        }
        x
    }

    /// Close to the quantile: by Wilson and Hilferty, the cube root is nearly normal; of a shape below 1 by the power that
    /// the distribution begins with.
    fn guess(&self, share: f64) -> f64 {
        let ninth = 1.0 / (9.0 * self.shape);
        let root = 1.0 - ninth + ninth.sqrt() * Normal::standard().inverse_cdf(share);
        if self.shape >= 1.0 && root > 0.0 {
            return root.powi(3);
        }
        let first = (share * gamma(self.shape + 1.0)).powf(1.0 / self.shape) / self.shape;
        first.clamp(LEAST, 1.0)
    }

    fn density(&self, x: f64) -> f64 {
        (self.constant + (self.shape - 1.0) * x.ln() - self.shape * x).exp()
    }
}

const MOST_ITERATIONS: usize = 100;
const SMALL: f64 = 1e-6;
/// Where nothing is left.
const LEAST: f64 = f64::MIN_POSITIVE;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_statrs_where_it_is_exact() {
        for cv in [0.03, 0.05, 0.079, 0.08, 0.1, 0.2, 0.5, 1.0, 1.7, 4.0] {
            let quantile = Quantile::new(cv);
            let shape = 1.0 / (cv * cv);
            let gamma = Gamma::new(shape, shape).expect("a positive coefficient of variation");
            let shares = (0..=2_000).map(|step| f64::from(step) / 2_000.0).chain([1e-9, 1.0 - 1e-9]);
            for share in shares {
                let found = quantile.of(share);
                let theirs = gamma.inverse_cdf(share);
                let off = |x| (gamma.cdf(x) - share).abs();
                assert!(off(found) <= 1e-12, "{cv} {share}: {found}");
                let is_theirs = found == theirs || (found - theirs).abs() <= 1e-7 * theirs.max(1.0);
                assert!(is_theirs || off(theirs) > 1e-9, "{cv} {share}: {found}, not {theirs}");
            }
        }
    }
}
