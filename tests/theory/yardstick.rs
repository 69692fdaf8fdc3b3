//! A scenario against what is known about it: tolerances from standard errors, and a twin that must fail.
//!
//! The tolerance of a figure is t(R−1, α = 1e-5) times its standard error over R replications, never a guess. A
//! check names the precision it must reach, so that a proof that proves nothing fails as too weak. The twin is the
//! same scenario with service 1 % slower: checks that react must then raise the alarm.

use std::sync::atomic::AtomicBool;

use klantreis::experiment::measure::{Cut, Measure};
use klantreis::experiment::results::Results;
use klantreis::experiment::{Control, simulate};
use klantreis::id::Id;
use klantreis::model::compile::compile;
use klantreis::model::{Model, Replications};
use klantreis::random::stream::Streams;
use klantreis::scenario;
use klantreis::sim;
use klantreis::sim::record::{Observer, StaffHour, Trip, Visit};
use klantreis::stats::interval::{Estimate, mean, t_quantile};
use rayon::prelude::*;

use crate::common::in_repository;

/// Service of every team 1 % slower.
const SLOWER: (&str, &str) = ("teams.*.tijdfactor", "1.01");
const ALPHA: f64 = 1e-5;
pub const CONFIDENCE: f64 = 0.95;

/// A figure and what it must be.
pub struct Check {
    what: What,
    expected: f64,
    /// Standard error of what is expected; 0 for theory.
    doubt: f64,
    /// Half a unit of the last published digit; 0 for theory.
    rounding: f64,
    /// The widest tolerance that still proves something.
    precision: f64,
    /// Whether the twin must raise the alarm here.
    reacts: bool,
}

enum What {
    Figure(Measure, Cut),
    /// What a norm of the scenario attains.
    Norm(String),
    /// A figure of the test's own observer.
    Own(String),
}

impl Check {
    pub fn of(measure: Measure, cut: Cut, expected: f64) -> Self {
        Self::new(What::Figure(measure, cut), expected)
    }

    pub fn norm(name: impl Into<String>, expected: f64) -> Self {
        Self::new(What::Norm(name.into()), expected)
    }

    pub fn own(name: impl Into<String>, expected: f64) -> Self {
        Self::new(What::Own(name.into()), expected)
    }

    fn new(what: What, expected: f64) -> Self {
        Self { what, expected, doubt: 0.0, rounding: 0.0, precision: 0.0, reacts: false }
    }

    /// The yardstick itself must have this published value, up to half a unit of its last digit.
    pub fn published(self, value: f64, half_unit: f64) -> Self {
        let name = self.name();
        assert!(
            (self.expected - value).abs() <= half_unit,
            "{name}: the yardstick says {}, published is {value}",
            self.expected
        );
        self
    }

    /// What is expected was itself simulated, with a 95 % interval of this half-width, and rounded.
    pub fn simulated(self, half_width: f64, half_unit: f64) -> Self {
        Self { doubt: half_width / 1.96, rounding: half_unit, ..self }
    }

    /// Relative precision that must be reached.
    pub fn within(self, precision: f64) -> Self {
        Self { precision: precision * self.expected.abs(), ..self }
    }

    /// Absolute precision that must be reached, for what is nought.
    pub fn within_absolute(self, precision: f64) -> Self {
        Self { precision, ..self }
    }

    /// The twin must raise the alarm here.
    pub fn reacts(self) -> Self {
        Self { reacts: true, ..self }
    }

    fn name(&self) -> String {
        match &self.what {
            What::Figure(measure, cut) => {
                let parts = [&cut.channel, &cut.team, &cut.journey].into_iter().flatten();
                let hour = cut.hour.map(|hour| format!("{hour} uur"));
                let parts: Vec<&str> = parts.chain(&hour).map(String::as_str).collect();
                format!("{} [{}]", measure.id(), parts.join(", "))
            }
            What::Norm(name) => format!("norm {name}"),
            What::Own(name) => name.clone(),
        }
    }

