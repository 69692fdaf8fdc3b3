//! Numbers as a Dutch reader writes them: decimal comma, thousands point, `4 min 30 s`.

use crate::experiment::measure::Unit;
use crate::stats::interval::Estimate;

/// Stands where a figure or an interval does not exist.
pub const NONE: &str = "–";

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

/// With so many decimals, a decimal comma and a point between thousands.
pub fn number(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut result = String::new();
    // what rounds to nothing has no sign
    if value < 0.0 && text.contains(|digit: char| digit.is_ascii_digit() && digit != '0') {
        result.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            result.push('.');
        }
        result.push(digit);
    }
    if !fraction.is_empty() {
        result.push(',');
        result.push_str(fraction);
    }
    result
}

/// A count: whole from 100 on, else with one decimal unless it is whole.
pub fn count(value: f64) -> String {
    let is_whole = value.fract() == 0.0 || value.abs() >= 100.0;
    number(value, usize::from(!is_whole))
}

/// Whole euro.
pub fn euro(value: f64) -> String {
    format!("€ {}", number(value, 0))
}

/// A share 0 ..= 1 as a percentage.
pub fn share(value: f64) -> String {
    with_unit(number(value * 100.0, 1), "%")
}

/// A share in whole percents; above ten times as much, not said how much.
pub fn percent(value: f64) -> String {
    if value > 10.0 { "> 1.000%".to_owned() } else { with_unit(number(value * 100.0, 0), "%") }
}

/// A percentage without decimals where it has none: `80%`, `82,5%`.
pub fn share_as_written(value: f64) -> String {
    let percent = value * 100.0;
    with_unit(number(percent, usize::from((percent - percent.round()).abs() > 1e-9)), "%")
}

/// What a user wrote as a bound: no more decimals than it has.
pub fn as_written(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Share => share_as_written(value),
        Unit::Mark => value.to_string().replace('.', ","),
        Unit::WorkingDays => with_unit(value.to_string().replace('.', ","), " werkdagen"),
        _ => self::value(value, unit),
    }
}

/// A length of time in its natural unit: `7,8 s`, `34 s`, `4 min 30 s`, `2 uur 5 min`, `3,2 dagen`.
pub fn duration(seconds: f64) -> String {
    if !seconds.is_finite() {
        return NONE.to_owned();
    }
    let sign = if seconds < 0.0 { "−" } else { "" };
    let size = seconds.abs();
    let text = match Scale::of(size) {
        Scale::Seconds => format!("{} s", plain_seconds(size)),
        Scale::Minutes => two_units(size.round(), MINUTE, "min", "s"),
        Scale::Hours => two_units((size / MINUTE).round(), MINUTE, "uur", "min"),
        Scale::Days => format!("{} dagen", number(size / DAY, 1)),
    };
    if text.starts_with("0 ") { text } else { format!("{sign}{text}") }
}

/// A bound of a length of time in the unit of its value: `4:10` for 4 min 10 s or 4 hours 10 min.
fn duration_bound(value: f64, bound: f64) -> String {
    match Scale::of(value.abs()) {
        Scale::Seconds => plain_seconds(bound),
        Scale::Minutes => clock(bound.round()),
        Scale::Hours => clock((bound / MINUTE).round()),
        Scale::Days => number(bound / DAY, 1),
    }
}

/// A figure without its interval.
pub fn value(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Count => count(value),
        Unit::Share => share(value),
        Unit::Seconds => duration(value),
        Unit::Hours => with_unit(count(value), " uur"),
        Unit::WorkingDays => with_unit(number(value, 1), " werkdagen"),
        Unit::Persons | Unit::PerJourney | Unit::Mark | Unit::Points => number(value, 2),
        Unit::Times => with_unit(number(value, 2), " keer"),
    }
}

