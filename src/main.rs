//! The program. What it does stands in the library; what can be said to it stands in [`cli`].

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
