//! Measures in time: when they hold, how they come and fade, whom they reach, what they ask (rules G4-G6).

use jiff::ToSpan;
use jiff::civil::Date;

use super::Benoemd;
use super::stroomnaam::Stroomnaam;
use super::team::Team;
use super::value::{Inspanning, Verloop};

/// A measure that is on, but for what it changes.
#[derive(Clone, Debug)]
pub struct Maatregel {
    pub stroomnaam: Option<Stroomnaam>,
    pub toelichting: String,
    pub groep: Vec<String>,
    /// First day; `None`: from the start.
    pub vanaf: Option<Date>,
    /// Last day.
    pub tot: Option<Date>,
    pub ingroei: Verloop,
    /// [`Verloop::Meteen`]: it does not fade.
    pub uitdoven: Verloop,
    pub elke: Option<Elke>,
    /// Share of the journeys it holds for; `None`: all, and no draw.
    pub deel: Option<f64>,
    /// Times its effect and its effort: 1 is as it is written.
    pub kracht: f64,
    /// By team or `(groep)` of teams; `alle` stands for every team.
    pub inspanning: Benoemd<Inspanning>,
    /// Days in which hours that are not per week are spent.
    pub over: f64,
    pub kosten: Kosten,
}

/// How often it is applied again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elke {
    Week,
    Maand,
    Kwartaal,
    Jaar,
}

/// In euro.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Kosten {
    pub eenmalig: f64,
    pub per_jaar: f64,
}

/// What a measure does over some days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stand {
    /// Share of the change that is there, 0 ..= 1 (times its `kracht`); of the journeys that it reaches, where it has a `deel`.
    pub mate: f64,
    /// How often a change has been made, compounding.
    pub keer: u32,
}

impl Stand {
    pub const FULL: Self = Self { mate: 1.0, keer: 1 };
}

/// Hours of a full-time job per week (A*); what a measure asks of one person is a part of these.
pub const FULL_TIME: f64 = 36.0;
/// An effect that has faded to less than this is over; one that has grown to all but this is complete.
const REST: f64 = 0.01;

impl Maatregel {
    /// One that holds all the time, for all.
    pub fn always() -> Self {
        Self {
            stroomnaam: None,
            toelichting: String::new(),
            groep: Vec::new(),
            vanaf: None,
            tot: None,
            ingroei: Verloop::Meteen,
            uitdoven: Verloop::Meteen,
            elke: None,
            deel: None,
            kracht: 1.0,
            inspanning: Vec::new(),
            over: 0.0,
            kosten: Kosten::default(),
        }
    }

    pub fn is_always(&self) -> bool {
        let is_dated =
            self.vanaf.is_some() || self.tot.is_some() || self.elke.is_some() || self.deel.is_some();
        !is_dated && self.kracht == 1.0 && self.ingroei == Verloop::Meteen && self.uitdoven == Verloop::Meteen
    }

    /// Whether it needs a first day to come, fade or return, and has none.
    pub fn is_dateless(&self) -> bool {
        let ramps = self.ingroei != Verloop::Meteen || self.uitdoven != Verloop::Meteen;
        self.vanaf.is_none() && (ramps || self.elke.is_some())
    }

    /// Whether what it changes is still on its way there or back.
    pub fn is_under_way(&self, stand: Stand) -> bool {
        let ramps = self.ingroei != Verloop::Meteen || self.uitdoven != Verloop::Meteen;
        ramps && stand.mate < self.kracht
    }

    /// Days on which it may change after day `first`, up to `last`: while it grows or fades, every Monday.
    pub fn dagen(&self, first: Date, last: Date) -> Vec<Date> {
        let from = self.vanaf.unwrap_or(first);
        let mut found = vec![from];
        found.extend(self.tot.map(|until| after(until, 1)));
        if let Some(every) = self.elke {
            found.extend((1..).map(|times| every.na(from, times)).take_while(|date| *date <= last));
        }
        let ramps = [Some((from, self.vol_na())), self.fades()];
        for (start, length) in ramps.into_iter().flatten().filter(|(_, length)| *length > 0.0) {
            let start = start.max(first);
            let end = after(start, length.ceil() as i64);
            let until = end.min(last).min(self.tot.unwrap_or(last));
            let to_monday = (7 - i64::from(start.weekday().to_monday_zero_offset())) % 7;
            found.extend(after(start, to_monday).series(7.days()).take_while(|day| *day <= until));
            found.push(end);
        }
        found.retain(|day| first < *day && *day <= last);
        found
    }

