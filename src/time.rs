//! Simulated time: whole microseconds, so that equal inputs give equal bytes.
//!
//! A day has 24 hours of clock time; the two days a year on which the clock is set are not modelled.

use std::ops::{Add, AddAssign, Sub};

/// A moment: microseconds since midnight of the first simulated day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub i64);

/// A length of time in microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(pub i64);

impl Time {
    /// Midnight of the first simulated day.
    pub const ZERO: Self = Self(0);

    /// Midnight of day `day`, counted from 0.
    pub const fn from_day(day: i64) -> Self {
        Self(day * Span::DAY.0)
    }

    /// The day this moment lies in, counted from 0.
    pub const fn day(self) -> i64 {
        self.0.div_euclid(Span::DAY.0)
    }

    /// Time elapsed since midnight of its day.
    pub const fn clock(self) -> Span {
        Span(self.0.rem_euclid(Span::DAY.0))
    }
}

impl Span {
    pub const ZERO: Self = Self(0);
    pub const SECOND: Self = Self(1_000_000);
    pub const MINUTE: Self = Self(60 * Self::SECOND.0);
    pub const HOUR: Self = Self(60 * Self::MINUTE.0);
    pub const DAY: Self = Self(24 * Self::HOUR.0);
    /// The longest length a draw or a field may have: 100 years.
    pub const MAX: Self = Self(36_525 * Self::DAY.0);

    /// Rounds to the nearest microsecond; clamped to 0 ..= [`Span::MAX`].
    #[inline(always)]
    pub fn from_seconds(seconds: f64) -> Self {
        // Adding 2^52 leaves the whole number in the low bits of the sum: quicker than a cast that has to think of NaN.
        const SHIFT: f64 = (1u64 << 52) as f64;
        let micros = seconds * 1e6;
        let micros = if micros > 0.0 { micros } else { 0.0 };
        let micros = if micros < Self::MAX.0 as f64 { micros } else { Self::MAX.0 as f64 };
        Self(((micros + SHIFT).to_bits() - SHIFT.to_bits()) as i64)
    }

    /// Length in seconds.
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

impl Add<Span> for Time {
    type Output = Time;
    fn add(self, span: Span) -> Time {
        Time(self.0 + span.0)
    }
}

impl AddAssign<Span> for Time {
    fn add_assign(&mut self, span: Span) {
        self.0 += span.0;
    }
}

impl Sub for Time {
    type Output = Span;
    fn sub(self, earlier: Time) -> Span {
        Span(self.0 - earlier.0)
    }
}

impl Sub for Span {
    type Output = Span;
    fn sub(self, other: Span) -> Span {
        Span(self.0 - other.0)
    }
}

impl Add for Span {
    type Output = Span;
    fn add(self, other: Span) -> Span {
        Span(self.0 + other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_splits_into_day_and_clock() {
        let time = Time::from_day(3) + Span(5 * Span::HOUR.0 + 7);
        assert_eq!((time.day(), time.clock()), (3, Span(5 * Span::HOUR.0 + 7)));
    }

    #[test]
    fn seconds_round_to_the_nearest_microsecond_and_never_go_negative() {
        assert_eq!(Span::from_seconds(1.000_000_4), Span(1_000_000));
        assert_eq!(Span::from_seconds(-3.0), Span::ZERO);
        assert_eq!(Span::from_seconds(f64::INFINITY), Span::MAX);
    }
}
