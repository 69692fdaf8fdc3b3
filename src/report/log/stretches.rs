//! Help as it was given: in one stretch, or in several where it was put aside in between.
//!
//! The record of a contact tells how long help took; when it was put aside is told along the way.

use std::collections::BTreeMap;

use crate::id::{JourneyId, PoolId};
use crate::sim::record::{Ending, Happening, Incident, Visit};
use crate::time::{Span, Time};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Who helped; none where that was still going on at the end of the run.
    pub pool: Option<PoolId>,
    pub from: Time,
    pub to: Time,
}

/// Stretches of the contacts under way of which help was put aside.
#[derive(Debug, Default)]
pub struct PutAside(BTreeMap<(JourneyId, u32), Vec<Stretch>>);

impl PutAside {
    pub fn note(&mut self, incident: &Incident) {
        let Happening::PutAside { pool, done } = incident.what else { return };
        let stretches = self.0.entry((incident.journey, incident.ordinal)).or_default();
        let from = Time(incident.at.0 - (done - length(stretches)).0);
        stretches.push(Stretch { pool: Some(pool), from, to: incident.at });
    }

    /// All help in a contact that ended, in order: none where nobody helped. The last one ends before the contact does where
    /// nobody took it up again.
    pub fn stretches(&mut self, visit: &Visit) -> Vec<Stretch> {
        let mut stretches = self.0.remove(&(visit.journey, visit.ordinal)).unwrap_or_default();
        let left = visit.handling - length(&stretches);
        if visit.ending == Ending::Served || left > Span::ZERO {
            let from = Time(visit.ended.0 - left.0);
            stretches.push(Stretch { pool: visit.pool, from, to: visit.ended });
        }
        stretches
    }
}

fn length(stretches: &[Stretch]) -> Span {
    stretches.iter().fold(Span::ZERO, |sum, stretch| sum + (stretch.to - stretch.from))
}
