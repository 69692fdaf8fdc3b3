//! The tables to choose by.

use super::Shown;
use crate::experiment::comparison::{Headline, Standing};
use crate::experiment::measure::{Cut, Measure};
use crate::experiment::results::{Compared, Comparison, NormVerdict};
use crate::report::number::{self, euro};
use crate::report::table::{Cell, Table};
use crate::report::view::{self, Dimension};
use crate::report::words;
use crate::stats::interval::Estimate;

/// What the figure that decides is called.
pub fn headline(headline: &Headline) -> String {
    match headline {
        Headline::Measure(Measure::Mark) => "cijfer".to_owned(),
        Headline::Measure(measure) => measure.label().to_owned(),
        Headline::Norm { name, .. } => format!("norm {name}"),
    }
}

/// A, B, C …: what an option is called in a chart.
pub fn letter(index: usize) -> String {
    const LETTERS: usize = 26;
    let last = char::from(b'A' + (index % LETTERS) as u8);
    if index < LETTERS { last.to_string() } else { letter(index / LETTERS - 1) + &last.to_string() }
}

/// Its letter and name, with how often it was played where not all were played alike.
fn option(shown: &Shown, index: usize) -> String {
    let times = shown
        .times(index)
        .map_or(String::new(), |n| format!("\n{} keer nagespeeld", number::count(f64::from(n))));
    format!("{} · {}{times}", letter(index), shown.name(index))
}

/// The table to decide by: an option to a row.
pub fn decision(shown: &Shown) -> Table {
    let choice = shown.choice;
    let has_guards = choice.guards.iter().any(|guards| !guards.is_empty());
    let has_norms = choice.results.iter().any(|results| !results.norms.is_empty());
    let headline = headline(&choice.headline);
    let mut columns = vec![("optie", ""), (headline.as_str(), ""), ("tegen nu", ""), ("oordeel", "")];
    if has_guards {
        columns.push(("niet slechter", ""));
    }
    if has_norms {
        columns.push(("normen gehaald", ""));
    }
    columns.extend([("fte", ""), ("per jaar", ""), ("per tiende punt", "")]);
    let mut table = Table::new("keuze", &columns);
    for (index, results) in choice.results.iter().enumerate() {
        let (figure, effect) = (shown.headline(index), choice.effects[index]);
        let difference =
            effect.map(|effect| number::difference_figure(effect.difference, choice.headline.unit()));
        let mut row = vec![
            Cell::Text(option(shown, index)),
            Cell::figure(figure, choice.headline.unit()),
            difference.map_or(Cell::Empty, Cell::Text),
            Cell::Text(verdict(shown, index)),
        ];
        if has_guards {
            row.push(index.checked_sub(1).map_or(Cell::Empty, |variant| guarded(shown, variant)));
        }
        if has_norms {
            let met = results.norms.iter().filter(|norm| norm.verdict == NormVerdict::Met).count();
            row.push(Cell::Text(format!("{met} van {}", results.norms.len())));
        }
        let costs = &choice.costs[index];
        let once =
            if costs.once > 0.0 { format!("\n+ {} eenmalig", euro(costs.once)) } else { String::new() };
        let per_year = match costs.difference {
            Some(difference) => {
                let sign = if difference.value >= 0.5 { "+" } else { "" };
                format!("{sign}{}{once}", euro(difference.value))
            }
            None => format!("{}{once}", euro(costs.per_year.value)),
        };
        row.extend([
            Cell::Text(number::number(costs.fte, 1)),
            Cell::Text(per_year),
            Cell::Text(per_tenth(shown, index)),
        ]);
        table.push(row);
    }
    table
}

/// Beside the base, and whether it can be the best of all.
fn verdict(shown: &Shown, index: usize) -> String {
    let choice = shown.choice;
    let Some(verdict) = shown.verdict(index) else { return "nu".to_owned() };
    let word = if shown.is_same(index) { "precies gelijk" } else { words::comparison(verdict) };
    let standing = match choice.standings.get(index) {
        Some(Standing::Best) => "\nde beste van alle",
        Some(Standing::MayBeBest) => "\nkan de beste zijn",
        _ => "",
    };
    if choice.selection.is_some() || choice.results.len() < 3 || shown.is_single() {
        word.to_owned()
    } else {
        format!("{word}{standing}")
    }
}

/// What may not become worse: held, or what is not.
fn guarded(shown: &Shown, variant: usize) -> Cell {
    let guards = &shown.choice.guards[variant];
    let of = |verdict: NormVerdict| {
        let names: Vec<&str> =
            guards.iter().filter(|it| it.verdict == verdict).map(|it| it.name.as_str()).collect();
        (!names.is_empty()).then(|| format!("{}: {}", words::verdict(verdict), names.join(", ")))
    };
    let open: Vec<String> =
        [NormVerdict::Missed, NormVerdict::Uncertain].into_iter().filter_map(of).collect();
    Cell::Text(if open.is_empty() { "gehaald".to_owned() } else { open.join("; ") })
}

