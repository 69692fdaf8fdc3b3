//! How long a scenario takes to come to rest, in a pilot run: a stock that never empties has to fill first.

use rayon::prelude::*;

use super::pilot::APART;
use crate::model::Model;
use crate::random::stream::Streams;
use crate::sim::World;
use crate::sim::record::{Close, Observer, StaffHour, Trip, Visit};
use crate::stats::warm_up::{BATCH, mser5};

/// Always so many, whatever the study asks, and looked at together.
const REPLICATIONS: u32 = 5;

/// What the pilot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WarmUp {
    /// Whole weeks.
    pub days: u32,
    /// False when half of what was played was not enough.
    pub is_reached: bool,
}

/// The warm-up that the days before the counted ones of this model show to be enough: MSER-5 on the number of customers
/// under way at the end of each working day.
pub fn warm_up(model: &Model) -> WarmUp {
    let days = model.horizon.counted.start.max(0) as usize;
    let present: Vec<Vec<i64>> = (0..REPLICATIONS)
        .into_par_iter()
        .map(|replication| {
            let mut crowd = Crowd { changes: vec![0; days + 1] };
            let mut world = World::new(model, Streams::new(model.study.seed ^ APART, u64::from(replication)));
            for _ in 0..24 * days {
                if !world.advance_hour(&mut crowd) {
                    break;
                }
            }
            world.finish(&mut crowd);
            crowd.at_the_end_of_days()
        })
        .collect();
    let is_working_day = |day: &usize| model.horizon.day(*day as i64).is_working_day();
    let mean =
        |day: usize| present.iter().map(|each| each[day]).sum::<i64>() as f64 / f64::from(REPLICATIONS);
    let series: Vec<f64> = (0..days).filter(is_working_day).map(mean).collect();
    let rest = mser5(&series);
    // the day after the last working day that is left out, in whole weeks so that it begins on the same weekday
    let out = (0..days).filter(is_working_day).nth((rest.batches * BATCH).saturating_sub(1));
    let weeks = if rest.batches == 0 { 0 } else { out.map_or(0, |day| day / 7 + 1) };
    WarmUp { days: 7 * weeks as u32, is_reached: rest.is_reached }
}

/// How many more there are at the end of each day than at the end of the day before.
struct Crowd {
    changes: Vec<i64>,
}

impl Crowd {
    fn at_the_end_of_days(self) -> Vec<i64> {
        let mut present = 0;
        let sum = |change: i64| {
            present += change;
            present
        };
        self.changes.into_iter().map(sum).collect()
    }

    fn changes(&mut self, day: i64, by: i64) {
        if let Some(change) = usize::try_from(day).ok().and_then(|day| self.changes.get_mut(day)) {
            *change += by;
        }
    }
}

impl Observer for Crowd {
    fn visit(&mut self, _: &Visit) {}

    fn trip(&mut self, trip: &Trip) {
        self.changes(trip.started.day(), 1);
        if trip.close != Close::StillOpen {
            self.changes(trip.ended.day(), -1);
        }
    }

    fn staff_hour(&mut self, _: &StaffHour) {}
}
