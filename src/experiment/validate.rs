//! Figures measured in reality against those that were played out: does this look like us?
//!
//! Equivalence, not difference: a figure agrees when the whole interval of the difference lies within the
//! tolerance, and deviates when all of it lies outside. The interval takes in the doubt on both sides; docs/theorie.md.

use crate::experiment::estimate;
use crate::experiment::measure::{Cut, Measure, Unit};
use crate::experiment::replicate::Sample;
use crate::experiment::results::{Agreement, Figure, Unclear, Validation};
use crate::id::NormId;
use crate::model::Model;
use crate::model::measured::{Bound, Counted, Doubt, Measured, Part, Quantity};
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
    let is_count = matches!(measured.quantity, Quantity::Offered | Quantity::Served | Quantity::Journeys);
    let simulated = match measured.counted {
        Some(counted) => self::counted(model, sample, counted, is_count),
        None => figures
            .iter()
            .find(|figure| figure.measure == measure && figure.cut == cut)
            .map(|figure| figure.estimate),
    };
    let simulated = simulated.unwrap_or(Estimate { value: f64::NAN, low: f64::NAN, high: f64::NAN, n: 0 });
    let played = (model.horizon.counted.end - model.horizon.counted.start) as f64;
    let lasted = measured.period.filter(|_| is_count).map(|(from, to)| f64::from((to - from).get_days() + 1));
    let scale = lasted.map_or(1.0, |days| played / days);
    let reality = reality(measured, scale, confidence);
    let difference = difference(&simulated, &reality);
    let tolerance = measured.tolerance * scale;
    let is_alike = lasted.is_none_or(|days| (scale - 1.0).abs() <= ALIKE || played.min(days) >= YEAR);
    let days = |id: NormId| {
        let days = &model.norms[id].days;
        let date = |day: i64| model.horizon.first.saturating_add(jiff::Span::new().days(day));
        (*days != model.horizon.counted).then(|| (date(days.start), date(days.end - 1)))
    };
    let other = measured.counted.and_then(|counted| counted.other);
    Validation {
        name: measured.name.clone(),
        measure,
        limit: match (measured.quantity, measured.counted) {
            (Quantity::Within, Some(counted)) => Some(estimate::limit(&model.norms[counted.own])),
            _ => None,
        },
        unit: if other.is_some() { Unit::Times } else { measure.unit() },
        window: measured.counted.and_then(|counted| days(counted.own)),
        against: other.and_then(days),
        cut,
        simulated,
        measured: reality,
        bound: measured.bound,
        days: lasted.filter(|days| *days != played).map(|days| (days, played)),
        difference,
        tolerance,
        agreement: match measured.bound {
            Some(bound) => keeps(&difference, bound),
            None if is_alike => agreement(&difference, tolerance),
            None => Agreement::Unclear(Unclear::OtherSeason),
        },
        period: measured.period,
        source: measured.source.clone(),
        is_fitted: measured.is_fitted,
    }
}

/// What was counted for a figure; numbers on days that are held against others go by the day. `None` where some of the days
/// were not played.
fn counted(model: &Model, sample: &Sample, counted: Counted, is_count: bool) -> Option<Estimate> {
    let days = |id: NormId| &model.norms[id].days;
    let is_played = |id: NormId| {
        let played = &model.horizon.counted;
        played.start <= days(id).start && days(id).end <= played.end
    };
    let Counted { own, other } = counted;
    if ![Some(own), other].into_iter().flatten().all(is_played) {
        return None;
    }
    let Some(other) = other else { return Some(estimate::attained(model, own, sample)) };
    let pairs = |id: NormId| -> (Vec<f64>, Vec<f64>) {
        let per_day = if is_count { (days(id).end - days(id).start) as f64 } else { 1.0 };
        let pairs = sample.replications.iter().map(|replication| replication.norms[id][0]);
        pairs.map(|(of, by)| (of, by * per_day)).unzip()
    };
    let (own, other) = (pairs(own), pairs(other));
    Some(interval::relative([&own.0, &own.1], [&other.0, &other.1], model.study.confidence))
}

