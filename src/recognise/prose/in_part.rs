//! Figures of a part of the year, and what the first words of a document announce.

use crate::model::{Measure, Phase, Role};
use crate::taxonomy::WordClass;

use super::clause::Before;
use super::figure::Bound;
use super::measure::{self, Reading};
use super::period::Part as OfYear;
use super::reader::{Part, Reader};
use super::subject::{Found, Subject};
use super::token::Stage;
use super::{when, write};

impl Reader<'_> {
    /// 出国（境）：没有安排，留0万元: what the words before the colon name that opens a sentence is what the sentence speaks of, whatever stands
    /// between it and the amount.
    pub(super) fn opened(&self, part: &Part<'_>, before: &Before) -> Option<Subject> {
        let around = self.around(part, before);
        let opening = before.lead.last()?;
        let colon = part.tokens.get(opening.last()? + 1).is_some_and(|token| token.is_mark(':'));
        match around.find(opening) {
            Found::Subject(subject, _) if colon => Some(subject),
            _ => None,
        }
    }

    /// The part of the year that a figure is of.
    pub(super) fn part_of_year(&self, part: &Part<'_>, before: &Before, reading: Reading) -> Option<OfYear> {
        let tokens = &part.tokens;
        let says = |word: &str| {
            before.clause.iter().any(|at| tokens[*at].word().is_some_and(|one| one.text.contains(word)))
        };
        // 本月支出1万元，本年累计支出9万元
        if says("累计") && (self.state.in_part || self.state.part().is_some()) {
            return Some(OfYear::Cumulative);
        }
        let named = measure::position(tokens, &before.clause, WordClass::Month)
            .and_then(|at| tokens[before.clause[at]].word())
            .map(|word| OfYear::of_word(word.code));
        // 年初预算 and 全年预算 are of the whole year wherever they stand.
        let whole = named.is_none()
            && reading.measure == Measure::Total
            && (says("全年")
                || says("年初")
                || matches!(when::staged(tokens, &before.clause), Some(Stage::Initial | Stage::Adjusted)));
        named.or(self.state.sentence.part).filter(|_| !whole)
    }

    /// A figure of a part of the year is known by its measure and stage, and no other is reckoned from it. What has no such
    /// measure, and what a budget says of a part of its year, has its printed name and no code.
    pub(super) fn of_part(&mut self, of_year: OfYear, reading: Reading, bound: &mut Bound) -> Option<OfYear> {
        let told =
            of_year.measure().is_some() && self.frame.phase() == Phase::Final && bound.subject.is_known();
        if bound.role == Role::Statement {
            let total = reading.measure == Measure::Total;
            if total || bound.own && bound.subject.is_known() {
                self.state.sentence.current = Some(bound.subject.clone());
                if self.state.topic.is_none() {
                    self.state.topic = Some(bound.subject.clone());
                }
            }
            if !told {
                bound.subject = Subject::Other(write::words(&bound.subject));
            }
            bound.role = Role::Reference;
            bound.certain = false;
        }
        Some(of_year).filter(|_| told)
    }
}
