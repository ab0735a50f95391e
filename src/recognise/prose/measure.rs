//! What a figure measures, from the words around it: an amount, a change, a share or a rate.

use rust_decimal::Decimal;

use crate::model::{Measure, Phase};
use crate::taxonomy::{WordClass, is_of_class};

use super::clause::Before;
use super::state::Sentence;
use super::token::{Comparison, Kind, Measured, Stage, Token, When};

/// How a figure is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// The measure.
    pub(super) measure: Measure,
    /// Less than before.
    pub(super) negative: bool,
}

/// The last token of a clause that is not a mere function word.
pub(super) fn last_meant<'t>(tokens: &'t [Token], clause: &[usize]) -> Option<&'t Token> {
    // 减少支出5万元: behind a direction the word says only that it is money.
    let spent = |at: usize| {
        tokens[at].word().is_some_and(|word| word.edge == crate::taxonomy::Edge::Label)
            && at.checked_sub(1).is_some_and(|before| direction(&tokens[before]).is_some())
    };
    let mere = |at: usize| {
        tokens[at].word().is_some_and(|word| {
            matches!(word.class, WordClass::Fill | WordClass::TotalWeak | WordClass::Zip | WordClass::Same)
        })
    };
    clause.iter().rev().copied().find(|at| !mere(*at) && !spent(*at)).map(|at| &tokens[at])
}

/// The last word of a clause.
fn last_word<'t>(tokens: &'t [Token], clause: &[usize]) -> Option<&'t str> {
    tokens[*clause.last()?].word().map(|word| word.text.as_str())
}

/// Whether a clause has a word of a class.
pub(super) fn has(tokens: &[Token], clause: &[usize], class: WordClass) -> bool {
    position(tokens, clause, class).is_some()
}

/// Where in a clause the last word of a class stands.
pub(super) fn position(tokens: &[Token], clause: &[usize], class: WordClass) -> Option<usize> {
    clause.iter().rposition(|at| tokens[*at].word().is_some_and(|word| word.class == class))
}

/// The direction that a token gives: more or less.
pub(super) fn direction(token: &Token) -> Option<bool> {
    match token.word()?.class {
        WordClass::Up | WordClass::OneUp => Some(false),
        WordClass::Down | WordClass::OneDown => Some(true),
        // 比上年决算高出1.5万元
        WordClass::Compare => match token.word()?.code {
            "more" => Some(false),
            "less" => Some(true),
            _ => None,
        },
        WordClass::RateWord => match token.word()?.code {
            "1" => Some(false),
            "-1" => Some(true),
            _ => None,
        },
        _ => None,
    }
}

/// The comparison whose other side a figure is, with the words between them: `比上年的9.6万元减少`, `较2022年公务接待费预算3万元`.
pub(super) fn compared<'t, 'c>(
    tokens: &'t [Token],
    clause: &'c [usize],
) -> Option<(&'t Comparison, &'c [usize])> {
    let last = clause.iter().rposition(|at| matches!(tokens[*at].kind, Kind::Compare(_)))?;
    let Kind::Compare(comparison) = &tokens[clause[last]].kind else { return None };
    let behind = &clause[last + 1..];
    let follows = behind.iter().all(|at| {
        tokens[*at].word().is_some_and(|word| {
            matches!(word.class, WordClass::Fill | WordClass::TotalWeak | WordClass::Same)
        })
    });
    let of = last_word(tokens, clause) == Some("的");
    let names_it = !comparison.level && (comparison.than.is_none() || of);
    (names_it && (follows || !comparison.closed)).then_some((comparison, behind))
}

/// Whether words are of a stage of the budget and name nothing else: 占预算安排数的.
fn is_of_a_stage(tokens: &[Token], behind: &[usize]) -> bool {
    let plain = |at: &usize| match &tokens[*at].kind {
        Kind::When(_) | Kind::Own => true,
        Kind::Word(word) => {
            matches!(word.class, WordClass::Fill | WordClass::Phase) && !word.text.contains(['总', '部'])
        }
        _ => false,
    };
    let budget = super::when::staged(tokens, behind)
        .is_some_and(|stage| matches!(stage, Stage::Initial | Stage::Budget | Stage::Adjusted));
    budget && behind.iter().all(plain)
}

/// The stage that stands behind a figure: 30万元的预算.
pub(super) fn stage_behind(tokens: &[Token], at: usize) -> Option<Stage> {
    let of = tokens.get(at + 1)?.word().is_some_and(|word| word.text == "的");
    super::compare::stage(tokens.get(at + 2)?).filter(|_| of)
}

/// Whether the words behind a rate or a share name a stage of the budget: 完成年初预算, 占年初预算.
pub(super) fn of_budget(tokens: &[Token], clause: &[usize]) -> bool {
    let cut =
        position(tokens, clause, WordClass::Rate).or_else(|| position(tokens, clause, WordClass::Share));
    let behind = cut.map_or(clause, |at| &clause[at..]);
    super::when::staged(tokens, behind)
        .is_some_and(|stage| matches!(stage, Stage::Initial | Stage::Budget | Stage::Adjusted))
}

