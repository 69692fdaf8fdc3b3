//! Figures measured in reality against those that were played out: does this look like us?
//!
//! Equivalence, not difference: a figure agrees when the whole interval of the difference lies within the
//! tolerance, and deviates when all of it lies outside. The interval takes in the doubt on both sides; docs/theorie.md.

use crate::experiment::estimate;
use crate::experiment::measure::{Cut, Measure};
use crate::experiment::replicate::Sample;
use crate::experiment::results::{Agreement, Figure, Unclear, Validation};
use crate::model::Model;
use crate::model::measured::{Doubt, Measured, Part, Quantity};
use crate::stats::interval::{self, Estimate};

/// Lengths of period that differ by less than this share are alike.
const ALIKE: f64 = 0.1;
/// From this many days on a period holds a whole year, whatever its season.
const YEAR: f64 = 360.0;

pub fn validations(model: &Model, sample: &Sample, figures: &[Figure]) -> Vec<Validation> {
    model.measured.iter().map(|measured| validation(model, sample, figures, measured)).collect()
}

fn validation(model: &Model, sample: &Sample, figures: &[Figure], measured: &Measured) -> Validation {
    let confidence = model.study.confidence;
    let cut = cut(&measured.part);
    let measure = measure(measured.quantity);
    let simulated = match measured.quantity {
        Quantity::Within(id) => Some(estimate::attained(model, id, sample)),
        _ => figures
            .iter()
            .find(|figure| figure.measure == measure && figure.cut == cut)
            .map(|figure| figure.estimate),
    };
    let simulated = simulated.unwrap_or(Estimate { value: f64::NAN, low: f64::NAN, high: f64::NAN, n: 0 });
    let is_count = matches!(measured.quantity, Quantity::Offered | Quantity::Served | Quantity::Journeys);
    let played = (model.horizon.counted.end - model.horizon.counted.start) as f64;
    let lasted = measured.period.filter(|_| is_count).map(|(from, to)| f64::from((to - from).get_days() + 1));
    let scale = lasted.map_or(1.0, |days| played / days);
    let reality = reality(measured, scale, confidence);
    let difference = difference(&simulated, &reality);
    let tolerance = measured.tolerance * scale;
    let is_alike = lasted.is_none_or(|days| (scale - 1.0).abs() <= ALIKE || played.min(days) >= YEAR);
    Validation {
        name: measured.name.clone(),
        measure,
        limit: match measured.quantity {
            Quantity::Within(id) => Some(estimate::limit(&model.norms[id])),
            _ => None,
        },
        cut,
        simulated,
        measured: reality,
        days: lasted.filter(|days| *days != played).map(|days| (days, played)),
        difference,
        tolerance,
        agreement: if is_alike {
            agreement(&difference, tolerance)
        } else {
            Agreement::Unclear(Unclear::OtherSeason)
        },
        period: measured.period,
        source: measured.source.clone(),
        is_fitted: measured.is_fitted,
    }
}

fn measure(quantity: Quantity) -> Measure {
    match quantity {
        Quantity::Offered => Measure::Offered,
        Quantity::Served => Measure::Served,
        Quantity::Journeys => Measure::Journeys,
        Quantity::Wait => Measure::WaitServed,
        Quantity::Within(_) => Measure::WithinOffered,
        Quantity::Abandoned => Measure::AbandonedShare,
        Quantity::Blocked => Measure::BlockedShare,
        Quantity::HandlingTime => Measure::HandlingTime,
        Quantity::LeadTime => Measure::LeadTime,
        Quantity::Occupancy => Measure::Occupancy,
        Quantity::OneContact => Measure::OneContactShare,
        Quantity::Mark => Measure::Mark,
        Quantity::Access => Measure::AccessDays,
        Quantity::Response => Measure::ResponseTime,
        Quantity::FirstLine => Measure::FirstLineShare,
        Quantity::HandOffs => Measure::HandOffsPerJourney,
        Quantity::CallBacks => Measure::CallBacksKept,
    }
}

fn cut(part: &Part) -> Cut {
    Cut {
        channel: part.channel.clone(),
        journey: part.journey.clone(),
        segment: part.segment.clone(),
        team: part.team.clone(),
        village: part.village.clone(),
        location: part.location.clone(),
        ..Cut::default()
    }
}

/// The measured figure with its doubt, for as many days as were played out; without doubt its bounds are itself.
fn reality(measured: &Measured, scale: f64, confidence: f64) -> Estimate {
    let value = measured.value;
    let (low, high, n) = match measured.doubt {
        Doubt::None => (value, value, 0),
        Doubt::Half(half) => (value - half, value + half, 0),
        Doubt::Respondents { n, spread } => {
            let freedom = (n as f64 - 1.0).max(1.0);
            let half =
                interval::t_quantile(freedom, 1.0 - (1.0 - confidence) / 2.0) * spread / (n as f64).sqrt();
            (value - half, value + half, n)
        }
        Doubt::Trials(n) => {
            let interval = interval::wilson(value * n as f64, n as f64, confidence);
            (interval.low, interval.high, n)
        }
    };
    Estimate { value: value * scale, low: low * scale, high: high * scale, n }
}

/// Simulated − measured, its interval by square-and-add (Newcombe 1998; Zou and Donner 2008).
fn difference(simulated: &Estimate, measured: &Estimate) -> Estimate {
    let value = simulated.value - measured.value;
    let below = (simulated.value - simulated.low).hypot(measured.high - measured.value);
    let above = (simulated.high - simulated.value).hypot(measured.value - measured.low);
    Estimate { value, low: value - below, high: value + above, n: simulated.n }
}

fn agreement(difference: &Estimate, tolerance: f64) -> Agreement {
    if !difference.value.is_finite() {
        return Agreement::Unclear(Unclear::NothingSeen);
    }
    if !(difference.low.is_finite() && difference.high.is_finite()) {
        return Agreement::Unclear(Unclear::NoInterval);
    }
    if -tolerance <= difference.low && difference.high <= tolerance {
        Agreement::Agrees
    } else if difference.high < -tolerance || tolerance < difference.low {
        Agreement::Deviates
    } else {
        Agreement::Unclear(Unclear::TooWide)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(low: f64, high: f64) -> Estimate {
        Estimate { value: f64::midpoint(low, high), low, high, n: 30 }
    }

    #[test]
    fn a_figure_agrees_only_when_all_of_its_interval_does() {
        for (low, high, expected) in [
            (-4.0, 4.0, Agreement::Agrees),
            (-5.0, 5.0, Agreement::Agrees),
            (-4.0, 6.0, Agreement::Unclear(Unclear::TooWide)),
            (6.0, 9.0, Agreement::Deviates),
            (-9.0, -5.1, Agreement::Deviates),
            (-9.0, 9.0, Agreement::Unclear(Unclear::TooWide)),
            (f64::NAN, f64::NAN, Agreement::Unclear(Unclear::NothingSeen)),
        ] {
            assert_eq!(agreement(&between(low, high), 5.0), expected, "{low} to {high}");
        }
    }

    #[test]
    fn doubt_on_both_sides_adds_as_squares() {
        let difference = difference(&between(97.0, 103.0), &between(86.0, 94.0));
        assert_eq!((difference.value, difference.low, difference.high), (10.0, 5.0, 15.0));
    }

    #[test]
    fn a_figure_without_doubt_adds_none() {
        let exact = Estimate { value: 90.0, low: 90.0, high: 90.0, n: 0 };
        let difference = difference(&between(97.0, 103.0), &exact);
        assert_eq!((difference.low, difference.high), (7.0, 13.0));
    }
}
