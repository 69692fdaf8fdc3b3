//! Teams: shifts and breaks that fit, locations that are clear, channels that can be done.

use std::collections::HashSet;

use super::Check;
use crate::scenario::kanaal::{Kanaal, KanaalSoort};
use crate::scenario::klantreis::StapSoort;
use crate::scenario::team::{Dienst, Team};
use crate::time::Span;

pub fn check(check: &mut Check<'_>) {
    let scenario = check.scenario;
    for (name, team) in &scenario.teams {
        self_service(check, name, team);
        if team.diensten.iter().all(|(_, dienst)| dienst.medewerkers == 0.0)
            && !team.diensten.is_empty()
            && !check.is_wrong(&["teams", name])
        {
            check.warn(
                &["teams", name, "diensten"],
                format!("in team `{name}` werkt niemand"),
                "zet `medewerkers` op ten minste 1, of haal het team weg",
            );
        }
        backlog(check, name, team);
        trained(check, name, team);
        for (shift, dienst) in &team.diensten {
            times(check, name, shift, dienst);
            location(check, name, team, shift, dienst);
        }
    }
    undone(check);
    idle(check);
}

/// Training for what the team does not do.
fn trained(check: &mut Check<'_>, name: &str, team: &Team) {
    for (skill, share) in &team.inwerken {
        let path = ["teams", name, "inwerken", skill];
        let is_channel = channel(check, skill).is_some();
        if is_channel && !team.doet.contains(skill) {
            check.error(
                &path,
                format!("team `{name}` doet kanaal `{skill}` niet"),
                format!("zet `{skill}` ook bij `doet`, of haal het hier weg"),
            );
        } else if *share == 0.0 {
            check.error(
                &path,
                format!("niemand van team `{name}` is ingewerkt op `{skill}`"),
                "kies een groter deel, of laat het weg uit `doet` of `kent`",
            );
        }
    }
}

/// A backlog where there is no work that could lie.
fn backlog(check: &mut Check<'_>, name: &str, team: &Team) {
    let works = |stap: &StapSoort| matches!(stap, StapSoort::Werk { team, .. } if team == name);
    let mut steps = check.scenario.klantreizen.iter().flat_map(|(_, klantreis)| &klantreis.stappen);
    if team.achterstand > 0.0 && !steps.any(|(_, stap)| works(&stap.soort)) {
        check.error(
            &["teams", name, "achterstand"],
            format!("team `{name}` heeft geen stap met `werk`, dus ook geen achterstand"),
            format!("noem het in een stap: `werk: {name}`, of haal `achterstand` weg"),
        );
    }
}

/// Teams that nothing comes to.
fn idle(check: &mut Check<'_>) {
    let scenario = check.scenario;
    if check.is_wrong(&["klantreizen"]) || check.is_wrong(&["teams"]) || check.is_wrong(&["kanalen"]) {
        return;
    }
    let mut busy: HashSet<&String> = HashSet::new();
    for (_, stap) in scenario.klantreizen.iter().flat_map(|(_, klantreis)| &klantreis.stappen) {
        match &stap.soort {
            StapSoort::Werk { team, .. } => busy.extend([team]),
            StapSoort::Contact { via, .. } => {
                busy.extend(via.iter().filter_map(|(_, contact)| contact.achterwacht.as_ref()));
            }
            _ => {}
        }
    }
    busy.extend(scenario.teams.iter().filter_map(|(_, team)| team.vervanger.as_ref()));
    busy.extend(scenario.kanalen.iter().filter_map(|(_, kanaal)| kanaal.ontvangst.door.as_ref()));
    for (name, _) in scenario.teams.iter().filter(|(_, team)| team.doet.is_empty()) {
        if !busy.contains(name) {
            check.warn(
                &["teams", name],
                format!("team `{name}` doet niets: geen kanaal, en geen stap met `werk` noemt het"),
                format!("geef het team kanalen bij `doet`, of noem het in een stap: `werk: {name}`"),
            );
        }
    }
}

fn channel<'s>(check: &Check<'s>, name: &str) -> Option<&'s Kanaal> {
    check.scenario.kanalen.iter().find(|(known, _)| known == name).map(|(_, kanaal)| kanaal)
}

fn self_service(check: &mut Check<'_>, name: &str, team: &Team) {
    for kanaal in &team.doet {
        if let Some(soort) =
            channel(check, kanaal).map(|kanaal| kanaal.soort).filter(|it| !it.heeft_personeel())
        {
            let soort = if soort == KanaalSoort::Zelf { "zelf" } else { "bijeenkomst" };
            let path = ["teams", name, "doet"];
            let spot =
                check.node(&path).and_then(|node| node.texts().into_iter().find(|(text, _)| text == kanaal));
            let spot = spot.map_or_else(|| check.spot(&path), |(_, spot)| spot);
            check.error_at(
                spot,
                &path,
                format!("kanaal `{kanaal}` is van soort `{soort}`: daar werkt geen team"),
                "haal het weg uit `doet`, of geef het kanaal een andere soort",
            );
        }
    }
}

