//! Options side by side: one page to decide by, two sides of paper, and the rest to explore.

mod nearby;
mod overview;
mod promises;
mod verdicts;

use minijinja::context;
use minijinja::value::Value;

use super::super::chart::months::{Course, Line, Target, draw, month_name};
use super::super::html::parts::{chart, table as shown};
use super::super::html::render;
use super::answer;
use super::section::without_interval;
use super::{Flips, marked, paragraph, tables};
use crate::experiment::measure::Unit;
use crate::experiment::results::Results;
use crate::experiment::transition::{NormSeries, Series, Transition, Turned};
use crate::report::table::{Cell, Table};
use crate::report::{number, validation, words};
use crate::stats::interval::Estimate;
use overview::groups;
use promises::{costs, least_kept, norms, workload};
use verdicts::verdicts;

pub use overview::overview;

/// Norms that fit on the second page of paper, beside five options.
const PRINTED_NORMS: usize = 5;

/// One option: its name, and what came of it.
pub struct Side<'a> {
    pub name: &'a str,
    pub results: &'a Results,
}

impl<'a> Side<'a> {
    fn transition(&self) -> &'a Transition {
        self.results.transition.as_ref().expect("only options with months are put side by side")
    }

    fn turned(&self) -> Option<&'a Turned> {
        self.transition().turned.as_ref()
    }
}

/// What options are called, the base first: as their scenarios say, without what these have in common.
pub fn names<'a>(all: &[&'a Results]) -> Vec<&'a str> {
    let whole: Vec<&str> = all.iter().map(|results| results.scenario.as_str()).collect();
    let mut names = words::short_names(&whole);
    // a base that is called as all begin is what the others are compared with
    let is_stem = names.iter().zip(&whole).skip(1).any(|(name, whole)| name.len() < whole.len());
    if is_stem && names[0] == whole[0] {
        let is_merger = all[0].transition.as_ref().is_some_and(|it| it.plan.merger.is_some());
        names[0] = if is_merger { "het plan" } else { "de basis" };
    }
    names
}

/// The options that have months and a turn; `None` where fewer than two do.
pub fn sides<'a>(all: &[&'a Results]) -> Option<Vec<Side<'a>>> {
    let turns = |side: &Side| side.results.transition.as_ref().is_some_and(|it| it.turned.is_some());
    let all = names(all).into_iter().zip(all).map(|(name, results)| Side { name, results });
    let sides: Vec<Side> = all.filter(turns).collect();
    (sides.len() > 1).then_some(sides)
}

/// The page; the first side is the base. `flips`: what would turn their order, in sentences.
pub fn page(sides: &[Side], flips: &Flips) -> String {
    let names: Vec<String> = sides.iter().map(|side| side.name.to_owned()).collect();
    let first = &sides[0];
    let transition = first.transition();
    let (lasting, ended): (Vec<&NormSeries>, Vec<_>) =
        least_kept(sides).into_iter().partition(|norm| norm.is_lasting);
    let mut printed = lasting;
    let n_norms = printed.len();
    let mut rest = printed.split_off(printed.len().min(PRINTED_NORMS));
    rest.extend(ended);
    render(
        "options.html",
        context! {
            title => format!("{} opties naast elkaar", sides.len()),
            names,
            about => words::about(first.results),
            answer => verdicts(sides),
            mark => mark(sides),
            overview => shown(&overview(sides)),
            groups => shown(&groups(sides)),
            norms => shown(&norms(sides, &printed)),
            other_norms => (!rest.is_empty()).then(|| shown(&norms(sides, &rest))),
            n_norms,
            costs => shown(&costs(sides)),
            workload => shown(&workload(sides)),
            courses => courses(sides),
            nearness => nearby::section(sides),
            reality => reality(first.results),
            events => events(sides),
            is_merger => transition.plan.merger.is_some(),
            before => super::span(&transition.months, &first.turned().expect("sides turn").turn.windows.before),
            conditions => sides.iter().filter_map(conditions).collect::<Vec<_>>(),
            open => flips.open.clone(),
            turning => flips.turning.clone(),
            n_steady => flips.n_steady,
            leads => flips.leads.as_ref().map(shown),
            flips_about => flips.about.as_str(),
            paragraphs => sides.iter().map(|side| {
                context! { name => side.name, parts => paragraph::text(side.results) }
            }).collect::<Vec<_>>(),
        },
    )
}

/// What is known of what really happened; `None` where nothing was measured.
fn reality(results: &Results) -> Option<Value> {
    (!results.validations.is_empty()).then(|| {
        context! {
            answer => validation::answer(results),
            table => shown(&validation::table(results)),
            sources => validation::sources(results),
            note => validation::NOTE,
        }
    })
}

