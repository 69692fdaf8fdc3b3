//! Which value of the scenario moves a loss, and what the figures say of why.

use super::Footing;
use super::number;
use super::tables::WEEKDAYS;
use super::view::{self, Dimension};
use crate::experiment::measure::{Cut, Measure, Unit};
use crate::experiment::results::Results;
use crate::model::satisfaction::Term;
use crate::scenario::Shown;

/// A value that can be changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Lever {
    /// In the scenario: `teams.kcc.eerstelijns`.
    pub path: String,
    /// On the first day.
    pub now: String,
    /// What dated measures make of it; empty when it stays.
    pub later: String,
    /// A first step in the right direction, where a number says which.
    pub change: Option<String>,
    /// What was seen there, in a sentence or two.
    pub why: String,
}

/// What is known of a scenario and its outcome.
#[derive(Clone, Copy)]
pub struct Levers<'a> {
    pub results: &'a Results,
    pub footing: &'a Footing,
}

/// How a first step is made.
#[derive(Clone, Copy)]
enum Step {
    /// A share goes up by ten points.
    Up,
    /// A share or a length becomes half of it.
    Half,
    OneMore,
}

impl<'a> Levers<'a> {
    /// What moves the points of a term, at the journey and the channel that lose most by it.
    pub fn of_term(&self, term: Term, journey: Option<&str>, channel: Option<&str>) -> Option<Lever> {
        match term {
            Term::Wait | Term::Access => self.staff_of_channel(channel?),
            Term::LeadTime => self.lead_time(journey?),
            Term::Unresolved => self.unresolved(journey?, channel?),
            Term::Repeat | Term::Incomplete => self.of_journey(journey, channel, "onvolledig", Step::Half),
            Term::Unclear => self.of_journey(journey, channel, "onbegrepen", Step::Half),
            Term::Handoff => self.first_line(channel?),
            Term::Promise => {
                let team = self.values_of(journey?, "achterwacht").next()?;
                self.lever(&format!("teams.{team}.terugbellen.blijft-liggen"), Step::Half, String::new())
            }
            Term::Progress => self.of_journey(journey, channel, "statusinfo", Step::Up),
            Term::Refusal => self.of_journey(journey, channel, "uitleg", Step::Up),
            Term::Unanswered => {
                let channel = channel?;
                if view::is_message(self.results, channel) {
                    self.lever(&format!("kanalen.{channel}.blijft-liggen"), Step::Half, String::new())
                } else {
                    self.staff_of_channel(channel)
                }
            }
            Term::Base
            | Term::Segment
            | Term::Channel
            | Term::Treatment
            | Term::Travel
            | Term::Floor
            | Term::Clamp
            | Term::PeakEnd => None,
        }
    }

    /// What moves a norm of the scenario.
    pub fn of_norm(&self, name: &str) -> Option<Lever> {
        let of_norm = |key: &str| self.value(&format!("normen.{name}.{key}"));
        match of_norm("meet").unwrap_or("wachttijd") {
            "cijfer" => None,
            "doorlooptijd" => self.lead_time(of_norm("klantreis")?),
            "eerstelijns" | "overdrachten" => self.first_line(of_norm("kanaal")?),
            "terugbellen" => {
                let path = format!("teams.{}.terugbellen.blijft-liggen", of_norm("team")?);
                self.lever(&path, Step::Half, String::new())
            }
            _ => self.staff_of_channel(of_norm("kanaal")?),
        }
    }

    fn known(&self) -> impl Iterator<Item = &'a Shown> + use<'a> {
        self.footing.given.iter().chain(&self.footing.defaults)
    }

