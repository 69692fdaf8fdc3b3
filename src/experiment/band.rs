//! Doubt about marks that comes from the formula itself: each coefficient drawn from 40 % below to 40 % above,
//! independent of the others, crossed with the replications.
//!
//! A mark is linear in its coefficients but for what floors, clamping, the fixed mark of an unanswered contact and the
//! weighing of worst and last make of them; those parts are held.

use crate::experiment::marks::MarkTally;
use crate::experiment::measure::{Cut, Measure};
use crate::experiment::months::Months;
use crate::experiment::replicate::Sample;
use crate::experiment::results::Figure;
use crate::model::Model;
use crate::model::satisfaction::{POINT, Part};
use crate::random::stream::{Purpose, Streams};
use crate::stats::interval::Estimate;

const DRAWS: u32 = 1_000;
const SPREAD: f64 = 0.4;

/// A factor for each part.
type Factors = [f64; Part::COUNT];

/// For every part of the service with marks: the band of its mean mark, and the chance that it reaches the goal.
pub fn figures(model: &Model, sample: &Sample) -> Vec<Figure> {
    let Some(satisfaction) = &model.satisfaction else { return Vec::new() };
    let draws = draws(model.study.seed);
    let mut figures = Vec::new();
    let Some(first) = sample.replications.first() else { return figures };
    for (row, (cut, _)) in first.marks.rows(model).enumerate() {
        let tallies = sample.replications.iter().map(|replication| replication.marks.row(row));
        let marks = marks(tallies, &draws, satisfaction.offset);
        figures.extend(of_part(cut, marks, satisfaction.goal, model.study.confidence));
    }
    figures
}

/// Of the journeys that begin in each month: the chance that their mean mark reaches the goal.
pub fn monthly_chances(model: &Model, sample: &Sample) -> Vec<f64> {
    let Some(satisfaction) = &model.satisfaction else { return Vec::new() };
    let draws = draws(model.study.seed);
    let months: Vec<&Months> = sample.replications.iter().filter_map(|it| it.months.as_ref()).collect();
    let chance = |month: usize| {
        let marks = marks(months.iter().map(|of| &of.marks[month]), &draws, satisfaction.offset);
        let reached = marks.iter().filter(|mark| **mark >= satisfaction.goal).count();
        reached as f64 / marks.len() as f64
    };
    (0..months.first().map_or(0, |of| of.marks.len())).map(chance).collect()
}

fn draws(seed: u64) -> Vec<Factors> {
    let streams = Streams::new(seed, 0);
    let purposes: Vec<(Part, Purpose)> = Part::ALL
        .iter()
        .filter(|part| part.has_coefficient())
        .map(|part| (*part, Purpose::new(&["satisfaction", "coefficient", &format!("{part:?}")])))
        .collect();
    let draw = |number: u32| {
        let mut factors = [1.0; Part::COUNT];
        for (part, purpose) in &purposes {
            let uniform = streams.uniform(*purpose, u64::from(number), 0);
            factors[*part as usize] = 1.0 - SPREAD + 2.0 * SPREAD * uniform;
        }
        factors
    };
    (0..DRAWS).map(draw).collect()
}

/// The mean mark of every replication under every draw.
fn marks<'t>(tallies: impl Iterator<Item = &'t MarkTally>, draws: &[Factors], offset: f64) -> Vec<f64> {
    let mut marks = Vec::new();
    for tally in tallies.filter(|tally| tally.n > 0) {
        let mean = tally.parts.map(|sum| sum as f64 / tally.n as f64 / f64::from(POINT));
        marks.extend(draws.iter().map(|factors| {
            let mark: f64 = mean.iter().zip(factors).map(|(points, factor)| points * factor).sum();
            // coefficients that fit no mark below 1 or above 10 do not make one
            mark.clamp(1.0, 10.0) + offset
        }));
    }
    marks
}

