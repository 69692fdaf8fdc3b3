//! Numbers that choose among words: smaller numbers choose simpler words.

/// Choices yet to be made; the simplest once they run out.
pub struct Choices<'a>(std::slice::Iter<'a, u16>);

impl<'a> Choices<'a> {
    pub fn new(numbers: &'a [u16]) -> Self {
        Self(numbers.iter())
    }

    /// One of these.
    pub fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[usize::from(self.0.next().copied().unwrap_or(0)) % among.len()]
    }

    /// Once in so many times.
    pub fn chance(&mut self, one_in: usize) -> bool {
        usize::from(self.0.next().copied().unwrap_or(0)) % one_in == one_in - 1
    }
}
