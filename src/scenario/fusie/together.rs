//! `samenvoegen`: parts that become one in time. They keep their names; a group holds them together, and measures make them
//! work as one from a date on.

use super::differences::is_own;
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
use crate::scenario::value::Duur;

/// Parts of one block that become one.
#[derive(Debug)]
pub struct Together {
    pub block: &'static str,
    pub name: String,
    pub spot: Spot,
    /// Their names in the merged scenario, in the order of the plan.
    pub members: Vec<String>,
    /// Whose each is, and what he calls it.
    pub origins: Vec<(usize, String)>,
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
            let (mut members, mut origins) = (Vec::new(), Vec::new());
            for (text, place) in node.texts() {
                match member(text, block, all) {
                    Ok((index, name)) => {
                        members.push(renamings[index].name(block, name));
                        origins.push((index, name.to_owned()));
                    }
                    Err((message, hint)) => {
                        let problem = Problem::new(place, message).hint(hint);
                        findings.error(sources, at.clone(), problem);
                    }
                }
            }
            found.push(Together { block, name: key.clone(), spot: *spot, members, origins });
        }
    }
    found
}

/// Whose `brielle.kcc` is, and what he calls it.
fn member<'t>(text: &'t str, block: &str, all: &[Predecessor]) -> Result<(usize, &'t str), (String, String)> {
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
    Ok((index, name))
}

/// Gives the members of each the new name as a group.
pub fn label(tree: &mut Node, all: &[Together]) {
    for Together { block, name, members, spot, .. } in all {
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

/// What makes them one, and what is new to whom.
#[derive(Debug, Default)]
pub struct Pooling {
    /// Lines by which customers come to every team and location of it.
    pub lines: Vec<Entry>,
    /// Teams with each channel that they did not do before.
    pub new_work: Vec<(String, String)>,
}

pub fn pooling(tree: &Node, all: &[Together]) -> Pooling {
    let Pooling { mut lines, mut new_work } = Pooling::default();
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
                let new = all.iter().filter(|channel| !own.contains(channel));
                new_work.extend(new.map(|channel| (member.clone(), channel.clone())));
                lines.push(line(format!("teams.{member}.doet"), all, one.spot));
            }
            if known.iter().all(|known| !known.is_empty()) {
                lines.push(line(format!("teams.{member}.kent"), union(known.clone()), one.spot));
            }
        }
    }
    Pooling { lines, new_work }
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
    for decision in decisions.iter().filter(|decision| !is_own(decision)) {
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
    match text {
        "beste" => Err((
            "wat het beste is, is alleen van normen bekend".to_owned(),
            "schrijf `van` met een voorganger, `gemiddelde`, of een waarde".to_owned(),
        )),
        "gemiddelde" => {
            let values: Option<Vec<Node>> = one.members.iter().map(value).collect();
            values.and_then(|values| mean(&values, decision.node.spot)).ok_or((
                format!("van `{}` is geen gemiddelde te nemen", decision.key),
                "schrijf `van` met een voorganger, of een waarde".to_owned(),
            ))
        }
        _ => Ok(decision.node.clone()),
    }
}

/// The mean of values of one kind: shares, lengths or numbers.
fn mean(values: &[Node], spot: Spot) -> Option<Node> {
    let mean = |read: &dyn Fn(&Node) -> Option<f64>| -> Option<f64> {
        let numbers: Option<Vec<f64>> = values.iter().map(read).collect();
        numbers.map(|numbers| numbers.iter().sum::<f64>() / numbers.len().max(1) as f64)
    };
    let rounded = |number: f64| (number * 1e4).round() / 1e4;
    let share = mean(&|node| parse::share(node).ok()).map(|mean| format!("{}%", rounded(100.0 * mean)));
    let span = || mean(&|node| Some(parse::span(node).ok()?.seconds())).map(|it| format!("{} s", it.round()));
    let working_days = || {
        let days = |node: &Node| match parse::duration(node).ok()? {
            Duur::Werkdagen(days) => Some(days),
            Duur::Kalender(_) => None,
        };
        mean(&days).map(|mean| format!("{} werkdagen", rounded(mean)))
    };
    let number = || mean(&|node| parse::number(node).ok()).map(|mean| rounded(mean).to_string());
    let text = share.or_else(span).or_else(working_days).or_else(number);
    text.map(|text| Node::scalar(text, spot))
}

/// How one norm for all follows from those of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The strictest.
    Best,
    /// Every bound the mean of theirs.
    Mean,
}

