//! The work that an average week offers to each pool, in quarters of an hour.

use super::headcount;
use super::visits::visits;
use crate::id::{ChannelId, DeskId, IdVec, JourneyId, PoolId, SegmentId, VillageId};
use crate::model::Model;
use crate::model::channel::Queue;
use crate::model::demand::Rates;
use crate::model::horizon::Horizon;
use crate::model::journey::{Contact, DeskQueue, StepKind};
use crate::time::Span;

pub const QUARTERS: usize = 96;
const QUARTER_SECONDS: f64 = 900.0;
/// Whoever waits for more than eleven days on average waits for ever.
const ENDLESS: f64 = 1e-6;

type Week<T> = [[T; QUARTERS]; 7];

/// What comes to the people of one team at one place.
pub struct Offer {
    /// One for each part of them that is trained in the same work.
    pub pools: Vec<PoolId>,
    pub week: Box<Week<Cell>>,
    /// Mean number of people there.
    pub staff: Box<Week<f64>>,
    /// The one channel of its work, if there is one and nobody else does that work.
    pub channel: Option<ChannelId>,
}

/// One quarter of an hour: sums over its contacts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cell {
    pub contacts: f64,
    /// Seconds of work, after-call work included.
    pub work: f64,
    /// Contacts that would leave at once if they had to wait.
    pub balking: f64,
    /// Contacts times the rate (per second) at which each gives up: one over the mean patience.
    pub leaving: f64,
}

impl Cell {
    fn add(&mut self, other: &Self) {
        self.contacts += other.contacts;
        self.work += other.work;
        self.balking += other.balking;
        self.leaving += other.leaving;
    }

    /// In Erlang.
    pub fn load(&self) -> f64 {
        self.work / QUARTER_SECONDS
    }

    /// Rate per second at which somebody who waits gives up; 0 is an endless patience.
    pub fn leaving_rate(&self) -> f64 {
        let rate = self.leaving / self.contacts;
        if rate < ENDLESS { 0.0 } else { rate }
    }

    /// Contacts per second.
    pub fn rate(&self) -> f64 {
        self.contacts / QUARTER_SECONDS
    }
}

impl Offer {
    fn add(&mut self, pool: PoolId, week: &Week<Cell>, staff: &Week<f64>) {
        self.pools.push(pool);
        let cells = self.week.iter_mut().flatten().zip(week.iter().flatten());
        cells.for_each(|(cell, more)| cell.add(more));
        let people = self.staff.iter_mut().flatten().zip(staff.iter().flatten());
        people.for_each(|(people, more)| *people += more);
    }

    /// Whether nobody who waits ever gives up.
    pub fn has_endless_patience(&self) -> bool {
        self.week.iter().flatten().filter(|cell| cell.contacts > 0.0).all(|cell| cell.leaving_rate() == 0.0)
    }
}

/// What comes to every team at every place.
pub fn offers(model: &Model) -> Vec<Offer> {
    let staff: IdVec<PoolId, Box<Week<f64>>> = model
        .pools
        .iter()
        .map(|pool| {
            let day = |weekday| std::array::from_fn(|quarter| headcount::mean(pool, weekday, quarter));
            Box::new(std::array::from_fn(day))
        })
        .collect();
    let mut cells: IdVec<PoolId, Box<Week<Cell>>> =
        model.pools.iter().map(|_| Box::new([[Cell::default(); QUARTERS]; 7])).collect();
    for journey in model.journeys.ids() {
        let Some(visits) = visits(model, journey) else { continue };
        let arrivals = arrivals(&model.horizon, &model.journeys[journey].demand.rates);
        for (id, visits) in visits {
            let step = &model.steps[id];
            if let StepKind::Contact(contact) = &step.kind
                && !contact.queues.is_empty()
            {
                let visits = visits * (1.0 - step.skip);
                offer(model, journey, contact, visits, &arrivals, &staff, &mut cells);
                if let Some(reception) = &contact.reception
                    && let StepKind::Contact(entrance) = &model.steps[reception.step].kind
                {
                    let met = visits * reception.share;
                    offer(model, journey, entrance, met, &arrivals, &staff, &mut cells);
                }
            }
        }
    }
    let mut offers: Vec<Offer> = Vec::new();
    for (id, pool) in model.pools.enumerate() {
        let is_same = |offer: &&mut Offer| {
            let first = &model.pools[offer.pools[0]];
            (first.team, first.location) == (pool.team, pool.location)
        };
        match offers.iter_mut().find(is_same) {
            Some(offer) => offer.add(id, &cells[id], &staff[id]),
            None => offers.push(Offer {
                pools: vec![id],
                week: cells[id].clone(),
                staff: staff[id].clone(),
                channel: None,
            }),
        }
    }
    for offer in &mut offers {
        offer.channel = only_channel(model, &offer.pools);
    }
    offers
}

