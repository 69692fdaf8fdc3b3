//! From the value that holds to the value that a change makes of it.

use super::path::Target;
use crate::diagnostic::Path;
use crate::scenario::Benoemd;
use crate::scenario::fields::{Kind, TEAM};
use crate::scenario::klantreis::Aantal;
use crate::scenario::parse::{self, Problem};
use crate::scenario::scope::{self, Scope};
use crate::scenario::source::Spot;
use crate::scenario::tree::{Entry, Node, Value};
use crate::scenario::usual;
use crate::scenario::value::{Aanname, Duur, Wijziging, aantal, duur, wijziging};
use crate::time::Span;

/// The value that holds at a target: written there, in the nearest outer place, or the default.
pub fn effective(root: &Scope<'_>, target: &Target) -> Option<Node> {
    let scope = scope::at(root, &target.part.0)?;
    let Some(found) = scope.find(target.field.key) else {
        return of_channels(root, &scope, target).or_else(|| usual(root, &scope, target));
    };
    let whole = found.node.into_owned();
    let Some(below) = &target.below else { return Some(whole) };
    if let Some(node) = whole.get(below) {
        return Some(node.clone());
    }
    let spot = whole.spot;
    match (target.field.kind, below.as_str()) {
        (Kind::Routes, _) => Some(Node::scalar("100%", spot)),
        (Kind::Shares(_) | Kind::Means(_), _) => usual(root, &scope, target),
        (Kind::Spread(_), "gemiddeld") if whole.text().is_some() => Some(whole),
        (Kind::Spread(shape), "cv") => match parse::aanname(shape, scope.kind) {
            Aanname::Lognormaal { cv } => Some(Node::scalar(number_text(cv), spot)),
            Aanname::Vast if whole.text().is_some() => Some(Node::scalar("0", spot)),
            _ => None,
        },
        _ => None,
    }
}

/// After-call work that a team takes from its channels, where they agree.
fn of_channels(root: &Scope<'_>, team: &Scope<'_>, target: &Target) -> Option<Node> {
    if !std::ptr::eq(team.part, &TEAM) || target.field.key != "nawerk" {
        return None;
    }
    let names = team.node?.get("doet")?.texts();
    let nodes: Option<Vec<Node>> = names
        .into_iter()
        .map(|(name, _)| Some(scope::channel(root, name)?.find("nawerk")?.node.into_owned()))
        .collect();
    let nodes = nodes?;
    nodes.iter().all(|node| node.text() == nodes[0].text()).then(|| nodes.first().cloned()).flatten()
}

/// What a share counts for whose name is not written.
fn usual(root: &Scope<'_>, scope: &Scope<'_>, target: &Target) -> Option<Node> {
    let below = target.below.as_ref()?;
    let share = match (target.field.kind, target.field.key) {
        (Kind::Means(_), _) => 0.0,
        (Kind::Shares(_), "aanbod" | "inwerken") => 1.0,
        (Kind::Shares(_), key) => {
            let whole = usual_shares(root, scope, key);
            whole.into_iter().find(|(name, _)| name == below).map_or(0.0, |(_, share)| share)
        }
        _ => return None,
    };
    Some(Node::scalar(share_text(share), scope.spot()))
}

/// Shares over all channels where none is written.
fn usual_shares(root: &Scope<'_>, scope: &Scope<'_>, key: &str) -> Benoemd<f64> {
    if key != "kanaalvoorkeur" {
        return usual::fit(root, key);
    }
    let self_reliance = scope.find("zelfredzaamheid").and_then(|found| parse::share(&found.node).ok());
    usual::first_choice(root, self_reliance.unwrap_or_default())
}

/// The block that must be written before a key below it can be: a spread of one number, a single next step.
pub fn opened(root: &Scope<'_>, target: &Target) -> Option<(Path, Node)> {
    target.below.as_ref()?;
    let scope = scope::at(root, &target.part.0)?;
    let path = target.part.key(target.field.key);
    if target.field.key == "kanaalvoorkeur" && !scope.is_written(target.field.key) {
        let shares = usual_shares(root, &scope, target.field.key).into_iter();
        let entries = shares.map(|(key, share)| Entry {
            key,
            spot: scope.spot(),
            node: Node::scalar(share_text(share), scope.spot()),
        });
        return Some((path, Node::map(entries.collect(), scope.spot())));
    }
    let found = scope.find(target.field.key)?;
    let block = match &found.node.value {
        Value::Scalar { text, .. } => {
            let (key, node) = match target.field.kind {
                Kind::Routes => (text.clone(), Node::scalar("100%", found.node.spot)),
                _ => ("gemiddeld".to_owned(), found.node.as_ref().clone()),
            };
            Node::map(vec![Entry { key, spot: found.node.spot, node }], found.node.spot)
        }
        _ => found.node.into_owned(),
    };
    Some((path, block))
}

