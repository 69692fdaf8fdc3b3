//! The tree against the table of keys: unknown keys, keys of later versions, keys that do not apply, keys that
//! are missing, and values that are not of their type.

use super::fields::{self, Field, KANAAL, Kind, METING, NORM, Part, SCENARIO, STAP};
use super::findings::Findings;
use super::gemeten::Maat;
use super::parse::{Problem, listed, nearest, problems, short};
use super::scope::{STEP_KINDS, is_required, step_kind};
use super::source::{Sources, Spot};
use super::tree::{Entry, Node, Value};
use crate::diagnostic::Path;

/// Checks a whole tree. `is_complete` also asks for what must be written.
pub fn check(tree: &Node, sources: &Sources, findings: &mut Findings, is_complete: bool) {
    let mut walker = Walker { sources, findings, is_complete };
    walker.part(&SCENARIO, tree, tree.spot, &Path::root());
}

/// Checks a whole tree that is no scenario, or a part of one: `path` is where it stands.
pub fn check_part(part: &'static Part, tree: &Node, path: &Path, sources: &Sources, findings: &mut Findings) {
    let mut walker = Walker { sources, findings, is_complete: true };
    walker.part(part, tree, tree.spot, path);
}

struct Walker<'a> {
    sources: &'a Sources,
    findings: &'a mut Findings,
    is_complete: bool,
}

