//! Figures month by month with their intervals as bands, a line for each of what is compared, and the days on which
//! something begins.

use jiff::civil::Date;
use plotters::style::{Color, RGBColor};

use super::band::put_band;
use super::is_narrow;
use super::palette::{ACCENT, GRID, INK, LINES, SMALL, SOFT};
use super::picture::{Align, Picture, Point, shortened, text_width};
use super::scale::{Scale, step, time_step};
use crate::experiment::measure::Unit;
use crate::report::{number, words};
use crate::scenario::value::MONTHS;
use crate::stats::interval::Estimate;

/// What a chart shows.
pub struct Course<'a> {
    /// As in "gemiddeld cijfer".
    pub what: &'a str,
    pub unit: Unit,
    /// First and last day of each.
    pub months: &'a [(Date, Date)],
    /// At most as many as there are colours; those after it are left out.
    pub lines: Vec<Line<'a>>,
    pub target: Option<Target>,
    /// Days on which something begins, ascending.
    pub events: &'a [Marked],
}

pub struct Line<'a> {
    pub name: &'a str,
    /// NaN where nothing was seen: a gap.
    pub figures: &'a [Estimate],
}

#[derive(Clone)]
pub struct Target {
    pub value: f64,
    /// As in "norm 80%".
    pub name: String,
}

pub struct Marked {
    pub day: Date,
    /// Beside a bold line; else a thin one with its number.
    pub name: Option<String>,
}

const HEIGHT: f64 = 210.0;
const LEGEND: f64 = 22.0;
const EVENTS: f64 = 20.0;
const AXIS: f64 = 34.0;
/// Between the numbers of lines that end at one height.
const APART: f64 = 13.0;

pub fn draw(course: &Course, width: f64) -> Picture {
    let lines = &course.lines[..course.lines.len().min(LINES.len())];
    let legend = legend(lines, course.target.as_ref(), width);
    let top = legend.len() as f64 * LEGEND + EVENTS;
    let bottom = top + HEIGHT - AXIS;
    let mut picture = Picture::new(width, top + HEIGHT, description(course, lines));
    put_legend(&mut picture, &legend);
    let ticks = ticks(course, lines);
    let label = |tick: f64| label(tick, course.unit, ticks[1] - ticks[0]);
    let margin = ticks.iter().map(|tick| text_width(&label(*tick), SMALL)).fold(0.0, f64::max) + 10.0;
    let ends = if lines.len() > 1 { 16.0 } else { 8.0 };
    let x = Scale { values: (0.0, course.months.len() as f64), places: (margin, width - ends) };
    let y = Scale { values: (ticks[0], ticks[ticks.len() - 1]), places: (bottom, top + 4.0) };
    for tick in &ticks {
        let place = y.place(*tick);
        picture.line(&[(x.places.0, place), (x.places.1, place)], 1.0, GRID);
        picture.text((x.places.0 - 8.0, place), label(*tick), SMALL, SOFT, Align::Right);
    }
    put_axis(&mut picture, course.months, x, bottom);
    put_events(&mut picture, course, x, (top - EVENTS, bottom));
    if let Some(target) = &course.target {
        dashed(&mut picture, (x.places.0, x.places.1), y.place(target.value));
    }
    // where lines coincide, the first is seen
    for (line, color) in lines.iter().zip(LINES).rev() {
        put_line(&mut picture, line, color, x, y, lines.len());
    }
    if lines.len() > 1 {
        put_ends(&mut picture, lines, x, y);
    }
    picture
}

fn description(course: &Course, lines: &[Line]) -> String {
    let said = lines.iter().map(|line| {
        let known: Vec<(usize, f64)> = line
            .figures
            .iter()
            .enumerate()
            .filter(|(_, figure)| figure.value.is_finite())
            .map(|(month, figure)| (month, figure.value))
            .collect();
        let at = |of: Option<&(usize, f64)>| {
            of.map_or_else(String::new, |(month, value)| {
                format!("{} in {}", number::value(*value, course.unit), month_name(course.months[*month].0))
            })
        };
        let lowest = known.iter().min_by(|a, b| a.1.total_cmp(&b.1));
        let highest = known.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        let name = if lines.len() > 1 { format!("{}: ", line.name) } else { String::new() };
        format!("{name}laagst {}, hoogst {}", at(lowest), at(highest))
    });
    format!("Lijn per maand: {}; {}.", course.what, said.collect::<Vec<_>>().join("; "))
}

