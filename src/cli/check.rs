//! `controleer`: everything that is wrong, and whether the people can do the work.

use serde_json::json;

use super::load;
use super::options::{CheckOptions, Format};
use super::{Verdict, print};
use crate::error::Error;
use crate::report::outlook;

/// # Errors
/// When the file cannot be read.
pub fn main(options: &CheckOptions) -> Result<Verdict, Error> {
    let mut loaded = load::load(&options.scenario, &options.changes, None)?;
    let ready = load::prepare(&options.scenario, &mut loaded);
    match options.screen.format {
        Format::Json => {
            let page = ready.as_ref().map(|ready| outlook::data(&ready.plausibility));
            let value = json!({
                "in-orde": ready.is_some(),
                "bevindingen": loaded.findings_json(),
                "bezetting": page,
            });
            print::say(&format!("{value:#}"))?;
        }
        Format::Text => {
            if !loaded.findings.is_empty() {
                print::complain(&loaded.render(print::has_colour()));
            }
            if let Some(ready) = &ready {
                let changes = loaded.scenario.as_ref().and_then(|scenario| scenario.fasen.get(1));
                let horizon = &ready.model.horizon;
                let warm_up = horizon.is_warm_up_found.then_some(horizon.counted.start);
                let changes = changes.map(|fase| fase.vanaf);
                let text = outlook::text(&ready.model.name, &ready.plausibility, changes, warm_up);
                print::say(&text)?;
                match options.by_hour {
                    true => print::say(&outlook::by_hour(&ready.plausibility))?,
                    false => print::say("Elk uur van de week: `klantreis controleer --per-uur`.")?,
                }
            }
        }
    }
    Ok(if ready.is_some() { Verdict::Fine } else { Verdict::Wrong })
}