impl Walker<'_> {
    /// `spot` is the place of the part's name.
    fn part(&mut self, part: &'static Part, node: &Node, spot: Spot, path: &Path) {
        if !matches!(node.value, Value::Map(_)) && !node.is_empty() {
            let mut problem = Problem::new(node.spot, format!("bij {} horen sleutels", title(part, path)));
            if let Some(field) = part.fields.iter().find(|field| is_required(field)) {
                problem = problem.hint(format!("schrijf bijvoorbeeld `{{ {}: … }}`", field.key));
            }
            self.findings.error(self.sources, path.clone(), problem);
            return;
        }
        let kind = kind_of(part, node);
        for entry in node.entries() {
            self.entry(part, kind, entry, path);
        }
        if self.is_complete {
            self.missing(part, kind, node, spot, path);
        }
    }

    fn entry(&mut self, part: &'static Part, kind: &str, entry: &Entry, parent: &Path) {
        if self.findings.is_full() {
            return;
        }
        let path = parent.key(&entry.key);
        let Some(field) = part.field(&entry.key) else {
            let problem = unknown_key(part, entry, parent);
            self.findings.doubt(parent);
            self.findings.error(self.sources, path, problem);
            return;
        };
        if field.is_later {
            let problem = Problem::new(entry.spot, format!("`{}` wordt nog niet ondersteund", field.key))
                .hint(format!("laat het weg; dit is voor later: {}", lower_first(field.about)));
            self.findings.doubt(parent);
            self.findings.error(self.sources, path, problem);
            return;
        }
        if !field.applies_to(kind) {
            let what = if std::ptr::eq(part, &KANAAL) {
                format!("een kanaal van soort `{kind}`")
            } else if std::ptr::eq(part, &METING) {
                format!("`meet: {kind}`")
            } else {
                format!("een stap van soort `{kind}`")
            };
            let problem = Problem::new(entry.spot, format!("`{}` geldt niet voor {what}", field.key))
                .hint(format!("haal de sleutel weg; hij geldt voor {}", listed(field.only)));
            self.findings.error(self.sources, path, problem);
            return;
        }
        self.value(field, kind, entry, &path);
    }

    fn value(&mut self, field: &'static Field, kind: &str, entry: &Entry, path: &Path) {
        let node = &entry.node;
        match field.kind {
            Kind::Part(part) => self.part(part, node, entry.spot, path),
            Kind::OptionalPart(part) => {
                if matches!(node.value, Value::Map(_)) {
                    self.part(part, node, entry.spot, path);
                } else if !matches!(node.text(), None | Some("nee" | "geen" | "ja")) {
                    let problem =
                        Problem::new(node.spot, format!("bij `{}` horen sleutels, of `nee`", field.key))
                            .hint(format!("schrijf bijvoorbeeld `{{ {}: … }}`", part.fields[0].key));
                    self.findings.error(self.sources, path.clone(), problem);
                }
            }
            Kind::Parts(part) => self.named_parts(field, part, entry, path),
            Kind::Sources | Kind::Changes | Kind::Decisions => {
                if !matches!(node.value, Value::Map(_)) && !node.is_empty() {
                    let problem = Problem::new(node.spot, format!("bij `{}` horen paden", field.key))
                        .hint("schrijf bijvoorbeeld `teams.kcc.inzetbaarheid: …`");
                    self.findings.error(self.sources, path.clone(), problem);
                }
            }
            Kind::Mark | Kind::OptionalName(_) => self.problems(field, node, kind, path),
            _ if node.is_empty() => {
                let mut problem = Problem::new(entry.spot, format!("achter `{}` staat niets", field.key));
                problem = problem.hint("vul een waarde in, of haal de sleutel weg");
                self.findings.error(self.sources, path.clone(), problem);
            }
            _ => self.problems(field, node, kind, path),
        }
    }

    fn problems(&mut self, field: &Field, node: &Node, kind: &str, path: &Path) {
        for problem in problems(field, node, kind) {
            self.findings.error(self.sources, path.clone(), problem);
        }
    }

    fn named_parts(&mut self, field: &Field, part: &'static Part, entry: &Entry, path: &Path) {
        let node = &entry.node;
        if !matches!(node.value, Value::Map(_)) {
            if !node.is_empty() {
                let problem = Problem::new(node.spot, format!("bij `{}` horen namen, elk met eigen sleutels", field.key))
                    .hint(format!("schrijf `{}: {{ naam: {{ … }} }}`; een lijst kan niet, want elk deel heeft een naam nodig", field.key));
                self.findings.error(self.sources, path.clone(), problem);
            }
            return;
        }
        for named in node.entries() {
            let path = path.key(&named.key);
            if let Some(problem) = bad_name(named) {
                self.findings.error(self.sources, path.clone(), problem);
            }
            self.part(part, &named.node, named.spot, &path);
        }
    }

    fn one_kind(&mut self, node: &Node, path: &Path) {
        let marks = node.entries().iter().filter(|entry| STEP_KINDS.contains(&entry.key.as_str()));
        let marks: Vec<&Entry> = marks.collect();
        if let [first, second, ..] = marks.as_slice() {
            let message =
                format!("{} heeft twee soorten: `{}` en `{}`", title(&STAP, path), first.key, second.key);
            let problem = Problem::new(second.spot, message).hint("maak er twee stappen van");
            self.findings.error(self.sources, path.clone(), problem);
        }
    }

    fn missing(&mut self, part: &'static Part, kind: &str, node: &Node, spot: Spot, path: &Path) {
        if self.findings.is_doubtful(path) {
            return;
        }
        if std::ptr::eq(part, &STAP) {
            self.one_kind(node, path);
        }
        if std::ptr::eq(part, &STAP) && kind.is_empty() {
            let problem = Problem::new(spot, format!("{} heeft geen soort", title(part, path)))
                .hint("schrijf `contact`, `werk`, `bericht`, `wacht`, `wacht-op-klant`, `wacht-op-partner` of `einde`");
            self.findings.error(self.sources, path.clone(), problem);
        }
        let is_timed = kind.starts_with("wacht") || kind == "werk";
        if std::ptr::eq(part, &STAP) && is_timed && node.get("duur").is_none() {
            let example =
                if kind == "werk" { "duur: 40 min".to_owned() } else { format!("{kind}: 5 werkdagen") };
            let problem = Problem::new(spot, format!("{} zegt niet hoe lang het duurt", title(part, path)))
                .hint(format!("schrijf bijvoorbeeld `{example}`"));
            self.findings.error(self.sources, path.clone(), problem);
        }
        for field in part.fields.iter().filter(|field| is_required(field) && !field.is_later) {
            if node.get(field.key).is_some_and(|node| !node.is_empty()) {
                continue;
            }
            // an empty leaf has been reported as such
            if node.get(field.key).is_some() && field.kind.part().is_none() {
                continue;
            }
            let problem = Problem::new(spot, format!("bij {} ontbreekt `{}`", title(part, path), field.key));
            let hint = format!("{}; schrijf bijvoorbeeld `{}`", lower_first(field.about), example(field));
            self.findings.error(self.sources, path.clone(), problem.hint(hint));
        }
    }
}

