//! `bezoeken.csv`: a line for every contact, in the order in which they ended.

use std::io::{self, Write};
use std::sync::atomic::AtomicBool;

use super::{Log, Persons, moment};
use crate::report::words;
use crate::sim::record::{Observer, StaffHour, Trip, Visit};
use crate::time::Span;

const COLUMNS: [&str; 18] = [
    "herhaling",
    "klant",
    "klantreis",
    "stap",
    "keer",
    "poging",
    "kanaal",
    "locatie",
    "team",
    "doelgroep",
    "kern",
    "gekomen",
    "geholpen",
    "klaar",
    "wachttijd",
    "behandeltijd",
    "afloop",
    "telt-mee",
];

struct Visits<'m, W: Write> {
    persons: &'m Persons<'m>,
    out: csv::Writer<W>,
    replication: String,
    failure: Option<io::Error>,
}

pub fn write(persons: &Persons, n: u32, out: impl Write, stop: &AtomicBool) -> io::Result<bool> {
    let mut log =
        Visits { persons, out: csv::Writer::from_writer(out), replication: String::new(), failure: None };
    log.out.write_record(COLUMNS)?;
    for replication in 0..n {
        log.replication = (replication + 1).to_string();
        if !super::play(persons.model, replication, &mut log, stop)? {
            return Ok(false);
        }
    }
    log.out.flush()?;
    Ok(true)
}

impl<W: Write> Visits<'_, W> {
    fn put(&mut self, visit: &Visit) -> io::Result<()> {
        let Persons { model, .. } = self.persons;
        let at = |time| moment::iso(&model.horizon, time);
        let seconds = |span: Span| span.seconds().to_string();
        let location = model.desks[visit.desk].location.map_or("", |id| &model.locations[id]);
        let team = visit.pool.map_or("", |pool| &model.teams[model.pools[pool].team].name);
        self.out.write_record([
            self.replication.as_str(),
            &self.persons.case(visit.journey, visit.ordinal),
            &model.journeys[visit.journey].name,
            &model.steps[visit.step].name,
            &(visit.pass + 1).to_string(),
            &(visit.attempt + 1).to_string(),
            &model.channels[visit.channel].name,
            location,
            team,
            self.persons.segment(visit.segment),
            self.persons.village(visit.village),
            &at(visit.queued),
            &visit.helped().map(at).unwrap_or_default(),
            &at(visit.ended),
            &seconds(visit.wait),
            &seconds(visit.handling),
            words::ending(visit.ending),
            if visit.counted { "ja" } else { "nee" },
        ])?;
        Ok(())
    }
}

impl<W: Write> Observer for Visits<'_, W> {
    fn visit(&mut self, visit: &Visit) {
        if self.failure.is_none() {
            self.failure = self.put(visit).err();
        }
    }

    fn trip(&mut self, _trip: &Trip) {}

    fn staff_hour(&mut self, _hour: &StaffHour) {}
}

impl<W: Write> Log for Visits<'_, W> {
    fn take_failure(&mut self) -> Option<io::Error> {
        self.failure.take()
    }
}
