//! Who the customers are.

use super::Reader;
use crate::diagnostic::Path;
use crate::scenario::doelgroep::Doelgroep;
use crate::scenario::fields::DOELGROEP;
use crate::scenario::parse_named;
use crate::scenario::scope::Scope;
use crate::scenario::{Benoemd, usual};

/// The one segment of a scenario that names none.
const IEDEREEN: &str = "iedereen";

impl<'t> Reader<'t> {
    pub(super) fn doelgroepen(&self) -> Benoemd<Doelgroep> {
        let groups = self.root.children("doelgroepen");
        if !groups.is_empty() {
            let read = |(naam, scope): (String, Scope<'t>)| {
                let aandeel = self.share(&scope, "aandeel");
                (naam, Doelgroep { aandeel, ..self.doelgroep(&scope) })
            };
            return groups.into_iter().map(read).collect();
        }
        let path = Path(vec!["doelgroepen".to_owned(), IEDEREEN.to_owned()]);
        let everybody = Scope { path, part: &DOELGROEP, node: None, outer: Vec::new(), sort: "", kind: "" };
        vec![(IEDEREEN.to_owned(), self.doelgroep(&everybody))]
    }

    fn doelgroep(&self, scope: &Scope<'t>) -> Doelgroep {
        let zelfredzaamheid = self.share(scope, "zelfredzaamheid");
        Doelgroep {
            aandeel: 1.0,
            vraag: self.factor(scope, "vraag"),
            geduld: self.factor(scope, "geduld"),
            voorrang: self.voorrang(scope),
            zelfredzaamheid,
            kanaalvoorkeur: self.kanaalvoorkeur(scope, zelfredzaamheid),
            wijkt_uit_naar: self.parts(scope, "wijkt-uit-naar", "kanalen").unwrap_or_default(),
            hulp: self.share(scope, "hulp"),
            ov: self.share(scope, "ov"),
        }
    }

    /// As written, nothing for a channel that is not named; else what is usual.
    fn kanaalvoorkeur(&self, scope: &Scope<'t>, zelfredzaamheid: f64) -> Benoemd<f64> {
        if !self.offers_choice {
            return Vec::new();
        }
        let usual = usual::first_choice(&self.root, zelfredzaamheid);
        let Some(written) = self.shares(scope, "kanaalvoorkeur") else { return usual };
        let share =
            |naam: &str| written.iter().find(|(known, _)| known == naam).map_or(0.0, |(_, share)| *share);
        usual.into_iter().map(|(naam, _)| (share(&naam), naam)).map(|(share, naam)| (naam, share)).collect()
    }

    /// Names with shares, as written.
    pub(super) fn shares(&self, scope: &Scope<'t>, key: &str) -> Option<Benoemd<f64>> {
        self.value(scope, key, |node| {
            Ok(parse_named::shares(node)?
                .into_iter()
                .map(|(naam, share, _)| (naam.to_owned(), share))
                .collect())
        })
    }
}
