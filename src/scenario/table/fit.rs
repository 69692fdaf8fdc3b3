//! Counts to weights of months, weekdays and hours, so that their product fits the counts.
//!
//! A count is taken for Poisson with a mean of month × weekday × hour × exposure; the weights of greatest likelihood
//! make every month, weekday and hour add up to what was counted (iterative proportional fitting; Deming and Stephan
//! 1940).

/// What was counted in one stretch of time; what a table does not tell is `None`.
#[derive(Clone, Copy, Debug)]
pub struct Sighting {
    pub month: Option<usize>,
    /// 0 is Monday.
    pub weekday: Option<usize>,
    pub hour: Option<usize>,
    /// How long was looked, in hours with an hour known, otherwise in days.
    pub exposure: f64,
    pub count: f64,
}

#[derive(Clone, Debug)]
pub struct Weights {
    pub months: Vec<f64>,
    pub weekdays: Vec<f64>,
    pub hours: Vec<f64>,
}

const MOST_ROUNDS: usize = 500;
const PRECISE: f64 = 1e-9;
const SIZES: [usize; 3] = [12, 7, 24];

/// A weight is 0 where nothing was counted.
pub fn fit(sightings: &[Sighting]) -> Weights {
    let mut cells = vec![(0.0, 0.0); SIZES.iter().product()];
    for seen in sightings {
        let place = [seen.month, seen.weekday, seen.hour].map(Option::unwrap_or_default);
        let cell = &mut cells[(place[0] * SIZES[1] + place[1]) * SIZES[2] + place[2]];
        cell.0 += seen.exposure;
        cell.1 += seen.count;
    }
    let cells: Vec<([usize; 3], f64, f64)> =
        cells.into_iter().enumerate().filter(|(_, cell)| cell.0 > 0.0).map(placed).collect();
    let mut weights = SIZES.map(|size| vec![1.0; size]);
    for _ in 0..MOST_ROUNDS {
        let mut moved: f64 = 0.0;
        for side in 0..3 {
            let (mut counted, mut expected) = (vec![0.0; SIZES[side]], vec![0.0; SIZES[side]]);
            for (place, exposure, count) in &cells {
                let others = (0..3).filter(|other| *other != side).map(|other| weights[other][place[other]]);
                counted[place[side]] += count;
                expected[place[side]] += exposure * others.product::<f64>();
            }
            for (index, weight) in weights[side].iter_mut().enumerate() {
                let new = if expected[index] > 0.0 { counted[index] / expected[index] } else { 0.0 };
                moved = moved.max((new - *weight).abs() / new.max(f64::MIN_POSITIVE));
                *weight = new;
            }
        }
        if moved < PRECISE {
            break;
        }
    }
    let [months, weekdays, hours] = weights;
    Weights { months, weekdays, hours }
}

fn placed((index, (exposure, count)): (usize, (f64, f64))) -> ([usize; 3], f64, f64) {
    let place = [index / (SIZES[1] * SIZES[2]), index / SIZES[2] % SIZES[1], index % SIZES[2]];
    (place, exposure, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_behind_counts_are_found_whatever_was_looked_at() {
        let (months, weekdays, hours) = ([2.0, 1.0], [3.0, 1.0, 2.0], [1.0, 5.0]);
        let mut seen = Vec::new();
        for (month, of_month) in months.iter().enumerate() {
            for (weekday, of_weekday) in weekdays.iter().enumerate() {
                for (hour, of_hour) in hours.iter().enumerate() {
                    // the last hour is only half looked at, and not on the first weekday
                    let exposure = if hour == 1 { if weekday == 0 { 0.0 } else { 0.5 } } else { 4.0 };
                    let count = of_month * of_weekday * of_hour * exposure;
                    seen.push(Sighting {
                        month: Some(month),
                        weekday: Some(weekday),
                        hour: Some(hour),
                        exposure,
                        count,
                    });
                }
            }
        }
        let found = fit(&seen);
        let near = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-6;
        assert!(near(found.months[0] / found.months[1], 2.0));
        assert!(
            near(found.weekdays[0] / found.weekdays[1], 3.0)
                && near(found.weekdays[2] / found.weekdays[1], 2.0)
        );
        assert!(near(found.hours[1] / found.hours[0], 5.0));
        assert_eq!((found.months[5], found.hours[9]), (0.0, 0.0));
    }
}
