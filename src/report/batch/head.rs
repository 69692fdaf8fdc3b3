//! `manifest.json` of a batch: what was run, as data. No clock time and no path of a machine.

use serde::{Deserialize, Serialize};

use crate::report::manifest::{self, PROGRAM};

/// Version of the form of result files; docs/resultaten.md tells what each holds.
pub const SCHEMA: u32 = 1;
const KIND: &str = "verkenning";

/// The text of the manifest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    #[serde(rename = "programma")]
    program: String,
    #[serde(rename = "versie")]
    pub version: String,
    schema: u32,
    #[serde(rename = "soort")]
    kind: String,
    #[serde(flatten)]
    pub facts: Facts,
    /// Which part of how many; none of a whole.
    #[serde(rename = "deel", skip_serializing_if = "Option::is_none", default)]
    pub part: Option<(usize, usize)>,
    /// Hash of the data, so that a copy that is not whole is told from one that is.
    #[serde(rename = "resultaten-sha256")]
    pub data_hash: String,
    #[serde(rename = "bestanden")]
    pub files: Vec<String>,
}

/// All that results of one batch have in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Hash of the program itself.
    #[serde(rename = "programma-sha256")]
    pub program_hash: String,
    /// Hash of everything else that decides the figures.
    #[serde(rename = "invoer")]
    pub input: String,
    #[serde(rename = "naam")]
    pub name: String,
    pub scenarios: Vec<String>,
    /// First and last counted day.
    #[serde(rename = "van")]
    pub first_day: String,
    #[serde(rename = "tot")]
    pub last_day: String,
    #[serde(rename = "zaad")]
    pub seed: u64,
    #[serde(rename = "herhalingen")]
    pub replications: u32,
    #[serde(rename = "betrouwbaarheid")]
    pub confidence: f64,
    /// Groups in which fewer customers start a journey are left out.
    #[serde(rename = "kleinste-groep")]
    pub smallest_group: u32,
    #[serde(rename = "ontwerp")]
    pub design: String,
    #[serde(rename = "assen")]
    pub axes: Vec<Axis>,
    /// Of the whole batch.
    #[serde(rename = "punten")]
    pub n_points: usize,
}

/// An axis, a column of the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    #[serde(rename = "pad")]
    pub path: String,
    /// What stands behind its numbers; none of an axis of words.
    #[serde(rename = "eenheid")]
    pub unit: Option<String>,
}

impl Head {
    pub fn new(facts: Facts, part: Option<(usize, usize)>) -> Self {
        let (program, version) = (PROGRAM.to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        Self {
            program,
            version,
            schema: SCHEMA,
            kind: KIND.to_owned(),
            facts,
            part,
            data_hash: String::new(),
            files: Vec::new(),
        }
    }

    /// The manifest of a folder that holds `files` besides itself, and data of this hash.
    pub fn text(&self, files: &[String], data_hash: String) -> String {
        let files = files.iter().cloned().chain([manifest::FILE.to_owned()]).collect();
        let whole = Self { files, data_hash, ..self.clone() };
        serde_json::to_string_pretty(&whole).expect("texts and numbers") + "\n"
    }

    /// Reads a manifest; none when it is not one of a batch, or of another schema.
    pub fn read(text: &str) -> Option<Self> {
        let head: Self = serde_json::from_str(text).ok()?;
        (head.program == PROGRAM && head.kind == KIND && head.schema == SCHEMA).then_some(head)
    }

    /// The points of this part, from 0.
    pub fn own_points(&self) -> impl Iterator<Item = usize> {
        let (first, step) = self.part.map_or((0, 1), |(part, of)| (part - 1, of));
        (first..self.facts.n_points).step_by(step)
    }

    /// What its folder is called.
    pub fn folder(&self) -> String {
        match self.part {
            Some((part, of)) => format!("{}-deel-{part}-van-{of}", self.facts.name),
            None => self.facts.name.clone(),
        }
    }

    /// That of the whole that this is a part of.
    #[must_use]
    pub fn whole(&self) -> Self {
        Self { part: None, data_hash: String::new(), files: Vec::new(), ..self.clone() }
    }

    /// Whether both are results of the same inputs and program, be it of different parts.
    pub fn is_of_same(&self, other: &Self) -> bool {
        self.whole() == other.whole()
    }
}
