//! What a variant is in other words: the values of its complete scenario that differ from those of the base.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;

use crate::report::Footing;

/// Changes alike in so many parts of one block are told once.
const ALIKE: usize = 3;
/// What a scenario is called, and how it is studied, is no difference between services.
const ASIDE: [&str; 8] =
    ["naam", "toelichting", "bouwt-voort-op", "stroomnaam", "maatregelen", "onderzoek", "bronnen", "gemeten"];

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Of a value; of a whole part where that is only in one of both; with `*` for several alike.
    pub path: String,
    pub kind: Kind,
    /// Values of a part, or parts that changed alike.
    pub count: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Other {
        days: Days,
        from: String,
        to: String,
    },
    /// With the first of its values.
    Added(String),
    Removed(String),
}

/// The days on which two values differ that change in time: from the first, up to the day on which they are alike again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    pub since: Option<Date>,
    pub until: Option<Date>,
}

/// What a scenario says at one path.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Value {
    text: String,
    /// As in [`Shown`].
    course: Vec<(Date, String)>,
}

impl Value {
    /// What it is on a day; `None`: at the start.
    fn on(&self, day: Option<Date>) -> &str {
        let held = self.course.iter().rev().find(|(from, _)| day.is_some_and(|day| *from <= day));
        held.map_or(&self.text, |(_, value)| value)
    }

    /// What it becomes after a day, up to another.
    fn after(&self, day: Option<Date>, until: Option<Date>) -> Vec<&(Date, String)> {
        let steps = self.course.iter().skip(1);
        let later = steps.filter(|(from, _)| day.is_none_or(|day| day < *from));
        later.filter(|(from, _)| until.is_none_or(|until| *from < until)).collect()
    }

    /// On these days: its first value there, and its last where it goes on to change.
    fn told(&self, days: Days) -> String {
        let first = self.on(days.since);
        match self.after(days.since, days.until).as_slice() {
            [] => first.to_owned(),
            [.., (day, last)] => format!("{first} ({last} vanaf {day})"),
        }
    }
}

/// Only what is not the same of two courses.
fn other(from: &Value, to: &Value) -> Kind {
    let mut days: Vec<Date> = from.course.iter().chain(&to.course).map(|(day, _)| *day).collect();
    days.sort_unstable();
    days.dedup();
    // the start is no day of its own
    let days: Vec<Option<Date>> = std::iter::once(None).chain(days.into_iter().skip(1).map(Some)).collect();
    let differs = |day: &&Option<Date>| from.on(**day) != to.on(**day);
    let since = days.iter().find(differs).copied().flatten();
    let last = days.iter().rposition(|day| differs(&day)).unwrap_or_default();
    let days = Days { since, until: days.get(last + 1).copied().flatten() };
    Kind::Other { days, from: from.told(days), to: to.told(days) }
}

/// In the order of the base, then of what the variant adds.
pub fn changes(base: &Footing, variant: &Footing) -> Vec<Change> {
    let (of_base, of_variant) = (values(base), values(variant));
    let by_path =
        |values: &[(String, Value)]| -> BTreeMap<String, Value> { values.iter().cloned().collect() };
    let (in_base, in_variant) = (by_path(&of_base), by_path(&of_variant));
    let mut found: Vec<Change> = Vec::new();
    for (path, from) in of_base {
        match in_variant.get(&path) {
            Some(to) if *to != from => {
                found.push(Change { path, kind: other(&from, to), count: 1 });
            }
            Some(_) => {}
            None => add(&mut found, unknown(&path, &in_variant), Kind::Removed(from.text)),
        }
    }
    for (path, to) in of_variant {
        if !in_base.contains_key(&path) {
            add(&mut found, unknown(&path, &in_base), Kind::Added(to.text));
        }
    }
    alike(found)
}

