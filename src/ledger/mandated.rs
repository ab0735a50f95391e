//! Which tables a disclosure must have, and which of them are there.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Identity, Kind, Scope, Severity, StatementRecord, TableState};

/// Whether a document is a university's: its tables say so, and another list of tables is prescribed for them.
pub fn is_university(found: &[StatementRecord]) -> bool {
    found.iter().any(|record| record.table.contains("高等学校"))
}

/// The mandated tables of a kind, as statements of which one of each group must be there; `found` are the tables that
/// the document has.
pub fn mandated(
    kind: Option<Kind>,
    found: &[StatementRecord],
) -> &'static [&'static [crate::model::Statement]] {
    use crate::model::Statement as S;
    match kind {
        Some(Kind::Budget | Kind::Final) if is_university(found) => &[
            &[S::IncomeSummary, S::ExpenditureSummary],
            &[S::IncomeDetail],
            &[S::ExpenditureDetail],
            &[S::GeneralByFunction],
        ],
        Some(Kind::Budget) => &[
            &[S::IncomeSummary, S::ExpenditureSummary],
            &[S::IncomeDetail],
            &[S::ExpenditureDetail],
            &[S::FiscalIncomeSummary, S::FiscalExpenditureSummary],
            &[S::GeneralByFunction],
            &[S::BasicByEconomic],
            &[S::ThreePublic],
            &[S::GovFund],
        ],
        Some(Kind::Final) => &[
            &[S::IncomeSummary, S::ExpenditureSummary],
            &[S::IncomeDetail],
            &[S::ExpenditureDetail],
            &[S::FiscalIncomeSummary, S::FiscalExpenditureSummary],
            &[S::GeneralByFunction],
            &[S::BasicByEconomic],
            &[S::GovFund],
            &[S::StateCapital],
            &[S::ThreePublic],
        ],
        _ => &[],
    }
}

/// The kind whose tables are due: none for a summary of a whole region, which no department's list of tables is for.
fn due_kind(identity: &Identity) -> Option<Kind> {
    identity.kinds.first().copied().filter(|_| identity.scope != Some(Scope::Region))
}

/// How many mandated tables were found, and how many are due.
pub(super) fn completeness(identity: &Identity, statements: &[StatementRecord]) -> (usize, usize) {
    let due = mandated(due_kind(identity), statements).len();
    let missing = statements.iter().filter(|record| record.state == TableState::Missing).count();
    (due - missing.min(due), due)
}

/// A document without tables that its kind must have was cut off, or its titles are not known.
pub(super) fn missing_tables(path: &Arc<str>, statements: &[StatementRecord]) -> Option<Diagnostic> {
    let missing: Vec<&str> = statements
        .iter()
        .filter(|record| record.state == TableState::Missing)
        .map(|record| record.statement.label())
        .collect();
    (!missing.is_empty()).then(|| {
        let message = format!("{} mandated table(s) not found: {}", missing.len(), missing.join("、"));
        Diagnostic::new(Code::MissingTables, Severity::Warning, path, message)
            .help("compare with the original: the file may be cut off, or the table has a title that is not known yet")
    })
}

/// The tables found, and a record for every mandated one that was not.
pub(super) fn with_missing(identity: &Identity, mut found: Vec<StatementRecord>) -> Vec<StatementRecord> {
    for group in mandated(due_kind(identity), &found) {
        if !group.iter().any(|s| found.iter().any(|f| f.statement == *s)) {
            found.push(StatementRecord {
                statement: group[0],
                table: "".into(),
                locator: None,
                state: TableState::Missing,
                facts: 0,
            });
        }
    }
    found
}
