//! Teams and pools: who works when, and whom they help first.

use std::ops::Range;

use crate::calendar::WeekHours;
use crate::id::{ChannelId, IdVec, LocationId, QueueId, StepId, TeamId};
use crate::model::journey::Duration;
use crate::random::dist::Distribution;
use crate::random::stream::{Purpose, Streams};
use crate::time::Span;

#[derive(Clone, Debug)]
pub struct Team {
    pub name: String,
    /// Share of contacts that its people finish themselves, where there is a second line.
    pub first_line: f64,
    /// Share of its answers that are wrong or incomplete.
    pub incomplete: f64,
    /// How its people treat customers, −1 ..= 1.
    pub treatment: f64,
    /// Chance that a colleague gets through to it, within `reachable_at`.
    pub reachable: f64,
    /// `None`: whenever somebody is there.
    pub reachable_at: Option<WeekHours>,
    /// Takes calls in its stead when it cannot be reached.
    pub deputy: Option<TeamId>,
    pub call_back: CallBack,
    pub hand_off: HandOff,
    /// Whether messages and cases are put aside for those who wait on the line.
    pub puts_aside: bool,
    /// Whether cases go by their promised date instead of their age.
    pub most_urgent_first: bool,
    /// Euro per hour of presence.
    pub hourly_rate: f64,
    /// Work that lies there at the start of the counted days.
    pub backlog: Option<Backlog>,
}

/// Work that lies there from before.
#[derive(Clone, Debug)]
pub struct Backlog {
    /// Names what is in it.
    pub draw: Purpose,
    /// As it was said: weeks of work of the whole team.
    pub weeks: f64,
    /// How many pieces lie at each step.
    pub pieces: Vec<(StepId, u32)>,
}

/// How a team returns calls.
#[derive(Clone, Debug)]
pub struct CallBack {
    pub within: Duration,
    /// Share that nobody takes up.
    pub left_lying: f64,
    /// Clock times of the rounds in which they are returned, Monday first; none at all: as soon as somebody is free.
    pub rounds: [Vec<Span>; 7],
}

/// How a team passes customers on.
#[derive(Clone, Copy, Debug)]
pub struct HandOff {
    /// Share whose story is not passed on.
    pub cold: f64,
    /// Share that is passed on once more.
    pub again: f64,
    /// To tell the story again.
    pub retelling: Span,
}

/// The people of one team at one location; interchangeable, so that only their number is rostered.
#[derive(Clone, Debug)]
pub struct Pool {
    pub team: TeamId,
    pub location: Option<LocationId>,
    pub shifts: Vec<Shift>,
    /// The most people present at once on any day, absence not counted.
    pub most: u32,
    /// Queues to help, most urgent level first: priority, then (where the team has an order) its order of channels.
    /// Within a level whoever has waited longest goes first; ties go to the queue named first.
    pub levels: Vec<Vec<QueueId>>,
    /// Comes only when called; `None`: by the roster.
    pub on_call: Option<OnCall>,
    pub shift_end: ShiftEnd,
    /// Times every handling time.
    pub time_factor: f64,
    /// Searching against the usual time for it, in microseconds: added to every contact.
    pub search_change: i64,
    /// After-call work for each channel: the person stays busy, the customer does not.
    pub wrap_up: IdVec<ChannelId, Span>,
}

impl Pool {
    /// Whether its people take just the time that a contact takes.
    pub fn is_usual(&self) -> bool {
        self.time_factor == 1.0 && self.search_change == 0
    }
}

/// People who come when somebody in a line of theirs has waited too long.
#[derive(Clone, Copy, Debug)]
pub struct OnCall {
    pub after: Span,
    /// From the call until they are there.
    pub notice: Span,
}

/// Work in hand when a shift ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftEnd {
    Finish,
    /// The customer goes back to the head of his queue; a colleague does what was left.
    HandOver,
}

#[derive(Clone, Debug)]
pub struct Shift {
    /// Draws who is absent; entity: day number × 65,536 + person.
    pub absence: Purpose,
    /// Monday first.
    pub weekdays: [bool; 7],
    /// Clock times, `from < to ≤ 24:00`.
    pub from: Span,
    pub to: Span,
    /// Of all people of the shift. Fractions alternate by day.
    pub staff: f64,
    /// The people of the pool among them, where not all are: from and to these shares.
    pub part: Option<(f64, f64)>,
    /// How many are there of those planned, week by week.
    pub forecast: Option<Forecast>,
    /// Chance that a person is there on a day.
    pub availability: f64,
    pub breaks: Option<Breaks>,
}

/// Person i goes in wave i mod waves; wave k starts at `from + k × length`.
#[derive(Clone, Debug)]
pub struct Breaks {
    pub from: Span,
    pub length: Span,
    /// At least 1.
    pub waves: u32,
}

/// A factor with mean 1 on the people of each week.
#[derive(Clone, Debug)]
pub struct Forecast {
    /// Entity: number of the week.
    pub draw: Purpose,
    pub factor: Distribution,
    /// It is never more.
    pub most: f64,
}

impl Forecast {
    /// On the day with this number.
    pub fn factor(&self, streams: &Streams, day_number: i64) -> f64 {
        // day 4 after 1 January 1970 was a Monday
        let week = (day_number - 4).div_euclid(7) as u64;
        self.factor.sample(&mut streams.draw(self.draw, week, 0)).min(self.most)
    }
}

impl Shift {
    /// The mean number of people of the pool.
    pub fn mean_staff(&self) -> f64 {
        self.part.map_or(self.staff, |(from, to)| self.staff * (to - from))
    }

    /// The people of the pool on a day, by their place among all of the shift, when `factor` times as many are there.
    pub fn people(&self, day_number: i64, factor: f64) -> Range<u32> {
        let all = self.of_all(day_number, self.staff * factor);
        let Some((from, to)) = self.part else { return 0..all };
        // the same offset for every part: nobody is in two, and over the days each part gets its share
        let offset = (day_number as f64 * GOLDEN).rem_euclid(1.0);
        let place =
            |share: f64| if share >= 1.0 { all } else { (share * f64::from(all) + offset).floor() as u32 };
        (if from > 0.0 { place(from) } else { 0 })..place(to)
    }

    /// People rostered on the day with this number: fractions alternate.
    pub fn rostered(&self, day_number: i64) -> u32 {
        self.of_all(day_number, self.staff)
    }

    fn of_all(&self, day_number: i64, staff: f64) -> u32 {
        // numbers of days before 1970 are negative
        let until = |day_number: i64| (day_number as f64 * staff).floor();
        (until(day_number + 1) - until(day_number)) as u32
    }
}

/// Multiples of the golden section fall evenly between whole numbers.
const GOLDEN: f64 = 0.618_033_988_749_894_9;
