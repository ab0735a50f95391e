//! Errors: trouble that stops the program. Trouble in documents is a diagnostic, never an error.

use std::path::{Path, PathBuf};

/// What can stop a run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The configuration, the register or a sidecar is not valid.
    #[error("{}: {message}", path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// What was expected.
        message: String,
    },
    /// A template could not be loaded or rendered.
    #[error("template {name}: {message}")]
    Template {
        /// The template.
        name: String,
        /// What the template engine said.
        message: String,
    },
    /// A figure on the site could not be traced, or two pages share one address.
    #[error("{0}")]
    Broken(String),
}

impl Error {
    /// An I/O error with its path.
    pub fn io(path: impl AsRef<Path>, source: std::io::Error) -> Self {
        Self::Io { path: path.as_ref().to_owned(), source }
    }
}

/// The result of everything that can stop a run.
pub type Result<T, E = Error> = std::result::Result<T, E>;