/// What a norm asks: its keys with bounds.
const BOUNDS: [&str; 4] = ["binnen", "hooguit", "minstens", "aandeel"];

/// The norm of a group for those that its members had. `None` where they cannot be compared.
pub fn one_norm(tree: &Node, one: &Together, choice: Choice, from: &str) -> Option<Entry> {
    let norms: Vec<&Node> =
        one.members.iter().filter_map(|name| tree.at(&["normen".to_owned(), name.clone()])).collect();
    let word = |key: &str| norms.iter().map(|norm| norm.get(key).and_then(Node::text)).collect::<Vec<_>>();
    let asks = |norm: &Node| BOUNDS[..3].iter().position(|key| norm.get(key).is_some());
    let meet = word("meet");
    let first = asks(norms.first()?)?;
    // a promise and what others reach are not one thing
    let kind = |norm: &Node| norm.get("soort").and_then(Node::text).unwrap_or("norm").to_owned();
    if norms.iter().any(|norm| kind(norm) != kind(norms[0])) {
        return None;
    }
    if meet.windows(2).any(|pair| pair[0] != pair[1]) || norms.iter().any(|norm| asks(norm) != Some(first)) {
        return None;
    }
    let mut norm = match choice {
        Choice::Best => strictest(&norms)?.clone(),
        Choice::Mean => {
            let mut norm = norms[0].clone();
            for key in BOUNDS.into_iter().filter(|key| norms.iter().any(|norm| norm.get(key).is_some())) {
                let whole = Node::scalar("100%", one.spot);
                let values: Vec<Node> =
                    norms.iter().map(|norm| norm.get(key).unwrap_or(&whole).clone()).collect();
                norm.put(&[key.to_owned()], mean(&values, one.spot)?);
            }
            norm
        }
    };
    // written when the predecessors came together, for a norm that said of no part whose it was
    let of_one = groups(&norm).first().map(|name| format!("({name})"));
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
    let is_of_one = |entry: &Entry| entry.key == "klantreis" && entry.node.text() == of_one.as_deref();
    norm.entries_mut()?.retain(|entry| entry.key != "groep" && entry.key != "gemeten" && !is_of_one(entry));
    norm.put(&["vanaf".to_owned()], Node::scalar(from, one.spot));
    Some(entry(&one.name, norm, one.spot))
}

/// The norm that asks most; `None` where one asks nothing that can be read.
fn strictest<'n>(norms: &[&'n Node]) -> Option<&'n Node> {
    let strictness = |norm: &Node| -> Option<(f64, f64)> {
        let number = |key: &str| {
            let node = norm.get(key)?;
            let span = parse::duration(node).ok().map(|length| length.maat());
            parse::share(node).ok().or(span).or_else(|| parse::number(node).ok())
        };
        let share = number("aandeel").unwrap_or(1.0);
        let most = number("binnen").or(number("hooguit")).map(|most| -most);
        most.or(number("minstens")).map(|bound| (bound, share))
    };
    let ranked: Option<Vec<((f64, f64), &Node)>> =
        norms.iter().map(|norm| Some((strictness(norm)?, *norm))).collect();
    ranked?
        .into_iter()
        .max_by(|a, b| a.0.0.total_cmp(&b.0.0).then(a.0.1.total_cmp(&b.0.1)))
        .map(|(_, best)| best)
}

/// Locations of others that a channel brings within reach of a kern which says nothing of how far that is.
pub fn out_of_reach(tree: &Node, all: &[Together], sources: &Sources, findings: &mut Findings) {
    let villages = tree.get("kernen").map_or(&[][..], Node::entries);
    for one in all.iter().filter(|one| one.block == "kanalen") {
        for location in union(one.members.iter().map(|name| list_of(tree, "kanalen", name, "locaties"))) {
            let is_silent = |kern: &&Entry| {
                kern.node.get("reistijd").is_some_and(|travel| travel.get(&location).is_none())
            };
            let silent: Vec<&str> = villages.iter().filter(is_silent).map(|kern| kern.key.as_str()).collect();
            let Some(first) = silent.first() else { continue };
            let message = format!(
                "hoe ver het is naar `{location}` is niet bekend uit {}: daarvandaan gaat niemand erheen",
                parse::listed(&silent)
            );
            let problem = Problem::new(one.spot, message).hint(format!(
                "schrijf in het plan `kernen: {{ {first}: {{ reistijd: {{ {location}: 15 min }} }} }}`"
            ));
            let at = Path(["fusie", "samenvoegen", "kanalen", &one.name].map(str::to_owned).to_vec());
            findings.warn(sources, at, problem);
        }
    }
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
