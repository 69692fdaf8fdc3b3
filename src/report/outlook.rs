//! The plausibility page: work against people for each team, before anything is simulated.

use jiff::civil::Date;

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

/// Two rows for each team at each place: the mean over the week, and its tightest hour.
pub fn table(page: &Plausibility) -> Table {
    let titles =
        ["team en uren", "contacten per uur", "werk", "mensen", "bezet", "wachten", "binnen drempel"];
    let mut table = Table::new("bezetting", &titles.map(|title| (title, "")));
    for pool in &page.pools {
        let name = match &pool.location {
            Some(location) => format!("{}, {location}", pool.team),
            None => pool.team.clone(),
        };
        let Some(mean) = &pool.mean else {
            table.push(row(format!("{name}: krijgt geen werk"), None));
            continue;
        };
        table.push(row(format!("{name}: hele week"), Some(mean)));
        if let Some((when, hour)) = tightest(pool) {
            table.push(row(format!("  krapst: {when}"), Some(hour)));
        }
    }
    table
}

fn tightest(pool: &Outlook) -> Option<(String, &Hour)> {
    let (weekday, hour, figures) = pool.tightest.as_ref()?;
    Some((format!("{} {hour}–{} uur", &WEEKDAYS[*weekday][..2], hour + 1), figures))
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
