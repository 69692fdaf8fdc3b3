//! What an experiment found: figures with their intervals, norms with their verdicts, comparisons.

use jiff::civil::Date;

use crate::experiment::measure::{Cut, Measure, Unit};
use crate::experiment::transition::Transition;
use crate::model::measured::Bound;
use crate::stats::interval::{Estimate, Paired};
use crate::stats::quantile::Histogram;

/// One figure over all replications.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub measure: Measure,
    pub cut: Cut,
    /// NaN where nothing was observed.
    pub estimate: Estimate,
    /// The same of each replication, in their order; none of what is only told of all together.
    pub values: Vec<f64>,
}

/// The findings on one scenario.
#[derive(Clone, Debug)]
pub struct Results {
    pub scenario: String,
    /// First and last counted day.
    pub period: (Date, Date),
    /// Days played before and not counted, where a pilot run said how many.
    pub warm_up_found: Option<i64>,
    pub seed: u64,
    pub replications: u32,
    /// Of every interval.
    pub confidence: f64,
    /// Whether the run was interrupted, so that there are fewer replications than asked.
    pub interrupted: bool,
    /// Whether more customers were present at once than fit, so that the figures say nothing.
    pub overfull: bool,
    /// Precision asked for and not reached at the greatest number of replications.
    pub imprecise: bool,
    /// The mark that is aimed at; `None`: no marks are given.
    pub goal: Option<f64>,
    /// In a fixed order: the total first, then by cut; doubt about the formula of marks last.
    pub figures: Vec<Figure>,
    pub norms: Vec<NormResult>,
    /// What others reach, and how far from it one stands.
    pub benchmarks: Vec<NormResult>,
    /// Figures of reality beside those that were played out.
    pub validations: Vec<Validation>,
    pub channels: Vec<ChannelWaits>,
    /// Journeys of more than one step, in the order of the file.
    pub maps: Vec<JourneyMap>,
    /// Channels with appointments or a stock.
    pub years: Vec<ChannelYear>,
    /// Month by month; none of a short period, or where nobody remembers and nothing has a date.
    pub transition: Option<Transition>,
    /// Customers whose journey started in the counted days, over all replications.
    pub n_customers: u64,
    /// Journeys still under way at the end, over all replications.
    pub n_still_open: u64,
}

impl Results {
    /// The estimate of a measure over a part of the service.
    pub fn get(&self, measure: Measure, cut: &Cut) -> Option<Estimate> {
        let found = self.figures.iter().find(|figure| figure.measure == measure && figure.cut == *cut);
        found.map(|figure| figure.estimate)
    }
}

/// Waits at one channel pooled over replications, for pictures only.
#[derive(Clone, Debug)]
pub struct ChannelWaits {
    pub channel: String,
    /// Seconds within which a contact is in time.
    pub threshold: f64,
    pub served: Histogram,
    /// Of those who were not helped.
    pub lost: Histogram,
}

/// A journey step by step.
#[derive(Clone, Debug)]
pub struct JourneyMap {
    pub journey: String,
    /// In the order of the file.
    pub steps: Vec<StepResult>,
    /// Places of two steps, and the share of those who come to the first that go to the second.
    pub routes: Vec<(usize, usize, f64)>,
}

/// One step of a journey; a figure is NaN where there is nothing to tell.
#[derive(Clone, Debug)]
pub struct StepResult {
    pub name: String,
    /// Where it takes place: the channels of its contacts that were used, each with its share of them, the most used
    /// first; of work the team.
    pub channels: Vec<(String, f64)>,
    /// Of journeys, those that come here at least once.
    pub share: Estimate,
    /// Seconds from coming to leaving, of each pass.
    pub time: Estimate,
    /// Seconds, of contacts that were served.
    pub wait: Estimate,
    pub handling: Estimate,
    /// Contacts that are passed on, over those served.
    pub handed_on: Estimate,
    /// Of journeys, those that end here without help.
    pub given_up: Estimate,
    /// Mean mark of contacts.
    pub mark: Estimate,
}

/// A channel week by week.
#[derive(Clone, Debug)]
pub struct ChannelYear {
    pub channel: String,
    /// First day of each week.
    pub weeks: Vec<Date>,
    /// Contacts that lay waiting at the end of each week; empty where there is no stock.
    pub stock: Vec<Estimate>,
    /// Working days to an appointment asked for in each week; empty where there are none.
    pub access: Vec<Estimate>,
}

#[derive(Clone, Debug)]
pub struct NormResult {
    pub name: String,
    /// As a sentence: "80% van telefoon binnen 30 s, van aangeboden".
    pub description: String,
    /// What was attained, in `unit`.
    pub attained: Estimate,
    pub target: f64,
    /// What was measured in reality, where the scenario says so.
    pub measured: Option<f64>,
    /// Of `attained`, `target` and `measured`.
    pub unit: Unit,
    /// Whether `attained` must be at most `target` (else at least).
    pub at_most: bool,
    /// Probability that a day with anything to measure meets the norm.
    pub days: Estimate,
    /// The same of a calendar month.
    pub months: Estimate,
    pub verdict: NormVerdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NormVerdict {
    Met,
    Missed,
    /// The interval holds the target, or there is no interval.
    Uncertain,
}

/// A figure that was measured in reality against the one that was played out.
#[derive(Clone, Debug)]
pub struct Validation {
    pub name: String,
    pub measure: Measure,
    pub cut: Cut,
    /// Of a share within a time: "binnen 30 s, van aangeboden".
    pub limit: Option<String>,
    pub unit: Unit,
    /// The played days that it is about, where these are not all, and those that it is held against.
    pub window: Option<(Date, Date)>,
    pub against: Option<(Date, Date)>,
    /// NaN where nothing was seen.
    pub simulated: Estimate,
    /// For as many days as were played out; its bounds are its value where no doubt is known.
    pub measured: Estimate,
    /// What was measured is a bound.
    pub bound: Option<Bound>,
    /// Days measured and days played out, of a count over a period of another length.
    pub days: Option<(f64, f64)>,
    /// Simulated − measured, with the doubt of both.
    pub difference: Estimate,
    /// What it may lie off, to either side.
    pub tolerance: f64,
    pub agreement: Agreement,
    pub period: Option<(Date, Date)>,
    pub source: Option<String>,
    /// The scenario was fitted to it, so that agreement proves nothing.
    pub is_fitted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    Agrees,
    Deviates,
    Unclear(Unclear),
}

/// Why it cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// The interval of the difference reaches over the tolerance.
    TooWide,
    NoInterval,
    NothingSeen,
    /// A count over a period of another length and season.
    OtherSeason,
}

/// One figure of two scenarios on common random numbers.
#[derive(Clone, Debug)]
pub struct Compared {
    pub measure: Measure,
    pub cut: Cut,
    pub base: Estimate,
    pub variant: Estimate,
    pub paired: Paired,
    pub verdict: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Better,
    Worse,
    /// More or less of something that is neither good nor bad by itself.
    Different,
    NotToBeToldApart,
}

/// A variant against the base, for the figures that both have.
#[derive(Clone, Debug)]
pub struct Comparison {
    pub base: String,
    pub variant: String,
    /// That both have.
    pub replications: u32,
    pub rows: Vec<Compared>,
    /// Norms of the variant and of the base of the same name.
    pub norms: Vec<(NormResult, NormResult)>,
    pub benchmarks: Vec<(NormResult, NormResult)>,
}
