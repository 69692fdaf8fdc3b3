//! The points of a batch: which scenario, with which value on each axis.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::experiment::pilot::settled;
use crate::experiment::sweep::{LatinHypercube, Wanted, of_grid};
use crate::model::Model;
use crate::model::compile::compile;
use crate::report::batch::Axis;
use crate::report::batch::store::{Key, key_of};
use crate::report::manifest;
use crate::scenario::verken::{As, Ontwerp, Verkenning, Waarde};
use crate::scenario::{Basis, Loaded, Scenario};

/// What the axis over scenarios is called.
const SCENARIO: &str = "scenario";

pub struct Points {
    bases: Vec<Base>,
    /// The scenario that the batch is named after: period and study of the whole are its.
    first: Scenario,
    /// Changes from the command line, before those of a point.
    sets: Vec<(String, String)>,
    axes: Vec<As>,
    design: Design,
    /// Of every point.
    pub seed: u64,
}

/// A scenario of which points are made.
pub struct Base {
    name: String,
    scenario: Basis,
    /// Of all that it holds.
    hash: String,
}

impl Base {
    pub fn new(path: &Path, loaded: Loaded) -> Self {
        Self {
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            // what a measure that is off or a group holds stands in the file only
            hash: manifest::hash(loaded.canonical() + &loaded.to_yaml()),
            scenario: loaded.into_basis(),
        }
    }
}

enum Design {
    /// The values of each axis.
    Grid(Vec<Vec<Waarde>>),
    Latin(LatinHypercube, usize),
    /// The values of each axis, the n-th of each for the n-th point.
    Rows(Vec<Vec<Waarde>>, usize),
}

/// One written value, tried by itself.
pub struct Try<'a> {
    pub base: &'a Basis,
    pub path: &'a str,
    pub value: Waarde,
    pub sets: Vec<(String, String)>,
}

impl Points {
    pub fn new(
        plan: &Verkenning,
        (first, bases): (Scenario, Vec<Base>),
        sets: &[(String, String)],
        seed: u64,
    ) -> Self {
        let axes = plan.assen.clone();
        let levels = || axes.iter().map(|axis| axis.trappen().unwrap_or_default()).collect::<Vec<_>>();
        let design = match plan.ontwerp {
            Ontwerp::Raster => Design::Grid(levels()),
            Ontwerp::Latijns { punten } => {
                let names: Vec<&str> = axes.iter().map(|axis| axis.pad.as_str()).collect();
                Design::Latin(LatinHypercube::new(seed, &names, punten as usize), punten as usize)
            }
            Ontwerp::Tabel => {
                let rows = levels();
                let n = rows.first().map_or(0, Vec::len);
                Design::Rows(rows, n)
            }
        };
        Self { bases, first, sets: sets.to_vec(), axes, design, seed }
    }

    pub fn first(&self) -> &Scenario {
        &self.first
    }

    pub fn names(&self) -> Vec<String> {
        self.bases.iter().map(|base| base.name.clone()).collect()
    }

    pub fn len(&self) -> usize {
        self.bases.len() * self.of_one()
    }

    /// Points of one scenario.
    fn of_one(&self) -> usize {
        match &self.design {
            Design::Grid(levels) => levels.iter().map(Vec::len).product(),
            Design::Latin(_, n) | Design::Rows(_, n) => *n,
        }
    }

