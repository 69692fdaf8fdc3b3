//! At which strength of an assumption the order of two options turns.

/// Strengths that are tried: without it, as assumed, twice as strong.
pub const TRIED: [f64; 3] = [0.0, 1.0, 2.0];

/// The strength at which a difference crosses nothing, on straight lines between what was tried; `None`: it does not.
pub fn turns_at(differences: [f64; 3]) -> Option<f64> {
    let sides = [(1, 0), (1, 2)];
    let crossing = |(from, to): (usize, usize)| {
        let (here, there) = (differences[from], differences[to]);
        (here * there < 0.0).then(|| TRIED[from] + (TRIED[to] - TRIED[from]) * here / (here - there))
    };
    let nearness = |at: &f64| (at - 1.0).abs();
    sides.into_iter().filter_map(crossing).min_by(|a, b| nearness(a).total_cmp(&nearness(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_turns_where_the_difference_is_nothing() {
        assert_eq!(turns_at([-0.25, 0.75, 1.0]), Some(0.25));
        assert_eq!(turns_at([0.5, 0.25, -0.75]), Some(1.25));
        // on both sides: the nearest
        assert_eq!(turns_at([-0.25, 0.25, -0.75]), Some(1.25));
        assert_eq!(turns_at([0.3, 0.2, 0.1]), None);
    }
}
