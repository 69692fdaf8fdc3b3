//! Marks: the shares in the mark of a journey are a whole.

use super::{Check, TOLERANCE};
use crate::scenario::value::deel_tekst;

pub fn check(check: &mut Check<'_>) {
    let Some(judged) = &check.scenario.tevredenheid else { return };
    let path = ["tevredenheid", "reis"];
    let sum = judged.reis.gemiddeld + judged.reis.slechtste + judged.reis.laatste;
    if (sum - 1.0).abs() > TOLERANCE && !check.is_wrong(&path) {
        let message = format!("de delen van het cijfer van een reis zijn samen {}, geen 100%", deel_tekst(sum));
        check.error(&path, message, "schrijf `gemiddeld`, `slechtste` en `laatste` zo dat zij samen 100% zijn");
    }
}
