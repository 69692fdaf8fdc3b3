//! Before and after, dates, norms, nearness and euros in tables.

use jiff::civil::Date;

use super::answer::{kind, part};
use super::{difference, euro, kept, met, span};
use crate::experiment::measure::Unit;
use crate::experiment::transition::{
    Event, Kept, NormSeries, Places, Saving, Stretch, Transition, Turned, within,
};
use crate::report::chart::months::month_name;
use crate::report::table::{Cell, Table};
use crate::report::{number, words};

/// Marks before and after, of all, of areas and of doelgroepen.
pub fn changes(turned: &Turned) -> Table {
    let n_after = if turned.turn.windows.is_one_year_after() { 1 } else { 2 };
    let titles = ["wie", "ervoor", "eerste jaar", "verschil", "laatste jaar", "verschil "];
    let mut table = Table::new("voor-en-na", &titles.map(|title| (title, ""))[..2 + 2 * n_after]);
    for change in &turned.changes {
        let name = match kind(&change.part) {
            "" => part(&change.part).to_owned(),
            kind => format!("{}\n{kind}", part(&change.part)),
        };
        let mut row = vec![Cell::Text(name), Cell::Figure(change.before, Unit::Mark)];
        for after in [&change.first, &change.last].into_iter().take(n_after) {
            let gap = difference(after.paired.difference, Unit::Points);
            let (value, bounds) = gap.split_once('\n').unwrap_or((&gap, ""));
            row.extend([
                Cell::Figure(after.mark, Unit::Mark),
                Cell::Text(format!("{value} {}\n{bounds}", words::comparison(after.verdict))),
            ]);
        }
        table.push(row);
    }
    table
}

/// Which months are compared.
pub fn windows(transition: &Transition, turned: &Turned) -> String {
    let windows = &turned.turn.windows;
    let span = |window| span(&transition.months, window);
    let last = if windows.is_one_year_after() {
        String::new()
    } else {
        format!("; laatste jaar: {}", span(&windows.last))
    };
    format!("Ervoor: {}; eerste jaar: {}{last}.", span(&windows.before), span(&windows.first))
}

/// What begins when, by the numbers in the charts; `but`: without what that plan has begin on the same day.
pub fn events(transition: &Transition, but: Option<&Transition>) -> Table {
    let mut table = Table::new("data", &[("nr.", ""), ("datum", ""), ("wat begint", "")]);
    let is_there = |event: &Event, name: &str| {
        let same = but.into_iter().flat_map(|other| &other.events).find(|other| other.day == event.day);
        same.is_some_and(|other| other.names.iter().any(|known| known == name))
    };
    for (number, event) in (1..).zip(&transition.events) {
        let merger = event.is_merger.then(|| "de fusie".to_owned()).filter(|_| but.is_none());
        let names = event.names.iter().filter(|name| !is_there(event, name));
        for (index, name) in merger.into_iter().chain(names.map(|name| told(transition, name))).enumerate() {
            let (number, day) = match index {
                0 => (format!("{number}."), words::date(event.day)),
                _ => (String::new(), String::new()),
            };
            table.push([Cell::Text(number), Cell::Text(day), Cell::Text(name)]);
        }
    }
    table
}

/// A measure, and below it what it is about.
fn told(transition: &Transition, name: &str) -> String {
    let about = transition.plan.measures.iter().find(|measure| measure.name == name);
    about.map_or(name.to_owned(), |measure| format!("{name}\n{}", measure.about.trim()))
}

/// Norms before and after, and from when they hold.
pub fn norms(transition: &Transition, turned: &Turned, confidence: f64) -> Table {
    let windows = &turned.turn.windows;
    let titles = ["norm", "ervoor", "eerste jaar", "laatste jaar", "gehaald vanaf het keerpunt"];
    let mut table = Table::new("normen-in-de-tijd", &titles.map(|title| (title, "")));
    for (norm, holds) in transition.norms.iter().zip(&turned.norms) {
        let figure = |window| Cell::Figure(within(&norm.pairs, window, confidence), norm.unit);
        table.push([
            Cell::Text(format!("{}\n{}", norm.name, promise(norm, &transition.months))),
            figure(&windows.before),
            figure(&windows.first),
            figure(&windows.last),
            below(held(norm, holds, &transition.months)),
        ]);
    }
    table
}

/// A line and what is said below it.
pub fn below((text, below): (String, String)) -> Cell {
    Cell::Text(if below.is_empty() { text } else { format!("{text}\n{below}") })
}

/// "minstens 80% binnen 30 s".
pub fn asked(norm: &NormSeries) -> String {
    let bound = if norm.at_most { "hooguit" } else { "minstens" };
    let limit = norm.limit.as_ref().map_or_else(String::new, |limit| format!(" {limit}"));
    format!("{bound} {}{limit}", number::as_written(norm.target, norm.unit))
}

