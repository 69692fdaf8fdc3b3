//! Who the customers are.

use super::Reader;
use crate::scenario::Benoemd;
use crate::scenario::doelgroep::{Doelgroep, Voorrang};
use crate::scenario::kanaal::{Kanaal, KanaalSoort};
use crate::scenario::scope::Scope;

/// The one segment of a scenario that names none.
const IEDEREEN: &str = "iedereen";

impl<'t> Reader<'t> {
    pub(super) fn doelgroepen(&self, kanalen: &Benoemd<Kanaal>) -> Benoemd<Doelgroep> {
        let read = |(naam, scope): (String, Scope<'t>)| (naam, self.doelgroep(&scope, kanalen));
        let doelgroepen: Benoemd<Doelgroep> =
            self.root.children("doelgroepen").into_iter().map(read).collect();
        if doelgroepen.is_empty() {
            let iedereen = Doelgroep {
                aandeel: 1.0,
                vraag: 1.0,
                geduld: 1.0,
                voorrang: Voorrang::Gewoon,
                zelfredzaamheid: 0.8,
                kanaalvoorkeur: voorkeur(0.8, kanalen),
                wijkt_uit_naar: None,
                hulp: 0.0,
                ov: 0.2,
            };
            return vec![(IEDEREEN.to_owned(), iedereen)];
        }
        doelgroepen
    }

    fn doelgroep(&self, scope: &Scope<'t>, kanalen: &Benoemd<Kanaal>) -> Doelgroep {
        Doelgroep {
            aandeel: self.share(scope, "aandeel"),
            vraag: self.factor(scope, "vraag"),
            geduld: self.factor(scope, "geduld"),
            voorrang: self.voorrang(scope),
            zelfredzaamheid: 0.8,
            kanaalvoorkeur: voorkeur(0.8, kanalen),
            wijkt_uit_naar: None,
            hulp: 0.0,
            ov: 0.2,
        }
    }
}

/// First choice over the channels, by self-reliance: the default segments with 0.3, 0.6 and 0.9 (A), between them in
/// proportion. Channels of one kind share its choice.
fn voorkeur(zelfredzaamheid: f64, kanalen: &Benoemd<Kanaal>) -> Benoemd<f64> {
    let kinds: Vec<usize> = kanalen.iter().filter_map(|(_, kanaal)| kind(kanaal)).collect();
    let weight = |kanaal: &Kanaal| {
        let Some(kind) = kind(kanaal) else { return 0.0 };
        at(zelfredzaamheid, kind) / kinds.iter().filter(|other| **other == kind).count() as f64
    };
    let weights: Benoemd<f64> = kanalen.iter().map(|(naam, kanaal)| (naam.clone(), weight(kanaal))).collect();
    let sum: f64 = weights.iter().map(|(_, weight)| weight).sum();
    if sum == 0.0 {
        return weights;
    }
    weights.into_iter().map(|(naam, weight)| (naam, weight / sum)).collect()
}

/// Web, phone, counter, mail, chat, home; in percent. Post counts as mail.
const FIRST_CHOICE: [(f64, [f64; 6]); 3] = [
    (0.3, [8.0, 50.0, 33.0, 6.0, 1.0, 2.0]),
    (0.6, [35.0, 38.0, 17.0, 7.0, 3.0, 0.0]),
    (0.9, [60.0, 22.0, 8.0, 6.0, 4.0, 0.0]),
];

/// Column of [`FIRST_CHOICE`]; `None` where nobody goes of own accord.
fn kind(kanaal: &Kanaal) -> Option<usize> {
    match kanaal.soort {
        KanaalSoort::Zelf => Some(0),
        KanaalSoort::Gesprek if kanaal.tegelijk == 1 => Some(1),
        KanaalSoort::Gesprek => Some(4),
        KanaalSoort::Inloop | KanaalSoort::Afspraak => Some(2),
        KanaalSoort::Bericht => Some(3),
        KanaalSoort::Bezoek => Some(5),
        KanaalSoort::Bijeenkomst => None,
    }
}

fn at(zelfredzaamheid: f64, kind: usize) -> f64 {
    let [low, middle, high] = FIRST_CHOICE;
    let (from, to) = if zelfredzaamheid < middle.0 { (low, middle) } else { (middle, high) };
    let part = ((zelfredzaamheid - from.0) / (to.0 - from.0)).clamp(0.0, 1.0);
    from.1[kind] + part * (to.1[kind] - from.1[kind])
}
