//! Open Jackson networks: each station is M/M/c on its own.

use super::erlang_c::ErlangC;

/// An open Jackson network in equilibrium.
#[derive(Clone, Debug, PartialEq)]
pub struct Jackson {
    /// Arrival rate at each station, from outside and from stations together.
    pub lambdas: Vec<f64>,
    /// Mean number present at each station.
    pub mean_numbers: Vec<f64>,
    /// Mean number present in the network.
    pub mean_number: f64,
    /// Mean time from entering the network to leaving it.
    pub sojourn: f64,
}

/// Per station the arrivals from `outside`, the rate `mu` of each of its `servers`, and in
/// `routing[from][to]` the share that goes on to another station; the rest leaves. No station overloaded.
pub fn jackson(outside: &[f64], routing: &[Vec<f64>], mu: &[f64], servers: &[u32]) -> Jackson {
    let lambdas = traffic(outside, routing);
    let stations = lambdas.iter().zip(mu).zip(servers);
    let mean_numbers: Vec<f64> = stations
        .map(|((&lambda, &mu), &c)| lambda * (ErlangC::new(lambda, mu, c).mean_wait + 1.0 / mu))
        .collect();
    let mean_number = mean_numbers.iter().sum::<f64>();
    Jackson { sojourn: mean_number / outside.iter().sum::<f64>(), lambdas, mean_numbers, mean_number }
}

/// Solves λ_j = outside_j + Σ_i λ_i·routing_ij, by Gaussian elimination with row exchanges.
fn traffic(outside: &[f64], routing: &[Vec<f64>]) -> Vec<f64> {
    let n = outside.len();
    let mut rows: Vec<Vec<f64>> = (0..n)
        .map(|to| {
            let coefficient = |from: usize| f64::from(u8::from(from == to)) - routing[from][to];
            (0..n).map(coefficient).chain([outside[to]]).collect()
        })
        .collect();
    for column in 0..n {
        let size = |row: &usize| rows[*row][column].abs();
        let pivot = (column..n).max_by(|a, b| size(a).total_cmp(&size(b))).unwrap_or(column);
        rows.swap(column, pivot);
        let lead = rows[column].clone();
        assert!(lead[column].abs() > 1e-12, "every customer leaves in the end");
        for (index, row) in rows.iter_mut().enumerate() {
            if index != column {
                let factor = row[column] / lead[column];
                row.iter_mut().zip(&lead).for_each(|(cell, lead)| *cell -= factor * lead);
            }
        }
    }
    rows.iter().enumerate().map(|(index, row)| row[n] / row[index]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::*;

    #[test]
    fn the_three_stations_of_ross_have_his_answers() {
        let third = 1.0 / 3.0;
        let routing = [vec![0.0, third, third], vec![0.0, 0.0, 1.0], vec![0.0, 0.5, 0.0]];
        let network = jackson(&[5.0, 10.0, 15.0], &routing, &[10.0, 50.0, 100.0], &[1, 1, 1]);
        for (lambda, expected) in network.lambdas.iter().zip([5.0, 40.0, 170.0 / 3.0]) {
            assert_close(*lambda, expected, 1e-12);
        }
        assert_close(network.mean_numbers[0], 1.0, 1e-12);
        assert_close(network.mean_number, 82.0 / 13.0, 1e-12);
        assert_close(network.sojourn, 41.0 / 195.0, 1e-13);
    }

    #[test]
    fn a_station_visited_again_and_again_gets_a_geometric_number_of_visits() {
        // all from 1 go to 0; half of those served at 0 come back at once
        let network = jackson(&[0.0, 1.0], &[vec![0.5, 0.0], vec![1.0, 0.0]], &[1.0, 2.0], &[4, 1]);
        assert_close(network.lambdas[0], 2.0, 1e-14);
        assert_close(network.mean_numbers[0], 2.0 * (ErlangC::new(2.0, 1.0, 4).mean_wait + 1.0), 1e-14);
        assert_close(network.mean_numbers[1], 1.0, 1e-14);
    }
}
