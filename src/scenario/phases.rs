//! What measures make of a scenario from day to day: one scenario for each stretch of days in which nothing changes.
//!
//! Numbers go along a ramp in steps of a week, from Monday to Monday, at what the ramp is half-way the week. The shape
//! of the scenario stays: a measure changes numbers, names and timetables of parts that exist.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::fields::along;
use super::findings::Findings;
use super::klantreis::{Stap, StapSoort};
use super::maatregel::{Effort, Maatregel, Stand, after};
use super::parse::Problem;
use super::patch::{Change, Plan, Verb};
use super::scope::Ledger;
use super::source::Sources;
use super::tree::Node;
use super::value::Verloop;
use super::{Fase, Scenario, check, read, shape};
use crate::diagnostic::Path;

/// Measures with a `deel` at most: each set of them is a world of its own.
const MOST_SHARES: usize = 4;

/// A tree with its measures applied, and read.
pub struct Phased {
    /// As it is on the first simulated day; what comes later is in its `fasen`.
    pub scenario: Scenario,
    pub tree: Node,
    pub before: Node,
    pub changes: Vec<Change>,
    pub ledger: Ledger,
    pub history: History,
}

/// What the values that measures with dates change become, from day to day.
pub type History = BTreeMap<Path, Vec<(Date, String)>>;

/// Applies what measures there are and reads what becomes of the tree; `names`: the stem of the file, and of the file at
/// the bottom.
pub fn read(
    bare: Node,
    plan: Plan,
    names: (&str, &str),
    sources: &Sources,
    findings: &mut Findings,
) -> Phased {
    let measures = read::maatregelen(&bare);
    let mut courses: Vec<Maatregel> = measures.iter().map(|(_, measure)| measure.clone()).collect();
    courses.resize_with(plan.len(), Maatregel::always);
    let always: Vec<Option<Stand>> =
        courses.iter().map(|course| course.is_always().then_some(Stand::FULL)).collect();
    let mut phases = Phases { bare, plan, names, sources, findings };
    let first = phases.stand(&always, Ledger::default(), true);
    let is_timeless =
        always.iter().all(Option::is_some) && measures.iter().all(|(_, it)| it.inspanning.is_empty());
    if is_timeless {
        return first.phased(phases.plan.before, History::new());
    }
    let scenario = &first.scenario;
    let day_0 = after(scenario.periode.van, -i64::from(scenario.periode.aanloop_dagen));
    let days = (day_0, scenario.periode.tot);
    // what comes, fades or returns without a first day does so from the first day that counts
    for course in courses.iter_mut().filter(|course| course.is_dateless()) {
        course.vanaf = Some(scenario.periode.van);
    }
    for (name, measure) in &measures {
        for Effort { from, until, taken } in measure.efforts(&scenario.teams, day_0) {
            phases.plan.add_effort(name, taken);
            courses.push(Maatregel { vanaf: Some(from), tot: until, ..Maatregel::always() });
        }
    }
    let (first, fasen, history) = phases.all(&courses, days);
    let mut phased = first.phased(phases.plan.before, history);
    phased.scenario.fasen = fasen;
    phased
}

struct Phases<'a> {
    bare: Node,
    plan: Plan,
    names: (&'a str, &'a str),
    sources: &'a Sources,
    findings: &'a mut Findings,
}

/// A tree as some measures leave it.
struct Applied {
    scenario: Scenario,
    tree: Node,
    changes: Vec<Change>,
    ledger: Ledger,
}

impl Applied {
    fn phased(self, before: Node, history: History) -> Phased {
        let Self { scenario, tree, changes, ledger } = self;
        Phased { scenario, tree, before, changes, ledger, history }
    }
}

