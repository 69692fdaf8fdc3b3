//! The parts of the report on a run that come once for each channel, team, journey or kind of customer.

use minijinja::context;
use minijinja::value::Value;

use super::parts::{chart, table};
use crate::experiment::measure::Unit;
use crate::experiment::results::{ChannelWaits, ChannelYear, JourneyMap, Results};
use crate::report::chart::{dots, journey_map, occupancy, wait_distribution, waits_by_hour, weeks};
use crate::report::table::{Cell, Table};
use crate::report::view::{self, Dimension};
use crate::report::{marks, tables, words};
use crate::stats::interval::Estimate;

pub fn channel(results: &Results, waits: &ChannelWaits) -> Value {
    let hours = view::day(results, &waits.channel);
    let is_message = view::is_message(results, &waits.channel);
    // at which hour a message is sent says little about when it is answered
    let by_hour = (!is_message)
        .then(|| chart(|width| waits_by_hour::draw(&waits.channel, waits.threshold, &hours, width)));
    context! {
        name => waits.channel.as_str(),
        by_hour,
        by_hour_table => table(&tables::hours(results, &waits.channel)),
        waits => chart(|width| wait_distribution::draw(waits, is_message, width)),
        waits_table => table(&wait_distribution::table(waits, is_message)),
    }
}

pub fn team(results: &Results, name: &str) -> Option<Value> {
    let week = view::week(results, name)?;
    Some(context! {
        name,
        chart => chart(|width| occupancy::draw(name, &week, width)),
        table => table(&tables::week(&week)),
    })
}

/// Marks of segments and of villages, each with a table behind it.
pub fn mark_groups(results: &Results) -> Vec<Value> {
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
pub fn year(results: &Results, year: &ChannelYear) -> Vec<Value> {
    let what = if view::is_unattended(results, &year.channel) { "bijeenkomst" } else { "afspraak" };
    let kinds = [
        (&year.stock, format!("{}: wat aan het eind van de week ligt te wachten", year.channel)),
        (&year.access, format!("{}: werkdagen tot een {what}", year.channel)),
    ];
    // less than one at a time is no stock
    let is_told = |figures: &[Estimate]| {
        let known = || figures.iter().map(|figure| figure.value).filter(|value| value.is_finite());
        known().count() > 0 && known().sum::<f64>() >= known().count() as f64
    };
    let shown = kinds.into_iter().filter(|(figures, _)| is_told(figures)).map(|(figures, title)| {
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

pub fn map(results: &Results, map: &JourneyMap) -> Value {
    let whole = marks::of_journey(results, &map.journey);
    context! {
        name => map.journey.as_str(),
        chart => chart(|width| journey_map::draw(map, whole, width)),
        table => table(&journey_map::table(map)),
    }
}
