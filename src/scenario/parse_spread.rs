//! Lengths that vary: a mean, parameters of a shape, or values.

use super::fields::Shape;
use super::parse::{
    Parsed, Problem, below, collect, duration, listed, names, nearest, number, scalar, share, short, text,
    variation,
};
use super::tree::{Node, Value};
use super::value::{Aanname, Spreiding, Vormgegeven, duur, spreiding};

pub fn aanname(shape: Shape, kind: &str) -> Aanname {
    match shape {
        Shape::Handling => Aanname::Lognormaal { cv: 0.8 },
        Shape::Customer => Aanname::Lognormaal { cv: 1.0 },
        Shape::Patience => Aanname::Weibull { vormgetal: 1.2 },
        Shape::Fixed => Aanname::Vast,
        Shape::ByStep => match kind {
            "wacht" | "wacht-op-partner" => Aanname::Vast,
            "wacht-op-klant" => aanname(Shape::Customer, kind),
            _ => aanname(Shape::Handling, kind),
        },
    }
}

pub const SPREAD_KEYS: &[&str] = &[
    "vorm",
    "gemiddeld",
    "cv",
    "mediaan",
    "p90",
    "vormgetal",
    "min",
    "modus",
    "max",
    "waarden",
    "bestand",
    "delen",
];

pub fn spread(node: &Node, shape: Shape, kind: &str) -> Parsed<Spreiding> {
    let aanname = aanname(shape, kind);
    let Value::Map(entries) = &node.value else { return scalar(node, |text| spreiding(text, aanname)) };
    let mut form = Vormgegeven::default();
    let mut found = Vec::new();
    for entry in entries {
        let node = &entry.node;
        let problems =
            match entry.key.as_str() {
                "vorm" => text(node).map(|vorm| form.vorm = Some(vorm)).err(),
                "gemiddeld" => duration(node).map(|length| form.gemiddeld = Some(length)).err(),
                "mediaan" => duration(node).map(|length| form.mediaan = Some(length)).err(),
                "p90" => duration(node).map(|length| form.p90 = Some(length)).err(),
                "min" => duration(node).map(|length| form.min = Some(length)).err(),
                "modus" => duration(node).map(|length| form.modus = Some(length)).err(),
                "max" => duration(node).map(|length| form.max = Some(length)).err(),
                "cv" => variation(node).map(|cv| form.cv = Some(cv)).err(),
                "vormgetal" => number(node).map(|shape| form.vormgetal = Some(shape)).err(),
                "waarden" => names(node)
                    .and_then(|values| {
                        collect(values.iter().map(|(text, spot)| {
                            duur(text).map_err(|fout| vec![Problem::from_fout(*spot, fout)])
                        }))
                    })
                    .map(|values| form.waarden = values)
                    .err(),
                "delen" => parts(node, shape, kind).map(|parts| form.delen = parts).err(),
                // read with the file; see `empirical`
                "bestand" => {
                    Some(vec![Problem::new(node.spot, "dit bestand met waarden kan niet worden gelezen")])
                }
                other => {
                    let hint = match nearest(other, SPREAD_KEYS.iter().copied()) {
                        Some(meant) => format!("bedoelt u `{meant}`?"),
                        None => format!("een verdeling kent {}", listed(SPREAD_KEYS)),
                    };
                    Some(vec![
                        Problem::new(entry.spot, format!("{} hoort niet bij een verdeling", short(other)))
                            .hint(hint),
                    ])
                }
            };
        found.extend(below(problems.unwrap_or_default(), &entry.key));
    }
    if !found.is_empty() {
        return Err(found);
    }
    form.spreiding(aanname).map_err(|fouten| {
        let place = |key: &str| node.entry(key).map_or(node.spot, |entry| entry.spot);
        fouten.into_iter().map(|(key, fout)| Problem::from_fout(place(key), fout)).collect()
    })
}

fn parts(node: &Node, shape: Shape, kind: &str) -> Parsed<Vec<(f64, Spreiding)>> {
    let Value::List(nodes) = &node.value else {
        return Err(vec![
            Problem::new(node.spot, "hier hoort een lijst van delen")
                .hint("schrijf `delen: [{ aandeel: 80%, duur: 4 min }, { aandeel: 20%, duur: 15 min }]`"),
        ]);
    };
    collect(nodes.iter().map(|part| match (part.get("aandeel"), part.get("duur"), part.entries().len()) {
        (Some(weight), Some(length), 2) => Ok((share(weight)?, spread(length, shape, kind)?)),
        _ => Err(vec![Problem::new(part.spot, "een deel bestaat uit `aandeel` en `duur`")]),
    }))
}
