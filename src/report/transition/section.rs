//! The section of a run's report, and its charts as files.

use minijinja::context;
use minijinja::value::Value;

use super::super::chart::months::{Course, Line, Target, draw, month_name};
use super::super::chart::picture::Picture;
use super::super::chart::{WIDE, places};
use super::super::html::parts::{chart, table};
use super::{answer, marked, paragraph, tables};
use crate::experiment::measure::{Measure, Unit};
use crate::experiment::results::Results;
use crate::experiment::transition::{NormSeries, Series, Transition};
use crate::report::number;
use crate::report::table::{Cell, Table};
use crate::stats::interval::Estimate;

/// Teams in one chart.
const TEAMS: usize = 4;

/// `None` where nothing has a date.
pub fn section(results: &Results) -> Option<Value> {
    let transition = results.transition.as_ref().filter(|transition| transition.is_dated())?;
    let turned = transition.turned.as_ref();
    let shown = courses(results, transition).into_iter().map(|course| {
        context! {
            title => course.title.as_str(),
            chart => chart(|width| course.draw(transition, width)),
            table => table(&course.table(transition)),
        }
    });
    let (norms, others): (Vec<Value>, Vec<Value>) = {
        let all: Vec<Value> = shown.collect();
        let split = all.len().min(FIRST);
        (all[..split].to_vec(), all[split..].to_vec())
    };
    Some(context! {
        answer => answer::sentences(transition),
        cost => answer::cost(transition),
        courses => norms,
        others => others,
        events => table(&tables::events(transition, None)),
        changes => turned.map(|turned| table(&tables::changes(turned))),
        windows => turned.map(|turned| tables::windows(transition, turned)),
        seasons => turned.is_none_or(|turned| turned.turn.windows.are_whole_years()),
        norms => turned.map(|turned| table(&tables::norms(transition, turned, results.confidence))),
        savings => turned.and_then(|turned| Some(table(&tables::savings(transition, turned)?))),
        years => table(&tables::years(transition)),
        nearness => tables::nearness(transition).map(|nearness| table(&nearness)),
        maps => maps(transition),
        paragraph => paragraph::text(results),
    })
}

/// So many charts before the rest is folded away.
const FIRST: usize = 6;

/// A chart by month with its title.
pub struct Titled<'a> {
    pub title: String,
    what: String,
    unit: Unit,
    lines: Vec<(&'a str, Vec<Estimate>)>,
    target: Option<Target>,
}

impl Titled<'_> {
    pub fn draw(&self, transition: &Transition, width: f64) -> Picture {
        let lines = self.lines.iter().map(|(name, figures)| Line { name, figures }).collect();
        let course = Course {
            what: &self.what,
            unit: self.unit,
            months: &transition.months,
            lines,
            target: self.target.clone(),
            events: &marked(transition),
        };
        draw(&course, width)
    }

    fn table(&self, transition: &Transition) -> Table {
        let names =
            self.lines.iter().map(|(name, _)| (if self.lines.len() > 1 { *name } else { "waarde" }, ""));
        let columns: Vec<(&str, &str)> = std::iter::once(("maand", "")).chain(names).collect();
        let mut table = Table::new("maanden", &columns);
        for (month, (from, _)) in transition.months.iter().enumerate() {
            let figures = self.lines.iter().map(|(_, figures)| Cell::Figure(figures[month], self.unit));
            table.push(std::iter::once(Cell::Text(month_name(*from))).chain(figures));
        }
        table
    }
}

/// The mark, the chance of the goal, norms, how busy teams are.
fn courses<'a>(results: &Results, transition: &'a Transition) -> Vec<Titled<'a>> {
    let mut courses = Vec::new();
    let target = |value: f64| Target { value, name: format!("streefcijfer {}", number::number(value, 1)) };
    if let Some(mark) = transition.series.iter().find(|series| series.is_mark_of_all()) {
        courses.push(Titled {
            title: "Het cijfer".to_owned(),
            what: "gemiddeld cijfer".to_owned(),
            unit: Unit::Mark,
            lines: vec![("cijfer", mark.months.clone())],
            target: results.goal.map(target),
        });
    }
    courses.extend(transition.norms.iter().map(norm));
    let teams: Vec<&Series> =
        transition.series.iter().filter(|series| series.measure == Measure::Occupancy).collect();
    for (index, teams) in teams.chunks(TEAMS).enumerate() {
        let names: Vec<&str> = teams.iter().filter_map(|series| series.cut.team.as_deref()).collect();
        let title = match index {
            0 => "Hoe druk de teams het hebben".to_owned(),
            _ => format!("Hoe druk: {}", names.join(", ")),
        };
        courses.push(Titled {
            title,
            what: "bezettingsgraad".to_owned(),
            unit: Unit::Share,
            lines: names.iter().zip(teams).map(|(name, series)| (*name, series.months.clone())).collect(),
            target: None,
        });
    }
    if transition.goal_chance.iter().any(|chance| chance.is_finite()) {
        courses.push(Titled {
            title: "De kans op het streefcijfer".to_owned(),
            what: "kans op het streefcijfer".to_owned(),
            unit: Unit::Share,
            lines: vec![("kans", without_interval(&transition.goal_chance))],
            target: None,
        });
    }
    courses
}

fn norm(norm: &NormSeries) -> Titled<'_> {
    Titled {
        title: format!("Norm {}: {}", norm.name, norm.description),
        what: norm.description.clone(),
        unit: norm.unit,
        lines: vec![(&norm.name, norm.months.clone())],
        target: Some(Target { value: norm.target, name: tables::asked(norm) }),
    }
}

pub fn without_interval(values: &[f64]) -> Vec<Estimate> {
    let bare = |value: &f64| Estimate { value: *value, low: f64::NAN, high: f64::NAN, n: 0 };
    values.iter().map(bare).collect()
}

/// Where one can go at the start and, where that differs, at the end.
fn maps(transition: &Transition) -> Vec<Value> {
    let Some(places) = &transition.places else { return Vec::new() };
    let ends = [places.stretches.first(), places.stretches.last().filter(|_| places.stretches.len() > 1)];
    let map = |stretch: &crate::experiment::transition::Stretch| {
        context! {
            title => format!("Vanaf {}", super::super::words::date(stretch.from)),
            chart => chart(|width| places::draw(places, stretch, width)),
        }
    };
    ends.into_iter().flatten().map(map).collect()
}

/// Each with a name for its file.
pub fn charts(results: &Results) -> Vec<(String, Picture)> {
    let Some(transition) = results.transition.as_ref().filter(|transition| transition.is_dated()) else {
        return Vec::new();
    };
    let mut charts: Vec<(String, Picture)> = courses(results, transition)
        .into_iter()
        .map(|course| {
            let picture = course.draw(transition, WIDE).with_title(course.title.clone());
            (format!("maanden-{}", course.title), picture)
        })
        .collect();
    for stretch in transition.places.iter().flat_map(|places| &places.stretches) {
        let places = transition.places.as_ref().expect("its stretches");
        let title = format!("Nabijheid vanaf {}", super::super::words::date(stretch.from));
        charts.push((title.clone(), places::draw(places, stretch, WIDE).with_title(title)));
    }
    charts
}
