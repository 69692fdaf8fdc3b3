//! What happens to the mark and to whom, in sentences.

use super::{difference, euro, holds, months_long, since, span, turning};
use crate::experiment::measure::Unit;
use crate::experiment::results::Verdict;
use crate::experiment::transition::{Change, Kept, MARGIN, NormSeries, Part, Saving, Transition, Turned};
use crate::report::chart::months::month_name;
use crate::report::{number, words};

/// The answer to what a turn does; empty where nothing turns.
pub fn sentences(transition: &Transition) -> Vec<String> {
    let Some(turned) = &transition.turned else { return Vec::new() };
    let mut sentences = Vec::new();
    sentences.extend(dip(transition, turned));
    sentences.extend(goal(transition));
    sentences.extend(worse(turned));
    sentences.extend(nearness(transition));
    sentences.extend(conditions(transition));
    sentences.extend(savings(transition));
    sentences
}

fn dip(transition: &Transition, turned: &Turned) -> Option<String> {
    let dip = turned.dip.as_ref()?;
    let before = format!(
        "Vóór {} ({}) is het cijfer {}.{}",
        turning(&turned.turn),
        span(&transition.months, &turned.turn.windows.before),
        number::figure(dip.baseline, Unit::Mark),
        if turned.turn.is_before_changed { BEGUN } else { "" }
    );
    if dip.length.value == 0.0 {
        return Some(format!("{before} Daarna komt het in geen maand meer dan {MARGIN_TEXT} punt lager."));
    }
    let back = since(&dip.recovery, &transition.months).replace('\n', ", ");
    let back = match dip.recovery.median {
        Some(_) => format!("Het blijft weer binnen {MARGIN_TEXT} punt van wat het was vanaf {back}."),
        None => format!("Terug binnen {MARGIN_TEXT} punt van wat het was: {back}."),
    };
    let length = number::bounds(dip.length, Unit::Mark).map_or_else(String::new, |_| {
        format!(" ({}–{})", number::number(dip.length.low.max(0.0), 1), number::number(dip.length.high, 1))
    });
    Some(format!(
        "{before} Daarna zakt het: in de slechtste maand {} punt lager dan in {} ervoor, en het blijft {}{length} laag. {back}",
        number::figure(dip.depth, Unit::Mark),
        if turned.turn.windows.before.len() == 12 { "dezelfde maand" } else { "de maanden" },
        months_long(dip.length.value),
    ))
}

/// What is said where the months before are not what they were without the plan.
const BEGUN: &str = " In die maanden was de voorbereiding al begonnen: de werkelijke dip is dieper en langer. Laat \
                     `periode` een jaar eerder beginnen om hem heel te zien.";

/// [`MARGIN`] as a reader writes it.
const MARGIN_TEXT: &str = "0,1";
const _: () = assert!(MARGIN == 0.1);

fn goal(transition: &Transition) -> Option<String> {
    let chance = transition.goal_chance.last().filter(|chance| chance.is_finite())?;
    let month = month_name(transition.months.last()?.0);
    Some(format!(
        "De kans dat het cijfer in {month} het streefcijfer haalt is {}, ook gerekend met onzekerheid over de formule.",
        number::percent(*chance)
    ))
}

/// Whose mark is lower in the last year.
fn worse(turned: &Turned) -> Option<String> {
    let of = |verdict: Verdict| {
        let with = turned.changes.iter().filter(move |it| it.part != Part::All && it.last.verdict == verdict);
        let mut with: Vec<&Change> = with.collect();
        with.sort_by(|a, b| a.last.paired.difference.value.total_cmp(&b.last.paired.difference.value));
        with.iter()
            .map(|it| {
                let change = difference(it.last.paired.difference, Unit::Points);
                format!("{} ({})", part(&it.part), change.split('\n').next().unwrap_or_default())
            })
            .collect::<Vec<_>>()
    };
    if turned.changes.len() < 2 {
        return None;
    }
    let when = if turned.turn.windows.is_one_year_after() { "Erna" } else { "In het laatste jaar" };
    let worse = of(Verdict::Worse);
    Some(if worse.is_empty() {
        format!("{when} is geen groep aantoonbaar slechter af dan ervoor.")
    } else {
        format!("{when} slechter af dan ervoor: {}.", worse.join(", "))
    })
}

fn nearness(transition: &Transition) -> Option<String> {
    let places = transition.places.as_ref()?;
    let (first, last) = (places.stretches.first()?, places.stretches.last()?);
    let share = |stretch: &crate::experiment::transition::Stretch| number::percent(stretch.channels[0].all);
    Some(if first.channels[0].all == last.channels[0].all {
        format!("Binnen een kwartier van een open locatie woont {} van de inwoners.", share(first))
    } else {
        format!(
            "Binnen een kwartier van een open locatie woont eerst {} van de inwoners, aan het eind {}.",
            share(first),
            share(last)
        )
    })
}

/// From when what must hold does.
pub fn conditions(transition: &Transition) -> Vec<String> {
    let Some(turned) = &transition.turned else { return Vec::new() };
    let all = transition.norms.iter().zip(&turned.norms).filter(|(norm, _)| norm.is_condition);
    let said = |(norm, kept): (&NormSeries, &Kept)| {
        let holds = holds(kept, &transition.months);
        format!("Randvoorwaarde {} ({}): {holds}.", norm.name, norm.description)
    };
    all.map(said).collect()
}

