//! The command line: one file per subcommand. Only here is anything printed.

mod check;
mod compare;
mod flip;
mod follow;
mod fuse;
mod interrupt;
mod load;
mod merge_parts;
mod new;
mod options;
mod panic;
mod print;
mod progress;
mod rank;
mod run;
mod schema;
mod show;
mod sweep;
mod usage;
mod validate;

use std::ffi::OsString;

use clap::Parser;
use clap::error::ErrorKind;

use crate::error::Error;
use options::{Arguments, Command};

/// How a command ended; what the exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Fine,
    /// What the user gave cannot be run; said with place and remedy.
    Wrong,
    /// The outside world refused: a file, a folder, the disk.
    Refused,
    /// Ctrl-C: what was done by then is reported.
    Interrupted,
}

impl Verdict {
    /// 101 is left to a panic; 130 is what a shell gives a program that Ctrl-C ended.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Wrong => 1,
            Self::Refused => 2,
            Self::Interrupted => 130,
        }
    }
}

/// Runs one command line, its first argument the name of the program.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Verdict {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    panic::say_it_is_ours(&arguments);
    let parsed = match Arguments::try_parse_from(&arguments) {
        Ok(parsed) => parsed,
        Err(error) => return refuse(&error),
    };
    let verdict = match parsed.command {
        Command::Run(options) => run::main(&options),
        Command::Validate(options) => validate::main(&options),
        Command::Compare(options) => compare::main(&options),
        Command::Rank(options) => rank::main(&options),
        Command::Sweep(options) => sweep::main(&options),
        Command::MergeParts(options) => merge_parts::main(&options),
        Command::Check(options) => check::main(&options),
        Command::Show(options) => show::main(&options),
        Command::Follow(options) => follow::main(&options),
        Command::Fuse(options) => fuse::main(&options),
        Command::New(options) => new::main(&options),
        Command::Schema => schema::main(),
    };
    verdict.unwrap_or_else(|error: Error| {
        print::complain(&format!("fout: {error}"));
        Verdict::Refused
    })
}

/// Help that was asked for, or what is wrong with the command line.
fn refuse(error: &clap::Error) -> Verdict {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print::say(&error.to_string()).map_or(Verdict::Refused, |()| Verdict::Fine)
        }
        _ => {
            print::complain(&usage::in_dutch(error));
            Verdict::Wrong
        }
    }
}
