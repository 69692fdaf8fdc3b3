//! What happens to the mark and to whom, in sentences.

use super::{difference, euro, holds, months_long, since, span, turning};
use crate::experiment::measure::Unit;
use crate::experiment::results::Verdict;
use crate::experiment::transition::{Change, MARGIN, Part, Saving, Transition, Turned};
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
    sentences.extend(savings(transition));
    sentences
}

fn dip(transition: &Transition, turned: &Turned) -> Option<String> {
    let dip = turned.dip.as_ref()?;
    let before = format!(
        "Vóór {} ({}) is het cijfer {}.",
        turning(&turned.turn),
        span(&transition.months, &turned.turn.windows.before),
        number::figure(dip.baseline, Unit::Mark)
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

/// For each measure that saves: from when norms hold all the same.
pub fn savings(transition: &Transition) -> Vec<String> {
    let all = transition.turned.iter().flat_map(|turned| &turned.savings);
    all.map(|it| saving(transition, it)).collect()
}

/// From when norms hold although it saves.
fn saving(transition: &Transition, saving: &Saving) -> String {
    let norms = transition.norms.iter().zip(&saving.norms);
    let norms: Vec<String> = norms
        .map(|(norm, since)| format!("norm {} {}", norm.name, holds(since, &transition.months)))
        .collect();
    format!("Met de besparing {} ({}): {}.", saving.name, words::date(saving.from), norms.join("; "))
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
        Part::Group(name) | Part::Village(name) | Part::Segment(name) => name,
    }
}

/// Before its name.
pub fn kind(part: &Part) -> &'static str {
    match part {
        Part::All => "",
        Part::Group(_) => "gebied",
        Part::Village(_) => "kern",
        Part::Segment(_) => "doelgroep",
    }
}
