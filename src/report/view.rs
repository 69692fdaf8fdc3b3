//! What writers ask of results: which parts there are, and profiles over the day and the week.

use crate::experiment::measure::{Cut, Measure};
use crate::experiment::results::Results;
use crate::stats::interval::Estimate;

/// A part of the service that figures are cut by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    Channel,
    Journey,
    Segment,
    Team,
    Village,
    Location,
}

impl Dimension {
    pub fn cut(self, name: &str) -> Cut {
        let name = Some(name.to_owned());
        match self {
            Self::Channel => Cut { channel: name, ..Cut::default() },
            Self::Journey => Cut { journey: name, ..Cut::default() },
            Self::Segment => Cut { segment: name, ..Cut::default() },
            Self::Team => Cut { team: name, ..Cut::default() },
            Self::Village => Cut { village: name, ..Cut::default() },
            Self::Location => Cut { location: name, ..Cut::default() },
        }
    }

    fn of(self, cut: &Cut) -> Option<&str> {
        let name = match self {
            Self::Channel => &cut.channel,
            Self::Journey => &cut.journey,
            Self::Segment => &cut.segment,
            Self::Team => &cut.team,
            Self::Village => &cut.village,
            Self::Location => &cut.location,
        };
        name.as_deref()
    }
}

/// Names of the parts that have figures, in the order of the file.
pub fn names(results: &Results, dimension: Dimension) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for figure in &results.figures {
        if let Some(name) = dimension.of(&figure.cut)
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// Segments and villages of which fewer than `smallest` customers come.
pub fn small_groups(results: &Results, smallest: u32) -> Vec<(Dimension, String)> {
    let of = |dimension: Dimension| {
        let is_small = move |name: &&str| {
            let journeys = results.get(Measure::Journeys, &dimension.cut(name));
            journeys.is_some_and(|journeys| journeys.value < f64::from(smallest))
        };
        names(results, dimension).into_iter().filter(is_small).map(move |name| (dimension, name.to_owned()))
    };
    [Dimension::Segment, Dimension::Village].into_iter().flat_map(of).collect()
}

/// Leaves out the figures of groups that are too small to show.
pub fn without_small_groups(mut results: Results, smallest: u32) -> Results {
    let small = small_groups(&results, smallest);
    let is_shown =
        |cut: &Cut| !small.iter().any(|(dimension, name)| dimension.of(cut) == Some(name.as_str()));
    results.figures.retain(|figure| is_shown(&figure.cut));
    results.validations.retain(|figure| is_shown(&figure.cut));
    if let Some(transition) = &mut results.transition {
        transition.series.retain(|series| is_shown(&series.cut));
        if let Some(turned) = &mut transition.turned {
            turned.changes.retain(|change| change.cut().is_none_or(|cut| is_shown(&cut)));
        }
    }
    results
}

/// Seconds within which a contact at this channel is in time.
pub fn threshold(results: &Results, channel: &str) -> Option<f64> {
    results.channels.iter().find(|waits| waits.channel == channel).map(|waits| waits.threshold)
}

/// Whether what comes over this channel is answered later.
pub fn is_message(results: &Results, channel: &str) -> bool {
    let answered = results.get(Measure::ResponseTime, &Dimension::Channel.cut(channel));
    answered.is_some_and(|time| time.value.is_finite())
}

/// Whether nobody helps at this channel.
pub fn is_unattended(results: &Results, channel: &str) -> bool {
    let is_seen = |measure: Measure| {
        results.get(measure, &Dimension::Channel.cut(channel)).is_some_and(|share| share.value.is_finite())
    };
    is_seen(Measure::SelfServiceFailed) && !is_seen(Measure::FirstLineShare)
}

/// How an hour of the day went at a channel.
#[derive(Clone, Copy, Debug)]
pub struct Hour {
    pub hour: u8,
    pub offered: Estimate,
    pub within: Estimate,
    pub wait: Estimate,
    pub abandoned: Estimate,
}

/// The hours of the day in which somebody came, ascending.
pub fn day(results: &Results, channel: &str) -> Vec<Hour> {
    let of_hour = |hour: u8| {
        let cut = Cut { hour: Some(hour), ..Dimension::Channel.cut(channel) };
        let offered = results.get(Measure::Offered, &cut).filter(|offered| offered.value > 0.0)?;
        Some(Hour {
            hour,
            offered,
            within: results.get(Measure::WithinOffered, &cut)?,
            wait: results.get(Measure::WaitServed, &cut)?,
            abandoned: results.get(Measure::AbandonedShare, &cut)?,
        })
    };
    (0..24).filter_map(of_hour).collect()
}

/// Occupancy of a team by weekday and hour, on days and hours for which it is rostered.
#[derive(Clone, Debug)]
pub struct Week {
    /// 0 is Monday; ascending.
    pub weekdays: Vec<u8>,
    /// Ascending, without gaps.
    pub hours: Vec<u8>,
    /// By weekday, then by hour; none where nobody is rostered.
    pub occupancy: Vec<Vec<Option<Estimate>>>,
}

pub fn week(results: &Results, team: &str) -> Option<Week> {
    let at = |weekday: u8, hour: u8| {
        let cut = Cut { weekday: Some(weekday), hour: Some(hour), ..Dimension::Team.cut(team) };
        // who stays on after the last shift to finish is always busy: that says nothing about how busy it is
        results.get(Measure::Headcount, &cut).filter(|headcount| headcount.value > 0.0)?;
        results.get(Measure::Occupancy, &cut).filter(|occupancy| occupancy.value.is_finite())
    };
    let whole: Vec<Vec<_>> = (0..7).map(|weekday| (0..24).map(|hour| at(weekday, hour)).collect()).collect();
    let is_worked = |hour: &u8| whole.iter().any(|day| day[usize::from(*hour)].is_some());
    let first = (0..24).find(is_worked)?;
    let last = (0..24).rfind(is_worked)?;
    let hours = usize::from(first)..usize::from(last) + 1;
    let (weekdays, days): (Vec<u8>, Vec<_>) =
        (0..7).zip(&whole).filter(|(_, day)| day.iter().any(Option::is_some)).unzip();
    Some(Week {
        weekdays,
        hours: (first..=last).collect(),
        occupancy: days.into_iter().map(|day| day[hours.clone()].to_vec()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::results::Figure;
    use crate::report::sample;

    #[test]
    fn a_group_of_too_few_customers_is_not_shown() {
        let mut results = sample::results();
        for (name, journeys) in [("klein", 4.0), ("groot", 40.0)] {
            let cut = Dimension::Segment.cut(name);
            for measure in [Measure::Journeys, Measure::WaitServed] {
                let estimate = sample::estimate(journeys, 1.0);
                results.figures.push(Figure { measure, cut: cut.clone(), estimate, values: vec![] });
            }
        }
        let shown = without_small_groups(results, 5);
        assert_eq!(names(&shown, Dimension::Segment), ["groot"]);
        assert_eq!(names(&shown, Dimension::Channel), ["telefoon", "balie"]);
    }
}
