//! The program. What it does stands in the library; what can be said to it stands in [`cli`].

mod cli;

use std::process::ExitCode;

/// A build is many small strings that live as long as a body: the system's allocator takes a fifth of it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main()
}
