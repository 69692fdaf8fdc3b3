//! Where time goes: the causes of every wait and the parts of every journey, worked out again from the records, the
//! opening hours and a roster counted by the test itself.

#[path = "support/choices.rs"]
mod choices;
#[path = "support/log.rs"]
mod log;
#[path = "support/played.rs"]
mod played;
#[path = "support/replay.rs"]
mod replay;
#[path = "support/town.rs"]
mod town;

use std::cell::Cell;
use std::collections::BTreeMap;

use klantreis::id::{IdVec, JourneyId, PoolId, QueueId};
use klantreis::sim::record::{Close, Ending, Pauses, WaitCauses};
use klantreis::time::{Span, Time};
use played::{Law, Played, hold, law};
use replay::{Stay, by_customer, opening};
use town::Sort;

/// Rostered and busy people of each pool from a moment on.
type Staff = (Time, IdVec<PoolId, i64>, IdVec<PoolId, i64>);

/// A run with what its waits are explained by.
struct Explained<'p> {
    played: &'p Played,
    staff: Vec<Staff>,
    known_until: Time,
    open: Vec<Vec<(Time, Time)>>,
}

impl<'p> Explained<'p> {
    fn new(played: &'p Played) -> Self {
        let replay = played.replay();
        let mut staff: Vec<Staff> = Vec::new();
        replay.each(|from, _, crowd| {
            staff.push((from, crowd.rostered.clone(), crowd.busy.clone()));
        });
        let open = played.model.desks.ids().map(|desk| opening(&played.model, desk)).collect();
        Self { played, staff, known_until: replay.known_until, open }
    }

    /// Which of the causes of [`WaitCauses`] held a queue up, with the moments at which that changed.
    fn held_up(&self, queue: QueueId, from: Time, to: Time) -> [i64; 3] {
        let model = &self.played.model;
        let described = &model.queues[queue];
        let there =
            |rostered: &IdVec<PoolId, i64>, pools: &[PoolId]| pools.iter().any(|pool| rostered[*pool] > 0);
        let beside: Vec<PoolId> = model
            .queues
            .iter()
            .filter(|other| other.desk == described.desk)
            .flat_map(|other| other.pools.iter().copied())
            .collect();
        let hours = &self.open[described.desk.0 as usize];
        let open = |from: Time, to: Time| -> i64 {
            hours.iter().map(|(opens, closes)| (to.min(*closes).0 - from.max(*opens).0).max(0)).sum()
        };
        let mut causes = [(to - from).0 - open(from, to), 0, 0];
        let first = self.staff.partition_point(|(since, ..)| *since <= from) - 1;
        for index in first..self.staff.len() {
            let (since, rostered, _) = &self.staff[index];
            let until = self.staff.get(index + 1).map_or(Time(i64::MAX), |(next, ..)| *next).min(to);
            if *since >= to {
                break;
            }
            let part = open(from.max(*since), until);
            if !there(rostered, &described.pools) {
                causes[if there(rostered, &beside) { 2 } else { 1 }] += part;
            }
        }
        causes
    }

    /// When somebody who could help this customer, and was on duty, first took one who came later; `Err` where a
    /// change of shift at that very moment leaves open whether he was.
    fn overtaken(&self, stay: &Stay, queue: QueueId) -> Result<Option<Time>, ()> {
        let pools = &self.played.model.queues[queue].pools;
        let mut first = Ok(None);
        for other in &self.played.stays {
            let Some(pool) = other.visit.pool.filter(|pool| pools.contains(pool)) else { continue };
            let taken = other.left;
            let later = stay.queued() < other.queued() && taken < stay.left;
            if !later || matches!(first, Ok(Some(before)) if before <= taken) {
                continue;
            }
            let after = self.staff.partition_point(|(since, ..)| *since <= taken) - 1;
            let (_, rostered, busy) = &self.staff[after];
            let (_, before, _) = &self.staff[after.saturating_sub(1)];
            if rostered[pool] != before[pool] && self.staff[after].0 == taken {
                return Err(());
            }
            if busy[pool] <= rostered[pool] {
                first = Ok(Some(taken));
            }
        }
        first
    }
}

fn total(causes: &WaitCauses) -> i64 {
    causes.total().0
}

#[test]
fn every_wait_is_split_by_cause_without_remainder() {
    let (closed, nobody, knowledge, priority) = (Cell::new(0), Cell::new(0), Cell::new(0), Cell::new(0));
    law(300, Sort::Finishing, |played| {
        let explained = Explained::new(played);
        let mut before: BTreeMap<_, WaitCauses> = BTreeMap::new();
        for stay in played.stays.iter().filter(|stay| stay.left < explained.known_until) {
            let visit = &stay.visit;
            let told = visit.causes.unwrap_or_default();
            hold!(visit.causes.is_none() || told != WaitCauses::default(), "no cause at all: {visit:?}");
            hold!(total(&told) <= visit.wait.0, "more causes than waiting: {visit:?}");
            let Some(queue) = stay.queue else {
                hold!(visit.causes.is_none(), "nobody waits here: {visit:?}");
                continue;
            };
            // a retry may remember the waits of earlier tries
            let key = (visit.journey, visit.ordinal, visit.step, visit.pass);
            let own = stay.left - stay.queued();
            let remembered = if visit.wait == own { WaitCauses::default() } else { before[&key] };
            before.insert(key, told);
            let held_up = explained.held_up(queue, stay.queued(), stay.left);
            let expected = [remembered.closed, remembered.nobody, remembered.knowledge];
            let expected: Vec<i64> =
                expected.iter().zip(held_up).map(|(before, own)| before.0 + own).collect();
            let found = [told.closed.0, told.nobody.0, told.knowledge.0];
            hold!(found[..] == expected[..], "{found:?}, not {expected:?}: {visit:?}");
            let Ok(overtaken) = explained.overtaken(stay, queue) else { continue };
            let since = overtaken.map_or(0, |since| {
                (stay.left - since).0 - explained.held_up(queue, since, stay.left).iter().sum::<i64>()
            });
            let waited = told.priority.0 - remembered.priority.0;
            hold!(
                waited == since,
                "{waited} for another's priority, not {since} from {overtaken:?}: {visit:?}"
            );
            closed.set(closed.get() + u32::from(held_up[0] > 0));
            nobody.set(nobody.get() + u32::from(held_up[1] > 0));
            knowledge.set(knowledge.get() + u32::from(held_up[2] > 0));
            priority.set(priority.get() + u32::from(since > 0));
        }
        Ok(())
    });
    let found = [closed.get(), nobody.get(), knowledge.get(), priority.get()];
    assert!(found.iter().all(|waits| *waits > 200), "too weak: {found:?} waits with each cause");
}

