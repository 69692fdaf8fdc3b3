//! Channels that are open while nobody works there.

use super::Check;
use super::team::clock;
use crate::calendar::WeekHours;
use crate::scenario::kanaal::{Kanaal, KanaalSoort};
use crate::time::Span;

const DAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

/// Beyond this no human wrote the scenario, and looking would take long.
const MAX_PAIRS: usize = 20_000_000;

pub fn check(check: &mut Check<'_>) {
    let scenario = check.scenario;
    let places: usize = scenario.kanalen.iter().map(|(_, kanaal)| kanaal.locaties.len().max(1)).sum();
    let shifts: usize = scenario.teams.iter().map(|(_, team)| team.doet.len() + team.diensten.len()).sum();
    if places.saturating_mul(shifts) > MAX_PAIRS {
        return;
    }
    for (name, kanaal) in scenario.kanalen.iter().filter(|(_, kanaal)| kanaal.soort.heeft_personeel()) {
        let doing = || scenario.teams.iter().filter(|(_, team)| team.doet.contains(name));
        let is_unclear = check.hides_a_team()
            || check.is_wrong(&["kanalen", name])
            || check.is_wrong(&["locaties"])
            || doing().any(|(team, _)| {
                check.is_wrong(&["teams", team, "diensten"]) || check.is_wrong(&["teams", team])
            });
        if doing().next().is_none() || is_unclear {
            continue;
        }
        if kanaal.locaties.is_empty() {
            place(check, name, kanaal, None);
        }
        for locatie in &kanaal.locaties {
            place(check, name, kanaal, Some(locatie));
        }
    }
}

fn place(check: &mut Check<'_>, name: &str, kanaal: &Kanaal, locatie: Option<&str>) {
    let Some(open) = open_hours(check, kanaal, locatie) else { return };
    let staffed = staffed_hours(check, name, kanaal, locatie);
    let Some((day, from, to)) = first_gap(&open, &staffed) else { return };
    let at = locatie.map_or(String::new(), |locatie| format!(" op locatie `{locatie}`"));
    let path = ["kanalen", name];
    if open.intersect(&staffed).seconds_per_week() == 0 {
        check.error(
            &path,
            format!("kanaal `{name}` is{at} open, maar nooit als er iemand van een team werkt"),
            "leg diensten binnen de openingstijden, of pas `open` aan",
        );
        return;
    }
    let seconds = |second: u32| clock(Span(i64::from(second) * Span::SECOND.0));
    // messages wait for whoever comes, and an agenda has places only while somebody works
    if matches!(kanaal.soort, KanaalSoort::Bericht) || kanaal.soort.heeft_agenda() {
        return;
    }
    check.warn(
        &path,
        format!(
            "kanaal `{name}` is{at} open terwijl niemand werkt: {} {}-{}",
            DAYS[day],
            seconds(from),
            seconds(to)
        ),
        "zet er een dienst op, of pas `open` aan; wie dan komt wacht tot er iemand is",
    );
}

fn open_hours(check: &Check<'_>, kanaal: &Kanaal, locatie: Option<&str>) -> Option<WeekHours> {
    let Some(locatie) = locatie else { return kanaal.open.clone() };
    let own = check
        .scenario
        .locaties
        .iter()
        .find(|(known, _)| known == locatie)
        .map(|(_, locatie)| &locatie.open)?;
    Some(kanaal.open.as_ref().map_or_else(|| own.clone(), |open| open.intersect(own)))
}

fn staffed_hours(check: &Check<'_>, name: &str, kanaal: &Kanaal, locatie: Option<&str>) -> WeekHours {
    let teams = check.scenario.teams.iter().filter(|(_, team)| team.doet.iter().any(|done| done == name));
    let mut week: [Vec<(u32, u32)>; 7] = Default::default();
    for (_, dienst) in teams.flat_map(|(_, team)| &team.diensten) {
        let is_here = match (&dienst.locatie, locatie) {
            (Some(own), Some(here)) => own == here,
            (None, Some(_)) => kanaal.locaties.len() == 1,
            (_, None) => true,
        };
        if !is_here || dienst.medewerkers == 0.0 || dienst.tot <= dienst.van {
            continue;
        }
        let second = |span: Span| (span.0 / Span::SECOND.0) as u32;
        for (hours, _) in week.iter_mut().zip(dienst.dagen).filter(|(_, works)| *works) {
            hours.push((second(dienst.van), second(dienst.tot)));
        }
    }
    WeekHours::new(week)
}

/// The first part of the week that is open and not staffed.
fn first_gap(open: &WeekHours, staffed: &WeekHours) -> Option<(usize, u32, u32)> {
    for day in 0..7 {
        for &(start, end) in open.on(day) {
            let mut from = start;
            for &(begins, ends) in staffed.on(day) {
                if begins > from && from < end {
                    return Some((day, from, begins.min(end)));
                }
                from = from.max(ends);
            }
            if from < end {
                return Some((day, from, end));
            }
        }
    }
    None
}
