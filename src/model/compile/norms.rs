//! Norms and the study.

use super::id_of;
use crate::id::{IdVec, NormId};
use crate::model::norm::{Base, Limit, Measure, Norm, Target};
use crate::model::{Replications, Study};
use crate::scenario::Scenario;
use crate::scenario::norm::{self, Eis, Meet, Over};
use crate::scenario::onderzoek::Herhalingen;
use crate::scenario::value::Duur;

pub fn norms(scenario: &Scenario) -> IdVec<NormId, Norm> {
    scenario.normen.iter().map(|(name, norm)| self::norm(scenario, name, norm)).collect()
}

pub fn norm(scenario: &Scenario, name: &str, norm: &norm::Norm) -> Norm {
    Norm {
        name: name.to_owned(),
        measure: measure(norm.meet),
        channel: norm.kanaal.as_ref().map(|name| id_of(&scenario.kanalen, name)),
        team: norm.team.as_ref().map(|name| id_of(&scenario.teams, name)),
        journey: norm.klantreis.as_ref().map(|name| id_of(&scenario.klantreizen, name)),
        segment: norm.doelgroep.as_ref().map(|name| id_of(&scenario.doelgroepen, name)),
        village: norm.kern.as_ref().map(|name| id_of(&scenario.kernen, name)),
        location: norm.locatie.as_ref().map(|name| id_of(&scenario.locaties, name)),
        target: target(&norm.eis),
        measured: norm.gemeten,
        is_promised: true,
    }
}

fn measure(meet: Meet) -> Measure {
    match meet {
        Meet::Wachttijd => Measure::Wait,
        Meet::Doorlooptijd => Measure::LeadTime,
        Meet::Afhakers => Measure::Abandonment,
        Meet::Cijfer => Measure::Mark,
        _ => unimplemented!("measures of the whole service"),
    }
}

fn target(eis: &Eis) -> Target {
    match *eis {
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
        Herhalingen::Nauwkeurig { meet, kanaal, klantreis, marge } => Replications::UntilPrecise {
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
    use crate::time::Span;

    #[test]
    fn a_norm_names_its_channel_and_its_limit() {
        let norms = norms(&example::scenario());
        let norm = &norms[NormId(0)];
        assert_eq!((norm.measure, norm.channel, norm.journey), (Measure::Wait, Some(ChannelId(0)), None));
        let limit = Limit::Calendar(Span(30 * Span::SECOND.0));
        assert_eq!(norm.target, Target::Within { limit, share: 0.8, over: Base::Offered });
    }

    #[test]
    fn precision_is_asked_of_a_measure() {
        let mut scenario = example::scenario();
        scenario.onderzoek.herhalingen = Herhalingen::Nauwkeurig {
            meet: Meet::Doorlooptijd,
            kanaal: None,
            klantreis: Some("paspoort".into()),
            marge: 0.05,
        };
        let expected = Replications::UntilPrecise {
            measure: Measure::LeadTime,
            channel: None,
            journey: Some(JourneyId(1)),
            margin: 0.05,
        };
        assert_eq!(study(&scenario).replications, expected);
    }
}
