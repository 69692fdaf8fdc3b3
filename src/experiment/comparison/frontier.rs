//! Which options are worth their money: none other is as cheap and as good.

use super::adjust::Adjustment;
use super::costs::Costs;
use crate::stats::interval;

/// Another option is at least as good and asks no more per year. What is asked once is told beside it: it has no place on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dominated {
    pub by: usize,
    /// Not only in the mean: the intervals say so.
    pub is_sure: bool,
}

/// Of each option, in their order; `values` is the headline by replication, `levels` what is shown of it; larger is better.
pub fn frontier(
    values: &[Vec<f64>],
    levels: &[f64],
    costs: &[Costs],
    adjustment: Adjustment,
) -> Vec<Option<Dominated>> {
    let option = |one: usize| {
        // what reads alike in whole euro is as cheap
        let cheaper = |other: usize| costs[one].per_year.value - costs[other].per_year.value;
        let ahead = |other: usize| levels[other] - levels[one];
        let dominates = |other: &usize| {
            let (cheaper, ahead) = (cheaper(*other), ahead(*other));
            cheaper > -0.5 && ahead >= 0.0 && (cheaper >= 0.5 || ahead > 0.0)
        };
        let others = (0..values.len()).filter(|other| *other != one).filter(dominates);
        let by = others.max_by(|a, b| ahead(*a).total_cmp(&ahead(*b)))?;
        let gap = |a: &[f64], b: &[f64]| {
            let n = a.len().min(b.len());
            interval::paired(&a[..n], &b[..n], adjustment.of_each()).difference
        };
        let is_better = gap(&values[one], &values[by]).low >= 0.0;
        let is_cheaper = gap(&costs[one].values, &costs[by].values).high < 0.5;
        Some(Dominated { by, is_sure: is_better && is_cheaper })
    };
    (0..values.len()).map(option).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn costing(values: [f64; 4]) -> Costs {
        let per_year = interval::mean(&values, 0.95);
        Costs { fte: 1.0, per_year, once: 0.0, difference: None, per_tenth: None, values: values.into() }
    }

    #[test]
    fn what_costs_more_and_brings_less_is_dominated_by_the_best_that_does_not() {
        let adjustment = Adjustment { confidence: 0.95, variants: 3, looks: 1 };
        let marks = [[7.0, 7.1, 6.9, 7.0], [7.4, 7.5, 7.3, 7.4], [7.2, 7.4, 7.0, 7.2], [7.6, 7.7, 7.5, 7.6]];
        let marks: Vec<Vec<f64>> = marks.iter().map(|it| it.to_vec()).collect();
        let costs = [
            costing([100.0; 4]),
            costing([120.0; 4]),
            costing([130.0, 131.0, 129.0, 130.0]),
            costing([150.0; 4]),
        ];
        let found = frontier(&marks, &[7.0, 7.4, 7.2, 7.6], &costs, adjustment);
        assert_eq!(found[0], None);
        assert_eq!(found[1], None);
        assert_eq!(found[2].map(|it| it.by), Some(1));
        assert_eq!(found[3], None);
        // two that are the same in everything do not rule each other out
        let same = frontier(&vec![marks[0].clone(); 2], &[7.0; 2], &vec![costs[0].clone(); 2], adjustment);
        assert_eq!(same, [None, None]);
    }
}
