//! The plausibility page: work against people for each team, before anything is simulated.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::number;
use super::table::{Cell, Table};
use super::tables::WEEKDAYS;
use super::text;
use super::words;
use crate::model::plausibility::{Hour, Outlook, Plausibility};

/// For a terminal.
///
/// `changes`: the first day on which a measure changes anything, if there is one; `warm_up`: days that a pilot run asks
/// for, if it was asked.
pub fn text(name: &str, page: &Plausibility, changes: Option<Date>, warm_up: Option<i64>) -> String {
    let mut text = format!(
        "\n{}\n\nKunnen de mensen het werk aan?\n",
        text::wrapped(&format!("{name}: het scenario is in orde."), 0)
    );
    text.push_str(&text::table(&table(page)));
    text.push_str(&format!(
        "\n\n{}\n",
        text::wrapped(
            "Werk: zoveel mensen houdt het bezig. Mensen: gemiddeld aanwezig, zonder pauze en afwezigen. Wachten en \
             binnen de drempel zijn benaderd met formules (Erlang A of C), zonder drukke maanden, drukke dagen en \
             nieuwe pogingen; `klantreis simuleer` rekent die mee. – : niet met een formule te zeggen.",
            0
        )
    ));
    if let Some(days) = warm_up {
        text.push_str(&format!("\nDe telling begint {}.\n", words::warm_up(days)));
    }
    if let Some(date) = changes {
        let said = format!(
            "Mensen en openingstijden zijn die van het begin; vanaf {date} veranderen maatregelen ze."
        );
        text.push_str(&format!("\n{}\n", text::wrapped(&said, 0)));
    }
    text
}

/// Columns of hours that fit beside each other.
const HOURS: usize = 12;

/// How busy each team is in every hour of the week in which somebody comes: a table of weekdays by hours for each, in per
/// cent of the time of who is there.
pub fn by_hour(page: &Plausibility) -> String {
    let mut text = String::from("\nHOE BEZET, IN % PER UUR\n");
    for pool in &page.pools {
        let mut hours: Vec<usize> = pool.hours.iter().map(|(_, hour, _)| *hour).collect();
        hours.sort_unstable();
        hours.dedup();
        for hours in hours.chunks(HOURS) {
            text.push_str(&format!(
                "\n{}\n{}\n",
                text::wrapped(&name(pool), 0),
                text::table(&week(pool, hours))
            ));
        }
    }
    text
}

fn week(pool: &Outlook, hours: &[usize]) -> Table {
    let titles: Vec<String> = hours.iter().map(|hour| hour.to_string()).collect();
    let columns = [("", "")].into_iter().chain(titles.iter().map(|title| (title.as_str(), "")));
    let mut table = Table::new("uren", &columns.collect::<Vec<_>>());
    for (weekday, title) in WEEKDAYS.iter().enumerate() {
        let cell = |hour: &usize| {
            let found = pool.hours.iter().find(|found| (found.0, found.1) == (weekday, *hour));
            found.map_or(Cell::Empty, |(_, _, hour)| Cell::Text(number::number(100.0 * hour.occupancy(), 0)))
        };
        let cells: Vec<Cell> = hours.iter().map(cell).collect();
        if cells.iter().any(|cell| !matches!(cell, Cell::Empty)) {
            table.push([Cell::text(&title[..2])].into_iter().chain(cells));
        }
    }
    table
}

/// Every team and hour, for other programs; hours of the day, shares, seconds.
pub fn data(page: &Plausibility) -> Value {
    let figures = |hour: &Hour| {
        json!({
            "contacten": hour.contacts,
            "werk": hour.load,
            "mensen": hour.staff,
            "bezet": hour.occupancy(),
            "wachten": hour.expected.map(|expected| expected.wait),
            "binnen-drempel": hour.expected.map(|expected| expected.within),
        })
    };
    let hour = |(weekday, hour, found): &(usize, usize, Hour)| json!({ "dag": WEEKDAYS[*weekday], "uur": hour, "cijfers": figures(found) });
    let pool = |pool: &Outlook| {
        json!({
            "team": pool.team,
            "locatie": pool.location,
            "vanaf": pool.begins.map(|day| day.to_string()),
            "hele-week": pool.mean.as_ref().map(figures),
            "uren": pool.hours.iter().map(hour).collect::<Vec<_>>(),
        })
    };
    page.pools.iter().map(pool).collect()
}

fn name(pool: &Outlook) -> String {
    match &pool.location {
        Some(location) => format!("{}, {location}", pool.team),
        None => pool.team.clone(),
    }
}

/// Two rows for each team at each place: the mean over the week, and its tightest hour.
pub fn table(page: &Plausibility) -> Table {
    let titles =
        ["team en uren", "contacten per uur", "werk", "mensen", "bezet", "wachten", "binnen drempel"];
    let mut table = Table::new("bezetting", &titles.map(|title| (title, "")));
    for pool in &page.pools {
        let name = name(pool);
        let Some(mean) = &pool.mean else {
            let why = match pool.begins {
                Some(day) => format!("er werkt pas iemand vanaf {}", words::date(day)),
                None => "krijgt geen werk".to_owned(),
            };
            table.push(row(format!("{name}: {why}"), None));
            continue;
        };
        table.push(row(format!("{name}: hele week"), Some(mean)));
        if let Some((when, hour)) = tightest(pool) {
            table.push(row(format!("  krapst: {when}"), Some(&hour)));
        }
    }
    table
}

fn tightest(pool: &Outlook) -> Option<(String, Hour)> {
    let (weekday, hour, figures) = pool.tightest()?;
    Some((format!("{} {hour}–{} uur", &WEEKDAYS[weekday][..2], hour + 1), figures))
}

fn row(name: String, hour: Option<&Hour>) -> Vec<Cell> {
    let text = |value: Option<String>| Cell::Text(value.unwrap_or_else(|| number::NONE.to_owned()));
    let expected = hour.and_then(|hour| hour.expected);
    vec![
        Cell::Text(name),
        text(hour.map(|hour| number::number(hour.contacts, 1))),
        text(hour.map(|hour| number::number(hour.load, 1))),
        text(hour.map(|hour| number::number(hour.staff, 1))),
        text(hour.map(|hour| number::percent(hour.occupancy()))),
        text(expected.map(|expected| number::duration(expected.wait))),
        text(expected.map(|expected| number::percent(expected.within))),
    ]
}