/// What a tenth of a mark costs, or why that is not said.
fn per_tenth(shown: &Shown, index: usize) -> String {
    let (costs, effect) = (&shown.choice.costs[index], shown.choice.effects[index]);
    let (Some(effect), Some(more)) = (effect, costs.difference) else { return number::NONE.to_owned() };
    let Some(price) = costs.per_tenth else { return number::NONE.to_owned() };
    let is_better = effect.difference.value > 0.0;
    match (is_better, more.value.abs() < 0.5, more.value > 0.0) {
        (true, true, _) => "kost niets".to_owned(),
        (true, _, false) => "beter en goedkoper".to_owned(),
        (false, _, true) => "slechter en duurder".to_owned(),
        (false, true, _) => number::NONE.to_owned(),
        (is_better, _, _) => {
            let saved = if is_better { "" } else { " bespaard" };
            format!("{}{saved}\n{}", euro(price.value), range(price))
        }
    }
}

/// The bounds of an amount in whole euro.
pub fn range(euros: Estimate) -> String {
    format!("{} tot {}", number::number(euros.low, 0), number::number(euros.high, 0))
}

/// What may not become worse, by variant.
pub fn guards(shown: &Shown) -> Table {
    let mut table = Table::new(
        "randvoorwaarden",
        &[("", ""), ("optie", ""), ("nu", ""), ("dan", ""), ("verschil", ""), ("oordeel", "")],
    );
    for (variant, guards) in shown.choice.guards.iter().enumerate() {
        for guard in guards {
            let margin = (guard.margin > 0.0).then(|| {
                format!("\nmag {} slechter", number::difference(guard.margin, guard.unit).replace('+', ""))
            });
            table.push([
                Cell::Text(format!("{}{}", guard.name, margin.unwrap_or_default())),
                Cell::text(shown.name(variant + 1)),
                Cell::Text(number::value(guard.base.value, guard.unit)),
                Cell::Text(number::value(guard.variant.value, guard.unit)),
                Cell::Text(number::difference_figure(guard.difference, guard.unit)),
                Cell::text(words::verdict(guard.verdict)),
            ]);
        }
    }
    table
}

/// Who wins and who loses: a group to a row, a variant to a column.
pub fn groups(shown: &Shown, measure: Measure) -> Table {
    let names: Vec<&str> = (1..shown.choice.results.len()).map(|index| shown.name(index)).collect();
    let columns = [("wie", ""), ("nu", "")].into_iter().chain(names.iter().map(|name| (*name, "")));
    let mut table = Table::new("groepen", &columns.collect::<Vec<_>>());
    for (dimension, kind) in [(Dimension::Segment, "doelgroep"), (Dimension::Village, "kern")] {
        for name in view::names(&shown.choice.results[0], dimension) {
            let cut = dimension.cut(name);
            let rows: Vec<Option<&Compared>> =
                (0..names.len()).map(|variant| row(shown, variant, measure, &cut)).collect();
            let Some(base) = rows.iter().flatten().next().map(|row| row.base) else { continue };
            let cell = |row: Option<&Compared>| row.map_or(Cell::Empty, |row| Cell::Text(effect(row)));
            let first = [Cell::Text(format!("{name}\n{kind}")), Cell::Figure(base, measure.unit())];
            table.push(first.into_iter().chain(rows.into_iter().map(cell)));
        }
    }
    table
}

/// A figure of a variant that exists on both sides.
pub fn row<'s>(shown: &'s Shown, variant: usize, measure: Measure, cut: &Cut) -> Option<&'s Compared> {
    let mut rows = shown.choice.comparisons[variant].rows.iter();
    rows.find(|row| {
        row.measure == measure
            && row.cut == *cut
            && row.base.value.is_finite()
            && row.variant.value.is_finite()
    })
}

/// `+0,12 beter` above its interval.
fn effect(row: &Compared) -> String {
    let unit = row.measure.unit();
    let (low, high) = (row.paired.difference.low, row.paired.difference.high);
    if (low, high) == (0.0, 0.0) {
        return "precies gelijk".to_owned();
    }
    let value = number::difference(row.paired.difference.value, unit);
    let bounds = number::difference_bounds(row.paired.difference, unit);
    let word = words::comparison(row.verdict);
    format!("{value} {word}{}", bounds.map_or_else(String::new, |bounds| format!("\n{bounds}")))
}

