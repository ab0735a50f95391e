//! D01, D04, D05, D11: weights that must reach 100, a total score that must be the sum of its parts, scores within
//! their weights, and forms in which every score is full. Rows get lost in text extracts, so a shortfall of weights is
//! no finding against a publisher, and a total is only checked where the weights are complete.

use rust_decimal::Decimal;

use super::{Form, forms};
use crate::model::{Arg, Fact, How, Severity, Statement, Verdict, message};
use crate::taxonomy::says;
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Comparison, Rule, compare};

/// D01: Σ分值 = 100.
pub(in crate::verify) static WEIGHTS: Rule = Rule { id: "D01", severity: Severity::Error, check: weights };

fn weights(book: &Book<'_>, out: &mut Bench<'_>) {
    for form in forms(book) {
        let leaves = form.leaves();
        let Some(total) = form.total_weight() else { continue };
        let compared = Comparison { tolerance: Decimal::ZERO, ..compare(&[total], &leaves) };
        // Less than the total: a row was lost in the text. More: the document says so itself.
        let verdict = if compared.difference.is_zero() {
            Verdict::Pass
        } else if compared.difference > Decimal::ZERO {
            Verdict::InsufficientData
        } else {
            form.guard(Verdict::Mismatch)
        };
        if verdict == Verdict::Pass && overfull(&form, total) {
            let full = Decimal::ONE_HUNDRED;
            let left = total.amount.value;
            let compared = Comparison { left, right: full, difference: left - full, ..compared };
            let right = Side::computed(message!("side-weights-should-be-hundred"), How::Rule, full, &leaves);
            let case = Case::new(
                form.record,
                message!("form-weights", form = form.title()),
                Side::of(message!("side-printed-weights"), &[total]),
                right,
            );
            out.record(case, Comparison { verdict: form.guard(Verdict::Mismatch), ..compared });
            continue;
        }
        out.record(
            Case::new(
                form.record,
                message!("form-weights", form = form.title()),
                Side::of(message!("side-printed-weights"), &[total]),
                Side::of(message!("side-sum-of-weights"), &leaves),
            ),
            Comparison { verdict, ..compared },
        );
    }
}

/// Whether a form gives away more than 100 points, by its own total and by its rows. Extra points for more than what was
/// aimed at are beyond the 100, and a scorecard may be of any size.
fn overfull(form: &Form<'_>, total: &Fact) -> bool {
    let extra = |fact: &&Fact| says("extra_points", &fact.subject.name);
    form.statement == Statement::SelfEvaluation
        && total.amount.value > Decimal::ONE_HUNDRED
        && !form.weights().iter().any(extra)
}

/// Scores drop trailing zeros: in a form that prints 9.99, a 15 is 15.00. So every operand has the precision of the
/// finest one. Full marks are what they are: only what was deducted can have been rounded.
fn exact(compared: Comparison, total: &Fact, scores: &[&Fact], full: usize) -> Comparison {
    let scale = scores
        .iter()
        .map(|fact| fact.amount.value.scale())
        .chain([total.amount.value.scale()])
        .max()
        .unwrap_or(0);
    let operands = Decimal::from(scores.len().saturating_sub(full) + 1);
    let tolerance = Decimal::new(5, scale + 1) * operands;
    let verdict = if compared.difference.is_zero() {
        Verdict::Pass
    } else if compared.difference.abs() <= tolerance {
        Verdict::Rounding
    } else {
        Verdict::Mismatch
    };
    Comparison { tolerance, verdict, ..compared }
}

/// D04: 总分 = Σ得分.
pub(in crate::verify) static TOTAL_SCORE: Rule =
    Rule { id: "D04", severity: Severity::Error, check: total_score };

