//! What would turn the order of the best two options around, in sentences.

use crate::experiment::measure::Unit;
use crate::experiment::results::Results;
use crate::experiment::transition::flip::{TRIED, turns_at};
use crate::experiment::transition::{Series, within};
use crate::report::number;
use crate::report::table::{Cell, Table};
use crate::stats::interval::{self, Estimate};

/// What became of the lead of the best option over the second at no, the assumed and double strength of one assumption.
pub struct Flip {
    pub name: String,
    /// What it is, in words of who wrote it; may be empty.
    pub about: String,
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

/// What would turn the order: in sentences, and each lead in a table.
#[derive(Clone, Debug, Default)]
pub struct Flips {
    /// That there is no lead to turn, where chance may be all there is.
    pub open: Option<String>,
    /// What turns the order, or may: what more than chance says first.
    pub turning: Vec<String>,
    /// How many do not, between nothing and twice their strength.
    pub n_steady: usize,
    /// Of the best option over the second, for each assumption.
    pub leads: Option<Table>,
    /// Whose lead over whom the table shows, and which assumptions were not tried.
    pub about: String,
}

/// `names`: the best option first; `now`: its lead as everything is assumed; `untried`: assumptions beyond the number tried.
pub fn flips(names: &[String; 2], now: Estimate, found: &[Flip], untried: &[String]) -> Flips {
    let [best, second] = names;
    let sentence = |(flip, at, is_certain): &(&Flip, f64, bool)| {
        let [without, now, double] = flip.leads.map(measured);
        let doubt = if *is_certain { "" } else { "misschien " };
        let chance = if *is_certain { "" } else { "; het kan ook toeval zijn" };
        format!(
            "{} keert de volgorde {doubt}om: bij ongeveer {} van de aangenomen sterkte gaat {second} boven {best}{chance} \
             (voorsprong nu {now}; zonder {without}; dubbel {double}).",
            flip.name,
            number::percent(*at)
        )
    };
    let mut turning: Vec<(&Flip, f64, bool)> =
        found.iter().filter_map(|flip| flip.turn().map(|(at, is_certain)| (flip, at, is_certain))).collect();
    turning.sort_by_key(|(.., is_certain)| !is_certain);
    let open = (now.low <= 0.0 || now.low.is_nan()).then(|| {
        format!(
            "{best} en {second} zijn op cijfer niet te onderscheiden (voorsprong {}): kies op wat hier verder verschilt, of speel vaker. \
             Een aanname die de volgorde omkeert, zegt dan weinig.",
            measured(now)
        )
    });
    let untried = match untried {
        [] => String::new(),
        names => format!(" Niet geprobeerd: {}.", names.join(", ")),
    };
    Flips {
        open,
        turning: turning.iter().map(sentence).collect(),
        n_steady: found.len() - turning.len(),
        leads: (!found.is_empty()).then(|| leads(found)),
        about: format!(
            "Voorsprong van {best} op {second} in het gemiddelde cijfer na het keerpunt, zonder de aanname, zoals zij is en dubbel zo sterk.{untried}"
        ),
    }
}

fn leads(found: &[Flip]) -> Table {
    let titles = ["aanname", "zonder", "zoals aangenomen", "dubbel", "volgorde"];
    let mut table = Table::new("omslag", &titles.map(|title| (title, "")));
    for flip in found {
        let verdict = match flip.turn() {
            Some((at, true)) => format!("keert om bij {}", number::percent(at)),
            Some((at, false)) => format!("keert misschien om bij {}", number::percent(at)),
            None if flip.is_steady() => "blijft".to_owned(),
            None => "blijft, niet overal zeker".to_owned(),
        };
        let about = if flip.about.is_empty() { String::new() } else { format!("\n{}", flip.about) };
        let name = Cell::Text(format!("{}{about}", flip.name));
        let leads = flip.leads.map(|lead| Cell::Text(super::difference(lead, Unit::Points)));
        table.push(std::iter::once(name).chain(leads).chain([Cell::Text(verdict)]));
    }
    table
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
        Flip { name: "systemen".to_owned(), about: String::new(), leads }
    }

    fn said(now: Estimate, flip: Flip) -> Flips {
        flips(&["een".to_owned(), "drie".to_owned()], now, &[flip], &[])
    }

    #[test]
    fn a_turn_is_certain_where_both_sides_of_it_are() {
        let certain = flip([(-0.2, 0.1), (0.2, 0.1), (0.4, 0.1)]);
        assert_eq!(certain.turn(), Some((0.5, true)));
        let now = certain.leads[1];
        let Flips { open: None, turning, .. } = said(now, certain) else { panic!("there is a lead") };
        let sentence = &turning[0];
        assert!(sentence.starts_with("systemen keert de volgorde om: bij ongeveer 50%"), "{sentence}");
        let doubtful = flip([(-0.2, 0.3), (0.2, 0.1), (0.4, 0.1)]);
        assert_eq!(doubtful.turn(), Some((0.5, false)));
        assert!(said(now, doubtful).turning[0].contains("misschien"));
    }

    #[test]
    fn what_does_not_turn_says_how_sure_that_is() {
        let now = Estimate::symmetric(0.2, 0.1, 5);
        let verdict = |leads| {
            let Flips { leads: Some(table), n_steady: 1, .. } = said(now, flip(leads)) else {
                panic!("one is steady")
            };
            let cells: Vec<String> = table.row(0).map(|cell| format!("{cell:?}")).collect();
            cells[4].clone()
        };
        assert_eq!(verdict([(0.2, 0.1), (0.2, 0.1), (0.4, 0.1)]), r#"Text("blijft")"#);
        assert_eq!(verdict([(0.2, 0.3), (0.2, 0.1), (0.4, 0.1)]), r#"Text("blijft, niet overal zeker")"#);
    }

    #[test]
    fn what_was_not_tried_is_named() {
        let now = Estimate::symmetric(0.2, 0.1, 5);
        let names = ["een", "drie"].map(str::to_owned);
        assert!(
            flips(&names, now, &[], &["training".to_owned()]).about.ends_with("Niet geprobeerd: training.")
        );
    }

    #[test]
    fn without_a_lead_there_is_no_advice_to_turn() {
        let now = Estimate::symmetric(0.05, 0.1, 5);
        let open = said(now, flip([(0.1, 0.2), (0.05, 0.1), (0.1, 0.2)])).open.expect("no lead");
        assert!(open.contains("niet te onderscheiden"));
    }
}
