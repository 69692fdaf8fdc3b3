//! The mark of a journey: its contacts and its case, weighed by peak and end.

use std::f64::consts::LN_2;

use super::parts::whole;
use super::{Judgement, Part, Parts, Satisfaction, Term, effort, limited, micro};
use crate::id::{JourneyId, SegmentId};

/// What a customer carries from contact to contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Experience {
    /// Of all contacts.
    sums: [i64; Part::OF_CONTACT],
    effort: i64,
    n_contacts: u32,
    /// Lowest mark of all contacts but the last; `i32::MAX` while there is none.
    worst_before: i32,
    /// Mark of the last contact; `i32::MAX` while there is none.
    last: i32,
    /// The same before clamping, and as if it was answered.
    last_open: i32,
    last_answered: bool,
    /// Of the last contact.
    spread: i32,
}

impl Default for Experience {
    fn default() -> Self {
        Self {
            sums: [0; Part::OF_CONTACT],
            effort: 0,
            n_contacts: 0,
            worst_before: i32::MAX,
            last: i32::MAX,
            last_open: 0,
            last_answered: true,
            spread: 0,
        }
    }
}

impl Experience {
    /// Adds a contact; `answered` as in its facts.
    pub fn add_contact(&mut self, judgement: &Judgement, answered: bool) {
        let parts = &judgement.parts;
        for (sum, points) in self.sums.iter_mut().zip(parts.points()) {
            *sum += i64::from(*points);
        }
        self.effort += i64::from(judgement.effort);
        self.n_contacts += 1;
        self.worst_before = self.worst_before.min(self.last);
        self.last = judgement.mark;
        self.last_open = self.last - parts[Part::Clamp] - parts[Part::Unanswered];
        self.last_answered = answered;
        self.spread = judgement.spread;
    }
}

/// What happened in a journey outside its contacts.
#[derive(Clone, Copy, Debug)]
pub struct JourneyFacts {
    /// `None` where length is not felt.
    pub lead: Option<Lead>,
    /// Contacts of the customer's own initiative, after an answer or out of silence.
    pub repeats: u32,
    /// Promises with a date: call-backs and appointments, not the length of the journey.
    pub kept: u32,
    pub broken: u32,
    pub progress: Progress,
    pub refusal: Option<Refusal>,
    /// Of the case, by who worked on it: −1 (curt) to 1 (hospitable).
    pub treatment: f64,
    /// Whether there was work between the contacts; the case is then judged beside them.
    pub has_case: bool,
}

/// Length of a journey.
#[derive(Clone, Copy, Debug)]
pub struct Lead {
    /// In the unit of `expected`.
    pub actual: f64,
    /// What was promised, else what is usual; above 0.
    pub expected: f64,
    /// Delay was announced before the term passed.
    pub delay_notice: bool,
    /// Longer than two working days, so that progress information counts.
    pub long: bool,
}

/// What the customer heard while it lasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Does not apply.
    None,
    Told,
    ReceiptOnly,
    Silent,
}

/// A decision against the customer.
#[derive(Clone, Copy, Debug)]
pub struct Refusal {
    /// How fair and transparent it was, 0 to 1.
    pub fairness: f64,
    pub alternative: bool,
}

impl Satisfaction {
    /// `None` where there was neither contact nor case.
    ///
    /// The case counts as one experience more, and as the last: its result closes the journey. Without a case what
    /// concerns the journey as a whole joins the last contact.
    pub fn journey(
        &self,
        journey: JourneyId,
        segment: SegmentId,
        experience: &Experience,
        facts: &JourneyFacts,
    ) -> Option<Judgement> {
        let mut joins = self.as_a_whole(journey, segment, facts);
        let (mut rows, mut spread) = (experience.n_contacts, experience.spread);
        let (mut worst, mut last) = (experience.worst_before, experience.last);
        let joined;
        if facts.has_case {
            let scale = self.journeys[journey].case;
            self.begin(&mut joins, &scale, segment);
            let weight = self.weight(journey, segment, Term::Treatment);
            joins.set(Part::Treatment, weight * scale.treatment * facts.treatment);
            let open = joins.mark();
            joins[Part::Clamp] = self.closing(open, true).clamp;
            joined = open + joins[Part::Clamp];
            worst = worst.min(last);
            last = joined;
            rows += 1;
            spread = micro(scale.spread);
        } else if rows > 0 {
            let (open, own) = (experience.last_open, joins.mark());
            let before = self.closing(open, experience.last_answered);
            let after = self.closing(open + own, experience.last_answered);
            joins[Part::Clamp] = after.clamp - before.clamp;
            joins[Part::Unanswered] = after.unanswered - before.unanswered;
            joined = own + after.sum() - before.sum();
            last += joined;
        } else {
            return None;
        }
        let mut total = i64::from(joined);
        let mut parts = joins;
        for (points, sum) in parts.points_mut().iter_mut().zip(&experience.sums) {
            total += sum;
            *points = mean(sum + i64::from(*points), rows);
        }
        for points in &mut parts.points_mut()[Part::OF_CONTACT..] {
            *points = mean((*points).into(), rows);
        }
        let share = &self.coefficients.peak_end;
        let weighed = share.mean * f64::from(mean(total, rows))
            + share.worst * f64::from(worst.min(last))
            + share.last * f64::from(last);
        let mark = whole(weighed);
        parts[Part::PeakEnd] = mark - parts.mark();
        let of_contacts = (experience.n_contacts > 0).then(|| mean(experience.effort, experience.n_contacts));
        Some(Judgement {
            parts,
            mark,
            effort: effort::of_journey(&self.coefficients, of_contacts, facts.repeats),
            spread,
        })
    }

