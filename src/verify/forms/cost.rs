//! D16: what a form sets as the most that a project may cost in all, against the project's own budget.

use rust_decimal::Decimal;

use super::{Form, forms};
use crate::document::Locator;
use crate::model::{
    Arg, Fact, Indicator, Measure, Phase, RowKind, Severity, Statement, Unit, Verdict, message,
};
use crate::taxonomy::Value;
use crate::taxonomy::names_whole_cost;
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// D16: 总成本目标与预算.
pub(in crate::verify) static COST: Rule = Rule { id: "D16", severity: Severity::Warning, check };

fn check(book: &Book<'_>, out: &mut Bench<'_>) {
    for form in forms(book).into_iter().filter(|form| form.statement == Statement::SelfEvaluation) {
        let Some(budget) =
            form.fund(Measure::Total, Phase::Adjusted).or(form.fund(Measure::Total, Phase::Budget))
        else {
            continue;
        };
        for row in form.rows.iter().copied().filter(|row| row.row_kind == RowKind::Indicator) {
            if let Some(limit) = limit(row) {
                judge(&form, row, limit, budget, out);
            }
        }
    }
}

/// The most that all may cost, in 万元, where a row says so.
fn limit(row: &Indicator) -> Option<Decimal> {
    if !row.level2.contains("成本") || !names_whole_cost(&row.level3) {
        return None;
    }
    let (_, value) = Value::named(&row.target)?;
    // What may be exceeded is no limit.
    if value.admits(value.number + Decimal::ONE) {
        return None;
    }
    let unit = match value.unit.as_str() {
        "万元" | "万" => Unit::WanYuan,
        "元" => Unit::Yuan,
        _ => return None,
    };
    Some(crate::model::Amount::new(value.number, unit).comparable())
}

fn judge<'l>(form: &Form<'l>, row: &'l Indicator, limit: Decimal, budget: &'l Fact, out: &mut Bench<'_>) {
    let low = limit < budget.amount.comparable() - budget.amount.half_step();
    let verdict = match (low, form.damaged) {
        (false, _) => Verdict::Pass,
        (true, true) => Verdict::InsufficientData,
        (true, false) => Verdict::Mismatch,
    };
    let words = Side::words(message!("side-target"), Locator::Line(row.locator.line()), row.target.trim());
    let message = message!("cost-and-budget", form = form.title(), name = Arg::name(&row.level3));
    out.judge(
        Case::new(form.record, message, words, Side::of(message!("side-project-budget"), &[budget])),
        verdict,
    );
}
