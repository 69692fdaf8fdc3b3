//! Parts taken in by name: `paspoort: bibliotheek`, `telefoon: bibliotheek/katwijk`, `paspoort: mijn-reizen.yaml`,
//! or with changes laid over it, `paspoort: { uit: bibliotheek, vraag: { aantal: … } }`.
//!
//! It is as if the text of the part stood here, with the places and the sources of where it really stands.

use std::collections::BTreeMap;
use std::path::{Path as FilePath, PathBuf};

use super::fields::{Kind, Part, SCENARIO};
use super::findings::Findings;
use super::inherit::{self, Chain};
use super::library;
use super::parse::{Problem, nearest, short};
use super::source::{Sources, Spot, missing_hint};
use super::tree::{Entry, Node, Value};
use crate::diagnostic::Path;

pub const KEY: &str = "uit";
/// What a reference looks like, as a regular expression for the JSON Schema.
pub const PATTERN: &str = r"^bibliotheek(/.*)?$|\.ya?ml(/.*)?$";
const SOURCES: &str = "bronnen";
/// The block of named patterns; only parts that are taken in have it.
const PATTERNS: &str = "patronen";
/// More files than this are refused.
const MAX_FILES: usize = 500;

/// Files that parts were taken from, each read once; `None` for one that could not be used.
pub type Shelf = BTreeMap<String, Option<Node>>;

/// Where a reference points: the library or a file, and the names behind it.
struct Reference<'t> {
    file: Option<&'t str>,
    names: Vec<&'t str>,
}

impl<'t> Reference<'t> {
    fn parse(text: &'t str) -> Option<Self> {
        let names = |rest: &'t str| rest.split('/').filter(|name| !name.is_empty()).collect();
        if let Some(rest) =
            text.strip_prefix(library::NAME).filter(|rest| rest.is_empty() || rest.starts_with('/'))
        {
            return Some(Self { file: None, names: names(rest) });
        }
        let end = [".yaml", ".yml"].iter().find_map(|ending| Some(text.find(ending)? + ending.len()))?;
        Some(Self { file: Some(&text[..end]), names: names(&text[end..]) })
    }
}

/// What a reference asks for.
struct Wanted<'t> {
    block: &'t str,
    /// The name under which it is taken in; `None` for a whole block.
    own: Option<&'t str>,
    /// Of the reference.
    spot: Spot,
    path: &'t Path,
}

/// Replaces every reference in one file by what it refers to; `at` is where the file was read from.
pub fn take_in(
    tree: &mut Node,
    at: Option<&FilePath>,
    chain: &mut Chain,
    sources: &mut Sources,
    findings: &mut Findings,
) {
    let mut taker = Taker { at, chain, sources, findings, cited: Vec::new() };
    for entry in tree.entries_mut().into_iter().flatten() {
        let Some(Kind::Parts(part)) = SCENARIO.field(&entry.key).map(|field| field.kind) else { continue };
        taker.block(part, entry);
    }
    let cited = taker.cited;
    if !cited.is_empty() {
        cite(tree, cited);
    }
}

/// Adds what taken in parts say of their sources; what the file itself says goes first.
fn cite(tree: &mut Node, cited: Vec<Entry>) {
    if tree.get(SOURCES).is_none_or(Node::is_empty) {
        tree.put(&[SOURCES.to_owned()], Node::map(Vec::new(), tree.spot));
    }
    let entries = tree.entries_mut().expect("a scenario is a block");
    let own =
        entries.iter_mut().find(|entry| entry.key == SOURCES).and_then(|entry| entry.node.entries_mut());
    let Some(own) = own else { return };
    let new: Vec<Entry> =
        cited.into_iter().filter(|entry| !own.iter().any(|known| known.key == entry.key)).collect();
    own.splice(0..0, new);
}

struct Taker<'a> {
    at: Option<&'a FilePath>,
    chain: &'a mut Chain,
    sources: &'a mut Sources,
    findings: &'a mut Findings,
    /// Sources of what was taken in, under the names it has here.
    cited: Vec<Entry>,
}

