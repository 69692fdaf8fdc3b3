//! What is wrong with a user's input, where, and what to do about it.

use std::fmt;

/// The address of a value in a scenario: `teams.kcc.diensten.dag.medewerkers`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(pub Vec<String>);

impl Path {
    /// The whole scenario.
    pub fn root() -> Self {
        Self(Vec::new())
    }

    /// Splits on dots; names in a scenario hold no dots.
    pub fn parse(text: &str) -> Self {
        Self(text.split('.').filter(|segment| !segment.is_empty()).map(str::to_owned).collect())
    }

    /// This path, one level deeper.
    #[must_use]
    pub fn key(&self, segment: impl Into<String>) -> Self {
        let mut segments = self.0.clone();
        segments.push(segment.into());
        Self(segments)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("."))
    }
}

/// An error stops the run before it starts; a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

/// A place in a source text. Line and column count from 1; columns count characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// As the user gave it, for display.
    pub file: String,
    pub line: usize,
    pub column: usize,
    /// Number of characters to mark, at least 1.
    pub length: usize,
}

/// One finding, in Dutch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    pub path: Path,
    pub message: String,
    pub hint: Option<String>,
    /// Filled in from the path where the source is known; set directly where only the text is (broken YAML).
    pub place: Option<Place>,
}

impl Diagnostic {
    pub fn error(path: Path, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, path, message: message.into(), hint: None, place: None }
    }

    pub fn warning(path: Path, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(path, message) }
    }

    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    #[must_use]
    pub fn at(self, place: Place) -> Self {
        Self { place: Some(place), ..self }
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
