//! Marks: the shares in the mark of a journey are a whole, and nobody asks for marks that are not given.

use super::{Check, TOLERANCE};
use crate::scenario::gemeten::Grootheid;
use crate::scenario::norm::Meet;
use crate::scenario::onderzoek::Herhalingen;
use crate::scenario::value::deel_tekst;

pub fn check(check: &mut Check<'_>) {
    let Some(judged) = &check.scenario.tevredenheid else {
        unasked(check);
        return;
    };
    let path = ["tevredenheid", "reis"];
    let sum = judged.reis.gemiddeld + judged.reis.slechtste + judged.reis.laatste;
    if (sum - 1.0).abs() > TOLERANCE && !check.is_wrong(&path) {
        let message =
            format!("de delen van het cijfer van een reis zijn samen {}, geen 100%", deel_tekst(sum));
        check.error(
            &path,
            message,
            "schrijf `gemiddeld`, `slechtste` en `laatste` zo dat zij samen 100% zijn",
        );
    }
}

fn unasked(check: &mut Check<'_>) {
    const HINT: &str = "haal `tevredenheid: nee` weg, of meet iets anders";
    let scenario = check.scenario;
    for (name, _) in scenario.normen.iter().filter(|(_, norm)| norm.meet == Meet::Cijfer) {
        let message = format!("norm `{name}` meet een cijfer, maar er worden geen cijfers gegeven");
        check.error(&["normen", name, "meet"], message, HINT);
    }
    for (name, _) in scenario.gemeten.iter().filter(|(_, measured)| measured.meet == Grootheid::Cijfer) {
        let message = format!("meting `{name}` is een cijfer, maar er worden geen cijfers gegeven");
        check.error(&["gemeten", name, "meet"], message, HINT);
    }
    if matches!(scenario.onderzoek.herhalingen, Herhalingen::Nauwkeurig { meet: Meet::Cijfer, .. }) {
        let message = "de nauwkeurigheid is die van een cijfer, maar er worden geen cijfers gegeven";
        check.error(&["onderzoek", "nauwkeurig", "meet"], message, HINT);
    }
}
