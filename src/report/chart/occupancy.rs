//! Heat map of how busy a team is, by weekday and hour, with the figure in every cell.

use super::is_narrow;
use super::palette::{GRID, INK, SMALL, SOFT, STEP_BOUNDS, step};
use super::picture::{Align, Picture};
use crate::report::number;
use crate::report::tables::WEEKDAYS;
use crate::report::view::Week;

const LEGEND: f64 = 46.0;
const LEGEND_CELL: f64 = 50.0;

/// Weekdays stand to the left; where there is no width, above.
pub fn draw(team: &str, week: &Week, width: f64) -> Picture {
    let busiest = week.occupancy.iter().zip(&week.weekdays).flat_map(|(day, weekday)| {
        let figures = day.iter().zip(&week.hours);
        figures.filter_map(move |(cell, hour)| cell.map(|cell| (cell.value, *weekday, *hour)))
    });
    let busiest =
        busiest.max_by(|a, b| a.0.total_cmp(&b.0)).map_or(String::new(), |(share, weekday, hour)| {
            format!(
                "; het drukst op {} van {hour} tot {} uur: {}",
                WEEKDAYS[usize::from(weekday)],
                hour + 1,
                number::share(share)
            )
        });
    let description = format!("Kaart van de bezettingsgraad van {team} per weekdag en uur{busiest}.");
    let upright = is_narrow(width);
    let days: Vec<String> = week.weekdays.iter().map(|day| day_label(*day, upright)).collect();
    let hours: Vec<String> = week.hours.iter().map(|hour| format!("{hour}–{}", hour + 1)).collect();
    let (across, down) = if upright { (&days, &hours) } else { (&hours, &days) };
    let margin = if upright { 52.0 } else { 86.0 };
    let cell_width = ((width - margin) / across.len() as f64).min(64.0);
    let cell_height = if upright { 24.0 } else { 30.0 };
    let height = 24.0 + cell_height * down.len() as f64 + LEGEND;
    let mut picture = Picture::new(width, height, description);

    let across_size = if cell_width < 36.0 { SMALL - 2.0 } else { SMALL };
    for (index, label) in across.iter().enumerate() {
        // too little room for "8–9": the hour at which it starts
        let label = if cell_width < 34.0 { label.split('–').next().unwrap_or(label) } else { label };
        let middle = margin + (index as f64 + 0.5) * cell_width;
        picture.text((middle, 10.0), label, across_size, SOFT, Align::Middle);
    }
    for (index, label) in down.iter().enumerate() {
        let middle = 24.0 + (index as f64 + 0.5) * cell_height;
        picture.text((margin - 8.0, middle), label, SMALL, SOFT, Align::Right);
    }
    for (day, figures) in week.occupancy.iter().enumerate() {
        for (hour, figure) in figures.iter().enumerate() {
            let (column, row) = if upright { (day, hour) } else { (hour, day) };
            let corner = (margin + column as f64 * cell_width, 24.0 + row as f64 * cell_height);
            let Some(figure) = figure else {
                let middle = (corner.0 + cell_width / 2.0, corner.1 + cell_height / 2.0);
                picture.text(middle, "·", SMALL, GRID, Align::Middle);
                continue;
            };
            let (color, ink) = step(figure.value);
            picture.rectangle((corner.0 + 1.0, corner.1 + 1.0), cell_width - 2.0, cell_height - 2.0, color);
            let middle = (corner.0 + cell_width / 2.0, corner.1 + cell_height / 2.0);
            let text = number::number(figure.value * 100.0, 0);
            picture.text(
                middle,
                text,
                if cell_width < 28.0 { SMALL - 2.0 } else { SMALL },
                ink,
                Align::Middle,
            );
        }
    }
    legend(&mut picture, width, height - LEGEND + 14.0);
    picture
}

fn day_label(weekday: u8, short: bool) -> String {
    let name = WEEKDAYS[usize::from(weekday)];
    if short { name[..2].to_owned() } else { name.to_owned() }
}

/// The steps with their bounds, to the left under the cells.
fn legend(picture: &mut Picture, width: f64, top: f64) {
    let cell = LEGEND_CELL.min((width - 8.0) / STEP_BOUNDS.len() as f64);
    for (index, bound) in STEP_BOUNDS.into_iter().enumerate() {
        let left = index as f64 * cell;
        let (color, ink) = step(bound);
        picture.rectangle((left, top), cell - 2.0, 18.0, color);
        let percent = |share: f64| number::number(share * 100.0, 0);
        let label = match STEP_BOUNDS.get(index + 1) {
            _ if index == 0 => format!("< {}", percent(STEP_BOUNDS[1])),
            Some(next) => format!("{}–{}", percent(bound), percent(next - 0.01)),
            None => format!("≥ {}", percent(bound)),
        };
        picture.text((left + cell / 2.0 - 1.0, top + 9.0), label, SMALL - 1.0, ink, Align::Middle);
    }
    let right = STEP_BOUNDS.len() as f64 * cell + 8.0;
    if width - right > 180.0 {
        picture.text((right, top + 9.0), "% van de tijd bezig (bezettingsgraad)", SMALL, INK, Align::Left);
    } else {
        picture.text((0.0, top + 28.0), "% van de tijd bezig", SMALL - 1.0, INK, Align::Left);
    }
}
