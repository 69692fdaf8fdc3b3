//! Journeys: demand and steps.

use super::Reader;
use crate::random::dist::Distribution;
use crate::scenario::Benoemd;
use crate::scenario::fields::{Cycle, STAP, Shape};
use crate::scenario::klantreis::{
    Aantal, Afwijzing, BeltVooraf, Complexiteit, Contact, Digitaal, Dubbel, Klantreis, Maatwerk, Navraag,
    Stap, StapSoort, Uitstelbericht, Vraag, is_afwijzing,
};
use crate::scenario::patterns;
use crate::scenario::scope::{self, Ledger, PASSEND, Scope};
use crate::scenario::stroomnaam::{self, are_kin};
use crate::scenario::tree::{Entry, Node, Value};
use crate::scenario::value::{Duur, Spreiding};
use crate::scenario::{parse, parse_measure, parse_named, usual};

/// The target that ends a journey; where no step has this name one is added.
pub const EINDE: &str = "einde";

impl<'t> Reader<'t> {
    pub(super) fn klantreizen(&self) -> Benoemd<Klantreis> {
        let journeys = self.root.children("klantreizen").into_iter();
        journeys.map(|(naam, scope)| (naam, self.klantreis(&scope::journey(&self.root, scope)))).collect()
    }

    fn klantreis(&self, scope: &Scope<'t>) -> Klantreis {
        let (digitaal, uitstel) = (scope.child("digitaal"), scope.child("uitstelbericht"));
        let maatwerk = scope.child("maatwerk");
        let most = self.value(scope, "hooguit-overdrachten", |node| parse::whole(node, 0, 100));
        Klantreis {
            stroomnaam: self.stroomnaam(scope),
            vraag: self.vraag(scope),
            kernen: self.chosen(scope, "kern", "kernen"),
            doelgroepen: self.chosen(scope, "doelgroep", "doelgroepen"),
            voorrang: self.voorrang(scope),
            stappen: self.stappen(scope),
            aanbod: self.shares(scope, "aanbod").unwrap_or_default(),
            sterkte: self.share(scope, "sterkte"),
            digitaal: Digitaal {
                slaagt: self.share(&digitaal, "slaagt"),
                vooringevuld: self.share(&digitaal, "vooringevuld"),
                tijd_bespaard: self.span(&digitaal, "tijd-bespaard").unwrap_or_default(),
            },
            statusinfo: self.share(scope, "statusinfo"),
            ontvangstbevestiging: self.share(scope, "ontvangstbevestiging"),
            noemt_termijn: self.share(scope, "noemt-termijn"),
            uitstelbericht: Uitstelbericht {
                aandeel: self.share(&uitstel, "aandeel"),
                vooraf: self.length(&uitstel, "vooraf"),
            },
            belofte: self.value(scope, "belofte", parse::duration),
            verwachte_doorlooptijd: self.length(scope, "verwachte-doorlooptijd"),
            maatwerk: Maatwerk {
                aandeel: self.share(&maatwerk, "aandeel"),
                extra_tijd: self.span(&maatwerk, "extra-tijd").unwrap_or_default(),
                bejegening: self.value(&maatwerk, "bejegening", parse::decimal).unwrap_or_default(),
            },
            regisseur: self.share(scope, "regisseur"),
            hooguit_overdrachten: most.map(|most| most as u32),
            zoektijd: self.span(scope, "zoektijd"),
            dubbel: self.dubbel(scope),
            ook_als_dicht: self.yes_no(scope, "ook-als-dicht"),
            navraag: self.navraag(scope),
        }
    }

    fn navraag(&self, journey: &Scope<'t>) -> Option<Navraag> {
        let scope = self.written_or_top(journey, "navraag");
        let nearest = std::iter::once(&scope).chain(&scope.outer).find_map(|scope| scope.node);
        if nearest.is_some_and(scope::is_off) {
            return None;
        }
        let kanaal = match self.text(&scope, "kanaal") {
            Some(kanaal) => kanaal,
            None => usual::to_ask_by(&self.root, journey.node.and_then(stroomnaam::root))?.to_owned(),
        };
        let contact = self.contact_beside(journey, &kanaal)?;
        let duur = self.value(&scope, "duur", |node| parse::spread(node, Shape::Handling, ""));
        Some(Navraag {
            na_termijn: self.share(&scope, "na-termijn"),
            niets_gehoord: self.share(&scope, "niets-gehoord"),
            kanaal,
            contact: Contact { duur: duur.unwrap_or(contact.duur.clone()), ..contact },
        })
    }

