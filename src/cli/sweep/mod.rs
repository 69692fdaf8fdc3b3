//! `verken`: a scenario played in many ways, or a folder of scenarios; an interrupted batch goes on where it was.

mod points;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use rayon::prelude::*;
use serde_json::json;

use super::options::{Changes, Format, Study, SweepOptions};
use super::{Verdict, interrupt, load, print, progress, run};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::experiment::sweep::{self, Batch, Block, Ended, Kept, Played, Wanted, blocks};
use crate::model::Model;
use crate::model::compile::compile;
use crate::report::batch::store::{Key, Store};
use crate::report::batch::{self, Facts, Found, Head, Label, Row, Writer};
use crate::report::folder::Place;
use crate::report::{manifest, number, text};
use crate::scenario::Scenario;
use crate::scenario::verken::{self, Gelezen, Opgave};
use points::{Base, Points};

/// Points whose figures are reckoned together when all is played.
const ROUND: usize = 512;

/// # Errors
/// When a file cannot be read or a folder not be written; what was played is kept.
pub fn main(options: &SweepOptions) -> Result<Verdict, Error> {
    let SweepOptions { what, axes, points, measures, .. } = options;
    let mut read = verken::load(&Opgave::new(what, axes, options.design.as_deref(), *points, measures))?;
    let wanted = wanted(&mut read);
    let bases = run::in_pool(&options.study, || bases(&read, &options.changes))??;
    if let Some((first, _)) = &bases {
        check_kept(&mut read, first, &wanted);
    }
    let is_wrong = say(&read);
    let Some((first, bases)) = bases.filter(|_| !is_wrong) else { return Ok(Verdict::Wrong) };
    let study = &first.onderzoek;
    let replications =
        options.study.replications.or(read.verkenning.herhalingen).unwrap_or(study.ten_minste());
    let seed = options.study.seed.or(read.verkenning.zaad).unwrap_or(study.zaad);
    let points = Points::new(&read.verkenning, (first, bases), &options.changes.sets, seed);
    if let Some((_, of)) = options.part.filter(|(_, of)| *of > points.len()) {
        print::complain(&format!("fout: er zijn {} punten; dat kan niet in {of} delen", points.len()));
        return Ok(Verdict::Wrong);
    }
    let wanted = if wanted.is_empty() { Wanted::USUAL.to_vec() } else { wanted };
    let head = head(options, &read, &points, &wanted, replications)?;
    let folder = options.study.out.join(head.folder());
    if is_finished(&head, &folder) {
        let report = folder.join(if head.part.is_some() { batch::DATA } else { "rapport.html" });
        print::complain("Deze verkenning was al af; er is niets nagespeeld.");
        let found = head.part.is_none().then(|| read_back(&head, &folder)).transpose()?;
        return tell(options, &head, &report, found.as_ref());
    }
    if !run::in_pool(&options.study, || check_values(&mut read, &points))? {
        say(&read);
        return Ok(Verdict::Wrong);
    }
    let work = Work { head: &head, points: &points, wanted: &wanted };
    run::in_pool(&options.study, || work.run(options))?
}

/// The scenarios of a plan, with the first as it is; none where one has mistakes. What was found in any is said.
fn bases(read: &Gelezen, changes: &Changes) -> Result<Option<(Scenario, Vec<Base>)>, Error> {
    let one = |path: &PathBuf| {
        let loaded = load::load(path, changes, None)?;
        let said = (!loaded.findings.is_empty()).then(|| loaded.render(print::has_colour()));
        Ok((said, loaded.scenario.clone(), Base::new(path, loaded)))
    };
    let all: Result<Vec<_>, Error> = read.verkenning.scenarios.par_iter().map(one).collect();
    let (mut first, mut bases, mut is_whole) = (None, Vec::new(), true);
    for (said, scenario, base) in all? {
        said.iter().for_each(|said| print::complain(said));
        is_whole &= scenario.is_some();
        first = first.or(scenario);
        bases.push(base);
    }
    Ok(first.filter(|_| is_whole).map(|first| (first, bases)))
}

