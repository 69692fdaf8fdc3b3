//! What would turn the order of the best two options around, in sentences.

use crate::experiment::measure::Unit;
use crate::experiment::results::Results;
use crate::experiment::transition::within;
use crate::report::number;

/// What became of the difference between two options at no, the assumed and double strength of one assumption.
pub struct Flip {
    pub name: String,
    pub differences: [f64; 3],
    /// The strength at which the order turns.
    pub at: Option<f64>,
}

/// The mean mark from the turn to the end: what options are ordered by.
pub fn mark_after(results: &Results) -> Option<f64> {
    let transition = results.transition.as_ref()?;
    let turned = transition.turned.as_ref()?;
    let mark = transition.series.iter().find(|series| series.is_mark_of_all())?;
    let after = turned.turn.month..transition.months.len();
    Some(within(&mark.pairs, &after, results.confidence).value)
}

/// In sentences: what turns the order, and what does not between nothing and twice its strength.
#[derive(Clone, Debug, Default)]
pub struct Flips {
    pub turning: Vec<String>,
    pub steady: Vec<String>,
}

/// The best option first.
pub fn flips(names: &[String; 2], found: &[Flip]) -> Flips {
    let [best, second] = names;
    let points = |value: f64| number::difference(value, Unit::Points);
    let sentence = |flip: &Flip| {
        let [without, now, double] = flip.differences.map(points);
        match flip.at {
            Some(at) => format!(
                "{}: bij {} van de aangenomen sterkte geeft {second} het hoogste gemiddelde cijfer in plaats van {best} (verschil nu {now}, zonder {without}, dubbel {double}).",
                flip.name,
                number::percent(at)
            ),
            None => format!(
                "{}: {best} blijft boven {second} tussen 0% en 200% van de aangenomen sterkte (verschil {without}, {now} en {double}).",
                flip.name
            ),
        }
    };
    let (turning, steady): (Vec<&Flip>, Vec<&Flip>) = found.iter().partition(|flip| flip.at.is_some());
    Flips {
        turning: turning.into_iter().map(sentence).collect(),
        steady: steady.into_iter().map(sentence).collect(),
    }
}
