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
    /// The number of the winner of all, and when he is due.
    winner: u32,
    next: Moment,
    rank: Rank,
    leaves: usize,
    bits: u32,
}

const NONE: u64 = u64::MAX;

impl Tournament {
    /// Of events of one rank.
    pub fn new(entrants: usize, rank: Rank) -> Self {
        let leaves = leaves(entrants);
        let bits = leaves.trailing_zeros();
        let mut all =
            Self { keys: vec![NONE; 2 * leaves], winner: 0, next: Moment(NONE), rank, leaves, bits };
        all.is_won_by(NONE);
        all
    }

    /// Times from here on cannot be held among so many entrants.
    pub fn bound(entrants: usize) -> Time {
        Time(i64::MAX >> leaves(entrants).trailing_zeros().max(4))
    }

    #[inline(always)]
    pub fn set(&mut self, entrant: usize, time: Time) {
        let key = (time.0 as u64) << self.bits | entrant as u64;
        assert!(entrant < self.leaves, "an entrant has a leaf");
        // SAFETY: `keys` holds 2 × leaves
        if unsafe { *self.keys.get_unchecked(self.leaves + entrant) } == NONE {
            self.enter(entrant, key)
        } else {
            self.replay(entrant, key)
        }
    }

    #[inline(always)]
    pub fn clear(&mut self, entrant: usize) {
        assert!(entrant < self.leaves, "an entrant has a leaf");
        self.replay(entrant, NONE);
    }

    /// When the winner is due; later than any real moment when nobody has a time.
    #[inline(always)]
    pub fn next(&self) -> Moment {
        self.next
    }

    /// The time of an entrant who has one.
    pub fn time(&self, entrant: usize) -> Time {
        Time((self.keys[self.leaves + entrant] >> self.bits) as i64)
    }

    /// The entrant with the earliest time. There must be one.
    #[inline(always)]
    pub fn winner(&self) -> usize {
        self.winner as usize
    }

    #[inline(always)]
    fn is_won_by(&mut self, key: u64) {
        self.winner = key as u32 & (self.leaves as u32 - 1);
        // nobody's key is beyond every bound, with rank and all
        self.next = Moment((key >> self.bits) << 4 | self.rank as u64);
    }

    /// Somebody without a time gets one: mostly he loses his first match, so that nothing else changes.
    #[inline(always)]
    fn enter(&mut self, entrant: usize, key: u64) {
        let mut place = self.leaves + entrant;
        let keys = self.keys.as_mut_ptr();
        // SAFETY: as in `replay`
        unsafe {
            *keys.add(place) = key;
            while place > 1 {
                place >>= 2;
                if *keys.add(place) < key {
                    return;
                }
                *keys.add(place) = key;
            }
        }
        self.is_won_by(key);
    }

    /// All matches of somebody who has a time, or loses it.
    #[inline(always)]
    fn replay(&mut self, entrant: usize, key: u64) {
        let keys = self.keys.as_mut_ptr();
        let mut place = self.leaves + entrant;
        let mut best = key;
        // SAFETY: `keys` holds 2 × leaves; place starts below that, since callers assert it. While it is above 1 it is at least
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
        self.is_won_by(best);
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
        let mut tournament = Tournament::new(5, Rank::WorkEnds);
        assert!(tournament.next().time() > Tournament::bound(5));
        tournament.set(4, Time(70));
        tournament.set(3, Time(50));
        tournament.set(1, Time(50));
        assert_eq!((tournament.winner(), tournament.next().time()), (1, Time(50)));
        tournament.clear(1);
        assert_eq!(tournament.winner(), 3);
        tournament.set(3, Time(90));
        assert_eq!(tournament.winner(), 4);
    }

    #[test]
    fn one_entrant_wins_from_itself() {
        let mut tournament = Tournament::new(1, Rank::Arrives);
        tournament.set(0, Time(9));
        assert_eq!((tournament.winner(), tournament.next().time()), (0, Time(9)));
    }

    #[test]
    fn whoever_enters_changes_his_time_or_leaves_the_earliest_wins() {
        let mut word = 1_u64;
        let mut any = |below: u64| {
            word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (word >> 33) % below
        };
        let mut tournament = Tournament::new(52, Rank::WorkEnds);
        let mut times = [None; 52];
        for _ in 0..20_000 {
            let entrant = any(52) as usize;
            times[entrant] = (any(3) > 0).then(|| Time(any(1000) as i64));
            match times[entrant] {
                Some(time) => tournament.set(entrant, time),
                None => tournament.clear(entrant),
            }
            let first = (0..52).filter_map(|entrant| Some((times[entrant]?, entrant))).min();
            if let Some((time, entrant)) = first {
                assert_eq!((tournament.next().time(), tournament.winner()), (time, entrant));
            }
        }
    }
}
