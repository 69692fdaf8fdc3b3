//! The one figure that decides between options: the mark of all; else the first norm; else the mean wait.

use super::level::level;
use crate::experiment::estimate;
use crate::experiment::measure::{Cut, Good, Measure, Unit};
use crate::experiment::replicate::Play;
use crate::experiment::results::Results;
use crate::id::NormId;
use crate::model::Model;
use crate::stats::interval::{self, Estimate, Paired};

#[derive(Clone, Debug, PartialEq)]
pub enum Headline {
    Measure(Measure),
    /// Attainment of the norm of this name.
    Norm {
        name: String,
        unit: Unit,
        good: Good,
    },
}

impl Headline {
    pub fn of(model: &Model) -> Self {
        if model.satisfaction.is_some() {
            return Self::Measure(Measure::Mark);
        }
        match model.norms.iter().find(|norm| norm.is_asked()) {
            Some(norm) => {
                let (unit, _, at_most) = estimate::asks(norm);
                let good = if at_most { Good::Less } else { Good::More };
                Self::Norm { name: norm.name.clone(), unit, good }
            }
            None => Self::Measure(Measure::WaitServed),
        }
    }

    pub fn unit(&self) -> Unit {
        match self {
            Self::Measure(measure) => measure.unit(),
            Self::Norm { unit, .. } => *unit,
        }
    }

    pub fn good(&self) -> Good {
        match self {
            Self::Measure(measure) => measure.good(),
            Self::Norm { good, .. } => *good,
        }
    }

    /// Numerators and denominators by replication; `None` where the model does not have it.
    pub fn column(&self, play: &Play) -> Option<(Vec<f64>, Vec<f64>)> {
        match self {
            Self::Measure(measure) => {
                let wanted = (*measure, Cut::default());
                Some(play.sample.column(play.sample.measured.iter().position(|it| *it == wanted)?))
            }
            Self::Norm { name, .. } => attained(play, name),
        }
    }

    /// By replication, larger is better; one with nothing to measure is NaN.
    pub fn values(&self, play: &Play) -> Option<Vec<f64>> {
        let (numerators, denominators) = self.column(play)?;
        let sign = if self.good() == Good::Less { -1.0 } else { 1.0 };
        Some(numerators.iter().zip(&denominators).map(|(of, by)| sign * of / by).collect())
    }

    /// As the results of an option have it.
    pub fn figure(&self, results: &Results) -> Option<Estimate> {
        match self {
            Self::Measure(measure) => results.get(*measure, &Cut::default()),
            Self::Norm { name, .. } => {
                results.norms.iter().find(|norm| norm.name == *name).map(|norm| norm.attained)
            }
        }
    }

    /// Of an option that was not played as often as the base.
    pub fn level(&self, base: &Play, option: &Play, confidence: f64) -> Option<Estimate> {
        let (base, option) = (self.column(base)?, self.column(option)?);
        Some(level([&base.0, &base.1], [&option.0, &option.1], confidence))
    }

    /// b − a.
    pub fn paired(&self, a: &Play, b: &Play, confidence: f64) -> Option<Paired> {
        Some(paired(self.column(a)?, self.column(b)?, confidence))
    }
}

/// What was attained of the norm of this name, by replication.
pub fn attained(play: &Play, name: &str) -> Option<(Vec<f64>, Vec<f64>)> {
    let (id, _): (NormId, _) = play.model.norms.enumerate().find(|(_, norm)| norm.name == name)?;
    Some(play.sample.replications.iter().map(|replication| replication.norms[id][0]).unzip())
}

/// b − a over the replications that both have.
pub fn paired(mut a: (Vec<f64>, Vec<f64>), mut b: (Vec<f64>, Vec<f64>), confidence: f64) -> Paired {
    let n = a.0.len().min(b.0.len());
    [&mut a.0, &mut a.1, &mut b.0, &mut b.1].into_iter().for_each(|column| column.truncate(n));
    interval::paired_ratio(&a.0, &a.1, &b.0, &b.1, confidence)
}