    /// A contact over a channel as in a step of this journey; such a step stands nowhere, so it leaves no trace.
    fn contact_beside(&self, journey: &Scope<'t>, kanaal: &str) -> Option<Contact> {
        let channel = scope::channel(&self.root, kanaal)?;
        let silent = Ledger::default();
        let reader = Reader { root: self.root.clone(), ledger: &silent, ..*self };
        let step = Scope { part: &STAP, node: None, kind: "contact", ..journey.clone() };
        Some(reader.contact(&step, journey, channel, None))
    }

    /// By phone, or by message for those who begin by phone.
    fn dubbel(&self, journey: &Scope<'t>) -> Option<Dubbel> {
        let deel = self.share(journey, "dubbel");
        if deel == 0.0 {
            return None;
        }
        let steps = journey.node.and_then(|node| node.get("stappen")).map_or(&[][..], Node::entries);
        let first = steps.iter().find_map(|step| step.node.get("contact")?.text());
        let channels = self.root.node.and_then(|node| node.get("kanalen")).map_or(&[][..], Node::entries);
        let root = journey.node.and_then(stroomnaam::root);
        let is_message = |channel: &&Entry| {
            channel.node.get("soort").and_then(Node::text) == Some("bericht")
                && stroomnaam::root(&channel.node) == root
        };
        let message = channels.iter().find(is_message).map(|channel| channel.key.as_str());
        let kanaal = [usual::to_ask_by(&self.root, root), message]
            .into_iter()
            .flatten()
            .find(|name| Some(*name) != first)?;
        let contact = self.contact_beside(journey, kanaal)?;
        Some(Dubbel { deel, kanaal: kanaal.to_owned(), contact })
    }

    fn vraag(&self, journey: &Scope<'t>) -> Vraag {
        let scope = scope::demand(&self.root, journey);
        if scope.node.is_none_or(|node| node.is_empty() || node.text().is_some()) {
            let flat = Vraag {
                aantal: Aantal::Geen,
                jaar: Vec::new(),
                maand: [1.0; 12],
                weekdag: [1.0; 7],
                uur: [1.0; 24],
                piek: 0.0,
                dagspreiding: 0.0,
                dagfactor_gedeeld: true,
                op: None,
            };
            return flat;
        }
        let aantal = self.value(&scope, "aantal", parse::volume).unwrap_or(Aantal::PerJaar(0.0));
        let by_hour = matches!(aantal, Aantal::PerUur(_) | Aantal::UurVoorUur(_));
        let patroon = scope.child("patroon");
        let weights = |key, cycle| {
            if by_hour {
                return vec![1.0; patterns::length(cycle)];
            }
            let written = self.value(&patroon, key, |node| parse::pattern(node, cycle));
            written.unwrap_or_else(|| vec![1.0; patterns::length(cycle)])
        };
        let (maand, weekdag, uur) =
            (weights("maand", Cycle::Month), weights("weekdag", Cycle::Weekday), weights("uur", Cycle::Hour));
        let dagfactor = self.choice(&scope, "dagfactor", |word| match word {
            "gedeeld" => Some(true),
            "eigen" => Some(false),
            _ => None,
        });
        Vraag {
            aantal,
            jaar: match by_hour {
                true => Vec::new(),
                false => self.value(&patroon, "jaar", parse_measure::years).unwrap_or_default(),
            },
            maand: maand.try_into().expect("twelve months"),
            weekdag: weekdag.try_into().expect("seven days"),
            uur: uur.try_into().expect("24 hours"),
            piek: if by_hour { 1.0 } else { self.share(&scope, "piek") },
            dagspreiding: self.value(&scope, "dagspreiding", parse::variation).unwrap_or_default(),
            dagfactor_gedeeld: dagfactor.unwrap_or(true),
            op: self.value(&scope, "op", parse::date),
        }
    }

