//! `rapport.html`: one page that needs nothing from outside, answer first.

use std::sync::LazyLock;

use minijinja::value::Value;
use minijinja::{Environment, context};

use super::chart::picture::Picture;
use super::chart::{
    NARROW, WIDE, dots, journey_map, norms, occupancy, wait_distribution, waits_by_hour, waterfall, weeks,
};
use super::table::{Cell, Table};
use super::view::{self, Dimension};
use super::{Footing, Run, comparison, marks, method, number, tables, transition, validation, words};
use crate::experiment::measure::Unit;
use crate::experiment::results::{ChannelWaits, ChannelYear, Comparison, JourneyMap, NormResult, Results};
use crate::scenario::Shown;

/// Names end in `.html`, so that every text from a user is escaped.
static PAGES: LazyLock<Environment> = LazyLock::new(|| {
    let mut pages = Environment::new();
    for (name, source) in [
        ("parts.html", include_str!("../../assets/report/parts.html")),
        ("run.html", include_str!("../../assets/report/run.html")),
        ("method.html", include_str!("../../assets/report/method.html")),
        ("transition.html", include_str!("../../assets/report/transition.html")),
        ("options.html", include_str!("../../assets/report/options.html")),
        ("comparison.html", include_str!("../../assets/report/comparison.html")),
    ] {
        pages.add_template(name, source).expect("our own template is well-formed");
    }
    pages.add_global(
        "style",
        Value::from_safe_string(include_str!("../../assets/report/style.css").to_owned()),
    );
    pages.add_global("version", env!("CARGO_PKG_VERSION"));
    pages
});

/// The report on one run.
pub fn run(results: &Results, footing: &Footing) -> String {
    let channels = channels_with_waits(results).map(|waits| channel(results, waits));
    let teams = view::names(results, Dimension::Team).into_iter().filter_map(|name| team(results, name));
    let groups =
        [(Dimension::Segment, "doelgroep"), (Dimension::Village, "kern"), (Dimension::Location, "locatie")];
    let groups =
        groups.into_iter().filter_map(|(dimension, title)| tables::groups(results, dimension, title));
    let norms = (!results.norms.is_empty()).then(|| chart(|width| norms::draw(&results.norms, width)));
    let points =
        marks::waterfall(results).map(|(begin, terms)| chart(|width| waterfall::draw(begin, &terms, width)));
    let notices = words::notices(results).into_iter().chain(footing.warnings.iter().map(|text| quoted(text)));
    render(
        "run.html",
        context! {
            title => results.scenario.as_str(),
            about => words::about(results),
            answer => words::answer(results),
            worst_hour => words::worst_hour(results),
            notices => notices.collect::<Vec<_>>(),
            validated => validation::answer(results).iter().map(|text| quoted(text)).collect::<Vec<_>>(),
            validation_table => table(&validation::table(results)),
            validation_sources => validation::sources(results),
            validation_note => validation::NOTE,
            norms => results.norms.iter().map(norm).collect::<Vec<_>>(),
            norms_chart => norms,
            channels_table => table(&tables::channels(results)),
            channels => channels.collect::<Vec<_>>(),
            teams_table => table(&tables::teams(results)),
            teams => teams.collect::<Vec<_>>(),
            journeys_table => table(&tables::journeys(results)),
            groups => groups.map(|group| table(&group)).collect::<Vec<_>>(),
            marks_answer => marks::answer(results),
            costs => marks::costs(results),
            points_chart => points,
            mark_groups => mark_groups(results),
            years => results.years.iter().flat_map(year).collect::<Vec<_>>(),
            transition => transition::section(results),
            maps => results.maps.iter().map(map).collect::<Vec<_>>(),
            marks_table => table(&marks::journeys(results)),
            contact_marks_table => table(&marks::contacts(results)),
            points_table => table(&marks::points(results)),
            certainty => certainty(results),
            defaults => footing.defaults.iter().map(shown).collect::<Vec<_>>(),
            n_assumptions => footing.defaults.iter().filter(|shown| is_assumption(shown)).count(),
            given => footing.given.iter().map(shown).collect::<Vec<_>>(),
        },
    )
}

/// How a run was made.
pub fn method(run: &Run) -> String {
    let items = method::items(run);
    let parts = (1..).zip(method::PARTS).map(|(number, title): (u32, &str)| {
        let prefix = format!("{number}.");
        let items = items.iter().filter(|item| item.number.starts_with(&prefix));
        let items = items.map(|item| {
            context! { number => item.number, title => item.title, text => item.text.iter().map(|text| quoted(text)).collect::<Vec<_>>() }
        });
        context! { title, items => items.collect::<Vec<_>>() }
    });
    render(
        "method.html",
        context! {
            title => run.results.scenario.as_str(),
            about => words::about(run.results),
            parts => parts.collect::<Vec<_>>(),
        },
    )
}

