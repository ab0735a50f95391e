//! A06–A08: classes against totals, 款 against 类, 项 against 款.

use super::tables::{Table, children, top, total};
use super::{Book, Check, Rule, Side, record};
use crate::model::{Fact, Scheme, Severity, Statement};

fn is_classified(statement: Statement) -> bool {
    matches!(
        statement,
        Statement::IncomeDetail
            | Statement::ExpenditureDetail
            | Statement::ExpenditureSummary
            | Statement::FiscalExpenditureSummary
            | Statement::GeneralByFunction
            | Statement::GovFund
            | Statement::StateCapital
    )
}

/// A06: Σ类 = 合计.
pub(super) struct ClassTotals;

impl Rule for ClassTotals {
    fn id(&self) -> &'static str {
        "A06"
    }
    fn title(&self) -> &'static str {
        "类级之和"
    }
    fn formula(&self) -> &'static str {
        "各“类”之和 = 合计（总表为本年支出合计）"
    }
    fn severity(&self) -> Severity {
        Severity::Error
    }
    fn check(&self, book: &Book, out: &mut Vec<Check>) {
        for table in book.tables.iter().filter(|table| is_classified(table.statement)) {
            for measure in table.money_columns() {
                let column = table.column(measure);
                let functional: Vec<&Fact> =
                    column.iter().copied().filter(|f| f.subject.scheme == Scheme::Function).collect();
                let classes = top(&functional, Scheme::Function);
                let Some(sum) = total(&functional, "year").or_else(|| total(&functional, "all")) else {
                    continue;
                };
                if classes.is_empty() {
                    continue;
                }
                record(
                    self,
                    table,
                    format!("{}“{}”一列：{}与各类之和", table.title, measure.label(), sum.subject.name),
                    Side { label: sum.subject.name.clone(), facts: &[sum] },
                    Side { label: "各类之和".into(), facts: &classes },
                    out,
                );
            }
        }
    }
}

/// Checks the rows of one level against the rows below them.
fn check_level(rule: &dyn Rule, book: &Book, level: usize, words: &str, out: &mut Vec<Check>) {
    for table in book.tables.iter().filter(|table| is_classified(table.statement)) {
        for measure in table.money_columns() {
            let column = table.column(measure);
            for parent in column.iter().filter(|fact| is_level(fact, level)) {
                let below = children(&column, parent);
                check_parent(rule, table, measure.label(), parent, &below, words, out);
            }
        }
    }
}

/// The level of a functional class: by its code, or by its depth where no code is known.
fn is_level(fact: &Fact, level: usize) -> bool {
    if fact.subject.scheme != Scheme::Function || fact.subject.is_total() {
        return false;
    }
    match fact.subject.code.len() {
        0 => fact.subject.ancestors.len() == level,
        length => length == 3 + 2 * level,
    }
}

fn check_parent(
    rule: &dyn Rule,
    table: &Table,
    column: &str,
    parent: &Fact,
    parts: &[&Fact],
    words: &str,
    out: &mut Vec<Check>,
) {
    if parts.is_empty() {
        return;
    }
    record(
        rule,
        table,
        format!("{}“{column}”一列：{}与所属各{words}之和", table.title, parent.subject.name),
        Side { label: parent.subject.name.clone(), facts: &[parent] },
        Side { label: format!("所属各{words}之和"), facts: parts },
        out,
    );
}

/// A07: 类 = Σ款.
pub(super) struct SecondLevel;

impl Rule for SecondLevel {
    fn id(&self) -> &'static str {
        "A07"
    }
    fn title(&self) -> &'static str {
        "款级之和"
    }
    fn formula(&self) -> &'static str {
        "类 = 所属各“款”之和"
    }
    fn severity(&self) -> Severity {
        Severity::Error
    }
    fn check(&self, book: &Book, out: &mut Vec<Check>) {
        check_level(self, book, 0, "款", out);
    }
}

/// A08: 款 = Σ项.
pub(super) struct ThirdLevel;

impl Rule for ThirdLevel {
    fn id(&self) -> &'static str {
        "A08"
    }
    fn title(&self) -> &'static str {
        "项级之和"
    }
    fn formula(&self) -> &'static str {
        "款 = 所属各“项”之和"
    }
    fn severity(&self) -> Severity {
        Severity::Error
    }
    fn check(&self, book: &Book, out: &mut Vec<Check>) {
        check_level(self, book, 1, "项", out);
    }
}
