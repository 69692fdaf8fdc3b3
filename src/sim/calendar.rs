//! Future events: a 4-ary heap of 16-byte keys, and the published order of equal times.

use crate::time::Time;

/// What happens first at one moment, in this order:
///
/// a new hour, people starting, work ending, an appointment slot, patience ending, a return, an arrival, asking where
/// it is, people leaving, a desk closing. So a wait exactly equal to the patience is served. Opening hours are half-open: who comes at
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
    StaffDown = 8,
    Closes = 9,
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
    /// Moment, serial and subject, from the high bits down.
    heap: Vec<u128>,
    /// Of the first in the heap, which every turn asks for.
    next: Moment,
}

impl Default for FutureEvents {
    fn default() -> Self {
        Self { heap: Vec::new(), next: NEVER }
    }
}

/// Later than any real moment.
const NEVER: Moment = Moment(u64::MAX);

const ARITY: usize = 4;

impl FutureEvents {
    pub fn schedule(&mut self, moment: Moment, serial: u32, subject: u32) {
        let key = u128::from(moment.0) << 64 | u128::from(serial) << 32 | u128::from(subject);
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
        self.next = self.next.min(moment);
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

    #[test]
    fn events_come_by_time_then_rank_then_order_of_scheduling() {
        let mut events = FutureEvents::default();
        let at = |time: i64, rank| Moment::new(Time(time), rank);
        events.schedule(at(5, Rank::Returns), 1, 10);
        events.schedule(at(5, Rank::PatienceEnds), 2, 20);
        events.schedule(at(3, Rank::Closes), 3, 30);
        events.schedule(at(5, Rank::Returns), 4, 40);
        let order: Vec<u32> = std::iter::repeat_with(|| events.take().subject).take(4).collect();
        assert_eq!(order, [30, 20, 10, 40]);
        assert_eq!(events.next(), Moment(u64::MAX));
    }

    #[test]
    fn a_thousand_events_come_out_sorted() {
        let mut events = FutureEvents::default();
        for serial in 0..1000_u32 {
            let time = i64::from(serial.wrapping_mul(2_654_435_761) % 512);
            events.schedule(Moment::new(Time(time), Rank::Returns), serial, serial);
        }
        let keys: Vec<_> = (0..1000).map(|_| events.take()).map(|due| (due.moment, due.serial)).collect();
        assert!(keys.is_sorted());
    }
}
