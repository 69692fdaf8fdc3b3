//! Future events: a 4-ary heap of 16-byte keys for the current hour, a list for each later one, and the published order of
//! equal times.

use crate::time::{Span, Time};

/// What happens first at one moment, in this order:
///
/// a new hour, people starting, work ending, an appointment slot, patience ending, a return, an arrival, asking where
/// it is, being offered a call, calling for help, help that comes, people leaving, a desk closing. So a wait exactly equal to the patience is served. Opening hours are half-open: who comes at
/// closing time comes too late.
/// Within a rank: work ends by agent, arrivals by stream, all others in the order in which they were scheduled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Rank {
    NewHour = 0,
    StaffUp = 1,
    WorkEnds = 2,
    SlotStarts = 3,
    PatienceEnds = 4,
    Returns = 5,
    Arrives = 6,
    Asks = 7,
    Offers = 8,
    CallsForHelp = 9,
    HelpComes = 10,
    StaffDown = 11,
    Closes = 12,
}

/// A time and a rank in one comparable word; times below 2^59 microseconds (18,000 years).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub u64);

impl Moment {
    #[inline(always)]
    pub fn new(time: Time, rank: Rank) -> Self {
        Self((time.0 as u64) << 4 | rank as u64)
    }

    #[inline(always)]
    pub fn time(self) -> Time {
        Time((self.0 >> 4) as i64)
    }

    #[inline(always)]
    pub fn rank(self) -> u64 {
        self.0 & 15
    }
}

/// An event taken from the calendar: `serial` and `subject` as scheduled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub moment: Moment,
    pub serial: u32,
    pub subject: u32,
}

/// Events wait for their moment; none is cancelled: a late one is recognised by its serial.
#[derive(Debug)]
pub struct FutureEvents {
    /// Those before `open_until`: moment, serial and subject, from the high bits down.
    heap: Vec<u128>,
    /// Of the first in the heap, which every turn asks for.
    next: Moment,
    open_until: Moment,
    /// The last scheduled of each later hour, by number; [`NOBODY`] where there is none.
    hours: Vec<u32>,
    later: Vec<Later>,
    /// The first of `later` that is not in use.
    unused: u32,
}

/// An event of a later hour, and the one scheduled before it for the same hour.
#[derive(Clone, Copy, Debug)]
struct Later {
    key: u128,
    before: u32,
}

const NOBODY: u32 = u32::MAX;

/// Later than any real moment.
const NEVER: Moment = Moment(u64::MAX);

const ARITY: usize = 4;

impl FutureEvents {
    /// Nothing happens from `end` on, so nothing is kept of it. Before the first hour is opened there is no next event.
    pub fn new(end: Time) -> Self {
        let n_hours = (end.0 + Span::HOUR.0 - 1) / Span::HOUR.0;
        Self {
            heap: Vec::new(),
            next: NEVER,
            open_until: Moment(0),
            hours: vec![NOBODY; n_hours as usize],
            later: Vec::new(),
            unused: NOBODY,
        }
    }

    /// The hour that begins at `time` is played from now on.
    pub fn opens(&mut self, time: Time) {
        self.open_until = Moment::new(time + Span::HOUR, Rank::NewHour);
        let mut first = std::mem::replace(&mut self.hours[(time.0 / Span::HOUR.0) as usize], NOBODY);
        while first != NOBODY {
            let Later { key, before } = self.later[first as usize];
            self.later[first as usize].before = self.unused;
            self.unused = first;
            self.push(key);
            first = before;
        }
    }

    #[inline(always)]
    pub fn schedule(&mut self, moment: Moment, serial: u32, subject: u32) {
        let key = u128::from(moment.0) << 64 | u128::from(serial) << 32 | u128::from(subject);
        if moment < self.open_until { self.push(key) } else { self.keeps(moment, key) }
    }

    /// Until its hour is opened.
    fn keeps(&mut self, moment: Moment, key: u128) {
        let Some(last) = self.hours.get_mut((moment.time().0 / Span::HOUR.0) as usize) else { return };
        let event = Later { key, before: *last };
        match self.later.get_mut(self.unused as usize) {
            Some(place) => {
                *last = self.unused;
                self.unused = place.before;
                *place = event;
            }
            None => {
                *last = self.later.len() as u32;
                self.later.push(event);
            }
        }
    }

