//! Contacts: what one step asks of one channel, with what may go wrong and who takes over.

use super::channels::Channels;
use super::journeys::{Places, branches, by_segment, duration, seconds};
use super::queues::Queues;
use super::staff::USUAL_SEARCH;
use super::{id_of, places};
use crate::calendar::WeekHours;
use crate::id::{ChannelId, Id, IdVec, JourneyId, QueueId, SegmentId, StepId, TeamId, VillageId};
use crate::model::Village;
use crate::model::by_customer::ByCustomer;
use crate::model::channel::ChannelKind;
use crate::model::journey::{
    ClosedDown, Contact, DeskQueue, Fate, Offer, Reception, Retry, Route, SecondLine, SelfService,
};
use crate::random::dist::Distribution;
use crate::random::stream::Purpose;
use crate::scenario::doelgroep::Voorrang;
use crate::scenario::kanaal::ProbeertOpnieuw;
use crate::scenario::klantreis::{self, Klantreis};
use crate::scenario::{Benoemd, Scenario};
use crate::time::Span;

/// Makes the contacts of one journey.
pub struct Contacts<'a, 'q> {
    pub scenario: &'a Scenario,
    pub channels: &'a Channels,
    pub queues: &'a mut Queues<'q>,
    pub villages: &'a IdVec<VillageId, Village>,
    pub journey: JourneyId,
}

/// The step of another channel, if there is one.
pub type Elsewhere = ByCustomer<Option<StepId>>;

/// Other channels beside the one of a contact.
pub struct Others {
    /// Where those go whom it fails.
    pub elsewhere: Elsewhere,
    /// Where one helps himself.
    pub digital: Elsewhere,
}

impl Contacts<'_, '_> {
    /// A contact that a customer makes himself.
    pub fn contact(
        &mut self,
        kanaal: &str,
        contact: &klantreis::Contact,
        places: Places,
        others: Option<Others>,
        draw: &impl Fn(&str) -> Purpose,
    ) -> Contact {
        let id: ChannelId = id_of(&self.scenario.kanalen, kanaal);
        let Others { elsewhere, digital } = others.unwrap_or_else(|| self.no_others());
        let fate = self.fate(id, contact, places, Some(elsewhere), draw);
        let mut made = self.plain(id, seconds(&contact.duur).scaled(contact.tijdfactor), draw);
        let gedrag = &contact.gedrag;
        let retry = gedrag.probeert_opnieuw.as_ref().filter(|retry| retry.kans > 0.0);
        made.retry = retry.map(|it| self::retry(it, draw));
        made.keeps_service = retry.is_some_and(|retry| retry.onthoudt_duur);
        made.keeps_patience = retry.is_some_and(|retry| retry.onthoudt_geduld);
        made.keeps_waited = retry.is_some_and(|retry| retry.onthoudt_gewacht);
        let channel = &self.channels.channels[id];
        let (balk, patience) = match channel.kind {
            // how long a message waits for its answer stands with its channel
            ChannelKind::Message => (0.0, channel.unanswered_after.length.clone()),
            _ => (gedrag.haakt_direct_af, seconds(&gedrag.geduld).clone()),
        };
        (made.balk, made.patience) = (balk, patience);
        made.offer = self.offer_of(id, places, draw);
        // who is offered a call must be seen to wait still
        let is_watched = made.retry.is_some() || made.offer.is_some();
        made.reception = self.reception_of(id, places, draw);
        self.queues_up(&mut made, is_watched);
        made.fit = self.fit(id, contact);
        made.fate = fate;
        made.treatment = contact.fouten.bejegening;
        made.closed_down = self.closed_down(&made, digital, draw);
        let goes_astray = made.fate.is_some() && self.astray(kanaal, contact, places) > 0.0;
        self.special(made, goes_astray)
    }

