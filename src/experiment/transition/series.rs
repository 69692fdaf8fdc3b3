//! Figures by month, with what each replication found.

use std::ops::Range;

use crate::experiment::estimate;
use crate::experiment::marks::MarkTally;
use crate::experiment::measure::{Cut, Measure, Unit};
use crate::experiment::months::{Contacts, Months, Presence, Sum};
use crate::experiment::replicate::Sample;
use crate::id::NormId;
use crate::model::Model;
use crate::model::norm::Purpose;
use crate::model::satisfaction::POINT;
use crate::stats::interval::{self, Estimate};

/// One figure month by month.
#[derive(Clone, Debug)]
pub struct Series {
    pub measure: Measure,
    pub cut: Cut,
    /// NaN in a month in which nothing was seen.
    pub months: Vec<Estimate>,
    /// By replication, then by month: numerator and denominator.
    pub pairs: Vec<Vec<(f64, f64)>>,
}

/// What was attained of a norm month by month.
#[derive(Clone, Debug)]
pub struct NormSeries {
    pub name: String,
    pub description: String,
    /// Of a share within a time: "binnen 30 s".
    pub limit: Option<String>,
    pub unit: Unit,
    pub target: f64,
    pub at_most: bool,
    /// A `randvoorwaarde`.
    pub is_condition: bool,
    /// Whether it still holds on the last counted day.
    pub is_lasting: bool,
    pub months: Vec<Estimate>,
    pub pairs: Vec<Vec<(f64, f64)>>,
}

impl Series {
    pub fn is_mark_of_all(&self) -> bool {
        self.measure == Measure::Mark && self.cut == Cut::default()
    }

    /// By replication, then by month.
    pub fn values(&self) -> impl Iterator<Item = Vec<f64>> {
        self.pairs.iter().map(|months| months.iter().map(|(of, by)| of / by).collect())
    }
}

impl NormSeries {
    /// By replication, then by month; `None` in a month in which there was nothing to measure.
    pub fn met(&self) -> impl Iterator<Item = Vec<Option<bool>>> {
        let meets = |&(of, by): &(f64, f64)| {
            let meets = if self.at_most { of <= self.target * by } else { of >= self.target * by };
            (by > 0.0).then_some(meets)
        };
        self.pairs.iter().map(move |months| months.iter().map(meets).collect())
    }
}

/// The ratio of sums over replications, month by month.
pub fn estimates(pairs: &[Vec<(f64, f64)>], confidence: f64) -> Vec<Estimate> {
    let n_months = pairs.first().map_or(0, Vec::len);
    let of_month = |month: usize| {
        let (of, by): (Vec<f64>, Vec<f64>) = pairs.iter().map(|months| months[month]).unzip();
        interval::ratio(&of, &by, confidence)
    };
    (0..n_months).map(of_month).collect()
}

/// The ratio of sums over the months of a window and over replications.
pub fn within(pairs: &[Vec<(f64, f64)>], window: &Range<usize>, confidence: f64) -> Estimate {
    let (of, by): (Vec<f64>, Vec<f64>) = pairs.iter().map(|months| sum(&months[window.clone()])).unzip();
    interval::ratio(&of, &by, confidence)
}

pub fn sum(months: &[(f64, f64)]) -> (f64, f64) {
    months.iter().fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1))
}

/// Marks of all, of segments, villages and contacts of channels; waits of channels; lead times; how busy teams are.
pub fn series(model: &Model, sample: &Sample) -> Vec<Series> {
    let mut all = Vec::new();
    let mut add = |measure: Measure, cut: Cut, pairs: &dyn Fn(&Months) -> Vec<(f64, f64)>| {
        let of = sample.replications.iter().filter_map(|replication| replication.months.as_ref());
        let pairs: Vec<Vec<(f64, f64)>> = of.map(pairs).collect();
        let months = estimates(&pairs, model.study.confidence);
        if months.iter().any(|month| month.value.is_finite()) {
            all.push(Series { measure, cut, months, pairs });
        }
    };
    if let Some(satisfaction) = &model.satisfaction {
        let pair = |tally: &MarkTally| {
            let n = tally.n as f64;
            (tally.mark() as f64 / f64::from(POINT) + satisfaction.offset * n, n)
        };
        add(Measure::Mark, Cut::default(), &|months| months.marks.iter().map(pair).collect());
        for (id, segment) in model.segments.enumerate().filter(|_| model.segments.len() > 1) {
            let cut = Cut { segment: Some(segment.name.clone()), ..Cut::default() };
            add(Measure::Mark, cut, &|months| means(&months.segment_marks[id]));
        }
        for (id, village) in model.villages.enumerate().filter(|_| model.villages.len() > 1) {
            let cut = Cut { village: Some(village.name.clone()), ..Cut::default() };
            add(Measure::Mark, cut, &|months| means(&months.village_marks[id]));
        }
    }
    for (id, channel) in model.public_channels() {
        let cut = Cut { channel: Some(channel.name.clone()), ..Cut::default() };
        let mut of = |measure, pair: fn(&Contacts) -> (f64, f64)| {
            add(measure, cut.clone(), &|months| months.channels[id].iter().map(pair).collect());
        };
        of(Measure::Offered, |it| (it.offered as f64, 1.0));
        of(Measure::WithinOffered, |it| (it.in_time as f64, it.offered as f64));
        of(Measure::AbandonedShare, |it| (it.lost as f64, it.offered as f64));
        of(Measure::WaitServed, |it| (it.wait as f64 / 1e6, it.served as f64));
        if model.satisfaction.is_some() {
            add(Measure::Mark, cut, &|months| means(&months.channel_marks[id]));
        }
    }
    for (id, journey) in model.own_journeys() {
        let cut = Cut { journey: Some(journey.name.clone()), ..Cut::default() };
        add(Measure::LeadTime, cut, &|months| means(&months.journeys[id]));
    }
    for (id, team) in model.teams.enumerate() {
        let cut = Cut { team: Some(team.name.clone()), ..Cut::default() };
        let pair = |it: &Presence| (it.busy as f64, it.present as f64);
        add(Measure::Occupancy, cut, &|months| months.staff[id].iter().map(pair).collect());
    }
    all
}

/// A micro-point is to a point what a microsecond is to a second.
pub fn means(sums: &[Sum]) -> Vec<(f64, f64)> {
    sums.iter().map(|sum| (sum.of as f64 / 1e6, sum.n as f64)).collect()
}

/// What was promised, month by month.
pub fn norms(model: &Model, sample: &Sample) -> Vec<NormSeries> {
    let promised = model.norms.enumerate().filter(|(_, norm)| norm.is_asked());
    let of = |(id, norm): (NormId, &_)| {
        let (unit, target, at_most) = estimate::asks(norm);
        let pairs: Vec<Vec<(f64, f64)>> =
            sample.replications.iter().map(|replication| replication.monthly_norms[id].clone()).collect();
        NormSeries {
            name: norm.name.clone(),
            description: estimate::describe(model, norm),
            limit: estimate::limit(norm)
                .split(',')
                .next()
                .filter(|limit| !limit.is_empty())
                .map(str::to_owned),
            unit,
            target,
            at_most,
            is_condition: norm.purpose == Purpose::Condition,
            is_lasting: norm.days.end >= model.horizon.counted.end,
            months: estimates(&pairs, model.study.confidence),
            pairs,
        }
    };
    promised.map(of).collect()
}
