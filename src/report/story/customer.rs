//! The story of one customer.

use crate::experiment::story::{Crowd, Moment};
use crate::id::{DeskId, JourneyId};
use crate::model::Model;
use crate::model::channel::ChannelKind;
use crate::model::journey::{Pause, StepKind};
use crate::model::satisfaction::{Judgement, POINT, Parts, Term};
use crate::report::{marks, number, text};
use crate::sim::record::{After, Close, Ending, Happening, Incident, Passage, Trip, Visit};
use crate::time::{Span, Time};

/// Smaller parts of a mark are not named: they round to nothing.
const LEAST_PART: i32 = POINT / 200;

/// What he did from his first step to his last, in lines of a terminal; `replication` counts from 1.
pub fn customer(model: &Model, replication: u32, moments: &[Moment]) -> String {
    let incidents: Vec<Incident> = moments
        .iter()
        .filter_map(|moment| match moment {
            Moment::Incident(incident) => Some(*incident),
            _ => None,
        })
        .collect();
    let mut lines: Vec<(Time, String)> = Vec::new();
    let mut head = String::new();
    for moment in moments {
        match moment {
            Moment::Visit(visit, crowd) => lines.extend(contact(model, visit, *crowd, &incidents)),
            Moment::Passage(passage) => lines.extend(step(model, passage)),
            Moment::Incident(incident) => lines.extend(happening(model, incident)),
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

/// What no contact or step tells by itself.
fn happening(model: &Model, incident: &Incident) -> Option<(Time, String)> {
    let at = incident.at;
    let said = match incident.what {
        Happening::Books { desk, slot } => booked(model, at, desk, slot),
        Happening::Called { kept: true } => "Dat is op tijd, zoals beloofd.".to_owned(),
        Happening::Called { kept: false } => "De belofte om terug te bellen is niet nagekomen.".to_owned(),
        Happening::Starts { journey, .. } => started(model, incident.journey, journey),
        // told with the contact
        Happening::PutAside { .. } | Happening::TakenUpAgain { .. } | Happening::WasAstray => return None,
    };
    Some((at, said))
}

fn booked(model: &Model, at: Time, desk: DeskId, slot: Time) -> String {
    let what = match model.channels[model.desks[desk].channel].kind {
        ChannelKind::Session => "Krijgt een plaats bij",
        _ => "Maakt een afspraak bij",
    };
    let ahead = match model.horizon.working_days_from(at.day(), slot.day()) {
        _ if at.day() == slot.day() => "vandaag".to_owned(),
        1 => format!("{}, 1 werkdag vooruit,", super::date(model, slot)),
        days => format!("{}, {days} werkdagen vooruit,", super::date(model, slot)),
    };
    format!("{what} {}: {ahead} om {} uur.", place(model, desk), &super::clock(slot)[..5])
}

/// `by`: because of which journey.
fn started(model: &Model, by: JourneyId, journey: JourneyId) -> String {
    let course = model.journeys[by].course.as_ref();
    let asks = course.and_then(|course| course.asks.as_ref()).is_some_and(|asks| asks.journey == journey);
    match model.journeys[journey].part_of {
        Some(_) if asks => "Vraagt waar het blijft.".to_owned(),
        Some(_) => "Stelt dezelfde vraag ook langs een andere weg.".to_owned(),
        None => format!("Hieruit volgt een klantreis {}.", model.journeys[journey].name),
    }
}

/// `balie, stadskantoor`.
fn place(model: &Model, desk: DeskId) -> String {
    let desk = &model.desks[desk];
    let location = desk.location.map(|id| format!(", {}", model.locations[id]));
    format!("{}{}", model.channels[desk.channel].name, location.unwrap_or_default())
}

/// From joining the line to the end; `incidents` of the customer's whole story.
fn contact(model: &Model, visit: &Visit, crowd: Crowd, incidents: &[Incident]) -> Vec<(Time, String)> {
    let kind = model.channels[visit.channel].kind;
    let place = place(model, visit.desk);
    if visit.ending == Ending::NoShow {
        return vec![(visit.ended, format!("Komt niet opdagen bij {place}.{}", retries(visit)))];
    }
    let step = &model.steps[model.steps[visit.step].origin].name;
    let again = match visit.attempt {
        0 => String::new(),
        n => format!(" Dit is poging {}.", n + 1),
    };
    let busy = if kind == ChannelKind::SelfService { String::new() } else { busy(crowd) };
    let came = match kind {
        ChannelKind::SelfService => format!("Doet het zelf ({place}), stap {step}."),
        ChannelKind::Reception => format!("Komt binnen bij {place}.{busy}"),
        ChannelKind::Transfer => format!("Blijft aan de lijn voor {place}, stap {step}.{busy}"),
        ChannelKind::CallBack => format!("Het verzoek is aan de beurt bij {place}, stap {step}.{busy}"),
        ChannelKind::Work => format!("De zaak komt op de stapel van {place}, stap {step}.{busy}"),
        ChannelKind::Message => format!("Stuurt een bericht ({place}), stap {step}.{busy}{again}"),
        _ => format!("Meldt zich bij {place}, stap {step}.{busy}{again}"),
    };
    let mut lines = vec![(visit.queued, came)];
    let own = || {
        let is_own =
            |it: &&Incident| it.ordinal == visit.ordinal && (visit.queued..=visit.ended).contains(&it.at);
        incidents.iter().filter(is_own)
    };
    // help that was put aside began before what the record says
    let put_aside = own().find_map(|it| match it.what {
        Happening::PutAside { pool, done } => Some((Time(it.at.0 - done.0), pool)),
        _ => None,
    });
    let helped = put_aside.map(|(began, _)| began).or(visit.helped());
    let team = put_aside.map(|(_, pool)| pool).or(visit.pool);
    let name = |pool| model.teams[model.pools[pool].team].name.as_str();
    let waited = waited(model, visit, helped);
    if let (Some(helped), Some(pool)) = (helped, team) {
        lines.push((helped, format!("{} {waited}.", helped_by(kind, name(pool)))));
    }
    lines.extend(own().filter_map(|it| match it.what {
        Happening::PutAside { pool, .. } => Some((it.at, format!("{} legt het opzij.", name(pool)))),
        Happening::TakenUpAgain { pool } => Some((it.at, format!("{} gaat ermee verder.", name(pool)))),
        _ => None,
    }));
    let time = number::duration(visit.handling.seconds());
    let was_astray = own().any(|it| it.what == Happening::WasAstray && it.at == visit.ended);
    let astray = if was_astray { " Was eerst bij de verkeerde, en vertelde het twee keer." } else { "" };
    let retries = retries(visit);
    let ended = match visit.ending {
        Ending::Served => format!("{} na {time}.{astray}{}", done(kind), after(visit.after)),
        Ending::Abandoned => format!("Geeft het op {waited}.{retries}"),
        Ending::Balked => format!("Hoort dat er een rij is en haakt meteen af.{retries}"),
        Ending::Blocked => format!("Krijgt bezet.{retries}"),
        Ending::ClosedOut => format!("Wordt weggestuurd: het gaat dicht {waited}."),
        Ending::Unanswered => format!("Krijgt geen antwoord {waited}.{retries}"),
        Ending::NoShow => unreachable!("who does not come was told above"),
        Ending::AgendaFull => format!("De agenda is vol.{retries}"),
        Ending::TakesCall => format!("Laat zich terugbellen in plaats van te wachten {waited}."),
        Ending::StillOpen => "Hier eindigt de berekening; dit contact was nog bezig.".to_owned(),
    };
    lines.push((visit.ended, ended));
    lines
}

fn retries(visit: &Visit) -> &'static str {
    if visit.retries { " Zal het opnieuw proberen." } else { "" }
}

fn busy(Crowd { waiting, helped }: Crowd) -> String {
    if (waiting, helped) == (0, 0) {
        return " Er is verder niemand.".to_owned();
    }
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

fn helped_by(kind: ChannelKind, team: &str) -> String {
    match kind {
        ChannelKind::Reception => format!("{team} vangt op"),
        ChannelKind::CallBack => format!("{team} belt"),
        kind if kind.is_stock() => format!("{team} pakt het op"),
        _ => format!("{team} helpt"),
    }
}

fn done(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::SelfService => "Klaar",
        ChannelKind::Message => "Beantwoord",
        ChannelKind::Reception => "Weet waar het is",
        ChannelKind::Work => "Gedaan",
        _ => "Geholpen",
    }
}

/// How long until help began, or the end where it never did, and what stands out in that.
fn waited(model: &Model, visit: &Visit, helped: Option<Time>) -> String {
    let until = helped.unwrap_or(visit.ended);
    let wait = until - visit.queued;
    if wait == Span::ZERO {
        return "zonder wachten".to_owned();
    }
    let channel = &model.channels[visit.channel];
    let knows_threshold = !channel.kind.is_stock() && !channel.kind.is_internal();
    let nights = until.day() - visit.queued.day();
    let why = if nights > 0 {
        format!(", waaronder {nights} {}", if nights == 1 { "nacht" } else { "nachten" })
    } else if knows_threshold && wait > channel.threshold {
        format!(", langer dan de drempel van {}", number::duration(channel.threshold.seconds()))
    } else {
        String::new()
    };
    format!("na {} wachten{why}", number::duration(wait.seconds()))
}

fn after(after: After) -> &'static str {
    match after {
        After::Done => "",
        After::ComesBack => " Het antwoord is niet goed genoeg: de klant komt erop terug.",
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
        StepKind::Tell { .. } => format!("Krijgt bericht: {}.", step.name),
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

/// `6,90: begint bij 7,52; −0,42 wachten, −0,20 niet opgelost`.
fn mark(judgement: &Judgement) -> String {
    let points = |micro: i32| number::number(f64::from(micro) / f64::from(POINT), 2);
    let parts = &judgement.parts;
    let terms: Vec<String> = terms(parts)
        .iter()
        .map(|(term, micro)| {
            let sign = if *micro > 0 { "+" } else { "" };
            format!("{sign}{} {}", points(*micro), marks::term(*term))
        })
        .collect();
    let value = points(parts.mark());
    if terms.is_empty() {
        return value;
    }
    format!("{value}: begint bij {}; {}", points(parts.of(Term::Base)), terms.join(", "))
}

/// What took points, the most first, and then what gave some.
fn terms(parts: &Parts) -> Vec<(Term, i32)> {
    let all = Term::ALL.iter().filter(|term| **term != Term::Base).map(|term| (*term, parts.of(*term)));
    let mut terms: Vec<(Term, i32)> = all.filter(|(_, micro)| micro.abs() >= LEAST_PART).collect();
    terms.sort_by_key(|(_, micro)| *micro);
    terms
}
