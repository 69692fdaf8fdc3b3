//! What teams are paid: the hours of their contracts at their rates, whether people are there for customers or not.

use std::ops::Range;

use crate::id::{IdVec, TeamId};
use crate::model::Model;
use crate::model::staff::Shift;
use crate::time::Span;

/// Of some days; the hours of who only comes when called are known of each replication.
pub struct Pay {
    /// Euro of all contracts.
    contracts: f64,
    /// Teams that only come when called, with their rates.
    on_call: Vec<(TeamId, f64)>,
}

impl Pay {
    pub fn of(model: &Model, days: &Range<i64>) -> Self {
        let rate = |team: TeamId| model.teams[team].hourly_rate;
        let hours = contract_hours(model, days);
        let is_on_call =
            |team: &TeamId| model.pools.iter().any(|pool| pool.team == *team && pool.on_call.is_some());
        Self {
            contracts: hours.enumerate().map(|(team, hours)| hours * rate(team)).sum(),
            on_call: model.teams.ids().filter(is_on_call).map(|team| (team, rate(team))).collect(),
        }
    }

    /// Euro; `came`: the hours that a team came when it was called.
    pub fn total(&self, came: impl Fn(TeamId) -> f64) -> f64 {
        self.contracts + self.on_call.iter().map(|(team, rate)| came(*team) * rate).sum::<f64>()
    }
}

/// Hours in the rosters of each team as they are written: breaks are taken off, absence and days on which all is closed are not.
/// Who only comes when called has none.
pub fn contract_hours(model: &Model, days: &Range<i64>) -> IdVec<TeamId, f64> {
    let mut hours: IdVec<TeamId, f64> = model.teams.iter().map(|_| 0.0).collect();
    let stretches: Vec<(i64, &Model)> = model.stretches().collect();
    let ends = stretches.iter().skip(1).map(|(from, _)| *from).chain([days.end]);
    for ((from, world), end) in stretches.iter().zip(ends) {
        let mut times = [0.0; 7];
        for day in (*from).max(days.start)..end.min(days.end) {
            times[usize::from(model.horizon.day(day).weekday)] += 1.0;
        }
        for pool in world.pools.iter().filter(|pool| pool.on_call.is_none()) {
            let of_shift = |shift: &Shift| {
                let works = shift.weekdays.iter().zip(times).filter(|(works, _)| **works);
                let pause = shift.breaks.as_ref().map_or(Span::ZERO, |breaks| breaks.length);
                let length = (shift.to - shift.from - pause).0 as f64 / Span::HOUR.0 as f64;
                shift.mean_staff() * length * works.map(|(_, times)| times).sum::<f64>()
            };
            hours[pool.team] += pool.shifts.iter().map(of_shift).sum::<f64>();
        }
    }
    hours
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compile::compile;
    use crate::scenario::load_text;

    const TOWN: &str = "
periode: { van: 2024-04-01, tot: 2024-05-26, aanloop: 0 dagen }
kanalen: { telefoon: { soort: gesprek } }
teams:
  kcc:
    doet: [telefoon]
    uurtarief: 40
    diensten: { dag: { medewerkers: 10, pauze: { van: \"12:00\", tot: \"13:00\", duur: 30 min } } }
  flex: { doet: [telefoon], uurtarief: 50, springt-bij: { vanaf-wachttijd: 3 min }, diensten: { dag: { medewerkers: 2 } } }
klantreizen:
  vraag: { vraag: { aantal: 20000 per jaar }, stappen: { bellen: { contact: telefoon } } }
";

    fn model(measures: &str) -> Model {
        let loaded = load_text("proef.yaml", &format!("{TOWN}maatregelen:\n{measures}"));
        compile(loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false))))
    }

    /// Eight weeks of ten people, five days of half past eight to five with half an hour of break.
    const HOURS: f64 = 8.0 * 10.0 * 5.0 * 8.0;

    #[test]
    fn an_employer_pays_the_roster_whoever_is_there() {
        // Easter Monday, King's Day, Ascension Day and Whit Monday are closed
        let all = 0..56;
        let measures = [
            "",
            "  ziek: { zet: { teams.kcc.inzetbaarheid: 50% } }\n",
            "  project: { vanaf: 2024-04-29, inspanning: { kcc: 10% } }\n",
            "  leren: { inspanning: { kcc: 3 uur per week per medewerker }, zet: { teams.kcc.inwerken.telefoon: 40% } }\n",
        ];
        for measures in measures.map(|it| if it.is_empty() { "  niets: {}\n" } else { it }) {
            let model = model(measures);
            let hours = contract_hours(&model, &all)[TeamId(0)];
            assert!((hours - HOURS).abs() < 1e-6, "{measures} {hours}");
        }
    }

    #[test]
    fn who_is_not_replaced_is_not_paid() {
        // from the fifth week on one in ten is missing
        let model = model(
            "  leeg: { vanaf: 2024-04-29, wijzig: { teams.kcc.diensten.dag.medewerkers: keer 0.9 } }\n",
        );
        let hours = contract_hours(&model, &(0..56))[TeamId(0)];
        assert!((hours - 0.95 * HOURS).abs() < 1e-6, "{hours}");
    }

    #[test]
    fn who_only_comes_when_called_is_paid_for_that() {
        let model = model("  niets: {}\n");
        assert_eq!(contract_hours(&model, &(0..56))[TeamId(1)], 0.0);
        let pay = Pay::of(&model, &(0..56));
        assert!((pay.total(|_| 7.0) - (40.0 * HOURS + 7.0 * 50.0)).abs() < 1e-6);
    }
}
