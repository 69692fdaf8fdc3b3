//! Measures: the one way to change a number (rules G1–G3, G7 and G9 of the language).
//!
//! They work on the complete tree, in the order of the file, the command line last. A measure changes numbers,
//! tables and timetables of parts that exist; it never adds a part.

mod blend;
mod change;
mod command;
mod path;
mod whole;

use std::collections::BTreeMap;

use super::Benoemd;
use super::fields::Kind;
use super::findings::Findings;
use super::maatregel::{Stand, Taken};
use super::parse::{Problem, short};
use super::read;
use super::save;
use super::scope::Scope;
use super::source::{Sources, Spot};
use super::tree::Node;
use crate::diagnostic::Path;
use path::{Target, expand};

pub use change::number_text;
pub use command::into_plan;
pub use path::{Verb, group, groups, matches};

/// One value that a measure changed.
#[derive(Clone, Debug)]
pub struct Change {
    pub path: Path,
    pub measure: String,
    pub verb: Verb,
    pub spot: Spot,
    pub from: String,
    pub to: String,
}

/// One line of a measure.
struct Step {
    measure: String,
    /// Where it stands, for findings.
    at: Path,
    verb: Verb,
    pattern: String,
    key_spot: Spot,
    node: Node,
}

/// A measure: its lines, and where its name stands.
struct Lines {
    name: String,
    spot: Spot,
    steps: Vec<Step>,
}

/// Everything that may change a tree, in the order in which it meets.
pub struct Plan {
    measures: Vec<Lines>,
    /// The tree before its measures, with those of the command line written in; applying it gives the same.
    pub before: Node,
}

impl Plan {
    /// The measures of a tree that are on, by their first day, and `sets` from the command line as the last.
    pub fn new(
        tree: &mut Node,
        sets: &[(String, String)],
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Self {
        let command = command::steps(tree, sets, sources, findings);
        let mut before = tree.clone();
        command::write(&mut before, &command);
        let mut measures: Vec<Lines> =
            read::maatregelen(tree).into_iter().filter_map(|(name, _)| lines(tree, &name)).collect();
        if let Some(first) = command.first() {
            measures.push(Lines { name: first.measure.clone(), spot: first.key_spot, steps: command });
        }
        Self { measures, before }
    }

    /// Adds a measure that takes some of the presence of teams.
    pub fn add_effort(&mut self, measure: &str, teams: Benoemd<Taken>) {
        let at = Path(vec!["maatregelen".to_owned(), measure.to_owned(), "inspanning".to_owned()]);
        let spot = self.before.nearest_spot(&at.0).0;
        let less = |taken| match taken {
            Taken::OfRoster(share) => format!("-{} punten", change::number_text(share * 100.0)),
            Taken::OfPresent(share) => format!("keer {}", change::number_text(1.0 - share)),
        };
        let step = |(team, taken): (String, Taken)| Step {
            measure: measure.to_owned(),
            at: at.clone(),
            verb: Verb::Wijzig,
            pattern: format!("teams.{team}.inzetbaarheid"),
            key_spot: spot,
            node: Node::scalar(less(taken), spot),
        };
        self.measures.push(Lines {
            name: measure.to_owned(),
            spot,
            steps: teams.into_iter().map(step).collect(),
        });
    }

    /// The name of a measure and where it stands.
    pub fn name(&self, index: usize) -> (&str, Spot) {
        (&self.measures[index].name, self.measures[index].spot)
    }

    /// How many measures there are, those of the command line and efforts included.
    pub fn len(&self) -> usize {
        self.measures.len()
    }

    /// Changes a tree as far as each measure goes; what cannot be half is done as soon as it begins.
    pub fn apply(
        &self,
        tree: &mut Node,
        stands: &[Option<Stand>],
        sources: &Sources,
        findings: &mut Findings,
    ) -> Vec<Change> {
        let mut changes = Vec::new();
        for (lines, stand) in self.measures.iter().zip(stands) {
            let Some(stand) = *stand else { continue };
            let mut measure =
                Measure { tree, sources, findings, changes: &mut changes, touched: BTreeMap::new(), stand };
            let of = |verb| lines.steps.iter().filter(move |step| step.verb == verb);
            of(Verb::Zet).for_each(|step| measure.take(step));
            of(Verb::Wijzig).for_each(|step| measure.take(step));
            measure.rescale();
        }
        changes
    }
}

fn lines(tree: &Node, name: &str) -> Option<Lines> {
    let measure = tree.get("maatregelen")?.entry(name)?;
    let verbs = [(Verb::Zet, "zet"), (Verb::Wijzig, "wijzig")];
    let steps = verbs.into_iter().flat_map(|(verb, key)| {
        let at = Path(vec!["maatregelen".to_owned(), name.to_owned(), key.to_owned()]);
        let entries = measure.node.get(key).map_or(&[][..], Node::entries);
        entries.iter().map(move |entry| Step {
            measure: name.to_owned(),
            at: at.clone(),
            verb,
            pattern: entry.key.clone(),
            key_spot: entry.spot,
            node: entry.node.clone(),
        })
    });
    Some(Lines { name: name.to_owned(), spot: measure.spot, steps: steps.collect() })
}

/// One measure at work.
struct Measure<'a> {
    tree: &'a mut Node,
    sources: &'a Sources,
    findings: &'a mut Findings,
    changes: &'a mut Vec<Change>,
    /// Shares of a whole that this measure gave a value, by the path of the whole.
    touched: BTreeMap<Path, Touched>,
    stand: Stand,
}

