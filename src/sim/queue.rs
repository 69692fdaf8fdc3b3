//! Waiting lines: first come, first served, with places whose holder may have left.

use std::collections::VecDeque;

use crate::id::CustomerId;
use crate::id::PoolId;
use crate::model::Model;
use crate::model::channel::{Channel, Queue};
use crate::sim::causes::History;
use crate::time::{Span, Time};

/// A place in a line.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub queued: Time,
    /// When the holder gives up, where that is evaluated on looking; else the end of time.
    pub deadline: Time,
    pub customer: CustomerId,
    /// The holder's wait; he left when he has another.
    pub wait: u32,
    /// Handling time with someone of factor 1, drawn ahead so that nobody has to wait for the draw.
    pub work: Span,
}

/// A queue with those in it.
#[derive(Debug)]
#[repr(align(64))]
pub struct Line<'m> {
    pub queue: &'m Queue,
    pub channel: &'m Channel,
    /// Who may help now, in the order of the file.
    pub pools: &'m [PoolId],
    /// The same, where that is one pool.
    pub only_pool: Option<PoolId>,
    /// One at a time and not to be put aside: see the queue.
    pub is_plain: bool,
    /// Whether everybody here is free or busy, and goes by the time he came.
    pub is_simple: bool,
    /// Whether help that ends here may have no more to tell than how long it took: nobody remembers anything, and it is
    /// a contact of the customer's own.
    pub may_end_plainly: bool,
    /// Of the desk and the channel, to be at hand.
    pub always_open: bool,
    pub limit: Option<u32>,
    pub history: History,
    places: VecDeque<Place>,
    /// How many places were left when all were looked at last.
    stayed: usize,
    /// Nobody here gives up before this moment, where that is evaluated on looking.
    patient_until: Time,
}

impl<'m> Line<'m> {
    pub fn new(model: &'m Model, queue: &'m Queue, remembers: bool) -> Self {
        Self {
            queue,
            channel: &model.channels[queue.channel],
            pools: &queue.pools,
            only_pool: if let [only] = queue.pools[..] { Some(only) } else { None },
            is_plain: queue.is_plain,
            is_simple: queue.is_plain && !queue.may_interrupt && !queue.by_due && !queue.calls_for_help,
            may_end_plainly: queue.is_plain
                && !remembers
                && !model.channels[queue.channel].kind.is_internal(),
            always_open: model.desks[queue.desk].always_open,
            limit: model.channels[queue.channel].lines,
            history: History::new(),
            places: VecDeque::new(),
            stayed: 0,
            patient_until: Time(i64::MAX),
        }
    }

    /// The same line, as it is in another model of the same shape.
    pub fn adopts(&mut self, model: &'m Model, queue: &'m Queue, remembers: bool) {
        let Self { history, places, stayed, patient_until, .. } =
            std::mem::replace(self, Self::new(model, queue, remembers));
        (self.history, self.places, self.stayed) = (history, places, stayed);
        self.patient_until = patient_until;
    }

    /// Nobody helps here today, or whoever usually does.
    pub fn rests(&mut self, rests: bool) {
        self.pools = if rests { &[] } else { &self.queue.pools };
        self.only_pool = if let [only] = *self.pools { Some(only) } else { None };
    }

    /// Takes everybody out, to look at them one by one.
    pub fn take(&mut self) -> VecDeque<Place> {
        std::mem::take(&mut self.places)
    }

    /// Puts back who stays, after [`Line::take`].
    pub fn put_back(&mut self, places: VecDeque<Place>) {
        self.places = places;
        self.is_looked_at();
        self.patient_until = self.places.iter().map(|place| place.deadline).min().unwrap_or(Time(i64::MAX));
    }

    /// All places were looked at.
    pub fn is_looked_at(&mut self) {
        self.stayed = self.places.len();
    }

    /// Whether looking at all places may be worth its time: somebody may have given up, or so many came since the last look.
    pub fn asks_for_a_look(&self, now: Time) -> bool {
        if self.places.len() < 1024 {
            self.patient_until < now
        } else {
            self.places.len() > self.stayed / 2 * 3
        }
    }

    #[inline(always)]
    pub fn join(&mut self, place: Place) {
        self.patient_until = self.patient_until.min(place.deadline);
        self.places.push_back(place);
    }

    /// Back to the head: somebody whose help was broken off, after others of those who came before him.
    pub fn join_first(&mut self, place: Place) {
        self.patient_until = self.patient_until.min(place.deadline);
        let before = self.places.iter().take_while(|other| other.queued < place.queued).count();
        self.places.insert(before, place);
    }

    /// First to last.
    pub fn places(&self) -> impl DoubleEndedIterator<Item = &Place> {
        self.places.iter()
    }

    #[inline(always)]
    pub fn head(&self) -> Option<Place> {
        self.places.front().copied()
    }

    #[inline(always)]
    pub fn leave_head(&mut self) {
        self.places.pop_front();
    }
}
