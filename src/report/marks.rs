//! Marks for a reader: what customers give, how sure that is, and where the points go.

use super::chart::waterfall::Waterfall;
use super::number;
use super::table::{Cell, Table};
use super::view::{self, Dimension};
use crate::experiment::measure::{Cut, Measure, Unit};
use crate::experiment::results::Results;
use crate::model::satisfaction::Term;
use crate::stats::interval::Estimate;

/// The mean mark against the goal, in a sentence or two; nothing where no marks are given.
pub fn answer(results: &Results) -> Option<String> {
    let all = Cut::default();
    let mark = results.get(Measure::Mark, &all).filter(|mark| mark.value.is_finite())?;
    let goal = results.goal?;
    let size = number::number((mark.value - goal).abs(), 2);
    let side = if mark.value < goal { "onder" } else { "boven" };
    let aim = number::as_written(goal, Unit::Mark);
    let mut text = format!(
        "Klanten geven gemiddeld een {}, {size} {side} het streefcijfer {aim}.",
        number::figure(mark, Unit::Mark)
    );
    if let Some(chance) = results.get(Measure::GoalChance, &all).filter(|chance| chance.value.is_finite()) {
        let chance = number::percent(chance.value);
        text.push_str(&format!(" De kans op een {aim} is {chance}, onzekere coëfficiënten meegerekend."));
    }
    if let Some(ceiling) = results.get(Measure::MarkCeiling, &all) {
        let best = number::value(ceiling.value, Unit::Mark);
        text.push_str(&format!(" Ging er niets mis, dan werd het een {best}."));
    }
    Some(text)
}

/// What a journey as a whole is given.
pub fn of_journey(results: &Results, journey: &str) -> Option<Estimate> {
    results.get(Measure::Mark, &Dimension::Journey.cut(journey)).filter(|mark| mark.value.is_finite())
}

/// A row for all journeys together and for each journey with a mark. The last columns are the first to leave out.
pub fn journeys(results: &Results) -> Table {
    let mut table = Table::new(
        "cijfers",
        &[
            ("klantreis", ""),
            ("cijfer", ""),
            ("8 of hoger", ""),
            ("5 of lager", ""),
            ("hoogst haalbaar", ""),
            ("bij andere coëfficiënten", ""),
            ("kans op het streefcijfer", ""),
        ],
    );
    let measures = [
        Measure::Mark,
        Measure::HighMarkShare,
        Measure::LowMarkShare,
        Measure::MarkCeiling,
        Measure::MarkBand,
        Measure::GoalChance,
    ];
    let names = view::names(results, Dimension::Journey).into_iter();
    let of_journeys = names.map(|name| (name, Dimension::Journey.cut(name)));
    rows(
        &mut table,
        results,
        &measures,
        [("alle klantreizen", Cut::default())].into_iter().chain(of_journeys),
    );
    table
}

/// A row for each channel with marked contacts.
pub fn contacts(results: &Results) -> Table {
    let columns =
        [("contact via", ""), ("cijfer", ""), ("8 of hoger", ""), ("5 of lager", ""), ("gemak (1–7)", "")];
    let mut table = Table::new("cijfers van contacten", &columns);
    let measures = [Measure::Mark, Measure::HighMarkShare, Measure::LowMarkShare, Measure::Effort];
    let names = view::names(results, Dimension::Channel).into_iter();
    rows(&mut table, results, &measures, names.map(|name| (name, Dimension::Channel.cut(name))));
    table
}

fn rows<'n>(
    table: &mut Table,
    results: &Results,
    measures: &[Measure],
    parts: impl Iterator<Item = (&'n str, Cut)>,
) {
    for (name, cut) in parts {
        if results.get(Measure::Mark, &cut).is_some_and(|mark| mark.value.is_finite()) {
            let figure = |measure: &Measure| Cell::figure(results.get(*measure, &cut), measure.unit());
            table.push([Cell::text(name)].into_iter().chain(measures.iter().map(figure)));
        }
    }
}

/// Where the points of all journeys go: terms that give or take anything, and what they add up to.
pub fn points(results: &Results) -> Table {
    let all = Cut::default();
    let mut table = Table::new("punten", &[("term", ""), ("punten", "")]);
    let terms = Term::ALL.iter().map(|term| Measure::points(*term)).chain([Measure::PointsInstrument]);
    let mut rest = 0.0;
    for measure in terms {
        match results.get(measure, &all) {
            Some(points) if points.value.abs() >= 0.005 => {
                table.push([Cell::text(name(measure)), Cell::Figure(points, Unit::Points)]);
            }
            Some(points) if points.value.is_finite() => rest += points.value,
            _ => {}
        }
    }
    if rest.abs() >= 0.005 {
        table.push([Cell::text(REST), Cell::Text(number::number(rest, 2))]);
    }
    if let Some(mark) = results.get(Measure::Mark, &all).filter(|_| !table.is_empty()) {
        table.push([Cell::text("samen het cijfer"), Cell::Figure(mark, Unit::Mark)]);
    }
    table
}

