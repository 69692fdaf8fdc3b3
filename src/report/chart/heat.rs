//! A figure over two axes that were varied: a cell for each pair of values, darker for more.

use super::palette::{GRID, SHADES, SMALL, SOFT, shade};
use super::picture::{Align, Picture, shortened, text_width};

pub struct Heat<'a> {
    /// Of the figure.
    pub what: &'a str,
    /// Name of the axis and of its values, across and down.
    pub across: (&'a str, Vec<String>),
    pub down: (&'a str, Vec<String>),
    /// By row, from the top, then by column; NaN where nothing is known.
    pub cells: Vec<Vec<f64>>,
    pub told: &'a dyn Fn(f64) -> String,
}

const HEAD: f64 = 40.0;
const LEGEND: f64 = 40.0;
const CELL: f64 = 30.0;
/// More rows than this are lower.
const MANY: usize = 16;

pub fn draw(heat: &Heat, width: f64) -> Picture {
    let known = heat.cells.iter().flatten().copied().filter(|value| value.is_finite());
    let (lowest, highest) =
        known.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), it| (low.min(it), high.max(it)));
    let (rows, columns) = (&heat.down.1, &heat.across.1);
    let cell_height = if rows.len() > MANY { CELL * MANY as f64 / rows.len() as f64 } else { CELL };
    let height = HEAD + cell_height * rows.len() as f64 + LEGEND;
    let (low, high) = ((heat.told)(lowest), (heat.told)(highest));
    let description = format!(
        "Kaart van {} over {} (naar rechts) en {} (omlaag): van {low} tot {high}.",
        heat.what, heat.across.0, heat.down.0
    );
    let mut picture = Picture::new(width, height, description);
    let widest = rows.iter().map(|row| text_width(row, SMALL)).fold(0.0, f64::max).min(width * 0.3);
    let margin = widest + 12.0;
    let cell_width = ((width - margin) / columns.len().max(1) as f64).min(90.0);
    let half = width * 0.5 - 12.0;
    let down = shortened(&format!("↓ {}", heat.down.0), SMALL, half);
    let across = shortened(&format!("→ {}", heat.across.0), SMALL, half);
    picture.text((text_width(&down, SMALL) + 20.0, 9.0), across, SMALL, SOFT, Align::Left);
    picture.text((0.0, 9.0), down, SMALL, SOFT, Align::Left);
    let mut free = f64::NEG_INFINITY;
    for (index, name) in columns.iter().enumerate() {
        let name = shortened(name, SMALL, 110.0);
        let half = text_width(&name, SMALL) / 2.0;
        let middle = (margin + (index as f64 + 0.5) * cell_width).min(width - half).max(half);
        if middle - half > free {
            picture.text((middle, HEAD - 11.0), name, SMALL, SOFT, Align::Middle);
            free = middle + half + 4.0;
        }
    }
    let mut free = f64::NEG_INFINITY;
    for (index, name) in rows.iter().enumerate() {
        let middle = HEAD + (index as f64 + 0.5) * cell_height;
        if middle - 7.0 > free {
            let name = shortened(name, SMALL, widest);
            picture.text((margin - 8.0, middle), name, SMALL, SOFT, Align::Right);
            free = middle + 7.0;
        }
    }
    let texts = heat.cells.iter().flatten().map(|value| text_width(&(heat.told)(*value), SMALL));
    let has_room = cell_height >= 18.0 && texts.fold(0.0, f64::max) + 4.0 < cell_width;
    let gap = if cell_width > 12.0 && cell_height > 12.0 { 1.0 } else { 0.0 };
    for (row, values) in heat.cells.iter().enumerate() {
        for (column, value) in values.iter().enumerate() {
            let corner = (margin + column as f64 * cell_width, HEAD + row as f64 * cell_height);
            let middle = (corner.0 + cell_width / 2.0, corner.1 + cell_height / 2.0);
            if !value.is_finite() {
                picture.text(middle, "·", SMALL, GRID, Align::Middle);
                continue;
            }
            let part = if highest > lowest { (value - lowest) / (highest - lowest) } else { 0.5 };
            let (color, ink) = shade(part);
            let corner = (corner.0 + gap, corner.1 + gap);
            picture.rectangle(corner, cell_width - 2.0 * gap, cell_height - 2.0 * gap, color);
            if has_room {
                picture.text(middle, (heat.told)(*value), SMALL, ink, Align::Middle);
            }
        }
    }
    legend(&mut picture, (&low, &high), height - LEGEND + 14.0);
    picture
}

/// The shades between the lowest and the highest value.
fn legend(picture: &mut Picture, (low, high): (&str, &str), top: f64) {
    picture.text((0.0, top + 9.0), low, SMALL, SOFT, Align::Left);
    let mut left = text_width(low, SMALL) + 8.0;
    for index in 0..SHADES {
        let (color, _) = shade((index as f64 + 0.5) / SHADES as f64);
        picture.rectangle((left, top), 22.0, 18.0, color);
        left += 24.0;
    }
    picture.text((left + 6.0, top + 9.0), high, SMALL, SOFT, Align::Left);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::chart::{NARROW, WIDE};

    #[test]
    fn no_text_runs_out_of_the_picture_with_few_cells_or_many() {
        for n in [1, 4, 60] {
            let names = |of: &str| (0..n).map(|it| format!("{of} {it} per 1000 inwoners")).collect();
            let heat = Heat {
                what: "wachttijd",
                across: ("teams.kcc.diensten.dag.medewerkers", names("a")),
                down: ("klantreizen.algemene-vraag.vraag.aantal", names("b")),
                cells: (0..n).map(|row| (0..n).map(|column| (row * column) as f64).collect()).collect(),
                told: &|value| format!("{value:.0} s"),
            };
            for width in [WIDE, NARROW] {
                assert_eq!(draw(&heat, width).clipped(), Vec::<&str>::new(), "{n} at {width}");
            }
        }
    }
}