/// How often a journey with these rates starts in an average open week of the counted days.
pub fn starts_per_week(horizon: &Horizon, rates: &[Rates]) -> f64 {
    arrivals(horizon, rates).iter().flatten().sum()
}

/// Starts of a journey in an average open week of the counted days.
fn arrivals(horizon: &Horizon, rates: &[Rates]) -> Box<Week<f64>> {
    let weekday_of = |day: i64| {
        let kind = horizon.day(day);
        (horizon.counted.contains(&day) && !kind.closed).then_some(usize::from(kind.weekday))
    };
    let mut n_days = [0.0; 7];
    for weekday in horizon.counted.clone().filter_map(weekday_of) {
        n_days[weekday] += 1.0;
    }
    let mut week = Box::new([[0.0; QUARTERS]; 7]);
    for rates in rates {
        let mut sums = [0.0; 7];
        for (day, level) in (rates.from..).zip(&rates.levels) {
            weekday_of(day).into_iter().for_each(|weekday| sums[weekday] += level);
        }
        for (weekday, cells) in week.iter_mut().enumerate().filter(|(weekday, _)| sums[*weekday] > 0.0) {
            for piece in &rates.shapes[weekday] {
                let [first, end] = [piece.from, piece.to].map(|at| at / (QUARTER_SECONDS * 1e6));
                for (quarter, cell) in (0..end.ceil() as usize).zip(&mut *cells).skip(first as usize) {
                    let from = quarter as f64 * QUARTER_SECONDS * 1e6;
                    let to = from + QUARTER_SECONDS * 1e6;
                    let within = piece.to.min(to) - piece.from.max(from);
                    *cell += within * piece.rate * sums[weekday] / n_days[weekday];
                }
            }
        }
    }
    week
}

/// Adds the visits of one step to the pools that help there. Visits outside the opening hours are spread over
/// them as the others are.
fn offer(
    model: &Model,
    journey: JourneyId,
    contact: &Contact,
    visits: f64,
    arrivals: &Week<f64>,
    staff: &IdVec<PoolId, Box<Week<f64>>>,
    cells: &mut IdVec<PoolId, Box<Week<Cell>>>,
) {
    let all = || (0..7).flat_map(|weekday| (0..QUARTERS).map(move |quarter| (weekday, quarter)));
    let is_open = |desk: DeskId, weekday: usize, quarter: usize| {
        let desk = &model.desks[desk];
        desk.always_open
            || desk.hours.is_open(weekday, (quarter as f64 * QUARTER_SECONDS + QUARTER_SECONDS / 2.0) as u32)
    };
    let open: Vec<(usize, usize)> = all()
        .filter(|&(weekday, quarter)| {
            contact.queues.iter().any(|queue| is_open(queue.desk, weekday, quarter))
        })
        .collect();
    let total: f64 = visits * arrivals.iter().flatten().sum::<f64>();
    let kind = model.channels[contact.channel].kind;
    let here = |weekday, quarter| here(model, journey, contact, staff, weekday, quarter);
    let weight = |(weekday, quarter): (usize, usize)| match kind {
        // what can wait is done while there are people
        kind if kind.is_stock() => here(weekday, quarter),
        // nobody is passed on to who is not there
        kind if kind.is_internal() && here(weekday, quarter) == 0.0 => 0.0,
        _ => arrivals[weekday][quarter],
    };
    let within: f64 = open.iter().map(|at| weight(*at)).sum();
    for &(weekday, quarter) in &open {
        let share = if within > 0.0 { weight((weekday, quarter)) / within } else { 1.0 / open.len() as f64 };
        if share == 0.0 {
            continue;
        }
        for queue in &contact.queues {
            let choose = |desk: DeskId| is_open(desk, weekday, quarter);
            for (part, pools) in parts_of_desk(model, journey, contact, queue, choose) {
                let contacts = total * share * part;
                let present: f64 = pools.iter().map(|pool| staff[*pool][weekday][quarter]).sum();
                for &pool in pools {
                    let part = match present > 0.0 {
                        true => staff[pool][weekday][quarter] / present,
                        false => 1.0 / pools.len() as f64,
                    };
                    add(model, journey, contact, contacts * part, pool, &mut cells[pool][weekday][quarter]);
                }
            }
        }
    }
}

