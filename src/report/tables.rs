//! Figures of a run as tables for a reader.

use super::number;
use super::table::{Cell, Table};
use super::view::{self, Dimension};
use crate::experiment::measure::{Measure, Unit};
use crate::experiment::results::Results;

pub const WEEKDAYS: [&str; 7] =
    ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

/// Title of a column of [`channels`].
pub const LONG_WAIT: &str = "9 van de 10 wachten hooguit";

/// A row for each channel where somebody came; what can happen at some channels only, such as lines taken, customers sent away or messages left lying, only where that shows in a share.
/// From [`LONG_WAIT`] on they can be left out.
pub fn channels(results: &Results) -> Table {
    let happens = |measure: Measure| {
        let names = view::names(results, Dimension::Channel);
        let mut found = names.iter().filter_map(|name| results.get(measure, &Dimension::Channel.cut(name)));
        found.any(|share| share.value >= 0.0005)
    };
    let measures: Vec<(Measure, &str)> = [
        (Measure::Offered, "contacten"),
        (Measure::WithinOffered, "binnen de drempel"),
        (Measure::AbandonedShare, "haakt af"),
        (Measure::BlockedShare, "krijgt bezet"),
        (Measure::ClosedOutShare, "weg bij sluiting"),
        (Measure::WaitServed, "gemiddelde wachttijd"),
        (Measure::WaitServedP90, LONG_WAIT),
        (Measure::UnansweredShare, "geen antwoord"),
        (Measure::SelfServiceFailed, "lukt niet"),
    ]
    .into_iter()
    .filter(|(measure, _)| {
        let is_rare = matches!(
            measure,
            Measure::BlockedShare
                | Measure::ClosedOutShare
                | Measure::UnansweredShare
                | Measure::SelfServiceFailed
        );
        !is_rare || happens(*measure)
    })
    .collect();
    parts(results, Dimension::Channel, "kanaal", &measures)
}

/// Channels of appointments and meetings: how far ahead they are, and who does not come or finds no place.
pub fn appointments(results: &Results) -> Table {
    let measures = [
        (Measure::AccessDays, "tot de afspraak"),
        (Measure::NoShowShare, "komt niet op de afspraak"),
        (Measure::AgendaFullShare, "vindt de agenda vol"),
    ];
    let mut table = parts(results, Dimension::Channel, "kanaal", &measures);
    let has_agenda = |index: usize| match table.columns[1].cells[index] {
        Cell::Figure(days, _) => days.value.is_finite(),
        _ => false,
    };
    let shown: Vec<usize> = (0..table.n_rows()).filter(|index| has_agenda(*index)).collect();
    for column in &mut table.columns {
        column.cells = shown.iter().map(|index| column.cells[*index].clone()).collect();
    }
    // a threshold is about waiting in line
    for cell in &mut table.columns[0].cells {
        if let Cell::Text(name) = cell {
            name.truncate(name.find('\n').unwrap_or(name.len()));
        }
    }
    table
}

pub fn teams(results: &Results) -> Table {
    let measures = [
        (Measure::Occupancy, "bezettingsgraad"),
        (Measure::PresentHours, "aanwezige uren"),
        (Measure::OvertimeHours, "uren na diensttijd"),
    ];
    parts(results, Dimension::Team, "team", &measures)
}

pub fn journeys(results: &Results) -> Table {
    let measures = [
        (Measure::Journeys, "aantal"),
        (Measure::LeadTime, "gemiddelde doorlooptijd"),
        (Measure::LeadTimeP90, "9 van de 10 klaar binnen"),
        (Measure::CompletedShare, "voltooid"),
        (Measure::ContactsPerJourney, "contacten per klantreis"),
    ];
    parts(results, Dimension::Journey, "klantreis", &measures)
}

/// Contacts of customers of one kind, from one village or at one location; none when there is only one such part.
pub fn groups(results: &Results, dimension: Dimension, title: &str) -> Option<Table> {
    let measures = [
        (Measure::Offered, "contacten"),
        (Measure::WithinOffered, "binnen de drempel"),
        (Measure::AbandonedShare, "haakt af"),
        (Measure::WaitServed, "gemiddelde wachttijd"),
        (Measure::OneContactShare, "klaar in één contact"),
        (Measure::Mark, "cijfer"),
    ];
    // a mean wait over telephone and post together says nothing
    let has_messages =
        view::names(results, Dimension::Channel).iter().any(|name| view::is_message(results, name));
    let is_meant = |measure: Measure| match measure {
        Measure::WithinOffered | Measure::WaitServed => !has_messages,
        Measure::OneContactShare => has_messages && dimension != Dimension::Location,
        Measure::Mark => results.goal.is_some() && dimension != Dimension::Location,
        _ => true,
    };
    let measures: Vec<(Measure, &str)> =
        measures.into_iter().filter(|(measure, _)| is_meant(*measure)).collect();
    let table = parts(results, dimension, title, &measures);
    (table.n_rows() > 1).then_some(table)
}