    /// A call of this contact that was passed on to `team`, or that `team` returns.
    pub fn second_line(
        &mut self,
        kanaal: &str,
        contact: &klantreis::Contact,
        places: Places,
        team: &str,
        is_transfer: bool,
        draw: &impl Fn(&str) -> Purpose,
    ) -> Contact {
        let own: ChannelId = id_of(&self.scenario.kanalen, kanaal);
        let kind = if is_transfer { ChannelKind::Transfer } else { ChannelKind::CallBack };
        let id = self.channels.inside(kind, team_id(self.scenario, team));
        let mut made = self.plain(id, seconds(&contact.duur).scaled(contact.tijdfactor), draw);
        made.fixed = Span::ZERO;
        if is_transfer && self.channels.channels[own].kind == ChannelKind::Call {
            made.patience = seconds(&contact.gedrag.geduld).clone();
        }
        self.queues_up(&mut made, false);
        let (_, described) = &self.scenario.teams[team_id(self.scenario, team).index()];
        let again = described.overdracht.doorschuiven;
        let fate = self.fate(own, contact, places, None, draw).expect("a second line is part of a fate");
        made.fate = Some(Box::new(Fate {
            first_line: Some(if is_transfer { 1.0 - again } else { 1.0 }),
            second_line: fate.second_line.clone().filter(|_| is_transfer),
            ..*fate
        }));
        self.special(made, false)
    }

    /// The call to somebody who left the line of this contact for it.
    pub fn offered(
        &mut self,
        kanaal: &str,
        contact: &klantreis::Contact,
        places: Places,
        draw: &impl Fn(&str) -> Purpose,
    ) -> Contact {
        let own: ChannelId = id_of(&self.scenario.kanalen, kanaal);
        let id = self.channels.calls_of(own).expect("where calls are offered they are made");
        let mut made = self.plain(id, seconds(&contact.duur).scaled(contact.tijdfactor), draw);
        let (_, described) = &self.scenario.kanalen[own.index()];
        made.fixed = described.identificatie + described.nawerk;
        made.is_offered = true;
        self.queues_up(&mut made, false);
        made.fate = self.fate(own, contact, places, None, draw);
        made.treatment = contact.fouten.bejegening;
        self.special(made, false)
    }

    /// What a host does for somebody who comes for this contact.
    pub fn reception(
        &mut self,
        kanaal: &str,
        contact: &klantreis::Contact,
        draw: &impl Fn(&str) -> Purpose,
    ) -> Contact {
        let own: ChannelId = id_of(&self.scenario.kanalen, kanaal);
        let id = self.channels.reception_of(own).expect("where visitors are met there is a place for it");
        let service = seconds(&self.scenario.kanalen[own.index()].1.ontvangst.duur).clone();
        let mut made = self.plain(id, service, &|part| draw(&format!("ontvangst {part}")));
        // whoever waits has the same patience at the door as at the desk
        (made.patience, made.patience_draw) = (seconds(&contact.gedrag.geduld).clone(), draw("patience"));
        // there is nothing to search for
        made.search_change = Some(0);
        let retries = contact.gedrag.probeert_opnieuw.as_ref().is_some_and(|retry| retry.kans > 0.0);
        self.queues_up(&mut made, retries);
        made
    }

    fn reception_of(
        &self,
        channel: ChannelId,
        places: Places,
        draw: &impl Fn(&str) -> Purpose,
    ) -> Option<Box<Reception>> {
        let ontvangst = &self.scenario.kanalen[channel.index()].1.ontvangst;
        let has_host = ontvangst.door.is_some() && ontvangst.opgevangen > 0.0;
        let step = places.reception.filter(|_| has_host)?;
        Some(Box::new(Reception { share: ontvangst.opgevangen, step, draw: draw("ontvangst") }))
    }

    fn offer_of(&self, channel: ChannelId, places: Places, draw: &impl Fn(&str) -> Purpose) -> Option<Offer> {
        let offer = self.scenario.kanalen[channel.index()].1.terugbelaanbod;
        let share = offer.aanbod * offer.accepteert;
        let step = places.offered.filter(|_| share > 0.0)?;
        Some(Offer { share, after: offer.na, step, draw: draw("offer") })
    }

