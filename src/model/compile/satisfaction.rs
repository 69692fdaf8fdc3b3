//! Satisfaction: coefficients, levels and weights.

use crate::model::satisfaction::coefficients::{
    Coefficients, Effort, Fit, Handoff, LeadTime, PeakEnd, Progress, Promise, Refusal, Repeat, Travel, Wait,
};
use crate::model::satisfaction::{JourneyScale, Satisfaction, Scale, SegmentScale, Survey, Term, Weights};
use crate::scenario::Scenario;
use crate::scenario::tevredenheid::{Klantmoeite, Maat, Peiling, ReisMaat, TERMEN, Tevredenheid, Weegt};

pub fn satisfaction(scenario: &Scenario) -> Option<Satisfaction> {
    let judged = scenario.tevredenheid.as_ref()?;
    Some(Satisfaction {
        coefficients: coefficients(judged),
        journeys: judged.klantreizen.iter().map(|(_, reis)| journey(judged, reis)).collect(),
        segments: judged
            .doelgroepen
            .iter()
            .map(|(_, groep)| SegmentScale { shift: groep.cijferverschil, weights: weights(&groep.weegt) })
            .collect(),
        expected_access: scenario.kanalen.iter().map(|(_, kanaal)| kanaal.verwachte_toegangstijd).collect(),
        goal: judged.streefcijfer,
        offset: judged.meetwijze_scheelt,
        survey: survey(&judged.peiling),
    })
}

fn survey(peiling: &Peiling) -> Option<Survey> {
    let answers = peiling.vraagt * peiling.respons;
    (answers > 0.0).then_some(Survey { answers, every: peiling.elke_dagen })
}

fn coefficients(judged: &Tevredenheid) -> Coefficients {
    let of = &judged.termen;
    Coefficients {
        wait: Wait {
            loss: of.wachten.verlies,
            gain: of.wachten.winst,
            most: of.wachten.hooguit,
            told: of.wachten.ingelicht,
            told_beyond: of.wachten.ingelicht_lang,
            pleasant: of.wachten.prettig,
        },
        lead: LeadTime {
            loss: of.doorlooptijd.verlies,
            gain: of.doorlooptijd.winst,
            most: of.doorlooptijd.hooguit,
            announced: of.doorlooptijd.aangekondigd,
        },
        access: of.toegang,
        unresolved: of.niet_opgelost,
        repeat: Repeat {
            first: of.herhaling.eerste,
            next: of.herhaling.volgende,
            most: of.herhaling.hooguit,
        },
        handoff: Handoff { warm: of.overdracht.warm, cold: of.overdracht.koud, beyond: of.overdracht.derde },
        promise: Promise { kept: of.belofte.gehouden, broken: of.belofte.gebroken, most: of.belofte.hooguit },
        progress: Progress { told: of.voortgang.gehoord, silent: of.voortgang.stil },
        incomplete: of.onvolledig,
        unclear: of.onbegrepen,
        fit: Fit { loss: of.kanaal.verlies, usual: of.kanaal.gewoon },
        refusal: Refusal {
            loss: of.afwijzing.verlies,
            fairness: of.afwijzing.uitleg,
            alternative: of.afwijzing.alternatief,
        },
        travel: Travel { loss: of.reistijd.verlies, usual: of.reistijd.gewoon },
        peak_end: PeakEnd {
            mean: judged.reis.gemiddeld,
            worst: judged.reis.slechtste,
            last: judged.reis.laatste,
        },
        unanswered: judged.niet_beantwoord,
        effort: effort(&judged.klantmoeite),
    }
}

fn effort(of: &Klantmoeite) -> Effort {
    Effort {
        base: of.basis,
        wait: of.wachten,
        unresolved: of.niet_opgelost,
        repeat: of.herhaling,
        handoff: of.overdracht,
        unclear: of.onbegrepen,
        misfit: of.kanaal,
    }
}

fn journey(judged: &Tevredenheid, reis: &ReisMaat) -> JourneyScale {
    let scale = |maat: &Maat| Scale {
        base: reis.basiscijfer.unwrap_or(maat.basiscijfer),
        treatment: reis.bejegening_weegt.unwrap_or(maat.bejegening_weegt),
        spread: reis.spreiding_cijfer.unwrap_or(maat.spreiding_cijfer),
    };
    JourneyScale {
        channels: judged.kanalen.iter().map(|(_, maat)| scale(maat)).collect(),
        case: scale(&judged.zaak),
        weights: weights(&reis.weegt),
    }
}

fn weights(weegt: &Weegt) -> Weights {
    let mut weights = Weights::default();
    for (word, factor) in TERMEN.iter().zip(weegt) {
        weights[term(word)] = *factor;
    }
    weights
}

