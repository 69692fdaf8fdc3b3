//! Marks of one replication, counted: sums of parts in whole micro-points, which merge exactly.

use crate::experiment::measure::Cut;
use crate::id::Id;
use crate::model::Model;
use crate::model::satisfaction::{Judgement, Part, Satisfaction};
use crate::sim::record::{Trip, Visit};
use crate::stats::normal::Curve;

/// Marks of one part of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkTally {
    pub n: u64,
    /// Sum of each part, in micro-points.
    pub parts: [i64; Part::COUNT],
    /// Sum of what each mark would be without any loss, in micro-points.
    pub ceiling: i64,
    /// Sum of customer effort, in micro-points.
    pub effort: i64,
    /// Sums of shares of respondents, in millionths.
    pub high: i64,
    pub low: i64,
    /// Sum of the squares of marks and of the spread between respondents, in millionths; where there is a survey.
    pub squares: i64,
}

impl Default for MarkTally {
    fn default() -> Self {
        Self { n: 0, parts: [0; Part::COUNT], ceiling: 0, effort: 0, high: 0, low: 0, squares: 0 }
    }
}

/// One mark, as tallies count it.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'j> {
    judgement: &'j Judgement,
    /// As the way of measuring sees it, in micro-points.
    pub reported: i32,
    ceiling: i64,
    high: i64,
    low: i64,
    squares: i64,
}

impl<'j> Counted<'j> {
    #[inline(always)]
    pub fn new(satisfaction: &Satisfaction, curve: &Curve, judgement: &'j Judgement) -> Self {
        let shares = satisfaction.shares(curve, judgement);
        let square = |points: i32| (i64::from(points) / 1_000).pow(2);
        Self {
            judgement,
            reported: satisfaction.reported(judgement),
            ceiling: judgement.parts.without_losses().into(),
            high: shares.high,
            low: shares.low,
            squares: match satisfaction.survey {
                Some(_) => square(judgement.mark) + square(judgement.spread),
                None => 0,
            },
        }
    }
}

impl MarkTally {
    /// A mark whose other parts than these first ones are nothing.
    #[inline(always)]
    fn record(&mut self, mark: &Counted, parts: usize) {
        self.n += 1;
        for (sum, points) in self.parts.iter_mut().zip(&mark.judgement.parts.points()[..parts]) {
            *sum += i64::from(*points);
        }
        self.ceiling += mark.ceiling;
        self.effort += i64::from(mark.judgement.effort);
        self.high += mark.high;
        self.low += mark.low;
        self.squares += mark.squares;
    }

    pub fn of(mark: &Counted) -> Self {
        let mut tally = Self::default();
        tally.record(mark, Part::COUNT);
        tally
    }

    pub fn add(&mut self, other: &Self) {
        self.n += other.n;
        for (sum, points) in self.parts.iter_mut().zip(&other.parts) {
            *sum += points;
        }
        self.ceiling += other.ceiling;
        self.effort += other.effort;
        self.high += other.high;
        self.low += other.low;
        self.squares += other.squares;
    }

    /// Standard deviation of an answer, in points.
    pub fn deviation(&self) -> f64 {
        let n = self.n as f64;
        let mean = self.mark() as f64 / 1e6 / n;
        (self.squares as f64 / 1e6 / n - mean * mean).max(0.0).sqrt()
    }

    /// Sum of the marks, in micro-points.
    pub fn mark(&self) -> i64 {
        self.parts.iter().sum()
    }
}

/// A row for all journeys, each channel (its contacts), journey, segment and village, in that order.
#[derive(Clone, Debug)]
pub struct Marks {
    rows: Vec<MarkTally>,
    channels: usize,
    journeys: usize,
    segments: usize,
    villages: usize,
}

impl Marks {
    pub fn new(model: &Model) -> Self {
        let channels = 1;
        let journeys = channels + model.channels.len();
        let segments = journeys + model.journeys.len();
        let villages = segments + model.segments.len();
        let rows = vec![MarkTally::default(); villages + model.villages.len()];
        Self { rows, channels, journeys, segments, villages }
    }

    #[inline(always)]
    pub fn contact(&mut self, visit: &Visit, mark: &Counted) {
        self.rows[self.channels + visit.channel.index()].record(mark, Part::OF_CONTACT);
    }

    #[inline(always)]
    pub fn trip(&mut self, trip: &Trip, tally: &MarkTally) {
        let rows = [
            0,
            self.journeys + trip.journey.index(),
            self.segments + trip.segment.index(),
            self.villages + trip.village.index(),
        ];
        for row in rows {
            self.rows[row].add(tally);
        }
    }

    /// By its place among [`Self::rows`].
    pub fn row(&self, index: usize) -> &MarkTally {
        &self.rows[index]
    }