    /// Work of a team on a case.
    pub fn work(
        &mut self,
        team: &str,
        service: &Distribution,
        batch: u32,
        treatment: Option<f64>,
        draw: &impl Fn(&str) -> Purpose,
    ) -> Contact {
        let id = self.channels.inside(ChannelKind::Work, team_id(self.scenario, team));
        let mut made = self.plain(id, service.clone(), draw);
        made.batch = batch;
        made.treatment = treatment;
        self.queues_up(&mut made, false);
        self.special(made, false)
    }

    /// A contact of which nothing goes wrong and for which nobody loses his patience; still without queues.
    fn plain(&self, channel: ChannelId, service: Distribution, draw: &impl Fn(&str) -> Purpose) -> Contact {
        Contact {
            channel,
            only_queue: None,
            service,
            service_draw: draw("service"),
            fixed: self.channels.channels[channel].identification,
            balk: 0.0,
            balk_draw: draw("balk"),
            patience: Distribution::Never,
            patience_draw: draw("patience"),
            queues: Vec::new(),
            retry: None,
            keeps_service: false,
            keeps_patience: false,
            keeps_waited: false,
            assign_draw: draw("assign"),
            reopen_draw: draw("reopen"),
            is_special: false,
            search_change: None,
            goes_on: self.scenario.klantreizen[self.journey.index()].1.ook_als_dicht,
            batch: 1,
            book_draw: draw("book"),
            mark_draw: draw("mark"),
            is_urgent: self.by_segment(|_| false),
            nearest: IdVec::new(),
            fate: None,
            closed_down: None,
            offer: None,
            reception: None,
            is_offered: false,
            treatment: None,
            fit: self.by_segment(|_| 1.0),
        }
    }

    fn by_segment<T>(&self, of: impl Fn(usize) -> T) -> IdVec<SegmentId, T> {
        by_segment(self.scenario, of)
    }

    /// A table by customer; `of` gets the kern, where those differ, and the segment.
    fn by_customer<T: PartialEq>(&self, of: impl Fn(Option<&str>, usize) -> T) -> ByCustomer<T> {
        let kernen = match self.scenario.heeft_werkgebieden() {
            true => self.scenario.kernen.iter().map(|(name, _)| Some(name.as_str())).collect(),
            false => vec![None],
        };
        let n_segments = self.scenario.doelgroepen.len().max(1);
        ByCustomer::new(
            kernen.into_iter().map(|kern| (0..n_segments).map(|segment| of(kern, segment)).collect()),
        )
    }

    fn queues_up(&mut self, contact: &mut Contact, retries: bool) {
        let channel = &self.channels.channels[contact.channel];
        let has_line = !matches!(channel.kind, ChannelKind::SelfService | ChannelKind::Session);
        let desks = channel.desks.iter().filter(|_| has_line);
        let queues = desks.map(|desk| DeskQueue {
            desk: *desk,
            queues: self.queues.at(*desk, self.journey, retries, false),
            booked: channel.agenda.is_some().then(|| self.queues.at(*desk, self.journey, retries, true)),
            takes: self.queues.takes(*desk, self.journey),
        });
        let queues: Vec<DeskQueue> = queues.collect();
        let takes_all = queues.iter().all(|desk| desk.takes.is_none());
        let all = || queues.iter().flat_map(|desk| desk.queues.iter());
        let is_only = |first: &&QueueId| queues.len() == 1 && takes_all && all().all(|queue| queue == *first);
        let only = all().next().filter(is_only);
        contact.only_queue = only.copied();
        contact.nearest = self
            .villages
            .enumerate()
            .map(|(id, village)| {
                let travel = |place: &usize| {
                    let location = self.channels.desks[queues[*place].desk].location;
                    location.map_or(Span::ZERO, |location| village.travel[location])
                };
                let mut near: Vec<usize> = (0..queues.len())
                    .filter(|place| travel(place) < Span::MAX && queues[*place].takes(id))
                    .collect();
                near.sort_by_key(travel);
                near
            })
            .collect();
        let of_journey = self.scenario.klantreizen[self.journey.index()].1.voorrang;
        let segments = places::priorities(self.scenario);
        contact.is_urgent = segments.iter().map(|own| of_journey.max(*own) == Voorrang::Hoog).collect();
        contact.queues = queues;
    }

