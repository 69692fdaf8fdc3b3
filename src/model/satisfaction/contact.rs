//! The mark of one contact.

use std::f64::consts::LN_2;

use super::{Judgement, Part, Parts, Satisfaction, Term, doublings, effort, limited, micro};
use crate::id::{ChannelId, JourneyId, SegmentId};
use crate::time::Span;

/// What happened in one contact.
#[derive(Clone, Copy, Debug)]
pub struct ContactFacts {
    pub channel: ChannelId,
    pub segment: SegmentId,
    pub journey: JourneyId,
    /// Time in line; `None` where nobody stands in line.
    pub wait: Option<Span>,
    /// What the customer expected of it; above 0.
    pub expected_wait: Span,
    /// Whether he was told how long it would take.
    pub told_wait: bool,
    /// Whether he waited pleasantly and occupied.
    pub pleasant_wait: bool,
    /// Working days to the first free slot, where he wanted that; `None` without appointment.
    pub access_days: Option<f64>,
    /// Whether it ended the question: no hand-off, no call-back, no incomplete answer, no failed self-service.
    pub resolved: bool,
    /// Times passed on to a colleague who knows the story.
    pub warm: u8,
    /// Times passed on and made to tell it again.
    pub cold: u8,
    /// The answer was wrong or incomplete.
    pub incomplete: bool,
    /// The answer was not understood.
    pub unclear: bool,
    /// How well the channel fits question and customer, 0 to 1.
    pub fit: f64,
    /// −1 (curt) to 1 (hospitable).
    pub treatment: f64,
    pub travel_minutes: f64,
    /// Whether anything came back at all.
    pub answered: bool,
}

impl Satisfaction {
    pub fn contact(&self, facts: &ContactFacts) -> Judgement {
        let coefficients = &self.coefficients;
        let weight = |term| self.weight(facts.journey, facts.segment, term);
        let scale = self.journeys[facts.journey].channels[facts.channel];
        let mut parts = Parts::default();
        self.begin(&mut parts, &scale, facts.segment);
        // 0 where nobody stands in line
        let excess = facts.wait.map_or(0.0, |wait| excess(wait, facts.expected_wait));
        if facts.wait.is_some() {
            self.wait(&mut parts, facts, excess);
        }
        if let Some(days) = facts.access_days {
            let late = doublings(days, self.expected_access[facts.channel]);
            parts.set(Part::Access, -weight(Term::Access) * coefficients.access * late);
        }
        let faults = [
            (!facts.resolved, Part::Unresolved, coefficients.unresolved),
            (facts.incomplete, Part::Incomplete, coefficients.incomplete),
            (facts.unclear, Part::Unclear, coefficients.unclear),
        ];
        for (happened, part, loss) in faults {
            if happened {
                parts.set(part, -weight(part.term()) * loss);
            }
        }
        if facts.warm > 0 || facts.cold > 0 {
            self.handoffs(&mut parts, facts);
        }
        let misfit = coefficients.fit.usual - facts.fit;
        parts.set(Part::ChannelFit, -weight(Term::Channel) * coefficients.fit.loss * misfit);
        parts.set(Part::Treatment, weight(Term::Treatment) * scale.treatment * facts.treatment);
        let far = doublings(facts.travel_minutes, coefficients.travel.usual);
        parts.set(Part::Travel, -weight(Term::Travel) * coefficients.travel.loss * far);
        let open = parts.mark();
        let closing = self.closing(open, facts.answered);
        (parts[Part::Clamp], parts[Part::Unanswered]) = (closing.clamp, closing.unanswered);
        Judgement {
            parts,
            mark: open + closing.sum(),
            effort: effort::of_contact(coefficients, facts, excess),
            spread: micro(scale.spread),
        }
    }

    fn wait(&self, parts: &mut Parts, facts: &ContactFacts, excess: f64) {
        let coefficients = &self.coefficients.wait;
        let weight = self.weight(facts.journey, facts.segment, Term::Wait);
        if excess <= 0.0 {
            let gain = coefficients.gain * (-excess).min(LN_2);
            parts.set(Part::WaitGain, weight * gain);
            return;
        }
        let felt = if facts.told_wait {
            let within = excess.min(3f64.ln());
            coefficients.told * within + coefficients.told_beyond * (excess - within)
        } else {
            excess
        };
        let comfort = if facts.pleasant_wait { coefficients.pleasant } else { 1.0 };
        limited(parts, weight, coefficients.most, &[(Part::WaitLoss, -coefficients.loss * felt * comfort)]);
    }

    /// Of more than two the order is not known: the first two are warm and cold in the same proportion as all.
    fn handoffs(&self, parts: &mut Parts, facts: &ContactFacts) {
        let coefficients = &self.coefficients.handoff;
        let weight = self.weight(facts.journey, facts.segment, Term::Handoff);
        let (warm, cold) = (f64::from(facts.warm), f64::from(facts.cold));
        let all = warm + cold;
        let first = all.min(2.0) / all;
        parts.set(Part::HandoffWarm, -weight * coefficients.warm * warm * first);
        parts.set(Part::HandoffCold, -weight * coefficients.cold * cold * first);
        parts.set(Part::HandoffBeyond, -weight * coefficients.beyond * (all - 2.0).max(0.0));
    }
}

/// ln(wait / expected), at least −ln 2: waiting still shorter is no better.
fn excess(wait: Span, expected: Span) -> f64 {
    let expected = expected.0.max(1);
    if 2 * wait.0 < expected {
        return -LN_2;
    }
    (wait.0 as f64 / expected as f64).ln()
}
