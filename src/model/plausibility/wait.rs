//! What those who come may expect, by Erlang A or C for each number of people that may be there.

use super::headcount::likely;
use super::offered::Cell;
use crate::stats::theory::erlang_a_balking;

/// Expected service; patience taken as exponential with its mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// Mean wait in seconds, of all who come.
    pub wait: f64,
    /// Share that gives up or leaves at once.
    pub lost: f64,
    /// Share that is helped within the threshold of the channel.
    pub within: f64,
    /// Share of the time with too few people for the work while nobody gives up; the other figures leave it out.
    pub overloaded: f64,
}

/// Longer lines than this take too long to sum over.
const MOST_WAITING: f64 = 100_000.0;

/// One quarter of an hour; `None` when there are never enough people and nobody gives up, or when lines grow too long
/// to compute.
pub fn expected(cell: &Cell, headcount: &[f64], within: f64) -> Option<Expected> {
    let rate = cell.rate();
    let mu = cell.contacts / cell.work;
    let (balk, theta) = (cell.balking / cell.contacts, cell.leaving_rate());
    if !mu.is_finite() {
        // work that takes no time
        return Some(Expected { wait: 0.0, lost: 0.0, within: 1.0, overloaded: 0.0 });
    }
    let (mut sum, mut weight) = (Expected { wait: 0.0, lost: 0.0, within: 0.0, overloaded: 0.0 }, 0.0);
    for (people, chance) in likely(headcount) {
        let stable = theta > 0.0 || rate * (1.0 - balk) < f64::from(people) * mu;
        if !stable {
            sum.overloaded += chance;
            continue;
        }
        let waiting = if theta > 0.0 {
            let ahead = (rate * (1.0 - balk) - f64::from(people) * mu).max(0.0) / theta;
            ahead + 20.0 * (rate / theta).sqrt()
        } else {
            40.0 / (1.0 - rate * (1.0 - balk) / (f64::from(people) * mu))
        };
        if waiting > MOST_WAITING && people > 0 {
            return None;
        }
        weight += chance;
        if people == 0 {
            sum.wait += chance * (1.0 - balk) / theta;
            sum.lost += chance;
            continue;
        }
        let queue = erlang_a_balking(rate, mu, theta, balk, people);
        sum.wait += chance * queue.mean_wait_all;
        sum.lost += chance * (queue.p_abandon + queue.p_balk);
        sum.within += chance * queue.served_within(within);
    }
    (weight > 0.0).then(|| Expected {
        wait: sum.wait / weight,
        lost: sum.lost / weight,
        within: sum.within / weight,
        overloaded: sum.overloaded,
    })
}

/// The mean of several quarters by their contacts; `None` when every one is.
pub fn mean(quarters: impl Iterator<Item = (f64, Option<Expected>)>) -> Option<Expected> {
    let (mut sum, mut weight, mut all) =
        (Expected { wait: 0.0, lost: 0.0, within: 0.0, overloaded: 0.0 }, 0.0, 0.0);
    for (contacts, expected) in quarters {
        all += contacts;
        let Some(expected) = expected else {
            sum.overloaded += contacts;
            continue;
        };
        weight += contacts;
        sum.wait += contacts * expected.wait;
        sum.lost += contacts * expected.lost;
        sum.within += contacts * expected.within;
        sum.overloaded += contacts * expected.overloaded;
    }
    (weight > 0.0).then(|| Expected {
        wait: sum.wait / weight,
        lost: sum.lost / weight,
        within: sum.within / weight,
        overloaded: sum.overloaded / all,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::theory::ErlangC;

    /// 90 contacts an hour of 300 s: 7.5 Erlang.
    fn cell(theta: f64) -> Cell {
        Cell { contacts: 22.5, work: 22.5 * 300.0, balking: 0.0, leaving: 22.5 * theta }
    }

    fn constant(people: usize) -> Vec<f64> {
        let mut chances = vec![0.0; people + 1];
        chances[people] = 1.0;
        chances
    }

    #[test]
    fn without_patience_the_wait_is_that_of_erlang_c() {
        let found = expected(&cell(0.0), &constant(9), 30.0).unwrap();
        let oracle = ErlangC::new(90.0 / 3600.0, 1.0 / 300.0, 9);
        assert!((found.wait / oracle.mean_wait - 1.0).abs() < 1e-9 && found.lost == 0.0);
        assert!((found.within - oracle.served_within(30.0)).abs() < 1e-6);
    }

    #[test]
    fn too_few_people_without_patience_is_told_apart() {
        assert_eq!(expected(&cell(0.0), &constant(7), 30.0), None);
        let mut half = constant(9);
        half[7] = 0.5;
        half[9] = 0.5;
        let found = expected(&cell(0.0), &half, 30.0).unwrap();
        assert_eq!(
            (found.overloaded, found.wait),
            (0.5, expected(&cell(0.0), &constant(9), 30.0).unwrap().wait)
        );
    }

    #[test]
    fn with_nobody_there_everybody_gives_up() {
        let found = expected(&cell(1.0 / 420.0), &constant(0), 30.0).unwrap();
        assert!((found.wait - 420.0).abs() < 1e-9);
        assert_eq!((found.lost, found.within), (1.0, 0.0));
    }

    #[test]
    fn a_mean_weighs_by_contacts() {
        let of = |wait: f64| Some(Expected { wait, lost: 0.0, within: 1.0, overloaded: 0.0 });
        let found = mean([(1.0, of(10.0)), (3.0, of(50.0)), (4.0, None)].into_iter()).unwrap();
        assert_eq!((found.wait, found.overloaded), (40.0, 0.5));
        assert_eq!(mean([(4.0, None)].into_iter()), None);
    }
}