    /// The alarm that a figure raises.
    fn alarm(&self, run: &Run) -> Result<(), String> {
        let name = self.name();
        let Some(found) = run.find(&self.what) else { return Err(format!("{name} is not measured")) };
        let df = found.n as f64 - 1.0;
        let error = (found.high - found.value) / t_quantile(df, 0.5 + CONFIDENCE / 2.0);
        let tolerance = t_quantile(df, 1.0 - ALPHA / 2.0) * error.hypot(self.doubt) + self.rounding;
        if tolerance.is_nan() || tolerance > self.precision {
            return Err(format!(
                "{name} is too weak: ± {tolerance:.6} where ± {:.6} is asked",
                self.precision
            ));
        }
        if (found.value - self.expected).abs() <= tolerance {
            return Ok(());
        }
        let (value, expected) = (found.value, self.expected);
        Err(format!("{name} deviates: {value:.6} instead of {expected:.6} ± {tolerance:.6}"))
    }
}

/// One run of a scenario file, with the figures of the test's own observer.
struct Run {
    results: Results,
    own: Vec<(String, Estimate)>,
}

impl Run {
    fn find(&self, what: &What) -> Option<Estimate> {
        match what {
            What::Figure(measure, cut) => self.results.get(*measure, cut),
            What::Norm(name) => {
                self.results.norms.iter().find(|norm| norm.name == *name).map(|norm| norm.attained)
            }
            What::Own(name) => self.own.iter().find(|(own, _)| own == name).map(|(_, estimate)| *estimate),
        }
    }
}

/// What an observer of the test finds over all replications of a model.
pub type Own<'a> = &'a dyn Fn(&Model) -> Vec<(String, Estimate)>;

/// A scenario file and how it is run.
pub struct Case<'a> {
    file: &'a str,
    sets: Vec<(&'a str, &'a str)>,
    slower: (&'a str, &'a str),
    own: Own<'a>,
}

impl<'a> Case<'a> {
    pub fn of(file: &'a str) -> Self {
        Self { file, sets: Vec::new(), slower: SLOWER, own: &|_| Vec::new() }
    }

    /// Runs it with these `--zet`.
    pub fn with(self, sets: &[(&'a str, &'a str)]) -> Self {
        Self { sets: sets.to_vec(), ..self }
    }

    /// How service becomes 1 % slower where that is not the teams' doing.
    pub fn slower_by(self, slower: (&'a str, &'a str)) -> Self {
        Self { slower, ..self }
    }

    /// Adds figures that the results do not hold.
    pub fn observing(self, own: Own<'a>) -> Self {
        Self { own, ..self }
    }

    fn run(&self, slower: bool, with_own: bool) -> Run {
        let mut sets = self.sets.clone();
        sets.extend(slower.then_some(self.slower));
        let model = model(self.file, &sets);
        assert_eq!(model.study.confidence, CONFIDENCE);
        let control = Control { stop: &AtomicBool::new(false), progress: &|_, _| {} };
        let own = if with_own { (self.own)(&model) } else { Vec::new() };
        Run { results: simulate(&model, &control), own }
    }

    /// Agrees with every check, and when service is slower raises the alarm wherever a check reacts.
    pub fn proves(&self, checks: &[Check]) {
        let file = self.file;
        let base = self.run(false, true);
        if std::env::var_os("KLANTREIS_CIJFERS").is_some() {
            checks.iter().for_each(|check| print_figures(file, check, &base));
        }
        let alarms: Vec<String> = checks.iter().filter_map(|check| check.alarm(&base).err()).collect();
        assert!(alarms.is_empty(), "{file}:\n{}", alarms.join("\n"));

        let reacting: Vec<&Check> = checks.iter().filter(|check| check.reacts).collect();
        assert!(!reacting.is_empty(), "{file}: a yardstick has a twin");
        let twin = self.run(true, reacting.iter().any(|check| matches!(check.what, What::Own(_))));
        for check in reacting {
            let Err(alarm) = check.alarm(&twin) else {
                panic!("{file}: {} does not notice slower service", check.name())
            };
            let expected = format!("{} deviates: ", check.name());
            assert!(alarm.starts_with(&expected), "{file}: the twin fails for another reason: {alarm}");
        }
    }
}

