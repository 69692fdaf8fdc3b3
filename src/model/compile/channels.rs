//! Channels, and a desk for each place where one is open.

use super::journeys::fixed;
use super::union::Union;
use super::{Origin, agenda, id_of};
use crate::calendar::WeekHours;
use crate::id::{ChannelId, DeskId, Id, IdVec, LocationId, TeamId};
use crate::model::channel::{Assign, Channel, ChannelKind, Closing, Desk, Outage, Sessions};
use crate::model::journey::Duration;
use crate::random::dist::Distribution;
use crate::scenario::Scenario;
use crate::scenario::kanaal::{BijSluiting, Kanaal, KanaalSoort, KiestMedewerker};
use crate::scenario::klantreis::StapSoort;
use crate::scenario::norm::{Eis, Meet};
use crate::scenario::value::Duur;
use crate::time::Span;

pub struct Channels {
    /// Those of the scenario in its order, then those inside the organisation.
    pub channels: IdVec<ChannelId, Channel>,
    pub desks: IdVec<DeskId, Desk>,
    inside: Vec<(ChannelKind, TeamId, ChannelId)>,
    /// Of a channel at which one may wait: where those are who will be called back instead.
    calls: Vec<(ChannelId, ChannelId)>,
    /// Of a channel with a host: where those are who wait for him.
    receptions: Vec<(ChannelId, ChannelId)>,
}

impl Channels {
    /// The channel of this kind inside a team.
    pub fn inside(&self, kind: ChannelKind, team: TeamId) -> ChannelId {
        self.leads_to(kind, team).expect("a team has the channels that lead to it")
    }

    /// The same, where there is one.
    pub fn leads_to(&self, kind: ChannelKind, team: TeamId) -> Option<ChannelId> {
        self.inside.iter().find(|(known, of, _)| *known == kind && *of == team).map(|(.., id)| *id)
    }
}

impl Channels {
    /// Where those wait who left this channel to be called back, if they may.
    pub fn calls_of(&self, channel: ChannelId) -> Option<ChannelId> {
        self.calls.iter().find(|(of, _)| *of == channel).map(|(_, calls)| *calls)
    }

    /// Where those wait who are to be met before they come to this channel, if they may be.
    pub fn reception_of(&self, channel: ChannelId) -> Option<ChannelId> {
        self.receptions.iter().find(|(of, _)| *of == channel).map(|(_, reception)| *reception)
    }

    /// The channel for which a host meets visitors here.
    pub fn meets_for(&self, reception: ChannelId) -> Option<ChannelId> {
        self.receptions.iter().find(|(_, known)| *known == reception).map(|(of, _)| *of)
    }

    /// The channel that those left who wait here to be called back.
    pub fn left_for(&self, calls: ChannelId) -> Option<ChannelId> {
        self.calls.iter().find(|(_, known)| *known == calls).map(|(of, _)| *of)
    }
}

