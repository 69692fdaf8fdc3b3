//! Channels week by week: what lies waiting in a stock, and how far ahead an appointment is.

use crate::id::{ChannelId, IdVec};
use crate::model::Model;
use crate::sim::record::Visit;
use crate::time::Time;

/// One week of one channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeekTally {
    /// What came in less what was done.
    pub change: i64,
    /// Appointments that were asked for, and the working days to their slots, summed.
    pub booked: u64,
    pub access_days: u64,
}

/// The weeks of the counted days, after one for everything before them.
#[derive(Clone, Debug)]
pub struct Weeks {
    channels: IdVec<ChannelId, Vec<WeekTally>>,
    first_day: i64,
}

impl Weeks {
    pub fn new(model: &Model) -> Self {
        let counted = &model.horizon.counted;
        let n_weeks = 1 + (counted.end - counted.start + 6) / 7;
        let weeks = vec![WeekTally::default(); n_weeks as usize];
        Self { channels: model.channels.iter().map(|_| weeks.clone()).collect(), first_day: counted.start }
    }

    fn at(&mut self, channel: ChannelId, time: Time) -> Option<&mut WeekTally> {
        let week = (time.day() - self.first_day).div_euclid(7) + 1;
        self.channels[channel].get_mut(week.max(0) as usize)
    }

    /// Of a message or a piece of work, counted or not.
    pub fn stock(&mut self, visit: &Visit) {
        for (time, change) in [(visit.queued, 1), (visit.ended, -1)] {
            if let Some(week) = self.at(visit.channel, time) {
                week.change += change;
            }
        }
    }

    pub fn access(&mut self, visit: &Visit, days: u16) {
        if let Some(week) = self.at(visit.channel, visit.queued) {
            week.booked += 1;
            week.access_days += u64::from(days);
        }
    }

    /// The weeks of a channel in the counted days, each with what lay waiting at its end.
    pub fn of(&self, channel: ChannelId) -> impl Iterator<Item = (i64, WeekTally)> {
        let mut stock = 0;
        let levels = self.channels[channel].iter().map(move |week| {
            stock += week.change;
            (stock, *week)
        });
        levels.skip(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compile::{compile, example};
    use crate::sim::record::{After, Ending};
    use crate::time::Span;

    #[test]
    fn what_came_before_the_counted_days_still_lies_there() {
        let model = compile(&example::scenario());
        let mut weeks = Weeks::new(&model);
        let first = model.horizon.counted.start;
        let visit = |from: i64, to: i64| {
            let (journey, step) = (crate::id::JourneyId(0), model.journeys[crate::id::JourneyId(0)].first);
            Visit {
                journey,
                step,
                channel: ChannelId(0),
                desk: model.channels[ChannelId(0)].desks[0],
                pool: None,
                segment: crate::id::SegmentId(0),
                village: crate::id::VillageId(0),
                ordinal: 0,
                pass: 0,
                attempt: 0,
                queued: Time::from_day((first + from).max(0)),
                ended: Time::from_day(first + to),
                hour: 0,
                counted: from >= 0,
                wait: Span::ZERO,
                wait_of_all_tries: Span::ZERO,
                handling: Span::ZERO,
                ending: Ending::Served,
                after: After::Done,
                access_days: None,
                retries: false,
            }
        };
        for (from, to) in [(-1, 8), (0, 1), (2, 9), (7, 20)] {
            weeks.stock(&visit(from, to));
        }
        let levels: Vec<i64> = weeks.of(ChannelId(0)).map(|(stock, _)| stock).take(3).collect();
        let before = i64::from(first > 0);
        assert_eq!(levels, [1 + before, 1, 0]);
    }
}
