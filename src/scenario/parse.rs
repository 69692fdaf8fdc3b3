//! Nodes to values: what one key holds, or everything that is wrong with it.

use std::borrow::Cow;

use jiff::civil::Date;

use super::fields::{Cycle, Field, Kind};
use super::klantreis::Aantal;
use super::norm::{Meet, Over};
use super::parse_named::{means, routes, shares, travel};
pub use super::parse_spread::{SPREAD_KEYS, aanname, spread};
use super::source::Spot;
use super::tree::{Node, Value};
use super::value::{
    Afwijking, Duur, Fout, Grootte, Tijdvak, aantal, afwijking, dagen, datum, datums, deel, duur,
    geheel_getal, gemeten, getal, grootte, ja_nee, kloktijd, per_uur, tijd, tijdvak,
};
use super::{parse_measure, parse_named, patterns};
use crate::time::Span;

/// Something wrong with a value, at a place within it.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub spot: Spot,
    /// Keys below the value's own path.
    pub under: Vec<String>,
    pub message: String,
    pub hint: Option<String>,
}

pub type Parsed<T> = Result<T, Vec<Problem>>;

impl Problem {
    pub fn new(spot: Spot, message: impl Into<String>) -> Self {
        Self { spot, under: Vec::new(), message: message.into(), hint: None }
    }

    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    pub(super) fn from_fout(spot: Spot, fout: Fout) -> Self {
        Self { spot, under: Vec::new(), message: fout.melding, hint: fout.raad }
    }

    fn under(mut self, key: &str) -> Self {
        self.under.insert(0, key.to_owned());
        self
    }
}

/// All that is wrong with what `field` holds; `kind` is the kind of step, channel or figure it stands in.
pub fn problems(field: &Field, node: &Node, kind: &str) -> Vec<Problem> {
    let found = match field.kind {
        Kind::Text | Kind::File => text(node).map(drop),
        Kind::Name(_) | Kind::NameOr(..) => text(node).map(drop),
        Kind::OptionalName(_) if node.is_empty() => Ok(()),
        Kind::OptionalName(_) => text(node).map(drop),
        Kind::NameList(_) | Kind::NamesOr(..) | Kind::Labels => names(node).map(drop),
        Kind::YesNo => yes_no(node).map(drop),
        Kind::Share => share(node).map(drop),
        Kind::Variation => variation(node).map(drop),
        Kind::Whole { min, max } => whole(node, min, max).map(drop),
        Kind::Number => number(node).map(drop),
        Kind::Between { min, max } => between(node, min, max),
        Kind::Factor => factor(node).map(drop),
        Kind::Duration => duration(node).map(drop),
        Kind::Spread(shape) => spread(node, shape, kind).map(drop),
        Kind::Clock => clock(node).map(drop),
        Kind::Days => days(node).map(drop),
        Kind::Hours => hours(node).map(drop),
        Kind::Date => date(node).map(drop),
        Kind::Dates => dates(node, None).map(drop),
        Kind::Moment => parse_measure::moment(node).map(drop),
        Kind::Course(word) => parse_measure::course(node, word).map(drop),
        Kind::Effort => parse_measure::effort(node).map(drop),
        Kind::Volume => volume(node).map(drop),
        Kind::Choice { now, later } => choice(node, now, later).map(drop),
        Kind::Choices(known) => choices(node, known).map(drop),
        Kind::DurationOr(word) => duration_or(node, word).map(drop),
        Kind::Bound => bound(node, kind).map(drop),
        Kind::Measured => measured(node).map(drop),
        Kind::Deviation => deviation(node).map(drop),
        Kind::Period => period(node).map(drop),
        Kind::Citation => citation(node).map(drop),
        Kind::Mark => mark(node),
        Kind::Busy => busy(node).map(drop),
        Kind::Routes => routes(node).map(drop),
        Kind::Outcomes | Kind::Shares(_) => shares(node).map(drop),
        Kind::Means(_) => means(node).map(drop),
        Kind::Travel => travel(node).map(drop),
        Kind::Pattern(cycle) => pattern(node, cycle).map(drop),
        Kind::Years => parse_measure::years(node).map(drop),
        Kind::Files => parse_named::files(node).map(drop),
        Kind::Merges => parse_named::merges(node),
        Kind::Points => parse_named::points(node).map(drop),
        Kind::Sources
        | Kind::Changes
        | Kind::Decisions
        | Kind::Part(_)
        | Kind::OptionalPart(_)
        | Kind::Parts(_)
        | Kind::Later(_) => Ok(()),
    };
    found.err().unwrap_or_default()
}

