//! The story of one day: who was there, how long the lines were, who was lost.

use crate::experiment::story::{Crowd, DayStory};
use crate::id::PoolId;
use crate::model::Model;
use crate::report::table::{Cell, Table};
use crate::report::{number, text, words};
use crate::sim::record::{Ending, StaffHour, Visit};
use crate::time::{Span, Time};

const HALF_HOUR: Span = Span(30 * Span::MINUTE.0);
/// Lost customers that are named.
const MOST_NAMED: usize = 12;

/// In lines of a terminal; `replication` counts from 1.
pub fn day(model: &Model, replication: u32, day: i64, story: &DayStory) -> String {
    let midnight = Time::from_day(day);
    let mut said = format!("{}, herhaling {replication}\n", super::date(model, midnight));
    if model.horizon.day(day).closed {
        said.push_str("\nDeze dag is alles dicht.\n");
    }
    said.push_str(&staff(model, story));
    for (id, channel) in model.channels.enumerate() {
        // who stays away is in no line
        let is_here = |visit: &&Visit| visit.channel == id && visit.ending != Ending::NoShow;
        let visits: Vec<&Visit> = story.visits.iter().filter(is_here).collect();
        if !visits.is_empty() {
            said.push_str(&format!("\n{}\n{}\n", channel.name.to_uppercase(), lines(midnight, &visits)));
        }
    }
    said.push_str(&lost(model, midnight, &story.visits));
    said
}

/// People there by hour, a column for each pool; only said where it is known.
fn staff(model: &Model, story: &DayStory) -> String {
    let pools: Vec<PoolId> = model
        .pools
        .ids()
        .filter(|pool| story.staff.iter().any(|hour| hour.pool == *pool && hour.present > 0))
        .collect();
    if pools.is_empty() {
        return "\nEr is niemand aan het werk, of deze dag telt niet mee: dan is de bezetting niet bekend.\n"
            .to_owned();
    }
    let name = |pool: &PoolId| {
        let pool = &model.pools[*pool];
        let team = &model.teams[pool.team].name;
        pool.location.map_or(team.clone(), |id| format!("{team}, {}", model.locations[id]))
    };
    let names: Vec<String> = pools.iter().map(name).collect();
    let mut said = "\nWIE ER IS (bezig, van wie er is)\n".to_owned();
    // as many as fit beside each other
    for (pools, names) in pools.chunks(4).zip(names.chunks(4)) {
        let columns: Vec<(&str, &str)> =
            [("uur", "")].into_iter().chain(names.iter().map(|name| (name.as_str(), ""))).collect();
        let mut table = Table::new("bezetting", &columns);
        for hour in 0..24 {
            let of = |pool: &PoolId| story.staff.iter().find(|it| it.pool == *pool && it.hour == hour);
            let all: Vec<_> = pools.iter().map(of).collect();
            if all.iter().flatten().any(|it| it.present > 0) {
                let persons = |time: i64| number::number(time as f64 / Span::HOUR.0 as f64, 1);
                let cell = |it: &Option<&StaffHour>| match it {
                    Some(it) if it.present > 0 => {
                        Cell::Text(format!("{} van {}", persons(it.busy), persons(it.present)))
                    }
                    _ => Cell::Empty,
                };
                table.push(
                    [Cell::Text(format!("{hour}–{}", hour + 1))].into_iter().chain(all.iter().map(cell)),
                );
            }
        }
        said.push_str(&format!("{}\n", text::table(&table)));
    }
    said
}

/// A row for every half hour in which anything was going on at a channel.
fn lines(midnight: Time, visits: &[&Visit]) -> String {
    let mut table = Table::new(
        "rij",
        &[
            ("tijd", ""),
            ("wacht", ""),
            ("wordt geholpen", ""),
            ("kwam erbij", ""),
            ("geholpen", ""),
            ("verloren", ""),
            ("langste wacht", ""),
        ],
    );
    for half_hour in 0..48 {
        let from = midnight + Span(half_hour * HALF_HOUR.0);
        let to = from + HALF_HOUR;
        let within = |time: Time| from <= time && time < to;
        let mut crowd = Crowd::default();
        visits.iter().for_each(|visit| crowd.add(visit, from));
        let came = visits.iter().filter(|visit| within(visit.queued)).count();
        let ended: Vec<&&Visit> = visits.iter().filter(|visit| within(visit.ended)).collect();
        let served = ended.iter().filter(|visit| visit.ending == Ending::Served).count();
        let longest = ended.iter().map(|visit| visit.wait).max().unwrap_or(Span::ZERO);
        if crowd != Crowd::default() || came > 0 || !ended.is_empty() {
            let count = |n: usize| Cell::Text(n.to_string());
            table.push([
                Cell::Text(super::clock(from)[..5].to_owned()),
                count(crowd.waiting as usize),
                count(crowd.helped as usize),
                count(came),
                count(served),
                count(ended.len() - served),
                Cell::Text(number::duration(longest.seconds())),
            ]);
        }
    }
    text::table(&table)
}

fn lost(model: &Model, midnight: Time, visits: &[Visit]) -> String {
    let tomorrow = midnight + Span::DAY;
    let is_lost = |visit: &&Visit| {
        !matches!(visit.ending, Ending::Served | Ending::StillOpen)
            && midnight <= visit.ended
            && visit.ended < tomorrow
    };
    let mut lost: Vec<&Visit> = visits.iter().filter(is_lost).collect();
    if lost.is_empty() {
        return "\nNiemand ging verloren.\n".to_owned();
    }
    lost.sort_by_key(|visit| visit.ended);
    let mut said = format!("\nWIE VERLOREN GING ({})\n", lost.len());
    for visit in lost.iter().take(MOST_NAMED) {
        let again = if visit.retries { "; probeert het later opnieuw" } else { "" };
        let when = match visit.ending {
            Ending::NoShow => String::new(),
            _ => format!(" na {}", number::duration(visit.wait.seconds())),
        };
        let line = format!(
            "Klant {} van {} ({}): {}{when}{again}.",
            visit.ordinal,
            model.journeys[visit.journey].name,
            model.channels[visit.channel].name,
            words::ending(visit.ending),
        );
        said.push_str(&super::line(visit.ended, &line));
    }
    if lost.len() > MOST_NAMED {
        said.push_str(&format!("  … en {} anderen.\n", lost.len() - MOST_NAMED));
    }
    said
}
