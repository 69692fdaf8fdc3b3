//! The dates and costs of measures, for who reads a report.

use jiff::civil::Date;

use super::id_of;
use crate::model::plan::{Effort, Measure, Plan};
use crate::scenario::Scenario;
use crate::scenario::maatregel::{FULL_TIME, Maatregel, after};

/// The measures of a scenario by their first day.
pub fn plan(scenario: &Scenario) -> Plan {
    let day_0 = after(scenario.periode.van, -i64::from(scenario.periode.aanloop_dagen));
    let measure = |(name, measure): &(String, Maatregel)| Measure {
        name: name.clone(),
        about: measure.toelichting.clone(),
        groups: measure.groep.clone(),
        from: measure.vanaf,
        to: measure.tot,
        once: measure.kosten.eenmalig,
        per_year: measure.kosten.per_jaar,
        efforts: efforts(scenario, measure, day_0),
    };
    Plan { merger: scenario.periode.fusiedatum, measures: scenario.maatregelen.iter().map(measure).collect() }
}

/// The hours of a measure by team; hours of several teams together go by what these are rostered for.
fn efforts(scenario: &Scenario, measure: &Maatregel, day_0: Date) -> Vec<Effort> {
    let mut found = Vec::new();
    for (asked, hours) in &measure.inspanning {
        let teams: Vec<_> = scenario.teams.iter().filter(|(name, team)| team.is_meant(name, asked)).collect();
        let together: f64 = teams.iter().map(|(_, team)| team.rostered_hours()).sum();
        let per_week = if hours.per_week { hours.uren } else { hours.uren / (measure.over / 7.0) };
        let (from, to) = measure.spent(day_0, *hours);
        for (name, team) in teams {
            let rostered = team.rostered_hours();
            let part = if hours.per_medewerker { rostered / FULL_TIME } else { rostered / together };
            if rostered > 0.0 {
                let hours_per_day = measure.kracht * per_week * part / 7.0;
                found.push(Effort { team: id_of(&scenario.teams, name), hours_per_day, from, to });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::TeamId;
    use crate::model::compile::example;
    use crate::scenario::value::Inspanning;

    #[test]
    fn hours_of_one_person_are_those_of_all_full_time_jobs() {
        let mut scenario = example::scenario();
        let hours = Inspanning { uren: 3.0, per_week: true, per_medewerker: true };
        let asks = Maatregel { inspanning: vec![("kcc".into(), hours)], ..Maatregel::always() };
        scenario.maatregelen = vec![("training".into(), asks)];
        let rostered = scenario.teams[0].1.rostered_hours();
        let efforts = &plan(&scenario).measures[0].efforts;
        // 9 people, each 3 hours a week per 36 rostered
        assert_eq!(efforts.len(), 1);
        assert_eq!(efforts[0].team, TeamId(0));
        assert!((efforts[0].hours_per_day - 3.0 * rostered / 36.0 / 7.0).abs() < 1e-12);
    }

    #[test]
    fn hours_of_several_teams_together_are_divided() {
        let mut scenario = example::scenario();
        let hours = Inspanning { uren: 91.0, per_week: false, per_medewerker: false };
        let asks = Maatregel { inspanning: vec![("alle".into(), hours)], over: 91.0, ..Maatregel::always() };
        scenario.maatregelen = vec![("project".into(), asks)];
        let efforts = &plan(&scenario).measures[0].efforts;
        let together: f64 = efforts.iter().map(|effort| effort.hours_per_day).sum();
        assert!((together - 1.0).abs() < 1e-12 && efforts.len() == 2);
    }
}
