//! Options beside each other: one page to choose by, what it rests on behind it.

mod answer;
mod changes;
mod data;
mod page;
mod tables;
mod text;

pub use answer::answer;
pub use changes::{Change, changes};
pub use data::{changes as changes_data, guards as guards_data, options as options_data};
pub use page::page;
pub use text::text;

use crate::experiment::comparison::{Choice, verdict};
use crate::experiment::ranking::Ranking;
use crate::experiment::results::Verdict;
use crate::report::words::short_names;
use crate::stats::interval::Estimate;

/// What is shown of a comparison.
pub struct Shown<'a> {
    /// Without figures of groups that are too small to show.
    pub choice: &'a Choice,
    /// What each variant changes.
    pub changes: Vec<Vec<Change>>,
    /// Variants of several measures, one by one: the name, and what each measure brings.
    pub bundles: Vec<(String, Ranking)>,
}

impl Shown<'_> {
    /// Of an option; 0 is the base. What a variant begins with as the base is called is left out.
    pub fn name(&self, index: usize) -> &str {
        let whole = self.whole_name(index);
        if index == 0 { whole } else { short_names(&[self.whole_name(0), whole])[1] }
    }

    /// As its scenario is called.
    pub fn whole_name(&self, index: usize) -> &str {
        &self.choice.results[index].scenario
    }

    /// The figure that decides, of an option.
    pub fn headline(&self, index: usize) -> Option<Estimate> {
        self.choice.levels[index]
    }

    /// Of the headline of a variant against the base; `None` of the base itself.
    pub fn verdict(&self, index: usize) -> Option<Verdict> {
        let effect = self.choice.effects[index]?;
        Some(verdict(&effect.difference, self.choice.headline.good()))
    }

    /// How often an option was played, where not all were played alike.
    pub fn times(&self, index: usize) -> Option<u32> {
        let n = |index: usize| self.choice.results[index].replications;
        (0..self.choice.results.len()).any(|other| n(other) != n(0)).then(|| n(index))
    }

    /// In every replication the headline of a variant is that of the base.
    pub fn is_same(&self, index: usize) -> bool {
        let difference = self.choice.effects[index].map(|effect| effect.difference);
        difference.is_some_and(|it| (it.low, it.high) == (0.0, 0.0))
    }

    /// One replication has no intervals: nothing is sure of any difference.
    pub fn is_single(&self) -> bool {
        self.choice.comparisons.iter().all(|comparison| comparison.replications < 2)
    }

    /// How verdicts are adjusted for the number of comparisons.
    pub fn adjusted(&self) -> String {
        if self.is_single() {
            return "Van één herhaling zijn er geen intervallen: hoe zeker een verschil is, is niet te zeggen.".to_owned();
        }
        let adjustment = self.choice.adjustment;
        let each = crate::report::number::number(adjustment.of_each() * 100.0, 2);
        let all = crate::report::number::share_as_written(adjustment.confidence);
        let looks = match adjustment.looks {
            1 => String::new(),
            looks => format!(" en {looks} keer kijken"),
        };
        match (adjustment.variants, adjustment.looks) {
            (1, 1) => format!("Elk verschil heeft een interval van {all}."),
            (variants, _) => {
                let variants =
                    if variants == 1 { "één variant".to_owned() } else { format!("{variants} varianten") };
                format!(
                    "Per cijfer zijn {variants}{looks} samen {all} zeker: elk verschil heeft een interval van {each}% (Bonferroni). \
                     Over verschillende cijfers heen is niet gecorrigeerd."
                )
            }
        }
    }
}
