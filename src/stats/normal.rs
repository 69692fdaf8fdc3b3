//! The standard normal distribution.

use statrs::function::erf::erfc;

/// P(Z ≤ z).
pub fn cumulative(z: f64) -> f64 {
    0.5 * erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// [`cumulative`] from a table, within 5e-11, which is as far as that is right itself: for who asks it for every customer.
#[derive(Clone, Debug)]
pub struct Curve {
    /// Coefficients of the series around each point.
    series: Vec<[f64; TERMS]>,
}

const TERMS: usize = 8;
/// Points of the table in one standard deviation.
const FINENESS: f64 = 32.0;
/// Further out the rest is less than a thousand-millionth.
const REACH: f64 = 6.0;

impl Curve {
    pub fn tabulated() -> Self {
        let n_points = (2.0 * REACH * FINENESS) as usize + 1;
        Self { series: (0..n_points).map(|point| Self::around(point as f64 / FINENESS - REACH)).collect() }
    }

    /// The derivatives of the density are Hermite polynomials times the density.
    fn around(z: f64) -> [f64; TERMS] {
        let density = (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
        let mut series = [cumulative(z); TERMS];
        let (mut hermite, mut before, mut factor) = (1.0, 0.0, density);
        for (power, coefficient) in series.iter_mut().enumerate().skip(1) {
            *coefficient = factor * hermite;
            factor *= -1.0 / (power + 1) as f64;
            (hermite, before) = (z * hermite - (power - 1) as f64 * before, hermite);
        }
        series
    }

    /// P(Z ≤ z); beyond its reach 0 or 1.
    #[inline(always)]
    pub fn cumulative(&self, z: f64) -> f64 {
        // what lies before the first point becomes a number that no point has
        let place = ((z + REACH) * FINENESS + 0.5) as i32;
        match self.series.get(place as usize) {
            Some([c0, c1, c2, c3, c4, c5, c6, c7]) => {
                let h = z - (f64::from(place) / FINENESS - REACH);
                c0 + h * (c1 + h * (c2 + h * (c3 + h * (c4 + h * (c5 + h * (c6 + h * c7))))))
            }
            None => f64::from(u8::from(z > 0.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_curve() {
        let curve = Curve::tabulated();
        for step in -5_999_999..6_000_000 {
            let z = f64::from(step) / 1e6;
            assert!((curve.cumulative(z) - cumulative(z)).abs() < 5e-11, "{z}");
        }
        for z in [6.1, 40.0, 1e300, f64::INFINITY] {
            assert_eq!((curve.cumulative(z), curve.cumulative(-z)), (1.0, 0.0));
        }
    }

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
