//! Who lives where in a merger: kernen keep their names, doelgroepen that are the same everywhere are shared.

use super::names::{Renaming, suffixed};
use super::predecessor::Predecessor;
use crate::scenario::save;
use crate::scenario::source::Spot;
use crate::scenario::tree::{Entry, Node, Value};

/// The one doelgroep of a scenario that names none.
const EVERYBODY: &str = "iedereen";

/// Blocks that all predecessors share: the doelgroepen, if they are the same everywhere and no measure changes them.
pub fn shared(all: &[Predecessor]) -> Vec<&'static str> {
    let written = |one: &Predecessor| one.tree.get("doelgroepen").map(save::inline);
    let Some(first) = all.first() else { return Vec::new() };
    let are_same = all.iter().all(|one| written(one) == written(first));
    let names_channels = |one: &Predecessor| {
        let groups = one.tree.get("doelgroepen").map_or(&[][..], Node::entries);
        groups.iter().any(|group| group.node.get("kanaalvoorkeur").is_some())
    };
    let changes = |one: &Predecessor| {
        let measures = one.tree.get("maatregelen").map_or(&[][..], Node::entries).iter();
        let blocks = measures.flat_map(|measure| ["zet", "wijzig"].map(|verb| measure.node.get(verb)));
        let mut paths = blocks.flatten().flat_map(Node::entries);
        paths.any(|entry| entry.key.starts_with("doelgroepen."))
    };
    if are_same && !all.iter().any(|one| names_channels(one) || changes(one)) {
        vec!["doelgroepen"]
    } else {
        Vec::new()
    }
}

/// Whether the name of a kern means one place only.
pub fn is_one_place(all: &[Predecessor], name: &str) -> bool {
    all.iter().filter(|one| one.tree.at(&["kernen".to_owned(), name.to_owned()]).is_some()).count() == 1
}

/// The kern of all inhabitants of a predecessor that names none, as near to all its locations.
pub fn only_village(one: &Predecessor, renaming: &Renaming) -> Entry {
    let spot = one.tree.entry("inwoners").map_or(one.spot, |entry| entry.spot);
    let inhabitants = one.tree.get("inwoners").cloned().unwrap_or(Node::scalar("0", spot));
    let here = |name: &String| entry(name, Node::scalar("0 min", spot), spot);
    let travel: Vec<Entry> = renaming.new_names("locaties").map(here).collect();
    let mut keys = vec![entry("inwoners", inhabitants, spot)];
    if !travel.is_empty() {
        keys.push(entry("reistijd", Node::map(travel, spot), spot));
    }
    keys.push(entry("groep", list([one.name.as_str()], spot), spot));
    entry(&one.name, Node::map(keys, spot), spot)
}

/// The doelgroep of everybody of a predecessor that names none, where others do.
pub fn only_segment(one: &Predecessor) -> Entry {
    let spot = one.spot;
    let keys = vec![
        entry("aandeel", Node::scalar("100%", spot), spot),
        entry("stroomnaam", Node::scalar(format!("{}/{EVERYBODY}", one.root), spot), spot),
        entry("groep", list([one.name.as_str(), EVERYBODY], spot), spot),
    ];
    entry(&suffixed(EVERYBODY, &one.name), Node::map(keys, spot), spot)
}

pub fn entry(key: &str, node: Node, spot: Spot) -> Entry {
    Entry { key: key.to_owned(), spot, node }
}

pub fn list<'s>(texts: impl IntoIterator<Item = &'s str>, spot: Spot) -> Node {
    Node { spot, value: Value::List(texts.into_iter().map(|text| Node::scalar(text, spot)).collect()) }
}
