//! One day of one pool: how many people are there from when on.

use std::collections::VecDeque;

use crate::model::horizon::Horizon;
use crate::model::staff::Pool;
use crate::random::stream::Streams;
use crate::time::{Span, Time};

/// Fills `plan` with the headcounts of day `day`, ascending; the first holds from midnight. A shift that ends at
/// midnight runs on into the next day's plan, so where shifts meet only the difference of people comes or goes.
pub fn plan_day(
    pool: &Pool,
    day: i64,
    horizon: &Horizon,
    streams: &Streams,
    changes: &mut Vec<(Span, i32)>,
    plan: &mut VecDeque<(Time, u32)>,
) {
    changes.clear();
    let kind = horizon.day(day);
    let number = horizon.first_number + day;
    let is_staffed = !kind.closed || kind.emergencies;
    for shift in pool.shifts.iter().filter(|shift| is_staffed && shift.weekdays[usize::from(kind.weekday)]) {
        let factor = shift.forecast.as_ref().map_or(1.0, |forecast| forecast.factor(streams, number));
        for person in shift.people(number, factor) {
            let entity = (number as u64) << 16 | u64::from(person);
            if shift.availability < 1.0 && streams.uniform(shift.absence, entity, 0) >= shift.availability {
                continue;
            }
            changes.push((shift.from, 1));
            changes.push((shift.to, -1));
            if let Some(breaks) = &shift.breaks {
                let wave = i64::from(person % breaks.waves);
                let from = breaks.from + Span(wave * breaks.length.0);
                changes.push((from, -1));
                changes.push((from + breaks.length, 1));
            }
        }
    }
    changes.sort_unstable();
    let mut headcount = 0;
    let mut started = false;
    for same in changes.chunk_by(|a, b| a.0 == b.0) {
        let at = same[0].0;
        if at > Span::ZERO && !started {
            plan.push_back((Time::from_day(day), 0));
        }
        started = true;
        let change = same.iter().map(|(_, change)| change).sum::<i32>();
        headcount += change;
        if at < Span::DAY && (change != 0 || at == Span::ZERO) {
            plan.push_back((Time::from_day(day) + at, headcount as u32));
        }
    }
    if !started {
        plan.push_back((Time::from_day(day), 0));
    }
}