    fn value(&self, path: &str) -> Option<&'a str> {
        self.known().find(|shown| shown.path == path).map(|shown| shown.value.as_str())
    }

    /// Values under `key` anywhere in a journey.
    fn values_of(&self, journey: &str, key: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let (start, end) = (format!("klantreizen.{journey}."), format!(".{key}"));
        let is_it = move |shown: &&Shown| shown.path.starts_with(&start) && shown.path.ends_with(&end);
        self.known().filter(is_it).map(|shown| shown.value.as_str())
    }

    fn lever(&self, path: &str, step: Step, why: String) -> Option<Lever> {
        let shown = self.known().find(|shown| shown.path == path)?;
        let now = shown.value.as_str();
        let (change, later) = (stepped(now, step), shown.later.clone());
        // what is at its end already is no lever
        let is_lever = change.as_deref() != Some(now) || !later.is_empty();
        // a step from the first day is no step from what the figures are about
        let change = change.filter(|_| later.is_empty());
        is_lever.then(|| Lever { path: path.into(), now: now.into(), later, change, why })
    }

    /// A value of the journey itself, or else of the team that does the channel.
    fn of_journey(
        &self,
        journey: Option<&str>,
        channel: Option<&str>,
        key: &str,
        step: Step,
    ) -> Option<Lever> {
        let own = journey.and_then(|journey| {
            let start = format!("klantreizen.{journey}.");
            let end = format!(".{key}");
            let found =
                self.known().find(|shown| shown.path.starts_with(&start) && shown.path.ends_with(&end));
            self.lever(&found?.path, step, String::new())
        });
        own.or_else(|| self.lever(&format!("teams.{}.{key}", self.team(channel?)?), step, String::new()))
    }

    /// Of the teams that do a channel the one that helps most customers.
    fn team(&self, channel: &str) -> Option<&'a str> {
        let does = |list: &str| list.trim_matches(['[', ']']).split(',').any(|name| name.trim() == channel);
        let teams = self.known().filter_map(|shown| {
            let team = shown.path.strip_prefix("teams.")?.strip_suffix(".doet")?;
            does(&shown.value).then_some(team)
        });
        let helped = |team: &str| {
            let served = self.results.get(Measure::Served, &Dimension::Team.cut(team));
            served.map_or(0.0, |served| served.value)
        };
        teams.max_by(|a, b| helped(a).total_cmp(&helped(b)))
    }

    fn busiest<'t>(&self, teams: impl Iterator<Item = &'t str>) -> Option<&'t str> {
        let occupancy = |team: &str| {
            let found = self.results.get(Measure::Occupancy, &Dimension::Team.cut(team));
            found.map_or(0.0, |occupancy| occupancy.value)
        };
        teams.max_by(|a, b| occupancy(a).total_cmp(&occupancy(b)))
    }

    fn staff_of_channel(&self, channel: &str) -> Option<Lever> {
        let mut lever = self.staff(self.team(channel)?)?;
        if let Some(cause) = self.cause_of_wait(channel) {
            lever.why.push(' ');
            lever.why.push_str(&cause);
        }
        Some(lever)
    }

    /// One more in the largest shift.
    fn staff(&self, team: &str) -> Option<Lever> {
        let start = format!("teams.{team}.diensten.");
        let shifts = self.known().filter_map(|shown| {
            let is_staff = shown.path.starts_with(&start) && shown.path.ends_with(".medewerkers");
            Some((shown, shown.value.parse::<f64>().ok().filter(|_| is_staff)?))
        });
        let (shift, _) = shifts.max_by(|a, b| a.1.total_cmp(&b.1))?;
        self.lever(&shift.path, Step::OneMore, self.how_busy(team).unwrap_or_default())
    }

    fn how_busy(&self, team: &str) -> Option<String> {
        let mean = self.results.get(Measure::Occupancy, &Dimension::Team.cut(team))?;
        let week = view::week(self.results, team)?;
        let hours = week.weekdays.iter().zip(&week.occupancy).flat_map(|(day, hours)| {
            let known = week.hours.iter().zip(hours);
            known.filter_map(move |(hour, occupancy)| Some((*day, *hour, (*occupancy)?.value)))
        });
        // of equally busy hours the first
        let (day, hour, most) = hours.reduce(|most, next| if next.2 > most.2 { next } else { most })?;
        Some(format!(
            "Team {team} is {} van de tijd bezig, op {} van {hour} tot {} uur {}.",
            number::percent(mean.value),
            WEEKDAYS[usize::from(day)],
            hour + 1,
            number::percent(most)
        ))
    }

    fn cause_of_wait(&self, channel: &str) -> Option<String> {
        let cut = Dimension::Channel.cut(channel);
        let get = |measure: Measure| self.results.get(measure, &cut).filter(|wait| wait.value >= 0.5);
        let causes = [
            (Measure::WaitBusy, "iedereen die het kan bezig is"),
            (Measure::WaitPriority, "een ander voorgaat"),
            (Measure::WaitKnowledge, "niemand aanwezig is die het kan"),
            (Measure::WaitNobody, "er niemand aanwezig is"),
            (Measure::WaitClosed, "het gesloten is"),
        ];
        let found = causes.into_iter().filter_map(|(measure, why)| Some((get(measure)?.value, why)));
        let (wait, why) = found.max_by(|a, b| a.0.total_cmp(&b.0))?;
        let all = get(Measure::WaitAll)?;
        Some(format!(
            "Van het wachten bij {channel} (gemiddeld {}) is {} omdat {why}.",
            number::duration(all.value),
            number::percent(wait / all.value)
        ))
    }

    fn first_line(&self, channel: &str) -> Option<Lever> {
        let cut = Dimension::Channel.cut(channel);
        let handed = self.results.get(Measure::FirstLineShare, &cut).filter(|share| share.value.is_finite());
        let why = handed.map_or(String::new(), |first| {
            format!(
                "Bij {channel} gaat {} van de contacten door naar een ander.",
                number::share(1.0 - first.value)
            )
        });
        self.lever(&format!("teams.{}.eerstelijns", self.team(channel)?), Step::Up, why)
    }

    /// What most often keeps a contact from being the last: doing it oneself fails, it is passed on, or the answer is not
    /// complete.
    fn unresolved(&self, journey: &str, channel: &str) -> Option<Lever> {
        let of_channel = |measure: Measure| {
            let found = self.results.get(measure, &Dimension::Channel.cut(channel));
            found.map(|share| share.value).filter(|share| share.is_finite())
        };
        if view::is_unattended(self.results, channel) {
            let failed = number::share(of_channel(Measure::SelfServiceFailed)?);
            let path = format!("klantreizen.{journey}.digitaal.slaagt");
            return self.lever(&path, Step::Up, format!("Bij {channel} komt {failed} er zelf niet uit."));
        }
        let handed = 1.0 - of_channel(Measure::FirstLineShare)?;
        let incomplete = self.of_journey(Some(journey), Some(channel), "onvolledig", Step::Half);
        let part = |lever: &Lever| lever.now.trim_end_matches('%').parse::<f64>().unwrap_or(0.0) / 100.0;
        match incomplete {
            Some(incomplete) if part(&incomplete) > handed => Some(incomplete),
            incomplete => self.first_line(channel).or(incomplete),
        }
    }

    /// What moves the greatest part of the time a journey takes.
    fn lead_time(&self, journey: &str) -> Option<Lever> {
        let cut = Cut { journey: Some(journey.to_owned()), ..Cut::default() };
        let value = |measure: Measure| self.results.get(measure, &cut).map(|time| time.value);
        let parts = [
            (Measure::TimeQueued, "in de rij"),
            (Measure::TimeWaiting, "in een stap die wacht"),
            (Measure::TimeForCustomer, "bij de klant"),
            (Measure::TimeForPartner, "bij een partner"),
            (Measure::TimeAway, "tot een afspraak, de opening of een nieuwe poging"),
        ];
        let found = parts.into_iter().filter_map(|(measure, what)| Some((value(measure)?, measure, what)));
        let (time, measure, what) = found.filter(|part| part.0 > 0.0).max_by(|a, b| a.0.total_cmp(&b.0))?;
        let why = format!(
            "Van de doorlooptijd van {journey} ({}) is {} {what}.",
            number::value(value(Measure::LeadTime)?, Unit::Seconds),
            number::percent(time / value(Measure::LeadTime)?)
        );
        let mut lever = match measure {
            Measure::TimeQueued | Measure::TimeAway => {
                let map = self.results.maps.iter().find(|map| map.journey == journey);
                let channels = map.into_iter().flat_map(|map| &map.steps).flat_map(|step| &step.channels);
                let at_desks = channels.filter_map(|(channel, _)| self.team(channel));
                let at_work = self.values_of(journey, "werk").filter(|_| measure == Measure::TimeQueued);
                self.staff(self.busiest(at_desks.chain(at_work))?)
            }
            _ => self.longest_pause(journey),
        }?;
        lever.why = format!("{why} {}", lever.why).trim_end().to_owned();
        Some(lever)
    }

    fn longest_pause(&self, journey: &str) -> Option<Lever> {
        let map = self.results.maps.iter().find(|map| map.journey == journey)?;
        let pauses = map.steps.iter().filter(|step| step.channels.is_empty() && step.time.value > 0.0);
        let long = |share: f64, time: f64| share * time;
        let longest = pauses
            .max_by(|a, b| long(a.share.value, a.time.value).total_cmp(&long(b.share.value, b.time.value)))?;
        let path = format!("klantreizen.{journey}.stappen.{}", longest.name);
        let keys = ["wacht", "wacht-op-klant", "wacht-op-partner", "duur"];
        keys.iter().find_map(|key| self.lever(&format!("{path}.{key}"), Step::Half, String::new()))
    }
}

