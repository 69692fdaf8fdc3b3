//! What a figure of a batch is, as data files say it.

use serde::{Deserialize, Serialize};

use crate::experiment::measure::{Cut, Good, Measure, Unit};
use crate::experiment::sweep::Subject;
use crate::report::number;
use crate::stats::interval::{self, Estimate};

/// Columns between the axes and the figure, in this order.
pub const COLUMNS: [&str; 11] = [
    "meting",
    "kanaal",
    "klantreis",
    "doelgroep",
    "team",
    "kern",
    "locatie",
    "norm",
    "eenheid",
    "eis",
    "doel",
];

const NORM: &str = "norm";
const COSTS: &str = "kosten";
const EURO: &str = "euro";
const AT_MOST: &str = "hooguit";
const AT_LEAST: &str = "minstens";

/// The cells of the columns; empty where they say nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Label(pub [String; COLUMNS.len()]);

impl Label {
    pub fn new(subject: &Subject) -> Self {
        let mut cells: [String; COLUMNS.len()] = Default::default();
        match subject {
            Subject::Figure { measure, cut } => {
                let Cut { channel, journey, segment, team, village, location, .. } = cut;
                cells[0] = measure.id().to_owned();
                for (cell, part) in
                    cells[1..].iter_mut().zip([channel, journey, segment, team, village, location])
                {
                    *cell = part.clone().unwrap_or_default();
                }
                cells[8] = number::unit_name(measure.unit()).to_owned();
            }
            Subject::Norm { name, unit, target, at_most } => {
                cells[0] = NORM.to_owned();
                cells[7].clone_from(name);
                cells[8] = number::unit_name(*unit).to_owned();
                cells[9] = if *at_most { AT_MOST } else { AT_LEAST }.to_owned();
                cells[10] = target.to_string();
            }
            Subject::Costs => {
                cells[0] = COSTS.to_owned();
                cells[8] = EURO.to_owned();
            }
        }
        Self(cells)
    }

    fn measure(&self) -> Option<Measure> {
        Measure::ALL.iter().copied().find(|measure| measure.id() == self.0[0])
    }

    pub fn is_norm(&self) -> bool {
        self.0[0] == NORM
    }

    pub fn is_costs(&self) -> bool {
        self.0[0] == COSTS
    }

    pub fn is_mark(&self) -> bool {
        self.measure() == Some(Measure::Mark) && self.part().is_none()
    }

    /// The group of customers that it is about.
    pub fn group(&self) -> Option<&[String]> {
        let of_group = &self.0[1..7];
        (!of_group[2].is_empty() || !of_group[4].is_empty()).then_some(of_group)
    }

    pub fn counts_journeys(&self) -> bool {
        self.measure() == Some(Measure::Journeys)
    }

    fn part(&self) -> Option<&str> {
        self.0[1..8].iter().map(String::as_str).find(|part| !part.is_empty())
    }

    /// What a norm asks.
    pub fn target(&self) -> Option<f64> {
        self.0[10].parse().ok()
    }

    /// The same figure, whatever is asked of it.
    #[must_use]
    pub fn without_target(&self) -> Self {
        let mut label = self.clone();
        label.0[10].clear();
        label
    }

    /// For a reader: `gemiddelde wachttijd, beantwoord: telefoon`.
    pub fn title(&self) -> String {
        let what = match self.measure() {
            Some(measure) => measure.label().to_owned(),
            None if self.is_costs() => "kosten in de periode".to_owned(),
            None => self.0[0].clone(),
        };
        match self.part() {
            Some(part) if self.is_norm() => format!("{what} {part}"),
            Some(part) => format!("{what}: {part}"),
            None => what,
        }
    }

    /// The figure with its interval, for a reader.
    pub fn told(&self, estimate: Estimate) -> String {
        match self.unit() {
            Some(unit) => number::figure(estimate, unit),
            None => format!("€ {}", number::figure(estimate, Unit::Count)),
        }
    }

    /// A value of its axis in a chart.
    pub fn value(&self, value: f64) -> String {
        match self.unit() {
            Some(unit) => number::value(value, unit),
            None => format!("€ {}", number::number(value, 0)),
        }
    }

    /// None of euro.
    pub fn unit(&self) -> Option<Unit> {
        const UNITS: [Unit; 9] = [
            Unit::Count,
            Unit::Share,
            Unit::Seconds,
            Unit::Hours,
            Unit::Persons,
            Unit::WorkingDays,
            Unit::PerJourney,
            Unit::Mark,
            Unit::Points,
        ];
        UNITS.into_iter().find(|unit| number::unit_name(*unit) == self.0[8])
    }

    /// Which way is better; of a norm that is above its target or below.
    pub fn good(&self) -> Good {
        match self.measure() {
            Some(measure) => measure.good(),
            None if self.is_costs() || self.0[9] == AT_MOST => Good::Less,
            None => Good::More,
        }
    }

    /// The figure over replications, as `simuleer` reckons it.
    pub fn estimate(&self, pairs: &[(f64, f64)], confidence: f64) -> Estimate {
        let (numerators, denominators): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        let mut estimate = interval::ratio(&numerators, &denominators, confidence);
        if self.is_norm() && self.unit() == Some(Unit::Share) {
            estimate.low = estimate.low.max(0.0);
            estimate.high = estimate.high.min(1.0);
        }
        estimate
    }

    /// For a reader: an interval does not reach beyond what can be.
    pub fn possible(&self, estimate: Estimate) -> Estimate {
        let (least, most) = match self.unit() {
            Some(Unit::Points) => (f64::NEG_INFINITY, f64::INFINITY),
            Some(Unit::Share) => (0.0, 1.0),
            Some(Unit::Mark) => (1.0, f64::INFINITY),
            _ => (0.0, f64::INFINITY),
        };
        // a bound that is not known stays so
        let (least, most) = (estimate.value.min(least), estimate.value.max(most));
        let within = |bound: f64| if bound.is_finite() { bound.max(least).min(most) } else { bound };
        Estimate { low: within(estimate.low), high: within(estimate.high), ..estimate }
    }

    pub fn is_met(&self, estimate: Estimate) -> bool {
        self.verdict(estimate) == MET
    }

    /// Whether a norm is met, as far as it can be told; empty of anything else.
    pub fn verdict(&self, estimate: Estimate) -> &'static str {
        let Some(target) = self.target() else { return "" };
        let (met, missed) = match self.good() {
            Good::Less => (estimate.high <= target, estimate.low > target),
            _ => (estimate.low >= target, estimate.high < target),
        };
        match (met, missed) {
            (true, _) => MET,
            (_, true) => "niet gehaald",
            _ => "onzeker",
        }
    }
}

const MET: &str = "gehaald";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_for_a_reader_stays_within_what_can_be() {
        let shown = |unit: Unit, value: f64, low: f64, high: f64| {
            let mut label = Label(Default::default());
            label.0[8] = number::unit_name(unit).to_owned();
            let Estimate { low, high, .. } = label.possible(Estimate { value, low, high, n: 5 });
            (low, high)
        };
        assert_eq!(shown(Unit::Seconds, 4.0, -3.0, 11.0), (0.0, 11.0));
        assert_eq!(shown(Unit::Share, 0.5, -0.1, 1.2), (0.0, 1.0));
        assert_eq!(shown(Unit::Points, -0.2, -0.5, 0.1), (-0.5, 0.1));
        assert_eq!(shown(Unit::Share, 1.1, 0.9, 1.3), (0.9, 1.1), "what was found is within its interval");
        assert!(shown(Unit::Seconds, 4.0, f64::NAN, f64::NAN).0.is_nan());
    }
}
