//! `rapport.html`: one page that needs nothing from outside, answer first.

pub(super) mod parts;
mod sections;

use std::sync::LazyLock;

use minijinja::value::Value;
use minijinja::{Environment, context};

use self::parts::{certainty, chart, is_assumption, norm, quoted, shown, table};
use super::chart::{norms, waterfall};
use super::view::{self, Dimension};
use super::{Footing, Run, advice, benchmarks, marks, method, tables, transition, validation, words};
use crate::experiment::results::{ChannelWaits, Results};

/// Names end in `.html`, so that every text from a user is escaped.
static PAGES: LazyLock<Environment> = LazyLock::new(|| {
    let mut pages = Environment::new();
    for (name, source) in [
        ("page.html", include_str!("../../../assets/report/page.html")),
        ("parts.html", include_str!("../../../assets/report/parts.html")),
        ("run.html", include_str!("../../../assets/report/run.html")),
        ("advice.html", include_str!("../../../assets/report/advice.html")),
        ("contents.html", include_str!("../../../assets/report/contents.html")),
        ("transition.html", include_str!("../../../assets/report/transition.html")),
        ("options.html", include_str!("../../../assets/report/options.html")),
        ("method.html", include_str!("../../../assets/report/method.html")),
        ("batch.html", include_str!("../../../assets/report/batch.html")),
        ("choice.html", include_str!("../../../assets/report/choice.html")),
    ] {
        pages.add_template(name, source).expect("our own template is well-formed");
    }
    pages.add_global(
        "style",
        Value::from_safe_string(include_str!("../../../assets/report/style.css").to_owned()),
    );
    pages.add_global("version", env!("CARGO_PKG_VERSION"));
    pages
});

/// The report on one run.
pub fn run(results: &Results, footing: &Footing) -> String {
    let channels = channels_with_waits(results).map(|waits| sections::channel(results, waits));
    let teams =
        view::names(results, Dimension::Team).into_iter().filter_map(|name| sections::team(results, name));
    let groups =
        [(Dimension::Segment, "doelgroep"), (Dimension::Village, "kern"), (Dimension::Location, "locatie")];
    let groups =
        groups.into_iter().filter_map(|(dimension, title)| tables::groups(results, dimension, title));
    let norms = (!results.norms.is_empty()).then(|| chart(|width| norms::draw(&results.norms, width)));
    let points = marks::waterfall(results).map(|points| chart(|width| waterfall::draw(&points, width)));
    let notices = words::notices(results).into_iter().chain(footing.warnings.iter().map(|text| quoted(text)));
    render(
        "run.html",
        context! {
            title => results.scenario.as_str(),
            about => words::about(results),
            answer => words::answer(results),
            advice => advice::lines(results, footing).iter().map(line).collect::<Vec<_>>(),
            advice_note => advice::NOTE,
            worst_hour => words::worst_hour(results),
            notices => notices.collect::<Vec<_>>(),
            validated => validation::answer(results).iter().map(|text| quoted(text)).collect::<Vec<_>>(),
            validation_table => table(&validation::table(results)),
            validation_sources => validation::sources(results),
            validation_note => validation::NOTE,
            norms => results.norms.iter().map(norm).collect::<Vec<_>>(),
            norms_chart => norms,
            benchmarks => table(&benchmarks::table(&results.benchmarks)),
            benchmarks_note => benchmarks::NOTE,
            channels_table => table(&tables::channels(results)),
            appointments_table => table(&tables::appointments(results)),
            channels => channels.collect::<Vec<_>>(),
            teams_table => table(&tables::teams(results)),
            teams => teams.collect::<Vec<_>>(),
            journeys_table => table(&tables::journeys(results)),
            groups => groups.map(|group| table(&group)).collect::<Vec<_>>(),
            marks_answer => marks::answer(results),
            costs => marks::costs(results),
            points_chart => points,
            mark_groups => sections::mark_groups(results),
            years => results.years.iter().flat_map(|year| sections::year(results, year)).collect::<Vec<_>>(),
            transition => transition::section(results),
            maps => results.maps.iter().map(|map| sections::map(results, map)).collect::<Vec<_>>(),
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

/// Channels at which somebody waited: those that have waits to show.
pub fn channels_with_waits(results: &Results) -> impl Iterator<Item = &ChannelWaits> {
    let is_waited = |waits: &&ChannelWaits| {
        let longest = waits.served.quantile(1.0).unwrap_or(0.0);
        longest > 0.0 || waits.lost.count() > 0
    };
    results.channels.iter().filter(is_waited).filter(|waits| !view::day(results, &waits.channel).is_empty())
}

fn line(line: &advice::Line) -> Value {
    context! {
        text => line.text.as_str(),
        path => line.lever.path.split('.').map(str::to_owned).collect::<Vec<_>>(),
        now => line.lever.now.as_str(),
        later => line.lever.later.as_str(),
        command => line.command.as_ref().map(|command| command.split(' ').map(str::to_owned).collect::<Vec<_>>()),
    }
}

pub(super) fn render(name: &str, context: Value) -> String {
    let page = PAGES.get_template(name).expect("one of our own");
    let page = page.render(context).expect("our own template asks for what it is given");
    // no line ends between a sign and its number
    page.replace("€ ", "€\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use crate::scenario::Shown;

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
            course: Vec::new(),
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
