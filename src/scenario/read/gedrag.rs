//! What belongs to no channel or journey: complaints, objections, travel, and which channel fits.

use super::Reader;
use crate::scenario::Benoemd;
use crate::scenario::gedrag::{Algemeen, BEZWAAR, Klaagt};
use crate::scenario::kanaal::{Kanaal, KanaalSoort};
use crate::scenario::kanaalsturing::Kanaalsturing;
use crate::scenario::klantreis::Complexiteit;

impl Reader<'_> {
    pub(super) fn algemeen_gedrag(&self) -> Algemeen {
        let has = |name: &str| self.root.children("klantreizen").iter().any(|(known, _)| known == name);
        let klacht = "klacht".to_owned();
        Algemeen {
            statusinfo_stilt: 0.4,
            klaagt: has(&klacht).then_some(Klaagt { onder_cijfer: 4.0, kans: 0.1, klantreis: klacht }),
            maakt_bezwaar: if has(BEZWAAR) { 0.1 } else { 0.0 },
            ov_factor: 2.2,
        }
    }

    pub(super) fn kanaalsturing(&self, kanalen: &Benoemd<Kanaal>) -> Kanaalsturing {
        let fit = |complexiteit| {
            kanalen.iter().map(|(naam, kanaal)| (naam.clone(), usual_fit(complexiteit, kanaal))).collect()
        };
        Kanaalsturing {
            laag: fit(Complexiteit::Laag),
            midden: fit(Complexiteit::Midden),
            hoog: fit(Complexiteit::Hoog),
        }
    }
}

/// Click-call-face (A); chat and mail as web and 0.1 more (A*).
fn usual_fit(complexiteit: Complexiteit, kanaal: &Kanaal) -> f64 {
    let [laag, midden, hoog] = match kanaal.soort {
        KanaalSoort::Zelf => [1.0, 0.7, 0.3],
        KanaalSoort::Gesprek if kanaal.tegelijk == 1 => [0.85, 1.0, 0.8],
        KanaalSoort::Gesprek | KanaalSoort::Bericht => [1.0, 0.8, 0.4],
        _ => [0.6, 0.85, 1.0],
    };
    match complexiteit {
        Complexiteit::Laag => laag,
        Complexiteit::Midden => midden,
        Complexiteit::Hoog => hoog,
    }
}
