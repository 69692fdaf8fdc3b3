//! Work that lies there from before: weeks of work of a team, in pieces at its steps.

use super::Origin;
use crate::id::{Id, StepId, TeamId};
use crate::model::Model;
use crate::model::channel::ChannelKind;
use crate::model::journey::{Contact, StepKind};
use crate::model::plausibility::visits;
use crate::model::staff::{Backlog, Shift};
use crate::scenario::Scenario;
use crate::time::Span;

/// Fills in what lies with each team, once all its work is known; `starts`: how often a week each journey does.
pub fn backlogs(scenario: &Scenario, model: &mut Model, starts: &[f64]) {
    for (index, (name, team)) in scenario.teams.iter().enumerate() {
        let id = TeamId::from_index(index);
        if team.achterstand > 0.0 {
            let pieces = pieces(model, id, team.achterstand, starts);
            model.teams[id].backlog = Some(Backlog {
                draw: Origin::new(scenario, name, team.stroomnaam.as_ref()).purpose("team", &["backlog"]),
                weeks: team.achterstand,
                pieces,
            });
        }
    }
}

/// How many pieces lie at each step of a team, in proportion to what comes there; evenly where nothing does.
fn pieces(model: &Model, team: TeamId, weeks: f64, starts: &[f64]) -> Vec<(StepId, u32)> {
    let steps: Vec<(StepId, &Contact, f64)> = steps(model, team, starts);
    let any_comes = steps.iter().any(|(.., rate)| *rate > 0.0);
    let rate = |rate: f64| if any_comes { rate } else { 1.0 };
    let seconds: f64 =
        steps.iter().map(|(_, contact, comes)| rate(*comes) * handling(model, team, contact)).sum();
    let all = weeks * seconds_per_week(model, team);
    // rounded on the running sum, so that the whole is right to one piece
    let mut sum = 0.0;
    let each = steps.into_iter().map(|(step, _, comes)| {
        let before = f64::floor(sum);
        sum += if seconds > 0.0 { all * rate(comes) / seconds } else { 0.0 };
        (step, (f64::floor(sum) - before) as u32)
    });
    each.filter(|(_, number)| *number > 0).collect()
}

/// The steps of work of a team, with how often a week somebody comes there.
fn steps<'m>(model: &'m Model, team: TeamId, starts: &[f64]) -> Vec<(StepId, &'m Contact, f64)> {
    let mut found = Vec::new();
    // nobody starts by himself what is part of another journey
    let starts = starts.iter().copied().chain(std::iter::repeat(0.0));
    for (journey, starts) in model.journeys.ids().zip(starts) {
        let own = model.steps.enumerate().filter(|(_, step)| step.journey == journey);
        let own = own.filter_map(|(id, step)| match &step.kind {
            StepKind::Contact(contact) if is_work_of(model, team, contact) => Some((id, step.skip, contact)),
            _ => None,
        });
        let own: Vec<(StepId, f64, &Contact)> = own.collect();
        if own.is_empty() {
            continue;
        }
        let visits = visits(model, journey).unwrap_or_default();
        let visits = |id| visits.iter().find(|(known, _)| *known == id).map_or(0.0, |(_, visits)| *visits);
        found.extend(own.into_iter().map(|(id, skip, it)| (id, it, starts * visits(id) * (1.0 - skip))));
    }
    found
}

fn is_work_of(model: &Model, team: TeamId, contact: &Contact) -> bool {
    let mut pools =
        contact.queues.iter().flat_map(|it| it.queues.iter().flat_map(|id| &model.queues[*id].pools));
    model.channels[contact.channel].kind == ChannelKind::Work
        && pools.any(|pool| model.pools[*pool].team == team)
}

/// Seconds that a piece takes somebody of the team.
fn handling(model: &Model, team: TeamId, contact: &Contact) -> f64 {
    let pool = model.pools.iter().find(|pool| pool.team == team).expect("who works is in a pool");
    contact.service.mean() * pool.time_factor + contact.fixed.seconds()
}

/// Seconds that the people of a team are at work in a week, breaks and usual absence off.
fn seconds_per_week(model: &Model, team: TeamId) -> f64 {
    let of_shift = |shift: &Shift| {
        let pause = shift.breaks.as_ref().map_or(Span::ZERO, |breaks| breaks.length);
        let days = shift.weekdays.iter().filter(|works| **works).count() as f64;
        let present = (shift.to - shift.from).seconds() - pause.seconds();
        days * shift.mean_staff() * shift.availability * present
    };
    let pools = model.pools.iter().filter(|pool| pool.team == team);
    pools.flat_map(|pool| &pool.shifts).map(of_shift).sum()
}
