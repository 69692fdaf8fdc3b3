//! Figures that were measured in reality, and what must be counted beside the norms to compare them.

use super::norms as promised;
use crate::id::{IdVec, NormId};
use crate::model::horizon::Horizon;
use crate::model::measured::{Bound, Counted, Doubt, Measured, Part, Quantity};
use crate::model::norm::{Measure, Norm};
use crate::scenario::Scenario;
use crate::scenario::gemeten::{Grens, Grootheid, Keuze, Meting};
use crate::scenario::norm::{self, Eis, Soort};
use crate::scenario::value::{Afwijking, Tijdvak};
use crate::time::Span;

/// The figures; adds to the norms what nobody promised but a figure asks for.
pub fn measured(scenario: &Scenario, horizon: &Horizon, norms: &mut IdVec<NormId, Norm>) -> Vec<Measured> {
    let figure = |(name, of): &(String, Meting)| Measured {
        name: name.clone(),
        quantity: quantity(of.meet),
        part: Part {
            channel: name_of(&of.kanaal),
            team: name_of(&of.team),
            journey: name_of(&of.klantreis),
            segment: name_of(&of.doelgroep),
            village: name_of(&of.kern),
            location: name_of(&of.locatie),
        },
        counted: counted(scenario, horizon, name, of, norms),
        value: of.waarde * unit(of),
        bound: of.grens.map(|bound| match bound {
            Grens::Minstens => Bound::AtLeast,
            Grens::Hooguit => Bound::AtMost,
        }),
        doubt: doubt(scenario, of),
        tolerance: size(of.mag_afwijken, of.waarde) * unit(of),
        period: of.periode,
        source: of.bron.clone(),
        is_fitted: of.ijking,
    };
    scenario.gemeten.iter().map(figure).collect()
}

fn doubt(scenario: &Scenario, of: &Meting) -> Doubt {
    match (of.marge, of.n, &of.kanaal) {
        (Some(margin), ..) => Doubt::Half(size(margin, of.waarde) * unit(of)),
        (None, Some(n), Some(Keuze { naam: name, .. })) if of.meet == Grootheid::Cijfer => {
            let judged = scenario.tevredenheid.as_ref().expect("who measures a mark gives marks");
            let (_, scale) = judged.kanalen.iter().find(|(known, _)| known == name).expect("a known channel");
            Doubt::Respondents { n, spread: scale.spreiding_cijfer }
        }
        (None, Some(n), _) => Doubt::Trials(n),
        (None, None, _) => Doubt::None,
    }
}

/// Of what was written, in the unit of the figure: an access time counts working days, five to a week.
fn unit(of: &Meting) -> f64 {
    match of.meet {
        Grootheid::Toegangstijd if of.ten_opzichte_van.is_none() => 5.0 / (7.0 * Span::DAY.seconds()),
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

fn quantity(meet: Grootheid) -> Quantity {
    match meet {
        Grootheid::Aantal => Quantity::Offered,
        Grootheid::Geholpen => Quantity::Served,
        Grootheid::Klantreizen => Quantity::Journeys,
        Grootheid::Wachttijd => Quantity::Wait,
        Grootheid::Binnen(..) => Quantity::Within,
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

/// A share within a time, some of the days, or several parts together.
fn counted(
    scenario: &Scenario,
    horizon: &Horizon,
    name: &str,
    of: &Meting,
    norms: &mut IdVec<NormId, Norm>,
) -> Option<Counted> {
    if !matches!(of.meet, Grootheid::Binnen(..)) && !of.is_eigen_telling() {
        return None;
    }
    let period = &scenario.periode;
    let own = (of.vanaf.unwrap_or(period.van), of.tot.unwrap_or(period.tot));
    let mut count = |days| {
        let mut norm = promised::norm(scenario, name, &as_norm(of, days)?, horizon);
        norm.measure = match of.meet {
            Grootheid::Aantal => Measure::Offered,
            Grootheid::Geholpen => Measure::Served,
            Grootheid::Klantreizen => Measure::Journeys,
            _ => norm.measure,
        };
        Some(norms.push(norm))
    };
    Some(Counted { own: count(own)?, other: of.ten_opzichte_van.and_then(count) })
}

/// The figure as if it were a norm, so that it is counted alike; `None` of what no norm asks for.
fn as_norm(of: &Meting, (from, to): Tijdvak) -> Option<norm::Norm> {
    Some(norm::Norm {
        vanaf: Some(from),
        tot: Some(to),
        meet: of.meet.per_dag()?,
        kanaal: parts(&of.kanaal),
        team: parts(&of.team),
        klantreis: parts(&of.klantreis),
        doelgroep: parts(&of.doelgroep),
        kern: parts(&of.kern),
        locatie: parts(&of.locatie),
        eis: match of.meet {
            Grootheid::Binnen(binnen, over) => Eis::Binnen { binnen, aandeel: of.waarde, over },
            _ => Eis::Geen,
        },
        gemeten: None,
        soort: Soort::Norm,
        gepubliceerd: 0.0,
        beloofd: false,
        niet_slechter: false,
        marge: None,
    })
}

fn parts(chosen: &Option<Keuze>) -> Option<Vec<String>> {
    chosen.as_ref().map(|chosen| chosen.delen.clone())
}

fn name_of(chosen: &Option<Keuze>) -> Option<String> {
    chosen.as_ref().map(|chosen| chosen.naam.clone())
}
