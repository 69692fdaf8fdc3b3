//! How far a run is, on standard error, and only where somebody looks.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use crate::report::number;

/// A bar that hides where standard error is not a terminal.
pub fn bar(name: &str) -> ProgressBar {
    let left = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
        let text = if state.pos() == 0 {
            "…".to_owned()
        } else {
            number::duration(state.eta().as_secs_f64().round())
        };
        // a bar that cannot be drawn is no reason to stop
        let _ = out.write_str(&text);
    };
    let style = ProgressStyle::with_template("{msg} {bar:30} {pos} van {len} herhalingen, nog {left}");
    let bar = ProgressBar::new(0);
    bar.set_style(style.expect("our own template is well-formed").with_key("left", left));
    bar.set_message(name.to_owned());
    bar.enable_steady_tick(Duration::from_millis(500));
    bar
}
