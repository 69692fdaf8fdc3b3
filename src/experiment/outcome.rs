//! One replication, counted: integer tallies that merge exactly, filled by the records of the engine.
//!
//! Marginals only, and two crosses: channel × hour of the day, team × weekday × hour. A part of which there is one
//! needs no row of its own. Waits carry quantiles by channel, lead times by journey; memory does not grow with
//! the number of customers.

use crate::experiment::marks::Marks;
use crate::experiment::norms::NormTally;
use crate::experiment::steps::Steps;
use crate::experiment::weeks::Weeks;
use crate::id::{ChannelId, Id, IdVec, JourneyId, NormId, PoolId, TeamId};
use crate::model::Model;
use crate::model::channel::Channel;
use crate::model::norm::Measure;
use crate::model::satisfaction::Judgement;
use crate::sim::record::{
    After, Answered, Close, Ending, Observer, Passage, StaffHour, Trip, Visit, WaitCauses,
};
use crate::stats::quantile::Histogram;
use crate::time::Span;

/// Contacts of one part of the service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactTally {
    pub served: u64,
    /// Served within the threshold of the channel.
    pub in_time: u64,
    /// The same by the wait over all tries.
    pub in_time_all_tries: u64,
    pub abandoned: u64,
    pub balked: u64,
    /// Abandoned or balked within the threshold.
    pub quick: u64,
    pub blocked: u64,
    pub closed_out: u64,
    pub unanswered: u64,
    pub no_show: u64,
    pub agenda_full: u64,
    pub still_open: u64,
    /// Of those served: passed on, promised a call, coming back for a bad answer, failed by self-service.
    pub passed_on: u64,
    pub call_back: u64,
    pub comes_back: u64,
    pub failed: u64,
    /// Contacts by appointment, and the working days from booking to slot, summed.
    pub booked: u64,
    pub access_days: u64,
    /// Tries that will be followed by another.
    pub retried: u64,
    /// Tries that followed another.
    pub later_tries: u64,
    /// Answered contacts that another of the same journey followed within [`FOLLOWED_WITHIN`].
    pub followed: u64,
    /// Sums in microseconds.
    pub wait_served: i128,
    pub wait_lost: i128,
    pub excess: i128,
    pub handling: i128,
    pub longest: Span,
}

impl ContactTally {
    #[inline(always)]
    fn record(&mut self, visit: &Visit, threshold: Span, is_followed: bool) {
        let wait = visit.wait;
        let in_time = wait <= threshold;
        self.excess += i128::from((wait.0 - threshold.0).max(0));
        self.longest = self.longest.max(wait);
        self.later_tries += u64::from(visit.attempt > 0);
        self.followed += u64::from(is_followed);
        if visit.ending == Ending::Served {
            self.served += 1;
            self.in_time += u64::from(in_time);
            self.in_time_all_tries += u64::from(visit.wait_of_all_tries <= threshold);
            self.wait_served += i128::from(wait.0);
            self.handling += i128::from(visit.handling.0);
            if visit.after != After::Done {
                self.record_follow_up(visit.after);
            }
        } else {
            // by value: a record that is lent out has to be written
            self.record_lost(visit.ending, wait, visit.retries, in_time);
        }
        if let Some(days) = visit.access_days {
            self.booked += 1;
            self.access_days += u64::from(days);
        }
    }

    #[inline(never)]
    fn record_follow_up(&mut self, after: After) {
        let count = match after {
            After::PassedOn => &mut self.passed_on,
            After::CallBack => &mut self.call_back,
            After::ComesBack => &mut self.comes_back,
            After::Failed => &mut self.failed,
            After::Done => return,
        };
        *count += 1;
    }

