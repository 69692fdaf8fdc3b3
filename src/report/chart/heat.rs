//! A figure over two axes that were varied: a cell for each pair of values, darker for more.

use super::Asked;
use super::palette::{ACCENT, GRID, SHADES, SMALL, SOFT, shade};
use super::picture::{Align, Picture, Point, shortened, text_width};

pub struct Heat<'a> {
    /// Of the figure.
    pub what: &'a str,
    /// Name of the axis and of its values, across and down.
    pub across: (&'a str, Vec<String>),
    pub down: (&'a str, Vec<String>),
    /// By row, from the top, then by column; NaN where nothing is known.
    pub cells: Vec<Vec<f64>>,
    /// What a norm asks of the figure: a line goes between cells that meet it and cells that do not.
    pub asked: Option<Asked>,
    pub told: &'a dyn Fn(f64) -> String,
}

const HEAD: f64 = 40.0;
const LEGEND: f64 = 40.0;
/// What is said of a norm.
const NORM: f64 = 24.0;
const CELL: f64 = 30.0;
/// Width of the name of a column.
const MOST_NAME: f64 = 120.0;
/// Width of the line at a norm.
const BORDER: f64 = 3.0;
/// More rows than this are lower.
const MANY: usize = 16;

pub fn draw(heat: &Heat, width: f64) -> Picture {
    let known = heat.cells.iter().flatten().copied().filter(|value| value.is_finite());
    let (lowest, highest) =
        known.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), it| (low.min(it), high.max(it)));
    let (rows, columns) = (&heat.down.1, &heat.across.1);
    let cell_height = if rows.len() > MANY { CELL * MANY as f64 / rows.len() as f64 } else { CELL };
    let below = HEAD + cell_height * rows.len() as f64;
    let height = below + LEGEND + if heat.asked.is_some() { NORM } else { 0.0 };
    let (low, high) = ((heat.told)(lowest), (heat.told)(highest));
    let met = heat.asked.map(|asked| met(heat, asked));
    let description = format!(
        "Kaart van {} over {} (naar rechts) en {} (omlaag): van {low} tot {high}{}.",
        heat.what,
        heat.across.0,
        heat.down.0,
        met.as_ref().map_or_else(String::new, |met| format!("; {met}"))
    );
    let mut picture = Picture::new(width, height, description);
    let widest = rows.iter().map(|row| text_width(row, SMALL)).fold(0.0, f64::max).min(width * 0.3);
    let margin = widest + 12.0;
    // as wide as the names of the columns ask, where there is room
    let names = columns.iter().map(|name| text_width(&shortened(name, SMALL, MOST_NAME), SMALL) + 6.0);
    let cell_width = ((width - margin) / columns.len().max(1) as f64).min(names.fold(90.0, f64::max));
    let half = width * 0.5 - 12.0;
    let down = shortened(&format!("↓ {}", heat.down.0), SMALL, half);
    let across = shortened(&format!("→ {}", heat.across.0), SMALL, half);
    picture.text((text_width(&down, SMALL) + 20.0, 9.0), across, SMALL, SOFT, Align::Left);
    picture.text((0.0, 9.0), down, SMALL, SOFT, Align::Left);
    let mut free = f64::NEG_INFINITY;
    for (index, name) in columns.iter().enumerate() {
        let name = shortened(name, SMALL, MOST_NAME);
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
    if let Some(asked) = heat.asked {
        borders(&mut picture, heat, asked, (margin, HEAD), (cell_width, cell_height));
    }
    legend(&mut picture, (&low, &high), below + 14.0);
    if let Some(met) = met {
        let middle = below + LEGEND + 10.0;
        picture.line(&[(0.0, middle), (22.0, middle)], BORDER, ACCENT);
        picture.text((30.0, middle), shortened(&met, SMALL, width - 30.0), SMALL, SOFT, Align::Left);
    }
    picture
}

/// `norm: ten minste 80%, gemiddeld gehaald in 4 van de 12`.
fn met(heat: &Heat, asked: Asked) -> String {
    let known = || heat.cells.iter().flatten().filter(|value| value.is_finite());
    let n_met = known().filter(|value| asked.is_met(**value)).count();
    format!("{}, gemiddeld gehaald in {n_met} van de {}", asked.told(heat.told), known().count())
}

/// Lines between neighbours of which one meets the norm and the other does not.
fn borders(picture: &mut Picture, heat: &Heat, asked: Asked, corner: Point, (width, height): Point) {
    let is_met = |row: usize, column: usize| {
        let value = *heat.cells.get(row)?.get(column)?;
        value.is_finite().then(|| asked.is_met(value))
    };
    let differ =
        |one: Option<bool>, other: Option<bool>| one.zip(other).is_some_and(|(one, other)| one != other);
    let at = |row: usize, column: usize| (corner.0 + column as f64 * width, corner.1 + row as f64 * height);
    for row in 0..heat.cells.len() {
        for column in 0..heat.cells[row].len() {
            let own = is_met(row, column);
            let end = at(row + 1, column + 1);
            if differ(own, is_met(row, column + 1)) {
                picture.line(&[at(row, column + 1), end], BORDER, ACCENT);
            }
            if differ(own, is_met(row + 1, column)) {
                picture.line(&[at(row + 1, column), end], BORDER, ACCENT);
            }
        }
    }
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
                asked: Some(Asked { target: 4.0, is_most: true }),
                told: &|value| format!("{value:.0} s"),
            };
            for width in [WIDE, NARROW] {
                assert_eq!(draw(&heat, width).clipped(), Vec::<&str>::new(), "{n} at {width}");
            }
        }
    }

    #[test]
    fn a_line_parts_what_meets_the_norm_from_what_does_not() {
        let names = || vec!["a".to_owned(), "b".to_owned(), "c".to_owned()];
        let draw_at = |target: f64| {
            let heat = Heat {
                what: "aandeel",
                across: ("x", names()),
                down: ("y", names()),
                cells: vec![vec![1.0, 2.0, 3.0], vec![2.0, 3.0, 4.0], vec![3.0, f64::NAN, 5.0]],
                asked: Some(Asked { target, is_most: false }),
                told: &|value| format!("{value:.0}"),
            };
            draw(&heat, WIDE)
        };
        // beside the sample of the legend: of nine cells, 1 2 | 3 / 2 | 3 4 / 3 . 5, and what is unknown has no side
        let n_borders = |target: f64| draw_at(target).svg().matches("stroke=\"#C95C14\"").count() - 1;
        assert_eq!((n_borders(3.0), n_borders(1.0), n_borders(9.0)), (4, 0, 0));
        let said = draw_at(3.0).description;
        assert!(said.contains("norm: ten minste 3, gemiddeld gehaald in 5 van de 8"), "{said}");
    }
}
