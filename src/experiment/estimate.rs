//! From replications to figures with intervals, and norms with verdicts.

use crate::experiment::band;
use crate::experiment::course;
use crate::experiment::measure::Unit;
use crate::experiment::replicate::Sample;
use crate::experiment::results::{ChannelWaits, Figure, NormResult, NormVerdict, Results};
use crate::experiment::transition::Transition;
use crate::experiment::validate;
use crate::id::NormId;
use crate::model::Model;
use crate::model::norm::{Base, Limit, Measure as NormMeasure, Norm, Purpose, Target};
use crate::stats::interval::{self, Estimate};
use crate::stats::quantile::Histogram;
use crate::time::Span;

/// Everything that is published on one scenario.
pub fn results(model: &Model, sample: &Sample) -> Results {
    let horizon = &model.horizon;
    let date = |day: i64| horizon.first.saturating_add(jiff::Span::new().days(day));
    let confidence = model.study.confidence;
    let figures = sample.measured.iter().enumerate().map(|(index, (measure, cut))| {
        let (numerators, denominators) = sample.column(index);
        Figure {
            measure: *measure,
            cut: cut.clone(),
            estimate: interval::ratio(&numerators, &denominators, confidence),
            values: numerators.iter().zip(&denominators).map(|(of, by)| of / by).collect(),
        }
    });
    let figures = figures.chain(band::figures(model, sample));
    let figures: Vec<Figure> = figures.collect();
    let norms = |is_meant: fn(&Norm) -> bool| -> Vec<NormResult> {
        let meant = model.norms.enumerate().filter(|(_, norm)| is_meant(norm));
        meant.map(|(id, norm)| norm_result(model, id, norm, sample)).collect()
    };
    let channels = model.public_channels().map(|(id, channel)| {
        let mut waits = (Histogram::new(), Histogram::new());
        for replication in &sample.replications {
            waits.0.merge(&replication.waits[id].0);
            waits.1.merge(&replication.waits[id].1);
        }
        ChannelWaits {
            channel: channel.name.clone(),
            threshold: channel.threshold.seconds(),
            served: waits.0,
            lost: waits.1,
        }
    });
    let validations = validate::validations(model, sample, &figures);
    Results {
        scenario: model.name.clone(),
        period: (date(horizon.counted.start), date(horizon.counted.end - 1)),
        warm_up_found: horizon.is_warm_up_found.then_some(horizon.counted.start),
        seed: model.study.seed,
        replications: sample.replications.len() as u32,
        confidence,
        interrupted: sample.interrupted,
        overfull: sample.overfull,
        imprecise: sample.imprecise,
        goal: model.satisfaction.as_ref().map(|satisfaction| satisfaction.goal),
        figures,
        norms: norms(Norm::is_asked),
        benchmarks: norms(|norm| norm.purpose == Purpose::Benchmark),
        validations,
        channels: channels.collect(),
        maps: course::maps(model, sample),
        years: course::years(model, sample),
        transition: Transition::of(model, sample),
        n_customers: sample.replications.iter().map(|replication| replication.n_customers).sum(),
        n_still_open: sample.replications.iter().map(|replication| replication.n_still_open).sum(),
    }
}

fn norm_result(model: &Model, id: NormId, norm: &Norm, sample: &Sample) -> NormResult {
    let confidence = model.study.confidence;
    let pairs = |which: usize| -> (Vec<f64>, Vec<f64>) {
        sample.replications.iter().map(|replication| replication.norms[id][which]).unzip()
    };
    let (unit, target, at_most) = asks(norm);
    let attained = attained(model, id, sample);
    let share = |(met, of): (Vec<f64>, Vec<f64>)| clustered_share(&met, &of, confidence);
    let kind = match norm.purpose {
        Purpose::Condition => "randvoorwaarde: ",
        Purpose::Benchmark => "bij anderen: ",
        Purpose::Promise | Purpose::Figure => "",
    };
    NormResult {
        name: norm.name.clone(),
        description: format!("{kind}{}", describe(model, norm)),
        attained,
        target,
        measured: norm.measured,
        unit,
        at_most,
        days: share(pairs(1)),
        months: share(pairs(2)),
        verdict: verdict(&attained, target, at_most),
    }
}

