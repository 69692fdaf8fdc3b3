//! Which points are played.

use std::path::Path as FilePath;

use super::{As, MOST_POINTS, Reader, Waarde};
use crate::diagnostic::{Diagnostic, Path};
use crate::scenario::parse::{Problem, nearest, short};
use crate::scenario::source::Spot;
use crate::scenario::table;
use crate::scenario::tree::Node;

#[derive(Clone, Debug)]
pub enum Ontwerp {
    /// Every value of an axis with every value of the others.
    Raster,
    /// Of every axis as many equal parts as there are points, each used once.
    Latijns { punten: u32 },
    /// The values of each point are those of one row: the n-th value of every axis.
    Tabel,
}

const KEY: &str = "ontwerp";
const WORDS: [&str; 2] = ["raster", "latijns"];

impl Reader {
    pub(super) fn ontwerp(
        &mut self,
        tree: &Node,
        assen: &mut Vec<As>,
        folder: &FilePath,
        punten: Option<u64>,
    ) -> Ontwerp {
        let path = Path::root().key(KEY);
        let entry = tree.entry(KEY);
        let word = entry.and_then(|entry| entry.node.text()).unwrap_or(WORDS[0]).trim();
        let spot = entry.map_or(tree.spot, |entry| entry.node.spot);
        let ontwerp = match (word, punten) {
            ("raster", _) => self.raster(assen, spot),
            ("latijns", Some(punten)) => Ontwerp::Latijns { punten: punten as u32 },
            ("latijns", None) => {
                let problem = Problem::new(spot, "bij `latijns` hoort hoeveel punten er komen");
                self.wrong(&path, problem.hint("schrijf bijvoorbeeld `punten: 200`"));
                Ontwerp::Raster
            }
            (file, _) if file.contains('.') => self.table(file, spot, assen, folder),
            (other, _) => {
                let hint = match nearest(other, WORDS) {
                    Some(meant) => format!("bedoelt u `{meant}`?"),
                    None => "kies `raster`, `latijns`, of een bestand zoals `punten.csv`".to_owned(),
                };
                self.wrong(&path, Problem::new(spot, format!("{} is geen ontwerp", short(other))).hint(hint));
                Ontwerp::Raster
            }
        };
        if let Some(key) = tree.entry("punten").filter(|_| word != "latijns") {
            let problem = Problem::new(key.spot, "`punten` hoort bij `ontwerp: latijns`");
            self.wrong(&path, problem.hint("haal het weg: hier volgt het aantal uit de assen"));
        }
        ontwerp
    }

    fn raster(&mut self, assen: &[As], spot: Spot) -> Ontwerp {
        let mut points: u64 = 1;
        for axis in assen {
            match axis.trappen() {
                Some(values) => points = points.saturating_mul(values.len() as u64),
                None => {
                    let message = format!("de as `{}` zegt niet met welke stap", axis.pad);
                    let hint = "geef een `stap` (of `van..tot/stap`), of kies `ontwerp: latijns`";
                    let finding = Diagnostic::error(Path::root().key("assen"), message);
                    let place = axis.place().cloned();
                    self.findings.add(Diagnostic { place, ..finding.with_hint(hint) });
                }
            }
        }
        if points > MOST_POINTS {
            let message = format!("dit raster heeft {points} punten; er kunnen er {MOST_POINTS}");
            let problem = Problem::new(spot, message).hint("kies grotere stappen, of `ontwerp: latijns`");
            self.wrong(&Path::root().key(KEY), problem);
        }
        Ontwerp::Raster
    }

    /// The headings of a table are paths; they become the axes.
    fn table(&mut self, file: &str, spot: Spot, assen: &mut Vec<As>, folder: &FilePath) -> Ontwerp {
        let path = Path::root().key(KEY);
        if !assen.is_empty() {
            let problem = Problem::new(spot, "een tabel noemt zelf de assen");
            self.wrong(&path, problem.hint("haal `assen` weg, of kies `raster` of `latijns`"));
            return Ontwerp::Tabel;
        }
        let (heads, rows) = match table::whole(file, spot, folder, &mut self.sources) {
            Ok(found) => found,
            Err(problems) => {
                problems.into_iter().for_each(|problem| self.wrong(&path, problem));
                return Ontwerp::Tabel;
            }
        };
        if rows.is_empty() {
            self.wrong(&path, Problem::new(spot, format!("in {} staat geen punt", short(file))));
        }
        for (column, (head, head_spot)) in heads.iter().enumerate() {
            if heads[..column].iter().any(|(earlier, _)| earlier == head) || head.is_empty() {
                let message = format!("{} is geen pad, of staat er twee keer", short(head));
                let problem = Problem::new(*head_spot, message);
                self.wrong(&path, problem.hint("boven elke kolom staat een eigen pad"));
            }
            if let Some((_, empty)) = rows.iter().map(|row| &row[column]).find(|(text, _)| text.is_empty()) {
                let problem = Problem::new(*empty, "hier ontbreekt een waarde");
                self.wrong(&path, problem.hint("elk punt heeft een waarde op elke as"));
            }
            let values = rows.iter().map(|row| {
                let (tekst, spot) = &row[column];
                Waarde { tekst: tekst.clone(), place: self.sources.place(*spot) }
            });
            assen.push(As::lijst(head.clone(), values.collect()));
        }
        Ontwerp::Tabel
    }
}
