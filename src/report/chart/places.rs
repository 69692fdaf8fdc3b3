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
    for (at, site) in homes.iter().zip(&stretch.nearest) {
        if let Some(site) = site {
            picture.line(&[*at, sites[*site]], 1.0, SOFT);
        }
    }
    let largest = places.villages.iter().map(|home| home.share).fold(1e-9, f64::max);
    let radius = |share: f64| 6.0 + 16.0 * (share / largest).sqrt();
    let mut labels = Labels { width, taken: Vec::new() };
    for ((home, at), near) in places.villages.iter().zip(homes).zip(&near.villages) {
        let radius = radius(home.share);
        picture.dot(*at, radius + 1.0, INK);
        picture.dot(*at, radius, shade(*near));
        labels.taken.push(Area::around(*at, radius, radius));
    }
    for (open, at) in stretch.open.iter().zip(sites) {
        picture.rectangle((at.0 - 6.0, at.1 - 6.0), 12.0, 12.0, if *open { MAIN } else { MISSED });
        if !open {
            picture.rectangle((at.0 - 4.0, at.1 - 4.0), 8.0, 8.0, PAPER);
        }
        labels.taken.push(Area::around(*at, 6.0, 6.0));
    }
    for ((name, open), at) in places.locations.iter().zip(&stretch.open).zip(sites) {
        labels.put(&mut picture, name, *at, 6.0, 1.0, if *open { MAIN } else { MISSED });
    }
    for (index, (home, at)) in places.villages.iter().zip(homes).enumerate() {
        let minutes =
            stretch.nearest[index].and_then(|site| home.minutes[site]).filter(|_| !is_narrow(width));
        let minutes =
            minutes.map_or_else(String::new, |minutes| format!(", {} min", number::number(minutes, 0)));
        let text = format!("{} {}{minutes}", home.name, number::percent(near.villages[index]));
        labels.put(&mut picture, &text, *at, radius(home.share), -1.0, INK);
    }
    put_legend(&mut picture);
    picture
}

/// Where something stands that no text may cover.
#[derive(Clone, Copy, Debug)]
struct Area {
    middle: Point,
    half: Point,
}

impl Area {
    fn around(middle: Point, wide: f64, high: f64) -> Self {
        Self { middle, half: (wide, high) }
    }

    fn of_text(text: &str, middle: Point) -> Self {
        Self::around(middle, text_width(text, SMALL) / 2.0 + 2.0, 7.0)
    }

    fn meets(&self, other: &Self) -> bool {
        (self.middle.0 - other.middle.0).abs() < self.half.0 + other.half.0
            && (self.middle.1 - other.middle.1).abs() < self.half.1 + other.half.1
    }
}

/// Names that give way to what is on the map and to each other.
struct Labels {
    width: f64,
    taken: Vec<Area>,
}

impl Labels {
    fn is_free(&self, area: &Area) -> bool {
        let inside = area.middle.0 - area.half.0 >= 0.0
            && area.middle.0 + area.half.0 <= self.width
            && area.middle.1 - area.half.1 >= 0.0
            && area.middle.1 + area.half.1 <= HEIGHT;
        inside && !self.taken.iter().any(|other| area.meets(other))
    }

    /// Near a point, a clearance away; `side`: 1 begins below it, −1 above it.
    fn put(
        &mut self,
        picture: &mut Picture,
        text: &str,
        at: Point,
        clearance: f64,
        side: f64,
        color: RGBColor,
    ) {
        let half = text_width(text, SMALL) / 2.0 + 2.0;
        let x = at.0.clamp(half, (self.width - half).max(half));
        let (up, beside) = (clearance + 9.0, clearance + 4.0 + half);
        let lines = [(x, side * up), (x, -side * up)];
        let sides = [(at.0 + beside, 0.0), (at.0 - beside, 0.0)];
        let corners =
            [0.6, -0.6].map(|part| part * up).into_iter().flat_map(|off| sides.map(|it| (it.0, off)));
        let further =
            [15.0, 30.0].into_iter().flat_map(|off| lines.map(|it| (it.0, it.1 + off * it.1.signum())));
        let tries = lines.into_iter().chain(sides).chain(corners).chain(further);
        let mut areas = tries.map(|(x, off)| Area::of_text(text, (x, at.1 + off)));
        let wanted = Area::of_text(text, (x, (at.1 + side * up).clamp(8.0, HEIGHT - 8.0)));
        let area = areas.find(|area| self.is_free(area)).unwrap_or(wanted);
        self.write(picture, text, area, color);
    }

    /// On paper of its own, so that no line runs through it.
    fn write(&mut self, picture: &mut Picture, text: &str, area: Area, color: RGBColor) {
        let corner = (area.middle.0 - area.half.0, area.middle.1 - area.half.1);
        if self.is_free(&area) {
            picture.rectangle(corner, 2.0 * area.half.0, 2.0 * area.half.1, PAPER);
        }
        picture.text(area.middle, text, SMALL, color, Align::Middle);
        self.taken.push(area);
    }
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
        let nearest = vec![Some(0), Some(1), Some(0), Some(0)];
        let open = vec![true, true, false];
        let stretch = Stretch { from: date(2023, 1, 1), open, nearest, channels: vec![near] };
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
    fn names_give_way_to_what_stands_there() {
        let mut picture = Picture::new(400.0, HEIGHT, String::new());
        let mut labels = Labels { width: 400.0, taken: vec![Area::around((200.0, 100.0), 10.0, 10.0)] };
        for name in ["gemeentehuis", "Brielle 80%", "Zwartewaal 80%", "Tinte 100%"] {
            labels.put(&mut picture, name, (200.0, 100.0), 10.0, 1.0, INK);
        }
        assert_eq!(labels.taken.len(), 5);
        for (index, area) in labels.taken.iter().enumerate() {
            assert!(!labels.taken[..index].iter().any(|other| area.meets(other)), "{index}");
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