/// What was attained: a share, or a mean in the unit of the norm.
pub fn attained(model: &Model, id: NormId, sample: &Sample) -> Estimate {
    let pairs = sample.replications.iter().map(|replication| replication.norms[id][0]);
    let (met, of): (Vec<f64>, Vec<f64>) = pairs.unzip();
    let mut attained = interval::ratio(&met, &of, model.study.confidence);
    if unit(&model.norms[id]) == Unit::Share {
        attained.low = attained.low.max(0.0);
        attained.high = attained.high.min(1.0);
    }
    attained
}

/// The unit of a norm, what it asks, and whether that is the most.
pub fn asks(norm: &Norm) -> (Unit, f64, bool) {
    let (target, at_most) = match norm.target {
        Target::Within { share, .. } => (share, false),
        Target::AtMost(most) => (most, true),
        Target::AtLeast(least) => (least, false),
    };
    (unit(norm), target, at_most)
}

pub fn unit(norm: &Norm) -> Unit {
    match (&norm.target, norm.measure) {
        (Target::Within { .. }, _) => Unit::Share,
        (_, NormMeasure::Abandonment | NormMeasure::FirstLine | NormMeasure::CallBacks) => Unit::Share,
        (_, NormMeasure::Mark) => Unit::Mark,
        (_, NormMeasure::HandOffs) => Unit::PerJourney,
        (_, NormMeasure::Access) => Unit::WorkingDays,
        (_, NormMeasure::Offered | NormMeasure::Served | NormMeasure::Journeys) => Unit::Count,
        (_, NormMeasure::Wait | NormMeasure::LeadTime | NormMeasure::Response) => Unit::Seconds,
    }
}

fn verdict(attained: &Estimate, target: f64, at_most: bool) -> NormVerdict {
    let (met, missed) = if at_most {
        (attained.high <= target, attained.low > target)
    } else {
        (attained.low >= target, attained.high < target)
    };
    match (met, missed) {
        (true, _) => NormVerdict::Met,
        (_, true) => NormVerdict::Missed,
        // also where there is no interval: comparisons with NaN are false
        _ => NormVerdict::Uncertain,
    }
}

/// A share of trials that cluster by replication: Wilson's interval with the number of trials that would vary as much
/// if they were independent.
fn clustered_share(met: &[f64], of: &[f64], confidence: f64) -> Estimate {
    let (n, trials) = (met.len() as f64, of.iter().sum::<f64>());
    let ratio = interval::ratio(met, of, confidence);
    let p = ratio.value;
    if !p.is_finite() {
        return ratio;
    }
    let error = (ratio.high - p) / interval::t_quantile((n - 1.0).max(1.0), 1.0 - (1.0 - confidence) / 2.0);
    let effective =
        if error > 0.0 { (p * (1.0 - p) / (error * error)).clamp(n.min(trials), trials) } else { trials };
    interval::wilson(p * effective, effective, confidence)
}