impl Taker<'_> {
    fn block(&mut self, part: &'static Part, block: &mut Entry) {
        if part.field(KEY).is_none() {
            return;
        }
        let path = Path::root().key(&block.key);
        self.part(&block.key, None, &path, &mut block.node);
        for named in block.node.entries_mut().into_iter().flatten() {
            let path = path.key(&named.key);
            self.part(&block.key, Some(&named.key), &path, &mut named.node);
            let pattern = named.node.at_mut(&["vraag", "patroon"]);
            if let Some(pattern) = pattern.filter(|_| block.key == "klantreizen") {
                self.part(PATTERNS, Some("patroon"), &path.key("vraag").key("patroon"), pattern);
            }
        }
    }

    /// A part, or a whole block, that may be a reference or hold one.
    fn part(&mut self, block: &str, own: Option<&str>, path: &Path, node: &mut Node) {
        let (text, spot) = match (&node.value, node.get(KEY)) {
            (Value::Scalar { .. }, _) => (node.text().map(str::to_owned), node.spot),
            (_, Some(from)) => (from.text().map(str::to_owned), from.spot),
            _ => return,
        };
        let is_key = matches!(node.value, Value::Map(_));
        let Some(text) = text else { return };
        let Some(reference) = Reference::parse(&text) else {
            if is_key && own.is_some() || looks_meant(&text) {
                let problem = Problem::new(spot, format!("{} is geen deel om over te nemen", short(&text)))
                    .hint(
                        "schrijf `bibliotheek`, `bibliotheek/naam` of een bestand zoals `mijn-reizen.yaml`",
                    );
                self.refuse(path, node, problem);
            }
            return;
        };
        let wanted = Wanted { block, own, spot, path };
        match self.find(&reference, &wanted) {
            Ok(mut found) => {
                let mut over = std::mem::replace(node, Node::map(Vec::new(), spot));
                if let Some(entries) = over.entries_mut() {
                    entries.retain(|entry| entry.key != KEY);
                    inherit::merge(&mut found, over, path, self.sources, self.findings);
                }
                *node = found;
            }
            Err(problem) => self.refuse(path, node, problem),
        }
    }

    /// Says what is wrong and leaves nothing that would be wrong for the same reason.
    fn refuse(&mut self, path: &Path, node: &mut Node, problem: Problem) {
        self.findings.doubt(path);
        self.findings.error(self.sources, path.clone(), problem);
        match node.entries_mut() {
            Some(entries) => entries.retain(|entry| entry.key != KEY),
            None => *node = Node::map(Vec::new(), node.spot),
        }
    }

    fn find(&mut self, reference: &Reference<'_>, wanted: &Wanted<'_>) -> Result<Node, Problem> {
        match reference.file {
            Some(name) => {
                let tree = self.file(name, wanted)?;
                let name = reference.names.last().copied().or(wanted.own);
                self.pick(&tree, name, wanted).ok_or_else(|| unknown(name, reference.file, &tree, wanted))
            }
            None => self.of_library(&reference.names, wanted),
        }
    }

    fn of_library(&mut self, names: &[&str], wanted: &Wanted<'_>) -> Result<Node, Problem> {
        let block = wanted.block;
        // by the file of its name, of its set, then in the one file of its block
        let (folder_file, name) = match (names, wanted.own) {
            ([set, name, ..], _) => (Some(*set), Some(*name)),
            ([one], own) => (Some(*one), own),
            ([], own) => (own, own),
        };
        if let Some(file) = folder_file
            && let Some(tree) = self.shelf_file(&format!("{block}/{file}"))
        {
            if names.len() < 2
                && let Some(found) = self.pick(&tree, Some(file), wanted)
            {
                return Ok(found);
            }
            return self.pick(&tree, name, wanted).ok_or_else(|| unknown(name, Some(file), &tree, wanted));
        }
        let name = names.last().copied().or(wanted.own);
        if let Some(tree) = self.shelf_file(block) {
            return self.pick(&tree, name, wanted).ok_or_else(|| unknown(name, None, &tree, wanted));
        }
        let files = library::files_of(block);
        if files.is_empty() {
            return Err(Problem::new(wanted.spot, format!("de bibliotheek heeft geen {block}")));
        }
        if name.is_none() && block == "klantreizen" {
            return Ok(self.all(&files, wanted));
        }
        let asked = names.first().copied().or(wanted.own).unwrap_or_default();
        if names.is_empty() && block == "normen" {
            let known = files.join(", ");
            return Err(Problem::new(wanted.spot, "normen verschillen per gemeente en jaar; zeg welke")
                .hint(format!("schrijf bijvoorbeeld `bibliotheek/{}`; er zijn {known}", files[0])));
        }
        Err(missing(asked, "in de bibliotheek", block, &files, wanted.spot))
    }

    /// Every part of a block whose files hold one each.
    fn all(&mut self, files: &[&str], wanted: &Wanted<'_>) -> Node {
        let mut entries = Vec::new();
        for file in files {
            let Some(tree) = self.shelf_file(&format!("{}/{file}", wanted.block)) else { continue };
            if let Some(block) = self.pick(&tree, None, wanted) {
                entries.extend(block.entries().iter().cloned());
            }
        }
        Node::map(entries, wanted.spot)
    }

    /// The part of that name, or the whole block, with its sources noted.
    fn pick(&mut self, tree: &Node, name: Option<&str>, wanted: &Wanted<'_>) -> Option<Node> {
        let block = tree.get(wanted.block)?;
        let (found, prefix) = match name {
            Some(name) => (block.get(name)?, vec![wanted.block, name]),
            None => (block, vec![wanted.block]),
        };
        for source in tree.get(SOURCES).map_or(&[][..], Node::entries) {
            let segments: Vec<&str> = source.key.split('.').map(str::trim).collect();
            let Some(start) = segments.get(..prefix.len()) else { continue };
            if start.iter().zip(&prefix).all(|(segment, name)| segment == name || *segment == "*") {
                let here =
                    wanted.path.0.iter().map(String::as_str).chain(segments[prefix.len()..].iter().copied());
                self.cited.push(Entry { key: here.collect::<Vec<_>>().join("."), ..source.clone() });
            }
        }
        Some(found.clone())
    }

    /// A file of the library, read once.
    fn shelf_file(&mut self, path: &str) -> Option<Node> {
        let name = format!("{}/{path}.yaml", library::NAME);
        if let Some(known) = self.chain.shelf.get(&name) {
            return known.clone();
        }
        let text = library::text(path)?;
        let file = self.sources.add_part(name.as_str(), text);
        let tree = inherit::part_tree(self.sources, file, None, self.chain, self.findings);
        self.chain.shelf.insert(name, tree.clone());
        tree
    }

    /// A file of the user, with what it builds on and takes in itself.
    fn file(&mut self, name: &str, wanted: &Wanted<'_>) -> Result<Node, Problem> {
        let problem = |message: String| Problem::new(wanted.spot, message);
        let folder = self.at.and_then(FilePath::parent).unwrap_or(FilePath::new(""));
        let path = folder.join(name);
        let canonical: PathBuf = path.canonicalize().map_err(|_| {
            problem(format!("het bestand {} bestaat niet", short(name))).hint(missing_hint(
                folder,
                name,
                "het pad telt vanaf de map van dit bestand",
            ))
        })?;
        let key = canonical.display().to_string();
        let unusable = || problem(format!("in het bestand {} staat een fout", short(name)));
        if let Some(known) = self.chain.shelf.get(&key) {
            return known.clone().ok_or_else(unusable);
        }
        if self.chain.files.contains(&canonical) {
            return Err(problem(format!("{} neemt via een omweg iets over van zichzelf", short(name)))
                .hint("haal een van de verwijzingen weg"));
        }
        if self.chain.shelf.len() >= MAX_FILES || self.chain.files.len() >= inherit::MAX_FILES {
            return Err(problem(format!("er wordt uit meer dan {MAX_FILES} bestanden overgenomen")));
        }
        let text = inherit::text_of(&path).map_err(|finding| problem(finding.message))?;
        let file = self.sources.add_part(path.display().to_string(), text);
        self.chain.files.push(canonical);
        let tree = inherit::part_tree(self.sources, file, Some(&path), self.chain, self.findings);
        self.chain.files.pop();
        self.chain.shelf.insert(key, tree.clone());
        tree.ok_or_else(unusable)
    }
}