/// What is asked and, of a norm that ends before the period does, its last month.
pub fn promise(norm: &NormSeries, months: &[(Date, Date)]) -> String {
    let last = norm.months.iter().rposition(|month| month.value.is_finite()).filter(|_| !norm.is_lasting);
    let last = last.map_or_else(String::new, |last| format!(", t/m {}", month_name(months[last].0)));
    let kind = if norm.is_condition { "randvoorwaarde: " } else { "" };
    format!("{kind}{}{last}", asked(norm))
}

/// How a norm is kept. Of one that ends, what is kept for good means nothing.
pub fn held(norm: &NormSeries, own: &Kept, months: &[(Date, Date)]) -> (String, String) {
    let is_partly = own.judged > 0.0 && own.met.value > 0.0 && !own.is_always();
    if norm.is_lasting || !is_partly { kept(own, months) } else { (met(own), String::new()) }
}

/// Of each day on which something saves: how each norm is kept from then on; none where nothing saves.
pub fn savings(transition: &Transition, turned: &Turned) -> Option<Table> {
    let days: Vec<String> = turned
        .savings
        .iter()
        .map(|it| format!("{}, {}", it.names.join(" en "), words::date(it.from)))
        .collect();
    let columns: Vec<(&str, &str)> =
        std::iter::once(("norm", "")).chain(days.iter().map(|day| (day.as_str(), ""))).collect();
    let mut table = Table::new("besparingen", &columns);
    for (index, norm) in transition.norms.iter().enumerate() {
        let of = |saving: &Saving| below(held(norm, &saving.norms[index], &transition.months));
        let name = Cell::Text(format!("{}\n{}", norm.name, promise(norm, &transition.months)));
        table.push(std::iter::once(name).chain(turned.savings.iter().map(of)));
    }
    (!turned.savings.is_empty()).then_some(table)
}

pub fn years(transition: &Transition) -> Table {
    let titles = [
        "begrotingsjaar",
        "uren van teams",
        "maatregelen, structureel",
        "maatregelen, eenmalig",
        "frictie, eenmalig",
        "samen",
    ];
    let mut table = Table::new("kosten", &titles.map(|title| (title, "")));
    for year in &transition.years {
        let days = if year.days < 365 {
            format!("{}\n{} dagen", year.year, year.days)
        } else {
            year.year.to_string()
        };
        table.push([
            Cell::Text(days),
            Cell::Text(euro(year.staff.value)),
            Cell::Text(euro(year.structural)),
            Cell::Text(euro(year.once)),
            Cell::Text(euro(year.friction)),
            Cell::Text(euro(year.total().value)),
        ]);
    }
    table
}

/// Who lives within a quarter of an hour: by kern and in all, at the start and at the end.
pub fn nearness(transition: &Transition) -> Option<Table> {
    let places = transition.places.as_ref()?;
    let (first, last) = (places.stretches.first()?, places.stretches.last()?);
    Some(near(places, &[("binnen een kwartier, eerst", first), ("aan het eind", last)]))
}

/// The same on stretches of days with what they are called.
pub fn near(places: &Places, stretches: &[(&str, &Stretch)]) -> Table {
    let titles = [("kern", ""), ("van de inwoners", "")].into_iter();
    let columns: Vec<(&str, &str)> = titles.chain(stretches.iter().map(|(title, _)| (*title, ""))).collect();
    let mut table = Table::new("nabijheid", &columns);
    let mut row = |name: String, share: f64, near: &dyn Fn(&Stretch) -> String| {
        let cells = stretches.iter().map(|(_, stretch)| Cell::Text(near(stretch)));
        table.push([Cell::Text(name), Cell::Text(number::percent(share))].into_iter().chain(cells));
    };
    row("alle kernen".to_owned(), 1.0, &|stretch| number::percent(stretch.channels[0].all));
    for (village, home) in places.villages.iter().enumerate() {
        row(home.name.clone(), home.share, &|stretch| {
            let share = number::percent(stretch.channels[0].villages[village]);
            let way = stretch.nearest[village]
                .and_then(|site| Some((&places.locations[site], home.minutes[site]?)));
            let way = way.map(|(site, minutes)| format!("\n{} min naar {site}", number::number(minutes, 0)));
            share + &way.unwrap_or_default()
        });
    }
    for (index, near) in stretches[0].1.channels.iter().enumerate().skip(1) {
        let name = format!("alle kernen, alleen {}", near.channel.as_deref().unwrap_or_default());
        row(name, 1.0, &|stretch| number::percent(stretch.channels[index].all));
    }
    table
}
