//! Teams and their shifts.

use super::Reader;
use crate::scenario::Benoemd;
use crate::scenario::parse;
use crate::scenario::scope::Scope;
use crate::scenario::team::{
    BijEindeDienst, Dienst, KiestKlant, Overdracht, Pauze, Team, Terugbellen, Volgorde,
};
use crate::scenario::value::Duur;
use crate::time::Span;

impl<'t> Reader<'t> {
    pub(super) fn teams(&self) -> Benoemd<Team> {
        let teams = self.root.children("teams").into_iter();
        teams.map(|(naam, scope)| (naam, self.team(&scope))).collect()
    }

    fn team(&self, scope: &Scope<'t>) -> Team {
        let kiest_klant = self.choice(scope, "kiest-klant", |word| match word {
            "volgorde" => Some(KiestKlant::Volgorde),
            "langst-wachtend" => Some(KiestKlant::LangstWachtend),
            "voorrang" => Some(KiestKlant::Voorrang),
            _ => None,
        });
        let bij_einde_dienst = self.choice(scope, "bij-einde-dienst", |word| match word {
            "afmaken" => Some(BijEindeDienst::Afmaken),
            "overdragen" => Some(BijEindeDienst::Overdragen),
            _ => None,
        });
        Team {
            doet: self.texts(scope, "doet").unwrap_or_default(),
            kent: self.texts(scope, "kent"),
            diensten: scope
                .children("diensten")
                .into_iter()
                .map(|(naam, scope)| (naam, self.dienst(&scope)))
                .collect(),
            inzetbaarheid: self.share(scope, "inzetbaarheid"),
            kiest_klant: kiest_klant.unwrap_or(KiestKlant::Volgorde),
            bij_einde_dienst: bij_einde_dienst.unwrap_or(BijEindeDienst::Afmaken),
            tijdfactor: self.factor(scope, "tijdfactor"),
            nawerk: self.span(scope, "nawerk"),
            volgorde: Volgorde::Oudste,
            legt_neer: true,
            werkgebied: None,
            inwerken: Vec::new(),
            eerstelijns: 0.65,
            zoektijd: Span::MINUTE,
            bejegening: 0.0,
            onvolledig: 0.15,
            bereikbaarheid: 0.45,
            spreekuur: None,
            vervanger: None,
            terugbellen: Terugbellen { binnen: Duur::Werkdagen(2.0), blijft_liggen: 0.25, blokken: 2 },
            overdracht: Overdracht { koud: 0.76, doorschuiven: 0.1, navertellen: Span::MINUTE },
            onderbreking: Span(5 * Span::MINUTE.0),
            achterstand: 0.0,
            uurtarief: 38.0,
        }
    }

    fn dienst(&self, scope: &Scope<'t>) -> Dienst {
        Dienst {
            dagen: self.value(scope, "dagen", parse::days).unwrap_or_default(),
            van: self.clock(scope, "van"),
            tot: self.clock(scope, "tot"),
            medewerkers: self.value(scope, "medewerkers", parse::number).unwrap_or_default(),
            pauze: self.pauze(scope),
            locatie: self.text(scope, "locatie"),
        }
    }

    fn pauze(&self, dienst: &Scope<'t>) -> Option<Pauze> {
        let node = dienst.node?.get("pauze")?;
        if node.is_empty() || node.text() == Some("nee") {
            return None;
        }
        let scope = dienst.child("pauze");
        Some(Pauze {
            van: self.clock(&scope, "van"),
            tot: self.clock(&scope, "tot"),
            duur: self.span(&scope, "duur").unwrap_or_default(),
        })
    }

    fn clock(&self, scope: &Scope<'t>, key: &str) -> Span {
        self.value(scope, key, parse::clock).unwrap_or_default()
    }
}