/// What the plan asks to keep.
fn wanted(read: &mut Gelezen) -> Vec<Wanted> {
    let mut all = Vec::new();
    for (text, place) in read.verkenning.maten.clone() {
        match batch::wanted(&text) {
            Ok(wanted) => all.push(wanted),
            Err((message, hint)) => read.add(place, message, Some(hint)),
        }
    }
    all
}

/// A figure that the scenario does not have is a mistake.
fn check_kept(read: &mut Gelezen, scenario: &Scenario, wanted: &[Wanted]) {
    let model = compile(scenario);
    for ((text, place), wanted) in read.verkenning.maten.clone().into_iter().zip(wanted) {
        if Kept::new(&model, &[*wanted]).subjects.is_empty() {
            let hint = "kijk in metingen.csv van dit scenario welke cijfers er zijn, en waarover".to_owned();
            read.add(place, format!("dit scenario heeft geen `{text}`"), Some(hint));
        }
    }
}

/// Says what is wrong with the plan; whether that stops it.
fn say(read: &Gelezen) -> bool {
    if !read.findings.is_empty() {
        print::complain(&read.sources.render(&read.findings, print::has_colour()));
    }
    read.has_errors()
}

fn head(
    options: &SweepOptions,
    read: &Gelezen,
    points: &Points,
    wanted: &[Wanted],
    replications: u32,
) -> Result<Head, Error> {
    let program = std::env::current_exe().and_then(fs::read);
    let program = program.map_err(|source| Error::Read { path: "het programma zelf".into(), source })?;
    let study = &points.first().onderzoek;
    let period = &points.first().periode;
    let facts = Facts {
        program_hash: manifest::hash(program),
        input: points.input(wanted, replications),
        name: read.verkenning.naam.clone(),
        scenarios: points.names(),
        first_day: period.van.to_string(),
        last_day: period.tot.to_string(),
        seed: points.seed,
        replications,
        confidence: study.betrouwbaarheid,
        smallest_group: study.kleinste_groep,
        design: points.design().to_owned(),
        axes: points.axes(),
        n_points: points.len(),
    };
    Ok(Head::new(facts, options.part))
}

/// Whether the folder holds exactly these results, whole.
fn is_finished(head: &Head, folder: &Path) -> bool {
    let there = fs::read_to_string(folder.join(manifest::FILE)).ok().and_then(|text| Head::read(&text));
    there.is_some_and(|there| {
        there.is_of_same(head)
            && there.part == head.part
            && there.files.iter().all(|file| folder.join(file).is_file())
            && manifest::hash_file(&folder.join(batch::DATA)).is_ok_and(|hash| hash == there.data_hash)
    })
}

/// What was found, from a folder that holds it whole.
fn read_back(head: &Head, folder: &Path) -> Result<Found, Error> {
    let path = folder.join(batch::DATA);
    let refused = |source| Error::Read { path: path.clone(), source };
    Found::read(head, BufReader::new(fs::File::open(&path).map_err(refused)?)).map_err(refused)
}

/// Tries every written value by itself, so that a mistake is said before hours of work; what does not go together is said
/// when it is met.
fn check_values(read: &mut Gelezen, points: &Points) -> bool {
    let tries = points.tries();
    let wrong: Vec<_> = tries
        .par_iter()
        .filter_map(|it| Some((it, it.base.with(&it.sets).err()?.into_iter().next()?)))
        .collect();
    // a path that is wrong is wrong with every value
    let mut said = BTreeSet::new();
    for (it, Diagnostic { message, hint, .. }) in wrong {
        if said.insert((it.path, message.clone())) {
            let text = format!("`{}` kan niet {} zijn: {message}", it.path, it.value.tekst);
            read.add(it.value.place.clone(), text, hint);
        }
    }
    !read.has_errors()
}

