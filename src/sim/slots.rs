//! A vector indexed without a bounds check in release builds, for ids that cannot lie out of range.
//!
//! Such ids are either handed out by the engine itself (customers, agents) or stand in the model, all of whose ids
//! [`World::new`](super::World::new) checks once. Checking again at every event would cost a tenth of the run.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

use crate::id::Id;

#[derive(Debug)]
pub struct Slots<I, T> {
    items: Vec<T>,
    marker: PhantomData<fn(I)>,
}

impl<I: Id, T> Slots<I, T> {
    pub fn push(&mut self, item: T) {
        self.items.push(item);
    }

    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }
}

impl<I: Id, T> FromIterator<T> for Slots<I, T> {
    fn from_iter<It: IntoIterator<Item = T>>(items: It) -> Self {
        Self { items: Vec::from_iter(items), marker: PhantomData }
    }
}

impl<I: Id, T> Index<I> for Slots<I, T> {
    type Output = T;

    #[inline(always)]
    fn index(&self, id: I) -> &T {
        debug_assert!(id.index() < self.items.len(), "an id lies in range");
        // SAFETY: see the module: ids in range are a precondition that World::new establishes.
        unsafe { self.items.get_unchecked(id.index()) }
    }
}

impl<I: Id, T> IndexMut<I> for Slots<I, T> {
    #[inline(always)]
    fn index_mut(&mut self, id: I) -> &mut T {
        debug_assert!(id.index() < self.items.len(), "an id lies in range");
        // SAFETY: as above.
        unsafe { self.items.get_unchecked_mut(id.index()) }
    }
}
