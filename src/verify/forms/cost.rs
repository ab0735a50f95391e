//! D16: what a form sets as the most that a project may cost in all, against the project's own budget.

use rust_decimal::Decimal;

use super::value::Value;
use super::{Form, forms};
use crate::document::{Locator, squeeze};
use crate::model::{
    Arg, Fact, Indicator, Measure, Phase, RowKind, Severity, Statement, Unit, Verdict, message,
};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// D16: 总成本目标与预算.
pub(in crate::verify) static COST: Rule = Rule { id: "D16", severity: Severity::Warning, check };

/// Words by which a goal speaks of all that a project costs.
const WHOLE: &[&str] = &["总成本", "总投资", "总费用", "总支出"];

/// Names that mean the whole where nothing else stands beside them.
const ALONE: &[&str] = &["成本", "项目成本", "成本控制", "项目成本控制"];

/// Words by which it speaks of a part of it, or of each of many.
const PART: &[&str] = &["单位", "人均", "平均", "单价", "单项", "一项", "单个", "每", "占", "率"];

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
    let name = squeeze(&row.level3);
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if !row.level2.contains("成本") || !(says(WHOLE) || ALONE.contains(&name.as_str())) || says(PART) {
        return None;
    }
    let (_, value) = Value::named(&row.target)?;
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
