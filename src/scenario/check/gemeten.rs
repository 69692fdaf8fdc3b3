//! Measured figures: each of the size that fits what was measured, about a part that is counted.

use super::{Check, measure};
use crate::scenario::gemeten::{Grootheid, Maat, Meting};
use crate::scenario::parse;
use crate::scenario::tree::Node;
use crate::scenario::value::{Afwijking, Grootte};

/// Keys that choose a part of the service.
const SELECTING: [&str; 6] = ["kanaal", "team", "klantreis", "doelgroep", "kern", "locatie"];

pub fn check(check: &mut Check<'_>) {
    let scenario = check.scenario;
    for (name, measured) in &scenario.gemeten {
        if !check.is_wrong(&["gemeten", name]) {
            size(check, name, measured);
            selection(check, name, measured);
            days(check, name, measured);
        }
    }
}

/// Whether value and deviations are written in the size of what was measured.
fn size(check: &mut Check<'_>, name: &str, measured: &Meting) {
    let Some(tree) = check.node(&["gemeten", name]) else { return };
    let node = |key: &str| tree.get(key).filter(|node| !node.is_empty());
    let meet = node("meet").and_then(Node::text).unwrap_or_default();
    let Some(size) = Maat::of(meet) else { return };
    if meet == "binnen" && node("binnen").is_none() {
        check.error(
            &["gemeten", name],
            format!("meting `{name}` zegt niet binnen hoe lang"),
            "schrijf er bijvoorbeeld `binnen: 30 s` bij",
        );
    }
    // how many times as much is a number, whatever was measured
    let is_ratio = measured.ten_opzichte_van.is_some();
    let size = if is_ratio { Maat::Getal } else { size };
    let outcomes: Vec<&'static str> =
        ["waarde", "minstens", "hooguit"].into_iter().filter(|key| node(key).is_some()).collect();
    let Some(key) = outcomes.first().copied() else {
        check.error(
            &["gemeten", name],
            format!("meting `{name}` zegt niet wat eruit kwam"),
            "schrijf er `waarde` bij, of `minstens` of `hooguit` als alleen een grens bekend is",
        );
        return;
    };
    if let Some(second) = outcomes.get(1) {
        check.error(
            &["gemeten", name, second],
            format!("meting `{name}` zegt twee keer wat eruit kwam"),
            "maak er twee metingen van",
        );
    }
    if key != "waarde" {
        for doubt in ["marge", "n", "mag-afwijken"] {
            if node(doubt).is_some() {
                let message = format!("bij `{key}` hoort geen `{doubt}`: een grens wordt gehaald of niet");
                check.error(&["gemeten", name, doubt], message, format!("haal `{doubt}` weg"));
            }
        }
    } else if is_ratio && node("mag-afwijken").is_none() {
        check.error(
            &["gemeten", name],
            format!("meting `{name}` zegt niet hoe ver zij mag afwijken; voor een verhouding is daar niets gewoon in"),
            "schrijf er bijvoorbeeld `mag-afwijken: 10%` bij",
        );
    }
    let value = node(key).and_then(|node| parse::measured(node).ok());
    let fits = matches!(
        (value, size),
        (None, _)
            | (Some(Grootte::Deel(_)), Maat::Deel)
            | (Some(Grootte::Duur(_)), Maat::Duur)
            | (Some(Grootte::Getal(_)), Maat::Getal | Maat::Cijfer)
    );
    if !fits {
        let (what, example) = match size {
            Maat::Deel => ("een deel", "67%"),
            Maat::Duur => ("een duur", "52 s"),
            Maat::Getal if is_ratio => ("met `ten-opzichte-van` hoeveel keer zo veel", "1.33"),
            Maat::Getal => ("een aantal", "163408"),
            Maat::Cijfer => ("een cijfer", "8.4"),
        };
        check.error(
            &["gemeten", name, key],
            format!("`meet: {meet}` is {what}"),
            format!("schrijf bijvoorbeeld `{key}: {example}`"),
        );
    }
    if let (Maat::Cijfer, Some(Grootte::Getal(mark))) = (size, value)
        && !(1.0..=10.0).contains(&mark)
    {
        check.error(
            &["gemeten", name, key],
            "een cijfer ligt tussen 1 en 10",
            "schrijf bijvoorbeeld `waarde: 8.4`",
        );
    }
    for key in ["marge", "mag-afwijken"] {
        let Some(deviation) = node(key).and_then(|node| parse::deviation(node).ok()) else { continue };
        let (fits, hint) = deviation_fits(size, deviation);
        if !fits {
            check.error(&["gemeten", name, key], format!("deze `{key}` past niet bij `meet: {meet}`"), hint);
        }
    }
    if node("marge").is_some() && node("n").is_some() {
        check.error(
            &["gemeten", name, "n"],
            format!("meting `{name}` noemt de twijfel twee keer, met `marge` en met `n`"),
            "laat een van beide weg",
        );
    }
}

/// Whether a deviation is written as one of such a figure can be, and how else.
pub(super) fn deviation_fits(size: Maat, deviation: Afwijking) -> (bool, &'static str) {
    match (size, deviation) {
        (Maat::Deel, Afwijking::Procent(_)) => {
            (false, "van een deel is niet duidelijk waar een procent over gaat; schrijf `3 punten`")
        }
        (Maat::Deel, deviation) => {
            (matches!(deviation, Afwijking::Punten(_)), "schrijf bijvoorbeeld `3 punten`")
        }
        (Maat::Duur, deviation) => (
            matches!(deviation, Afwijking::Procent(_) | Afwijking::Duur(_)),
            "schrijf bijvoorbeeld `10%` of `5 s`",
        ),
        (Maat::Cijfer, deviation) => {
            (matches!(deviation, Afwijking::Getal(_)), "schrijf een deel van een punt, bijvoorbeeld `0.3`")
        }
        (Maat::Getal, deviation) => (
            matches!(deviation, Afwijking::Procent(_) | Afwijking::Getal(_)),
            "schrijf bijvoorbeeld `10%` of een getal",
        ),
    }
}

