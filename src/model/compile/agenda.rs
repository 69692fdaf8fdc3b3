//! Agendas: how many customers fit in each slot of a desk, from the rosters as they are known in advance.

use super::id_of;
use crate::id::LocationId;
use crate::model::channel::{Agenda, Desk, DeskAgenda, NoShow};
use crate::scenario::Scenario;
use crate::scenario::kanaal::{Kanaal, KanaalSoort, Vol};
use crate::scenario::team::{Dienst, Team};
use crate::scenario::value::Duur;
use crate::time::Span;

/// No-shows rise with the wait for a slot up to this share.
const MOST_NO_SHOWS: f64 = 0.25;

/// The agenda of a channel of appointments or sessions; `None` for others.
pub fn agenda(scenario: &Scenario, name: &str, kanaal: &Kanaal, desks: &[Desk]) -> Option<Agenda> {
    let appointment = kanaal.afspraak.as_ref()?;
    if !matches!(kanaal.soort, KanaalSoort::Afspraak | KanaalSoort::Bezoek) {
        return None;
    }
    let slot = appointment.duur.max(Span::MINUTE);
    let of_desk = |desk: &Desk| -> DeskAgenda {
        let to_book = (1.0 - appointment.vrije_inloop) * (1.0 + appointment.overboeken);
        let opens = (0..7).flat_map(|weekday| desk.hours.on(weekday)).map(|(opens, _)| *opens).min();
        let first = Span(i64::from(opens.unwrap_or(0)) * Span::SECOND.0);
        let places = std::array::from_fn(|weekday| {
            let n_slots = ((Span::DAY.0 - first.0) / slot.0).max(1);
            let people = |index: i64| {
                let (from, to) = (Span(first.0 + index * slot.0), Span(first.0 + (index + 1) * slot.0));
                let open = desk.hours.on(weekday).iter().any(|&(opens, closes)| {
                    i64::from(opens) * Span::SECOND.0 <= from.0 && to.0 <= i64::from(closes) * Span::SECOND.0
                });
                if open { expected_staff(scenario, name, desk.location, weekday, from, to) } else { 0.0 }
            };
            (0..n_slots).map(|index| people(index) * to_book).collect()
        });
        DeskAgenda { from: first, places }
    };
    Some(Agenda {
        slot,
        days_ahead: match appointment.vooruit {
            Duur::Kalender(span) => (span.0 / Span::DAY.0).max(1),
            Duur::Werkdagen(days) => (days * 7.0 / 5.0).ceil() as i64,
        },
        walk_in: if kanaal.soort == KanaalSoort::Bezoek { 0.0 } else { appointment.vrije_inloop },
        urgent: appointment.spoed,
        no_show: NoShow {
            base: appointment.niet_verschenen,
            per_week: appointment.extra_per_week,
            most: MOST_NO_SHOWS,
        },
        late: appointment.te_laat,
        looks_elsewhere: appointment.vol == Vol::Elders,
        filled_at_start: appointment.beginvulling,
        desks: desks.iter().map(of_desk).collect(),
    })
}

/// People who are expected to be there for the whole of a slot: rostered, less usual absence and those on a break.
fn expected_staff(
    scenario: &Scenario,
    channel: &str,
    location: Option<LocationId>,
    weekday: usize,
    from: Span,
    to: Span,
) -> f64 {
    let at = |dienst: &Dienst| {
        let own = dienst.locatie.as_ref().map(|name| id_of::<LocationId, _>(&scenario.locaties, name));
        own.is_none() || location.is_none() || own == location
    };
    let of_team = |team: &Team| -> f64 {
        let shifts = team.diensten.iter().map(|(_, dienst)| dienst);
        let there = shifts
            .filter(|dienst| at(dienst) && dienst.dagen[weekday] && dienst.van <= from && to <= dienst.tot);
        there.map(|dienst| dienst.medewerkers * (1.0 - on_break(dienst, from, to))).sum::<f64>()
            * team.inzetbaarheid
    };
    let teams = scenario.teams.iter().filter(|(_, team)| team.doet.iter().any(|does| does == channel));
    teams.map(|(_, team)| of_team(team)).sum()
}

/// Share of a shift that is on a break at some moment of a slot, on average over the slot.
fn on_break(dienst: &Dienst, from: Span, to: Span) -> f64 {
    let Some(pauze) = dienst.pauze.as_ref().filter(|pauze| pauze.duur > Span::ZERO) else { return 0.0 };
    let waves = ((pauze.tot.0 - pauze.van.0) / pauze.duur.0).max(1);
    let end = pauze.van.0 + waves * pauze.duur.0;
    let overlap = (to.0.min(end) - from.0.max(pauze.van.0)).max(0);
    overlap as f64 / (to.0 - from.0) as f64 / waves as f64
}
