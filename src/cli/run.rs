//! `simuleer`: plays scenarios and writes a folder for each.

use std::io::BufWriter;
use std::sync::atomic::AtomicBool;

use super::load::{self, Ready};
use super::options::{Data, Format, RunOptions, Study};
use super::{Verdict, interrupt, panic, print, progress};
use crate::error::Error;
use crate::experiment::results::Results;
use crate::experiment::{self, Control};
use crate::report::folder::Place;
use crate::report::log::{self, Kind, Persons};
use crate::report::{Run, files, replications, summary, text, view};

/// # Errors
/// When a file cannot be read or a folder not be written; nothing is left half.
pub fn main(options: &RunOptions) -> Result<Verdict, Error> {
    let Some(all) = load::all_ready(&options.scenarios, &options.changes, &options.study)? else {
        return Ok(Verdict::Wrong);
    };
    for (index, ready) in all.iter().enumerate() {
        if all[..index].iter().any(|earlier| earlier.name == ready.name) {
            print::complain(&format!(
                "fout: twee scenario's heten `{}` en zouden in dezelfde map komen; draai ze los met elk een eigen --uit",
                ready.name
            ));
            return Ok(Verdict::Wrong);
        }
    }
    // before the work: an hour of it should not end at a folder that cannot be written
    let places: Vec<Place> =
        all.iter().map(|ready| Place::claim(&options.study.out, &ready.name)).collect::<Result<_, _>>()?;
    let stop = interrupt::watch();
    for (ready, place) in all.iter().zip(places) {
        let said = |results: &Results, report: &str| match options.screen.format {
            Format::Text => text::summary(results, report),
            Format::Json => summary::text(results),
        };
        let verdict = one(ready, place, &options.study, &options.data, &stop, said)?;
        if verdict != Verdict::Fine {
            return Ok(verdict);
        }
    }
    Ok(Verdict::Fine)
}

/// Plays one scenario, writes its folder with the data asked for, and says what `said` makes of the results and the path of
/// the report.
///
/// # Errors
/// When the folder cannot be written, or standard output refuses.
pub fn one(
    ready: &Ready,
    mut place: Place,
    study: &Study,
    data: &Data,
    stop: &AtomicBool,
    said: impl Fn(&Results, &str) -> String,
) -> Result<Verdict, Error> {
    name_seed(ready);
    let bar = progress::bar(&ready.name);
    let progress = |done: u32, expected: u32| {
        bar.set_length(expected.into());
        bar.set_position(done.into());
    };
    let results =
        in_pool(study, || experiment::simulate(&ready.model, &Control { stop, progress: &progress }))?;
    bar.finish_and_clear();
    if results.overfull {
        print::complain(&too_many(&ready.name));
        return Ok(Verdict::Wrong);
    }
    if results.replications == 0 {
        print::complain("Onderbroken voordat er een herhaling af was; er is niets geschreven.");
        return Ok(Verdict::Interrupted);
    }
    let small = view::small_groups(&results, ready.footing.smallest_group);
    let results = view::without_small_groups(results, ready.footing.smallest_group);
    if !write_data(&mut place, data, &results, &Persons::new(&ready.model, &small), stop)? {
        print::complain("Onderbroken bij het wegschrijven van losse gegevens; er is niets geschreven.");
        return Ok(Verdict::Interrupted);
    }
    let files = files::of_run(
        &Run { model: &ready.model, results: &results, footing: &ready.footing },
        place.opened(),
    );
    let folder = place.fill(&files)?;
    let report = folder.join("rapport.html");
    print::say(&said(&results, &report.display().to_string()))?;
    Ok(if results.interrupted { Verdict::Interrupted } else { Verdict::Fine })
}

/// The files asked for; false when it was stopped. Of an interrupted run there are only the figures.
fn write_data(
    place: &mut Place,
    data: &Data,
    results: &Results,
    persons: &Persons,
    stop: &AtomicBool,
) -> Result<bool, Error> {
    if data.per_replication {
        let out = BufWriter::new(place.open(replications::FILE)?);
        replications::write(results, out).map_err(|source| place.refused(replications::FILE, source))?;
    }
    let visits = data.visits.map(|n| (Kind::Visits, n));
    let events = data.events.then_some((Kind::Events, 1));
    for (kind, n) in visits.into_iter().chain(events).filter(|_| !results.interrupted) {
        let out = place.open(kind.file())?;
        let n = n.min(results.replications);
        let written = log::write(kind, persons, n, out, stop);
        if !written.map_err(|source| place.refused(kind.file(), source))? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What is said of a scenario in which customers pile up.
pub fn too_many(name: &str) -> String {
    format!(
        "fout: in `{name}` zijn op enig moment meer dan {} miljoen klanten tegelijk onderweg; er is niets geschreven\n      raad: zet meer mensen in, laat wachtenden afhaken (`geduld`), of verlaag de vraag of de duur van wachtstappen",
        experiment::MOST_PRESENT / 1_000_000
    )
}

/// A panic from here on names the seed too.
pub fn name_seed(ready: &Ready) {
    let arguments: Vec<String> = std::env::args().collect();
    panic::name_seed(&arguments, ready.model.study.seed);
}

/// On as many threads as asked for.
pub fn in_pool<T: Send>(study: &Study, work: impl FnOnce() -> T + Send) -> Result<T, Error> {
    let Some(threads) = study.threads else { return Ok(work()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build();
    let refused = |error| Error::Other(format!("kan geen {threads} draden starten: {error}"));
    Ok(pool.map_err(refused)?.install(work))
}