    /// The terms of a journey as a whole.
    fn as_a_whole(&self, journey: JourneyId, segment: SegmentId, facts: &JourneyFacts) -> Parts {
        let coefficients = &self.coefficients;
        let weight = |term| self.weight(journey, segment, term);
        let mut parts = Parts::default();
        if let Some(lead) = &facts.lead {
            self.lead_time(&mut parts, weight(Term::LeadTime), lead);
            let points = match facts.progress {
                Progress::Told if lead.long => Some((Part::ProgressTold, coefficients.progress.told)),
                Progress::Silent if lead.long => Some((Part::ProgressSilent, -coefficients.progress.silent)),
                _ => None,
            };
            if let Some((part, points)) = points {
                parts.set(part, weight(Term::Progress) * points);
            }
        }
        if facts.repeats > 0 {
            let repeat = &coefficients.repeat;
            let of_term = [
                (Part::RepeatFirst, -repeat.first),
                (Part::RepeatNext, -repeat.next * f64::from(facts.repeats - 1)),
            ];
            limited(&mut parts, weight(Term::Repeat), repeat.most, &of_term);
        }
        if facts.kept > 0 || facts.broken > 0 {
            let promise = &coefficients.promise;
            let of_term = [
                (Part::PromiseKept, promise.kept * f64::from(facts.kept)),
                (Part::PromiseBroken, -promise.broken * f64::from(facts.broken)),
            ];
            limited(&mut parts, weight(Term::Promise), promise.most, &of_term);
        }
        if let Some(refusal) = &facts.refusal {
            let (of, weight) = (&coefficients.refusal, weight(Term::Refusal));
            parts.set(Part::Refusal, -weight * of.loss * (1.0 - of.fairness * refusal.fairness));
            if refusal.alternative {
                parts.set(Part::Alternative, weight * of.alternative);
            }
        }
        parts
    }

    fn lead_time(&self, parts: &mut Parts, weight: f64, lead: &Lead) {
        let coefficients = &self.coefficients.lead;
        let excess = (lead.actual / lead.expected).ln();
        if excess <= 0.0 {
            parts.set(Part::LeadGain, weight * coefficients.gain * (-excess).min(LN_2));
            return;
        }
        let announced = if lead.delay_notice { coefficients.announced } else { 1.0 };
        let of_term = [(Part::LeadLoss, -coefficients.loss * excess * announced)];
        limited(parts, weight, coefficients.most, &of_term);
    }
}

/// Rounded to the nearest whole, halves up; `n` above 0.
///
/// In floating point, which divides faster: exact for fewer than two million, since a quotient that is not whole lies at
/// least 1/2n from the next whole number, and rounding moves it by less.
#[inline(always)]
fn mean(sum: i64, n: u32) -> i32 {
    if sum == 0 || n == 1 {
        return sum as i32;
    }
    let n = i64::from(n);
    let quotient = (2 * sum + n) as f64 / (2 * n) as f64;
    let whole = quotient as i32;
    whole - i32::from(f64::from(whole) > quotient)
}

#[cfg(test)]
mod tests {
    use super::mean;

    #[test]
    fn a_mean_is_that_of_whole_numbers() {
        for n in [2, 3, 7, 60, 1_001, 65_535] {
            let wide = i64::from(n);
            for quotient in [-60_000_000, -7_300_001, -3, -1, 0, 1, 2, 8_123_457, 59_999_999] {
                for rest in [0, 1, wide / 2 - 1, wide / 2, wide / 2 + 1, wide - 1] {
                    let sum = quotient * wide + rest;
                    assert_eq!(i64::from(mean(sum, n)), (2 * sum + wide).div_euclid(2 * wide), "{sum}/{n}");
                }
            }
        }
    }
}