/// The norm as a reader would say it.
pub fn describe(model: &Model, norm: &Norm) -> String {
    let subject = [
        together(&norm.channels, |id| &model.channels[id].name),
        together(&norm.journeys, |id| &model.journeys[id].name),
        together(&norm.teams, |id| &model.teams[id].name),
        together(&norm.segments, |id| &model.segments[id].name),
        together(&norm.villages, |id| &model.villages[id].name),
        together(&norm.locations, |id| &model.locations[id]),
    ];
    let subject = subject.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let subject = if subject.is_empty() { "alles".to_owned() } else { subject };
    let decimal = |value: f64| value.to_string().replace('.', ",");
    let percent = |share: f64| format!("{}%", (share * 1000.0).round() / 10.0).replace('.', ",");
    let (bound, value) = match norm.target {
        Target::Within { share, .. } => return format!("{} van {subject} {}", percent(share), limit(norm)),
        Target::AtMost(most) => ("hooguit", most),
        Target::AtLeast(least) => ("ten minste", least),
    };
    match norm.measure {
        NormMeasure::Abandonment => format!("{bound} {} haakt af bij {subject}", percent(value)),
        NormMeasure::FirstLine => format!("{bound} {} klaar in de eerste lijn bij {subject}", percent(value)),
        NormMeasure::CallBacks => format!("{bound} {} op tijd teruggebeld bij {subject}", percent(value)),
        NormMeasure::Mark => format!("gemiddeld cijfer {bound} {} bij {subject}", decimal(value)),
        NormMeasure::HandOffs => format!("gemiddeld {bound} {} overdrachten bij {subject}", decimal(value)),
        NormMeasure::Access => {
            format!("gemiddeld {bound} {} werkdagen tot de afspraak bij {subject}", decimal(value))
        }
        NormMeasure::Offered | NormMeasure::Served | NormMeasure::Journeys => {
            format!("{bound} {} bij {subject}", decimal(value))
        }
        NormMeasure::Response => {
            format!("gemiddeld {bound} {} tot het antwoord bij {subject}", plain(Span::from_seconds(value)))
        }
        NormMeasure::Wait | NormMeasure::LeadTime => {
            format!("gemiddeld {bound} {} bij {subject}", plain(Span::from_seconds(value)))
        }
    }
}

/// The names of parts that a norm takes together; what they all begin with, as after a merger, is said once:
/// "balie (oostdam en westdam)".
fn together<'m, I: Copy>(parts: &Option<Vec<I>>, name: impl Fn(I) -> &'m String) -> Option<String> {
    let names: Vec<&str> = parts.as_ref()?.iter().map(|id| name(*id).as_str()).collect();
    let stems =
        names.first().into_iter().flat_map(|first| first.match_indices('-').map(|(at, _)| &first[..=at]));
    let stem = stems.rev().find(|stem| names.len() > 1 && names.iter().all(|name| name.starts_with(*stem)));
    Some(match stem {
        Some(stem) => {
            let rest: Vec<&str> = names.iter().map(|name| &name[stem.len()..]).collect();
            format!("{} ({})", stem.trim_end_matches('-'), listed(&rest))
        }
        None => listed(&names),
    })
}

fn listed(names: &[&str]) -> String {
    match names {
        [names @ .., last] if !names.is_empty() => format!("{} en {last}", names.join(", ")),
        _ => names.concat(),
    }
}

/// Within how long, and of whom: "binnen 30 s, van aangeboden"; nothing of a norm without a limit.
pub fn limit(norm: &Norm) -> String {
    let Target::Within { limit, over, .. } = norm.target else { return String::new() };
    let limit = match limit {
        Limit::Calendar(span) => plain(span),
        Limit::WorkingDays(1.0) => "1 werkdag".to_owned(),
        Limit::WorkingDays(days) => format!("{days} werkdagen").replace('.', ","),
    };
    let over = match (norm.measure, over) {
        (NormMeasure::LeadTime, _) => "van voltooid",
        (NormMeasure::Access, _) => "van de afspraken",
        (_, Base::Offered) => "van aangeboden",
        (_, Base::Answered) => "van beantwoord",
        (_, Base::WithoutQuickAbandoners) => "zonder snelle afhakers",
        (_, Base::QuickAbandonersCount) => "snelle afhakers tellen mee",
    };
    format!("binnen {limit}, {over}")
}

/// A length in its one or two largest units.
fn plain(span: Span) -> String {
    const UNITS: [(Span, &str, &str); 5] = [
        (Span(7 * Span::DAY.0), "week", "weken"),
        (Span::DAY, "dag", "dagen"),
        (Span::HOUR, "uur", "uur"),
        (Span::MINUTE, "min", "min"),
        (Span::SECOND, "s", "s"),
    ];
    let mut left = span.0;
    let mut parts = Vec::new();
    for (unit, one, many) in UNITS {
        let count = left / unit.0;
        left %= unit.0;
        if count > 0 && parts.len() < 2 {
            parts.push(format!("{count} {}", if count == 1 { one } else { many }));
        }
    }
    if parts.is_empty() { format!("{} s", span.seconds()).replace('.', ",") } else { parts.join(" ") }
}
