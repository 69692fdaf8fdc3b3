//! Who lives nearby, of the options that differ in it.

use minijinja::context;
use minijinja::value::Value;

use super::Side;
use crate::experiment::transition::{Places, Stretch};
use crate::report::chart::places;
use crate::report::html::parts::{chart, table as shown};
use crate::report::number;
use crate::report::transition::tables;

/// Options that end alike.
struct Alike<'a> {
    names: Vec<&'a str>,
    places: &'a Places,
    last: &'a Stretch,
}

fn alike<'a>(sides: &[Side<'a>]) -> Vec<Alike<'a>> {
    let mut all: Vec<Alike> = Vec::new();
    for side in sides {
        let Some(places) = &side.transition().places else { continue };
        let Some(last) = places.stretches.last() else { continue };
        match all.iter_mut().find(|it| it.places.villages == places.villages && it.last.is_like(last)) {
            Some(known) => known.names.push(side.name),
            None => all.push(Alike { names: vec![side.name], places, last }),
        }
    }
    all
}

/// A picture of each kind, and one table; `None` where nobody travels.
pub fn section(sides: &[Side]) -> Option<Value> {
    let alike = alike(sides);
    let first = alike.first()?;
    let start = first.places.stretches.first()?;
    let names: Vec<String> = alike
        .iter()
        .map(|it| match it.names[..] {
            [one] => one.to_owned(),
            _ if alike.len() == 1 => "aan het eind".to_owned(),
            [one, other] => format!("{one}, {other}"),
            _ => format!("{} en nog {}", it.names[0], it.names.len() - 1),
        })
        .collect();
    let ends = names.iter().zip(&alike).map(|(name, it)| (name.as_str(), it.last));
    let columns: Vec<(&str, &Stretch)> = std::iter::once(("eerst", start)).chain(ends).collect();
    let maps = alike.iter().map(|it| {
        context! { name => it.names.join(", "), chart => chart(|width| places::draw(it.places, it.last, width)) }
    });
    Some(context! { maps => maps.collect::<Vec<_>>(), table => shown(&tables::near(first.places, &columns)) })
}

/// How many live within a quarter of an hour in the end, where options differ in it.
pub fn sentence(sides: &[Side]) -> Option<String> {
    let mut alike = alike(sides);
    let share = |it: &Alike| number::percent(it.last.channels[0].all);
    if alike.iter().all(|it| share(it) == share(&alike[0])) {
        return None;
    }
    let start = number::percent(alike[0].places.stretches.first()?.channels[0].all);
    alike.sort_by(|a, b| a.last.channels[0].all.total_cmp(&b.last.channels[0].all));
    let most = alike.iter().map(|it| it.names.len()).max().filter(|most| *most > 1);
    let said = alike.iter().map(|it| match most {
        Some(most) if it.names.len() == most => format!("{} bij de andere opties", share(it)),
        _ => format!("{} bij {}", share(it), it.names.join(" en ")),
    });
    Some(format!(
        "Van de inwoners woont aan het eind binnen een kwartier van een open locatie {}. Eerst was dat {start}.",
        said.collect::<Vec<_>>().join("; ")
    ))
}
