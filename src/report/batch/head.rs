//! `manifest.json` of a batch: what was run, as data. No clock time and no path of a machine.

use serde::{Deserialize, Serialize};

use crate::report::manifest::{self, PROGRAM};

/// Version of the form of result files; docs/resultaten.md tells what each holds.
pub const SCHEMA: u32 = 1;
const KIND: &str = "verkenning";

/// All that results of one batch have in common; the text of the manifest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    programma: String,
    pub versie: String,
    /// Hash of the program itself.
    #[serde(rename = "programma-sha256")]
    pub programma_sha256: String,
    pub schema: u32,
    soort: String,
    /// Hash of everything that decides the figures.
    pub invoer: String,
    pub naam: String,
    pub scenarios: Vec<String>,
    pub van: String,
    pub tot: String,
    pub zaad: u64,
    pub herhalingen: u32,
    pub betrouwbaarheid: f64,
    /// Groups in which fewer customers start a journey are left out.
    #[serde(rename = "kleinste-groep")]
    pub kleinste_groep: u32,
    pub ontwerp: String,
    pub assen: Vec<Axis>,
    /// Of the whole batch.
    pub punten: usize,
    /// Which part of how many; none of a whole.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub deel: Option<(usize, usize)>,
    pub bestanden: Vec<String>,
}

/// An axis, a column of the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    pub pad: String,
    /// What stands behind its numbers; none of an axis of words.
    pub eenheid: Option<String>,
}

/// What a caller knows of a batch.
pub struct Facts {
    pub program: String,
    pub input: String,
    pub name: String,
    pub scenarios: Vec<String>,
    /// First and last counted day.
    pub period: (String, String),
    pub seed: u64,
    pub replications: u32,
    pub confidence: f64,
    pub smallest_group: u32,
    pub design: String,
    pub axes: Vec<Axis>,
    pub n_points: usize,
    pub part: Option<(usize, usize)>,
}

impl Head {
    pub fn new(facts: Facts) -> Self {
        Self {
            programma: PROGRAM.to_owned(),
            versie: env!("CARGO_PKG_VERSION").to_owned(),
            programma_sha256: facts.program,
            schema: SCHEMA,
            soort: KIND.to_owned(),
            invoer: facts.input,
            naam: facts.name,
            scenarios: facts.scenarios,
            van: facts.period.0,
            tot: facts.period.1,
            zaad: facts.seed,
            herhalingen: facts.replications,
            betrouwbaarheid: facts.confidence,
            kleinste_groep: facts.smallest_group,
            ontwerp: facts.design,
            assen: facts.axes,
            punten: facts.n_points,
            deel: facts.part,
            bestanden: Vec::new(),
        }
    }

    /// The manifest of a folder that holds `files` besides itself.
    pub fn text(&self, files: &[String]) -> String {
        let bestanden = files.iter().cloned().chain([manifest::FILE.to_owned()]).collect();
        let whole = Self { bestanden, ..self.clone() };
        serde_json::to_string_pretty(&whole).expect("texts and numbers") + "\n"
    }

    /// Reads a manifest; none when it is not one of a batch, or of another schema.
    pub fn read(text: &str) -> Option<Self> {
        let head: Self = serde_json::from_str(text).ok()?;
        (head.programma == PROGRAM && head.soort == KIND && head.schema == SCHEMA).then_some(head)
    }

    /// The points of this part, from 0.
    pub fn own_points(&self) -> impl Iterator<Item = usize> {
        let (first, step) = self.deel.map_or((0, 1), |(part, of)| (part - 1, of));
        (first..self.punten).step_by(step)
    }

    /// What its folder is called.
    pub fn folder(&self) -> String {
        match self.deel {
            Some((part, of)) => format!("{}-deel-{part}-van-{of}", self.naam),
            None => self.naam.clone(),
        }
    }

    /// That of the whole that this is a part of.
    #[must_use]
    pub fn whole(&self) -> Self {
        Self { deel: None, bestanden: Vec::new(), ..self.clone() }
    }

    /// Whether both are results of the same inputs and program, be it of different parts.
    pub fn is_of_same(&self, other: &Self) -> bool {
        self.whole() == other.whole()
    }
}
