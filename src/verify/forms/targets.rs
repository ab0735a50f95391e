//! D08: a goal that was clearly missed with full marks, and points off without a reason.

use rust_decimal::Decimal;

use super::{Form, Points, forms};
use crate::document::Locator;
use crate::model::{Arg, Edition, Indicator, Says, Severity, Statement, Verdict, message};
use crate::taxonomy::{Outcome, outcome};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// D08: 未达成而满分，或扣分而未说明.
pub(in crate::verify) static TARGETS: Rule = Rule { id: "D08", severity: Severity::Warning, check: targets };

fn targets(book: &Book<'_>, out: &mut Bench<'_>) {
    for form in forms(book).into_iter().filter(|form| form.statement == Statement::SelfEvaluation) {
        let asks_reasons = asks_reasons(&form);
        // A reason may stand in a cell merged over the rows below it.
        let mut reason_above = false;
        for (row, points) in form.scored_rows() {
            let Some(weight) = points.weight.filter(|weight| weight.amount.value > Decimal::ZERO) else {
                continue;
            };
            let lost = points.score.amount.value < weight.amount.value;
            let explained = !row.note.is_empty();
            let missing_reason = lost && !explained;
            let reached = reached(row);
            let verdict = if missing_reason {
                let certain = asks_reasons
                    && !reason_above
                    && form.is_complete()
                    && form.record.edition() == Edition::Full;
                if certain { form.guard(Verdict::Mismatch) } else { Verdict::InsufficientData }
            } else if lost {
                Verdict::Pass
            } else {
                match reached {
                    Outcome::Met => Verdict::Pass,
                    Outcome::Missed => form.guard(Verdict::Mismatch),
                    Outcome::Unclear => Verdict::NotApplicable,
                }
            };
            reason_above = lost && (explained || reason_above);
            record(&form, row, &points, weight.amount.value, verdict, out);
        }
    }
}

fn reached(row: &Indicator) -> Outcome {
    let goal = format!("{}{}{}", row.level1, row.level2, row.level3);
    outcome(&goal, &row.target, &row.actual)
}

fn record<'l>(
    form: &Form<'l>,
    row: &'l Indicator,
    points: &Points<'l>,
    weight: Decimal,
    verdict: Verdict,
    out: &mut Bench<'_>,
) {
    let score = points.score.amount.value;
    let note = match verdict {
        Verdict::Mismatch | Verdict::InsufficientData if score < weight => {
            Some(message!("target-without-reason", weight = weight, score = score))
        }
        Verdict::Mismatch => Some(message!(
            "target-missed",
            target = Arg::quote(&row.target),
            actual = Arg::quote(&row.actual),
            weight = weight,
            score = score
        )),
        _ => None,
    };
    let name = if row.level3.is_empty() { &points.score.subject.name } else { &row.level3 };
    let quote = [row.target.as_str(), row.actual.as_str()].join(" ").trim().to_owned();
    let right = if quote.is_empty() {
        Side::of(message!("side-weight"), points.weight.as_slice())
    } else {
        Side::words(message!("side-target-and-actual"), Locator::Line(row.locator.line()), quote)
    };
    out.judge(
        Case::new(
            form.record,
            message!("target-and-score", form = form.title(), name = Arg::name(name)),
            Side::of(message!("side-score"), &[points.score]),
            right,
        )
        .noted(note),
        verdict,
    );
}

/// Whether the form has a place for reasons. All forms of a document have one template.
fn asks_reasons(form: &Form<'_>) -> bool {
    form.record.remarks.iter().any(|remark| remark.says == Says::AsksReasons)
}
