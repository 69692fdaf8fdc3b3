//! Months and turns for other programs: rows of `metingen.csv`, a part of `samenvatting.json`.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::part;
use crate::experiment::measure::{Cut, Unit};
use crate::experiment::transition::{After, Kept, Since, Transition};
use crate::report::words;
use crate::stats::interval::Estimate;

/// A figure of one month.
pub struct Monthly<'a> {
    pub name: String,
    pub cut: &'a Cut,
    pub unit: Unit,
    pub month: (Date, Date),
    pub estimate: Estimate,
}

static EVERYTHING: Cut = Cut {
    channel: None,
    journey: None,
    segment: None,
    team: None,
    village: None,
    location: None,
    weekday: None,
    hour: None,
};

/// Every figure that exists, month by month; norms by their names.
pub fn measurements(transition: &Transition) -> Vec<Monthly<'_>> {
    let series = transition
        .series
        .iter()
        .map(|series| (series.measure.id().to_owned(), &series.cut, series.measure.unit(), &series.months));
    let norms = transition
        .norms
        .iter()
        .map(|norm| (format!("norm.{}", norm.name), &EVERYTHING, norm.unit, &norm.months));
    let rows = series.chain(norms).flat_map(|(name, cut, unit, figures)| {
        let known = transition.months.iter().zip(figures).filter(|(_, figure)| figure.value.is_finite());
        known.map(move |(month, estimate)| Monthly {
            name: name.clone(),
            cut,
            unit,
            month: *month,
            estimate: *estimate,
        })
    });
    rows.collect()
}

/// The turn and what came of it; null where nothing turns.
pub fn summary(transition: &Transition) -> Value {
    let month = |month: Option<usize>| month.map(|month| transition.months[month].0.to_string());
    let since = |since: &Since| {
        json!({
            "deel-van-de-herhalingen": since.share.value,
            "vanaf": month(since.median),
            "vroegst": since.low.and_then(month),
            "laatst": since.high.and_then(month),
        })
    };
    let kept = |kept: &Kept| {
        let mut row = since(&kept.since);
        row["maanden-gehaald"] = estimate(kept.met);
        row["maanden-te-beoordelen"] = json!(kept.judged);
        row
    };
    let after = |after: &After| {
        json!({
            "cijfer": estimate(after.mark),
            "verschil": estimate(after.paired.difference),
            "oordeel": words::comparison(after.verdict),
        })
    };
    let turned = transition.turned.as_ref().map(|turned| {
        let dip = turned.dip.as_ref().map(|dip| {
            json!({
                "cijfer-ervoor": estimate(dip.baseline),
                "diepte": estimate(dip.depth),
                "lengte-in-maanden": estimate(dip.length),
                "terug": since(&dip.recovery),
            })
        });
        let norms = transition.norms.iter().zip(&turned.norms);
        let norms: serde_json::Map<String, Value> =
            norms.map(|(norm, holds)| (norm.name.clone(), kept(holds))).collect();
        let changes = turned.changes.iter().map(|change| {
            json!({
                "wie": part(&change.part),
                "ervoor": estimate(change.before),
                "eerste-jaar": after(&change.first),
                "laatste-jaar": after(&change.last),
            })
        });
        json!({
            "dag": turned.turn.day.to_string(),
            "fusie": turned.turn.is_merger,
            "dip": dip,
            "normen-houden-stand": norms,
            "voor-en-na": changes.collect::<Vec<_>>(),
        })
    });
    let years = transition.years.iter().map(|year| {
        json!({
            "jaar": year.year,
            "dagen": year.days,
            "uren-van-teams": estimate(year.staff),
            "eenmalig": year.once,
            "structureel": year.structural,
            "frictie": year.friction,
        })
    });
    let chances = transition.months.iter().zip(&transition.goal_chance);
    json!({
        "keerpunt": turned,
        "kosten": years.collect::<Vec<_>>(),
        "kans-op-streefcijfer": chances
            .map(|((from, _), chance)| json!({ "maand": from.to_string(), "kans": chance }))
            .collect::<Vec<_>>(),
    })
}

fn estimate(estimate: Estimate) -> Value {
    json!({ "waarde": estimate.value, "laag": estimate.low, "hoog": estimate.high, "n": estimate.n })
}
