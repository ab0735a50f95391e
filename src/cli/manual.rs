//! `mingzhang completions` and `mingzhang manual`: what shells and `man` need to know of the command line, made of it.

use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::Man;
use mingzhang::error::{Error, Result};

use super::Ended;
use super::terminal::answer;

/// Arguments of `completions`.
#[derive(Debug, Clone, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the completions of a shell.
#[allow(clippy::unnecessary_wraps, reason = "a command")]
pub(super) fn completions(arguments: &Completions, command: &mut Command) -> Result<Ended> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, command, "mingzhang", &mut text);
    answer(&String::from_utf8_lossy(&text));
    Ok(Ended::Clean)
}

/// Prints the manual page: the program, then each of its commands.
pub(super) fn page(mut command: Command) -> Result<Ended> {
    command.build();
    let failed = |error: std::io::Error| Error::Broken(error.to_string());
    let mut text = Vec::new();
    Man::new(command.clone()).render(&mut text).map_err(failed)?;
    for own in command.get_subcommands().filter(|own| own.get_name() != "help") {
        let name = format!("mingzhang {}", own.get_name());
        let man = Man::new(own.clone().bin_name(&name));
        text.extend(format!(".SH {}\n", name.to_uppercase().replace('-', "\\-")).into_bytes());
        man.render_description_section(&mut text).map_err(failed)?;
        man.render_options_section(&mut text).map_err(failed)?;
    }
    answer(&String::from_utf8_lossy(&text));
    Ok(Ended::Clean)
}
