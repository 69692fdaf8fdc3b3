//! Where parts that predecessors have in common go on to differ, because the plan decides nothing.

use std::collections::BTreeSet;

use super::predecessor::Predecessor;
use super::together::Together;
use crate::diagnostic::Path;
use crate::scenario::findings::Findings;
use crate::scenario::parse::{Problem, short};
use crate::scenario::patch::matches;
use crate::scenario::save;
use crate::scenario::scope::{self, Scope};
use crate::scenario::source::{Sources, Spot};
use crate::scenario::tree::{Entry, Node};

/// Blocks of parts that a merger has to decide on, and what one of each is called.
const BLOCKS: [(&str, &str); 4] =
    [("kanalen", "kanaal"), ("teams", "team"), ("klantreizen", "klantreis"), ("normen", "norm")];
/// What is of each by nature: its name and words, people, places, customers and rooms.
const OWN: [&str; 19] = [
    "groep",
    "stroomnaam",
    "toelichting",
    "uit",
    "bestand",
    "kern",
    "doelgroep",
    "locaties",
    "locatie",
    "lijnen",
    "doet",
    "kent",
    "diensten",
    "werkgebied",
    "inwerken",
    "vraag",
    "kanaal",
    "team",
    "gemeten",
];
/// Values that one finding names.
const NAMED: usize = 3;
/// Says of a path that everybody keeps his own.
pub const EACH_OWN: &str = "eigen";

/// One part as each predecessor has it.
struct Shared<'a> {
    name: &'a str,
    /// Whose it is, and what he calls it.
    members: Vec<(usize, &'a str)>,
    is_together: bool,
}

/// Warns of every part that stays different, with the places and what can be done.
pub fn warn(
    plan: &Node,
    tree: &Node,
    all: &[Predecessor],
    together: &[Together],
    sources: &Sources,
    findings: &mut Findings,
) {
    let decisions =
        plan.get("fusie").and_then(|block| block.get("conflicten")).map_or(&[][..], Node::entries);
    let mut used = vec![false; decisions.len()];
    for (block, singular) in BLOCKS {
        for part in shared(block, all, together) {
            let nodes: Vec<Option<&Node>> =
                part.members.iter().map(|(index, name)| all[*index].tree.get(block)?.get(name)).collect();
            let mut paths = Vec::new();
            differing(block, &part, all, &nodes, &mut Vec::new(), &mut paths);
            paths.retain(|path| {
                let whole = format!("{block}.{}.{}", part.name, path.join("."));
                let decides = |entry: &Entry| {
                    let key = entry.key.trim();
                    let is_above = whole.starts_with(&format!("{key}.")) && is_own(entry);
                    key == whole || is_above
                };
                let decided = decisions.iter().position(decides);
                decided.into_iter().for_each(|index| used[index] = true);
                decided.is_none() && !is_set(plan, tree, block, &part, all, path)
            });
            if !paths.is_empty() {
                let problem = problem(block, singular, &part, all, &paths, sources);
                findings.warn(sources, Path(vec![block.to_owned(), part.name.to_owned()]), problem);
            }
        }
    }
    for (entry, _) in decisions.iter().zip(used).filter(|(entry, used)| is_own(entry) && !used) {
        let problem = Problem::new(entry.spot, format!("bij {} verschilt niets", short(&entry.key)))
            .hint("haal het weg, of noem een deel dat bij de voorgangers verschilt");
        findings.warn(
            sources,
            Path(["fusie", "conflicten", &entry.key].map(str::to_owned).to_vec()),
            problem,
        );
    }
}

/// Whether a decision is that everybody keeps his own.
pub fn is_own(decision: &Entry) -> bool {
    decision.node.text() == Some(EACH_OWN)
}

/// What is brought together, then what several call the same. Norms that are brought together become one in time.
fn shared<'a>(block: &str, all: &'a [Predecessor], together: &'a [Together]) -> Vec<Shared<'a>> {
    let of_block = || together.iter().filter(|one| one.block == block);
    let is_brought = |index: usize, name: &str| {
        of_block().any(|one| one.origins.iter().any(|(of, own)| *of == index && own == name))
    };
    let brought = of_block().filter(|_| block != "normen").map(|one| Shared {
        name: &one.name,
        members: one.origins.iter().map(|(index, name)| (*index, name.as_str())).collect(),
        is_together: true,
    });
    let mut found: Vec<Shared> = brought.collect();
    let names = all.iter().flat_map(|one| one.tree.get(block).map_or(&[][..], Node::entries));
    let names: BTreeSet<&str> = names.map(|entry| entry.key.as_str()).collect();
    for name in names {
        let has = |index: &usize| {
            all[*index].tree.get(block).is_some_and(|parts| parts.get(name).is_some())
                && !is_brought(*index, name)
        };
        let members: Vec<(usize, &str)> = (0..all.len()).filter(has).map(|index| (index, name)).collect();
        found.push(Shared { name, members, is_together: false });
    }
    found.retain(|part| part.members.len() > 1);
    found
}

