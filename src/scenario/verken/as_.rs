//! One axis: a path, and the values that are tried there.

use super::Reader;
use crate::diagnostic::{Path, Place};
use crate::scenario::fields::BEREIK;
use crate::scenario::parse::{Problem, short};
use crate::scenario::patch::number_text;
use crate::scenario::save;
use crate::scenario::shape;
use crate::scenario::source::Spot;
use crate::scenario::tree::{Entry, Value};
use crate::scenario::value::getal;

/// More values on one axis are refused.
const MOST_VALUES: f64 = 100_000.0;
/// A drawn value is as fine as this part of its range.
const FINENESS: f64 = 1e-4;

#[derive(Clone, Debug)]
pub struct As {
    pub pad: String,
    waarden: Waarden,
    /// What stands behind the number of every value; `None` where a value is no number, or units differ.
    pub eenheid: Option<String>,
}

/// A value as it is written behind `--zet`, and where it comes from.
#[derive(Clone, Debug)]
pub struct Waarde {
    pub tekst: String,
    pub place: Place,
}

impl Waarde {
    /// Its number, where it begins with one.
    pub fn getal(&self) -> Option<f64> {
        gelezen(&self.tekst).map(|(number, _)| number)
    }
}

#[derive(Clone, Debug)]
enum Waarden {
    Lijst(Vec<Waarde>),
    Bereik(Bereik),
}

/// From one number to another, in one unit.
#[derive(Clone, Debug)]
struct Bereik {
    van: f64,
    tot: f64,
    stap: Option<f64>,
    vorm: Vorm,
    place: Place,
}

/// How a number of a range is written.
#[derive(Clone, Debug, PartialEq)]
struct Vorm {
    is_factor: bool,
    /// With its sign, also of what is more.
    is_change: bool,
    /// With the space before it.
    eenheid: String,
}

impl Vorm {
    /// What stands behind a number that is told by itself: `20 s erbij`, `0.9 keer`.
    fn achter(self) -> String {
        match (self.is_factor, self.is_change) {
            (true, _) => " keer".to_owned(),
            (_, true) => self.eenheid + " erbij",
            _ => self.eenheid,
        }
    }
}

impl As {
    /// An axis of which the values are given.
    pub fn lijst(pad: String, waarden: Vec<Waarde>) -> Self {
        Self::new(pad, Waarden::Lijst(waarden))
    }

    fn new(pad: String, waarden: Waarden) -> Self {
        let mut as_ = Self { pad, waarden, eenheid: None };
        let mut units = as_.uiteinden().into_iter().map(|value| gelezen(&value.tekst).map(|(_, form)| form));
        as_.eenheid = match units.next().flatten() {
            Some(first) if units.all(|form| form.as_ref() == Some(&first)) => Some(first.achter()),
            _ => None,
        };
        as_
    }

    /// Its values in order; none of a range without steps.
    pub fn trappen(&self) -> Option<Vec<Waarde>> {
        match &self.waarden {
            Waarden::Lijst(values) => Some(values.clone()),
            Waarden::Bereik(range) => {
                let steps = range.steps()?;
                Some((0..steps).map(|step| range.value(range.at_step(step))).collect())
            }
        }
    }

    /// The value at a part 0 .. 1 of the axis.
    pub fn op(&self, part: f64) -> Waarde {
        let nth = |n: usize| ((part * n as f64) as usize).min(n - 1);
        match &self.waarden {
            Waarden::Lijst(values) => values[nth(values.len())].clone(),
            Waarden::Bereik(range) => match range.steps() {
                Some(steps) => range.value(range.at_step(nth(steps))),
                None => {
                    let width = range.tot - range.van;
                    let unit = 10f64.powf((width * FINENESS).log10().floor());
                    range.value(((range.van + part * width) / unit).round() * unit)
                }
            },
        }
    }

    /// What is looked at before the work starts: every written value, and the ends of a range.
    pub fn uiteinden(&self) -> Vec<Waarde> {
        match &self.waarden {
            Waarden::Lijst(values) => values.clone(),
            Waarden::Bereik(range) => vec![range.value(range.van), range.value(range.tot)],
        }
    }

    /// Where its values stand.
    pub fn place(&self) -> Option<&Place> {
        match &self.waarden {
            Waarden::Lijst(values) => values.first().map(|value| &value.place),
            Waarden::Bereik(range) => Some(&range.place),
        }
    }
}

