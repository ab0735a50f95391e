//! What an amount is of by the account that it stands in: 财政拨款 among incomes is income, 支出总计 behind 财政拨款收入总计 is the
//! spending of the same money, and 本年合计 under 收入 is the income of the year.

use crate::model::{Measure, Phase, Role, Scope};
use crate::taxonomy::{WordClass, says_last};

use super::clause::Before;
use super::figure::Bound;
use super::measure::{self, Reading, has};
use super::reader::{Part, Reader};
use super::state::Heading;
use super::subject::{Subject, item_of};
use super::token::{Kind, Measured, When};
use super::write;

/// Whether a subject is a whole income.
fn is_income(subject: &Subject) -> bool {
    matches!(subject.code(), "total_income" | "budget_income" | "year_income")
}

impl Reader<'_> {
    /// 收入合计5万元，其中财政拨款4万元（80%）: a percentage in a bracket is the share of the amount before it, where it comes to
    /// just that.
    pub(super) fn share_beside(&self, part: &Part<'_>, at: usize, unit: Measured) -> Option<Reading> {
        let alone = at > 0
            && part.tokens[at - 1].is_mark('(')
            && part.tokens.get(at + 1).is_some_and(|next| next.is_mark(')'));
        let Kind::Number { value: share, .. } = part.tokens[at].kind else { return None };
        if !alone || unit != Measured::Percent {
            return None;
        }
        let amount = self.state.stated.last().filter(|stated| stated.total && stated.sentence == self.nth)?;
        let whole = self.state.sentence.whole?;
        let whole = self.state.stated.iter().rev().find(|stated| stated.at == whole)?;
        measure::is_share(amount.value, whole.value, share)
            .then_some(Reading { measure: Measure::Share, negative: false })
    }

    /// Gives an amount the name that its account gives it, or takes one that the account forbids.
    pub(super) fn by_account(&self, part: &Part<'_>, before: &Before, reading: Reading, bound: &mut Bound) {
        if bound.role != Role::Statement {
            return;
        }
        // 一般公共预算收入8亿元 of a whole area is no appropriation of a body.
        let of_area = self.context.identity.scope == Some(Scope::Region)
            && bound
                .subject
                .item()
                .is_some_and(|word| matches!(word.code, "general_public" | "gov_fund" | "state_capital"));
        // 年初预算数5万元 in the evaluation of a project: that project's.
        let of_project = self.of_project && !bound.own && bound.subject.code() == "project";
        if of_area || of_project {
            bound.subject = Subject::Other(write::words(&bound.subject));
            bound.certain = false;
            return;
        }
        if reading.measure != Measure::Total {
            return;
        }
        let sentence = &self.state.sentence;
        let year_alone = before.clause.iter().any(|at| part.tokens[*at].kind == Kind::When(When::Current))
            && has(&part.tokens, &before.clause, WordClass::Total)
            && self.frame.phase() == Phase::Final
            && !before
                .clause
                .iter()
                .any(|at| part.tokens[*at].word().is_some_and(|word| word.class == WordClass::Item));
        // 1.财政拨款收入5万元。…总支出8万元: an item of a list is no heading.
        let heading = self.state.sections.iter().rev().find_map(|(_, heading, words)| match heading {
            Heading::Of(subject) => Some((subject.code(), !words.is_empty())),
            _ => None,
        });
        let of_fiscal = matches!(heading, Some(("fiscal_appropriation" | "fiscal_income", true)));
        let code = match bound.subject.code() {
            "fiscal_appropriation" => {
                let whole = [self.state.whole(), sentence.list.first(), self.state.section()];
                // 财政预算拨款, 政府预算拨款 are columns of their own.
                let plain = bound
                    .subject
                    .item()
                    .is_some_and(|word| says_last("appropriation_column", &word.text).is_none());
                let income = plain && whole.into_iter().flatten().next().is_some_and(is_income);
                income.then_some("fiscal_income")
            }
            // 收入总计5万元 under 财政拨款: of that money.
            "total_income" | "year_income" if of_fiscal => Some("fiscal_income"),
            "total_expenditure" | "year_expenditure" if of_fiscal => Some("fiscal_expenditure"),
            "total_expenditure" | "year_expenditure" => {
                // 财政拨款收入总计5万元，2022年度总支出8万元: where it is said when, or whose, the account is another.
                let bare = before.lead.is_empty()
                    && before.clause.iter().all(|at| {
                        part.tokens[*at]
                            .word()
                            .is_some_and(|word| matches!(word.class, WordClass::Item | WordClass::Fill))
                    });
                let fiscal = bare
                    && sentence.list.last().is_some_and(|last| last.code() == "fiscal_income")
                    && !sentence.list.iter().any(is_income);
                fiscal.then_some("fiscal_expenditure")
            }
            _ => None,
        };
        let code = code.or(match bound.subject.code() {
            "total_income" if year_alone => Some("year_income"),
            "total_expenditure" if year_alone => Some("year_expenditure"),
            _ => None,
        });
        if let Some(word) = code.and_then(item_of) {
            bound.subject = Subject::Item(word, write::words(&bound.subject));
        }
    }
}
