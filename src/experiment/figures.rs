//! The figures of one replication, in a fixed order: each a numerator and a denominator.
//!
//! A figure over replications is the ratio of their sums, so that big days weigh as they should. A count has
//! denominator 1; a quantile too, or 0 when nothing was observed.

use crate::experiment::marks::MarkTally;
use crate::experiment::measure::{Cut, Measure};
use crate::experiment::outcome::{Outcome, WEEK_HOURS};
use crate::experiment::tally::{CallTally, CauseTally, ContactTally, StaffTally, TimeTally, TripTally};
use crate::id::{ChannelId, Id};
use crate::model::Model;
use crate::model::journey::{Step, StepKind};
use crate::model::satisfaction::{POINT, Part, Survey, Term, WHOLE};
use crate::stats::quantile::Histogram;
use crate::time::Span;

/// Gets a figure: the cut is made only when asked for.
pub trait Sink {
    fn figure(&mut self, measure: Measure, cut: &dyn Fn() -> Cut, numerator: f64, denominator: f64);
}

/// Collects what the figures are.
impl Sink for Vec<(Measure, Cut)> {
    fn figure(&mut self, measure: Measure, cut: &dyn Fn() -> Cut, _: f64, _: f64) {
        self.push((measure, cut()));
    }
}

/// Collects their values.
impl Sink for Vec<(f64, f64)> {
    fn figure(&mut self, _: Measure, _: &dyn Fn() -> Cut, numerator: f64, denominator: f64) {
        self.push((numerator, denominator));
    }
}

