//! One replication, counted: integer tallies that merge exactly, filled by the records of the engine.
//!
//! Marginals only, and two crosses: channel × hour of the day, team × weekday × hour. A part of which there is one
//! needs no row of its own. Waits carry quantiles by channel, lead times by journey; memory does not grow with
//! the number of customers.

use crate::experiment::marks::{Counted, MarkTally, Marks};
use crate::experiment::months::Months;
use crate::experiment::norms::NormTally;
use crate::experiment::steps::Steps;
use crate::experiment::tally::{CallTally, CauseTally, ContactTally, StaffTally, TimeTally, TripTally};
use crate::experiment::weeks::Weeks;
use crate::id::{ChannelId, Id, IdVec, JourneyId, NormId, PoolId, TeamId};
use crate::model::Model;
use crate::model::channel::{Channel, ChannelKind};
use crate::model::norm::Measure;
use crate::model::satisfaction::Judgement;
use crate::sim::record::{Answered, CallBack, Close, Ending, Observer, Passage, StaffHour, Trip, Visit};
use crate::stats::normal::Curve;
use crate::stats::quantile::Histogram;
use crate::time::{Span, Time};

/// Where the rows of one kind of part begin; `None` where there is one part, whose row is the total.
type Rows = Option<usize>;

/// Everything one replication leaves behind.
#[derive(Debug)]
pub struct Outcome<'m> {
    model: &'m Model,
    contacts: Vec<ContactTally>,
    /// Whether there is more than one journey, segment, village or location.
    has_parts: bool,
    journeys: Rows,
    segments: Rows,
    villages: Rows,
    locations: Rows,
    teams: Rows,
    own_journeys: IdVec<JourneyId, JourneyCuts>,
    trips: Vec<TripTally>,
    trip_segments: Rows,
    trip_villages: Rows,
    /// Skipped checks that would have found something.
    pub missed: IdVec<JourneyId, u64>,
    pub staff: IdVec<TeamId, Vec<StaffTally>>,
    /// Of message channels.
    pub responses: IdVec<ChannelId, Histogram>,
    /// By journey, and by the team that was to call.
    pub calls: IdVec<JourneyId, CallTally>,
    pub team_calls: IdVec<TeamId, CallTally>,
    pub causes: IdVec<ChannelId, CauseTally>,
    pub norms: IdVec<NormId, NormTally>,
    pub marks: Marks,
    curve: Curve,
    pub steps: Option<Steps>,
    pub weeks: Weeks,
    pub months: Option<Months>,
    channels: IdVec<ChannelId, ChannelCuts>,
    /// Row of the team of each pool.
    team_rows: Option<IdVec<PoolId, usize>>,
    trip_norms: Vec<NormId>,
    /// Whether a journey counts beyond its own row.
    has_more_of_trips: bool,
    call_norms: Vec<NormId>,
    mark_norms: Vec<NormId>,
}

/// What is kept of a journey that is no part of another; those that are come after these.
#[derive(Debug, Default)]
pub struct JourneyCuts {
    pub trips: TripTally,
    /// Of those completed.
    pub times: TimeTally,
    pub lead_times: Histogram,
}

/// What the recorder asks for at every contact of a channel, and keeps of it.
#[derive(Debug)]
struct ChannelCuts {
    threshold: Span,
    served: Histogram,
    lost: Histogram,
    /// The row of its first hour.
    first_row: usize,
    is_internal: bool,
    is_stock: bool,
    is_message: bool,
    /// Whether more is kept of its contacts than their cuts.
    is_involved: bool,
    /// More than norms about every wait.
    asks_more: bool,
    /// That count the wait of every contact, with the longest that is in time; and all others.
    wait_norms: Vec<(NormId, Span)>,
    norms: Vec<NormId>,
}

const HOURS: usize = 24;
/// A contact is not solved when the customer comes back within this time.
const FOLLOWED_WITHIN: Span = Span(7 * Span::DAY.0);
/// Hours of the week: weekday × 24 + hour.
pub const WEEK_HOURS: usize = 7 * HOURS;