/// The value one step further, of a distribution its mean; none where no number says which way.
fn stepped(now: &str, step: Step) -> Option<String> {
    if let Some((before, rest)) = now.split_once("gemiddeld: ") {
        let end = rest.find([',', '}'])?;
        let mean = stepped(rest[..end].trim_end(), step)?;
        let blank = if rest[..end].ends_with(' ') { " " } else { "" };
        return Some(format!("{before}gemiddeld: {mean}{blank}{}", &rest[end..]));
    }
    let end = now.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(now.len());
    let (number, unit) = now.split_at(end);
    let number: f64 = number.parse().ok()?;
    let next = match step {
        Step::Up if unit == "%" => (number + 10.0).min(100.0),
        Step::Half => number / 2.0,
        Step::OneMore if unit.is_empty() => number + 1.0,
        Step::Up | Step::OneMore => return None,
    };
    Some(format!("{next}{unit}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_step_stays_what_the_file_can_say() {
        let of = |now, step| stepped(now, step).unwrap_or_else(|| "geen".into());
        assert_eq!(of("65%", Step::Up), "75%");
        assert_eq!(of("96%", Step::Up), "100%");
        assert_eq!(of("3 weken", Step::Half), "1.5 weken");
        assert_eq!(of("2.5", Step::OneMore), "3.5");
        assert_eq!(of("{ gemiddeld: 2 weken, cv: 0.7 }", Step::Half), "{ gemiddeld: 1 weken, cv: 0.7 }");
        assert_eq!(of("{ cv: 1, gemiddeld: 5 uur }", Step::Half), "{ cv: 1, gemiddeld: 2.5 uur }");
        assert_eq!(of("{ vorm: vast, van: 2 }", Step::Half), "geen");
    }
}
