//! The text on service for a proposal to the council: what residents will notice, when, what helps, what it costs, and
//! how sure that is.

use super::answer::{self, part};
use super::tables::asked;
use super::{euro, span, turning};
use crate::experiment::measure::Unit;
use crate::experiment::results::{Results, Verdict};
use crate::experiment::transition::{NormSeries, Part, Transition, Turned, within};
use crate::model::plan::Measure;
use crate::report::{number, words};

/// Carried by the measures that describe what a merger does of itself.
pub const OF_ITSELF: &str = "overgang";

/// Paragraphs with a heading; empty where nothing turns.
pub fn text(results: &Results) -> Vec<(&'static str, Vec<String>)> {
    let Some(transition) = &results.transition else { return Vec::new() };
    let Some(turned) = &transition.turned else { return Vec::new() };
    let parts = [
        ("Wat inwoners merken", notice(transition, turned)),
        ("Wat het opvangt", prevents(transition)),
        ("Wat wij beloven", norms(transition, turned, results.confidence)),
        ("Wat het kost", costs(transition, turned)),
        ("Hoe zeker dit is", doubt(results, transition, turned)),
    ];
    parts.into_iter().filter(|(_, sentences)| !sentences.is_empty()).collect()
}

fn notice(transition: &Transition, turned: &Turned) -> Vec<String> {
    let mut sentences = answer::sentences(transition);
    let segments = turned.changes.iter().filter(|change| matches!(change.part, Part::Segment(_)));
    let worst = segments
        .filter(|it| it.first.mark.value.is_finite())
        .min_by(|a, b| a.first.mark.value.total_cmp(&b.first.mark.value));
    sentences.extend(worst.map(|change| {
        format!(
            "Het laagste cijfer geeft in het eerste jaar de doelgroep {}: {}, tegen {} ervoor ({}).",
            part(&change.part),
            number::value(change.first.mark.value, Unit::Mark),
            number::value(change.before.value, Unit::Mark),
            words::comparison(change.first.verdict)
        )
    }));
    sentences
}

/// The measures that are chosen, in the order of their dates.
fn prevents(transition: &Transition) -> Vec<String> {
    let is_chosen = |measure: &&Measure| !measure.groups.iter().any(|group| group == OF_ITSELF);
    let said = transition.plan.measures.iter().filter(is_chosen).map(|measure| {
        let when = match (measure.from, measure.to) {
            (Some(from), Some(to)) => format!(" ({} t/m {})", words::date(from), words::date(to)),
            (Some(from), None) => format!(" (vanaf {})", words::date(from)),
            (None, Some(to)) => format!(" (t/m {})", words::date(to)),
            (None, None) => String::new(),
        };
        let about = measure.about.trim().trim_end_matches('.');
        let about = if about.is_empty() { String::new() } else { format!(": {about}") };
        format!("{}{when}{about}.", measure.name)
    });
    said.collect()
}

fn norms(transition: &Transition, turned: &Turned, confidence: f64) -> Vec<String> {
    let last = &turned.turn.windows.last;
    // what ends before the period does is promised no more, and a condition never was
    let promised = |norm: &NormSeries| norm.is_lasting && !norm.is_condition;
    let lasting = transition.norms.iter().zip(&turned.norms).filter(|(norm, _)| promised(norm));
    let said = lasting.map(|(norm, holds)| {
        let attained = within(&norm.pairs, last, confidence);
        format!(
            "{} ({}): {} bereikt in {}; {}.",
            norm.name,
            asked(norm),
            number::figure(attained, norm.unit),
            span(&transition.months, last),
            super::holds(holds, &transition.months)
        )
    });
    said.collect()
}

fn costs(transition: &Transition, turned: &Turned) -> Vec<String> {
    let year = |year: &crate::experiment::transition::Year| {
        let mut parts = vec![format!("uren van teams {}", euro(year.staff.value))];
        for (value, name) in [
            (year.once, "eenmalig"),
            (year.structural, "structureel"),
            (year.friction, "uren voor de overgang"),
        ] {
            if value != 0.0 {
                parts.push(format!("{name} {}", euro(value)));
            }
        }
        format!("{}: {} ({}).", year.year, euro(year.total().value), parts.join(", "))
    };
    let paid = "Uren van teams zijn contracturen, ook van wie ziek of vrij is; uren voor de overgang (oefenen, project) staan apart.";
    let paid = turned.turn.is_merger.then(|| paid.to_owned());
    transition.years.iter().map(year).chain(paid).collect()
}

fn doubt(results: &Results, transition: &Transition, turned: &Turned) -> Vec<String> {
    let unsure = turned.changes.iter().filter(|it| it.last.verdict == Verdict::NotToBeToldApart).count();
    let mut sentences = vec![format!(
        "Deze cijfers komen uit een simulatie, {} keer nagespeeld; de grenzen erachter gelden in {} van de gevallen en gaan alleen over toeval.",
        number::count(f64::from(results.replications)),
        number::share_as_written(results.confidence)
    )];
    if unsure > 0 {
        sentences.push(format!(
            "Van {unsure} van de {} groepen is de verandering niet van toeval te onderscheiden.",
            turned.changes.len()
        ));
    }
    sentences.push(format!(
        "Wat {} uit zichzelf doet (drukte, systemen, kennis, bezetting) steunt voor een groot deel op aannames; het verslag noemt ze elk met hun herkomst.",
        turning(&turned.turn)
    ));
    if !turned.turn.windows.are_whole_years() {
        sentences.push(format!(
            "De vergelijking is niet van heel jaar tot heel jaar ({} tegen {}): seizoenen tellen mee.",
            span(&transition.months, &turned.turn.windows.before),
            span(&transition.months, &turned.turn.windows.last)
        ));
    }
    sentences
}

/// As a file.
pub fn file(results: &Results) -> Option<String> {
    let parts = text(results);
    let of = |(heading, sentences): &(&str, Vec<String>)| format!("{heading}\n\n{}\n", sentences.join("\n"));
    let body: Vec<String> = parts.iter().map(of).collect();
    (!body.is_empty())
        .then(|| format!("Dienstverleningsparagraaf: {}\n\n{}", results.scenario, body.join("\n")))
}
