//! Kernen and locations as on a map, laid out by how long one travels; a compass it has not.

use plotters::style::RGBColor;

use super::is_narrow;
use super::palette::{GRID, INK, MAIN, MISSED, PAPER, SMALL, SOFT, step};
use super::picture::{Align, Picture, Point, text_width};
use crate::experiment::transition::{Places, Stretch};
use crate::report::number;

const HEIGHT: f64 = 330.0;
const EDGE: f64 = 44.0;
const LEGEND: f64 = 46.0;

/// How things are on one of the stretches.
pub fn draw(places: &Places, stretch: &Stretch, width: f64) -> Picture {
    let near = &stretch.channels[0];
    let said = places.villages.iter().zip(&near.villages);
    let said = said.map(|(home, near)| format!("{} {}", home.name, number::percent(*near)));
    let open = places.locations.iter().zip(&stretch.open).filter(|(_, open)| **open);
    let open: Vec<&str> = open.map(|(name, _)| name.as_str()).collect();
    let description = format!(
        "Kernen en locaties, getekend naar reistijd. Open: {}. Binnen een kwartier van een open locatie: {}.",
        if open.is_empty() { "geen".to_owned() } else { open.join(", ") },
        said.collect::<Vec<_>>().join(", ")
    );
    let mut picture = Picture::new(width, HEIGHT + LEGEND, description);
    let nodes = fitted(&layout(places), (width, HEIGHT));
    let (homes, sites) = nodes.split_at(places.villages.len());
    for (home, at) in places.villages.iter().zip(homes) {
        let reach = home.minutes.iter().enumerate().filter(|(site, _)| stretch.open[*site]);
        let nearest =
            reach.filter_map(|(site, time)| Some((site, (*time)?))).min_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((site, time)) = nearest {
            let to = sites[site];
            picture.line(&[*at, to], 1.0, SOFT);
            if !is_narrow(width) && (at.0 - to.0).hypot(at.1 - to.1) > 70.0 {
                let middle = ((at.0 + to.0) / 2.0, (at.1 + to.1) / 2.0);
                picture.text(middle, format!("{} min", number::number(time, 0)), SMALL, SOFT, Align::Middle);
            }
        }
    }
    let largest = places.villages.iter().map(|home| home.share).fold(1e-9, f64::max);
    for ((home, at), near) in places.villages.iter().zip(homes).zip(&near.villages) {
        let radius = 6.0 + 16.0 * (home.share / largest).sqrt();
        picture.dot(*at, radius + 1.0, INK);
        picture.dot(*at, radius, shade(*near));
    }
    // a home is in the way of names too
    let homes_taken = homes.iter().map(|at| (*at, 8.0));
    let mut taken: Vec<(Point, f64)> = homes_taken.collect();
    for ((name, open), at) in places.locations.iter().zip(&stretch.open).zip(sites) {
        let color = if *open { MAIN } else { MISSED };
        picture.rectangle((at.0 - 6.0, at.1 - 6.0), 12.0, 12.0, color);
        if !open {
            picture.rectangle((at.0 - 4.0, at.1 - 4.0), 8.0, 8.0, PAPER);
        }
        put_name(&mut picture, &mut taken, name, *at, 16.0, color);
    }
    for ((home, at), near) in places.villages.iter().zip(homes).zip(&near.villages) {
        let radius = 6.0 + 16.0 * (home.share / largest).sqrt();
        let text = format!("{} {}", home.name, number::percent(*near));
        put_name(&mut picture, &mut taken, &text, *at, -(radius + 9.0), INK);
    }
    put_legend(&mut picture);
    picture
}

/// Below or above a point, and moved away from names that stand there.
fn put_name(
    picture: &mut Picture,
    taken: &mut Vec<(Point, f64)>,
    text: &str,
    at: Point,
    away: f64,
    color: RGBColor,
) {
    let half = text_width(text, SMALL) / 2.0;
    let x = at.0.clamp(half, (picture.width - half).max(half));
    let meets = |y: f64, taken: &[(Point, f64)]| {
        taken
            .iter()
            .any(|(other, wide)| (other.1 - y).abs() < 14.0 && (other.0 - x).abs() < wide + half + 4.0)
    };
    // outward on its own side, then on the other
    let tries = [0.0, 15.0, 30.0].map(|off| away + off * away.signum());
    let tries = tries.into_iter().chain(tries.map(|off| -off));
    let y = tries.map(|off| at.1 + off).find(|y| !meets(*y, taken)).unwrap_or(at.1 + away);
    let y = y.clamp(8.0, HEIGHT - 8.0);
    taken.push(((x, y), half));
    picture.text((x, y), text, SMALL, color, Align::Middle);
}

fn put_legend(picture: &mut Picture) {
    let y = HEIGHT + 12.0;
    let mut left = 8.0;
    for (color, hollow, text) in [(MAIN, false, "open"), (MISSED, true, "dicht")] {
        picture.rectangle((left, y - 6.0), 12.0, 12.0, color);
        if hollow {
            picture.rectangle((left + 2.0, y - 4.0), 8.0, 8.0, PAPER);
        }
        picture.text((left + 18.0, y), text, SMALL, SOFT, Align::Left);
        left += 30.0 + text_width(text, SMALL);
    }
    picture.line(&[(left, y), (left + 16.0, y)], 1.0, SOFT);
    picture.text((left + 22.0, y), "naar de dichtstbijzijnde", SMALL, SOFT, Align::Left);
    let y = y + 20.0;
    let mut left = 8.0;
    for (share, text) in [(0.0, "0%"), (0.65, "65%"), (1.0, "100%")] {
        picture.dot((left + 7.0, y), 8.0, INK);
        picture.dot((left + 7.0, y), 7.0, shade(share));
        picture.text((left + 20.0, y), text, SMALL, SOFT, Align::Left);
        left += 34.0 + text_width(text, SMALL);
    }
    let text = if is_narrow(picture.width) { "binnen 15 min" } else { "van de inwoners binnen 15 minuten" };
    picture.text((left, y), text, SMALL, SOFT, Align::Left);
}

