//! `--deny`: which level makes a run fail.

use clap::ValueEnum;
use mingzhang::model::Severity;

/// The lowest level that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Nothing fails.
    Never,
    /// Errors fail.
    Error,
    /// Warnings fail too.
    Warning,
    /// Everything fails that is more than a remark.
    Info,
}

impl Deny {
    /// Whether something of this severity fails.
    pub(super) fn catches(self, severity: Severity) -> bool {
        match self {
            Deny::Never => false,
            Deny::Error => severity == Severity::Error,
            Deny::Warning => matches!(severity, Severity::Error | Severity::Warning),
            Deny::Info => true,
        }
    }
}
