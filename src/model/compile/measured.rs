//! Figures that were measured in reality, and what must be counted beside the norms to compare them.

use super::norms as promised;
use crate::id::{IdVec, NormId};
use crate::model::horizon::Horizon;
use crate::model::measured::{Doubt, Measured, Part, Quantity};
use crate::model::norm::Norm;
use crate::scenario::Scenario;
use crate::scenario::gemeten::{Grootheid, Meting};
use crate::scenario::norm::{self, Eis, Meet, Over, Soort};
use crate::scenario::value::{Afwijking, Duur};
use crate::time::Span;

/// The figures; adds to the norms what nobody promised but a figure asks for.
pub fn measured(scenario: &Scenario, horizon: &Horizon, norms: &mut IdVec<NormId, Norm>) -> Vec<Measured> {
    let figure = |(name, of): &(String, Meting)| Measured {
        name: name.clone(),
        quantity: quantity(scenario, horizon, name, of, norms),
        part: Part {
            channel: of.kanaal.clone(),
            team: of.team.clone(),
            journey: of.klantreis.clone(),
            segment: of.doelgroep.clone(),
            village: of.kern.clone(),
            location: of.locatie.clone(),
        },
        value: of.waarde * unit(of.meet),
        doubt: doubt(scenario, of),
        tolerance: size(of.mag_afwijken, of.waarde) * unit(of.meet),
        period: of.periode,
        source: of.bron.clone(),
        is_fitted: of.ijking,
    };
    scenario.gemeten.iter().map(figure).collect()
}

fn doubt(scenario: &Scenario, of: &Meting) -> Doubt {
    match (of.marge, of.n, &of.kanaal) {
        (Some(margin), ..) => Doubt::Half(size(margin, of.waarde) * unit(of.meet)),
        (None, Some(n), Some(name)) if of.meet == Grootheid::Cijfer => {
            let judged = scenario.tevredenheid.as_ref().expect("who measures a mark gives marks");
            let (_, scale) = judged.kanalen.iter().find(|(known, _)| known == name).expect("a known channel");
            Doubt::Respondents { n, spread: scale.spreiding_cijfer }
        }
        (None, Some(n), _) => Doubt::Trials(n),
        (None, None, _) => Doubt::None,
    }
}

/// Of what was written, in the unit of the figure: an access time counts working days, five to a week.
fn unit(meet: Grootheid) -> f64 {
    match meet {
        Grootheid::Toegangstijd => 5.0 / (7.0 * Span::DAY.seconds()),
        _ => 1.0,
    }
}

/// In the unit of the value.
fn size(deviation: Afwijking, value: f64) -> f64 {
    match deviation {
        Afwijking::Procent(share) => share * value,
        Afwijking::Punten(size) | Afwijking::Duur(size) | Afwijking::Getal(size) => size,
    }
}

fn quantity(
    scenario: &Scenario,
    horizon: &Horizon,
    name: &str,
    of: &Meting,
    norms: &mut IdVec<NormId, Norm>,
) -> Quantity {
    match of.meet {
        Grootheid::Aantal => Quantity::Offered,
        Grootheid::Geholpen => Quantity::Served,
        Grootheid::Klantreizen => Quantity::Journeys,
        Grootheid::Wachttijd => Quantity::Wait,
        Grootheid::Binnen(limit, over) => {
            Quantity::Within(norms.push(promised::norm(scenario, name, &counted(of, limit, over), horizon)))
        }
        Grootheid::Afhakers => Quantity::Abandoned,
        Grootheid::Bezet => Quantity::Blocked,
        Grootheid::Behandeltijd => Quantity::HandlingTime,
        Grootheid::Doorlooptijd => Quantity::LeadTime,
        Grootheid::Bezettingsgraad => Quantity::Occupancy,
        Grootheid::InEenContact => Quantity::OneContact,
        Grootheid::Cijfer => Quantity::Mark,
        Grootheid::Toegangstijd => Quantity::Access,
        Grootheid::Reactietijd => Quantity::Response,
        Grootheid::Eerstelijns => Quantity::FirstLine,
        Grootheid::Overdrachten => Quantity::HandOffs,
        Grootheid::Terugbellen => Quantity::CallBacks,
    }
}

/// The figure as if it were a norm, so that it is counted alike.
fn counted(of: &Meting, binnen: Duur, over: Over) -> norm::Norm {
    norm::Norm {
        vanaf: None,
        tot: None,
        meet: Meet::Wachttijd,
        kanaal: one(&of.kanaal),
        team: one(&of.team),
        klantreis: one(&of.klantreis),
        doelgroep: one(&of.doelgroep),
        kern: one(&of.kern),
        locatie: one(&of.locatie),
        eis: Eis::Binnen { binnen, aandeel: of.waarde, over },
        gemeten: None,
        soort: Soort::Norm,
        gepubliceerd: 0.0,
        beloofd: false,
        niet_slechter: false,
        marge: None,
    }
}

/// One part, chosen as a norm chooses several.
fn one(name: &Option<String>) -> Option<Vec<String>> {
    name.clone().map(|name| vec![name])
}