fn kind_of<'n>(part: &'static Part, node: &'n Node) -> &'n str {
    if std::ptr::eq(part, &STAP) {
        step_kind(node)
    } else if std::ptr::eq(part, &KANAAL) {
        let known = |sort: &&str| matches!(KANAAL.field("soort").map(|field| field.kind), Some(Kind::Choice { now, .. }) if now.contains(sort));
        node.get("soort").and_then(Node::text).filter(known).unwrap_or("")
    } else if std::ptr::eq(part, &NORM) {
        node.get("meet").and_then(Node::text).unwrap_or("")
    } else if std::ptr::eq(part, &METING) {
        node.get("meet").and_then(Node::text).filter(|meet| Maat::of(meet).is_some()).unwrap_or("")
    } else {
        ""
    }
}

fn unknown_key(part: &'static Part, entry: &Entry, path: &Path) -> Problem {
    let owner = match path.0.last() {
        None => format!("het {}", part.name),
        Some(own) if is_named_after(part, own) => format!("`{own}`"),
        Some(_) => format!("een {}", part.name),
    };
    let problem = Problem::new(entry.spot, format!("{} is geen sleutel van {owner}", short(&entry.key)));
    if let Some((key, value)) = entry.key.split_once(':').filter(|_| entry.node.is_empty()) {
        return problem.hint(format!("achter de dubbele punt hoort een spatie: `{key}: {value}`"));
    }
    let here = part.fields.iter().map(|field| field.key);
    if let Some(meant) = nearest(&entry.key, here) {
        return problem.hint(format!("bedoelt u `{meant}`?"));
    }
    let one_of_many = |field: &&Field| matches!(field.kind, Kind::Parts(inner) if inner.name == entry.key);
    if let Some(field) = part.fields.iter().find(one_of_many) {
        return problem.hint(format!("bedoelt u `{}`?", field.key));
    }
    let elsewhere = fields::places_of(&entry.key);
    if let Some(place) = elsewhere.first() {
        return problem.hint(format!("deze sleutel hoort op een andere plaats: `{place}`"));
    }
    let known: Vec<&str> =
        part.fields.iter().filter(|field| !field.is_later).map(|field| field.key).collect();
    problem.hint(format!("de sleutels hier zijn {}", known.join(", ")))
}

/// Names stand in paths, so they hold no dots, and no signs that mean something there.
fn bad_name(entry: &Entry) -> Option<Problem> {
    let name = &entry.key;
    let what = if name.is_empty() {
        "een naam kan niet leeg zijn".to_owned()
    } else if name.chars().count() > 80 {
        format!("de naam {} is langer dan 80 tekens", short(name))
    } else if let Some(sign) = name.chars().find(|c| ".*()=\"'`".contains(*c) || c.is_control()) {
        format!("in de naam {} past geen `{}`", short(name), sign.escape_default())
    } else if name.starts_with(char::is_whitespace) || name.ends_with(char::is_whitespace) {
        format!("de naam {} begint of eindigt met een spatie", short(name))
    } else {
        return None;
    };
    Some(Problem::new(entry.spot, what).hint("gebruik letters, cijfers en streepjes"))
}

/// Whether a part is called by the key it stands behind, alone or with that of the part around it: `termen-wachten`.
fn is_named_after(part: &Part, key: &str) -> bool {
    part.name.strip_suffix(key).is_some_and(|before| before.is_empty() || before.ends_with('-'))
}

/// ``team `kcc` ``, or `het scenario`.
pub fn title(part: &Part, path: &Path) -> String {
    if path.0.is_empty() {
        return format!("het {}", part.name);
    }
    let own = path.0.last().map_or("", String::as_str);
    if is_named_after(part, own) {
        return format!("`{path}`");
    }
    format!("{} {}", part.name, short(own))
}

