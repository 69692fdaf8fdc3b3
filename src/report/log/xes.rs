//! `gebeurtenissen.xes`: an event log for process mining (IEEE 1849-2016), of the first replication.
//!
//! A case is a journey that started on a counted day, with what its customer asked about it beside its steps. A contact is
//! events of one activity: joining the queue (`schedule`), being helped (`start`, and `suspend` and `resume` where help was
//! put aside) and its end (`complete`; `withdraw` where nobody helped, `ate_abort` where help was not finished). A case is
//! written when it ends, so only those under way are held.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::atomic::AtomicBool;

use super::stretches::{PutAside, Stretch};
use super::{Log, Persons, moment};
use crate::id::{JourneyId, PoolId};
use crate::report::words;
use crate::sim::record::{Ending, Happening, Incident, Observer, StaffHour, Trip, Visit};
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
    open: BTreeMap<(JourneyId, u32), Case>,
    /// Who only asks about a journey, and the one who is on it.
    asks_for: BTreeMap<(JourneyId, u32), u32>,
    put_aside: PutAside,
    failure: Option<io::Error>,
}

/// A journey of which not all has ended.
#[derive(Default)]
struct Case {
    contacts: Vec<(Visit, Vec<Stretch>)>,
    /// The journey itself, once it has ended.
    trip: Option<Trip>,
    /// Questions about it that are under way.
    n_asking: u32,
}

/// A step on the way of a contact.
struct Event<'c> {
    at: Time,
    transition: &'static str,
    contact: &'c Visit,
    by: Option<PoolId>,
}

pub fn write(persons: &Persons, mut out: impl Write, stop: &AtomicBool) -> io::Result<bool> {
    out.write_all(HEAD.as_bytes())?;
    attribute(&mut out, "string", "concept:name", &persons.model.name)?;
    let mut log = Events {
        persons,
        out,
        open: BTreeMap::new(),
        asks_for: BTreeMap::new(),
        put_aside: PutAside::default(),
        failure: None,
    };
    let is_whole = super::play(persons.model, 0, &mut log, stop)?;
    log.out.write_all(b"</log>\n")?;
    super::flush(log.out)?;
    Ok(is_whole)
}

impl<W: Write> Events<'_, W> {
    /// The case that a customer of this journey belongs to.
    fn case(&mut self, journey: JourneyId, ordinal: u32) -> &mut Case {
        let ordinal = *self.asks_for.get(&(journey, ordinal)).unwrap_or(&ordinal);
        self.open.entry((journey, ordinal)).or_default()
    }

    /// Writes a case of which nothing is under way any more.
    fn closes(&mut self, journey: JourneyId, ordinal: u32) -> io::Result<()> {
        let case = self.open.remove(&(journey, ordinal)).expect("a case that ended had begun");
        let trip = case.trip.expect("a case ends with its journey");
        if !trip.counted || case.contacts.is_empty() {
            return Ok(());
        }
        let (persons, out) = (self.persons, &mut self.out);
        out.write_all(b"<trace>\n")?;
        attribute(out, "string", "concept:name", &persons.case(journey, ordinal))?;
        for (key, text) in [
            ("klantreis", persons.model.journeys[journey].name.as_str()),
            ("doelgroep", persons.segment(trip.segment)),
            ("kern", persons.village(trip.village)),
            ("afloop", words::close(trip.close)),
        ] {
            attribute(out, "string", key, text)?;
        }
        let mut events: Vec<Event> = case.contacts.iter().flat_map(events).collect();
        // who asks about a case does so while it goes on
        events.sort_by_key(|event| event.at);
        for event in &events {
            self.put(event)?;
        }
        self.out.write_all(b"</trace>\n")
    }

    fn put(&mut self, event: &Event) -> io::Result<()> {
        let (model, out, contact) = (self.persons.model, &mut self.out, event.contact);
        out.write_all(b"<event>\n")?;
        attribute(out, "string", "concept:name", &model.steps[contact.step].name)?;
        attribute(out, "string", "lifecycle:transition", event.transition)?;
        // a day of a run has 24 hours: winter time all year
        let time = moment::iso(&model.horizon, event.at) + "+01:00";
        attribute(out, "date", "time:timestamp", &time)?;
        if let Some(pool) = event.by {
            attribute(out, "string", "org:resource", &model.teams[model.pools[pool].team].name)?;
        }
        attribute(out, "string", "kanaal", &model.channels[contact.channel].name)?;
        // the rest once, with the event that closes the contact: a year of a municipality is large
        if ["complete", "withdraw", "ate_abort"].contains(&event.transition) {
            if let Some(location) = model.desks[contact.desk].location {
                attribute(out, "string", "locatie", &model.locations[location])?;
            }
            attribute(out, "int", "poging", &(contact.attempt + 1).to_string())?;
            attribute(out, "float", "wachttijd", &contact.wait.seconds().to_string())?;
            attribute(out, "string", "afloop", words::ending(contact.ending))?;
        }
        out.write_all(b"</event>\n")
    }
}

/// From joining the queue to the end.
fn events((contact, stretches): &(Visit, Vec<Stretch>)) -> Vec<Event<'_>> {
    let event = |at, transition, by| Event { at, transition, contact, by };
    let mut events = vec![event(contact.queued, "schedule", None)];
    for (index, stretch) in stretches.iter().enumerate() {
        if index > 0 {
            events.push(event(stretches[index - 1].to, "suspend", stretches[index - 1].pool));
        }
        events.push(event(stretch.from, if index == 0 { "start" } else { "resume" }, stretch.pool));
    }
    let last = stretches.last();
    if let Some(last) = last.filter(|last| last.to < contact.ended) {
        events.push(event(last.to, "suspend", last.pool));
    }
    let end = match contact.ending {
        Ending::Served => "complete",
        // under way at the end of the run: no end to tell of
        Ending::StillOpen => return events,
        _ if last.is_some() => "ate_abort",
        _ => "withdraw",
    };
    events.push(event(contact.ended, end, contact.pool));
    events
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
        let stretches = self.put_aside.stretches(visit);
        self.case(visit.journey, visit.ordinal).contacts.push((*visit, stretches));
    }

    fn incident(&mut self, incident: &Incident) {
        self.put_aside.note(incident);
        if let Happening::Starts { journey, ordinal } = incident.what
            && let Some(about) = self.persons.model.journeys[journey].part_of
        {
            self.asks_for.insert((about, ordinal), incident.ordinal);
            self.case(about, incident.ordinal).n_asking += 1;
        }
    }

    fn trip(&mut self, trip: &Trip) {
        let about = self.persons.model.journeys[trip.journey].part_of;
        let (journey, ordinal) = match about {
            None => (trip.journey, trip.ordinal),
            Some(about) => {
                let asked = self.asks_for.remove(&(about, trip.ordinal));
                (about, asked.expect("who asks began for somebody"))
            }
        };
        let case = self.case(journey, ordinal);
        match about {
            None => case.trip = Some(*trip),
            Some(_) => case.n_asking -= 1,
        }
        if case.trip.is_some() && case.n_asking == 0 && self.failure.is_none() {
            self.failure = self.closes(journey, ordinal).err();
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
