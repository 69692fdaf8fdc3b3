//! How often a journey comes by each of its steps.

use super::ways::ways_on;
use crate::id::{Id, JourneyId, StepId};
use crate::model::Model;

/// Expected visits to each step for every journey started, skipped ones included; `None` when the journey
/// never ends. Solves v = e + Pᵀv, with e the first step and P the shares that go from step to step.
pub fn visits(model: &Model, journey: JourneyId) -> Option<Vec<(StepId, f64)>> {
    let steps: Vec<StepId> =
        model.steps.enumerate().filter(|(_, step)| step.journey == journey).map(|(id, _)| id).collect();
    let n = steps.len();
    let place = |id: StepId| id.index() - steps[0].index();
    // rows of (I − Pᵀ | e)
    let mut rows = vec![vec![0.0; n + 1]; n];
    for (i, row) in rows.iter_mut().enumerate() {
        row[i] = 1.0;
    }
    let first = model.journeys[journey].first;
    rows[place(first)][n] = 1.0;
    // a closed circle that nobody enters is no obstacle: only what can be reached counts
    let mut reached = vec![false; n];
    let mut ahead = vec![first];
    while let Some(step) = ahead.pop() {
        let from = place(step);
        if std::mem::replace(&mut reached[from], true) {
            continue;
        }
        for (to, share) in ways_on(model, journey, step).into_iter().filter(|(_, share)| *share > 0.0) {
            rows[place(to)][from] -= share;
            ahead.push(to);
        }
    }
    for (i, row) in rows.iter_mut().enumerate().filter(|(i, _)| !reached[*i]) {
        *row = (0..=n).map(|column| f64::from(u8::from(column == i))).collect();
    }
    let solution = solve(rows)?;
    Some(steps.into_iter().zip(solution).collect())
}

/// Gauss with partial pivoting on rows of (A | b); `None` when A is singular.
fn solve(mut rows: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let n = rows.len();
    for column in 0..n {
        let pivot = (column..n).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()))?;
        if rows[pivot][column].abs() < 1e-9 {
            return None;
        }
        rows.swap(column, pivot);
        let lead = rows[column].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|(i, _)| *i != column) {
            let factor = row[column] / lead[column];
            // most steps lead to few
            if factor == 0.0 {
                continue;
            }
            for (cell, above) in row.iter_mut().zip(&lead) {
                *cell -= factor * above;
            }
        }
    }
    Some((0..n).map(|i| rows[i][n] / rows[i][i]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compile::{compile, example};

    #[test]
    fn a_loop_is_passed_as_often_as_its_chance_says() {
        // a quarter goes back: 1/(1 − 1/4) rounds, and everybody collects once
        let model = compile(&example::scenario());
        let visits: Vec<f64> =
            visits(&model, JourneyId(1)).unwrap().into_iter().map(|(_, visits)| visits).collect();
        for (found, expected) in visits.iter().zip([4.0 / 3.0, 4.0 / 3.0, 1.0]) {
            assert!((found - expected).abs() < 1e-12, "{visits:?}");
        }
    }

    #[test]
    fn a_journey_without_a_way_out_has_no_number_of_visits() {
        let mut scenario = example::scenario();
        scenario.klantreizen[1].1.stappen[1].1.daarna = vec![("aanvraag".into(), 1.0)];
        assert_eq!(visits(&compile(&scenario), JourneyId(1)), None);
    }

    #[test]
    fn a_circle_that_nobody_enters_does_not_count() {
        let mut scenario = example::scenario();
        let steps = &mut scenario.klantreizen[1].1.stappen;
        steps[0].1.daarna.clear();
        steps[1].1.daarna = vec![("aanmaak".into(), 1.0)];
        let visits: Vec<f64> =
            visits(&compile(&scenario), JourneyId(1)).unwrap().into_iter().map(|(_, v)| v).collect();
        assert_eq!(visits, [1.0, 0.0, 0.0]);
    }
}
