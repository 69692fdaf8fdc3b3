//! What single steps hold: lengths that fit, channels to choose from, work that somebody does, decisions that add up.

use super::place::difference;
use super::{Check, TOLERANCE};
use crate::scenario::Benoemd;
use crate::scenario::klantreis::{Contact, Stap, StapSoort, is_afwijzing};
use crate::scenario::value::deel_tekst;

pub fn check(check: &mut Check<'_>, journey: &str, name: &str, stap: &Stap) {
    let path = ["klantreizen", journey, "stappen", name];
    if check.is_wrong(&path) {
        return;
    }
    match &stap.soort {
        StapSoort::Contact { passend, via } => {
            lengths(check, &path, via);
            if *passend && via.len() < 2 {
                choice(check, &path, via);
            }
            let second_line = via.iter().find_map(|(_, contact)| contact.achterwacht.as_ref());
            if let Some(team) =
                second_line.filter(|_| check.node(&[&path[..], &["achterwacht"]].concat()).is_some())
            {
                staffed(check, &[&path[..], &["achterwacht"]].concat(), team);
            }
        }
        StapSoort::Werk { team, duur, .. } => {
            staffed(check, &[&path[..], &["werk"]].concat(), team);
            if duur.werkdagen {
                check.error(
                    &[&path[..], &["duur"]].concat(),
                    "de duur van `werk` is de tijd die iemand eraan werkt, geen werkdagen",
                    "schrijf de duur in min of uur; wachten is een stap met `wacht`",
                );
            }
        }
        _ => {}
    }
    decision(check, &path, stap);
}

/// Contact and patience run by the clock, not in working days.
fn lengths(check: &mut Check<'_>, path: &[&str], via: &Benoemd<Contact>) {
    if via.iter().any(|(_, contact)| contact.duur.werkdagen) {
        check.error(
            &[path, &["duur"]].concat(),
            "een contact duurt geen werkdagen",
            "schrijf de duur in s, min of uur",
        );
    }
    if via.iter().any(|(_, contact)| contact.gedrag.geduld.werkdagen) {
        check.error(
            &[path, &["geduld"]].concat(),
            "geduld wordt niet in werkdagen gemeten",
            "schrijf het in s, min of uur",
        );
    }
}

fn choice(check: &mut Check<'_>, path: &[&str], via: &Benoemd<Contact>) {
    if check.hides_a_team() || check.is_wrong(&["kanalen"]) {
        return;
    }
    let path = [path, &["contact"]].concat();
    match via.first() {
        Some((kanaal, _)) => check.error(
            &path,
            format!("bij `contact: passend` valt er niets te kiezen: alleen kanaal `{kanaal}` past"),
            format!("schrijf `contact: {kanaal}`, of laat een team nog een kanaal doen"),
        ),
        None => check.error(
            &path,
            "bij `contact: passend` past geen enkel kanaal",
            "laat een team kanalen doen, of voeg een kanaal van soort `zelf` toe",
        ),
    }
}

/// Work for a team that has people.
fn staffed(check: &mut Check<'_>, path: &[&str], team: &str) {
    let of = check.scenario.teams.iter().find(|(known, _)| known == team).map(|(_, team)| team);
    let works =
        |dienst: &crate::scenario::team::Dienst| dienst.medewerkers > 0.0 && dienst.dagen.contains(&true);
    if of.is_some_and(|of| !of.diensten.iter().any(|(_, dienst)| works(dienst)))
        && !check.is_wrong(&["teams", team])
    {
        check.error(
            path,
            format!("in team `{team}` werkt niemand"),
            "geef het team een dienst met `medewerkers`, of noem een ander team",
        );
    }
}

fn decision(check: &mut Check<'_>, path: &[&str], stap: &Stap) {
    let sum: f64 = stap.uitkomst.iter().map(|(_, share)| share).sum();
    if !stap.uitkomst.is_empty() && (sum - 1.0).abs() > TOLERANCE {
        check.error(
            &[path, &["uitkomst"]].concat(),
            format!("de delen van `uitkomst` zijn samen {}, geen 100%", deel_tekst(sum)),
            difference(sum),
        );
    }
    if stap.uitkomst.iter().any(|(naam, _)| is_afwijzing(naam)) {
        return;
    }
    for key in ["uitleg", "alternatief", "belt-vooraf"] {
        let path = [path, &[key]].concat();
        if check.node(&path).is_some() {
            check.warn(
                &path,
                format!("`{key}` hoort bij een afwijzing, en die valt hier niet"),
                "schrijf bijvoorbeeld `uitkomst: { verleend: 90%, geweigerd: 10% }`",
            );
        }
    }
}