/// All channels with their desks.
pub fn channels(scenario: &Scenario, union: &Union) -> Channels {
    let (mut channels, mut desks) = (IdVec::new(), IdVec::new());
    for (index, (name, kanaal)) in scenario.kanalen.iter().enumerate() {
        let id = ChannelId(index as u32);
        let own = self::desks(scenario, id, kanaal, &union.locations[index]);
        let agenda = agenda::agenda(scenario, name, kanaal, &own);
        let own = own.into_iter().map(|desk| desks.push(desk)).collect();
        let mut channel = Channel { agenda, ..channel(scenario, name, kanaal, own) };
        if union.counts_lines[index] {
            channel.lines.get_or_insert(u32::MAX);
        }
        channels.push(channel);
    }
    let mut inside = Vec::new();
    for &(kind, team) in &union.inside {
        let id = ChannelId::from_index(channels.len());
        let desk = Desk { channel: id, location: None, hours: WeekHours::always(), always_open: true };
        let desk = desks.push(desk);
        channels.push(within(kind, &scenario.teams[team.index()].0, desk));
        inside.push((kind, team, id));
    }
    let mut calls = Vec::new();
    for (index, (name, _)) in
        scenario.kanalen.iter().enumerate().filter(|(index, _)| union.offers_calls[*index])
    {
        let id = ChannelId::from_index(channels.len());
        let desk = Desk { channel: id, location: None, hours: WeekHours::always(), always_open: true };
        let desk = desks.push(desk);
        let name = format!("{name} (teruggebeld)");
        channels.push(Channel { name, ..within(ChannelKind::CallBack, "", desk) });
        calls.push((ChannelId::from_index(index), id));
    }
    let mut receptions = Vec::new();
    for (index, (name, _)) in scenario.kanalen.iter().enumerate().filter(|(index, _)| union.has_host[*index])
    {
        let (of, id) = (ChannelId::from_index(index), ChannelId::from_index(channels.len()));
        let own: Vec<Desk> = channels[of].desks.iter().map(|desk| desks[*desk].clone()).collect();
        let own = own.into_iter().map(|desk| desks.push(Desk { channel: id, ..desk })).collect();
        let usual = within(ChannelKind::Reception, "", DeskId(0));
        channels.push(Channel {
            name: format!("{name} (ontvangst)"),
            desks: own,
            closing: channels[of].closing,
            ..usual
        });
        receptions.push((of, id));
    }
    Channels { channels, desks, inside, calls, receptions }
}

/// What leads to each team from within: cases, calls passed on, calls to return.
pub fn inside_teams(scenario: &Scenario) -> Vec<(ChannelKind, TeamId)> {
    let steps = || scenario.klantreizen.iter().flat_map(|(_, reis)| reis.stappen.iter());
    let works = |name: &str| {
        steps().any(|(_, stap)| matches!(&stap.soort, StapSoort::Werk { team, .. } if team == name))
    };
    let backs_up = |name: &str| {
        steps().any(|(_, stap)| match &stap.soort {
            StapSoort::Contact { via, .. } => {
                via.iter().any(|(_, contact)| contact.achterwacht.as_deref() == Some(name))
            }
            _ => false,
        })
    };
    let mut found = Vec::new();
    for (index, (name, _)) in scenario.teams.iter().enumerate() {
        let team = TeamId(index as u32);
        if backs_up(name) {
            found.extend([(ChannelKind::Transfer, team), (ChannelKind::CallBack, team)]);
        }
        if works(name) {
            found.push((ChannelKind::Work, team));
        }
    }
    found
}

/// A channel inside the organisation: nobody loses patience with it and it never closes.
fn within(kind: ChannelKind, team: &str, desk: DeskId) -> Channel {
    let name = match kind {
        ChannelKind::Transfer => format!("{team} (doorverbonden)"),
        ChannelKind::CallBack => format!("{team} (terugbellen)"),
        _ => format!("{team} (zaken)"),
    };
    Channel {
        name,
        kind,
        desks: vec![desk],
        lines: None,
        busy_retries: false,
        closing: Closing::ServeWaiting,
        assign: Assign::LongestIdle,
        threshold: Span::MAX,
        identification: Span::ZERO,
        at_once: 1,
        tells_wait: 0.0,
        expected_wait: Span::MINUTE,
        published: None,
        agenda: None,
        sessions: None,
        expected_access: 0.0,
        left_lying: 0.0,
        unanswered_after: Duration { length: Distribution::Never, working_days: false },
        outage: None,
    }
}

/// A desk for each location that the channel has at some time; one where it is not now does not open.
fn desks(
    scenario: &Scenario,
    channel: ChannelId,
    kanaal: &Kanaal,
    locations: &[Option<LocationId>],
) -> Vec<Desk> {
    let here: Vec<Option<LocationId>> = match &kanaal.locaties[..] {
        [] => vec![None],
        names => names.iter().map(|name| Some(id_of(&scenario.locaties, name))).collect(),
    };
    let desk = |location: &Option<LocationId>| {
        let location = *location;
        if !here.contains(&location) {
            return Desk { channel, location, hours: WeekHours::never(), always_open: false };
        }
        let Some(id) = location else { return desk_nowhere(channel, kanaal) };
        let (_, locatie) = &scenario.locaties[id.index()];
        let hours =
            kanaal.open.as_ref().map_or_else(|| locatie.open.clone(), |open| open.intersect(&locatie.open));
        Desk { channel, location, hours, always_open: false }
    };
    locations.iter().map(desk).collect()
}

