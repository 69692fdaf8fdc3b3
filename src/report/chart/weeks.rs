//! A figure week by week over the year, with its interval as a band.

use jiff::civil::Date;
use plotters::style::Color;

use super::band::put_band;
use super::palette::{GRID, MAIN, SMALL, SOFT};
use super::picture::{Align, Picture, Point, text_width};
use super::scale::{Scale, step};
use crate::report::{number, words};
use crate::scenario::value::MONTHS;
use crate::stats::interval::Estimate;

const HEIGHT: f64 = 190.0;

/// `what` as in "werkdagen tot een afspraak bij balie"; a week without a figure is a gap.
pub fn draw(what: &str, weeks: &[Date], figures: &[Estimate], width: f64) -> Picture {
    let known = || weeks.iter().zip(figures).filter(|(_, figure)| figure.value.is_finite());
    let most = known().max_by(|a, b| a.1.value.total_cmp(&b.1.value));
    let peak = most.map_or(String::new(), |(week, figure)| {
        format!("; het meest in de week van {}: {}", day(*week), number::number(figure.value, 1))
    });
    let mut picture = Picture::new(width, HEIGHT, format!("Lijn over het jaar: {what}{peak}."));
    let high = |figure: &Estimate| if figure.high.is_finite() { figure.high } else { figure.value };
    let highest = known().map(|(_, figure)| high(figure)).fold(0.0, f64::max).max(1e-6);
    let step = step(highest, 4.0);
    let n_steps = (highest / step).ceil();
    let ticks: Vec<f64> = (0..=n_steps as u32).map(|index| f64::from(index) * step).collect();
    let decimals = usize::from(step < 1.0);
    let label = |tick: f64| number::number(tick, decimals);
    let margin = ticks.iter().map(|tick| text_width(&label(*tick), SMALL)).fold(0.0, f64::max) + 10.0;
    let x = Scale { values: (0.0, weeks.len() as f64), places: (margin, width - 8.0) };
    let y = Scale { values: (0.0, n_steps * step), places: (HEIGHT - 30.0, 10.0) };
    for tick in ticks {
        let place = y.place(tick);
        picture.line(&[(x.places.0, place), (x.places.1, place)], 1.0, GRID);
        picture.text((x.places.0 - 8.0, place), label(tick), SMALL, SOFT, Align::Right);
    }
    put_months(&mut picture, weeks, x, y.places.0);

    let places = (0..).map(|week| x.place(f64::from(week) + 0.5));
    let known: Vec<(f64, Estimate)> = places.zip(figures.iter().copied()).collect();
    for run in known.split(|(_, figure)| !figure.value.is_finite()) {
        put_run(&mut picture, run, y);
    }
    picture
}

fn put_run(picture: &mut Picture, run: &[(f64, Estimate)], y: Scale) {
    put_band(picture, run, y, MAIN.mix(0.18));
    let points: Vec<Point> = run.iter().map(|(x, figure)| (*x, y.place(figure.value))).collect();
    match points[..] {
        [] => {}
        [point] => picture.dot(point, 3.0, MAIN),
        _ => picture.line(&points, 2.0, MAIN),
    }
}

/// A name where a month begins: every month, or every second, third or sixth, such that they fit beside each other.
fn put_months(picture: &mut Picture, weeks: &[Date], x: Scale, bottom: f64) {
    let begins = |index: &usize| *index == 0 || weeks[index - 1].month() != weeks[*index].month();
    let named = |every: usize| {
        let months = (0..weeks.len()).filter(begins).step_by(every);
        months.map(|index| (x.place(index as f64), words::month_in_short(weeks[index]))).collect::<Vec<_>>()
    };
    let fits = |names: &[(f64, &str)]| {
        names.windows(2).all(|pair| pair[0].0 + text_width(pair[0].1, SMALL) + 8.0 <= pair[1].0)
    };
    let names = [1, 2, 3, 6, 12].into_iter().map(named).find(|names| fits(names)).unwrap_or_default();
    for (left, name) in names {
        if left + text_width(name, SMALL) <= x.places.1 {
            picture.line(&[(left, bottom), (left, bottom + 5.0)], 1.0, SOFT);
            picture.text((left, bottom + 15.0), name, SMALL, SOFT, Align::Left);
        }
    }
}

fn day(date: Date) -> String {
    format!("{} {}", date.day(), MONTHS[date.month() as usize - 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::chart::{NARROW, WIDE};
    use crate::report::sample;

    #[test]
    fn months_are_named_at_even_distances() {
        let weeks: Vec<Date> =
            jiff::civil::date(2023, 1, 2).series(jiff::ToSpan::weeks(1)).take(52).collect();
        let figures = vec![sample::estimate(3.0, 1.0); weeks.len()];
        let named = |width: f64| -> Vec<usize> {
            let svg = draw("proef", &weeks, &figures, width).svg();
            let shown = |month: &usize| {
                let first = weeks.iter().find(|week| week.month() as usize == *month + 1).expect("a week");
                svg.contains(&format!("\n{}\n", words::month_in_short(*first)))
            };
            (0..12).filter(shown).collect()
        };
        assert_eq!(named(WIDE), (0..12).collect::<Vec<_>>());
        assert_eq!(named(NARROW), [0, 2, 4, 6, 8, 10]);
    }
}
