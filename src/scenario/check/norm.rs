//! Norms and the onderzoek: one requirement each, of a kind that fits what is measured.

use super::gemeten::deviation_fits;
use super::{Check, measure};
use crate::scenario::gemeten;
use crate::scenario::kanaal::KanaalSoort;
use crate::scenario::norm::{Eis, Maat, Meet, Norm, Soort};
use crate::scenario::onderzoek::Herhalingen;
use crate::scenario::parse;
use crate::scenario::value::Duur;

pub fn check(check: &mut Check<'_>) {
    let scenario = check.scenario;
    for (name, norm) in &scenario.normen {
        if !check.is_wrong(&["normen", name]) {
            requirement(check, name, norm);
            beside_others(check, name, norm);
            margin(check, name, norm);
            days(check, name, norm);
            selection(check, name, norm);
        }
    }
    study(check);
}

fn days(check: &mut Check<'_>, name: &str, norm: &Norm) {
    for key in ["vanaf", "tot"] {
        measure::day(check, &["normen", name, key]);
    }
    if let (Some(from), Some(until)) = (norm.vanaf, norm.tot)
        && until < from
    {
        check.error(
            &["normen", name, "tot"],
            format!("de norm eindigt ({until}) voor zij begint ({from})"),
            "verwissel `vanaf` en `tot`, of kijk naar het jaar",
        );
    }
    if (norm.vanaf.is_some() || norm.tot.is_some()) && norm.gepubliceerd > 0.0 {
        check.error(
            &["normen", name, "gepubliceerd"],
            "wat klanten verwachten verandert nog niet met de dag waarop een norm ingaat",
            "laat `gepubliceerd` weg, of haal `vanaf` en `tot` weg",
        );
    }
}

/// What others reach is promised to nobody and guards nothing.
fn beside_others(check: &mut Check<'_>, name: &str, norm: &Norm) {
    if norm.soort != Soort::Vergelijking {
        return;
    }
    for (key, means) in [("niet-slechter-dan", "bewaakt niets"), ("gepubliceerd", "is aan niemand beloofd")] {
        if check.node(&["normen", name, key]).is_some() {
            check.error(
                &["normen", name, key],
                format!("`soort: vergelijking` is wat anderen halen en {means}"),
                format!("haal `{key}` weg, of maak er een eigen norm van"),
            );
        }
    }
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
            if !norm.niet_slechter {
                let (message, or) = match norm.soort {
                    Soort::Vergelijking => (format!("`{name}` zegt niet wat anderen halen"), ""),
                    _ => (format!("norm `{name}` stelt geen eis"), "; of `niet-slechter-dan: basis`"),
                };
                let hint = format!("schrijf `binnen` met `aandeel`, of `hooguit`, of `minstens`{or}");
                check.error(&path, message, hint);
            }
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
    let (what, example) = match norm.meet.maat() {
        Maat::Deel => ("een deel", "`hooguit: 5%`"),
        Maat::Getal if norm.meet == Meet::Overdrachten => ("een getal", "`hooguit: 1.5`"),
        Maat::Getal => ("een getal", "`minstens: 8`"),
        Maat::Tijd => ("een tijd", "`binnen: 30 s`"),
    };
    let subject = norm.meet.woord();
    match (norm.meet.maat(), form) {
        (Maat::Deel | Maat::Getal, "binnen") => {
            check.error(
                &key("binnen"),
                format!("`meet: {subject}` is {what}, geen tijd"),
                format!("schrijf bijvoorbeeld {example}"),
            );
        }
        (Maat::Deel, form) if !is_share => {
            check.error(
                &key(form),
                format!("`meet: {subject}` is {what}"),
                format!("schrijf bijvoorbeeld {example}"),
            );
        }
        (Maat::Tijd, "hooguit" | "minstens") if is_share => {
            check.error(
                &key(form),
                "een tijd wordt niet in procenten gemeten",
                "schrijf een duur, of `binnen` met `aandeel`",
            );
        }
        (Maat::Getal, form) if is_share => {
            check.error(
                &key(form),
                format!("`meet: {subject}` is {what}, geen percentage"),
                format!("schrijf bijvoorbeeld {example}"),
            );
        }
        _ => {}
    }
    let bound = match norm.eis {
        Eis::Hooguit(bound) | Eis::Minstens(bound) => Some(bound),
        Eis::Binnen { .. } | Eis::Geen => None,
    };
    if norm.meet == Meet::Cijfer && !is_share && bound.is_some_and(|mark| !(1.0..=10.0).contains(&mark)) {
        check.error(&key(form), "een cijfer ligt tussen 1 en 10", "schrijf bijvoorbeeld `minstens: 8`");
    }
    if norm.meet == Meet::Wachttijd && matches!(norm.eis, Eis::Binnen { binnen: Duur::Werkdagen(_), .. }) {
        check.error(
            &key("binnen"),
            "een wachttijd wordt niet in werkdagen gemeten",
            "schrijf de duur in s, min of uur",
        );
    }
}