    fn stappen(&self, journey: &Scope<'t>) -> Benoemd<Stap> {
        let steps = journey.children("stappen");
        let branches = steps.iter().any(|(_, step)| step.node.is_some_and(has_branches));
        let names: Vec<String> = steps.iter().map(|(name, _)| name.clone()).collect();
        let works: Vec<Option<&str>> = steps.iter().map(|(_, step)| step.word("werk")).collect();
        let mut read = Vec::with_capacity(steps.len());
        for (index, (name, scope)) in steps.into_iter().enumerate() {
            let next = if branches { None } else { names.get(index + 1) };
            let later_work = works[index + 1..].iter().flatten().next();
            let stap = self.stap(journey, scope, next, later_work.copied());
            read.push((name, stap));
        }
        let ends = |stap: &Stap| stap.daarna.iter().any(|(name, _)| name == EINDE);
        if !names.iter().any(|name| name == EINDE) && read.iter().any(|(_, stap)| ends(stap)) {
            read.push((EINDE.to_owned(), Stap::einde()));
        }
        read
    }

    /// `later_work` is the team of the next step of work in the file.
    fn stap(
        &self,
        journey: &Scope<'t>,
        step: Scope<'t>,
        next: Option<&String>,
        later_work: Option<&str>,
    ) -> Stap {
        let scope = &scope::step(&self.root, journey, step);
        let soort = match scope.kind {
            "contact" => self.contacts(scope, journey, later_work),
            "werk" => StapSoort::Werk {
                team: self.text(scope, "werk").unwrap_or_default(),
                duur: self.duur(scope),
                tijdfactor: self.factor(scope, "tijdfactor"),
                per: self.whole(scope, "per").unwrap_or(1).min(u64::from(u32::MAX)) as u32,
                bejegening: self.value(scope, "bejegening", parse::decimal),
                onvolledig: self.value(scope, "onvolledig", parse::share),
            },
            "bericht" => StapSoort::Bericht {
                kanaal: self.text(scope, "bericht"),
                onbegrepen: self.share(scope, "onbegrepen"),
                komt_terug: self.komt_terug(scope),
            },
            "wacht-op-klant" => StapSoort::WachtOpKlant { duur: self.duur(scope) },
            "wacht-op-partner" => {
                StapSoort::WachtOpPartner { duur: self.duur(scope), partner: self.text(scope, "partner") }
            }
            "wacht" => StapSoort::Wacht { duur: self.duur(scope) },
            _ => return Stap::einde(),
        };
        let written = self.value(scope, "daarna", |node| {
            Ok(parse_named::routes(node)?
                .into_iter()
                .map(|(name, share, _)| (name.to_owned(), share))
                .collect::<Vec<_>>())
        });
        let daarna = written.unwrap_or_else(|| next.map(|next| (next.clone(), 1.0)).into_iter().collect());
        let leidt_tot = self.value(scope, "leidt-tot", |node| {
            Ok(parse_named::means(node)?.into_iter().map(|(naam, mean, _)| (naam.to_owned(), mean)).collect())
        });
        let is_done = matches!(scope.kind, "contact" | "werk");
        let uitkomst = if is_done { self.shares(scope, "uitkomst") } else { None };
        let uitkomst = uitkomst.unwrap_or_default();
        let refuses = uitkomst.iter().any(|(naam, _)| is_afwijzing(naam));
        Stap {
            soort,
            daarna,
            overslaan: self.share(scope, "overslaan"),
            vindt_fout: self.share(scope, "vindt-fout"),
            belofte: self.value(scope, "belofte", parse::duration),
            afwijzing: if refuses { self.afwijzing(scope) } else { Stap::einde().afwijzing },
            uitkomst,
            leidt_tot: leidt_tot.unwrap_or_default(),
        }
    }