impl Phases<'_> {
    /// What stands when measures go this far. `is_checked`: what is wrong with it is reported.
    fn stand(&mut self, stands: &[Option<Stand>], ledger: Ledger, is_checked: bool) -> Applied {
        let mut tree = self.bare.clone();
        let changes = self.plan.apply(&mut tree, stands, self.sources, self.findings);
        if is_checked {
            shape::check(&tree, self.sources, self.findings, true);
        }
        let scenario = read::scenario(&tree, self.names.0, self.names.1, &ledger);
        if is_checked {
            check::check(&scenario, &tree, self.sources, self.findings);
        }
        Applied { scenario, tree, changes, ledger }
    }

    /// Every stretch of days, with what values become on the way.
    fn all(&mut self, courses: &[Maatregel], (first, last): (Date, Date)) -> (Applied, Vec<Fase>, History) {
        let mut days: Vec<Date> = courses.iter().flat_map(|course| course.dagen(first, last)).collect();
        days.push(first);
        days.sort_unstable();
        days.dedup();
        let ends = days.iter().skip(1).copied().chain([after(last, 1)]);
        let shares: Vec<usize> = (0..courses.len()).filter(|index| courses[*index].deel.is_some()).collect();
        self.too_many(&shares);
        let shares = &shares[..shares.len().min(MOST_SHARES)];
        let (mut known, mut checked, mut replaced) = (Vec::<Known>::new(), Vec::new(), Vec::new());
        let (mut fasen, mut history, mut start) = (Vec::<Fase>::new(), History::new(), None);
        let mut originals = BTreeMap::new();
        for (&from, to) in days.iter().zip(ends) {
            let stands: Vec<Option<Stand>> =
                courses.iter().map(|course| course.stand(first, from, to)).collect();
            let reach = |index: &usize| {
                stands[*index].map_or(0.0, |stand| stand.mate * courses[*index].deel.unwrap_or(1.0))
            };
            let bereik = shares.iter().map(reach).collect();
            let worlds: Vec<Vec<Option<Stand>>> =
                (0..1 << shares.len()).map(|reached: usize| with_shares(&stands, shares, reached)).collect();
            let index = known.iter().position(|known| known.stands == worlds[0]);
            let index = index.unwrap_or_else(|| {
                // between two steps of a ramp nothing can go wrong that did not at its ends
                let switches: Vec<Option<u32>> =
                    worlds[0].iter().map(|stand| stand.map(|stand| stand.keer)).collect();
                let is_new = !checked.contains(&switches);
                checked.push(switches);
                let mut made = worlds.iter().map(|world| {
                    let ledger = if start.is_none() { Ledger::default() } else { Ledger::off() };
                    self.stand(world, ledger, is_new)
                });
                let base = made.next().expect("everybody lives in some world");
                let bereikt: Vec<Applied> = made.collect();
                for (reached, world) in bereikt.iter().enumerate() {
                    self.only_for_some(&base, world, shares, reached + 1);
                }
                self.replaces_ramps(&base, courses, &worlds[0], &mut replaced);
                let whole = start.as_ref().map_or(&base.scenario, |start: &Applied| &start.scenario);
                for world in std::iter::once(&base).chain(&bereikt).filter(|_| is_new) {
                    self.keeps_shape(whole, world);
                    self.keeps_throughout(world, courses);
                }
                let values = values(&base.changes);
                let scenario = match start {
                    Some(_) => base.scenario,
                    None => start.insert(base).scenario.clone(),
                };
                known.push(Known {
                    stands: worlds[0].clone(),
                    scenario: Arc::new(scenario),
                    bereikt: bereikt.into_iter().map(|world| Arc::new(world.scenario)).collect(),
                    values,
                });
                known.len() - 1
            });
            let now = &known[index];
            note(&mut history, &mut originals, first, from, now);
            fasen.push(Fase {
                vanaf: from,
                scenario: now.scenario.clone(),
                bereik,
                bereikt: now.bereikt.clone(),
            });
        }
        self.never(courses, (first, last));
        let at_last = courses.iter().map(|course| course.stand(first, days[days.len() - 1], after(last, 1)));
        let changes = self.stand(&at_last.collect::<Vec<_>>(), Ledger::off(), false).changes;
        check::closing::check(&fasen, &changes, self.sources, self.findings);
        (start.expect("there is a first day"), fasen, history)
    }

    fn too_many(&mut self, shares: &[usize]) {
        if let Some(index) = shares.get(MOST_SHARES) {
            let (name, spot) = self.plan.name(*index);
            let message = format!("er zijn meer dan {MOST_SHARES} maatregelen met een `deel`");
            let problem =
                Problem::new(spot, message).hint("laat `deel` weg waar een maatregel voor iedereen geldt");
            self.findings.error(self.sources, Path(vec!["maatregelen".into(), name.into()]), problem);
        }
    }

    /// Nobody can have opening hours or colleagues of his own.
    fn only_for_some(&mut self, base: &Applied, world: &Applied, shares: &[usize], reached: usize) {
        let own = |(bit, index): (usize, &usize)| (reached >> bit & 1 == 1).then(|| self.plan.name(*index).0);
        let names: Vec<&str> = shares.iter().enumerate().filter_map(own).collect();
        // the hours that it asks are asked of all
        let is_of_all = |change: &Change| {
            base.changes.iter().any(|it| (&it.path, &it.measure) == (&change.path, &change.measure))
        };
        let own = world.changes.iter().filter(|change| names.contains(&change.measure.as_str()));
        for change in own.filter(|change| !is_of_all(change)) {
            if let Some(field) = along(&change.path.0).find(|field| field.is_for_all) {
                let message = format!(
                    "`{}` is er voor iedereen: een maatregel met `deel` kan dat niet wijzigen",
                    change.path
                );
                let problem = Problem::new(change.spot, message)
                    .hint(format!("haal `deel` weg, of maak van `{}` een eigen maatregel", field.key));
                let at = Path(vec!["maatregelen".into(), change.measure.clone()]);
                self.findings.error(self.sources, at, problem);
            }
        }
    }

    /// No part comes or goes on the way.
    fn keeps_shape(&mut self, start: &Scenario, world: &Applied) {
        let other = (start.klantreizen.iter().zip(&world.scenario.klantreizen))
            .find(|((_, one), (_, other))| parts(one) != parts(other));
        let Some(((name, _), _)) = other else { return };
        let inside =
            |change: &&Change| change.path.0[0] == "klantreizen" && change.path.0.get(1) == Some(name);
        let changes = || world.changes.iter().rev();
        let Some(change) = changes().find(inside).or_else(|| changes().next()) else { return };
        let message =
            format!("hiermee krijgt klantreis `{name}` andere stappen of kanalen dan zij in het begin heeft");
        let problem = Problem::new(change.spot, message)
            .hint("zet wat later komt er vanaf het begin in, met een deel van 0%, en wijzig dat deel");
        let at = Path(vec!["maatregelen".into(), change.measure.clone()]);
        self.findings.error(self.sources, at, problem);
    }

    /// What holds for the whole of a run has no dates.
    fn keeps_throughout(&mut self, world: &Applied, courses: &[Maatregel]) {
        let dated = |change: &&Change| {
            let course = (0..courses.len()).find(|index| self.plan.name(*index).0 == change.measure);
            course.is_some_and(|index| !courses[index].is_always())
        };
        let fixed: Vec<Change> = world.changes.iter().filter(dated).filter(is_fixed).cloned().collect();
        for change in fixed {
            let message =
                format!("`{}` geldt voor de hele periode en kan niet onderweg veranderen", change.path);
            let hint = match change.path.0[0].as_str() {
                "normen" => "geef twee normen: de oude met `tot`, de nieuwe met `vanaf`",
                _ => "haal `vanaf`, `tot`, `deel` en dergelijke weg",
            };
            let at = Path(vec!["maatregelen".into(), change.measure.clone()]);
            self.findings.error(self.sources, at, Problem::new(change.spot, message).hint(hint));
        }
    }

    /// A new value ends what an earlier measure was still changing; each pair is told once.
    fn replaces_ramps(
        &mut self,
        world: &Applied,
        courses: &[Maatregel],
        stands: &[Option<Stand>],
        told: &mut Vec<(String, String)>,
    ) {
        let is_ramp = |index: &usize| stands[*index].is_some_and(|stand| courses[*index].is_under_way(stand));
        let ramps: Vec<&str> =
            (0..courses.len()).filter(is_ramp).map(|index| self.plan.name(index).0).collect();
        let mut under_way = BTreeMap::<&Path, &str>::new();
        let mut found = Vec::new();
        for change in &world.changes {
            let measure = change.measure.as_str();
            match (change.verb, under_way.get(&change.path)) {
                (Verb::Zet, Some(earlier)) if *earlier != measure => found.push((*earlier, change)),
                _ if ramps.contains(&measure) => drop(under_way.insert(&change.path, measure)),
                _ => {}
            }
        }
        for (earlier, change) in found {
            let pair = (earlier.to_owned(), change.measure.clone());
            if told.contains(&pair) {
                continue;
            }
            told.push(pair);
            let message = format!(
                "dit vervangt `{}`, dat maatregel `{earlier}` nog aan het veranderen is",
                change.path
            );
            let hint = format!("gebruik `wijzig`, of laat dit later ingaan als `{earlier}` is uitgewerkt");
            let at = Path(vec!["maatregelen".into(), change.measure.clone()]);
            self.findings.warn(self.sources, at, Problem::new(change.spot, message).hint(hint));
        }
    }

    /// What is there before the first simulated day, and stays, is no change that anybody sees.
    fn begins_before(&mut self, index: usize, course: &Maatregel, first: Date) {
        let Some(from) = course.vanaf.filter(|from| *from < first) else { return };
        let stays = course.tot.is_none() && course.elke.is_none() && course.uitdoven == Verloop::Meteen;
        if !stays || course.ingroei != Verloop::Meteen || course.groep.iter().any(|it| it == "overgang") {
            return;
        }
        let (name, spot) = self.plan.name(index);
        let message = format!(
            "maatregel `{name}` begint op {from}, voor de periode: zij geldt de hele tijd, en wat zij verandert is niet te zien"
        );
        let problem = Problem::new(spot, message).hint(
            "kijk naar het jaar, haal `vanaf` weg als zij er altijd is, of laat de periode eerder beginnen",
        );
        self.findings.warn(self.sources, Path(vec!["maatregelen".into(), name.into()]), problem);
    }

    /// Measures that fall outside the simulated days: their paths are looked at all the same.
    fn never(&mut self, courses: &[Maatregel], (first, last): (Date, Date)) {
        for (index, course) in courses.iter().enumerate() {
            let after = course.vanaf.is_some_and(|from| last < from);
            let before = course.tot.is_some_and(|until| until < first);
            if !after && !before {
                self.begins_before(index, course, first);
                continue;
            }
            let mut stands = vec![None; courses.len()];
            stands[index] = Some(Stand::FULL);
            self.stand(&stands, Ledger::off(), false);
            let (name, spot) = self.plan.name(index);
            let problem = Problem::new(
                spot,
                format!("maatregel `{name}` valt buiten de periode ({first} t/m {last}) en doet dus niets"),
            );
            let problem = problem.hint("kijk naar `vanaf` en `tot`, of maak de periode langer");
            self.findings.warn(self.sources, Path(vec!["maatregelen".into(), name.into()]), problem);
        }
    }
}