fn measure(quantity: Quantity) -> Measure {
    match quantity {
        Quantity::Offered => Measure::Offered,
        Quantity::Served => Measure::Served,
        Quantity::Journeys => Measure::Journeys,
        Quantity::Wait => Measure::WaitServed,
        Quantity::Within => Measure::WithinOffered,
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
    within(difference, -tolerance, tolerance)
}

/// Where only a bound is known.
fn keeps(difference: &Estimate, bound: Bound) -> Agreement {
    match bound {
        Bound::AtLeast => within(difference, 0.0, f64::INFINITY),
        Bound::AtMost => within(difference, f64::NEG_INFINITY, 0.0),
    }
}

/// Whether all of an interval lies between two bounds, or none of it.
fn within(difference: &Estimate, low: f64, high: f64) -> Agreement {
    if !difference.value.is_finite() {
        return Agreement::Unclear(Unclear::NothingSeen);
    }
    if !(difference.low.is_finite() && difference.high.is_finite()) {
        return Agreement::Unclear(Unclear::NoInterval);
    }
    if low <= difference.low && difference.high <= high {
        Agreement::Agrees
    } else if difference.high < low || high < difference.low {
        Agreement::Deviates
    } else {
        Agreement::Unclear(Unclear::TooWide)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::experiment::Control;
    use crate::experiment::replicate::{Replication, replicate};
    use crate::model::compile::compile;
    use crate::scenario::load_text;

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
    fn a_bound_is_kept_when_all_of_the_interval_lies_beyond_it() {
        let too_wide = Agreement::Unclear(Unclear::TooWide);
        for (low, high, at_least, at_most) in [
            (0.1, 0.4, Agreement::Agrees, Agreement::Deviates),
            (-0.4, -0.1, Agreement::Deviates, Agreement::Agrees),
            (-0.1, 0.4, too_wide, too_wide),
        ] {
            let difference = between(low, high);
            assert_eq!(keeps(&difference, Bound::AtLeast), at_least);
            assert_eq!(keeps(&difference, Bound::AtMost), at_most);
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

    const YEAR: &str = "
periode: { van: 2024-01-01, tot: 2024-04-30, aanloop: 0 dagen, fusiedatum: 2024-02-01 }
kalender: { dicht: [2024-04-15 t/m 2024-04-17] }
tevredenheid: nee
gedrag: { probeert-opnieuw: nee, komt-terug: { kans: 0% } }
onderzoek: { herhalingen: 4, zaad: 3 }
kanalen: { een: { soort: gesprek, groep: bellen }, twee: { soort: gesprek, groep: bellen } }
teams: { kcc: { doet: [een, twee], diensten: { dag: { medewerkers: 20 } } } }
klantreizen:
  a: { vraag: { aantal: 60000 per jaar, dagspreiding: 0% }, stappen: { bellen: { contact: een } } }
  b: { vraag: { aantal: 20000 per jaar, dagspreiding: 0% }, stappen: { bellen: { contact: twee } } }
maatregelen:
  dubbel: { vanaf: fusiedatum, tot: 2024-02-29, wijzig: { klantreizen.*.vraag.aantal: keer 2 } }
gemeten:
";

    /// What becomes of these figures, and the replications that they rest on.
    fn compared(measured: &str) -> (Vec<Validation>, Sample, Model) {
        let loaded = load_text("proef.yaml", &format!("{YEAR}{measured}"));
        let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
        let model = compile(scenario);
        let control = Control { stop: &AtomicBool::new(false), progress: &|_, _| {} };
        let sample = replicate(&model, &control);
        (estimate::results(&model, &sample).validations, sample, model)
    }

    #[test]
    fn a_window_is_held_against_another_by_the_day() {
        let (found, sample, model) = compared(
            "  drukker: { meet: aantal, kanaal: (bellen), vanaf: fusiedatum, tot: 2024-02-29, ten-opzichte-van: 2024-03, waarde: 2.14, mag-afwijken: 10% }
  dicht: { meet: geholpen, vanaf: 2024-04-15, tot: 2024-04-17, waarde: 0 }
  rustiger: { meet: klantreizen, vanaf: 2024-03-01, tot: 2024-03-31, ten-opzichte-van: 2024-02, minstens: 1 }
",
        );
        let of_month = |month: usize| -> f64 {
            let months = |replication: &Replication| {
                let months = replication.months.as_ref().expect("four months with dates");
                model.public_channels().map(|(id, _)| months.channels[id][month].offered).sum::<u64>()
            };
            sample.replications.iter().map(|replication| months(replication) as f64).sum()
        };
        // twice as much on as many working days, 29 days against 31: 2.14
        let by_hand = (of_month(1) / 29.0) / (of_month(2) / 31.0);
        assert!((found[0].simulated.value - by_hand).abs() < 1e-9, "{by_hand} {:?}", found[0]);
        let width = found[0].simulated.high - found[0].simulated.low;
        assert!(found[0].agreement == Agreement::Agrees && width < 0.3, "too weak: {:?}", found[0]);
        assert_eq!((found[1].simulated.value, found[1].agreement), (0.0, Agreement::Agrees));
        assert_eq!(found[2].agreement, Agreement::Deviates, "{:?}", found[2]);
    }

    #[test]
    fn a_group_is_all_of_its_parts_together() {
        let (found, ..) = compared(
            "  samen: { meet: aantal, kanaal: (bellen), waarde: 1 }
  een: { meet: aantal, kanaal: een, waarde: 1 }
  twee: { meet: aantal, kanaal: twee, waarde: 1 }
  wacht: { meet: wachttijd, kanaal: (bellen), waarde: 0 s }
  alle-wacht: { meet: wachttijd, waarde: 0 s }
",
        );
        let value = |index: usize| found[index].simulated.value;
        assert!((value(0) - value(1) - value(2)).abs() < 1e-6 && value(1) > value(2), "{found:?}");
        assert!(value(3) > 0.0 && (value(3) - value(4)).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn what_was_not_all_played_is_not_compared() {
        let (found, ..) =
            compared("  half: { meet: aantal, vanaf: 2024-04-20, tot: 2024-05-10, waarde: 1000 }\n");
        assert_eq!(found[0].agreement, Agreement::Unclear(Unclear::NothingSeen));
    }
}