/// For each day on which something saves: from when the norms are kept all the same.
pub fn savings(transition: &Transition) -> Vec<String> {
    let all = transition.turned.iter().flat_map(|turned| &turned.savings);
    all.filter_map(|it| saving(transition, it)).collect()
}

/// The month from which all norms that come to be kept are, and those that do not.
fn saving(transition: &Transition, saving: &Saving) -> Option<String> {
    let norms: Vec<(&NormSeries, &Kept)> = transition
        .norms
        .iter()
        .zip(&saving.norms)
        .filter(|(norm, kept)| norm.is_lasting && kept.judged > 0.0)
        .collect();
    let (kept, broken): (Vec<_>, Vec<_>) = norms.iter().partition(|(_, kept)| kept.since.median.is_some());
    let last = kept.iter().filter_map(|(_, kept)| kept.since.median).max();
    let n = norms.len();
    let names = saving.names.join(" en ");
    let begin = format!("Met de besparing {names} ({})", words::date(saving.from));
    Some(match last.map(|month| month_name(transition.months[month].0)) {
        _ if n == 0 => return None,
        Some(last) if broken.is_empty() => {
            format!("{begin} worden alle {n} normen die blijven gelden blijvend gehaald vanaf {last}.")
        }
        Some(last) => format!(
            "{begin} worden {} van de {n} normen die blijven gelden blijvend gehaald, de laatste vanaf {last}; niet: {}.",
            kept.len(),
            few(&broken)
        ),
        None => format!("{begin} wordt geen van de {n} normen die blijven gelden blijvend gehaald."),
    })
}

/// Names, as many as a reader takes in.
fn few(norms: &[(&NormSeries, &Kept)]) -> String {
    const FEW: usize = 4;
    let names: Vec<&str> = norms.iter().take(FEW).map(|(norm, _)| norm.name.as_str()).collect();
    let more = norms.len().saturating_sub(FEW);
    let more = if more > 0 { format!(" en nog {more}") } else { String::new() };
    names.join(", ") + &more
}

/// All that the counted years cost.
pub fn cost(transition: &Transition) -> Option<String> {
    let total: f64 = transition.years.iter().map(|year| year.total().value).sum();
    let measures: f64 = transition.years.iter().map(|year| year.once + year.structural + year.friction).sum();
    (measures > 0.0).then(|| {
        format!(
            "De periode kost {}, waarvan {} voor de maatregelen en de uren die zij vragen.",
            euro(total),
            euro(measures)
        )
    })
}

/// Who it is about.
pub fn part(part: &Part) -> &str {
    match part {
        Part::All => "iedereen",
        Part::Municipality(name) | Part::Group(name) | Part::Village(name) | Part::Segment(name) => name,
    }
}

/// Before its name.
pub fn kind(part: &Part) -> &'static str {
    match part {
        Part::All => "",
        Part::Municipality(_) => "oude gemeente",
        Part::Group(_) => "gebied",
        Part::Village(_) => "kern",
        Part::Segment(_) => "doelgroep",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::experiment::{self, Control};
    use crate::model::compile::compile;
    use crate::scenario::load_text;

    #[test]
    fn a_condition_says_from_when_it_holds_and_how_sure_that_is() {
        let text = "
periode: { van: 2024-01-01, tot: 2024-12-31, aanloop: 0 dagen }
tevredenheid: nee
onderzoek: { herhalingen: 10 }
kanalen: { telefoon: { soort: gesprek } }
teams: { kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 3 } } } }
klantreizen:
  vraag: { vraag: { aantal: 60000 per jaar }, stappen: { bellen: { contact: telefoon, duur: 6 min } } }
normen:
  rust: { soort: randvoorwaarde, meet: wachttijd, kanaal: telefoon, binnen: 60 s, aandeel: 90% }
  belofte: { meet: wachttijd, kanaal: telefoon, binnen: 60 s, aandeel: 90% }
maatregelen:
  mensen: { groep: besparing, vanaf: 2024-06-01, zet: { teams.kcc.diensten.dag.medewerkers: 12 } }
";
        let loaded = load_text("proef.yaml", text);
        let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
        let control = Control { stop: &AtomicBool::new(false), progress: &|_, _| {} };
        let results = experiment::simulate(&compile(scenario), &control);
        let transition = results.transition.as_ref().expect("a measure has a date");
        let since = &transition.turned.as_ref().expect("it turns things").norms[0].since;
        assert_eq!(since.median.map(|month| transition.months[month].0.month()), Some(6));
        assert_eq!((since.share.value, since.share.high), (1.0, 1.0));
        assert!(since.share.low < 0.8, "ten replications prove no more: {}", since.share.low);
        let said = conditions(transition);
        assert_eq!(said.len(), 1, "a promise is no condition");
        assert!(
            said[0].starts_with(
                "Randvoorwaarde rust (90% van telefoon binnen 1 min, van aangeboden): elke maand gehaald (7)"
            ),
            "{}",
            said[0]
        );
        assert_eq!(
            savings(transition),
            [
                "Met de besparing mensen (1 juni 2024) worden alle 2 normen die blijven gelden blijvend gehaald vanaf juni 2024."
            ]
        );
        assert!(results.norms[0].description.starts_with("randvoorwaarde: "));
    }
}
