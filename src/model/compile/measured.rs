//! Figures that were measured in reality, and what must be counted beside the norms to compare them.

use super::norms as promised;
use crate::id::{IdVec, NormId};
use crate::model::measured::{Doubt, Measured, Part, Quantity};
use crate::model::norm::Norm;
use crate::scenario::Scenario;
use crate::scenario::gemeten::{Grootheid, Meting};
use crate::scenario::norm::{self, Eis, Meet, Over};
use crate::scenario::value::{Afwijking, Duur};

/// The figures; adds to the norms what nobody promised but a figure asks for.
pub fn measured(scenario: &Scenario, norms: &mut IdVec<NormId, Norm>) -> Vec<Measured> {
    let figure = |(name, of): &(String, Meting)| Measured {
        name: name.clone(),
        quantity: quantity(scenario, name, of, norms),
        part: Part {
            channel: of.kanaal.clone(),
            team: of.team.clone(),
            journey: of.klantreis.clone(),
            segment: of.doelgroep.clone(),
            village: of.kern.clone(),
            location: of.locatie.clone(),
        },
        value: of.waarde,
        doubt: match (of.marge, of.n) {
            (Some(margin), _) => Doubt::Half(size(margin, of.waarde)),
            (None, Some(n)) => Doubt::Trials(n),
            (None, None) => Doubt::None,
        },
        tolerance: size(of.mag_afwijken, of.waarde),
        period: of.periode,
        source: of.bron.clone(),
        is_fitted: of.ijking,
    };
    scenario.gemeten.iter().map(figure).collect()
}

/// In the unit of the value.
fn size(deviation: Afwijking, value: f64) -> f64 {
    match deviation {
        Afwijking::Procent(share) => share * value,
        Afwijking::Punten(size) | Afwijking::Duur(size) | Afwijking::Getal(size) => size,
    }
}

fn quantity(scenario: &Scenario, name: &str, of: &Meting, norms: &mut IdVec<NormId, Norm>) -> Quantity {
    match of.meet {
        Grootheid::Aantal => Quantity::Offered,
        Grootheid::Geholpen => Quantity::Served,
        Grootheid::Klantreizen => Quantity::Journeys,
        Grootheid::Wachttijd => Quantity::Wait,
        Grootheid::Binnen(limit, over) => {
            let counted = promised::norm(scenario, name, &counted(of, limit, over));
            Quantity::Within(norms.push(Norm { is_promised: false, ..counted }))
        }
        Grootheid::Afhakers => Quantity::Abandoned,
        Grootheid::Bezet => Quantity::Blocked,
        Grootheid::Behandeltijd => Quantity::HandlingTime,
        Grootheid::Doorlooptijd => Quantity::LeadTime,
        Grootheid::Bezettingsgraad => Quantity::Occupancy,
        Grootheid::InEenContact => Quantity::OneContact,
    }
}

/// The figure as if it were a norm, so that it is counted alike.
fn counted(of: &Meting, binnen: Duur, over: Over) -> norm::Norm {
    norm::Norm {
        meet: Meet::Wachttijd,
        kanaal: one(&of.kanaal),
        team: one(&of.team),
        klantreis: one(&of.klantreis),
        doelgroep: one(&of.doelgroep),
        kern: one(&of.kern),
        locatie: one(&of.locatie),
        eis: Eis::Binnen { binnen, aandeel: of.waarde, over },
        gemeten: None,
        gepubliceerd: 0.0,
    }
}

/// One part, chosen as a norm chooses several.
fn one(name: &Option<String>) -> Option<Vec<String>> {
    name.clone().map(|name| vec![name])
}
