//! What is kept of each replication of a point: a few figures, as numerator and denominator.

use std::sync::atomic::AtomicBool;

use crate::experiment::figures::{self, Sink};
use crate::experiment::measure::{Cut, Measure, Unit};
use crate::experiment::outcome::Outcome;
use crate::experiment::pay::Pay;
use crate::experiment::replicate::{Unfinished, replay};
use crate::experiment::transition::of_measures;
use crate::experiment::{estimate, tally::StaffTally};
use crate::id::{NormId, TeamId};
use crate::model::Model;
use crate::time::Span;

/// Over which parts of the service a measure is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    Whole,
    Channels,
    Journeys,
    Segments,
    Teams,
    Villages,
    Locations,
}

/// Something to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Figure(Measure, Over),
    Norms,
    Costs,
}

impl Wanted {
    /// What is kept when nobody says what: mark, wait, abandonment, occupancy, norms and costs.
    pub const USUAL: [Self; 6] = [
        Self::Figure(Measure::Mark, Over::Whole),
        Self::Figure(Measure::WaitServed, Over::Channels),
        Self::Figure(Measure::AbandonedShare, Over::Channels),
        Self::Figure(Measure::Occupancy, Over::Teams),
        Self::Norms,
        Self::Costs,
    ];

    /// Whether it takes this figure. How many journeys a group starts comes along: it says whether the group may be shown.
    fn asks(self, measure: Measure, over: Over) -> bool {
        let of_group = matches!(over, Over::Segments | Over::Villages) && measure == Measure::Journeys;
        matches!(self, Self::Figure(asked, of) if of == over && (asked == measure || of_group))
    }
}

/// What a kept figure is.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    Figure {
        measure: Measure,
        cut: Cut,
    },
    /// What was attained of a norm.
    Norm {
        name: String,
        unit: Unit,
        target: f64,
        at_most: bool,
    },
    /// Euro in the counted days: what teams are paid, and what measures cost.
    Costs,
}

/// The figures that are kept of one model.
pub struct Kept {
    /// In the order in which they were asked for.
    pub subjects: Vec<Subject>,
    /// Places in the order of [`figures::walk`], ascending.
    places: Vec<usize>,
    /// Where the figure of each subject comes from.
    origins: Vec<Origin>,
}

enum Origin {
    /// The n-th of the places.
    Figure(usize),
    Norm(NormId),
    /// What teams are paid, and what measures ask.
    Costs(Pay, f64),
}

impl Kept {
    pub fn new(model: &Model, wanted: &[Wanted]) -> Self {
        let mut measured: Vec<(Measure, Cut)> = Vec::new();
        figures::walk(model, &Outcome::new(model), &mut measured);
        let (mut places, mut found) = (Vec::new(), Vec::new());
        for (index, (measure, cut)) in measured.into_iter().enumerate() {
            let rank = over(&cut).and_then(|over| wanted.iter().position(|it| it.asks(measure, over)));
            if let Some(rank) = rank {
                found.push((rank, Origin::Figure(places.len()), Subject::Figure { measure, cut }));
                places.push(index);
            }
        }
        if let Some(rank) = wanted.iter().position(|it| *it == Wanted::Norms) {
            for (id, norm) in model.norms.enumerate().filter(|(_, norm)| norm.is_asked()) {
                let (unit, target, at_most) = estimate::asks(norm);
                let subject = Subject::Norm { name: norm.name.clone(), unit, target, at_most };
                found.push((rank, Origin::Norm(id), subject));
            }
        }
        if let Some(rank) = wanted.iter().position(|it| *it == Wanted::Costs) {
            let asked = of_measures(model);
            let costs = Origin::Costs(Pay::of(model, &model.horizon.counted), asked.once + asked.structural);
            found.push((rank, costs, Subject::Costs));
        }
        found.sort_by_key(|(rank, ..)| *rank);
        let (origins, subjects) = found.into_iter().map(|(_, origin, subject)| (origin, subject)).unzip();
        Self { subjects, places, origins }
    }

    /// Plays one replication and gives a numerator and a denominator for each subject.
    ///
    /// # Errors
    /// When it was stopped, or the crowd outgrew what fits.
    pub fn play(
        &self,
        model: &Model,
        replication: u32,
        stop: &AtomicBool,
    ) -> Result<Vec<(f64, f64)>, Unfinished> {
        let mut outcome = Outcome::new(model);
        replay(model, replication, &mut outcome, stop)?;
        let mut picked =
            Picked { next: 0, places: &self.places, values: Vec::with_capacity(self.places.len()) };
        figures::walk(model, &outcome, &mut picked);
        let came = |team: TeamId| {
            let mut week = StaffTally::default();
            outcome.staff[team].iter().for_each(|hour| week.add(hour));
            week.rostered as f64 / Span::HOUR.0 as f64
        };
        let value = |origin: &Origin| match origin {
            Origin::Figure(place) => picked.values[*place],
            Origin::Norm(id) => {
                outcome.norms[*id].total(&model.norms[*id], &model.horizon).attained(&model.norms[*id])
            }
            Origin::Costs(pay, asked) => (pay.total(came) + asked, 1.0),
        };
        Ok(self.origins.iter().map(value).collect())
    }
}

/// The one dimension of a cut; none of a part of the week or of two at once.
fn over(cut: &Cut) -> Option<Over> {
    let Cut { channel, journey, segment, team, village, location, weekday, hour } = cut;
    let set = [
        (channel.is_some(), Over::Channels),
        (journey.is_some(), Over::Journeys),
        (segment.is_some(), Over::Segments),
        (team.is_some(), Over::Teams),
        (village.is_some(), Over::Villages),
        (location.is_some(), Over::Locations),
    ];
    let mut set = set.into_iter().filter(|(is_set, _)| *is_set).map(|(_, over)| over);
    match (set.next(), set.next(), weekday, hour) {
        (None, None, None, None) => Some(Over::Whole),
        (Some(over), None, None, None) => Some(over),
        _ => None,
    }
}

/// Takes the figures at some places.
struct Picked<'a> {
    next: usize,
    places: &'a [usize],
    values: Vec<(f64, f64)>,
}

impl Sink for Picked<'_> {
    fn figure(&mut self, _: Measure, _: &dyn Fn() -> Cut, numerator: f64, denominator: f64) {
        if self.places.first() == Some(&self.next) {
            self.values.push((numerator, denominator));
            self.places = &self.places[1..];
        }
        self.next += 1;
    }
}
