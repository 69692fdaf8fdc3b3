//! More replications where a verdict is open: in whole rounds, to a budget.
//!
//! Every round doubles what was played, so that few looks are needed; how many at most is known before the first, and every
//! interval is as wide as all of them need together. Who was done first is never asked.

use super::Asked;
use super::adjust::Adjustment;
use super::guard::guards;
use super::headline::Headline;
use crate::experiment::Control;
use crate::experiment::measure::Good;
use crate::experiment::replicate::{Play, as_asked, extend};
use crate::experiment::results::{NormVerdict, Verdict};
use crate::model::Replications;

/// Looks that may be taken when playing begins with `first` replications and ends at `budget` at most.
pub fn looks(first: u32, budget: u32) -> u32 {
    let mut looks = 1;
    let mut n = first;
    while n < budget {
        n = next(n, budget);
        looks += 1;
    }
    looks
}

/// Twice as many, in whole rounds.
fn next(n: u32, budget: u32) -> u32 {
    (2 * n).next_multiple_of(Replications::ROUND).min(budget)
}

/// Plays the base and its variants as the study of the base asks, and on while a verdict is open.
pub fn play(plays: &mut [Play<'_>], headline: &Headline, asked: &Asked, control: &Control) -> Adjustment {
    as_asked(plays, control);
    let first = plays[0].n();
    let budget = asked.budget.unwrap_or(first).max(first);
    let adjustment = Adjustment {
        confidence: plays[0].model.study.confidence,
        variants: plays.len() as u32 - 1,
        looks: looks(first, budget),
    };
    let mut n = first;
    while n < budget && !plays[0].sample.interrupted {
        let (base, variants) = plays.split_first().expect("a base");
        let open: Vec<bool> =
            variants.iter().map(|variant| is_open(base, variant, headline, adjustment)).collect();
        if !open.contains(&true) {
            break;
        }
        n = next(n, budget);
        let wanted: Vec<u32> = std::iter::once(n)
            .chain(variants.iter().zip(open).map(|(variant, open)| if open { n } else { variant.n() }))
            .collect();
        let expected = wanted.iter().sum();
        extend(plays, &wanted, expected, control);
    }
    adjustment
}

/// Whether the headline or something that may not become worse is not decided. What never differs is.
pub fn is_open(base: &Play, variant: &Play, headline: &Headline, adjustment: Adjustment) -> bool {
    let difference = headline.paired(base, variant, adjustment.of_each()).map(|paired| paired.difference);
    let is_undecided = difference.is_some_and(|it| {
        let is_same = (it.low, it.high) == (0.0, 0.0);
        !is_same && super::verdict(&it, Good::More) == Verdict::NotToBeToldApart
    });
    is_undecided
        || guards(base, variant, adjustment).iter().any(|guard| guard.verdict == NormVerdict::Uncertain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_looks_are_counted_before_the_first() {
        assert_eq!(looks(30, 30), 1);
        // 30, 60, 120, 200
        assert_eq!(looks(30, 200), 4);
        // 3, 10, 20, 40
        assert_eq!(looks(3, 40), 4);
        assert_eq!(next(15, 100), 30);
    }
}