impl<'m> Outcome<'m> {
    pub fn new(model: &'m Model) -> Self {
        let mut n_rows = model.channels.len() * HOURS;
        let mut rows = |n: usize| -> Rows {
            (n > 1).then(|| {
                n_rows += n;
                n_rows - n
            })
        };
        let journeys = rows(model.journeys.len());
        let segments = rows(model.segments.len());
        let villages = rows(model.villages.len());
        let locations = rows(model.locations.len());
        let teams = rows(model.teams.len());
        let mut n_trips = 0;
        let mut trip_rows = |n: usize| -> Rows {
            (n > 1).then(|| {
                n_trips += n;
                n_trips - n
            })
        };
        let trip_segments = trip_rows(model.segments.len());
        let trip_villages = trip_rows(model.villages.len());
        let steps = Steps::of(model);
        let maps_steps = steps.is_some();
        let trip_norms: Vec<NormId> =
            model.norms.ids().filter(|norm| model.norms[*norm].is_about_journeys()).collect();
        let months = Months::of(model);
        let has_months = months.is_some();
        let has_trip_cuts = trip_segments.is_some() || trip_villages.is_some();
        let cuts = |(id, channel): (ChannelId, &Channel)| {
            let kind = channel.kind;
            let own = model.norms.ids().filter(|norm| model.norms[*norm].is_about_contacts_of(model, id));
            let (waits, norms): (Vec<_>, Vec<_>) =
                own.partition(|norm| model.norms[*norm].is_about_every_wait());
            let wait_norms: Vec<_> =
                waits.into_iter().map(|norm| (norm, model.norms[norm].most_wait())).collect();
            let asks_more =
                kind.is_internal() || kind.is_stock() || maps_steps || has_months || !norms.is_empty();
            ChannelCuts {
                threshold: channel.threshold,
                served: Histogram::new(),
                lost: Histogram::new(),
                first_row: id.index() * HOURS,
                is_internal: kind.is_internal(),
                is_stock: kind.is_stock(),
                is_message: kind == ChannelKind::Message,
                is_involved: asks_more || !wait_norms.is_empty(),
                asks_more,
                wait_norms,
                norms,
            }
        };
        let team_rows = teams.map(|first| model.pools.iter().map(|pool| first + pool.team.index()).collect());
        Self {
            model,
            contacts: vec![ContactTally::default(); n_rows],
            has_parts: [journeys, segments, villages, locations].iter().any(Option::is_some),
            journeys,
            segments,
            villages,
            locations,
            teams,
            own_journeys: model.own_journeys().map(|_| JourneyCuts::default()).collect(),
            trips: vec![TripTally::default(); n_trips],
            trip_segments,
            trip_villages,
            missed: model.journeys.iter().map(|_| 0).collect(),
            staff: model.teams.iter().map(|_| vec![StaffTally::default(); WEEK_HOURS]).collect(),
            responses: model.channels.iter().map(|_| Histogram::new()).collect(),
            calls: model.journeys.iter().map(|_| CallTally::default()).collect(),
            team_calls: model.teams.iter().map(|_| CallTally::default()).collect(),
            causes: model.channels.iter().map(|_| CauseTally::default()).collect(),
            norms: model.norms.iter().map(|_| NormTally::new(&model.horizon)).collect(),
            marks: Marks::new(model),
            curve: Curve::tabulated(),
            steps,
            weeks: Weeks::new(model),
            months,
            channels: model.channels.enumerate().map(cuts).collect(),
            team_rows,
            has_more_of_trips: maps_steps || has_months || has_trip_cuts || !trip_norms.is_empty(),
            trip_norms,
            call_norms: of_measure(model, Measure::CallBacks),
            mark_norms: of_measure(model, Measure::Mark),
        }
    }

    pub fn channel_hour(&self, channel: ChannelId, hour: usize) -> &ContactTally {
        &self.contacts[channel.index() * HOURS + hour]
    }

    pub fn channel(&self, channel: ChannelId) -> ContactTally {
        sum((0..HOURS).map(|hour| self.channel_hour(channel, hour)))
    }

