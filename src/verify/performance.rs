//! D01, D04: weights that must reach 100, and a total score that must be the sum of its parts. Rows get lost in text
//! extracts, so a shortfall of weights is no finding against a publisher, and a total is only checked where the
//! weights are complete.

use rust_decimal::Decimal;

use super::bench::{Case, Side};
use super::rule::{CONTRADICTION, FORMS};
use super::{Bench, Book, Comparison, Rule, Table, compare};
use crate::model::{Fact, Measure, Scheme, Severity, Statement, Verdict};

/// The facts of one form: a self-evaluation of one project, or a scorecard.
struct Form<'l> {
    name: String,
    weights: Vec<&'l Fact>,
    scores: Vec<&'l Fact>,
    total_weight: Option<&'l Fact>,
    total_score: Option<&'l Fact>,
}

/// Cuts the weights and scores of a table into forms; each ends with its total row.
fn forms<'l>(table: &Table<'l>) -> Vec<Form<'l>> {
    let mut facts: Vec<&Fact> =
        table.facts.iter().copied().filter(|fact| fact.subject.scheme == Scheme::Indicator).collect();
    facts.sort_by_key(|fact| fact.locator.order());
    let mut forms = Vec::new();
    let empty = || Form {
        name: String::new(),
        weights: Vec::new(),
        scores: Vec::new(),
        total_weight: None,
        total_score: None,
    };
    let mut open = empty();
    for fact in facts {
        match (fact.measure, fact.subject.code.as_str()) {
            (Measure::Weight, "all") => open.total_weight = Some(fact),
            (Measure::Score, "all") => {
                open.total_score = Some(fact);
                forms.push(std::mem::replace(&mut open, empty()));
            }
            (Measure::Weight, _) => {
                if let Some(project) = fact.subject.ancestors.first().filter(|_| open.name.is_empty()) {
                    open.name = project.to_string();
                }
                open.weights.push(fact);
            }
            (Measure::Score, _) => open.scores.push(fact),
            _ => {}
        }
    }
    forms
}

impl<'l> Form<'l> {
    /// The weights that carry scores: of a tree only its leaves. Weights of groups have no score in their row.
    fn leaves(&self) -> Vec<&'l Fact> {
        let scored = |weight: &&&Fact| {
            self.scores.iter().any(|score| {
                score.locator.line() == weight.locator.line() && score.subject.name == weight.subject.name
            })
        };
        self.weights.iter().filter(scored).copied().collect()
    }

    /// Whether the weights of the leaves reach the printed total, or 100.
    fn is_complete(&self) -> bool {
        let sum: Decimal = self.leaves().iter().map(|fact| fact.amount.value).sum();
        sum == self.total_weight.map_or(Decimal::ONE_HUNDRED, |total| total.amount.value)
    }
}

fn forms_of<'b, 'l>(book: &'b Book<'l>) -> impl Iterator<Item = (&'b Table<'l>, Form<'l>)> {
    book.tables
        .iter()
        .filter(|table| matches!(table.statement, Statement::SelfEvaluation | Statement::Scorecard))
        .flat_map(|table| forms(table).into_iter().map(move |form| (table, form)))
}

fn title(table: &Table<'_>, form: &Form) -> String {
    if form.name.is_empty() || table.statement == Statement::Scorecard {
        table.title.to_string()
    } else {
        format!("“{}”自评表", form.name)
    }
}

/// D01: Σ分值 = 100.
pub(super) static WEIGHTS: Rule = Rule {
    id: "D01",
    title: "分值合计",
    formula: "各指标分值与预算执行率分值之和 = 100",
    severity: Severity::Error,
    source: FORMS,
    due: "每一张绩效自评表、每一张评分表：印有分值合计的",
    caution: "从正文提取的表容易丢行：分值不足 100 的，记为资料不足，不算不一致。",
    asks: CONTRADICTION,
    check: weights,
};

fn weights(book: &Book<'_>, out: &mut Bench<'_>) {
    for (table, form) in forms_of(book) {
        let leaves = form.leaves();
        let Some(total) = form.total_weight else { continue };
        let compared = Comparison { tolerance: Decimal::ZERO, ..compare(&[total], &leaves) };
        // Less than the total: a row was lost in the text. More: the document says so itself.
        let verdict = if compared.difference.is_zero() {
            Verdict::Pass
        } else if compared.difference > Decimal::ZERO || table.damaged {
            Verdict::InsufficientData
        } else {
            Verdict::Mismatch
        };
        out.record(
            Case::within(
                table,
                format!("{}：分值合计", title(table, &form)),
                Side::of("印出的分值合计", &[total]),
                Side::of("各指标分值之和", &leaves),
            ),
            Comparison { verdict, ..compared },
        );
    }
}

/// Scores drop trailing zeros: in a form that prints 9.99, a 15 is 15.00. So every operand has the precision of the
/// finest one.
fn exact(compared: Comparison, total: &Fact, scores: &[&Fact]) -> Comparison {
    let scale = scores
        .iter()
        .map(|fact| fact.amount.value.scale())
        .chain([total.amount.value.scale()])
        .max()
        .unwrap_or(0);
    let operands = Decimal::from(scores.len() + 1);
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
pub(super) static TOTAL_SCORE: Rule = Rule {
    id: "D04",
    title: "总分",
    formula: "总分 = 各指标得分与预算执行率得分之和（仅在分值合计无误时核对）",
    severity: Severity::Error,
    source: FORMS,
    due: "每一张绩效自评表、每一张评分表：印有总分的",
    caution: "分值合计不完整的表不核对总分。得分常省去末尾的零，所以按表内最细的位数计尾差。",
    asks: CONTRADICTION,
    check: total_score,
};

fn total_score(book: &Book<'_>, out: &mut Bench<'_>) {
    for (table, form) in forms_of(book) {
        let Some(total) = form.total_score else { continue };
        if form.scores.is_empty() {
            continue;
        }
        let compared = exact(compare(&[total], &form.scores), total, &form.scores);
        let verdict = match compared.verdict {
            _ if !form.is_complete() || table.damaged => Verdict::InsufficientData,
            verdict => verdict,
        };
        out.record(
            Case::within(
                table,
                format!("{}：总分与各项得分之和", title(table, &form)),
                Side::of("印出的总分", &[total]),
                Side::of("各项得分之和", &form.scores),
            ),
            Comparison { verdict, ..compared },
        );
    }
}
