//! Waiting lines: first come, first served, with places whose holder may have left.

use std::collections::VecDeque;

use crate::sim::customer::CustomerId;
use crate::time::Time;

/// A place in a line.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub queued: Time,
    /// When the holder gives up, where that is evaluated on looking; else the end of time.
    pub deadline: Time,
    pub customer: CustomerId,
    /// The holder's wait; he left when he has another.
    pub wait: u32,
}

#[derive(Debug, Default)]
pub struct Line {
    places: VecDeque<Place>,
}

impl Line {
    #[inline]
    pub fn join(&mut self, place: Place) {
        self.places.push_back(place);
    }

    /// Back to the head: somebody whose help was broken off.
    pub fn join_first(&mut self, place: Place) {
        self.places.push_front(place);
    }

    #[inline(always)]
    pub fn head(&self) -> Option<Place> {
        self.places.front().copied()
    }

    #[inline(always)]
    pub fn leave_head(&mut self) {
        self.places.pop_front();
    }

    /// Takes everybody out.
    pub fn clear(&mut self) -> impl Iterator<Item = Place> + use<'_> {
        self.places.drain(..)
    }

    /// Keeps the places for which `stays` holds, in order.
    pub fn retain(&mut self, stays: impl FnMut(&Place) -> bool) {
        self.places.retain(stays);
    }
}
