//! A01–A05, A16: totals against their parts within a table, and against the same total in other tables.

use super::tables::{Table, top, total};
use super::{Book, Check, Rule, Side, compare, record, record_verdict};
use crate::model::{Fact, Kind, Measure, Phase, Scheme, Severity, Statement, Verdict};

fn is_income(statement: Statement) -> bool {
    matches!(statement, Statement::IncomeSummary | Statement::FiscalIncomeSummary)
}

fn is_expenditure(statement: Statement) -> bool {
    matches!(statement, Statement::ExpenditureSummary | Statement::FiscalExpenditureSummary)
}

/// The other half of a summary.
fn expenditure_half<'b, 'l>(book: &'b Book<'l>, income: &Table<'l>) -> Option<&'b Table<'l>> {
    let wanted = match income.statement {
        Statement::IncomeSummary => Statement::ExpenditureSummary,
        _ => Statement::FiscalExpenditureSummary,
    };
    book.tables.iter().find(|table| {
        table.statement == wanted
            && table.record.path == income.record.path
            && table.title == income.title
            && table.phase == income.phase
            && table.year == income.year
            && table.entity == income.entity
    })
}

/// A01: 收入总计 = 支出总计.
pub(super) struct IncomeEqualsExpenditure;

impl Rule for IncomeEqualsExpenditure {
    fn id(&self) -> &'static str {
        "A01"
    }
    fn title(&self) -> &'static str {
        "收支平衡"
    }
    fn formula(&self) -> &'static str {
        "收入总计 = 支出总计"
    }
    fn severity(&self) -> Severity {
        Severity::Error
    }
    fn check(&self, book: &Book, out: &mut Vec<Check>) {
        for table in book.tables.iter().filter(|table| is_income(table.statement)) {
            let Some(other) = expenditure_half(book, table) else { continue };
            let income = table.column(Measure::Total);
            let expenditure = other.column(Measure::Total);
            // A third panel (by nature) repeats the total; the one by function is the balance.
            let spent = expenditure
                .iter()
                .copied()
                .find(|f| f.subject.code == "all" && f.subject.scheme == Scheme::Function);
            let (Some(left), Some(right)) =
                (total(&income, "all"), spent.or_else(|| total(&expenditure, "all")))
            else {
                continue;
            };
            record(
                self,
                table,
                format!("{}的收入总计与支出总计", table.title),
                Side { label: "收入总计".into(), facts: &[left] },
                Side { label: "支出总计".into(), facts: &[right] },
                out,
            );
        }
    }
}

/// The rows of a summary that stand between the year's total and the grand total.
fn around_year<'l>(table: &Table<'l>, code: Scheme) -> Option<(&'l Fact, &'l Fact, Vec<&'l Fact>)> {
    let column = table.column(Measure::Total);
    let all = column.iter().copied().find(|f| f.subject.code == "all" && f.subject.scheme == code)?;
    let year = column.iter().copied().find(|f| f.subject.code == "year" && f.subject.scheme == code)?;
    let position = |fact: &Fact| column.iter().position(|other| other.locator == fact.locator);
    let (from, to) = (position(year)?, position(all)?);
    if from > to {
        return None;
    }
    let between = column[from + 1..to]
        .iter()
        .copied()
        .filter(|fact| {
            fact.subject.ancestors.is_empty()
                && fact.subject.parent_code.is_empty()
                && !fact.subject.is_total()
        })
        .collect();
    Some((all, year, between))
}

fn check_around(rule: &dyn Rule, table: &Table, scheme: Scheme, words: (&str, &str), out: &mut Vec<Check>) {
    let Some((all, year, between)) = around_year(table, scheme) else { return };
    let mut parts = vec![year];
    parts.extend(between);
    record(
        rule,
        table,
        format!("{}：{}", table.title, words.0),
        Side { label: words.1.into(), facts: &[all] },
        Side { label: "各项之和".into(), facts: &parts },
        out,
    );
}

/// A02: 本年收入 + 使用结余 + 年初结转 = 总计.
pub(super) struct IncomeSide;

impl Rule for IncomeSide {
    fn id(&self) -> &'static str {
        "A02"
    }
    fn title(&self) -> &'static str {
        "收入方合计"
    }
    fn formula(&self) -> &'static str {
        "本年收入合计 + 使用结余 + 上年（年初）结转和结余 + 其他列示项 = 收入总计"
    }
    fn severity(&self) -> Severity {
        Severity::Error
    }
    fn check(&self, book: &Book, out: &mut Vec<Check>) {
        for table in book.tables.iter().filter(|table| is_income(table.statement)) {
            check_around(self, table, Scheme::Income, ("收入总计与本年收入、结转各项之和", "收入总计"), out);
        }
    }
}

