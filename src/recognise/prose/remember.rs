//! What a figure leaves behind: the subject that the next ones may be of, the list that they may follow, what was stated.

use crate::model::{Base, Measure, Phase, Role};

use super::figure::Bound;
use super::measure::Reading;
use super::reader::Reader;
use super::state::Stated;
use super::token::When;

/// How many figures back a change, a rate or a part finds what it is reckoned from.
const FARTHEST: usize = 64;
/// A list of more members is none that figures follow in turn.
const LONGEST_LIST: usize = 32;

/// How a figure stands beside others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Aside {
    /// It is only what another is measured against.
    pub(super) aside: bool,
    /// It is what is left of an amount.
    pub(super) rest: bool,
    /// It is a member of a list in one breath: 接待费3万元、会议费2万元.
    pub(super) listed: bool,
    /// Its printed value.
    pub(super) value: rust_decimal::Decimal,
}

impl Reader<'_> {
    /// Keeps what a figure said.
    pub(super) fn remember(
        &mut self,
        at: u32,
        bound: &Bound,
        reading: Reading,
        (year, phase): (i32, Phase),
        Aside { aside, rest, listed, value }: Aside,
    ) {
        let frame = self.frame;
        let nth = self.nth;
        let state = &mut self.state;
        state.told = true;
        state.sentence.rest = rest;
        if rest {
            state.sentence.figures += 1;
            return;
        }
        let sentence = &mut state.sentence;
        sentence.figures += 1;
        sentence.counted = None;
        sentence.lost = matches!(bound.subject, super::subject::Subject::Other(_));
        sentence.shared = (reading.measure == Measure::Share && bound.own && bound.subject.is_known())
            .then(|| bound.subject.clone());
        sentence.named_item = None;
        if let Some(fund) = bound.qualifiers.iter().find(|subject| super::figure::is_narrow(subject)) {
            sentence.fund = Some(fund.clone());
        }
        let total = reading.measure == Measure::Total;
        sentence.money = total || reading.measure == Measure::ChangeAmount;
        if matches!(reading.measure, Measure::ChangeAmount | Measure::ChangePct) {
            sentence.sign = Some(reading.negative);
            if bound.role == Role::Statement {
                let of_year = sentence.comparison.as_ref().and_then(|comparison| comparison.when);
                let prior = matches!(of_year, Some(When::Prior | When::Last | When::Year(_)));
                sentence.changed[usize::from(!prior)] = true;
            }
        }
        if bound.role != Role::Statement {
            return;
        }
        // 收、支总计各减少2万元，下降3%: what changed was named behind the list.
        if !total && bound.own && bound.subject.is_known() {
            sentence.listed = false;
        }
        let reference = total && (year != frame.year || phase != frame.phase());
        // 收入5万元，全部为财政拨款5万元，同比增加1万元: what was said to be all of an amount is not what the text goes on with.
        let same = sentence.same && total && sentence.current.is_some();
        if !same && (total || bound.own && bound.subject.is_known()) {
            sentence.current = Some(bound.subject.clone());
            if state.topic.is_none() {
                state.topic = Some(bound.subject.clone());
            }
        }
        // What the first amount of a document is of governs amounts that name nothing: 全年安排79万元.
        if state.root.is_none() && !state.begun && total && bound.subject.code() == "three_public" {
            state.root = Some(bound.subject.clone());
        }
        state.begun = true;
        if total && !reference && bound.subject.item().is_some_and(super::subject::is_whole) {
            let code = bound.subject.code();
            state.sides[usize::from(code.ends_with("expenditure"))] = Some(code);
        }
        sentence.run = match total {
            true if aside || sentence.current.as_ref() == Some(&bound.subject) => sentence.run,
            true => sentence.run + 1,
            // What is said of nobody knows which leaves the question open for the next.
            false if !bound.subject.is_known() => sentence.run,
            false => 0,
        };
        if total {
            sentence.listed = listed;
            if reference {
                sentence.comparison = None;
                sentence.reference = match (year < frame.year, phase) {
                    (true, Phase::Budget | Phase::Adjusted) => Some(Base::PriorBudget),
                    (true, _) => Some(Base::PriorFinal),
                    (false, Phase::Budget) => Some(Base::Initial),
                    (false, Phase::Adjusted) => Some(Base::Adjusted),
                    (false, _) => None,
                };
            } else if sentence.depth == 0
                && sentence.list.len() < LONGEST_LIST
                && !sentence.list.contains(&bound.subject)
            {
                sentence.list.push(bound.subject.clone());
            }
            if !aside && (!reference || phase != frame.phase()) {
                sentence.phase = Some(phase);
            }
            if year == frame.year {
                sentence.year = Some(year);
            }
        }
        state.stated.push(Stated {
            at,
            subject: bound.subject.clone(),
            value,
            phase: Some(phase),
            year,
            sentence: nth,
            total,
            measure: reading.measure,
            aside,
        });
        if state.stated.len() >= 2 * FARTHEST {
            state.stated.drain(..FARTHEST);
        }
    }
}