/// The model of a scenario file without errors; `sets` are what `--zet` would give.
pub fn model(file: &str, sets: &[(&str, &str)]) -> Model {
    let sets: Vec<(String, String)> =
        sets.iter().map(|(path, value)| ((*path).into(), (*value).into())).collect();
    let loaded = scenario::load(&in_repository(file), &sets).expect("a scenario file that can be read");
    match &loaded.scenario {
        Some(scenario) => compile(scenario),
        None => panic!("{file} has errors:\n{}", loaded.render(false)),
    }
}

fn print_figures(file: &str, check: &Check, run: &Run) {
    let Some(found) = run.find(&check.what) else { return };
    let df = found.n as f64 - 1.0;
    let error = (found.high - found.value) / t_quantile(df, 0.5 + CONFIDENCE / 2.0);
    let tolerance = t_quantile(df, 1.0 - ALPHA / 2.0) * error.hypot(check.doubt) + check.rounding;
    println!(
        "{file} | {} | {:.6} | {:.6} | ± {tolerance:.6} | {:.2} % of {:.2} % | z {:.2}",
        check.name(),
        found.value,
        check.expected,
        100.0 * tolerance / check.expected,
        100.0 * check.precision / check.expected,
        (found.value - check.expected) / error.hypot(check.doubt),
    );
}

/// Every replication of a model as an observer of its own sees it, in their order.
pub fn observed<O: Observer + Send>(model: &Model, observer: impl Fn() -> O + Sync) -> Vec<O> {
    let Replications::Fixed(n) = model.study.replications else { panic!("a fixed number of replications") };
    let replications = (0..n).into_par_iter().map(|replication| {
        let mut observer = observer();
        sim::run(model, Streams::new(model.study.seed, u64::from(replication)), &mut observer);
        observer
    });
    replications.collect()
}

pub fn channel(name: &str) -> Cut {
    Cut { channel: Some(name.into()), ..Cut::default() }
}

pub fn team(name: &str) -> Cut {
    Cut { team: Some(name.into()), ..Cut::default() }
}

pub fn journey(name: &str) -> Cut {
    Cut { journey: Some(name.into()), ..Cut::default() }
}

/// Visits per second of counted time, each weighed as asked, by channel: numbers present and the like.
pub struct Density {
    weigh: fn(&Visit) -> f64,
    sums: Vec<f64>,
}

impl Density {
    fn new(model: &Model, weigh: fn(&Visit) -> f64) -> Self {
        Self { weigh, sums: vec![0.0; model.channels.len()] }
    }

    /// Over all replications: what is asked per second, at each channel.
    pub fn estimates(model: &Model, weigh: fn(&Visit) -> f64) -> Vec<Estimate> {
        let seconds = (model.horizon.count_to() - model.horizon.count_from()).seconds();
        let runs = observed(model, || Density::new(model, weigh));
        let at = |channel: usize| runs.iter().map(|run| run.sums[channel] / seconds).collect::<Vec<f64>>();
        (0..model.channels.len()).map(|channel| mean(&at(channel), CONFIDENCE)).collect()
    }

    /// The same over all channels together.
    pub fn total(model: &Model, weigh: fn(&Visit) -> f64) -> Estimate {
        let seconds = (model.horizon.count_to() - model.horizon.count_from()).seconds();
        let runs = observed(model, || Density::new(model, weigh));
        let totals: Vec<f64> = runs.iter().map(|run| run.sums.iter().sum::<f64>() / seconds).collect();
        mean(&totals, CONFIDENCE)
    }
}

impl Observer for Density {
    fn visit(&mut self, visit: &Visit) {
        if visit.counted {
            self.sums[visit.channel.index()] += (self.weigh)(visit);
        }
    }

    fn trip(&mut self, _: &Trip) {}

    fn staff_hour(&mut self, _: &StaffHour) {}
}
