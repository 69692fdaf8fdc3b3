//! Customers present: a cursor in a journey each, in slots that are used again.

use crate::id::{CustomerId, Id, QueueId, SegmentId, StepId, VillageId};
use crate::model::journey::Step;
use crate::sim::record::{Answered, Pauses, WaitCauses};
use crate::sim::routes::{Target, WayId};
use crate::sim::slots::Slots;
use crate::time::{Span, Time};

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
    /// Will come to his appointment, and be there.
    Booked,
    /// Starts a journey that follows from another, when it returns.
    Starting,
    /// Has an appointment to which he will not come.
    NotShowing,
    /// His message lies where nobody looks; he stops waiting for an answer when it returns.
    LeftLying,
    /// Was promised a call that nobody makes; finds out when it returns.
    Forgotten,
    /// Waits until a batch is full.
    Gathering,
}

#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub struct Customer<'m> {
    /// Start of the journey.
    pub started: Time,
    pub queued: Time,
    pub helped: Time,
    /// Waited on earlier tries at this contact.
    pub waited: Span,
    /// Time in queues and time with a person (or with a self-service channel) in the journey.
    pub in_queue: Span,
    pub in_help: Span,
    pub step: &'m Step,
    pub step_id: StepId,
    /// Where the ways on from it stand.
    pub way: WayId,
    /// How often he passed this step before.
    pub pass: u32,
    /// Uniform number that decides the way on from a contact, drawn ahead so that nobody has to wait for it.
    pub route: f64,
    /// Handling time on top of that of the contact.
    pub extra: Span,
    pub queue: QueueId,
    /// Within the stream of the journey.
    pub ordinal: u32,
    /// Number of the wait that is going on; an event or place in a queue with another number is late.
    pub wait: u32,
    /// Number of this customer among all admitted.
    pub generation: u32,
    pub segment: u16,
    pub village: u16,
    pub attempt: u16,
    pub contacts: u16,
    /// Working days from booking to the slot; [`Customer::NOT_BOOKED`] without one.
    pub access_days: u16,
    /// Clock hour of `queued`.
    pub hour: u8,
    /// Whether `queued` lies in the counted days.
    pub counted: bool,
    /// Whether help was broken off at the end of a shift; what was left to do is kept aside.
    pub broken_off: bool,
    /// Whether [`Customers::past`] holds anything of this customer.
    pub has_past: bool,
    pub doing: Doing,
    /// The set of measures that reach him: his world.
    pub world: u8,
}

impl<'m> Customer<'m> {
    /// Is at this step from now on; how often he passed it is another matter.
    #[inline(always)]
    pub fn stands_at(&mut self, there: Target<'m>) {
        self.step = there.step;
        self.step_id = there.id;
        self.way = there.way;
    }
}

impl Customer<'_> {
    pub const NOT_BOOKED: u16 = u16::MAX;

    #[inline(always)]
    pub fn segment(&self) -> SegmentId {
        SegmentId(u32::from(self.segment))
    }

    #[inline(always)]
    pub fn village(&self) -> VillageId {
        VillageId(u32::from(self.village))
    }
}

/// What a customer keeps of his journey so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Past {
    /// Causes of a part of his wait that has ended, and when the rest began.
    pub waited: Option<(WaitCauses, Time)>,
    pub pauses: Pauses,
    /// Whether his journey began before the run, so that it does not count.
    pub began_before: bool,
    /// Whether he put off going to a location that was closed for good.
    pub put_off: bool,
    /// His last contact that was answered, until another follows.
    pub answered: Option<Answered>,
}

/// All slots; memory follows the largest number present at once.
#[derive(Debug)]
pub struct Customers<'m> {
    slots: Slots<CustomerId, Customer<'m>>,
    pasts: Slots<CustomerId, Past>,
    /// When somebody who came later was helped first by one who could help this customer; before he joined: not in this
    /// wait.
    pub overtaken: Slots<CustomerId, Time>,
    free: Vec<CustomerId>,
    /// How often each customer passed each step of a loop, `stride` counts a slot by the place of the step.
    passes: Vec<u32>,
    stride: usize,
    /// Customers admitted so far.
    generation: u32,
}

