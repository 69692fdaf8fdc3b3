//! What an option asks: full-time jobs and euro per year, and what a tenth of a mark costs.

use super::adjust::Adjustment;
use super::headline::Headline;
use super::level::level;
use crate::experiment::measure::{Cut, Measure};
use crate::experiment::replicate::Play;
use crate::experiment::transition::of_measures;
use crate::model::Model;
use crate::stats::fieller;
use crate::stats::interval::{self, Estimate};
use crate::time::Span;

const DAYS_A_YEAR: f64 = 365.25;
/// Hours a week of a full-time job, as for `inspanning`.
const FULL_TIME: f64 = 36.0;

#[derive(Clone, Debug, PartialEq)]
pub struct Costs {
    /// Full-time jobs in the rosters, absence not taken off; mean over the counted days. Who only comes when called is left out.
    pub fte: f64,
    /// Euro per year, that of the base with the paired difference: hours rostered and present at their rates, with what measures ask per year.
    pub per_year: Estimate,
    /// Euro that measures ask once, within the counted days.
    pub once: f64,
    /// Per year, against the base; `None` of the base itself.
    pub difference: Option<Estimate>,
    /// Euro per year for each tenth of a mark, against the base; `None` where no marks are given, or their difference cannot be
    /// told from none.
    pub per_tenth: Option<Estimate>,
    /// Of each replication.
    pub values: Vec<f64>,
}

/// Of all options, the base first.
pub fn costs(plays: &[Play<'_>], headline: &Headline, adjustment: Adjustment) -> Vec<Costs> {
    let all: Vec<Vec<f64>> = plays.iter().map(values).collect();
    let option = |(index, play): (usize, &Play<'_>)| {
        let is_base = index == 0;
        let n = all[0].len().min(all[index].len());
        let difference = (!is_base)
            .then(|| interval::paired(&all[0][..n], &all[index][..n], adjustment.of_each()).difference);
        Costs {
            fte: fte(play.model),
            per_year: level(
                [&all[0], &vec![1.0; all[0].len()]],
                [&all[index], &vec![1.0; all[index].len()]],
                adjustment.confidence,
            ),
            once: of_measures(play.model).once,
            difference,
            per_tenth: (!is_base).then(|| per_tenth(plays, &all, index, headline, adjustment)).flatten(),
            values: all[index].clone(),
        }
    };
    plays.iter().enumerate().map(option).collect()
}

/// Euro per year, by replication.
fn values(play: &Play) -> Vec<f64> {
    let Play { model, sample } = play;
    let per_year = DAYS_A_YEAR / model.horizon.counted.clone().count() as f64;
    let asked = of_measures(model);
    let column = |measure: Measure, team: &str| {
        let wanted = (measure, Cut { team: Some(team.to_owned()), ..Cut::default() });
        sample.measured.iter().position(|it| *it == wanted).expect("every team has its hours")
    };
    let teams: Vec<(usize, usize, f64)> = model
        .teams
        .iter()
        .map(|team| {
            let of = |measure| column(measure, &team.name);
            (of(Measure::PresentHours), of(Measure::OvertimeHours), team.hourly_rate)
        })
        .collect();
    let year = |figures: &Vec<(f64, f64)>| {
        let staff = teams.iter().map(|(present, over, rate)| (figures[*present].0 - figures[*over].0) * rate);
        (staff.sum::<f64>() + asked.structural + asked.friction) * per_year
    };
    sample.replications.iter().map(|replication| year(&replication.figures)).collect()
}

fn per_tenth(
    plays: &[Play<'_>],
    costs: &[Vec<f64>],
    index: usize,
    headline: &Headline,
    adjustment: Adjustment,
) -> Option<Estimate> {
    if *headline != Headline::Measure(Measure::Mark) {
        return None;
    }
    let n = costs[0].len().min(costs[index].len());
    let marks = |play: &Play| {
        let (of, by) = headline.column(play)?;
        let (mark, deviations) = interval::linearised(&of[..n], &by[..n]);
        Some(deviations.into_iter().map(|it| mark + it).collect::<Vec<_>>())
    };
    let (of_base, of_option) = (marks(&plays[0])?, marks(&plays[index])?);
    let tenths: Vec<f64> = of_base.iter().zip(&of_option).map(|(base, it)| 10.0 * (it - base)).collect();
    let more: Vec<f64> = costs[0].iter().zip(&costs[index]).map(|(base, it)| it - base).collect();
    fieller::ratio(&more, &tenths, adjustment.of_each())
}

/// Hours rostered a week over those of a full-time job.
fn fte(model: &Model) -> f64 {
    let counted = &model.horizon.counted;
    let stretches: Vec<(i64, &Model)> = model.stretches().collect();
    let ends = stretches.iter().skip(1).map(|(from, _)| *from).chain([i64::MAX]);
    let of = |((from, world), to): (&(i64, &Model), i64)| {
        let days = (to.min(counted.end) - (*from).max(counted.start)).max(0);
        days as f64 * rostered(world)
    };
    let days = (counted.end - counted.start) as f64;
    stretches.iter().zip(ends).map(of).sum::<f64>() / days / FULL_TIME
}

/// Person-hours a week.
fn rostered(model: &Model) -> f64 {
    let shifts = model.pools.iter().filter(|pool| pool.on_call.is_none()).flat_map(|pool| &pool.shifts);
    let hours = shifts.map(|shift| {
        let days = shift.weekdays.iter().filter(|works| **works).count() as f64;
        shift.mean_staff() * days * (shift.to - shift.from).0 as f64 / Span::HOUR.0 as f64
    });
    hours.sum()
}