pub fn scalar<T>(node: &Node, parse: impl Fn(&str) -> Result<T, Fout>) -> Parsed<T> {
    parse(text(node)?).map_err(|fout| vec![Problem::from_fout(node.spot, fout)])
}

pub fn text(node: &Node) -> Parsed<&str> {
    match &node.value {
        Value::Scalar { text, .. } if !node.is_empty() => Ok(text),
        Value::Scalar { .. } => Err(vec![Problem::new(node.spot, "hier ontbreekt een waarde")]),
        Value::List(_) => Err(vec![
            Problem::new(node.spot, "hier hoort één waarde, geen lijst")
                .hint("haal de haakjes `[ ]` of de streepjes weg"),
        ]),
        Value::Map(_) => Err(vec![Problem::new(node.spot, "hier hoort één waarde, geen blok met sleutels")]),
    }
}

pub fn names(node: &Node) -> Parsed<Vec<(&str, Spot)>> {
    let nodes = match &node.value {
        Value::List(nodes) => nodes.as_slice(),
        Value::Scalar { .. } => std::slice::from_ref(node),
        Value::Map(_) => {
            return Err(vec![
                Problem::new(node.spot, "hier hoort een lijst van namen").hint("schrijf `[een, twee]`"),
            ]);
        }
    };
    collect(nodes.iter().map(|node| Ok((text(node)?, node.spot))))
}

pub fn collect<T>(results: impl Iterator<Item = Parsed<T>>) -> Parsed<Vec<T>> {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(value) => good.push(value),
            Err(problems) => bad.extend(problems),
        }
    }
    if bad.is_empty() { Ok(good) } else { Err(bad) }
}

pub fn yes_no(node: &Node) -> Parsed<bool> {
    scalar(node, ja_nee)
}

pub fn share(node: &Node) -> Parsed<f64> {
    scalar(node, deel)
}

/// A coefficient of variation: `80%` or `0.8`, at most 10.
pub fn variation(node: &Node) -> Parsed<f64> {
    let value = scalar(node, |text| match text.trim_end().strip_suffix('%') {
        Some(percentage) => Ok(getal(percentage)? / 100.0),
        None => getal(text),
    })?;
    if (0.0..=10.0).contains(&value) {
        return Ok(value);
    }
    Err(vec![
        Problem::new(node.spot, "een spreiding ligt tussen 0 en 10 (0% en 1000%)")
            .hint("gewoon is 0.1 tot 1.5"),
    ])
}

pub fn whole(node: &Node, min: u64, max: u64) -> Parsed<u64> {
    let value = scalar(node, geheel_getal)?;
    if (min..=max).contains(&value) {
        return Ok(value);
    }
    let message =
        if value < min { format!("hier hoort ten minste {min}") } else { format!("hier past hooguit {max}") };
    Err(vec![
        Problem::new(node.spot, message).hint(format!("schrijf een geheel getal van {min} tot en met {max}")),
    ])
}

pub fn number(node: &Node) -> Parsed<f64> {
    scalar(node, grootte)
}

/// A number that may be negative.
pub fn decimal(node: &Node) -> Parsed<f64> {
    scalar(node, getal)
}

fn between(node: &Node, min: i32, max: i32) -> Parsed<()> {
    if (f64::from(min)..=f64::from(max)).contains(&decimal(node)?) {
        return Ok(());
    }
    Err(vec![Problem::new(node.spot, format!("hier hoort een getal van {min} tot en met {max}"))])
}

pub fn factor(node: &Node) -> Parsed<f64> {
    let value = number(node)?;
    if value > 0.0 && value <= 1e6 {
        return Ok(value);
    }
    Err(vec![Problem::new(node.spot, "een factor ligt boven 0").hint("1 is gewoon, 1.2 is een vijfde meer")])
}

pub fn duration(node: &Node) -> Parsed<Duur> {
    scalar(node, duur)
}

/// A length of calendar time, for what runs by the clock.
pub fn span(node: &Node) -> Parsed<Span> {
    match duration(node)? {
        Duur::Kalender(span) => Ok(span),
        Duur::Werkdagen(_) => Err(vec![
            Problem::new(node.spot, "hier past geen werkdag").hint("schrijf een duur in s, min of uur"),
        ]),
    }
}

pub fn clock(node: &Node) -> Parsed<Span> {
    Ok(Span(i64::from(scalar(node, kloktijd)?) * Span::SECOND.0))
}

pub fn days(node: &Node) -> Parsed<[bool; 7]> {
    match &node.value {
        Value::List(_) => {
            let names = names(node)?;
            let each = collect(
                names
                    .iter()
                    .map(|(name, spot)| dagen(name).map_err(|fout| vec![Problem::from_fout(*spot, fout)])),
            )?;
            Ok(std::array::from_fn(|day| each.iter().any(|days| days[day])))
        }
        _ => scalar(node, dagen),
    }
}