    #[inline(never)]
    fn record_lost(&mut self, ending: Ending, wait: Span, retries: bool, in_time: bool) {
        self.wait_lost += i128::from(wait.0);
        self.retried += u64::from(retries);
        let count = match ending {
            Ending::Abandoned => &mut self.abandoned,
            Ending::Balked => &mut self.balked,
            Ending::Blocked => &mut self.blocked,
            Ending::ClosedOut => &mut self.closed_out,
            Ending::Unanswered => &mut self.unanswered,
            Ending::NoShow => &mut self.no_show,
            Ending::AgendaFull => &mut self.agenda_full,
            Ending::StillOpen | Ending::Served => &mut self.still_open,
        };
        *count += 1;
        let gave_up = matches!(ending, Ending::Abandoned | Ending::Balked);
        self.quick += u64::from(gave_up && in_time);
    }

    /// Only what is published by team.
    #[inline(always)]
    fn record_helped(&mut self, visit: &Visit) {
        self.served += u64::from(visit.ending == Ending::Served);
        self.wait_served += i128::from(visit.wait.0);
        self.handling += i128::from(visit.handling.0);
    }

    pub fn add(&mut self, other: &Self) {
        self.served += other.served;
        self.in_time += other.in_time;
        self.in_time_all_tries += other.in_time_all_tries;
        self.abandoned += other.abandoned;
        self.balked += other.balked;
        self.quick += other.quick;
        self.blocked += other.blocked;
        self.closed_out += other.closed_out;
        self.unanswered += other.unanswered;
        self.no_show += other.no_show;
        self.agenda_full += other.agenda_full;
        self.passed_on += other.passed_on;
        self.call_back += other.call_back;
        self.comes_back += other.comes_back;
        self.failed += other.failed;
        self.booked += other.booked;
        self.access_days += other.access_days;
        self.still_open += other.still_open;
        self.retried += other.retried;
        self.later_tries += other.later_tries;
        self.followed += other.followed;
        self.wait_served += other.wait_served;
        self.wait_lost += other.wait_lost;
        self.excess += other.excess;
        self.handling += other.handling;
        self.longest = self.longest.max(other.longest);
    }

    /// Every contact, however it ended.
    pub fn offered(&self) -> u64 {
        self.served
            + self.lost()
            + self.blocked
            + self.closed_out
            + self.unanswered
            + self.no_show
            + self.agenda_full
            + self.still_open
    }

    /// Gave up, after waiting or at once.
    pub fn lost(&self) -> u64 {
        self.abandoned + self.balked
    }
}

/// Wait at one channel by cause, in microseconds; what is left is that everybody who may help was busy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CauseTally {
    pub closed: i128,
    pub nobody: i128,
    pub knowledge: i128,
    pub priority: i128,
}

impl CauseTally {
    #[inline(always)]
    fn record(&mut self, causes: WaitCauses) {
        self.closed += i128::from(causes.closed.0);
        self.nobody += i128::from(causes.nobody.0);
        self.knowledge += i128::from(causes.knowledge.0);
        self.priority += i128::from(causes.priority.0);
    }

    pub fn add(&mut self, other: &Self) {
        self.closed += other.closed;
        self.nobody += other.nobody;
        self.knowledge += other.knowledge;
        self.priority += other.priority;
    }

    pub fn total(&self) -> i128 {
        self.closed + self.nobody + self.knowledge + self.priority
    }
}

/// Where the time of completed journeys went, in microseconds; what is left went by until the next try, until an
/// appointment or until a desk opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeTally {
    pub queue: i128,
    pub help: i128,
    pub wait: i128,
    pub for_customer: i128,
    pub for_partner: i128,
}

impl TimeTally {
    #[inline(always)]
    fn record(&mut self, trip: &Trip) {
        self.queue += i128::from(trip.waited.0);
        self.help += i128::from(trip.helped.0);
        if let Some(pauses) = &trip.pauses {
            self.wait += i128::from(pauses.time.0);
            self.for_customer += i128::from(pauses.customer.0);
            self.for_partner += i128::from(pauses.partner.0);
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.queue += other.queue;
        self.help += other.help;
        self.wait += other.wait;
        self.for_customer += other.for_customer;
        self.for_partner += other.for_partner;
    }

    pub fn total(&self) -> i128 {
        self.queue + self.help + self.wait + self.for_customer + self.for_partner
    }
}

/// Journeys of one part of the service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TripTally {
    pub completed: u64,
    pub given_up: u64,
    pub still_open: u64,
    /// Completed in one contact.
    pub in_one: u64,
    pub contacts: u64,
    /// Of completed journeys, in microseconds.
    pub lead_time: i128,
}

