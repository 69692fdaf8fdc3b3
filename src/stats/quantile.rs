//! Quantiles of lengths of time in bounded memory, merged in any order with equal bytes.
//!
//! A log-linear array of counts: units of one millisecond up to 64 ms, above that 64 buckets for every
//! doubling. So a quantile is off by less than 1/64 of itself, or by 1 ms where that is more.

use crate::time::Span;

/// Buckets per doubling, as a power of two.
const BITS: u32 = 6;
/// Microseconds in the finest bucket.
const UNIT: u64 = 1_000;

/// Counts of lengths per bucket; as long as its longest length needs, so an unused one takes no memory.
///
/// Bucket 0 holds exactly the zeros; every other bucket holds the lengths in (low, high].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    /// Ends with a count that is not 0.
    counts: Vec<u64>,
    total: u64,
}

impl Histogram {
    pub fn new() -> Self {
        Self::default()
    }

    /// The bucket of a length ≥ 0; the same in every histogram, so it can be found once and recorded often.
    #[inline(always)]
    pub fn bucket(span: Span) -> usize {
        debug_assert!(span >= Span::ZERO, "a length is not negative");
        let micros = span.0 as u64;
        // whole units before the last, begun one; a length on an edge belongs below it
        let units = micros.saturating_sub(1) / UNIT;
        let shift = (63 - BITS) - (units | 1 << BITS).leading_zeros();
        usize::from(micros > 0) + ((shift << BITS) as u64 + (units >> shift)) as usize
    }

    /// Counts one length by its [`Histogram::bucket`].
    #[inline(always)]
    pub fn record_bucket(&mut self, bucket: usize) {
        match self.counts.get_mut(bucket) {
            Some(count) => *count += 1,
            None => self.reaches(bucket),
        }
        self.total += 1;
    }

    /// The first length of a bucket beyond all others.
    #[cold]
    #[inline(never)]
    fn reaches(&mut self, bucket: usize) {
        self.counts.resize(bucket, 0);
        self.counts.push(1);
    }

    pub fn record(&mut self, span: Span) {
        self.record_bucket(Self::bucket(span));
    }

    /// Adds the counts of `other`.
    pub fn merge(&mut self, other: &Self) {
        if other.counts.len() > self.counts.len() {
            self.counts.resize(other.counts.len(), 0);
        }
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
        self.total += other.total;
    }

    /// Lengths recorded.
    pub fn count(&self) -> u64 {
        self.total
    }

    /// Seconds that a share `q` (0 ..= 1) of the lengths does not exceed, interpolated linearly within its
    /// bucket; none when nothing was recorded.
    pub fn quantile(&self, q: f64) -> Option<f64> {
        let rank = q * self.total as f64;
        let mut below = 0;
        let mut last = None;
        for (low, high, count) in self.buckets() {
            let part = (rank - below as f64) / count as f64;
            if part <= 1.0 {
                return Some(low + part * (high - low));
            }
            below += count;
            last = Some(high);
        }
        last
    }

    /// Share of the lengths that is at most `span`, interpolated linearly within its bucket; none when
    /// nothing was recorded.
    pub fn share_at_most(&self, span: Span) -> Option<f64> {
        if self.total == 0 {
            return None;
        }
        let limit = span.seconds();
        let within = |(low, high, count): (f64, f64, u64)| {
            let part = if high <= limit { 1.0 } else { ((limit - low) / (high - low)).max(0.0) };
            part * count as f64
        };
        Some(self.buckets().map(within).sum::<f64>() / self.total as f64)
    }

    /// The buckets that hold something, ascending: (low, high, count), in seconds, low excluded and high
    /// included; the bucket of zeros is (0, 0, count).
    pub fn buckets(&self) -> impl Iterator<Item = (f64, f64, u64)> {
        self.counts.iter().enumerate().filter(|(_, count)| **count > 0).map(|(bucket, &count)| {
            let (low, high) = edges(bucket);
            (low, high, count)
        })
    }
}

