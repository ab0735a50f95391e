//! Year, phase and base of a figure: from its clause, else from what its sentence has said, else the document's.

use crate::model::{Base, Kind as DocumentKind, Phase};

use super::compare::stage;
use super::state::Sentence;
use super::token::{Comparison, Kind, Stage, Token, When};

/// What the document says of itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// Its fiscal year.
    pub(super) year: i32,
    /// Its main kind.
    pub(super) kind: Option<DocumentKind>,
}

impl Frame {
    /// The phase that its own figures belong to.
    pub(super) fn phase(self) -> Phase {
        match self.kind {
            Some(DocumentKind::Budget | DocumentKind::PerformanceTarget) => Phase::Budget,
            _ => Phase::Final,
        }
    }

    /// The year that a word means.
    pub(super) fn year_of(self, when: When) -> i32 {
        match when {
            When::Year(year) => year,
            When::Current => self.year,
            When::Prior => self.year - 1,
            // A report on a final account is of the year after.
            When::Last if self.phase() == Phase::Final => self.year,
            When::Last => self.year - 1,
        }
    }
}

/// The phase that a stage means.
pub(super) fn phase_of(stage: Stage) -> Phase {
    match stage {
        Stage::Initial | Stage::Budget => Phase::Budget,
        Stage::Adjusted => Phase::Adjusted,
        Stage::Execution => Phase::Execution,
        Stage::Final => Phase::Final,
    }
}

/// The last year that tokens name outside a comparison. 当年 right behind a year is that year.
pub(super) fn named(tokens: &[Token], at: &[usize]) -> Option<When> {
    let when = |at: usize| match tokens[at].kind {
        Kind::When(when) => Some(when),
        _ => None,
    };
    let last = at.iter().rposition(|at| when(*at).is_some())?;
    let before = last.checked_sub(1).and_then(|before| when(at[before]));
    match (before, when(at[last])) {
        (Some(When::Year(year)), Some(When::Current)) if at[last] == at[last - 1] + 1 => {
            Some(When::Year(year))
        }
        (_, found) => found,
    }
}

/// The last stage that tokens name outside a comparison.
pub(super) fn staged(tokens: &[Token], at: &[usize]) -> Option<Stage> {
    at.iter().rev().find_map(|at| stage(&tokens[*at]))
}

/// Which of two base years: the year before, or the figure's own; `None` for any other.
fn is_prior(comparison: &Comparison, year: i32) -> Option<bool> {
    match comparison.when {
        Some(When::Prior | When::Last) => Some(true),
        Some(When::Year(base)) if base + 1 == year => Some(true),
        Some(When::Year(base)) => (base == year).then_some(false),
        Some(When::Current) | None => Some(false),
    }
}

/// The base that a comparison names, for a figure of a year and phase.
pub(super) fn base(comparison: &Comparison, stage: Option<Stage>, year: i32, phase: Phase) -> Option<Base> {
    if is_prior(comparison, year)? {
        return Some(match stage {
            Some(Stage::Initial | Stage::Budget | Stage::Adjusted) => Base::PriorBudget,
            Some(Stage::Final | Stage::Execution) => Base::PriorFinal,
            // Like is compared with like.
            None if phase == Phase::Budget => Base::PriorBudget,
            None => Base::PriorFinal,
        });
    }
    match stage? {
        Stage::Initial => Some(Base::Initial),
        // 比预算数: in a budget it is that of the year before.
        Stage::Budget if phase == Phase::Budget => Some(Base::PriorBudget),
        Stage::Budget => Some(Base::Initial),
        Stage::Adjusted => Some(Base::Adjusted),
        Stage::Execution | Stage::Final => None,
    }
}

/// The base of a change: the last comparison's, or that of a stated figure of another year or phase.
pub(super) fn base_of(sentence: &Sentence, year: i32, phase: Phase) -> Option<Base> {
    if let Some(comparison) = &sentence.comparison {
        return base(comparison, comparison.stages.first().copied(), year, phase);
    }
    sentence.reference
}

/// The year of a change: the latest that the sentence states for its own figures.
pub(super) fn year_of_change(sentence: &Sentence, frame: Frame) -> i32 {
    match sentence.year {
        Some(year) if year < frame.year => {
            // A figure of an earlier year is the base, unless it has a comparison of its own.
            let own =
                sentence.comparison.as_ref().is_some_and(|comparison| comparison.when == Some(When::Current));
            if own { year } else { frame.year }
        }
        _ => frame.year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(when: Option<When>, stages: &[Stage], phase: Phase) -> Option<Base> {
        let comparison = Comparison { when, stages: stages.to_vec(), ..Comparison::default() };
        base(&comparison, stages.first().copied(), 2023, phase)
    }

    #[test]
    fn bases_are_what_is_compared_with() {
        assert_eq!(of(Some(When::Prior), &[Stage::Final], Phase::Final), Some(Base::PriorFinal));
        assert_eq!(of(Some(When::Year(2022)), &[Stage::Budget], Phase::Budget), Some(Base::PriorBudget));
        assert_eq!(of(Some(When::Prior), &[], Phase::Budget), Some(Base::PriorBudget));
        assert_eq!(of(None, &[Stage::Initial], Phase::Final), Some(Base::Initial));
        assert_eq!(of(Some(When::Current), &[Stage::Budget], Phase::Final), Some(Base::Initial));
        assert_eq!(of(None, &[Stage::Adjusted], Phase::Final), Some(Base::Adjusted));
        assert_eq!(of(None, &[Stage::Final], Phase::Final), None);
        assert_eq!(of(Some(When::Year(2021)), &[Stage::Final], Phase::Final), None);
    }
}