impl Bereik {
    fn steps(&self) -> Option<usize> {
        Some(((self.tot - self.van) / self.stap? + 1e-9).floor() as usize + 1)
    }

    fn at_step(&self, step: usize) -> f64 {
        self.van + step as f64 * self.stap.unwrap_or_default()
    }

    fn value(&self, number: f64) -> Waarde {
        let Vorm { is_factor, is_change, eenheid } = &self.vorm;
        let before = if *is_factor { "keer " } else { "" };
        let sign = if *is_change && number >= 0.0 { "+" } else { "" };
        Waarde { tekst: format!("{before}{sign}{}{eenheid}", number_text(number)), place: self.place.clone() }
    }
}

impl Reader {
    /// An axis of the plan; nothing where it cannot be read.
    pub(super) fn axis(&mut self, entry: &Entry, path: &Path) -> Option<As> {
        let node = &entry.node;
        let waarden = match &node.value {
            Value::List(nodes) => {
                let values = nodes
                    .iter()
                    .map(|node| Waarde { tekst: save::inline(node), place: self.sources.place(node.spot) });
                let values: Vec<Waarde> = values.collect();
                if let Some(empty) = nodes.iter().find(|node| node.is_empty()) {
                    self.wrong(path, Problem::new(empty.spot, "hier ontbreekt een waarde"));
                    return None;
                }
                if values.is_empty() {
                    self.wrong(path, nothing(node.spot));
                    return None;
                }
                Waarden::Lijst(values)
            }
            Value::Map(_) => {
                shape::check_part(&BEREIK, node, path, &self.sources, &mut self.findings);
                let text = |key: &str| node.get(key).and_then(|node| Some((node.text()?, node.spot)));
                self.range(text("van")?, text("tot")?, text("stap"), entry.spot, path)?
            }
            Value::Scalar { text, .. } => match text.split_once("..") {
                Some((from, rest)) => {
                    let (to, step) = rest.split_once('/').map_or((rest, None), |(to, step)| (to, Some(step)));
                    let spot = node.spot;
                    self.range((from, spot), (to, spot), step.map(|step| (step, spot)), spot, path)?
                }
                None if node.is_empty() => {
                    self.wrong(path, nothing(entry.spot));
                    return None;
                }
                None => {
                    let (tekst, place) = (text.trim().to_owned(), self.sources.place(node.spot));
                    Waarden::Lijst(vec![Waarde { tekst, place }])
                }
            },
        };
        Some(As::new(entry.key.trim().to_owned(), waarden))
    }

    fn range(
        &mut self,
        van: (&str, Spot),
        tot: (&str, Spot),
        stap: Option<(&str, Spot)>,
        spot: Spot,
        path: &Path,
    ) -> Option<Waarden> {
        let ((from, vorm), (to, other)) = (self.number(van, path)?, self.number(tot, path)?);
        let is_change = vorm.is_change || other.is_change;
        let vorm = Vorm { is_change, ..vorm };
        if vorm.eenheid.trim() != other.eenheid.trim() || vorm.is_factor != other.is_factor {
            let message = format!("{} en {} hebben niet dezelfde eenheid", short(van.0), short(tot.0));
            self.wrong(path, Problem::new(tot.1, message).hint("schrijf beide in dezelfde eenheid"));
            return None;
        }
        if from >= to {
            let message = format!("{} is niet meer dan {}", short(tot.0), short(van.0));
            self.wrong(path, Problem::new(tot.1, message).hint("begin met de laagste waarde"));
            return None;
        }
        let mut step = None;
        if let Some(stap) = stap {
            let (size, form) = self.number(stap, path)?;
            let unit = form.eenheid.trim();
            let is_points = unit == "punten" && vorm.eenheid.trim() == "%";
            if unit != vorm.eenheid.trim() && !is_points && !(vorm.is_factor && unit.is_empty()) {
                let message =
                    format!("de stap {} heeft een andere eenheid dan {}", short(stap.0), short(van.0));
                self.wrong(path, Problem::new(stap.1, message).hint("schrijf alle drie in dezelfde eenheid"));
                return None;
            }
            if size <= 0.0 || (to - from) / size > MOST_VALUES {
                let message =
                    format!("met stappen van {} zijn dit niet 1 tot {MOST_VALUES} waarden", short(stap.0));
                self.wrong(path, Problem::new(stap.1, message).hint("kies een grotere stap, boven 0"));
                return None;
            }
            step = Some(size);
        }
        let place = self.sources.place(spot);
        Some(Waarden::Bereik(Bereik { van: from, tot: to, stap: step, vorm, place }))
    }

