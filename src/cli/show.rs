//! `toon`: what a value is and where it comes from.

use serde_json::{Value, json};

use super::load;
use super::options::{Format, ShowOptions};
use super::{Verdict, print};
use crate::error::Error;
use crate::report::{text, words};
use crate::scenario::Shown;

/// # Errors
/// When the file cannot be read.
pub fn main(options: &ShowOptions) -> Result<Verdict, Error> {
    let mut loaded = load::load(&options.scenario, &options.changes, None)?;
    if loaded.scenario.is_none() {
        print::complain(&loaded.render(print::has_colour()));
        return Ok(Verdict::Wrong);
    }
    match loaded.show(&options.path) {
        Ok(found) => {
            print::say(&match options.screen.format {
                Format::Text => found.iter().map(lines).collect::<String>(),
                Format::Json => format!("{:#}", found.iter().map(object).collect::<Value>()),
            })?;
            Ok(Verdict::Fine)
        }
        Err(unknown) => {
            loaded.findings = vec![unknown];
            print::complain(&loaded.render(print::has_colour()));
            Ok(Verdict::Wrong)
        }
    }
}

/// The value, and under it where it comes from and what it means.
fn lines(shown: &Shown) -> String {
    let mark = match shown.mark.as_str() {
        words::GIVEN => String::new(),
        mark => format!(" [{mark}: {}]", words::marks(mark)),
    };
    let source = if shown.source.is_empty() { String::new() } else { format!(", bron: {}", shown.source) };
    let later = if shown.later.is_empty() { String::new() } else { format!("; later {}", shown.later) };
    let said = format!("{}{source}{mark}{later}. {}", shown.origin, shown.description);
    let said = said.trim_end();
    let value = format!("{} = {}", shown.path, shown.value);
    format!("{}\n{}\n", text::wrapped(&value, 0), text::wrapped(said, 4))
}

fn object(shown: &Shown) -> Value {
    json!({
        "pad": shown.path,
        "waarde": shown.value,
        "eenheid": shown.unit,
        "herkomst": shown.origin,
        "later": shown.later,
        "kenmerk": shown.mark,
        "bron": shown.source,
        "betekenis": shown.description,
    })
}
