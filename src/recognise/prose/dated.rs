//! Year and phase of a figure within what its sentence has stated.

use crate::model::{Measure, Phase};
use crate::taxonomy::{Edge, WordClass, is_of_class};

use super::clause::Before;
use super::measure::{self, Reading};
use super::reader::{Part, Reader};
use super::subject::Subject;
use super::token::{Kind, Stage, Token, When};
use super::when;

impl Reader<'_> {
    /// Year and phase of an amount.
    pub(super) fn when_of_total(
        &self,
        part: &Part<'_>,
        before: &Before,
        at: usize,
        subject: &Subject,
    ) -> (i32, Phase) {
        let sentence = &self.state.sentence;
        if let Some((when, stage)) = sentence.dealt {
            let year = when.map_or(sentence.year.unwrap_or(self.frame.year), |when| self.frame.year_of(when));
            let other = if year == self.frame.year { self.frame.phase() } else { Phase::Final };
            return (year, stage.map_or(other, when::phase_of));
        }
        if let Some(stage) = measure::stage_behind(&part.tokens, at) {
            return (self.frame.year, when::phase_of(stage));
        }
        // The figure that a comparison is made with.
        if let Some((comparison, behind)) = measure::compared(&part.tokens, &before.clause) {
            let year = comparison.when.map_or(self.frame.year, |when| self.frame.year_of(when));
            let stage = comparison.stages.first().copied().or_else(|| when::staged(&part.tokens, behind));
            return (year, stage.map_or(self.frame.phase(), when::phase_of));
        }
        // 调整为500万元
        if measure::last_meant(&part.tokens, &before.clause)
            .and_then(Token::word)
            .is_some_and(|word| word.class == WordClass::To && word.text.starts_with("调整"))
        {
            return (self.frame.year, Phase::Adjusted);
        }
        let stage = when::staged(&part.tokens, &before.clause).or_else(|| {
            let own = before.lead.iter().filter(|clause| !quotes_law(&part.tokens, clause));
            own.into_iter().find_map(|clause| when::staged(&part.tokens, clause))
        });
        let named = when::named(&part.tokens, &before.clause)
            .or_else(|| before.lead.iter().find_map(|clause| when::named(&part.tokens, clause)))
            .map(|when| match when {
                When::Last if self.state.now || self.stated_now(subject) => When::Prior,
                when => when,
            });
        if let Some(led) = self.led(&part.tokens, before, at).filter(|_| stage.is_none() && named.is_none()) {
            return led;
        }
        let stage = stage.or_else(|| set_aside(&part.tokens, before, at).then_some(Stage::Budget));
        let own = self.own_phase(named.map(|when| self.frame.year_of(when)));
        // The parts of an amount are of its year and stage: 2012年执行数5万元。其中，公务接待费2万元.
        if let Some((year, phase)) = sentence.carried.filter(|_| stage.is_none() && named.is_none()) {
            return (year, phase);
        }
        let framed = self.state.framed().map(|(year, _)| year);
        let year = named
            .map(|when| self.frame.year_of(when))
            .or(sentence.year)
            .or(framed)
            .unwrap_or(self.frame.year);
        let phase = match stage {
            // What was executed in the account's own year is its final amount.
            Some(Stage::Execution) if year == self.frame.year && own == Phase::Final => own,
            Some(stage) => when::phase_of(stage),
            None if matches!(subject.code(), "budget_income" | "budget_expenditure")
                && own == Phase::Budget =>
            {
                Phase::Budget
            }
            None => {
                // 支出 behind an amount of the budget is what was spent.
                let spent = before.clause.iter().any(|at| {
                    part.tokens[*at]
                        .word()
                        .filter(|word| word.class == WordClass::Fill || word.edge == Edge::Label)
                        .is_some_and(|word| {
                            word.text.ends_with("支出") || word.text == "支" || word.text.starts_with("实际")
                        })
                });
                // Where the sentence has stated its own amount, an amount of the budget was said beside it.
                let stated = self.stated_own();
                match sentence.phase.filter(|_| !stated) {
                    Some(Phase::Budget | Phase::Adjusted)
                        if own == Phase::Final && !spent && named.is_none() =>
                    {
                        sentence.phase.unwrap_or(own)
                    }
                    _ => own,
                }
            }
        };
        // 2022年批准的预算5万元。执行中全年实际支出4万元 in a budget of 2023: spent in the year that was spoken of; its own is not over.
        let spent_before = phase == Phase::Final
            && self.frame.phase() == Phase::Budget
            && named.is_none()
            && sentence.year.is_none()
            && framed.is_none();
        let spoken = self.state.stated.iter().rev().find(|stated| stated.total && !stated.aside);
        match spoken.filter(|stated| spent_before && stated.year < self.frame.year) {
            Some(stated) => (stated.year, phase),
            None => (year, phase),
        }
    }

    /// The stage of amounts of which none is said: that of the heading for those of its year, else the document's.
    fn own_phase(&self, named: Option<i32>) -> Phase {
        let own = self.frame.phase();
        match self.state.framed() {
            Some((year, Some(phase))) if named.is_none_or(|named| named == year) => phase,
            _ => own,
        }
    }

    /// 2011年预算9万元，接待费4万元、用车费5万元 in a paper of 2010: amounts behind one of another year are of its year, and in a budget
    /// those behind what was spent are of the account, as long as the sentence has stated none of the document's own.
    fn led(&self, tokens: &[Token], before: &Before, at: usize) -> Option<(i32, Phase)> {
        let own = (self.frame.year, self.frame.phase());
        let last = self.state.stated.last()?;
        let phase = last.phase.filter(|_| last.total && !last.aside && last.sentence == self.nth)?;
        let other = last.year != own.0 || phase == Phase::Final && own.1 == Phase::Budget;
        let between = || tokens[..at].iter().rev().take_while(|token| !token.is_figure());
        let count = |mark: char| between().filter(|token| token.is_mark(mark)).count();
        // 接待费（含外事接待）5万元: a bracket that is closed again parts nothing.
        let parted = count(';') > 0 || count('(') != count(')');
        // 由上年的5万元减至3万元: what a change ends at is the document's own.
        let turned =
            [WordClass::To, WordClass::From].iter().any(|class| measure::has(tokens, &before.clause, *class));
        let free = other && !turned && !parted && self.state.sentence.depth == 0 && !self.stated_own();
        free.then_some((last.year, phase))
    }

    /// Whether the sentence has stated an amount of the document's own year and phase.
    fn stated_own(&self) -> bool {
        self.state
            .stated
            .iter()
            .rev()
            .take_while(|stated| stated.sentence == self.nth)
            .any(|stated| stated.total && !stated.aside && self.is_own(stated))
    }

    /// Whether the sentence has stated what a subject came to in the document's own year: then 去年 is the one before.
    fn stated_now(&self, subject: &Subject) -> bool {
        let stated = self.state.stated.iter().rev().take_while(|stated| stated.sentence == self.nth);
        stated.filter(|stated| stated.total).any(|stated| stated.subject == *subject && self.is_own(stated))
    }

    /// Whether an amount is of the document's own year and phase.
    pub(super) fn is_own(&self, stated: &super::state::Stated) -> bool {
        (stated.year, stated.phase) == (self.frame.year, Some(self.frame.phase()))
    }

    /// Year and phase of an amount, where a clause that encloses the sentence names the year: 在2015年预算中，…
    pub(super) fn enclosed(&self, part: &Part<'_>, before: &Before) -> bool {
        let encloses = |clause: &Vec<usize>| {
            let inside = clause.last().and_then(|last| part.tokens[*last].word());
            inside.is_some_and(|word| is_of_class("inside", &word.text))
                && when::named(&part.tokens, clause).is_some()
        };
        self.state.sentence.depth == 0
            && when::named(&part.tokens, &before.clause).is_none()
            && before.lead.iter().any(encloses)
    }

    /// Year and phase of a change, a share or a rate: the document's own.
    pub(super) fn when_of_rest(&self, part: &Part<'_>, before: &Before, reading: Reading) -> (i32, Phase) {
        // Under the heading of another year, where the sentence names none of its own.
        if let Some((year, Some(phase))) = self.state.framed()
            && self.state.sentence.year.is_none()
            && self.state.sentence.named.is_none_or(|when| self.frame.year_of(when) == year)
        {
            return (year, phase);
        }
        let changes = matches!(reading.measure, Measure::ChangeAmount | Measure::ChangePct);
        if let Some(other) = self.earlier().or_else(|| self.spent()).filter(|_| changes) {
            return other;
        }
        let year = match reading.measure {
            Measure::ChangeAmount | Measure::ChangePct => {
                when::year_of_change(&self.state.sentence, self.frame)
            }
            _ => self.state.sentence.year.unwrap_or(self.frame.year),
        };
        // 与2010年决算相比，2011年预算减少1万元: the clause says of what year and stage it is what changes.
        let of_budget = matches!(
            when::staged(&part.tokens, &before.clause),
            Some(super::token::Stage::Initial | super::token::Stage::Budget)
        );
        let of_a_year = when::named(&part.tokens, &before.clause).is_some();
        if changes && of_budget && of_a_year && reading.measure != Measure::ExecutionRate {
            return (year, Phase::Budget);
        }
        (year, self.phase_of_rest(year))
    }

    /// 2011年决算6万元，较2010年减少1万元 in a paper of 2012: another year with its own year before.
    fn earlier(&self) -> Option<(i32, Phase)> {
        let comparison = self.state.sentence.comparison.as_ref().or(self.comparison.as_ref())?;
        let Some(When::Year(base)) = comparison.when else { return None };
        let last =
            self.state.stated.iter().rev().find(|stated| stated.total && stated.sentence == self.nth)?;
        let own = !last.aside && last.year != self.frame.year && last.year == base + 1;
        last.phase.filter(|_| own).map(|phase| (last.year, phase))
    }

    /// 预算5万元，实际支出4万元，比预算减少1万元 in a paper about a budget: what was spent is compared with its own budget.
    fn spent(&self) -> Option<(i32, Phase)> {
        let comparison = self.state.sentence.comparison.as_ref()?;
        let stage = comparison.stages.first().copied()?;
        // 比当年预算: of the year that was spoken of.
        let of_it = matches!(comparison.when, None | Some(When::Current));
        let own_budget = of_it && when::phase_of(stage) == Phase::Budget;
        let last =
            self.state.stated.iter().rev().find(|stated| stated.total && stated.sentence == self.nth)?;
        let spent = last.phase == Some(Phase::Final) && self.frame.phase() == Phase::Budget;
        (own_budget && spent && !last.aside).then_some((last.year, Phase::Final))
    }

    /// The stage of the last amount of a budget that the sentence states.
    pub(super) fn stated_budget(&self) -> Option<Phase> {
        let of_budget = |stated: &&super::state::Stated| {
            stated.total
                && stated.sentence == self.nth
                && matches!(stated.phase, Some(Phase::Budget | Phase::Adjusted))
        };
        self.state.stated.iter().rev().find(of_budget).and_then(|stated| stated.phase)
    }

    /// Where the sentence states amounts of the budget alone, its changes are of the budget.
    pub(super) fn phase_of_rest(&self, year: i32) -> Phase {
        let own = self.frame.phase();
        let mut totals = self
            .state
            .stated
            .iter()
            .filter(|stated| stated.total && stated.sentence == self.nth && stated.year == year);
        let first = totals.next().and_then(|stated| stated.phase);
        let alike = first.filter(|phase| totals.all(|stated| stated.phase == Some(*phase)));
        let compared =
            self.state.sentence.comparison.as_ref().and_then(|comparison| comparison.stages.first());
        let with_budget = compared.is_none_or(|stage| when::phase_of(*stage) == Phase::Budget);
        alike
            .filter(|phase| *phase == Phase::Budget && with_budget && self.state.sentence.reference.is_none())
            .unwrap_or(own)
    }
}

