//! `vraag: { bestand: cijfers.xlsx }`: counts by day, hour, weekday or month to a volume and its pattern.

use jiff::civil::Date;

use super::fit::{Sighting, fit};
use super::{Row, Table, Wanted};
use crate::scenario::fields::Cycle;
use crate::scenario::parse::{self, Problem, short};
use crate::scenario::patterns;
use crate::scenario::source::Spot;
use crate::scenario::tree::{Entry, Node, Value};
use crate::scenario::value::{Fout, dag, grootte, kloktijd};

/// Columns that say when.
const WHEN: [&str; 4] = ["datum", "maand", "weekdag", "uur"];
const COUNT: &str = "aantal";
const HOUR: u32 = 3_600;
const DAYS_IN_YEAR: f64 = 365.25;
/// Whole years may miss this many days at their ends: feast days and weekends.
const SLACK: f64 = 6.0;

/// When a row is about.
#[derive(Clone, Copy, Default)]
struct When {
    date: Option<Date>,
    month: Option<usize>,
    weekday: Option<usize>,
    /// Second of the day.
    clock: Option<u32>,
    /// Days that the row is about, when it is about more than one.
    days: Option<f64>,
}

/// Writes `aantal` and `patroon` where the block does not write them itself; gives what is worth a warning.
pub fn take_in(table: &Table, wanted: &Wanted, demand: &mut Node) -> Result<Option<Problem>, Vec<Problem>> {
    let column = count_column(table, wanted).map_err(|problem| vec![problem])?;
    let rows = read(table, column)?;
    let sightings = sightings(&rows);
    let total: f64 = rows.iter().map(|(_, count)| count).sum();
    if total <= 0.0 {
        let problem = Problem::new(table.column_spot(column), "in deze kolom staat geen aantal boven 0");
        return Err(vec![problem.hint("kijk of `kolom` de goede is")]);
    }
    let is_known = |of: fn(&Sighting) -> Option<usize>| sightings.iter().all(|seen| of(seen).is_some());
    let months = (0..12).filter(|month| sightings.iter().any(|seen| seen.month == Some(*month))).count();
    let spot = table.column_spot(column);
    let weights = fit(&sightings);
    let mut patterns = Vec::new();
    if is_known(|seen| seen.month) {
        let node = if months == 12 { list(&weights.months, 12.0, spot) } else { Node::scalar("vlak", spot) };
        patterns.push(("maand", node));
    }
    if is_known(|seen| seen.weekday) {
        patterns.push(("weekdag", list(&weights.weekdays, 100.0, spot)));
    }
    if is_known(|seen| seen.hour) {
        patterns.push(("uur", list(&weights.hours, 100.0, spot)));
    }
    let (volume, warning) = volume(table, &rows, total, months, spot);
    match volume {
        Some(volume) => put(demand, "aantal", Node::scalar(volume, spot)),
        None if demand.get("aantal").is_none() => {
            let message = "de tabel zegt hoe een dag verloopt, niet hoeveel er in een jaar komen";
            return Err(vec![
                Problem::new(spot, message)
                    .hint("schrijf `aantal` erbij, bijvoorbeeld `aantal: 700 per jaar`"),
            ]);
        }
        None => {}
    }
    if demand.get("patroon").is_none() {
        demand.put(&["patroon".to_owned()], Node::map(Vec::new(), spot));
    }
    let entries = demand.entries_mut().expect("a block with a file");
    let pattern = entries.iter_mut().find(|entry| entry.key == "patroon").expect("just put");
    for (key, node) in patterns {
        put(&mut pattern.node, key, node);
    }
    Ok(warning)
}

/// What the block writes itself goes before the table.
fn put(node: &mut Node, key: &str, value: Node) {
    if let Some(entries) = node.entries_mut()
        && !entries.iter().any(|entry| entry.key == key && !entry.node.is_empty())
    {
        entries.retain(|entry| entry.key != key);
        entries.push(Entry { key: key.to_owned(), spot: value.spot, node: value });
    }
}