impl<'m> Customers<'m> {
    /// `n_loop_steps`: the most steps of one journey that can be passed more than once.
    pub fn new(n_loop_steps: usize) -> Self {
        Self {
            slots: Slots::from_iter([]),
            pasts: Slots::from_iter([]),
            overtaken: Slots::from_iter([]),
            free: Vec::new(),
            passes: Vec::new(),
            stride: n_loop_steps + 1,
            generation: 0,
        }
    }

    /// A slot that was used before and that nobody has; `None` when there is no such slot.
    #[inline(always)]
    pub fn free_slot(&mut self) -> Option<CustomerId> {
        self.free.pop()
    }

    /// A new slot, for this customer.
    pub fn add_slot(&mut self, customer: Customer<'m>) -> CustomerId {
        self.slots.push(customer);
        self.pasts.push(Past::default());
        self.overtaken.push(Time::ZERO);
        self.passes.resize(self.slots.len() * self.stride, 0);
        CustomerId(u32::try_from(self.slots.len() - 1).expect("fewer than 2^32 customers are present"))
    }

    /// A customer takes a slot that nobody has.
    #[inline(always)]
    pub fn admit(&mut self, id: CustomerId, customer: Customer<'m>) {
        self.generation = self.generation.wrapping_add(1);
        self.slots[id] = Customer { generation: self.generation, ..customer };
        if self.stride > 1 {
            self.passes[id.0 as usize * self.stride..][..self.stride].fill(0);
        }
    }

    #[inline(always)]
    pub fn dismiss(&mut self, id: CustomerId) {
        self[id].doing = Doing::Gone;
        self[id].wait = 0;
        self.free.push(id);
    }

    /// The most that were present at once.
    pub fn most(&self) -> usize {
        self.slots.len()
    }

    /// Takes a customer from his step to another; counts the pass.
    #[inline(always)]
    pub fn moves(&mut self, id: CustomerId, to: Target<'m>) {
        let Customer { pass, step: before, .. } = self.slots[id];
        let first = id.0 as usize * self.stride;
        // the first place is that of all steps that are passed once, and counts nothing
        let is_in_loop = u32::from(before.loop_place > 0);
        self.passes[first + before.loop_place as usize] = pass.saturating_add(1) * is_in_loop;
        let pass = self.passes[first + to.step.loop_place as usize];
        let customer = &mut self[id];
        customer.stands_at(to);
        customer.pass = pass;
    }

    /// What a customer keeps of his journey, if anything.
    #[inline(always)]
    pub fn past(&self, id: CustomerId) -> Option<&Past> {
        self[id].has_past.then(|| &self.pasts[id])
    }

    /// To be added to.
    #[inline(always)]
    pub fn past_mut(&mut self, id: CustomerId) -> &mut Past {
        if !self[id].has_past {
            self[id].has_past = true;
            self.pasts[id] = Past::default();
        }
        &mut self.pasts[id]
    }

    /// Everybody present, by slot.
    pub fn present(&self) -> impl Iterator<Item = CustomerId> {
        (0..self.slots.len() as u32).map(CustomerId).filter(|&id| self[id].doing != Doing::Gone)
    }
}

impl<'m> std::ops::Index<CustomerId> for Customers<'m> {
    type Output = Customer<'m>;
    #[inline(always)]
    fn index(&self, id: CustomerId) -> &Customer<'m> {
        &self.slots[id]
    }
}

impl<'m> std::ops::IndexMut<CustomerId> for Customers<'m> {
    #[inline(always)]
    fn index_mut(&mut self, id: CustomerId) -> &mut Customer<'m> {
        &mut self.slots[id]
    }
}

impl<'m> Customer<'m> {
    /// A customer at the start of a journey.
    #[inline(always)]
    pub fn starting(
        started: Time,
        ordinal: u32,
        first: Target<'m>,
        (segment, village): (SegmentId, VillageId),
        world: u8,
    ) -> Self {
        Self {
            started,
            queued: started,
            helped: started,
            waited: Span::ZERO,
            in_queue: Span::ZERO,
            in_help: Span::ZERO,
            step: first.step,
            step_id: first.id,
            way: first.way,
            pass: 0,
            route: 0.0,
            extra: Span::ZERO,
            queue: QueueId(0),
            ordinal,
            wait: 0,
            generation: 0,
            segment: segment.index() as u16,
            village: village.index() as u16,
            attempt: 0,
            contacts: 0,
            access_days: Self::NOT_BOOKED,
            hour: 0,
            counted: false,
            broken_off: false,
            has_past: false,
            doing: Doing::Coming,
            world,
        }
    }
}
