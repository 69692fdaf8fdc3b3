//! Demand: a volume and its pattern become a rate for every moment.
//!
//! The weight of a moment is month × weekday × hour while the first channel is open, and nothing while it is
//! closed. A volume is spread over a whole calendar year in proportion to that weight, so that a year brings
//! what it says, whatever the opening hours, the holidays and the part of the year that is simulated.

use std::ops::Range;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use super::channels::Channels;
use super::time::Years;
use super::{Origin, id_of, places, time};
use crate::calendar::WeekHours;
use crate::id::ChannelId;
use crate::model::channel::Desk;
use crate::model::demand::{DayFactor, Demand, Rates, Segment};
use crate::model::horizon::{Day, Horizon};
use crate::random::stream::Purpose;
use crate::scenario::Scenario;
use crate::scenario::klantreis::{Aantal, Klantreis, Vraag};
use crate::stats::gamma::Quantile;

const SECONDS_PER_HOUR: u32 = 3_600;
const SECONDS_PER_DAY: u32 = 86_400;
const MICROSECONDS_PER_HOUR: f64 = 3.6e9;

/// When journeys may start: while the channel of their first step is open.
struct Opening {
    hours: WeekHours,
    /// On closed days too.
    always: bool,
    /// On days for what cannot wait too.
    goes_on: bool,
}

impl Opening {
    fn is_on(&self, day: &Day) -> bool {
        self.always || !day.closed || self.goes_on && day.emergencies
    }
}

/// A journey that nobody starts by himself.
pub fn none(gap: Purpose) -> Demand {
    Demand { gap, rates: Vec::new() }
}

/// What one journey brings on a stretch of days; `None` where nobody starts it by himself.
pub fn rates(
    scenario: &Scenario,
    (name, reis): &(String, Klantreis),
    horizon: &Horizon,
    channels: &Channels,
    years: &Years,
    days: Range<i64>,
) -> Option<Rates> {
    let opening = opening(scenario, reis, channels);
    let vraag = &reis.vraag;
    let origin = Origin::new(scenario, name, reis.stroomnaam.as_ref());
    let stretch = Stretch { horizon, years, days: days.clone() };
    let (shapes, levels) = match &vraag.aantal {
        Aantal::Geen => return None,
        Aantal::PerUur(rate) => by_rate(&opening, &[(0, *rate)], &stretch),
        Aantal::UurVoorUur(rates) => by_rate(&opening, rates, &stretch),
        Aantal::Eenmalig(number) => once(&opening, *number, vraag, &stretch),
        Aantal::PerJaar(volume) => by_volume(scenario, &opening, vraag, *volume, &stretch),
        Aantal::Per1000PerJaar(rate) => {
            let inhabitants =
                places::inhabitants(scenario, reis).expect("a volume per inhabitant has inhabitants");
            by_volume(scenario, &opening, vraag, rate * inhabitants / 1000.0, &stretch)
        }
    };
    let day_factor = (vraag.dagspreiding > 0.0).then(|| DayFactor {
        draw: match vraag.dagfactor_gedeeld {
            true => origin.shared("day factor"),
            false => origin.purpose("journey", &["day factor"]),
        },
        quantile: Quantile::new(vraag.dagspreiding),
    });
    Some(Rates { from: days.start, levels, shapes: Arc::new(shapes), day_factor })
}

/// Some of the simulated days.
struct Stretch<'a> {
    horizon: &'a Horizon,
    years: &'a Years,
    days: Range<i64>,
}