    /// A number with how it is written.
    fn number(&mut self, (text, spot): (&str, Spot), path: &Path) -> Option<(f64, Vorm)> {
        let found = gelezen(text);
        if found.is_none() {
            let problem = Problem::new(spot, format!("{} begint niet met een getal", short(text.trim())));
            let hint = "een bereik gaat over getallen, zoals `8..16/2` of `70%..90%/5%`; noem andere waarden in een lijst";
            self.wrong(path, problem.hint(hint));
        }
        found
    }
}

/// A number with how it is written.
fn gelezen(text: &str) -> Option<(f64, Vorm)> {
    let text = text.trim();
    let (is_factor, rest) = match text.strip_prefix("keer ").or_else(|| text.strip_prefix('×')) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-' | '−');
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let number = getal(&rest[..end]).ok()?;
    let is_change = rest.starts_with(['+', '-', '−']);
    Some((number, Vorm { is_factor, is_change, eenheid: rest[end..].to_owned() }))
}

fn nothing(spot: Spot) -> Problem {
    Problem::new(spot, "deze as heeft geen waarden")
        .hint("schrijf een lijst `[8, 10, 12]` of een bereik `{ van: 8, tot: 16, stap: 2 }`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::findings::Findings;
    use crate::scenario::source::Sources;
    use crate::scenario::tree::Node;

    /// The values of an axis as it is written on the command line.
    fn values(text: &str) -> Result<As, String> {
        let mut reader = Reader { sources: Sources::default(), findings: Findings::default() };
        let file = reader.sources.add("proef", text);
        let spot = Spot { file, line: 1, column: 1, length: 1 };
        let entry = Entry { key: "a.b".into(), spot, node: Node::scalar(text, spot) };
        let found = reader.axis(&entry, &Path::root());
        found.ok_or_else(|| reader.findings.into_sorted(&reader.sources)[0].message.clone())
    }

    fn steps(text: &str) -> Vec<String> {
        let axis = values(text).expect("an axis");
        axis.trappen().expect("steps").into_iter().map(|value| value.tekst).collect()
    }

    #[test]
    fn a_range_has_values_at_every_step_in_its_unit() {
        assert_eq!(steps("8..12/2"), ["8", "10", "12"]);
        assert_eq!(steps("70%..80%/5%"), ["70%", "75%", "80%"]);
        assert_eq!(steps("70%..80%/10 punten"), ["70%", "80%"]);
        assert_eq!(steps("0.1..0.3/0.1"), ["0.1", "0.2", "0.3"]);
        assert_eq!(steps("1 min..2 min/0,5 min"), ["1 min", "1.5 min", "2 min"]);
        assert_eq!(steps("-1..+1/1"), ["-1", "+0", "+1"]);
        assert_eq!(steps("keer 0.8..keer 1.2/0.2"), ["keer 0.8", "keer 1", "keer 1.2"]);
    }

    #[test]
    fn a_part_of_a_range_is_a_round_value_within_it() {
        let axis = values("10 min..20 min").expect("an axis");
        assert_eq!(axis.op(0.123_456).tekst, "11.2350 min");
        assert!(axis.trappen().is_none());
        let axis = values("8..12/2").expect("an axis");
        assert_eq!([0.0, 0.4, 0.999].map(|part| axis.op(part).tekst), ["8", "10", "12"]);
    }

    #[test]
    fn a_range_that_cannot_be_says_why() {
        assert!(values("30 s..2 min").unwrap_err().contains("niet dezelfde eenheid"));
        assert!(values("12..8/1").unwrap_err().contains("niet meer dan"));
        assert!(values("1..2/0").unwrap_err().contains("stappen"));
        assert!(values("1 min..2 min/5 s").unwrap_err().contains("andere eenheid"));
        assert!(values("veel..meer").unwrap_err().contains("geen getal") || values("veel..meer").is_err());
    }
}
