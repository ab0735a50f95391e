//! B01–B02: the total of 三公 and of its cars. A blank cell counts as nothing only where the identity proves it.

use super::tables::Table;
use super::{Book, Check, Comparison, Rule, Side, compare, record_verdict};
use crate::model::{Fact, Measure, Severity, Statement, Verdict};

/// Checks a total against its items. With an item missing, equality proves the blank; anything else proves nothing.
fn check_items(
    rule: &dyn Rule,
    table: &Table,
    total: &str,
    items: &[&str],
    message: &str,
    out: &mut Vec<Check>,
) {
    for measure in [Measure::Total, Measure::ChangeAmount] {
        let column = table.column(measure);
        let find = |code: &str| column.iter().copied().find(|fact| fact.subject.code == code);
        let Some(whole) = find(total) else { continue };
        let parts: Vec<&Fact> = items.iter().filter_map(|code| find(code)).collect();
        if parts.is_empty() {
            continue;
        }
        let compared: Comparison = compare(&[whole], &parts);
        let complete = parts.len() == items.len() && !table.damaged;
        let verdict = match compared.verdict {
            Verdict::Mismatch if !complete => Verdict::InsufficientData,
            verdict => verdict,
        };
        let kind = if measure == Measure::ChangeAmount { "增减额：" } else { "" };
        record_verdict(
            rule,
            table,
            format!("{}年{}{kind}{message}", table.year, table.phase.map_or("", |p| p.label())),
            Side { label: whole.subject.name.clone(), facts: &[whole] },
            Side { label: "各项之和".into(), facts: &parts },
            compared,
            verdict,
            out,
        );
    }
}

/// B01: 合计 = 出国 + 车 + 接待.
pub(super) struct Total;

impl Rule for Total {
    fn id(&self) -> &'static str {
        "B01"
    }
    fn title(&self) -> &'static str {
        "“三公”经费合计"
    }
    fn formula(&self) -> &'static str {
        "“三公”经费合计 = 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费"
    }
    fn severity(&self) -> Severity {
        Severity::Error
    }
    fn check(&self, book: &Book, out: &mut Vec<Check>) {
        for table in book.tables.iter().filter(|table| table.statement == Statement::ThreePublic) {
            check_items(
                self,
                table,
                "all",
                &["outbound", "vehicle", "reception"],
                "“三公”经费合计与三项之和",
                out,
            );
        }
    }
}

/// B02: 小计 = 购置 + 运行.
pub(super) struct Vehicles;

impl Rule for Vehicles {
    fn id(&self) -> &'static str {
        "B02"
    }
    fn title(&self) -> &'static str {
        "公务用车小计"
    }
    fn formula(&self) -> &'static str {
        "公务用车购置及运行维护费 = 购置费 + 运行维护费"
    }
    fn severity(&self) -> Severity {
        Severity::Error
    }
    fn check(&self, book: &Book, out: &mut Vec<Check>) {
        for table in book.tables.iter().filter(|table| table.statement == Statement::ThreePublic) {
            let items = ["vehicle_purchase", "vehicle_running"];
            check_items(self, table, "vehicle", &items, "公务用车小计与购置、运行之和", out);
        }
    }
}
