//! A document of the ledger: what is known of the file, what was understood, and whether it counts.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::Document;
use crate::model::{
    Account, Edition, Identity, Kind, Passage, Remark, Reply, Scope, StatementRecord, Unreadable,
    Unrecognised,
};

/// Why the figures of a document do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The dates of publication say that the other file is newer.
    Newer,
    /// It is the same disclosure in another file: its figures are the same.
    Copy,
    /// It prints other figures than the other file, and no dates say which of them is newer.
    Differs,
}

impl Why {
    /// Its name in files of words.
    pub fn id(self) -> &'static str {
        match self {
            Self::Newer => "newer",
            Self::Copy => "copy",
            Self::Differs => "differs",
        }
    }

    /// A few words for lists.
    pub fn badge(self) -> &'static str {
        match self {
            Self::Newer => "已有新版",
            Self::Copy => "同一公开的另一文件",
            Self::Differs => "另有不同数字的文件",
        }
    }

    /// A sentence for readers of the document.
    pub fn words(self) -> &'static str {
        match self {
            Self::Newer => "同一公开内容另有更新的版本，本文件的数字不计入。",
            Self::Copy => "同一公开内容另有一份文件，数字相同，只计一次，本文件的数字不重复计入。",
            Self::Differs => {
                "同一部门、年度、种类、口径另有一份文件，有的数字与本文件不同；没有日期说明哪一份较新，合计和图表采用另一份。"
            }
        }
    }
}

/// The document that counts instead of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Its id.
    pub by: Arc<str>,
    /// Why.
    pub why: Why,
}

/// A document of the ledger: what is known of the file, and what was understood.
#[derive(Debug)]
pub struct Record {
    /// Permanent id, used in addresses.
    pub id: Arc<str>,
    /// Path relative to the content folder.
    pub path: Arc<str>,
    /// Format id of the reader; empty where none took the file.
    pub format: String,
    /// Size of the file.
    pub bytes: usize,
    /// SHA-256 of the file.
    pub sha256: String,
    /// What the publisher added.
    pub sidecar: crate::source::Sidecar,
    /// Corrections and replies.
    pub companions: crate::source::Companions,
    /// Id of the department; empty where body, year or kind could not be read.
    pub department: Arc<str>,
    /// Who, when, what.
    pub identity: Identity,
    /// Tables found, and mandated tables that were not.
    pub statements: Vec<StatementRecord>,
    /// Numbers that could not be placed.
    pub unreadable: Vec<Unreadable>,
    /// Tables that fit no statement.
    pub unrecognised: Vec<Unrecognised>,
    /// What became of every number in it.
    pub account: Account,
    /// What the publisher should know.
    pub diagnostics: Vec<Diagnostic>,
    /// The document as read.
    pub document: Document,
    /// Its prose, definitions of words left out.
    pub prose: Vec<Passage>,
    /// What it says in words that no figure carries.
    pub remarks: Vec<Remark>,
    /// The document whose figures count instead of this one's, and why.
    pub aside: Option<Aside>,
    /// Mandated tables found and due, for the main kind.
    pub completeness: (usize, usize),
    /// Whether the site publishes a copy of the file.
    pub copied: bool,
}

impl Record {
    /// Whether a copy of the file may be published: nothing of it is withheld, and no browser runs what stands in it.
    pub fn may_be_copied(&self) -> bool {
        const SAFE: &[&str] = &["pdf", "docx", "doc", "xlsx", "xls", "ods", "csv", "txt", "md"];
        self.is_published()
            && self.document.withheld.is_empty()
            && !self.sidecar.withhold
            && SAFE.contains(&self.format.as_str())
    }

    /// The answers to a finding, in the order of their file.
    pub fn replies<'r>(&'r self, finding: &'r str) -> impl Iterator<Item = &'r Reply> {
        self.companions.replies.iter().filter(move |reply| reply.finding == finding)
    }

    /// The edition.
    pub fn edition(&self) -> Edition {
        self.sidecar.edition()
    }

    /// The main kind.
    pub fn kind(&self) -> Option<Kind> {
        self.identity.kinds.first().copied()
    }

    /// The scope that the document speaks for.
    pub fn scope(&self) -> Scope {
        self.identity.scope.unwrap_or(Scope::Department)
    }

    /// Whether body, year and kind are known.
    pub fn is_known(&self) -> bool {
        !self.department.is_empty()
    }

    /// Whether it is a disclosure of which body, year or kind is not known.
    pub fn is_nobodys(&self) -> bool {
        let figures = !self.diagnostics.iter().any(|one| one.code == Code::NoDisclosure);
        let dated = self.identity.fiscal_year != 0 && figures;
        !self.is_known() && (dated || !self.identity.kinds.is_empty())
    }

    /// What is not known of it, in Chinese: 所属部门未知.
    pub fn unknown(&self) -> String {
        let identity = &self.identity;
        let parts = [
            (identity.body.is_empty(), "所属部门"),
            (identity.fiscal_year == 0, "年度"),
            (identity.kinds.is_empty(), "种类"),
        ];
        let open: Vec<&str> = parts.into_iter().filter(|(is, _)| *is).map(|(_, what)| what).collect();
        if open.is_empty() { String::new() } else { format!("{}未知", open.join("、")) }
    }

    /// The lines of `sources.csv` that settle whose document it is: the columns, and its row with what is known filled
    /// in. What is left to fill in stands in angle brackets.
    pub fn settling_lines(&self) -> [String; 2] {
        let identity = &self.identity;
        let open = |known: String, blank: &str| if known.is_empty() { format!("<{blank}>") } else { known };
        let year = if identity.fiscal_year == 0 { String::new() } else { identity.fiscal_year.to_string() };
        let kind = self.kind().map_or_else(String::new, |kind| kind.id().to_owned());
        let row = [
            self.path.to_string(),
            open(identity.body.clone(), "部门全称"),
            identity.division.clone(),
            open(year, "年度"),
            open(kind, "budget|final|self_evaluation|performance_target"),
        ];
        let quoted = |text: &String| {
            if text.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text.clone()
            }
        };
        [
            "file,body,division,fiscal_year,kind".to_owned(),
            row.iter().map(quoted).collect::<Vec<_>>().join(","),
        ]
    }

    /// Whether it speaks for its body and year: neither an older edition nor a copy of another file. A file that differs
    /// from another one, and no date says which is right, is read and checked like any other.
    pub fn is_published(&self) -> bool {
        self.is_known() && self.aside.as_ref().is_none_or(|aside| aside.why == Why::Differs)
    }

    /// Whether its figures enter sums and charts.
    pub fn counts(&self) -> bool {
        self.is_known() && self.aside.is_none()
    }
}
