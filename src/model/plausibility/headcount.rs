//! How many people of a pool are there in a quarter of an hour, as a distribution over days.

use crate::model::staff::{Pool, Shift};
use crate::time::Span;

const QUARTER: Span = Span(15 * Span::MINUTE.0);
/// Chances below this are left out.
const NEGLIGIBLE: f64 = 1e-7;
/// In a larger shift the spread hardly matters: the mean is taken.
const CROWD: f64 = 500.0;

/// Chance of 0, 1, 2 … people of the team of a pool at its place there, by roster, absence and breaks.
pub fn headcount(pool: &Pool, weekday: usize, quarter: usize) -> Vec<f64> {
    pool.shifts.iter().fold(vec![1.0], |so_far, shift| {
        // every part of a team has its shifts
        let mut rostered = shift.staff * there(shift, weekday, quarter);
        let mut availability = shift.availability;
        if rostered > CROWD {
            (rostered, availability) = (rostered * availability, 1.0);
        }
        let (whole, rest) = (rostered.floor(), rostered.fract());
        let fewer = binomial(whole as u32, availability);
        let more = binomial(whole as u32 + 1, availability);
        let mixed: Vec<f64> = more
            .iter()
            .enumerate()
            .map(|(k, p)| rest * p + (1.0 - rest) * fewer.get(k).unwrap_or(&0.0))
            .collect();
        convolve(&so_far, &mixed)
    })
}

/// Mean number of the people of a pool.
pub fn mean(pool: &Pool, weekday: usize, quarter: usize) -> f64 {
    let people = |shift: &Shift| shift.mean_staff() * there(shift, weekday, quarter) * shift.availability;
    pool.shifts.iter().map(people).sum()
}

/// Share of the people of a shift who are not on their break in the middle of a quarter, absence not counted.
fn there(shift: &Shift, weekday: usize, quarter: usize) -> f64 {
    let at = Span(quarter as i64 * QUARTER.0 + QUARTER.0 / 2);
    if !shift.weekdays[weekday] || at < shift.from || at >= shift.to {
        return 0.0;
    }
    let on_break = shift.breaks.as_ref().map_or(0.0, |breaks| {
        let end = Span(breaks.from.0 + breaks.length.0 * i64::from(breaks.waves));
        if breaks.from <= at && at < end { 1.0 / f64::from(breaks.waves) } else { 0.0 }
    });
    1.0 - on_break
}

/// Chances of 0 ..= n successes.
fn binomial(n: u32, p: f64) -> Vec<f64> {
    if p >= 1.0 {
        let mut certain = vec![0.0; n as usize + 1];
        certain[n as usize] = 1.0;
        return certain;
    }
    (0..n).fold(vec![1.0], |chances, _| convolve(&chances, &[1.0 - p, p]))
}

fn convolve(a: &[f64], b: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; a.len() + b.len() - 1];
    for (i, x) in a.iter().enumerate().filter(|(_, x)| **x > NEGLIGIBLE * 1e-6) {
        for (j, y) in b.iter().enumerate() {
            sum[i + j] += x * y;
        }
    }
    sum
}

/// The headcounts that matter, with their chances.
pub fn likely(chances: &[f64]) -> impl Iterator<Item = (u32, f64)> + '_ {
    chances
        .iter()
        .enumerate()
        .filter(|(_, chance)| **chance > NEGLIGIBLE)
        .map(|(k, chance)| (k as u32, *chance))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{Id, PoolId};
    use crate::model::compile::{compile, example};
    use crate::scenario::team::Pauze;

    fn mean_of(chances: &[f64]) -> f64 {
        chances.iter().enumerate().map(|(k, p)| k as f64 * p).sum()
    }

    #[test]
    fn the_chances_add_up_and_agree_with_the_mean() {
        let model = compile(&example::scenario());
        for pool in model.pools.iter() {
            for quarter in [0, 34, 40, 50, 70] {
                let chances = headcount(pool, 3, quarter);
                assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                assert!((mean_of(&chances) - mean(pool, 3, quarter)).abs() < 1e-9);
            }
        }
        // Thursday evening: 2.5 people of whom 76% are there
        assert!((mean(&model.pools[PoolId::from_index(1)], 3, 70) - 1.9).abs() < 1e-9);
    }

    #[test]
    fn nobody_is_there_outside_the_shift() {
        let model = compile(&example::scenario());
        assert_eq!(headcount(&model.pools[PoolId(0)], 5, 40)[0], 1.0);
    }

    #[test]
    fn a_wave_of_the_break_is_away_within_its_window() {
        let mut scenario = example::scenario();
        let hour = |hour: f64| Span::from_seconds(3600.0 * hour);
        scenario.teams[0].1.diensten[0].1.pauze =
            Some(Pauze { van: hour(12.0), tot: hour(13.5), duur: hour(0.5) });
        scenario.teams[0].1.inzetbaarheid = 1.0;
        let model = compile(&scenario);
        let at = |quarter: usize| mean(&model.pools[PoolId(0)], 0, quarter);
        assert_eq!((at(47), at(48).round(), at(53).round(), at(54)), (9.0, 6.0, 6.0, 9.0));
    }
}
