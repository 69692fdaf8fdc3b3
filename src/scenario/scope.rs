//! Where a value comes from: written in its part, in the nearest outer part (G9), or the default of the table.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;

use super::fields::{
    DOELGROEP, Default, Field, GEDRAG, KANAAL, KLANTREIS, Kind, METING, Part, SCENARIO, STAP, TEVREDENHEID, VRAAG,
};
use super::source::Spot;
use super::stroomnaam;
use super::tree::Node;
use crate::diagnostic::Path;

/// One part of a scenario in its surroundings.
#[derive(Clone, Debug)]
pub struct Scope<'t> {
    pub path: Path,
    pub part: &'static Part,
    pub node: Option<&'t Node>,
    /// Outer places that may hold the same keys, nearest first.
    pub outer: Vec<Scope<'t>>,
    /// Kind of channel or of figure, or name of the part, that its defaults depend on; empty where it does not matter.
    pub sort: &'t str,
    /// Kind of step, channel or figure, by which a key applies or not.
    pub kind: &'t str,
}

/// An effective value.
#[derive(Clone, Debug)]
pub struct Found<'t> {
    pub field: &'static Field,
    pub path: Path,
    pub node: Cow<'t, Node>,
    pub origin: Origin,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    Written(Spot),
    /// Written at this outer path.
    Inherited(Path, Spot),
    /// Of the table, with its source mark.
    Default(&'static str),
}

/// Every value that the reader used, in the order of reading.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    used: RefCell<Vec<Used>>,
    pub is_off: bool,
}

/// One value that was used.
#[derive(Clone, Debug)]
pub struct Used {
    pub path: Path,
    /// In the file's notation.
    pub value: String,
    pub origin: Origin,
    pub about: &'static str,
    /// Of the default.
    pub source: &'static str,
    pub unit: &'static str,
}

impl Ledger {
    /// One in which nothing is noted.
    pub fn off() -> Self {
        Self { used: RefCell::default(), is_off: true }
    }

    pub fn note(&self, used: Used) {
        self.used.borrow_mut().push(used);
    }

    /// What was used in several places stands there once.
    pub fn into_used(self) -> Vec<Used> {
        let mut seen = HashSet::new();
        let mut used = self.used.into_inner();
        used.retain(|used| seen.insert((used.path.clone(), used.value.clone())));
        used
    }
}

impl<'t> Scope<'t> {
    /// The whole file.
    pub fn root(tree: &'t Node) -> Self {
        Self { path: Path::root(), part: &SCENARIO, node: Some(tree), outer: Vec::new(), sort: "", kind: "" }
    }

    /// The block below `key`, with the same block of the outer places around it.
    pub fn child(&self, key: &str) -> Self {
        let part =
            self.part.field(key).and_then(|field| field.kind.part()).expect("the table holds this block");
        let outer =
            self.outer.iter().filter(|scope| scope.part.field(key).is_some()).map(|scope| scope.child(key));
        Self {
            path: self.path.key(key),
            part,
            node: self.node.and_then(|node| node.get(key)),
            outer: outer.collect(),
            sort: self.sort,
            kind: "",
        }
    }

    /// The named parts below `key`, in the order of the file.
    pub fn children(&self, key: &str) -> Vec<(String, Self)> {
        let block = self.child(key);
        let entries = block.node.map_or(&[][..], Node::entries);
        let named = |name: &str, node| Self {
            path: block.path.key(name),
            node: Some(node),
            outer: Vec::new(),
            sort: own_sort(block.part, name, node),
            ..block.clone()
        };
        entries.iter().map(|entry| (entry.key.clone(), named(&entry.key, &entry.node))).collect()
    }

    fn named(&self, key: &str, name: &str) -> Option<Self> {
        let block = self.child(key);
        let node = block.node?.get(name)?;
        let sort = own_sort(block.part, name, node);
        Some(Self { path: block.path.key(name), node: Some(node), outer: Vec::new(), sort, ..block })
    }

