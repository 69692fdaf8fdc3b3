//! Ctrl-C: once ends the run after what is done, twice at once.

use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Verdict, print};

/// Becomes true at the first Ctrl-C.
pub fn watch() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&stop);
    // refused when this process watches already; then Ctrl-C does what it did
    let _ = ctrlc::set_handler(move || {
        if seen.swap(true, Ordering::Relaxed) {
            process::exit(Verdict::Interrupted.code().into());
        }
        print::complain("\nOnderbroken: wat af is wordt gemeld. Nog eens Ctrl-C stopt meteen.");
    });
    stop
}
