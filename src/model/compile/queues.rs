//! Queues: one for each desk, priority and set of pools that occurs, and the order in which a pool looks at them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::channels::Channels;
use super::staff::Staff;
use crate::id::{DeskId, Id, IdVec, JourneyId, PoolId, QueueId, SegmentId, TeamId, VillageId};
use crate::model::by_customer::ByCustomer;
use crate::model::channel::{Channel, ChannelKind, Desk, Queue};
use crate::model::staff::Pool;
use crate::scenario::Scenario;
use crate::scenario::doelgroep::Voorrang;
use crate::scenario::team::{KiestKlant, Volgorde};

use super::places;

/// The queues of all scenarios that hold on some stretch of days: those who wait in one are served alike on each.
pub struct Queues<'a> {
    scenarios: &'a [&'a Scenario],
    /// Of the first scenario, which shows the shape.
    channels: &'a Channels,
    /// Those that differ in who helps whom.
    worlds: Vec<World>,
    /// For each scenario its world.
    world_of: Vec<usize>,
    /// The scenario that is asked about.
    turn: usize,
    /// Those that may differ in who helps them.
    n_villages: usize,
    kinds: Vec<Kind>,
    /// Whether somebody who gives up in it may come back.
    retries: Vec<bool>,
    /// What was asked before, by desk, journey and whether booked: it is the same for every scenario.
    known: BTreeMap<(DeskId, JourneyId, bool), ByCustomer<QueueId>>,
}

/// Who helps whom, and who goes first.
#[derive(PartialEq)]
struct World {
    pools: IdVec<PoolId, Helps>,
    segments: IdVec<SegmentId, Voorrang>,
    journeys: IdVec<JourneyId, Voorrang>,
}

/// Whom a pool may help: for each desk its place in the order of the team, for each journey, and of each village.
#[derive(PartialEq)]
struct Helps {
    desks: IdVec<DeskId, Option<usize>>,
    journeys: IdVec<JourneyId, bool>,
    /// Journeys it is trained in.
    trained: IdVec<JourneyId, bool>,
    villages: Vec<bool>,
    in_order: bool,
    puts_aside: bool,
    is_on_call: bool,
    most_urgent_first: bool,
}

/// What tells queues apart: where they stand, and in each world who goes before others and who may help.
#[derive(PartialEq)]
struct Kind {
    desk: DeskId,
    booked: bool,
    /// Helped on days for what cannot wait; it gives no precedence on others.
    goes_on: bool,
    worlds: Vec<(Voorrang, Vec<PoolId>)>,
}