/// Every path with its value; one that is read several times, as a step is for each of its channels, has them all.
fn values(footing: &Footing) -> Vec<(String, Value)> {
    let all = footing.given.iter().chain(&footing.defaults);
    let meant = all.filter(|shown| !ASIDE.contains(&shown.path.split('.').next().unwrap_or_default()));
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: Vec<(String, Vec<String>, &[(Date, String)])> = Vec::new();
    for shown in meant {
        let place = *places.entry(&shown.path).or_insert(found.len());
        match found.get_mut(place) {
            Some((_, values, _)) => values.push(shown.value.clone()),
            None => found.push((shown.path.clone(), vec![shown.value.clone()], &shown.course)),
        }
    }
    let once = |(path, mut values, course): (String, Vec<String>, &[(Date, String)])| {
        values.sort();
        values.dedup();
        (path, Value { text: values.join(" of "), course: course.to_vec() })
    };
    found.into_iter().map(once).collect()
}

/// The largest part with this value of which the other has nothing.
fn unknown(path: &str, other: &BTreeMap<String, Value>) -> String {
    let has = |prefix: &str| {
        let below = format!("{prefix}.");
        let next = other.range(below.clone()..).next();
        other.contains_key(prefix) || next.is_some_and(|(path, _)| path.starts_with(&below))
    };
    let ends = path.match_indices('.').map(|(end, _)| end).chain([path.len()]);
    ends.map(|end| &path[..end]).find(|prefix| !has(prefix)).unwrap_or(path).to_owned()
}

fn add(found: &mut Vec<Change>, path: String, kind: Kind) {
    match found.iter_mut().find(|it| it.path == path) {
        Some(known) => known.count += 1,
        None => found.push(Change { path, kind, count: 1 }),
    }
}

/// The same change in several parts of a block, once.
fn alike(found: Vec<Change>) -> Vec<Change> {
    let anywhere = |change: &Change| {
        let (block, rest) = change.path.split_once('.')?;
        let (_, rest) = rest.split_once('.')?;
        (change.count == 1).then(|| (format!("{block}.*.{rest}"), change.kind.clone()))
    };
    let mut counts: BTreeMap<(String, Kind), usize> = BTreeMap::new();
    found.iter().filter_map(anywhere).for_each(|it| *counts.entry(it).or_default() += 1);
    let mut told: Vec<Change> = Vec::new();
    for change in found {
        let several = anywhere(&change).filter(|it| counts[it] >= ALIKE);
        let change = match several {
            Some(it) => Change { count: counts[&it], path: it.0, kind: it.1 },
            None => change,
        };
        if !told.contains(&change) {
            told.push(change);
        }
    }
    told
}

