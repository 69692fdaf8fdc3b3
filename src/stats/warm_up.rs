//! How much of the start of a series to leave out so that the rest is at rest: MSER-5 (White 1997; White, Cobb & Spratt
//! 2000).

/// Values in one batch.
pub const BATCH: usize = 5;

/// What to leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rest {
    /// Whole batches of [`BATCH`] values at the start.
    pub batches: usize,
    /// False when that is half of the series: it is too short to tell.
    pub is_reached: bool,
}

/// The start that spoils the mean of what follows: with Z₁ … Z_n the means of batches, the d ≤ n/2 with the smallest
/// Σ_{j>d} (Z_j − Z̄_d)² / (n − d)²; the smallest of equals. Values after the last whole batch are not looked at.
pub fn mser5(series: &[f64]) -> Rest {
    let means: Vec<f64> = series.chunks_exact(BATCH).map(mean).collect();
    let half = means.len() / 2;
    let spoilt = |from: usize| {
        let rest = &means[from..];
        let middle = mean(rest);
        let squares: f64 = rest.iter().map(|value| (value - middle).powi(2)).sum();
        squares / (rest.len() as f64).powi(2)
    };
    let best = (0..=half).min_by(|a, b| spoilt(*a).total_cmp(&spoilt(*b))).unwrap_or(0);
    Rest { batches: best, is_reached: best < half }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_of_a_falling_series_is_left_out() {
        // definitions.md, §5
        let falling = [20.0, 18.0, 16.0, 14.0, 12.0].repeat(2);
        let rest = (0..90).map(|i| 10.0 + f64::from((7 * i) % 5) - 2.0);
        let series: Vec<f64> = falling.into_iter().chain(rest).collect();
        assert_eq!(mser5(&series), Rest { batches: 2, is_reached: true });
    }

    #[test]
    fn a_series_at_rest_loses_nothing() {
        assert_eq!(mser5(&[0.0; 50]), Rest { batches: 0, is_reached: true });
    }

    #[test]
    fn a_series_that_keeps_rising_is_too_short() {
        let rising: Vec<f64> = (0..100).map(f64::from).collect();
        assert_eq!(mser5(&rising), Rest { batches: 10, is_reached: false });
        assert!(!mser5(&[]).is_reached && !mser5(&[1.0; 7]).is_reached);
    }

    #[test]
    fn a_part_of_a_batch_at_the_end_does_not_count() {
        let mut series = vec![3.0; 50];
        series.extend([900.0; 4]);
        assert_eq!(mser5(&series).batches, 0);
    }
}
