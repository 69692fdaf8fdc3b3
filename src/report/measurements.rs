//! `metingen.csv`: every figure of a run, one to a row.

use super::number;
use super::table::{Cell, Table};
use super::{transition, validation};
use crate::experiment::measure::{Cut, Unit};
use crate::experiment::results::Results;
use crate::stats::interval::Estimate;

/// Monday first, as data files write them.
const WEEKDAYS: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];

const COLUMNS: [(&str, &str); 14] = [
    ("meting", ""),
    ("kanaal", ""),
    ("klantreis", ""),
    ("doelgroep", ""),
    ("team", ""),
    ("kern", ""),
    ("locatie", ""),
    ("van", ""),
    ("tot", ""),
    ("eenheid", ""),
    ("waarde", ""),
    ("laag", ""),
    ("hoog", ""),
    ("n", ""),
];

/// All figures that exist, in their own order, those of each month, then those of reality beside what was played out; `van` and `tot` are
/// dates, or clock times for a part of the day.
pub fn table(results: &Results) -> Table {
    let mut table = Table::new("metingen", &COLUMNS);
    // where nothing was seen there is nothing to tell
    for figure in results.figures.iter().filter(|figure| figure.estimate.value.is_finite()) {
        let (measure, cut) = (figure.measure, &figure.cut);
        table.push(row(measure.id(), cut, span(results, cut), measure.unit(), figure.estimate));
    }
    for figure in results.transition.iter().flat_map(transition::measurements) {
        let (from, to) = figure.month;
        let span = (from.to_string(), to.to_string());
        table.push(row(&figure.name, figure.cut, span, figure.unit, figure.estimate));
    }
    for figure in &results.validations {
        // a count of another number of days is for the days that were played out
        let period = figure.period.filter(|_| figure.days.is_none());
        let played = figure.window.unwrap_or(results.period);
        let period = period.unwrap_or(played);
        let measured = validation::doubt(figure.measured);
        let of_reality = (format!("gemeten.{}", figure.name), period, measured);
        let of_play = (format!("nagespeeld.{}", figure.name), played, figure.simulated);
        for (name, (from, to), estimate) in [of_reality, of_play] {
            let unit = figure.unit;
            table.push(row(&name, &figure.cut, (from.to_string(), to.to_string()), unit, estimate));
        }
    }
    table
}

fn row(name: &str, cut: &Cut, (from, to): (String, String), unit: Unit, estimate: Estimate) -> [Cell; 14] {
    [
        Cell::text(name),
        Cell::optional(cut.channel.as_deref()),
        Cell::optional(cut.journey.as_deref()),
        Cell::optional(cut.segment.as_deref()),
        Cell::optional(cut.team.as_deref()),
        Cell::optional(cut.village.as_deref()),
        Cell::optional(cut.location.as_deref()),
        Cell::Text(from),
        Cell::Text(to),
        Cell::text(number::unit_name(unit)),
        Cell::Number(estimate.value),
        Cell::Number(estimate.low),
        Cell::Number(estimate.high),
        Cell::Number(estimate.n as f64),
    ]
}

/// The period of a figure; of a weekday or an hour: when in the week.
pub fn span(results: &Results, cut: &Cut) -> (String, String) {
    let day = cut.weekday.map(|weekday| WEEKDAYS[usize::from(weekday)]);
    match (day, cut.hour) {
        (None, None) => (results.period.0.to_string(), results.period.1.to_string()),
        (Some(day), None) => (day.to_owned(), day.to_owned()),
        (None, Some(hour)) => (format!("{hour:02}:00"), format!("{:02}:00", hour + 1)),
        (Some(day), Some(hour)) => (format!("{day} {hour:02}:00"), format!("{day} {:02}:00", hour + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{csv, sample};

    #[test]
    fn a_row_holds_what_when_and_how_sure() {
        let mut out = Vec::new();
        csv::write(&table(&sample::results()), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let mut lines = text.lines();
        assert_eq!(
            lines.next(),
            Some("meting,kanaal,klantreis,doelgroep,team,kern,locatie,van,tot,eenheid,waarde,laag,hoog,n")
        );
        let offered = "aanbod,telefoon,,,,,,2023-01-02,2023-12-31,aantal,49284,49100,49468,30";
        assert!(lines.any(|line| line == offered), "{text}");
        assert!(text.contains(",08:00,09:00,"), "{text}");
        assert!(text.contains(",ma 08:00,ma 09:00,"), "{text}");
    }
}