struct Touched {
    names: Vec<String>,
    measure: String,
    spot: Spot,
}

impl Measure<'_> {
    fn take(&mut self, step: &Step) {
        if step.node.is_empty() {
            let problem = Problem::new(step.key_spot, format!("achter `{}` staat niets", step.pattern));
            self.findings.error(self.sources, step.at.clone(), problem.hint("vul een waarde in"));
            return;
        }
        match expand(&Scope::root(self.tree), &step.pattern, step.verb, step.key_spot) {
            Ok(targets) => targets.iter().for_each(|target| self.apply(step, target)),
            Err(problem) => self.findings.error(self.sources, step.at.clone(), problem),
        }
    }

    fn apply(&mut self, step: &Step, target: &Target) {
        let text = step.node.text().unwrap_or_default();
        let may_be_negative = matches!(target.field.kind, Kind::Between { .. }) && text.starts_with('-');
        if step.verb == Verb::Zet && change::looks_like_a_change(text) && !may_be_negative {
            let message = format!("`zet` geeft een nieuwe waarde; {} is een verandering", short(text));
            let problem = Problem::new(step.node.spot, message)
                .hint("zet deze regel onder `wijzig`, of laat het teken weg");
            self.findings.error(self.sources, step.at.clone(), problem);
            return;
        }
        let root = Scope::root(self.tree);
        let Some(old) = change::effective(&root, target) else {
            let problem = Problem::new(
                step.key_spot,
                format!("`{}` heeft nog geen waarde om te wijzigen", target.path),
            )
            .hint("geef eerst een waarde met `zet`");
            if step.verb == Verb::Wijzig {
                self.findings.error(self.sources, step.at.clone(), problem);
                return;
            }
            return self.write(step, target, None, step.node.clone());
        };
        let new = match step.verb {
            Verb::Zet => Ok(step.node.clone()),
            Verb::Wijzig => (0..self.stand.keer)
                .try_fold(old.clone(), |old, _| change::changed(&root, target, &old, &step.node)),
        };
        let new = new.map(|new| match self.stand.mate {
            1.0 => new,
            part => blend::between(target, &old, &new, part).unwrap_or_else(|| {
                self.cannot_ramp(step, target);
                new
            }),
        });
        match new {
            Ok(new) => self.write(step, target, Some(old), new),
            Err(problem) => self.findings.error(self.sources, step.at.clone(), problem),
        }
    }

    fn cannot_ramp(&mut self, step: &Step, target: &Target) {
        let message = format!("`{}` kan niet geleidelijk veranderen", target.path);
        let hint = "dit gaat in één keer in; geef het een eigen maatregel zonder `ingroei` en `uitdoven`";
        self.findings.warn(self.sources, step.at.clone(), Problem::new(step.key_spot, message).hint(hint));
    }

    fn write(&mut self, step: &Step, target: &Target, old: Option<Node>, new: Node) {
        let root = Scope::root(self.tree);
        if let Some((path, block)) = change::opened(&root, target) {
            self.tree.put(&path.0, block);
        }
        if let Some((whole, name)) = target.whole() {
            let touched = self.touched.entry(whole).or_insert_with(|| Touched {
                names: Vec::new(),
                measure: step.measure.clone(),
                spot: step.key_spot,
            });
            touched.names.push(name);
        }
        self.changes.push(Change {
            path: target.path.clone(),
            measure: step.measure.clone(),
            verb: step.verb,
            spot: step.key_spot,
            from: old.as_ref().map_or("niets".to_owned(), save::inline),
            to: save::inline(&new),
        });
        self.tree.put(&target.path.0, new);
    }

    /// G7: what a measure leaves of a whole is shared by the others in proportion.
    fn rescale(&mut self) {
        for (path, touched) in std::mem::take(&mut self.touched) {
            match whole::rescaled(self.tree, &path, &touched.names) {
                Ok(shares) => {
                    for whole::Rescaled { path, from, to } in shares {
                        let node = Node::scalar(to.clone(), touched.spot);
                        self.tree.put(&path.0, node);
                        let (measure, spot) = (touched.measure.clone(), touched.spot);
                        let verb = Verb::Wijzig;
                        self.changes.push(Change { path, measure, verb, spot, from, to });
                    }
                }
                Err((message, hint)) => {
                    let problem = Problem::new(touched.spot, message).hint(hint);
                    self.findings.error(self.sources, path, problem);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path as FilePath;

    use crate::scenario::{Loaded, load, load_text};

    const BASE: &str = "\
kanalen:
  telefoon: { soort: gesprek, groep: live }
  balie: { soort: inloop, groep: [live, fysiek], open: \"ma-vr 09:00-12:00\" }
  website: { soort: zelf }
teams:
  kcc: { doet: [telefoon], groep: voor, diensten: { dag: { medewerkers: 4 } } }
  bz: { doet: [balie], inzetbaarheid: 70%, diensten: { dag: { medewerkers: 3 }, laat: { medewerkers: 1 } } }
doelgroepen:
  a: { aandeel: 50% }
  b: { aandeel: 30% }
  c: { aandeel: 20% }
klantreizen:
  bel:
    vraag: { aantal: 20000 per jaar }
    stappen: { een: { contact: telefoon }, twee: { contact: telefoon, geduld: 3 min } }
  pas:
    vraag: { aantal: { \"09:00\": 10 per uur, \"10:00\": 20 per uur } }
    stappen:
      start: { contact: balie, duur: 12 min, daarna: keuze }
      keuze: { wacht: 5 werkdagen, daarna: { halen: 60%, brengen: 30%, sturen: 10% } }
      halen: { contact: balie, duur: { mediaan: 4 min, p90: 9 min } }
      brengen: { wacht: 1 dag }
      sturen: { wacht-op-klant: { gemiddeld: 2 weken, cv: 0.5 } }
";

    fn loaded(measures: &str) -> Loaded {
        load_text("proef.yaml", &format!("{BASE}maatregelen:\n{measures}"))
    }

    /// The value at a path after one measure with these lines.
    fn value(verb: &str, lines: &str, path: &str) -> String {
        let loaded = loaded(&format!("  m:\n    {verb}:\n{lines}"));
        assert!(loaded.scenario.is_some(), "{}", loaded.render(false));
        loaded.show(path).expect("a value")[0].value.clone()
    }

    fn changed(line: &str, path: &str) -> String {
        value("wijzig", &format!("      {line}\n"), path)
    }

    fn refused(verb: &str, line: &str) -> String {
        loaded(&format!("  m:\n    {verb}:\n      {line}\n"))
            .findings
            .first()
            .map_or(String::new(), |finding| finding.message.clone())
    }

    #[test]
    fn zet_gives_a_new_value_and_wijzig_changes_the_one_that_holds() {
        assert_eq!(value("zet", "      teams.kcc.inzetbaarheid: 90%\n", "teams.kcc.inzetbaarheid"), "90%");
        assert_eq!(changed("teams.kcc.inzetbaarheid: +4 punten", "teams.kcc.inzetbaarheid"), "80%");
        assert_eq!(changed("teams.kcc.inzetbaarheid: keer 0.5", "teams.kcc.inzetbaarheid"), "38%");
        assert_eq!(
            changed("teams.kcc.diensten.dag.medewerkers: 2", "teams.kcc.diensten.dag.medewerkers"),
            "6"
        );
        assert_eq!(changed("kanalen.telefoon.nawerk: -20 s", "kanalen.telefoon.nawerk"), "25 s");
        assert_eq!(
            changed("klantreizen.bel.vraag.aantal: × 1.1", "klantreizen.bel.vraag.aantal"),
            "22000 per jaar"
        );
        assert_eq!(
            changed("klantreizen.bel.vraag.aantal: +500 per jaar", "klantreizen.bel.vraag.aantal"),
            "20500 per jaar"
        );
    }

    #[test]
    fn a_share_stays_between_nothing_and_all() {
        assert_eq!(changed("teams.kcc.inzetbaarheid: +50 punten", "teams.kcc.inzetbaarheid"), "100%");
        assert_eq!(
            changed("kanalen.telefoon.haakt-direct-af: -50 punten", "kanalen.telefoon.haakt-direct-af"),
            "0%"
        );
    }

    #[test]
    fn a_spread_moves_as_a_whole_and_its_mean_and_cv_have_paths() {
        let path = "klantreizen.pas.stappen.start.duur";
        assert_eq!(changed(&format!("{path}: -2 min"), path), "10 min");
        assert_eq!(changed(&format!("{path}.gemiddeld: +1 min"), path), "{ gemiddeld: 13 min }");
        assert_eq!(changed(&format!("{path}.cv: keer 0.5"), path), "{ gemiddeld: 12 min, cv: 40% }");
        let quantiles = "klantreizen.pas.stappen.halen.duur";
        assert_eq!(changed(&format!("{quantiles}: keer 2"), quantiles), "{ mediaan: 8 min, p90: 18 min }");
        assert!(refused("wijzig", &format!("{quantiles}: +1 min")).contains("alleen de schaal"));
        let written = "klantreizen.pas.stappen.sturen.duur";
        assert_eq!(changed(&format!("{written}.cv: +0.1"), written), "{ gemiddeld: 2 weken, cv: 60% }");
    }

    #[test]
    fn rates_by_the_hour_change_together() {
        let path = "klantreizen.pas.vraag.aantal";
        assert_eq!(
            changed(&format!("{path}: keer 2"), path),
            "{ \"09:00\": 20 per uur, \"10:00\": 40 per uur }"
        );
        assert_eq!(
            changed(&format!("{path}.10:00: keer 2"), path),
            "{ \"09:00\": 10 per uur, \"10:00\": 40 per uur }"
        );
    }

    #[test]
    fn a_star_means_every_name_where_the_key_applies() {
        let loaded = loaded("  m: { wijzig: { kanalen.*.nawerk: +10 s } }\n");
        let values: Vec<String> =
            loaded.show("kanalen.*.nawerk").unwrap().into_iter().map(|shown| shown.value).collect();
        assert_eq!(values, ["55 s", "10 s"], "self-service has no after-call work");
    }

    #[test]
    fn a_group_means_every_part_that_carries_it() {
        assert_eq!(changed("kanalen.(fysiek).nawerk: +10 s", "kanalen.balie.nawerk"), "10 s");
        assert_eq!(changed("kanalen.(fysiek).nawerk: +10 s", "kanalen.telefoon.nawerk"), "45 s");
    }

    #[test]
    fn a_path_that_means_nothing_is_refused() {
        assert!(refused("zet", "teams.zorg.inzetbaarheid: 80%").contains("`zorg` staat niet in `teams`"));
        assert!(refused("zet", "teams.(zorg).inzetbaarheid: 80%").contains("heeft de groep `zorg`"));
        assert!(refused("zet", "kanalen.website.lijnen: 4").contains("geldt niet voor `kanalen.website`"));
        assert!(refused("zet", "teams.kcc.inzetbarheid: 80%").contains("geen sleutel"));
    }

    #[test]
    fn shares_that_make_a_whole_rescale() {
        let daarna = "klantreizen.pas.stappen.keuze.daarna";
        assert_eq!(
            value("zet", &format!("      {daarna}.halen: 80%\n"), daarna),
            "{ halen: 80%, brengen: 15%, sturen: 5% }"
        );
        assert_eq!(
            value("zet", &format!("      {daarna}.halen: 20%\n      {daarna}.brengen: 30%\n"), daarna),
            "{ halen: 20%, brengen: 30%, sturen: 50% }"
        );
        assert_eq!(value("zet", "      doelgroepen.a.aandeel: 75%\n", "doelgroepen.b.aandeel"), "15%");
        assert!(
            refused("zet", "klantreizen.pas.stappen.start.daarna.keuze: 75%").contains("blijft 25% over")
        );
    }

    #[test]
    fn the_nearest_value_counts_and_a_change_of_what_is_nowhere_lands_where_it_holds() {
        let loaded = loaded("  m: { wijzig: { gedrag.geduld: keer 2 } }\n");
        let geduld =
            |step: &str| loaded.show(&format!("klantreizen.{step}.geduld")).unwrap()[0].value.clone();
        assert_eq!(geduld("bel.stappen.een"), "14 min");
        assert_eq!(geduld("bel.stappen.twee"), "3 min", "a step's own value is nearer");
        assert_eq!(geduld("pas.stappen.start"), "onbeperkt");
    }

    #[test]
    fn a_change_of_a_journey_starts_from_what_its_steps_inherit() {
        let loaded = loaded("  m: { wijzig: { klantreizen.bel.probeert-opnieuw.kans: -20 punten } }\n");
        let kans = |step: &str| {
            loaded.show(&format!("klantreizen.bel.stappen.{step}.probeert-opnieuw.kans")).unwrap()[0]
                .value
                .clone()
        };
        assert_eq!((kans("een"), kans("twee")), ("40%".to_owned(), "40%".to_owned()));
    }

    #[test]
    fn after_call_work_of_a_team_starts_from_that_of_its_channels() {
        assert_eq!(changed("teams.kcc.nawerk: -15 s", "teams.kcc.nawerk"), "30 s");
    }

    #[test]
    fn measures_work_in_the_order_of_the_file_and_one_that_is_off_does_nothing() {
        let path = "teams.kcc.inzetbaarheid";
        let loaded = loaded(&format!(
            "  een: {{ zet: {{ {path}: 50% }} }}\n  twee: {{ wijzig: {{ {path}: keer 1.2 }} }}\n  drie: {{ aan: nee, zet: {{ {path}: 10% }} }}\n"
        ));
        let shown = &loaded.show(path).unwrap()[0];
        assert_eq!(shown.value, "60%");
        assert!(
            shown.origin.contains("`twee`") && shown.origin.contains("van 50% naar 60%"),
            "{}",
            shown.origin
        );
    }

    #[test]
    fn the_command_line_is_a_measure_that_comes_last() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("proef.yaml");
        let measures = "maatregelen:\n  m: { zet: { teams.kcc.inzetbaarheid: 50% } }\n";
        std::fs::write(&file, format!("{BASE}{measures}")).unwrap();
        let run = |sets: &[(&str, &str)]| {
            let sets: Vec<(String, String)> =
                sets.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect();
            load(FilePath::new(&file), &sets).unwrap()
        };
        let shown = |loaded: &Loaded| loaded.show("teams.kcc.inzetbaarheid").unwrap()[0].value.clone();
        assert_eq!(shown(&run(&[("teams.kcc.inzetbaarheid", "60%")])), "60%");
        assert_eq!(shown(&run(&[("teams.kcc.inzetbaarheid", "+5 punten")])), "55%");
        assert_eq!(shown(&run(&[("maatregelen.m.aan", "nee")])), "76%");
        let wrong = run(&[("onderzoek.zaad", "7"), ("teams.kcc.inzetbaarheid", "veel")]).render(false);
        assert!(
            wrong.contains("opdrachtregel:2:25") && wrong.contains("teams.kcc.inzetbaarheid=veel"),
            "{wrong}"
        );
        let again = load_text("x.yaml", &run(&[("teams.kcc.inzetbaarheid", "+5 punten")]).to_yaml());
        assert_eq!(shown(&again), "55%");
    }
}
