//! What a year costs: what teams are paid, what measures cost at once and per year, and the hours they take.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::experiment::pay::Pay;
use crate::experiment::replicate::Sample;
use crate::id::TeamId;
use crate::model::Model;
use crate::model::horizon::Horizon;
use crate::model::plan::{Effort, Measure};
use crate::stats::interval::{self, Estimate};
use crate::time::Span;

const YEAR: f64 = 365.25;

/// Euro in one budget year, as far as it is counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    pub year: i16,
    /// Counted days.
    pub days: i32,
    /// What teams are paid, but for the hours that measures take.
    pub staff: Estimate,
    pub once: f64,
    pub structural: f64,
    /// Hours that measures take from teams, at their rates: paid, and not there for customers.
    pub friction: f64,
}

impl Year {
    pub fn total(&self) -> Estimate {
        let rest = self.once + self.structural + self.friction;
        let Estimate { value, low, high, n } = self.staff;
        Estimate { value: value + rest, low: low + rest, high: high + rest, n }
    }
}

pub fn years(model: &Model, sample: &Sample, months: &[(Date, Date)]) -> Vec<Year> {
    let mut years: Vec<(i16, Vec<usize>)> = Vec::new();
    for (index, (from, _)) in months.iter().enumerate() {
        match years.last_mut() {
            Some((year, months)) if *year == from.year() => months.push(index),
            _ => years.push((from.year(), vec![index])),
        }
    }
    let rate = |team: TeamId| model.teams[team].hourly_rate;
    let year = |(year, indices): (i16, Vec<usize>)| {
        let (from, to) = (months[indices[0]].0, months[*indices.last().expect("a month")].1);
        let day = |date: Date| i64::from((date - model.horizon.first).get_days());
        let pay = Pay::of(model, &(day(from)..day(to) + 1));
        let measures = &model.plan.measures;
        let efforts = measures.iter().flat_map(|measure| &measure.efforts);
        let friction: f64 = efforts.map(|effort| hours(effort, (from, to)) * rate(effort.team)).sum();
        let staff: Vec<f64> = sample
            .replications
            .iter()
            .filter_map(|replication| {
                let months = replication.months.as_ref()?;
                let came = |team: TeamId| {
                    let hours: i128 = indices.iter().map(|month| months.staff[team][*month].rostered).sum();
                    hours as f64 / Span::HOUR.0 as f64
                };
                Some(pay.total(came) - friction)
            })
            .collect();
        Year {
            year,
            days: (to - from).get_days() + 1,
            staff: interval::mean(&staff, model.study.confidence),
            once: measures.iter().map(|measure| once(measure, (from, to), months[0].0)).sum(),
            structural: measures.iter().map(|it| it.per_year * days(it.from, it.to, (from, to)) / YEAR).sum(),
            friction,
        }
    };
    years.into_iter().map(year).collect()
}

/// Hours of teams and euro that a measure asks in the counted days.
pub fn spent(measure: &Measure, horizon: &Horizon) -> (f64, f64) {
    let period = counted(horizon);
    let asked = measure.efforts.iter().map(|effort| hours(effort, period)).sum();
    let structural = measure.per_year * days(measure.from, measure.to, period) / YEAR;
    (asked, once(measure, period, period.0) + structural)
}

/// Euro that measures ask in the counted days. The hours that they take from teams are paid already.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    pub once: f64,
    pub structural: f64,
}

pub fn of_measures(model: &Model) -> Asked {
    let period = counted(&model.horizon);
    let measures = &model.plan.measures;
    Asked {
        // a sum of nothing is −0
        once: 0.0 + measures.iter().map(|measure| once(measure, period, period.0)).sum::<f64>(),
        structural: measures.iter().map(|it| it.per_year * days(it.from, it.to, period) / YEAR).sum(),
    }
}

/// First and last counted day.
fn counted(horizon: &Horizon) -> (Date, Date) {
    let date = |day: i64| horizon.first.saturating_add(day.days());
    (date(horizon.counted.start), date(horizon.counted.end - 1))
}

