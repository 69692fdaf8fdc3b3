//! Channels: agendas that fit, villages from which somebody takes contact; and whether segments choose among them.

use super::place::difference;
use super::{Check, TOLERANCE};
use crate::scenario::kanaal::{Afspraak, KanaalSoort, Ontvangst};
use crate::scenario::scope::Scope;
use crate::scenario::usual;
use crate::scenario::value::{Duur, deel_tekst};
use crate::time::Span;

pub fn check(check: &mut Check<'_>) {
    let scenario = check.scenario;
    for (name, kanaal) in &scenario.kanalen {
        if check.is_wrong(&["kanalen", name]) {
            continue;
        }
        if let Some(afspraak) = &kanaal.afspraak {
            agenda(check, name, afspraak);
        }
        host(check, name, &kanaal.ontvangst);
        if kanaal.bijeenkomst.as_ref().is_some_and(|sessions| shorter_than_a_day(sessions.elke)) {
            check.error(
                &["kanalen", name, "elke"],
                "bijeenkomsten zijn hooguit eens per dag",
                "schrijf bijvoorbeeld `elke: 4 weken`",
            );
        }
    }
    if !usual::choice_is_small(&Scope::root(check.tree)) {
        check.error(
            &["kanalen"],
            "er is te veel te kiezen: kanalen, stappen met `contact: passend` en doelgroepen samen",
            "maak er minder kanalen of doelgroepen van, of noem bij een stap het kanaal",
        );
    }
    preferences(check);
    complaints(check);
}

/// A host whose work cannot be, or of whom only half is said.
fn host(check: &mut Check<'_>, name: &str, ontvangst: &Ontvangst) {
    let path = |key| ["kanalen", name, "ontvangst", key];
    if ontvangst.duur.werkdagen {
        check.error(&path("duur"), "opvangen duurt geen werkdagen", "schrijf bijvoorbeeld `30 s`");
    }
    if ontvangst.door.is_none() && check.node(&path("duur")).is_some() {
        check.warn(
            &path("duur"),
            "zonder `door` kost opvangen niemand tijd: deze duur doet niets",
            "noem bij `door` het team dat bezoekers opvangt, of haal `duur` weg",
        );
    }
    if let Some(team) = ontvangst.door.as_ref().filter(|_| ontvangst.opgevangen == 0.0) {
        check.warn(
            &path("door"),
            format!("team `{team}` vangt niemand op: `opgevangen` is 0%"),
            "schrijf bijvoorbeeld `opgevangen: 90%`",
        );
    }
}

fn shorter_than_a_day(length: Duur) -> bool {
    match length {
        Duur::Kalender(span) => span < Span::DAY,
        Duur::Werkdagen(days) => days < 1.0,
    }
}

fn agenda(check: &mut Check<'_>, name: &str, afspraak: &Afspraak) {
    let key = |key: &'static str| ["kanalen", name, "afspraak", key];
    if afspraak.duur < Span::MINUTE {
        check.error(
            &key("duur"),
            "een afspraak duurt ten minste een minuut",
            "schrijf bijvoorbeeld `15 min`",
        );
    }
    if shorter_than_a_day(afspraak.vooruit) {
        check.error(
            &key("vooruit"),
            "de agenda is ten minste een dag vooruit open",
            "schrijf bijvoorbeeld `6 weken`",
        );
    }
    let kept = afspraak.vrije_inloop + afspraak.spoed;
    if kept >= 1.0 {
        check.error(
            &["kanalen", name, "afspraak"],
            format!(
                "`vrije-inloop` en `spoed` zijn samen {}: er blijft geen plek over voor afspraken",
                deel_tekst(kept)
            ),
            "maak ze samen minder dan 100%, of kies `soort: inloop`",
        );
    }
}

/// First choices that are written make a whole.
fn preferences(check: &mut Check<'_>) {
    let scenario = check.scenario;
    for (name, doelgroep) in &scenario.doelgroepen {
        let path = ["doelgroepen", name, "kanaalvoorkeur"];
        if check.node(&path).is_none() || check.is_wrong(&path) {
            continue;
        }
        let sum: f64 = doelgroep.kanaalvoorkeur.iter().map(|(_, share)| share).sum();
        if (sum - 1.0).abs() > TOLERANCE {
            check.error(
                &path,
                format!("de delen van `kanaalvoorkeur` zijn samen {}, geen 100%", deel_tekst(sum)),
                difference(sum),
            );
        }
        let meeting = scenario.kanalen.iter().find(|(_, kanaal)| kanaal.soort == KanaalSoort::Bijeenkomst);
        let chosen = |kanaal: &str| {
            doelgroep.kanaalvoorkeur.iter().any(|(known, share)| known == kanaal && *share > 0.0)
        };
        if let Some((kanaal, _)) = meeting.filter(|(kanaal, _)| chosen(kanaal)) {
            check.error(
                &path,
                format!("kanaal `{kanaal}` is een bijeenkomst: daar kiest een klant niet voor"),
                "haal het weg; een stap met `contact` brengt klanten naar een bijeenkomst",
            );
        }
    }
}

fn complaints(check: &mut Check<'_>) {
    let path = ["gedrag", "klaagt", "onder-cijfer"];
    let klaagt = &check.scenario.gedrag.klaagt;
    if klaagt.as_ref().is_some_and(|klaagt| !(1.0..=10.0).contains(&klaagt.onder_cijfer))
        && !check.is_wrong(&path)
    {
        check.error(&path, "een cijfer ligt tussen 1 en 10", "gewoon is 4");
    }
}