fn mark(sides: &[Side]) -> Option<Value> {
    let all: Vec<(&str, &Series)> = sides
        .iter()
        .filter_map(|side| Some((side.name, side.transition().series.iter().find(|it| it.is_mark_of_all())?)))
        .collect();
    let goal = sides[0].results.goal;
    let target =
        goal.map(|value| Target { value, name: format!("streefcijfer {}", number::number(value, 1)) });
    let lines: Vec<(&str, &[Estimate])> = all.iter().map(|(name, series)| (*name, &*series.months)).collect();
    (!lines.is_empty()).then(|| course(sides[0].transition(), "gemiddeld cijfer", Unit::Mark, &lines, target))
}

fn course(
    transition: &Transition,
    what: &str,
    unit: Unit,
    lines: &[(&str, &[Estimate])],
    target: Option<Target>,
) -> Value {
    let events: Vec<_> = marked(transition).into_iter().filter(|event| event.name.is_some()).collect();
    let picture = |width| {
        draw(
            &Course {
                what,
                unit,
                months: &transition.months,
                lines: lines.iter().map(|(name, figures)| Line { name, figures }).collect(),
                target: target.clone(),
                events: &events,
            },
            width,
        )
    };
    let columns: Vec<(&str, &str)> =
        std::iter::once(("maand", "")).chain(lines.iter().map(|(name, _)| (*name, ""))).collect();
    let mut table = Table::new("maanden", &columns);
    for (month, (from, _)) in transition.months.iter().enumerate() {
        let cells = lines.iter().map(|(_, figures)| match figures.get(month) {
            Some(figure) => Cell::Figure(*figure, unit),
            None => Cell::Empty,
        });
        table.push(std::iter::once(Cell::Text(month_name(*from))).chain(cells));
    }
    context! { title => what, chart => chart(picture), table => shown(&table) }
}

/// From when what must hold does.
fn conditions(side: &Side) -> Option<Value> {
    let text = answer::conditions(side.transition());
    (!text.is_empty()).then(|| context! { name => side.name, text })
}

/// Chance of the goal, and each norm that all options have.
fn courses(sides: &[Side]) -> Vec<Value> {
    let first = sides[0].transition();
    let chances: Vec<(&str, Vec<Estimate>)> =
        sides.iter().map(|side| (side.name, without_interval(&side.transition().goal_chance))).collect();
    let lines: Vec<(&str, &[Estimate])> = chances.iter().map(|(name, figures)| (*name, &**figures)).collect();
    let has_chance = lines.iter().any(|(_, figures)| !figures.is_empty());
    let chance = has_chance.then(|| course(first, "kans op het streefcijfer", Unit::Share, &lines, None));
    let norms = first.norms.iter().map(|norm| {
        let lines: Vec<(&str, &[Estimate])> = sides
            .iter()
            .filter_map(|side| {
                let own = side.transition().norms.iter().find(|own| own.name == norm.name)?;
                Some((side.name, &*own.months))
            })
            .collect();
        let target = Target { value: norm.target, name: tables::asked(norm) };
        course(first, &format!("{}: {}", norm.name, norm.description), norm.unit, &lines, Some(target))
    });
    chance.into_iter().chain(norms).collect()
}

/// What begins when: of the base, then of each other what the base has not.
fn events(sides: &[Side]) -> Vec<Value> {
    let base = sides[0].transition();
    let others = sides[1..].iter().map(|side| (side.name, tables::events(side.transition(), Some(base))));
    let others = others.filter(|(_, table)| table.n_rows() > 0);
    let all = std::iter::once((sides[0].name, tables::events(base, None))).chain(others);
    all.map(|(name, table)| context! { name, table => shown(&table) }).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::experiment::{self, Control};
    use crate::model::compile::compile;
    use crate::scenario::load_text;

    #[test]
    fn norms_that_are_kept_least_come_first() {
        let text = "
periode: { van: 2024-01-01, tot: 2024-12-31, aanloop: 0 dagen }
tevredenheid: nee
onderzoek: { herhalingen: 3 }
kanalen: { telefoon: { soort: gesprek } }
teams: { kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 4 } } } }
klantreizen:
  vraag: { vraag: { aantal: 40000 per jaar }, stappen: { bellen: { contact: telefoon } } }
normen:
  ruim: { meet: wachttijd, kanaal: telefoon, binnen: 1 uur, aandeel: 50% }
  nooit: { meet: wachttijd, kanaal: telefoon, binnen: 1 s, aandeel: 100% }
maatregelen:
  later: { vanaf: 2024-06-01, wijzig: { teams.kcc.tijdfactor: keer 1.01 } }
";
        let loaded = load_text("proef.yaml", text);
        let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", loaded.render(false)));
        let control = Control { stop: &AtomicBool::new(false), progress: &|_, _| {} };
        let results = experiment::simulate(&compile(scenario), &control);
        let sides = sides(&[&results, &results]).expect("both turn");
        let names: Vec<&str> = least_kept(&sides).into_iter().map(|norm| norm.name.as_str()).collect();
        assert_eq!(names, ["nooit", "ruim"]);
        assert!(
            !page(&sides, &Flips::default()).contains("alle staan op het scherm"),
            "two norms fit on paper"
        );
    }
}