/// On its first day; on the first day that counts, where it has none.
fn once(measure: &Measure, (from, to): (Date, Date), first: Date) -> f64 {
    let day = measure.from.unwrap_or(first);
    if from <= day && day <= to { measure.once } else { 0.0 }
}

fn hours(effort: &Effort, period: (Date, Date)) -> f64 {
    effort.hours_per_day * days(Some(effort.from), effort.to, period)
}

/// Days that two stretches share.
fn days(from: Option<Date>, to: Option<Date>, period: (Date, Date)) -> f64 {
    let first = from.map_or(period.0, |from| from.max(period.0));
    let last = to.map_or(period.1, |to| to.min(period.1));
    f64::from(((last - first).get_days() + 1).max(0))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::experiment::{self, Control};
    use crate::model::compile::compile;
    use crate::scenario::load_text;
    use jiff::civil::date;

    #[test]
    fn hours_of_a_project_are_paid_once_and_shown_apart() {
        let text = "
periode: { van: 2023-11-01, tot: 2024-02-29, aanloop: 0 dagen }
tevredenheid: nee
onderzoek: { herhalingen: 2 }
kanalen: { telefoon: { soort: gesprek } }
teams: { kcc: { doet: [telefoon], uurtarief: 40, inzetbaarheid: 80%, diensten: { dag: { medewerkers: 10 } } } }
klantreizen:
  vraag: { vraag: { aantal: 1000 per jaar }, stappen: { bellen: { contact: telefoon } } }
maatregelen:
  project: { vanaf: 2024-01-01, tot: 2024-01-31, inspanning: { alle: 10% } }
  verzuim: { vanaf: 2023-12-01, wijzig: { teams.kcc.inzetbaarheid: -20 punten } }
  leeg: { vanaf: 2024-02-01, wijzig: { teams.kcc.diensten.dag.medewerkers: keer 0.9 } }
  inhuur: { vanaf: 2024-02-01, kosten: { eenmalig: 5000 } }
";
        let loaded = load_text("proef.yaml", text);
        let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
        let control = Control { stop: &AtomicBool::new(false), progress: &|_, _| {} };
        let results = experiment::simulate(&compile(scenario), &control);
        let years = &results.transition.as_ref().expect("four months with dates").years;
        let near = |found: f64, value: f64| assert!((found - value).abs() < 1e-6, "{found} {value}");
        // 43 weekdays, ten people, 8.5 hours, € 40: absence is paid
        near(years[0].total().value, 43.0 * 3_400.0);
        near(years[0].friction, 0.0);
        // in February one in ten places is empty
        let paid = 23.0 * 3_400.0 + 21.0 * 0.9 * 3_400.0;
        // a tenth of the usual 80 %, 425 hours a week, 31 days
        let project = 0.1 * 0.8 * 425.0 / 7.0 * 31.0 * 40.0;
        near(years[1].friction, project);
        near(years[1].staff.value, paid - project);
        near(years[1].total().value, paid + 5_000.0);
    }

    #[test]
    fn what_a_measure_costs_falls_in_the_years_in_which_it_holds() {
        let year = (date(2023, 1, 1), date(2023, 12, 31));
        assert_eq!(days(Some(date(2023, 7, 1)), None, year), 184.0);
        assert_eq!(days(None, Some(date(2022, 12, 31)), year), 0.0);
        assert_eq!(days(Some(date(2022, 5, 1)), Some(date(2023, 1, 31)), year), 31.0);
        let effort = Effort {
            team: TeamId(0),
            hours_per_day: 2.5,
            from: date(2022, 12, 1),
            to: Some(date(2023, 1, 10)),
        };
        assert_eq!(hours(&effort, year), 25.0);
        let measure = Measure {
            name: "een loket".into(),
            about: String::new(),
            groups: Vec::new(),
            from: Some(date(2023, 4, 1)),
            to: None,
            once: 40_000.0,
            per_year: 0.0,
            efforts: Vec::new(),
        };
        assert_eq!(once(&measure, year, date(2021, 1, 1)), 40_000.0);
        assert_eq!(once(&measure, (date(2024, 1, 1), date(2024, 12, 31)), date(2021, 1, 1)), 0.0);
    }
}