    fn afwijzing(&self, scope: &Scope<'t>) -> Afwijzing {
        let call = scope.child("belt-vooraf");
        Afwijzing {
            uitleg: self.share(scope, "uitleg"),
            alternatief: self.share(scope, "alternatief"),
            belt_vooraf: BeltVooraf {
                aandeel: self.share(&call, "aandeel"),
                duur: self.span(&call, "duur").unwrap_or_default(),
            },
        }
    }

    /// A contact over its channel, or over every channel that somebody works at.
    fn contacts(&self, scope: &Scope<'t>, journey: &Scope<'t>, later_work: Option<&str>) -> StapSoort {
        let name = self.text(scope, "contact").unwrap_or_default();
        let over = |name: String| {
            let channel = scope::channel(&self.root, &name)?;
            Some((name, self.contact(scope, journey, channel, later_work)))
        };
        if name != PASSEND {
            return StapSoort::Contact { passend: false, via: over(name).into_iter().collect() };
        }
        let channels = self.root.node.and_then(|node| node.get("kanalen")).map_or(&[][..], Node::entries);
        // `check` refuses what this leaves out
        let channels = if self.offers_choice { channels } else { &[] };
        let taken = channels.iter().filter(|channel| self.can_take(channel, journey));
        StapSoort::Contact {
            passend: true,
            via: taken.filter_map(|channel| over(channel.key.clone())).collect(),
        }
    }

    /// Whether customers of this journey can go to a channel of own accord.
    fn can_take(&self, channel: &Entry, journey: &Scope<'t>) -> bool {
        if !are_kin(stroomnaam::root(&channel.node), journey.node.and_then(stroomnaam::root)) {
            return false;
        }
        let journey = journey.path.0.last().map_or("", String::as_str);
        let helps = |team: &Entry| {
            let has = |key: &str, name: &str| {
                team.node.get(key).map(|node| node.texts().iter().any(|(text, _)| *text == name))
            };
            has("doet", &channel.key) == Some(true) && has("kent", journey) != Some(false)
        };
        let teams = || self.root.node.and_then(|node| node.get("teams")).map_or(&[][..], Node::entries);
        match channel.node.get("soort").and_then(Node::text) {
            Some("zelf") => true,
            Some("bijeenkomst") | None => false,
            Some(_) => teams().iter().any(helps),
        }
    }

    fn contact(
        &self,
        step: &Scope<'t>,
        journey: &Scope<'t>,
        channel: Scope<'t>,
        later_work: Option<&str>,
    ) -> Contact {
        let over = &scope::journey_over(&self.root, journey.clone(), Some(channel.clone()));
        let step =
            Scope { kind: "contact", ..scope::step_over(&self.root, journey, step.clone(), Some(channel)) };
        let step = &step;
        let complexiteit = self.choice(step, "complexiteit", |word| match word {
            "laag" => Some(Complexiteit::Laag),
            "midden" => Some(Complexiteit::Midden),
            "hoog" => Some(Complexiteit::Hoog),
            _ => None,
        });
        Contact {
            duur: self.duur(step),
            tijdfactor: self.factor(step, "tijdfactor"),
            complexiteit: complexiteit.unwrap_or(Complexiteit::Midden),
            achterwacht: self.text(step, "achterwacht").or_else(|| later_work.map(str::to_owned)),
            verwachte_reactietijd: match step.sort {
                "bericht" => self.length(over, "verwachte-reactietijd"),
                _ => Duur::Werkdagen(0.0),
            },
            gedrag: self.gedrag(step, over),
            fouten: self.fouten(step, over),
        }
    }

    fn duur(&self, scope: &Scope<'t>) -> Spreiding {
        let duur = self.value(scope, "duur", |node| parse::spread(node, Shape::ByStep, scope.kind));
        duur.unwrap_or(Spreiding { verdeling: Distribution::Fixed(0.0), werkdagen: false })
    }
}

/// Whether a step's `daarna` holds more than one way on.
pub fn has_branches(step: &Node) -> bool {
    matches!(step.get("daarna").map(|node| &node.value), Some(Value::Map(entries)) if entries.len() > 1)
}
