//! A panic is a mistake of ours: say so, and what we need to find it.

use std::ffi::OsString;
use std::panic::{self, PanicHookInfo};

use super::print;

/// From now on a panic names the command line that led to it.
pub fn say_it_is_ours(arguments: &[OsString]) {
    let command: Vec<String> =
        arguments.iter().map(|argument| argument.to_string_lossy().into_owned()).collect();
    hook(format!("de opdracht: {}", command.join(" ")));
}

/// The same with the seed, once it is known.
pub fn name_seed(arguments: &[String], seed: u64) {
    hook(format!("het zaad: {seed}\n  de opdracht: {}", arguments.join(" ")));
}

fn hook(facts: String) {
    panic::set_hook(Box::new(move |panic: &PanicHookInfo| {
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line()));
        let message = panic.payload_as_str().unwrap_or("onbekend");
        print::complain(&report(&facts, message, &place.unwrap_or_default()));
    }));
}

fn report(facts: &str, message: &str, place: &str) -> String {
    format!(
        "Dit is een fout van klantreis, niet van u. Er is niets half geschreven.\n\
         Meld alstublieft, met het scenario erbij:\n  {facts}\n  de melding: {message} ({place})"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_said_to_be_ours_with_what_we_need() {
        let said = report(
            "het zaad: 7\n  de opdracht: klantreis run x.yaml",
            "een index te ver",
            "src/sim/world.rs:9",
        );
        for part in ["niet van u", "zaad: 7", "run x.yaml", "een index te ver (src/sim/world.rs:9)"] {
            assert!(said.contains(part), "{said}");
        }
    }
}
