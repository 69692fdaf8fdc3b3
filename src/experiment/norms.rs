//! How far norms are met: counts by day, from which days, months and the whole follow.

use std::ops::Range;

use crate::experiment::months::months;
use crate::id::ChannelId;
use crate::model::Model;
use crate::model::channel::ChannelKind;
use crate::model::horizon::{Day, Horizon};
use crate::model::norm::{Base, Limit, Measure, Norm, Target};
use crate::sim::record::{After, CallBack, Close, Ending, Trip, Visit};
use crate::time::{Span, Time};

/// What a norm counts, over a day or longer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NormCounts {
    /// Contacts, journeys, or calls that were promised.
    pub offered: u64,
    /// Answered contacts, completed journeys, or booked slots.
    pub served: u64,
    /// Of these, within the limit; finished by the first line; or promises kept.
    pub in_time: u64,
    /// Gave up.
    pub lost: u64,
    /// Gave up within the limit.
    pub lost_quick: u64,
    /// Length of what was served in microseconds; or millionths of marks, of working days or of hand-offs.
    pub length: i128,
}

impl NormCounts {
    fn add(&mut self, other: &Self) {
        self.offered += other.offered;
        self.served += other.served;
        self.in_time += other.in_time;
        self.lost += other.lost;
        self.lost_quick += other.lost_quick;
        self.length += other.length;
    }

    /// What was attained, as numerator and denominator; nothing to measure is 0 over 0.
    pub fn attained(&self, norm: &Norm) -> (f64, f64) {
        match (&norm.target, norm.measure) {
            (Target::Within { over, .. }, Measure::Wait | Measure::Response) => {
                let (met, of) = match over {
                    Base::Offered => (self.in_time, self.offered),
                    Base::Answered => (self.in_time, self.served),
                    Base::WithoutQuickAbandoners => (self.in_time, self.offered - self.lost_quick),
                    Base::QuickAbandonersCount => (self.in_time + self.lost_quick, self.offered),
                };
                (met as f64, of as f64)
            }
            (Target::Within { .. }, _) => (self.in_time as f64, self.served as f64),
            (_, Measure::Abandonment) => (self.lost as f64, self.offered as f64),
            (_, Measure::FirstLine) => (self.in_time as f64, self.served as f64),
            (_, Measure::CallBacks) => (self.in_time as f64, self.offered as f64),
            (_, Measure::Offered | Measure::Journeys) => (self.offered as f64, 1.0),
            (_, Measure::Served) => (self.served as f64, 1.0),
            (_, Measure::HandOffs) => (self.length as f64 / 1e6, self.offered as f64),
            // a micro-point is to a point what a microsecond is to a second
            (_, Measure::Wait | Measure::Response | Measure::Access | Measure::LeadTime | Measure::Mark) => {
                (self.length as f64 / 1e6, self.served as f64)
            }
        }
    }

    /// Whether the norm is met; `None` when there is nothing to measure.
    fn meets(&self, norm: &Norm) -> Option<bool> {
        let (met, of) = self.attained(norm);
        let meets = match norm.target {
            Target::Within { share, .. } => met >= share * of,
            Target::AtMost(most) => met <= most * of,
            Target::AtLeast(least) => met >= least * of,
        };
        (of > 0.0).then_some(meets)
    }
}

/// Counts of one norm for each counted day.
#[derive(Clone, Debug)]
pub struct NormTally {
    days: Vec<NormCounts>,
}

impl NormTally {
    pub fn new(horizon: &Horizon) -> Self {
        Self { days: vec![NormCounts::default(); (horizon.counted.end - horizon.counted.start) as usize] }
    }

    fn day(&mut self, horizon: &Horizon, time: Time) -> &mut NormCounts {
        &mut self.days[(time.day() - horizon.counted.start) as usize]
    }

    #[inline(always)]
    pub fn record_visit(&mut self, norm: &Norm, horizon: &Horizon, visit: &Visit) {
        let is_served = visit.ending == Ending::Served;
        match norm.measure {
            Measure::Response => {
                self.record_response(norm, horizon, visit.queued, is_served.then_some(visit.ended));
            }
            Measure::Access => self.record_access(norm, horizon, visit.queued, visit.access_days),
            Measure::FirstLine if is_served && visit.pool.is_some() => {
                let is_finished = !matches!(visit.after, After::PassedOn | After::CallBack);
                self.record_first_line(horizon, visit.queued, is_finished);
            }
            Measure::FirstLine => {}
            _ => self.record_wait(norm.most_wait(), horizon, visit.queued, visit.ending, visit.wait),
        }
    }

