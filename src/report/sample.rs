//! Results made up for the tests of the writers: a telephone and a counter on weekdays from 8 to 17.

use jiff::civil::date;

use super::{Footing, Run};
use crate::experiment::measure::{Cut, Measure, Unit};
use crate::experiment::results::{
    Agreement, ChannelWaits, ChannelYear, Figure, JourneyMap, NormResult, NormVerdict, Results, StepResult,
    Unclear, Validation,
};
use crate::model::Model;
use crate::model::compile::{compile, example};
use crate::stats::interval::Estimate;
use crate::stats::quantile::Histogram;
use crate::time::Span;

/// All that a report is made of.
pub struct Sample {
    pub model: Model,
    pub results: Results,
    pub footing: Footing,
}

impl Sample {
    pub fn new() -> Self {
        Self { model: compile(&example::scenario()), results: results(), footing: Footing::default() }
    }

    pub fn run(&self) -> Run<'_> {
        Run { model: &self.model, results: &self.results, footing: &self.footing }
    }
}

/// With an interval of `half` to either side.
pub fn estimate(value: f64, half: f64) -> Estimate {
    Estimate { value, low: value - half, high: value + half, n: 30 }
}

pub fn results() -> Results {
    let mut figures = Vec::new();
    let mut add = |cut: &Cut, measure: Measure, value: f64, half: f64| {
        figures.push(Figure {
            measure,
            cut: cut.clone(),
            estimate: estimate(value, half),
            values: vec![value - half, value + half],
        });
    };
    for (index, channel) in ["telefoon", "balie"].into_iter().enumerate() {
        let scale = 1.0 / (1.0 + index as f64);
        let cut = Cut { channel: Some(channel.into()), ..Cut::default() };
        add(&cut, Measure::Offered, (49_284.0 * scale).round(), 184.0);
        add(&cut, Measure::Served, 47_100.0 * scale, 180.0);
        add(&cut, Measure::WithinOffered, 0.742 + 0.2 * index as f64, 0.031);
        add(&cut, Measure::AbandonedShare, 0.041 * scale, 0.003);
        add(&cut, Measure::WaitServed, 106.0 * scale, 6.5);
        add(&cut, Measure::WaitAllP90, 290.0 * scale, 20.0);
        add(&cut, Measure::WaitAll, 101.0 * scale, 6.5);
        for hour in 0..24_u8 {
            let cut = Cut { hour: Some(hour), ..cut.clone() };
            let is_open = (8..17).contains(&hour);
            let busy = if is_open {
                (1.0 + f64::from(hour - 8)).ln() * (-f64::from(hour - 8) / 4.0).exp()
            } else {
                0.0
            };
            let doubt = if is_open { 1.0 } else { f64::NAN };
            add(&cut, Measure::Offered, if is_open { 3_000.0 + 5_000.0 * busy } else { 0.0 }, 40.0);
            add(&cut, Measure::WithinOffered, (0.95 - 0.7 * busy) * doubt, 0.02 + 0.04 * busy);
            add(&cut, Measure::WaitServed, (20.0 + 260.0 * busy * scale) * doubt, 4.0 + 30.0 * busy);
            add(&cut, Measure::AbandonedShare, 0.08 * busy * doubt, 0.01);
        }
    }
    for (index, team) in ["kcc", "burgerzaken"].into_iter().enumerate() {
        let cut = Cut { team: Some(team.into()), ..Cut::default() };
        add(&cut, Measure::Occupancy, 0.78 - 0.2 * index as f64, 0.008);
        add(&cut, Measure::PresentHours, 9_870.0, 22.0);
        add(&cut, Measure::OvertimeHours, 31.0, 3.0);
        for weekday in 0..7_u8 {
            for hour in 0..24_u8 {
                let cut = Cut { weekday: Some(weekday), hour: Some(hour), ..cut.clone() };
                let is_open = weekday < 5 && (8..17).contains(&hour);
                let doubt = if is_open { 1.0 } else { f64::NAN };
                let busy = 0.93 - 0.04 * f64::from(weekday) - 0.05 * (f64::from(hour) - 10.0).abs();
                add(&cut, Measure::Occupancy, (busy - 0.2 * index as f64) * doubt, 0.015);
                add(&cut, Measure::Headcount, 6.5 * doubt, 0.1);
            }
        }
    }
    for (journey, days) in [("paspoort", 6.2), ("vraag", 0.01)] {
        let cut = Cut { journey: Some(journey.into()), ..Cut::default() };
        add(&cut, Measure::Journeys, 12_345.0, 90.0);
        add(&cut, Measure::LeadTime, days * 86_400.0, days * 2_000.0);
        add(&cut, Measure::LeadTimeP90, days * 126_400.0, days * 4_000.0);
        add(&cut, Measure::CompletedShare, 0.958, 0.004);
        add(&cut, Measure::ContactsPerJourney, 1.92, 0.01);
        add(&cut, Measure::OneContactShare, 0.61, 0.01);
    }
    Results {
        scenario: "Voorne aan Zee".into(),
        period: (date(2023, 1, 2), date(2023, 12, 31)),
        warm_up_found: None,
        seed: 2023,
        replications: 30,
        confidence: 0.95,
        interrupted: false,
        overfull: false,
        imprecise: false,
        goal: None,
        figures,
        norms: norms(),
        benchmarks: benchmarks(),
        validations: validations(),
        channels: vec![waits("telefoon", 30.0, 60.0), waits("balie", 900.0, 400.0)],
        maps: vec![map()],
        years: vec![year()],
        transition: None,
        n_customers: 1_482_310,
        n_still_open: 12,
    }
}