/// The interval of a figure, as far as the figure can lie; none with fewer than two observations.
pub fn bounds(estimate: Estimate, unit: Unit) -> Option<String> {
    let Estimate { value, low, high, .. } = estimate;
    if !value.is_finite() || !low.is_finite() || !high.is_finite() {
        return None;
    }
    let ceiling = if unit == Unit::Share { 1.0 } else { f64::INFINITY };
    let floor = if unit == Unit::Points { f64::NEG_INFINITY } else { 0.0 };
    // an interval by Student's t may reach where the figure itself cannot
    let (low, high) = (low.clamp(floor, ceiling), high.clamp(floor, ceiling));
    Some(match unit {
        Unit::Share => format!("{}–{}", number(low * 100.0, 1), number(high * 100.0, 1)),
        Unit::Seconds => format!("{}–{}", duration_bound(value, low), duration_bound(value, high)),
        Unit::Count | Unit::Hours => format!("{}–{}", count(low), count(high)),
        Unit::WorkingDays => format!("{}–{}", number(low, 1), number(high, 1)),
        Unit::Persons | Unit::PerJourney | Unit::Mark | Unit::Times => {
            format!("{}–{}", number(low, 2), number(high, 2))
        }
        // a dash beside a minus is hard to read
        Unit::Points => format!("{} tot {}", number(low, 2), number(high, 2)),
    })
}

/// A figure with its interval: `74,2% (71,1–77,3)`.
pub fn figure(estimate: Estimate, unit: Unit) -> String {
    let text = value(estimate.value, unit);
    match bounds(estimate, unit) {
        Some(bounds) => format!("{text} ({bounds})"),
        None if estimate.value.is_finite() => format!("{text} (geen interval)"),
        None => text,
    }
}

/// A difference with its sign; of shares in percentage points. Thousandths of a point where hundredths would say nothing.
pub fn difference(value: f64, unit: Unit) -> String {
    let text = match unit {
        Unit::Share => with_unit(number(value * 100.0, 1), " pt"),
        Unit::Mark | Unit::Points if (0.0005..0.005).contains(&value.abs()) => number(value, 3),
        _ => self::value(value, unit),
    };
    if value > 0.0 && text.contains(|digit: char| ('1'..='9').contains(&digit)) {
        format!("+{text}")
    } else {
        text
    }
}

/// The interval of a difference, with signs; in the unit of the difference.
pub fn difference_bounds(estimate: Estimate, unit: Unit) -> Option<String> {
    let Estimate { value, low, high, .. } = estimate;
    if !low.is_finite() || !high.is_finite() {
        return None;
    }
    let write = |size: f64| match unit {
        Unit::Share => number(size * 100.0, 1),
        Unit::Seconds => duration_bound(value, size),
        Unit::Count | Unit::Hours => number(size, usize::from(low.abs().max(high.abs()) < 100.0)),
        Unit::WorkingDays => number(size, 1),
        Unit::Mark | Unit::Points if value.abs() < 0.005 && low.abs().max(high.abs()) < 0.02 => {
            number(size, 3)
        }
        Unit::Persons | Unit::PerJourney | Unit::Mark | Unit::Points | Unit::Times => number(size, 2),
    };
    let signed = |bound: f64| {
        let text = write(bound.abs());
        let is_zero = !text.contains(|digit: char| ('1'..='9').contains(&digit));
        format!(
            "{}{text}",
            if is_zero {
                ""
            } else if bound > 0.0 {
                "+"
            } else {
                "−"
            }
        )
    };
    Some(format!("{} tot {}", signed(low), signed(high)))
}

/// A difference above its interval.
pub fn difference_figure(estimate: Estimate, unit: Unit) -> String {
    let value = difference(estimate.value, unit);
    difference_bounds(estimate, unit).map_or(value.clone(), |bounds| format!("{value}\n{bounds}"))
}

/// The name of a unit as data files write it.
pub fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "aantal",
        Unit::Share => "deel",
        Unit::Seconds => "seconden",
        Unit::Hours => "uren",
        Unit::Persons => "personen",
        Unit::WorkingDays => "werkdagen",
        Unit::PerJourney => "per klantreis",
        Unit::Mark => "cijfer",
        Unit::Points => "punten",
        Unit::Times => "keer",
    }
}

enum Scale {
    Seconds,
    Minutes,
    Hours,
    Days,
}

impl Scale {
    fn of(seconds: f64) -> Self {
        if seconds < 59.5 {
            Self::Seconds
        } else if seconds < HOUR - 0.5 {
            Self::Minutes
        } else if seconds < 2.0 * DAY {
            Self::Hours
        } else {
            Self::Days
        }
    }
}

