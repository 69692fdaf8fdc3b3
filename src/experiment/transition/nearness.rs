//! How near help is: who reaches an open location within a quarter of an hour, by car or by bus.

use jiff::civil::Date;

use crate::id::{ChannelId, LocationId, VillageId};
use crate::model::{Model, Village};
use crate::time::Span;

/// Near is within this time.
pub const LIMIT: Span = Span(15 * Span::MINUTE.0);

/// Where people live and where they can go.
#[derive(Clone, Debug, PartialEq)]
pub struct Places {
    pub locations: Vec<String>,
    pub villages: Vec<Home>,
    /// Stretches of days on which the same locations are open.
    pub stretches: Vec<Stretch>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Home {
    pub name: String,
    /// Of all inhabitants.
    pub share: f64,
    /// Minutes by car to each location; `None`: out of reach.
    pub minutes: Vec<Option<f64>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    pub from: Date,
    /// Of each location: whether any channel receives customers there.
    pub open: Vec<bool>,
    /// Any counter, then each channel with locations where there are several.
    pub channels: Vec<Nearness>,
}

/// Share of the inhabitants within [`LIMIT`].
#[derive(Clone, Debug, PartialEq)]
pub struct Nearness {
    /// `None`: whatever counter is nearest.
    pub channel: Option<String>,
    pub all: f64,
    /// Of each village.
    pub villages: Vec<f64>,
}

/// `None` where nobody travels.
pub fn places(model: &Model) -> Option<Places> {
    let is_travelled = model.villages.iter().any(|village| village.travel.iter().any(|it| *it > Span::ZERO));
    let channels: Vec<ChannelId> = model
        .public_channels()
        .filter(|(_, channel)| channel.desks.iter().any(|desk| model.desks[*desk].location.is_some()))
        .map(|(id, _)| id)
        .collect();
    if !is_travelled || channels.is_empty() {
        return None;
    }
    let share = shares(model);
    let home = |(id, village): (VillageId, &Village)| Home {
        name: village.name.clone(),
        share: share[crate::id::Id::index(id)],
        minutes: village
            .travel
            .iter()
            .map(|time| (*time < Span::MAX).then(|| time.seconds() / 60.0))
            .collect(),
    };
    let mut stretches: Vec<Stretch> = Vec::new();
    for (from, world) in model.stretches() {
        // before the first day that counts nobody looks
        let from = from.max(model.horizon.counted.start);
        let from = model.horizon.first.saturating_add(jiff::Span::new().days(from));
        let stretch = stretch(world, &channels, from);
        stretches.retain(|earlier| earlier.from < from);
        if stretches
            .last()
            .is_none_or(|last| (&last.open, &last.channels) != (&stretch.open, &stretch.channels))
        {
            stretches.push(stretch);
        }
    }
    Some(Places {
        locations: model.locations.iter().cloned().collect(),
        villages: model.villages.enumerate().map(home).collect(),
        stretches,
    })
}

/// Of the inhabitants, by village.
fn shares(model: &Model) -> Vec<f64> {
    let all: f64 = model.villages.iter().map(|village| village.inhabitants).sum();
    model.villages.iter().map(|village| village.inhabitants / all).collect()
}

fn stretch(world: &Model, channels: &[ChannelId], from: Date) -> Stretch {
    let open = |of: &[ChannelId]| -> Vec<LocationId> {
        let desks = of.iter().flat_map(|channel| &world.channels[*channel].desks);
        let open = desks.map(|desk| &world.desks[*desk]).filter(|desk| desk.hours.seconds_per_week() > 0);
        open.filter_map(|desk| desk.location).collect()
    };
    let nearness = |channel: Option<ChannelId>| {
        let open = open(channel.as_ref().map_or(channels, std::slice::from_ref));
        let villages: Vec<f64> = world.villages.iter().map(|village| near(world, village, &open)).collect();
        Nearness {
            channel: channel.map(|id| world.channels[id].name.clone()),
            all: villages.iter().zip(shares(world)).map(|(near, share)| near * share).sum(),
            villages,
        }
    };
    let any = open(channels);
    let each = channels.iter().filter(|_| channels.len() > 1).map(|id| nearness(Some(*id)));
    Stretch {
        from,
        open: world.locations.ids().map(|id| any.contains(&id)).collect(),
        channels: std::iter::once(nearness(None)).chain(each).collect(),
    }
}

/// Share of a village that reaches one of the locations in time; who goes by bus takes longer.
fn near(world: &Model, village: &Village, open: &[LocationId]) -> f64 {
    let Some(time) = open.iter().map(|id| village.travel[*id]).min() else { return 0.0 };
    let all: f64 = world.segments.iter().map(|segment| segment.share).sum();
    let share = world.segments.iter().map(|segment| {
        let by_bus = time.seconds() * segment.bus_factor;
        let car = if time <= LIMIT { 1.0 - segment.bus } else { 0.0 };
        let bus = if by_bus <= LIMIT.seconds() { segment.bus } else { 0.0 };
        segment.share / all * (car + bus)
    });
    share.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::WeekHours;
    use crate::model::compile::{compile, example};

    #[test]
    fn who_goes_by_bus_is_farther_away() {
        let mut scenario = example::scenario();
        scenario.gedrag.ov_factor = 2.2;
        scenario.doelgroepen.iter_mut().for_each(|(_, group)| group.ov = 0.2);
        let places = places(&compile(&scenario)).expect("villages");
        let near = &places.stretches[0].channels[0];
        // Klein: 14 minutes by car, 31 by bus; Groot: 4 and 9 to the service point
        let close = |value: f64, expected: f64| assert!((value - expected).abs() < 1e-12, "{value}");
        close(near.villages[0], 0.8);
        close(near.villages[1], 1.0);
        close(near.all, 0.25 * 0.8 + 0.75);
        assert_eq!((places.stretches.len(), places.stretches[0].channels.len()), (1, 1));
    }

    #[test]
    fn a_closed_location_is_not_near() {
        let mut scenario = example::scenario();
        scenario.gedrag.ov_factor = 2.2;
        scenario.doelgroepen.iter_mut().for_each(|(_, group)| group.ov = 0.2);
        scenario.locaties[1].1.open = WeekHours::never();
        let places = places(&compile(&scenario)).expect("villages");
        // Groot: 8 minutes by car, 17.6 by bus to the town hall
        assert_eq!(places.stretches[0].open, [true, false]);
        assert!((places.stretches[0].channels[0].villages[1] - 0.8).abs() < 1e-12);
    }
}
