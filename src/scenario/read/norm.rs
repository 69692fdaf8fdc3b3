//! Norms and the onderzoek.

use super::Reader;
use crate::scenario::Benoemd;
use crate::scenario::norm::{Eis, Meet, Norm, Soort};
use crate::scenario::onderzoek::{Herhalingen, Onderzoek};
use crate::scenario::parse;
use crate::scenario::parse_measure;
use crate::scenario::patch;
use crate::scenario::scope::Scope;
use crate::scenario::value::Duur;

impl<'t> Reader<'t> {
    pub(super) fn normen(&self) -> Benoemd<Norm> {
        let norms = self.root.children("normen").into_iter();
        norms.map(|(naam, scope)| (naam, self.norm(&scope))).collect()
    }

    fn norm(&self, scope: &Scope<'t>) -> Norm {
        let meet = scope.word("meet").unwrap_or_default();
        let bound = |key| self.value(scope, key, |node| parse::bound(node, meet));
        let binnen = self.value(scope, "binnen", parse::duration).map(|length| match meet {
            // an agenda knows days only
            "toegangstijd" => Duur::Werkdagen(parse::working_days(length)),
            _ => length,
        });
        let eis = match (binnen, bound("hooguit"), bound("minstens")) {
            (Some(binnen), ..) => Eis::Binnen {
                binnen,
                aandeel: self.share(scope, "aandeel"),
                over: self.choice(scope, "over", |word| Some(parse::over(word))).unwrap_or_default(),
            },
            (None, Some(most), _) => Eis::Hooguit(most),
            (None, None, Some(least)) => Eis::Minstens(least),
            (None, None, None) => Eis::Geen,
        };
        let is_guarded = scope.word("niet-slechter-dan").is_some();
        let merger = self.fusiedatum();
        let day = |key| self.value(scope, key, parse_measure::moment).and_then(|day| day.op(merger));
        let soort = self.choice(scope, "soort", |word| match word {
            "norm" => Some(Soort::Norm),
            "randvoorwaarde" => Some(Soort::Randvoorwaarde),
            "vergelijking" => Some(Soort::Vergelijking),
            _ => None,
        });
        Norm {
            soort: soort.unwrap_or(Soort::Norm),
            meet: self.meet(scope),
            kanaal: self.parts(scope, "kanaal", "kanalen"),
            team: self.parts(scope, "team", "teams"),
            klantreis: self.parts(scope, "klantreis", "klantreizen"),
            doelgroep: self.parts(scope, "doelgroep", "doelgroepen"),
            kern: self.parts(scope, "kern", "kernen"),
            locatie: self.parts(scope, "locatie", "locaties"),
            gemeten: bound("gemeten"),
            vanaf: day("vanaf"),
            tot: day("tot"),
            gepubliceerd: self.share(scope, "gepubliceerd"),
            // a share that is not asked for is only held against that of the base
            beloofd: match eis {
                Eis::Binnen { .. } => !is_guarded || scope.word("aandeel").is_some(),
                Eis::Geen => false,
                Eis::Hooguit(_) | Eis::Minstens(_) => true,
            },
            niet_slechter: is_guarded,
            marge: self.value(scope, "marge", parse::deviation),
            eis,
        }
    }

    fn meet(&self, scope: &Scope<'t>) -> Meet {
        self.choice(scope, "meet", parse::meet).unwrap_or(Meet::Wachttijd)
    }

    /// The parts of a block that are meant: one by its name, those that carry a `(groep)`; `*` is all, as when nothing
    /// is written.
    pub(super) fn parts(&self, scope: &Scope<'t>, key: &str, block: &str) -> Option<Vec<String>> {
        let name = self.selection(scope, key)?;
        let Some(group) = patch::group(&name) else { return Some(vec![name]) };
        let parts = self.root.children(block).into_iter();
        let carries = |part: &Scope<'t>| part.node.is_some_and(|node| patch::groups(node).contains(&group));
        Some(parts.filter(|(_, part)| carries(part)).map(|(name, _)| name).collect())
    }

    /// A name or a group; `*` is nothing.
    pub(super) fn selection(&self, scope: &Scope<'t>, key: &str) -> Option<String> {
        self.text(scope, key).filter(|name| name != "*")
    }

    pub(super) fn onderzoek(&self) -> Onderzoek {
        let scope = self.root.child("onderzoek");
        let nauwkeurig = scope.child("nauwkeurig");
        let written = self.whole(&scope, "herhalingen").map_or(30, |number| number.min(1_000_000) as u32);
        let herhalingen = if nauwkeurig.node.is_some_and(|node| !node.is_empty()) {
            Herhalingen::Nauwkeurig {
                minstens: written.max(30),
                meet: self.meet(&nauwkeurig),
                kanaal: self.selection(&nauwkeurig, "kanaal"),
                klantreis: self.selection(&nauwkeurig, "klantreis"),
                marge: self.share(&nauwkeurig, "marge"),
            }
        } else {
            Herhalingen::Vast(written)
        };
        let kleinste_groep = self.whole(&scope.child("uitvoer"), "kleinste-groep");
        Onderzoek {
            zaad: self.whole(&scope, "zaad").unwrap_or(1),
            herhalingen,
            betrouwbaarheid: self.share(&scope, "betrouwbaarheid"),
            kleinste_groep: kleinste_groep.map_or(5, |number| number.min(1_000_000) as u32),
        }
    }
}