/// A03: 本年支出 + 结余分配 + 年末结转 = 总计.
pub(super) struct ExpenditureSide;

impl Rule for ExpenditureSide {
    fn id(&self) -> &'static str {
        "A03"
    }
    fn title(&self) -> &'static str {
        "支出方合计"
    }
    fn formula(&self) -> &'static str {
        "本年支出合计 + 结余分配 + 年末结转和结余（结转下年）+ 其他列示项 = 支出总计"
    }
    fn severity(&self) -> Severity {
        Severity::Error
    }
    fn check(&self, book: &Book, out: &mut Vec<Check>) {
        for table in book.tables.iter().filter(|table| is_expenditure(table.statement)) {
            check_around(
                self,
                table,
                Scheme::Function,
                ("支出总计与本年支出、结转各项之和", "支出总计"),
                out,
            );
        }
    }
}

/// A04: 本年收入 = 各来源之和.
pub(super) struct IncomeParts;

impl Rule for IncomeParts {
    fn id(&self) -> &'static str {
        "A04"
    }
    fn title(&self) -> &'static str {
        "本年收入的构成"
    }
    fn formula(&self) -> &'static str {
        "本年收入合计 = 财政拨款 + 上级补助 + 事业 + 经营 + 附属上缴 + 其他收入"
    }
    fn severity(&self) -> Severity {
        Severity::Error
    }
    fn check(&self, book: &Book, out: &mut Vec<Check>) {
        for table in &book.tables {
            if is_income(table.statement) {
                self.rows(table, out);
            } else if table.statement == Statement::IncomeDetail {
                self.columns(table, out);
            }
        }
    }
}

impl IncomeParts {
    /// In a summary the sources are the rows above the year's total.
    fn rows(&self, table: &Table, out: &mut Vec<Check>) {
        let column = table.column(Measure::Total);
        let Some(year) = total(&column, "year").or_else(|| total(&column, "all")) else { return };
        let above: Vec<&Fact> =
            column.iter().copied().take_while(|fact| fact.locator != year.locator).collect();
        let parts = top(&above, Scheme::Income);
        if parts.is_empty() {
            return;
        }
        record(
            self,
            table,
            format!("{}：{}与各来源之和", table.title, year.subject.name),
            Side { label: year.subject.name.clone(), facts: &[year] },
            Side { label: "各来源之和".into(), facts: &parts },
            out,
        );
    }

    /// In a detailed table the sources are columns.
    fn columns(&self, table: &Table, out: &mut Vec<Check>) {
        const SOURCES: &[Measure] = &[
            Measure::FiscalAppropriation,
            Measure::GeneralPublic,
            Measure::GovFund,
            Measure::StateCapital,
            Measure::FiscalAccount,
            Measure::SuperiorSubsidy,
            Measure::BusinessIncome,
            Measure::OperatingIncome,
            Measure::AffiliatedIncome,
            Measure::OtherIncome,
            Measure::CarryoverIn,
            Measure::FundBalanceUsed,
        ];
        for row in table.rows() {
            let Some(total) = row.iter().copied().find(|fact| fact.measure == Measure::Total) else {
                continue;
            };
            let has_appropriation = row.iter().any(|fact| fact.measure == Measure::FiscalAppropriation);
            let below_appropriation = |measure: Measure| {
                has_appropriation
                    && matches!(
                        measure,
                        Measure::GeneralPublic
                            | Measure::GovFund
                            | Measure::StateCapital
                            | Measure::FiscalAccount
                    )
            };
            let parts: Vec<&Fact> = row
                .iter()
                .copied()
                .filter(|fact| SOURCES.contains(&fact.measure) && !below_appropriation(fact.measure))
                .collect();
            if parts.is_empty() {
                continue;
            }
            record(
                self,
                table,
                format!("{}“{}”一行：合计与各来源之和", table.title, total.subject.name),
                Side { label: "合计".into(), facts: &[total] },
                Side { label: "各来源之和".into(), facts: &parts },
                out,
            );
        }
    }
}

