//! Moments of a run on the calendar.

use jiff::civil::Date;

use crate::model::horizon::Horizon;
use crate::time::{Span, Time};

/// The day of a moment.
pub fn date(horizon: &Horizon, time: Time) -> Date {
    horizon.first.saturating_add(jiff::Span::new().days(time.day()))
}

/// `2023-03-01T09:14:22.123`: a day of a run has 24 hours, so there is no time zone in it.
pub fn iso(horizon: &Horizon, time: Time) -> String {
    let micros = time.clock().0;
    let seconds = micros / Span::SECOND.0;
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    let millis = micros % Span::SECOND.0 / 1_000;
    format!("{}T{hours:02}:{minutes:02}:{:02}.{millis:03}", date(horizon, time), seconds % 60)
}
