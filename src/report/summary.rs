//! `samenvatting.json`: the figures that a reader asks for first, for other programs.

use serde_json::{Map, Value, json};

use super::benchmarks;
use super::number;
use super::transition;
use super::validation;
use super::view::{self, Dimension};
use super::words;
use crate::experiment::measure::{Cut, Measure};
use crate::experiment::results::{NormResult, Results};
use crate::model::satisfaction::Term;
use crate::stats::interval::Estimate;

/// Shares are 0 ..= 1, times in seconds; what does not exist is `null`.
pub fn text(results: &Results) -> String {
    use Measure::*;
    let mut value = json!({
        "scenario": results.scenario,
        "van": results.period.0.to_string(),
        "tot": results.period.1.to_string(),
        "zaad": results.seed,
        "herhalingen": results.replications,
        "betrouwbaarheid": results.confidence,
        "onderbroken": results.interrupted,
        "nauwkeurigheid-gehaald": !results.imprecise,
        "klanten": results.n_customers,
        "nog-onderweg-aan-het-eind": results.n_still_open,
        "gemeten": validation::data(results),
        "normen": results.norms.iter().map(norm).collect::<Vec<_>>(),
        "vergelijkingen": results.benchmarks.iter().map(benchmark).collect::<Vec<_>>(),
        "kanalen": parts(
            results,
            Dimension::Channel,
            &[
                Offered,
                Served,
                WithinOffered,
                AbandonedShare,
                BlockedShare,
                ClosedOutShare,
                WaitServed,
                WaitAll,
                WaitServedP90,
            ],
        ),
        "teams": parts(results, Dimension::Team, &[Occupancy, PresentHours, OvertimeHours]),
        "klantreizen": parts(
            results,
            Dimension::Journey,
            &[Journeys, LeadTime, LeadTimeP90, CompletedShare, ContactsPerJourney, OneContactShare],
        ),
    });
    let marks = marks(results);
    if let (Some(marks), Value::Object(object)) = (marks, &mut value) {
        object.insert("cijfers".to_owned(), marks);
    }
    if let (Some(found), Value::Object(object)) = (&results.transition, &mut value) {
        object.insert("maanden".to_owned(), transition::summary(found));
    }
    format!("{value:#}\n")
}

fn norm(norm: &NormResult) -> Value {
    json!({
        "naam": norm.name,
        "eis": norm.description,
        "oordeel": words::verdict(norm.verdict),
        "streefwaarde": norm.target,
        "gemeten": norm.measured,
        "eenheid": number::unit_name(norm.unit),
        "richting": if norm.at_most { "hooguit" } else { "minstens" },
        "bereikt": estimate(norm.attained),
        "kans-per-dag": estimate(norm.days),
        "kans-per-maand": estimate(norm.months),
    })
}

fn benchmark(benchmark: &NormResult) -> Value {
    json!({
        "naam": benchmark.name,
        "bij-anderen": benchmark.target,
        "omschrijving": benchmark.description,
        "oordeel": benchmarks::verdict(benchmark.verdict),
        "eenheid": number::unit_name(benchmark.unit),
        "richting": if benchmark.at_most { "hooguit" } else { "minstens" },
        "bereikt": estimate(benchmark.attained),
        "verschil": benchmarks::distance(benchmark).map(estimate),
    })
}

/// Only where marks were given.
fn marks(results: &Results) -> Option<Value> {
    use Measure::*;
    let of = [Mark, HighMarkShare, LowMarkShare, Effort, MarkCeiling, MarkBand, GoalChance];
    let points = Term::ALL.iter().map(|term| Measure::points(*term)).chain([PointsInstrument]);
    let all: Map<String, Value> = of
        .into_iter()
        .chain(points)
        .filter_map(|measure| {
            Some((measure.id().to_owned(), estimate(results.get(measure, &Cut::default())?)))
        })
        .collect();
    results.get(Mark, &Cut::default()).filter(|mark| mark.value.is_finite())?;
    Some(json!({
        "streefcijfer": results.goal,
        "alle-klantreizen": all,
        "klantreizen": parts(results, Dimension::Journey, &of),
        "doelgroepen": parts(results, Dimension::Segment, &of),
        "contacten": parts(results, Dimension::Channel, &[Mark, HighMarkShare, LowMarkShare, Effort]),
    }))
}

fn parts(results: &Results, dimension: Dimension, measures: &[Measure]) -> Value {
    let mut parts = Map::new();
    for name in view::names(results, dimension) {
        let cut = dimension.cut(name);
        let figures = measures.iter().filter_map(|measure| {
            let figure = results.get(*measure, &cut)?;
            Some((measure.id().to_owned(), estimate(figure)))
        });
        parts.insert(name.to_owned(), Value::Object(figures.collect()));
    }
    Value::Object(parts)
}

fn estimate(estimate: Estimate) -> Value {
    json!({ "waarde": estimate.value, "laag": estimate.low, "hoog": estimate.high, "n": estimate.n })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_summary_is_json_with_points_and_nulls() {
        let mut results = sample::results();
        results.norms[0].months.low = f64::NAN;
        let value: Value = serde_json::from_str(&text(&results)).unwrap();
        assert_eq!(value["kanalen"]["telefoon"]["aanbod"]["waarde"], 49_284.0);
        assert_eq!(value["normen"][0]["oordeel"], "niet gehaald");
        assert!(value["normen"][0]["kans-per-maand"]["laag"].is_null());
    }
}
