//! `samenvoegen`: parts that become one in time. They keep their names; a group holds them together, and measures make them
//! work as one from a date on.

use super::names::Renaming;
use super::people::entry;
use super::predecessor::Predecessor;
use crate::diagnostic::Path;
use crate::scenario::fields::{Kind, NORM};
use crate::scenario::findings::Findings;
use crate::scenario::parse::{self, Problem, nearest, short};
use crate::scenario::patch::{group, groups};
use crate::scenario::scope::{self, Scope};
use crate::scenario::source::{Sources, Spot};
use crate::scenario::tree::{Entry, Node, Value};

/// Parts of one block that become one.
#[derive(Debug)]
pub struct Together {
    pub block: &'static str,
    pub name: String,
    pub spot: Spot,
    /// Their names in the merged scenario, in the order of the plan.
    pub members: Vec<String>,
}

/// What a plan brings together.
pub fn read(
    plan: &Node,
    all: &[Predecessor],
    renamings: &[Renaming],
    sources: &Sources,
    findings: &mut Findings,
) -> Vec<Together> {
    let mut found = Vec::new();
    let blocks = plan.get("fusie").and_then(|block| block.get("samenvoegen"));
    for block in ["kanalen", "teams", "klantreizen", "normen"] {
        let entries = blocks.and_then(|node| node.get(block)).map_or(&[][..], Node::entries);
        for Entry { key, spot, node } in entries {
            let at = Path(["fusie", "samenvoegen", block, key].map(str::to_owned).to_vec());
            let mut members = Vec::new();
            for (text, place) in node.texts() {
                match member(text, block, all, renamings) {
                    Ok(name) => members.push(name),
                    Err((message, hint)) => {
                        let problem = Problem::new(place, message).hint(hint);
                        findings.error(sources, at.clone(), problem);
                    }
                }
            }
            found.push(Together { block, name: key.clone(), spot: *spot, members });
        }
    }
    found
}

/// The new name of `brielle.kcc`.
fn member(
    text: &str,
    block: &str,
    all: &[Predecessor],
    renamings: &[Renaming],
) -> Result<String, (String, String)> {
    let known = || all.iter().map(|one| one.name.as_str());
    let Some((of, name)) = text.split_once('.') else {
        let message = format!("{} zegt niet van welke voorganger", short(text));
        return Err((message, format!("schrijf bijvoorbeeld `{}.{text}`", all[0].name)));
    };
    let Some(index) = all.iter().position(|one| one.name == of) else {
        let hint = match nearest(of, known()) {
            Some(meant) => format!("bedoelt u `{meant}.{name}`?"),
            None => format!("de voorgangers zijn {}", known().collect::<Vec<_>>().join(", ")),
        };
        return Err((format!("voorganger {} bestaat niet", short(of)), hint));
    };
    let parts = all[index].tree.get(block).map_or(&[][..], Node::entries);
    if !parts.iter().any(|part| part.key == name) {
        let names: Vec<&str> = parts.iter().map(|part| part.key.as_str()).collect();
        let hint = match nearest(name, names.iter().copied()) {
            Some(meant) => format!("bedoelt u `{of}.{meant}`?"),
            None => format!("onder `{block}` van {of} staan {}", names.join(", ")),
        };
        return Err((format!("{} staat niet in `{block}` van {of}", short(name)), hint));
    }
    Ok(renamings[index].name(block, name))
}

/// Gives the members of each the new name as a group.
pub fn label(tree: &mut Node, all: &[Together]) {
    for Together { block, name, members, spot } in all {
        for member in members {
            let Some(part) = tree.at_mut(&[*block, member.as_str()]) else { continue };
            let Some(Value::List(labels)) = part.at_mut(&["groep"]).map(|node| &mut node.value) else {
                continue;
            };
            if !labels.iter().any(|label| label.text() == Some(name)) {
                labels.push(Node::scalar(name.clone(), *spot));
            }
        }
    }
}

