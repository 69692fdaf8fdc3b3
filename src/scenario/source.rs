//! Source texts: read within a bound, and findings shown with the line they are about, as a compiler does.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path as FilePath, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Path, Place, Severity};
use crate::error::Error;
use crate::scenario::parse;

/// A larger file is refused: no scenario written by people comes near it.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;
/// More findings than this help nobody.
pub const MAX_FINDINGS: usize = 200;
/// Widest line of a rendered finding, where the text allows it.
const WIDTH: usize = 80;
/// Longer lines are shown as a window around the marked part.
const MAX_LINE: usize = 300;

/// Where a piece of text stands: the index of its file, line and column from 1, length in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Spot {
    pub file: u16,
    pub line: u32,
    pub column: u32,
    pub length: u32,
}

/// One text that was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// As the user gave it.
    pub name: String,
    pub text: String,
    /// Its lines are rows of cells.
    is_table: bool,
    /// Parts were taken from it; the scenario does not hold the whole of it.
    pub is_part: bool,
    line_starts: Vec<usize>,
}

/// All texts that a scenario was made from, the main file first.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Keeps a text and returns its index.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> u16 {
        let text = text.into();
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.push(Source { name: name.into(), text, is_table: false, is_part: false, line_starts })
    }

    /// Keeps the name of a table, whose lines are rows; line 0 is a whole column. Returns its index.
    pub fn add_table(&mut self, name: impl Into<String>) -> u16 {
        self.push(Source {
            name: name.into(),
            text: String::new(),
            is_table: true,
            is_part: false,
            line_starts: Vec::new(),
        })
    }

    fn push(&mut self, source: Source) -> u16 {
        self.files.push(source);
        u16::try_from(self.files.len() - 1).expect("fewer than 65,536 files")
    }

    /// Keeps a text that parts are taken from.
    pub fn add_part(&mut self, name: impl Into<String>, text: impl Into<String>) -> u16 {
        let file = self.add(name, text);
        self.files[usize::from(file)].is_part = true;
        file
    }

    pub fn get(&self, file: u16) -> &Source {
        &self.files[usize::from(file)]
    }

    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.iter()
    }

    pub fn place(&self, spot: Spot) -> Place {
        Place {
            file: if self.get(spot.file).is_table {
                self.line(spot)
            } else {
                self.get(spot.file).name.clone()
            },
            line: spot.line as usize,
            column: spot.column as usize,
            length: spot.length.max(1) as usize,
        }
    }

    /// `scenario.yaml:12`, or `cijfers.xlsx, blad Telefoon, cel C14`, for the origin of a value.
    pub fn line(&self, spot: Spot) -> String {
        let source = self.get(spot.file);
        match (source.is_table, spot.line) {
            (false, line) => format!("{}:{line}", source.name),
            (true, 0) => format!("{}, kolom {}", source.name, letters(spot.column)),
            (true, row) => format!("{}, cel {}{row}", source.name, letters(spot.column)),
        }
    }

    fn line_text(&self, place: &Place) -> Option<&str> {
        let source = self.files.iter().find(|source| source.name == place.file)?;
        let start = *source.line_starts.get(place.line.checked_sub(1)?)?;
        let end = source.line_starts.get(place.line).copied().unwrap_or(source.text.len());
        Some(source.text[start..end].trim_end_matches(['\n', '\r']))
    }

    /// All findings as text, with a count at the end; `colour` adds terminal colours.
    pub fn render(&self, findings: &[Diagnostic], colour: bool) -> String {
        let mut text = String::new();
        for finding in findings.iter().take(MAX_FINDINGS) {
            text.push_str(&self.render_one(finding, colour));
            text.push_str("\n\n");
        }
        let errors = findings.iter().filter(|finding| finding.is_error()).count();
        if !findings.is_empty() {
            text.push_str(&counts(errors, findings.len() - errors));
            text.push('\n');
        }
        text
    }

    fn render_one(&self, finding: &Diagnostic, colour: bool) -> String {
        let level = match finding.severity {
            Severity::Error => Level::ERROR.with_name("fout"),
            Severity::Warning => Level::WARNING.with_name("let op"),
        };
        let indent = if finding.is_error() { 6 } else { 8 };
        let mut group =
            level.primary_title(wrap(&finding.message, WIDTH - indent)).elements(Vec::<Origin>::new());
        if let Some(place) = &finding.place {
            group = self.with_line(group, place);
        }
        if let Some(hint) = &finding.hint {
            group = group.element(Level::HELP.with_name("raad").message(wrap(hint, WIDTH - 14)));
        }
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let text = renderer.term_width(WIDTH).render(&[group]);
        text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    fn with_line<'a>(&'a self, group: Group<'a>, place: &'a Place) -> Group<'a> {
        let Some(line) = self.line_text(place) else {
            return group.element(Origin::path(place.file.as_str()));
        };
        let column = place.column.saturating_sub(1);
        let byte = |chars: usize| line.char_indices().nth(chars).map_or(line.len(), |(at, _)| at);
        let (start, end) = (byte(column), byte(column + place.length));
        if line.len() <= MAX_LINE {
            let snippet = Snippet::source(line)
                .line_start(place.line)
                .path(place.file.as_str())
                .annotation(AnnotationKind::Primary.span(start..end.max(start)));
            return group.element(snippet);
        }
        let from = byte(column.saturating_sub(30));
        let window = &line[from..byte(column + 50)];
        let mark = start - from..end.clamp(start, from + window.len()) - from;
        let origin = Origin::path(place.file.as_str()).line(place.line).char_column(place.column);
        group.element(origin).element(
            Snippet::source(window).line_start(place.line).annotation(AnnotationKind::Primary.span(mark)),
        )
    }
}

