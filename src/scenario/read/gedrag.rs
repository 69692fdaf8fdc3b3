//! What customers do: giving up, trying again, coming back; and what belongs to no channel or journey.

use super::Reader;
use crate::random::dist::Distribution;
use crate::scenario::fields::{QUEUED, Shape};
use crate::scenario::gedrag::{Algemeen, BEZWAAR, Klaagt, LocatieDicht};
use crate::scenario::kanaal::{Fouten, Gedrag, KomtTerug, ProbeertOpnieuw};
use crate::scenario::kanaalsturing::Kanaalsturing;
use crate::scenario::scope::{self, Scope};
use crate::scenario::stroomnaam;
use crate::scenario::value::Spreiding;
use crate::scenario::{Benoemd, parse, usual};

impl<'t> Reader<'t> {
    /// Behaviour at a contact step: stap > klantreis > kanaal > gedrag > kind of channel; `journey` over that channel.
    pub(super) fn gedrag(&self, step: &Scope<'t>, journey: &Scope<'t>) -> Gedrag {
        let wisselt_kanaal = self.share(journey, "wisselt-kanaal");
        let never = Spreiding { verdeling: Distribution::Never, werkdagen: false };
        if !QUEUED.contains(&step.sort) {
            return Gedrag { haakt_direct_af: 0.0, geduld: never, probeert_opnieuw: None, wisselt_kanaal };
        }
        let geduld = self.value(step, "geduld", |node| parse::spread(node, Shape::Patience, ""));
        Gedrag {
            haakt_direct_af: self.share(step, "haakt-direct-af"),
            geduld: geduld.unwrap_or(never),
            probeert_opnieuw: self.probeert_opnieuw(step),
            wisselt_kanaal,
        }
    }

    fn probeert_opnieuw(&self, step: &Scope<'t>) -> Option<ProbeertOpnieuw> {
        let (tries_again, origin) = scope::tries_again(step);
        if !tries_again {
            self.note_word(step, "probeert-opnieuw", "nee".to_owned(), origin);
            return None;
        }
        let scope = step.child("probeert-opnieuw");
        let remembers = self.value(&scope, "onthoudt", |node| {
            Ok(parse::choices(node, &["duur", "geduld", "gewacht"])?
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<_>>())
        });
        let remembers = remembers.unwrap_or_default();
        let has = |word: &str| remembers.iter().any(|known| known == word);
        Some(ProbeertOpnieuw {
            kans: self.share(&scope, "kans"),
            na: self.pause(&scope),
            onthoudt_duur: has("duur"),
            onthoudt_geduld: has("geduld"),
            onthoudt_gewacht: has("gewacht"),
        })
    }

    fn pause(&self, scope: &Scope<'t>) -> Spreiding {
        let na = self.value(scope, "na", |node| parse::spread(node, Shape::Fixed, ""));
        na.expect("a default that can be read")
    }

    /// What goes wrong at a contact step; `journey` over its channel.
    pub(super) fn fouten(&self, step: &Scope<'t>, journey: &Scope<'t>) -> Fouten {
        Fouten {
            verkeerd_terecht: self.share(journey, "verkeerd-terecht"),
            onvolledig: self.value(step, "onvolledig", parse::share),
            onbegrepen: self.share(step, "onbegrepen"),
            komt_terug: self.komt_terug(step),
            eerstelijns: self.value(step, "eerstelijns", parse::share),
            bejegening: self.value(step, "bejegening", parse::decimal),
        }
    }

    /// At a step in which the customer hears something.
    pub(super) fn komt_terug(&self, step: &Scope<'t>) -> KomtTerug {
        let scope = self.written_or_top(step, "komt-terug");
        KomtTerug { kans: self.share(&scope, "kans"), na: self.pause(&scope) }
    }

    /// The block of a part, where it or a place around it holds any of it; else that of `gedrag`.
    pub(super) fn written_or_top(&self, part: &Scope<'t>, key: &str) -> Scope<'t> {
        let block = part.child(key);
        let is_written = std::iter::once(&block).chain(&block.outer).any(|scope| scope.node.is_some());
        if is_written { block } else { self.root.child("gedrag").child(key) }
    }

    pub(super) fn algemeen_gedrag(&self) -> Algemeen {
        let scope = self.root.child("gedrag");
        let is_called = |known: &str, scope: &Scope<'t>, name: &str| {
            let own = scope.node.and_then(stroomnaam::written).map(|(_, own)| own);
            known == name || own == Some(name)
        };
        let journeys = self.root.children("klantreizen");
        let has = |name: &str| journeys.iter().any(|(known, scope)| is_called(known, scope, name));
        let klaagt = scope.child("klaagt");
        let klantreis = self.text(&klaagt, "klantreis").unwrap_or_default();
        let complains = !klaagt.node.is_some_and(scope::is_off) && has(&klantreis);
        Algemeen {
            statusinfo_stilt: self.share(&scope, "statusinfo-stilt"),
            klaagt: complains.then(|| Klaagt {
                onder_cijfer: self.value(&klaagt, "onder-cijfer", parse::number).unwrap_or_default(),
                kans: self.share(&klaagt, "kans"),
                klantreis,
            }),
            maakt_bezwaar: if has(BEZWAAR) { self.share(&scope, "maakt-bezwaar") } else { 0.0 },
            locatie_dicht: self.locatie_dicht(&scope),
            ov_factor: self.factor(&scope, "ov-factor"),
        }
    }

    fn locatie_dicht(&self, gedrag: &Scope<'t>) -> Option<LocatieDicht> {
        let node = gedrag.node?.get("locatie-dicht")?;
        if scope::is_off(node) {
            return None;
        }
        let scope = gedrag.child("locatie-dicht");
        Some(LocatieDicht {
            andere_locatie: self.share(&scope, "andere-locatie"),
            digitaal: self.share(&scope, "digitaal"),
            uitstel: self.share(&scope, "uitstel"),
            na: self.pause(&scope),
        })
    }

    pub(super) fn kanaalsturing(&self) -> Kanaalsturing {
        let scope = self.root.child("kanaalsturing").child("passend");
        let fit = |key| -> Benoemd<f64> {
            let written = self.shares(&scope, key).unwrap_or_default();
            let share = |naam: &str| written.iter().find(|(known, _)| known == naam).map(|(_, share)| *share);
            let all = usual::fit(&self.root, key).into_iter();
            all.map(|(naam, usual)| (share(&naam).unwrap_or(usual), naam))
                .map(|(fit, naam)| (naam, fit))
                .collect()
        };
        Kanaalsturing { laag: fit("laag"), midden: fit("midden"), hoog: fit("hoog") }
    }
}
