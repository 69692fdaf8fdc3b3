//! Among which villages or segments the customers of a journey are.

/// Parts with running shares: who comes is of the first whose share lies above a uniform number. Never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake<I> {
    /// Ascending; the last is 1.
    cumulative: Box<[f64]>,
    parts: Box<[I]>,
    /// The part, where there is but one.
    pub only: Option<I>,
}

impl<I: Copy> Intake<I> {
    pub fn new(parts: Vec<I>, cumulative: Vec<f64>) -> Self {
        assert!(parts.len() == cumulative.len() && !parts.is_empty(), "somebody comes from somewhere");
        let only = if let [only] = parts[..] { Some(only) } else { None };
        Self { cumulative: cumulative.into(), parts: parts.into(), only }
    }

    #[inline(always)]
    pub fn choose(&self, uniform: f64) -> I {
        self.parts[self.cumulative.iter().take_while(|cumulative| **cumulative <= uniform).count()]
    }

    /// Each part with its share.
    pub fn shares(&self) -> impl Iterator<Item = (I, f64)> {
        let mut below = 0.0;
        self.parts.iter().zip(&self.cumulative).map(move |(part, cumulative)| {
            let share = cumulative - below;
            below = *cumulative;
            (*part, share)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_without_a_share_is_never_chosen() {
        let intake = Intake::new(vec!['a', 'b', 'c'], vec![0.25, 0.25, 1.0]);
        assert_eq!([0.0, 0.2499, 0.25, 0.999].map(|uniform| intake.choose(uniform)), ['a', 'a', 'c', 'c']);
        assert_eq!(intake.shares().collect::<Vec<_>>(), [('a', 0.25), ('b', 0.0), ('c', 0.75)]);
        assert_eq!((intake.only, Intake::new(vec!['z'], vec![1.0]).only), (None, Some('z')));
    }
}