fn term(word: &str) -> Term {
    match word {
        "wachten" => Term::Wait,
        "doorlooptijd" => Term::LeadTime,
        "toegang" => Term::Access,
        "niet-opgelost" => Term::Unresolved,
        "herhaling" => Term::Repeat,
        "overdracht" => Term::Handoff,
        "belofte" => Term::Promise,
        "voortgang" => Term::Progress,
        "onvolledig" => Term::Incomplete,
        "onbegrepen" => Term::Unclear,
        "kanaal" => Term::Channel,
        "bejegening" => Term::Treatment,
        "afwijzing" => Term::Refusal,
        "reistijd" => Term::Travel,
        other => panic!("`{other}` is a term of the formula"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{ChannelId, Id, JourneyId, SegmentId};
    use crate::model::compile::compile;
    use crate::model::satisfaction::tests::published;
    use crate::scenario::load_text;

    const TEXT: &str = "
kanalen:
  telefoon: { soort: gesprek }
  chat: { soort: gesprek, basiscijfer: 7.9 }
teams:
  kcc: { doet: [telefoon, chat], diensten: { dag: { medewerkers: 4 } } }
doelgroepen:
  inwoner: { aandeel: 90% }
  kwetsbaar: { aandeel: 10%, weegt: { wachten: 2 } }
klantreizen:
  vraag: { vraag: { aantal: 700 per jaar }, stappen: { bellen: { contact: telefoon } } }
  mor: { vraag: { aantal: 700 per jaar }, stappen: { bellen: { contact: chat } }, spreiding-cijfer: 1.2 }
  klacht: { vraag: { aantal: 70 per jaar }, stappen: { bellen: { contact: telefoon } } }
";

    fn judged(text: &str) -> Option<Satisfaction> {
        let loaded = load_text("a.yaml", text);
        compile(loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)))).satisfaction
    }

    #[test]
    fn unwritten_the_formula_is_the_published_one() {
        let judged = judged(TEXT).unwrap();
        assert_eq!(judged.coefficients, published());
        assert_eq!((judged.goal, judged.offset), (8.0, 0.0));
        let phone = Scale { base: 8.32, treatment: 0.5, spread: 1.4 };
        assert_eq!(judged.journeys[JourneyId(0)].channels[ChannelId(0)], phone);
        assert_eq!(judged.journeys[JourneyId(0)].case, Scale { base: 7.6, treatment: 0.4, spread: 1.8 });
    }

    #[test]
    fn a_journey_speaks_for_its_channels_and_its_case() {
        let judged = judged(TEXT).unwrap();
        let mor = &judged.journeys[JourneyId(1)];
        assert_eq!(mor.case, Scale { base: 7.26, treatment: 0.2, spread: 1.2 });
        assert_eq!(mor.channels[ChannelId(1)], mor.case);
        assert_eq!(judged.journeys[JourneyId(0)].channels[ChannelId(1)].base, 7.9);
    }

    #[test]
    fn names_weigh_as_the_table_says_unless_it_is_written() {
        let judged = judged(TEXT).unwrap();
        let weight = |journey, segment, term| {
            judged.journeys[JourneyId::from_index(journey)].weights[term]
                * judged.segments[SegmentId::from_index(segment)].weights[term]
        };
        assert_eq!((weight(0, 0, Term::Refusal), weight(2, 0, Term::Refusal)), (1.0, 1.6));
        assert!((weight(2, 1, Term::Refusal) - 1.6 * 1.3).abs() < 1e-12);
        assert_eq!((weight(0, 1, Term::Promise), weight(0, 1, Term::Wait)), (1.3, 2.0));
        assert_eq!(judged.segments[SegmentId(1)].shift, -0.2);
    }

    #[test]
    fn every_number_can_be_written_and_marks_can_be_switched_off() {
        let text = format!(
            "{TEXT}tevredenheid: {{ streefcijfer: 7.5, meetwijze: panel, niet-beantwoord: 1, \
             termen: {{ wachten: {{ verlies: 0.5 }}, reistijd: {{ gewoon: 15 min }} }}, zaak: {{ basiscijfer: 7 }}, \
             klantmoeite: {{ basis: 6, herhaling: 0.9 }} }}\n"
        );
        let judged = judged_with(&text);
        assert_eq!((judged.goal, judged.offset, judged.coefficients.unanswered), (7.5, -0.7, 1.0));
        assert_eq!((judged.coefficients.wait.loss, judged.coefficients.travel.usual), (0.5, 15.0));
        assert_eq!(judged.coefficients.effort, Effort { base: 6.0, repeat: 0.9, ..published().effort });
        assert_eq!(judged.journeys[JourneyId(0)].case.base, 7.0);
        assert!(self::judged(&format!("{TEXT}tevredenheid: nee\n")).is_none());
    }

    #[test]
    fn a_measure_changes_a_number_that_nobody_wrote() {
        let text = format!(
            "{TEXT}maatregelen:\n  anders:\n    wijzig: {{ tevredenheid.termen.wachten.verlies: keer 2, \
             doelgroepen.kwetsbaar.cijferverschil: -0.1, doelgroepen.kwetsbaar.weegt.belofte: +0.2 }}\n"
        );
        let judged = judged_with(&text);
        assert_eq!(judged.coefficients.wait.loss, 1.3);
        let vulnerable = &judged.segments[SegmentId(1)];
        assert!(
            (vulnerable.shift + 0.3).abs() < 1e-12 && (vulnerable.weights[Term::Promise] - 1.5).abs() < 1e-12
        );
    }

    #[test]
    fn what_the_way_of_measuring_makes_of_marks_can_be_written_too() {
        let offset = |written: &str| judged_with(&format!("{TEXT}tevredenheid: {{ {written} }}\n")).offset;
        let ways = ["na-contact", "mystery", "panel", "burgerpeiling"];
        assert_eq!(ways.map(|way| offset(&format!("meetwijze: {way}"))), [0.0, -0.5, -0.7, -1.2]);
        assert_eq!(offset("meetwijze: panel, meetwijze-scheelt: -0.4"), -0.4);
    }

    #[test]
    fn a_change_of_the_way_of_measuring_starts_from_what_that_way_has() {
        let text = format!(
            "{TEXT}tevredenheid: {{ meetwijze: mystery }}\nmaatregelen:\n  anders:\n    \
             wijzig: {{ tevredenheid.meetwijze-scheelt: +0.1, tevredenheid.klantmoeite.wachten: keer 2 }}\n"
        );
        let judged = judged_with(&text);
        assert!((judged.offset + 0.4).abs() < 1e-12, "{}", judged.offset);
        assert_eq!(judged.coefficients.effort.wait, 0.6);
    }

    fn judged_with(text: &str) -> Satisfaction {
        judged(text).expect("marks are given")
    }
}
