//! What stands in any of the scenarios that hold on some stretch of days: a run keeps one shape throughout.

use super::channels::inside_teams;
use super::course::{self, Beside};
use super::id_of;
use crate::id::{LocationId, TeamId};
use crate::model::channel::ChannelKind;
use crate::scenario::Scenario;

/// The parts that must exist from the start because some scenario has them.
pub struct Union<'s> {
    /// Of each channel its locations; `None` is no location.
    pub locations: Vec<Vec<Option<LocationId>>>,
    /// Of each team the locations of its shifts.
    pub pools: Vec<Vec<Option<LocationId>>>,
    /// Of each team the shares of it that are trained in something, from nobody to all, ascending.
    pub training: Vec<Vec<f64>>,
    pub inside: Vec<(ChannelKind, TeamId)>,
    /// What customers of each journey do beside it, as in the first scenario in which they do.
    pub beside: Vec<[Option<Beside<'s>>; 2]>,
    /// Whether a channel counts its lines.
    pub counts_lines: Vec<bool>,
    /// Whether those who wait at a channel may be called back.
    pub offers_calls: Vec<bool>,
    /// Whether a team meets those who come to a channel.
    pub has_host: Vec<bool>,
}

impl<'s> Union<'s> {
    pub fn of(worlds: &[&'s Scenario]) -> Self {
        let first = worlds[0];
        let of_channel = |channel: usize| {
            let mut found = Vec::new();
            for world in worlds {
                let names = &world.kanalen[channel].1.locaties;
                let at = names.iter().map(|name| Some(id_of(&world.locaties, name)));
                let none = names.is_empty().then_some(None);
                for location in none.into_iter().chain(at) {
                    add(&mut found, location);
                }
            }
            found
        };
        let of_team = |team: usize| {
            let mut found = Vec::new();
            for world in worlds {
                for (_, dienst) in &world.teams[team].1.diensten {
                    let location = dienst.locatie.as_ref().map(|name| id_of(&world.locaties, name));
                    add(&mut found, location);
                }
            }
            found
        };
        let of_training = |team: usize| {
            let shares = worlds.iter().flat_map(|world| &world.teams[team].1.inwerken);
            let mut edges: Vec<f64> = shares.map(|(_, share)| *share).chain([0.0, 1.0]).collect();
            edges.sort_by(f64::total_cmp);
            edges.dedup();
            edges
        };
        let mut inside: Vec<(ChannelKind, TeamId)> = Vec::new();
        for world in worlds {
            for leads in inside_teams(world) {
                add(&mut inside, leads);
            }
        }
        inside.sort_by_key(|(kind, team)| (*team, *kind as u8));
        let beside = |journey: usize| {
            let mut found = [None, None];
            for world in worlds {
                let now = course::beside(&world.klantreizen[journey].1);
                found.iter_mut().zip(now).for_each(|(found, now)| *found = found.or(now));
            }
            found
        };
        let any = |is: &dyn Fn(&Scenario) -> bool| worlds.iter().any(|world| is(world));
        Self {
            locations: (0..first.kanalen.len()).map(of_channel).collect(),
            pools: (0..first.teams.len()).map(of_team).collect(),
            training: (0..first.teams.len()).map(of_training).collect(),
            inside,
            beside: (0..first.klantreizen.len()).map(beside).collect(),
            counts_lines: (0..first.kanalen.len())
                .map(|channel| any(&|world| world.kanalen[channel].1.lijnen.is_some()))
                .collect(),
            has_host: (0..first.kanalen.len())
                .map(|channel| any(&|world| world.kanalen[channel].1.ontvangst.door.is_some()))
                .collect(),
            offers_calls: (0..first.kanalen.len())
                .map(|channel| any(&|world| world.kanalen[channel].1.terugbelaanbod.aanbod > 0.0))
                .collect(),
        }
    }
}

fn add<T: PartialEq>(found: &mut Vec<T>, one: T) {
    if !found.contains(&one) {
        found.push(one);
    }
}