/// People there who may help with a contact, over all its desks.
fn here(
    model: &Model,
    journey: JourneyId,
    contact: &Contact,
    staff: &IdVec<PoolId, Box<Week<f64>>>,
    weekday: usize,
    quarter: usize,
) -> f64 {
    let of_desk = |queue: &DeskQueue| -> f64 {
        let there = |pools: &[PoolId]| pools.iter().map(|pool| staff[*pool][weekday][quarter]).sum::<f64>();
        parts_of_desk(model, journey, contact, queue, |_| true)
            .into_iter()
            .map(|(part, pools)| part * there(pools))
            .sum()
    };
    contact.queues.iter().map(of_desk).sum()
}

/// Share of the customers for whom this desk is the nearest that is open, with who may help them there.
fn parts_of_desk<'m>(
    model: &'m Model,
    journey: JourneyId,
    contact: &Contact,
    queue: &DeskQueue,
    is_open: impl Fn(DeskId) -> bool,
) -> Vec<(f64, &'m [PoolId])> {
    // the queues of the segments differ in priority only
    let helpers = |village| &model.queues[*queue.queues.of(village, SegmentId(0))].pools[..];
    if !queue.queues.differs_by_village() {
        let share = share_of_desk(model, journey, contact, queue, &is_open, None);
        return vec![(share, helpers(VillageId(0)))];
    }
    let villages = model.villages.ids();
    villages
        .map(|it| (share_of_desk(model, journey, contact, queue, &is_open, Some(it)), helpers(it)))
        .collect()
}

/// Share of the customers, of one village or of all, for whom this desk is the nearest that is open.
fn share_of_desk(
    model: &Model,
    journey: JourneyId,
    contact: &Contact,
    queue: &DeskQueue,
    is_open: impl Fn(DeskId) -> bool,
    only: Option<VillageId>,
) -> f64 {
    let takes_all = |queue: &DeskQueue| queue.takes.is_none();
    if contact.queues.len() == 1 && takes_all(queue) && only.is_none() {
        return 1.0;
    }
    let desk = queue.desk;
    let shares = model.journeys[journey].villages.shares().map(|(id, share)| {
        if only.is_some_and(|only| only != id) {
            return 0.0;
        }
        let village = &model.villages[id];
        let travel =
            |desk: DeskId| model.desks[desk].location.map_or(Span::ZERO, |location| village.travel[location]);
        let within_reach = contact
            .queues
            .iter()
            .filter(|queue| queue.takes(id))
            .map(|queue| queue.desk)
            .filter(|desk| is_open(*desk) && travel(*desk) < Span::MAX);
        match within_reach.min_by_key(|desk| travel(*desk)) {
            Some(nearest) if nearest == desk => share,
            _ => 0.0,
        }
    });
    shares.sum()
}