fn times(check: &mut Check<'_>, team: &str, shift: &str, dienst: &Dienst) {
    let path = ["teams", team, "diensten", shift];
    if dienst.tot <= dienst.van {
        let key = if check.node(&[&path[..], &["tot"]].concat()).is_some() { "tot" } else { "van" };
        check.error(
            &[&path[..], &[key]].concat(),
            format!(
                "dienst `{shift}` eindigt ({}) niet na het begin ({})",
                clock(dienst.tot),
                clock(dienst.van)
            ),
            "een dienst over middernacht bestaat uit twee diensten: tot 24:00, en van 00:00",
        );
        return;
    }
    let Some(pauze) = &dienst.pauze else { return };
    let window = Span(pauze.tot.0 - pauze.van.0);
    let path = [&path[..], &["pauze"]].concat();
    if pauze.van < dienst.van || dienst.tot < pauze.tot {
        check.error(
            &path,
            format!(
                "de pauze ({}-{}) valt buiten dienst `{shift}` ({}-{})",
                clock(pauze.van),
                clock(pauze.tot),
                clock(dienst.van),
                clock(dienst.tot)
            ),
            "leg het venster van de pauze binnen de dienst",
        );
    } else if window.0 <= 0 || pauze.duur > window {
        check.error(
            &path,
            format!(
                "een pauze van {:.0} min past niet tussen {} en {}",
                pauze.duur.seconds() / 60.0,
                clock(pauze.van),
                clock(pauze.tot)
            ),
            "maak de pauze korter of het venster ruimer",
        );
    }
}

/// `08:30`.
pub fn clock(span: Span) -> String {
    let minutes = span.0 / Span::MINUTE.0;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn location(check: &mut Check<'_>, name: &str, team: &Team, shift: &str, dienst: &Dienst) {
    let mut places: Vec<&str> = Vec::new();
    let done = team.doet.iter().filter_map(|kanaal| channel(check, kanaal));
    let hosts = |kanaal: &&Kanaal| kanaal.ontvangst.door.as_deref() == Some(name);
    for kanaal in done.chain(check.scenario.kanalen.iter().map(|(_, kanaal)| kanaal).filter(hosts)) {
        for locatie in &kanaal.locaties {
            if !places.contains(&locatie.as_str()) {
                places.push(locatie);
            }
        }
    }
    let path = ["teams", name, "diensten", shift];
    match &dienst.locatie {
        None if places.len() > 1 && !check.is_wrong(&path) => check.error(
            &path,
            format!("dienst `{shift}` van team `{name}` zegt niet waar zij werkt"),
            format!("schrijf `locatie:` met {}", places.join(" of ")),
        ),
        Some(locatie) if !places.is_empty() && !places.contains(&locatie.as_str()) => check.error(
            &[&path[..], &["locatie"]].concat(),
            format!("geen kanaal van team `{name}` loopt op locatie `{locatie}`"),
            format!("de locaties van zijn kanalen zijn {}", places.join(", ")),
        ),
        _ => {}
    }
}

/// Contacts that no team can take.
fn undone(check: &mut Check<'_>) {
    let scenario = check.scenario;
    for (name, kanaal) in &scenario.kanalen {
        if !kanaal.soort.heeft_personeel() {
            continue;
        }
        let is_done = scenario.teams.iter().any(|(_, team)| team.doet.contains(name));
        let users: Vec<&str> = scenario
            .klantreizen
            .iter()
            .filter(|(_, klantreis)| {
                klantreis.stappen.iter().any(|(_, stap)| stap.kanalen().any(|kanaal| kanaal == name))
            })
            .map(|(journey, _)| journey.as_str())
            .collect();
        if !is_done && !users.is_empty() && !check.hides_a_team() {
            check.error(
                &["kanalen", name],
                format!("geen team doet kanaal `{name}`, maar klantreis `{}` gebruikt het", users[0]),
                format!("zet `{name}` bij `doet` van een team"),
            );
        } else if is_done {
            for journey in users {
                let knows = |team: &Team| {
                    team.doet.contains(name)
                        && team.kent.as_ref().is_none_or(|kent| kent.iter().any(|known| known == journey))
                };
                if !scenario.teams.iter().any(|(_, team)| knows(team)) {
                    check.error(
                        &["klantreizen", journey],
                        format!("geen team op kanaal `{name}` kent klantreis `{journey}`"),
                        format!("zet `{journey}` bij `kent` van een team dat `{name}` doet"),
                    );
                }
            }
        }
    }
}
