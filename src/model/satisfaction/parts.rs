//! What a mark is made of: one part for each coefficient of the formula, in whole micro-points, so that sums are exact.

use std::ops::{Index, IndexMut};

/// Micro-points in one point of a mark.
pub const POINT: i32 = 1_000_000;

/// The most that one part can be; keeps every sum of parts within 32 bits.
const MOST: f64 = 60e6;

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident: $term:ident,)*) => {
        /// A part of a mark. Parts that a contact can have come first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Part { $($(#[$doc])* $name),* }

        impl Part {
            pub const ALL: &[Self] = &[$(Self::$name),*];
            pub const COUNT: usize = Self::ALL.len();

            /// What a reader sees it under.
            pub fn term(self) -> Term {
                match self { $(Self::$name => Term::$term),* }
            }
        }
    };
}

parts! {
    Base: Base,
    Segment: Segment,
    WaitLoss: Wait,
    WaitGain: Wait,
    Access: Access,
    Unresolved: Unresolved,
    HandoffWarm: Handoff,
    HandoffCold: Handoff,
    HandoffBeyond: Handoff,
    Incomplete: Incomplete,
    Unclear: Unclear,
    ChannelFit: Channel,
    Treatment: Treatment,
    Travel: Travel,
    /// What the most that a term can cost gives back.
    Floor: Floor,
    /// What keeping the mark within 1 and 10 gives or takes.
    Clamp: Clamp,
    /// What an unanswered contact takes (or gives) to reach its fixed mark.
    Unanswered: Unanswered,
    LeadLoss: LeadTime,
    LeadGain: LeadTime,
    RepeatFirst: Repeat,
    RepeatNext: Repeat,
    PromiseKept: Promise,
    PromiseBroken: Promise,
    ProgressTold: Progress,
    ProgressSilent: Progress,
    Refusal: Refusal,
    Alternative: Refusal,
    /// What the worst and the last experience weigh more than the mean.
    PeakEnd: PeakEnd,
}

impl Part {
    /// Number of parts that a contact can have.
    pub const OF_CONTACT: usize = Self::Unanswered as usize + 1;

    /// All bits for each part that can be a gain, none for the others, by the order of their numbers.
    const GAINS: [i32; Self::COUNT] = {
        let mut gains = [0; Self::COUNT];
        let mut part = 0;
        while part < Self::COUNT {
            gains[part] = -(Self::ALL[part].has_coefficient() as i32);
            part += 1;
        }
        gains
    };

    /// Whether a coefficient stands behind it; not so for base, segment and what clamping, floors, the weighing of
    /// contacts and a missing answer make of the others.
    pub const fn has_coefficient(self) -> bool {
        use Part::*;
        !matches!(self, Base | Segment | Floor | Clamp | Unanswered | PeakEnd)
    }
}

/// A group of parts, as in "where the points go".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    Base,
    Segment,
    Wait,
    LeadTime,
    Access,
    Unresolved,
    Repeat,
    Handoff,
    Promise,
    Progress,
    Incomplete,
    Unclear,
    Channel,
    Treatment,
    Refusal,
    Travel,
    Floor,
    Clamp,
    PeakEnd,
    Unanswered,
}

impl Term {
    pub const ALL: &[Self] = {
        use Term::*;
        &[
            Base, Segment, Wait, LeadTime, Access, Unresolved, Repeat, Handoff, Promise, Progress,
            Incomplete, Unclear, Channel, Treatment, Refusal, Travel, Floor, Clamp, PeakEnd, Unanswered,
        ]
    };

    pub fn parts(self) -> impl Iterator<Item = Part> {
        Part::ALL.iter().copied().filter(move |part| part.term() == self)
    }
}

/// How heavily each term counts; 1 unless a journey or segment says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights([f64; Term::ALL.len()]);

impl Default for Weights {
    fn default() -> Self {
        Self([1.0; Term::ALL.len()])
    }
}

impl Index<Term> for Weights {
    type Output = f64;
    fn index(&self, term: Term) -> &f64 {
        &self.0[term as usize]
    }
}

impl IndexMut<Term> for Weights {
    fn index_mut(&mut self, term: Term) -> &mut f64 {
        &mut self.0[term as usize]
    }
}

/// The parts of one mark, in whole micro-points. They add up to the mark exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts([i32; Part::COUNT]);

impl Parts {
    /// The mark, in micro-points. By itself, since among other uses of its numbers they are not added four at a time.
    #[inline(never)]
    pub fn mark(&self) -> i32 {
        self.0.iter().sum()
    }

    /// What the mark would be if nothing was lost, in micro-points; at most 10.
    #[inline(never)]
    pub fn without_losses(&self) -> i32 {
        // in bits, since processors that it must run on have no maximum of several numbers at once
        let gain = |(points, may): (&i32, &i32)| points & !(points >> 31) & may;
        let gains: i32 = self.0.iter().zip(&Part::GAINS).map(gain).sum();
        (self[Part::Base] + self[Part::Segment] + gains).min(10 * POINT)
    }

    pub fn of(&self, term: Term) -> i32 {
        term.parts().map(|part| self[part]).sum()
    }

    /// In the order of their numbers.
    pub fn points(&self) -> &[i32; Part::COUNT] {
        &self.0
    }

    pub(super) fn points_mut(&mut self) -> &mut [i32; Part::COUNT] {
        &mut self.0
    }

    pub fn iter(&self) -> impl Iterator<Item = (Part, i32)> {
        Part::ALL.iter().copied().zip(self.0)
    }

    /// Sets a part to a number of points, rounded to a whole micro-point.
    pub(super) fn set(&mut self, part: Part, points: f64) {
        self[part] = whole((points * f64::from(POINT)).clamp(-MOST, MOST));
    }
}

/// The nearest whole number, halves away from zero, in arithmetic: rounding is a call on processors that it must run on.
#[inline(always)]
pub(super) fn whole(number: f64) -> i32 {
    (number + 0.5_f64.copysign(number)) as i32
}

impl Index<Part> for Parts {
    type Output = i32;
    fn index(&self, part: Part) -> &i32 {
        &self.0[part as usize]
    }
}

impl IndexMut<Part> for Parts {
    fn index_mut(&mut self, part: Part) -> &mut i32 {
        &mut self.0[part as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_stands_in_the_order_of_its_number_and_under_one_term() {
        assert!(Part::ALL.iter().enumerate().all(|(index, part)| *part as usize == index));
        assert!(Term::ALL.iter().enumerate().all(|(index, term)| *term as usize == index));
        assert_eq!(Term::ALL.iter().map(|term| term.parts().count()).sum::<usize>(), Part::COUNT);
    }

    #[test]
    fn no_number_makes_a_sum_of_parts_overflow() {
        let mut parts = Parts::default();
        Part::ALL.iter().for_each(|part| parts.set(*part, f64::INFINITY));
        assert_eq!(parts.mark(), 60 * POINT * Part::COUNT as i32);
    }
}
