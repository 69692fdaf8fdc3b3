//! The story of one customer.

use crate::experiment::story::{Crowd, Moment};
use crate::model::Model;
use crate::model::channel::ChannelKind;
use crate::model::journey::{Pause, StepKind};
use crate::model::satisfaction::{Judgement, POINT, Parts, Term};
use crate::report::{marks, number, text};
use crate::sim::record::{After, Close, Ending, Passage, Trip, Visit};
use crate::time::{Span, Time};

/// Parts of a mark that are named.
const MOST_PARTS: usize = 4;
/// Smaller ones are not: they round to nothing.
const LEAST_PART: i32 = POINT / 200;

/// What he did from his first step to his last, in lines of a terminal; `replication` counts from 1.
pub fn customer(model: &Model, replication: u32, moments: &[Moment]) -> String {
    let mut lines: Vec<(Time, String)> = Vec::new();
    let mut head = String::new();
    for moment in moments {
        match moment {
            Moment::Visit(visit, crowd) => lines.extend(contact(model, visit, *crowd)),
            Moment::Passage(passage) => lines.extend(step(model, passage)),
            Moment::ContactMark(visit, judgement) => {
                lines.push((visit.ended, format!("Vindt dit contact een {}.", mark(judgement))));
            }
            Moment::Trip(trip) => {
                head = about(model, replication, trip);
                let journey = &model.journeys[trip.journey].name;
                lines.insert(0, (trip.started, format!("Begint de klantreis {journey}.")));
                lines.push((trip.ended, end(trip)));
            }
            Moment::TripMark(trip, judgement) => {
                lines.push((trip.ended, format!("Geeft de hele klantreis een {}.", mark(judgement))));
            }
        }
    }
    // a contact is known when it ends, and began before
    lines.sort_by_key(|(time, _)| *time);
    let mut story = head;
    let mut day = None;
    for (time, said) in lines {
        if day != Some(time.day()) {
            story.push_str(&format!("\n{}\n", super::date(model, time)));
            day = Some(time.day());
        }
        story.push_str(&super::line(time, &said));
    }
    story
}

fn about(model: &Model, replication: u32, trip: &Trip) -> String {
    let (segment, village) = (&model.segments[trip.segment].name, &model.villages[trip.village].name);
    let who: Vec<&str> = [segment.as_str(), village].into_iter().filter(|name| !name.is_empty()).collect();
    let who = if who.is_empty() { String::new() } else { format!(" ({})", who.join(", ")) };
    let counts =
        if trip.counted { "" } else { " Deze klantreis begon buiten de getelde dagen en telt niet mee." };
    let said = format!(
        "Klant {} van klantreis {}{who}, herhaling {replication}. Een gesimuleerd persoon.{counts}",
        trip.ordinal, model.journeys[trip.journey].name
    );
    text::wrapped(&said, 0) + "\n"
}

/// From joining the line to the end.
fn contact(model: &Model, visit: &Visit, crowd: Crowd) -> Vec<(Time, String)> {
    let channel = &model.channels[visit.channel];
    let place = model.desks[visit.desk].location.map(|id| format!(", {}", model.locations[id]));
    let place = format!("{}{}", channel.name, place.unwrap_or_default());
    let step = &model.steps[model.steps[visit.step].origin].name;
    let again = match visit.attempt {
        0 => String::new(),
        n => format!(" Dit is poging {}.", n + 1),
    };
    let busy = match (channel.kind, crowd) {
        (ChannelKind::SelfService, _) => String::new(),
        (_, Crowd { waiting: 0, helped: 0 }) => " Er is verder niemand.".to_owned(),
        (_, Crowd { waiting, helped }) => {
            let waiting = match waiting {
                0 => "Er wacht niemand anders".to_owned(),
                1 => "Er wacht 1 ander".to_owned(),
                n => format!("Er wachten {n} anderen"),
            };
            let helped = match helped {
                0 => "niemand wordt geholpen".to_owned(),
                1 => "1 wordt geholpen".to_owned(),
                n => format!("{n} worden geholpen"),
            };
            format!(" {waiting}; {helped}.")
        }
    };
    let booked = visit.access_days.map(|days| format!(" De afspraak was {days} werkdagen vooruit."));
    let came = match channel.kind {
        ChannelKind::SelfService => format!("Doet het zelf ({place}), stap {step}."),
        ChannelKind::Reception => format!("Komt binnen bij {place}.{busy}"),
        kind if kind.is_internal() => format!("De zaak komt op de stapel van {place}, stap {step}.{busy}"),
        ChannelKind::Message => format!("Stuurt een bericht ({place}), stap {step}.{busy}{again}"),
        _ => format!("Meldt zich bij {place}, stap {step}.{busy}{again}{}", booked.unwrap_or_default()),
    };
    let mut lines = vec![(visit.queued, came)];
    let waited = waited(model, visit);
    let team = visit.pool.map(|pool| model.teams[model.pools[pool].team].name.as_str());
    if let (Some(helped), Some(team)) = (visit.helped(), team) {
        lines.push((helped, format!("{} {waited}.", helped_by(channel.kind, team))));
    }
    let time = number::duration(visit.handling.seconds());
    let retries = if visit.retries { " Zal het opnieuw proberen." } else { "" };
    let ended = match visit.ending {
        Ending::Served => format!("{} na {time}.{}", done(channel.kind), after(visit.after)),
        Ending::Abandoned => format!("Geeft het op {waited}.{retries}"),
        Ending::Balked => format!("Hoort dat er een rij is en haakt meteen af.{retries}"),
        Ending::Blocked => format!("Krijgt bezet.{retries}"),
        Ending::ClosedOut => format!("Wordt weggestuurd: het gaat dicht {waited}."),
        Ending::Unanswered => format!("Krijgt geen antwoord {waited}.{retries}"),
        Ending::NoShow => format!("Komt niet opdagen.{retries}"),
        Ending::AgendaFull => format!("De agenda is vol.{retries}"),
        Ending::TakesCall => format!("Laat zich terugbellen in plaats van te wachten {waited}."),
        Ending::StillOpen => "Hier eindigt de berekening; dit contact was nog bezig.".to_owned(),
    };
    lines.push((visit.ended, ended));
    lines
}

