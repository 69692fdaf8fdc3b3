//! Norms and what they cost: which are kept by which option, what each year asks of money and of people.

use super::Side;
use super::overview::columns;
use crate::experiment::measure::Measure;
use crate::experiment::transition::{NormSeries, Series, Year, within};
use crate::report::chart::months::month_name;
use crate::report::number;
use crate::report::table::{Cell, Table};
use crate::report::transition::{euro, tables};

/// The norms of the base, those first that are kept in the smallest share of their months in some option.
pub fn least_kept<'a>(sides: &[Side<'a>]) -> Vec<&'a NormSeries> {
    let share = |norm: &NormSeries| {
        let of_side = |side: &Side| -> Option<f64> {
            let index = side.transition().norms.iter().position(|own| own.name == norm.name)?;
            let kept = &side.turned()?.norms[index];
            (kept.judged > 0.0).then(|| kept.met.value / kept.judged)
        };
        sides.iter().filter_map(of_side).fold(1.0, f64::min)
    };
    let mut norms: Vec<&'a NormSeries> = sides[0].transition().norms.iter().collect();
    norms.sort_by(|a, b| share(a).total_cmp(&share(b)));
    norms
}

/// What is attained in the last year, and how each of these norms is kept from the turn on; below that what does not
/// fit on paper.
pub fn norms(sides: &[Side], which: &[&NormSeries]) -> Table {
    let mut table = columns("norm", sides);
    for norm in which {
        let cells = sides.iter().map(|side| {
            let (transition, turned) = (side.transition(), side.turned().expect("sides turn"));
            let index = transition.norms.iter().position(|own| own.name == norm.name);
            index.map_or(Cell::Empty, |index| {
                let own = &transition.norms[index];
                let windows = &turned.turn.windows;
                let window =
                    if own.is_lasting { windows.last.clone() } else { windows.before.end..own.months.len() };
                let attained = within(&own.pairs, &window, side.results.confidence);
                let (text, sure) = tables::held(own, &turned.norms[index], &transition.months);
                Cell::Text(format!("{}\n{text}\n{sure}", number::value(attained.value, own.unit)))
            })
        });
        let name =
            Cell::Text(format!("{}\n{}", norm.name, tables::promise(norm, &sides[0].transition().months)));
        table.push(std::iter::once(name).chain(cells));
    }
    table
}

/// What becomes of norms after the last day on which an option saves.
pub struct AfterSaving<'a> {
    /// That go on to the end of the period.
    pub n: usize,
    /// Of those: not kept for good.
    pub broken: Vec<&'a str>,
    /// From when all are kept for good.
    pub all_from: Option<usize>,
}

impl<'a> AfterSaving<'a> {
    /// `None`: the option does not save.
    pub fn of(side: &Side<'a>) -> Option<Self> {
        let saving = side.turned()?.savings.iter().max_by_key(|saving| saving.from)?;
        let norms = side.transition().norms.iter().zip(&saving.norms);
        // those of an old municipality end by themselves
        let judged = norms.filter(|(norm, kept)| norm.is_lasting && kept.judged > 0.0);
        let firsts: Vec<(&str, Option<usize>)> =
            judged.map(|(norm, kept)| (norm.name.as_str(), kept.since.median)).collect();
        let months: Option<Vec<usize>> = firsts.iter().map(|(_, first)| *first).collect();
        Some(Self {
            n: firsts.len(),
            broken: firsts.iter().filter(|(_, first)| first.is_none()).map(|(name, _)| *name).collect(),
            all_from: months.and_then(|months| months.into_iter().max()),
        })
    }

    pub fn n_kept(&self) -> usize {
        self.n - self.broken.len()
    }
}

/// How many norms are kept for good after the last day on which an option saves, and from when all of them are.
pub fn after_saving(side: &Side) -> Cell {
    let Some(after) = AfterSaving::of(side) else { return Cell::text("bespaart niet") };
    let when = match after.all_from {
        Some(month) => format!("vanaf {}", month_name(side.transition().months[month].0)),
        None => "niet alle".to_owned(),
    };
    Cell::Text(format!("{} van de {}\n{when}", after.n_kept(), after.n))
}