impl Change {
    /// Without a point: `teams.kcc.diensten.dag.medewerkers vanaf 2024-01-01: 9 → 11`.
    pub fn text(&self) -> String {
        let Self { path, kind, count } = self;
        let times = if *count == 1 { String::new() } else { format!(" ({count} keer)") };
        match (kind, count) {
            (Kind::Other { days, from, to }, _) => format!("{path}{days} {from} → {to}{times}"),
            (Kind::Added(value), 1) => format!("{path} erbij: {value}"),
            (Kind::Added(_), count) => format!("{path} erbij ({count} waarden)"),
            (Kind::Removed(value), 1) => format!("{path} weg (was {value})"),
            (Kind::Removed(_), count) => format!("{path} weg ({count} waarden)"),
        }
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let since = self.since.map(|day| format!(" vanaf {day}"));
        let until = self.until.map(|day| format!(" tot {day}"));
        let days = since.into_iter().chain(until).collect::<String>();
        if days.is_empty() { Ok(()) } else { write!(f, "{days}:") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Shown;

    fn footing(values: &[(&str, &str)]) -> Footing {
        let shown = |(path, value): &(&str, &str)| Shown {
            path: (*path).into(),
            value: (*value).into(),
            origin: String::new(),
            mark: String::new(),
            source: String::new(),
            description: String::new(),
            unit: String::new(),
            later: String::new(),
            course: Vec::new(),
        };
        Footing { given: values.iter().map(shown).collect(), ..Footing::default() }
    }

    fn told(base: &[(&str, &str)], variant: &[(&str, &str)]) -> Vec<String> {
        changes(&footing(base), &footing(variant)).iter().map(Change::text).collect()
    }

    #[test]
    fn a_value_is_told_from_and_to_and_the_name_is_none_of_it() {
        let base =
            [("naam", "nu"), ("teams.kcc.diensten.dag.medewerkers", "9"), ("teams.kcc.inzetbaarheid", "76%")];
        let variant = [
            ("naam", "straks"),
            ("teams.kcc.diensten.dag.medewerkers", "11"),
            ("teams.kcc.inzetbaarheid", "76%"),
        ];
        assert_eq!(told(&base, &variant), ["teams.kcc.diensten.dag.medewerkers 9 → 11"]);
    }

    #[test]
    fn of_courses_only_the_days_that_differ_are_told() {
        let day = |text: &str| text.parse::<Date>().expect("a date");
        let course = |steps: &[(&str, &str)]| {
            let course: Vec<(Date, String)> =
                steps.iter().map(|(from, value)| (day(from), (*value).to_owned())).collect();
            let mut footing = footing(&[("teams.kcc.diensten.dag.medewerkers", steps[0].1)]);
            footing.given[0].course = if course.len() > 1 { course } else { Vec::new() };
            footing
        };
        let told = |base: &Footing, variant: &Footing| changes(base, variant)[0].text();
        let base =
            course(&[("2020-01-01", "4"), ("2021-01-01", "3.9"), ("2021-02-01", "3.8"), ("2023-01-01", "4")]);
        let cut = course(&[
            ("2020-01-01", "4"),
            ("2021-01-01", "3.9"),
            ("2021-02-01", "3.8"),
            ("2023-01-01", "2.5"),
        ]);
        assert_eq!(told(&base, &cut), "teams.kcc.diensten.dag.medewerkers vanaf 2023-01-01: 4 → 2.5");
        // one that goes on to change, and one that is alike again in the end
        let later =
            course(&[("2020-01-01", "4"), ("2021-01-01", "3"), ("2022-01-01", "2"), ("2023-01-01", "4")]);
        assert_eq!(
            told(&base, &later),
            "teams.kcc.diensten.dag.medewerkers vanaf 2021-01-01 tot 2023-01-01: 3.9 (3.8 vanaf 2021-02-01) → 3 (2 vanaf 2022-01-01)"
        );
        let none = course(&[("2020-01-01", "4")]);
        assert_eq!(
            told(&none, &cut),
            "teams.kcc.diensten.dag.medewerkers vanaf 2021-01-01: 4 → 3.9 (2.5 vanaf 2023-01-01)"
        );
        let from_the_start = course(&[("2020-01-01", "5")]);
        assert_eq!(told(&none, &from_the_start), "teams.kcc.diensten.dag.medewerkers 4 → 5");
    }

    #[test]
    fn a_whole_part_is_one_difference() {
        let base = [("teams.kcc.inzetbaarheid", "76%")];
        let more = [
            ("teams.kcc.inzetbaarheid", "76%"),
            ("teams.flex.inzetbaarheid", "80%"),
            ("teams.flex.uurtarief", "38"),
        ];
        assert_eq!(told(&base, &more), ["teams.flex erbij (2 waarden)"]);
        assert_eq!(told(&more, &base), ["teams.flex weg (2 waarden)"]);
        let one = [("teams.kcc.inzetbaarheid", "76%"), ("teams.kcc.bereikbaarheid", "45%")];
        assert_eq!(told(&base, &one), ["teams.kcc.bereikbaarheid erbij: 45%"]);
    }

    #[test]
    fn the_same_everywhere_is_told_once() {
        let of = |share| ["a", "b", "c"].map(|name| (format!("klantreizen.{name}.statusinfo"), share));
        let borrowed = |values: &'static str| of(values).map(|(path, value)| (&*path.leak(), value));
        assert_eq!(told(&borrowed("0%"), &borrowed("80%")), ["klantreizen.*.statusinfo 0% → 80% (3 keer)"]);
    }
}
