//! Calendar months of one replication: marks, waits, lead times and how busy teams are, in whole numbers.
//!
//! Kept of runs of more than two months whose measures have dates: elsewhere nobody asks for them. Memory goes by months times
//! parts, not by customers.

use std::ops::Range;

use crate::experiment::marks::MarkTally;
use crate::id::{ChannelId, IdVec, JourneyId, SegmentId, TeamId, VillageId};
use crate::model::Model;
use crate::model::horizon::Horizon;
use crate::sim::record::{Close, Ending, StaffHour, Trip, Visit};
use crate::time::{Span, Time};

/// A shorter period has no course to speak of.
const LONGEST_WITHOUT: i64 = 62;

/// Contacts of one channel in one month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    pub offered: u64,
    pub served: u64,
    /// Served within the threshold of the channel.
    pub in_time: u64,
    /// Gave up.
    pub lost: u64,
    /// Of those served, in microseconds.
    pub wait: i128,
}

/// A sum and over how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub of: i128,
    pub n: u64,
}

impl Sum {
    fn add(&mut self, value: i128) {
        self.of += value;
        self.n += 1;
    }
}

/// Person-microseconds of one team in one month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    pub busy: i128,
    pub present: i128,
    pub rostered: i128,
}

/// Each inner list is by month; that of a channel inside or of a journey that is part of another is empty.
#[derive(Clone, Debug)]
pub struct Months {
    /// The month of each counted day.
    of_day: Vec<u16>,
    first_day: i64,
    pub channels: IdVec<ChannelId, Vec<Contacts>>,
    /// Lead times of completed journeys, by the month in which they began.
    pub journeys: IdVec<JourneyId, Vec<Sum>>,
    pub staff: IdVec<TeamId, Vec<Presence>>,
    /// Marks of all journeys, with their parts.
    pub marks: Vec<MarkTally>,
    /// Marks in micro-points: of contacts; of journeys by who the customer is and where he lives.
    pub channel_marks: IdVec<ChannelId, Vec<Sum>>,
    pub segment_marks: IdVec<SegmentId, Vec<Sum>>,
    pub village_marks: IdVec<VillageId, Vec<Sum>>,
}

/// The counted days of each calendar month.
pub fn months(horizon: &Horizon) -> Vec<Range<i64>> {
    let counted = horizon.counted.clone();
    let mut months: Vec<Range<i64>> = Vec::new();
    for day in counted {
        match months.last_mut() {
            Some(month) if horizon.day(month.start).month == horizon.day(day).month => month.end = day + 1,
            _ => months.push(day..day + 1),
        }
    }
    months
}

impl Months {
    /// `None` where nobody asks for it.
    pub fn of(model: &Model) -> Option<Self> {
        let horizon = &model.horizon;
        let is_long = horizon.counted.end - horizon.counted.start > LONGEST_WITHOUT;
        (is_long && model.plan.is_dated()).then(|| Self::new(model))
    }

    fn new(model: &Model) -> Self {
        let months = months(&model.horizon);
        let of_day = months.iter().enumerate();
        let of_day =
            of_day.flat_map(|(index, days)| days.clone().map(move |_| index as u16)).collect::<Vec<_>>();
        let sums = || vec![Sum::default(); months.len()];
        let n_of = |is_shown: bool| if is_shown { months.len() } else { 0 };
        Self {
            of_day,
            first_day: model.horizon.counted.start,
            channels: model
                .channels
                .iter()
                .map(|channel| vec![Contacts::default(); n_of(!channel.kind.is_internal())])
                .collect(),
            journeys: model
                .journeys
                .iter()
                .map(|journey| vec![Sum::default(); n_of(journey.part_of.is_none())])
                .collect(),
            staff: model.teams.iter().map(|_| vec![Presence::default(); months.len()]).collect(),
            marks: vec![MarkTally::default(); months.len()],
            channel_marks: model
                .channels
                .iter()
                .map(|channel| vec![Sum::default(); n_of(!channel.kind.is_internal())])
                .collect(),
            segment_marks: model.segments.iter().map(|_| sums()).collect(),
            village_marks: model.villages.iter().map(|_| sums()).collect(),
        }
    }

    /// Of a moment in the counted days.
    fn month(&self, time: Time) -> usize {
        usize::from(self.of_day[(time.day() - self.first_day) as usize])
    }

    pub fn contact(&mut self, visit: &Visit, threshold: Span) {
        if visit.ending == Ending::NoShow {
            return;
        }
        let month = self.month(visit.queued);
        let Some(tally) = self.channels[visit.channel].get_mut(month) else { return };
        tally.offered += 1;
        match visit.ending {
            Ending::Served => {
                tally.served += 1;
                tally.in_time += u64::from(visit.wait <= threshold);
                tally.wait += i128::from(visit.wait.0);
            }
            Ending::Abandoned | Ending::Balked => tally.lost += 1,
            _ => {}
        }
    }

    pub fn trip(&mut self, trip: &Trip) {
        if trip.close == Close::Completed {
            let month = self.month(trip.started);
            if let Some(sum) = self.journeys[trip.journey].get_mut(month) {
                sum.add(i128::from((trip.ended - trip.started).0));
            }
        }
    }

    /// `mark`: as it is reported.
    pub fn contact_marked(&mut self, visit: &Visit, mark: i32) {
        let month = self.month(visit.queued);
        if let Some(sum) = self.channel_marks[visit.channel].get_mut(month) {
            sum.add(mark.into());
        }
    }

    pub fn trip_marked(&mut self, trip: &Trip, tally: &MarkTally, mark: i32) {
        let month = self.month(trip.started);
        self.marks[month].add(tally);
        self.segment_marks[trip.segment][month].add(mark.into());
        self.village_marks[trip.village][month].add(mark.into());
    }

    pub fn staff_hour(&mut self, model: &Model, hour: &StaffHour) {
        let month = self.month(Time::from_day(hour.day));
        let presence = &mut self.staff[model.pools[hour.pool].team][month];
        presence.busy += i128::from(hour.busy);
        presence.present += i128::from(hour.present);
        presence.rostered += i128::from(hour.rostered);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compile::{compile, example};
    use crate::scenario::Scenario;
    use jiff::civil::date;

    #[test]
    fn months_are_those_of_the_calendar_and_cut_off_by_the_period() {
        let mut scenario = example::scenario();
        scenario.periode.aanloop_dagen = 7;
        let months = months(&compile(&scenario).horizon);
        assert_eq!(months.len(), 12);
        // from 2 January, after a week that does not count
        assert_eq!((months[0].clone(), months[1].clone()), (7..37, 37..65));
    }

    /// In which something happens on a date.
    fn dated() -> Scenario {
        let mut scenario = example::scenario();
        scenario.periode.fusiedatum = Some(date(2023, 7, 1));
        scenario
    }

    #[test]
    fn a_short_period_and_one_without_dates_have_none() {
        let mut scenario = dated();
        assert!(Months::of(&compile(&scenario)).is_some());
        scenario.periode.tot = date(2023, 2, 28);
        assert!(Months::of(&compile(&scenario)).is_none());
        assert!(Months::of(&compile(&example::scenario())).is_none());
    }

    #[test]
    fn a_contact_counts_in_the_month_in_which_it_began_to_wait() {
        let model = compile(&dated());
        let months = Months::of(&model).expect("a year");
        // the run begins on 2 January
        assert_eq!([0, 29, 30, 57, 58].map(|day| months.month(Time::from_day(day))), [0, 0, 1, 1, 2]);
    }
}
