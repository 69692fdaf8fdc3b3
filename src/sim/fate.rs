//! What becomes of an answered contact: done, passed on, promised a call, or not good enough.

use crate::id::{CustomerId, PoolId, StepId, TeamId};
use crate::model::channel::ChannelKind;
use crate::model::journey::{Contact, Fate, SecondLine};
use crate::model::staff::Team;
use crate::sim::calendar::Rank;
use crate::sim::customer::{Customer, Doing};
use crate::sim::record::{After, CallBack, Close, Ending, Happening, Observer, Visit};
use crate::sim::world::World;
use crate::time::{Span, Time};

/// The numbers that decide about one contact, all of one draw.
struct Lots {
    astray: f64,
    line: f64,
    reach: f64,
    deputy: f64,
    cold: f64,
    incomplete: f64,
    unclear: f64,
    comes_back: f64,
    left_lying: f64,
}

impl<'m> World<'m> {
    /// Inlined, so that who asks for one does not draw those after it.
    #[inline(always)]
    fn lots(&self, id: CustomerId, fate: &Fate) -> Lots {
        let (entity, occurrence) = self.name(id, 0);
        let mut draw = self.streams.draw(fate.draw, entity, occurrence);
        Lots {
            astray: draw.uniform(),
            line: draw.uniform(),
            reach: draw.uniform(),
            deputy: draw.uniform(),
            cold: draw.uniform(),
            incomplete: draw.uniform(),
            unclear: draw.uniform(),
            comes_back: draw.uniform(),
            left_lying: draw.uniform(),
        }
    }

    /// Who comes to the wrong desk first tells his story twice: to the first team at this contact.
    pub(super) fn time_astray(&self, id: CustomerId, contact: &Contact) -> Span {
        let Some(fate) = &contact.fate else { return Span::ZERO };
        let share = self.share_astray(id);
        if share == 0.0 || self.lives[id].contact.met {
            return Span::ZERO;
        }
        if self.lots(id, fate).astray >= share {
            return Span::ZERO;
        }
        let queue = contact.queues[0].queues.iter().next().expect("there is a segment");
        let pool = self.model.queues[*queue].pools.first();
        pool.map_or(Span::ZERO, |pool| self.team_of(id, *pool).hand_off.retelling)
    }

    /// Share of those who come to a customer's step who went to the wrong desk first.
    #[inline(always)]
    fn share_astray(&self, id: CustomerId) -> f64 {
        self.world_of(id).astray[self.customers[id].step_id]
    }

