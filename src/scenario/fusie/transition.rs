//! `overgang`: what a merger brings with it, as measures that could have been written by hand.
//!
//! There is no dip here: only the mechanisms that may cause one, each with a number of its own (merger.md §5.2).

use super::people::{entry, list};
use super::together::{self, Choice, Pooling, Together};
use crate::scenario::fields::OVERGANG;
use crate::scenario::parse;
use crate::scenario::patch::groups;
use crate::scenario::save;
use crate::scenario::scope::{Ledger, Scope, Used};
use crate::scenario::source::Spot;
use crate::scenario::tree::{Entry, Node, Value};

/// Whether a plan wants a transition.
pub fn is_on(plan: &Node) -> bool {
    let word = plan.get("fusie").and_then(|block| block.get("overgang")).and_then(Node::text);
    !matches!(word, Some("nee" | "geen"))
}

/// What the measures of the transition are in.
const GROUP: &str = "overgang";
pub const FRONT: &str = "frontoffice";
pub const BACK: &str = "backoffice";

/// The transition that a plan asks for.
struct Transition<'p> {
    scope: Scope<'p>,
    ledger: Ledger,
    plan: &'p Node,
    /// The merged scenario without its measures and without what the plan says beside them.
    tree: &'p Node,
    measures: Vec<Entry>,
    norms: Vec<Entry>,
    ended: Vec<(String, Node)>,
    incomparable: Vec<(String, Spot)>,
    unknown_subject: Option<(String, Spot)>,
    /// Of the plan, where it writes nothing.
    spot: Spot,
}

/// One row that is on.
struct Row<'p> {
    name: &'static str,
    scope: Scope<'p>,
    spot: Spot,
    about: String,
}

/// A line of a measure.
struct Line {
    verb: &'static str,
    path: String,
    value: Node,
}

fn set(path: impl Into<String>, value: Node) -> Line {
    Line { verb: "zet", path: path.into(), value }
}

/// What a plan brings: measures in the order of the table, norms that replace others, and every number that they lean on.
pub struct Brought {
    pub measures: Vec<Entry>,
    pub norms: Vec<Entry>,
    /// Norms that end, and their last day.
    pub ended: Vec<(String, Node)>,
    /// Norms for which there is no one norm, with the place of their name.
    pub incomparable: Vec<(String, Spot)>,
    /// A subject that no klantreis is about, with its place.
    pub unknown_subject: Option<(String, Spot)>,
    pub used: Vec<Used>,
}

/// `evened`: lines for parts that become the same.
pub fn brought<'p>(plan: &'p Node, tree: &'p Node, together: &[Together], evened: Vec<Entry>) -> Brought {
    let root = Scope::root(plan).child("fusie");
    let mut transition = Transition {
        spot: plan.entry("fusie").map_or(plan.spot, |entry| entry.spot),
        scope: root.child("overgang"),
        ledger: Ledger::default(),
        plan,
        tree,
        measures: Vec::new(),
        norms: Vec::new(),
        ended: Vec::new(),
        incomparable: Vec::new(),
        unknown_subject: None,
    };
    if is_on(plan) {
        transition.prepare();
        transition.open_up();
        transition.learn();
        transition.settle();
        transition.pool(together);
        transition.even_out(evened);
        transition.replace_norms(together);
        transition.close_locations();
        transition.save_money();
    }
    let Transition { ledger, measures, norms, ended, incomparable, unknown_subject, .. } = transition;
    Brought { measures, norms, ended, incomparable, unknown_subject, used: ledger.into_used() }
}