/// Reads a file of at most [`MAX_BYTES`]; what the text itself is guilty of is a finding.
///
/// # Errors
/// When the file cannot be opened or read.
pub fn read_bounded(path: &FilePath) -> Result<Vec<u8>, Error> {
    let failed =
        |source: io::Error| match nearest_file(path).filter(|_| source.kind() == io::ErrorKind::NotFound) {
            Some(meant) => Error::Missing { path: path.to_owned(), meant },
            None => Error::Read { path: path.to_owned(), source },
        };
    let mut bytes = Vec::new();
    File::open(path).map_err(failed)?.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// The file with the name most like that of `path`, which is not there: in its folder, or in the one most like that.
pub fn nearest_file(path: &FilePath) -> Option<PathBuf> {
    let (folder, name) = (path.parent()?, path.file_name()?);
    let place = if folder.as_os_str().is_empty() { FilePath::new(".") } else { folder };
    if !place.is_dir() {
        let elsewhere = nearest_file(folder).filter(|folder| folder.is_dir())?.join(name);
        return if elsewhere.is_file() { Some(elsewhere) } else { nearest_file(&elsewhere) };
    }
    let entries = fs::read_dir(place).ok()?;
    let mut names: Vec<PathBuf> =
        entries.filter_map(|it| Some(PathBuf::from(it.ok()?.file_name()))).collect();
    names.sort();
    let name = FilePath::new(name);
    // an ending that all share makes no names alike
    let has_ending = |other: &&PathBuf| name.extension().is_none() || other.extension() == name.extension();
    let stems: Vec<_> =
        names.iter().filter(has_ending).filter_map(|other| Some((stem(other)?, other))).collect();
    let own = stem(name)?;
    let nearest = parse::nearest(&own, stems.iter().map(|(stem, _)| &**stem));
    let meant = match nearest {
        Some(meant) => stems.iter().find(|(stem, _)| stem == meant).map(|(_, other)| *other),
        None => names.iter().find(|other| stem(other).is_some_and(|other| other == own)),
    };
    Some(folder.join(meant?))
}

fn stem(path: &FilePath) -> Option<Cow<'_, str>> {
    path.file_stem().map(OsStr::to_string_lossy)
}

/// What to say of a file that is not there; its name counts from `folder`.
pub fn missing_hint(folder: &FilePath, name: &str, usual: &str) -> String {
    match nearest_file(&folder.join(name)) {
        Some(meant) => format!("bedoelt u `{}`?", meant.strip_prefix(folder).unwrap_or(&meant).display()),
        None => usual.to_owned(),
    }
}

/// Bytes to text: UTF-8 within the bound, without its byte order mark.
///
/// # Errors
/// A finding without a line: too large, or not UTF-8.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    if bytes.len() as u64 > MAX_BYTES {
        let megabytes = MAX_BYTES / (1024 * 1024);
        return Err(Diagnostic::error(Path::root(), format!("`{name}` is groter dan {megabytes} MB"))
            .with_hint("splits het scenario met `bouwt-voort-op`, of kijk of dit wel een scenario is"));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
            let message = format!("`{name}` is geen UTF-8: onleesbaar teken in regel {line}");
            Err(Diagnostic::error(Path::root(), message)
                .with_hint("bewaar het bestand in uw tekstverwerker opnieuw, met codering UTF-8"))
        }
    }
}

/// A column as Excel names it: 1 is A, 27 is AA.
fn letters(column: u32) -> String {
    let last = char::from(b'A' + ((column.max(1) - 1) % 26) as u8);
    if column > 26 { letters((column - 1) / 26) + &last.to_string() } else { last.to_string() }
}

fn counts(errors: usize, warnings: usize) -> String {
    let errors_text = match errors {
        0 => "geen fouten".to_owned(),
        1 => "1 fout".to_owned(),
        _ => format!("{errors} fouten"),
    };
    match warnings {
        0 => errors_text,
        1 => format!("{errors_text}, 1 waarschuwing"),
        _ => format!("{errors_text}, {warnings} waarschuwingen"),
    }
}

/// Breaks text at spaces into lines of at most `width` characters, where its words allow it.
fn wrap(text: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always a line");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}

/// A finding as data, for `--formaat json`.
pub fn finding_json(finding: &Diagnostic) -> serde_json::Value {
    let place = finding.place.as_ref();
    serde_json::json!({
        "ernst": if finding.is_error() { "fout" } else { "waarschuwing" },
        "pad": finding.path.to_string(),
        "melding": finding.message,
        "raad": finding.hint,
        "bestand": place.map(|place| place.file.as_str()),
        "regel": place.map(|place| place.line),
        "kolom": place.map(|place| place.column),
        "lengte": place.map(|place| place.length),
    })
}
