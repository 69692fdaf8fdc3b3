//! The dates and costs of measures, for who reads a report.

use jiff::civil::Date;

use super::id_of;
use crate::id::{Id, TeamId};
use crate::model::plan::{Effort, Measure, Plan};
use crate::scenario::Scenario;
use crate::scenario::maatregel::{Maatregel, Taken, after};

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

/// The hours of a measure by team, as rosters change.
fn efforts(scenario: &Scenario, measure: &Maatregel, day_0: Date) -> Vec<Effort> {
    let mut found = Vec::new();
    for asked in measure.efforts(&scenario.teams, day_0) {
        for (name, taken) in asked.taken {
            let team: TeamId = id_of(&scenario.teams, &name);
            let share = match taken {
                Taken::OfRoster(share) => share,
                Taken::OfPresent(share) => share * scenario.teams[team.index()].1.inzetbaarheid,
            };
            let rosters = rosters(scenario, team);
            let ends = rosters.iter().skip(1).map(|(from, _)| Some(after(*from, -1))).chain([None]);
            for ((start, hours), end) in rosters.iter().zip(ends) {
                let from = asked.from.max(*start);
                let to = asked.until.into_iter().chain(end).min();
                if *hours > 0.0 && to.is_none_or(|to| from <= to) {
                    found.push(Effort { team, hours_per_day: share * hours / 7.0, from, to });
                }
            }
        }
    }
    found
}

/// Hours a week in the rosters of a team, from which day on.
fn rosters(scenario: &Scenario, team: TeamId) -> Vec<(Date, f64)> {
    let hours = |world: &Scenario| world.teams[team.index()].1.rostered_hours();
    let mut found = vec![(Date::MIN, hours(scenario))];
    found.extend(scenario.fasen.iter().map(|fase| (fase.vanaf, hours(&fase.scenario))));
    found.dedup_by(|later, earlier| later.1 == earlier.1);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compile::example;
    use crate::scenario::value::Inspanning;

    #[test]
    fn hours_of_one_person_are_those_of_all_full_time_jobs() {
        let mut scenario = example::scenario();
        let hours = Inspanning::Uren { uren: 3.0, per_week: true, per_medewerker: true };
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
        let hours = Inspanning::Uren { uren: 91.0, per_week: false, per_medewerker: false };
        let asks = Maatregel { inspanning: vec![("alle".into(), hours)], over: 91.0, ..Maatregel::always() };
        scenario.maatregelen = vec![("project".into(), asks)];
        let efforts = &plan(&scenario).measures[0].efforts;
        let together: f64 = efforts.iter().map(|effort| effort.hours_per_day).sum();
        assert!((together - 1.0).abs() < 1e-12 && efforts.len() == 2);
    }

    #[test]
    fn a_share_is_of_who_is_there_and_goes_with_the_roster() {
        let text = "
periode: { van: 2024-04-01, tot: 2024-05-26, aanloop: 0 dagen }
kanalen: { telefoon: { soort: gesprek } }
teams: { kcc: { doet: [telefoon], inzetbaarheid: 80%, diensten: { dag: { medewerkers: 10 } } } }
klantreizen:
  vraag: { vraag: { aantal: 20000 per jaar }, stappen: { bellen: { contact: telefoon } } }
maatregelen:
  project: { vanaf: 2024-04-15, tot: 2024-05-12, inspanning: { kcc: 10% } }
  minder: { vanaf: 2024-04-29, wijzig: { teams.kcc.diensten.dag.medewerkers: -2 } }
";
        let loaded = crate::scenario::load_text("proef.yaml", text);
        let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
        let efforts = &plan(scenario).measures[0].efforts;
        let days: Vec<_> =
            efforts.iter().map(|it| (it.from.to_string(), it.to.map(|to| to.to_string()))).collect();
        let day = |text: &str| text.to_owned();
        assert_eq!(
            days,
            [(day("2024-04-15"), Some(day("2024-04-28"))), (day("2024-04-29"), Some(day("2024-05-12")))]
        );
        // a tenth of 80% of ten people, then of eight, 42.5 hours a week
        for (effort, people) in efforts.iter().zip([10.0, 8.0]) {
            assert!((effort.hours_per_day * 7.0 - 0.1 * 0.8 * people * 42.5).abs() < 1e-9, "{effort:?}");
        }
        // and it takes just that
        let there =
            &scenario.fasen.iter().find(|fase| fase.vanaf == efforts[0].from).expect("a stretch").scenario;
        assert!((there.teams[0].1.inzetbaarheid - 0.72).abs() < 1e-12);
    }
}
