//! From what a mark begins with to the mark itself: a bar for every term that gives or takes points.

use super::palette::{ACCENT, GRID, INK, MAIN, MET, MISSED, SMALL, SOFT, TEXT};
use super::picture::{Align, Picture, text_width};
use super::scale::{Scale, step};
use crate::report::number;

const ROW: f64 = 28.0;
const BAR: f64 = 16.0;
const AXIS: f64 = 30.0;
/// Above the rows, for the name of the goal.
const HEAD: f64 = 22.0;

/// What a mark is made of.
#[derive(Clone, Debug)]
pub struct Waterfall {
    pub begin: f64,
    /// What gives (above 0) or takes points.
    pub terms: Vec<(String, f64)>,
    /// `begin` with all terms.
    pub mark: f64,
    pub goal: Option<f64>,
}

pub fn draw(Waterfall { begin, terms, mark, goal }: &Waterfall, width: f64) -> Picture {
    let (begin, mark) = (*begin, *mark);
    let said: Vec<String> = terms.iter().map(|(name, points)| label(name, *points)).collect();
    let description = format!(
        "Waterval van {} naar het cijfer {}: {}.{}",
        number::number(begin, 2),
        number::number(mark, 2),
        said.join(", "),
        goal.map_or(String::new(), |goal| format!(
            " De lijn is het streefcijfer {}.",
            number::number(goal, 1)
        )),
    );
    let n_rows = terms.len() + 2;
    let top = if goal.is_some() { HEAD } else { 0.0 };
    let mut picture = Picture::new(width, top + ROW * n_rows as f64 + AXIS, description);
    let first = format!("{} begin", number::number(begin, 2));
    let last = format!("{} cijfer", number::number(mark, 2));
    let labels = said.iter().chain([&first, &last]);
    let margin = labels.map(|text| text_width(text, TEXT)).fold(0.0, f64::max).min(width * 0.55) + 12.0;

    let levels: Vec<f64> = terms
        .iter()
        .scan(begin, |level, (_, points)| {
            *level += points;
            Some(*level)
        })
        .collect();
    let all = || levels.iter().chain(goal).copied();
    let lowest = all().fold(begin.min(mark), f64::min);
    let highest = all().fold(begin.max(mark), f64::max);
    let every = step((highest - lowest).max(0.1), 5.0);
    let from = ((lowest / every - 1.0).floor() * every).max(0.0);
    let to = (highest / every + 0.3).ceil() * every;
    let x = Scale { values: (from, to), places: (margin, width - 6.0) };
    let bottom = top + ROW * n_rows as f64;
    for index in 0..=((to - from) / every).round() as u32 {
        let tick = from + f64::from(index) * every;
        let place = x.place(tick);
        picture.line(&[(place, top), (place, bottom)], 1.0, GRID);
        let text = number::number(tick, usize::from(every < 1.0));
        let half = text_width(&text, SMALL) / 2.0;
        picture.text((place.min(width - half), bottom + 14.0), text, SMALL, SOFT, Align::Middle);
    }
    if let Some(goal) = goal {
        picture.line(&[(x.place(*goal), top), (x.place(*goal), bottom)], 2.0, ACCENT);
        let text = format!("streefcijfer {}", number::number(*goal, 1));
        let half = text_width(&text, SMALL) / 2.0;
        picture.text((x.place(*goal).min(width - half), top - 10.0), text, SMALL, INK, Align::Middle);
    }
    let mut row = |index: usize, text: &str, (low, high): (f64, f64), color, ink| {
        let middle = top + (index as f64 + 0.5) * ROW;
        picture.text((margin - 10.0, middle), text, TEXT, ink, Align::Right);
        let (left, right) = (x.place(low.min(high)), x.place(low.max(high)));
        picture.rectangle((left, middle - BAR / 2.0), (right - left).max(1.5), BAR, color);
    };
    row(0, &first, (from, begin), MAIN, INK);
    let mut level = begin;
    for (index, ((_, points), text)) in terms.iter().zip(&said).enumerate() {
        let color = if *points < 0.0 { MISSED } else { MET };
        row(index + 1, text, (level, level + points), color, color);
        level += points;
    }
    row(n_rows - 1, &last, (from, mark), MAIN, INK);
    picture
}

/// `−0,42 wachten`.
fn label(name: &str, points: f64) -> String {
    let sign = if points > 0.0 { "+" } else { "" };
    format!("{sign}{} {name}", number::number(points, 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::chart::NARROW;

    #[test]
    fn the_goal_has_a_name() {
        let points = |goal| Waterfall { begin: 8.1, terms: vec![("wachten".into(), -0.4)], mark: 7.7, goal };
        assert!(draw(&points(Some(8.0)), NARROW).svg().contains("streefcijfer 8,0"));
        assert!(!draw(&points(None), NARROW).svg().contains("streefcijfer"));
    }
}
