//! Channels, and a desk for each place where one is open.

use super::id_of;
use crate::calendar::WeekHours;
use crate::id::{ChannelId, DeskId, IdVec, LocationId};
use crate::model::channel::{Assign, Channel, ChannelKind, Closing, Desk};
use crate::scenario::Scenario;
use crate::scenario::kanaal::{BijSluiting, Kanaal, KanaalSoort, KiestMedewerker};

pub struct Channels {
    pub channels: IdVec<ChannelId, Channel>,
    pub desks: IdVec<DeskId, Desk>,
}

/// All channels in the order of the file, desks by channel.
pub fn channels(scenario: &Scenario) -> Channels {
    let mut desks = IdVec::new();
    let channels = scenario.kanalen.iter().enumerate().map(|(index, (name, kanaal))| {
        let id = ChannelId(index as u32);
        let own = self::desks(scenario, id, kanaal).into_iter().map(|desk| desks.push(desk)).collect();
        channel(name, kanaal, own)
    });
    let channels = channels.collect();
    Channels { channels, desks }
}

fn desks(scenario: &Scenario, channel: ChannelId, kanaal: &Kanaal) -> Vec<Desk> {
    if kanaal.locaties.is_empty() {
        let always_open = kanaal.soort == KanaalSoort::Zelf && kanaal.open.is_none();
        let hours = match &kanaal.open {
            Some(open) => open.clone(),
            None if always_open => WeekHours::always(),
            None => panic!("a channel without hours has locations"),
        };
        return vec![Desk { channel, location: None, hours, always_open }];
    }
    let at = kanaal.locaties.iter().map(|name| {
        let id: LocationId = id_of(&scenario.locaties, name);
        let (_, locatie) = &scenario.locaties[id.0 as usize];
        let hours =
            kanaal.open.as_ref().map_or_else(|| locatie.open.clone(), |open| open.intersect(&locatie.open));
        Desk { channel, location: Some(id), hours, always_open: false }
    });
    at.collect()
}

fn channel(name: &str, kanaal: &Kanaal, desks: Vec<DeskId>) -> Channel {
    Channel {
        name: name.to_owned(),
        kind: match kanaal.soort {
            KanaalSoort::Zelf => ChannelKind::SelfService,
            KanaalSoort::Gesprek => ChannelKind::Call,
            KanaalSoort::Inloop => ChannelKind::WalkIn,
            _ => unimplemented!("appointments, messages and meetings"),
        },
        desks,
        lines: kanaal.lijnen,
        busy_retries: kanaal.bezet_probeert_opnieuw,
        closing: match kanaal.bij_sluiting {
            BijSluiting::Afmaken => Closing::ServeWaiting,
            BijSluiting::Wegsturen => Closing::SendAway,
        },
        assign: match kanaal.kiest_medewerker {
            KiestMedewerker::LangstVrij => Assign::LongestIdle,
            KiestMedewerker::EersteGenoemd => Assign::FirstListed,
            KiestMedewerker::NaarRato => Assign::Proportional,
        },
        threshold: kanaal.drempel,
        identification: kanaal.identificatie,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compile::example;
    use crate::scenario::value::tijd;

    #[test]
    fn a_channel_has_a_desk_at_each_of_its_locations_with_their_hours() {
        let Channels { channels, desks } = channels(&example::scenario());
        assert_eq!(
            (channels[ChannelId(0)].desks.clone(), channels[ChannelId(1)].desks.clone()),
            (vec![DeskId(0)], vec![DeskId(1), DeskId(2)])
        );
        assert_eq!((desks[DeskId(0)].location, desks[DeskId(2)].location), (None, Some(LocationId(1))));
        assert_eq!(desks[DeskId(2)].hours, tijd("di,do 09:00-12:30").unwrap());
    }

    #[test]
    fn hours_of_channel_and_location_must_both_hold() {
        let mut scenario = example::scenario();
        scenario.kanalen[1].1.open = Some(tijd("ma-wo 10:00-20:00").unwrap());
        let desks = channels(&scenario).desks;
        assert_eq!(desks[DeskId(2)].hours, tijd("di 10:00-12:30").unwrap());
    }

    #[test]
    fn self_service_without_hours_never_closes() {
        let desks = channels(&example::scenario()).desks;
        assert!(desks[DeskId(3)].always_open && !desks[DeskId(0)].always_open);
    }
}