    pub fn design(&self) -> &'static str {
        match self.design {
            Design::Grid(_) => "raster",
            Design::Latin(..) => "latijns",
            Design::Rows(..) => "tabel",
        }
    }

    /// As columns of the data; scenarios are an axis where there are more.
    pub fn axes(&self) -> Vec<Axis> {
        let scenario = (self.bases.len() > 1).then(|| Axis { path: SCENARIO.to_owned(), unit: None });
        let own = self.axes.iter().map(|axis| Axis { path: axis.pad.clone(), unit: axis.eenheid.clone() });
        scenario.into_iter().chain(own).collect()
    }

    /// Which scenario, and the value on each axis.
    fn values(&self, point: usize) -> (&Base, Vec<Waarde>) {
        let (base, point) = (&self.bases[point / self.of_one()], point % self.of_one());
        let values = match &self.design {
            Design::Grid(levels) => {
                let sizes: Vec<usize> = levels.iter().map(Vec::len).collect();
                let places = of_grid(&sizes, point);
                levels.iter().zip(places).map(|(values, place)| values[place].clone()).collect()
            }
            Design::Latin(drawn, _) => {
                self.axes.iter().zip(drawn.point(point)).map(|(axis, part)| axis.op(part)).collect()
            }
            Design::Rows(rows, _) => rows.iter().map(|values| values[point].clone()).collect(),
        };
        (base, values)
    }

    /// A point in the columns of the data: numbers bare, their unit is that of the axis.
    pub fn places(&self, point: usize) -> Vec<String> {
        let (base, values) = self.values(point);
        let scenario = (self.bases.len() > 1).then(|| base.name.clone());
        let bare = |(axis, value): (&As, Waarde)| match value.getal().filter(|_| axis.eenheid.is_some()) {
            Some(number) => number.to_string(),
            None => value.tekst,
        };
        scenario.into_iter().chain(self.axes.iter().zip(values).map(bare)).collect()
    }

    /// A point for a reader: `teams.kcc.inzetbaarheid=76%`.
    pub fn told(&self, point: usize) -> String {
        let (base, values) = self.values(point);
        let told = self.axes.iter().zip(values).map(|(axis, value)| format!("{}={}", axis.pad, value.tekst));
        let scenario = (self.bases.len() > 1).then(|| base.name.clone());
        scenario.into_iter().chain(told).collect::<Vec<_>>().join(", ")
    }

    fn changes(&self, values: Vec<Waarde>) -> Vec<(String, String)> {
        let own = self.axes.iter().zip(values).map(|(axis, value)| (axis.pad.clone(), value.tekst));
        self.sets.iter().cloned().chain(own).collect()
    }

    /// The model of a point: that of `simuleer --zet`, with the draws of the first scenario.
    ///
    /// # Errors
    /// When its values do not go together.
    pub fn model(&self, point: usize) -> Result<Model, Vec<Diagnostic>> {
        let (base, values) = self.values(point);
        let mut scenario = base.scenario.with(&self.changes(values))?;
        scenario.draws_as(&self.first.stroomnaam);
        scenario.onderzoek.zaad = self.seed;
        Ok(settled(compile(&scenario)))
    }

    /// Every written value by itself, each once.
    pub fn tries(&self) -> Vec<Try<'_>> {
        let mut tries = Vec::new();
        for base in &self.bases {
            for axis in &self.axes {
                let mut seen = BTreeSet::new();
                for value in axis.uiteinden() {
                    if seen.insert(value.tekst.clone()) {
                        let own = [(axis.pad.clone(), value.tekst.clone())];
                        let sets = self.sets.iter().cloned().chain(own).collect();
                        tries.push(Try { base: &base.scenario, path: &axis.pad, value, sets });
                    }
                }
            }
        }
        tries
    }

    /// Hash of everything that decides the figures of the whole batch, but for the program.
    pub fn input(&self, wanted: &[Wanted], replications: u32) -> String {
        let mut text = format!("{:?} {replications} {} {:?}\n", wanted, self.seed, self.sets);
        for base in &self.bases {
            text.push_str(&format!("{} {}\n", base.name, base.hash));
        }
        for axis in self.axes() {
            text.push_str(&format!("{axis:?}\n"));
        }
        for point in 0..self.of_one() {
            for value in self.values(point).1 {
                text.push_str(&value.tekst);
                text.push('\n');
            }
        }
        manifest::hash(&text)
    }

    /// Hash of everything that decides the figures of a point.
    pub fn key(&self, point: usize, program: &str, wanted: &[Wanted]) -> Key {
        let (base, values) = self.values(point);
        let root = &self.first.stroomnaam;
        let changes = self.changes(values);
        let text = format!("{program} {} {root:?} {} {wanted:?} {changes:?}", base.hash, self.seed);
        key_of(&[text.as_bytes()])
    }
}

/// The key of some replications of a point.
pub fn of_block(point: &Key, replications: &Range<u32>) -> Key {
    key_of(&[point, &replications.start.to_le_bytes(), &replications.end.to_le_bytes()])
}