/// For a waterfall: what all journeys begin with, and what gives or takes points from there, the most taken first.
pub fn waterfall(results: &Results) -> Option<Waterfall> {
    let points = |measure: Measure| {
        results.get(measure, &Cut::default()).map(|points| points.value).filter(|points| points.is_finite())
    };
    let begin = points(Measure::PointsBase)?;
    let terms = Term::ALL.iter().map(|term| Measure::points(*term)).chain([Measure::PointsInstrument]);
    let terms = terms.filter(|measure| *measure != Measure::PointsBase);
    let mut terms: Vec<(String, f64)> = terms
        .filter_map(|measure| Some((name(measure), points(measure)?)))
        .filter(|(_, points)| points.abs() >= 0.005)
        .collect();
    // what gives first, so that the fall is one
    terms.sort_by(|a, b| (a.1 < 0.0).cmp(&(b.1 < 0.0)).then(a.1.total_cmp(&b.1)));
    let mark = points(Measure::Mark)?;
    let rest = mark - begin - terms.iter().map(|(_, points)| points).sum::<f64>();
    if rest.abs() >= 0.005 {
        terms.push((REST.to_owned(), rest));
    }
    Some(Waterfall { begin, terms, mark, goal: results.goal })
}

/// Terms that each round to nothing, together.
const REST: &str = "kleinere termen samen";

/// What costs most points, in a sentence.
pub fn costs(results: &Results) -> Option<String> {
    let lost = waterfall(results)?.terms.into_iter().filter(|(_, points)| *points < 0.0).take(3);
    let lost: Vec<String> =
        lost.map(|(name, points)| format!("{name} ({})", number::number(points, 2))).collect();
    (!lost.is_empty()).then(|| format!("De meeste punten kost: {}.", lost.join(", ")))
}

/// Marks of the groups of one kind, where there is more than one with a mark.
pub fn groups(results: &Results, dimension: Dimension) -> Vec<(String, Estimate)> {
    let names = view::names(results, dimension).into_iter();
    let mark =
        |name: &str| results.get(Measure::Mark, &dimension.cut(name)).filter(|mark| mark.value.is_finite());
    let groups: Vec<(String, Estimate)> =
        names.filter_map(|name| Some((name.to_owned(), mark(name)?))).collect();
    if groups.len() > 1 { groups } else { Vec::new() }
}

/// What took or gave points, in words.
pub fn term(term: Term) -> String {
    name(Measure::points(term))
}

/// The name of a term, from that of its points in data files.
fn name(points: Measure) -> String {
    points.id().trim_start_matches("punten-").replace("niet-", "niet ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::results::Figure;
    use crate::report::sample::{self, estimate};

    fn marked() -> Results {
        let mut results = sample::results();
        results.goal = Some(8.0);
        let figures = [
            (Measure::Mark, 7.42, 0.03),
            (Measure::HighMarkShare, 0.48, 0.01),
            (Measure::LowMarkShare, 0.08, 0.01),
            (Measure::MarkCeiling, 8.13, 0.01),
            (Measure::MarkBand, 7.4, 0.3),
            (Measure::GoalChance, 0.02, f64::NAN),
            (Measure::PointsBase, 8.1, 0.0),
            (Measure::PointsWait, -0.45, 0.02),
            (Measure::PointsTravel, 0.001, 0.0),
            (Measure::PointsUnresolved, -0.23, 0.01),
        ];
        let figure = |(measure, value, half)| Figure {
            measure,
            cut: Cut::default(),
            estimate: estimate(value, half),
            values: vec![],
        };
        results.figures.extend(figures.map(figure));
        results
    }

    #[test]
    fn the_answer_names_goal_chance_and_what_is_attainable() {
        assert_eq!(
            answer(&marked()).unwrap(),
            "Klanten geven gemiddeld een 7,42 (7,39–7,45), 0,58 onder het streefcijfer 8. De kans op een 8 is 2%, \
             onzekere coëfficiënten meegerekend. Ging er niets mis, dan werd het een 8,13."
        );
        assert_eq!(answer(&sample::results()), None);
    }

    #[test]
    fn points_stand_with_their_sign_above_what_they_add_up_to() {
        let points = points(&marked());
        let rows: Vec<Vec<&Cell>> = (0..points.n_rows()).map(|row| points.row(row).collect()).collect();
        let names: Vec<&Cell> = rows.iter().map(|row| row[0]).collect();
        let texts = ["basis", "wachten", "niet opgelost", "samen het cijfer"].map(Cell::text);
        assert!(names.into_iter().eq(texts.iter()));
        assert_eq!(number::figure(estimate(-0.45, 0.02), Unit::Points), "−0,45 (−0,47 tot −0,43)");
    }

    #[test]
    fn without_marks_no_table_has_rows() {
        let results = sample::results();
        assert!(
            journeys(&results).is_empty() && contacts(&results).is_empty() && points(&results).is_empty()
        );
        assert_eq!(journeys(&marked()).n_rows(), 1);
    }
}