/// Where help is handed over a wait has several parts, which records do not tell; together they are the wait.
#[test]
fn the_causes_of_a_wait_never_exceed_it_when_help_is_handed_over() {
    let broken = Cell::new(0);
    law(300, Sort::Any, |played| {
        for visit in &played.log.visits {
            let Some(causes) = visit.causes else { continue };
            hold!(total(&causes) <= visit.wait.0, "more causes than waiting: {visit:?}");
            let parts = [causes.closed, causes.nobody, causes.knowledge, causes.priority];
            hold!(parts.iter().all(|part| *part >= Span::ZERO), "less than nothing: {visit:?}");
            broken.set(broken.get() + 1);
        }
        Ok(())
    });
    assert!(broken.get() > 1_000, "too weak: {} waits", broken.get());
}

#[test]
fn a_journey_is_queues_help_and_pauses_and_nothing_else() {
    let (paused, away) = (Cell::new(0), Cell::new(0));
    law(300, Sort::Any, |played| {
        let customers = by_customer(&played.stays);
        for trip in played.log.trips.iter().filter(|trip| trip.close == Close::Completed) {
            let stays = customers.get(&(trip.journey, trip.ordinal)).map_or(&[][..], Vec::as_slice);
            let waits: i64 = stays.iter().map(|stay| (stay.left - stay.queued()).0).sum();
            let help: i64 = stays.iter().map(|stay| stay.visit.handling.0).sum();
            hold!(trip.helped.0 == help, "{help} of help: {trip:?}");
            hold!(trip.waited.0 == waits, "{waits} in queues: {trip:?}");
            // a batch gathers in a line
            let Pauses { time, customer, partner, batch: _ } = trip.pauses.unwrap_or_default();
            let parts = waits + help + time.0 + customer.0 + partner.0;
            let rest = (trip.ended - trip.started).0 - parts;
            // time goes by elsewhere before another try, or where he found the desk closed
            let is_late = |(stay, free): (&Stay, Time)| stay.visit.attempt > 0 || stay.queued() > free;
            let mut free = trip.started;
            let mut begins = stays.iter().map(|stay| (stay, std::mem::replace(&mut free, stay.ended)));
            hold!(rest == 0 || rest > 0 && begins.any(is_late), "{rest} is left: {trip:?} {stays:?}");
            paused.set(paused.get() + u32::from(customer > Span::ZERO && time == Span::ZERO));
            away.set(away.get() + u32::from(rest > 0));
        }
        Ok(())
    });
    assert!(paused.get() > 100 && away.get() > 100, "too weak: {} and {}", paused.get(), away.get());
}

#[test]
fn an_answered_contact_is_followed_once_if_the_customer_comes_again() {
    let (followed, last) = (Cell::new(0), Cell::new(0));
    law(300, Sort::Any, |played| {
        let mut told: Vec<Followed> = played
            .log
            .followed
            .iter()
            .map(|(answered, after)| ((answered.journey, answered.ordinal), answered.ended, *after))
            .collect();
        told.sort_unstable();
        for (customer, stays) in by_customer(&played.stays) {
            for (index, stay) in stays.iter().enumerate().filter(|(_, stay)| stay.is_served()) {
                let next = stays.get(index + 1);
                let of_this = |(who, ended, after): &Followed| {
                    let comes = stay.ended + *after;
                    *who == customer
                        && *ended == stay.ended
                        // who finds the desk closed comes later than he came first
                        && next.is_none_or(|next| comes <= next.queued())
                };
                let found = told.iter().position(of_this);
                match (next, found) {
                    (Some(_), Some(index)) => drop(told.remove(index)),
                    (Some(next), None) => return Err(format!("{:?} follows unseen", next.visit)),
                    (None, _) => last.set(last.get() + 1),
                }
                followed.set(followed.get() + u32::from(next.is_some()));
            }
        }
        untold(played, &told)
    });
    assert!(followed.get() > 1_000 && last.get() > 1_000, "too weak: {} and {}", followed.get(), last.get());
}

/// A customer, the end of an answered contact, and how long after it he came again.
type Followed = ((JourneyId, u32), Time, Span);

/// What was followed by a contact that never came to be: the customer found a closed desk when the run ended.
fn untold(played: &Played, told: &[Followed]) -> Law {
    let open = played.log.trips.iter().filter(|trip| trip.close == Close::StillOpen).count();
    let sent_away = played.log.visits.iter().filter(|visit| visit.ending == Ending::ClosedOut).count();
    hold!(told.len() <= open + sent_away, "followed by nothing: {told:?}");
    Ok(())
}