pub fn month_name(day: Date) -> String {
    format!("{} {}", MONTHS[day.month() as usize - 1], day.year())
}

/// From below the lowest to above the highest; from 0 where that is not far.
fn ticks(course: &Course, lines: &[Line]) -> Vec<f64> {
    let known = lines.iter().flat_map(|line| line.figures).filter(|figure| figure.value.is_finite());
    let bounds = known.flat_map(|figure| {
        let sure = figure.low.is_finite();
        [if sure { figure.low } else { figure.value }, if sure { figure.high } else { figure.value }]
    });
    let target = course.target.as_ref().map(|target| target.value);
    let (lowest, highest) = bounds
        .chain(target)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if !lowest.is_finite() {
        return vec![0.0, 1.0];
    }
    let (floor, ceiling) = match course.unit {
        Unit::Mark => (1.0, 10.0),
        Unit::Share => (0.0, 1.0),
        _ => (0.0, f64::INFINITY),
    };
    let (lowest, highest) = (lowest.max(floor), highest.min(ceiling).max(floor));
    let is_zoomed = course.unit == Unit::Mark || (course.unit == Unit::Share && lowest > 0.3);
    let from = if is_zoomed { lowest } else { floor };
    // differences smaller than these are not worth a tick
    let least = match course.unit {
        Unit::Mark => 0.4,
        Unit::Share => 0.04,
        _ => 1e-6,
    };
    let room = (highest - from).max(least);
    let step = match course.unit {
        Unit::Seconds => time_step(room, 4.0),
        _ => step(room, 4.0),
    };
    let first = (from / step + 1e-9).floor().max((floor / step).ceil());
    let last = (highest / step - 1e-9).ceil().max(first + 1.0);
    (0..=(last - first) as u32).map(|index| (first + f64::from(index)) * step).collect()
}

fn label(tick: f64, unit: Unit, step: f64) -> String {
    let decimals = if step >= 1.0 { 0 } else { (-step.log10().floor()) as usize };
    match unit {
        Unit::Share => number::number(tick * 100.0, decimals.saturating_sub(2)) + "%",
        Unit::Seconds => number::duration(tick),
        _ => number::number(tick, decimals),
    }
}

/// What a colour means, and where that is said.
struct Meaning {
    /// Of a line; `None`: the target.
    line: Option<usize>,
    name: String,
    left: f64,
}

/// Rows of the legend: lines where there are several, then the target, which in the chart would lie across lines.
fn legend(lines: &[Line], target: Option<&Target>, width: f64) -> Vec<Vec<Meaning>> {
    let several = lines.iter().enumerate().filter(|_| lines.len() > 1);
    let several = several.map(|(index, line)| (Some(index), format!("{} {}", index + 1, line.name)));
    let mut rows: Vec<Vec<Meaning>> = Vec::new();
    let mut free = 0.0;
    for (line, name) in several.chain(target.map(|target| (None, target.name.clone()))) {
        let wide = 24.0 + text_width(&name, SMALL).min(width - 24.0);
        if rows.is_empty() || free + wide > width {
            rows.push(Vec::new());
            free = 0.0;
        }
        rows.last_mut().expect("begun with one").push(Meaning { line, name, left: free });
        free += wide + 20.0;
    }
    rows
}

fn put_legend(picture: &mut Picture, rows: &[Vec<Meaning>]) {
    let width = picture.width;
    for (row, meanings) in rows.iter().enumerate() {
        let middle = row as f64 * LEGEND + 9.0;
        for Meaning { line, name, left } in meanings {
            match line {
                Some(index) => picture.line(&[(*left, middle), (left + 18.0, middle)], 4.0, LINES[*index]),
                None => dashed(picture, (*left, left + 18.0), middle),
            }
            let name = shortened(name, SMALL, width - left - 24.0);
            let color = if line.is_some() { INK } else { ACCENT };
            picture.text((left + 24.0, middle), name, SMALL, color, Align::Left);
        }
    }
}

