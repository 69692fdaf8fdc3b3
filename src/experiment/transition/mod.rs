//! From month to month: what dated measures and a merger do to marks, norms, people and money.

mod change;
mod costs;
mod dip;
pub mod flip;
mod nearness;
mod series;
mod since;
mod windows;

use jiff::civil::Date;

use crate::experiment::band;
use crate::experiment::months::months;
use crate::experiment::replicate::Sample;
use crate::model::Model;
use crate::model::plan::{Measure, Plan};

pub use change::{After, Change, Part};
pub use costs::{Year, of_measures, spent};
pub use dip::{Dip, MARGIN};
pub use nearness::{Home, LIMIT, Nearness, Places, Stretch};
pub use series::{NormSeries, Series, within};
pub use since::{HOLDS, Kept, Since};
pub use windows::{Turn, Windows};

/// The findings on one scenario month by month.
#[derive(Clone, Debug)]
pub struct Transition {
    /// First and last counted day of each.
    pub months: Vec<(Date, Date)>,
    pub plan: Plan,
    pub series: Vec<Series>,
    pub norms: Vec<NormSeries>,
    /// Chance that the mark of each month reaches the goal, over draws of the formula and replications.
    pub goal_chance: Vec<f64>,
    pub events: Vec<Event>,
    pub years: Vec<Year>,
    /// Where one can go; none where nobody travels.
    pub places: Option<Places>,
    /// Before and after; none where nothing turns within the period.
    pub turned: Option<Turned>,
}

/// Something that begins on a day of the period.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub day: Date,
    pub is_merger: bool,
    /// Measures that begin on it.
    pub names: Vec<String>,
}

/// What the turn does.
#[derive(Clone, Debug)]
pub struct Turned {
    pub turn: Turn,
    /// `None`: no marks are given.
    pub dip: Option<Dip>,
    /// How each norm is kept from the turn on, in the order of [`Transition::norms`].
    pub norms: Vec<Kept>,
    /// Everything, groups of kernen, doelgroepen.
    pub changes: Vec<Change>,
    /// What saves, by its day.
    pub savings: Vec<Saving>,
}

/// Measures of the group [`SAVES`] that begin on one day.
#[derive(Clone, Debug)]
pub struct Saving {
    pub names: Vec<String>,
    pub from: Date,
    /// How each norm is kept all the same, in the order of [`Transition::norms`].
    pub norms: Vec<Kept>,
}

/// Carried by measures that save.
pub const SAVES: &str = "besparing";

impl Transition {
    /// Of a run whose months were kept.
    pub fn of(model: &Model, sample: &Sample) -> Option<Self> {
        let first = sample.replications.first()?;
        first.months.as_ref()?;
        let date = |day: i64| model.horizon.first.saturating_add(jiff::Span::new().days(day));
        let months: Vec<(Date, Date)> =
            months(&model.horizon).into_iter().map(|days| (date(days.start), date(days.end - 1))).collect();
        let series = series::series(model, sample);
        let norms = series::norms(model, sample);
        let turned = Turn::of(&model.plan, &months).map(|turn| {
            let mark = series.iter().find(|series| series.is_mark_of_all());
            let confidence = model.study.confidence;
            Turned {
                dip: mark.map(|mark| Dip::of(mark, &months, &turn, confidence)),
                norms: norms.iter().map(|norm| Kept::of(norm.met(), turn.month, confidence)).collect(),
                changes: change::changes(model, sample, &turn),
                savings: savings(model, &months, &norms),
                turn,
            }
        });
        Some(Self {
            plan: model.plan.clone(),
            series,
            norms,
            goal_chance: band::monthly_chances(model, sample),
            events: events(model, &months),
            years: costs::years(model, sample, &months),
            places: nearness::places(model),
            turned,
            months,
        })
    }

    pub fn is_dated(&self) -> bool {
        !self.events.is_empty()
    }

    /// The month that a day lies in.
    pub fn month_of(&self, day: Date) -> Option<usize> {
        self.months.iter().position(|(from, to)| *from <= day && day <= *to)
    }
}

fn savings(model: &Model, months: &[(Date, Date)], norms: &[NormSeries]) -> Vec<Saving> {
    let mut savings: Vec<Saving> = Vec::new();
    let saves = |measure: &&Measure| measure.groups.iter().any(|group| group == SAVES);
    for measure in model.plan.measures.iter().filter(saves) {
        let Some(from) = measure.from else { continue };
        let Some(start) = months.iter().position(|(first, last)| *first <= from && from <= *last) else {
            continue;
        };
        match savings.iter_mut().find(|saving| saving.from == from) {
            Some(saving) => saving.names.push(measure.name.clone()),
            None => {
                let kept = |norm: &NormSeries| Kept::of(norm.met(), start, model.study.confidence);
                let names = vec![measure.name.clone()];
                savings.push(Saving { names, from, norms: norms.iter().map(kept).collect() });
            }
        }
    }
    savings
}

/// The merger and the first days of measures, each day once.
fn events(model: &Model, months: &[(Date, Date)]) -> Vec<Event> {
    let (Some((first, _)), Some((_, last))) = (months.first(), months.last()) else { return Vec::new() };
    let mut events: Vec<Event> = Vec::new();
    let merger = model.plan.merger.map(|day| (day, None));
    let begins = model.plan.measures.iter().filter_map(|it| Some((it.from?, Some(it.name.clone()))));
    for (day, name) in merger.into_iter().chain(begins).filter(|(day, _)| first <= day && day <= last) {
        let index = events.iter().position(|event| event.day == day).unwrap_or_else(|| {
            events.push(Event { day, is_merger: false, names: Vec::new() });
            events.len() - 1
        });
        match name {
            Some(name) => events[index].names.push(name),
            None => events[index].is_merger = true,
        }
    }
    events.sort_by_key(|event| event.day);
    events
}
