//! Channels, the desks where they are open, and the queues before them.

use crate::calendar::WeekHours;
use crate::id::{ChannelId, DeskId, LocationId, PoolId};
use crate::model::journey::Duration;
use crate::random::stream::Purpose;
use crate::time::Span;

#[derive(Clone, Debug)]
pub struct Channel {
    pub name: String,
    pub kind: ChannelKind,
    /// One desk without a location, or one for each of its locations.
    pub desks: Vec<DeskId>,
    /// Contacts waiting or being helped at once.
    pub lines: Option<u32>,
    /// Whether one who finds all lines taken may try again.
    pub busy_retries: bool,
    pub closing: Closing,
    pub assign: Assign,
    /// Within this wait a contact counts as in time.
    pub threshold: Span,
    /// Added to every handling time.
    pub identification: Span,
    /// Conversations that one person holds at once, sharing his time.
    pub at_once: u32,
    /// Share of those waiting who are told how long it takes.
    pub tells_wait: f64,
    /// What a customer finds a usual wait.
    pub expected_wait: Span,
    /// A published norm on the wait, and the share of customers who go by it.
    pub published: Option<(Span, f64)>,
    pub agenda: Option<Agenda>,
    pub sessions: Option<Sessions>,
    /// Working days to the first free slot that a customer finds usual.
    pub expected_access: f64,
    /// Share of messages that nobody takes up.
    pub left_lying: f64,
    /// When a message that nobody took up counts as not answered.
    pub unanswered_after: Duration,
    /// Chance per day that the channel is down, and for how long.
    pub outage: Option<Outage>,
}

impl Channel {
    /// What a customer with this uniform number finds a usual wait.
    pub fn expects(&self, uniform: f64) -> Span {
        match self.published {
            Some((norm, share)) if uniform < share => norm,
            _ => self.expected_wait,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Outage {
    pub chance: f64,
    pub length: Span,
    /// Entity: day number.
    pub draw: Purpose,
}

/// Meetings at fixed days, in the evening.
#[derive(Clone, Copy, Debug)]
pub struct Sessions {
    /// Days from one to the next; they fall on days whose number leaves [`Sessions::WEEKDAY`] when divided by it.
    pub every: i64,
    pub places: u32,
}

impl Sessions {
    /// Day 5 after 1 January 1970 was a Tuesday.
    pub const WEEKDAY: i64 = 5;
    pub const CLOCK: Span = Span(19 * Span::HOUR.0 + 30 * Span::MINUTE.0);
}

/// How a channel of appointments books.
#[derive(Clone, Debug)]
pub struct Agenda {
    pub slot: Span,
    /// Days ahead that are open for booking.
    pub days_ahead: i64,
    /// Share that comes without booking.
    pub walk_in: f64,
    /// Share of the slots kept free for the same day and for those with high priority.
    pub urgent: f64,
    pub no_show: NoShow,
    /// Share that comes more than five minutes late.
    pub late: f64,
    /// Whether a full agenda sends a customer to the next location.
    pub looks_elsewhere: bool,
    /// Share of the agenda that is filled at the start, falling to nothing at `days_ahead`.
    pub filled_at_start: f64,
    /// For each desk of the channel, in order.
    pub desks: Vec<DeskAgenda>,
}

/// What may be booked at one desk.
#[derive(Clone, Debug)]
pub struct DeskAgenda {
    /// Clock time of the first slot of a day; all others follow without a gap.
    pub from: Span,
    /// Places per slot by weekday and slot of the day, before rounding.
    pub places: [Vec<f64>; 7],
}

/// Chance of not showing up: rises with the weeks between booking and slot.
#[derive(Clone, Copy, Debug)]
pub struct NoShow {
    pub base: f64,
    pub per_week: f64,
    pub most: f64,
}

impl NoShow {
    pub fn chance(self, weeks: f64) -> f64 {
        (self.base + self.per_week * weeks).min(self.most.max(self.base))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelKind {
    /// No staff and no queue.
    SelfService,
    Call,
    WalkIn,
    /// Visitors with a booked slot, walk-ins beside them.
    Appointment,
    /// A stock of messages that lives over nights.
    Message,
    /// Sessions with places, without staff.
    Session,
    /// Inside the organisation: a host who meets visitors before they wait.
    Reception,
    /// Inside: a call passed on to this team.
    Transfer,
    /// Inside: calls this team promised to return.
    CallBack,
    /// Inside: the cases of this team.
    Work,
}

impl ChannelKind {
    /// Whether customers never choose it: it carries on what began elsewhere.
    pub fn is_internal(self) -> bool {
        matches!(self, Self::Reception | Self::Transfer | Self::CallBack | Self::Work)
    }

    /// Whether the customer is elsewhere meanwhile: it is no contact of his.
    pub fn is_unseen(self) -> bool {
        matches!(self, Self::CallBack | Self::Work)
    }

    /// Whether it waits for quiet minutes and lives over nights, with nobody on the line.
    pub fn is_stock(self) -> bool {
        matches!(self, Self::Message | Self::CallBack | Self::Work)
    }
}

/// What happens to the queue at closing time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// Whoever waits is still helped, by people who stay on; with nobody there they are sent away.
    ServeWaiting,
    SendAway,
}

/// Which free person a customer gets. Pools in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assign {
    LongestIdle,
    FirstListed,
    /// A pool with a chance in proportion to its free people; drawn by the customer.
    Proportional,
}

/// A channel at a location (or at none): what opens and closes.
#[derive(Clone, Debug)]
pub struct Desk {
    pub channel: ChannelId,
    pub location: Option<LocationId>,
    pub hours: WeekHours,
    /// Open on closed days too, and round the clock: `hours` are not asked.
    pub always_open: bool,
}

/// One line of customers whom the same pools may help and none of whom goes before another.
///
/// A queue exists for each combination of desk, priority and set of pools that occurs; so priority classes and
/// what a team knows cost nothing during a run.
#[derive(Clone, Debug)]
pub struct Queue {
    pub desk: DeskId,
    pub channel: ChannelId,
    /// Pools that may help, in the order of the file.
    pub pools: Vec<PoolId>,
    /// Abandonment may be evaluated when a freed person looks, since nothing can observe it at its own moment:
    /// the channel has no line limit and whoever gives up is gone for good.
    pub lazy_patience: bool,
    /// One at a time, and not to be put aside.
    pub is_plain: bool,
    /// Waits for quiet minutes: see [`ChannelKind::is_stock`].
    pub is_stock: bool,
    /// Somebody who may help here may have stock in hand to put aside.
    pub may_interrupt: bool,
    /// Whether anybody is on call for who waits too long here.
    pub calls_for_help: bool,
    /// Whether its customers are helped on days for what cannot wait.
    pub goes_on: bool,
    /// Whether those whose promised date comes first go first.
    pub by_due: bool,
}
