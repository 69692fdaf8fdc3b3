//! Which points there are: places on axes.

use crate::random::stream::{Purpose, Streams};

/// The places of point `index` on axes of these sizes, the last axis fastest.
pub fn of_grid(sizes: &[usize], index: usize) -> Vec<usize> {
    let mut places = vec![0; sizes.len()];
    let mut rest = index;
    for (place, size) in places.iter_mut().zip(sizes).rev() {
        *place = rest % size;
        rest /= size;
    }
    places
}

/// A Latin hypercube: `n` equal strata on each axis, each used by one point, and a draw within it.
pub struct LatinHypercube {
    /// By axis, by point: 0 .. 1.
    parts: Vec<Vec<f64>>,
}

impl LatinHypercube {
    /// Draws are named after the axis, so that another axis more changes none of these; the seed is that of the runs.
    pub fn new(seed: u64, axes: &[&str], n: usize) -> Self {
        let streams = Streams::new(seed, 0);
        let axis = |name: &&str| {
            let draw = |what: &str, point: usize| {
                streams.uniform(Purpose::new(&["verken", name, what]), point as u64, 0)
            };
            let mut order: Vec<(f64, usize)> = (0..n).map(|point| (draw("laag", point), point)).collect();
            order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let mut parts = vec![0.0; n];
            for (stratum, (_, point)) in order.into_iter().enumerate() {
                parts[point] = (stratum as f64 + draw("plaats", point)) / n as f64;
            }
            parts
        };
        Self { parts: axes.iter().map(axis).collect() }
    }

    /// Where a point lies on each axis.
    pub fn point(&self, point: usize) -> impl Iterator<Item = f64> {
        self.parts.iter().map(move |parts| parts[point])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_counts_like_a_clock() {
        let points: Vec<Vec<usize>> = (0..6).map(|index| of_grid(&[2, 3], index)).collect();
        assert_eq!(points, [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]].map(Vec::from));
    }

    #[test]
    fn every_stratum_of_every_axis_is_used_once() {
        for (seed, n) in [(1, 1), (2, 2), (3, 7), (4, 100), (5, 1_000)] {
            let drawn = LatinHypercube::new(seed, &["teams.a.b", "teams.a.c"], n);
            for axis in 0..2 {
                let mut seen = vec![0; n];
                for point in 0..n {
                    let part = drawn.point(point).nth(axis).unwrap();
                    assert!((0.0..1.0).contains(&part));
                    seen[(part * n as f64) as usize] += 1;
                }
                assert_eq!(seen, vec![1; n], "axis {axis} of {n}");
            }
        }
    }

    #[test]
    fn another_axis_moves_no_point_along_the_first() {
        let one = LatinHypercube::new(1, &["a"], 50);
        let two = LatinHypercube::new(1, &["b", "a"], 50);
        for point in 0..50 {
            assert_eq!(one.point(point).next(), two.point(point).nth(1));
        }
        let apart = (0..50).filter(|point| two.point(*point).next() != two.point(*point).nth(1)).count();
        assert!(apart > 45, "axes are drawn apart");
    }
}