impl<'p> Transition<'p> {
    /// A row, unless it is off.
    fn row(&self, name: &'static str) -> Option<Row<'p>> {
        let field = OVERGANG.field(name).expect("the table holds this row");
        let written = self.scope.node.and_then(|node| node.entry(name));
        let default = field.default_for("").map_or("ja", |(text, _)| text);
        let word = written.map_or(Some(default), |entry| entry.node.text());
        if matches!(word, Some("nee" | "geen")) {
            return None;
        }
        let spot = written.map_or(self.spot, |entry| entry.spot);
        let mark = field.default_for("").map_or("", |(_, mark)| mark);
        Some(Row { name, scope: self.scope.child(name), spot, about: format!("{} [{mark}]", field.about) })
    }

    /// The value of a key of a row, as it is written, noted.
    fn text(&self, row: &Row<'p>, key: &str) -> (String, Spot) {
        let found = row.scope.find(key).expect("every key of a row has a default");
        self.ledger.note(Used {
            path: found.path.clone(),
            value: save::inline(&found.node),
            origin: found.origin.clone(),
            about: found.field.about,
            source: found.field.source,
            unit: found.field.kind.unit(),
        });
        let spot = if row.scope.is_written(key) { found.node.spot } else { row.spot };
        (found.node.text().unwrap_or_default().to_owned(), spot)
    }

    fn share(&self, row: &Row<'p>, key: &str) -> (f64, Spot) {
        let (text, spot) = self.text(row, key);
        (parse::share(&Node::scalar(text, spot)).unwrap_or_default(), spot)
    }

    fn number(&self, row: &Row<'p>, key: &str) -> f64 {
        let (text, spot) = self.text(row, key);
        parse::number(&Node::scalar(text, spot)).unwrap_or_default()
    }

    /// Whether anything in a block is in a group.
    fn is_group(&self, block: &str, group: &str) -> bool {
        let parts = self.tree.get(block).map_or(&[][..], Node::entries);
        parts.iter().any(|part| groups(&part.node).contains(&group))
    }

    /// Adds a measure; `suffix` tells those of one row apart.
    fn add(&mut self, row: &Row<'p>, suffix: &str, course: Vec<(&str, Node)>, lines: Vec<Line>) {
        let spot = row.spot;
        let mut node = Node::map(Vec::new(), spot);
        let key = |key: &str| vec![key.to_owned()];
        node.put(&key("toelichting"), Node::scalar(row.about.clone(), spot));
        node.put(&key("groep"), list([GROUP], spot));
        for (name, value) in course {
            node.put(&key(name), value);
        }
        for Line { verb, path, value } in lines {
            node.put(&[verb.to_owned(), path], value);
        }
        let name = format!("{GROUP}-{}{suffix}", row.name);
        self.measures.push(entry(&name, node, spot));
    }

    fn times(&self, row: &Row<'p>, key: &str, path: &str) -> Line {
        let (factor, spot) = self.text(row, key);
        Line { verb: "wijzig", path: path.to_owned(), value: Node::scalar(format!("keer {factor}"), spot) }
    }

    /// What is left when a share is lost.
    fn less(&self, row: &Row<'p>, key: &str, path: &str) -> Line {
        let (share, spot) = self.share(row, key);
        let left = ((1.0 - share) * 1e6).round() / 1e6;
        Line { verb: "wijzig", path: path.to_owned(), value: Node::scalar(format!("keer {left}"), spot) }
    }

    fn half(&self, row: &Row<'p>) -> (&'static str, Node) {
        let (text, spot) = self.text(row, "halfwaarde");
        ("uitdoven", Node::map(vec![entry("halfwaarde", Node::scalar(text, spot), spot)], spot))
    }

    /// So long before or after the merger.
    fn moment(&self, row: &Row<'p>, sign: char, key: &str) -> Node {
        let (text, spot) = self.text(row, key);
        Node::scalar(from_merger(sign, &text), spot)
    }

    fn prepare(&mut self) {
        let until = |spot| ("tot", Node::scalar("fusiedatum - 1 dag", spot));
        if let Some(row) = self.row("personeelsstop") {
            let line = self.times(&row, "per-maand", "teams.*.diensten.*.medewerkers");
            let course = vec![
                ("vanaf", self.moment(&row, '-', "vooraf")),
                until(row.spot),
                ("elke", Node::scalar("maand", row.spot)),
            ];
            self.add(&row, "", course, vec![line]);
        }
        if let Some(row) = self.row("projectinzet") {
            let (share, spot) = self.text(&row, "aandeel");
            let course = vec![
                ("vanaf", self.moment(&row, '-', "vooraf")),
                until(row.spot),
                of_all(Node::scalar(share, spot)),
            ];
            self.add(&row, "", course, Vec::new());
        }
        if let Some(row) = self.row("training") {
            let (hours, spot) = self.text(&row, "uren");
            let hours = Node::scalar(format!("{hours} uur per week per medewerker"), spot);
            let course = vec![("vanaf", self.moment(&row, '-', "vooraf")), until(row.spot), of_all(hours)];
            self.add(&row, "", course, Vec::new());
        }
    }

    /// Closed around the day, and busy after it.
    fn open_up(&mut self) {
        let mut closed = 0;
        if let Some(row) = self.row("sluiting") {
            closed = self.number(&row, "dagen") as i64;
            if closed > 0 {
                let days = match closed {
                    1 => "fusiedatum + 1 dag".to_owned(),
                    _ => format!("fusiedatum + 1 dag t/m fusiedatum + {closed} dagen"),
                };
                let mut dates: Vec<Node> = match self.tree.at(&["kalender", "dicht"].map(str::to_owned)) {
                    Some(node) => {
                        node.texts().into_iter().map(|(text, spot)| Node::scalar(text, spot)).collect()
                    }
                    None => Vec::new(),
                };
                dates.push(Node::scalar(days, row.spot));
                let dates = Node { spot: row.spot, value: Value::List(dates) };
                let mut lines = vec![set("kalender.dicht", dates)];
                if self.is_group("klantreizen", "spoed") {
                    lines.push(set("klantreizen.(spoed).ook-als-dicht", Node::scalar("ja", row.spot)));
                }
                self.add(&row, "", Vec::new(), lines);
            }
        }
        if let Some(row) = self.row("heropening") {
            let line = self.times(&row, "factor", "klantreizen.*.vraag.aantal");
            let first = Node::scalar(format!("fusiedatum + {} dagen", closed + 1), row.spot);
            let course = vec![("vanaf", first), self.half(&row)];
            self.add(&row, "", course, vec![line]);
        }
    }

    /// Systems, products, places and colleagues that are new.
    fn learn(&mut self) {
        let merger = |spot| ("vanaf", Node::scalar("fusiedatum", spot));
        if let Some(row) = self.row("systemen") {
            let line = self.times(&row, "factor", "teams.*.tijdfactor");
            let course = vec![merger(row.spot), self.half(&row)];
            self.add(&row, "", course, vec![line]);
            let (chance, spot) = self.text(&row, "storing");
            let course =
                vec![merger(row.spot), ("tot", day_before(&self.moment(&row, '+', "storing-duurt")))];
            let line = set("kanalen.*.storing.kans-per-dag", Node::scalar(chance, spot));
            self.add(&row, "-storing", course, vec![line]);
        }
        if let Some(row) = self.row("kennis") {
            let mut lines = Vec::new();
            if self.is_group("teams", FRONT) {
                lines.push(self.fewer(&row, "eerstelijns", "teams.(frontoffice).eerstelijns"));
            }
            lines.push(self.times(&row, "verkeerd-terecht", "kanalen.*.verkeerd-terecht"));
            let course = vec![merger(row.spot), self.half(&row)];
            self.add(&row, "", course, lines);
        }
        if let Some(row) = self.row("bereikbaarheid").filter(|_| self.is_group("teams", BACK)) {
            let line = self.fewer(&row, "punten", "teams.(backoffice).bereikbaarheid");
            let course = vec![merger(row.spot), self.half(&row)];
            self.add(&row, "", course, vec![line]);
        }
        if let Some(row) = self.row("naamswijziging") {
            let (points, spot) = self.text(&row, "aandeel");
            let value = Node::scalar(format!("+{points}"), spot);
            let line = Line { verb: "wijzig", path: "kanalen.*.verkeerd-terecht".to_owned(), value };
            let (length, spot) = self.text(&row, "duur");
            let course = vec![merger(row.spot), ("uitdoven", Node::scalar(length, spot))];
            self.add(&row, "", course, vec![line]);
        }
    }

    fn fewer(&self, row: &Row<'p>, key: &str, path: &str) -> Line {
        let (points, spot) = self.text(row, key);
        Line { verb: "wijzig", path: path.to_owned(), value: Node::scalar(format!("-{points}"), spot) }
    }

    /// Posts, old work and new rules.
    fn settle(&mut self) {
        let has_back = self.is_group("teams", BACK);
        if let Some(row) = self.row("plaatsing").filter(|_| has_back) {
            let path = "teams.(backoffice).inzetbaarheid";
            let line = self.less(&row, "aandeel", path);
            let until = self.moment(&row, '+', "tot");
            let merger = Node::scalar("fusiedatum", row.spot);
            self.add(&row, "", vec![("vanaf", merger), ("tot", day_before(&until))], vec![line]);
            let line = self.less(&row, "aandeel-daarna", path);
            let last = self.moment(&row, '+', "tot-daarna");
            self.add(&row, "-daarna", vec![("vanaf", until), ("tot", day_before(&last))], vec![line]);
        }
        let with_cases = self.with_cases();
        if let Some(row) = self.row("achterstand").filter(|_| !with_cases.is_empty()) {
            let (weeks, spot) = self.text(&row, "weken");
            let lines = with_cases.iter().map(|team| {
                set(format!("teams.{team}.achterstand"), Node::scalar(format!("{weeks} weken"), spot))
            });
            let lines = lines.collect();
            self.add(&row, "", vec![("vanaf", Node::scalar("fusiedatum", row.spot))], lines);
        }
        if let Some(row) = self.row("harmonisatie") {
            let (subject, spot) = self.text(&row, "onderwerp");
            if !self.is_group("klantreizen", &subject) {
                self.unknown_subject = row.scope.is_written("onderwerp").then_some((subject, spot));
                return;
            }
            let months = |key: &str| {
                let (text, _) = self.text(&row, key);
                text.split_whitespace()
                    .next()
                    .and_then(|number| number.parse::<i64>().ok())
                    .unwrap_or_default()
            };
            let (first, between, length) = (months("eerste"), months("tussen"), months("duur"));
            for time in 0..self.number(&row, "keren") as i64 {
                let line = self.times(&row, "factor", &format!("klantreizen.({subject}).vraag.aantal"));
                let from = first + time * between;
                let at = |months: i64| Node::scalar(format!("fusiedatum + {months} maanden"), row.spot);
                let course = vec![("vanaf", at(from)), ("tot", day_before(&at(from + length)))];
                self.add(&row, &format!("-{}", time + 1), course, vec![line]);
            }
        }
    }

    /// Teams behind the counter that a step of work names.
    fn with_cases(&self) -> Vec<String> {
        let journeys = self.tree.get("klantreizen").map_or(&[][..], Node::entries).iter();
        let steps = journeys.filter_map(|journey| journey.node.get("stappen")).flat_map(Node::entries);
        let named: Vec<&str> = steps.filter_map(|step| step.node.get("werk")?.text()).collect();
        let teams = self.tree.get("teams").map_or(&[][..], Node::entries).iter();
        let has = |team: &&Entry| groups(&team.node).contains(&BACK) && named.contains(&team.key.as_str());
        teams.filter(has).map(|team| team.key.clone()).collect()
    }

    /// What the plan decided on for parts that became one holds.
    fn even_out(&mut self, lines: Vec<Entry>) {
        if let Some(row) = self.row("gelijktrekken").filter(|_| !lines.is_empty()) {
            let course = vec![("vanaf", self.moment(&row, '+', "na"))];
            let lines = lines.into_iter().map(|entry| set(entry.key, entry.node)).collect();
            self.add(&row, "", course, lines);
        }
    }

    /// One set of norms instead of those of each.
    fn replace_norms(&mut self, together: &[Together]) {
        let Some(row) = self.row("normen") else { return };
        let choice = match self.text(&row, "kies").0.as_str() {
            "eigen" => return,
            "gemiddelde" => Choice::Mean,
            _ => Choice::Best,
        };
        let from = self.moment(&row, '+', "na");
        for one in together.iter().filter(|one| one.block == "normen") {
            let text = from.text().unwrap_or_default();
            let Some(norm) = together::one_norm(self.tree, one, choice, text) else {
                self.incomparable.push((one.name.clone(), one.spot));
                continue;
            };
            self.norms.push(norm);
            self.ended.extend(one.members.iter().map(|name| (name.clone(), day_before(&from))));
        }
    }

    /// What was brought together works as one, at first as far as people know the work of the others.
    fn pool(&mut self, together: &[Together]) {
        let Pooling { lines, new_work } = together::pooling(self.tree, together);
        let Some(row) = self.row("bundeling").filter(|_| !lines.is_empty()) else { return };
        let from = self.moment(&row, '+', "na");
        let lines = lines.into_iter().map(|entry| set(entry.key, entry.node)).collect();
        self.add(&row, "", vec![("vanaf", from.clone())], lines);
        let (share, spot) = self.text(&row, "ingewerkt");
        if self.share(&row, "ingewerkt").0 < 1.0 && !new_work.is_empty() {
            let until = day_before(&self.moment(&row, '+', "allen-na"));
            let trained = |(team, channel): (String, String)| {
                set(format!("teams.{team}.inwerken.{channel}"), Node::scalar(share.clone(), spot))
            };
            let lines = new_work.into_iter().map(trained).collect();
            self.add(&row, "-inwerken", vec![("vanaf", from), ("tot", until)], lines);
        }
    }

    fn close_locations(&mut self) {
        for (name, plan) in self.scope.children("locaties") {
            let Some(node) = plan.node else { continue };
            let spot = node.spot;
            let row =
                Row { name: "locatie", scope: plan.clone(), spot, about: "Het locatieplan.".to_owned() };
            let mut lines = Vec::new();
            if let Some(open) = node.get("open") {
                lines.push(set(format!("locaties.{name}.open"), open.clone()));
                if is_shut(open) && !self.says_who_goes_where() {
                    lines.push(set("gedrag.locatie-dicht", Node::scalar("ja", open.spot)));
                }
            }
            if let Some(to) = node.get("personeel-naar") {
                for (team, shift) in self.shifts_at(&name) {
                    lines.push(set(format!("teams.{team}.diensten.{shift}.locatie"), to.clone()));
                }
            }
            let (from, spot) = self.text(&row, "vanaf");
            self.add(&row, &format!("-{name}"), vec![("vanaf", Node::scalar(from, spot))], lines);
        }
    }

    /// Whether it is written what customers of a closed location do; or there is one that is shut from the start, and nobody
    /// misses it.
    fn says_who_goes_where(&self) -> bool {
        let is_said = |node: &Node| node.get("gedrag").is_some_and(|it| it.get("locatie-dicht").is_some());
        let locations = self.tree.get("locaties").map_or(&[][..], Node::entries);
        is_said(self.plan)
            || is_said(self.tree)
            || locations.iter().any(|location| location.node.get("open").is_some_and(is_shut))
    }

    fn shifts_at(&self, location: &str) -> Vec<(String, String)> {
        let teams = self.tree.get("teams").map_or(&[][..], Node::entries);
        let shifts = teams.iter().flat_map(|team| {
            let shifts = team.node.get("diensten").map_or(&[][..], Node::entries);
            shifts.iter().map(|shift| (team.key.clone(), shift))
        });
        let is_here = |shift: &Entry| shift.node.get("locatie").and_then(Node::text) == Some(location);
        shifts.filter(|(_, shift)| is_here(shift)).map(|(team, shift)| (team, shift.key.clone())).collect()
    }

    fn save_money(&mut self) {
        if let Some(row) = self.row("besparing") {
            let line = self.times(&row, "factor", "teams.*.diensten.*.medewerkers");
            let course = vec![("vanaf", self.moment(&row, '+', "na"))];
            self.add(&row, "", course, vec![line]);
        }
    }
}

/// What is asked of every team.
fn of_all(effort: Node) -> (&'static str, Node) {
    let spot = effort.spot;
    ("inspanning", Node::map(vec![entry("alle", effort, spot)], spot))
}

fn is_shut(open: &Node) -> bool {
    open.text().map(str::trim) == Some("dicht")
}

/// `fusiedatum + 6 maanden`; nothing added where there is no time between.
pub fn from_merger(sign: char, length: &str) -> String {
    if length.starts_with("0 ") { "fusiedatum".to_owned() } else { format!("fusiedatum {sign} {length}") }
}

/// The day before a moment, on which another measure takes over.
fn day_before(moment: &Node) -> Node {
    Node::scalar(format!("{} - 1 dag", moment.text().unwrap_or_default()), moment.spot)
}
