//! D02, D03, D06: the funds of a form. The execution rate is spent over budget, its score follows from the rate, and
//! the total is the sum of its sources.

use super::{Form, forms};
use crate::model::{
    Arg, Base, Fact, How, Measure, Message, Phase, RowKind, Says, Severity, Statement, Verdict, message,
};
use crate::verify::bench::{Case, Side};
use crate::verify::tolerance::{Interval, Ratio};
use crate::verify::{Bench, Book, Comparison, Rule, compare};
use rust_decimal::Decimal;

/// D02: 执行率 = 全年执行数 ÷ 全年预算数.
pub(in crate::verify) static EXECUTION_RATE: Rule =
    Rule { id: "D02", severity: Severity::Warning, check: execution_rate };

fn self_evaluations<'l>(book: &Book<'l>) -> impl Iterator<Item = Form<'l>> {
    forms(book).into_iter().filter(|form| form.statement == Statement::SelfEvaluation)
}

fn rate_of<'l>(form: &Form<'l>) -> Option<&'l Fact> {
    form.facts
        .iter()
        .copied()
        .find(|fact| fact.measure == Measure::ExecutionRate && fact.base == Some(Base::Adjusted))
}

/// Executed and adjusted budget.
fn amounts<'l>(form: &Form<'l>) -> (Option<&'l Fact>, Option<&'l Fact>) {
    (form.fund(Measure::Total, Phase::Final), form.fund(Measure::Total, Phase::Adjusted))
}

/// How a quotient was reckoned, in words.
fn quotient(part: &Fact, whole: &Fact, ratio: Ratio) -> Message {
    message!(
        "form-rate-reckoned",
        spent = part.amount,
        budget = whole.amount,
        rate = Arg::percent(ratio.value)
    )
}

fn execution_rate(book: &Book<'_>, out: &mut Bench<'_>) {
    for form in self_evaluations(book) {
        let Some(rate) = rate_of(&form) else { continue };
        let message = message!("form-rate", form = form.title());
        let left = Side::of(message!("side-printed-rate"), &[rate]);
        let case = |right| Case::new(form.record, message, left, right);
        let (Some(executed), Some(adjusted)) = amounts(&form) else {
            out.judge(case(Side::default()), Verdict::InsufficientData);
            continue;
        };
        if adjusted.amount.value.is_zero() {
            let right = Side::of(message!("side-full-year-budget"), &[adjusted]);
            out.judge(case(right).noted([message!("form-budget-zero")]), Verdict::NotApplicable);
            continue;
        }
        let Some(ratio) = Ratio::percent(Interval::of(executed), Interval::of(adjusted)) else {
            out.judge(
                case(Side::of(message!("side-full-year-budget"), &[adjusted])),
                Verdict::InsufficientData,
            );
            continue;
        };
        let (value, half) = (rate.amount.value, rate.amount.half_step());
        let percent = ratio.compare(value, half);
        // A rate printed as 0.98 is the same rate.
        let fraction = ratio.compare(value * Decimal::ONE_HUNDRED, half * Decimal::ONE_HUNDRED);
        let as_fraction = percent.verdict == Verdict::Mismatch
            && value <= Decimal::TWO
            && fraction.verdict != Verdict::Mismatch;
        let compared =
            if as_fraction { Comparison { verdict: Verdict::NotApplicable, ..percent } } else { percent };
        let right = Side::computed(
            message!("side-spent-over-budget"),
            How::Share,
            ratio.value.round_dp(4),
            &[executed, adjusted],
        );
        let verdict = form.guard(compared.verdict);
        out.record(
            case(right).noted([quotient(executed, adjusted, ratio)]),
            Comparison { verdict, ..compared },
        );
    }
}

/// D03: the score of the execution rate.
pub(in crate::verify) static EXECUTION_SCORE: Rule =
    Rule { id: "D03", severity: Severity::Warning, check: execution_score };