    /// The text written at `key`, if any.
    pub fn word(&self, key: &str) -> Option<&'t str> {
        self.node?.get(key)?.text()
    }

    pub fn is_written(&self, key: &str) -> bool {
        self.node.and_then(|node| node.get(key)).is_some_and(|node| !node.is_empty())
    }

    /// The place of this part, for what is missing in it.
    pub fn spot(&self) -> Spot {
        self.node.map(|node| node.spot).unwrap_or_default()
    }

    /// The effective value of `key`; `None` where nothing is written and the table has no default.
    pub fn find(&self, key: &str) -> Option<Found<'t>> {
        let field =
            self.part.field(key).unwrap_or_else(|| panic!("the table has `{key}` in {}", self.part.name));
        let path = self.path.key(key);
        if let Some(node) = self.written(key) {
            return Some(Found {
                field,
                path,
                node: Cow::Borrowed(node),
                origin: Origin::Written(node.spot),
            });
        }
        for outer in self.outer.iter().filter(|_| !field.also.is_empty()) {
            if let Some(node) = outer.written(key) {
                let origin = Origin::Inherited(outer.path.key(key), node.spot);
                return Some(Found { field, path, node: Cow::Borrowed(node), origin });
            }
        }
        if let Some((text, mark)) = field.default_for(self.sort) {
            let node = Cow::Owned(Node::scalar(text, self.spot()));
            return Some(Found { field, path, node, origin: Origin::Default(mark) });
        }
        // the default stands at the nearest outer place that has one
        self.outer.iter().filter(|_| !field.also.is_empty()).find_map(|outer| {
            let field = outer.part.field(key)?;
            let (text, mark) = field.default_for(outer.sort)?;
            let node = Cow::Owned(Node::scalar(text, outer.spot()));
            Some(Found { field, path: outer.path.key(key), node, origin: Origin::Default(mark) })
        })
    }

    fn written(&self, key: &str) -> Option<&'t Node> {
        self.node?.get(key).filter(|node| !node.is_empty())
    }
}

/// A channel, with `gedrag` around it.
pub fn channel<'t>(root: &Scope<'t>, name: &str) -> Option<Scope<'t>> {
    root.named("kanalen", name).map(|scope| with_behaviour(root, scope))
}

/// A channel that was found by its name, with `gedrag` around it.
pub fn with_behaviour<'t>(root: &Scope<'t>, scope: Scope<'t>) -> Scope<'t> {
    let sort = scope.word("soort").unwrap_or("");
    Scope { outer: vec![root.child("gedrag")], sort, kind: sort, ..scope }
}

/// A journey, with the channel of its first contact, `gedrag` and `kanaalsturing` around it.
pub fn journey<'t>(root: &Scope<'t>, scope: Scope<'t>) -> Scope<'t> {
    let steps = scope.node.and_then(|node| node.get("stappen")).map_or(&[][..], Node::entries);
    let first = steps.iter().find_map(|step| step.node.get("contact")?.text());
    let channel = first.and_then(|name| channel(root, name));
    journey_over(root, scope, channel)
}

/// A journey, with this channel, `gedrag` and `kanaalsturing` around it.
pub fn journey_over<'t>(root: &Scope<'t>, scope: Scope<'t>, channel: Option<Scope<'t>>) -> Scope<'t> {
    let outer = [channel, Some(root.child("gedrag")), Some(root.child("kanaalsturing"))];
    Scope { outer: outer.into_iter().flatten().map(alone).collect(), ..scope }
}

/// A measured figure: its defaults go by what was measured.
pub fn measured(scope: Scope<'_>) -> Scope<'_> {
    let meet = scope.word("meet").unwrap_or("");
    Scope { sort: meet, kind: meet, ..scope }
}

/// A step, with its journey, its channel and `gedrag` around it.
pub fn step<'t>(root: &Scope<'t>, journey: &Scope<'t>, step: Scope<'t>) -> Scope<'t> {
    let channel = step.word("contact").and_then(|name| channel(root, name));
    step_over(root, journey, step, channel)
}

/// A step, with its journey, this channel and `gedrag` around it.
pub fn step_over<'t>(
    root: &Scope<'t>,
    journey: &Scope<'t>,
    step: Scope<'t>,
    channel: Option<Scope<'t>>,
) -> Scope<'t> {
    let kind = step.node.map_or("", step_kind);
    let sort = channel.as_ref().map_or("", |channel| channel.sort);
    let outer = [Some(journey.clone()), channel, Some(root.child("gedrag"))];
    Scope { kind, sort, outer: outer.into_iter().flatten().map(alone).collect(), ..step }
}

