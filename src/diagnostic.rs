//! Diagnostics: what the publisher should know about a document, as data. Printing them is the command line's job,
//! showing them the site's.

use std::sync::Arc;

use crate::document::Span;
use crate::model::Severity;

/// A stable code of a reading diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Code {
    /// The file is empty.
    Empty,
    /// The file is not text.
    NotText,
    /// The file has a format that no reader accepts.
    UnknownFormat,
    /// The file is larger than the limit.
    TooLarge,
    /// The document is no disclosure.
    NoDisclosure,
    /// The document is a disclosure, but body, year or kind could not be read.
    NoIdentity,
    /// A table fits no statement.
    UnknownTable,
    /// A column of a known table has no known meaning.
    UnknownColumn,
    /// A row could not be read for certain.
    UnreadableRow,
    /// A table prints no unit.
    NoUnit,
    /// The document ends in the middle of a table.
    Truncated,
    /// A body does not stand in the register.
    Unregistered,
    /// A reader failed inside.
    ReaderFailed,
    /// A sidecar cannot be read.
    BadSidecar,
    /// Personal data of staff was withheld.
    Withheld,
    /// Mandated tables of this kind of document were not found.
    MissingTables,
    /// The file could not be opened.
    Unopened,
    /// Corrections or replies cannot be read.
    BadCompanion,
    /// A correction does not fit what is printed.
    StaleCorrection,
    /// A reply answers a finding that is not there.
    StaleReply,
    /// A part of the file is broken or cut off; the rest was read.
    Damaged,
    /// The file is locked with a password.
    Encrypted,
    /// Something was left out on purpose: hidden, embedded, or beyond a limit.
    LeftOut,
    /// The pages are pictures without text.
    NoText,
    /// Characters whose fonts do not say what they mean.
    Unnamed,
    /// The text was recognised from pictures of pages.
    ScannedText,
    /// Two bodies that are not in the register would have one id.
    SharedId,
    /// A line is too long to be read as sentences.
    LongLine,
    /// The text is not UTF-8, or some of it could not be decoded.
    Encoding,
    /// Pictures stand where tables may be.
    Pictures,
    /// The page holds no tables, only links to files.
    LandingPage,
    /// Another program wrote the file as something that can be read.
    Converted,
    /// The format needs another program, and none is configured or it failed.
    NeedsProgram,
    /// Two files of one body, year, kind and scope print different figures.
    Differs,
    /// Another file of the same disclosure counts instead of this one.
    CountsOnce,
    /// The title and the text name different years.
    YearsDisagree,
    /// A rule failed inside.
    RuleFailed,
    /// A row of the publisher's vocabulary is not used.
    BadVocabulary,
    /// A digit that was seen is neither a figure, nor listed, nor known to be none.
    Unbalanced,
    /// A page of the site could not be published as it is.
    PageFailed,
    /// A file that should hold what a document gave holds something else.
    BadRecord,
    /// An entry of the register cannot be used.
    BadRegister,
    /// An address that was published would no longer answer.
    AddressGone,
    /// A picture prints a mark for characters that its face lacks.
    NoGlyph,
}

impl Code {
    /// All codes with their public ids and one-line titles.
    pub const ALL: &'static [(Code, &'static str, &'static str)] = &[
        (Code::Empty, "R001", "empty file"),
        (Code::NotText, "R002", "not a text file"),
        (Code::UnknownFormat, "R003", "unknown format"),
        (Code::TooLarge, "R004", "file too large"),
        (Code::NoDisclosure, "R005", "not a disclosure"),
        (Code::NoIdentity, "R006", "body, year or kind not found"),
        (Code::UnknownTable, "R007", "table fits no statement"),
        (Code::UnknownColumn, "R008", "column without a known meaning"),
        (Code::UnreadableRow, "R009", "row not readable for certain"),
        (Code::NoUnit, "R010", "no unit printed"),
        (Code::Truncated, "R011", "document looks truncated"),
        (Code::Unregistered, "R012", "body not in the register"),
        (Code::ReaderFailed, "R013", "reader failed"),
        (Code::BadSidecar, "R014", "sidecar not readable"),
        (Code::Withheld, "R015", "personal data withheld"),
        (Code::MissingTables, "R016", "mandated tables not found"),
        (Code::Unopened, "R017", "file cannot be opened"),
        (Code::BadCompanion, "R018", "corrections or replies not readable"),
        (Code::StaleCorrection, "R019", "correction does not fit"),
        (Code::StaleReply, "R020", "reply without its finding"),
        (Code::SharedId, "R021", "two bodies with one id"),
        (Code::LongLine, "R022", "line too long for prose"),
        (Code::Encoding, "R023", "text encoding"),
        (Code::Pictures, "R024", "pictures in place of tables"),
        (Code::LandingPage, "R025", "page that only links to files"),
        (Code::NoText, "R026", "pages without text"),
        (Code::Unnamed, "R027", "characters without a meaning"),
        (Code::ScannedText, "R028", "text recognised from pictures"),
        (Code::Damaged, "R029", "file damaged, read in part"),
        (Code::Encrypted, "R030", "file locked with a password"),
        (Code::LeftOut, "R031", "part of the file left out"),
        (Code::Converted, "R032", "converted by another program"),
        (Code::NeedsProgram, "R033", "format needs another program"),
        (Code::Differs, "R036", "two files with different figures"),
        (Code::CountsOnce, "R037", "another file of the same disclosure counts"),
        (Code::YearsDisagree, "R034", "title and text name different years"),
        (Code::RuleFailed, "R040", "rule failed"),
        (Code::BadVocabulary, "R041", "row of the vocabulary not used"),
        (Code::Unbalanced, "R042", "digits without an account"),
        (Code::PageFailed, "R045", "page not published"),
        (Code::BadRecord, "R046", "record not used"),
        (Code::BadRegister, "R047", "entry of the register not used"),
        (Code::AddressGone, "R048", "published address gone"),
        (Code::NoGlyph, "R049", "characters that cards cannot print"),
    ];

    /// The public id, such as `R007`.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(code, ..)| *code == self).map_or("R000", |(_, id, _)| id)
    }

    /// The key of what is said, as messages of findings have one: `table-fits-no-statement`.
    pub fn key(self) -> String {
        self.title().replace(' ', "-").replace(',', "")
    }

    /// A title of a few words.
    pub fn title(self) -> &'static str {
        Self::ALL.iter().find(|(code, ..)| *code == self).map_or("", |(.., title)| title)
    }
}

/// One thing the publisher should know.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Diagnostic {
    /// Stable code.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// Path of the document relative to the content folder.
    pub document: Arc<str>,
    /// Where, if a place is known.
    pub span: Option<Span>,
    /// The text at that place, shortened.
    pub excerpt: String,
    /// What was seen.
    pub message: String,
    /// What was expected and what to do.
    pub help: String,
}

impl Diagnostic {
    /// A diagnostic about a whole document.
    pub fn new(code: Code, severity: Severity, document: &Arc<str>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            document: document.clone(),
            span: None,
            excerpt: String::new(),
            message: message.into(),
            help: String::new(),
        }
    }

    /// Adds the place and the text that stands there.
    pub fn at(mut self, span: Span, excerpt: impl AsRef<str>) -> Self {
        self.span = Some(span);
        self.excerpt = shorten(excerpt.as_ref(), 80);
        self
    }

    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// A text cut to a number of characters, with an ellipsis where something was cut.
pub fn shorten(text: &str, most: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(most.saturating_sub(1)).collect();
    cut.push('…');
    cut
}