    fn no_others(&self) -> Others {
        let nowhere = || self.by_customer(|_, _| None);
        Others { elsewhere: nowhere(), digital: nowhere() }
    }

    /// What customers do of whom the nearest location of this contact is closed for good.
    fn closed_down(
        &self,
        contact: &Contact,
        digital: Elsewhere,
        draw: &impl Fn(&str) -> Purpose,
    ) -> Option<Box<ClosedDown>> {
        let shares = self.scenario.gedrag.locatie_dicht.as_ref()?;
        let hours = |place: &usize| &self.channels.desks[contact.queues[*place].desk].hours;
        let is_gone = |near: &Vec<usize>| near.first().is_some_and(|it| *hours(it) == WeekHours::never());
        let was_nearest: Vec<bool> = contact.nearest.iter().map(is_gone).collect();
        was_nearest.contains(&true).then(|| {
            Box::new(ClosedDown {
                draw: draw("closed down"),
                was_nearest: was_nearest.into(),
                elsewhere: shares.andere_locatie,
                digital: shares.digitaal,
                digitally: digital,
                put_off: duration(&shares.na),
            })
        })
    }

    /// Whether customers need to be looked at before they can join a line.
    fn special(&self, contact: Contact, goes_astray: bool) -> Contact {
        let channel = &self.channels.channels[contact.channel];
        let reis = &self.scenario.klantreizen[self.journey.index()].1;
        let own = !channel.kind.is_internal();
        let searches = own || channel.kind == ChannelKind::Work;
        let search_change = reis.zoektijd.filter(|_| searches).map(|it| it.0 - USUAL_SEARCH.0);
        let is_special = channel.agenda.is_some()
            || channel.outage.is_some()
            || channel.left_lying > 0.0
            || contact.batch > 1
            || channel.kind == ChannelKind::Work
            || contact.closed_down.is_some()
            || contact.offer.is_some()
            || contact.reception.is_some()
            || search_change.is_some()
            || (own && reis.maatwerk.aandeel > 0.0)
            || goes_astray;
        Contact { is_special, search_change, ..contact }
    }

    /// What may become of a contact; `None` where nothing can but that it is done.
    fn fate(
        &self,
        channel: ChannelId,
        contact: &klantreis::Contact,
        places: Places,
        elsewhere: Option<Elsewhere>,
        draw: &impl Fn(&str) -> Purpose,
    ) -> Option<Box<Fate>> {
        let described = &self.channels.channels[channel];
        let reis = &self.scenario.klantreizen[self.journey.index()].1;
        let faults = &contact.fouten;
        let is_own = described.kind == ChannelKind::SelfService;
        let teams = self.scenario.teams.iter().filter(|(_, team)| team.doet.contains(&described.name));
        let may_be_incomplete = match faults.onvolledig {
            Some(share) => share > 0.0,
            None => teams.clone().any(|(_, team)| team.onvolledig > 0.0),
        };
        let second_line =
            contact.achterwacht.as_ref().zip(places.second).map(|(team, (transfer, call_back))| SecondLine {
                team: team_id(self.scenario, team),
                transfer,
                call_back,
                most: reis.hooguit_overdrachten.unwrap_or(u32::MAX),
            });
        let may_fail = may_be_incomplete || faults.onbegrepen > 0.0 || second_line.is_some();
        let self_service = is_own.then(|| self.self_service(reis, contact, elsewhere));
        let is_certain =
            |own: &SelfService| own.filled_in == 0.0 && own.succeeds.iter().all(|share| *share >= 1.0);
        let nothing_happens = !may_be_incomplete
            && faults.onbegrepen == 0.0
            && faults.verkeerd_terecht == 0.0
            && second_line.is_none()
            && self_service.as_ref().is_none_or(is_certain);
        if nothing_happens {
            return None;
        }
        Some(Box::new(Fate {
            draw: draw("fate"),
            incomplete: faults.onvolledig,
            unclear: faults.onbegrepen,
            first_line: faults.eerstelijns,
            comes_back: if may_fail { faults.komt_terug.kans } else { 0.0 },
            comes_back_after: duration(&faults.komt_terug.na),
            second_line,
            self_service,
        }))
    }