/// The year below its months; the months too, where there is room.
fn put_axis(picture: &mut Picture, months: &[(Date, Date)], x: Scale, bottom: f64) {
    let room = x.place(1.0) - x.place(0.0);
    let says_months = room >= text_width("mmm", SMALL) + 4.0;
    let mut start = 0;
    for index in 0..months.len() {
        if says_months {
            let name = words::month_in_short(months[index].0);
            picture.text((x.place(index as f64 + 0.5), bottom + 10.0), name, SMALL, SOFT, Align::Middle);
        }
        let ends = months.get(index + 1).is_none_or(|next| next.0.year() != months[index].0.year());
        if ends {
            let (left, right) = (x.place(start as f64), x.place(index as f64 + 1.0));
            picture.line(&[(left, bottom), (left, bottom + 6.0)], 1.0, SOFT);
            let year = months[index].0.year().to_string();
            if right - left >= text_width(&year, SMALL) {
                let below = bottom + if says_months { 26.0 } else { 14.0 };
                picture.text(((left + right) / 2.0, below), year, SMALL, SOFT, Align::Middle);
            }
            start = index + 1;
        }
    }
}

/// Numbered as they come; a number that would touch the one before is left out.
fn put_events(picture: &mut Picture, course: &Course, x: Scale, (top, bottom): (f64, f64)) {
    let mut free = f64::NEG_INFINITY;
    let named = course.events.iter().filter_map(|event| Some((place(course.months, event.day)?, event)));
    let named: Vec<(usize, f64, &Marked)> =
        named.enumerate().map(|(number, (at, event))| (number, x.place(at), event)).collect();
    let bold: Vec<(f64, f64)> = named
        .iter()
        .filter_map(|(_, at, event)| {
            let half = text_width(event.name.as_ref()?, SMALL) / 2.0 + 4.0;
            Some((at - half, at + half))
        })
        .collect();
    for (number, at, event) in named {
        let (color, width) = if event.name.is_some() { (INK, 2.0) } else { (SOFT, 1.0) };
        let from = if event.name.is_some() { top + 16.0 } else { bottom - 8.0 };
        picture.line(&[(at, from), (at, bottom)], width, color);
        let text = event.name.clone().unwrap_or_else(|| (number + 1).to_string());
        let half = text_width(&text, SMALL) / 2.0;
        let middle = at.clamp(half, picture.width - half);
        let meets = event.name.is_none()
            && bold.iter().any(|(from, to)| middle + half > *from && middle - half < *to);
        if middle - half > free && !meets || event.name.is_some() {
            picture.text((middle, top + 8.0), text, SMALL, color, Align::Middle);
            if event.name.is_none() {
                picture.line(&[(at, top + 16.0), (at, top + 20.0)], 1.0, SOFT);
            }
            free = middle + half + 4.0;
        }
    }
}

/// Where a day lies on an axis of months.
fn place(months: &[(Date, Date)], day: Date) -> Option<f64> {
    let index = months.iter().position(|(from, to)| *from <= day && day <= *to)?;
    let (from, to) = months[index];
    let part = f64::from((day - from).get_days()) / f64::from((to - from).get_days() + 1);
    Some(index as f64 + part)
}

fn dashed(picture: &mut Picture, (from, to): (f64, f64), y: f64) {
    let mut left = from;
    while left < to {
        picture.line(&[(left, y), ((left + 6.0).min(to), y)], 1.5, ACCENT);
        left += 10.0;
    }
}

fn put_line(picture: &mut Picture, line: &Line, color: RGBColor, x: Scale, y: Scale, n: usize) {
    let places = (0..).map(|month| x.place(f64::from(month) + 0.5));
    let known: Vec<(f64, Estimate)> = places.zip(line.figures.iter().copied()).collect();
    for run in known.split(|(_, figure)| !figure.value.is_finite()) {
        put_band(picture, run, y, color.mix(if n > 1 { 0.10 } else { 0.18 }));
        let points: Vec<Point> = run.iter().map(|(x, figure)| (*x, y.place(figure.value))).collect();
        match points[..] {
            [] => {}
            [point] => picture.dot(point, 3.0, color),
            _ => picture.line(&points, 2.0, color),
        }
        if is_narrow(picture.width) || points.len() > 40 {
            continue;
        }
        for point in points {
            picture.dot(point, 2.0, color);
        }
    }
}

