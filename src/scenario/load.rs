//! From a file to a scenario, with everything that was found on the way.

use std::path::Path as FilePath;

use super::findings::Findings;
use super::phases::{self, History, Phased};
use super::provenance::Provenance;
use super::source::{self, Sources, finding_json};
use super::tree::Node;
use super::{Scenario, fusie, inherit, normalise, patch, save, shape};
use crate::diagnostic::Diagnostic;
use crate::error::Error;

/// What became of a scenario file.
#[derive(Debug)]
pub struct Loaded {
    /// `None` when there are errors.
    pub scenario: Option<Scenario>,
    /// Sorted by file, line and column.
    pub findings: Vec<Diagnostic>,
    pub sources: Sources,
    pub provenance: Provenance,
    /// Whether it is a plan for a merger, with its predecessors taken in.
    pub is_composed: bool,
    /// The complete tree: what it builds on taken in, measures applied.
    pub(super) tree: Node,
    /// What it builds on taken in, measures not yet applied; named as it was loaded.
    pub(super) merged: Node,
    /// What measures with dates make of values, from day to day.
    pub(super) history: History,
}

/// Loads a scenario file; `sets` are paths and values from the command line, applied last.
///
/// # Errors
/// Only when the main file cannot be read; everything else is a finding.
pub fn load(path: &FilePath, sets: &[(String, String)]) -> Result<Loaded, Error> {
    let name = path.display().to_string();
    let bytes = source::read_bounded(path)?;
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let text = source::decode(&name, bytes).unwrap_or_else(|finding| {
        findings.add(finding);
        String::new()
    });
    let stem =
        path.file_stem().map_or_else(|| "scenario".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let file = sources.add(name, text);
    if findings.has_errors() {
        return Ok(failed(sources, findings));
    }
    let layers = inherit::tree(&mut sources, file, Some(path), &stem, &mut findings);
    Ok(complete(layers, &stem, sets, sources, findings))
}

/// Loads a scenario from a text; `name` stands for the file in findings, and its stem for the scenario.
pub fn load_text(name: &str, text: &str) -> Loaded {
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let stem =
        FilePath::new(name).file_stem().map_or("scenario".into(), |stem| stem.to_string_lossy().into_owned());
    match source::decode(name, text.as_bytes().to_vec()) {
        Ok(text) => {
            let file = sources.add(name, text);
            let layers = inherit::tree(&mut sources, file, None, &stem, &mut findings);
            complete(layers, &stem, &[], sources, findings)
        }
        Err(finding) => {
            findings.add(finding);
            failed(sources, findings)
        }
    }
}

/// What a scenario is made from, without what was made of it: for many variants of it.
#[derive(Debug)]
pub struct Basis {
    pub(super) merged: Node,
    sources: Sources,
}

impl Loaded {
    pub fn into_basis(self) -> Basis {
        Basis { merged: self.merged, sources: self.sources }
    }
}

impl Basis {
    /// The scenario with changes as from the command line, without reading its files again.
    ///
    /// # Errors
    /// What is wrong with it, as far as it is no warning.
    pub fn with(&self, sets: &[(String, String)]) -> Result<Scenario, Vec<Diagnostic>> {
        let mut findings = Findings::default();
        let (mut tree, mut sources) = (self.merged.clone(), self.sources.clone());
        shape::check(&tree, &sources, &mut findings, false);
        let plan = patch::Plan::new(&mut tree, sets, &mut sources, &mut findings);
        // names were written into the tree when it was loaded
        let phased = phases::read(tree, plan, ("", ""), &sources, &mut findings);
        if !findings.has_errors() {
            return Ok(phased.scenario);
        }
        let mut found = findings.into_sorted(&sources);
        found.retain(Diagnostic::is_error);
        Err(found)
    }
}

fn complete(
    layers: Option<(Node, String)>,
    stem: &str,
    sets: &[(String, String)],
    mut sources: Sources,
    mut findings: Findings,
) -> Loaded {
    let Some((mut tree, root_stem)) = layers else { return failed(sources, findings) };
    let is_composed = tree.get(fusie::KEY).is_some();
    let sets = match is_composed {
        true => patch::into_plan(&mut tree, sets, &mut sources, &mut findings),
        false => sets.to_vec(),
    };
    shape::check(&tree, &sources, &mut findings, false);
    let mut used = Vec::new();
    if is_composed {
        let composed = match findings.has_errors() {
            true => None,
            false => fusie::compose(tree, &mut sources, &mut findings),
        };
        let Some(composed) = composed else { return failed(sources, findings) };
        (tree, used) = (composed.tree, composed.used);
    }
    let plan = patch::Plan::new(&mut tree, &sets, &mut sources, &mut findings);
    let Phased { scenario, tree, before, changes, ledger, history } =
        phases::read(tree, plan, (stem, &root_stem), &sources, &mut findings);
    used.into_iter().for_each(|used| ledger.note(used));
    let provenance = Provenance::new(ledger.into_used(), &changes, &tree, &sources, &mut findings);
    let is_good = !findings.has_errors();
    let mut merged = before;
    for (key, value) in [("naam", &scenario.naam), ("stroomnaam", &scenario.stroomnaam)] {
        if merged.get(key).is_none() {
            merged.put(&[key.to_owned()], Node::scalar(value, merged.spot));
        }
    }
    let findings = findings.into_sorted(&sources);
    let scenario = is_good.then_some(scenario);
    Loaded { scenario, findings, sources, provenance, is_composed, tree, merged, history }
}

/// Whether a tree is a scenario that can run alone; gives the root of its draws.
pub fn alone(
    tree: &Node,
    stem: &str,
    root_stem: &str,
    sources: &mut Sources,
    findings: &mut Findings,
) -> String {
    let mut tree = tree.clone();
    shape::check(&tree, sources, findings, false);
    let plan = patch::Plan::new(&mut tree, &[], sources, findings);
    phases::read(tree, plan, (stem, root_stem), sources, findings).scenario.stroomnaam
}

fn failed(sources: Sources, findings: Findings) -> Loaded {
    let findings = findings.into_sorted(&sources);
    let tree = Node::map(Vec::new(), source::Spot::default());
    Loaded {
        scenario: None,
        findings,
        sources,
        provenance: Provenance::default(),
        is_composed: false,
        merged: tree.clone(),
        tree,
        history: History::new(),
    }
}

impl Loaded {
    /// The findings as text for a terminal of 80 columns.
    pub fn render(&self, colour: bool) -> String {
        self.sources.render(&self.findings, colour)
    }

    /// The findings as a list of objects.
    pub fn findings_json(&self) -> serde_json::Value {
        self.findings.iter().map(finding_json).collect()
    }

    /// The scenario as one file, what it builds on taken in and `--zet` as a measure; loads to the same scenario.
    pub fn to_yaml(&self) -> String {
        let mut tree = self.merged.clone();
        normalise::shorten(&mut tree);
        save::to_yaml(&tree, |_| None)
    }

    /// The same, with the place behind each line that comes from another file than the scenario's own.
    pub fn to_yaml_with_origins(&self) -> String {
        let mut tree = self.merged.clone();
        normalise::shorten(&mut tree);
        save::to_yaml(&tree, |spot| (spot.file != self.merged.spot.file).then(|| self.sources.line(spot)))
    }

    /// Text that is equal for equal scenarios, however they are written; empty when there are errors.
    pub fn canonical(&self) -> String {
        let Some(scenario) = &self.scenario else { return String::new() };
        let start = Scenario { fasen: Vec::new(), ..scenario.clone() };
        let mut text = format!("{start:#?}\n");
        for fase in &scenario.fasen {
            text.push_str(&format!("{} {:?}\n", fase.vanaf, fase.bereik));
        }
        if !scenario.fasen.is_empty() {
            text.push_str(&format!("{:#?}\n", self.history));
        }
        for reached in scenario.fasen.first().iter().flat_map(|fase| &fase.bereikt) {
            text.push_str(&format!("{reached:#?}\n"));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::starter;

    const VOORNE: &str = include_str!("../../tests/cases/voorne.yaml");

    #[test]
    fn a_saved_scenario_loads_to_the_same() {
        let whole = include_str!("../../tests/cases/dienstverlening.yaml");
        for text in [VOORNE, whole, &starter("proef"), include_str!("../../tests/cases/tien-regels.yaml")] {
            let first = load_text("proef.yaml", text);
            let second = load_text("anders.yaml", &first.to_yaml());
            assert!(second.findings.is_empty(), "{}\n{}", second.render(false), first.to_yaml());
            assert_eq!(first.canonical(), second.canonical());
            assert_eq!(first.to_yaml(), second.to_yaml());
        }
    }

    #[test]
    fn a_scenario_of_ten_lines_says_which_defaults_it_leans_on() {
        let loaded = load_text("tien-regels.yaml", include_str!("../../tests/cases/tien-regels.yaml"));
        let defaults = loaded.defaults_used();
        let find =
            |path: &str| defaults.iter().find(|shown| shown.path == path).unwrap_or_else(|| panic!("{path}"));
        assert_eq!(
            (find("teams.kcc.inzetbaarheid").value.as_str(), find("teams.kcc.inzetbaarheid").mark.as_str()),
            ("76%", "E")
        );
        assert_eq!(find("klantreizen.vraag.stappen.bellen.duur").value, "4 min 45 s");
        assert_eq!(find("klantreizen.vraag.stappen.bellen.probeert-opnieuw.kans").value, "60%");
        assert_eq!(find("klantreizen.vraag.vraag.patroon.uur").value, "telefoon");
        assert_eq!(find("periode.aanloop").value, "0 dagen");
        assert!(defaults.iter().all(|shown| shown.mark != "opgegeven" && !shown.description.is_empty()));
    }

    #[test]
    fn every_value_says_where_it_comes_from() {
        let text = format!("{VOORNE}bronnen:\n  kernen.*.inwoners: \"M: CBS 2023\"\n");
        let loaded = load_text("voorne.yaml", &text);
        let first = |path: &str| loaded.show(path).unwrap().remove(0);
        let kern = first("kernen.Brielle.inwoners");
        assert_eq!(
            (kern.value.as_str(), kern.origin.as_str(), kern.mark.as_str(), kern.source.as_str()),
            ("17440", "voorne.yaml:7", "M", "CBS 2023")
        );
        assert_eq!(
            first("klantreizen.omgevingsvergunning.stappen.indienen.geduld").origin,
            "`kanalen.telefoon.geduld`, voorne.yaml:28"
        );
        assert!(first("teams.kcc.inzetbaarheid").origin.starts_with("maatregel `kennisbank` (voorne.yaml:"));
        assert_eq!(first("kalender.goede-vrijdag").origin, "standaardwaarde");
        assert_eq!(
            loaded.show("teams.kc").unwrap_err().message,
            "het scenario heeft geen waarde op pad `teams.kc`"
        );
    }

    #[test]
    fn who_does_not_try_again_does_so_by_the_line_that_says_it() {
        let text = include_str!("../../tests/cases/tien-regels.yaml");
        let origin = |text: &str| {
            let loaded = load_text("a.yaml", text);
            loaded.show("klantreizen.vraag.stappen.bellen.probeert-opnieuw").unwrap().remove(0).origin
        };
        let at_channel = text.replace("soort: gesprek", "soort: gesprek, probeert-opnieuw: nee");
        assert_eq!(origin(&at_channel), "`kanalen.telefoon.probeert-opnieuw`, a.yaml:3");
        let at_step = text.replace("contact: telefoon", "contact: telefoon, probeert-opnieuw: nee");
        assert!(origin(&at_step).starts_with("a.yaml:"), "{}", origin(&at_step));
        // a key with nothing behind it says nothing
        let empty = text.replace("soort: gesprek", "soort: gesprek, probeert-opnieuw: ");
        assert_eq!(
            load_text("a.yaml", &empty)
                .show("klantreizen.vraag.stappen.bellen.probeert-opnieuw.kans")
                .unwrap()[0]
                .value,
            "60%"
        );
        let by_kind = text.replace("soort: gesprek", "soort: inloop");
        assert_eq!(origin(&by_kind), "standaardwaarde");
    }

    #[test]
    fn what_is_read_is_what_was_written() {
        use crate::scenario::Uitloop;
        use crate::scenario::klantreis::{Aantal, StapSoort};
        let scenario = load_text("voorne.yaml", VOORNE).scenario.expect("a good scenario");
        assert_eq!(scenario.inwoners, Some(72_650.0));
        assert_eq!(
            (scenario.periode.aanloop_dagen, matches!(scenario.periode.uitloop, Uitloop::TotLeeg)),
            (28, true)
        );
        let (_, paspoort) = &scenario.klantreizen[0];
        assert_eq!(paspoort.vraag.aantal, Aantal::Per1000PerJaar(57.0));
        let (_, aanmaak) = &paspoort.stappen[1];
        assert!(matches!(&aanmaak.soort, StapSoort::Wacht { duur } if duur.werkdagen));
        assert!((aanmaak.daarna[0].1 - 0.7).abs() < 1e-9 && (aanmaak.daarna[1].1 - 0.3).abs() < 1e-9);
        assert_eq!(scenario.klantreizen[1].1.stappen.len(), 5);
        assert!(scenario.teams[0].1.diensten[0].1.pauze.is_some());
    }

    #[test]
    fn a_variant_lies_over_its_base() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        write("basis.yaml", include_str!("../../tests/cases/tien-regels.yaml"));
        write(
            "tussen.yaml",
            "bouwt-voort-op: basis.yaml\nteams: { kcc: { inzetbaarheid: 80%, diensten: { avond: { van: 17:00, tot: 20:00, medewerkers: 1 } } } }\n",
        );
        write(
            "variant.yaml",
            "bouwt-voort-op: tussen.yaml\nnaam: Variant\nteams: { kcc: { diensten: { avond: weg, dag: { medewerkers: 6 } } } }\n",
        );
        let loaded = load(&folder.path().join("variant.yaml"), &[]).expect("a file");
        let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
        let (_, kcc) = &scenario.teams[0];
        assert_eq!((scenario.naam.as_str(), scenario.stroomnaam.as_str()), ("Variant", "basis"));
        assert_eq!((kcc.diensten.len(), kcc.diensten[0].1.medewerkers, kcc.inzetbaarheid), (1, 6.0, 0.8));
        assert!(loaded.show("teams.kcc.inzetbaarheid").unwrap()[0].origin.ends_with("tussen.yaml:2"));
    }

    #[test]
    fn measured_values_may_stand_in_a_file_of_their_own() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("duur.csv"), "seconden;x\n60;a\n120;b\n3 min;c\n")
            .expect("written");
        let text = include_str!("../../tests/cases/tien-regels.yaml")
            .replace("contact: telefoon", "contact: telefoon, duur: { vorm: empirisch, bestand: duur.csv }");
        std::fs::write(folder.path().join("a.yaml"), text).expect("written");
        let loaded = load(&folder.path().join("a.yaml"), &[]).expect("a file");
        assert!(loaded.scenario.is_some(), "{}", loaded.render(false));
        assert_eq!(
            loaded.show("klantreizen.vraag.stappen.bellen.duur").unwrap()[0].value,
            "{ vorm: empirisch, waarden: [60 s, 120 s, 3 min] }"
        );
    }
}
