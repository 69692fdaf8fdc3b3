//! Norms and the onderzoek: one requirement each, of a kind that fits what is measured.

use super::Check;
use crate::scenario::kanaal::KanaalSoort;
use crate::scenario::norm::{Meet, Norm};
use crate::scenario::onderzoek::Herhalingen;

pub fn check(check: &mut Check<'_>) {
    let scenario = check.scenario;
    for (name, norm) in &scenario.normen {
        if !check.is_wrong(&["normen", name]) {
            requirement(check, name, norm);
            selection(check, name, norm);
        }
    }
    study(check);
}

fn requirement(check: &mut Check<'_>, name: &str, norm: &Norm) {
    let path = ["normen", name];
    let key = |key: &'static str| ["normen", name, key];
    let written: Vec<&'static str> = ["binnen", "hooguit", "minstens"]
        .into_iter()
        .filter(|word| check.node(&key(word)).is_some())
        .collect();
    let form = match written.as_slice() {
        [] => {
            check.error(
                &path,
                format!("norm `{name}` stelt geen eis"),
                "schrijf `binnen` met `aandeel`, of `hooguit`, of `minstens`",
            );
            return;
        }
        [form] => *form,
        [_, second, ..] => {
            check.error(
                &key(second),
                format!("norm `{name}` stelt twee eisen tegelijk"),
                "maak er twee normen van",
            );
            return;
        }
    };
    if form != "binnen" {
        for word in ["aandeel", "over"] {
            if check.node(&key(word)).is_some() {
                check.error(
                    &key(word),
                    format!("`{word}` hoort bij `binnen`"),
                    format!("haal het weg; de eis is hier `{form}`"),
                );
            }
        }
    }
    let is_share = check
        .node(&key(form))
        .and_then(|node| node.text())
        .is_some_and(|text| text.trim_end().ends_with('%'));
    match (norm.meet, form) {
        (Meet::Afhakers, "binnen") => {
            check.error(
                &key("binnen"),
                "afhakers zijn een deel, geen tijd",
                "schrijf bijvoorbeeld `hooguit: 5%`",
            );
        }
        (Meet::Afhakers, form) if !is_share => {
            check.error(&key(form), "afhakers zijn een deel", "schrijf bijvoorbeeld `hooguit: 5%`");
        }
        (Meet::Wachttijd | Meet::Doorlooptijd, "hooguit" | "minstens") if is_share => {
            check.error(
                &key(form),
                "een tijd wordt niet in procenten gemeten",
                "schrijf een duur, of `binnen` met `aandeel`",
            );
        }
        _ => {}
    }
    if norm.meet == Meet::Wachttijd
        && check
            .node(&key("binnen"))
            .and_then(|node| node.text())
            .is_some_and(|text| text.contains('w') && (text.contains("werkdag") || text.contains("wd")))
    {
        check.error(
            &key("binnen"),
            "een wachttijd wordt niet in werkdagen gemeten",
            "schrijf de duur in s, min of uur",
        );
    }
}

fn selection(check: &mut Check<'_>, name: &str, norm: &Norm) {
    if norm.meet == Meet::Doorlooptijd {
        for key in ["kanaal", "team", "locatie"] {
            if check.node(&["normen", name, key]).is_some() {
                check.error(
                    &["normen", name, key],
                    format!("een doorlooptijd hoort bij een klantreis, niet bij een {key}"),
                    format!("haal `{key}` weg, of meet de wachttijd"),
                );
            }
        }
        return;
    }
    let Some(chosen) = &norm.kanaal else { return };
    let waits_nobody = |name: &String| {
        let mut kanalen = check.scenario.kanalen.iter();
        kanalen.any(|(known, kanaal)| known == name && kanaal.soort == KanaalSoort::Zelf)
    };
    if let Some(kanaal) = chosen.iter().find(|name| waits_nobody(name)) {
        check.error(
            &["normen", name, "kanaal"],
            format!("op kanaal `{kanaal}` wacht niemand: het is van soort `zelf`"),
            "kies een kanaal met een wachtrij",
        );
    }
}

fn study(check: &mut Check<'_>) {
    let onderzoek = &check.scenario.onderzoek;
    if !(0.5..1.0).contains(&onderzoek.betrouwbaarheid) {
        check.error(
            &["onderzoek", "betrouwbaarheid"],
            "de betrouwbaarheid ligt tussen 50% en 100%",
            "gewoon is 95%",
        );
    }
    if let Herhalingen::Nauwkeurig { marge, .. } = &onderzoek.herhalingen
        && *marge <= 0.0
    {
        check.error(
            &["onderzoek", "nauwkeurig", "marge"],
            "met een marge van 0% komt er nooit een eind aan",
            "gewoon is 1% tot 10%",
        );
    }
}
