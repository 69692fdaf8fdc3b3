//! Ways on from each step, laid out so that taking one needs no branch that depends on the customer.

use crate::id::StepId;
use crate::model::Model;
use crate::model::journey::{Route, Step, StepKind};

/// Ways that fit in line; longer lists are looked up in the model.
const WIDTH: usize = 4;

/// The next step.
#[derive(Clone, Copy, Debug)]
pub struct Target<'m> {
    pub step: &'m Step,
    pub id: StepId,
    /// Whether everybody who comes there makes a contact of his own at once.
    pub is_contact_at_once: bool,
}

/// Where a step leads.
#[derive(Debug)]
#[repr(align(128))]
pub struct Ways<'m> {
    /// Cumulative shares; those not in use are never passed.
    edges: [f64; WIDTH],
    /// `None`: the journey ends.
    to: [Option<Target<'m>>; WIDTH],
    long: Option<Box<[(f64, Option<Target<'m>>)]>>,
    /// Whether a number is drawn here: all steps of a journey with branches draw, since not knowing which do costs
    /// more than the draw.
    pub draws: bool,
}

impl<'m> Ways<'m> {
    /// The ways on from every step, by step.
    pub fn of_all(model: &'m Model) -> impl Iterator<Item = Ways<'m>> {
        let mut branches = vec![false; model.journeys.len()];
        for step in model.steps.iter() {
            branches[step.journey.0 as usize] |= matches!(step.route, Route::Branch(_));
        }
        model.steps.iter().map(move |step| Self::new(model, &step.route, branches[step.journey.0 as usize]))
    }

    fn new(model: &'m Model, route: &'m Route, draws: bool) -> Self {
        let target = |id: StepId| {
            let step = &model.steps[id];
            let ends = matches!(step.kind, StepKind::End) && step.skip == 0.0;
            (!ends).then(|| Target { step, id, is_contact_at_once: step.is_contact_at_once() })
        };
        let mut ways = Self { edges: [2.0; WIDTH], to: [None; WIDTH], long: None, draws };
        match route {
            Route::End => {}
            Route::To(step) => ways.to[0] = target(*step),
            Route::Branch(branches) if branches.len() > WIDTH => {
                ways.long = Some(branches.iter().map(|(edge, step)| (*edge, target(*step))).collect());
            }
            Route::Branch(branches) => {
                for (place, (edge, step)) in branches.iter().enumerate() {
                    // whatever is left falls to the last
                    ways.edges[place] = if place + 1 < branches.len() { *edge } else { 2.0 };
                    ways.to[place] = target(*step);
                }
            }
        }
        ways
    }

    /// The step that this uniform number chooses.
    #[inline(always)]
    pub fn choose(&self, uniform: f64) -> Option<Target<'m>> {
        if !self.draws {
            return self.to[0];
        }
        if let Some(long) = &self.long {
            return among(long, uniform);
        }
        let passed: usize = self.edges.iter().map(|edge| usize::from(*edge <= uniform)).sum();
        self.to[passed & (WIDTH - 1)]
    }
}

#[inline(never)]
fn among<'m>(long: &[(f64, Option<Target<'m>>)], uniform: f64) -> Option<Target<'m>> {
    let passed = long.iter().filter(|(edge, _)| *edge <= uniform).count();
    long[passed.min(long.len() - 1)].1
}