    pub fn all_contacts(&self) -> ContactTally {
        let own = self.model.channels.iter().filter(|channel| !channel.kind.is_internal()).count();
        sum(self.contacts[..own * HOURS].iter())
    }

    pub fn journey(&self, index: usize) -> ContactTally {
        self.part(self.journeys, index)
    }

    pub fn segment(&self, index: usize) -> ContactTally {
        self.part(self.segments, index)
    }

    pub fn village(&self, index: usize) -> ContactTally {
        self.part(self.villages, index)
    }

    pub fn location(&self, index: usize) -> ContactTally {
        self.part(self.locations, index)
    }

    /// Only contacts that this team helped.
    pub fn team(&self, index: usize) -> ContactTally {
        self.part(self.teams, index)
    }

    fn part(&self, rows: Rows, index: usize) -> ContactTally {
        rows.map_or_else(|| self.all_contacts(), |first| self.contacts[first + index].clone())
    }

    /// Waits of those who were served and of those who were not.
    pub fn waits(&self, channel: ChannelId) -> (&Histogram, &Histogram) {
        let ChannelCuts { served, lost, .. } = &self.channels[channel];
        (served, lost)
    }

    /// Of a journey that is no part of another.
    pub fn own_journey(&self, journey: JourneyId) -> &JourneyCuts {
        &self.own_journeys[journey]
    }

    pub fn all_trips(&self) -> TripTally {
        let mut all = TripTally::default();
        self.own_journeys.iter().for_each(|journey| all.add(&journey.trips));
        all
    }

    pub fn trips_of_segment(&self, index: usize) -> TripTally {
        self.trip_segments.map_or_else(|| self.all_trips(), |first| self.trips[first + index].clone())
    }

    pub fn trips_of_village(&self, index: usize) -> TripTally {
        self.trip_villages.map_or_else(|| self.all_trips(), |first| self.trips[first + index].clone())
    }
}

fn of_measure(model: &Model, measure: Measure) -> Vec<NormId> {
    model.norms.ids().filter(|norm| model.norms[*norm].measure == measure).collect()
}

fn sum<'t>(tallies: impl Iterator<Item = &'t ContactTally>) -> ContactTally {
    let mut all = ContactTally::default();
    tallies.for_each(|tally| all.add(tally));
    all
}

