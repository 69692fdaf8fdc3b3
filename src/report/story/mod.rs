//! What happened to one simulated customer, or on one simulated day, told moment by moment: for trust, and to find
//! mistakes.

mod customer;
mod day;

pub use customer::customer;
pub use day::day;

use super::text;
use crate::model::Model;
use crate::report::tables::WEEKDAYS;
use crate::report::words;
use crate::time::{Span, Time};

/// `maandag 2 januari 2023`.
fn date(model: &Model, time: Time) -> String {
    let weekday = model.horizon.day(time.day()).weekday;
    let date = model.horizon.first.saturating_add(jiff::Span::new().days(time.day()));
    format!("{} {}", WEEKDAYS[usize::from(weekday)], words::date(date))
}

/// `08:31:51`.
fn clock(time: Time) -> String {
    let seconds = time.clock().0 / Span::SECOND.0;
    format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// A line of a story beside its clock time, folded under it.
fn line(time: Time, said: &str) -> String {
    const INDENT: usize = 12;
    format!("  {}  {}\n", clock(time), text::wrapped(said, INDENT).trim_start())
}
