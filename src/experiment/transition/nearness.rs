//! How near help is: who reaches an open location within a quarter of an hour, by car or by bus.

use jiff::civil::Date;

use crate::id::{ChannelId, Id, LocationId, VillageId};
use crate::model::journey::StepKind;
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
    /// Of each village: the open location, by its place, that is nearest of those where its people may go.
    pub nearest: Vec<Option<usize>>,
    /// Any counter, then each channel with locations where there are several; those of old municipalities are one.
    pub channels: Vec<Nearness>,
}

impl Stretch {
    /// Whether one can go to the same places, whenever that is.
    pub fn is_like(&self, other: &Self) -> bool {
        (&self.open, &self.nearest, &self.channels) == (&other.open, &other.nearest, &other.channels)
    }
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
    let mut names: Vec<&str> = channels.iter().map(|id| common_name(model, *id)).collect();
    names.sort_unstable();
    names.dedup();
    let home = |village: &Village| Home {
        name: village.name.clone(),
        share: village.share,
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
        let stretch = stretch(world, &names, from);
        stretches.retain(|earlier| earlier.from < from);
        if stretches.last().is_none_or(|last| !last.is_like(&stretch)) {
            stretches.push(stretch);
        }
    }
    Some(Places {
        locations: model.locations.iter().cloned().collect(),
        villages: model.villages.iter().map(home).collect(),
        stretches,
    })
}

fn stretch(world: &Model, channels: &[&str], from: Date) -> Stretch {
    let places: Vec<Vec<Vec<LocationId>>> = channels.iter().map(|name| within_reach(world, name)).collect();
    let nearness = |channel: Option<usize>| {
        let of = channel.map_or(&places[..], |index| &places[index..=index]);
        let open = |village: VillageId| of.iter().flat_map(move |villages| &villages[village.index()]);
        let villages: Vec<f64> =
            world.villages.enumerate().map(|(id, village)| near(world, village, open(id))).collect();
        Nearness {
            channel: channel.map(|index| channels[index].to_owned()),
            all: villages.iter().zip(world.villages.iter()).map(|(near, village)| near * village.share).sum(),
            villages,
        }
    };
    let any = |location: LocationId| places.iter().flatten().any(|open| open.contains(&location));
    let nearest = |(id, village): (VillageId, &Village)| {
        let open = places.iter().flat_map(|villages| &villages[id.index()]);
        open.min_by_key(|location| village.travel[**location]).map(|location| location.index())
    };
    let each = (0..channels.len()).filter(|_| channels.len() > 1).map(|index| nearness(Some(index)));
    Stretch {
        from,
        open: world.locations.ids().map(any).collect(),
        nearest: world.villages.enumerate().map(nearest).collect(),
        channels: std::iter::once(nearness(None)).chain(each).collect(),
    }
}

/// What a channel is called without the old municipality that it was of: a merger puts its name behind that.
fn common_name(model: &Model, channel: ChannelId) -> &str {
    let name = model.channels[channel].name.as_str();
    let areas = model.villages.iter().flat_map(|village| &village.groups);
    let mut common = areas.filter_map(|area| name.strip_suffix(area.as_str())?.strip_suffix('-'));
    common.next().unwrap_or(name)
}

/// Open locations where the people of each village may go by channels of a name.
fn within_reach(world: &Model, name: &str) -> Vec<Vec<LocationId>> {
    let mut reach = vec![Vec::new(); world.villages.len()];
    for step in world.steps.iter() {
        let StepKind::Contact(contact) = &step.kind else { continue };
        let channel = &world.channels[contact.channel];
        if channel.kind.is_internal() || common_name(world, contact.channel) != name {
            continue;
        }
        for (village, _) in world.journeys[step.journey].villages.shares().filter(|(_, share)| *share > 0.0) {
            let desks =
                contact.nearest[village].iter().map(|place| &world.desks[contact.queues[*place].desk]);
            let open =
                desks.filter(|desk| desk.hours.seconds_per_week() > 0).filter_map(|desk| desk.location);
            let known: &mut Vec<LocationId> = &mut reach[village.index()];
            open.for_each(|location| {
                if !known.contains(&location) {
                    known.push(location);
                }
            });
        }
    }
    reach
}

/// Share of a village that reaches one of the locations in time; who goes by bus takes longer.
fn near<'l>(world: &Model, village: &Village, open: impl Iterator<Item = &'l LocationId>) -> f64 {
    let Some(time) = open.map(|id| village.travel[*id]).min() else { return 0.0 };
    let share = world.segments.iter().map(|segment| {
        let by_bus = time.seconds() * segment.bus_factor;
        let car = if time <= LIMIT { 1.0 - segment.bus } else { 0.0 };
        let bus = if by_bus <= LIMIT.seconds() { segment.bus } else { 0.0 };
        segment.share * (car + bus)
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

    #[test]
    fn until_they_merge_one_goes_to_the_counter_of_ones_own_municipality() {
        let own = |name: &str| {
            format!(
                "
periode: {{ van: 2024-01-01, tot: 2024-12-31 }}
kernen: {{ {name}: {{ inwoners: 5000, reistijd: {{ hal: 20 min }} }} }}
locaties: {{ hal: {{ open: \"ma-vr 09:00-17:00\" }} }}
kanalen: {{ balie: {{ soort: inloop, locaties: [hal] }} }}
teams: {{ loket: {{ doet: [balie], diensten: {{ dag: {{ locatie: hal, medewerkers: 1 }} }} }} }}
klantreizen: {{ pas: {{ vraag: {{ aantal: 100 per jaar }}, stappen: {{ komen: {{ contact: balie, duur: 5 min }} }} }} }}
"
            )
        };
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("a file");
            path
        };
        write("oost.yaml", &own("Oost"));
        write("west.yaml", &own("West"));
        let plan = write(
            "plan.yaml",
            "
periode: { van: 2024-01-01, tot: 2024-12-31 }
fusie:
  fusiedatum: 2024-07-01
  voorgangers: { oost: oost.yaml, west: west.yaml }
  samenvoegen:
    kanalen: { balie: [oost.balie, west.balie] }
    teams: { loket: [oost.loket, west.loket] }
kernen: { Oost: { reistijd: { hal-west: 5 min } }, West: { reistijd: { hal-oost: 30 min } } }
",
        );
        let loaded = crate::scenario::load(&plan, &[]).expect("a file that can be read");
        let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
        let places = places(&compile(scenario)).expect("villages");
        let of = |stretch: &Stretch| (stretch.nearest.clone(), stretch.channels.len());
        // Oost lies nearer to the counter of West, and may go there once they are one; the counters have one name
        assert_eq!(of(&places.stretches[0]), (vec![Some(0), Some(1)], 1));
        assert_eq!(of(places.stretches.last().expect("it merges")), (vec![Some(1), Some(1)], 1));
        assert_eq!((places.stretches[0].channels[0].all, places.stretches[1].channels[0].all), (0.0, 0.5));
    }
}
