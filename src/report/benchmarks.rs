//! Beside others: how far a figure lies from what other municipalities reach.

use super::number;
use super::table::{Cell, Table};
use crate::experiment::results::{NormResult, NormVerdict};
use crate::stats::interval::Estimate;

/// What the verdicts mean, under their table.
pub const NOTE: &str = "Wat anderen halen is niemand beloofd: het telt niet mee bij de normen. Verschil: wat hier uitkomt \
                        min wat anderen halen; pt is procentpunt. Onzeker: het verschil kan toeval zijn.";

pub fn verdict(verdict: NormVerdict) -> &'static str {
    match verdict {
        NormVerdict::Met => "minstens zo goed",
        NormVerdict::Missed => "minder goed",
        NormVerdict::Uncertain => "onzeker",
    }
}

/// What is reached here minus what others reach; `None` where nothing was measured.
pub fn distance(benchmark: &NormResult) -> Option<Estimate> {
    let Estimate { value, low, high, n } = benchmark.attained;
    let target = benchmark.target;
    value.is_finite().then_some(Estimate { value: value - target, low: low - target, high: high - target, n })
}

/// A row for each; no rows where nothing is set beside others.
pub fn table(benchmarks: &[NormResult]) -> Table {
    let columns = [("naast anderen", ""), ("oordeel", ""), ("hier", ""), ("verschil", "")];
    let mut table = Table::new("vergelijkingen", &columns);
    for benchmark in benchmarks {
        let unit = benchmark.unit;
        let distance = distance(benchmark).map(|it| Cell::Text(number::difference_figure(it, unit)));
        table.push([
            Cell::Text(format!("{}\n{}", benchmark.name, super::words::description(benchmark))),
            Cell::text(verdict(benchmark.verdict)),
            Cell::figure(Some(benchmark.attained), unit),
            distance.unwrap_or(Cell::Empty),
        ]);
    }
    table
}

/// How a variant stands beside others, against how the base does.
pub fn change(base: &NormResult, variant: &NormResult) -> String {
    let side =
        |of: &NormResult| format!("{} ({})", verdict(of.verdict), number::value(of.attained.value, of.unit));
    format!("Naast anderen, {}: nu {}, dan {}.", base.name, side(base), side(variant))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn figure(column: usize, row: usize) -> String {
        match &table(&sample::results().benchmarks).columns[column].cells[row] {
            Cell::Text(text) => text.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_benchmark_says_how_far_from_others_one_stands() {
        assert_eq!((figure(1, 0), figure(3, 0)), ("minder goed".into(), "−0,27\n−0,29 tot −0,25".into()));
    }

    #[test]
    fn a_wait_longer_than_that_of_others_is_told_in_time() {
        assert_eq!((figure(1, 1), figure(3, 1)), ("onzeker".into(), "+4 s\n−2 tot +10".into()));
    }

    #[test]
    fn what_was_not_measured_has_no_distance() {
        let mut benchmark = sample::results().benchmarks[0].clone();
        benchmark.attained = Estimate { value: f64::NAN, low: f64::NAN, high: f64::NAN, n: 0 };
        assert_eq!(distance(&benchmark), None);
        assert!(matches!(table(&[benchmark]).columns[3].cells[0], Cell::Empty));
    }
}
