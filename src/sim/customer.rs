//! Customers present: a cursor in a journey each, in slots that are used again.

use crate::id::{Id, QueueId, SegmentId, StepId, VillageId};
use crate::time::{Span, Time};

/// A slot in [`Customers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomerId(pub u32);

/// What a customer is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Nobody has this slot.
    Gone,
    /// In a queue.
    Waiting,
    /// With a person.
    Helped,
    /// Doing it himself.
    SelfService,
    /// In a step that waits: goes on when it returns.
    Pausing,
    /// Will come to the contact of his step when it returns.
    Coming,
}

#[derive(Clone, Copy, Debug)]
pub struct Customer {
    /// Start of the journey.
    pub started: Time,
    pub queued: Time,
    pub helped: Time,
    /// Waited on earlier tries at this contact.
    pub waited: Span,
    pub step: StepId,
    pub queue: QueueId,
    /// Within the stream of the journey.
    pub ordinal: u32,
    /// Number of the wait that is going on; an event or place in a queue with another number is late.
    pub wait: u32,
    pub segment: u16,
    pub village: u16,
    pub attempt: u16,
    pub contacts: u16,
    /// Clock hour of `queued`.
    pub hour: u8,
    /// Whether `queued` lies in the counted days.
    pub counted: bool,
    pub doing: Doing,
}

impl Customer {
    pub fn segment(&self) -> SegmentId {
        SegmentId(u32::from(self.segment))
    }

    pub fn village(&self) -> VillageId {
        VillageId(u32::from(self.village))
    }
}

/// All slots; memory follows the largest number present at once.
#[derive(Debug)]
pub struct Customers {
    slots: Vec<Customer>,
    free: Vec<CustomerId>,
    /// How often each customer passed each step of a loop, `stride` counts a slot.
    passes: Vec<u16>,
    stride: usize,
}

impl Customers {
    /// `n_loop_steps`: the most steps of one journey that can be passed more than once.
    pub fn new(n_loop_steps: usize) -> Self {
        Self { slots: Vec::new(), free: Vec::new(), passes: Vec::new(), stride: n_loop_steps }
    }

    #[inline]
    pub fn admit(&mut self, customer: Customer) -> CustomerId {
        if let Some(id) = self.free.pop() {
            self.slots[id.0 as usize] = customer;
            let first = id.0 as usize * self.stride;
            self.passes[first..first + self.stride].fill(0);
            return id;
        }
        self.slots.push(customer);
        self.passes.resize(self.slots.len() * self.stride, 0);
        CustomerId(u32::try_from(self.slots.len() - 1).expect("fewer than 2^32 customers are present"))
    }

    pub fn dismiss(&mut self, id: CustomerId) {
        self[id].doing = Doing::Gone;
        self[id].wait = 0;
        self.free.push(id);
    }

    /// Passes of a step with this loop index; a step outside loops is passed once.
    #[inline]
    pub fn passes(&self, id: CustomerId, loop_index: Option<u32>) -> u32 {
        loop_index.map_or(0, |index| u32::from(self.passes[id.0 as usize * self.stride + index as usize]))
    }

    #[inline]
    pub fn count_pass(&mut self, id: CustomerId, loop_index: Option<u32>) {
        if let Some(index) = loop_index {
            let count = &mut self.passes[id.0 as usize * self.stride + index as usize];
            *count = count.saturating_add(1);
        }
    }

    /// Everybody present, by slot.
    pub fn present(&self) -> impl Iterator<Item = CustomerId> {
        (0..self.slots.len() as u32).map(CustomerId).filter(|&id| self[id].doing != Doing::Gone)
    }
}

impl std::ops::Index<CustomerId> for Customers {
    type Output = Customer;
    #[inline(always)]
    fn index(&self, id: CustomerId) -> &Customer {
        &self.slots[id.0 as usize]
    }
}

impl std::ops::IndexMut<CustomerId> for Customers {
    #[inline(always)]
    fn index_mut(&mut self, id: CustomerId) -> &mut Customer {
        &mut self.slots[id.0 as usize]
    }
}

impl Customer {
    /// A customer at the start of a journey.
    pub fn starting(
        started: Time,
        ordinal: u32,
        step: StepId,
        segment: SegmentId,
        village: VillageId,
    ) -> Self {
        Self {
            started,
            queued: started,
            helped: started,
            waited: Span::ZERO,
            step,
            queue: QueueId(0),
            ordinal,
            wait: 0,
            segment: segment.index() as u16,
            village: village.index() as u16,
            attempt: 0,
            contacts: 0,
            hour: 0,
            counted: false,
            doing: Doing::Coming,
        }
    }
}
