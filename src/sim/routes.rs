//! Ways on from each step, laid out so that taking one needs no branch that depends on the customer.

use crate::id::{Id, StepId};
use crate::model::Model;
use crate::model::journey::{Route, Step, StepKind};

/// Ways that fit in line; longer lists are looked up in the model.
const WIDTH: usize = 5;

/// Where the ways on from a step in a world stand: those of one world after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WayId(pub u32);

impl Id for WayId {
    fn from_index(index: usize) -> Self {
        Self(index as u32)
    }
    #[inline(always)]
    fn index(self) -> usize {
        self.0 as usize
    }
}

/// The next step.
#[derive(Clone, Copy, Debug)]
pub struct Target<'m> {
    pub step: &'m Step,
    pub id: StepId,
    pub way: WayId,
    /// Whether everybody who comes there makes a contact of his own at once.
    pub is_contact_at_once: bool,
}

impl<'m> Target<'m> {
    /// A step of a model that is this world.
    pub fn new(model: &'m Model, world: u8, id: StepId) -> Self {
        let step = &model.steps[id];
        let way = WayId(u32::from(world) * model.steps.len() as u32 + id.0);
        Self { step, id, way, is_contact_at_once: step.is_contact_at_once() }
    }
}

/// Where a step leads.
#[derive(Debug)]
#[repr(align(128))]
pub struct Ways<'m> {
    /// Cumulative shares; those not in use are never passed.
    edges: [f64; WIDTH - 1],
    /// `None`: the journey ends.
    to: [Option<Target<'m>>; WIDTH],
    long: Option<Box<Long<'m>>>,
    /// Whether a number is drawn here: all steps of a journey with branches draw, since not knowing which do costs
    /// more than the draw.
    pub draws: bool,
}

/// Cumulative shares and where they lead.
#[derive(Debug)]
struct Long<'m>(Box<[(f64, Option<Target<'m>>)]>);

impl<'m> Ways<'m> {
    /// The ways on from every step of a world, by step.
    pub fn of_all(model: &'m Model, world: u8) -> impl Iterator<Item = Ways<'m>> {
        let mut branches = vec![false; model.journeys.len()];
        for step in model.steps.iter() {
            branches[step.journey.0 as usize] |= matches!(step.route, Route::Branch(_));
        }
        model.steps.iter().map(move |step| Self::new(model, world, step, branches[step.journey.0 as usize]))
    }

    fn new(model: &'m Model, world: u8, step: &Step, draws: bool) -> Self {
        let target = |id: StepId| {
            let step = &model.steps[id];
            let ends = matches!(step.kind, StepKind::End) && step.skip == 0.0;
            (!ends).then(|| Target::new(model, world, id))
        };
        let mut ways = Self { edges: [2.0; WIDTH - 1], to: [None; WIDTH], long: None, draws };
        match &step.route {
            Route::End => {}
            Route::To(step) => ways.to[0] = target(*step),
            Route::Branch(branches) if branches.len() > WIDTH => {
                let all = branches.iter().map(|(edge, step)| (*edge, target(*step))).collect();
                ways.long = Some(Box::new(Long(all)));
            }
            Route::Branch(branches) => {
                for (place, (edge, step)) in branches.iter().enumerate() {
                    // whatever is left falls to the last
                    if place + 1 < branches.len() {
                        ways.edges[place] = *edge;
                    }
                    ways.to[place] = target(*step);
                }
            }
        }
        ways
    }

    /// The step that this uniform number chooses.
    #[inline(always)]
    pub fn choose(&self, uniform: f64) -> Option<Target<'m>> {
        let next = match &self.long {
            _ if !self.draws => &self.to[0],
            None => &self.to[self.edges.iter().map(|edge| usize::from(*edge <= uniform)).sum::<usize>()],
            Some(long) => long.choose(uniform),
        };
        *next
    }
}

impl<'m> Long<'m> {
    #[inline(never)]
    fn choose(&self, uniform: f64) -> &Option<Target<'m>> {
        let passed = self.0.iter().filter(|(edge, _)| *edge <= uniform).count();
        &self.0[passed.min(self.0.len() - 1)].1
    }
}