struct Work<'a> {
    head: &'a Head,
    points: &'a Points,
    wanted: &'a [Wanted],
}

/// Why a batch ended before its end.
enum Failed {
    /// This point is no scenario.
    Point(usize, Vec<Diagnostic>),
    World(Error),
}

impl Work<'_> {
    fn run(&self, options: &SweepOptions) -> Result<Verdict, Error> {
        let Study { out, .. } = &options.study;
        let mut place = Place::claim(out, &self.head.folder())?;
        let store = Store::open(&store_path(out, self.head))?;
        let all: Vec<Block> =
            self.head.own_points().flat_map(|point| blocks(point, self.head.facts.replications)).collect();
        let mut keys = Keys { work: self, point: usize::MAX, key: None };
        let open: Vec<Block> = all.iter().filter(|block| !store.holds(&keys.of(block))).cloned().collect();
        store.make_room(&all.iter().map(|block| keys.of(block)).collect())?;
        if open.len() < all.len() {
            print::complain(&self.resumes(all.len() - open.len(), all.len()));
        }
        let stop = interrupt::watch();
        match self.play(&open, &store, &stop) {
            Err(Failed::World(error)) => return Err(error),
            Err(Failed::Point(point, found)) => {
                self.complain(point, &found);
                return Ok(Verdict::Wrong);
            }
            Ok(Ended::Overfull(point)) => {
                print::complain(&run::too_many(&self.points.told(point)));
                return Ok(Verdict::Wrong);
            }
            Ok(Ended::Stopped) => {
                store.sync()?;
                print::complain(
                    "Onderbroken. Wat af is, is bewaard: dezelfde opdracht gaat verder waar dit ophield.",
                );
                return Ok(Verdict::Interrupted);
            }
            Ok(Ended::Done) => store.sync()?,
        }
        let file = place.open(batch::DATA)?;
        self.write(&store, BufWriter::new(file), &place)?;
        let (folder, found) = batch::complete(self.head, place)?;
        let report = folder.join(if self.head.part.is_some() { batch::DATA } else { "rapport.html" });
        tell(options, self.head, &report, found.as_ref())
    }

    fn resumes(&self, done: usize, all: usize) -> String {
        let (done, all) = (number::count(done as f64), number::count(all as f64));
        format!("Van een eerdere keer is {done} van de {all} stukken werk al af.")
    }

    fn play(&self, open: &[Block], store: &Store, stop: &AtomicBool) -> Result<Ended, Failed> {
        let bar = progress::bar(&self.head.facts.name);
        bar.set_length(open.iter().map(|block| block.replications.len() as u64).sum());
        let model = |point: usize| self.model(point).map_err(|found| Failed::Point(point, found));
        let keep = |played: Played| {
            let labels: Vec<Label> = played.subjects.iter().map(Label::new).collect();
            let key = Keys { work: self, point: usize::MAX, key: None }.of(played.block);
            store.keep(key, &labels, &played.values).map_err(Failed::World)
        };
        let progress = |done: u64| bar.set_position(done);
        let batch = Batch { wanted: self.wanted, model: &model, keep: &keep, stop, progress: &progress };
        let ended = sweep::play(open, &batch);
        bar.finish_and_clear();
        ended
    }

    fn model(&self, point: usize) -> Result<Model, Vec<Diagnostic>> {
        self.points.model(point)
    }

    /// A point that cannot be, told at the plan.
    fn complain(&self, point: usize, found: &[Diagnostic]) {
        let message = found.first().map_or("", |finding| finding.message.as_str());
        print::complain(&format!(
            "fout: punt {} ({}) kan niet: {message}\n  raad: {}",
            point + 1,
            self.points.told(point),
            found.first().and_then(|finding| finding.hint.as_deref()).unwrap_or("verander de assen")
        ));
    }

    /// The rows of all points, in order.
    fn write(&self, store: &Store, out: BufWriter<fs::File>, place: &Place) -> Result<(), Error> {
        let refused = |source| place.refused(batch::DATA, source);
        let mut writer = Writer::new(self.head, out).map_err(refused)?;
        let own: Vec<usize> = self.head.own_points().collect();
        for round in own.chunks(ROUND) {
            let rows: Result<Vec<Vec<Row>>, Error> =
                round.par_iter().map(|point| self.rows(*point, store)).collect();
            for row in rows?.iter().flatten() {
                writer.push(row).map_err(refused)?;
            }
        }
        writer.finish().map_err(refused)
    }

    fn rows(&self, point: usize, store: &Store) -> Result<Vec<Row>, Error> {
        let mut keys = Keys { work: self, point: usize::MAX, key: None };
        let (mut labels, mut replications) = (Vec::new(), Vec::new());
        for block in blocks(point, self.head.facts.replications) {
            let (named, values) = store.get(&keys.of(&block))?;
            labels = named;
            replications.extend(values);
        }
        let places = self.points.places(point);
        let figures = labels.into_iter().enumerate().map(|(index, label)| {
            let pairs: Vec<(f64, f64)> = replications.iter().map(|values| values[index]).collect();
            let estimate = label.estimate(&pairs, self.head.facts.confidence);
            Row { point, places: places.clone(), label, estimate }
        });
        let mut rows: Vec<Row> = figures.collect();
        let is_small = |row: &Row| {
            row.label.counts_journeys() && row.estimate.value < f64::from(self.head.facts.smallest_group)
        };
        let small: Vec<Label> =
            rows.iter().filter(|row| is_small(row)).map(|row| row.label.clone()).collect();
        let is_hidden = |row: &Row| {
            row.label.group().is_some_and(|group| small.iter().any(|it| it.group() == Some(group)))
        };
        rows.retain(|row| row.estimate.value.is_finite() && !is_hidden(row));
        Ok(rows)
    }
}