    /// A message: it waits and is worked on until its answer.
    fn record_response(&mut self, norm: &Norm, horizon: &Horizon, queued: Time, answered: Option<Time>) {
        let counts = self.day(horizon, queued);
        counts.offered += 1;
        if let Some(answered) = answered {
            counts.served += 1;
            counts.in_time += u64::from(is_within(norm, horizon, queued, answered));
            counts.length += i128::from((answered - queued).0);
        }
    }

    /// A booked slot, whether the customer came or not.
    fn record_access(&mut self, norm: &Norm, horizon: &Horizon, queued: Time, access_days: Option<u16>) {
        let Some(days) = access_days else { return };
        let in_time = match norm.target {
            Target::Within { limit: Limit::WorkingDays(most), .. } => f64::from(days) <= most,
            _ => true,
        };
        let counts = self.day(horizon, queued);
        counts.served += 1;
        counts.in_time += u64::from(in_time);
        counts.length += i128::from(days) * MILLION;
    }

    fn record_first_line(&mut self, horizon: &Horizon, queued: Time, is_finished: bool) {
        let counts = self.day(horizon, queued);
        counts.served += 1;
        counts.in_time += u64::from(is_finished);
    }

    pub fn record_call_back(&mut self, horizon: &Horizon, call: &CallBack) {
        let counts = self.day(horizon, call.promised);
        counts.offered += 1;
        counts.in_time += u64::from(call.kept);
    }

    #[inline(always)]
    pub fn record_wait(&mut self, limit: Span, horizon: &Horizon, queued: Time, ending: Ending, wait: Span) {
        if ending == Ending::NoShow {
            // who did not come to an appointment never waited
            return;
        }
        let in_time = wait <= limit;
        let counts = self.day(horizon, queued);
        counts.offered += 1;
        match ending {
            Ending::Served => {
                counts.served += 1;
                counts.in_time += u64::from(in_time);
                counts.length += i128::from(wait.0);
            }
            Ending::Abandoned | Ending::Balked => {
                counts.lost += 1;
                counts.lost_quick += u64::from(in_time);
            }
            _ => {}
        }
    }

    #[inline(always)]
    pub fn record_trip(&mut self, norm: &Norm, horizon: &Horizon, trip: &Trip) {
        let length = trip.ended - trip.started;
        let in_time = is_within(norm, horizon, trip.started, trip.ended);
        let counts = self.day(horizon, trip.started);
        counts.offered += 1;
        if norm.measure == Measure::HandOffs {
            counts.length += i128::from(trip.hand_offs) * MILLION;
            return;
        }
        if trip.close == Close::Completed {
            counts.served += 1;
            counts.in_time += u64::from(in_time);
            counts.length += i128::from(length.0);
        }
    }

    /// `at`: when what is judged began; the mark in micro-points, as it is reported.
    pub fn record_mark(&mut self, horizon: &Horizon, at: Time, mark: i32) {
        let counts = self.day(horizon, at);
        counts.offered += 1;
        counts.served += 1;
        counts.length += i128::from(mark);
    }

    /// The counted days on which the norm holds, with what they are and what was counted.
    fn days<'t>(
        &'t self,
        norm: &'t Norm,
        horizon: &'t Horizon,
    ) -> impl Iterator<Item = (Day, &'t NormCounts)> {
        let days = (horizon.counted.start..).zip(&self.days);
        days.filter(|(day, _)| norm.days.contains(day)).map(|(day, counts)| (horizon.day(day), counts))
    }

    pub fn total(&self, norm: &Norm, horizon: &Horizon) -> NormCounts {
        let mut total = NormCounts::default();
        self.days(norm, horizon).for_each(|(_, day)| total.add(day));
        total
    }

    /// Days that meet the norm, and days with anything to measure.
    pub fn days_met(&self, norm: &Norm, horizon: &Horizon) -> (u64, u64) {
        count_met(self.days(norm, horizon).filter_map(|(_, day)| day.meets(norm)))
    }

    /// The same for calendar months; a month cut off by the period counts as far as it lies within.
    pub fn months_met(&self, norm: &Norm, horizon: &Horizon) -> (u64, u64) {
        count_met(self.months(norm, horizon).iter().filter_map(|month| month.meets(norm)))
    }

    /// Counts of each calendar month, on the days on which the norm holds.
    pub fn months(&self, norm: &Norm, horizon: &Horizon) -> Vec<NormCounts> {
        let first = horizon.counted.start;
        let of_month = |days: Range<i64>| {
            let mut total = NormCounts::default();
            let held = days.filter(|day| norm.days.contains(day));
            held.for_each(|day| total.add(&self.days[(day - first) as usize]));
            total
        };
        months(horizon).into_iter().map(of_month).collect()
    }
}

