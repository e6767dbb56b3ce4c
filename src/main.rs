//! The program: reads the clock once and hands over to the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    rolecall::cli::run(jiff::Timestamp::now())
}