/// The column that holds the counts: by its heading or its letter; the only one left when none is named.
fn count_column(table: &Table, wanted: &Wanted) -> Result<usize, Problem> {
    let heads: Vec<String> = table.heads().collect();
    let known: Vec<&str> = heads.iter().map(String::as_str).filter(|head| !head.is_empty()).collect();
    let hint = format!("de kolommen zijn {}", known.iter().take(12).copied().collect::<Vec<_>>().join(", "));
    let Some(name) = &wanted.column else {
        let others: Vec<usize> = (0..heads.len())
            .filter(|column| !heads[*column].is_empty() && !WHEN.contains(&heads[*column].as_str()))
            .collect();
        return match (table.column(COUNT), others.as_slice()) {
            (Some(column), _) => Ok(column),
            (None, [only]) => Ok(*only),
            _ => Err(Problem::new(wanted.spot, format!("{}: welke kolom is het aantal?", table.label))
                .hint(format!("noem hem met `kolom`; {hint}"))),
        };
    };
    let by_head = table.column(&name.trim().to_lowercase().replace(' ', "-"));
    let by_letter = || {
        let letters = name.trim().to_uppercase();
        let is_letters =
            (1..=2).contains(&letters.len()) && letters.bytes().all(|letter| letter.is_ascii_uppercase());
        let number = letters.bytes().fold(0, |number, letter| number * 26 + usize::from(letter - b'A') + 1);
        is_letters.then(|| number - 1).filter(|column| *column < heads.len())
    };
    by_head.or_else(by_letter).ok_or_else(|| {
        let hint = match parse::nearest(name, heads.iter().map(String::as_str)) {
            Some(meant) => format!("bedoelt u `{meant}`? Anders: {hint}"),
            None => hint,
        };
        let message = format!("{}: er is geen kolom {}", table.label, short(name));
        Problem::new(wanted.column_spot, message).hint(hint)
    })
}

/// Every row with a count; an empty cell was not counted.
fn read(table: &Table, column: usize) -> Result<Vec<(When, f64)>, Vec<Problem>> {
    let places = WHEN.map(|head| table.column(head));
    let dated = places[0].is_some();
    if places.iter().all(Option::is_none)
        || (dated && (places[1].is_some() || places[2].is_some()))
        || (places[1].is_some() && (places[2].is_some() || places[3].is_some()))
    {
        let hint =
            "schrijf kolommen `datum`, `datum` en `uur`, `maand`, `weekdag`, `weekdag` en `uur`, of `uur`";
        return Err(vec![table.wrong(&table.head, 0, "de kolommen zeggen niet wanneer er is geteld", hint)]);
    }
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for row in table.rows().filter(|row| !row.cell(column).is_empty()) {
        let count = grootte(row.cell(column)).map_err(|fout| vec![cell_problem(table, row, column, fout)]);
        match (when(table, row, &places), count) {
            (Ok(when), Ok(count)) => rows.push((when, count)),
            (when, count) => {
                problems.extend(when.err().into_iter().chain(count.err()).flatten());
            }
        }
    }
    if problems.is_empty() { Ok(rows) } else { Err(problems) }
}

fn cell_problem(table: &Table, row: &Row, column: usize, fout: Fout) -> Problem {
    table.wrong(row, column, fout.melding, fout.raad.unwrap_or_else(|| "verbeter de cel".to_owned()))
}

fn when(table: &Table, row: &Row, places: &[Option<usize>; 4]) -> Result<When, Vec<Problem>> {
    let mut when = When::default();
    let mut problems = Vec::new();
    let [date, month, weekday, hour] = *places;
    let mut take = |column: Option<usize>, into: &mut dyn FnMut(&str) -> Result<(), Fout>| {
        let Some(column) = column else { return };
        if let Err(fout) = into(row.cell(column)) {
            problems.push(cell_problem(table, row, column, fout));
        }
    };
    take(date, &mut |text| {
        let (day, clock) = match (dag(text), text.rsplit_once([' ', 'T'])) {
            (Ok(day), _) => (day, None),
            (Err(fout), None) => return Err(fout),
            (Err(fout), Some((day, clock))) => (dag(day).map_err(|_| fout)?, Some(clock)),
        };
        when.date = Some(day);
        when.month = Some(day.month() as usize - 1);
        when.weekday = Some(day.weekday().to_monday_zero_offset() as usize);
        // seconds say nothing here
        let minute = |clock: &str| kloktijd(&clock.splitn(3, ':').take(2).collect::<Vec<_>>().join(":"));
        when.clock = clock.map(minute).transpose()?;
        Ok(())
    });
    take(month, &mut |text| {
        if let Ok(first) = dag(&format!("{text}-01")) {
            when.date = Some(first);
            when.month = Some(first.month() as usize - 1);
            when.days = Some(f64::from(first.days_in_month()));
        } else {
            let month = patterns::indices(Cycle::Month, text)?[0];
            when.month = Some(month);
            when.days =
                Some([31.0, 28.25, 31.0, 30.0, 31.0, 30.0, 31.0, 31.0, 30.0, 31.0, 30.0, 31.0][month]);
        }
        Ok(())
    });
    take(weekday, &mut |text| {
        when.weekday = Some(patterns::indices(Cycle::Weekday, text)?[0]);
        Ok(())
    });
    take(hour, &mut |text| {
        // `8`, `08:00` and `08:00-09:00` are the hour from eight
        let start = text.split(['-', '–']).next().unwrap_or_default().trim();
        let clock = match start.parse::<u32>() {
            Ok(hour) if hour < 24 => hour * HOUR,
            _ => kloktijd(start)?.min(24 * HOUR - 1),
        };
        when.clock = Some(clock);
        Ok(())
    });
    if problems.is_empty() { Ok(when) } else { Err(problems) }
}