fn total_score(book: &Book<'_>, out: &mut Bench<'_>) {
    for form in forms(book) {
        let Some(total) = form.total_score() else { continue };
        let scores = form.scores();
        if scores.is_empty() {
            continue;
        }
        let full = |points: &&super::Points<'_>| {
            points.weight.is_some_and(|weight| weight.amount.value == points.score.amount.value)
        };
        let pairs = form.pairs();
        let full = pairs.iter().filter(full).count();
        let sum = |scores: &[&'_ Fact]| exact(compare(&[total], scores), total, scores, full);
        // The rate of execution may be scored above the rows, outside the weights and outside the total.
        let weighed = || {
            let weighed: Vec<&Fact> =
                pairs.iter().filter(|points| points.weight.is_some()).map(|points| points.score).collect();
            let agrees = weighed.len() < scores.len() && sum(&weighed).verdict == Verdict::Pass;
            agrees.then_some(weighed)
        };
        let scores = match sum(&scores).verdict {
            Verdict::Mismatch => weighed().unwrap_or(scores),
            _ => scores,
        };
        let compared = sum(&scores);
        let verdict = match compared.verdict {
            _ if !form.is_complete() || form.damaged => Verdict::InsufficientData,
            verdict => verdict,
        };
        out.record(
            Case::new(
                form.record,
                message!("form-total-score", form = form.title()),
                Side::of(message!("side-printed-score"), &[total]),
                Side::of(message!("side-sum-of-scores"), &scores),
            ),
            Comparison { verdict, ..compared },
        );
    }
}

/// D05: 0 ≤ 得分 ≤ 分值.
pub(in crate::verify) static CAPS: Rule = Rule { id: "D05", severity: Severity::Error, check: caps };

fn caps(book: &Book<'_>, out: &mut Bench<'_>) {
    for form in forms(book) {
        for points in form.pairs() {
            cap(&form, points.score, points.weight, out);
        }
        if let (Some(total), Some(weight)) = (form.total_score(), form.total_weight()) {
            cap(&form, total, Some(weight), out);
        }
    }
}

fn cap<'l>(form: &Form<'l>, score: &'l Fact, weight: Option<&'l Fact>, out: &mut Bench<'_>) {
    let name = match score.subject.name.as_str() {
        "" => Arg::from(message!("name-missing")),
        name => Arg::name(name),
    };
    let message = message!("score-and-weight", form = form.title(), name = name);
    let left = Side::of(message!("side-score"), &[score]);
    let Some(weight) = weight else {
        out.judge(Case::new(form.record, message, left, Side::default()), Verdict::InsufficientData);
        return;
    };
    let compared = compare(&[score], &[weight]);
    let within = !score.amount.value.is_sign_negative() || score.amount.value.is_zero();
    let verdict = if within && compared.difference <= Decimal::ZERO {
        Verdict::Pass
    } else {
        form.guard(Verdict::Mismatch)
    };
    out.record(
        Case::new(form.record, message, left, Side::of(message!("side-weight"), &[weight])),
        Comparison { tolerance: Decimal::ZERO, verdict, ..compared },
    );
}

/// D11: every indicator has full marks.
pub(in crate::verify) static ALL_FULL: Rule = Rule { id: "D11", severity: Severity::Info, check: all_full };

fn all_full(book: &Book<'_>, out: &mut Bench<'_>) {
    for form in forms(book).into_iter().filter(|form| form.statement == Statement::SelfEvaluation) {
        let mut scores = Vec::new();
        let mut weights = Vec::new();
        for (_, points) in form.scored_rows() {
            if let Some(weight) = points.weight.filter(|weight| weight.amount.value > Decimal::ZERO) {
                scores.push(points.score);
                weights.push(weight);
            }
        }
        if scores.len() < 2 {
            continue;
        }
        let full = scores.iter().zip(&weights).all(|(s, w)| s.amount.value == w.amount.value);
        let secret = form.rows.iter().any(|row| says("secret", &row.actual));
        let verdict = if !full {
            Verdict::Pass
        } else if secret {
            Verdict::NotApplicable
        } else if form.damaged || !form.is_complete() {
            Verdict::InsufficientData
        } else {
            Verdict::Mismatch
        };
        let note =
            (verdict == Verdict::Mismatch).then(|| message!("all-scores-are-full", count = scores.len()));
        out.judge(
            Case::new(
                form.record,
                message!("all-full", form = form.title()),
                Side::of(message!("side-sum-of-indicator-scores"), &scores),
                Side::of(message!("side-sum-of-weights"), &weights),
            )
            .noted(note),
            verdict,
        );
    }
}
