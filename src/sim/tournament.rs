//! The earliest of a fixed set of times, as a tournament of four to a match: setting one replays its matches, without
//! branches.

use crate::sim::calendar::{Moment, Rank};
use crate::time::Time;

/// Each entrant has one time or none. Of equal times the lowest entrant comes first.
#[derive(Debug)]
pub struct Tournament {
    /// `keys[leaves + i]` is entrant i, and `keys[p]` the winner of `keys[4 p .. 4 p + 4]`; a key is a time, then the
    /// number of the entrant in the low bits.
    keys: Vec<u64>,
    /// The key of the winner of all.
    first: u64,
    leaves: usize,
    bits: u32,
}

const NONE: u64 = u64::MAX;

impl Tournament {
    pub fn new(entrants: usize) -> Self {
        let leaves = leaves(entrants);
        Self { keys: vec![NONE; 2 * leaves], first: NONE, leaves, bits: leaves.trailing_zeros() }
    }

    /// Times from here on cannot be held among so many entrants.
    pub fn bound(entrants: usize) -> Time {
        Time(i64::MAX >> leaves(entrants).trailing_zeros().max(4))
    }

    #[inline(always)]
    pub fn set(&mut self, entrant: usize, time: Time) {
        self.replay(entrant, (time.0 as u64) << self.bits | entrant as u64);
    }

    #[inline(always)]
    pub fn clear(&mut self, entrant: usize) {
        self.replay(entrant, NONE);
    }

    /// When the winner is due, with this rank; later than any real moment when nobody has a time.
    #[inline(always)]
    pub fn next(&self, rank: Rank) -> Moment {
        // nobody's key is beyond every bound, with rank and all
        Moment((self.first >> self.bits) << 4 | rank as u64)
    }

    /// The time of an entrant who has one.
    pub fn time(&self, entrant: usize) -> Time {
        Time((self.keys[self.leaves + entrant] >> self.bits) as i64)
    }

    /// The entrant with the earliest time. There must be one.
    #[inline(always)]
    pub fn winner(&self) -> usize {
        self.first as usize & (self.leaves - 1)
    }

    #[inline(always)]
    fn replay(&mut self, entrant: usize, key: u64) {
        assert!(entrant < self.leaves, "an entrant has a leaf");
        let keys = self.keys.as_mut_ptr();
        let mut place = self.leaves + entrant;
        let mut best = key;
        // SAFETY: `keys` holds 2 × leaves; place starts below that by the assertion. While it is above 1 it is at least
        // 4 (leaves is a power of four), so that flipping its two lowest bits stays within its match, and a quarter
        // of it is at least 1.
        unsafe {
            *keys.add(place) = key;
            while place > 1 {
                let others = (*keys.add(place ^ 2)).min(*keys.add(place ^ 3));
                best = best.min(*keys.add(place ^ 1)).min(others);
                place >>= 2;
                *keys.add(place) = best;
            }
        }
        self.first = best;
    }
}

/// The next power of four.
fn leaves(entrants: usize) -> usize {
    let leaves = entrants.next_power_of_two();
    leaves << (leaves.trailing_zeros() % 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_winner_is_the_earliest_and_of_equals_the_lowest() {
        let mut tournament = Tournament::new(5);
        assert!(tournament.next(Rank::WorkEnds).time() > Tournament::bound(5));
        tournament.set(4, Time(70));
        tournament.set(3, Time(50));
        tournament.set(1, Time(50));
        assert_eq!((tournament.winner(), tournament.next(Rank::WorkEnds).time()), (1, Time(50)));
        tournament.clear(1);
        assert_eq!(tournament.winner(), 3);
        tournament.set(3, Time(90));
        assert_eq!(tournament.winner(), 4);
    }

    #[test]
    fn one_entrant_wins_from_itself() {
        let mut tournament = Tournament::new(1);
        tournament.set(0, Time(9));
        assert_eq!((tournament.winner(), tournament.next(Rank::Arrives).time()), (0, Time(9)));
    }
}
