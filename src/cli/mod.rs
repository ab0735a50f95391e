//! The command line: what can be asked for, and which exit code answers. A command is one file and one line in
//! [`Command`].
//!
//! Exit codes: 0 clean, 1 something at or above `--deny`, 2 wrong use or unreadable configuration, 3 internal.

mod build;
mod check;
mod deny;
mod explain;
mod extract;
mod format;
mod init;
mod inspect;
mod lang;
mod manual;
mod moves;
mod options;
mod redact;
mod review;
#[cfg(feature = "serve")]
mod serve;
mod terminal;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use mingzhang::error::Error;

use options::Options;

/// Turns a folder of raw disclosures of Chinese government departments into a verified, linkable public website.
///
/// Without a command it builds the site.
#[derive(Debug, Parser)]
#[command(name = "mingzhang", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    options: Options,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Builds the site (what happens without any command).
    Build(build::Arguments),
    /// Reads and checks everything, and prints what does not add up. Writes nothing.
    Check(Options),
    /// Writes a private page with every finding that waits for the publisher: both places, why it is not proven, and the
    /// lines that publish, hold or answer it.
    Review(review::Arguments),
    /// Shows what was seen in one file, what was recognised and what was not.
    Inspect(inspect::Arguments),
    /// Builds, serves the site on this machine, and builds again when something changes.
    #[cfg(feature = "serve")]
    Serve(serve::Arguments),
    /// Reads some files and writes what they give, as one share of a large folder: records for `build --from`, figures as
    /// Parquet.
    Extract(extract::Arguments),
    /// Takes something personal that was published out of the site, the archive, the cache and every later build. What is to be
    /// withheld is read from standard input, one text a line.
    Redact(redact::Arguments),
    /// Says that a body, a division or an address is called otherwise now, so that what was published under the old name leads
    /// to the new one.
    Rename(moves::Rename),
    /// Says that something that was published is gone and why, so that its addresses answer with that.
    Tombstone(moves::Tombstone),
    /// Asks for a chart to be kept for ever as the next publication shows it, at an address of its own.
    Freeze(moves::Freeze),
    /// Explains a rule: what is checked, where it is due, and what to think of before concluding anything.
    Explain(explain::Arguments),
    /// Makes a new project: a folder for disclosures, the register of bodies, a configuration.
    Init(init::Arguments),
    /// Prints the completions of a shell.
    Completions(manual::Completions),
    /// Prints the manual page.
    Manual,
}

/// How a command ended, when nothing broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    Clean,
    Denied,
}

/// Reads the arguments and runs the command.
pub(crate) fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers, not errors; clap knows which stream they belong to.
            let wrong = error.use_stderr();
            let _ = error.print();
            return ExitCode::from(if wrong { 2 } else { 0 });
        }
    };
    // A defect must not look like a finding.
    std::panic::set_hook(Box::new(|info| terminal::error(&format!("internal: {info}"))));
    let ended = std::panic::catch_unwind(|| run(cli));
    match ended {
        Ok(Ok(Ended::Clean)) => ExitCode::SUCCESS,
        Ok(Ok(Ended::Denied)) => ExitCode::from(1),
        Ok(Err(error)) => {
            terminal::error(&error.to_string());
            ExitCode::from(match error {
                Error::Broken(_) => 3,
                _ => 2,
            })
        }
        Err(_) => ExitCode::from(3),
    }
}

fn run(cli: Cli) -> mingzhang::error::Result<Ended> {
    match cli.command {
        None => build::run(&build::Arguments::from(cli.options)),
        Some(Command::Build(arguments)) => build::run(&arguments),
        Some(Command::Check(options)) => check::run(&options),
        Some(Command::Review(arguments)) => review::run(&arguments),
        Some(Command::Inspect(arguments)) => inspect::run(&arguments),
        #[cfg(feature = "serve")]
        Some(Command::Serve(arguments)) => serve::run(&arguments),
        Some(Command::Extract(arguments)) => extract::run(&arguments),
        Some(Command::Rename(arguments)) => moves::rename(&arguments),
        Some(Command::Tombstone(arguments)) => moves::tombstone(&arguments),
        Some(Command::Freeze(arguments)) => moves::freeze(&arguments),
        Some(Command::Explain(arguments)) => explain::run(&arguments),
        Some(Command::Init(arguments)) => init::run(&arguments),
        Some(Command::Redact(arguments)) => redact::run(&arguments),
        Some(Command::Completions(arguments)) => manual::completions(&arguments, &mut Cli::command()),
        Some(Command::Manual) => manual::page(Cli::command()),
    }
}