fn shade(near: f64) -> RGBColor {
    if near <= 0.0 { GRID } else { step(near).0 }
}

/// Villages, then locations, so that distances come close to travel times (stress majorisation from a circle).
fn layout(places: &Places) -> Vec<Point> {
    let homes = places.villages.len();
    let n = homes + places.locations.len();
    let times = times(places, n);
    let angle = |index: usize| std::f64::consts::TAU * index as f64 / n as f64;
    let mut at: Vec<Point> =
        (0..n).map(|index| (20.0 * angle(index).cos(), 13.0 * angle(index).sin())).collect();
    for _ in 0..300 {
        let moved = |index: usize| {
            let (mut sum, mut weight) = ((0.0, 0.0), 0.0);
            for other in (0..n).filter(|other| *other != index) {
                let wanted = times[index][other];
                let (dx, dy) = (at[index].0 - at[other].0, at[index].1 - at[other].1);
                let distance = dx.hypot(dy).max(1e-6);
                let w = 1.0 / (wanted * wanted);
                sum.0 += w * (at[other].0 + wanted * dx / distance);
                sum.1 += w * (at[other].1 + wanted * dy / distance);
                weight += w;
            }
            (sum.0 / weight, sum.1 / weight)
        };
        at = (0..n).map(moved).collect();
    }
    at
}

/// Minutes between every two; where the scenario knows none, the shortest way round by those it knows.
fn times(places: &Places, n: usize) -> Vec<Vec<f64>> {
    let homes = places.villages.len();
    const FAR: f64 = 1e3;
    let mut times = vec![vec![FAR; n]; n];
    for (home, village) in places.villages.iter().enumerate() {
        for (site, minutes) in village.minutes.iter().enumerate() {
            let minutes = minutes.unwrap_or(FAR).max(1.0);
            times[home][homes + site] = minutes;
            times[homes + site][home] = minutes;
        }
    }
    // two homes lie apart what differs most in their ways to one place, and at most both ways together
    for (one, village) in places.villages.iter().enumerate() {
        for (other, neighbour) in places.villages.iter().enumerate() {
            let pairs = village.minutes.iter().zip(&neighbour.minutes);
            let known = pairs.filter_map(|(a, b)| Some(((*a)?, (*b)?)));
            let apart = known.clone().map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            let round = known.map(|(a, b)| a + b).fold(FAR, f64::min);
            if one != other {
                times[one][other] = f64::midpoint(apart, round).max(2.0);
            }
        }
    }
    for between in 0..n {
        for one in 0..n {
            for other in 0..n {
                let round = times[one][between] + times[between][other];
                if round < times[one][other] {
                    times[one][other] = round;
                }
            }
        }
    }
    times
}

/// Scaled alike both ways and moved to fit in a picture.
fn fitted(nodes: &[Point], (width, height): (f64, f64)) -> Vec<Point> {
    let range = |of: fn(&Point) -> f64| {
        nodes
            .iter()
            .map(of)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
    };
    let (x, y) = (range(|it| it.0), range(|it| it.1));
    let scale =
        ((width - 2.0 * EDGE) / (x.1 - x.0).max(1e-6)).min((height - 2.0 * EDGE) / (y.1 - y.0).max(1e-6));
    let middle = (f64::midpoint(x.0, x.1), f64::midpoint(y.0, y.1));
    let place =
        |at: &Point| (width / 2.0 + (at.0 - middle.0) * scale, height / 2.0 + (at.1 - middle.1) * scale);
    nodes.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::transition::{Home, Nearness};
    use crate::report::chart::{NARROW, WIDE};
    use jiff::civil::date;

    fn places() -> (Places, Stretch) {
        let home = |name: &str, share, minutes: [f64; 3]| Home {
            name: name.into(),
            share,
            minutes: minutes.map(Some).to_vec(),
        };
        let villages = vec![
            home("Brielle", 0.24, [5.0, 14.0, 11.0]),
            home("Hellevoetsluis", 0.55, [14.0, 5.0, 16.0]),
            home("Rockanje", 0.12, [12.0, 12.0, 6.0]),
            home("Zwartewaal", 0.09, [7.0, 15.0, 16.0]),
        ];
        let near = Nearness { channel: None, all: 0.93, villages: vec![1.0, 0.9, 0.8, 0.0] };
        let stretch = Stretch { from: date(2023, 1, 1), open: vec![true, true, false], channels: vec![near] };
        let locations = vec!["brielle".into(), "hellevoetsluis".into(), "rockanje".into()];
        (Places { locations, villages, stretches: vec![stretch.clone()] }, stretch)
    }

    #[test]
    fn what_is_near_in_time_is_near_on_the_map() {
        let (places, _) = places();
        let at = layout(&places);
        let distance = |a: usize, b: usize| (at[a].0 - at[b].0).hypot(at[a].1 - at[b].1);
        // each village lies nearest to the location of its own
        for (home, own) in [(0, 4), (1, 5), (2, 6), (3, 4)] {
            for other in 4..7 {
                assert!(distance(home, own) <= distance(home, other), "{home} {own} {other}");
            }
        }
    }

    #[test]
    fn names_stay_within_the_map() {
        let (places, stretch) = places();
        for width in [WIDE, NARROW] {
            assert_eq!(draw(&places, &stretch, width).clipped(), Vec::<&str>::new());
        }
    }
}