impl<'a> Stretch<'a> {
    fn days(&self) -> impl Iterator<Item = (Date, &'a Day)> + use<'a> {
        let first = self.horizon.first.checked_add(self.days.start.days()).expect("a simulated day");
        first.series(1.day()).zip(&self.horizon.days[self.days.start as usize..self.days.end as usize])
    }
}

/// The hours in which some desk of the first channel is open; without a channel, always.
fn opening(scenario: &Scenario, reis: &Klantreis, channels: &Channels) -> Opening {
    let Some((_, first)) = reis.stappen.first() else { panic!("a journey has steps") };
    let all = first.kanalen().flat_map(|kanaal| {
        let channel: ChannelId = id_of(&scenario.kanalen, kanaal);
        channels.channels[channel].desks.iter().map(|desk| &channels.desks[*desk])
    });
    // where some channels never close, people still mostly come in office hours
    let (always, at_times): (Vec<&Desk>, Vec<&Desk>) = all.partition(|desk| desk.always_open);
    if at_times.is_empty() || first.kanalen().count() == 1 && !always.is_empty() {
        return Opening { hours: WeekHours::always(), always: true, goes_on: reis.ook_als_dicht };
    }
    let hours = at_times.iter().fold(WeekHours::never(), |hours, desk| hours.union(&desk.hours));
    Opening { hours, always: false, goes_on: reis.ook_als_dicht }
}

/// All on one day, spread evenly over its opening hours; nothing where the day lies outside the horizon.
fn once(opening: &Opening, number: f64, vraag: &Vraag, stretch: &Stretch) -> ([Vec<Segment>; 7], Vec<f64>) {
    let pieces = [(0, SECONDS_PER_DAY, 1.0)];
    let shapes: [Vec<Segment>; 7] =
        std::array::from_fn(|weekday| pieces_within(opening.hours.on(weekday), &pieces));
    let on = vraag.op.expect("what comes once has a day");
    let level = |(date, day): (Date, &Day)| {
        let open: f64 =
            shapes[usize::from(day.weekday)].iter().map(|piece| (piece.to - piece.from) * piece.rate).sum();
        let is_open = date == on && open > 0.0 && opening.is_on(day);
        if is_open { number / open } else { 0.0 }
    };
    let levels = stretch.days().map(level).collect();
    (shapes, levels)
}

/// Rates per hour from a clock second on.
fn by_rate(opening: &Opening, rates: &[(u32, f64)], stretch: &Stretch) -> ([Vec<Segment>; 7], Vec<f64>) {
    let ends = rates.iter().skip(1).map(|(from, _)| *from).chain([SECONDS_PER_DAY]);
    let pieces: Vec<(u32, u32, f64)> =
        rates.iter().zip(ends).map(|((from, rate), to)| (*from, to, *rate)).collect();
    let shapes = std::array::from_fn(|weekday| pieces_within(opening.hours.on(weekday), &pieces));
    let levels = stretch.days().map(|(_, day)| f64::from(u8::from(opening.is_on(day)))).collect();
    (shapes, levels)
}

fn by_volume(
    scenario: &Scenario,
    opening: &Opening,
    vraag: &Vraag,
    volume: f64,
    stretch: &Stretch,
) -> ([Vec<Segment>; 7], Vec<f64>) {
    let shapes: [Vec<Segment>; 7] = std::array::from_fn(|weekday| {
        let hours: Vec<(u32, u32, f64)> = (0..24)
            .map(|hour| {
                let from = hour * SECONDS_PER_HOUR;
                (from, from + SECONDS_PER_HOUR, vraag.weekdag[weekday] * vraag.uur[hour as usize])
            })
            .collect();
        pieces_within(opening.hours.on(weekday), &hours)
    });
    let of_day: Vec<f64> = shapes
        .iter()
        .map(|shape| shape.iter().map(|piece| (piece.to - piece.from) * piece.rate).sum())
        .collect();
    let months = months(vraag);
    let goes_on = time::goes_on(scenario);
    let weight = |day: Day| match opening.is_on(&day) {
        false => 0.0,
        true => months[usize::from(day.month)] * of_day[usize::from(day.weekday)],
    };
    let mut year = (i16::MIN, 0.0);
    let levels = stretch.days().map(|(date, day)| {
        if year.0 != date.year() {
            year = (date.year(), stretch.years.days(date.year(), goes_on).map(weight).sum());
        }
        match weight(*day) > 0.0 {
            true => months[usize::from(day.month)] * volume * of_year(vraag, date.year()) / year.1,
            false => 0.0,
        }
    });
    let levels = levels.collect();
    (shapes, levels)
}

/// The factor of a year: that of the last year named up to it.
fn of_year(vraag: &Vraag, year: i16) -> f64 {
    let known = vraag.jaar.iter().rev().find(|(from, _)| *from <= year).or(vraag.jaar.first());
    known.map_or(1.0, |(_, factor)| *factor)
}

/// Weights of the months, flattened by `piek`.
fn months(vraag: &Vraag) -> [f64; 12] {
    let mean = vraag.maand.iter().sum::<f64>() / 12.0;
    assert!(mean > 0.0, "the pattern of months is not empty");
    vraag.maand.map(|weight| (1.0 + vraag.piek * (weight / mean - 1.0)).max(0.0))
}

/// The parts of `pieces` (clock seconds, rate per hour) that lie in the open intervals of a day; pieces
/// without a rate are left out, equal ones that touch are one.
fn pieces_within(open: &[(u32, u32)], pieces: &[(u32, u32, f64)]) -> Vec<Segment> {
    let mut shape: Vec<Segment> = Vec::new();
    for &(opens, closes) in open {
        for &(from, to, rate) in pieces {
            let (from, to) = (from.max(opens), to.min(closes));
            if from >= to || rate <= 0.0 {
                continue;
            }
            let (from, to, rate) = (f64::from(from) * 1e6, f64::from(to) * 1e6, rate / MICROSECONDS_PER_HOUR);
            match shape.last_mut() {
                Some(last) if last.to == from && last.rate == rate => last.to = to,
                _ => shape.push(Segment { from, to, rate }),
            }
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{IdVec, JourneyId};
    use crate::model::Model;
    use crate::model::compile::{compile, example};

    /// Expected arrivals of a journey on each simulated day.
    fn by_day(model: &Model, journey: u32) -> Vec<f64> {
        let demand = &model.journeys[JourneyId(journey)].demand.rates[0];
        let of_day = |(day, level): (&crate::model::horizon::Day, &f64)| {
            let shape = demand.shapes[usize::from(day.weekday)].iter();
            level * shape.map(|piece| (piece.to - piece.from) * piece.rate).sum::<f64>()
        };
        model.horizon.days.iter().zip(&demand.levels).map(of_day).collect()
    }

    #[test]
    fn a_year_brings_its_volume_whatever_the_hours_and_holidays() {
        // 1 January 2023 is a Sunday, so the period of the example is all that is open in 2023
        let model = compile(&example::scenario());
        let year: f64 = by_day(&model, 1)[..364].iter().sum();
        // 57 per 1000 of 20,000 inhabitants
        assert!((year - 1140.0).abs() < 1e-6, "{year}");
    }

    #[test]
    fn nobody_starts_on_a_closed_day_or_outside_hours() {
        let model = compile(&example::scenario());
        let days = by_day(&model, 0);
        assert_eq!((days[98], days[5]), (0.0, 0.0));
        assert!(days[97 - 2] > 0.0);
        let shape = &model.journeys[JourneyId(0)].demand.rates[0].shapes[0];
        assert_eq!((shape[0].from, shape.last().unwrap().to), (8.5 * 3.6e9, 17.0 * 3.6e9));
    }

    #[test]
    fn a_pattern_sets_proportions() {
        let mut scenario = example::scenario();
        let vraag = &mut scenario.klantreizen[0].1.vraag;
        vraag.weekdag = [2.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0];
        vraag.maand = [1.0; 12];
        let days = by_day(&compile(&scenario), 0);
        assert!((days[7] / days[8] - 2.0).abs() < 1e-12);
    }

    #[test]
    fn each_year_has_its_factor() {
        let mut scenario = example::scenario();
        scenario.klantreizen[0].1.vraag.jaar = vec![(2020, 0.5), (2023, 2.0), (2024, 3.0)];
        let with = by_day(&compile(&scenario), 0);
        scenario.klantreizen[0].1.vraag.jaar.clear();
        let without = by_day(&compile(&scenario), 0);
        assert!((with[7] - 2.0 * without[7]).abs() < 1e-12);
    }

    #[test]
    fn a_flat_peak_makes_all_months_equal() {
        let mut scenario = example::scenario();
        scenario.klantreizen[0].1.vraag.maand[0] = 3.0;
        let steep = by_day(&compile(&scenario), 0);
        assert!((steep[7] / steep[7 * 10] - 3.0).abs() < 1e-9);
        scenario.klantreizen[0].1.vraag.piek = 0.0;
        let flat = by_day(&compile(&scenario), 0);
        assert!((flat[7] / flat[7 * 10] - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_rate_holds_while_the_channel_is_open() {
        let mut scenario = example::scenario();
        scenario.klantreizen[0].1.vraag.aantal = Aantal::PerUur(100.0);
        let days = by_day(&compile(&scenario), 0);
        assert!((days[0] - 850.0).abs() < 1e-9 && days[98] == 0.0);
        scenario.klantreizen[0].1.vraag.aantal =
            Aantal::UurVoorUur(vec![(8 * 3600, 100.0), (9 * 3600, 150.0)]);
        let model = compile(&scenario);
        assert!((by_day(&model, 0)[0] - (50.0 + 8.0 * 150.0)).abs() < 1e-9);
        assert_eq!(model.journeys[JourneyId(0)].demand.rates[0].shapes[0].len(), 2);
    }

    #[test]
    fn self_service_takes_the_whole_week_and_every_day() {
        let mut scenario = example::scenario();
        example::first_contact(&mut scenario, 0).0 = "website".into();
        scenario.klantreizen[0].1.vraag.weekdag = [1.0; 7];
        let days = by_day(&compile(&scenario), 0);
        assert!((days[98] - days[97]).abs() < 1e-12 && days[5] > 0.0);
    }

    #[test]
    fn journeys_share_a_day_factor_when_they_say_so() {
        let mut scenario = example::scenario();
        for (_, reis) in &mut scenario.klantreizen {
            reis.vraag.dagspreiding = 0.12;
        }
        let factors = |scenario: &Scenario| {
            let journeys: IdVec<JourneyId, _> = compile(scenario).journeys;
            journeys
                .iter()
                .map(|journey| journey.demand.rates[0].day_factor.clone().unwrap().draw)
                .collect::<Vec<_>>()
        };
        let shared = factors(&scenario);
        assert_eq!(shared[0], shared[1]);
        scenario.klantreizen[0].1.vraag.dagfactor_gedeeld = false;
        let own = factors(&scenario);
        assert_ne!(own[0], own[1]);
    }
}