/// 安排三公经费5万元，实际支出4万元: what was set aside before it is said what was spent is the budget.
fn set_aside(tokens: &[Token], before: &Before, at: usize) -> bool {
    let aside = |at: &usize| tokens[*at].word().is_some_and(|word| is_of_class("set_aside", &word.text));
    let mut next = tokens[at + 1..].iter().take_while(|token| !token.is_figure()).peekable();
    let parted = next.next_if(|token| matches!(token.kind, Kind::Mark(',' | ';' | '、'))).is_some();
    let spent = |token: &Token| {
        token.word().is_some_and(|word| {
            word.class == WordClass::Phase && word.code == "final"
                || word.class == WordClass::Fill && word.text.starts_with("实际")
        })
    };
    let says = |token: &&Token| {
        token.word().is_some_and(|word| {
            matches!(word.class, WordClass::Fill | WordClass::Phase) || word.edge == Edge::Label
        })
    };
    let clause: Vec<&Token> = next.collect();
    before.clause.iter().any(aside)
        && parted
        && clause.iter().all(says)
        && clause.iter().any(|token| spent(token))
}

/// Whether a clause names a law or a paper by its title: 根据《中华人民共和国预算法》 is no stage of a budget.
fn quotes_law(tokens: &[Token], clause: &[usize]) -> bool {
    let (Some(first), Some(last)) = (clause.first(), clause.last()) else { return false };
    tokens[first.saturating_sub(1)..=*last].iter().any(|token| token.is_mark('《'))
}