/// As lengths are kept in microseconds.
const MILLION: i128 = 1_000_000;

/// Whether what lasted from one moment to another did so within the limit of a norm, if it has one.
fn is_within(norm: &Norm, horizon: &Horizon, from: Time, to: Time) -> bool {
    match norm.target {
        Target::Within { limit: Limit::Calendar(limit), .. } => to - from <= limit,
        Target::Within { limit: Limit::WorkingDays(days), .. } => to <= horizon.add_working_days(from, days),
        _ => true,
    }
}

fn count_met(verdicts: impl Iterator<Item = bool>) -> (u64, u64) {
    verdicts.fold((0, 0), |(met, all), meets| (met + u64::from(meets), all + 1))
}

impl Norm {
    pub fn is_about_journeys(&self) -> bool {
        matches!(self.measure, Measure::LeadTime | Measure::HandOffs | Measure::Journeys)
    }

    pub fn is_about_contacts_of(&self, model: &Model, channel: ChannelId) -> bool {
        let fits = match self.measure {
            Measure::Wait
            | Measure::Abandonment
            | Measure::FirstLine
            | Measure::Offered
            | Measure::Served => true,
            Measure::Response => model.channels[channel].kind == ChannelKind::Message,
            Measure::Access => model.channels[channel].agenda.is_some(),
            _ => false,
        };
        fits && is_among(&self.channels, channel)
    }

    /// Whether it counts the wait of every contact of the channels it is about.
    pub fn is_about_every_wait(&self) -> bool {
        let everybody = self.journeys.is_none() && self.segments.is_none() && self.villages.is_none();
        matches!(self.measure, Measure::Wait | Measure::Abandonment)
            && everybody
            && self.locations.is_none()
            && self.teams.is_none()
    }

    /// Who waits longer is not helped in time.
    pub fn most_wait(&self) -> Span {
        match self.target {
            Target::Within { limit: Limit::Calendar(limit), .. } => limit,
            _ => Span::MAX,
        }
    }

    /// Whether a contact of a channel it is about falls under it.
    #[inline(always)]
    pub fn covers_visit(&self, model: &Model, visit: &Visit) -> bool {
        let location = model.desks[visit.desk].location;
        let team = visit.pool.map(|pool| model.pools[pool].team);
        is_among(&self.journeys, visit.journey)
            && is_among(&self.segments, visit.segment)
            && is_among(&self.villages, visit.village)
            && self
                .locations
                .as_ref()
                .is_none_or(|of| location.is_some_and(|location| of.contains(&location)))
            && self.teams.as_ref().is_none_or(|of| team.is_some_and(|team| of.contains(&team)))
    }

    pub fn covers_call_back(&self, call: &CallBack) -> bool {
        self.measure == Measure::CallBacks
            && is_among(&self.channels, call.channel)
            && is_among(&self.teams, call.team)
            && is_among(&self.journeys, call.journey)
            && is_among(&self.segments, call.segment)
            && is_among(&self.villages, call.village)
    }

    #[inline(always)]
    pub fn covers_trip(&self, trip: &Trip) -> bool {
        is_among(&self.journeys, trip.journey)
            && is_among(&self.segments, trip.segment)
            && is_among(&self.villages, trip.village)
    }
}

/// Whether a part is one of those chosen; not choosing is all.
fn is_among<I: PartialEq>(chosen: &Option<Vec<I>>, part: I) -> bool {
    chosen.as_ref().is_none_or(|of| of.contains(&part))
}