impl Outcome<'_> {
    /// A contact in all its cuts.
    #[inline(always)]
    fn counts(&mut self, visit: &Visit, is_followed: bool) {
        let model = self.model;
        let channel = &mut self.channels[visit.channel];
        match visit.ending {
            Ending::Served => channel.served.record_bucket(Histogram::bucket(visit.wait)),
            Ending::NoShow => {}
            _ => channel.lost.record_bucket(Histogram::bucket(visit.wait)),
        }
        let ChannelCuts { threshold, first_row, .. } = *channel;
        self.contacts[first_row + usize::from(visit.hour)].record(visit, threshold, is_followed);
        if self.has_parts {
            if let Some(first) = self.journeys {
                self.contacts[first + visit.journey.index()].record(visit, threshold, is_followed);
            }
            if let Some(first) = self.segments {
                self.contacts[first + visit.segment.index()].record(visit, threshold, is_followed);
            }
            if let Some(first) = self.villages {
                self.contacts[first + visit.village.index()].record(visit, threshold, is_followed);
            }
            if let (Some(first), Some(location)) = (self.locations, model.desks[visit.desk].location) {
                self.contacts[first + location.index()].record(visit, threshold, is_followed);
            }
        }
        if let (Some(rows), Some(pool)) = (&self.team_rows, visit.pool) {
            self.contacts[rows[pool]].record_helped(visit);
        }
    }

    /// In the norms that count the wait of every contact of a channel.
    #[inline(never)]
    fn keeps_wait(&mut self, channel: ChannelId, queued: Time, ending: Ending, wait: Span) {
        for &(norm, limit) in &self.channels[channel].wait_norms {
            self.norms[norm].record_wait(limit, &self.model.horizon, queued, ending, wait);
        }
    }

    /// Adds to the cuts of a contact that was answered.
    #[inline(always)]
    fn adds(&mut self, answered: Answered, add: impl Fn(&mut ContactTally)) {
        let first_row = self.channels[answered.channel].first_row;
        add(&mut self.contacts[first_row + usize::from(answered.hour)]);
        if let Some(first) = self.journeys {
            add(&mut self.contacts[first + answered.journey.index()]);
        }
        if let Some(first) = self.segments {
            add(&mut self.contacts[first + answered.segment.index()]);
        }
        if let Some(first) = self.villages {
            add(&mut self.contacts[first + answered.village.index()]);
        }
        if let (Some(first), Some(location)) = (self.locations, self.model.desks[answered.desk].location) {
            add(&mut self.contacts[first + location.index()]);
        }
    }

    /// What is kept of a contact beyond its cuts. Returns whether it is counted in those as well.
    ///
    /// By value, as all that is not inlined takes a record: one that is lent out would have to be written each time.
    #[inline(never)]
    fn keeps_more(&mut self, visit: Visit) -> bool {
        let visit = &visit;
        let ChannelCuts { threshold, first_row, is_internal, is_stock, is_message, .. } =
            self.channels[visit.channel];
        if is_stock {
            self.weeks.stock(visit.channel, visit.queued, visit.ended);
        }
        if !visit.counted {
            return false;
        }
        if let Some(steps) = &mut self.steps {
            steps.visit(self.model, visit, !is_internal);
        }
        if let Some(months) = &mut self.months {
            months.contact(visit, threshold);
        }
        if let Some(days) = visit.access_days {
            self.weeks.access(visit.channel, visit.queued, days);
        }
        if !is_internal {
            if let Some(causes) = visit.causes {
                self.causes[visit.channel].record(causes);
            }
            if is_message && visit.ending == Ending::Served {
                self.is_replied(Answered::of(visit), visit.ended - visit.queued);
            }
            self.keeps_wait(visit.channel, visit.queued, visit.ending, visit.wait);
            let model = self.model;
            for &norm in &self.channels[visit.channel].norms {
                if model.norms[norm].covers_visit(model, visit) {
                    self.norms[norm].record_visit(&model.norms[norm], &model.horizon, visit);
                }
            }
            return true;
        }
        // what carries on with a contact or a case is work of a team, and no contact of its own
        self.contacts[first_row + usize::from(visit.hour)].record(visit, threshold, false);
        if let (Some(rows), Some(pool)) = (&self.team_rows, visit.pool) {
            self.contacts[rows[pool]].record_helped(visit);
        }
        false
    }

    /// What is kept of a journey beyond its own row.
    #[inline(never)]
    fn keeps_more_of(&mut self, trip: Trip) {
        if let Some(steps) = &mut self.steps {
            steps.trip(self.model, &trip);
        }
        if let Some(months) = &mut self.months {
            months.trip(&trip);
        }
        if let Some(first) = self.trip_segments {
            self.trips[first + trip.segment.index()].record(&trip);
        }
        if let Some(first) = self.trip_villages {
            self.trips[first + trip.village.index()].record(&trip);
        }
        for &norm in &self.trip_norms {
            if self.model.norms[norm].covers_trip(&trip) {
                self.norms[norm].record_trip(&self.model.norms[norm], &self.model.horizon, &trip);
            }
        }
    }

    /// A message has its answer, this long after it came.
    #[inline(never)]
    fn is_replied(&mut self, answered: Answered, after: Span) {
        self.responses[answered.channel].record(after);
        self.adds(answered, |tally| tally.record_response(after));
    }
}

