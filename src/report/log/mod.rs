//! What happened to simulated persons, record by record, for other programs: written while a replication is played again,
//! so that memory does not grow with what is written.

mod moment;
mod stretches;
mod visits;
mod xes;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::sync::atomic::AtomicBool;

use super::view::Dimension;
use crate::experiment;
use crate::id::{JourneyId, SegmentId, VillageId};
use crate::model::Model;

/// A log of the first replication, or of the first few, in `out`. Says whether it got to its end: false when stopped.
///
/// # Errors
/// When the disk refuses.
pub fn write(kind: Kind, persons: &Persons, n: u32, out: File, stop: &AtomicBool) -> io::Result<bool> {
    let out = BufWriter::new(out);
    match kind {
        Kind::Visits => visits::write(persons, n, out, stop),
        Kind::Events => xes::write(persons, out, stop),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line for every contact.
    Visits,
    /// An event log of cases, of one replication.
    Events,
}

impl Kind {
    pub fn file(self) -> &'static str {
        match self {
            Self::Visits => "bezoeken.csv",
            Self::Events => "gebeurtenissen.xes",
        }
    }
}

/// Whom a log tells of; groups that are too small to show have no name in it.
#[derive(Debug)]
pub struct Persons<'m> {
    model: &'m Model,
    hidden: &'m [(Dimension, String)],
}

impl<'m> Persons<'m> {
    pub fn new(model: &'m Model, hidden: &'m [(Dimension, String)]) -> Self {
        Self { model, hidden }
    }

    fn segment(&self, id: SegmentId) -> &'m str {
        self.shown(Dimension::Segment, &self.model.segments[id].name)
    }

    fn village(&self, id: VillageId) -> &'m str {
        self.shown(Dimension::Village, &self.model.villages[id].name)
    }

    fn shown(&self, dimension: Dimension, name: &'m str) -> &'m str {
        let is_hidden = self.hidden.iter().any(|(of, hidden)| *of == dimension && hidden == name);
        if is_hidden { "" } else { name }
    }

    /// What a customer is called: his journey and his place in its stream.
    fn case(&self, journey: JourneyId, ordinal: u32) -> String {
        format!("{}-{ordinal}", self.model.journeys[journey].name)
    }
}

/// Plays replication `replication` before a log, and says whether it got to its end.
fn play<L: Log>(model: &Model, replication: u32, log: &mut L, stop: &AtomicBool) -> io::Result<bool> {
    let played = experiment::replay(model, replication, log, stop);
    match log.take_failure() {
        Some(failure) => Err(failure),
        None => Ok(played.is_ok()),
    }
}

/// An observer that writes; what the disk refused is kept until the replication is over.
trait Log: crate::sim::record::Observer {
    fn take_failure(&mut self) -> Option<io::Error>;
}

fn flush(mut out: impl Write) -> io::Result<()> {
    out.flush()
}
