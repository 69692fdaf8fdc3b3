//! Tallies of contacts, waits, journeys, promised calls and staff: whole numbers that merge exactly.

use crate::sim::record::{After, Close, Ending, Trip, Visit, WaitCauses};
use crate::time::Span;

/// A length ≥ 0 to add to a sum, in microseconds.
#[inline(always)]
fn micros(length: Span) -> i128 {
    debug_assert!(length >= Span::ZERO, "a length is not negative");
    i128::from(length.0 as u64)
}

/// Contacts of one part of the service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactTally {
    pub served: u64,
    /// Served within the threshold of the channel.
    pub in_time: u64,
    /// Of those: not by the wait over all tries.
    pub late_over_all_tries: u64,
    pub abandoned: u64,
    pub balked: u64,
    /// Abandoned or balked within the threshold.
    pub quick: u64,
    pub blocked: u64,
    pub closed_out: u64,
    pub unanswered: u64,
    /// Did not come to their appointment: no contacts, and in no other count but that of appointments.
    pub no_show: u64,
    pub agenda_full: u64,
    /// Left the line to be called back.
    pub takes_call: u64,
    pub still_open: u64,
    /// Of those served: passed on, promised a call, coming back for a bad answer, failed by self-service.
    pub passed_on: u64,
    pub call_back: u64,
    pub comes_back: u64,
    pub failed: u64,
    /// Of those served: by nobody but themselves, and in a meeting.
    pub without_person: u64,
    /// Of those served: messages, and the time to their answers in microseconds, summed.
    pub messages: u64,
    pub response: i128,
    /// Contacts by appointment, and the working days from booking to slot, summed.
    pub booked: u64,
    pub access_days: u64,
    /// Tries that will be followed by another.
    pub retried: u64,
    /// Tries that followed another.
    pub later_tries: u64,
    /// Answered contacts that another of the same journey followed within [`FOLLOWED_WITHIN`].
    pub followed: u64,
    /// Sums in microseconds.
    pub wait_served: i128,
    pub wait_lost: i128,
    pub excess: i128,
    pub handling: i128,
    pub longest: Span,
}

impl ContactTally {
    #[inline(always)]
    pub fn record(&mut self, visit: &Visit, threshold: Span, is_followed: bool) {
        let wait = visit.wait;
        let in_time = wait <= threshold;
        self.excess += micros(Span((wait.0 - threshold.0).max(0)));
        self.longest = self.longest.max(wait);
        self.followed += u64::from(is_followed);
        if visit.ending == Ending::Served {
            self.served += 1;
            self.in_time += u64::from(in_time);
            self.wait_served += micros(wait);
            self.handling += micros(visit.handling);
            self.without_person += u64::from(visit.pool.is_none());
            if visit.after != After::Done {
                self.record_follow_up(visit.after);
            }
        } else {
            // by value: a record that is lent out has to be written
            self.record_lost(visit.ending, wait, visit.retries, in_time);
        }
        if visit.attempt > 0 {
            self.record_later_try(visit.ending, in_time, visit.wait_of_all_tries > threshold);
        }
        if let Some(days) = visit.access_days {
            self.booked += 1;
            self.access_days += u64::from(days);
        }
    }

    #[inline(never)]
    fn record_later_try(&mut self, ending: Ending, in_time: bool, late_over_all: bool) {
        self.later_tries += u64::from(ending != Ending::NoShow);
        self.late_over_all_tries += u64::from(ending == Ending::Served && in_time && late_over_all);
    }

    #[inline(never)]
    fn record_follow_up(&mut self, after: After) {
        let count = match after {
            After::PassedOn => &mut self.passed_on,
            After::CallBack => &mut self.call_back,
            After::ComesBack => &mut self.comes_back,
            After::Failed => &mut self.failed,
            After::Done => return,
        };
        *count += 1;
    }

    #[inline(never)]
    fn record_lost(&mut self, ending: Ending, wait: Span, retries: bool, in_time: bool) {
        if ending == Ending::NoShow {
            self.no_show += 1;
            return;
        }
        self.wait_lost += i128::from(wait.0);
        self.retried += u64::from(retries);
        let count = match ending {
            Ending::Abandoned => &mut self.abandoned,
            Ending::Balked => &mut self.balked,
            Ending::Blocked => &mut self.blocked,
            Ending::ClosedOut => &mut self.closed_out,
            Ending::Unanswered => &mut self.unanswered,
            Ending::AgendaFull => &mut self.agenda_full,
            Ending::TakesCall => &mut self.takes_call,
            Ending::StillOpen | Ending::Served | Ending::NoShow => &mut self.still_open,
        };
        *count += 1;
        let gave_up = matches!(ending, Ending::Abandoned | Ending::Balked);
        self.quick += u64::from(gave_up && in_time);
    }

    /// Of a message: the time to its answer.
    pub fn record_response(&mut self, length: Span) {
        self.messages += 1;
        self.response += i128::from(length.0);
    }

    /// Only what is published by team.
    #[inline(always)]
    pub fn record_helped(&mut self, visit: &Visit) {
        self.served += u64::from(visit.ending == Ending::Served);
        self.wait_served += i128::from(visit.wait.0);
        self.handling += i128::from(visit.handling.0);
    }