impl Observer for Outcome<'_> {
    const ALL_MARKS: bool = false;

    #[inline(never)]
    fn visit(&mut self, visit: &Visit) {
        self.answered(visit, false);
    }

    #[inline(always)]
    fn answered(&mut self, visit: &Visit, is_followed: bool) {
        let is_more = visit.access_days.is_some() || visit.causes.is_some();
        let channel = &self.channels[visit.channel];
        let is_counted = if !channel.is_involved && !is_more {
            visit.counted
        } else if channel.asks_more || is_more {
            (visit.counted || channel.is_stock) && self.keeps_more(*visit)
        } else {
            if visit.counted {
                self.keeps_wait(visit.channel, visit.queued, visit.ending, visit.wait);
            }
            visit.counted
        };
        if is_counted {
            self.counts(visit, is_followed);
        }
    }

    #[inline(always)]
    fn followed(&mut self, answered: &Answered, after: Span) {
        if answered.counted && after <= FOLLOWED_WITHIN {
            self.adds(*answered, |tally| tally.followed += 1);
        }
    }

    #[inline(always)]
    fn trip(&mut self, trip: &Trip) {
        if !trip.counted || trip.journey.index() >= self.own_journeys.len() {
            return;
        }
        let journey = &mut self.own_journeys[trip.journey];
        journey.trips.record(trip);
        if trip.close == Close::Completed {
            journey.times.record(trip);
            journey.lead_times.record_bucket(Histogram::bucket(trip.ended - trip.started));
        }
        if self.has_more_of_trips {
            self.keeps_more_of(*trip);
        }
    }

    fn call_back(&mut self, call: &CallBack) {
        if !call.counted {
            return;
        }
        let tally = CallTally { promised: 1, kept: u64::from(call.kept) };
        self.calls[call.journey].add(&tally);
        self.team_calls[call.team].add(&tally);
        for &id in &self.call_norms {
            if self.model.norms[id].covers_call_back(call) {
                self.norms[id].record_call_back(&self.model.horizon, call);
            }
        }
    }

    fn missed(&mut self, journey: JourneyId) {
        self.missed[journey] += 1;
    }

    #[inline(always)]
    fn passage(&mut self, passage: &Passage) {
        let horizon = &self.model.horizon;
        let is_counted = horizon.count_from() <= passage.started && passage.started < horizon.count_to();
        if let Some(steps) = self.steps.as_mut().filter(|_| is_counted) {
            steps.passage(*passage);
        }
    }

    fn contact_marked(&mut self, visit: &Visit, judgement: &Judgement) {
        let Some(satisfaction) = self.model.satisfaction.as_ref().filter(|_| visit.counted) else { return };
        let mark = Counted::new(satisfaction, &self.curve, judgement);
        self.marks.contact(visit, &mark);
        if let Some(months) = &mut self.months {
            months.contact_marked(visit, mark.reported);
        }
        if let Some(steps) = &mut self.steps {
            steps.mark(visit, mark.reported);
        }
        for &id in &self.mark_norms {
            let norm = &self.model.norms[id];
            if norm.channels.as_ref().is_some_and(|of| of.contains(&visit.channel))
                && norm.covers_visit(self.model, visit)
            {
                self.norms[id].record_mark(&self.model.horizon, visit.queued, mark.reported);
            }
        }
    }

    fn trip_marked(&mut self, trip: &Trip, judgement: &Judgement) {
        let Some(satisfaction) = self.model.satisfaction.as_ref().filter(|_| trip.counted) else { return };
        let mark = Counted::new(satisfaction, &self.curve, judgement);
        let tally = MarkTally::of(&mark);
        self.marks.trip(trip, &tally);
        if let Some(months) = &mut self.months {
            months.trip_marked(trip, &tally, mark.reported);
        }
        for &id in &self.mark_norms {
            let norm = &self.model.norms[id];
            if norm.channels.is_none() && norm.covers_trip(trip) {
                self.norms[id].record_mark(&self.model.horizon, trip.started, mark.reported);
            }
        }
    }

    fn staff_hour(&mut self, hour: &StaffHour) {
        if let Some(months) = &mut self.months {
            months.staff_hour(self.model, hour);
        }
        let team = self.model.pools[hour.pool].team;
        let first_pool = self.model.pools.enumerate().find(|(_, pool)| pool.team == team).map(|(id, _)| id);
        self.staff[team][usize::from(hour.weekday) * HOURS + usize::from(hour.hour)].add(&StaffTally {
            busy: i128::from(hour.busy),
            present: i128::from(hour.present),
            rostered: i128::from(hour.rostered),
            // an hour of a team at several locations counts once
            hours: u64::from(first_pool == Some(hour.pool)),
        });
    }
}
