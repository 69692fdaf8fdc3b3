//! What dated measures and a merger do, for who decides: in a run's report, and options side by side.

mod answer;
mod data;
mod flips;
mod options;
mod paragraph;
mod section;
mod tables;

pub use data::{measurements, summary};
pub use flips::{Flip, Flips, flips, lead, mark_after};
pub use options::{names, overview, page, sides};
pub use paragraph::{OF_ITSELF, file as paragraph};
pub use section::{charts, section};

use jiff::civil::Date;

use super::chart::months::{Marked, month_name};
use super::number::{self, euro};
use crate::experiment::measure::Unit;
use crate::experiment::transition::{Kept, Since, Transition, Turn};

/// The merger by name, measures by number.
fn marked(transition: &Transition) -> Vec<Marked> {
    let event = |event: &crate::experiment::transition::Event| Marked {
        day: event.day,
        name: event.is_merger.then(|| "fusie".to_owned()),
    };
    transition.events.iter().map(event).collect()
}

/// "de fusie", or the day of the first measure.
fn turning(turn: &Turn) -> String {
    if turn.is_merger {
        "de fusie".to_owned()
    } else {
        format!("de eerste maatregel ({})", super::words::date(turn.day))
    }
}

/// The first and the last month of a window.
fn span(months: &[(Date, Date)], window: &std::ops::Range<usize>) -> String {
    let (first, last) = (months[window.start].0, months[window.end - 1].0);
    if first == last { month_name(first) } else { format!("{} t/m {}", month_name(first), month_name(last)) }
}

/// From when something holds to the end: the median over replications, its bounds, and in how many it does at all.
fn since(since: &Since, months: &[(Date, Date)]) -> String {
    let name = |month: Option<usize>| month.map_or("na de periode".to_owned(), |it| month_name(months[it].0));
    let Some(median) = since.median else {
        return if since.share.value > 0.0 {
            format!("meestal niet binnen de periode\nwel in {} van de herhalingen", share(since))
        } else {
            "niet binnen de periode".to_owned()
        };
    };
    let bounds = match (since.low, since.high) {
        (Some(low), Some(high)) if low == high => None,
        (Some(low), Some(high)) => Some(format!("tussen {} en {}", name(low), name(high))),
        _ => None,
    };
    let often = (since.share.value < 1.0).then(|| format!("in {} van de herhalingen", share(since)));
    let rest: Vec<String> = bounds.into_iter().chain(often).collect();
    let rest = if rest.is_empty() { String::new() } else { format!("\n{}", rest.join("; ")) };
    format!("{}{rest}", month_name(months[median].0))
}

/// How a norm is kept, in a few words, and below them how sure that is; empty there where nothing is to be added.
fn kept(kept: &Kept, months: &[(Date, Date)]) -> (String, String) {
    let met = met(kept);
    if kept.judged == 0.0 {
        return ("geldt dan niet".to_owned(), String::new());
    }
    if kept.is_always() {
        return (format!("elke maand gehaald ({})", number::count(kept.judged)), String::new());
    }
    if kept.met.value == 0.0 {
        let text = format!("in geen van de {} gehaald", judged_months(kept));
        return (text, String::new());
    }
    let text = since(&kept.since, months);
    let sure = text.split_once('\n').map_or(String::new(), |(_, sure)| sure.to_owned());
    match kept.since.median {
        Some(median) => (format!("blijvend vanaf {}; {met}", month_name(months[median].0)), sure),
        None => (format!("niet blijvend; {met}"), sure),
    }
}

/// The same within a sentence, after the name of the norm.
fn holds(kept: &Kept, months: &[(Date, Date)]) -> String {
    let (text, sure) = self::kept(kept, months);
    if sure.is_empty() { text } else { format!("{text} ({sure})") }
}

/// "31,4 van de 36 maanden".
fn met(kept: &Kept) -> String {
    format!("{} van de {}", number::count(kept.met.value), judged_months(kept))
}

fn judged_months(kept: &Kept) -> String {
    let judged = number::count(kept.judged);
    format!("{judged} {}", if judged == "1" { "maand" } else { "maanden" })
}

fn share(since: &Since) -> String {
    number::percent(since.share.value)
}

/// A difference with its interval below it.
fn difference(estimate: crate::stats::interval::Estimate, unit: Unit) -> String {
    let value = number::difference(estimate.value, unit);
    number::difference_bounds(estimate, unit).map_or(value.clone(), |bounds| format!("{value}\n{bounds}"))
}

fn months_long(value: f64) -> String {
    let text = number::number(value, 1);
    if text == "1,0" { "1 maand".to_owned() } else { format!("{text} maanden") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn how_a_norm_is_kept_is_said_in_a_few_words() {
        let months: Vec<(Date, Date)> =
            [1, 2, 3, 4].map(|month| (date(2024, month, 1), date(2024, month, 1).last_of_month())).into();
        let of = |met: &str| {
            let months_met: Vec<Option<bool>> =
                met.chars().map(|it| (it != '.').then_some(it == '+')).collect();
            kept(&Kept::of(std::iter::once(months_met), 0, 0.95), &months).0
        };
        assert_eq!(of("++++"), "elke maand gehaald (4)");
        assert_eq!(of("-+++"), "blijvend vanaf februari 2024; 3 van de 4 maanden");
        assert_eq!(of("+++-"), "niet blijvend; 3 van de 4 maanden");
        assert_eq!(of("----"), "in geen van de 4 maanden gehaald");
        assert_eq!(of("...."), "geldt dan niet");
    }
}