/// How much worse it may become is written in the size of what is compared.
fn margin(check: &mut Check<'_>, name: &str, norm: &Norm) {
    let path = ["normen", name, "marge"];
    let Some(node) = check.node(&path).filter(|node| !node.is_empty()) else { return };
    if !norm.niet_slechter {
        check.error(
            &path,
            "`marge` hoort bij `niet-slechter-dan`",
            "schrijf er `niet-slechter-dan: basis` bij, of haal het weg",
        );
        return;
    }
    let size = match (norm.meet.maat(), &norm.eis) {
        (_, Eis::Binnen { .. }) | (Maat::Deel, _) => gemeten::Maat::Deel,
        (Maat::Tijd, _) => gemeten::Maat::Duur,
        (Maat::Getal, _) if norm.meet == Meet::Cijfer => gemeten::Maat::Cijfer,
        (Maat::Getal, _) => gemeten::Maat::Getal,
    };
    let Ok(deviation) = parse::deviation(node) else { return };
    let (fits, hint) = deviation_fits(size, deviation);
    if !fits {
        let what = if size == gemeten::Maat::Deel { "een deel" } else { norm.meet.woord() };
        check.error(&path, format!("deze `marge` past niet bij {what}"), hint);
    }
}

fn selection(check: &mut Check<'_>, name: &str, norm: &Norm) {
    let (not_for, subject, hint): (&[&str], _, _) = match norm.meet {
        Meet::Doorlooptijd => (
            &["kanaal", "team", "locatie"],
            "een doorlooptijd hoort bij een klantreis",
            ", of meet de wachttijd",
        ),
        Meet::Overdrachten => {
            (&["kanaal", "team", "locatie"], "overdrachten horen bij een klantreis", ", of meet eerstelijns")
        }
        Meet::Terugbellen => (&["locatie"], "terugbellen hoort bij een team", ""),
        _ => (&[], "", ""),
    };
    for key in not_for {
        if check.node(&["normen", name, key]).is_some() {
            check.error(
                &["normen", name, key],
                format!("{subject}, niet bij een {key}"),
                format!("haal `{key}` weg{hint}"),
            );
        }
    }
    if matches!(norm.meet, Meet::Doorlooptijd | Meet::Overdrachten) {
        return;
    }
    for kanaal in norm.kanaal.iter().flatten() {
        channel(check, name, norm.meet, kanaal);
    }
}

/// What is measured must happen at the channel.
fn channel(check: &mut Check<'_>, name: &str, meet: Meet, kanaal: &String) {
    let soort =
        check.scenario.kanalen.iter().find(|(known, _)| known == kanaal).map(|(_, kanaal)| kanaal.soort);
    let Some(soort) = soort else { return };
    let (fits, message, hint) = match meet {
        Meet::Wachttijd | Meet::Afhakers => (
            soort != KanaalSoort::Zelf,
            "wacht niemand: het is van soort `zelf`",
            "een kanaal met een wachtrij",
        ),
        Meet::Toegangstijd => (
            soort.heeft_agenda(),
            "maakt niemand een afspraak",
            "een kanaal van soort `afspraak` of `bezoek`",
        ),
        Meet::Reactietijd => {
            (soort == KanaalSoort::Bericht, "komt geen bericht binnen", "een kanaal van soort `bericht`")
        }
        _ => return,
    };
    if !fits {
        check.error(
            &["normen", name, "kanaal"],
            format!("op kanaal `{kanaal}` {message}"),
            format!("kies {hint}"),
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
    if let Herhalingen::Nauwkeurig { meet, kanaal, klantreis, .. } = &onderzoek.herhalingen {
        let per_klantreis = [Meet::Doorlooptijd, Meet::Overdrachten, Meet::Terugbellen].contains(meet);
        if kanaal.is_some() && (per_klantreis || klantreis.is_some()) {
            let word = meet.woord();
            let (message, hint) = if per_klantreis {
                (format!("`{word}` wordt niet per kanaal geteld"), "haal `kanaal` weg, of kies een klantreis")
            } else {
                (format!("`{word}` wordt niet per kanaal en klantreis tegelijk geteld"), "kies een van beide")
            };
            check.error(&["onderzoek", "nauwkeurig", "kanaal"], message, hint);
        }
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
