//! The standard normal distribution.

use statrs::function::erf::erfc;

/// P(Z ≤ z).
pub fn cumulative(z: f64) -> f64 {
    0.5 * erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabulated_values_come_out() {
        // Abramowitz & Stegun, table 26.1
        for (z, expected) in [(0.0, 0.5), (1.0, 0.841_344_746), (1.96, 0.975_002_105), (-2.0, 0.022_750_132)]
        {
            assert!((cumulative(z) - expected).abs() < 1e-9, "{z}");
        }
        assert_eq!((cumulative(f64::INFINITY), cumulative(f64::NEG_INFINITY)), (1.0, 0.0));
    }
}