pub fn hours(node: &Node) -> Parsed<crate::calendar::WeekHours> {
    scalar(node, tijd)
}

pub fn date(node: &Node) -> Parsed<Date> {
    scalar(node, datum)
}

pub fn dates(node: &Node, fusiedatum: Option<Date>) -> Parsed<Vec<Date>> {
    let each = names(node)?;
    let lists =
        collect(each.iter().map(|(text, spot)| {
            datums(text, fusiedatum).map_err(|fout| vec![Problem::from_fout(*spot, fout)])
        }))?;
    Ok(lists.concat())
}

/// A volume, or a rate for each hour of the day.
pub fn volume(node: &Node) -> Parsed<Aantal> {
    let Value::Map(entries) = &node.value else { return scalar(node, aantal) };
    let mut rates = collect(entries.iter().map(|entry| {
        let from = kloktijd(&entry.key).map_err(|fout| vec![Problem::from_fout(entry.spot, fout)])?;
        let rate = scalar(&entry.node, per_uur).map_err(|problems| below(problems, &entry.key))?;
        Ok((from, rate))
    }))?;
    if rates.is_empty() {
        return Err(vec![Problem::new(node.spot, "hier ontbreekt een aantal")]);
    }
    rates.sort_by_key(|(from, _)| *from);
    if let Some(pair) = rates.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        let hour = pair[0].0 / 3600;
        return Err(vec![Problem::new(node.spot, format!("uur {hour} staat er twee keer"))]);
    }
    Ok(Aantal::UurVoorUur(rates))
}

/// Problems of what stands under `key`.
pub fn below(problems: Vec<Problem>, key: &str) -> Vec<Problem> {
    problems.into_iter().map(|problem| problem.under(key)).collect()
}