/// Whether a percentage is an amount's share of a whole, as rounded as it is printed.
pub(super) fn is_share(amount: Decimal, whole: Decimal, share: Decimal) -> bool {
    let half = Decimal::new(5, share.scale() + 1);
    let (Some(all), Some(most)) = (share.checked_mul(whole), half.checked_mul(whole.abs())) else {
        return false;
    };
    let part = amount.checked_mul(Decimal::ONE_HUNDRED);
    !whole.is_zero() && part.and_then(|part| part.checked_sub(all)).is_some_and(|off| off.abs() <= most)
}

/// 省在接待上1万元: the direction stands before what has changed.
fn directed_at(tokens: &[Token], clause: &[usize]) -> Option<bool> {
    clause.windows(2).find_map(|pair| {
        let at = tokens[pair[1]].word().is_some_and(|word| is_of_class("changed_in", &word.text));
        direction(&tokens[pair[0]]).filter(|_| at)
    })
}

/// What a figure measures, from the words right before it, in a document whose own figures are of a phase.
pub(super) fn measure(
    tokens: &[Token],
    before: &Before,
    at: usize,
    unit: Measured,
    sentence: &Sentence,
    own: Phase,
) -> Option<Reading> {
    let money = matches!(unit, Measured::Money(_) | Measured::None);
    // 降幅达42.7%
    let reached = |at: &usize| {
        tokens[*at].word().is_some_and(|word| {
            word.class == WordClass::Rate && matches!(word.text.as_str(), "达" | "达到" | "实现")
        })
    };
    let meant = before.clause.iter().rposition(|at| !reached(at)).map_or(0, |at| at + 1);
    // 增加幅度较大，达到68.4%: the clause before says what is reached.
    let said_before = || {
        let lead = before.lead.first().filter(|_| !money && meant == 0 && !before.clause.is_empty())?;
        lead.iter()
            .map(|at| &tokens[*at])
            .find(|token| token.word().is_some_and(|word| word.class == WordClass::RateWord))
    };
    let by_word = last_meant(tokens, &before.clause[..meant])
        .filter(|token| direction(token).is_some())
        .or_else(said_before);
    let last = by_word.or_else(|| last_meant(tokens, &before.clause));
    let change = if money { Measure::ChangeAmount } else { Measure::ChangePct };
    let as_is = |measure| Some(Reading { measure, negative: false });
    if let Some(negative) = directed_at(tokens, &before.clause) {
        return Some(Reading { measure: change, negative });
    }
    // 低于30万元的预算: what it is compared with.
    if money && stage_behind(tokens, at).is_some() {
        return as_is(Measure::Total);
    }
    if let Some(last) = last {
        let class = last.word().map(|word| word.class);
        if class == Some(WordClass::To) {
            return money.then_some(Reading { measure: Measure::Total, negative: false });
        }
        if class == Some(WordClass::RateWord) || direction(last).is_some() {
            // 上年还要高出5万元: of the year before, and no word compares with it. Which way it went is not for us to say.
            let first = before.clause.first().map(|at| &tokens[*at].kind);
            if matches!(first, Some(Kind::When(When::Prior | When::Last))) {
                return None;
            }
            let negative = direction(last).or(sentence.sign).unwrap_or(false);
            return Some(Reading { measure: change, negative });
        }
        if let Kind::Compare(comparison) = &last.kind {
            // 低于预算的8.5亿元: the budget.
            if money && comparison.than.is_some() && last_word(tokens, &before.clause) == Some("的") {
                return as_is(Measure::Total);
            }
            // 小于上年预算数3万元: the difference.
            if let Some(negative) = comparison.than {
                return Some(Reading { measure: change, negative });
            }
            // `与上年持平为 0`, and `较2022年决算数722.72万元，减少…`: the figure that is compared with.
            let measure = if comparison.level { change } else { Measure::Total };
            return (comparison.level || money).then_some(Reading { measure, negative: false });
        }
    }
    if money {
        return as_is(Measure::Total);
    }
    if let Some(share) = position(tokens, &before.clause, WordClass::Share) {
        // 占年初预算的80% in an account is how much of it was spent; in a budget it is a part of the whole.
        let of_budget = own == Phase::Final && is_of_a_stage(tokens, &before.clause[share + 1..]);
        return as_is(if of_budget { Measure::ExecutionRate } else { Measure::Share });
    }
    // `完成预算15万元的82%`
    // 仅为预算数的74%: of a stage of this year, and of nothing else.
    let prior =
        matches!(super::when::named(tokens, &before.clause), Some(When::Prior | When::Last | When::Year(_)));
    let of_stage = own == Phase::Final
        && !prior
        && last_word(tokens, &before.clause).is_some_and(|text| text == "的")
        && is_of_a_stage(tokens, &before.clause);
    let of_it = of_stage
        || sentence.denominator.is_some()
            && before
                .clause
                .iter()
                .all(|at| tokens[*at].word().is_some_and(|word| word.class == WordClass::Fill));
    if of_it
        || has(tokens, &before.clause, WordClass::Rate)
        || last.and_then(Token::word).is_some_and(|word| word.code == "execution")
    {
        return as_is(Measure::ExecutionRate);
    }
    // `增加5万元（3%）`, `增加5万元，即3%`
    let beside = before.clause.iter().all(|at| tokens[*at].word().is_some_and(|word| word.text == "即"));
    let after_change = sentence.sign.is_some() && sentence.money && beside && at > 0;
    after_change.then(|| Reading { measure: change, negative: sentence.sign.unwrap_or(false) })
}