/// Rows as stretches of time: a part of an hour lasts until the next that occurs, or until the hour is over.
fn sightings(rows: &[(When, f64)]) -> Vec<Sighting> {
    let mut clocks: Vec<u32> = rows.iter().filter_map(|(when, _)| when.clock).collect();
    clocks.sort_unstable();
    clocks.dedup();
    let hours = |clock: u32| {
        let whole = clock - clock % HOUR + HOUR;
        let next = clocks.get(clocks.partition_point(|known| *known <= clock)).copied().unwrap_or(whole);
        f64::from(next.min(whole) - clock) / f64::from(HOUR)
    };
    let sighting = |(when, count): &(When, f64)| Sighting {
        month: when.month,
        weekday: when.weekday,
        hour: when.clock.map(|clock| (clock / HOUR) as usize),
        exposure: when.clock.map_or(when.days.unwrap_or(1.0), hours),
        count: *count,
    };
    rows.iter().map(sighting).collect()
}

/// The volume with its period, if the rows tell, and a warning when it rests on less than whole years.
fn volume(
    table: &Table,
    rows: &[(When, f64)],
    total: f64,
    months: usize,
    spot: Spot,
) -> (Option<String>, Option<Problem>) {
    let first = rows.iter().filter_map(|(when, _)| when.date).min();
    // a month counts to its end
    let last = rows
        .iter()
        .filter_map(|(when, _)| {
            Some(if when.days.is_some() { when.date?.last_of_month() } else { when.date? })
        })
        .max();
    if let (Some(first), Some(last)) = (first, last) {
        let days = f64::from((last - first).get_days() + 1);
        let years = (days / DAYS_IN_YEAR).round();
        if years >= 1.0 && (days - years * DAYS_IN_YEAR).abs() <= SLACK {
            return (Some(format!("{} per jaar", number(total / years))), None);
        }
        let message = format!("{} beslaat {days} dagen, geen hele jaren", table.label);
        let hint = "het jaaraantal is naar dagen omgerekend; neem een heel jaar voor een goed jaarpatroon";
        return (
            Some(format!("{} per jaar", number(total * DAYS_IN_YEAR / days))),
            Some(Problem::new(spot, message).hint(hint)),
        );
    }
    if rows.iter().any(|(when, _)| when.month.is_some()) {
        let warning = (months < 12).then(|| {
            Problem::new(spot, format!("{} noemt {months} maanden", table.label))
                .hint("het jaaraantal is daaruit omgerekend")
        });
        return (Some(format!("{} per jaar", number(total * 12.0 / months as f64))), warning);
    }
    let is_week = rows.iter().any(|(when, _)| when.weekday.is_some());
    (is_week.then(|| format!("{} per week", number(total))), None)
}

/// Weights that add up to `sum`. Four decimals: three would look like thousands.
fn list(weights: &[f64], sum: f64, spot: Spot) -> Node {
    let total: f64 = weights.iter().sum();
    let node = |weight: &f64| Node::scalar(format!("{:.4}", weight * sum / total), spot);
    Node { spot, value: Value::List(weights.iter().map(node).collect()) }
}

fn number(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.4}") }
}