/// Every figure of `outcome`, always in the same order for one model.
pub fn walk(model: &Model, outcome: &Outcome, sink: &mut impl Sink) {
    let total = Cut::default;
    contacts(&outcome.all_contacts(), &total, sink);
    let mut all_causes = CauseTally::default();
    outcome.causes.iter().for_each(|causes| all_causes.add(causes));
    wait_by_cause(&outcome.all_contacts(), &all_causes, &total, sink);
    trips(&outcome.all_trips(), &total, sink);
    let mut promised = CallTally::default();
    outcome.calls.iter().for_each(|calls| promised.add(calls));
    call_backs(&promised, &total, sink);
    let mut all_times = TimeTally::default();
    model.own_journeys().for_each(|(id, _)| all_times.add(&outcome.own_journey(id).times));
    lead_time_by_part(&outcome.all_trips(), &all_times, &total, sink);
    for (id, channel) in model.public_channels() {
        let of_channel = || Cut { channel: Some(channel.name.clone()), ..total() };
        contacts(&outcome.channel(id), &of_channel, sink);
        wait_by_cause(&outcome.channel(id), &outcome.causes[id], &of_channel, sink);
        let (served, lost) = outcome.waits(id);
        let mut all = served.clone();
        all.merge(lost);
        use Measure::*;
        for (measure, waits, q) in [
            (WaitServedP50, served, 0.5),
            (WaitServedP90, served, 0.9),
            (WaitServedP95, served, 0.95),
            (WaitAllP50, &all, 0.5),
            (WaitAllP90, &all, 0.9),
            (WaitAllP95, &all, 0.95),
            (ResponseTimeP90, &outcome.responses[id], 0.9),
        ] {
            quantile(measure, &of_channel, waits, q, sink);
        }
        if offers_calls(model, id) {
            let all = outcome.channel(id);
            sink.figure(Measure::TakesCallShare, &of_channel, all.takes_call as f64, all.offered() as f64);
        }
        for hour in 0..24 {
            let cut = || Cut { hour: Some(hour), ..of_channel() };
            contacts_by_hour(outcome.channel_hour(id, usize::from(hour)), &cut, sink);
        }
    }
    for (id, journey) in model.own_journeys() {
        let cut = || Cut { journey: Some(journey.name.clone()), ..total() };
        contacts(&outcome.journey(id.index()), &cut, sink);
        let own = outcome.own_journey(id);
        trips(&own.trips, &cut, sink);
        call_backs(&outcome.calls[id], &cut, sink);
        if model.steps.iter().any(|step| step.journey == id && step.finds > 0.0) {
            sink.figure(Measure::Missed, &cut, outcome.missed[id] as f64, 1.0);
        }
        lead_time_by_part(&own.trips, &own.times, &cut, sink);
        quantile(Measure::LeadTimeP50, &cut, &own.lead_times, 0.5, sink);
        quantile(Measure::LeadTimeP90, &cut, &own.lead_times, 0.9, sink);
    }
    for (id, segment) in model.segments.enumerate() {
        let cut = || Cut { segment: Some(segment.name.clone()), ..total() };
        contacts(&outcome.segment(id.index()), &cut, sink);
        trips(&outcome.trips_of_segment(id.index()), &cut, sink);
    }
    for (id, village) in model.villages.enumerate() {
        let cut = || Cut { village: Some(village.name.clone()), ..total() };
        contacts(&outcome.village(id.index()), &cut, sink);
        trips(&outcome.trips_of_village(id.index()), &cut, sink);
    }
    for (id, location) in model.locations.enumerate() {
        let cut = || Cut { location: Some(location.clone()), ..total() };
        contacts(&outcome.location(id.index()), &cut, sink);
    }
    for (id, team) in model.teams.enumerate() {
        let of_team = || Cut { team: Some(team.name.clone()), ..total() };
        let helped = outcome.team(id.index());
        sink.figure(Measure::Served, &of_team, helped.served as f64, 1.0);
        sink.figure(Measure::WaitServed, &of_team, seconds(helped.wait_served), helped.served as f64);
        sink.figure(Measure::HandlingTime, &of_team, seconds(helped.handling), helped.served as f64);
        call_backs(&outcome.team_calls[id], &of_team, sink);
        let mut week = StaffTally::default();
        outcome.staff[id].iter().for_each(|hour| week.add(hour));
        staff(&week, &of_team, sink);
        for week_hour in 0..WEEK_HOURS {
            let (weekday, hour) = ((week_hour / 24) as u8, (week_hour % 24) as u8);
            let cut = || Cut { weekday: Some(weekday), hour: Some(hour), ..of_team() };
            let tally = &outcome.staff[id][week_hour];
            sink.figure(Measure::Occupancy, &cut, tally.busy as f64, tally.present as f64);
            sink.figure(
                Measure::Headcount,
                &cut,
                tally.rostered as f64 / Span::HOUR.0 as f64,
                tally.hours as f64,
            );
        }
    }
    marks(model, outcome, sink);
}

/// Whether anybody who waits at a channel is ever offered a call.
fn offers_calls(model: &Model, channel: ChannelId) -> bool {
    let offers = |step: &Step| match &step.kind {
        StepKind::Contact(contact) => contact.channel == channel && contact.offer.is_some(),
        _ => false,
    };
    model.stretches().any(|(_, world)| world.steps.iter().any(|step| offers(step)))
}

/// Marks and where their points go, in the order of [`crate::experiment::marks::Marks::rows`].
fn marks(model: &Model, outcome: &Outcome, sink: &mut impl Sink) {
    let Some(satisfaction) = &model.satisfaction else { return };
    for (cut, tally) in outcome.marks.rows(model) {
        mark(tally, satisfaction.offset, &|| cut.clone(), sink);
        if let Some(it) = &satisfaction.survey {
            survey(it, tally, model.horizon.counted.clone().count() as f64, &|| cut.clone(), sink);
        }
    }
}

