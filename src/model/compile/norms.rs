//! Norms and the study.

use jiff::civil::Date;

use super::id_of;
use crate::id::{Id, IdVec, NormId};
use crate::model::horizon::Horizon;
use crate::model::norm::{Base, Limit, Margin, Measure, Norm, Purpose, Target};
use crate::model::{Replications, Study};
use crate::scenario::norm::{self, Eis, Meet, Over, Soort};
use crate::scenario::onderzoek::Herhalingen;
use crate::scenario::value::{Afwijking, Duur};
use crate::scenario::{Benoemd, Scenario};
use crate::time::Span;

pub fn norms(scenario: &Scenario, horizon: &Horizon) -> IdVec<NormId, Norm> {
    scenario.normen.iter().map(|(name, norm)| self::norm(scenario, name, norm, horizon)).collect()
}

pub fn norm(scenario: &Scenario, name: &str, norm: &norm::Norm, horizon: &Horizon) -> Norm {
    let day = |date: Date| i64::from((date - horizon.first).get_days());
    let end = horizon.days.len() as i64;
    let mut compiled = Norm {
        name: name.to_owned(),
        measure: measure(norm.meet),
        channels: ids_of(&scenario.kanalen, &norm.kanaal),
        teams: ids_of(&scenario.teams, &norm.team),
        journeys: ids_of(&scenario.klantreizen, &norm.klantreis),
        segments: ids_of(&scenario.doelgroepen, &norm.doelgroep),
        villages: ids_of(&scenario.kernen, &norm.kern),
        locations: ids_of(&scenario.locaties, &norm.locatie),
        target: target(norm),
        days: norm.vanaf.map_or(0, day)..norm.tot.map_or(end, |last| day(last) + 1),
        measured: norm.gemeten,
        purpose: match norm.soort {
            _ if !norm.beloofd => Purpose::Figure,
            Soort::Norm => Purpose::Promise,
            Soort::Randvoorwaarde => Purpose::Condition,
            Soort::Vergelijking => Purpose::Benchmark,
        },
        may_worsen: None,
    };
    if norm.niet_slechter {
        let margin = norm.marge.map(|margin| self::margin(norm, margin));
        compiled.may_worsen = Some(margin.unwrap_or_else(|| compiled.usual_margin()));
    }
    compiled
}

fn ids_of<T, I: Id>(parts: &Benoemd<T>, chosen: &Option<Vec<String>>) -> Option<Vec<I>> {
    chosen.as_ref().map(|names| names.iter().map(|name| id_of(parts, name)).collect())
}

fn measure(meet: Meet) -> Measure {
    match meet {
        Meet::Wachttijd => Measure::Wait,
        Meet::Doorlooptijd => Measure::LeadTime,
        Meet::Afhakers => Measure::Abandonment,
        Meet::Toegangstijd => Measure::Access,
        Meet::Reactietijd => Measure::Response,
        Meet::Eerstelijns => Measure::FirstLine,
        Meet::Overdrachten => Measure::HandOffs,
        Meet::Terugbellen => Measure::CallBacks,
        Meet::Cijfer => Measure::Mark,
    }
}

/// In the unit of the norm: an access time counts working days, five to a week.
fn margin(norm: &norm::Norm, margin: Afwijking) -> Margin {
    let is_access = norm.meet == Meet::Toegangstijd;
    match margin {
        Afwijking::Procent(share) => Margin::OfValue(share),
        Afwijking::Duur(seconds) if is_access => {
            Margin::Absolute(seconds * 5.0 / (7.0 * Span::DAY.seconds()))
        }
        Afwijking::Punten(size) | Afwijking::Duur(size) | Afwijking::Getal(size) => Margin::Absolute(size),
    }
}

fn target(norm: &norm::Norm) -> Target {
    match norm.eis {
        // a bound that nobody can miss: it only says which way is worse
        Eis::Geen => match norm.meet {
            Meet::Eerstelijns | Meet::Terugbellen | Meet::Cijfer => Target::AtLeast(f64::NEG_INFINITY),
            _ => Target::AtMost(f64::INFINITY),
        },
        Eis::Hooguit(value) => Target::AtMost(value),
        Eis::Minstens(value) => Target::AtLeast(value),
        Eis::Binnen { binnen, aandeel, over } => Target::Within {
            limit: match binnen {
                Duur::Kalender(span) => Limit::Calendar(span),
                Duur::Werkdagen(days) => Limit::WorkingDays(days),
            },
            share: aandeel,
            over: match over {
                Over::Aangeboden => Base::Offered,
                Over::Beantwoord => Base::Answered,
                Over::ZonderSnelleAfhakers => Base::WithoutQuickAbandoners,
                Over::SnelleAfhakersTellenMee => Base::QuickAbandonersCount,
            },
        },
    }
}

pub fn study(scenario: &Scenario) -> Study {
    let onderzoek = &scenario.onderzoek;
    let replications = match &onderzoek.herhalingen {
        Herhalingen::Vast(number) => Replications::Fixed(*number),
        Herhalingen::Nauwkeurig { minstens, meet, kanaal, klantreis, marge } => Replications::UntilPrecise {
            least: *minstens,
            measure: measure(*meet),
            channel: kanaal.as_ref().map(|name| id_of(&scenario.kanalen, name)),
            journey: klantreis.as_ref().map(|name| id_of(&scenario.klantreizen, name)),
            margin: *marge,
        },
    };
    Study { seed: onderzoek.zaad, replications, confidence: onderzoek.betrouwbaarheid }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{ChannelId, JourneyId};
    use crate::model::compile::example;

    #[test]
    fn a_norm_names_its_channel_and_its_limit() {
        let norms = norms(&example::scenario(), &crate::model::compile::time::horizon(&example::scenario()));
        let norm = &norms[NormId(0)];
        assert_eq!((norm.measure, &norm.channels), (Measure::Wait, &Some(vec![ChannelId(0)])));
        assert_eq!(norm.journeys, None);
        let limit = Limit::Calendar(Span(30 * Span::SECOND.0));
        assert_eq!(norm.target, Target::Within { limit, share: 0.8, over: Base::Offered });
    }

    #[test]
    fn precision_is_asked_of_a_measure() {
        let mut scenario = example::scenario();
        scenario.onderzoek.herhalingen = Herhalingen::Nauwkeurig {
            minstens: 50,
            meet: Meet::Doorlooptijd,
            kanaal: None,
            klantreis: Some("paspoort".into()),
            marge: 0.05,
        };
        let expected = Replications::UntilPrecise {
            least: 50,
            measure: Measure::LeadTime,
            channel: None,
            journey: Some(JourneyId(1)),
            margin: 0.05,
        };
        assert_eq!(study(&scenario).replications, expected);
    }
}
