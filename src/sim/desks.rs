//! When desks are open, and which one a customer goes to.

use crate::id::{DeskId, VillageId};
use crate::model::Model;
use crate::model::journey::{Contact, DeskQueue};
use crate::time::{Span, Time};

/// Whether the desk takes customers at this moment.
pub fn is_open(model: &Model, desk: DeskId, now: Time) -> bool {
    let described = &model.desks[desk];
    if described.always_open {
        return true;
    }
    model.horizon.day(now.day()).lies_within(&described.hours, now)
}

/// Whether it does, for a contact that may go on when others do not.
pub fn is_open_for(model: &Model, contact: &Contact, desk: DeskId, now: Time) -> bool {
    let today = model.horizon.day(now.day());
    let goes_on = contact.goes_on && today.emergencies;
    is_open(model, desk, now) || goes_on && today.holds(&model.desks[desk].hours, now)
}

/// The next interval in which the desk opens, at `now` or later, for all or for what goes on when others do not; `None`
/// within the simulated days.
pub fn next_opening(model: &Model, desk: DeskId, now: Time, goes_on: bool) -> Option<(Time, Time)> {
    let hours = &model.desks[desk].hours;
    (now.day()..model.horizon.days.len() as i64).find_map(|day| {
        let kind = model.horizon.day(day);
        let is_shut = kind.closed && !(goes_on && kind.emergencies);
        let intervals = if is_shut { &[][..] } else { hours.on(usize::from(kind.weekday)) };
        let midnight = Time::from_day(day);
        let spans = intervals.iter().map(|&(from, to)| (midnight + seconds(from), midnight + seconds(to)));
        spans.into_iter().find(|(from, _)| *from >= now)
    })
}

/// The nearest desk that is open, else the nearest of those that open first; `None` when none is in reach or opens.
pub fn choose<'c>(
    model: &Model,
    contact: &'c Contact,
    village: VillageId,
    now: Time,
) -> Option<&'c DeskQueue> {
    if let [only] = &contact.queues[..] {
        return only.takes(village).then_some(only);
    }
    let travel = |desk: DeskId| {
        model.desks[desk].location.map_or(Span::ZERO, |location| model.villages[village].travel[location])
    };
    let in_reach =
        || contact.queues.iter().filter(|queue| travel(queue.desk) < Span::MAX && queue.takes(village));
    let open = in_reach()
        .filter(|queue| is_open_for(model, contact, queue.desk, now))
        .min_by_key(|queue| travel(queue.desk));
    open.or_else(|| {
        let opening =
            |queue: &&DeskQueue| next_opening(model, queue.desk, now, contact.goes_on).map(|(from, _)| from);
        in_reach()
            .filter_map(|queue| opening(&queue).map(|from| (from, travel(queue.desk), queue)))
            .min_by_key(|&(from, travel, _)| (from, travel))
            .map(|(_, _, queue)| queue)
    })
}

fn seconds(clock: u32) -> Span {
    Span(i64::from(clock) * Span::SECOND.0)
}