/// An outer place is asked for what stands there, not for what is around it.
fn alone(scope: Scope<'_>) -> Scope<'_> {
    Scope { outer: Vec::new(), ..scope }
}

/// Names of journeys and segments that have defaults of their own.
const NAMED: &[&str] =
    &["mor", "klacht", "ondernemer", "maatschappelijke-organisatie", "kwetsbaar", "niet-digitaal"];

/// The name of a journey or segment, or the one that it had, if defaults depend on it.
fn own_sort(part: &'static Part, name: &str, node: &Node) -> &'static str {
    let name = stroomnaam::written(node).map_or(name, |(_, own)| own);
    let has_own = std::ptr::eq(part, &KLANTREIS) || std::ptr::eq(part, &DOELGROEP);
    NAMED.iter().copied().find(|known| has_own && *known == name).unwrap_or("")
}

/// Keys that mark the kind of a step.
pub const STEP_KINDS: &[&str] =
    &["contact", "werk", "bericht", "wacht", "wacht-op-klant", "wacht-op-partner", "einde"];

/// The kind of a step by the first key that marks one; empty if none does.
pub fn step_kind(node: &Node) -> &'static str {
    STEP_KINDS.iter().copied().find(|mark| node.get(mark).is_some()).unwrap_or("")
}

/// The demand of a journey: its defaults go by the kind of the first contact's channel.
pub fn demand<'t>(root: &Scope<'t>, journey: &Scope<'t>) -> Scope<'t> {
    let steps = journey.node.and_then(|node| node.get("stappen")).map_or(&[][..], Node::entries);
    let first = steps.iter().find_map(|step| step.node.get("contact")?.text());
    let sort = match first {
        // most would call
        Some(PASSEND) => "gesprek",
        _ => first.and_then(|name| root.node?.get("kanalen")?.get(name)?.get("soort")?.text()).unwrap_or(""),
    };
    Scope { sort, ..journey.child("vraag") }
}

/// How customers judge: what the way of measuring makes of marks goes by that way.
pub fn satisfaction<'t>(root: &Scope<'t>) -> Scope<'t> {
    let scope = root.child("tevredenheid");
    let sort = scope.word("meetwijze").unwrap_or("");
    Scope { sort, ..scope }
}

/// The part at `path` in its surroundings, for a path without wildcards; `None` where the table has no part.
pub fn at<'t>(root: &Scope<'t>, path: &[String]) -> Option<Scope<'t>> {
    let mut scope = root.clone();
    let mut rest = path;
    while let Some((key, after)) = rest.split_first() {
        let field = scope.part.field(key)?;
        match field.kind {
            Kind::Parts(_) => {
                let (name, after) = after.split_first()?;
                let inner = scope.named(key, name)?;
                scope = placed(root, &scope, inner);
                rest = after;
            }
            Kind::Part(part) | Kind::OptionalPart(part) => {
                let is = |known: &'static Part| std::ptr::eq(part, known);
                scope = if is(&VRAAG) {
                    demand(root, &scope)
                } else if is(&TEVREDENHEID) {
                    satisfaction(root)
                } else {
                    scope.child(key)
                };
                rest = after;
            }
            _ => return None,
        }
    }
    Some(scope)
}

/// A named part with what surrounds a part of its sort.
pub fn placed<'t>(root: &Scope<'t>, parent: &Scope<'t>, scope: Scope<'t>) -> Scope<'t> {
    let is = |part: &'static Part| std::ptr::eq(scope.part, part);
    if is(&KANAAL) {
        with_behaviour(root, scope)
    } else if is(&KLANTREIS) {
        journey(root, scope)
    } else if is(&STAP) {
        step(root, parent, scope)
    } else if is(&METING) {
        measured(scope)
    } else {
        scope
    }
}

/// Whether a key of this part takes its unwritten value from inner places, so that a change lands there.
pub fn is_passed_on(part: &'static Part, field: &Field) -> bool {
    (std::ptr::eq(part, &GEDRAG) || std::ptr::eq(part, &KLANTREIS)) && is_behaviour(field.key)
}

/// Keys that G9 passes on from outer places while their default goes by the kind of channel.
fn is_behaviour(key: &str) -> bool {
    GEDRAG.field(key).is_some_and(|field| matches!(field.default, Default::BySort(_)))
}

/// Whether an optional block is written off.
pub fn is_off(node: &Node) -> bool {
    matches!(node.text(), Some("nee" | "geen"))
}

/// Instead of a channel: the one that fits.
pub const PASSEND: &str = "passend";

/// Whether a part must hold this key.
pub fn is_required(field: &Field) -> bool {
    matches!(field.default, Default::Required)
}

/// Whether customers of this step or channel who give up try again, and where that stands: the nearest place that says
/// anything decides.
pub fn tries_again(scope: &Scope<'_>) -> (bool, Origin) {
    let places = std::iter::once(scope).chain(&scope.outer);
    let mut written = places.filter_map(|place| {
        let node = place.node?.get("probeert-opnieuw")?;
        (!node.is_empty()).then_some((place, node))
    });
    let Some((place, node)) = written.next() else { return (scope.sort == "gesprek", Origin::Default("A*")) };
    let origin = if place.path == scope.path {
        Origin::Written(node.spot)
    } else {
        Origin::Inherited(place.path.key("probeert-opnieuw"), node.spot)
    };
    (!is_off(node), origin)
}