/// The number of each line at its end, so that paper without colour tells them apart; they give way to each other.
fn put_ends(picture: &mut Picture, lines: &[Line], x: Scale, y: Scale) {
    let mut ends: Vec<(f64, usize)> = Vec::new();
    let mut right = x.places.0;
    for (index, line) in lines.iter().enumerate() {
        let Some(last) = line.figures.iter().rposition(|figure| figure.value.is_finite()) else { continue };
        ends.push((y.place(line.figures[last].value), index));
        // a norm may end before the period does
        right = right.max(x.place(last as f64 + 1.0));
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free = f64::NEG_INFINITY;
    for (place, _) in &mut ends {
        *place = place.max(free);
        free = *place + APART;
    }
    // what would come below the axis moves up
    let mut free = y.places.0;
    for (place, _) in ends.iter_mut().rev() {
        *place = place.min(free);
        free = *place - APART;
    }
    for (place, index) in ends {
        picture.text((right + 4.0, place), (index + 1).to_string(), SMALL, LINES[index], Align::Left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::chart::{NARROW, WIDE};
    use crate::report::sample::estimate;
    use jiff::civil::date;

    fn months() -> Vec<(Date, Date)> {
        let month = |index: i32| {
            let first = date(2021, 1, 1).saturating_add(jiff::Span::new().months(index));
            (first, first.last_of_month())
        };
        (0..60).map(month).collect()
    }

    #[test]
    fn no_text_runs_out_of_a_course_with_options_and_events() {
        let months = months();
        let figures: Vec<Vec<Estimate>> = (0..4)
            .map(|option| {
                (0..60).map(|month| estimate(7.4 - f64::from(month % 7 + option) / 20.0, 0.05)).collect()
            })
            .collect();
        let names = ["snijden", "24 maanden behouden", "één loket met alles erbij", "drie loketten"];
        let lines = || names.iter().zip(&figures).map(|(name, figures)| Line { name, figures }).collect();
        let event = |day, name: Option<&str>| Marked { day, name: name.map(str::to_owned) };
        let events = [event(date(2021, 1, 1), None), event(date(2023, 1, 1), Some("fusie"))];
        for width in [WIDE, NARROW] {
            let target = Some(Target { value: 8.0, name: "streefcijfer 8".into() });
            let what = "gemiddeld cijfer";
            let course =
                Course { what, unit: Unit::Mark, months: &months, lines: lines(), target, events: &events };
            let picture = draw(&course, width);
            assert_eq!(picture.clipped(), Vec::<&str>::new(), "{width}");
            assert!(picture.description.contains("drie loketten: laagst"), "{}", picture.description);
        }
    }

    #[test]
    fn the_target_is_named_above_the_lines_and_numbers_stay_above_the_axis() {
        let (months, none) = (months(), [Estimate { value: 0.0, low: 0.0, high: 0.0, n: 30 }; 60]);
        let lines = || ["een", "twee", "drie", "vier"].map(|name| Line { name, figures: &none }).into();
        let target = Some(Target { value: 0.9, name: "minstens 90%".into() });
        let course =
            Course { what: "deel", unit: Unit::Share, months: &months, lines: lines(), target, events: &[] };
        for width in [WIDE, NARROW] {
            let picture = draw(&course, width);
            assert_eq!(picture.clipped(), Vec::<&str>::new(), "{width}");
            let rows = legend(&course.lines, course.target.as_ref(), width);
            let last = rows.last().and_then(|row| row.last()).expect("a legend");
            assert_eq!((last.line, last.name.as_str()), (None, "minstens 90%"));
        }
    }

    #[test]
    fn a_chance_of_nothing_has_whole_percentages() {
        let figures = [Estimate { value: 0.0, low: 0.0, high: 0.0, n: 30 }];
        let lines = [Line { name: "kans", figures: &figures }];
        let (what, months) = ("kans", months());
        let course =
            Course { what, unit: Unit::Share, months: &months, lines: Vec::new(), target: None, events: &[] };
        assert_eq!(ticks(&course, &lines), [0.0, 0.01]);
    }

    #[test]
    fn a_day_lies_as_far_in_its_month_as_it_is() {
        assert_eq!(place(&months(), date(2021, 2, 15)), Some(1.5));
        assert_eq!(place(&months(), date(2030, 1, 1)), None);
    }
}
