//! Arrivals of one stream: unit exponential gaps, inverted through the integral of the rate.

use rand_distr::{Distribution as _, Exp1};

use crate::model::demand::{DayFactor, Demand, Segment};
use crate::model::horizon::Horizon;
use crate::random::stream::Streams;
use crate::time::Time;

/// Where one stream stands.
#[derive(Debug)]
pub struct Stream {
    /// Ordinal of the next arrival.
    ordinal: u32,
    /// The gap before it, drawn ahead so that nothing has to wait for the draw.
    units: f64,
    day: i64,
    midnight: i64,
    /// Index into the rates of the demand of the stretch that holds the day.
    stretch: usize,
    /// Index into the shape of the day of the piece after the current one.
    next_piece: usize,
    /// Rate of the day against its shape.
    level: f64,
    /// The current piece: microseconds since midnight, and its rate there.
    position: f64,
    end: f64,
    rate: f64,
    gap_per_unit: f64,
}

impl Stream {
    pub fn new(demand: &Demand, streams: &Streams) -> Self {
        Self {
            ordinal: 0,
            units: gap(demand, streams, 0),
            day: -1,
            midnight: 0,
            stretch: 0,
            next_piece: usize::MAX,
            level: 0.0,
            position: 0.0,
            end: 0.0,
            rate: 0.0,
            gap_per_unit: 0.0,
        }
    }

    /// Ordinal and time of the next arrival; `None` once the simulated days are over.
    #[inline(always)]
    pub fn next(&mut self, demand: &Demand, horizon: &Horizon, streams: &Streams) -> Option<(u32, Time)> {
        let ordinal = self.ordinal;
        self.ordinal = ordinal.checked_add(1)?;
        let mut units = self.units;
        loop {
            let reached = self.position + units * self.gap_per_unit;
            if reached < self.end {
                self.position = reached;
                self.units = gap(demand, streams, self.ordinal);
                return Some((ordinal, Time(self.midnight + reached as i64)));
            }
            units = (units - (self.end - self.position) * self.rate).max(0.0);
            let piece = self.next_piece(demand, horizon, streams)?;
            self.position = piece.from;
            self.end = piece.to;
            self.rate = piece.rate * self.level;
            self.gap_per_unit = 1.0 / self.rate;
        }
    }

    #[inline(never)]
    /// The next piece with a rate, on this day or a later one.
    fn next_piece(&mut self, demand: &Demand, horizon: &Horizon, streams: &Streams) -> Option<Segment> {
        loop {
            let rates = demand.rates.get(self.stretch)?;
            if self.day >= rates.from && self.level > 0.0 {
                let weekday = horizon.day(self.day).weekday;
                if let Some(&piece) = rates.shapes[usize::from(weekday)].get(self.next_piece) {
                    self.next_piece += 1;
                    return Some(piece);
                }
            }
            self.day = (self.day + 1).max(rates.from);
            self.midnight = Time::from_day(self.day).0;
            self.next_piece = 0;
            let Some(level) = rates.levels.get((self.day - rates.from) as usize) else {
                // the next stretch begins on this day, or later
                self.stretch += 1;
                self.day -= 1;
                self.level = 0.0;
                continue;
            };
            self.level = *level;
            if let Some(factor) = &rates.day_factor
                && self.level > 0.0
            {
                self.level *= factor.on(horizon.first_number + self.day, streams);
            }
        }
    }
}

#[inline(always)]
fn gap(demand: &Demand, streams: &Streams, ordinal: u32) -> f64 {
    Exp1.sample(&mut streams.draw(demand.gap, u64::from(ordinal), 0))
}

impl DayFactor {
    /// The factor on the rate of the day with this number.
    fn on(&self, day_number: i64, streams: &Streams) -> f64 {
        self.quantile.of(streams.uniform(self.draw, day_number as u64, 0))
    }
}
