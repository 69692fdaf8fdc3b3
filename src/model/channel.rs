//! Channels, the desks where they are open, and the queues before them.

use crate::calendar::WeekHours;
use crate::id::{ChannelId, DeskId, LocationId, PoolId};
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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelKind {
    /// No staff and no queue.
    SelfService,
    Call,
    WalkIn,
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
}