/// Parts of the service that a figure is counted for.
fn counted(meet: Grootheid) -> &'static [&'static str] {
    match meet {
        Grootheid::Klantreizen
        | Grootheid::Doorlooptijd
        | Grootheid::InEenContact
        | Grootheid::Overdrachten => &["klantreis", "doelgroep", "kern"],
        Grootheid::Terugbellen => &["klantreis", "team"],
        Grootheid::Bezettingsgraad => &["team"],
        Grootheid::Cijfer => &["kanaal", "klantreis", "doelgroep", "kern"],
        Grootheid::Geholpen | Grootheid::Wachttijd | Grootheid::Behandeltijd | Grootheid::Binnen(..) => {
            &SELECTING
        }
        Grootheid::Aantal
        | Grootheid::Afhakers
        | Grootheid::Bezet
        | Grootheid::Toegangstijd
        | Grootheid::Reactietijd
        | Grootheid::Eerstelijns => &["kanaal", "klantreis", "doelgroep", "kern", "locatie"],
    }
}

fn selection(check: &mut Check<'_>, name: &str, measured: &Meting) {
    let may = counted(measured.meet);
    let written: Vec<&'static str> =
        SELECTING.into_iter().filter(|key| check.node(&["gemeten", name, key]).is_some()).collect();
    for key in written.iter().filter(|key| !may.contains(key)) {
        check.error(
            &["gemeten", name, key],
            format!("dit wordt niet per {key} geteld"),
            format!("haal `{key}` weg, of kies uit {}", parse::listed(may)),
        );
    }
    // some are counted for this figure; the others are taken from what is always counted
    let is_counted = matches!(measured.meet, Grootheid::Binnen(..)) || measured.is_eigen_telling();
    if let (Some(second), false) = (written.get(1), is_counted) {
        check.error(
            &["gemeten", name, second],
            format!("meting `{name}` kiest twee dingen tegelijk; zo'n doorsnede wordt niet geteld"),
            "noem er één; alleen `meet: binnen` kan meer tegelijk",
        );
    }
    if measured.is_eigen_telling() && measured.meet.per_dag().is_none() {
        let what = check.node(&["gemeten", name, "meet"]).and_then(Node::text).unwrap_or_default().to_owned();
        check.error(
            &["gemeten", name],
            format!("`meet: {what}` wordt alleen over alle dagen en per deel geteld"),
            "laat `vanaf`, `tot`, `ten-opzichte-van` en een `(groep)` weg, of meet iets anders",
        );
    }
    let is_of_one_channel = measured.kanaal.as_ref().is_some_and(|channel| !channel.is_groep());
    if measured.meet == Grootheid::Cijfer && measured.n.is_some() && !is_of_one_channel {
        check.error(
            &["gemeten", name, "n"],
            "hoe ver cijfers uiteenlopen is alleen per kanaal bekend",
            "schrijf `marge` in plaats van `n`, bijvoorbeeld `marge: 0.1`",
        );
    }
    if measured.meet == Grootheid::Bezettingsgraad && measured.team.is_none() {
        check.error(
            &["gemeten", name],
            format!("meting `{name}` zegt niet van welk team"),
            "schrijf er `team` bij",
        );
    }
    if let Grootheid::Binnen(limit, _) = measured.meet
        && limit.is_werkdagen()
    {
        check.error(
            &["gemeten", name, "binnen"],
            "een wachttijd wordt niet in werkdagen gemeten",
            "schrijf de duur in s, min of uur",
        );
    }
}

/// The days that it is about, and those that it is held against.
fn days(check: &mut Check<'_>, name: &str, measured: &Meting) {
    for key in ["vanaf", "tot"] {
        measure::day(check, &["gemeten", name, key]);
    }
    if let (Some(from), Some(until)) = (measured.vanaf, measured.tot)
        && until < from
    {
        check.error(
            &["gemeten", name, "tot"],
            format!("de meting eindigt ({until}) voor zij begint ({from})"),
            "verwissel `vanaf` en `tot`, of kijk naar het jaar",
        );
        return;
    }
    if measured.is_eigen_telling() && check.node(&["gemeten", name, "periode"]).is_some() {
        check.error(
            &["gemeten", name, "periode"],
            "`periode` zegt wanneer er is gemeten als wat is nagespeeld een andere tijd is; hier zijn het dezelfde dagen",
            "haal `periode` weg, en schrijf de dagen met `vanaf` en `tot`",
        );
    }
    let period = &check.scenario.periode;
    let played = period.van..=period.tot;
    let own = measured.vanaf.into_iter().chain(measured.tot).any(|day| !played.contains(&day));
    let others =
        measured.ten_opzichte_van.is_some_and(|(from, to)| !(played.contains(&from) && played.contains(&to)));
    for (key, is_out) in [("vanaf", own), ("ten-opzichte-van", others)] {
        if is_out {
            let message = format!(
                "meting `{name}` gaat over dagen die niet allemaal meetellen, en wordt niet vergeleken"
            );
            let hint = format!("kies dagen van {} t/m {}, of maak de periode langer", period.van, period.tot);
            let key = if check.node(&["gemeten", name, key]).is_some() { key } else { "tot" };
            check.warn(&["gemeten", name, key], message, hint);
        }
    }
}