/// The value after the change that `change` writes.
pub fn changed(root: &Scope<'_>, target: &Target, old: &Node, change: &Node) -> Result<Node, Problem> {
    let spot = change.spot;
    let Some(text) = change.text() else {
        return Err(Problem::new(spot, "hier hoort een verandering")
            .hint("schrijf bijvoorbeeld `+10 punten`, `-20 s`, `+2` of `keer 1.15`"));
    };
    let kind = kind_below(target);
    if let (Kind::Volume, Some(added)) =
        (kind, text.trim_start().strip_prefix('+').and_then(|text| aantal(text).ok()))
    {
        return added_volume(old, &added, spot);
    }
    let by = wijziging(text).map_err(|fout| {
        let problem = Problem::new(spot, fout.melding);
        Problem { hint: fout.raad, ..problem }
    })?;
    let sort = scope::at(root, &target.part.0).map_or(String::new(), |scope| scope.kind.to_owned());
    let new = Changer { by, text, spot }.node(kind, old, &sort)?;
    Ok(Node { spot, ..new })
}

/// The type of what stands at the target: of the field, or of the key below it.
pub fn kind_below(target: &Target) -> Kind {
    let Some(below) = &target.below else { return target.field.kind };
    match (target.field.kind, below.as_str()) {
        (Kind::Routes | Kind::Outcomes | Kind::Shares(_), _) => Kind::Share,
        (Kind::Means(_), _) => Kind::Variation,
        (Kind::Travel, _) => Kind::Duration,
        (Kind::Pattern(_), _) => Kind::Number,
        (Kind::Volume, _) => Kind::Volume,
        (Kind::Spread(_), "cv") => Kind::Variation,
        (Kind::Spread(_), "vormgetal") => Kind::Factor,
        (Kind::Spread(_), "vorm" | "waarden" | "delen" | "bestand") => Kind::Text,
        _ => Kind::Duration,
    }
}

struct Changer<'a> {
    by: Wijziging,
    text: &'a str,
    spot: Spot,
}

