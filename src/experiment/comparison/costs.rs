//! What an option asks: full-time jobs and euro per year, and what a tenth of a mark costs.

use super::adjust::Adjustment;
use super::headline::Headline;
use super::level::level;
use crate::experiment::measure::{Cut, Measure};
use crate::experiment::pay::{Pay, contract_hours};
use crate::experiment::replicate::Play;
use crate::experiment::transition::of_measures;
use crate::id::{IdVec, TeamId};
use crate::model::Model;
use crate::stats::fieller;
use crate::stats::interval::{self, Estimate};

const DAYS_A_YEAR: f64 = 365.25;
/// Hours a week of a full-time job, as for `inspanning`.
const FULL_TIME: f64 = 36.0;

#[derive(Clone, Debug, PartialEq)]
pub struct Costs {
    /// Full-time jobs in the rosters, absence not taken off, breaks are; mean over the counted days. Who only comes when called is
    /// left out.
    pub fte: f64,
    /// Euro per year, that of the base with the paired difference: what teams are paid, with what measures ask per year.
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
    let structural = of_measures(model).structural;
    let pay = Pay::of(model, &model.horizon.counted);
    let column = |measure: Measure, team: TeamId| {
        let name = &model.teams[team].name;
        let wanted = (measure, Cut { team: Some(name.clone()), ..Cut::default() });
        sample.measured.iter().position(|it| *it == wanted).expect("every team has its hours")
    };
    let columns: IdVec<TeamId, (usize, usize)> = (model.teams.ids())
        .map(|team| (column(Measure::PresentHours, team), column(Measure::OvertimeHours, team)))
        .collect();
    let year = |figures: &Vec<(f64, f64)>| {
        let came = |team: TeamId| {
            let (present, over) = columns[team];
            figures[present].0 - figures[over].0
        };
        (pay.total(came) + structural) * per_year
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

fn fte(model: &Model) -> f64 {
    let counted = &model.horizon.counted;
    let weeks = (counted.end - counted.start) as f64 / 7.0;
    contract_hours(model, counted).iter().sum::<f64>() / weeks / FULL_TIME
}
