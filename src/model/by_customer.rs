//! What differs by who the customer is and where he lives.

use crate::id::{Id, SegmentId, VillageId};

/// A value for each segment, and for each village where those differ.
#[derive(Clone, Debug, PartialEq)]
pub struct ByCustomer<T> {
    /// By village, within it by segment.
    values: Vec<T>,
    /// From one village to the next; 0 where they do not differ.
    stride: usize,
}

impl<T: PartialEq> ByCustomer<T> {
    /// From the values of each segment, village by village; those of one village where all are equal.
    pub fn new(villages: impl IntoIterator<Item = Vec<T>>) -> Self {
        let mut villages: Vec<Vec<T>> = villages.into_iter().collect();
        if villages.iter().all(|village| *village == villages[0]) {
            villages.truncate(1);
        }
        let stride = if villages.len() == 1 { 0 } else { villages[0].len() };
        Self { values: villages.into_iter().flatten().collect(), stride }
    }
}

impl<T> ByCustomer<T> {
    #[inline(always)]
    pub fn of(&self, village: VillageId, segment: SegmentId) -> &T {
        &self.values[village.index() * self.stride + segment.index()]
    }

    /// Every value, each village once.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.values.iter()
    }

    /// Whether villages differ.
    pub fn differs_by_village(&self) -> bool {
        self.stride > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn villages_that_do_not_differ_stand_there_once() {
        let same = ByCustomer::new([vec![1, 2], vec![1, 2]]);
        assert_eq!((same.iter().count(), *same.of(VillageId(1), SegmentId(1))), (2, 2));
        let other = ByCustomer::new([vec![1, 2], vec![1, 3]]);
        assert_eq!((other.differs_by_village(), *other.of(VillageId(1), SegmentId(1))), (true, 3));
        assert_eq!(*other.of(VillageId(0), SegmentId(1)), 2);
    }
}