impl Changer<'_> {
    fn node(&self, kind: Kind, old: &Node, sort: &str) -> Result<Node, Problem> {
        let scalar = |text: String| Node::scalar(text, self.spot);
        let unreadable = |_| Problem::new(self.spot, "de waarde die hier verandert is zelf niet te lezen");
        match kind {
            Kind::Share => self.share(parse::share(old).map_err(unreadable)?, 1.0).map(scalar),
            Kind::Variation => {
                let old = parse::variation(old).map_err(unreadable)?;
                match self.by {
                    Wijziging::PlusGetal(number) => Ok(scalar(share_text((old + number).clamp(0.0, 10.0)))),
                    _ => self.share(old, 10.0).map(scalar),
                }
            }
            Kind::Number | Kind::Factor => {
                self.number(parse::number(old).map_err(unreadable)?).map(number_text).map(scalar)
            }
            Kind::Between { min, max } => {
                let value = self.sum(parse::decimal(old).map_err(unreadable)?)?;
                Ok(scalar(number_text(value.clamp(f64::from(min), f64::from(max)))))
            }
            Kind::Whole { min, max } => {
                let value = self.number(parse::whole(old, 0, u64::MAX).map_err(unreadable)? as f64)?;
                Ok(scalar(number_text(value.round().clamp(min as f64, max as f64))))
            }
            Kind::Duration | Kind::DurationOr(_) => {
                self.duration(parse::duration(old).map_err(unreadable)?).map(scalar)
            }
            Kind::Spread(shape) => {
                parse::spread(old, shape, sort).map_err(unreadable)?;
                self.spread(old)
            }
            Kind::Volume => self.volume(old),
            Kind::Bound if old.text().is_some_and(|text| text.contains('%')) => {
                self.node(Kind::Share, old, sort)
            }
            Kind::Bound if parse::number(old).is_ok() => self.node(Kind::Number, old, sort),
            Kind::Bound => self.node(Kind::Duration, old, sort),
            _ => Err(Problem::new(self.spot, "dit is geen getal en kan dus niet gewijzigd worden")
                .hint("geef een nieuwe waarde met `zet`")),
        }
    }

    fn share(&self, old: f64, most: f64) -> Result<String, Problem> {
        let new = match self.by {
            Wijziging::Keer(factor) => old * factor,
            Wijziging::PlusPunten(points) => old + points,
            Wijziging::PlusGetal(number) => {
                let sign = if number < 0.0 { '-' } else { '+' };
                let points = if number.abs() < 1.0 { number.abs() * 100.0 } else { number.abs() };
                let size = number_text(points);
                return Err(self.misfit(
                    "een deel verandert in punten of met `keer`",
                    format!("bedoelt u `{sign}{size} punten`?"),
                ));
            }
            _ => {
                return Err(self
                    .misfit("een deel verandert niet met een duur", "schrijf `+10 punten` of `keer 1.15`"));
            }
        };
        Ok(share_text(new.clamp(0.0, most)))
    }

    fn number(&self, old: f64) -> Result<f64, Problem> {
        let new = self.sum(old)?;
        if new < 0.0 {
            let message = format!("hiermee wordt {} minder dan 0", number_text(old));
            return Err(Problem::new(self.spot, message).hint("verander minder, of gebruik `keer`"));
        }
        Ok(new)
    }

    fn sum(&self, old: f64) -> Result<f64, Problem> {
        match self.by {
            Wijziging::Keer(factor) => Ok(old * factor),
            Wijziging::PlusGetal(number) => Ok(old + number),
            Wijziging::PlusPunten(_) => {
                Err(self.misfit("punten horen bij een percentage", "schrijf `+2` of `keer 1.15`"))
            }
            _ => Err(self.misfit("een getal verandert niet met een duur", "schrijf `+2` of `keer 1.15`")),
        }
    }

    fn duration(&self, old: Duur) -> Result<String, Problem> {
        let new = match (self.by, old) {
            (Wijziging::Keer(factor), Duur::Kalender(span)) => {
                Duur::Kalender(Span::from_seconds(span.seconds() * factor))
            }
            (Wijziging::Keer(factor), Duur::Werkdagen(days)) => Duur::Werkdagen(days * factor),
            (Wijziging::PlusDuur(seconds), Duur::Kalender(span)) => {
                Duur::Kalender(Span::from_seconds(span.seconds() + seconds))
            }
            (Wijziging::PlusWerkdagen(more), Duur::Werkdagen(days)) => {
                Duur::Werkdagen((days + more).max(0.0))
            }
            (Wijziging::PlusDuur(_) | Wijziging::PlusWerkdagen(_), _) => {
                return Err(self.misfit(
                    "werkdagen en kalendertijd tellen niet bij elkaar op",
                    format!("de waarde is nu `{old}`; verander die in dezelfde eenheid, of gebruik `keer`"),
                ));
            }
            (Wijziging::PlusGetal(number), _) => {
                let number = number_text(number.abs());
                return Err(self.misfit(
                    "hier ontbreekt een eenheid",
                    format!("bedoelt u `{number} s` of `{number} min`, met + of - ervoor?"),
                ));
            }
            (Wijziging::PlusPunten(_), _) => {
                return Err(self.misfit(
                    "punten horen bij een percentage",
                    "schrijf bijvoorbeeld `-20 s` of `keer 0.9`",
                ));
            }
        };
        Ok(new.to_string())
    }

    /// A spread moves as a whole: `keer` stretches it, an added length moves its mean.
    fn spread(&self, old: &Node) -> Result<Node, Problem> {
        match &old.value {
            Value::Scalar { text, .. } => match duur(text) {
                Ok(length) => Ok(Node::scalar(self.duration(length)?, self.spot)),
                // patience without end stays so
                Err(_) => Ok(old.clone()),
            },
            Value::List(_) => Ok(old.clone()),
            Value::Map(entries) => {
                let moves = !matches!(self.by, Wijziging::Keer(_));
                if moves && entries.iter().any(|entry| matches!(entry.key.as_str(), "mediaan" | "delen")) {
                    return Err(self.misfit(
                        "bij deze verdeling kan alleen de schaal veranderen",
                        "schrijf bijvoorbeeld `keer 0.9`",
                    ));
                }
                let entries = entries.iter().map(|entry| {
                    Ok(Entry { node: self.parameter(&entry.key, &entry.node)?, ..entry.clone() })
                });
                Ok(Node::map(entries.collect::<Result<_, Problem>>()?, self.spot))
            }
        }
    }

    fn parameter(&self, key: &str, node: &Node) -> Result<Node, Problem> {
        let each =
            |nodes: &[Node], change: &dyn Fn(&Node) -> Result<Node, Problem>| -> Result<Node, Problem> {
                let nodes = nodes.iter().map(change).collect::<Result<_, _>>()?;
                Ok(Node { spot: node.spot, value: Value::List(nodes) })
            };
        match (key, &node.value) {
            ("gemiddeld" | "mediaan" | "p90" | "min" | "modus" | "max", _) => self.spread(node),
            ("waarden", Value::List(nodes)) => each(nodes, &|node| self.spread(node)),
            ("delen", Value::List(nodes)) => each(nodes, &|part| {
                let mut part = part.clone();
                let length = part.get("duur").map(|length| self.spread(length)).transpose()?;
                if let Some(length) = length {
                    part.put(&["duur".to_owned()], length);
                }
                Ok(part)
            }),
            _ => Ok(node.clone()),
        }
    }

    fn volume(&self, old: &Node) -> Result<Node, Problem> {
        let Wijziging::Keer(factor) = self.by else {
            return Err(self.misfit(
                "een aantal verandert met `keer`, of met een aantal per tijd",
                "schrijf bijvoorbeeld `keer 1.15` of `+200 per jaar`",
            ));
        };
        if let Value::Map(entries) = &old.value {
            let entries =
                entries.iter().map(|entry| Ok(Entry { node: self.volume(&entry.node)?, ..entry.clone() }));
            return Ok(Node::map(entries.collect::<Result<_, Problem>>()?, self.spot));
        }
        let volume = parse::volume(old)
            .map_err(|_| Problem::new(self.spot, "het aantal dat hier verandert is zelf niet te lezen"))?;
        let scaled = match volume {
            Aantal::Geen => Aantal::Geen,
            Aantal::Eenmalig(number) => Aantal::Eenmalig(number * factor),
            Aantal::PerJaar(number) => Aantal::PerJaar(number * factor),
            Aantal::Per1000PerJaar(number) => Aantal::Per1000PerJaar(number * factor),
            Aantal::PerUur(number) => Aantal::PerUur(number * factor),
            Aantal::UurVoorUur(_) => unreachable!("rates by hour are a map"),
        };
        Ok(Node::scalar(volume_text(&scaled), self.spot))
    }

    fn misfit(&self, message: &str, hint: impl Into<String>) -> Problem {
        Problem::new(self.spot, format!("`{}` past hier niet: {message}", self.text)).hint(hint)
    }
}