/// The desk of a channel without locations.
fn desk_nowhere(channel: ChannelId, kanaal: &Kanaal) -> Desk {
    // messages come in day and night, and meetings have hours of their own
    let always_open = match kanaal.soort {
        KanaalSoort::Zelf => kanaal.open.as_ref().is_none_or(|open| *open == WeekHours::always()),
        KanaalSoort::Bericht | KanaalSoort::Bijeenkomst => true,
        _ => false,
    };
    let hours = match &kanaal.open {
        Some(open) if !always_open => open.clone(),
        _ if always_open => WeekHours::always(),
        _ => panic!("a channel without hours has locations"),
    };
    Desk { channel, location: None, hours, always_open }
}

fn channel(scenario: &Scenario, name: &str, kanaal: &Kanaal, desks: Vec<DeskId>) -> Channel {
    let storing = &kanaal.storing;
    Channel {
        name: name.to_owned(),
        kind: match kanaal.soort {
            KanaalSoort::Zelf => ChannelKind::SelfService,
            KanaalSoort::Gesprek => ChannelKind::Call,
            KanaalSoort::Inloop => ChannelKind::WalkIn,
            KanaalSoort::Afspraak | KanaalSoort::Bezoek => ChannelKind::Appointment,
            KanaalSoort::Bericht => ChannelKind::Message,
            KanaalSoort::Bijeenkomst => ChannelKind::Session,
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
        at_once: kanaal.tegelijk,
        tells_wait: kanaal.wachtinfo,
        expected_wait: kanaal.verwachte_wachttijd,
        published: published(scenario, name),
        agenda: None,
        sessions: kanaal.bijeenkomst.as_ref().map(|sessions| Sessions {
            every: (days(sessions.elke).round() as i64).max(1),
            places: sessions.plaatsen,
        }),
        expected_access: kanaal.verwachte_toegangstijd,
        left_lying: if kanaal.soort == KanaalSoort::Bericht { kanaal.blijft_liggen } else { 0.0 },
        unanswered_after: fixed(kanaal.onbeantwoord_na),
        outage: (storing.kans_per_dag > 0.0).then(|| Outage {
            chance: storing.kans_per_dag,
            length: storing.duur,
            draw: Origin::new(scenario, name, kanaal.stroomnaam.as_ref()).purpose("channel", &["outage"]),
        }),
    }
}

/// A length in calendar days.
fn days(length: Duur) -> f64 {
    match length {
        Duur::Kalender(span) => span.0 as f64 / Span::DAY.0 as f64,
        Duur::Werkdagen(days) => days * 7.0 / 5.0,
    }
}

/// The first published norm on the wait at this channel.
fn published(scenario: &Scenario, name: &str) -> Option<(Span, f64)> {
    scenario.normen.iter().find_map(|(_, norm)| match norm.eis {
        Eis::Binnen { binnen: Duur::Kalender(within), .. }
            if norm.meet == Meet::Wachttijd
                && norm.kanaal.iter().flatten().any(|kanaal| kanaal == name)
                && norm.gepubliceerd > 0.0 =>
        {
            Some((within, norm.gepubliceerd))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compile::example;
    use crate::scenario::value::tijd;

    fn of(scenario: &Scenario) -> Channels {
        channels(scenario, &Union::of(&[scenario]))
    }

    #[test]
    fn a_channel_has_a_desk_at_each_of_its_locations_with_their_hours() {
        let Channels { channels, desks, .. } = of(&example::scenario());
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
        let desks = of(&scenario).desks;
        assert_eq!(desks[DeskId(2)].hours, tijd("di 10:00-12:30").unwrap());
    }

    #[test]
    fn self_service_without_hours_never_closes() {
        let desks = of(&example::scenario()).desks;
        assert!(desks[DeskId(3)].always_open && !desks[DeskId(0)].always_open);
    }
}
