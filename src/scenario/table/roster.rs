//! `diensten: { bestand: rooster.xlsx }`: a shift for each row.

use super::{Row, Table, Wanted};
use crate::scenario::parse::{Problem, short};
use crate::scenario::tree::{Entry, Node, Value};

/// Columns that are keys of a shift.
const KEYS: &[&str] = &["dagen", "van", "tot", "medewerkers", "locatie", "groep", "toelichting"];
const PAUSE: &str = "pauze";
/// Columns that are keys of its break.
const PAUSE_KEYS: &[(&str, &str)] = &[("pauze-van", "van"), ("pauze-tot", "tot"), ("pauze-duur", "duur")];

/// Puts the shifts of a team before those that the block holds itself. With a column `team` only its own rows count.
pub fn take_in(table: &Table, team: &str, wanted: &Wanted, shifts: &mut Node) -> Result<(), Vec<Problem>> {
    let known: Vec<&str> = ["team", "dienst", PAUSE]
        .into_iter()
        .chain(KEYS.iter().copied())
        .chain(PAUSE_KEYS.iter().map(|(head, _)| *head))
        .collect();
    let mut problems = table.unknown_heads(&known);
    let Some(name_column) = table.column("dienst") else {
        let problem = table.wrong(
            &table.head,
            0,
            "er is geen kolom `dienst`",
            format!("de kolommen zijn {}", known.join(", ")),
        );
        return Err([problems, vec![problem]].concat());
    };
    let team_column = table.column("team");
    let mut entries: Vec<(u32, Entry)> = Vec::new();
    for row in table.rows() {
        if team_column.is_some_and(|column| row.cell(column) != team) {
            continue;
        }
        let name = row.cell(name_column);
        if name.is_empty() {
            problems.push(table.wrong(
                row,
                name_column,
                "deze rij noemt geen dienst",
                "geef elke dienst een naam",
            ));
        } else if let Some((first, _)) = entries.iter().find(|(_, entry)| entry.key == name) {
            let hint = format!("de eerste staat in rij {first}; geef elke dienst een eigen naam");
            problems.push(table.wrong(
                row,
                name_column,
                format!("dienst {} staat er twee keer", short(name)),
                hint,
            ));
        } else {
            let spot = table.spot(row, name_column);
            entries.push((
                row.number,
                Entry { key: name.to_owned(), spot, node: shift(table, row, name_column) },
            ));
        }
    }
    if entries.is_empty() && problems.is_empty() {
        let message = format!("{}: er is geen dienst voor team {}", table.label, short(team));
        problems
            .push(Problem::new(wanted.spot, message).hint("in de kolom `team` staat de naam van het team"));
    }
    let own = shifts.entries_mut().map(std::mem::take).unwrap_or_default();
    for (_, entry) in &entries {
        if let Some(twice) = own.iter().find(|known| known.key == entry.key) {
            let message = format!("dienst {} staat ook in {}", short(&entry.key), table.label);
            problems
                .push(Problem::new(twice.spot, message).hint("haal er een weg of geef haar een andere naam"));
        }
    }
    shifts.value = Value::Map(entries.into_iter().map(|(_, entry)| entry).chain(own).collect());
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// What stands in a row, as the keys of a shift; an empty cell is a key that is not written.
fn shift(table: &Table, row: &Row, name_column: usize) -> Node {
    let cell = |head: &str| {
        let column = table.column(head)?;
        let text = row.cell(column);
        (!text.is_empty()).then(|| (text, table.spot(row, column)))
    };
    let entry = |key: &str, (text, spot): (&str, _)| Entry {
        key: key.to_owned(),
        spot,
        node: Node::scalar(text, spot),
    };
    let mut entries: Vec<Entry> = KEYS.iter().filter_map(|key| Some(entry(key, cell(key)?))).collect();
    let pause: Vec<Entry> =
        PAUSE_KEYS.iter().filter_map(|(head, key)| Some(entry(key, cell(head)?))).collect();
    let written = cell(PAUSE);
    if let Some((text @ ("ja" | "nee"), spot)) = written.filter(|_| pause.is_empty()) {
        entries.push(entry(PAUSE, (text, spot)));
    } else if let Some(spot) = pause.first().map(|first| first.spot).or(written.map(|(_, spot)| spot)) {
        // a length in the column `pauze` itself
        let length = written
            .filter(|(text, _)| !["ja", "nee"].contains(text) && cell("pauze-duur").is_none())
            .map(|length| entry("duur", length));
        entries.push(Entry {
            key: PAUSE.to_owned(),
            spot,
            node: Node::map(pause.into_iter().chain(length).collect(), spot),
        });
    }
    Node::map(entries, table.spot(row, name_column))
}
