//! Channels week by week: what lies waiting in a stock, and how far ahead an appointment is.

use crate::id::{ChannelId, IdVec};
use crate::model::Model;
use crate::time::Time;

/// One week of one channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeekTally {
    /// What came in less what was done.
    pub change: i32,
    /// Appointments that were asked for, and the working days to their slots, summed.
    pub booked: u32,
    pub access_days: u32,
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
    pub fn stock(&mut self, channel: ChannelId, queued: Time, ended: Time) {
        for (time, change) in [(queued, 1), (ended, -1)] {
            if let Some(week) = self.at(channel, time) {
                week.change += change;
            }
        }
    }

    pub fn access(&mut self, channel: ChannelId, queued: Time, days: u16) {
        if let Some(week) = self.at(channel, queued) {
            week.booked += 1;
            week.access_days += u32::from(days);
        }
    }

    /// The weeks of a channel in the counted days, each with what lay waiting at its end.
    pub fn of(&self, channel: ChannelId) -> impl Iterator<Item = (i64, WeekTally)> {
        let mut stock = 0_i64;
        let levels = self.channels[channel].iter().map(move |week| {
            stock += i64::from(week.change);
            (stock, *week)
        });
        levels.skip(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compile::{compile, example};

    #[test]
    fn what_came_before_the_counted_days_still_lies_there() {
        let mut scenario = example::scenario();
        scenario.periode.aanloop_dagen = 7;
        let mut weeks = Weeks::new(&compile(&scenario));
        for (from, to) in [(6, 15), (7, 8), (9, 16), (14, 27)] {
            weeks.stock(ChannelId(0), Time::from_day(from), Time::from_day(to));
        }
        let levels: Vec<i64> = weeks.of(ChannelId(0)).map(|(stock, _)| stock).take(3).collect();
        assert_eq!(levels, [2, 1, 0]);
    }
}