fn with_unit(text: String, unit: &str) -> String {
    if text == NONE { text } else { text + unit }
}

fn plain_seconds(seconds: f64) -> String {
    number(seconds, usize::from(seconds < 9.95 && seconds != seconds.round()))
}

fn two_units(total: f64, per_large: f64, large: &str, small: &str) -> String {
    let (larges, smalls) = ((total / per_large).floor(), total % per_large);
    if smalls == 0.0 { format!("{larges} {large}") } else { format!("{larges} {large} {smalls} {small}") }
}

fn clock(total: f64) -> String {
    format!("{}:{:02}", (total / 60.0).floor(), total % 60.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(value: f64, low: f64, high: f64) -> Estimate {
        Estimate { value, low, high, n: 30 }
    }

    #[test]
    fn numbers_have_a_decimal_comma_and_a_point_between_thousands() {
        assert_eq!(number(1_234_567.891, 2), "1.234.567,89");
        assert_eq!(number(999.0, 0), "999");
        assert_eq!(number(-1_000.5, 1), "−1.000,5");
        assert_eq!(number(-0.01, 1), "0,0");
        assert_eq!(number(f64::NAN, 1), "–");
        assert_eq!(
            (count(12.34), count(12.0), count(49_284.3)),
            ("12,3".into(), "12".into(), "49.284".into())
        );
    }

    #[test]
    fn a_length_of_time_is_written_in_its_natural_unit() {
        for (seconds, text) in [
            (0.0, "0 s"),
            (7.84, "7,8 s"),
            (34.4, "34 s"),
            (59.7, "1 min"),
            (270.0, "4 min 30 s"),
            (3_599.6, "1 uur"),
            (7_500.0, "2 uur 5 min"),
            (276_480.0, "3,2 dagen"),
            (-270.0, "−4 min 30 s"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(duration(seconds), text, "{seconds}");
        }
    }

    #[test]
    fn a_figure_is_followed_by_its_interval_in_its_own_unit() {
        assert_eq!(figure(estimate(0.742, 0.711, 0.773), Unit::Share), "74,2% (71,1–77,3)");
        assert_eq!(figure(estimate(106.0, 100.0, 113.0), Unit::Seconds), "1 min 46 s (1:40–1:53)");
        assert_eq!(figure(estimate(34.0, 31.2, 38.0), Unit::Seconds), "34 s (31–38)");
        assert_eq!(figure(estimate(49_284.0, 49_100.0, 49_500.0), Unit::Count), "49.284 (49.100–49.500)");
    }

    #[test]
    fn an_interval_stays_where_the_figure_can_lie() {
        assert_eq!(figure(estimate(0.995, 0.98, 1.01), Unit::Share), "99,5% (98,0–100,0)");
        assert_eq!(figure(estimate(0.5, -0.2, 1.2), Unit::Seconds), "0,5 s (0–1,2)");
    }

    #[test]
    fn what_does_not_exist_is_a_dash_and_one_observation_has_no_interval() {
        assert_eq!(figure(estimate(f64::NAN, f64::NAN, f64::NAN), Unit::Share), "–");
        assert_eq!(figure(estimate(0.5, f64::NAN, f64::NAN), Unit::Share), "50,0% (geen interval)");
    }

    #[test]
    fn a_difference_carries_its_sign() {
        assert_eq!(difference(0.032, Unit::Share), "+3,2 pt");
        assert_eq!(
            difference_figure(estimate(0.004, 0.003, 0.005), Unit::Points),
            "+0,004\n+0,003 tot +0,005"
        );
        assert_eq!(difference_figure(estimate(0.004, -0.1, 0.108), Unit::Mark), "+0,004\n−0,10 tot +0,11");
        assert_eq!(difference(-75.0, Unit::Seconds), "−1 min 15 s");
        assert_eq!(difference(0.000_01, Unit::Share), "0,0 pt");
        let bounds = difference_bounds(estimate(0.0, -0.011, 0.02), Unit::Share);
        assert_eq!(bounds.as_deref(), Some("−1,1 tot +2,0"));
        let bounds = difference_bounds(estimate(-75.0, -99.0, 4.0), Unit::Seconds);
        assert_eq!(bounds.as_deref(), Some("−1:39 tot +0:04"));
    }
}
