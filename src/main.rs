//! The program: a command line in, an exit code out.

use std::process::ExitCode;

use klantreis::cli;

fn main() -> ExitCode {
    ExitCode::from(cli::main(std::env::args_os()).code())
}