fn added_volume(old: &Node, added: &Aantal, spot: Spot) -> Result<Node, Problem> {
    let sum = match (parse::volume(old), added) {
        (Ok(Aantal::PerJaar(old)), Aantal::PerJaar(added)) => Aantal::PerJaar(old + added),
        (Ok(Aantal::Per1000PerJaar(old)), Aantal::Per1000PerJaar(added)) => {
            Aantal::Per1000PerJaar(old + added)
        }
        (Ok(Aantal::PerUur(old)), Aantal::PerUur(added)) => Aantal::PerUur(old + added),
        (Ok(Aantal::Eenmalig(old)), Aantal::Eenmalig(added)) => Aantal::Eenmalig(old + added),
        _ => {
            return Err(Problem::new(spot, "dit aantal heeft een andere eenheid dan wat er staat")
                .hint("gebruik dezelfde eenheid, of `keer`"));
        }
    };
    Ok(Node::scalar(volume_text(&sum), spot))
}

pub fn volume_text(volume: &Aantal) -> String {
    match volume {
        Aantal::Geen => "geen".to_owned(),
        Aantal::Eenmalig(number) => format!("{} eenmalig", number_text(*number)),
        Aantal::PerJaar(number) => format!("{} per jaar", number_text(*number)),
        Aantal::Per1000PerJaar(number) => format!("{} per 1000 inwoners per jaar", number_text(*number)),
        Aantal::PerUur(number) => format!("{} per uur", number_text(*number)),
        Aantal::UurVoorUur(_) => String::new(),
    }
}

/// A number with a decimal point, without the noise of binary fractions; never with three decimals, which would be taken
/// for thousands.
pub fn number_text(number: f64) -> String {
    let text = format!("{}", (number * 1e9).round() / 1e9);
    match text.split_once('.') {
        Some((_, decimals)) if decimals.len() == 3 => format!("{text}0"),
        _ => text,
    }
}

pub fn share_text(share: f64) -> String {
    format!("{}%", number_text(share * 100.0))
}

/// A sign or `keer` is a change, but for the few values that may be negative.
pub fn looks_like_a_change(value: &str) -> bool {
    let value = value.trim_start();
    value.starts_with(['+', '-', '−', '×']) || value.starts_with("keer ") || value.starts_with("x ")
}