/// One that agrees because the scenario was fitted to it, one that deviates and one that cannot be told.
pub fn validations() -> Vec<Validation> {
    let channel = |name: &str| Cut { channel: Some(name.into()), ..Cut::default() };
    let figure = |name: &str, measure, simulated: Estimate, measured: f64, tolerance, agreement| Validation {
        name: name.into(),
        measure,
        cut: channel("telefoon"),
        limit: None,
        unit: measure.unit(),
        window: None,
        against: None,
        simulated,
        bound: None,
        measured: Estimate { value: measured, low: measured, high: measured, n: 0 },
        days: None,
        difference: Estimate {
            value: simulated.value - measured,
            low: simulated.low - measured,
            high: simulated.high - measured,
            n: 30,
        },
        tolerance,
        agreement,
        period: Some((date(2022, 1, 1), date(2022, 12, 31))),
        source: Some("M: jaarverslag 2022".into()),
        is_fitted: false,
    };
    let wait = estimate(106.0, 6.5);
    vec![
        Validation {
            is_fitted: true,
            days: Some((365.0, 364.0)),
            ..figure(
                "gesprekken",
                Measure::Offered,
                estimate(49_284.0, 184.0),
                49_000.0,
                2_450.0,
                Agreement::Agrees,
            )
        },
        figure("wachttijd", Measure::WaitServed, wait, 52.0, 10.4, Agreement::Deviates),
        Validation {
            limit: Some("binnen 30 s, van aangeboden".into()),
            ..figure(
                "niveau",
                Measure::WithinOffered,
                estimate(0.742, 0.031),
                0.71,
                0.05,
                Agreement::Unclear(Unclear::TooWide),
            )
        },
    ]
}

fn norms() -> Vec<NormResult> {
    let norm = |name: &str, description: &str, attained, target, verdict| NormResult {
        name: name.into(),
        description: description.into(),
        attained,
        target,
        measured: None,
        unit: Unit::Share,
        at_most: false,
        days: estimate(0.31, 0.04),
        months: estimate(0.08, 0.05),
        verdict,
    };
    let mean = NormResult {
        unit: Unit::Seconds,
        at_most: true,
        ..norm(
            "wachten",
            "gemiddelde wachttijd telefoon hooguit 2 min",
            estimate(106.0, 6.5),
            120.0,
            NormVerdict::Met,
        )
    };
    vec![
        norm(
            "telefoon",
            "80% van telefoon binnen 30 s, van aangeboden",
            estimate(0.742, 0.031),
            0.8,
            NormVerdict::Missed,
        ),
        norm(
            "balie",
            "94% van balie binnen 15 min, van aangeboden",
            estimate(0.942, 0.011),
            0.94,
            NormVerdict::Uncertain,
        ),
        mean,
    ]
}

