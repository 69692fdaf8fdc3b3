//! Paths of measures: `teams.*.nawerk`, `klantreizen.(afval).vraag.aantal` (G3).

use crate::diagnostic::Path;
use crate::scenario::fields::{Field, GEDRAG, KLANTREIS, Kind, Names, PASSEND, QUEUED};
use crate::scenario::parse::{Problem, SPREAD_KEYS, listed, nearest, short};
use crate::scenario::scope::{self, Scope, is_passed_on};
use crate::scenario::source::Spot;
use crate::scenario::tree::{Node, Value};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// A new value.
    Zet,
    /// A change from the value that then holds.
    Wijzig,
}

/// One value that a path means.
#[derive(Clone, Debug)]
pub struct Target {
    pub path: Path,
    /// The path of the part it stands in.
    pub part: Path,
    pub field: &'static Field,
    /// The key below the field: a parameter of a spread, a next step, a location, an hour.
    pub below: Option<String>,
}

impl Target {
    /// The path of the whole that this share is a part of, and its name there.
    pub fn whole(&self) -> Option<(Path, String)> {
        match (self.field.kind, &self.below) {
            (Kind::Routes | Kind::Outcomes, Some(name)) => {
                Some((self.part.key(self.field.key), name.clone()))
            }
            (Kind::Shares(_), Some(name)) if self.field.key == "kanaalvoorkeur" => {
                Some((self.part.key(self.field.key), name.clone()))
            }
            (Kind::Share, None) if self.field.key == "aandeel" && self.part.0[0] == "doelgroepen" => {
                Some((Path(vec!["doelgroepen".to_owned()]), self.part.0[1].clone()))
            }
            _ => None,
        }
    }
}

/// Every value that a path means; none is a problem.
pub fn expand(root: &Scope<'_>, pattern: &str, verb: Verb, spot: Spot) -> Result<Vec<Target>, Problem> {
    let segments: Vec<&str> = pattern.split('.').map(str::trim).collect();
    if segments.iter().any(|segment| segment.is_empty()) || segments.len() > 12 {
        let problem = Problem::new(spot, format!("{} is geen pad", short(pattern)));
        return Err(problem.hint("schrijf bijvoorbeeld `teams.kcc.inzetbaarheid`"));
    }
    let mut search = Search { root, verb, spot, targets: Vec::new(), miss: None };
    search.part(root, &segments, false)?;
    if !search.targets.is_empty() {
        return Ok(search.targets);
    }
    Err(search.miss.unwrap_or_else(|| {
        Problem::new(spot, format!("het pad {} past nergens op", short(pattern)))
            .hint("kijk of de namen bestaan en of de sleutel bij deze soort hoort")
    }))
}

/// Whether a concrete path is one that `pattern` means; used for sources of numbers.
pub fn matches(root: &Node, pattern: &str, path: &Path) -> bool {
    let segments: Vec<&str> = pattern.split('.').map(str::trim).collect();
    if segments.len() > path.0.len() {
        return false;
    }
    segments.iter().enumerate().all(|(depth, segment)| {
        let name = &path.0[depth];
        *segment == "*"
            || segment == name
            || group(segment).is_some_and(|group| {
                root.at(&path.0[..=depth]).is_some_and(|node| groups(node).contains(&group))
            })
    })
}

/// `(groep)` without its brackets.
pub fn group(segment: &str) -> Option<&str> {
    segment.strip_prefix('(')?.strip_suffix(')').map(str::trim)
}

/// The groups of a part.
pub fn groups(node: &Node) -> Vec<&str> {
    node.get("groep").map(|node| node.texts().into_iter().map(|(text, _)| text).collect()).unwrap_or_default()
}

struct Search<'s, 't> {
    root: &'s Scope<'t>,
    verb: Verb,
    spot: Spot,
    targets: Vec<Target>,
    /// The first thing that was not there.
    miss: Option<Problem>,
}

