//! `volg`: the story of one simulated customer, or of one day.

use super::load::{self, Ready};
use super::options::FollowOptions;
use super::{Verdict, print, run};
use crate::error::Error;
use crate::experiment::story;
use crate::model::Model;
use crate::report::story as told;

/// # Errors
/// When the file cannot be read.
pub fn main(options: &FollowOptions) -> Result<Verdict, Error> {
    if options.customer.is_none() && options.day.is_none() {
        print::complain(
            "fout: zeg wie of wanneer: `--klant 0` vertelt wat de eerste klant meemaakte, `--dag 2023-03-01` hoe een dag ging",
        );
        return Ok(Verdict::Wrong);
    }
    let mut changes = options.changes.clone();
    changes.sets.extend(options.seed.map(|seed| ("onderzoek.zaad".to_owned(), seed.to_string())));
    let mut loaded = load::load(&options.scenario, &changes, None)?;
    let Some(ready) = load::prepare(&options.scenario, &mut loaded) else {
        print::complain(&loaded.render(print::has_colour()));
        return Ok(Verdict::Wrong);
    };
    run::name_seed(&ready);
    match tell(&ready, options) {
        Ok(story) => print::say(&story).map(|()| Verdict::Fine),
        Err(wrong) => {
            print::complain(&format!("fout: {wrong}"));
            Ok(Verdict::Wrong)
        }
    }
}

/// `Err` says what the user asked for that is not there.
fn tell(ready: &Ready, options: &FollowOptions) -> Result<String, String> {
    let model = &ready.model;
    let replication = options.replication;
    let Some(ordinal) = options.customer else {
        let day = day(model, options)?;
        return Ok(told::day(model, replication, day, &story::day(model, replication - 1, day)));
    };
    let own = || model.journeys.enumerate().filter(|(_, journey)| journey.part_of.is_none());
    let found = match &options.journey {
        Some(name) => own().find(|(_, journey)| journey.name == *name),
        None => own().next(),
    };
    let Some((id, journey)) = found else {
        let names: Vec<&str> = own().map(|(_, journey)| journey.name.as_str()).collect();
        return Err(format!("die klantreis is er niet; kies uit: {}", names.join(", ")));
    };
    let moments = story::customer(model, replication - 1, id, ordinal).map_err(|n| {
        format!(
            "klant {ordinal} van klantreis {} is er niet: in herhaling {replication} kwamen er {n}",
            journey.name
        )
    })?;
    Ok(told::customer(model, replication, &moments))
}

/// The number of the day in the run.
fn day(model: &Model, options: &FollowOptions) -> Result<i64, String> {
    let date = options.day.expect("a customer or a day is required");
    let horizon = &model.horizon;
    let days = horizon.first.until(date).map_or(-1, |span| i64::from(span.get_days()));
    let n_days = horizon.days.len() as i64;
    if (0..n_days).contains(&days) {
        return Ok(days);
    }
    let last = horizon.first.saturating_add(jiff::Span::new().days(n_days - 1));
    Err(format!("{date} ligt buiten de berekening, die loopt van {} t/m {last}", horizon.first))
}