/// Whether a text was probably meant as a reference.
fn looks_meant(text: &str) -> bool {
    let first = text.split('/').next().unwrap_or_default();
    nearest(first, [library::NAME]).is_some()
}

/// The name is not in that file.
fn unknown(name: Option<&str>, file: Option<&str>, tree: &Node, wanted: &Wanted<'_>) -> Problem {
    let place = file.map_or("in de bibliotheek".to_owned(), |file| format!("in {}", short(file)));
    let Some(block) = tree.get(wanted.block) else {
        return Problem::new(wanted.spot, format!("{place} staan geen {}", wanted.block));
    };
    let known: Vec<&str> = block.entries().iter().map(|entry| entry.key.as_str()).collect();
    missing(name.unwrap_or_default(), &place, wanted.block, &known, wanted.spot)
}

fn missing(name: &str, place: &str, block: &str, known: &[&str], spot: Spot) -> Problem {
    let kind = SCENARIO.field(block).and_then(|field| field.kind.part()).map_or("patroon", |part| part.name);
    let listed = known.iter().take(40).copied().collect::<Vec<_>>().join(", ");
    let hint = match nearest(name, known.iter().copied()) {
        Some(meant) => format!("bedoelt u `{meant}`? er zijn {listed}"),
        None => format!("er zijn {listed}"),
    };
    Problem::new(spot, format!("{place} staat geen {kind} {}", short(name))).hint(hint)
}

#[cfg(test)]
mod tests {
    use crate::scenario::{Loaded, load, load_text};

    const START: &str = "inwoners: 10000\n\
        kanalen: { telefoon: { soort: gesprek }, balie: { soort: inloop } }\n\
        teams: { kcc: { doet: [telefoon, balie], diensten: { dag: { medewerkers: 9 } } } }\n";