/// Costs and where the money goes, an option to a row.
pub fn costs(shown: &Shown) -> Table {
    let columns = [
        ("optie", ""),
        ("fte", ""),
        ("euro per jaar", ""),
        ("meer dan nu", ""),
        ("eenmalig", ""),
        ("euro per tiende punt", ""),
        ("", ""),
    ];
    let mut table = Table::new("kosten", &columns);
    for (index, costs) in shown.choice.costs.iter().enumerate() {
        let more = costs.difference.map_or(Cell::Empty, |it| {
            let sign = if it.value >= 0.5 { "+" } else { "" };
            let bounds = if it.low.is_finite() { "\n".to_owned() + &range(it) } else { String::new() };
            Cell::Text(format!("{sign}{}{bounds}", number::number(it.value, 0)))
        });
        let dominated = shown.choice.dominated[index].map_or(String::new(), |dominated| {
            let sure = if dominated.is_sure { "" } else { ", in het gemiddelde" };
            format!(
                "{} is minstens zo goed en kost per jaar niet meer{}{sure}",
                letter(dominated.by),
                more_at_once(shown, index, dominated.by)
            )
        });
        table.push([
            Cell::Text(option(shown, index)),
            Cell::Text(number::number(costs.fte, 1)),
            Cell::Text(number::number(costs.per_year.value, 0)),
            more,
            Cell::Text(number::number(costs.once, 0)),
            Cell::Text(per_tenth(shown, index)),
            Cell::Text(dominated),
        ]);
    }
    table
}

/// What the option that beats another each year asks more at once.
pub fn more_at_once(shown: &Shown, index: usize, by: usize) -> String {
    let more = shown.choice.costs[by].once - shown.choice.costs[index].once;
    if more > 0.0 { format!(", wel {} eenmalig meer", euro(more)) } else { String::new() }
}

/// How much surer pairing makes the mark and the mean waits of each variant.
pub fn pairing(shown: &Shown) -> Vec<String> {
    let base = &shown.choice.results[0];
    let waits = waited(shown).into_iter().map(|name| (Some(name), Measure::WaitServed));
    let asked: Vec<(Option<&str>, Measure)> = [(None, Measure::Mark)].into_iter().chain(waits).collect();
    let sentence = |(variant, comparison): (usize, &Comparison)| {
        let told: Vec<String> = asked
            .iter()
            .filter_map(|(channel, measure)| {
                let cut = channel.map_or_else(Cut::default, |name| Dimension::Channel.cut(name));
                saved(row(shown, variant, *measure, &cut)?, *channel, comparison.replications)
            })
            .collect();
        (!told.is_empty()).then(|| format!("{}: {}.", shown.name(variant + 1), told.join("; ")))
    };
    if base.replications < 2 {
        return Vec::new();
    }
    shown.choice.comparisons.iter().enumerate().filter_map(sentence).collect()
}

/// Channels where one waits to be helped at once.
fn waited<'s>(shown: &'s Shown) -> Vec<&'s str> {
    let base = &shown.choice.results[0];
    let waits = |name: &&str| {
        let wait = base.get(Measure::WaitServed, &Dimension::Channel.cut(name));
        !view::is_message(base, name) && wait.is_some_and(|wait| wait.value > 0.0)
    };
    view::names(base, Dimension::Channel).into_iter().filter(waits).collect()
}

/// What groups are compared by besides the mark: the wait; where messages lie waiting too, the points that waiting costs.
pub fn wait(shown: &Shown) -> (Measure, &'static str) {
    let base = &shown.choice.results[0];
    let has_messages =
        view::names(base, Dimension::Channel).into_iter().any(|name| view::is_message(base, name));
    let has_marks = base.get(Measure::PointsWait, &Cut::default()).is_some();
    match has_messages && has_marks {
        true => (Measure::PointsWait, "Punten door wachten"),
        false => (Measure::WaitServed, "Gemiddelde wachttijd"),
    }
}

/// Replications below which a variance is too rough to count what pairing saves.
const ENOUGH: u32 = 10;

/// How many replications pairing saves for one figure; nothing where base and variant never differ.
fn saved(row: &Compared, channel: Option<&str>, replications: u32) -> Option<String> {
    let ratio = row.paired.variance_ratio;
    let what = match channel {
        Some(channel) => format!("wachten bij {channel}"),
        None => row.measure.label().to_owned(),
    };
    let alone = ratio * f64::from(replications);
    let more = alone - f64::from(replications);
    ratio.is_finite().then(|| match more >= 1.0 {
        _ if ratio > words::MOST_GAIN => format!("{what}: variantieverhouding meer dan 1.000"),
        true if replications < ENOUGH => {
            format!("{what}: variantieverhouding {}", number::number(ratio, 1))
        }
        true => format!(
            "{what}: variantieverhouding {}, dus {replications} herhalingen zeggen zo veel als {} losse ({} bespaard)",
            number::number(ratio, 1),
            number::number(alone, 0),
            number::number(more, 0)
        ),
        false => format!("{what}: variantieverhouding {}, hier scheelt het niets", number::number(ratio, 1)),
    })
}