    pub fn add(&mut self, other: &Self) {
        self.served += other.served;
        self.in_time += other.in_time;
        self.late_over_all_tries += other.late_over_all_tries;
        self.abandoned += other.abandoned;
        self.balked += other.balked;
        self.quick += other.quick;
        self.blocked += other.blocked;
        self.closed_out += other.closed_out;
        self.unanswered += other.unanswered;
        self.no_show += other.no_show;
        self.agenda_full += other.agenda_full;
        self.takes_call += other.takes_call;
        self.passed_on += other.passed_on;
        self.call_back += other.call_back;
        self.comes_back += other.comes_back;
        self.failed += other.failed;
        self.without_person += other.without_person;
        self.messages += other.messages;
        self.response += other.response;
        self.booked += other.booked;
        self.access_days += other.access_days;
        self.still_open += other.still_open;
        self.retried += other.retried;
        self.later_tries += other.later_tries;
        self.followed += other.followed;
        self.wait_served += other.wait_served;
        self.wait_lost += other.wait_lost;
        self.excess += other.excess;
        self.handling += other.handling;
        self.longest = self.longest.max(other.longest);
    }

    /// Every contact, however it ended; who did not come to an appointment never waited, and counts in `no_show` only.
    pub fn offered(&self) -> u64 {
        self.served
            + self.lost()
            + self.blocked
            + self.closed_out
            + self.unanswered
            + self.agenda_full
            + self.takes_call
            + self.still_open
    }

    /// Gave up, after waiting or at once.
    pub fn lost(&self) -> u64 {
        self.abandoned + self.balked
    }
}

/// Wait at one channel by cause, in microseconds; what is left is that everybody who may help was busy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CauseTally {
    pub closed: i128,
    pub nobody: i128,
    pub knowledge: i128,
    pub priority: i128,
}

impl CauseTally {
    #[inline(always)]
    pub fn record(&mut self, causes: WaitCauses) {
        self.closed += i128::from(causes.closed.0);
        self.nobody += i128::from(causes.nobody.0);
        self.knowledge += i128::from(causes.knowledge.0);
        self.priority += i128::from(causes.priority.0);
    }

    pub fn add(&mut self, other: &Self) {
        self.closed += other.closed;
        self.nobody += other.nobody;
        self.knowledge += other.knowledge;
        self.priority += other.priority;
    }

    pub fn total(&self) -> i128 {
        self.closed + self.nobody + self.knowledge + self.priority
    }
}

/// Where the time of completed journeys went, in microseconds; what is left went by until the next try, until an
/// appointment or until a desk opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeTally {
    pub queue: i128,
    /// Until a batch was full.
    pub batch: i128,
    pub help: i128,
    pub wait: i128,
    pub for_customer: i128,
    pub for_partner: i128,
}

impl TimeTally {
    #[inline(always)]
    pub fn record(&mut self, trip: &Trip) {
        self.queue += micros(trip.waited);
        self.help += micros(trip.helped);
        if let Some(pauses) = &trip.pauses {
            self.wait += i128::from(pauses.time.0);
            self.for_customer += i128::from(pauses.customer.0);
            self.for_partner += i128::from(pauses.partner.0);
            self.batch += i128::from(pauses.batch.0);
            self.queue -= i128::from(pauses.batch.0);
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.queue += other.queue;
        self.help += other.help;
        self.wait += other.wait;
        self.for_customer += other.for_customer;
        self.for_partner += other.for_partner;
        self.batch += other.batch;
    }

    pub fn total(&self) -> i128 {
        self.queue + self.batch + self.help + self.wait + self.for_customer + self.for_partner
    }
}

/// Journeys of one part of the service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TripTally {
    pub completed: u64,
    pub given_up: u64,
    pub still_open: u64,
    /// Completed in one contact.
    pub in_one: u64,
    pub contacts: u64,
    pub hand_offs: u64,
    pub repeats: u64,
    /// Of completed journeys, in microseconds.
    pub lead_time: i128,
}

impl TripTally {
    #[inline(always)]
    pub fn record(&mut self, trip: &Trip) {
        self.contacts += u64::from(trip.contacts);
        self.hand_offs += u64::from(trip.hand_offs);
        self.repeats += u64::from(trip.repeats);
        match trip.close {
            Close::Completed => {
                self.completed += 1;
                self.in_one += u64::from(trip.contacts == 1);
                self.lead_time += micros(trip.ended - trip.started);
            }
            Close::GivenUp => self.given_up += 1,
            Close::StillOpen => self.still_open += 1,
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.completed += other.completed;
        self.given_up += other.given_up;
        self.still_open += other.still_open;
        self.in_one += other.in_one;
        self.contacts += other.contacts;
        self.hand_offs += other.hand_offs;
        self.repeats += other.repeats;
        self.lead_time += other.lead_time;
    }

    pub fn started(&self) -> u64 {
        self.completed + self.given_up + self.still_open
    }
}

/// Calls that were promised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CallTally {
    pub promised: u64,
    /// Came in time.
    pub kept: u64,
}

impl CallTally {
    pub fn add(&mut self, other: &Self) {
        self.promised += other.promised;
        self.kept += other.kept;
    }
}

/// Time put in by one team in one hour of the week, in person-microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StaffTally {
    pub busy: i128,
    pub present: i128,
    pub rostered: i128,
    /// Clock hours summed over.
    pub hours: u64,
}

impl StaffTally {
    pub fn add(&mut self, other: &Self) {
        self.busy += other.busy;
        self.present += other.present;
        self.rostered += other.rostered;
        self.hours += other.hours;
    }
}
