//! Predecessors: complete scenarios, each able to run alone.

use std::path::Path as FilePath;

use crate::diagnostic::{Diagnostic, Path};
use crate::scenario::findings::Findings;
use crate::scenario::inherit;
use crate::scenario::load;
use crate::scenario::parse::{Problem, short};
use crate::scenario::source::{Sources, Spot, missing_hint};
use crate::scenario::tree::{Entry, Node};

/// More are refused.
const MOST: usize = 50;

#[derive(Debug)]
pub struct Predecessor {
    /// What the plan calls it.
    pub name: String,
    /// Of its name in the plan.
    pub spot: Spot,
    /// Complete, its own measures not applied.
    pub tree: Node,
    /// The root of its draws.
    pub root: String,
}

/// Reads all of them; `None` when one cannot be used. What is wrong within one is found in its own file.
pub fn read_all(block: &Node, sources: &mut Sources, findings: &mut Findings) -> Option<Vec<Predecessor>> {
    let entries = block.entries();
    if let Some(entry) = entries.get(MOST) {
        let problem = Problem::new(entry.spot, format!("er staan meer dan {MOST} voorgangers"));
        findings.error(sources, at(&entry.key), problem);
        return None;
    }
    let read: Vec<Option<Predecessor>> = entries.iter().map(|entry| read(entry, sources, findings)).collect();
    let all: Vec<Predecessor> = read.into_iter().collect::<Option<_>>()?;
    roots_differ(&all, sources, findings).then_some(all)
}

fn at(name: &str) -> Path {
    Path(["fusie", "voorgangers", name].map(str::to_owned).to_vec())
}

fn read(entry: &Entry, sources: &mut Sources, findings: &mut Findings) -> Option<Predecessor> {
    let (path, spot) = (at(&entry.key), entry.node.spot);
    let text = entry.node.text()?;
    let plan = sources.get(spot.file).name.clone();
    let folder = FilePath::new(&plan).parent().unwrap_or(FilePath::new(""));
    let file = folder.join(text);
    if !file.is_file() {
        let problem = Problem::new(spot, format!("het bestand {} bestaat niet", short(text)))
            .hint(missing_hint(folder, text, "het pad telt vanaf de map van dit bestand"));
        findings.error(sources, path, problem);
        return None;
    }
    let text = match inherit::text_of(&file) {
        Ok(text) => text,
        Err(finding) => {
            findings.add(finding.at(sources.place(spot)));
            return None;
        }
    };
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let index = sources.add(file.display().to_string(), text);
    let mut own = Findings::default();
    let read = inherit::tree(sources, index, Some(&file), &stem, &mut own);
    if let Some((tree, _)) = &read
        && tree.get("fusie").is_some()
    {
        let problem =
            Problem::new(spot, format!("voorganger `{}` is zelf een plan voor een fusie", entry.key))
                .hint("bewaar die eerst met `klantreis fuseer`, en noem dan het bewaarde bestand");
        findings.error(sources, path, problem);
        return None;
    }
    let predecessor = read.map(|(tree, root_stem)| {
        let root = load::alone(&tree, &stem, &root_stem, sources, &mut own);
        Predecessor { name: entry.key.clone(), spot: entry.spot, tree, root }
    });
    let is_good = !own.has_errors();
    // what is only doubtful is looked at again in the merged scenario
    own.into_sorted(sources).into_iter().filter(Diagnostic::is_error).for_each(|error| findings.add(error));
    predecessor.filter(|_| is_good)
}

/// Customers of two predecessors would do the same at the same moments.
fn roots_differ(all: &[Predecessor], sources: &Sources, findings: &mut Findings) -> bool {
    let mut differ = true;
    for (index, one) in all.iter().enumerate() {
        let Some(first) = all[..index].iter().find(|other| other.root == one.root) else { continue };
        differ = false;
        let message = format!(
            "voorgangers `{}` en `{}` hebben dezelfde stroomnaam {}",
            first.name,
            one.name,
            short(&one.root)
        );
        let problem = Problem::new(one.spot, message).hint(
            "geef elk een eigen `stroomnaam`, anders komen bij beide dezelfde klanten op dezelfde tijd",
        );
        findings.error(sources, at(&one.name), problem);
    }
    differ
}