/// The report on a variant against a base; the results of both, the base first.
pub fn comparison(results: [&Results; 2], found: &Comparison) -> String {
    let [base, _] = results;
    let notices = results.into_iter().flat_map(words::notices).take(1).chain(validation::notice(base));
    render(
        "comparison.html",
        context! {
            title => format!("{} tegen {}", found.variant, found.base),
            about => words::about(base),
            notices => notices.collect::<Vec<_>>(),
            answer => comparison::answer(found),
            table => table(&comparison::differences(found)),
            rest => comparison::rest(found),
            certainty => certainty(base),
        },
    )
}

/// Channels at which somebody waited: those that have waits to show.
pub fn channels_with_waits(results: &Results) -> impl Iterator<Item = &ChannelWaits> {
    let is_waited = |waits: &&ChannelWaits| {
        let longest = waits.served.quantile(1.0).unwrap_or(0.0);
        longest > 0.0 || waits.lost.count() > 0
    };
    results.channels.iter().filter(is_waited).filter(|waits| !view::day(results, &waits.channel).is_empty())
}

pub(super) fn render(name: &str, context: Value) -> String {
    let page = PAGES.get_template(name).expect("one of our own");
    page.render(context).expect("our own template asks for what it is given")
}

fn channel(results: &Results, waits: &ChannelWaits) -> Value {
    let hours = view::day(results, &waits.channel);
    context! {
        name => waits.channel.as_str(),
        by_hour => chart(|width| waits_by_hour::draw(&waits.channel, waits.threshold, &hours, width)),
        by_hour_table => table(&tables::hours(results, &waits.channel)),
        waits => chart(|width| wait_distribution::draw(waits, width)),
        waits_table => table(&wait_distribution::table(waits)),
    }
}

fn team(results: &Results, name: &str) -> Option<Value> {
    let week = view::week(results, name)?;
    Some(context! {
        name,
        chart => chart(|width| occupancy::draw(name, &week, width)),
        table => table(&tables::week(&week)),
    })
}

/// Marks of segments and of villages, each with a table behind it.
fn mark_groups(results: &Results) -> Vec<Value> {
    let Some(goal) = results.goal else { return Vec::new() };
    let dimensions = [(Dimension::Segment, "doelgroep"), (Dimension::Village, "kern")];
    let groups = dimensions.into_iter().map(|(dimension, what)| (what, marks::groups(results, dimension)));
    let groups = groups.filter(|(_, rows)| !rows.is_empty()).map(|(what, rows)| {
        let mut figures = Table::new("cijfers", &[(what, ""), ("cijfer", "")]);
        for (name, mark) in &rows {
            figures.push([Cell::text(name), Cell::Figure(*mark, Unit::Mark)]);
        }
        context! {
            what,
            chart => chart(|width| dots::draw(what, &rows, goal, width)),
            table => table(&figures),
        }
    });
    groups.collect()
}

/// What lay waiting and how far ahead appointments were, as far as a channel has them.
fn year(year: &ChannelYear) -> Vec<Value> {
    let kinds = [
        (&year.stock, format!("{}: wat aan het eind van de week ligt te wachten", year.channel)),
        (&year.access, format!("{}: werkdagen tot een afspraak", year.channel)),
    ];
    let shown = kinds.into_iter().filter(|(figures, _)| !figures.is_empty()).map(|(figures, title)| {
        let mut rows = Table::new("weken", &[("week van", ""), ("aantal", "")]);
        for (week, figure) in year.weeks.iter().zip(figures) {
            rows.push([Cell::Text(words::date(*week)), Cell::Figure(*figure, Unit::Count)]);
        }
        context! {
            title => title.as_str(),
            chart => chart(|width| weeks::draw(&title, &year.weeks, figures, width)),
            table => table(&rows),
        }
    });
    shown.collect()
}

fn map(map: &JourneyMap) -> Value {
    context! {
        name => map.journey.as_str(),
        chart => chart(|width| journey_map::draw(map, width)),
        table => table(&journey_map::table(map)),
        has_marks => map.steps.iter().any(|step| step.mark.value.is_finite()),
    }
}

/// A chart for a page and one for a telephone.
pub(super) fn chart(draw: impl Fn(f64) -> Picture) -> Value {
    let (wide, narrow) = (draw(WIDE), draw(NARROW));
    context! {
        description => wide.description.as_str(),
        wide => Value::from_safe_string(wide.svg()),
        narrow => Value::from_safe_string(narrow.svg()),
    }
}

