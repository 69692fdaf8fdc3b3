//! Teams and their pools: one pool for each location that the shifts of a team name.

use super::journeys::fixed;
use super::union::Union;
use super::{Origin, id_of};
use crate::id::{ChannelId, Id, IdVec, LocationId, PoolId, TeamId};
use crate::model::channel::{Channel, ChannelKind};
use crate::model::staff::{Breaks, CallBack, Forecast, HandOff, OnCall, Pool, Shift, ShiftEnd, Team};
use crate::random::dist::Distribution;
use crate::scenario::Scenario;
use crate::scenario::team::{self, BijEindeDienst, Dienst, Volgorde};
use crate::time::Span;

pub struct Staff {
    pub teams: IdVec<TeamId, Team>,
    /// Still without levels: those follow once the queues are known.
    pub pools: IdVec<PoolId, Pool>,
    /// Channels and journeys that a pool is not trained in.
    pub unable: IdVec<PoolId, Vec<String>>,
}

/// More than so many times the spread never come.
const MOST_SPREAD: f64 = 5.0;
/// What searching takes where nobody says otherwise: it is part of every handling time.
pub const USUAL_SEARCH: Span = Span::MINUTE;

pub fn staff(scenario: &Scenario, channels: &IdVec<ChannelId, Channel>, union: &Union) -> Staff {
    let (mut pools, mut unable) = (IdVec::new(), IdVec::new());
    for (index, (name, team)) in scenario.teams.iter().enumerate() {
        for &location in &union.pools[index] {
            for (part, cannot) in parts(team, &union.training[index]) {
                let whole = pool(scenario, channels, TeamId(index as u32), name, team, location);
                pools.push(of_part(whole, part));
                unable.push(cannot);
            }
        }
    }
    Staff {
        teams: scenario.teams.iter().map(|(name, team)| self::team(scenario, name, team)).collect(),
        pools,
        unable,
    }
}

/// The people of a team by what they are trained in. Who can do what fewer can, can do the rest too. Each part comes with
/// what it cannot; those who can do least come first, so that who can do more stays free.
/// `edges`: the shares that are trained in something, at some time.
fn parts(team: &team::Team, edges: &[f64]) -> Vec<((f64, f64), Vec<String>)> {
    let part = |edge: &[f64]| {
        let cannot = team.inwerken.iter().filter(|(_, share)| *share <= edge[0]);
        ((edge[0], edge[1]), cannot.map(|(name, _)| name.clone()).collect())
    };
    edges.windows(2).rev().map(part).collect()
}

fn of_part(whole: Pool, part: (f64, f64)) -> Pool {
    if part == (0.0, 1.0) {
        return whole;
    }
    let of = |shift: Shift| Shift { part: Some(part), ..shift };
    let shifts: Vec<Shift> = whole.shifts.into_iter().map(of).collect();
    Pool { most: most(&shifts), shifts, ..whole }
}

fn team(scenario: &Scenario, name: &str, team: &team::Team) -> Team {
    Team {
        name: name.to_owned(),
        first_line: team.eerstelijns,
        incomplete: team.onvolledig,
        treatment: team.bejegening,
        reachable: team.bereikbaarheid,
        reachable_at: team.spreekuur.clone(),
        deputy: team.vervanger.as_ref().map(|name| id_of(&scenario.teams, name)),
        call_back: CallBack {
            within: fixed(team.terugbellen.binnen),
            left_lying: team.terugbellen.blijft_liggen,
            rounds: std::array::from_fn(|weekday| rounds(team, weekday)),
        },
        hand_off: HandOff {
            cold: team.overdracht.koud,
            again: team.overdracht.doorschuiven,
            retelling: team.overdracht.navertellen,
        },
        puts_aside: team.legt_neer,
        most_urgent_first: team.volgorde == Volgorde::Dringendste,
        hourly_rate: team.uurtarief,
        backlog: None,
    }
}

/// Spread over the time in which anybody of the team is rostered.
fn rounds(team: &team::Team, weekday: usize) -> Vec<Span> {
    let number = i64::from(team.terugbellen.blokken);
    let shifts = || team.diensten.iter().map(|(_, dienst)| dienst).filter(|dienst| dienst.dagen[weekday]);
    let (from, to) = (shifts().map(|it| it.van).min(), shifts().map(|it| it.tot).max());
    let between = from.zip(to).map(|(from, to)| (from, (to - from).0 / (number + 1)));
    between.map_or(Vec::new(), |(from, step)| (1..=number).map(|round| from + Span(round * step)).collect())
}

fn location(scenario: &Scenario, dienst: &Dienst) -> Option<LocationId> {
    dienst.locatie.as_ref().map(|name| id_of(&scenario.locaties, name))
}