fn helped_by(kind: ChannelKind, team: &str) -> String {
    match kind {
        ChannelKind::Reception => format!("{team} vangt op"),
        kind if kind.is_stock() => format!("{team} pakt het op"),
        _ => format!("{team} helpt"),
    }
}

fn done(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::SelfService => "Klaar",
        ChannelKind::Message => "Beantwoord",
        ChannelKind::Reception => "Weet waar het is",
        kind if kind.is_internal() => "Gedaan",
        _ => "Geholpen",
    }
}

/// How long, and what stands out in that.
fn waited(model: &Model, visit: &Visit) -> String {
    let wait = visit.helped().unwrap_or(visit.ended) - visit.queued;
    if wait == Span::ZERO {
        return "zonder wachten".to_owned();
    }
    let nights = visit.helped().unwrap_or(visit.ended).day() - visit.queued.day();
    let threshold = model.channels[visit.channel].threshold;
    let why = if nights > 0 {
        format!(", waaronder {nights} {}", if nights == 1 { "nacht" } else { "nachten" })
    } else if wait > threshold {
        format!(", langer dan de drempel van {}", number::duration(threshold.seconds()))
    } else {
        String::new()
    };
    format!("na {} wachten{why}", number::duration(wait.seconds()))
}

fn after(after: After) -> &'static str {
    match after {
        After::Done => "",
        After::ComesBack => " Het antwoord is niet goed genoeg: hij komt erop terug.",
        After::PassedOn => " Wordt doorverbonden met een collega.",
        After::CallBack => " Krijgt de belofte dat er teruggebeld wordt.",
        After::Failed => " Het lukt niet.",
    }
}

/// Steps at which no contact tells what happens.
fn step(model: &Model, passage: &Passage) -> Option<(Time, String)> {
    let step = &model.steps[passage.to];
    let said = match &step.kind {
        StepKind::Contact(_) | StepKind::Choose(_) | StepKind::End => return None,
        StepKind::Tell => format!("Krijgt bericht: {}.", step.name),
        StepKind::Wait { cause: Pause::Time, .. } => format!("Nu is het wachten: {}.", step.name),
        StepKind::Wait { cause: Pause::Customer, .. } => format!("De klant is zelf aan zet: {}.", step.name),
        StepKind::Wait { cause: Pause::Partner, .. } => {
            format!("Een ander buiten de gemeente is aan zet: {}.", step.name)
        }
    };
    Some((passage.at, said))
}

fn end(trip: &Trip) -> String {
    let took = number::duration((trip.ended - trip.started).seconds());
    let contacts = match trip.contacts {
        1 => "1 contact".to_owned(),
        n => format!("{n} contacten"),
    };
    match trip.close {
        Close::Completed => format!("Klaar, {took} na het begin, met {contacts}."),
        Close::GivenUp => format!("De klantreis is opgegeven, {took} na het begin, na {contacts}."),
        Close::StillOpen => "Hier eindigt de berekening; deze klantreis was nog onderweg.".to_owned(),
    }
}

/// `6,90: −0,42 wachten, −0,20 niet opgelost`.
fn mark(judgement: &Judgement) -> String {
    let points = |micro: i32| f64::from(micro) / f64::from(POINT);
    let lost = lost(&judgement.parts);
    let lost: Vec<String> = lost
        .iter()
        .map(|(term, micro)| format!("{} {}", number::number(points(*micro), 2), marks::term(*term)))
        .collect();
    let value = number::number(points(judgement.parts.mark()), 2);
    if lost.is_empty() { value } else { format!("{value}: {}", lost.join(", ")) }
}

/// What took most points, the most first.
fn lost(parts: &Parts) -> Vec<(Term, i32)> {
    let mut lost: Vec<(Term, i32)> = Term::ALL
        .iter()
        .map(|term| (*term, parts.of(*term)))
        .filter(|(_, micro)| *micro <= -LEAST_PART)
        .collect();
    lost.sort_by_key(|(_, micro)| *micro);
    lost.truncate(MOST_PARTS);
    lost
}