impl TripTally {
    #[inline(always)]
    fn record(&mut self, trip: &Trip) {
        self.contacts += u64::from(trip.contacts);
        match trip.close {
            Close::Completed => {
                self.completed += 1;
                self.in_one += u64::from(trip.contacts == 1);
                self.lead_time += i128::from((trip.ended - trip.started).0);
            }
            Close::GivenUp => self.given_up += 1,
            Close::StillOpen => self.still_open += 1,
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.completed += other.completed;
        self.given_up += other.given_up;
        self.still_open += other.still_open;
        self.in_one += other.in_one;
        self.contacts += other.contacts;
        self.lead_time += other.lead_time;
    }

    pub fn started(&self) -> u64 {
        self.completed + self.given_up + self.still_open
    }
}

/// Time put in by one team in one hour of the week, in person-microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StaffTally {
    pub busy: i128,
    pub present: i128,
    pub rostered: i128,
    /// Clock hours summed over.
    pub hours: u64,
}

impl StaffTally {
    pub fn add(&mut self, other: &Self) {
        self.busy += other.busy;
        self.present += other.present;
        self.rostered += other.rostered;
        self.hours += other.hours;
    }
}

/// Where the rows of one kind of part begin; `None` where there is one part, whose row is the total.
type Rows = Option<usize>;

/// Everything one replication leaves behind.
#[derive(Debug)]
pub struct Outcome<'m> {
    model: &'m Model,
    contacts: Vec<ContactTally>,
    journeys: Rows,
    segments: Rows,
    villages: Rows,
    locations: Rows,
    teams: Rows,
    trips: Vec<TripTally>,
    trip_segments: Rows,
    trip_villages: Rows,
    pub staff: IdVec<TeamId, Vec<StaffTally>>,
    pub waits_served: IdVec<ChannelId, Histogram>,
    pub waits_lost: IdVec<ChannelId, Histogram>,
    pub lead_times: IdVec<JourneyId, Histogram>,
    pub causes: IdVec<ChannelId, CauseTally>,
    pub times: IdVec<JourneyId, TimeTally>,
    pub norms: IdVec<NormId, NormTally>,
    pub marks: Marks,
    pub steps: Option<Steps>,
    pub weeks: Weeks,
    channels: IdVec<ChannelId, ChannelCuts>,
    /// Row of the team of each pool.
    team_rows: Option<IdVec<PoolId, usize>>,
    trip_norms: Vec<NormId>,
    /// Those that are part of another come after them.
    n_own_journeys: usize,
    mark_norms: Vec<NormId>,
}