fn mark(tally: &MarkTally, offset: f64, cut: &dyn Fn() -> Cut, sink: &mut impl Sink) {
    let n = tally.n as f64;
    let points = |sum: i64| sum as f64 / f64::from(POINT);
    let share = |sum: i64| sum as f64 / WHOLE as f64;
    sink.figure(Measure::Mark, cut, points(tally.mark()) + offset * n, n);
    sink.figure(Measure::HighMarkShare, cut, share(tally.high), n);
    sink.figure(Measure::LowMarkShare, cut, share(tally.low), n);
    sink.figure(Measure::Effort, cut, points(tally.effort), n);
    sink.figure(Measure::MarkCeiling, cut, points(tally.ceiling) + offset * n, n);
    for term in Term::ALL {
        let sum = Part::ALL.iter().zip(tally.parts).filter(|(part, _)| part.term() == *term);
        sink.figure(Measure::points(*term), cut, points(sum.map(|(_, points)| points).sum()), n);
    }
    sink.figure(Measure::PointsInstrument, cut, offset * n, n);
}

/// What a survey would see of these marks.
fn survey(survey: &Survey, tally: &MarkTally, days: f64, cut: &dyn Fn() -> Cut, sink: &mut impl Sink) {
    let n = tally.n as f64;
    let responses = survey.responses(n, days);
    let has_any = f64::from(u8::from(n > 0.0));
    let of_answers = |of: fn(f64, f64) -> f64| if n > 0.0 { of(responses, tally.deviation()) } else { 0.0 };
    sink.figure(Measure::SurveyResponses, cut, responses, 1.0);
    sink.figure(Measure::SurveyMargin, cut, of_answers(Survey::margin), has_any);
    sink.figure(Measure::SurveyDelay, cut, of_answers(Survey::periods_to_notice), has_any);
}

fn seconds(micros: i128) -> f64 {
    micros as f64 / 1e6
}

fn contacts(tally: &ContactTally, cut: &dyn Fn() -> Cut, sink: &mut impl Sink) {
    use Measure::*;
    let offered = tally.offered() as f64;
    let chains = offered - tally.retried as f64;
    sink.figure(Served, cut, tally.served as f64, 1.0);
    sink.figure(AbandonedLateShare, cut, (tally.lost() - tally.quick) as f64, offered);
    sink.figure(BalkedShare, cut, tally.balked as f64, offered);
    sink.figure(BlockedShare, cut, tally.blocked as f64, offered);
    sink.figure(ClosedOutShare, cut, tally.closed_out as f64, offered);
    sink.figure(RetryShare, cut, tally.later_tries as f64, offered);
    sink.figure(WithinPerCustomer, cut, (tally.in_time - tally.late_over_all_tries) as f64, chains);
    sink.figure(ServedPerCustomer, cut, tally.served as f64, chains);
    sink.figure(WaitExcess, cut, seconds(tally.excess), offered);
    sink.figure(WaitLongest, cut, tally.longest.seconds(), f64::from(u8::from(offered > 0.0)));
    let waited = seconds(tally.wait_served + tally.wait_lost);
    sink.figure(PatienceEstimate, cut, waited, tally.abandoned as f64);
    sink.figure(HandlingTime, cut, seconds(tally.handling), tally.served as f64);
    sink.figure(AccessDays, cut, tally.access_days as f64, tally.booked as f64);
    sink.figure(NoShowShare, cut, tally.no_show as f64, tally.booked as f64);
    sink.figure(AgendaFullShare, cut, tally.agenda_full as f64, offered);
    sink.figure(ResponseTime, cut, seconds(tally.response), tally.messages as f64);
    sink.figure(UnansweredShare, cut, tally.unanswered as f64, offered);
    let with_person = tally.served - tally.without_person;
    let handed_on = tally.passed_on + tally.call_back;
    sink.figure(FirstLineShare, cut, (with_person - handed_on) as f64, with_person as f64);
    sink.figure(SelfServiceFailed, cut, tally.failed as f64, tally.without_person as f64);
    sink.figure(SolvedShare, cut, solved(tally), tally.served as f64);
    contacts_by_hour(tally, cut, sink);
}

