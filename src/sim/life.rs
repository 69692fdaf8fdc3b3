//! What a customer remembers of his journey: how contacts went, what was promised, what he was told.
//!
//! Kept beside the customers, and only where a journey asks for it or marks are given.

use crate::model::satisfaction::Experience;
use crate::time::{Span, Time};

#[derive(Clone, Copy, Debug)]
pub struct Life {
    pub experience: Experience,
    pub contact: OpenContact,
    /// Own contacts after an answer or out of silence.
    pub repeats: u16,
    /// Calls that were promised and came in time, and those that did not.
    pub kept: u16,
    pub broken: u16,
    /// The call that was promised last: when, and when it is due.
    pub promised: Time,
    pub due: Time,
    /// Times passed on or promised a call.
    pub hand_offs: u16,
    pub refusal: Option<Refused>,
    /// Sent a message, and so waited for an answer.
    pub wrote: bool,
    /// Heard how it stands through a message or a call.
    pub heard: bool,
    /// Steps in which the customer himself was at move: time by the clock, and in working days.
    pub suspended: Span,
    pub suspended_working_days: f64,
    /// How the team that worked on the case last treats customers.
    pub treatment: f64,
    /// Moments passed at which he might have asked where it is.
    pub moments: u16,
    /// Whether anything follows from how he judges his journey: it counts, or he may complain.
    pub matters: bool,
}

/// A contact as the customer sees it, from first waiting to the last of those it was passed on to.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpenContact {
    pub waited: Span,
    pub warm: u8,
    pub cold: u8,
    pub incomplete: bool,
    pub unclear: bool,
    /// Heard how long it takes, by an offer to be called back.
    pub told: bool,
    /// Met by a host, who shows the way.
    pub met: bool,
}

/// A decision against the customer.
#[derive(Clone, Copy, Debug)]
pub struct Refused {
    pub explained: bool,
    pub alternative: bool,
}

impl Life {
    pub fn new() -> Self {
        Self {
            experience: Experience::default(),
            contact: OpenContact::default(),
            repeats: 0,
            kept: 0,
            broken: 0,
            promised: Time::ZERO,
            due: Time::ZERO,
            hand_offs: 0,
            refusal: None,
            wrote: false,
            heard: false,
            suspended: Span::ZERO,
            suspended_working_days: 0.0,
            treatment: 0.0,
            moments: 0,
            matters: true,
        }
    }
}