    /// The team of a pool, as this customer meets it.
    pub(super) fn team_of(&self, id: CustomerId, pool: PoolId) -> &'m Team {
        let model = self.world_of(id);
        &model.teams[model.pools[pool].team]
    }

    /// What becomes of the help that `pool` just gave.
    pub(super) fn judges(
        &mut self,
        id: CustomerId,
        contact: &'m Contact,
        pool: PoolId,
        observer: &mut impl Observer,
    ) -> After {
        let team = self.team_of(id, pool);
        if self.model.channels[contact.channel].kind == ChannelKind::Work {
            self.lives[id].treatment = contact.treatment.unwrap_or(team.treatment);
        }
        let Some(fate) = &contact.fate else { return After::Done };
        let lots = self.lots(id, fate);
        if lots.astray < self.share_astray(id) && !self.lives[id].contact.met {
            let open = &mut self.lives[id].contact;
            open.cold = open.cold.saturating_add(1);
            self.tells(id, Happening::WasAstray, observer);
        }
        let handed_off = {
            let open = &self.lives[id].contact;
            u32::from(open.warm) + u32::from(open.cold)
        };
        if let Some(second) = &fate.second_line
            && lots.line >= fate.first_line.unwrap_or(team.first_line)
            && handed_off < second.most
            && !self.is_his_own(contact, pool, second)
        {
            let described = &self.world_of(id).teams[second.team];
            let reached = self.reaches(described, second.team, lots.reach)
                || described.deputy.is_some_and(|deputy| {
                    self.reaches(&self.world_of(id).teams[deputy], deputy, lots.deputy)
                });
            // who calls back knows the story as little as who takes over
            let is_cold = lots.cold < team.hand_off.cold;
            let life = &mut self.lives[id];
            life.hand_offs = life.hand_offs.saturating_add(1);
            let passed = if is_cold { &mut life.contact.cold } else { &mut life.contact.warm };
            *passed = passed.saturating_add(1);
            if !reached {
                return After::CallBack;
            }
            let retelling = described.hand_off.retelling;
            self.customers[id].extra = if is_cold { retelling } else { Span::ZERO };
            return After::PassedOn;
        }
        let open = &mut self.lives[id].contact;
        open.incomplete = lots.incomplete < fate.incomplete.unwrap_or(team.incomplete);
        // a letter may have been unclear before
        open.unclear |= lots.unclear < fate.unclear;
        let is_bad = open.incomplete || lots.unclear < fate.unclear;
        if is_bad && lots.comes_back < fate.comes_back { After::ComesBack } else { After::Done }
    }

    /// Whether the second line itself picked up.
    fn is_his_own(&self, contact: &Contact, pool: PoolId, second: &SecondLine) -> bool {
        let is_transfer = self.model.channels[contact.channel].kind == ChannelKind::Transfer;
        !is_transfer && self.model.pools[pool].team == second.team
    }

    /// Whether a colleague gets through to this team now.
    fn reaches(&self, described: &Team, team: TeamId, lot: f64) -> bool {
        let within = described
            .reachable_at
            .as_ref()
            .is_none_or(|hours| self.model.horizon.day(self.now.day()).lies_within(hours, self.now));
        let somebody = || {
            let pools = self.model.pools.enumerate().filter(|(_, pool)| pool.team == team);
            pools.map(|(id, _)| self.pools[id].rostered).any(|there| there > 0)
        };
        lot < described.reachable && within && somebody()
    }

    /// On from a contact that was answered, by what became of it.
    pub(super) fn goes_on(
        &mut self,
        id: CustomerId,
        contact: &'m Contact,
        visit: &Visit,
        observer: &mut impl Observer,
    ) {
        let passed_on = visit.after == After::PassedOn;
        if !passed_on {
            self.keeps_or_breaks_promise(id, visit, observer);
            self.keeps_word(id, self.customers[id].step, visit.queued, self.now);
            self.closes_contact(id, visit, true, observer);
            let customer = &mut self.customers[id];
            customer.extra = Span::ZERO;
            customer.access_days = Customer::NOT_BOOKED;
        }
        match visit.after {
            After::Done => self.is_done(id, observer),
            After::PassedOn => {
                let second = second_line(contact);
                self.moves_to_contact(id, second.transfer, observer);
                self.joins(id, self.contact(id), observer);
            }
            After::ComesBack => {
                let fate = contact.fate.as_ref().expect("only a fate brings a customer back");
                self.lives[id].repeats += 1;
                let (entity, occurrence) = self.name(id, 0);
                let mut draw = self.streams.draw(contact.reopen_draw, entity, occurrence);
                let after = &fate.comes_back_after;
                let at = self.after(after, after.length.sample(&mut draw));
                self.comes_back(id, at, observer);
            }
            After::CallBack => self.promises_call(id, contact, observer),
            After::Failed => self.moves_on(id, contact, observer),
        }
    }

    /// To the contact of another step, as a new contact or to carry on with this one.
    pub(super) fn moves_to_contact(&mut self, id: CustomerId, step: StepId, observer: &mut impl Observer) {
        let customer = &mut self.customers[id];
        customer.attempt = 0;
        customer.waited = Span::ZERO;
        self.moves(id, self.target(self.customers[id].world, step), observer);
    }

    /// Comes again, at `at`, to the contact this one began with.
    fn comes_back(&mut self, id: CustomerId, at: Time, observer: &mut impl Observer) {
        let customer = &mut self.customers[id];
        customer.contacts = customer.contacts.saturating_add(1);
        let origin = customer.step.origin;
        self.moves_to_contact(id, origin, observer);
        self.customers[id].doing = Doing::Coming;
        self.schedule(at, Rank::Returns, id.0);
    }

    fn promises_call(&mut self, id: CustomerId, contact: &'m Contact, observer: &mut impl Observer) {
        let second = second_line(contact);
        let fate = contact.fate.as_ref().expect("only a fate has a second line");
        let left_lying = self.lots(id, fate).left_lying;
        let calls = &self.world_of(id).teams[second.team].call_back;
        let (entity, occurrence) = self.name(id, 0);
        let within =
            calls.within.length.sample(&mut self.streams.draw(contact.reopen_draw, entity, occurrence));
        let due = self.after(&calls.within, within);
        let life = &mut self.lives[id];
        (life.promised, life.due) = (self.now, due);
        if left_lying < calls.left_lying {
            self.customers[id].doing = Doing::Forgotten;
            self.schedule(due, Rank::Returns, id.0);
            return;
        }
        self.moves_to_contact(id, second.call_back, observer);
        let round = self.next_round(&calls.rounds);
        if round == self.now {
            return self.joins(id, self.contact(id), observer);
        }
        self.customers[id].doing = Doing::Coming;
        self.schedule(round, Rank::Returns, id.0);
    }

    /// The next moment of these clock times by weekday on a day that is not closed; now where there is none.
    fn next_round(&self, rounds: &[Vec<Span>; 7]) -> Time {
        if rounds.iter().all(Vec::is_empty) {
            return self.now;
        }
        let horizon = &self.model.horizon;
        let on = |day: i64| {
            let kind = horizon.day(day);
            let moments = if kind.closed { &[][..] } else { &rounds[usize::from(kind.weekday)] };
            let of_day = moments.iter().map(|moment| Time::from_day(day) + *moment);
            of_day.into_iter().find(|moment| *moment > self.now)
        };
        (self.now.day()..horizon.days.len() as i64).find_map(on).unwrap_or(self.now)
    }

    fn keeps_or_breaks_promise(&mut self, id: CustomerId, visit: &Visit, observer: &mut impl Observer) {
        if self.model.channels[visit.channel].kind == ChannelKind::CallBack {
            let caller = visit.pool.expect("a call is made by somebody");
            let kept = self.now <= self.lives[id].due;
            self.reports_call(id, self.model.pools[caller].team, kept, observer);
        }
    }

    fn reports_call(&mut self, id: CustomerId, team: TeamId, kept: bool, observer: &mut impl Observer) {
        let life = &mut self.lives[id];
        *(if kept { &mut life.kept } else { &mut life.broken }) += 1;
        let promised = life.promised;
        self.tells(id, Happening::Called { kept }, observer);
        let (model, customer) = (self.model, &self.customers[id]);
        let journey = customer.step.journey;
        observer.call_back(&CallBack {
            journey: model.journeys[journey].part_of.unwrap_or(journey),
            channel: self.origin_contact(id).channel,
            team,
            segment: customer.segment(),
            village: customer.village(),
            promised,
            counted: model.horizon.count_from() <= promised && promised < model.horizon.count_to(),
            kept,
        });
    }

    /// The call never came: some ask again, for others it ends here.
    pub(super) fn finds_out(&mut self, id: CustomerId, observer: &mut impl Observer) {
        let contact = self.contact(id);
        let fate = contact.fate.as_ref().expect("only a fate promises a call");
        self.reports_call(id, second_line(contact).team, false, observer);
        if self.lots(id, fate).comes_back < fate.comes_back {
            self.lives[id].repeats += 1;
            self.comes_back(id, self.now, observer);
        } else {
            self.ends(id, Close::GivenUp, observer);
        }
    }

    /// Whether doing it oneself succeeds.
    pub(super) fn succeeds(&self, id: CustomerId, contact: &Contact) -> bool {
        let Some(fate) = &contact.fate else { return true };
        let Some(own) = &fate.self_service else { return true };
        self.lots(id, fate).line < own.succeeds[self.customers[id].segment()]
    }

    /// What a form that is filled in beforehand saves.
    pub(super) fn time_saved(&self, id: CustomerId, contact: &Contact) -> Span {
        let Some(fate) = &contact.fate else { return Span::ZERO };
        match &fate.self_service {
            Some(own) if self.lots(id, fate).cold < own.filled_in => own.time_saved,
            _ => Span::ZERO,
        }
    }

    /// Doing it oneself failed: on to another channel, or giving up.
    fn moves_on(&mut self, id: CustomerId, contact: &'m Contact, observer: &mut impl Observer) {
        let fate = contact.fate.as_ref().expect("only a fate lets self-service fail");
        let own = fate.self_service.as_ref().expect("only self-service fails");
        let customer = &mut self.customers[id];
        customer.contacts = customer.contacts.saturating_add(1);
        match *own.elsewhere.of(customer.village(), customer.segment()) {
            Some(step) if self.lots(id, fate).reach < own.moves_on => {
                self.moves_to_contact(id, step, observer);
                self.joins(id, self.contact(id), observer);
            }
            _ => self.ends(id, Close::GivenUp, observer),
        }
    }

    /// Nobody took up the message.
    pub(super) fn stays_unanswered(&mut self, id: CustomerId, observer: &mut impl Observer) {
        let contact = self.contact(id);
        let desk = self.model.channels[contact.channel].desks[0];
        self.fails(id, desk, Ending::Unanswered, self.now, observer);
    }
}

fn second_line(contact: &Contact) -> &SecondLine {
    let fate = contact.fate.as_ref().expect("only a fate passes customers on");
    fate.second_line.as_ref().expect("only with a second line customers are passed on")
}