fn values(changes: &[Change]) -> BTreeMap<Path, (String, String)> {
    let mut values = BTreeMap::<Path, (String, String)>::new();
    for Change { path, from, to, .. } in changes {
        let value = values.entry(path.clone()).or_insert_with(|| (from.clone(), String::new()));
        value.1.clone_from(to);
    }
    values
}

fn is_fixed(change: &&Change) -> bool {
    const FIXED: &[&str] = &[
        "periode",
        "kalender",
        "onderzoek",
        "normen",
        "gemeten",
        "bronnen",
        "naam",
        "stroomnaam",
        "toelichting",
    ];
    FIXED.contains(&change.path.0[0].as_str())
}

/// What there is of a step, whatever its numbers: its name, its kind, and over which channels with a second line or not.
#[derive(PartialEq)]
struct Outline<'s> {
    name: &'s str,
    kind: u8,
    via: Vec<(&'s str, bool)>,
}

fn parts(journey: &super::klantreis::Klantreis) -> Vec<Outline<'_>> {
    journey.stappen.iter().map(Outline::of).collect()
}

impl<'s> Outline<'s> {
    fn of((name, step): &'s (String, Stap)) -> Self {
        let via = match &step.soort {
            StapSoort::Contact { via, .. } => &via[..],
            _ => &[],
        };
        let via = via.iter().map(|(channel, contact)| (channel.as_str(), contact.achterwacht.is_some()));
        Self { name, kind: kind(&step.soort), via: via.collect() }
    }
}

