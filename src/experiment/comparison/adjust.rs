//! How sure each of several comparisons must be, so that all of them together are as sure as asked.

/// Bonferroni, within one measure: over the variants, and over the looks at which playing might have stopped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adjustment {
    /// Of all comparisons together.
    pub confidence: f64,
    pub variants: u32,
    /// Looks that were planned before the first, whether they were needed or not.
    pub looks: u32,
}

impl Adjustment {
    /// Of each single interval.
    pub fn of_each(self) -> f64 {
        1.0 - (1.0 - self.confidence) / f64::from(self.variants * self.looks)
    }

    /// With a comparison of every option with every other that could be the best: those for one of them, one-sided.
    pub fn of_each_against_the_best(self) -> f64 {
        1.0 - 2.0 * (1.0 - self.confidence) / f64::from(self.variants * self.looks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubt_is_divided_over_variants_and_looks() {
        let adjustment = Adjustment { confidence: 0.95, variants: 4, looks: 2 };
        assert!((adjustment.of_each() - 0.993_75).abs() < 1e-12);
        assert!((adjustment.of_each_against_the_best() - 0.987_5).abs() < 1e-12);
        let one = Adjustment { confidence: 0.95, variants: 1, looks: 1 };
        assert_eq!(one.of_each(), 1.0 - (1.0 - 0.95));
    }
}
