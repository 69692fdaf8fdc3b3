//! The model: names resolved to ids, valid by construction, in English.
//!
//! Only `compile` makes a `Model`; nothing below checks it again. Everything the engine asks
//! for at an event is a dense table here, so that a run looks no name up.

pub mod by_customer;
pub mod channel;
pub mod compile;
pub mod demand;
pub mod horizon;
pub mod intake;
pub mod journey;
pub mod measured;
pub mod norm;
pub mod plan;
pub mod plausibility;
pub mod satisfaction;
pub mod staff;

use std::sync::Arc;

use crate::id::{
    ChannelId, DeskId, IdVec, JourneyId, LocationId, NormId, PoolId, QueueId, SegmentId, StepId, TeamId,
    VillageId,
};
use crate::random::stream::Purpose;
use crate::time::Span;
use channel::{Channel, Desk, Queue};
use horizon::Horizon;
use journey::{Journey, Step};
use measured::Measured;
use norm::Norm;
use plan::Plan;
use satisfaction::Satisfaction;
use staff::{Pool, Team};

#[derive(Clone, Debug)]
pub struct Model {
    pub name: String,
    pub horizon: Arc<Horizon>,
    pub villages: IdVec<VillageId, Village>,
    pub segments: IdVec<SegmentId, Segment>,
    /// Names only; hours stand with the desks.
    pub locations: IdVec<LocationId, String>,
    /// Share of visitors who wait pleasantly at each location.
    pub pleasant: IdVec<LocationId, f64>,
    pub channels: IdVec<ChannelId, Channel>,
    pub desks: IdVec<DeskId, Desk>,
    pub queues: IdVec<QueueId, Queue>,
    pub teams: IdVec<TeamId, Team>,
    pub pools: IdVec<PoolId, Pool>,
    /// Stretches of days share the journeys and steps in which they do not differ.
    pub journeys: IdVec<JourneyId, Arc<Journey>>,
    pub steps: IdVec<StepId, Arc<Step>>,
    /// Share of those who come to each step who went to the wrong desk first. Beside the steps: in a merger it changes from
    /// week to week, and they stay.
    pub astray: IdVec<StepId, f64>,
    /// What was promised, then what is only counted for a measured figure. Norms, measured figures and plan are of a whole run:
    /// its later stretches have none.
    pub norms: IdVec<NormId, Norm>,
    /// How customers judge what happened; `None` when nobody asks.
    pub satisfaction: Option<Satisfaction>,
    pub measured: Vec<Measured>,
    pub study: Study,
    /// What holds from later days on, ascending; the shape (parts and their ids) stays. A run looks at no condition.
    pub epochs: Vec<Epoch>,
    /// Measures that reach a share of the journeys.
    pub shares: Vec<Share>,
    pub plan: Plan,
}

impl Model {
    /// The channels that customers choose.
    pub fn public_channels(&self) -> impl Iterator<Item = (ChannelId, &Channel)> {
        self.channels.enumerate().filter(|(_, channel)| !channel.kind.is_internal())
    }

    /// The journeys that stand on their own.
    pub fn own_journeys(&self) -> impl Iterator<Item = (JourneyId, &Journey)> {
        let all = self.journeys.enumerate().map(|(id, journey)| (id, &**journey));
        all.filter(|(_, journey)| journey.part_of.is_none())
    }

    /// What holds for those whom no share reaches, with the first day of each stretch.
    pub fn stretches(&self) -> impl Iterator<Item = (i64, &Model)> {
        let throughout = self.epochs.is_empty().then_some((0, self));
        throughout.into_iter().chain(self.epochs.iter().map(|epoch| (epoch.from, &*epoch.worlds[0])))
    }

    /// Whether customers remember what happened: something depends on it.
    pub fn remembers(&self) -> bool {
        let contact = |step: &Step| match &step.kind {
            journey::StepKind::Contact(contact) => {
                contact.fate.is_some() || contact.offer.is_some() || contact.reception.is_some()
            }
            journey::StepKind::Tell { .. } => true,
            _ => false,
        };
        let later = self.epochs.iter().flat_map(|epoch| &epoch.worlds);
        self.satisfaction.is_some()
            || later.into_iter().any(|world| world.remembers())
            || self.journeys.iter().any(|journey| journey.course.is_some())
            || self.steps.iter().any(|step| step.effects.is_some() || contact(step))
    }
}

/// What holds from a day on.
#[derive(Clone, Debug)]
pub struct Epoch {
    /// Its first day.
    pub from: i64,
    /// What holds for customers by the set of [`Share`]s that reach them, the first being the lowest bit; what is there
    /// for all (people, hours) is that of the empty set. Demand stands with the whole run.
    pub worlds: Vec<Arc<Model>>,
    /// Share of the starting journeys that each measure reaches.
    pub reach: Vec<f64>,
}

/// A measure that reaches a share of the journeys.
#[derive(Clone, Debug)]
pub struct Share {
    pub name: String,
    /// Draw whom it reaches, by journey; entity: ordinal of the arrival.
    pub draws: IdVec<JourneyId, Purpose>,
}

/// A kern. Never empty in a model: without kernen there is one that holds everybody.
#[derive(Clone, Debug)]
pub struct Village {
    pub name: String,
    /// What it is counted with, such as the municipality that it was of.
    pub groups: Vec<String>,
    /// Share of the inhabitants.
    pub share: f64,
    /// Travel time to each location; `Span::MAX` where it is out of reach.
    pub travel: IdVec<LocationId, Span>,
}

/// A doelgroep. Never empty in a model: without doelgroepen there is one that holds everybody.
#[derive(Clone, Debug)]
pub struct Segment {
    pub name: String,
    /// Share of all started journeys.
    pub share: f64,
    /// Multiplies every patience.
    pub patience: f64,
    /// Share that travels by bus, and how much longer that takes.
    pub bus: f64,
    pub bus_factor: f64,
}

/// How often to run and how sure to be.
#[derive(Clone, Debug)]
pub struct Study {
    pub seed: u64,
    pub replications: Replications,
    /// Of every interval, e.g. 0.95.
    pub confidence: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Replications {
    Fixed(u32),
    /// Rounds of `ROUND`, from `least` to `MAX`, until the half-width is at most `margin` times the value.
    UntilPrecise {
        least: u32,
        measure: norm::Measure,
        channel: Option<ChannelId>,
        journey: Option<JourneyId>,
        margin: f64,
    },
}

impl Replications {
    pub const ROUND: u32 = 10;
    pub const MAX: u32 = 1_000;
}
