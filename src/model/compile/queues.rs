//! Queues: one for each desk, priority and set of pools that occurs, and the order in which a pool looks at them.

use std::cmp::Reverse;

use super::channels::Channels;
use crate::id::{DeskId, Id, IdVec, JourneyId, PoolId, QueueId, SegmentId, TeamId};
use crate::model::channel::{Channel, ChannelKind, Desk, Queue};
use crate::model::staff::Pool;
use crate::scenario::Scenario;
use crate::scenario::doelgroep::Voorrang;
use crate::scenario::team::{KiestKlant, Volgorde};

use super::places;

pub struct Queues<'a> {
    scenario: &'a Scenario,
    channels: &'a Channels,
    pools: IdVec<PoolId, Helps>,
    segments: IdVec<SegmentId, Voorrang>,
    queues: IdVec<QueueId, Queue>,
    ranks: IdVec<QueueId, Rank>,
}

/// Whom a pool may help: for each desk its place in the order of the team, and for each journey.
struct Helps {
    desks: IdVec<DeskId, Option<usize>>,
    journeys: IdVec<JourneyId, bool>,
    in_order: bool,
    puts_aside: bool,
    most_urgent_first: bool,
}

/// Who of those at one desk goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rank {
    priority: Voorrang,
    booked: bool,
}

impl<'a> Queues<'a> {
    pub fn new(scenario: &'a Scenario, channels: &'a Channels, pools: &IdVec<PoolId, Pool>) -> Self {
        Self {
            scenario,
            channels,
            pools: pools.iter().map(|pool| helps(scenario, channels, pool)).collect(),
            segments: places::priorities(scenario),
            queues: IdVec::new(),
            ranks: IdVec::new(),
        }
    }

    /// The queue of each segment for a journey at a desk. `retries`: whoever gives up may come back. `booked`: for those
    /// with an appointment, who go before others.
    pub fn at(
        &mut self,
        desk: DeskId,
        journey: JourneyId,
        retries: bool,
        booked: bool,
    ) -> IdVec<SegmentId, QueueId> {
        // `kent` is about a team's channels: whoever a step names does its work
        let is_named = self.channels.channels[self.channels.desks[desk].channel].kind.is_internal();
        let may_help = |helps: &Helps| helps.desks[desk].is_some() && (is_named || helps.journeys[journey]);
        let pools: Vec<PoolId> =
            self.pools.enumerate().filter(|(_, helps)| may_help(helps)).map(|(id, _)| id).collect();
        let of_journey = self.scenario.klantreizen[journey.0 as usize].1.voorrang;
        let priorities: Vec<Voorrang> = self.segments.iter().map(|own| of_journey.max(*own)).collect();
        priorities
            .into_iter()
            .map(|priority| self.queue(desk, Rank { priority, booked }, &pools, retries))
            .collect()
    }

    fn queue(&mut self, desk: DeskId, rank: Rank, pools: &[PoolId], retries: bool) -> QueueId {
        let same = |id: &QueueId| {
            let queue = &self.queues[*id];
            queue.desk == desk && self.ranks[*id] == rank && queue.pools == pools
        };
        let id = self.queues.ids().find(same).unwrap_or_else(|| {
            let channel = self.channels.desks[desk].channel;
            let Channel { lines, kind, at_once, .. } = &self.channels.channels[channel];
            self.ranks.push(rank);
            self.queues.push(Queue {
                desk,
                channel,
                pools: pools.to_vec(),
                lazy_patience: lines.is_none(),
                is_plain: !kind.is_stock() && *at_once == 1,
                is_stock: kind.is_stock(),
                may_interrupt: false,
                by_due: *kind == ChannelKind::Work
                    && pools.iter().any(|pool| self.pools[*pool].most_urgent_first),
            })
        });
        self.queues[id].lazy_patience &= !retries;
        id
    }

    /// All queues, and for each pool its levels.
    pub fn finish(self) -> (IdVec<QueueId, Queue>, Vec<Vec<Vec<QueueId>>>) {
        let levels: Vec<Vec<Vec<QueueId>>> =
            self.pools.enumerate().map(|(id, helps)| self.levels(id, helps)).collect();
        let has_stock = |pool: &PoolId| {
            self.pools[*pool].puts_aside
                && levels[pool.index()].iter().flatten().any(|queue| self.queues[*queue].is_stock)
        };
        let may_interrupt: Vec<bool> =
            self.queues.iter().map(|queue| !queue.is_stock && queue.pools.iter().any(has_stock)).collect();
        let mut queues = self.queues;
        for (queue, may_interrupt) in queues.iter_mut().zip(may_interrupt) {
            queue.may_interrupt = may_interrupt;
        }
        (queues, levels)
    }

    fn levels(&self, pool: PoolId, helps: &Helps) -> Vec<Vec<QueueId>> {
        let mut ranked = Vec::new();
        for (id, queue) in self.queues.enumerate().filter(|(_, queue)| queue.pools.contains(&pool)) {
            let place = helps.desks[queue.desk].expect("a pool helps at the desks of its queues");
            let Rank { priority, booked } = self.ranks[id];
            // those on the line before what can wait; the highest priority; the order of the team; a booked slot
            let place = if helps.in_order || queue.is_stock { place } else { 0 };
            ranked.push(((queue.is_stock, Reverse(priority), place, !booked), id));
        }
        ranked.sort();
        ranked.chunk_by(|a, b| a.0 == b.0).map(|level| level.iter().map(|(_, id)| *id).collect()).collect()
    }
}

fn helps(scenario: &Scenario, channels: &Channels, pool: &Pool) -> Helps {
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
            // what was promised comes before what comes in, and cases last
            kind @ ChannelKind::Transfer => (own_inside(kind) || deputises(kind)).then_some(0),
            kind @ ChannelKind::CallBack => own_inside(kind).then_some(0),
            kind @ ChannelKind::Work => own_inside(kind).then_some(usize::MAX),
            _ => team
                .doet
                .iter()
                .position(|name| *name == channel.name)
                .filter(|_| in_reach)
                .map(|place| place + 1),
        }
    };
    let knows = |name: &String| team.kent.as_ref().is_none_or(|known| known.contains(name));
    Helps {
        desks: channels.desks.iter().map(place).collect(),
        journeys: scenario.klantreizen.iter().map(|(name, _)| knows(name)).collect(),
        in_order: team.kiest_klant == KiestKlant::Volgorde,
        puts_aside: team.legt_neer,
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
