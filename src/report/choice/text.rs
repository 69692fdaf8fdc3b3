//! The choice in a terminal of 80 columns.

use super::{Shown, answer, tables};
use crate::report::text::{table, wrapped};
use crate::report::{benchmarks, comparison, ranking, words};

/// Ends with a line that names the report.
pub fn text(shown: &Shown, report: &str) -> String {
    let mut text = format!("\nBasis: {}\n", wrapped(shown.name(0), 0));
    let only = shown.choice.results.len() == 2;
    if only {
        text.push_str(&format!("Variant: {}\n", wrapped(shown.name(1), 0)));
    }
    text.push_str(&format!("{}\n", wrapped(&words::about_all(&shown.choice.results), 0)));
    for changes in shown.changes.iter().filter(|_| only) {
        for change in changes.iter().take(MOST_CHANGES) {
            text.push_str(&format!("{}\n", wrapped(&change.text(), 2)));
        }
        if changes.len() > MOST_CHANGES {
            text.push_str(&format!("  en {} andere wijzigingen\n", changes.len() - MOST_CHANGES));
        }
    }
    text.push('\n');
    for sentence in answer(shown) {
        text.push_str(&format!("{}\n", wrapped(&sentence, 0)));
    }
    text.push_str(&format!("\n{}\n", table(&tables::decision(shown).first_columns(4))));
    let guards = tables::guards(shown);
    if !guards.is_empty() {
        text.push_str(&format!("\nMAG NIET SLECHTER WORDEN\n{}\n", table(&guards)));
    }
    text.push_str(&format!("\nKOSTEN\n{}\n", table(&tables::costs(shown).first_columns(6))));
    for found in shown.choice.comparisons.iter().filter(|_| only) {
        for (base, variant) in &found.norms {
            let (before, after) = (words::verdict(base.verdict), words::verdict(variant.verdict));
            text.push_str(&format!("\n{}", wrapped(&format!("Norm {}: {before} → {after}", base.name), 0)));
        }
        for (base, variant) in &found.benchmarks {
            text.push_str(&format!("\n{}", wrapped(&benchmarks::change(base, variant), 0)));
        }
        text.push_str(&format!("\n\n{}\n", table(&comparison::differences(found))));
        if let Some(rest) = comparison::rest(found) {
            text.push_str(&format!("\n{}\n", wrapped(&rest, 0)));
        }
    }
    for (name, bundle) in &shown.bundles {
        text.push_str(&ranking::steps_text(name, bundle));
    }
    let pairing = match only {
        true => {
            " Corr.: hoe sterk beide op hetzelfde toeval reageren; daaronder hoeveel keer zo veel losse herhalingen even zeker \
             zouden zijn."
        }
        false => "",
    };
    let about = format!(
        "Verschil: variant min basis, met dezelfde klanten; pt is procentpunt. {}{pairing}",
        shown.adjusted()
    );
    text.push_str(&format!("\n{}\n\nHet hele verslag: {report}\n", wrapped(&about, 0)));
    text
}

/// Changes told on the screen; the report has all.
const MOST_CHANGES: usize = 8;
