//! `gebeurtenissen.xes`: an event log for process mining (IEEE 1849-2016), of the first replication.
//!
//! A case is a journey that started on a counted day. A contact is up to three events of one activity: joining the queue
//! (`schedule`), being helped (`start`) and its end (`complete`, or `withdraw` where nobody helped). A case is written when it
//! ends, so only those under way are held.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::atomic::AtomicBool;

use super::{Log, Persons, moment};
use crate::id::JourneyId;
use crate::report::words;
use crate::sim::record::{Ending, Observer, StaffHour, Trip, Visit};
use crate::time::Time;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<global scope="trace">
<string key="concept:name" value=""/>
</global>
<global scope="event">
<string key="concept:name" value=""/>
<string key="lifecycle:transition" value="complete"/>
<date key="time:timestamp" value="1970-01-01T00:00:00.000+01:00"/>
</global>
<classifier name="stap" keys="concept:name"/>
<classifier name="stap en overgang" keys="concept:name lifecycle:transition"/>
<string key="lifecycle:model" value="standard"/>
"#;

struct Events<'m, W: Write> {
    persons: &'m Persons<'m>,
    out: W,
    /// Contacts of the journeys under way.
    open: BTreeMap<(JourneyId, u32), Vec<Visit>>,
    failure: Option<io::Error>,
}

pub fn write(persons: &Persons, mut out: impl Write, stop: &AtomicBool) -> io::Result<bool> {
    out.write_all(HEAD.as_bytes())?;
    attribute(&mut out, "string", "concept:name", &persons.model.name)?;
    let mut log = Events { persons, out, open: BTreeMap::new(), failure: None };
    let is_whole = super::play(persons.model, 0, &mut log, stop)?;
    log.out.write_all(b"</log>\n")?;
    super::flush(log.out)?;
    Ok(is_whole)
}

impl<W: Write> Events<'_, W> {
    fn put(&mut self, trip: &Trip, visits: &[Visit]) -> io::Result<()> {
        let (persons, out) = (self.persons, &mut self.out);
        let journey = &persons.model.journeys[trip.journey].name;
        out.write_all(b"<trace>\n")?;
        attribute(out, "string", "concept:name", &persons.case(trip.journey, trip.ordinal))?;
        for (key, text) in [
            ("klantreis", journey.as_str()),
            ("doelgroep", persons.segment(trip.segment)),
            ("kern", persons.village(trip.village)),
            ("afloop", words::close(trip.close)),
        ] {
            attribute(out, "string", key, text)?;
        }
        for visit in visits {
            self.put_contact(visit)?;
        }
        self.out.write_all(b"</trace>\n")
    }

    fn put_contact(&mut self, visit: &Visit) -> io::Result<()> {
        self.put_event(visit, "schedule", visit.queued)?;
        if let Some(helped) = visit.helped() {
            self.put_event(visit, "start", helped)?;
        }
        let transition = match visit.ending {
            Ending::Served => "complete",
            // under way at the end of the run: no end to tell of
            Ending::StillOpen => return Ok(()),
            _ => "withdraw",
        };
        self.put_event(visit, transition, visit.ended)
    }

    fn put_event(&mut self, visit: &Visit, transition: &str, time: Time) -> io::Result<()> {
        let (model, out) = (self.persons.model, &mut self.out);
        out.write_all(b"<event>\n")?;
        attribute(out, "string", "concept:name", &model.steps[visit.step].name)?;
        attribute(out, "string", "lifecycle:transition", transition)?;
        // a day of a run has 24 hours: winter time all year
        let time = moment::iso(&model.horizon, time) + "+01:00";
        attribute(out, "date", "time:timestamp", &time)?;
        if let Some(pool) = visit.pool {
            attribute(out, "string", "org:resource", &model.teams[model.pools[pool].team].name)?;
        }
        attribute(out, "string", "kanaal", &model.channels[visit.channel].name)?;
        // the rest once, with the event that closes the contact: a year of a municipality is large
        if matches!(transition, "complete" | "withdraw") {
            if let Some(location) = model.desks[visit.desk].location {
                attribute(out, "string", "locatie", &model.locations[location])?;
            }
            attribute(out, "int", "poging", &(visit.attempt + 1).to_string())?;
            attribute(out, "float", "wachttijd", &visit.wait.seconds().to_string())?;
            attribute(out, "string", "afloop", words::ending(visit.ending))?;
        }
        out.write_all(b"</event>\n")
    }
}

fn attribute(out: &mut impl Write, kind: &str, key: &str, value: &str) -> io::Result<()> {
    writeln!(out, "<{kind} key=\"{key}\" value=\"{}\"/>", escaped(value))
}

/// As an attribute of XML 1.0 can hold it; what it cannot is left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

impl<W: Write> Observer for Events<'_, W> {
    fn visit(&mut self, visit: &Visit) {
        self.open.entry((visit.journey, visit.ordinal)).or_default().push(*visit);
    }

    fn trip(&mut self, trip: &Trip) {
        let visits = self.open.remove(&(trip.journey, trip.ordinal)).unwrap_or_default();
        if trip.counted && !visits.is_empty() && self.failure.is_none() {
            self.failure = self.put(trip, &visits).err();
        }
    }

    fn staff_hour(&mut self, _hour: &StaffHour) {}
}

impl<W: Write> Log for Events<'_, W> {
    fn take_failure(&mut self) -> Option<io::Error> {
        self.failure.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_become_part_of_the_document() {
        assert_eq!(escaped("a\"/><b>&\u{1}\n'é"), "a&quot;/&gt;&lt;b&gt;&amp; 'é");
    }
}