/// Each year, on the screen with what of it is what; then what of all years is what.
pub fn costs(sides: &[Side]) -> Table {
    let mut table = columns("begrotingsjaar", sides);
    for (index, year) in sides[0].transition().years.iter().enumerate() {
        let cells = sides.iter().map(|side| {
            side.transition().years.get(index).map_or(Cell::Empty, |own| {
                let parts =
                    [("eenmalig", own.once), ("structureel", own.structural), ("frictie", own.friction)];
                let parts = parts.into_iter().filter(|(_, value)| *value != 0.0);
                let parts: Vec<String> =
                    parts.map(|(name, value)| format!("{name} {}", euro(value))).collect();
                let below = if parts.is_empty() {
                    String::new()
                } else {
                    format!("\n\nwaarvan {}", parts.join(", "))
                };
                Cell::Text(euro(own.total().value) + &below)
            })
        });
        table.push(std::iter::once(Cell::Text(year.year.to_string())).chain(cells));
    }
    let parts = |year: &Year| [year.once, year.structural, year.friction];
    for (place, name) in
        ["maatregelen, eenmalig", "maatregelen, structureel", "frictie, eenmalig"].into_iter().enumerate()
    {
        let of = |side: &Side| side.transition().years.iter().map(|year| parts(year)[place]).sum::<f64>();
        let totals: Vec<f64> = sides.iter().map(of).collect();
        if totals.iter().any(|total| *total != 0.0) {
            let cells = totals.into_iter().map(|total| Cell::Text(euro(0.0 + total)));
            table.push(std::iter::once(Cell::Text(format!("samen: {name}"))).chain(cells));
        }
    }
    let last = |side: &Side| side.transition().years.last().map_or(f64::NAN, |year| year.total().value);
    let gap = |side: &Side| (last(side) - last(&sides[0])).round();
    if sides.iter().any(|side| gap(side) != 0.0) {
        let cells = sides.iter().enumerate().map(|(index, side)| match gap(side) {
            _ if index == 0 => Cell::Empty,
            0.0 => Cell::text("even veel"),
            gap => Cell::Text(format!("{}{}", if gap > 0.0 { "+" } else { "" }, number::number(gap, 0))),
        });
        let name = format!("laatste jaar, tegen {}", sides[0].name);
        table.push(std::iter::once(Cell::Text(name)).chain(cells));
    }
    table
}

/// How busy each team is before, in the first year after the turn and in the last, and its busiest month from the turn on.
pub fn workload(sides: &[Side]) -> Table {
    let mut table = columns("team", sides);
    let is_team = |series: &&Series| series.measure == Measure::Occupancy;
    for team in sides[0].transition().series.iter().filter(is_team) {
        let cells = sides.iter().map(|side| {
            let own = side.transition().series.iter().filter(is_team).find(|own| own.cut == team.cut);
            own.map_or(Cell::Empty, |own| {
                let windows = &side.turned().expect("sides turn").turn.windows;
                let busy = [&windows.before, &windows.first, &windows.last].map(|window| {
                    let mean = within(&own.pairs, window, side.results.confidence).value;
                    number::percent(mean).trim_end_matches('%').to_owned()
                });
                let after = windows.first.start..own.months.len();
                let busiest = after
                    .filter(|month| own.months[*month].value.is_finite())
                    .max_by(|a, b| own.months[*a].value.total_cmp(&own.months[*b].value));
                let busiest = busiest.map_or_else(String::new, |month| {
                    let name = month_name(side.transition().months[month].0);
                    format!("\n{} in {name}", number::percent(own.months[month].value))
                });
                Cell::Text(format!("{}%{busiest}", busy.join(" → ")))
            })
        });
        let name = Cell::text(team.cut.team.as_deref().unwrap_or_default());
        table.push(std::iter::once(name).chain(cells));
    }
    table
}