/// Edges of a bucket in seconds.
fn edges(bucket: usize) -> (f64, f64) {
    let Some(index) = bucket.checked_sub(1) else { return (0.0, 0.0) };
    let shift = (index >> BITS).saturating_sub(1);
    let low = (index - (shift << BITS)) << shift;
    let seconds = |units: usize| (units as u64 * UNIT) as f64 / 1e6;
    (seconds(low), seconds(low + (1 << shift)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;
    use rand_distr::{Distribution, LogNormal};

    fn lengths(n: usize, seed: u64) -> Vec<Span> {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
        let seconds = LogNormal::new(3.0, 2.0).unwrap();
        (0..n).map(|_| Span::from_seconds(seconds.sample(&mut rng))).collect()
    }

    fn histogram(lengths: &[Span]) -> Histogram {
        let mut histogram = Histogram::new();
        lengths.iter().for_each(|&length| histogram.record(length));
        histogram
    }

    #[test]
    fn every_length_lies_in_its_bucket_and_buckets_join() {
        let powers =
            (0..52).flat_map(|power| [-1, 0, 1, 999, 1_000, 1_001].map(|more| (1_i64 << power) + more));
        for micros in powers.filter(|micros| (0..=Span::MAX.0).contains(micros)).chain(0..200_000) {
            let bucket = Histogram::bucket(Span(micros));
            let (low, high) = edges(bucket);
            let seconds = Span(micros).seconds();
            assert!(if bucket == 0 { micros == 0 } else { low < seconds && seconds <= high }, "{micros}");
            assert_eq!(edges(bucket + 1).0, high);
        }
        assert!(Histogram::bucket(Span::MAX) < 2_400);
    }

    #[test]
    fn a_bucket_is_a_millisecond_or_a_64th_of_its_lengths() {
        for bucket in 1..=Histogram::bucket(Span::MAX) {
            let (low, high) = edges(bucket);
            assert!(high - low <= (low / 64.0).max(0.001) + 1e-9 * low, "{bucket}: {low} {high}");
        }
    }

    #[test]
    fn quantiles_are_within_a_64th_of_those_of_the_sorted_lengths() {
        let mut sorted = lengths(100_000, 1);
        let histogram = histogram(&sorted);
        sorted.sort();
        for q in [0.0001, 0.01, 0.1, 0.5, 0.8, 0.9, 0.95, 0.99, 0.9999, 1.0] {
            let exact = sorted[(q * sorted.len() as f64).ceil() as usize - 1].seconds();
            let approximate = histogram.quantile(q).unwrap();
            assert!((approximate - exact).abs() <= (exact / 64.0).max(0.001), "{q}: {approximate} {exact}");
            let share = histogram.share_at_most(Span::from_seconds(exact)).unwrap();
            assert!((share - q).abs() < 0.005, "{q}: {share}");
        }
    }

    #[test]
    fn no_wait_stays_no_wait() {
        let mut histogram = histogram(&[Span::ZERO; 8]);
        histogram.record(Span::SECOND);
        histogram.record(Span::SECOND);
        assert_eq!(histogram.quantile(0.5), Some(0.0));
        assert_eq!(histogram.quantile(0.8), Some(0.0));
        assert_eq!(histogram.share_at_most(Span::ZERO), Some(0.8));
        assert!(histogram.quantile(0.9).unwrap() > 0.98);
        assert_eq!(histogram.share_at_most(Span::MINUTE), Some(1.0));
    }

    #[test]
    fn nothing_recorded_has_no_quantile() {
        let histogram = Histogram::new();
        assert_eq!((histogram.count(), histogram.quantile(0.5)), (0, None));
        assert_eq!(histogram.share_at_most(Span::SECOND), None);
        assert_eq!(histogram.buckets().count(), 0);
    }

    #[test]
    fn parts_merged_in_any_order_are_the_whole() {
        let all = lengths(10_000, 2);
        let whole = histogram(&all);
        let parts: Vec<Histogram> = all.chunks(700).map(histogram).collect();
        let mut forwards = Histogram::new();
        parts.iter().for_each(|part| forwards.merge(part));
        let mut backwards = Histogram::new();
        parts.iter().rev().for_each(|part| backwards.merge(part));
        assert_eq!(forwards, whole);
        assert_eq!(backwards, whole);
        assert_eq!(whole.buckets().map(|(_, _, count)| count).sum::<u64>(), 10_000);
    }
}