    /// What it does from day `from` up to day `to`, between which it changes in no other way than along a ramp: the
    /// value half-way. `None`: nothing.
    pub fn stand(&self, first: Date, from: Date, to: Date) -> Option<Stand> {
        let start = self.vanaf.unwrap_or(first);
        if from < start || self.tot.is_some_and(|until| until < from) {
            return None;
        }
        let middle = days_between(start, from) + days_between(from, to) / 2.0;
        let grown = match self.ingroei {
            Verloop::Meteen => 1.0,
            Verloop::Recht(length) => (middle / length).min(1.0),
            Verloop::Halfwaarde(half) => s_curve(middle / half),
        };
        let faded = match (self.uitdoven, self.fades()) {
            (Verloop::Recht(length), Some((begins, _))) => {
                1.0 - ((middle - days_between(start, begins)) / length).clamp(0.0, 1.0)
            }
            (Verloop::Halfwaarde(half), Some((begins, _))) => {
                let left = 0.5_f64.powf((middle - days_between(start, begins)).max(0.0) / half);
                if left < REST { 0.0 } else { left }
            }
            _ => 1.0,
        };
        let keer = self
            .elke
            .map_or(1, |every| 1 + (1..).take_while(|times| every.na(start, *times) <= from).count() as u32);
        let mate = grown * faded * self.kracht;
        (mate > 0.0).then_some(Stand { mate, keer })
    }

    /// Days until it has grown to the full.
    fn vol_na(&self) -> f64 {
        match self.ingroei {
            Verloop::Meteen => 0.0,
            Verloop::Recht(length) => length,
            Verloop::Halfwaarde(half) => half * (-REST.log2()).sqrt(),
        }
    }

    /// When it begins to fade, if it has a first day, and how many days that takes.
    fn fades(&self) -> Option<(Date, f64)> {
        let length = match self.uitdoven {
            Verloop::Meteen => return None,
            Verloop::Recht(length) => length,
            Verloop::Halfwaarde(half) => half * -REST.log2(),
        };
        Some((after(self.vanaf?, self.vol_na().ceil() as i64), length))
    }

    /// What it takes of teams; `first`: the first simulated day.
    pub fn efforts(&self, teams: &Benoemd<Team>, first: Date) -> Vec<Effort> {
        let from = self.vanaf.unwrap_or(first);
        let over = after(from, self.over.ceil() as i64 - 1);
        let effort = |(asked, hours): &(String, Inspanning)| {
            let own: Vec<&(String, Team)> =
                teams.iter().filter(|(name, team)| team.is_meant(name, asked)).collect();
            let together: f64 = own.iter().map(|(_, team)| team.rostered_hours()).sum();
            let (taken, lasts) = match *hours {
                Inspanning::Deel(share) => (Taken::OfPresent((self.kracht * share).min(1.0)), true),
                Inspanning::Uren { uren, per_week, per_medewerker } => {
                    let a_week = if per_week { uren } else { uren / (self.over / 7.0) };
                    let whole = if per_medewerker { FULL_TIME } else { together };
                    let share = if whole > 0.0 { (self.kracht * a_week / whole).min(1.0) } else { 0.0 };
                    (Taken::OfRoster(share), per_week)
                }
            };
            let until = if lasts { self.tot } else { Some(self.tot.map_or(over, |until| until.min(over))) };
            Effort { from, until, taken: own.iter().map(|(name, _)| (name.clone(), taken)).collect() }
        };
        self.inspanning.iter().map(effort).collect()
    }
}

/// What a measure takes of teams, from a first to a last day.
pub struct Effort {
    pub from: Date,
    /// `None`: to the end.
    pub until: Option<Date>,
    pub taken: Benoemd<Taken>,
}

/// Who is not there for customers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Taken {
    /// Share of the rosters of the team, whoever of it is absent.
    OfRoster(f64),
    /// Share of those who are there.
    OfPresent(f64),
}