impl<'a> Queues<'a> {
    /// `parts`: the channels and the people of each scenario.
    pub fn new(scenarios: &'a [&'a Scenario], parts: &'a [(Channels, Staff)]) -> Self {
        let (mut worlds, mut world_of) = (Vec::new(), Vec::new());
        for (scenario, (channels, staff)) in scenarios.iter().zip(parts) {
            let pools = staff.pools.iter().zip(staff.unable.iter());
            let world = World {
                pools: pools.map(|(pool, unable)| helps(scenario, channels, pool, unable)).collect(),
                segments: places::priorities(scenario),
                journeys: scenario.klantreizen.iter().map(|(_, reis)| reis.voorrang).collect(),
            };
            let known = worlds.iter().position(|known| *known == world);
            world_of.push(known.unwrap_or(worlds.len()));
            if known.is_none() {
                worlds.push(world);
            }
        }
        let has_areas = scenarios.iter().any(|scenario| scenario.heeft_werkgebieden());
        Self {
            scenarios,
            channels: &parts[0].0,
            worlds,
            world_of,
            turn: 0,
            n_villages: if has_areas { scenarios[0].kernen.len().max(1) } else { 1 },
            kinds: Vec::new(),
            retries: Vec::new(),
            known: BTreeMap::new(),
        }
    }

    /// What is asked from now on is about this scenario.
    pub fn turn_to(&mut self, scenario: usize) {
        self.turn = scenario;
    }

    /// The one place where classes of customers who wait in one line come about: desk, rank and who may help.
    ///
    /// The queue of each customer for a journey at a desk. `retries`: whoever gives up may come back. `booked`: for those
    /// with an appointment, who go before others.
    pub fn at(
        &mut self,
        desk: DeskId,
        journey: JourneyId,
        retries: bool,
        booked: bool,
    ) -> ByCustomer<QueueId> {
        if let Some(known) = self.known.get(&(desk, journey, booked)) {
            known.iter().for_each(|queue| self.retries[queue.index()] |= retries);
            return known.clone();
        }
        // `kent` is about a team's channels: whoever a step names does its work
        let is_named = self.channels.channels[self.channels.desks[desk].channel].kind.is_internal()
            && self.channels.left_for(self.channels.desks[desk].channel).is_none();
        let may_help = |helps: &Helps, village: usize| {
            helps.desks[desk].is_some()
                && helps.trained[journey]
                && (is_named || helps.journeys[journey] && helps.villages[village])
        };
        let pools_of = |world: &World, village: usize| -> Vec<PoolId> {
            world.pools.enumerate().filter(|(_, helps)| may_help(helps, village)).map(|(id, _)| id).collect()
        };
        let goes_on = self.scenarios.iter().any(|scenario| {
            scenario.klantreizen[journey.index()].1.ook_als_dicht && !scenario.kalender.dicht.is_empty()
        });
        let kind = |village: usize, segment: SegmentId| {
            let of_world = |world: &World| {
                let priority = world.journeys[journey].max(world.segments[segment]);
                (priority, pools_of(world, village))
            };
            Kind { desk, booked, goes_on, worlds: self.worlds.iter().map(of_world).collect() }
        };
        // where nobody has a `werkgebied`, all villages are as the first
        let kinds: Vec<Vec<Kind>> = (0..self.n_villages)
            .map(|village| self.worlds[0].segments.ids().map(|segment| kind(village, segment)).collect())
            .collect();
        let queues = kinds.into_iter().map(|kinds| -> Vec<QueueId> {
            kinds.into_iter().map(|kind| self.queue(kind, retries)).collect()
        });
        let found = ByCustomer::new(queues.collect::<Vec<_>>());
        self.known.insert((desk, journey, booked), found.clone());
        found
    }

    /// Of which villages a desk takes customers with a journey; `None`: of all.
    pub fn takes(&self, desk: DeskId, journey: JourneyId) -> Option<IdVec<VillageId, bool>> {
        let scenario = self.scenarios[self.turn];
        let channel = self.channels.desks[desk].channel;
        if self.channels.channels[channel].kind.is_internal() || !scenario.heeft_werkgebieden() {
            return None;
        }
        let area = &scenario.kanalen[channel.index()].1.werkgebied;
        let pools = &self.worlds[self.world_of[self.turn]].pools;
        let helpers = || pools.iter().filter(|it| it.desks[desk].is_some() && it.journeys[journey]);
        let takes = |(village, (name, _)): (usize, &(String, _))| {
            area.omvat(name) && (helpers().next().is_none() || helpers().any(|it| it.villages[village]))
        };
        let takes: Vec<bool> = scenario.kernen.iter().enumerate().map(takes).collect();
        takes.contains(&false).then(|| takes.into())
    }

    fn queue(&mut self, kind: Kind, retries: bool) -> QueueId {
        let known = self.kinds.iter().position(|known| *known == kind);
        let index = known.unwrap_or_else(|| {
            self.kinds.push(kind);
            self.retries.push(false);
            self.kinds.len() - 1
        });
        self.retries[index] |= retries;
        QueueId::from_index(index)
    }

    /// All queues of one scenario, and for each pool its levels.
    pub fn of(&self, scenario: usize) -> (IdVec<QueueId, Queue>, Vec<Vec<Vec<QueueId>>>) {
        let index = self.world_of[scenario];
        let world = &self.worlds[index];
        let mut queues: IdVec<QueueId, Queue> = self
            .kinds
            .iter()
            .zip(&self.retries)
            .map(|(kind, retries)| self.described(kind, index, *retries))
            .collect();
        let levels: Vec<Vec<Vec<QueueId>>> =
            world.pools.enumerate().map(|(id, helps)| self.levels(&queues, index, id, helps)).collect();
        let has_stock = |pool: &PoolId| {
            world.pools[*pool].puts_aside
                && levels[pool.index()].iter().flatten().any(|queue| queues[*queue].is_stock)
        };
        let may_interrupt: Vec<bool> =
            queues.iter().map(|queue| !queue.is_stock && queue.pools.iter().any(has_stock)).collect();
        for (queue, may_interrupt) in queues.iter_mut().zip(may_interrupt) {
            queue.may_interrupt = may_interrupt;
        }
        (queues, levels)
    }

    fn described(&self, kind: &Kind, world: usize, retries: bool) -> Queue {
        let channel = self.channels.desks[kind.desk].channel;
        let Channel { lines, kind: sort, at_once, .. } = &self.channels.channels[channel];
        let (_, pools) = &kind.worlds[world];
        let is_on_call = |pool: &PoolId| self.worlds[world].pools[*pool].is_on_call;
        let calls_for_help = !sort.is_stock() && pools.iter().any(is_on_call);
        Queue {
            desk: kind.desk,
            channel,
            pools: pools.clone(),
            // a call for help sees whether somebody still waits
            lazy_patience: lines.is_none() && !retries && !calls_for_help,
            is_plain: !sort.is_stock() && *at_once == 1,
            is_stock: sort.is_stock(),
            goes_on: kind.goes_on,
            calls_for_help,
            may_interrupt: false,
            by_due: *sort == ChannelKind::Work
                && pools.iter().any(|pool| self.worlds[world].pools[*pool].most_urgent_first),
        }
    }

    fn levels(
        &self,
        queues: &IdVec<QueueId, Queue>,
        world: usize,
        pool: PoolId,
        helps: &Helps,
    ) -> Vec<Vec<QueueId>> {
        let mut ranked = Vec::new();
        for (id, queue) in queues.enumerate().filter(|(_, queue)| queue.pools.contains(&pool)) {
            let place = helps.desks[queue.desk].expect("a pool helps at the desks of its queues");
            let kind = &self.kinds[id.index()];
            let (priority, _) = kind.worlds[world];
            // those on the line before what can wait; the highest priority; the order of the team; a booked slot
            let place = if helps.in_order || queue.is_stock { place } else { 0 };
            ranked.push(((queue.is_stock, Reverse(priority), place, !kind.booked), id));
        }
        ranked.sort();
        ranked.chunk_by(|a, b| a.0 == b.0).map(|level| level.iter().map(|(_, id)| *id).collect()).collect()
    }
}