fn benchmarks() -> Vec<NormResult> {
    let of = |name: &str, description: &str, attained, target, unit, verdict| NormResult {
        name: name.into(),
        description: format!("bij anderen: {description}"),
        attained,
        target,
        measured: None,
        unit,
        at_most: unit == Unit::Seconds,
        days: estimate(0.31, 0.04),
        months: estimate(0.08, 0.05),
        verdict,
    };
    let mark = estimate(7.93, 0.02);
    let wait = estimate(64.0, 6.0);
    vec![
        of(
            "top10",
            "gemiddeld cijfer ten minste 8,2 bij telefoon",
            mark,
            8.2,
            Unit::Mark,
            NormVerdict::Missed,
        ),
        of(
            "buren",
            "gemiddeld hooguit 1 min bij telefoon",
            wait,
            60.0,
            Unit::Seconds,
            NormVerdict::Uncertain,
        ),
    ]
}

/// More steps than fit beside each other, one of them without a contact.
fn map() -> JourneyMap {
    let names = [
        "aanvragen",
        "wachten-op-stukken",
        "beoordelen-door-vakafdeling",
        "besluit",
        "ophalen",
        "bezwaar maken",
        "hoorzitting",
    ];
    let over = |index: usize| {
        let all = [("balie stadskantoor", 0.6), ("telefoon", 0.3), ("e-mail", 0.06), ("post", 0.04)];
        let used = if index == 0 { &all[..] } else { &[("balie stadskantoor", 1.0)] };
        used.iter().map(|(channel, share)| ((*channel).to_owned(), *share)).collect()
    };
    let step = |(index, name): (usize, &&str)| {
        let has_contact = index != 1;
        let figure = |value: f64| estimate(if has_contact { value } else { f64::NAN }, 0.1);
        StepResult {
            name: (*name).into(),
            channels: if has_contact { over(index) } else { Vec::new() },
            share: estimate(1.0 / (1.0 + index as f64), 0.01),
            time: estimate(86_400.0 * (1.0 + index as f64), 900.0),
            wait: figure(340.0),
            handling: figure(420.0),
            handed_on: figure(0.12),
            given_up: figure(0.04),
            mark: figure(8.2 - 0.5 * index as f64),
        }
    };
    let ahead = (0..6).map(|from| (from, from + 1, 0.9));
    JourneyMap {
        journey: "paspoort".into(),
        steps: names.iter().enumerate().map(step).collect(),
        routes: ahead.chain([(3, 1, 0.08)]).collect(),
    }
}

fn year() -> ChannelYear {
    let figures = |scale: f64| {
        let week = |week: i32| estimate(scale * (2.0 + (f64::from(week) / 8.0).sin()), 0.1 * scale);
        (0..52).map(week).collect::<Vec<_>>()
    };
    let day = |week: i32| date(2023, 1, 2).saturating_add(jiff::Span::new().weeks(week));
    ChannelYear {
        channel: "balie".into(),
        weeks: (0..52).map(day).collect(),
        stock: figures(120.0),
        access: figures(4.0),
    }
}

/// A third is helped at once; the rest waits with a tail.
fn waits(channel: &str, threshold: f64, mean: f64) -> ChannelWaits {
    let (mut served, mut lost) = (Histogram::new(), Histogram::new());
    for index in 0..3_000 {
        let wait = if index % 3 == 0 { 0.0 } else { -mean * (1.0 - f64::from(index) / 3_000.0).ln() };
        let histogram = if index % 20 == 7 { &mut lost } else { &mut served };
        histogram.record(Span::from_seconds(wait));
    }
    ChannelWaits { channel: channel.into(), threshold, served, lost }
}
