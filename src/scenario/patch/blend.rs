//! Part of the way from one value to another, for measures that come or fade along a ramp.

use super::change::{kind_below, number_text, share_text, volume_text};
use super::path::Target;
use crate::scenario::fields::Kind;
use crate::scenario::klantreis::Aantal;
use crate::scenario::parse;
use crate::scenario::tree::{Entry, Node, Value};
use crate::scenario::value::Duur;
use crate::time::Span;

/// The value that lies `part` of the way from `old` to `new`, beyond it where that is more than 1, as far as the key
/// allows; `None` where there is nothing between: of names,
/// timetables and lists, and of values in different units.
pub fn between(target: &Target, old: &Node, new: &Node, part: f64) -> Option<Node> {
    node(kind_below(target), old, new, part)
}

fn node(kind: Kind, old: &Node, new: &Node, part: f64) -> Option<Node> {
    let lerp = |old: f64, new: f64| old + part * (new - old);
    let scalar = |text: String| Some(Node::scalar(text, new.spot));
    match kind {
        Kind::Share => {
            scalar(share_text(lerp(parse::share(old).ok()?, parse::share(new).ok()?).clamp(0.0, 1.0)))
        }
        Kind::Variation => {
            scalar(share_text(lerp(parse::variation(old).ok()?, parse::variation(new).ok()?).max(0.0)))
        }
        Kind::Number | Kind::Factor => {
            scalar(number_text(lerp(parse::number(old).ok()?, parse::number(new).ok()?).max(0.0)))
        }
        Kind::Between { min, max } => {
            let value = lerp(parse::decimal(old).ok()?, parse::decimal(new).ok()?);
            scalar(number_text(value.clamp(f64::from(min), f64::from(max))))
        }
        Kind::Whole { .. } => {
            let whole = |node| parse::whole(node, 0, u64::MAX).ok();
            scalar(number_text(lerp(whole(old)? as f64, whole(new)? as f64).round().max(0.0)))
        }
        Kind::Duration | Kind::DurationOr(_) => scalar(duration(old, new, part)?),
        Kind::Spread(_) => spread(old, new, part),
        Kind::Volume => volume(old, new, part),
        Kind::Routes | Kind::Outcomes | Kind::Shares(_) | Kind::Means(_) => shares(old, new, part),
        Kind::Travel => each(old, new, &|old, new| node(Kind::Duration, old, new, part)),
        Kind::Pattern(_) => each(old, new, &|old, new| node(Kind::Number, old, new, part)),
        _ => None,
    }
}

fn duration(old: &Node, new: &Node, part: f64) -> Option<String> {
    let length = match (parse::duration(old).ok()?, parse::duration(new).ok()?) {
        (Duur::Kalender(old), Duur::Kalender(new)) => {
            Duur::Kalender(Span::from_seconds(old.seconds() + part * (new.seconds() - old.seconds())))
        }
        (Duur::Werkdagen(old), Duur::Werkdagen(new)) => Duur::Werkdagen((old + part * (new - old)).max(0.0)),
        _ => return None,
    };
    Some(length.to_string())
}

/// A length by itself is the mean of a spread.
fn spread(old: &Node, new: &Node, part: f64) -> Option<Node> {
    let parameter = |old: &Node, new: &Node| {
        if let Some(length) = duration(old, new, part) {
            return Some(Node::scalar(length, new.spot));
        }
        let (from, to) = (parse::variation(old).ok()?, parse::variation(new).ok()?);
        Some(Node::scalar(share_text(from + part * (to - from)), new.spot))
    };
    match (&old.value, &new.value) {
        (Value::Scalar { .. }, Value::Scalar { .. }) => parameter(old, new),
        (Value::Map(_), Value::Map(_)) => each(old, new, &|old, new| match (old.text(), new.text()) {
            (Some(one), Some(other)) if one == other => Some(new.clone()),
            _ => parameter(old, new),
        }),
        _ => None,
    }
}

/// A map with the same keys.
fn each(old: &Node, new: &Node, between: &dyn Fn(&Node, &Node) -> Option<Node>) -> Option<Node> {
    if old.entries().len() != new.entries().len() {
        return None;
    }
    let entries = new.entries().iter().map(|entry| {
        let node = between(old.get(&entry.key)?, &entry.node)?;
        Some(Entry { node, ..entry.clone() })
    });
    Some(Node::map(entries.collect::<Option<_>>()?, new.spot))
}

/// Names with a share each; a name that is missing has none.
fn shares(old: &Node, new: &Node, part: f64) -> Option<Node> {
    let (Value::Map(from), Value::Map(to)) = (&old.value, &new.value) else { return None };
    let share =
        |node: &Node, name: &str| node.get(name).map_or(Some(0.0), |node| parse::variation(node).ok());
    let gone = from.iter().filter(|entry| new.get(&entry.key).is_none());
    let entries = to.iter().chain(gone).map(|entry| {
        let (old, new_share) = (share(old, &entry.key)?, share(new, &entry.key)?);
        let text = share_text((old + part * (new_share - old)).max(0.0));
        Some(Entry { node: Node::scalar(text, new.spot), ..entry.clone() })
    });
    Some(Node::map(entries.collect::<Option<_>>()?, new.spot))
}

fn volume(old: &Node, new: &Node, part: f64) -> Option<Node> {
    if let (Value::Map(_), Value::Map(_)) = (&old.value, &new.value) {
        return each(old, new, &|old, new| volume(old, new, part));
    }
    let lerp = |old: f64, new: f64| (old + part * (new - old)).max(0.0);
    let between = match (parse::volume(old).ok()?, parse::volume(new).ok()?) {
        (Aantal::PerJaar(old), Aantal::PerJaar(new)) => Aantal::PerJaar(lerp(old, new)),
        (Aantal::Per1000PerJaar(old), Aantal::Per1000PerJaar(new)) => Aantal::Per1000PerJaar(lerp(old, new)),
        (Aantal::PerUur(old), Aantal::PerUur(new)) => Aantal::PerUur(lerp(old, new)),
        (Aantal::Eenmalig(old), Aantal::Eenmalig(new)) => Aantal::Eenmalig(lerp(old, new)),
        (Aantal::Geen, Aantal::PerJaar(new)) => Aantal::PerJaar(lerp(0.0, new)),
        (Aantal::PerJaar(old), Aantal::Geen) => Aantal::PerJaar(lerp(old, 0.0)),
        _ => return None,
    };
    Some(Node::scalar(volume_text(&between), new.spot))
}
