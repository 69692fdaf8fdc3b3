//! Ways on from each step, laid out so that taking one needs no branch that depends on the customer.

use crate::id::StepId;
use crate::model::Model;
use crate::model::journey::{Route, Step, StepKind};

/// Ways that fit in line; longer lists are looked up in the model.
const WIDTH: usize = 8;

/// The next step; `None`: the journey ends.
type Target<'m> = Option<(StepId, &'m Step)>;

/// Where a step leads.
#[derive(Debug)]
pub struct Ways<'m> {
    /// Cumulative shares; those not in use are never passed.
    edges: [f64; WIDTH],
    to: [Target<'m>; WIDTH],
    long: Option<Box<[(f64, Target<'m>)]>>,
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
            (!ends).then_some((id, step))
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
    pub fn choose(&self, uniform: f64) -> Target<'m> {
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
fn among<'m>(long: &[(f64, Target<'m>)], uniform: f64) -> Target<'m> {
    let passed = long.iter().filter(|(edge, _)| *edge <= uniform).count();
    long[passed.min(long.len() - 1)].1
}