/// The keys of blocks; that of the point is reckoned once for blocks that follow each other.
struct Keys<'a> {
    work: &'a Work<'a>,
    point: usize,
    key: Option<Key>,
}

impl Keys<'_> {
    fn of(&mut self, block: &Block) -> Key {
        if self.point != block.point {
            self.key = None;
            self.point = block.point;
        }
        let Work { head, points, wanted, .. } = self.work;
        let point = self.key.get_or_insert_with(|| points.key(block.point, &head.facts.program_hash, wanted));
        points::of_block(point, &block.replications)
    }
}

/// Where finished work is kept: beside the folder of the results, which is replaced as a whole.
fn store_path(out: &Path, head: &Head) -> PathBuf {
    out.join(format!(".{}.voortgang", head.folder()))
}

/// Says where the results are and what is in them.
fn tell(options: &SweepOptions, head: &Head, report: &Path, found: Option<&Found>) -> Result<Verdict, Error> {
    told(options.screen.format, head, report, found)?;
    Ok(Verdict::Fine)
}

/// The same for whoever has a whole.
pub fn told(format: Format, head: &Head, report: &Path, found: Option<&Found>) -> Result<(), Error> {
    let answer = found.map(batch::answer).unwrap_or_default();
    print::say(&match format {
        Format::Json => format!(
            "{:#}",
            json!({
                "naam": head.facts.name,
                "punten": head.facts.n_points,
                "deel": head.part,
                "herhalingen": head.facts.replications,
                "zaad": head.facts.seed,
                "antwoord": answer,
                "resultaten": report.display().to_string(),
            })
        ),
        Format::Text => {
            let points = number::count(head.own_points().count() as f64);
            let times = number::count(f64::from(head.facts.replications));
            let first = format!("{}: {points} punten, elk {times} keer nagespeeld.", head.folder());
            let last = format!("Alles staat in {}", report.display());
            let sentences = [first].into_iter().chain(answer).chain([last]);
            sentences.map(|sentence| text::wrapped(&sentence, 0) + "\n").collect()
        }
    })
}
