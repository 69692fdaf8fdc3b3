//! Charts of a run: each a function from figures to a picture, at any width.

pub mod along;
mod band;
pub mod dots;
pub mod effects;
pub mod frontier;
pub mod heat;
pub mod journey_map;
pub mod months;
pub mod norms;
pub mod occupancy;
pub mod palette;
pub mod picture;
pub mod places;
mod scale;
pub mod wait_distribution;
pub mod waits_by_hour;
pub mod waterfall;
pub mod weeks;

/// Of a page and of a file.
pub const WIDE: f64 = 760.0;
/// Of a page on a telephone.
pub const NARROW: f64 = 350.0;

/// What a norm asks of a figure.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    pub target: f64,
    /// At most that, not at least.
    pub is_most: bool,
}

impl Asked {
    pub fn is_met(self, value: f64) -> bool {
        if self.is_most { value <= self.target } else { value >= self.target }
    }

    /// `norm: hooguit 2 min`.
    fn told(self, told: &dyn Fn(f64) -> String) -> String {
        let bound = if self.is_most { "hooguit" } else { "ten minste" };
        format!("norm: {bound} {}", told(self.target))
    }
}

fn is_narrow(width: f64) -> bool {
    width < 520.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::measure::{Good, Unit};
    use crate::experiment::results::Verdict;
    use crate::report::sample;

    #[test]
    fn no_text_runs_out_of_a_picture() {
        let results = sample::results();
        let rows: Vec<_> = [("zelfredzaam", 7.9), ("onzeker-en-met-een-heel-lange-naam-erbij", 6.8)]
            .map(|(name, mark)| (name.to_owned(), sample::estimate(mark, 0.2)))
            .into();
        let terms = [("doelgroep", 0.1), ("wachten", -0.42), ("niet opgelost", -0.3)];
        let terms: Vec<_> = terms.map(|(name, points)| (name.to_owned(), points)).into();
        let points = waterfall::Waterfall { begin: 8.1, terms, mark: 7.48, goal: Some(8.0) };
        let effect = |name: &str, value: f64, verdict| effects::Row {
            name: name.into(),
            difference: sample::estimate(value, 0.02),
            verdict,
        };
        let differences = [
            effect("een erbij", 0.1, Verdict::Better),
            effect("een-heel-lange-naam-voor-een-variant met nog meer woorden", -0.3, Verdict::Worse),
        ];
        let option = |letter: &str, cost: f64, value: f64, is_dominated| frontier::Point {
            letter: letter.into(),
            cost,
            value,
            is_dominated,
        };
        let options = [
            option("A", 612_345.0, 7.1, false),
            option("B", 690_000.0, 7.4, false),
            option("C", 700_000.0, 7.1, true),
        ];
        for width in [WIDE, NARROW] {
            let year = &results.years[0];
            for picture in [
                journey_map::draw(&results.maps[0], Some(sample::estimate(6.9, 0.1)), width),
                waterfall::draw(&points, width),
                dots::draw("doelgroep", &rows, 8.0, width),
                weeks::draw("wat ligt te wachten", &year.weeks, &year.stock, width),
                weeks::draw("werkdagen", &year.weeks, &year.access, width),
                norms::draw(&results.norms, width),
                effects::draw("cijfer", Unit::Mark, &differences, width),
                frontier::draw("cijfer", Unit::Mark, Good::More, &options, width),
            ] {
                assert_eq!(picture.clipped(), Vec::<&str>::new(), "{} at {width}", picture.description);
            }
        }
    }
}
