//! Satisfaction: from what happened to a customer to the mark he gives, as pure functions on numbers.
//!
//! Additive and transparent: every mark is the sum of its [`Parts`], exactly. Nothing is drawn here; how far
//! respondents differ enters only in the shares of high and low marks, which follow from mark and spread.

pub mod coefficients;
mod contact;
mod effort;
mod journey;
mod parts;
mod shares;

#[cfg(test)]
mod check_table;
#[cfg(test)]
pub(super) mod tests;

pub use coefficients::Coefficients;
pub use contact::ContactFacts;
pub use journey::{Experience, JourneyFacts, Lead, Progress, Refusal};
pub use parts::{POINT, Part, Parts, Term, Weights};
pub use shares::{Shares, WHOLE};

use crate::id::{ChannelId, IdVec, JourneyId, SegmentId};

/// How customers of one municipality judge.
#[derive(Clone, Debug)]
pub struct Satisfaction {
    pub coefficients: Coefficients,
    pub journeys: IdVec<JourneyId, JourneyScale>,
    pub segments: IdVec<SegmentId, SegmentScale>,
    /// Days to the first free slot that are expected, in working days, by channel.
    pub expected_access: IdVec<ChannelId, f64>,
    /// The mark that is aimed at.
    pub goal: f64,
    /// What the way of measuring adds to every mark that is reported, in points.
    pub offset: f64,
    /// What a survey would see; `None` where nobody is asked.
    pub survey: Option<Survey>,
}

/// A survey among customers.
#[derive(Clone, Copy, Debug)]
pub struct Survey {
    /// Share of the customers who answer.
    pub answers: f64,
    /// Days over which answers are taken together.
    pub every: f64,
}

impl Survey {
    /// A drop of so many points should be noticed.
    pub const DROP: f64 = 0.2;
    /// For an interval of 95 %.
    const INTERVAL: f64 = 1.96;
    /// For a chance of 80 % to see a drop at that interval.
    const POWER: f64 = 0.84;

    /// Answers in one period, of so many customers in so many days.
    pub fn responses(&self, customers: f64, days: f64) -> f64 {
        customers * self.answers * self.every / days
    }

    /// Half the interval of the mean of so many answers, of this standard deviation.
    pub fn margin(responses: f64, deviation: f64) -> f64 {
        Self::INTERVAL * deviation / responses.sqrt()
    }

    /// Periods until a drop is noticed, from a level that was well known before: until the answers since are enough.
    pub fn periods_to_notice(responses: f64, deviation: f64) -> f64 {
        let needed = ((Self::INTERVAL + Self::POWER) * deviation / Self::DROP).powi(2);
        (needed / responses).ceil()
    }
}

/// How the contacts of a journey and its case are judged.
#[derive(Clone, Debug)]
pub struct JourneyScale {
    pub channels: IdVec<ChannelId, Scale>,
    /// Of the case itself: the work between the contacts.
    pub case: Scale,
    pub weights: Weights,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SegmentScale {
    /// Added to every mark, in points.
    pub shift: f64,
    pub weights: Weights,
}

/// Levels of one channel, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The mark when all goes as expected.
    pub base: f64,
    /// What treatment can give or take.
    pub treatment: f64,
    /// Standard deviation between respondents.
    pub spread: f64,
}

/// What a customer thinks of a contact or a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    pub parts: Parts,
    /// What they add up to, in micro-points.
    pub mark: i32,
    /// Customer effort, 1 (hard) to 7 (easy), in micro-points.
    pub effort: i32,
    /// Standard deviation between respondents, in micro-points.
    pub spread: i32,
}

impl Satisfaction {
    /// The mark as the way of measuring sees it, in micro-points.
    pub fn reported(&self, judgement: &Judgement) -> i32 {
        judgement.mark + micro(self.offset)
    }

    /// How heavily a term counts for a segment in a journey.
    fn weight(&self, journey: JourneyId, segment: SegmentId, term: Term) -> f64 {
        self.journeys[journey].weights[term] * self.segments[segment].weights[term]
    }

    /// A mark begins with its base and the shift of the segment.
    fn begin(&self, parts: &mut Parts, scale: &Scale, segment: SegmentId) {
        parts.set(Part::Base, scale.base);
        parts.set(Part::Segment, self.segments[segment].shift);
    }

    /// What ends a mark whose other parts add up to `sum`.
    fn closing(&self, sum: i32, answered: bool) -> Closing {
        if answered {
            Closing { clamp: sum.clamp(POINT, 10 * POINT) - sum, unanswered: 0 }
        } else {
            Closing { clamp: 0, unanswered: micro(self.coefficients.unanswered) - sum }
        }
    }
}

/// The parts that depend on all others.
struct Closing {
    clamp: i32,
    unanswered: i32,
}

impl Closing {
    fn sum(&self) -> i32 {
        self.clamp + self.unanswered
    }
}

/// Points as whole micro-points.
fn micro(points: f64) -> i32 {
    parts::whole(points * f64::from(POINT))
}

/// A term that costs at most `most`: sets its parts, given in points, and what the limit gives back.
fn limited(parts: &mut Parts, weight: f64, most: f64, of_term: &[(Part, f64)]) {
    for (part, points) in of_term {
        parts.set(*part, weight * points);
    }
    let sum: i32 = of_term.iter().map(|(part, _)| parts[*part]).sum();
    parts[Part::Floor] += (micro(-weight * most) - sum).max(0);
}

/// Doublings of `value` beyond `usual`, both above 0; 0 below it.
fn doublings(value: f64, usual: f64) -> f64 {
    if value > usual { (value / usual).log2() } else { 0.0 }
}
