//! What would turn the order of the best two options around, in sentences.

use crate::experiment::measure::Unit;
use crate::experiment::results::Results;
use crate::experiment::transition::flip::{TRIED, turns_at};
use crate::experiment::transition::{Series, within};
use crate::report::number;
use crate::stats::interval::{self, Estimate};

/// What became of the lead of the best option over the second at no, the assumed and double strength of one assumption.
pub struct Flip {
    pub name: String,
    pub leads: [Estimate; 3],
}

impl Flip {
    /// The strength at which the order turns, and whether more than chance says that it does: the lead is there now, and at the
    /// strength that was tried beyond the turn it is the other's.
    fn turn(&self) -> Option<(f64, bool)> {
        let [without, now, double] = self.leads;
        let at = turns_at(self.leads.map(|lead| lead.value))?;
        let beyond = if at < TRIED[1] { without } else { double };
        Some((at, now.low > 0.0 && beyond.high < 0.0))
    }

    fn is_steady(&self) -> bool {
        self.leads.iter().all(|lead| lead.low > 0.0)
    }
}

/// The mean mark from the turn to the end: what options are ordered by.
pub fn mark_after(results: &Results) -> Option<f64> {
    let (mark, after) = marks_after(results)?;
    Some(within(&mark.pairs, &after, results.confidence).value)
}

fn marks_after(results: &Results) -> Option<(&Series, std::ops::Range<usize>)> {
    let transition = results.transition.as_ref()?;
    let turned = transition.turned.as_ref()?;
    let mark = transition.series.iter().find(|series| series.is_mark_of_all())?;
    Some((mark, turned.turn.month..transition.months.len()))
}

/// How much higher that mark is in the first, replication by replication on the same customers.
pub fn lead(first: &Results, second: &Results) -> Option<Estimate> {
    let n = first.replications.min(second.replications) as usize;
    let sums = |results: &Results| -> Option<(Vec<f64>, Vec<f64>)> {
        let (mark, after) = marks_after(results)?;
        let total = |months: &Vec<(f64, f64)>| {
            months[after.clone()].iter().fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1))
        };
        Some(mark.pairs.iter().take(n).map(total).unzip())
    };
    let ((first_of, first_by), (second_of, second_by)) = (sums(first)?, sums(second)?);
    let paired = interval::paired_ratio(&second_of, &second_by, &first_of, &first_by, first.confidence);
    Some(paired.difference)
}

/// In sentences.
#[derive(Clone, Debug, Default)]
pub struct Flips {
    /// That there is no lead to turn, where chance may be all there is.
    pub open: Option<String>,
    /// What turns the order, or may: what more than chance says first.
    pub turning: Vec<String>,
    /// What does not, between nothing and twice its strength.
    pub steady: Vec<String>,
}

/// `names`: the best option first; `now`: its lead as everything is assumed.
pub fn flips(names: &[String; 2], now: Estimate, found: &[Flip]) -> Flips {
    let [best, second] = names;
    let sentence = |flip: &Flip| {
        let [without, now, double] = flip.leads.map(measured);
        let measured = format!("voorsprong nu {now}; zonder {without}; dubbel {double}");
        let name = &flip.name;
        match flip.turn() {
            Some((at, true)) => format!(
                "{name} keert het advies om: bij ongeveer {} van de aangenomen sterkte gaat {second} boven {best} ({measured}).",
                number::percent(at)
            ),
            Some((at, false)) => format!(
                "{name} keert het advies misschien om, bij ongeveer {} van de aangenomen sterkte; het kan ook toeval zijn ({measured}).",
                number::percent(at)
            ),
            None if flip.is_steady() => format!(
                "{name} keert het advies niet om: van 0% tot 200% van de aangenomen sterkte blijft {best} aantoonbaar boven {second} ({measured})."
            ),
            None => format!(
                "{name} keert de volgorde niet om tussen 0% en 200% van de aangenomen sterkte, al is de voorsprong niet overal van toeval te onderscheiden ({measured})."
            ),
        }
    };
    let is_certain = |flip: &&Flip| flip.turn().is_some_and(|(_, is_certain)| is_certain);
    let (turning, steady): (Vec<&Flip>, Vec<&Flip>) = found.iter().partition(|flip| flip.turn().is_some());
    let (certain, perhaps): (Vec<&Flip>, Vec<&Flip>) = turning.into_iter().partition(is_certain);
    let is_ahead = now.low > 0.0;
    let open = (!is_ahead).then(|| {
        format!(
            "{best} en {second} zijn op cijfer niet te onderscheiden (voorsprong {}): kies op wat hier verder verschilt, of speel vaker. \
             Een aanname die de volgorde omkeert, zegt dan weinig.",
            measured(now)
        )
    });
    Flips {
        open,
        turning: certain.into_iter().chain(perhaps).map(sentence).collect(),
        steady: steady.into_iter().map(sentence).collect(),
    }
}

/// A lead with its interval.
fn measured(lead: Estimate) -> String {
    let value = number::difference(lead.value, Unit::Points);
    match number::difference_bounds(lead, Unit::Points) {
        Some(bounds) => format!("{value} ({})", bounds.trim_matches(['(', ')'])),
        None => format!("{value} (één herhaling: geen interval)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flip(leads: [(f64, f64); 3]) -> Flip {
        let leads = leads.map(|(value, half)| Estimate::symmetric(value, half, 5));
        Flip { name: "systemen".to_owned(), leads }
    }

    fn said(now: Estimate, flip: Flip) -> Flips {
        flips(&["een".to_owned(), "drie".to_owned()], now, &[flip])
    }

    #[test]
    fn a_turn_is_certain_where_both_sides_of_it_are() {
        let certain = flip([(-0.2, 0.1), (0.2, 0.1), (0.4, 0.1)]);
        assert_eq!(certain.turn(), Some((0.5, true)));
        let now = certain.leads[1];
        let Flips { open: None, turning, .. } = said(now, certain) else { panic!("there is a lead") };
        let sentence = &turning[0];
        assert!(sentence.starts_with("systemen keert het advies om: bij ongeveer 50%"), "{sentence}");
        let doubtful = flip([(-0.2, 0.3), (0.2, 0.1), (0.4, 0.1)]);
        assert_eq!(doubtful.turn(), Some((0.5, false)));
        assert!(said(now, doubtful).turning[0].contains("misschien"));
    }

    #[test]
    fn what_does_not_turn_says_how_sure_that_is() {
        let now = Estimate::symmetric(0.2, 0.1, 5);
        assert!(
            said(now, flip([(0.2, 0.1), (0.2, 0.1), (0.4, 0.1)])).steady[0]
                .contains("blijft een aantoonbaar boven")
        );
        assert!(
            said(now, flip([(0.2, 0.3), (0.2, 0.1), (0.4, 0.1)])).steady[0]
                .contains("niet overal van toeval")
        );
    }

    #[test]
    fn without_a_lead_there_is_no_advice_to_turn() {
        let now = Estimate::symmetric(0.05, 0.1, 5);
        let open = said(now, flip([(0.1, 0.2), (0.05, 0.1), (0.1, 0.2)])).open.expect("no lead");
        assert!(open.contains("niet te onderscheiden"));
    }
}
