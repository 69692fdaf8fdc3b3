//! The advice in sentences: which option, what it brings and costs, what it must not harm, and what is still open.

use super::Shown;
use super::tables::{headline, more_at_once, range};
use crate::experiment::comparison::{Dominated, End, Selection, Standing};
use crate::experiment::measure::Good;
use crate::experiment::results::{NormVerdict, Verdict};
use crate::report::number::{self, euro};
use crate::stats::needed;

/// The answer, the choice first.
pub fn answer(shown: &Shown) -> Vec<String> {
    let mut sentences = Vec::new();
    let best = best(shown);
    sentences.push(first(shown, best));
    sentences.extend(shown.choice.selection.as_ref().map(|selection| selected(shown, selection)));
    if shown.choice.selection.is_none() && shown.choice.results.len() > 2 {
        sentences.extend(rivals(shown));
    }
    if let Some(best) = best {
        sentences.extend(price(shown, best));
    }
    sentences.extend(harmed(shown));
    sentences.extend(dominated(shown));
    sentences.extend(open(shown));
    sentences
}

/// The option with the best headline of those that harm nothing that is guarded; `None`: the base, or there is no figure.
fn best(shown: &Shown) -> Option<usize> {
    let harms = |index: usize| {
        shown.choice.guards[index - 1].iter().any(|guard| guard.verdict == NormVerdict::Missed)
    };
    let sign = if shown.choice.headline.good() == Good::Less { -1.0 } else { 1.0 };
    let value = |index: usize| sign * shown.headline(index).map_or(f64::NAN, |it| it.value);
    let is_good = |index: &usize| shown.verdict(*index) == Some(Verdict::Better) && !harms(*index);
    let found = shown.choice.selection.as_ref().filter(|selection| selection.end == End::Found);
    if let Some(one) = found.map(|selection| selection.left[0]).filter(|one| *one > 0 && is_good(one)) {
        return Some(one);
    }
    (1..shown.choice.results.len()).filter(is_good).max_by(|a, b| value(*a).total_cmp(&value(*b)))
}

fn first(shown: &Shown, best: Option<usize>) -> String {
    let what = headline(&shown.choice.headline);
    let unit = shown.choice.headline.unit();
    let Some(best) = best else {
        let is_worse = |index: &usize| shown.verdict(*index) == Some(Verdict::Worse);
        let worse = (1..shown.choice.results.len()).filter(is_worse).count();
        return match (worse, shown.choice.results.len() - 1) {
            (_, 1) if shown.is_same(1) => same(shown, 1),
            (1, 1) => format!("{} is slechter dan nu ({what}).", shown.name(1)),
            (_, 1) => format!("Of {} beter is dan nu ({what}), is niet te zeggen.", shown.name(1)),
            _ => format!(
                "Van geen van de varianten staat vast dat zij beter is dan nu ({what}) en niets schaadt."
            ),
        };
    };
    let effect = shown.choice.effects[best].expect("a variant that is better has a difference");
    let bounds = number::difference_bounds(effect.difference, unit);
    format!(
        "{} brengt het meest: {what} {}, {} tegen nu{}.",
        shown.name(best),
        shown.headline(best).map_or(String::new(), |it| number::value(it.value, unit)),
        number::difference(effect.difference.value, unit),
        bounds.map_or_else(String::new, |bounds| format!(" ({bounds})")),
    )
}

fn same(shown: &Shown, index: usize) -> String {
    format!(
        "{} doet niets ({}): in elke herhaling precies gelijk aan nu.",
        shown.name(index),
        headline(&shown.choice.headline)
    )
}

/// With the confidence asked, the best of all is one of these.
fn rivals(shown: &Shown) -> Option<String> {
    if shown.is_single() {
        return None;
    }
    let sure = number::share_as_written(shown.choice.adjustment.confidence);
    let of = |standing: Standing| -> Vec<&str> {
        let places = shown.choice.standings.iter().enumerate();
        places.filter(|(_, it)| **it == standing).map(|(index, _)| shown.name(index)).collect()
    };
    if let [best] = of(Standing::Best)[..] {
        return Some(format!("Van alle opties is {best} met {sure} zekerheid de beste."));
    }
    let may_be = of(Standing::MayBeBest);
    (!may_be.is_empty()).then(|| {
        format!(
            "De beste van alle is met {sure} zekerheid een van deze {}: {}.",
            may_be.len(),
            may_be.join("; ")
        )
    })
}

fn selected(shown: &Shown, selection: &Selection) -> String {
    let sure = number::share_as_written(selection.confidence);
    let delta = number::as_written(selection.delta, shown.choice.headline.unit());
    let names: Vec<&str> = selection.left.iter().map(|index| shown.name(*index)).collect();
    let n = shown.choice.results.iter().map(|results| results.replications).max().unwrap_or(0);
    match selection.end {
        End::Found => format!(
            "{} is met {sure} zekerheid de beste van de {}, of ligt er minder dan {delta} punt onder (KN++, na {n} herhalingen).",
            names.join(""),
            shown.choice.results.len()
        ),
        End::Equal => format!("Even goed, in elke herhaling precies gelijk: {}.", names.join("; ")),
        End::OutOfBudget => format!(
            "Na {n} herhalingen zijn er nog {} over: {}. Welke daarvan binnen {delta} punt van de beste ligt, is dan niet met \
             {sure} zekerheid te zeggen.",
            names.len(),
            names.join("; ")
        ),
    }
}