/// What makes them one: customers come to every team and location of it.
pub fn pooling(tree: &Node, all: &[Together]) -> Vec<Entry> {
    let mut lines = Vec::new();
    let of = |block: &'static str| all.iter().filter(move |one| one.block == block);
    for one in of("kanalen") {
        let locations = union(one.members.iter().map(|name| list_of(tree, "kanalen", name, "locaties")));
        for member in &one.members {
            let own = list_of(tree, "kanalen", member, "locaties");
            if !own.is_empty() && own.len() < locations.len() {
                let ordered = union([own, locations.clone()]);
                lines.push(line(format!("kanalen.{member}.locaties"), ordered, one.spot));
            }
        }
    }
    let with_others = |channel: &String| -> Vec<String> {
        let group = of("kanalen").find(|one| one.members.contains(channel));
        union([vec![channel.clone()], group.map_or(Vec::new(), |one| one.members.clone())])
    };
    for one in of("teams") {
        let everything = union(one.members.iter().map(|name| list_of(tree, "teams", name, "doet")));
        let known: Vec<Vec<String>> =
            one.members.iter().map(|name| list_of(tree, "teams", name, "kent")).collect();
        for member in &one.members {
            let own = list_of(tree, "teams", member, "doet");
            let all: Vec<String> = union(own.iter().chain(&everything).map(with_others));
            if all.len() > own.len() {
                lines.push(line(format!("teams.{member}.doet"), all, one.spot));
            }
            if known.iter().all(|known| !known.is_empty()) {
                lines.push(line(format!("teams.{member}.kent"), union(known.clone()), one.spot));
            }
        }
    }
    lines
}

/// What a plan decided on for parts that become one: a line for each of them.
pub fn evened(
    plan: &Node,
    tree: &Node,
    all: &[Together],
    sources: &Sources,
    findings: &mut Findings,
) -> Vec<Entry> {
    let decisions =
        plan.get("fusie").and_then(|block| block.get("conflicten")).map_or(&[][..], Node::entries);
    let mut lines = Vec::new();
    for decision in decisions {
        let path: Vec<&str> = decision.key.split('.').map(str::trim).collect();
        let [block, name, rest @ ..] = path.as_slice() else { continue };
        let Some(one) = all.iter().find(|one| one.block == *block && one.name == *name) else { continue };
        match decided(decision, tree, one, rest) {
            Ok(value) => {
                for member in &one.members {
                    let path = format!("{block}.{member}.{}", rest.join("."));
                    lines.push(entry(&path, value.clone(), decision.spot));
                }
            }
            Err((message, hint)) => {
                let at = Path(["fusie", "conflicten", &decision.key].map(str::to_owned).to_vec());
                let problem = Problem::new(decision.node.spot, message).hint(hint);
                findings.error(sources, at, problem);
            }
        }
    }
    lines
}

/// One value for all members: that of one of them, their mean, or as it is written.
fn decided(decision: &Entry, tree: &Node, one: &Together, rest: &[&str]) -> Result<Node, (String, String)> {
    let value = |member: &String| {
        let path: Vec<String> =
            [one.block, member].into_iter().chain(rest.iter().copied()).map(str::to_owned).collect();
        let (key, part) = path.split_last()?;
        if let Some(node) = tree.at(&path) {
            return Some(node.clone());
        }
        let scope = scope::at(&Scope::root(tree), part)?;
        scope.find(key).map(|found| found.node.into_owned())
    };
    let text = decision.node.text().unwrap_or_default();
    if let Some(of) = text.strip_prefix("van ").map(str::trim) {
        let is_of = |member: &&String| {
            let part = tree.at(&[one.block.to_owned(), (*member).clone()]);
            part.is_some_and(|part| groups(part).contains(&of))
        };
        let Some(member) = one.members.iter().find(is_of) else {
            let members = one.members.join(", ");
            return Err((
                format!("{} brengt niets in bij `{}`", short(of), one.name),
                format!("erin zitten {members}"),
            ));
        };
        return value(member).ok_or((
            format!("`{}` van {of} heeft geen waarde", decision.key),
            "schrijf zelf een waarde".to_owned(),
        ));
    }
    if text != "gemiddelde" {
        return Ok(decision.node.clone());
    }
    let values: Vec<Node> = one.members.iter().filter_map(value).collect();
    let mean = |read: &dyn Fn(&Node) -> Option<f64>| -> Option<f64> {
        let numbers: Option<Vec<f64>> = values.iter().map(read).collect();
        numbers.map(|numbers| numbers.iter().sum::<f64>() / numbers.len().max(1) as f64)
    };
    let rounded = |number: f64| (number * 1e4).round() / 1e4;
    let share = mean(&|node| parse::share(node).ok()).map(|mean| format!("{}%", rounded(100.0 * mean)));
    let span =
        || mean(&|node| Some(parse::span(node).ok()?.seconds())).map(|mean| format!("{} s", mean.round()));
    let number = || mean(&|node| parse::number(node).ok()).map(|mean| rounded(mean).to_string());
    let text = share.or_else(span).or_else(number).filter(|_| values.len() == one.members.len());
    text.map(|text| Node::scalar(text, decision.node.spot)).ok_or((
        format!("van `{}` is geen gemiddelde te nemen", decision.key),
        "schrijf `van` met een voorganger, of een waarde".to_owned(),
    ))
}