fn add(model: &Model, journey: JourneyId, contact: &Contact, contacts: f64, pool: PoolId, cell: &mut Cell) {
    let helper = &model.pools[pool];
    let seconds = contact.service.mean() * helper.time_factor
        + contact.fixed.seconds()
        + helper.wrap_up[contact.channel].seconds();
    cell.contacts += contacts;
    cell.work += contacts * seconds;
    cell.balking += contacts * contact.balk;
    cell.leaving += contacts / (contact.patience.mean() * patience_factor(model, journey)).max(1e-3);
}

/// Mean factor of the segments of a journey on patience.
fn patience_factor(model: &Model, journey: JourneyId) -> f64 {
    let shares = model.journeys[journey].segments.shares();
    shares.map(|(segment, share)| share * model.segments[segment].patience).sum()
}

fn only_channel(model: &Model, pools: &[PoolId]) -> Option<ChannelId> {
    let own = || {
        let levels = pools.iter().flat_map(|pool| &model.pools[*pool].levels);
        levels.flatten().map(|queue| &model.queues[*queue])
    };
    let channel = own().next()?.channel;
    let is_theirs = |queue: &Queue| {
        queue.pools.len() == pools.len() && queue.pools.iter().all(|pool| pools.contains(pool))
    };
    own().all(|queue| queue.channel == channel && is_theirs(queue)).then_some(channel)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compile::{compile, example};

    fn weekly(offer: &Offer) -> f64 {
        offer.week.iter().flatten().map(|cell| cell.contacts).sum()
    }

    fn starts(model: &Model, journey: u32) -> f64 {
        starts_per_week(&model.horizon, &model.journeys[JourneyId(journey)].demand.rates)
    }

    #[test]
    fn every_visit_of_the_week_comes_to_some_pool() {
        let model = compile(&example::scenario());
        let offers = offers(&model);
        let starts: f64 = starts(&model, 1);
        // 4/3 requests and one collection
        assert!((weekly(&offers[1]) + weekly(&offers[2]) - starts * 7.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn the_nearest_open_desk_gets_the_visitors() {
        let model = compile(&example::scenario());
        let offers = offers(&model);
        // Tuesday at 10: all of Groot, three quarters of the people, go to the servicepunt
        let (office, service_point) = (offers[1].week[1][40].contacts, offers[2].week[1][40].contacts);
        assert!((service_point / (office + service_point) - 0.75).abs() < 1e-9);
        assert_eq!(offers[2].week[0][40].contacts, 0.0);
    }

    #[test]
    fn work_that_two_teams_do_is_split_by_the_people_there() {
        let mut scenario = example::scenario();
        scenario.teams[1].1.doet.push("telefoon".into());
        let model = compile(&scenario);
        let offers = offers(&model);
        assert_eq!(offers[0].channel, None);
        let calls = |pool: usize| offers[pool].week[0][40].contacts;
        assert!(calls(0) > 0.0 && calls(1) > 0.0);
    }

    #[test]
    fn what_begins_when_the_phone_is_closed_comes_when_it_is_open() {
        let mut scenario = example::scenario();
        let call = scenario.klantreizen[0].1.stappen[0].clone();
        let mut online = call.clone();
        online.0 = "online".into();
        online.1.daarna = vec![("vragen".into(), 1.0)];
        scenario.klantreizen[0].1.stappen = vec![online, call];
        example::first_contact(&mut scenario, 0).0 = "website".into();
        scenario.klantreizen[0].1.vraag.weekdag = [1.0; 7];
        // nobody fails to do it himself
        scenario.klantreizen[0].1.digitaal.slaagt = 1.0;
        scenario.doelgroepen.iter_mut().for_each(|(_, group)| group.zelfredzaamheid = 1.0);
        let model = compile(&scenario);
        let starts: f64 = starts(&model, 0);
        let offer = &offers(&model)[0];
        assert!((weekly(offer) - starts).abs() < 1e-9 && offer.week[6][40].contacts == 0.0);
    }
}