    /// All of them with what they are about.
    pub fn rows<'a>(&'a self, model: &'a Model) -> impl Iterator<Item = (Cut, &'a MarkTally)> {
        let total = Cut::default;
        let channels = model.channels.iter().map(move |it| Cut { channel: Some(it.name.clone()), ..total() });
        let journeys = model.journeys.iter().map(move |it| Cut { journey: Some(it.name.clone()), ..total() });
        let segments = model.segments.iter().map(move |it| Cut { segment: Some(it.name.clone()), ..total() });
        let villages = model.villages.iter().map(move |it| Cut { village: Some(it.name.clone()), ..total() });
        let cuts = std::iter::once(total()).chain(channels).chain(journeys).chain(segments).chain(villages);
        cuts.zip(&self.rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::figures;
    use crate::experiment::measure::Measure;
    use crate::experiment::outcome::Outcome;
    use crate::id::{ChannelId, JourneyId, SegmentId, StepId, VillageId};
    use crate::model::compile::{compile, example};
    use crate::model::satisfaction::{ContactFacts, Experience, JourneyFacts, Progress, Term};
    use crate::sim::record::{Close, Observer};
    use crate::time::{Span, Time};

    fn contact(journey: JourneyId, segment: SegmentId, minutes: i64) -> ContactFacts {
        ContactFacts {
            channel: ChannelId(0),
            segment,
            journey,
            wait: Some(Span(minutes * Span::MINUTE.0)),
            expected_wait: Span::MINUTE,
            told_wait: false,
            pleasant_wait: false,
            access_days: None,
            resolved: minutes < 5,
            warm: 0,
            cold: 1,
            incomplete: false,
            unclear: true,
            fit: 0.7,
            treatment: 0.3,
            travel_minutes: 0.0,
            answered: minutes < 9,
        }
    }

    fn trip(journey: JourneyId, segment: SegmentId, village: VillageId, counted: bool) -> Trip {
        Trip {
            journey,
            segment,
            village,
            ordinal: 0,
            started: Time::from_day(3),
            ended: Time::from_day(3),
            counted,
            contacts: 1,
            hand_offs: 0,
            repeats: 0,
            waited: Span::ZERO,
            helped: Span::ZERO,
            pauses: None,
            last: StepId(0),
            close: Close::Completed,
        }
    }

    #[test]
    fn the_points_of_all_terms_add_up_to_the_mark_of_every_part() {
        let mut model = compile(&example::scenario());
        let mut satisfaction = model.satisfaction.take().expect("marks are given");
        satisfaction.offset = -0.7;
        let judge = |journey, segment, minutes| {
            let facts = contact(journey, segment, minutes);
            let mut experience = Experience::default();
            experience.add_contact(&satisfaction.contact(&facts), facts.answered);
            let facts = JourneyFacts {
                lead: None,
                repeats: minutes as u32,
                kept: 0,
                broken: 1,
                progress: Progress::None,
                refusal: None,
                treatment: 0.0,
                has_case: minutes % 2 == 0,
            };
            satisfaction.journey(journey, segment, &experience, &facts).expect("a contact")
        };
        let (one, other) = ((JourneyId(0), SegmentId(0)), (JourneyId(1), SegmentId(1)));
        let judgements = [judge(one.0, one.1, 0), judge(one.0, one.1, 7), judge(other.0, other.1, 12)];
        model.satisfaction = Some(satisfaction.clone());
        let mut outcome = Outcome::new(&model);
        outcome.trip_marked(&trip(one.0, one.1, VillageId(0), true), &judgements[0]);
        outcome.trip_marked(&trip(one.0, one.1, VillageId(1), true), &judgements[1]);
        outcome.trip_marked(&trip(other.0, other.1, VillageId(1), true), &judgements[2]);
        outcome.trip_marked(&trip(other.0, other.1, VillageId(1), false), &judgements[0]);
        let mut measured: Vec<(Measure, Cut)> = Vec::new();
        let mut values: Vec<(f64, f64)> = Vec::new();
        figures::walk(&model, &outcome, &mut measured);
        figures::walk(&model, &outcome, &mut values);
        let value = |measure: Measure, cut: &Cut| {
            let place = measured.iter().position(|figure| figure.0 == measure && figure.1 == *cut);
            let (numerator, denominator) = values[place.expect("a figure")];
            numerator / denominator
        };
        let mark = |judgement: &Judgement| f64::from(satisfaction.reported(judgement)) / 1e6;
        let all = Cut::default();
        let mean = judgements.iter().map(mark).sum::<f64>() / 3.0;
        assert!((value(Measure::Mark, &all) - mean).abs() < 1e-9);
        let journey = Cut { journey: Some("vraag".to_owned()), ..all.clone() };
        assert!(
            (value(Measure::Mark, &journey) - (mark(&judgements[0]) + mark(&judgements[1])) / 2.0).abs()
                < 1e-9
        );
        let segment = Cut { segment: Some("kwetsbaar".to_owned()), ..all.clone() };
        let village = Cut { village: Some("Groot".to_owned()), ..all.clone() };
        for cut in [&all, &journey, &segment, &village] {
            let terms = Term::ALL.iter().map(|term| value(Measure::points(*term), cut)).sum::<f64>();
            let sum = terms + value(Measure::PointsInstrument, cut);
            assert!((sum - value(Measure::Mark, cut)).abs() < 1e-9, "{cut:?}: {sum}");
        }
        let shares = judgements
            .iter()
            .map(|judgement| satisfaction.shares(&Curve::tabulated(), judgement).high)
            .sum::<i64>();
        assert!((value(Measure::HighMarkShare, &all) - shares as f64 / 3e6).abs() < 1e-9);
    }

    #[test]
    fn without_marks_there_are_no_figures_of_marks() {
        let mut model = compile(&example::scenario());
        model.satisfaction = None;
        let mut measured: Vec<(Measure, Cut)> = Vec::new();
        figures::walk(&model, &Outcome::new(&model), &mut measured);
        assert!(measured.iter().all(|(measure, _)| *measure != Measure::Mark));
    }
}
