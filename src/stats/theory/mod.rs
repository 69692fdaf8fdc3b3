//! Closed forms of queueing theory: what the simulation is tested against, and first guesses at staffing.
//!
//! Rates are per unit of time and lengths in that same unit; loads and numbers have none. Formulas and
//! sources: docs/theorie.md.

mod erlang_a;
mod erlang_c;
mod infinite;
mod network;
mod retrial;
mod room;
mod single;
mod transient;

pub use erlang_a::{ErlangA, erlang_a, erlang_a_balking};
pub use erlang_c::{ErlangC, erlang_b, erlang_c, staffing_for};
pub use infinite::infinite_server_lag;
pub use network::{Jackson, jackson};
pub use retrial::mm1_retrial_orbit;
pub use room::{Mmck, mmck};
pub use single::{cobham, cobham_mmc, pollaczek_khinchine, preemptive_resume};
pub use transient::{Stretch, mmc_waits};

#[cfg(test)]
fn assert_close(value: f64, expected: f64, tolerance: f64) {
    assert!((value - expected).abs() <= tolerance, "{value}, not {expected}");
}