/// A05: 合计 = 基本 + 项目 (+ 上缴 + 经营 + 补助) per row.
pub(super) struct SpendingSplit;

impl Rule for SpendingSplit {
    fn id(&self) -> &'static str {
        "A05"
    }
    fn title(&self) -> &'static str {
        "基本支出与项目支出"
    }
    fn formula(&self) -> &'static str {
        "合计 = 基本支出 + 项目支出（+ 上缴上级 + 经营 + 对附属单位补助），逐行"
    }
    fn severity(&self) -> Severity {
        Severity::Error
    }
    fn check(&self, book: &Book, out: &mut Vec<Check>) {
        const PARTS: &[Measure] = &[
            Measure::Basic,
            Measure::Project,
            Measure::ToSuperior,
            Measure::Operating,
            Measure::ToAffiliated,
        ];
        for table in &book.tables {
            let split = [Measure::Basic, Measure::Project].iter().all(|m| !table.column(*m).is_empty());
            if !split {
                continue;
            }
            for row in table.rows() {
                let Some(total) = row.iter().copied().find(|fact| fact.measure == Measure::Total) else {
                    continue;
                };
                let parts: Vec<&Fact> =
                    row.iter().copied().filter(|fact| PARTS.contains(&fact.measure)).collect();
                if parts.is_empty() {
                    continue;
                }
                record(
                    self,
                    table,
                    format!("{}“{}”一行：合计与基本支出、项目支出之和", table.title, total.subject.name),
                    Side { label: "合计".into(), facts: &[total] },
                    Side { label: "基本支出与项目支出等之和".into(), facts: &parts },
                    out,
                );
            }
        }
    }
}

/// A16: the same total in the summary and in the detailed table.
pub(super) struct AcrossTables;

impl Rule for AcrossTables {
    fn id(&self) -> &'static str {
        "A16"
    }
    fn title(&self) -> &'static str {
        "总表与分表"
    }
    fn formula(&self) -> &'static str {
        "收支总表的合计 = 收入表合计 = 支出表合计（同一单位、同一口径）"
    }
    fn severity(&self) -> Severity {
        Severity::Error
    }
    fn check(&self, book: &Book, out: &mut Vec<Check>) {
        for summary in &book.tables {
            let (detail, scheme) = match summary.statement {
                Statement::IncomeSummary => (Statement::IncomeDetail, Scheme::Income),
                Statement::ExpenditureSummary => (Statement::ExpenditureDetail, Scheme::Function),
                _ => continue,
            };
            let same = |table: &&Table| {
                table.statement == detail
                    && table.record.path == summary.record.path
                    && table.phase == summary.phase
                    && table.year == summary.year
                    && table.entity == summary.entity
            };
            for table in book.tables.iter().filter(same) {
                self.pair(summary, table, scheme, out);
            }
        }
    }
}

impl AcrossTables {
    fn pair(&self, summary: &Table, table: &Table, scheme: Scheme, out: &mut Vec<Check>) {
        let column = summary.column(Measure::Total);
        let own = |code: &str| {
            column.iter().copied().find(|f| f.subject.code == code && f.subject.scheme == scheme)
        };
        let Some(detail) = total(&table.column(Measure::Total), "all") else { return };
        // A detailed table totals the year, or the year with what was carried over: either may be meant, and the
        // kind of document says which where they differ.
        let usual = if summary.record.kind() == Some(Kind::Final) || summary.phase == Some(Phase::Final) {
            own("year").or_else(|| own("all"))
        } else {
            own("all").or_else(|| own("year"))
        };
        let candidates: Vec<&Fact> = [usual, own("year"), own("all")].into_iter().flatten().collect();
        let Some(first) = candidates.first().copied() else { return };
        let best = candidates
            .iter()
            .copied()
            .find(|c| compare(&[c], &[detail]).verdict == Verdict::Pass)
            .unwrap_or(first);
        let compared = compare(&[best], &[detail]);
        let verdict = match compared.verdict {
            Verdict::Mismatch if summary.damaged || table.damaged => Verdict::InsufficientData,
            verdict => verdict,
        };
        record_verdict(
            self,
            summary,
            format!("{}的{}与{}的合计", summary.title, best.subject.name, table.title),
            Side { label: format!("{}·{}", summary.title, best.subject.name), facts: &[best] },
            Side { label: format!("{}·合计", table.title), facts: &[detail] },
            compared,
            verdict,
            out,
        );
    }
}
