//! The page: its first side of paper is the advice.

use minijinja::context;
use minijinja::value::Value;

use super::{Shown, answer, tables};
use crate::experiment::measure::Measure;
use crate::experiment::results::{Comparison, NormResult};
use crate::report::chart::effects::{self, Row};
use crate::report::chart::frontier::{self, Point};
use crate::report::html::parts::{certainty, chart, table};
use crate::report::html::render;
use crate::report::{benchmarks, comparison, number, ranking, validation, words};

/// Changes of an option that are told at once; the others stand folded.
const MOST_CHANGES: usize = 12;

pub fn page(shown: &Shown) -> String {
    let choice = shown.choice;
    let base = &choice.results[0];
    let notices = choice.results.iter().flat_map(words::notices).take(1).chain(validation::notice(base));
    let title = match choice.results.len() {
        2 => format!("{} tegen {}", shown.name(1), shown.name(0)),
        n => format!("{}: {} opties", shown.name(0), n - 1),
    };
    let groups = [(Measure::Mark, "Cijfer"), tables::wait(shown)];
    let groups = groups.map(|(measure, title)| (title, tables::groups(shown, measure)));
    let groups = groups.iter().filter(|(_, table)| !table.is_empty());
    render(
        "choice.html",
        context! {
            title,
            about => words::about_all(&choice.results),
            notices => notices.collect::<Vec<_>>(),
            answer => answer(shown),
            decision => table(&tables::decision(shown)),
            adjusted => shown.adjusted(),
            best_note => best_note(shown),
            headline => tables::headline(&choice.headline),
            effects => effects(shown),
            frontier => frontier(shown),
            guards => table(&tables::guards(shown)),
            changes => shown.changes.iter().enumerate().map(|(variant, changes)| {
                let texts: Vec<String> = changes.iter().map(super::Change::text).collect();
                let (first, more) = texts.split_at(texts.len().min(MOST_CHANGES));
                context! { name => shown.name(variant + 1), changes => first.to_vec(), more => more.to_vec() }
            }).collect::<Vec<_>>(),
            groups => groups.map(|(title, of)| context! { title => *title, table => table(of) }).collect::<Vec<_>>(),
            costs => table(&tables::costs(shown)),
            bundles => shown.bundles.iter().map(|(name, bundle)| {
                context! { name, around => ranking::around(bundle), table => table(&ranking::steps(bundle)) }
            }).collect::<Vec<_>>(),
            differences => choice.comparisons.iter().zip(1..).map(|(found, index)| differences(shown.name(index), found)).collect::<Vec<_>>(),
            pairing => tables::pairing(shown),
            certainty => certainty(base),
        },
    )
}

/// How the best of all was told.
fn best_note(shown: &Shown) -> Option<&'static str> {
    let is_compared = shown.choice.selection.is_none() && shown.choice.results.len() > 2;
    is_compared.then_some(
        "Of een optie de beste van alle kan zijn: meervoudig vergelijken met de beste (Hsu), op gepaarde verschillen.",
    )
}

/// The headline of each variant against the base.
fn effects(shown: &Shown) -> Option<Value> {
    let row = |index: usize| {
        let difference = shown.choice.effects[index]?.difference;
        let name = format!("{} · {}", tables::letter(index), shown.name(index));
        difference.value.is_finite().then_some(Row { name, difference, verdict: shown.verdict(index)? })
    };
    let rows: Vec<Row> = (1..shown.choice.results.len()).filter_map(row).collect();
    let (what, unit) = (tables::headline(&shown.choice.headline), shown.choice.headline.unit());
    (!rows.is_empty()).then(|| chart(|width| effects::draw(&what, unit, &rows, width)))
}

/// Costs against the headline; nothing where no two options cost different money.
fn frontier(shown: &Shown) -> Option<Value> {
    let choice = shown.choice;
    let point = |index: usize| {
        let (value, cost) = (shown.headline(index)?.value, choice.costs[index].per_year.value);
        let letter = tables::letter(index);
        let is_dominated = choice.dominated[index].is_some();
        (value.is_finite() && cost.is_finite()).then_some(Point { letter, cost, value, is_dominated })
    };
    let points: Vec<Point> = (0..choice.results.len()).filter_map(point).collect();
    let differs = points.iter().any(|point| (point.cost - points[0].cost).abs() >= 0.5);
    let (what, headline) = (tables::headline(&choice.headline), &choice.headline);
    (differs && points.len() > 2)
        .then(|| chart(|width| frontier::draw(&what, headline.unit(), headline.good(), &points, width)))
}

fn differences(name: &str, found: &Comparison) -> Value {
    let norm = |(base, variant): &(NormResult, NormResult)| norm_change(base, variant);
    let benchmarks = found.benchmarks.iter().map(|(base, variant)| benchmarks::change(base, variant));
    context! {
        name,
        norms => found.norms.iter().map(norm).chain(benchmarks).collect::<Vec<_>>(),
        table => table(&comparison::differences(found)),
        rest => comparison::rest(found),
    }
}

fn norm_change(base: &NormResult, variant: &NormResult) -> String {
    format!(
        "Norm {}: nu {} ({}), dan {} ({}).",
        base.name,
        words::verdict(base.verdict),
        number::value(base.attained.value, base.unit),
        words::verdict(variant.verdict),
        number::value(variant.attained.value, variant.unit),
    )
}