pub(super) fn table(table: &Table) -> Value {
    let head = table.columns.iter().enumerate().map(|(place, column)| {
        let right = place > 0 && column.is_numeric();
        context! { title => column.title(), right }
    });
    let rows = (0..table.n_rows()).map(|index| table.row(index).map(cell).collect::<Vec<_>>());
    context! { head => head.collect::<Vec<_>>(), rows => rows.collect::<Vec<_>>() }
}

fn cell(cell: &Cell) -> Value {
    let (value, bounds) = match cell {
        Cell::Empty => (number::NONE.to_owned(), None),
        Cell::Text(text) => match text.split_once('\n') {
            Some((value, bounds)) => (value.to_owned(), Some(bounds.to_owned())),
            None => (text.clone(), None),
        },
        Cell::Number(value) => (number::number(*value, 2), None),
        Cell::Figure(estimate, unit) => {
            (number::value(estimate.value, *unit), number::bounds(*estimate, *unit))
        }
    };
    context! { value, bounds }
}

fn norm(norm: &NormResult) -> Value {
    context! {
        name => norm.name.as_str(),
        description => words::description(norm),
        verdict => words::verdict(norm.verdict),
        attained => cell(&Cell::Figure(norm.attained, norm.unit)),
        days => cell(&Cell::Figure(norm.days, Unit::Share)),
        months => cell(&Cell::Figure(norm.months, Unit::Share)),
    }
}

/// Names stand between back quotes in a terminal.
fn quoted(text: &str) -> String {
    text.replace('`', "'")
}

fn certainty(results: &Results) -> Value {
    context! {
        replications => number::count(f64::from(results.replications)),
        has_interval => results.replications > 1,
        confidence => number::share_as_written(results.confidence),
        seed => results.seed.to_string(),
        customers => number::count(results.n_customers as f64),
        still_open => (results.n_still_open > 0).then(|| number::count(results.n_still_open as f64)),
    }
}

fn shown(shown: &Shown) -> Value {
    context! {
        path => shown.path.split('.').map(str::to_owned).collect::<Vec<_>>(),
        value => shown.value.as_str(),
        unit => shown.unit.as_str(),
        mark => shown.mark.as_str(),
        meaning => words::marks(&shown.mark),
        is_assumption => is_assumption(shown),
        is_marked => shown.mark != words::GIVEN,
        description => quoted(&shown.description),
        // a folder of this machine means nothing to a reader
        source => shown.source.as_str(),
        origin => shown.origin.rsplit(['/', '\\']).next(),
    }
}

fn is_assumption(shown: &Shown) -> bool {
    shown.mark.contains('A')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn text_of_a_user_cannot_become_part_of_the_page() {
        let mut results = sample::results();
        let bad = "<script>alert('x')</script>\"&";
        results.scenario = bad.into();
        results.channels[0].channel = bad.into();
        for figure in &mut results.figures {
            if figure.cut.channel.as_deref() == Some("telefoon") {
                figure.cut.channel = Some(bad.into());
            }
        }
        results.norms[0].name = bad.into();
        let shown = Shown {
            path: bad.into(),
            value: bad.into(),
            origin: bad.into(),
            mark: bad.into(),
            description: bad.into(),
            unit: bad.into(),
            source: bad.into(),
            later: bad.into(),
        };
        let footing = Footing { defaults: vec![shown.clone()], given: vec![shown], ..Footing::default() };
        let page = run(&results, &footing);
        assert!(!page.contains("<script"), "{}", &page[page.find("<script").unwrap()..][..80]);
        assert!(page.contains("&lt;script&gt;"));
    }

    #[test]
    fn the_page_asks_nothing_from_outside() {
        let page = run(&sample::results(), &Footing::default());
        let links = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!links.contains("http") && !links.contains("src=") && !links.contains("@import"));
        assert!(page.contains("<html lang=\"nl\">"));
        // every chart says in words what it shows
        assert_eq!(
            page.matches("role=\"img\" aria-label=\"").count(),
            page.matches("class=\"chart\"").count()
        );
    }

    #[test]
    fn a_run_without_norms_or_replications_has_a_page_too() {
        let mut results = sample::results();
        results.norms.clear();
        results.replications = 1;
        let page = run(&results, &Footing::default());
        assert!(page.contains("Dit scenario noemt geen normen."));
        results.figures.clear();
        results.channels.clear();
        run(&results, &Footing::default());
    }
}