fn of_part(cut: Cut, mut marks: Vec<f64>, goal: f64, confidence: f64) -> [Figure; 2] {
    let n = marks.len();
    let reached = marks.iter().filter(|mark| **mark >= goal).count();
    let mean = marks.iter().sum::<f64>() / n as f64;
    let mut quantile = |q: f64| {
        let rank = ((n as f64 * q) as usize).min(n.saturating_sub(1));
        if n == 0 { f64::NAN } else { *marks.select_nth_unstable_by(rank, f64::total_cmp).1 }
    };
    let tail = (1.0 - confidence) / 2.0;
    let band = Estimate { value: mean, low: quantile(tail), high: quantile(1.0 - tail), n: n as u64 };
    let chance = Estimate { value: reached as f64 / n as f64, low: f64::NAN, high: f64::NAN, n: n as u64 };
    [
        Figure { measure: Measure::MarkBand, cut: cut.clone(), estimate: band, values: Vec::new() },
        Figure { measure: Measure::GoalChance, cut, estimate: chance, values: Vec::new() },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(n: u64, points: &[(Part, f64)]) -> MarkTally {
        let mut tally = MarkTally { n, ..MarkTally::default() };
        for (part, mean) in points {
            tally.parts[*part as usize] = (mean * n as f64 * f64::from(POINT)).round() as i64;
        }
        tally
    }

    fn band(points: &[(Part, f64)], goal: f64) -> (Estimate, f64) {
        let tally = tally(1_000, points);
        let marks = marks(std::iter::once(&tally), &draws(1), 0.0);
        let [band, chance] = of_part(Cut::default(), marks, goal, 0.95);
        (band.estimate, chance.estimate.value)
    }

    #[test]
    fn one_coefficient_gives_a_uniform_band() {
        // 8 − u with u uniform on 0.6 ..= 1.4: quantiles 8 − 1.38 and 8 − 0.62, mean 7
        let (band, chance) = band(&[(Part::Base, 8.0), (Part::WaitLoss, -1.0)], 7.2);
        // standard errors of a uniform quantile and mean over 1,000 draws: below 0.8·√(p(1−p)/1000) and 0.8/√12000
        let five = |error: f64| 5.0 * error;
        assert!((band.low - 6.62).abs() < five(0.8 * (0.025f64 * 0.975 / 1e3).sqrt()), "{band:?}");
        assert!((band.high - 7.38).abs() < five(0.8 * (0.025f64 * 0.975 / 1e3).sqrt()), "{band:?}");
        assert!((band.value - 7.0).abs() < five(0.8 / 12_000f64.sqrt()), "{band:?}");
        // P(u ≤ 0.8) = 0.2 / 0.8
        assert!((chance - 0.25).abs() < five((0.25f64 * 0.75 / 1e3).sqrt()), "{chance}");
    }

    #[test]
    fn independent_coefficients_partly_cancel() {
        let (one, _) = band(&[(Part::Base, 8.0), (Part::WaitLoss, -1.0)], 8.0);
        let (two, _) = band(&[(Part::Base, 8.0), (Part::WaitLoss, -0.5), (Part::LeadLoss, -0.5)], 8.0);
        // standard deviations 0.8/√12 and 0.8/√24
        assert!(two.high - two.low < 0.9 * (one.high - one.low));
    }

    #[test]
    fn what_has_no_coefficient_has_no_band() {
        let (band, chance) = band(&[(Part::Base, 8.0), (Part::Segment, -0.2), (Part::PeakEnd, -0.1)], 7.7);
        assert!((band.low - 7.7).abs() < 1e-9 && (band.high - 7.7).abs() < 1e-9 && band.value >= 7.7 - 1e-9);
        assert!(chance == 0.0 || chance == 1.0);
    }

    #[test]
    fn without_marks_there_is_no_band() {
        let [band, chance] = of_part(Cut::default(), Vec::new(), 8.0, 0.95);
        assert!(band.estimate.value.is_nan() && band.estimate.low.is_nan() && chance.estimate.value.is_nan());
    }
}