    fn push(&mut self, key: u128) {
        let mut hole = self.heap.len();
        self.heap.push(key);
        while hole > 0 {
            let parent = (hole - 1) / ARITY;
            if self.heap[parent] <= key {
                break;
            }
            self.heap[hole] = self.heap[parent];
            hole = parent;
        }
        self.heap[hole] = key;
        self.next = Moment((self.heap[0] >> 64) as u64);
    }

    /// Moment of the next event; later than any real one when there is none.
    #[inline(always)]
    pub fn next(&self) -> Moment {
        self.next
    }

    /// Takes the next event. There must be one.
    pub fn take(&mut self) -> Due {
        let top = self.heap[0];
        let last = self.heap.pop().expect("an event is waiting");
        let heap = &mut self.heap[..];
        if !heap.is_empty() {
            let mut hole = 0;
            loop {
                let first = ARITY * hole + 1;
                // all but the last of those who have children have four
                let (child, key) = match heap.get(first..) {
                    Some(&[a, b, c, d, ..]) => {
                        let (left, ab) = if b < a { (1, b) } else { (0, a) };
                        let (right, cd) = if d < c { (3, d) } else { (2, c) };
                        if cd < ab { (first + right, cd) } else { (first + left, ab) }
                    }
                    Some(rest) => match (first..).zip(rest).min_by_key(|(_, key)| **key) {
                        Some((child, key)) => (child, *key),
                        None => break,
                    },
                    None => break,
                };
                if key >= last {
                    break;
                }
                heap[hole] = key;
                hole = child;
            }
            heap[hole] = last;
        }
        self.next = self.heap.first().map_or(NEVER, |key| Moment((key >> 64) as u64));
        Due { moment: Moment((top >> 64) as u64), serial: (top >> 32) as u32, subject: top as u32 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All events of so many hours, in the order in which they come.
    fn all(mut events: FutureEvents, hours: i64) -> Vec<Due> {
        let mut all = Vec::new();
        for hour in 0..hours {
            events.opens(Time(hour * Span::HOUR.0));
            while events.next() < NEVER {
                all.push(events.take());
            }
        }
        all
    }

    #[test]
    fn events_come_by_time_then_rank_then_order_of_scheduling() {
        let mut events = FutureEvents::new(Time(Span::HOUR.0));
        let at = |time: i64, rank| Moment::new(Time(time), rank);
        events.schedule(at(5, Rank::Returns), 1, 10);
        events.schedule(at(5, Rank::PatienceEnds), 2, 20);
        events.schedule(at(3, Rank::Closes), 3, 30);
        events.schedule(at(5, Rank::Returns), 4, 40);
        let order: Vec<u32> = all(events, 1).iter().map(|due| due.subject).collect();
        assert_eq!(order, [30, 20, 10, 40]);
    }

    #[test]
    fn a_thousand_events_of_nine_hours_come_out_sorted() {
        let mut events = FutureEvents::new(Time(9 * Span::HOUR.0));
        for serial in 0..1000_u32 {
            let time = i64::from(serial.wrapping_mul(2_654_435_761) % 512) * (Span::HOUR.0 / 57);
            events.schedule(Moment::new(Time(time), Rank::Returns), serial, serial);
        }
        let keys: Vec<_> = all(events, 9).iter().map(|due| (due.moment, due.serial)).collect();
        assert!(keys.is_sorted() && keys.len() == 1000, "{}", keys.len());
    }

    #[test]
    fn what_is_scheduled_while_an_hour_is_played_comes_in_its_turn_and_never_after_the_end() {
        let mut events = FutureEvents::new(Time(3 * Span::HOUR.0));
        let mut times = Vec::new();
        events.schedule(Moment::new(Time::ZERO, Rank::Returns), 0, 0);
        for hour in 0..3 {
            events.opens(Time(hour * Span::HOUR.0));
            while events.next() < NEVER {
                let time = events.take().moment.time();
                times.push(time.0 / Span::MINUTE.0);
                for minutes in [7, 100] {
                    let later = Moment::new(time + Span(minutes * Span::MINUTE.0), Rank::Returns);
                    events.schedule(later, 0, 0);
                }
            }
        }
        assert!(times.is_sorted() && times.iter().all(|minutes| *minutes < 180));
        assert!([0, 7, 100, 107, 175, 177].iter().all(|minutes| times.contains(minutes)));
    }
}