/// The hours of the day at a channel.
pub fn hours(results: &Results, channel: &str) -> Table {
    let mut table = Table::new(
        "uren",
        &[
            ("uur", ""),
            ("contacten", ""),
            ("binnen de drempel", ""),
            ("gemiddelde wachttijd", ""),
            ("haakt af", ""),
        ],
    );
    for hour in view::day(results, channel) {
        table.push([
            Cell::Text(format!("{}–{}", hour.hour, hour.hour + 1)),
            Cell::Figure(hour.offered, Unit::Count),
            Cell::Figure(hour.within, Unit::Share),
            Cell::Figure(hour.wait, Unit::Seconds),
            Cell::Figure(hour.abandoned, Unit::Share),
        ]);
    }
    table
}

/// Occupancy of a team: hours down, weekdays across.
pub fn week(week: &view::Week) -> Table {
    let days = week.weekdays.iter().map(|day| (WEEKDAYS[usize::from(*day)], ""));
    let columns: Vec<(&str, &str)> = [("uur", "")].into_iter().chain(days).collect();
    let mut table = Table::new("bezettingsgraad", &columns);
    for (index, hour) in week.hours.iter().enumerate() {
        let figures = week.occupancy.iter().map(|day| Cell::figure(day[index], Unit::Share));
        table.push([Cell::Text(format!("{hour}–{}", hour + 1))].into_iter().chain(figures));
    }
    table
}

/// A row for each part of which something was seen.
fn parts(results: &Results, dimension: Dimension, title: &str, measures: &[(Measure, &str)]) -> Table {
    let names = measures.iter().map(|(_, name)| (*name, ""));
    let columns: Vec<(&str, &str)> = [(title, "")].into_iter().chain(names).collect();
    let mut table = Table::new(title, &columns);
    for name in view::names(results, dimension) {
        let cut = dimension.cut(name);
        let figure = |measure: Measure| match is_told(results, dimension, name, measure) {
            true => Cell::figure(results.get(measure, &cut), measure.unit()),
            false => Cell::Empty,
        };
        let cells: Vec<Cell> = measures.iter().map(|(measure, _)| figure(*measure)).collect();
        let is_empty = |cell: &Cell| match cell {
            Cell::Figure(estimate, _) => estimate.value == 0.0 || !estimate.value.is_finite(),
            _ => true,
        };
        if !cells.iter().all(is_empty) {
            table.push([named(results, dimension, name)].into_iter().chain(cells));
        }
    }
    table
}

/// Whether a figure says anything: nobody is in time with a message, and nobody waits where nobody helps.
fn is_told(results: &Results, dimension: Dimension, name: &str, measure: Measure) -> bool {
    use Measure::{
        AbandonedShare, BlockedShare, ClosedOutShare, SelfServiceFailed, UnansweredShare, WaitServed,
        WaitServedP90, WithinOffered,
    };
    if dimension != Dimension::Channel {
        return true;
    }
    let (is_message, is_unattended) = (view::is_message(results, name), view::is_unattended(results, name));
    match measure {
        WithinOffered | AbandonedShare | BlockedShare | ClosedOutShare => !is_message && !is_unattended,
        WaitServed | WaitServedP90 => !is_unattended,
        UnansweredShare => is_message,
        SelfServiceFailed => is_unattended,
        _ => true,
    }
}

/// The name of a part; of a channel where one waits with its threshold, without which its figures say nothing.
fn named(results: &Results, dimension: Dimension, name: &str) -> Cell {
    let has_one = is_told(results, dimension, name, Measure::WithinOffered);
    match view::threshold(results, name).filter(|_| dimension == Dimension::Channel && has_one) {
        Some(threshold) => Cell::Text(format!("{name}\ndrempel {}", number::duration(threshold))),
        None => Cell::text(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::measure::Cut;
    use crate::experiment::results::Figure;
    use crate::report::sample;

    #[test]
    fn appointments_stand_in_a_table_of_their_own() {
        let mut results = sample::results();
        assert!(appointments(&results).is_empty());
        let balie = Cut { channel: Some("balie".into()), ..Cut::default() };
        let telefoon = Cut { channel: Some("telefoon".into()), ..Cut::default() };
        for (cut, measure, value) in [
            (&telefoon, Measure::AccessDays, f64::NAN),
            (&balie, Measure::AccessDays, 3.6),
            (&balie, Measure::NoShowShare, 0.08),
        ] {
            let estimate = sample::estimate(value, 0.0);
            results.figures.push(Figure { measure, cut: cut.clone(), estimate, values: vec![] });
        }
        let table = appointments(&results);
        assert_eq!(table.n_rows(), 1);
        assert_eq!(table.columns[0].cells, [Cell::text("balie")]);
    }

    #[test]
    fn whoever_finds_the_lines_taken_is_shown_where_that_happens() {
        let mut results = sample::results();
        let names = |results: &Results| {
            channels(results).columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>()
        };
        assert!(!names(&results).contains(&"krijgt bezet".to_owned()));
        let offered = results.figures.iter().find(|figure| {
            figure.measure == Measure::AbandonedShare
                && figure.cut.channel.is_some()
                && figure.cut.hour.is_none()
        });
        let mut blocked = offered.expect("a share of a channel").clone();
        blocked.measure = Measure::BlockedShare;
        results.figures.push(blocked);
        assert!(names(&results).contains(&"krijgt bezet".to_owned()));
    }
}
