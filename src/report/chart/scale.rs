//! Round tick marks and the way from a value to a place.

/// A straight line from values to places.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    pub values: (f64, f64),
    pub places: (f64, f64),
}

impl Scale {
    /// The place of a value; outside the scale, its nearest end.
    pub fn place(self, value: f64) -> f64 {
        let part = (value - self.values.0) / (self.values.1 - self.values.0);
        self.places.0 + part.clamp(0.0, 1.0) * (self.places.1 - self.places.0)
    }
}

/// Distance between ticks in seconds, such that at most `most` of them reach `top`: round in minutes and hours too.
pub fn time_step(top: f64, most: f64) -> f64 {
    const STEPS: [f64; 21] = [
        0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1_200.0, 1_800.0, 3_600.0,
        7_200.0, 14_400.0, 28_800.0, 86_400.0, 604_800.0,
    ];
    let fits = STEPS.iter().find(|step| top / **step <= most);
    fits.copied().unwrap_or_else(|| (top / most / 604_800.0).ceil() * 604_800.0)
}

/// Distance between ticks, such that at most `most` of them reach `top`: 1, 2 or 5 times a power of ten.
pub fn step(top: f64, most: f64) -> f64 {
    let power = 10f64.powf((top / most).log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|times| times * power);
    steps.into_iter().find(|step| top / step <= most + 1e-9).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_of_time_are_round_in_the_unit_they_are_read_in() {
        assert_eq!(time_step(47.0, 5.0), 10.0);
        assert_eq!(time_step(170.0, 5.0), 60.0);
        assert_eq!(time_step(5_000.0, 5.0), 1_200.0);
        assert!(time_step(1e9, 5.0) >= 2e8);
        assert_eq!(
            [step(7.0, 4.0), step(40.0, 4.0), step(0.9, 4.0), step(1_234.0, 4.0)],
            [2.0, 10.0, 0.5, 500.0]
        );
    }

    #[test]
    fn what_lies_outside_a_scale_is_placed_at_its_end() {
        let scale = Scale { values: (0.0, 2.0), places: (100.0, 0.0) };
        assert_eq!((scale.place(1.0), scale.place(3.0), scale.place(-1.0)), (50.0, 0.0, 100.0));
    }
}
