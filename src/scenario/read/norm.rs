//! Norms and the onderzoek.

use super::Reader;
use crate::scenario::Benoemd;
use crate::scenario::norm::{Eis, Meet, Norm};
use crate::scenario::onderzoek::{Herhalingen, Onderzoek};
use crate::scenario::parse;
use crate::scenario::scope::Scope;

impl<'t> Reader<'t> {
    pub(super) fn normen(&self) -> Benoemd<Norm> {
        let norms = self.root.children("normen").into_iter();
        norms.map(|(naam, scope)| (naam, self.norm(&scope))).collect()
    }

    fn norm(&self, scope: &Scope<'t>) -> Norm {
        let meet = scope.word("meet").unwrap_or_default();
        let bound = |key| self.value(scope, key, |node| parse::bound(node, meet));
        let binnen = self.value(scope, "binnen", parse::duration);
        let eis = match (binnen, bound("hooguit"), bound("minstens")) {
            (Some(binnen), ..) => Eis::Binnen {
                binnen,
                aandeel: self.share(scope, "aandeel"),
                over: self.choice(scope, "over", |word| Some(parse::over(word))).unwrap_or_default(),
            },
            (None, Some(most), _) => Eis::Hooguit(most),
            (None, None, least) => Eis::Minstens(least.unwrap_or_default()),
        };
        Norm {
            meet: self.meet(scope),
            kanaal: self.selection(scope, "kanaal"),
            team: self.selection(scope, "team"),
            klantreis: self.selection(scope, "klantreis"),
            doelgroep: self.selection(scope, "doelgroep"),
            kern: self.selection(scope, "kern"),
            locatie: self.selection(scope, "locatie"),
            eis,
            gemeten: bound("gemeten"),
            gepubliceerd: self.share(scope, "gepubliceerd"),
        }
    }

    fn meet(&self, scope: &Scope<'t>) -> Meet {
        self.choice(scope, "meet", parse::meet).unwrap_or(Meet::Wachttijd)
    }

    /// A name; `*` is all, as when nothing is written.
    pub(super) fn selection(&self, scope: &Scope<'t>, key: &str) -> Option<String> {
        self.text(scope, key).filter(|name| name != "*")
    }

    pub(super) fn onderzoek(&self) -> Onderzoek {
        let scope = self.root.child("onderzoek");
        let nauwkeurig = scope.child("nauwkeurig");
        let herhalingen = if nauwkeurig.node.is_some_and(|node| !node.is_empty()) {
            Herhalingen::Nauwkeurig {
                meet: self.meet(&nauwkeurig),
                kanaal: self.selection(&nauwkeurig, "kanaal"),
                klantreis: self.selection(&nauwkeurig, "klantreis"),
                marge: self.share(&nauwkeurig, "marge"),
            }
        } else {
            Herhalingen::Vast(
                self.whole(&scope, "herhalingen").map_or(30, |number| number.min(1_000_000) as u32),
            )
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