fn helps(scenario: &Scenario, channels: &Channels, pool: &Pool, unable: &[String]) -> Helps {
    let (name, team) = &scenario.teams[pool.team.0 as usize];
    let place = |desk: &Desk| {
        // people without a location help wherever their channels run
        let in_reach = pool.location.is_none() || desk.location.is_none() || pool.location == desk.location;
        let channel = &channels.channels[desk.channel];
        let leads_to = |kind, team| channels.leads_to(kind, team) == Some(desk.channel);
        let own_inside = |kind| leads_to(kind, pool.team);
        let deputises = |kind| {
            let others = scenario.teams.iter().enumerate();
            let mut others = others.filter(|(_, (_, other))| other.vervanger.as_ref() == Some(name));
            others.any(|(index, _)| leads_to(kind, TeamId::from_index(index)))
        };
        match channel.kind {
            ChannelKind::Reception => {
                let of = channels.meets_for(desk.channel).expect("a reception belongs to a channel");
                let host = &scenario.kanalen[of.index()].1.ontvangst.door;
                (in_reach && host.as_ref() == Some(name)).then_some(0)
            }
            // what was promised comes before what comes in, and cases last
            kind @ ChannelKind::Transfer => (own_inside(kind) || deputises(kind)).then_some(0),
            kind @ ChannelKind::CallBack => {
                let of_channel = channels.left_for(desk.channel).is_some_and(|left| {
                    let left = &channels.channels[left].name;
                    team.doet.contains(left) && !unable.contains(left)
                });
                (own_inside(kind) || of_channel).then_some(0)
            }
            kind @ ChannelKind::Work => own_inside(kind).then_some(usize::MAX),
            _ => team
                .doet
                .iter()
                .position(|name| *name == channel.name)
                .filter(|_| in_reach && !unable.contains(&channel.name))
                .map(|place| place + 1),
        }
    };
    let knows = |name: &String| team.kent.as_ref().is_none_or(|known| known.contains(name));
    Helps {
        desks: channels.desks.iter().map(place).collect(),
        journeys: scenario.klantreizen.iter().map(|(name, _)| knows(name)).collect(),
        trained: scenario.klantreizen.iter().map(|(name, _)| !unable.contains(name)).collect(),
        villages: match &scenario.kernen[..] {
            [] => vec![true],
            kernen => kernen.iter().map(|(name, _)| team.werkgebied.omvat(name)).collect(),
        },
        in_order: team.kiest_klant == KiestKlant::Volgorde,
        puts_aside: team.legt_neer,
        is_on_call: team.springt_bij.is_some(),
        most_urgent_first: team.volgorde == Volgorde::Dringendste,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::compile::{compile, example};

    #[test]
    fn a_queue_stands_before_each_desk_and_priority() {
        let model = compile(&example::scenario());
        // telefoon for both segments, the counter at two places for both; self-service has none
        assert_eq!(model.queues.len(), 6);
        let pools: Vec<Vec<u32>> =
            model.queues.iter().map(|queue| queue.pools.iter().map(|id| id.0).collect()).collect();
        assert_eq!(pools, [vec![0], vec![0], vec![1], vec![1], vec![2], vec![2]]);
    }

    #[test]
    fn priority_goes_before_the_order_of_a_team() {
        let mut scenario = example::scenario();
        scenario.teams[0].1.doet = vec!["balie".into(), "telefoon".into()];
        let model = compile(&scenario);
        let name = |id: &QueueId| {
            let queue = &model.queues[*id];
            model.channels[queue.channel].name.as_str()
        };
        let levels: Vec<Vec<&str>> =
            model.pools[PoolId(0)].levels.iter().map(|level| level.iter().map(name).collect()).collect();
        // the vulnerable first at both, then the others at both; two places of the counter make one level
        assert_eq!(
            levels,
            [vec!["balie", "balie"], vec!["telefoon"], vec!["balie", "balie"], vec!["telefoon"]]
        );
    }

    #[test]
    fn a_team_without_an_order_only_knows_priority() {
        let mut scenario = example::scenario();
        scenario.teams[0].1.doet = vec!["balie".into(), "telefoon".into()];
        scenario.teams[0].1.kiest_klant = KiestKlant::LangstWachtend;
        assert_eq!(
            compile(&scenario).pools[PoolId(0)].levels.iter().map(Vec::len).collect::<Vec<_>>(),
            [3, 3]
        );
    }

    #[test]
    fn what_a_team_does_not_know_waits_in_a_queue_of_its_own() {
        let mut scenario = example::scenario();
        scenario.teams[0].1.kent = Some(vec!["paspoort".into()]);
        let model = compile(&scenario);
        let unknown = model.queues.iter().filter(|queue| queue.pools.is_empty()).count();
        assert_eq!(unknown, 2);
        assert!(model.pools[PoolId(0)].levels.is_empty());
    }

    #[test]
    fn patience_is_lazy_only_where_nobody_comes_back_and_lines_do_not_run_out() {
        let lazy = |scenario: &Scenario| {
            compile(scenario).queues.iter().map(|queue| queue.lazy_patience).collect::<Vec<_>>()
        };
        let mut scenario = example::scenario();
        // the phone has retries, the counter has none
        assert_eq!(lazy(&scenario), [false, false, true, true, true, true]);
        scenario.kanalen[1].1.lijnen = Some(5);
        assert_eq!(lazy(&scenario), [false; 6]);
    }
}
