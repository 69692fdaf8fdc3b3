//! The numbers of the formula; docs/theorie.md gives where each comes from.
//!
//! Points of a mark, as what is lost (or gained) and so never negative, unless said otherwise.

#[derive(Clone, Debug, PartialEq)]
pub struct Coefficients {
    pub wait: Wait,
    pub lead: LeadTime,
    /// For each doubling of the days to the first slot beyond what is expected.
    pub access: f64,
    pub unresolved: f64,
    pub repeat: Repeat,
    pub handoff: Handoff,
    pub promise: Promise,
    pub progress: Progress,
    pub incomplete: f64,
    pub unclear: f64,
    pub fit: Fit,
    pub refusal: Refusal,
    pub travel: Travel,
    pub peak_end: PeakEnd,
    /// Mark of a contact that gets no answer.
    pub unanswered: f64,
    pub effort: Effort,
}

/// Waiting in line against what was expected.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    /// For each factor e beyond the expectation.
    pub loss: f64,
    /// For each factor e below it, up to a factor 2.
    pub gain: f64,
    /// The most that waiting costs.
    pub most: f64,
    /// Factor on the loss of who was told the wait, up to three times the expectation.
    pub told: f64,
    /// The same for what lies beyond.
    pub told_beyond: f64,
    /// Factor on the loss of who waits pleasantly and occupied.
    pub pleasant: f64,
}

/// Length of a journey against what was promised or expected.
#[derive(Clone, Debug, PartialEq)]
pub struct LeadTime {
    pub loss: f64,
    pub gain: f64,
    pub most: f64,
    /// Factor on the loss when delay was announced before the term passed.
    pub announced: f64,
}

/// Coming back of one's own initiative.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    pub first: f64,
    pub next: f64,
    pub most: f64,
}

/// Being passed on within a contact.
#[derive(Clone, Debug, PartialEq)]
pub struct Handoff {
    pub warm: f64,
    /// The story has to be told again.
    pub cold: f64,
    /// Each from the third on, warm or cold.
    pub beyond: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    pub kept: f64,
    pub broken: f64,
    pub most: f64,
}

/// What is heard while it lasts.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    pub told: f64,
    pub silent: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// From a channel that fits not at all to one that fits fully.
    pub loss: f64,
    /// The fit at which nothing is lost.
    pub usual: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    pub loss: f64,
    /// Share of the loss that a wholly fair and transparent refusal takes away.
    pub fairness: f64,
    /// Gained where an alternative is offered.
    pub alternative: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Travel {
    /// For each doubling beyond what is usual.
    pub loss: f64,
    /// Minutes.
    pub usual: f64,
}

/// Shares of mean, worst and last experience in the mark of a journey; together 1.
#[derive(Clone, Debug, PartialEq)]
pub struct PeakEnd {
    pub mean: f64,
    pub worst: f64,
    pub last: f64,
}

/// Customer effort (CES), from 1 (hard) to 7 (easy).
#[derive(Clone, Debug, PartialEq)]
pub struct Effort {
    /// When all goes as expected.
    pub base: f64,
    /// For each factor e that waiting takes beyond the expectation.
    pub wait: f64,
    pub unresolved: f64,
    /// For each time.
    pub repeat: f64,
    /// For each, warm or cold.
    pub handoff: f64,
    pub unclear: f64,
    /// From a channel that fits not at all to one that fits fully.
    pub misfit: f64,
}