/// Adds the paths within a part at which its members differ; what one does not write is what holds for him.
fn differing(
    block: &str,
    part: &Shared,
    all: &[Predecessor],
    nodes: &[Option<&Node>],
    path: &mut Vec<String>,
    found: &mut Vec<Vec<String>>,
) {
    let are_maps = nodes.iter().all(|node| node.is_some_and(|node| !node.entries().is_empty()));
    if are_maps {
        let entries = nodes.iter().flatten().flat_map(|node| node.entries());
        let mut keys: Vec<&str> = Vec::new();
        for entry in entries.filter(|entry| !path.is_empty() || !OWN.contains(&entry.key.as_str())) {
            if !keys.contains(&entry.key.as_str()) {
                keys.push(&entry.key);
            }
        }
        for key in keys {
            let below: Vec<Option<&Node>> =
                nodes.iter().map(|node| node.and_then(|node| node.get(key))).collect();
            path.push(key.to_owned());
            differing(block, part, all, &below, path, found);
            path.pop();
        }
        return;
    }
    let values: Vec<String> = part
        .members
        .iter()
        .zip(nodes)
        .map(|((index, name), node)| value(block, name, &all[*index], *node, path).0)
        .collect();
    if values.iter().any(|value| *value != values[0]) {
        found.push(path.clone());
    }
}

/// What holds at a path for one predecessor, and where that stands.
fn value(
    block: &str,
    name: &str,
    one: &Predecessor,
    node: Option<&Node>,
    path: &[String],
) -> (String, Option<Spot>) {
    if let Some(node) = node.filter(|node| !node.is_empty()) {
        return (save::inline(node), Some(node.spot));
    }
    let whole: Vec<String> =
        [block, name].into_iter().map(str::to_owned).chain(path.iter().cloned()).collect();
    let found = whole.split_last().and_then(|(key, above)| {
        let scope = scope::at(&Scope::root(&one.tree), above)?;
        scope.find(key).map(|found| save::inline(&found.node))
    });
    (found.unwrap_or_else(|| "niets".to_owned()), None)
}

/// Whether the plan writes a value for one of them, or a measure of it sets all alike.
fn is_set(
    plan: &Node,
    tree: &Node,
    block: &str,
    part: &Shared,
    all: &[Predecessor],
    path: &[String],
) -> bool {
    let measures = plan.get("maatregelen").map_or(&[][..], Node::entries).iter();
    let lines = measures.filter_map(|measure| measure.node.get("zet")).flat_map(Node::entries);
    let patterns: Vec<&str> = lines.map(|line| line.key.as_str()).collect();
    let merged = |(index, name): &(usize, &str)| {
        let own = super::names::suffixed(name, &all[*index].name);
        let above = [block.to_owned(), own].into_iter();
        Path(above.chain(path.iter().cloned()).collect())
    };
    let is_written = |path: &Path| plan.at(&path.0).is_some();
    let is_matched = |path: &Path| patterns.iter().any(|pattern| matches(tree, pattern, path));
    let paths: Vec<Path> = part.members.iter().map(merged).collect();
    paths.iter().any(is_written) || paths.iter().all(is_matched)
}

fn problem(
    block: &str,
    singular: &str,
    part: &Shared,
    all: &[Predecessor],
    paths: &[Vec<String>],
    sources: &Sources,
) -> Problem {
    let mut first = None;
    let mut told = |path: &Vec<String>| {
        let each = part.members.iter().map(|(index, name)| {
            let node = all[*index].tree.get(block).and_then(|parts| parts.get(name)?.at(path));
            let (value, spot) = value(block, name, &all[*index], node, path);
            first = first.or(spot);
            match spot {
                Some(spot) => format!("{} ({})", short(&value), sources.line(spot)),
                None => format!("{} (bij {})", short(&value), all[*index].name),
            }
        });
        let each: Vec<String> = each.collect();
        format!("`{}` is {}", path.join("."), each.join(", "))
    };
    let named: Vec<String> = paths.iter().take(NAMED).map(&mut told).collect();
    let more = match paths.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; en nog {more}"),
    };
    let message = format!("{singular} `{}` blijft verschillen: {}{more}", part.name, named.join("; "));
    let path = format!("{block}.{}.{}", part.name, paths[0].join("."));
    let own = format!("`conflicten: {{ {block}.{}: {EACH_OWN} }}`", part.name);
    let names: Vec<String> =
        part.members.iter().map(|(index, name)| format!("{}.{name}", all[*index].name)).collect();
    let names = names.join(", ");
    let hint = match (part.is_together, block) {
        (true, _) => {
            format!(
                "kies in het plan `conflicten: {{ {path}: van {} }}`, of {own} als elk het eigen houdt",
                all[part.members[0].0].name
            )
        }
        (false, "normen") => format!(
            "maak er één norm van met `samenvoegen: {{ normen: {{ {}: [{}] }} }}`, of schrijf {own} als elk de eigen houdt",
            part.name, names
        ),
        (false, _) => format!(
            "maak er één van met `samenvoegen: {{ {block}: {{ {}: [{names}] }} }}` en kies onder `conflicten`, of schrijf {own} als elk het eigen houdt",
            part.name
        ),
    };
    Problem::new(first.unwrap_or(all[part.members[0].0].spot), message).hint(hint)
}
