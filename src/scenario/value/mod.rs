//! Values as written: durations, shares, clock times, weekdays, volumes, changes and distributions.
//!
//! Each parser takes the raw text of one scalar, so that `17:00`, `17.440` and `+2` arrive as the user wrote
//! them, and answers with a value or with a [`Fout`] that says what to write instead.

use std::borrow::Cow;

mod change;
mod clock;
mod course;
mod date;
mod duration;
mod measured;
mod number;
mod share;
mod spread;
mod volume;

pub use change::{Wijziging, wijziging};
pub use clock::{dagen, kloktijd, tijd};
pub use course::{Inspanning, Moment, Verloop, dagen_van, inspanning, moment, recht};
pub use date::{MONTHS, dag, datum, datums};
pub use duration::{Duur, duur};
pub use measured::{Afwijking, Grootte, Tijdvak, afwijking, gemeten, tijdvak};
pub use number::{geheel_getal, getal, getal_tekst, grootte, ja_nee};
pub use share::{deel, deel_tekst};
pub use spread::{Aanname, Spreiding, Vormgegeven, spreiding};
pub use volume::{aantal, per_uur};

/// Why a text is not a value of the wanted kind, in Dutch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fout {
    /// What is wrong, without a full stop.
    pub melding: String,
    /// What to write instead.
    pub raad: Option<String>,
}

impl Fout {
    pub fn new(melding: impl Into<String>) -> Self {
        Self { melding: melding.into(), raad: None }
    }

    pub fn with_raad(self, raad: impl Into<String>) -> Self {
        Self { raad: Some(raad.into()), ..self }
    }
}

/// `text` as quoted in a message: one line, at most 40 characters.
fn quoted(text: &str) -> String {
    let mut short: String =
        text.trim().chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.trim().chars().count() > 40 {
        short.push('…');
    }
    format!("`{short}`")
}

/// Lower case, dashes of every length as `-`, runs of white space as one space.
fn normalised(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !byte.is_ascii_uppercase();
    // nearly every value is written as it is read
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let plain: String =
        text.to_lowercase().chars().map(|c| if matches!(c, '−' | '–' | '—') { '-' } else { c }).collect();
    Cow::Owned(plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The known word that looks most like `word`, if any does.
fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (strsim::normalized_damerau_levenshtein(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
