//! Journeys: demand and steps.

use super::Reader;
use crate::random::dist::Distribution;
use crate::scenario::Benoemd;
use crate::scenario::fields::{Cycle, Shape};
use crate::scenario::kanaal::Kanaal;
use crate::scenario::klantreis::{
    Aantal, Complexiteit, Contact, Digitaal, Klantreis, Maatwerk, Stap, StapSoort, Uitstelbericht, Vraag,
};
use crate::scenario::parse;
use crate::scenario::patterns;
use crate::scenario::scope::{self, Scope};
use crate::scenario::tree::{Node, Value};
use crate::scenario::value::{Duur, Spreiding};
use crate::time::Span;

/// The target that ends a journey; where no step has this name one is added.
pub const EINDE: &str = "einde";

impl<'t> Reader<'t> {
    pub(super) fn klantreizen(&self, kanalen: &Benoemd<Kanaal>) -> Benoemd<Klantreis> {
        let journeys = self.root.children("klantreizen").into_iter();
        journeys.map(|(naam, scope)| (naam, self.klantreis(&scope, kanalen))).collect()
    }

    fn klantreis(&self, scope: &Scope<'t>, _kanalen: &Benoemd<Kanaal>) -> Klantreis {
        Klantreis {
            vraag: self.vraag(scope),
            voorrang: self.voorrang(scope),
            stappen: self.stappen(scope),
            aanbod: Vec::new(),
            sterkte: 0.0,
            digitaal: Digitaal { slaagt: 0.8, vooringevuld: 0.0, tijd_bespaard: Span::MINUTE },
            statusinfo: 0.5,
            ontvangstbevestiging: 0.74,
            noemt_termijn: 0.5,
            uitstelbericht: Uitstelbericht { aandeel: 0.0, vooraf: Duur::Kalender(Span(7 * Span::DAY.0)) },
            belofte: None,
            verwachte_doorlooptijd: Duur::Kalender(Span(56 * Span::DAY.0)),
            maatwerk: Maatwerk { aandeel: 0.0, extra_tijd: Span(10 * Span::MINUTE.0), bejegening: 0.3 },
            regisseur: 0.0,
            hooguit_overdrachten: None,
            ook_als_dicht: false,
            navraag: None,
        }
    }

    fn vraag(&self, journey: &Scope<'t>) -> Vraag {
        let scope = scope::demand(&self.root, journey);
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
            maand: maand.try_into().expect("twelve months"),
            weekdag: weekdag.try_into().expect("seven days"),
            uur: uur.try_into().expect("24 hours"),
            piek: if by_hour { 1.0 } else { self.share(&scope, "piek") },
            dagspreiding: self.value(&scope, "dagspreiding", parse::variation).unwrap_or_default(),
            dagfactor_gedeeld: dagfactor.unwrap_or(true),
            op: None,
        }
    }

    fn stappen(&self, journey: &Scope<'t>) -> Benoemd<Stap> {
        let steps = journey.children("stappen");
        let branches = steps.iter().any(|(_, step)| step.node.is_some_and(has_branches));
        let names: Vec<String> = steps.iter().map(|(name, _)| name.clone()).collect();
        let mut read = Vec::with_capacity(steps.len());
        for (index, (name, scope)) in steps.into_iter().enumerate() {
            let scope = scope::step(&self.root, journey, scope);
            let next = if branches { None } else { names.get(index + 1) };
            let stap = self.stap(&scope, next);
            read.push((name, stap));
        }
        let ends = |stap: &Stap| stap.daarna.iter().any(|(name, _)| name == EINDE);
        if !names.iter().any(|name| name == EINDE) && read.iter().any(|(_, stap)| ends(stap)) {
            read.push((EINDE.to_owned(), Stap::einde()));
        }
        read
    }

    fn stap(&self, scope: &Scope<'t>, next: Option<&String>) -> Stap {
        let soort = match scope.kind {
            "contact" => {
                let kanaal = self.text(scope, "contact").unwrap_or_default();
                StapSoort::Contact { passend: false, via: vec![(kanaal, self.contact(scope))] }
            }
            "wacht-op-klant" => StapSoort::WachtOpKlant { duur: self.duur(scope) },
            "wacht-op-partner" => {
                StapSoort::WachtOpPartner { duur: self.duur(scope), partner: self.text(scope, "partner") }
            }
            "wacht" => StapSoort::Wacht { duur: self.duur(scope) },
            _ => StapSoort::Einde,
        };
        if matches!(soort, StapSoort::Einde) {
            return Stap::einde();
        }
        let written = self.value(scope, "daarna", |node| {
            Ok(parse::routes(node)?
                .into_iter()
                .map(|(name, share, _)| (name.to_owned(), share))
                .collect::<Vec<_>>())
        });
        let daarna = written.unwrap_or_else(|| next.map(|next| (next.clone(), 1.0)).into_iter().collect());
        Stap { soort, daarna, overslaan: self.share(scope, "overslaan"), ..Stap::einde() }
    }

    fn contact(&self, scope: &Scope<'t>) -> Contact {
        Contact {
            duur: self.duur(scope),
            tijdfactor: self.factor(scope, "tijdfactor"),
            complexiteit: Complexiteit::Midden,
            achterwacht: None,
            verwachte_reactietijd: Duur::Werkdagen(3.0),
            gedrag: self.gedrag(scope),
            fouten: self.fouten(scope),
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