/// From 0 at 0 through a half at 1 towards 1, slowly at first.
fn s_curve(x: f64) -> f64 {
    let grown = 1.0 - 0.5_f64.powf(x * x);
    if grown > 1.0 - REST { 1.0 } else { grown }
}

impl Elke {
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "week" => Self::Week,
            "maand" => Self::Maand,
            "kwartaal" => Self::Kwartaal,
            "jaar" => Self::Jaar,
            _ => return None,
        })
    }

    /// The day on which it comes round for the `times`th time after `from`.
    fn na(self, from: Date, times: i32) -> Date {
        let span = match self {
            Self::Week => (7 * times).days(),
            Self::Maand => times.months(),
            Self::Kwartaal => (3 * times).months(),
            Self::Jaar => times.years(),
        };
        from.checked_add(span).unwrap_or(Date::MAX)
    }
}

pub fn after(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(Date::MAX)
}

fn days_between(from: Date, to: Date) -> f64 {
    f64::from((to - from).get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// 1 April 2024 is a Monday.
    fn measure() -> Maatregel {
        Maatregel { vanaf: Some(date(2024, 4, 1)), ..Maatregel::always() }
    }

    fn mate(measure: &Maatregel, from: Date, days: i64) -> f64 {
        measure.stand(date(2024, 1, 1), from, after(from, days)).map_or(0.0, |stand| stand.mate)
    }

    #[test]
    fn it_holds_from_its_first_day_to_its_last() {
        let measure = Maatregel { tot: Some(date(2024, 4, 30)), ..measure() };
        let days = measure.dagen(date(2024, 1, 1), date(2024, 12, 31));
        assert_eq!(days, [date(2024, 4, 1), date(2024, 5, 1)]);
        let on = |month, day| mate(&measure, date(2024, month, day), 1);
        assert_eq!((on(3, 31), on(4, 1), on(4, 30), on(5, 1)), (0.0, 1.0, 1.0, 0.0));
    }

    #[test]
    fn it_grows_along_a_line_in_steps_of_a_week() {
        let measure = Maatregel { ingroei: Verloop::Recht(28.0), ..measure() };
        let days = measure.dagen(date(2024, 1, 1), date(2024, 12, 31));
        assert_eq!(days.iter().max(), Some(&date(2024, 4, 29)));
        // half-way each of the four weeks
        let steps = [1, 8, 15, 22].map(|day| mate(&measure, date(2024, 4, day), 7));
        assert_eq!(steps, [0.125, 0.375, 0.625, 0.875]);
        assert_eq!(mate(&measure, date(2024, 4, 29), 60), 1.0);
    }

    #[test]
    fn half_of_a_curve_is_there_at_its_half_time() {
        let measure = Maatregel { ingroei: Verloop::Halfwaarde(70.0), ..measure() };
        // a day around day 70
        assert!((mate(&measure, date(2024, 6, 10), 0) - 0.5).abs() < 1e-12);
        assert!(mate(&measure, date(2024, 4, 1), 7) < 0.01);
    }

    #[test]
    fn it_fades_to_half_in_its_half_time_and_then_to_nothing() {
        let measure = Maatregel { uitdoven: Verloop::Halfwaarde(14.0), ..measure() };
        assert!((mate(&measure, date(2024, 4, 15), 0) - 0.5).abs() < 1e-12);
        assert!((mate(&measure, date(2024, 4, 1), 7) - 0.5_f64.powf(0.25)).abs() < 1e-12);
        assert_eq!(mate(&measure, date(2024, 8, 1), 7), 0.0);
        let line = Maatregel { uitdoven: Verloop::Recht(28.0), ..measure };
        assert_eq!(mate(&line, date(2024, 4, 8), 7), 1.0 - 10.5 / 28.0);
    }

    #[test]
    fn it_comes_round_each_month() {
        let measure = Maatregel { elke: Some(Elke::Maand), tot: Some(date(2024, 6, 30)), ..measure() };
        let times = |month, day| {
            measure.stand(date(2024, 1, 1), date(2024, month, day), date(2024, month, day)).map(|it| it.keer)
        };
        assert_eq!(
            [times(3, 31), times(4, 1), times(5, 1), times(6, 30), times(7, 1)],
            [None, Some(1), Some(2), Some(3), None]
        );
    }
}