fn contacts_by_hour(tally: &ContactTally, cut: &dyn Fn() -> Cut, sink: &mut impl Sink) {
    use Measure::*;
    let offered = tally.offered() as f64;
    sink.figure(Offered, cut, offered, 1.0);
    sink.figure(WithinOffered, cut, tally.in_time as f64, offered);
    sink.figure(WithinAnswered, cut, tally.in_time as f64, tally.served as f64);
    sink.figure(WithinPatient, cut, tally.in_time as f64, offered - tally.quick as f64);
    sink.figure(WithinOrQuick, cut, (tally.in_time + tally.quick) as f64, offered);
    sink.figure(AbandonedShare, cut, tally.lost() as f64, offered);
    sink.figure(WaitServed, cut, seconds(tally.wait_served), tally.served as f64);
    sink.figure(WaitAll, cut, seconds(tally.wait_served + tally.wait_lost), offered);
}

/// Answered contacts that were not passed on, and that no other followed.
fn solved(tally: &ContactTally) -> f64 {
    tally.served as f64 - (tally.passed_on + tally.call_back + tally.followed) as f64
}

fn wait_by_cause(tally: &ContactTally, causes: &CauseTally, cut: &dyn Fn() -> Cut, sink: &mut impl Sink) {
    use Measure::*;
    let offered = tally.offered() as f64;
    let busy = tally.wait_served + tally.wait_lost - causes.total();
    for (measure, wait) in [
        (WaitBusy, busy),
        (WaitPriority, causes.priority),
        (WaitKnowledge, causes.knowledge),
        (WaitNobody, causes.nobody),
        (WaitClosed, causes.closed),
    ] {
        sink.figure(measure, cut, seconds(wait), offered);
    }
}

fn lead_time_by_part(tally: &TripTally, times: &TimeTally, cut: &dyn Fn() -> Cut, sink: &mut impl Sink) {
    use Measure::*;
    let completed = tally.completed as f64;
    for (measure, time) in [
        (TimeQueued, times.queue),
        (TimeGathering, times.batch),
        (TimeHelped, times.help),
        (TimeWaiting, times.wait),
        (TimeForCustomer, times.for_customer),
        (TimeForPartner, times.for_partner),
        (TimeAway, tally.lead_time - times.total()),
    ] {
        sink.figure(measure, cut, seconds(time), completed);
    }
}

fn trips(tally: &TripTally, cut: &dyn Fn() -> Cut, sink: &mut impl Sink) {
    use Measure::*;
    let (started, completed) = (tally.started() as f64, tally.completed as f64);
    sink.figure(Journeys, cut, started, 1.0);
    sink.figure(LeadTime, cut, seconds(tally.lead_time), completed);
    sink.figure(CompletedShare, cut, completed, started);
    sink.figure(OneContactShare, cut, tally.in_one as f64, completed);
    sink.figure(ContactsPerJourney, cut, tally.contacts as f64, started);
    sink.figure(HandOffsPerJourney, cut, tally.hand_offs as f64, started);
    sink.figure(RepeatsPerJourney, cut, tally.repeats as f64, started);
}

fn call_backs(tally: &CallTally, cut: &dyn Fn() -> Cut, sink: &mut impl Sink) {
    sink.figure(Measure::CallBacksKept, cut, tally.kept as f64, tally.promised as f64);
}

fn staff(tally: &StaffTally, cut: &dyn Fn() -> Cut, sink: &mut impl Sink) {
    let hours = |micros: i128| micros as f64 / Span::HOUR.0 as f64;
    sink.figure(Measure::Occupancy, cut, tally.busy as f64, tally.present as f64);
    sink.figure(Measure::PresentHours, cut, hours(tally.present), 1.0);
    sink.figure(Measure::OvertimeHours, cut, hours(tally.present - tally.rostered), 1.0);
}

fn quantile(measure: Measure, cut: &dyn Fn() -> Cut, lengths: &Histogram, q: f64, sink: &mut impl Sink) {
    match lengths.quantile(q) {
        Some(value) => sink.figure(measure, cut, value, 1.0),
        None => sink.figure(measure, cut, 0.0, 0.0),
    }
}