fn kind(step: &StapSoort) -> u8 {
    match step {
        StapSoort::Contact { passend: false, .. } => 0,
        StapSoort::Contact { passend: true, .. } => 7,
        StapSoort::Werk { .. } => 1,
        StapSoort::Wacht { .. } => 2,
        StapSoort::WachtOpKlant { .. } => 3,
        StapSoort::WachtOpPartner { .. } => 4,
        StapSoort::Bericht { .. } => 5,
        StapSoort::Einde => 6,
    }
}

/// Scenarios that stand for some stretch of days, and may do so again.
struct Known {
    stands: Vec<Option<Stand>>,
    scenario: Arc<Scenario>,
    bereikt: Vec<Arc<Scenario>>,
    /// What was changed: from what, to what.
    values: BTreeMap<Path, (String, String)>,
}

/// How far measures go for those whom a set of measures with a `deel` reaches.
fn with_shares(stands: &[Option<Stand>], shares: &[usize], reached: usize) -> Vec<Option<Stand>> {
    let mut stands = stands.to_vec();
    for (bit, index) in shares.iter().enumerate() {
        let is_reached = reached >> bit & 1 == 1;
        // those whom it reaches have all of it; how many they are goes along the ramp
        let keer = stands[*index].map_or(1, |stand| stand.keer);
        stands[*index] = is_reached.then_some(Stand { mate: 1.0, keer });
    }
    stands
}

/// Adds what values have become, where they changed; each begins with what it is on the first day.
fn note(history: &mut History, originals: &mut BTreeMap<Path, String>, first: Date, from: Date, now: &Known) {
    for (path, (original, _)) in &now.values {
        originals.entry(path.clone()).or_insert_with(|| original.clone());
        history.entry(path.clone()).or_insert_with(|| vec![(first, original.clone())]);
    }
    for (path, course) in history.iter_mut() {
        let value = now.values.get(path).map_or(&originals[path], |(_, value)| value).clone();
        match course.last_mut() {
            Some((day, last)) if *day == from => *last = value,
            Some((_, last)) if *last == value => {}
            _ => course.push((from, value)),
        }
    }
}
