//! Measures: what is written beside what they change.

use jiff::civil::Date;

use super::Reader;
use crate::scenario::maatregel::{Elke, Kosten, Maatregel};
use crate::scenario::scope::{Ledger, Scope};
use crate::scenario::tree::Node;
use crate::scenario::value::{Inspanning, Moment, Verloop};
use crate::scenario::{Benoemd, parse, parse_measure};

/// The measures of a tree that are on: by their first day, then in the order of the file.
pub fn maatregelen(tree: &Node) -> Benoemd<Maatregel> {
    let ledger = Ledger::default();
    let root = Scope::root(tree);
    Reader { root, ledger: &ledger, offers_choice: false }.maatregelen()
}

/// Hours of a measure that grows at once are spent in this time (A*).
const OVER_DAYS: f64 = 91.0;

impl<'t> Reader<'t> {
    pub(super) fn fusiedatum(&self) -> Option<Date> {
        self.value(&self.root.child("periode"), "fusiedatum", parse::date)
    }

    pub(super) fn maatregelen(&self) -> Benoemd<Maatregel> {
        let merger = self.fusiedatum();
        let is_on = |scope: &Scope<'t>| scope.node.and_then(|node| node.get("aan")?.text()) != Some("nee");
        let measures = self.root.children("maatregelen").into_iter().filter(|(_, scope)| is_on(scope));
        let mut read: Benoemd<Maatregel> =
            measures.map(|(name, scope)| (name, self.maatregel(&scope, merger))).collect();
        // a stable sort: on one day, in the order of the file
        read.sort_by_key(|(_, measure)| measure.vanaf);
        read
    }

    fn maatregel(&self, scope: &Scope<'t>, merger: Option<Date>) -> Maatregel {
        let day = |key| self.value(scope, key, parse_measure::moment).and_then(|day: Moment| day.op(merger));
        let course = |key, at_once| {
            let written = scope.is_written(key);
            let course = written.then(|| self.value(scope, key, |node| parse_measure::course(node, at_once)));
            course.flatten().unwrap_or(Verloop::Meteen)
        };
        let ingroei = course("ingroei", "meteen");
        let effort = self.value(scope, "inspanning", |node| {
            let hours = parse_measure::effort(node)?;
            let hours: Benoemd<Inspanning> =
                hours.into_iter().map(|(team, hours, _)| (team.to_owned(), hours)).collect();
            Ok((hours, parse_measure::effort_over(node)?))
        });
        let (inspanning, over) = effort.unwrap_or_default();
        let grows_in = match ingroei {
            Verloop::Meteen => OVER_DAYS,
            Verloop::Recht(days) | Verloop::Halfwaarde(days) => days,
        };
        let costs = scope.child("kosten");
        let euro = |key| {
            let written = costs.is_written(key).then(|| self.value(&costs, key, parse::number));
            written.flatten().unwrap_or_default()
        };
        Maatregel {
            stroomnaam: self.stroomnaam(scope),
            toelichting: self.text(scope, "toelichting").unwrap_or_default(),
            groep: self.texts(scope, "groep").unwrap_or_default(),
            vanaf: day("vanaf"),
            tot: day("tot"),
            ingroei,
            uitdoven: course("uitdoven", "nooit"),
            elke: self.choice(scope, "elke", Elke::of),
            deel: self.value(scope, "deel", parse::share),
            kracht: self.value(scope, "kracht", parse::number).unwrap_or(1.0),
            inspanning,
            over: over.unwrap_or(grows_in),
            kosten: Kosten { eenmalig: euro("eenmalig"), per_jaar: euro("per-jaar") },
        }
    }
}