fn price(shown: &Shown, best: usize) -> Option<String> {
    let costs = &shown.choice.costs[best];
    let more = costs.difference?;
    let fte = costs.fte - shown.choice.costs[0].fte;
    let jobs = match number::number(fte.abs(), 1).as_str() {
        "0,0" => "even veel fte".to_owned(),
        size if fte > 0.0 => format!("{size} fte meer"),
        size => format!("{size} fte minder"),
    };
    let once = if costs.once > 0.0 { format!(", en {} eenmalig", euro(costs.once)) } else { String::new() };
    let size = euro(more.value.abs());
    let per_year = match more.value {
        value if value >= 0.5 => format!("{size} per jaar meer"),
        value if value <= -0.5 => format!("{size} per jaar minder"),
        _ => "per jaar niets meer".to_owned(),
    };
    let tenth = costs.per_tenth.filter(|it| it.value >= 0.5);
    let apart = if costs.once > 0.0 { "; eenmalige kosten zitten daar niet in" } else { "" };
    let tenth = tenth
        .map_or(String::new(), |it| format!(": {} per tiende punt ({}{apart})", euro(it.value), range(it)));
    Some(format!("{} kost {per_year} ({jobs}){once}{tenth}.", shown.name(best)))
}

/// What may not become worse, and does or may.
fn harmed(shown: &Shown) -> Vec<String> {
    let mut sentences = Vec::new();
    let guards = &shown.choice.guards;
    let is_held = guards.iter().flatten().all(|guard| guard.verdict == NormVerdict::Met);
    if guards.iter().any(|guards| !guards.is_empty()) && is_held {
        sentences.push("Wat niet slechter mocht worden, wordt dat in geen enkele variant.".to_owned());
    }
    for (variant, guards) in guards.iter().enumerate() {
        for guard in guards.iter().filter(|guard| guard.verdict == NormVerdict::Missed) {
            sentences.push(format!(
                "Bij {} wordt {} slechter: {}.",
                shown.name(variant + 1),
                guard.name,
                number::difference(guard.difference.value, guard.unit)
            ));
        }
        for guard in guards.iter().filter(|guard| guard.verdict == NormVerdict::Uncertain) {
            sentences.push(format!(
                "Of {} bij {} slechter wordt, staat niet vast.",
                guard.name,
                shown.name(variant + 1)
            ));
        }
    }
    sentences
}

fn dominated(shown: &Shown) -> Option<String> {
    let is_sure = |(index, it): (usize, &Option<Dominated>)| {
        it.filter(|it| it.is_sure && index > 0).map(|it| {
            let (by, more) = (shown.name(it.by), more_at_once(shown, index, it.by));
            let name = shown.name(index);
            format!("{name} kunt u laten: {by} is minstens zo goed en kost per jaar niet meer{more}.")
        })
    };
    let gone: Vec<String> = shown.choice.dominated.iter().enumerate().filter_map(is_sure).collect();
    (!gone.is_empty()).then(|| gone.join(" "))
}

/// What the headline leaves open, and what would settle it.
fn open(shown: &Shown) -> Vec<String> {
    let n = |index: usize| shown.choice.comparisons[index - 1].replications;
    let sentence = |index: usize| {
        let effect = shown.choice.effects[index]?;
        if shown.is_same(index) {
            // of one variant it is the answer itself
            return (shown.choice.results.len() > 2).then(|| same(shown, index));
        }
        // without an interval there is nothing to estimate from; a notice says so
        if shown.verdict(index) != Some(Verdict::NotToBeToldApart) || effect.difference.low.is_nan() {
            return None;
        }
        Some(match effect.needed {
            Some(needed) => format!(
                "{} is na {} herhalingen niet te onderscheiden van nu; is het verschil zo groot als het lijkt ({}), dan zijn er \
                 ongeveer {} nodig.",
                shown.name(index),
                n(index),
                number::difference(effect.difference.value, shown.choice.headline.unit()),
                number::count(round_up(needed) as f64)
            ),
            None => format!(
                "{} is niet te onderscheiden van nu, en zou dat ook na {} herhalingen niet zijn.",
                shown.name(index),
                number::count(needed::MOST as f64)
            ),
        })
    };
    (1..shown.choice.results.len()).filter_map(sentence).collect()
}

/// To two figures: more is not known of it.
fn round_up(needed: u64) -> u64 {
    let mut unit = 1;
    while needed / unit >= 100 {
        unit *= 10;
    }
    needed.div_ceil(unit) * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_replications_is_told_to_two_figures() {
        assert_eq!([7, 99, 100, 101, 1_234, 98_765].map(round_up), [7, 99, 100, 110, 1_300, 99_000]);
    }
}
