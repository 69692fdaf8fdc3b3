//! A queue with limited room: M/M/c/K.

/// M/M/c/K in equilibrium.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mmck {
    /// Mean number present, in service included.
    pub mean_number: f64,
    /// Share of arrivals that finds no room.
    pub p_block: f64,
    /// Mean time present of those admitted.
    pub sojourn: f64,
    /// Mean wait of those admitted.
    pub mean_wait: f64,
}

/// Arrivals at rate `lambda` > 0, `c` ≥ 1 servers at rate `mu` each, room for `k` ≥ `c` in all.
pub fn mmck(lambda: f64, mu: f64, c: u32, k: u32) -> Mmck {
    assert!(1 <= c && c <= k, "room for {k} holds the {c} in service");
    let mut ln_weights = vec![0.0];
    let mut ln_weight = 0.0_f64;
    for n in 1..=k {
        ln_weight += (lambda / (f64::from(n.min(c)) * mu)).ln();
        ln_weights.push(ln_weight);
    }
    let largest = ln_weights.iter().copied().fold(0.0, f64::max);
    let weights: Vec<f64> = ln_weights.iter().map(|ln_weight| (ln_weight - largest).exp()).collect();
    let total: f64 = weights.iter().sum();
    let mean_number = weights.iter().zip(0..).map(|(weight, n)| weight * f64::from(n)).sum::<f64>() / total;
    let p_block = weights.last().map_or(0.0, |last| last / total);
    let sojourn = mean_number / (lambda * (1.0 - p_block));
    Mmck { mean_number, p_block, sojourn, mean_wait: sojourn - 1.0 / mu }
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::super::erlang_c::{ErlangC, erlang_b};
    use super::*;

    #[test]
    fn two_servers_with_room_for_three_have_the_published_values() {
        let queue = mmck(3.0, 4.0, 2, 3);
        assert_close(queue.mean_number, 0.762_340_0, 0.5e-7);
        assert_close(queue.p_block, 0.049_360_1, 0.5e-7);
        assert_close(queue.sojourn, 0.267_307_7, 0.5e-7);
        assert_close(queue.mean_wait, 0.267_307_7 - 0.25, 0.5e-7);
    }

    #[test]
    fn no_room_to_wait_is_erlang_b_and_ample_room_is_erlang_c() {
        let full = mmck(5.0, 1.0, 6, 6);
        assert_close(full.p_block, erlang_b(6, 5.0), 1e-14);
        assert_close(full.mean_wait, 0.0, 1e-14);
        assert_close(mmck(5.0, 1.0, 6, 2_000).mean_wait, ErlangC::new(5.0, 1.0, 6).mean_wait, 1e-11);
    }
}
