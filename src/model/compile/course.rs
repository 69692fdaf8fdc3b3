//! The customer's side of a journey: promises, news, questions, what may follow.

use super::Origin;
use super::journeys::fixed;
use crate::id::{Id, JourneyId};
use crate::model::journey::{Asks, Complains, Course, Doubles, Duration};
use crate::model::satisfaction::POINT;
use crate::scenario::Scenario;
use crate::scenario::gedrag::BEZWAAR;
use crate::scenario::kanaal::KanaalSoort;
use crate::scenario::klantreis::{self, Klantreis, Navraag, Stap, StapSoort};

/// `asks_in`, `doubles_in`: the journeys in which customers ask where it is, and ask the same again. `is_judged`: customers give marks. `None` where nothing
/// depends on it.
pub fn course(
    scenario: &Scenario,
    name: &str,
    reis: &Klantreis,
    (asks_in, doubles_in): (Option<JourneyId>, Option<JourneyId>),
    is_judged: bool,
) -> Option<Course> {
    let origin = Origin::new(scenario, name, reis.stroomnaam.as_ref());
    let draw = |what: &str| origin.purpose("journey", &[what]);
    let is_case = is_case(reis);
    let message = message(scenario, reis);
    let may_refuse = reis.stappen.iter().any(|(_, stap)| !stap.uitkomst.is_empty());
    let root = reis.stroomnaam.as_ref().map(|own| own.wortel.as_str());
    let follows = |wanted: &str| {
        let is_it = |(known, other): &(String, Klantreis)| other.heet(known, wanted, root);
        let index = scenario.klantreizen.iter().position(is_it)?;
        (scenario.klantreizen[index].0 != name).then(|| JourneyId::from_index(index))
    };
    let objects = (may_refuse && scenario.gedrag.maakt_bezwaar > 0.0)
        .then(|| follows(BEZWAAR))
        .flatten()
        .map(|journey| (journey, scenario.gedrag.maakt_bezwaar));
    let complains = scenario.gedrag.klaagt.as_ref().and_then(|klaagt| {
        Some(Complains {
            journey: follows(&klaagt.klantreis)?,
            below: (klaagt.onder_cijfer * f64::from(POINT)).round() as i32,
            chance: klaagt.kans,
            draw: draw("complaint"),
        })
    });
    let asks = asking(reis).zip(asks_in).map(|(navraag, journey)| Asks {
        late: navraag.na_termijn,
        silent: navraag.niets_gehoord,
        quietened: scenario.gedrag.statusinfo_stilt,
        draw: draw("asking"),
        journey,
    });
    let doubles = reis.dubbel.as_ref().zip(doubles_in).map(|(dubbel, journey)| Doubles {
        share: dubbel.deel,
        draw: draw("doubling"),
        journey,
    });
    let matters = is_judged
        || doubles.is_some()
        || asks.is_some()
        || objects.is_some()
        || complains.is_some()
        || reis.maatwerk.aandeel > 0.0;
    matters.then(|| Course {
        draw: draw("course"),
        is_case,
        promise: reis.belofte.map(fixed),
        expectation: match message {
            Some(expectation) if !is_case => expectation,
            _ => fixed(reis.verwachte_doorlooptijd),
        },
        names_term: reis.noemt_termijn,
        tells_status: reis.statusinfo,
        receipt: reis.ontvangstbevestiging,
        delay_notice: reis.uitstelbericht.aandeel,
        owned: reis.regisseur,
        personal: reis.maatwerk.aandeel,
        personal_time: reis.maatwerk.extra_tijd,
        personal_treatment: reis.maatwerk.bejegening,
        asks,
        doubles,
        objects,
        complains,
    })
}

/// Whether a team works on it without the customer.
fn is_case(reis: &Klantreis) -> bool {
    reis.stappen.iter().any(|(_, stap)| matches!(stap.soort, StapSoort::Werk { .. }))
}

/// How customers ask where it is, in journeys of which they do.
fn asking(reis: &Klantreis) -> Option<&Navraag> {
    reis.navraag.as_ref().filter(|_| is_case(reis))
}

/// A contact that customers make beside a journey, for it.
#[derive(Clone, Copy)]
pub struct Beside<'s> {
    /// In names of draws, and for a reader.
    pub what: &'static str,
    pub title: &'static str,
    pub kanaal: &'s str,
    pub contact: &'s klantreis::Contact,
}

/// Asking where it is, and asking the same again.
pub fn beside(reis: &Klantreis) -> [Option<Beside<'_>>; 2] {
    let asks = asking(reis).map(|it| Beside {
        what: "asking",
        title: "navraag",
        kanaal: &it.kanaal,
        contact: &it.contact,
    });
    let doubles = reis.dubbel.as_ref().map(|it| Beside {
        what: "doubling",
        title: "dubbel",
        kanaal: &it.kanaal,
        contact: &it.contact,
    });
    [asks, doubles]
}

/// When an answer is expected, where a journey begins with a message.
fn message(scenario: &Scenario, reis: &Klantreis) -> Option<Duration> {
    let is_message = |name: &str| {
        scenario.kanalen.iter().any(|(known, kanaal)| known == name && kanaal.soort == KanaalSoort::Bericht)
    };
    let (_, first): &(String, Stap) = reis.stappen.first()?;
    let StapSoort::Contact { via, .. } = &first.soort else { return None };
    let (_, contact) = via.iter().find(|(name, _)| is_message(name))?;
    Some(fixed(contact.verwachte_reactietijd))
}