fn pool(
    scenario: &Scenario,
    channels: &IdVec<ChannelId, Channel>,
    id: TeamId,
    name: &str,
    team: &team::Team,
    place: Option<LocationId>,
) -> Pool {
    let wrap_up = |(id, channel): (ChannelId, &Channel)| match channel.kind {
        // a question of a colleague costs more than the call
        ChannelKind::Transfer => team.onderbreking,
        kind if kind.is_internal() => Span::ZERO,
        _ => team.nawerk.unwrap_or(scenario.kanalen[id.index()].1.nawerk),
    };
    let own = team.diensten.iter().filter(|(_, dienst)| location(scenario, dienst) == place);
    let shifts: Vec<Shift> =
        own.map(|(dienst_name, dienst)| shift(scenario, name, team, dienst_name, dienst)).collect();
    Pool {
        team: id,
        location: place,
        most: most(&shifts),
        shifts,
        levels: Vec::new(),
        on_call: team
            .springt_bij
            .as_ref()
            .map(|it| OnCall { after: it.vanaf_wachttijd, notice: it.oproeptijd }),
        shift_end: match team.bij_einde_dienst {
            BijEindeDienst::Afmaken => ShiftEnd::Finish,
            BijEindeDienst::Overdragen => ShiftEnd::HandOver,
        },
        time_factor: team.tijdfactor,
        search_change: team.zoektijd.0 - USUAL_SEARCH.0,
        wrap_up: channels.enumerate().map(wrap_up).collect(),
    }
}

fn shift(scenario: &Scenario, team_name: &str, team: &team::Team, name: &str, dienst: &Dienst) -> Shift {
    assert!(dienst.van < dienst.tot && dienst.tot <= Span::DAY, "a shift lies within one day");
    Shift {
        absence: Origin::new(scenario, team_name, team.stroomnaam.as_ref())
            .purpose("team", &[name, "absence"]),
        weekdays: dienst.dagen,
        from: dienst.van,
        to: dienst.tot,
        staff: dienst.medewerkers,
        part: None,
        forecast: (team.voorspelfout > 0.0).then(|| Forecast {
            draw: Origin::new(scenario, team_name, team.stroomnaam.as_ref()).purpose("team", &["forecast"]),
            factor: Distribution::lognormal_from_mean_cv(1.0, team.voorspelfout),
            most: 1.0 + MOST_SPREAD * team.voorspelfout,
        }),
        availability: team.inzetbaarheid,
        breaks: dienst.pauze.as_ref().filter(|pauze| pauze.duur > Span::ZERO).map(|pauze| Breaks {
            from: pauze.van,
            length: pauze.duur,
            waves: u32::try_from((pauze.tot.0 - pauze.van.0) / pauze.duur.0).map_or(1, |waves| waves.max(1)),
        }),
    }
}

/// The most people of a shift that a pool can have.
fn most_of(shift: &Shift) -> u32 {
    let all = shift.staff * shift.forecast.as_ref().map_or(1.0, |forecast| forecast.most);
    shift.part.map_or(all.ceil(), |(from, to)| ((to - from) * all.ceil()).ceil() + 1.0) as u32
}

/// The most people rostered at one moment of the week. A crowd is largest when some shift starts.
fn most(shifts: &[Shift]) -> u32 {
    let present = |weekday: usize, at: Span| -> u32 {
        let there =
            shifts.iter().filter(|shift| shift.weekdays[weekday] && shift.from <= at && at < shift.to);
        there.map(most_of).sum()
    };
    let starts = shifts.iter().map(|shift| shift.from);
    starts.flat_map(|at| (0..7).map(move |weekday| present(weekday, at))).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ChannelId;
    use crate::model::compile::channels::channels;
    use crate::model::compile::example;
    use crate::scenario::team::Pauze;

    fn of(scenario: &Scenario) -> Staff {
        let union = Union::of(&[scenario]);
        staff(scenario, &channels(scenario, &union).channels, &union)
    }

    #[test]
    fn a_team_has_a_pool_at_each_location_of_its_shifts() {
        let Staff { teams, pools, .. } = of(&example::scenario());
        assert_eq!((teams.len(), pools.len()), (2, 3));
        let places: Vec<_> = pools.iter().map(|pool| (pool.team, pool.location)).collect();
        assert_eq!(
            places,
            [(TeamId(0), None), (TeamId(1), Some(LocationId(0))), (TeamId(1), Some(LocationId(1)))]
        );
    }

    #[test]
    fn a_pool_has_room_for_everybody_who_can_be_there_at_once() {
        // 6 by day until 17:00 and 2.5 in the evening from then on
        assert_eq!(of(&example::scenario()).pools[PoolId(1)].most, 6);
        let mut scenario = example::scenario();
        scenario.teams[1].1.diensten[1].1.van = Span(16 * Span::HOUR.0);
        assert_eq!(of(&scenario).pools[PoolId(1)].most, 9);
    }

    #[test]
    fn breaks_go_in_as_many_waves_as_the_window_holds() {
        let mut scenario = example::scenario();
        let hour = |hour: f64| Span::from_seconds(3600.0 * hour);
        scenario.teams[0].1.diensten[0].1.pauze =
            Some(Pauze { van: hour(12.0), tot: hour(13.5), duur: hour(0.5) });
        let breaks = of(&scenario).pools[PoolId(0)].shifts[0].breaks.clone().unwrap();
        assert_eq!((breaks.from, breaks.length, breaks.waves), (hour(12.0), hour(0.5), 3));
    }

    #[test]
    fn after_call_work_of_the_team_goes_before_that_of_the_channel() {
        let mut scenario = example::scenario();
        assert_eq!(of(&scenario).pools[PoolId(0)].wrap_up[ChannelId(0)], Span(45 * Span::SECOND.0));
        scenario.teams[0].1.nawerk = Some(Span::MINUTE);
        assert_eq!(of(&scenario).pools[PoolId(0)].wrap_up[ChannelId(0)], Span::MINUTE);
    }
}
