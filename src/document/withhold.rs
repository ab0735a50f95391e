//! Withholding: what stands in place of personal data, and what is remembered of it: kinds, places and counts, never values.

/// What stands in place of a withheld text.
pub const WITHHELD: &str = "（已隐去）";

/// What kind of personal data a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Private {
    /// The name of a person.
    Name,
    /// A telephone or fax number.
    Phone,
    /// The number of an identity card or passport.
    Identity,
    /// An address of electronic mail.
    Mail,
    /// A bank account, or an account with a messenger.
    Account,
    /// Whatever the publisher had taken out.
    Redacted,
}

impl Private {
    /// What it is called in a diagnostic, in the plural.
    pub fn words(self) -> &'static str {
        match self {
            Self::Name => "names",
            Self::Phone => "telephone numbers",
            Self::Identity => "numbers of identity cards",
            Self::Mail => "mail addresses",
            Self::Account => "accounts",
            Self::Redacted => "redacted texts",
        }
    }

    /// Whether it is made of digits.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Phone | Self::Identity | Self::Account)
    }
}

/// Personal data that was taken out of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Withheld {
    /// The line of the transcript.
    pub line: u32,
    /// What it was.
    pub kind: Private,
    /// How many of them.
    pub count: u32,
}
