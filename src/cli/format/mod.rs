//! How notices are printed. A format is one file and one line in [`Format::print`].

mod human;
mod json;
mod sarif;

use clap::ValueEnum;
use mingzhang::messages::Locale;
use mingzhang::verify::Tallies;

use mingzhang::notice::Notice;

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Like a compiler, with excerpts.
    Human,
    /// One JSON object.
    Json,
    /// SARIF 2.1.0, for tools that show findings beside files.
    Sarif,
}

/// What is printed.
pub(super) struct Sheet<'n> {
    /// The notices, in their order.
    pub(super) notices: &'n [&'n Notice],
    /// How many places were due for each rule, and what came out, for the numbers at the end.
    pub(super) tallies: &'n Tallies,
    /// The content folder, before each path.
    pub(super) root: String,
    /// Whether colours reach a person.
    pub(super) colour: bool,
    /// Whether the numbers at the end go rule by rule.
    pub(super) by_rule: bool,
    /// The language that findings are told in.
    pub(super) words: Locale,
}

impl Format {
    /// The notices as text.
    pub(super) fn print(self, sheet: &Sheet<'_>) -> String {
        match self {
            Format::Human => human::print(sheet),
            Format::Json => json::print(sheet),
            Format::Sarif => sarif::print(sheet),
        }
    }
}

/// The path of a document as a person would open it.
fn path(sheet: &Sheet<'_>, notice: &Notice) -> String {
    if sheet.root.is_empty() {
        notice.document.clone()
    } else {
        format!("{}/{}", sheet.root, notice.document)
    }
}