impl<'t> Search<'_, 't> {
    /// `is_wild`: a wildcard led here, so a key that does not apply is passed over.
    fn part(&mut self, scope: &Scope<'t>, segments: &[&str], is_wild: bool) -> Result<(), Problem> {
        let Some((key, rest)) = segments.split_first() else {
            return Err(
                self.problem(format!("`{}` is een heel blok", scope.path), "noem een sleutel daarbinnen")
            );
        };
        if *key == "*" && std::ptr::eq(scope.part, &PASSEND) {
            return PASSEND.fields.iter().try_for_each(|field| self.leaf(scope, field, rest));
        }
        let field = self.field(scope, key)?;
        if !field.applies_to(scope.kind) {
            self.not_for(scope, field);
            return Ok(());
        }
        if self.verb == Verb::Wijzig && is_passed_on(scope.part, field) && !is_written(scope, segments) {
            return self.inner(scope, segments);
        }
        match field.kind {
            Kind::Parts(_) => self.names(scope, field, rest, is_wild),
            Kind::Part(_) | Kind::OptionalPart(_) if !rest.is_empty() => {
                if !is_there(scope, field) {
                    let message = format!("`{}.{key}` staat uit", scope.path);
                    self.miss(
                        message,
                        "een maatregel verandert alleen wat er is; schrijf het blok eerst in het scenario",
                    );
                    return Ok(());
                }
                let child = scope::at(self.root, &scope.path.key(*key).0).unwrap_or_else(|| scope.child(key));
                let child = Scope { outer: scope.child(key).outer, ..child };
                self.part(&child, rest, is_wild)
            }
            Kind::Part(_) => Err(self
                .problem(format!("`{}.{key}` is een heel blok", scope.path), "noem een sleutel daarbinnen")),
            Kind::Mark => Err(self.problem(
                "een maatregel verandert niet wat voor stap het is",
                "de vorm van een klantreis ligt vast",
            )),
            Kind::Sources | Kind::Changes | Kind::File => Err(self.problem(
                format!("`{key}` kan een maatregel niet veranderen"),
                "een maatregel verandert getallen, tabellen en tijden",
            )),
            _ => self.leaf(scope, field, rest),
        }
    }

    fn field(&self, scope: &Scope<'t>, key: &str) -> Result<&'static Field, Problem> {
        if scope.path.0.is_empty() && matches!(key, "maatregelen" | "bronnen" | "bouwt-voort-op") {
            return Err(self.problem(
                format!("`{key}` kan een maatregel niet veranderen"),
                "een maatregel verandert getallen, tabellen en tijden",
            ));
        }
        let Some(field) = scope.part.field(key) else {
            let known = scope.part.fields.iter().filter(|field| !field.is_later).map(|field| field.key);
            let message = format!("{} is geen sleutel van {}", short(key), scope.part.name);
            let hint = match nearest(key, known) {
                Some(meant) => format!("bedoelt u `{meant}`?"),
                None if key == "*" => "`*` staat voor een naam, niet voor een sleutel".to_owned(),
                None => "kijk met `klantreis toon` welke paden er zijn".to_owned(),
            };
            return Err(self.problem(message, hint));
        };
        if field.is_later {
            return Err(self.problem(format!("`{key}` wordt nog niet ondersteund"), "haal deze regel weg"));
        }
        Ok(field)
    }

    fn names(
        &mut self,
        scope: &Scope<'t>,
        field: &'static Field,
        rest: &[&str],
        is_wild: bool,
    ) -> Result<(), Problem> {
        let Some((name, after)) = rest.split_first() else {
            let message = format!("`{}` is een heel blok", scope.path.key(field.key));
            return Err(self.problem(message, "noem een naam en een sleutel daarbinnen"));
        };
        if after.is_empty() {
            let message = format!("`{}` is een heel deel", scope.path.key(field.key).key(*name));
            return Err(self.problem(message, "noem een sleutel daarbinnen; een maatregel voegt niets toe"));
        }
        let children = scope.children(field.key);
        let is_selector = *name == "*" || group(name).is_some();
        let chosen = |child: &(String, Scope<'t>)| match group(name) {
            Some(group) => child.1.node.is_some_and(|node| groups(node).contains(&group)),
            None => *name == "*" || child.0 == *name,
        };
        let known: Vec<String> = children.iter().map(|(name, _)| name.clone()).collect();
        let mut any = false;
        for (_, child) in children.into_iter().filter(chosen) {
            any = true;
            let child = scope::placed(self.root, scope, child);
            self.part(&child, after, is_wild || is_selector)?;
        }
        if !any {
            self.no_name(scope, field, name, &known);
        }
        Ok(())
    }

    fn no_name(&mut self, scope: &Scope<'t>, field: &Field, name: &str, known: &[String]) {
        let block = scope.path.key(field.key);
        if let Some(group) = group(name) {
            return self.miss(
                format!("niets in `{block}` heeft de groep {}", short(group)),
                "geef delen die groep met `groep: naam`",
            );
        }
        if name == "*" {
            return self
                .miss(format!("in `{block}` staat niets"), "een maatregel verandert alleen wat er is");
        }
        let hint = match nearest(name, known.iter().map(String::as_str)) {
            Some(meant) => format!("bedoelt u `{meant}`?"),
            None => format!("een maatregel voegt niets toe; de namen zijn {}", known.join(", ")),
        };
        self.miss(format!("{} staat niet in `{block}`", short(name)), hint);
    }

    fn leaf(&mut self, scope: &Scope<'t>, field: &'static Field, rest: &[&str]) -> Result<(), Problem> {
        let target = |below: Option<&str>| {
            let path = scope.path.key(field.key);
            let path = below.map_or(path.clone(), |below| path.key(below));
            Target { path, part: scope.path.clone(), field, below: below.map(str::to_owned) }
        };
        let (below, after) = match rest.split_first() {
            None => {
                self.targets.push(target(None));
                return Ok(());
            }
            Some((below, after)) => (*below, after),
        };
        let keys = below_keys(self.root, scope, field);
        if !after.is_empty() || keys.is_none() {
            let message = format!("onder `{}` staat niets meer", scope.path.key(field.key));
            return Err(self.problem(message, "kort het pad in"));
        }
        let keys = keys.unwrap_or_default();
        let chosen: Vec<&String> = keys.iter().filter(|key| below == "*" || *key == below).collect();
        if chosen.is_empty() {
            let path = scope.path.key(field.key);
            let hint = match nearest(below, keys.iter().map(String::as_str)) {
                Some(meant) => format!("bedoelt u `{meant}`?"),
                None if matches!(field.kind, Kind::Routes) => {
                    format!("noem de stap eerst in het scenario: `daarna: {{ {below}: 0%, … }}`")
                }
                None => {
                    format!("daar staat {}", listed(&keys.iter().map(String::as_str).collect::<Vec<_>>()))
                }
            };
            self.miss(format!("{} staat niet in `{path}`", short(below)), hint);
        }
        for key in chosen {
            self.targets.push(target(Some(key)));
        }
        Ok(())
    }

    /// A change of what stands nowhere lands on the inner places that take it from there.
    fn inner(&mut self, scope: &Scope<'t>, segments: &[&str]) -> Result<(), Problem> {
        let is_journey = std::ptr::eq(scope.part, &KLANTREIS);
        let children = if is_journey { scope.children("stappen") } else { self.root.children("kanalen") };
        for (_, child) in children {
            let child = if is_journey {
                scope::step(self.root, scope, child)
            } else {
                scope::with_behaviour(self.root, child)
            };
            if !QUEUED.contains(&child.sort) || is_written(&child, segments) {
                continue;
            }
            self.part(&child, segments, true)?;
        }
        if self.targets.is_empty() && self.miss.is_none() {
            self.miss(
                format!("`{}.{}` geldt nergens", scope.path, segments.join(".")),
                "geen kanaal met een wachtrij neemt dit over",
            );
        }
        Ok(())
    }

    fn not_for(&mut self, scope: &Scope<'t>, field: &Field) {
        let message = format!("`{}` geldt niet voor `{}`", field.key, scope.path);
        self.miss(message, format!("de sleutel geldt voor {}", listed(field.only)));
    }

    fn miss(&mut self, message: impl Into<String>, hint: impl Into<String>) {
        let problem = self.problem(message, hint);
        self.miss.get_or_insert(problem);
    }

    fn problem(&self, message: impl Into<String>, hint: impl Into<String>) -> Problem {
        Problem::new(self.spot, message).hint(hint)
    }
}