/// What the recorder asks for at every contact of a channel.
#[derive(Debug)]
struct ChannelCuts {
    threshold: Span,
    /// The row of its first hour.
    first_row: usize,
    is_internal: bool,
    is_stock: bool,
    /// Whether more is kept of its contacts than their cuts.
    is_involved: bool,
    has_norms: bool,
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
        let mut n_trips = model.journeys.len();
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
        let cuts = |(id, channel): (ChannelId, &Channel)| {
            let kind = channel.kind;
            let norms: Vec<NormId> =
                model.norms.ids().filter(|norm| model.norms[*norm].is_about_contacts_of(id)).collect();
            ChannelCuts {
                threshold: channel.threshold,
                first_row: id.index() * HOURS,
                is_internal: kind.is_internal(),
                is_stock: kind.is_stock(),
                is_involved: kind.is_internal() || kind.is_stock() || maps_steps,
                has_norms: !norms.is_empty(),
                norms,
            }
        };
        let team_rows = teams.map(|first| model.pools.iter().map(|pool| first + pool.team.index()).collect());
        Self {
            model,
            contacts: vec![ContactTally::default(); n_rows],
            journeys,
            segments,
            villages,
            locations,
            teams,
            trips: vec![TripTally::default(); n_trips],
            trip_segments,
            trip_villages,
            staff: model.teams.iter().map(|_| vec![StaffTally::default(); WEEK_HOURS]).collect(),
            waits_served: model.channels.iter().map(|_| Histogram::new()).collect(),
            waits_lost: model.channels.iter().map(|_| Histogram::new()).collect(),
            lead_times: model.journeys.iter().map(|_| Histogram::new()).collect(),
            causes: model.channels.iter().map(|_| CauseTally::default()).collect(),
            times: model.journeys.iter().map(|_| TimeTally::default()).collect(),
            norms: model.norms.iter().map(|_| NormTally::new(&model.horizon)).collect(),
            marks: Marks::new(model),
            steps,
            weeks: Weeks::new(model),
            channels: model.channels.enumerate().map(cuts).collect(),
            team_rows,
            n_own_journeys: model.own_journeys().count(),
            trip_norms: model.norms.ids().filter(|norm| model.norms[*norm].is_about_journeys()).collect(),
            mark_norms: model
                .norms
                .ids()
                .filter(|norm| model.norms[*norm].measure == Measure::Mark)
                .collect(),
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

    pub fn trips_of_journey(&self, journey: JourneyId) -> &TripTally {
        &self.trips[journey.index()]
    }

    pub fn all_trips(&self) -> TripTally {
        let mut all = TripTally::default();
        self.trips[..self.model.journeys.len()].iter().for_each(|trips| all.add(trips));
        all
    }

    pub fn trips_of_segment(&self, index: usize) -> TripTally {
        self.trip_segments.map_or_else(|| self.all_trips(), |first| self.trips[first + index].clone())
    }

    pub fn trips_of_village(&self, index: usize) -> TripTally {
        self.trip_villages.map_or_else(|| self.all_trips(), |first| self.trips[first + index].clone())
    }
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
        let ChannelCuts { threshold, first_row, has_norms, .. } = self.channels[visit.channel];
        self.contacts[first_row + usize::from(visit.hour)].record(visit, threshold, is_followed);
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
        if let (Some(rows), Some(pool)) = (&self.team_rows, visit.pool) {
            self.contacts[rows[pool]].record_helped(visit);
        }
        let histograms =
            if visit.ending == Ending::Served { &mut self.waits_served } else { &mut self.waits_lost };
        histograms[visit.channel].record_bucket(Histogram::bucket(visit.wait));
        if has_norms {
            for &norm in &self.channels[visit.channel].norms {
                if model.norms[norm].covers_visit(model, visit) {
                    self.norms[norm].record_visit(&model.norms[norm], &model.horizon, visit);
                }
            }
        }
    }

