//! Performance tables: indicators with targets, actual values, weights and scores.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::statement::Statement;
use super::terms::RowKind;
use crate::document::Locator;

/// One printed row of a self-evaluation, a performance target or a scorecard.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Indicator {
    /// Path of the document relative to the content folder.
    pub document: Arc<str>,
    /// Id of the department, set when the ledger is linked.
    pub department: Arc<str>,
    /// Fiscal year.
    pub fiscal_year: i32,
    /// The table it stands in.
    pub statement: Statement,
    /// What the row is.
    pub row_kind: RowKind,
    /// Project name; empty for the whole department.
    pub project: Arc<str>,
    /// Project code as printed.
    pub project_code: Arc<str>,
    /// First level, such as 产出指标.
    pub level1: String,
    /// Second level, such as 数量指标.
    pub level2: String,
    /// Third level: the indicator itself. Empty where its name was lost in the source.
    pub level3: String,
    /// Target as printed.
    pub target: String,
    /// Actual value as printed.
    pub actual: String,
    /// 分值 / 权重.
    pub weight: Option<Decimal>,
    /// 得分.
    pub score: Option<Decimal>,
    /// Reasons and remarks as printed.
    pub note: String,
    /// Place of the row.
    pub locator: Locator,
}
