//! Teams and their shifts.

use super::Reader;
use crate::scenario::Benoemd;
use crate::scenario::parse;
use crate::scenario::scope::Scope;
use crate::scenario::team::{
    BijEindeDienst, Dienst, KiestKlant, Overdracht, Pauze, Team, Terugbellen, Volgorde,
};
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
        let volgorde = self.choice(scope, "volgorde", |word| match word {
            "oudste" => Some(Volgorde::Oudste),
            "dringendste" => Some(Volgorde::Dringendste),
            _ => None,
        });
        let (calls, handover) = (scope.child("terugbellen"), scope.child("overdracht"));
        Team {
            stroomnaam: self.stroomnaam(scope),
            groep: self.texts(scope, "groep").unwrap_or_default(),
            doet: self.texts(scope, "doet").unwrap_or_default(),
            kent: self.texts(scope, "kent"),
            werkgebied: self.werkgebied(scope),
            diensten: scope
                .children("diensten")
                .into_iter()
                .map(|(naam, scope)| (naam, self.dienst(&scope)))
                .collect(),
            inwerken: self.shares(scope, "inwerken").unwrap_or_default(),
            voorspelfout: self.value(scope, "voorspelfout", parse::variation).unwrap_or_default(),
            inzetbaarheid: self.share(scope, "inzetbaarheid"),
            kiest_klant: kiest_klant.unwrap_or(KiestKlant::Volgorde),
            bij_einde_dienst: bij_einde_dienst.unwrap_or(BijEindeDienst::Afmaken),
            tijdfactor: self.factor(scope, "tijdfactor"),
            nawerk: self.span(scope, "nawerk"),
            volgorde: volgorde.unwrap_or(Volgorde::Oudste),
            legt_neer: self.yes_no(scope, "legt-neer"),
            eerstelijns: self.share(scope, "eerstelijns"),
            zoektijd: self.span(scope, "zoektijd").unwrap_or_default(),
            bejegening: self.value(scope, "bejegening", parse::decimal).unwrap_or_default(),
            onvolledig: self.share(scope, "onvolledig"),
            bereikbaarheid: self.share(scope, "bereikbaarheid"),
            spreekuur: self.hours(scope, "spreekuur"),
            vervanger: self.text(scope, "vervanger"),
            terugbellen: Terugbellen {
                binnen: self.length(&calls, "binnen"),
                blijft_liggen: self.share(&calls, "blijft-liggen"),
                blokken: self.whole(&calls, "blokken").unwrap_or(1) as u32,
            },
            overdracht: Overdracht {
                koud: self.share(&handover, "koud"),
                doorschuiven: self.share(&handover, "doorschuiven"),
                navertellen: self.span(&handover, "navertellen").unwrap_or_default(),
            },
            onderbreking: self.span(scope, "onderbreking").unwrap_or_default(),
            achterstand: parse::working_days(self.length(scope, "achterstand")) / 5.0,
            uurtarief: self.value(scope, "uurtarief", parse::number).unwrap_or_default(),
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
