//! Facts: one number each, with everything that says what it is and where it stands.

use std::sync::Arc;

use super::amount::Amount;
use super::companion::Correction;
use super::measure::Measure;
use super::said::Said;
use super::statement::Statement;
use super::terms::{Base, CodeSource, Fund, Phase, Scheme, Scope, Status};
use crate::document::Locator;

/// A row of a classification: what a fact speaks of.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Subject {
    /// The classification.
    pub scheme: Scheme,
    /// The code, printed or proven by another table of the same document; empty where there is none.
    pub code: String,
    /// Where the code was read.
    pub code_source: Option<CodeSource>,
    /// The printed label without ordinals and layout spaces.
    pub name: String,
    /// The labels of the ancestors, outermost first.
    pub ancestors: Vec<Arc<str>>,
    /// The code of the parent row, where it has one.
    pub parent_code: String,
}

impl Subject {
    /// A subject at the top of a classification.
    pub fn top(scheme: Scheme, code: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            scheme,
            code: code.into(),
            code_source: None,
            name: name.into(),
            ancestors: Vec::new(),
            parent_code: String::new(),
        }
    }

    /// The `parent` column: the parent's code, or the path of names where there is none.
    pub fn parent(&self) -> String {
        if self.parent_code.is_empty() { self.ancestors.join(" / ") } else { self.parent_code.clone() }
    }

    /// Whether this is a grand total (合计) or the total of the year (本年合计).
    pub fn is_total(&self) -> bool {
        self.code == "all" || self.code == "year"
    }
}

/// One number of a disclosure.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fact {
    /// Stable id, set when the ledger is linked; empty before.
    pub id: Arc<str>,
    /// Path of the document relative to the content folder.
    pub document: Arc<str>,
    /// Id of the department, set when the ledger is linked; empty before.
    pub department: Arc<str>,
    /// The unit's name as printed for this row.
    pub entity: Arc<str>,
    /// Whole department or one unit.
    pub scope: Scope,
    /// The fiscal year the figure speaks of.
    pub fiscal_year: i32,
    /// Stage of the budget; `None` for stocks.
    pub phase: Option<Phase>,
    /// The table it stands in.
    pub statement: Statement,
    /// The printed title of that table.
    pub table: Arc<str>,
    /// What it counts.
    pub measure: Measure,
    /// What a change, share or rate is measured against.
    pub base: Option<Base>,
    /// The account that pays, where the table says so.
    pub fund: Option<Fund>,
    /// What it speaks of.
    pub subject: Subject,
    /// The amount.
    pub amount: Amount,
    /// The place that holds exactly this number.
    pub locator: Locator,
    /// The printed text.
    pub quote: String,
    /// How the amount came to be.
    pub status: Status,
    /// Ids of the operands of a derived figure.
    pub derived_from: Vec<Arc<str>>,
    /// What the publisher corrected: then the amount is not what is printed.
    pub correction: Option<Arc<Correction>>,
    /// Whether its whole subject is understood: only then may it accuse. Column, row and code agree, or the full path of
    /// subjects in a sentence is known.
    pub certain: bool,
    /// How it stands in its sentence; figures of prose only.
    pub said: Option<Arc<Said>>,
}

impl Fact {
    /// Whether its sentence states it of another body than the document's.
    pub fn is_of_another(&self) -> bool {
        self.said.as_ref().is_some_and(|said| said.of_another)
    }

    /// The amount in 万元, where the fact is money.
    pub fn wan(&self) -> Option<rust_decimal::Decimal> {
        self.amount.wan()
    }
}

/// A printed number that could not be placed for certain.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Unreadable {
    /// The table it stands in, where that is known.
    pub statement: Option<Statement>,
    /// The printed title of that table.
    pub table: Arc<str>,
    /// The place of the number.
    pub locator: Locator,
    /// The printed text.
    pub quote: String,
    /// Why it could not be placed.
    pub reason: super::reason::Reason,
}
