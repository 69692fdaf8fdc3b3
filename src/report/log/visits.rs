//! `bezoeken.csv`: a line for every contact, in the order in which they ended. Help runs from `geholpen` to `klaar`, except
//! in the intervals of `opzij` (ISO 8601, a space between them), in which it was put aside.

use std::io::{self, Write};
use std::sync::atomic::AtomicBool;

use super::stretches::{PutAside, Stretch};
use super::{Log, Persons, moment};
use crate::report::words;
use crate::sim::record::{Incident, Observer, StaffHour, Trip, Visit};
use crate::time::{Span, Time};

const COLUMNS: [&str; 19] = [
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
    "opzij",
    "wachttijd",
    "behandeltijd",
    "afloop",
    "telt-mee",
];

struct Visits<'m, W: Write> {
    persons: &'m Persons<'m>,
    out: csv::Writer<W>,
    replication: String,
    put_aside: PutAside,
    failure: Option<io::Error>,
}

pub fn write(persons: &Persons, n: u32, out: impl Write, stop: &AtomicBool) -> io::Result<bool> {
    let mut log = Visits {
        persons,
        out: csv::Writer::from_writer(out),
        replication: String::new(),
        put_aside: PutAside::default(),
        failure: None,
    };
    log.out.write_record(COLUMNS)?;
    for replication in 0..n {
        log.replication = (replication + 1).to_string();
        log.put_aside = PutAside::default();
        if !super::play(persons.model, replication, &mut log, stop)? {
            return Ok(false);
        }
    }
    log.out.flush()?;
    Ok(true)
}

impl<W: Write> Visits<'_, W> {
    fn put(&mut self, visit: &Visit, stretches: &[Stretch]) -> io::Result<()> {
        let Persons { model, .. } = self.persons;
        let at = |time| moment::iso(&model.horizon, time);
        let aside: Vec<_> =
            aside(stretches, visit.ended).map(|(from, to)| format!("{}/{}", at(from), at(to))).collect();
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
            &stretches.first().map(|first| at(first.from)).unwrap_or_default(),
            &at(visit.ended),
            &aside.join(" "),
            &seconds(visit.wait),
            &seconds(visit.handling),
            words::ending(visit.ending),
            if visit.counted { "ja" } else { "nee" },
        ])?;
        Ok(())
    }
}

/// When help lay aside in a contact that ended then.
fn aside(stretches: &[Stretch], ended: Time) -> impl Iterator<Item = (Time, Time)> {
    let until = stretches.iter().skip(1).map(|next| next.from).chain([ended]);
    stretches.iter().zip(until).map(|(stretch, until)| (stretch.to, until)).filter(|(from, to)| from < to)
}

impl<W: Write> Observer for Visits<'_, W> {
    fn visit(&mut self, visit: &Visit) {
        let stretches = self.put_aside.stretches(visit);
        if self.failure.is_none() {
            self.failure = self.put(visit, &stretches).err();
        }
    }

    fn incident(&mut self, incident: &Incident) {
        self.put_aside.note(incident);
    }

    fn trip(&mut self, _trip: &Trip) {}

    fn staff_hour(&mut self, _hour: &StaffHour) {}
}

impl<W: Write> Log for Visits<'_, W> {
    fn take_failure(&mut self) -> Option<io::Error> {
        self.failure.take()
    }
}
