//! `rangschik`: the measures of a bundle one by one, the largest gain for its effort first.

use super::load::{self, Ready, Side};
use super::options::{Changes, Format, RankOptions};
use super::{Verdict, interrupt, print, progress, run};
use crate::error::Error;
use crate::experiment::Control;
use crate::experiment::ranking::{Candidate, rank};
use crate::model::Model;
use crate::report::ranking;

/// # Errors
/// When the file cannot be read or the screen not be written.
pub fn main(options: &RankOptions) -> Result<Verdict, Error> {
    let Some(all) = with_off(options, &[])? else { return Ok(Verdict::Wrong) };
    let in_bundle = |measure: &&crate::model::plan::Measure| measure.groups.contains(&options.group);
    let names: Vec<String> =
        all.model.plan.measures.iter().filter(in_bundle).map(|measure| measure.name.clone()).collect();
    if names.is_empty() {
        print::complain(&format!(
            "fout: geen maatregel van `{0}` heeft de groep `{1}`\n      raad: schrijf `groep: {1}` bij de maatregelen die \
             u wilt rangschikken, of noem een andere met --groep",
            all.name, options.group
        ));
        return Ok(Verdict::Wrong);
    }
    if all.model.satisfaction.is_none() {
        print::complain("fout: zonder `tevredenheid` is er geen cijfer om op te rangschikken");
        return Ok(Verdict::Wrong);
    }
    let whole = Side::of_file(&options.scenario, &options.changes);
    let model = |off: &[String]| {
        let models = load::models(&[whole.with(self::off(off))], &options.study)?;
        match models.and_then(|mut models| models.pop()) {
            Some(model) => Ok(Some(model)),
            // says what is wrong with it
            None => Ok::<_, Error>(with_off(options, off)?.map(|ready| ready.model)),
        }
    };
    let Some(none) = model(&names)? else { return Ok(Verdict::Wrong) };
    let stop = interrupt::watch();
    let bar = progress::bar(&all.name);
    let progress = |done: u32, expected: u32| {
        bar.set_length(expected.into());
        bar.set_position(done.into());
    };
    let control = Control { stop: &stop, progress: &progress };
    let ranked = || rank(&none, &all.model, &names, |name| candidate(name, &names, &model), &control);
    let found = run::in_pool(&options.study, ranked)?;
    bar.finish_and_clear();
    let found = match found {
        Err(None) => return Ok(Verdict::Wrong),
        Err(Some(error)) => return Err(error),
        Ok(found) => found,
    };
    let Some(found) = found.filter(|found| !found.interrupted) else {
        print::complain("Onderbroken voordat alles was nagespeeld; er is niets te rangschikken.");
        return Ok(Verdict::Interrupted);
    };
    print::say(&match options.screen.format {
        Format::Text => ranking::text(&all.name, &options.group, &found),
        Format::Json => format!("{:#}", ranking::data(&found)),
    })?;
    Ok(Verdict::Fine)
}

/// A measure of a bundle as the only one on and the only one off. `model` makes the scenario with some of its measures off.
///
/// # Errors
/// When a file cannot be read; `None` when it cannot be so, which was said.
pub fn candidate(
    name: &str,
    names: &[String],
    model: &(impl Fn(&[String]) -> Result<Option<Model>, Error> + Sync),
) -> Result<Candidate, Option<Error>> {
    let others: Vec<String> = names.iter().filter(|other| *other != name).cloned().collect();
    let own = [name.to_owned()];
    let (alone, left_out) = rayon::join(|| model(&others[..]), || model(&own[..]));
    Ok(Candidate { alone: alone?.ok_or(None::<Error>)?, left_out: left_out?.ok_or(None::<Error>)? })
}

/// The measures are switched off.
pub fn off(names: &[String]) -> impl Iterator<Item = (String, String)> {
    names.iter().map(|name| (format!("maatregelen.{name}.aan"), "nee".to_owned()))
}

/// The scenario with some of its measures off; its findings are said once, for the whole.
fn with_off(options: &RankOptions, off: &[String]) -> Result<Option<Ready>, Error> {
    let changes = Changes { sets: options.changes.sets.iter().cloned().chain(self::off(off)).collect() };
    let mut loaded = load::load(&options.scenario, &changes, Some(&options.study))?;
    let ready = load::prepare(&options.scenario, &mut loaded);
    if !loaded.findings.is_empty() && (off.is_empty() || ready.is_none()) {
        print::complain(&loaded.render(print::has_colour()));
    }
    Ok(ready)
}