    /// Share that comes to the wrong desk first. A host at the door sends on whom he meets; where he is somebody of a team,
    /// the run shows whom he does.
    pub fn astray(&self, kanaal: &str, contact: &klantreis::Contact, places: Places) -> f64 {
        let id: ChannelId = id_of(&self.scenario.kanalen, kanaal);
        let share = contact.fouten.verkeerd_terecht;
        let ontvangst = &self.scenario.kanalen[id.index()].1.ontvangst;
        let is_played = ontvangst.door.is_some() && places.reception.is_some();
        match self.channels.channels[id].kind {
            ChannelKind::SelfService => 0.0,
            _ if is_played => share,
            _ => share * (1.0 - ontvangst.opgevangen),
        }
    }

    fn self_service(
        &self,
        reis: &Klantreis,
        contact: &klantreis::Contact,
        elsewhere: Option<Elsewhere>,
    ) -> SelfService {
        let succeeds = self.by_segment(|segment| {
            let reliance = self.self_reliance(segment);
            reis.digitaal.slaagt * reliance
        });
        SelfService {
            succeeds,
            elsewhere: elsewhere.unwrap_or_else(|| self.by_customer(|_, _| None)),
            moves_on: contact.gedrag.wisselt_kanaal,
            filled_in: reis.digitaal.vooringevuld,
            time_saved: reis.digitaal.tijd_bespaard,
        }
    }

    /// Times the success of self-service: min(1, 0.25 + 0.85 z), where those who are helped count as z = 0.9.
    fn self_reliance(&self, segment: usize) -> f64 {
        let of = |z: f64| (0.25 + 0.85 * z).min(1.0);
        let Some((_, group)) = self.scenario.doelgroepen.get(segment) else { return 1.0 };
        let own = of(group.zelfredzaamheid);
        own + group.hulp * (of(HELPED) - own).max(0.0)
    }

    fn fit(&self, channel: ChannelId, contact: &klantreis::Contact) -> IdVec<SegmentId, f64> {
        let described = &self.channels.channels[channel];
        let fits = self.scenario.kanaalsturing.passend(contact.complexiteit);
        let fit = fits.iter().find(|(name, _)| *name == described.name).map_or(1.0, |(_, fit)| *fit);
        self.by_segment(|segment| match described.kind {
            ChannelKind::SelfService => fit * self.self_reliance(segment),
            _ => fit,
        })
    }

    /// The channel a customer takes first: his own preference, or for a share of them what fits best.
    pub fn choices(
        &self,
        reis: &Klantreis,
        via: &Benoemd<klantreis::Contact>,
        ways: &[(&str, StepId)],
    ) -> ByCustomer<Route> {
        self.by_customer(|kern, segment| {
            let weights = self.preferences(reis, (kern, segment), via, None);
            branches(
                ways.iter()
                    .zip(weights)
                    .filter(|(_, weight)| *weight > 0.0)
                    .map(|((_, step), weight)| (*step, weight))
                    .collect(),
            )
        })
    }

    /// Other channels beside `channel`, which may fail customers or close for good.
    pub fn others(
        &self,
        reis: &Klantreis,
        channel: &str,
        via: &Benoemd<klantreis::Contact>,
        ways: &[(&str, StepId)],
    ) -> Others {
        let is_own = |name: &str| {
            let id: ChannelId = id_of(&self.scenario.kanalen, name);
            self.channels.channels[id].kind == ChannelKind::SelfService
        };
        let digital = self.by_customer(|kern, _| {
            let own = ways.iter().find(|(name, _)| is_own(name) && self.offer(reis, name, kern) > 0.0);
            own.map(|(_, step)| *step)
        });
        Others { elsewhere: self.elsewhere(reis, channel, via, ways), digital }
    }