    /// What is kept of a contact beyond its cuts. Returns whether it is counted in those as well.
    #[inline(always)]
    fn keeps_more(&mut self, visit: &Visit) -> bool {
        let ChannelCuts { threshold, first_row, is_internal, is_stock, .. } = self.channels[visit.channel];
        if is_stock {
            self.weeks.stock(visit.channel, visit.queued, visit.ended);
        }
        if !visit.counted {
            return false;
        }
        if let Some(steps) = &mut self.steps {
            steps.visit(self.model, visit, !is_internal);
        }
        if let Some(days) = visit.access_days {
            self.weeks.access(visit.channel, visit.queued, days);
        }
        if !is_internal {
            if let Some(causes) = visit.causes {
                self.causes[visit.channel].record(causes);
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
}

impl Observer for Outcome<'_> {
    #[inline(always)]
    fn visit(&mut self, visit: &Visit) {
        self.answered(visit, false);
    }

    #[inline(always)]
    fn answered(&mut self, visit: &Visit, is_followed: bool) {
        // all of this is inlined, and nothing gets the record itself: so usually none is ever written
        let is_more = visit.access_days.is_some() || visit.causes.is_some();
        let is_counted = if self.channels[visit.channel].is_involved || is_more {
            self.keeps_more(visit)
        } else {
            visit.counted
        };
        if is_counted {
            self.counts(visit, is_followed);
        }
    }

    #[inline(always)]
    fn followed(&mut self, answered: &Answered, after: Span) {
        if !answered.counted || after > FOLLOWED_WITHIN {
            return;
        }
        let first_row = self.channels[answered.channel].first_row;
        self.contacts[first_row + usize::from(answered.hour)].followed += 1;
        if let Some(first) = self.journeys {
            self.contacts[first + answered.journey.index()].followed += 1;
        }
        if let Some(first) = self.segments {
            self.contacts[first + answered.segment.index()].followed += 1;
        }
        if let Some(first) = self.villages {
            self.contacts[first + answered.village.index()].followed += 1;
        }
        if let (Some(first), Some(location)) = (self.locations, self.model.desks[answered.desk].location) {
            self.contacts[first + location.index()].followed += 1;
        }
    }

    #[inline(always)]
    fn trip(&mut self, trip: &Trip) {
        if !trip.counted || trip.journey.index() >= self.n_own_journeys {
            return;
        }
        if let Some(steps) = &mut self.steps {
            steps.trip(self.model, trip);
        }
        self.trips[trip.journey.index()].record(trip);
        if let Some(first) = self.trip_segments {
            self.trips[first + trip.segment.index()].record(trip);
        }
        if let Some(first) = self.trip_villages {
            self.trips[first + trip.village.index()].record(trip);
        }
        if trip.close == Close::Completed {
            self.times[trip.journey].record(trip);
            self.lead_times[trip.journey].record_bucket(Histogram::bucket(trip.ended - trip.started));
        }
        for &norm in &self.trip_norms {
            if self.model.norms[norm].covers_trip(trip) {
                self.norms[norm].record_trip(&self.model.norms[norm], &self.model.horizon, trip);
            }
        }
    }

    #[inline(always)]
    fn passage(&mut self, passage: &Passage) {
        let horizon = &self.model.horizon;
        let is_counted = horizon.count_from() <= passage.started && passage.started < horizon.count_to();
        if let Some(steps) = self.steps.as_mut().filter(|_| is_counted) {
            steps.passage(self.model, *passage);
        }
    }

    fn contact_marked(&mut self, visit: &Visit, judgement: &Judgement) {
        let Some(satisfaction) = self.model.satisfaction.as_ref().filter(|_| visit.counted) else { return };
        self.marks.contact(satisfaction, visit, judgement);
        if let Some(steps) = &mut self.steps {
            steps.mark(self.model, visit, satisfaction.reported(judgement));
        }
        for &id in &self.mark_norms {
            let norm = &self.model.norms[id];
            if norm.channels.as_ref().is_some_and(|of| of.contains(&visit.channel))
                && norm.covers_visit(self.model, visit)
            {
                self.norms[id].record_mark(
                    &self.model.horizon,
                    visit.queued,
                    satisfaction.reported(judgement),
                );
            }
        }
    }

    fn trip_marked(&mut self, trip: &Trip, judgement: &Judgement) {
        let Some(satisfaction) = self.model.satisfaction.as_ref().filter(|_| trip.counted) else { return };
        self.marks.trip(satisfaction, trip, judgement);
        for &id in &self.mark_norms {
            let norm = &self.model.norms[id];
            if norm.channels.is_none() && norm.covers_trip(trip) {
                self.norms[id].record_mark(
                    &self.model.horizon,
                    trip.started,
                    satisfaction.reported(judgement),
                );
            }
        }
    }

    fn staff_hour(&mut self, hour: &StaffHour) {
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