/// The norm of a group for those that its members had: the strictest of them. `None` where they cannot be compared.
pub fn one_norm(tree: &Node, one: &Together, from: &str, spot: Spot) -> Option<Entry> {
    let norms: Vec<&Node> =
        one.members.iter().filter_map(|name| tree.at(&["normen".to_owned(), name.clone()])).collect();
    let strictness = |norm: &Node| -> Option<(f64, f64)> {
        let number = |key: &str| {
            let node = norm.get(key)?;
            let span = parse::duration(node).ok().map(|length| length.maat());
            parse::share(node).ok().or(span).or_else(|| parse::number(node).ok())
        };
        let share = number("aandeel").unwrap_or(1.0);
        number("binnen")
            .or(number("hooguit"))
            .map(|most| (-most, share))
            .or(number("minstens").map(|it| (it, share)))
    };
    let word = |key: &str| norms.iter().map(|norm| norm.get(key).and_then(Node::text)).collect::<Vec<_>>();
    let meet = word("meet");
    if meet.windows(2).any(|pair| pair[0] != pair[1]) {
        return None;
    }
    let ranked: Option<Vec<((f64, f64), &Node)>> =
        norms.iter().map(|norm| Some((strictness(norm)?, *norm))).collect();
    let (_, best) =
        ranked?.into_iter().max_by(|a, b| a.0.0.total_cmp(&b.0.0).then(a.0.1.total_cmp(&b.0.1)))?;
    let mut norm = best.clone();
    for entry in norm.entries_mut()? {
        // by their own name, all that were called the same
        if let Some(Kind::Name(names)) = NORM.field(&entry.key).map(|field| field.kind)
            && let Some(text) = entry.node.text().filter(|text| group(text).is_none()).map(str::to_owned)
        {
            let part = tree.at(&[names.block().to_owned(), text]);
            let own = part.and_then(|part| groups(part).get(1).map(|own| format!("({own})")));
            own.into_iter().for_each(|own| entry.node = Node::scalar(own, entry.node.spot));
        }
    }
    let of_one = |entry: &Entry| {
        entry.key == "klantreis" && entry.node.text().is_some_and(|text| text.starts_with('('))
    };
    norm.entries_mut()?.retain(|entry| entry.key != "groep" && entry.key != "gemeten" && !of_one(entry));
    norm.put(&["vanaf".to_owned()], Node::scalar(from, spot));
    Some(entry(&one.name, norm, spot))
}

fn line(path: String, names: Vec<String>, spot: Spot) -> Entry {
    let names = names.into_iter().map(|name| Node::scalar(name, spot)).collect();
    entry(&path, Node { spot, value: Value::List(names) }, spot)
}

fn list_of(tree: &Node, block: &str, name: &str, key: &str) -> Vec<String> {
    let node = tree.at(&[block, name, key].map(str::to_owned));
    node.map(|node| node.texts().into_iter().map(|(text, _)| text.to_owned()).collect()).unwrap_or_default()
}

/// All of them once, in the order in which they come.
fn union(lists: impl IntoIterator<Item = Vec<String>>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in lists.into_iter().flatten() {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