    /// Where a customer goes whom `failed` failed: as his group does, else to what fits best of the others.
    fn elsewhere(
        &self,
        reis: &Klantreis,
        failed: &str,
        via: &Benoemd<klantreis::Contact>,
        ways: &[(&str, StepId)],
    ) -> Elsewhere {
        self.by_customer(|kern, segment| {
            let own =
                self.scenario.doelgroepen.get(segment).map_or(&[][..], |(_, group)| &group.wijkt_uit_naar);
            let own = own.iter().filter(|own| *own != failed && self.takes(own, kern));
            let own = own.filter_map(|own| ways.iter().find(|(name, _)| name == own)).next();
            if let Some((_, step)) = own {
                return Some(*step);
            }
            let offered = self.preferences(reis, (kern, segment), via, Some(failed));
            let best = via
                .iter()
                .zip(&offered)
                .enumerate()
                .filter(|(_, ((name, _), weight))| name != failed && **weight > 0.0);
            let fit = |name: &String, contact: &klantreis::Contact| {
                let id: ChannelId = id_of(&self.scenario.kanalen, name);
                self.fit(id, contact)[SegmentId::from_index(segment)]
            };
            best.map(|(index, ((name, contact), _))| (index, fit(name, contact)))
                .max_by(|(a, x), (b, y)| x.total_cmp(y).then(b.cmp(a)))
                .map(|(index, _)| ways[index].1)
        })
    }

    /// Whether a channel takes customers of a kern with this journey.
    fn takes(&self, channel: &str, kern: Option<&str>) -> bool {
        let journey = &self.scenario.klantreizen[self.journey.index()].0;
        kern.is_none_or(|kern| self.scenario.neemt_aan(channel, journey, kern))
    }

    /// To which share of the customers of a kern a channel is offered for this journey.
    fn offer(&self, reis: &Klantreis, channel: &str, kern: Option<&str>) -> f64 {
        if !self.takes(channel, kern) {
            return 0.0;
        }
        let own = reis.aanbod.iter().find(|(known, _)| known == channel).map_or(1.0, |(_, share)| *share);
        let id: ChannelId = id_of(&self.scenario.kanalen, channel);
        own * self.scenario.kanalen[id.index()].1.aanbod
    }

    /// How likely a segment takes each channel, offers and steering taken in; not adding up to 1.
    fn preferences(
        &self,
        reis: &Klantreis,
        (kern, segment): (Option<&str>, usize),
        via: &Benoemd<klantreis::Contact>,
        without: Option<&str>,
    ) -> Vec<f64> {
        let offer = |name: &str| if without == Some(name) { 0.0 } else { self.offer(reis, name, kern) };
        let group = self.scenario.doelgroepen.get(segment).map(|(_, group)| group);
        let preference = |name: &str| {
            let own = group.and_then(|group| group.kanaalvoorkeur.iter().find(|(known, _)| known == name));
            own.map_or(if group.is_some() { 0.0 } else { 1.0 }, |(_, share)| *share)
        };
        let wanted: Vec<f64> = via.iter().map(|(name, _)| preference(name) * offer(name)).collect();
        let total: f64 = wanted.iter().sum();
        if total <= 0.0 {
            // nobody's first choice: by what is offered
            return via.iter().map(|(name, _)| offer(name)).collect();
        }
        let fit = |(name, contact): &(String, klantreis::Contact)| {
            let id: ChannelId = id_of(&self.scenario.kanalen, name);
            if offer(name) > 0.0 { self.fit(id, contact)[SegmentId::from_index(segment)] } else { -1.0 }
        };
        let best = (0..via.len()).max_by(|a, b| fit(&via[*a]).total_cmp(&fit(&via[*b])).then(b.cmp(a)));
        let steered = |index: usize| if best == Some(index) { reis.sterkte } else { 0.0 };
        wanted
            .iter()
            .enumerate()
            .map(|(index, share)| (1.0 - reis.sterkte) * share / total + steered(index))
            .collect()
    }
}

/// Self-reliance of those who are helped while doing it digitally.
const HELPED: f64 = 0.9;

fn retry(retry: &ProbeertOpnieuw, draw: &impl Fn(&str) -> Purpose) -> Retry {
    Retry {
        chance: retry.kans,
        chance_draw: draw("retry"),
        after: duration(&retry.na),
        after_draw: draw("retry after"),
    }
}

pub fn team_id(scenario: &Scenario, name: &str) -> TeamId {
    id_of(&scenario.teams, name)
}