pub fn choice<'n>(node: &'n Node, now: &[&'static str], later: &[&str]) -> Parsed<&'n str> {
    let written = text(node)?;
    if now.contains(&written) {
        return Ok(written);
    }
    if later.contains(&written) {
        let message = format!("`{written}` wordt nog niet ondersteund");
        return Err(vec![Problem::new(node.spot, message).hint(format!("kies uit {}", listed(now)))]);
    }
    let hint = match nearest(written, now.iter().chain(later).copied()) {
        Some(meant) => format!("bedoelt u `{meant}`?"),
        None => format!("kies uit {}", listed(now)),
    };
    Err(vec![Problem::new(node.spot, format!("{} is hier geen keuze", short(written))).hint(hint)])
}

pub fn choices<'n>(node: &'n Node, known: &[&'static str]) -> Parsed<Vec<&'n str>> {
    let nodes = match &node.value {
        Value::List(nodes) => nodes.as_slice(),
        _ => std::slice::from_ref(node),
    };
    collect(nodes.iter().map(|node| choice(node, known, &[])))
}

/// `None` for the word.
pub fn duration_or(node: &Node, word: &str) -> Parsed<Option<Duur>> {
    if node.text() == Some(word) {
        return Ok(None);
    }
    match duration(node) {
        Ok(duration) => Ok(Some(duration)),
        // a number that lacks its unit has a remedy of its own
        Err(problems) if node.text().is_some_and(|text| text.starts_with(|it: char| it.is_ascii_digit())) => {
            Err(problems)
        }
        Err(problems) => Err(problems
            .into_iter()
            .map(|problem| problem.hint(format!("schrijf een duur of `{word}`")))
            .collect()),
    }
}

/// A bound of a norm: a share, a number, or a length in seconds (for `toegangstijd` in working days).
pub fn bound(node: &Node, meet: &str) -> Parsed<f64> {
    if node.text().is_some_and(|text| text.trim_end().ends_with('%')) {
        return share(node);
    }
    match meet {
        "overdrachten" | "cijfer" => number(node),
        "toegangstijd" => duration(node).map(working_days),
        _ => Ok(span(node)?.seconds()),
    }
}

/// A length in working days; calendar time has five of them in a week.
pub fn working_days(length: Duur) -> f64 {
    match length {
        Duur::Werkdagen(days) => days,
        Duur::Kalender(span) => span.seconds() / Span::DAY.seconds() * 5.0 / 7.0,
    }
}

pub fn measured(node: &Node) -> Parsed<Grootte> {
    scalar(node, gemeten)
}

pub fn deviation(node: &Node) -> Parsed<Afwijking> {
    scalar(node, afwijking)
}

pub fn period(node: &Node) -> Parsed<Tijdvak> {
    scalar(node, tijdvak)
}

pub const MARKS: &[&str] = &["M", "N", "E", "D", "R", "A", "A*"];

/// Mark and source of `M/D: jaarverslag 2019`.
pub fn citation(node: &Node) -> Parsed<(String, String)> {
    let cited = node.text().and_then(|text| {
        let (marks, source) = text.split_once(':')?;
        let marks: Vec<&str> = marks.split(['/', ',']).map(str::trim).collect();
        marks.iter().all(|mark| MARKS.contains(mark)).then(|| (marks.join("/"), source.trim().to_owned()))
    });
    cited.ok_or_else(|| {
        vec![
            Problem::new(node.spot, "een bron begint met een merkteken en een dubbele punt").hint(
                "schrijf bijvoorbeeld \"M: jaarverslag 2019\"; de merktekens zijn M, N, E, D, R, A en A*",
            ),
        ]
    })
}

fn mark(node: &Node) -> Parsed<()> {
    match node.text() {
        None | Some("ja") => Ok(()),
        Some(other) => Err(vec![
            Problem::new(node.spot, format!("{} past hier niet", short(other)))
                .hint("laat de waarde weg, of schrijf `ja`"),
        ]),
    }
}

/// Whether one who finds all lines taken may try again.
pub fn busy(node: &Node) -> Parsed<bool> {
    match &node.value {
        Value::Map(entries) if entries.len() == 1 && entries[0].key == "probeert-opnieuw" => Ok(true),
        Value::Scalar { .. } => Ok(choice(node, &["weg", "probeert-opnieuw"], &[])? == "probeert-opnieuw"),
        _ => Err(vec![Problem::new(node.spot, "hier hoort `weg` of `probeert-opnieuw`")]),
    }
}

/// Weights of a pattern: 12, 7 or 24 of them.
pub fn pattern(node: &Node, cycle: Cycle) -> Parsed<Vec<f64>> {
    let weights = match &node.value {
        Value::Scalar { .. } => {
            let name = text(node)?;
            return match patterns::named(cycle, name) {
                Some(weights) => Ok(weights),
                None => choice(node, patterns::names(cycle), &[]).map(|_| Vec::new()),
            };
        }
        Value::List(nodes) => collect(nodes.iter().map(weight))?,
        Value::Map(entries) => {
            let mut weights = vec![0.0; patterns::length(cycle)];
            let each = collect(entries.iter().map(|entry| {
                let indices = patterns::indices(cycle, &entry.key)
                    .map_err(|fout| vec![Problem::from_fout(entry.spot, fout)])?;
                Ok((indices, weight(&entry.node).map_err(|problems| below(problems, &entry.key))?))
            }))?;
            for (indices, weight) in each {
                indices.into_iter().for_each(|index| weights[index] = weight);
            }
            weights
        }
    };
    let length = patterns::length(cycle);
    if weights.len() != length {
        let message = format!("hier horen {length} getallen; er staan er {}", weights.len());
        return Err(vec![Problem::new(node.spot, message)]);
    }
    if weights.iter().sum::<f64>() <= 0.0 {
        return Err(vec![Problem::new(node.spot, "ten minste één getal moet groter zijn dan 0")]);
    }
    Ok(weights)
}

/// A relative weight; a percent sign changes nothing.
fn weight(node: &Node) -> Parsed<f64> {
    scalar(node, |text| grootte(text.trim_end().trim_end_matches('%')))
}

pub fn meet(text: &str) -> Option<Meet> {
    match text {
        "wachttijd" => Some(Meet::Wachttijd),
        "doorlooptijd" => Some(Meet::Doorlooptijd),
        "afhakers" => Some(Meet::Afhakers),
        "toegangstijd" => Some(Meet::Toegangstijd),
        "reactietijd" => Some(Meet::Reactietijd),
        "eerstelijns" => Some(Meet::Eerstelijns),
        "overdrachten" => Some(Meet::Overdrachten),
        "terugbellen" => Some(Meet::Terugbellen),
        "cijfer" => Some(Meet::Cijfer),
        _ => None,
    }
}

pub fn over(text: &str) -> Over {
    match text {
        "beantwoord" => Over::Beantwoord,
        "zonder-snelle-afhakers" => Over::ZonderSnelleAfhakers,
        "snelle-afhakers-tellen-mee" => Over::SnelleAfhakersTellenMee,
        _ => Over::Aangeboden,
    }
}

/// The known name most like `word`, if any is like it at all.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // a hostile name of a megabyte is like nothing
    if word.len() > 100 {
        return None;
    }
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(&word, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// `een, twee of drie`.
pub fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} of {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// A text as it is quoted in a message: one line, at most 40 characters.
pub fn short(text: &str) -> Cow<'static, str> {
    let mut words: String = text.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().count() > 40 {
        words.push('…');
    }
    format!("`{words}`").into()
}