    fn with(text: &str) -> Loaded {
        load_text("stad.yaml", &format!("{START}{text}"))
    }

    fn first(loaded: &Loaded, path: &str) -> (String, String, String) {
        assert!(loaded.scenario.is_some(), "{}", loaded.render(false));
        let shown = loaded.show(path).expect("a value").remove(0);
        (shown.value, shown.origin, shown.mark)
    }

    #[test]
    fn a_part_is_taken_in_with_its_places_and_sources() {
        let loaded = with("klantreizen: { paspoort: bibliotheek }\n");
        let (value, origin, mark) = first(&loaded, "klantreizen.paspoort.stappen.aanmaak.duur");
        assert_eq!((value.as_str(), mark.as_str()), ("5 werkdagen", "N"));
        assert!(origin.starts_with("bibliotheek/klantreizen/paspoort.yaml:"), "{origin}");
        // what the library takes in itself
        let (_, origin, _) = first(&loaded, "klantreizen.paspoort.vraag.patroon.maand");
        assert!(origin.starts_with("bibliotheek/patronen.yaml:"), "{origin}");
        assert!(loaded.findings.is_empty(), "{}", loaded.render(false));
    }

    #[test]
    fn what_is_written_beside_it_goes_first_and_has_no_source_of_the_library() {
        let loaded = with(
            "klantreizen: { kaart: { uit: bibliotheek/rijbewijs, \
             vraag: { aantal: 50 per jaar }, stappen: { ophalen: weg, aanmaak: { wacht: 2 weken } } } }\n\
             bronnen: { klantreizen.*.stappen.*: \"E: eigen schatting\" }\n",
        );
        let shown = |path: &str| first(&loaded, &format!("klantreizen.kaart.{path}"));
        assert_eq!(shown("vraag.aantal"), ("50 per jaar".into(), "stad.yaml:4".into(), "opgegeven".into()));
        assert_eq!(shown("stappen.aanmaak.duur"), ("2 weken".into(), "stad.yaml:4".into(), "E".into()));
        // the library knows its own numbers better than a pattern of the user
        assert_eq!(shown("stappen.aanvraag.duur").2, "A");
        assert_eq!(loaded.scenario.as_ref().unwrap().klantreizen[0].1.stappen.len(), 2);
        assert!(loaded.findings.is_empty(), "{}", loaded.render(false));
    }

    #[test]
    fn a_whole_block_is_taken_in() {
        let text = "klantreizen: { paspoort: bibliotheek }\ndoelgroepen: bibliotheek\n\
            normen: { uit: bibliotheek/s-hertogenbosch-2019, afhakers: { hooguit: 8% }, telefoon: weg }\n";
        let loaded = with(text);
        let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
        assert!(scenario.doelgroepen.len() > 3 && scenario.normen.len() == 1);
        assert_eq!(first(&loaded, "normen.afhakers.hooguit").0, "8%");
        assert_eq!(first(&loaded, "doelgroepen.ondernemer.aandeel").2, "A");
    }

    #[test]
    fn a_scenario_with_parts_taken_in_is_saved_whole() {
        let loaded = with("klantreizen: { paspoort: bibliotheek }\ndoelgroepen: bibliotheek\n");
        let again = load_text("anders.yaml", &loaded.to_yaml());
        assert!(again.findings.is_empty(), "{}\n{}", again.render(false), loaded.to_yaml());
        assert_eq!(loaded.canonical(), again.canonical());
    }

    #[test]
    fn parts_come_from_files_of_the_user_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        write(
            "reizen.yaml",
            "klantreizen: { paspoort: { uit: bibliotheek, vraag: { piek: 70% } }, los: kring.yaml }\n",
        );
        write("kring.yaml", "klantreizen: { los: reizen.yaml }\n");
        let load = |text: &str| {
            write("stad.yaml", &format!("{START}{text}"));
            load(&folder.path().join("stad.yaml"), &[]).expect("a file")
        };
        let circle = load("klantreizen: { paspoort: reizen.yaml }\n");
        assert!(circle.render(false).contains("neemt via een omweg iets over van zichzelf"));
        write("reizen.yaml", "klantreizen: { paspoort: { uit: bibliotheek, vraag: { piek: 70% } } }\n");
        let loaded = load("klantreizen: { paspoort: reizen.yaml, kaart: reizen.yaml/paspoort }\n");
        let (value, origin, _) = first(&loaded, "klantreizen.kaart.vraag.piek");
        assert!(value == "70%" && origin.ends_with("reizen.yaml:1"), "{value} {origin}");
        assert_eq!(loaded.scenario.as_ref().unwrap().stroomnaam, "stad");
    }
}