fn execution_score(book: &Book<'_>, out: &mut Bench<'_>) {
    for form in self_evaluations(book) {
        let Some(points) = form.execution() else { continue };
        let score = points.score;
        let message = message!("form-rate-score", form = form.title());
        let left = Side::of(message!("side-printed-rate-score"), &[score]);
        let case = |right| Case::new(form.record, message, left, right);
        let Some(weight) = points.weight else {
            out.judge(case(Side::default()), Verdict::InsufficientData);
            continue;
        };
        let (executed, adjusted) = amounts(&form);
        if let Some(adjusted) = adjusted.filter(|fact| fact.amount.value.is_zero()) {
            let right = Side::of(message!("side-full-year-budget"), &[adjusted]);
            out.judge(case(right).noted([message!("form-budget-zero")]), Verdict::NotApplicable);
            continue;
        }
        let whole = weight.amount.value;
        let from_amounts = executed.zip(adjusted).and_then(|(part, budget)| {
            let ratio = Ratio::percent(Interval::of(part), Interval::of(budget))?;
            Some((ratio.of(whole)?, vec![weight, part, budget], Some(quotient(part, budget, ratio))))
        });
        let from_rate =
            rate_of(&form).and_then(|rate| Some((Ratio::printed(rate).of(whole)?, vec![weight, rate], None)));
        let tried = [from_amounts, from_rate]
            .into_iter()
            .flatten()
            .map(|(value, facts, note)| (compare_score(&form, score, value), value, facts, note));
        // The first of the best: verdicts are ordered from agreement to doubt.
        let Some((compared, value, facts, note)) = tried.min_by_key(|(compared, ..)| compared.verdict) else {
            out.judge(case(Side::of(message!("side-weight"), &[weight])), Verdict::InsufficientData);
            continue;
        };
        let score = Arg::from(value.value.round_dp(4));
        let reckoned = match (&note, rate_of(&form)) {
            (None, Some(rate)) => {
                message!("form-score-of-printed-rate", weight = whole, rate = rate.amount, score = score)
            }
            _ => message!("form-score-of-rate", weight = whole, score = score),
        };
        let how = if facts.len() == 2 { How::Product } else { How::Rule };
        let right = Side::computed(message!("side-weight-times-rate"), how, value.value.round_dp(4), &facts);
        let verdict = form.guard(compared.verdict);
        out.record(case(right).noted(note).noted([reckoned]), Comparison { verdict, ..compared });
    }
}

/// A score agrees to the finest digits of its form; to its own last digit it is rounded.
fn compare_score(form: &Form<'_>, score: &Fact, value: Ratio) -> Comparison {
    let fine = value.compare(score.amount.value, Decimal::new(5, form.score_scale() + 1));
    if fine.verdict != Verdict::Mismatch {
        return fine;
    }
    let coarse = value.compare(score.amount.value, score.amount.half_step());
    match coarse.verdict {
        Verdict::Mismatch => coarse,
        _ => Comparison { verdict: Verdict::Rounding, ..coarse },
    }
}

/// D06: 资金总额 = 财政拨款 + 上年结转 + 其他资金.
pub(in crate::verify) static FUNDS: Rule = Rule { id: "D06", severity: Severity::Error, check: funds };

const SOURCES: &[Measure] = &[Measure::FiscalAppropriation, Measure::CarryoverIn, Measure::OtherFunds];

fn funds(book: &Book<'_>, out: &mut Bench<'_>) {
    for form in self_evaluations(book) {
        for phase in [Phase::Budget, Phase::Adjusted, Phase::Final] {
            let Some(total) = form.fund(Measure::Total, phase) else { continue };
            let parts: Vec<&Fact> = SOURCES.iter().filter_map(|measure| form.fund(*measure, phase)).collect();
            if parts.is_empty() {
                continue;
            }
            let compared = compare(&[total], &parts);
            // A source that was not read explains a shortfall; it does not explain a surplus.
            let short = compared.difference > Decimal::ZERO
                && (parts.len() < SOURCES.len() || has_other_sources(&form, total));
            let verdict = match compared.verdict {
                Verdict::Mismatch if short => Verdict::InsufficientData,
                verdict => form.guard(verdict),
            };
            out.record(
                Case::new(
                    form.record,
                    message!("form-funds", form = form.title(), phase = phase_words(phase)),
                    Side::of(message!("side-form-total"), &[total]),
                    Side::of(message!("side-sum-of-sources"), &parts),
                ),
                Comparison { verdict, ..compared },
            );
        }
    }
}

/// Whether rows of figures stand among the funds that are no source known here.
fn has_other_sources(form: &Form<'_>, total: &Fact) -> bool {
    let first = total.locator.line();
    let last = form
        .rows
        .iter()
        .filter(|row| row.row_kind == RowKind::Indicator)
        .map(|row| row.locator.line())
        .min()
        .unwrap_or(form.lines().1);
    let inside = |line: u32| first < line && line < last;
    let mut rows = form.record.remarks.iter().filter(|remark| remark.says == Says::LeftOut);
    rows.any(|row| inside(row.locator.line()))
}

const fn phase_words(phase: Phase) -> Message {
    match phase {
        Phase::Budget => message!("side-initial-budget"),
        Phase::Adjusted => message!("side-full-year-budget"),
        Phase::Execution | Phase::Final => message!("side-full-year-spent"),
    }
}