/// Whether the value at these keys of a part is written there.
fn is_written(scope: &Scope<'_>, segments: &[&str]) -> bool {
    let path: Vec<String> = segments.iter().map(|segment| (*segment).to_owned()).collect();
    // a parameter of a spread is written when the spread is
    let behind = |length: usize| scope.node.and_then(|node| node.at(&path[..length]));
    behind(path.len()).is_some_and(|node| !node.is_empty())
        || (path.len() > 1 && behind(path.len() - 1).is_some_and(|node| node.text().is_some()))
}

/// Whether a block is in force: optional ones may be off.
fn is_there(scope: &Scope<'_>, field: &Field) -> bool {
    match (field.kind, field.key) {
        (Kind::OptionalPart(_), "probeert-opnieuw") => {
            let is_outer = std::ptr::eq(scope.part, &GEDRAG) || std::ptr::eq(scope.part, &KLANTREIS);
            is_outer || scope::tries_again(scope).0
        }
        (Kind::OptionalPart(_), _) => match scope.find(field.key) {
            Some(found) => !scope::is_off(&found.node),
            None => false,
        },
        _ => true,
    }
}

fn declared(root: &Scope<'_>, names: Names) -> Vec<String> {
    let block = root.node.and_then(|node| node.get(names.block()));
    block.map_or(&[][..], Node::entries).iter().map(|entry| entry.key.clone()).collect()
}

/// The keys that may stand below a field in a path; `None` if none ever do.
fn below_keys(root: &Scope<'_>, scope: &Scope<'_>, field: &Field) -> Option<Vec<String>> {
    let written = scope.find(field.key);
    let own = || -> Vec<String> {
        let node = written.as_ref().map(|found| found.node.as_ref());
        node.map_or(&[][..], Node::entries).iter().map(|entry| entry.key.clone()).collect()
    };
    match field.kind {
        Kind::Spread(_) => Some(SPREAD_KEYS.iter().map(|key| (*key).to_owned()).collect()),
        Kind::Routes => match &written.as_ref()?.node.value {
            Value::Scalar { text, .. } => Some(vec![text.clone()]),
            _ => Some(own()),
        },
        Kind::Shares(blocks) => Some(blocks.iter().flat_map(|names| declared(root, *names)).collect()),
        Kind::Means(names) => Some(declared(root, names)),
        Kind::Travel | Kind::Volume | Kind::Pattern(_) | Kind::Outcomes => Some(own()),
        _ => None,
    }
}