/// A key as it could be written.
pub fn example(field: &Field) -> String {
    let text = match field.key {
        "soort" => "soort: gesprek",
        "meet" => "meet: wachttijd",
        "medewerkers" => "medewerkers: 4",
        "doet" => "doet: [telefoon]",
        "aandeel" => "aandeel: 15%",
        "aantal" => "aantal: 700 per jaar",
        "inwoners" => "inwoners: 17440",
        "diensten" => "diensten: { dag: { medewerkers: 4 } }",
        "vraag" => "vraag: { aantal: 700 per jaar }",
        "stappen" => "stappen: { bellen: { contact: telefoon } }",
        "kanalen" => "kanalen: { telefoon: { soort: gesprek } }",
        "klantreizen" => "klantreizen: { vraag: { … } }",
        "toelichting" => "toelichting: waarom dit zo is",
        "stroomnaam" => "stroomnaam: mijn-gemeente",
        "bouwt-voort-op" => "bouwt-voort-op: basis.yaml",
        "bestand" => "bestand: cijfers.xlsx",
        "blad" => "blad: Telefoon",
        "kolom" => "kolom: gesprekken",
        "waarde" => "waarde: 52 s",
        "marge" => "marge: 3 s",
        "n" => "n: 400",
        "periode" => "periode: 2019",
        "bron" => "bron: \"M: jaarverslag 2019\"",
        "mag-afwijken" => "mag-afwijken: 10%",
        "bronnen" => "bronnen: { teams.*.inzetbaarheid: \"E: schatting van de teamleider\" }",
        "groep" => "groep: buitengebied",
        "aanloop" => "aanloop: 2 weken",
        "dicht" => "dicht: [2025-12-24, 2025-12-29 t/m 2025-12-31]",
        "reistijd" => "reistijd: { stadskantoor: 10 min }",
        "lijnen" => "lijnen: 20",
        "kent" => "kent: [algemene-vraag]",
        "nawerk" => "nawerk: 45 s",
        "wacht" => "wacht: 5 werkdagen",
        "wacht-op-klant" => "wacht-op-klant: 2 weken",
        "wacht-op-partner" => "wacht-op-partner: 3 weken",
        "einde" => "einde: ja",
        "daarna" => "daarna: { terugbellen: 20%, einde: 80% }",
        "hooguit" => "hooguit: 2 min",
        "minstens" => "minstens: 10 s",
        "werk" => "werk: vergunningen",
        "bericht" => "bericht: ja",
        "aanbod" => "aanbod: { website: 100%, telefoon: 50% }",
        "inwerken" => "inwerken: { telefoon: 80% }",
        "kanaalvoorkeur" => "kanaalvoorkeur: { website: 60%, telefoon: 40% }",
        "laag" | "midden" | "hoog" => return format!("{}: {{ website: 80% }}", field.key),
        "uitkomst" => "uitkomst: { verleend: 90%, geweigerd: 10% }",
        "leidt-tot" => "leidt-tot: { vraag-over-brief: 8% }",
        "belofte" => "belofte: 8 weken",
        "op" => "op: 2025-03-01",
        "spreekuur" => "spreekuur: ma-vr 09:00-12:00",
        "hooguit-overdrachten" => "hooguit-overdrachten: 2",
        "complexiteit" => "complexiteit: hoog",
        "partner" => "partner: omgevingsdienst",
        "zet" => "zet: { teams.kcc.diensten.dag.medewerkers: 8 }",
        "wijzig" => "wijzig: { teams.kcc.diensten.dag.medewerkers: +2 }",
        "uit" => "uit: bibliotheek",
        "kanaal" => "kanaal: telefoon",
        "team" => "team: kcc",
        "klantreis" => "klantreis: algemene-vraag",
        "doelgroep" => "doelgroep: ondernemer",
        "kern" => "kern: dorp",
        "locatie" => "locatie: stadskantoor",
        "scenario" => "scenario: mijn-gemeente.yaml",
        _ => return format!("{}: …", field.key),
    };
    text.to_owned()
}

pub fn lower_first(text: &str) -> String {
    let mut chars = text.trim_end_matches('.').chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}
