//! How demand lies over the year, the week and the day: named patterns and own numbers.

use super::fields::Cycle;
use super::value::{Fout, dagen, kloktijd};

/// A on M: a peak from April to the school holiday [S64][S66].
const MONTHS_COUNTER: [f64; 12] = [0.95, 0.95, 1.05, 1.15, 1.25, 1.25, 1.05, 0.80, 0.90, 0.90, 0.95, 0.80];
/// A.
const MONTHS_PHONE: [f64; 12] = [1.15, 1.15, 1.10, 1.00, 1.00, 1.00, 0.85, 0.80, 1.05, 1.05, 1.00, 0.85];
/// E/A: Monday 1.2 to 1.4 times the mean [S54][S23]; Monday to Friday.
const WEEK_PHONE: [f64; 5] = [24.0, 21.0, 19.0, 19.5, 16.5];
/// A.
const WEEK_COUNTER: [f64; 5] = [21.0, 23.0, 19.0, 21.0, 16.0];
/// E/A: peak before noon, lunch dip, afternoon recovery [S54]; from 8 to 17 hours.
const DAY_PHONE: [f64; 9] = [8.0, 15.0, 16.0, 14.0, 9.0, 11.0, 11.0, 10.0, 6.0];
/// A.
const DAY_COUNTER: [f64; 9] = [6.0, 14.0, 15.0, 13.0, 9.0, 11.0, 13.0, 12.0, 7.0];

const MONTH_NAMES: [&str; 12] =
    ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

pub const YEARS: &[&str] = &["vlak", "reisdocumenten"];

/// A on M: since 2014 travel documents are valid for ten years instead of five [S35]; 2018 is 1.
const TRAVEL_DOCUMENTS: [(i16, f64); 5] = [(2018, 1.0), (2019, 0.45), (2022, 0.6), (2024, 1.0), (2029, 0.5)];

/// From each year on, the factor of a named pattern; none is 1.
pub fn years(name: &str) -> Option<Vec<(i16, f64)>> {
    match name {
        "vlak" => Some(Vec::new()),
        "reisdocumenten" => Some(TRAVEL_DOCUMENTS.to_vec()),
        _ => None,
    }
}

pub fn length(cycle: Cycle) -> usize {
    match cycle {
        Cycle::Month => 12,
        Cycle::Weekday => 7,
        Cycle::Hour => 24,
    }
}

pub fn names(cycle: Cycle) -> &'static [&'static str] {
    match cycle {
        Cycle::Month => &["burgerzaken", "telefoon", "vlak"],
        Cycle::Weekday | Cycle::Hour => &["telefoon", "balie", "vlak"],
    }
}

/// The weights of a named pattern.
///
/// Outside the days and hours that were published it goes on at the level of its edge, so that a channel
/// that is open longer (an evening, a Saturday) has demand there.
pub fn named(cycle: Cycle, name: &str) -> Option<Vec<f64>> {
    Some(match (cycle, name) {
        (_, "vlak") => vec![1.0; length(cycle)],
        (Cycle::Month, "burgerzaken") => MONTHS_COUNTER.to_vec(),
        (Cycle::Month, "telefoon") => MONTHS_PHONE.to_vec(),
        (Cycle::Weekday, "telefoon") => week(&WEEK_PHONE),
        (Cycle::Weekday, "balie") => week(&WEEK_COUNTER),
        (Cycle::Hour, "telefoon") => day(&DAY_PHONE),
        (Cycle::Hour, "balie") => day(&DAY_COUNTER),
        _ => return None,
    })
}

fn week(days: &[f64; 5]) -> Vec<f64> {
    [days.as_slice(), &[days[4]; 2]].concat()
}

fn day(hours: &[f64; 9]) -> Vec<f64> {
    [vec![hours[0]; 8], hours.to_vec(), vec![hours[8]; 7]].concat()
}

/// The places in a pattern that a key of own numbers means: `ma-wo`, `08:00`, `jan`.
pub fn indices(cycle: Cycle, key: &str) -> Result<Vec<usize>, Fout> {
    match cycle {
        Cycle::Weekday => {
            let days = dagen(key)?;
            Ok((0..7).filter(|day| days[*day]).collect())
        }
        Cycle::Hour => {
            let second = kloktijd(key)?;
            if second % 3600 == 0 && second < 86_400 {
                return Ok(vec![second as usize / 3600]);
            }
            Err(Fout {
                melding: format!("`{key}` is geen heel uur"),
                raad: Some("schrijf hele uren, van 00:00 tot en met 23:00".to_owned()),
            })
        }
        Cycle::Month => {
            let word = key.to_lowercase();
            let month = MONTH_NAMES
                .iter()
                .position(|name| word.starts_with(name) || (*name == "mrt" && word == "maart"));
            let number = word
                .parse::<usize>()
                .ok()
                .filter(|number| (1..=12).contains(number))
                .map(|number| number - 1);
            month.or(number).map(|month| vec![month]).ok_or_else(|| Fout {
                melding: format!("`{key}` is geen maand"),
                raad: Some(format!("de maanden zijn {}", MONTH_NAMES.join(", "))),
            })
        }
    }
}
